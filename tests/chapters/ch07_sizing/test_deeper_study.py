"""Chapter 07's deeper studies: who jumps where, what a node fits, pods by balancer and workers, and pod sizes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from course_lib import sizing, tables
from course_lib.chapters.ch07_sizing.study import bursting, objective, pod_size, rightsizers
from course_lib.chapters.ch07_sizing.study.bursting import ALIKE, ALONE, AT_THE_MEAN, ONE_LARGE, POOLED, bursting_study
from course_lib.chapters.ch07_sizing.study.objective import BALANCERS, MOST_WORKERS, PROXIES, objective_study
from course_lib.chapters.ch07_sizing.study.pod_size import FEWEST, MOST, NODE, SIDECARS, WORK, pod_size_study
from course_lib.chapters.ch07_sizing.study.rightsizers import KRR, NAMES, PEAK, SHARES, VPA, rightsizers_study
from course_lib.sizing import objective as model


def published(identity, table="rightsizing"):
    return tables.figure(table, identity).value


def test_the_readings_have_the_share_of_spikes_that_is_asked_for():
    for share in SHARES:
        readings = rightsizers.readings_cores(share, 800)
        assert np.mean(readings == 0.8) == pytest.approx(share / 100, abs=1e-4)
        assert 1000 * readings.mean() == pytest.approx(rightsizers_study(share, 800).mean_m, abs=0.1)


@pytest.mark.parametrize("spike_m", range(200, 2001, 300))
def test_krr_jumps_at_five_to_six_percent_and_vpa_above_ten(spike_m):
    study = rightsizers_study(5, spike_m)
    assert study.jump(KRR) == (5, 6)
    assert study.jump(VPA) == (10, 11)
    assert study.curves_m[PEAK] == (spike_m,) * len(SHARES)
    assert study.jump(PEAK) is None


def test_the_published_requests_and_what_lies_below_the_mean():
    study = rightsizers_study(5, 800)
    assert (study.request_m(VPA), study.request_m(KRR)) == (published("five_vpa"), published("five_krr"))
    assert study.mean_m == published("five_mean")
    assert rightsizers_study(4, 800).request_m(VPA) == published("v1_target") < rightsizers_study(4, 800).mean_m
    assert rightsizers_study(12, 800).request_m(VPA) == published("v2_target")


def test_a_pod_wants_more_than_its_request_in_its_spikes_or_never():
    study = rightsizers_study(4, 800)
    found = {name: study.above_percent(name) for name in NAMES}
    assert set(found.values()) == {0, 4}
    assert [found[VPA], found[PEAK], found[rightsizers.IN_SPIKE], found[rightsizers.IN_QUIET]] == [4, 0, 0, 4]


@pytest.mark.parametrize("spikes_percent", [2, 5, 10, 14])
def test_what_is_idle_is_what_the_readings_leave_of_a_request(spikes_percent):
    """Below the mean, too: a pod that wants more in its spikes leaves some of its request in quiet times."""
    study = rightsizers_study(spikes_percent, 800)
    used_m = 1000 * rightsizers.readings_cores(spikes_percent, 800)
    for name in NAMES:
        left = np.maximum(0, study.request_m(name) - used_m).mean() / study.request_m(name)
        assert study.idle(name) == pytest.approx(left, abs=1e-3), name
    if spikes_percent <= 10:
        assert study.idle(VPA) == pytest.approx((1 - spikes_percent / 100) * 26 / 126)
    assert study.idle(PEAK) == pytest.approx(1 - study.mean_m / 800)


def test_what_a_node_fits_falls_with_correlation_but_not_at_the_mean():
    rules = (AT_THE_MEAN, POOLED, ALONE)
    fits = [[bursting_study(21, together, 100, ALIKE).fits(rule) for rule in rules] for together in (0, 20, 100)]
    assert fits == [[32, 21, 9], [32, 14, 9], [32, 9, 9]]


def test_a_large_service_takes_the_room_that_pooling_gives():
    alike, large = (bursting_study(5, 0, 100, kind) for kind in (ALIKE, ONE_LARGE))
    assert large.fits(POOLED) == 5
    assert large.cores[AT_THE_MEAN][large.fits(POOLED) - 1] < alike.cores[AT_THE_MEAN][alike.fits(POOLED) - 1]
    assert large.services.mean_cores[0] == 8 * large.services.mean_cores[1]


def test_a_node_that_is_full_by_its_rule_is_short_as_often_as_the_rule_says():
    for correlation in (0, 30):
        fits = bursting_study(1, correlation, 100, ALIKE).fits(POOLED)
        assert bursting_study(fits, correlation, 100, ALIKE).short <= bursting.CHANCE
        assert bursting_study(fits + 1, correlation, 100, ALIKE).short > bursting.CHANCE
    assert bursting_study(32, 0, 100, ALIKE).short == 0.5


def test_the_drawn_share_is_near_the_normal_one_where_use_varies_little():
    for services in (28, 30, 32):
        study = bursting_study(services, 0, 30, ALIKE)
        assert study.short_drawn == pytest.approx(study.short, abs=0.02)


def test_the_table_holds_every_cell_and_none_else():
    assert set(objective.kept()) == {
        (name, workers, proxies) for name in BALANCERS for workers in range(1, MOST_WORKERS + 1) for proxies in PROXIES
    }
    for found in objective.kept().values():
        assert found.low <= found.pods <= found.high


@pytest.mark.parametrize("workers", [1, 2, 3, 4, 8])
@pytest.mark.parametrize("name", BALANCERS)
@pytest.mark.parametrize("proxies", [1, 10, 50])
def test_a_cell_of_the_table_is_what_a_simulation_finds(name, workers, proxies):
    """The least that may do is no less than `low`, and `high` does, as far as the intervals of fewer requests go."""
    need, found = objective.need(workers), objective.kept()[name, workers, proxies]
    fewer = {"requests": 60_000, "seed": 2}
    assert model.measured_latency(need, BALANCERS[name], found.high, proxies, **fewer).low <= need.objective_s
    if found.low > need.fewest_stable:
        less = model.measured_latency(need, BALANCERS[name], found.low - 1, proxies, **fewer)
        assert less.high >= need.objective_s


def test_more_proxies_never_need_fewer_pods_and_more_workers_leave_less_to_save():
    saved = []
    for workers in range(1, MOST_WORKERS + 1):
        study = objective_study(workers)
        for needed in study.needed.values():
            pods = [each.pods for each in needed.values()]
            assert pods == sorted(pods)
            assert pods[0] >= study.one_queue.pods
        saved.append(study.saved("two choices", 1) / study.random.pods)
    assert saved[:3] == sorted(saved[:3], reverse=True)
    assert max(saved[3:]) < 0.12  # whole pods: one of nine, one of eleven
    assert saved[0] == pytest.approx(1 - published("sizing_share_36_1", "queueing"), abs=0.02)
    assert saved[5:] == [0, 0, 0]


def test_one_worker_has_the_published_shares():
    study = objective_study(1)
    for proxies, needed in study.needed["two choices"].items():
        share = needed.pods / study.random.pods
        assert share == pytest.approx(published(f"sizing_share_36_{proxies}", "queueing"), abs=0.02)


def test_many_pods_carry_more_than_they_work():
    study = pod_size_study(MOST, 2048, "Istio, default values")
    assert study.here.requested.gib == pytest.approx(WORK.gib + MOST * (2 + 128 / 1024))
    assert study.here.requested.cores == pytest.approx(WORK.cores + MOST * 0.1)
    assert study.here.binds == "memory"
    assert study.here.nodes > 2 * study.best[0].nodes


def test_the_best_lies_between_and_few_large_pods_strand_room():
    study = pod_size_study(12, 256, "Linkerd, high-availability values")
    assert (study.here.per_node, study.here.nodes) == (1, 12)
    assert study.best[0].nodes == 7 >= math.ceil(WORK.cores / NODE.cores)
    assert study.best[0].pods > FEWEST
    assert study.best[-1].pods < MOST
    assert len(study.tried) == MOST - FEWEST + 1


def test_by_cpu_two_meshes_that_request_the_same_need_the_same():
    """Until memory is full first: 100 millicores each, and 20 or 128 MiB."""
    low, high = (pod_size.fleets(256, name) for name in tuple(SIDECARS)[1:])
    assert [each.nodes for each in low if each.binds == "CPU"] == [each.nodes for each in high if each.binds == "CPU"]


def test_needs_have_formulas_beside_the_table():
    study = objective_study(4)
    assert study.random == sizing.pods_at_random(objective.need(4))
    assert study.reserved(study.random) == 4 * study.random.pods
