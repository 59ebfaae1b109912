"""What chapter 08's questions about places, configuration, encryption and rates find, held against their models."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch08_proxies.study.configuration import configuration_study, reported_mb
from course_lib.chapters.ch08_proxies.study.mtls import CURVE_AT, LENGTHS, mtls_study
from course_lib.chapters.ch08_proxies.study.rate import CURVE_AT as RATES
from course_lib.chapters.ch08_proxies.study.rate import curves, rate_study
from course_lib.chapters.ch08_proxies.study.topologies import (
    LOADS,
    MOST_VIEWS,
    NEEDED,
    NODE,
    SIDECAR,
    TIGHT,
    WAYPOINT,
    share_at,
    share_of_random,
    topologies_study,
)
from course_lib.proxies import mtls
from course_lib.proxies.memory import proxy_memory_mb
from course_lib.proxies.rate import HIGHEST, LOWEST, cost_ms, measured_ms
from course_lib.proxies.requests import LINKERD_DEFAULT, LINKERD_HA, SIDECARS
from course_lib.proxies.topologies import TOPOLOGIES


@pytest.mark.parametrize(
    ("views", "low", "high"), [(2, 0.66, 0.72), (3, 0.70, 0.72), (10, 0.84, 0.89), (50, 0.96, 1.0)]
)
def test_the_pods_share_by_how_many_balance(views: int, low: float, high: float) -> None:
    share = share_of_random(views)
    assert (share.low, share.high) == pytest.approx((low, high), abs=0.007)


def test_shares_rise_with_the_views_and_are_of_whole_pods() -> None:
    for end in ("low", "best", "high"):
        found = [getattr(share_of_random(views), end) for views in range(1, MOST_VIEWS + 1)]
        assert (np.diff(found) > -1e-12).all()
    for load in LOADS:
        pods = [load / TIGHT * share_at(load, views) for views in range(1, MOST_VIEWS + 1)]
        assert pods == pytest.approx(np.round(pods))


def test_the_larger_proxy_saves_the_pods_that_small_ones_cannot() -> None:
    study = topologies_study(pods_per_node=30, nodes=20, callers=50, waypoints=2)
    assert study.shares[WAYPOINT].high < study.shares[SIDECAR].low
    assert study.footprints[WAYPOINT].cores < study.footprints[SIDECAR].cores / 5
    alone = topologies_study(pods_per_node=30, nodes=20, callers=1, waypoints=10)
    assert alone.shares[SIDECAR].best < alone.shares[WAYPOINT].best


def test_connections_gain_nothing_and_few_sidecars_gain_for_few() -> None:
    study = topologies_study(30, 20, 2, 2)
    assert study.shares[NODE].best == study.shares["no proxy"].best == 1
    few, all_of_them = study.shares[NEEDED].best, study.shares[SIDECAR].best
    assert 1 - few == pytest.approx(0.2 * (1 - all_of_them))


def test_what_is_drawn_for_a_pod_adds_up_to_the_fleet() -> None:
    study = topologies_study(25, 40, 10, 3, LINKERD_HA)
    for name, topology in TOPOLOGIES.items():
        cpu, memory = (
            sum(amount(name, part) for part in topology.parts) for amount in (study.cpu_m_a_pod, study.memory_mib_a_pod)
        )
        assert cpu * 1000 / 1000 == pytest.approx(study.footprints[name].cores)
        assert memory * 1000 / 1024 == pytest.approx(study.footprints[name].memory_gib)


def test_break_even_is_that_of_both_installs_and_there_is_none_against_nothing() -> None:
    ha = topologies_study(30, 20, 10, 2, LINKERD_HA, "until May 2024")
    assert ha.break_even == pytest.approx({"CPU": (500 + 100 + 10) / 100, "memory": (2048 + 100 + 12.8) / 20})
    default = topologies_study(30, 20, 10, 2, LINKERD_DEFAULT)
    assert default.break_even == {"CPU": None, "memory": None}
    assert default.cpu_m_a_pod(SIDECAR, SIDECARS) == 0


def test_a_proxy_never_holds_more_than_there_is() -> None:
    study = configuration_study(services=10, called=100, proxies=100)
    assert study.called == 10
    assert study.whole_mb == study.scoped_mb
    assert study.unused == 0


def test_unused_is_what_scoping_saves() -> None:
    study = configuration_study(2000, 20, 500)
    assert study.scoped_mb == proxy_memory_mb(20)
    assert study.whole_gib.best * (1 - study.unused) == pytest.approx(study.scoped_gib.best)
    services, low, high = reported_mb()
    assert (services, round(low), round(high)) == (400, 198, 234)


@pytest.mark.parametrize("requests", LENGTHS)
@pytest.mark.parametrize("key", mtls.KEYS)
def test_the_curve_passes_through_the_cost(requests: str, key: str) -> None:
    study = mtls_study(requests, key=key, transferred_kb=5, resumed_percent=30)
    at = np.interp(np.log(study.requests), np.log(CURVE_AT), np.log(study.curve_us))
    assert np.exp(at) == pytest.approx(study.cost.handshake_us)
    assert study.cost == mtls.cost(LENGTHS[requests], key, transferred_bytes=5 * 1024, resumed=0.3)


def test_the_published_shares_of_a_proxy() -> None:
    shares = [
        100 * mtls_study(each).cost.handshake_us / mtls_study(each).whole_us for each in ("2", "10", "100", "1,000")
    ]
    assert [f"{share:.1g}" if share < 10 else f"{share:.0f}" for share in shares] == ["35", "7", "0.7", "0.07"]


@pytest.mark.parametrize("layer", ["HTTP", "TCP"])
def test_rates_and_their_curves_are_one(layer: str) -> None:
    study = rate_study(200, 800, layer)
    assert study.times == pytest.approx(measured_ms(layer)[1] / measured_ms(layer)[2])
    assert study.yours / study.published == pytest.approx(study.times)
    assert study.times_the_cpu == pytest.approx(study.times / 4)
    assert (RATES[0], RATES[-1]) == (LOWEST, HIGHEST)
    assert curves()[layer][[0, -1]] == pytest.approx(np.array(measured_ms(layer))[[0, -1]] / cost_ms(HIGHEST))
