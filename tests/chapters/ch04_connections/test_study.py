"""What chapter 04's explorers compute: draws against the exact, runs against closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import connections, tables
from course_lib.chapters.ch04_connections.setting import PODS
from course_lib.chapters.ch04_connections.study.curve import COUNTS, curve_study, evenness
from course_lib.chapters.ch04_connections.study.pools import CLOSED_S, POOL_REQUESTS, pool_study
from course_lib.chapters.ch04_connections.study.replays import REPLAYS, REQUESTS, replay_study, replays
from course_lib.chapters.ch04_connections.study.scaling import (
    AGES_S,
    ALL_AT_ONCE,
    AT_ANY_TIME,
    LOOKUPS_S,
    MIDDLES_S,
    OPENED,
    scaling_study,
)
from course_lib.chapters.ch04_connections.study.theatre import (
    EACH_CLIENT,
    PROXY,
    connections_opened,
    loads,
    over_mean,
    protocol_scenes,
)
from course_lib.connections.pools import REUSE


@pytest.mark.parametrize("count", [1, 2, 5, 7, 20, 33, 49, 50])
def test_replays_agree_with_the_exact_distribution(count):
    study = replay_study(count, REPLAYS)
    assert (replays(count).sum(axis=1) == REQUESTS).all()
    spread = study.busiest.std() / REPLAYS**0.5
    assert abs(study.mean_busiest - study.exact.mean) <= 4 * spread
    assert set(study.busiest.tolist()) <= set(study.exact.load.tolist())


def test_the_aha_is_the_published_figure():
    study = replay_study(50, REPLAYS)
    exact = tables.figure("connections", "busiest_of_50").value
    assert study.exact.mean == pytest.approx(exact, abs=0.0005)
    assert f"{study.mean_busiest:.1f}" == f"{exact:.1f}" == "8.7"
    assert replay_study(1, 1).loads.tolist().count(50) == 1


def test_a_connection_keeps_its_luck_when_others_come():
    few, more = replays(1), replays(2)
    assert ((few > 0) <= (more > 0)).all()  # the first connection's pod is busy in both


def test_a_slider_shows_the_replay_it_stands_at():
    first, second = replay_study(50, 1), replay_study(50, 2)
    assert second.busiest[0] == first.busiest[0] == first.loads.max()
    assert second.busiest[1] == second.loads.max()


def test_curves_are_the_closed_forms():
    study = curve_study(10, 50)
    for count, busy, over in zip(COUNTS.tolist(), study.busy, study.over_mean, strict=True):
        assert busy == pytest.approx(connections.expected_busy(10, count) / 10)
        assert over == pytest.approx(connections.busiest_over_mean(10, count))
    assert (study.dealt <= study.over_mean + 1e-12).all()
    assert evenness(10, 50) == (study.busy_here, study.over_mean_here, study.dealt_here)


@pytest.mark.parametrize("opened", OPENED)
@pytest.mark.parametrize("age", AGES_S)
def test_twenty_runs_average_the_closed_form(age, opened):
    runs = np.array([scaling_study(40, age, opened, replay).on_new for replay in range(1, 21)])
    expected = scaling_study(40, age, opened, 1).expected
    error = runs.std(axis=0) / 20**0.5
    # A bin is as wide as 20 s, over which the closed form is taken at its middle, and connections pause for 5 s.
    slack = 0.5 * 25 / (AGES_S[age] or np.inf) * (3 if opened == ALL_AT_ONCE else 1) + 0.02
    assert (np.abs(runs.mean(axis=0) - expected) < 4 * error + slack).all()


def test_nothing_moves_without_a_limit_and_at_once_where_requests_are_balanced():
    study = scaling_study(20, "no limit", AT_ANY_TIME, 1)
    assert study.on_new.max() == 0
    assert study.half_s is None
    assert (study.by_request[MIDDLES_S < 0] == 0).all()
    assert study.by_request[MIDDLES_S > 0].min() > 0.4


def test_clients_that_balance_learn_of_new_pods_by_looking_up():
    looks, never = (scaling_study(20, "no limit", AT_ANY_TIME, 1, way).by_request for way in LOOKUPS_S)
    assert never.max() == 0
    since = MIDDLES_S - 10
    assert 0 < looks[since == 0][0] < 0.4
    assert (np.abs(looks[since >= 40] - 0.5) < 0.08).all()


@pytest.mark.parametrize(("age", "minutes"), [("2 minutes", 1.0), ("5 minutes", 2.5), ("10 minutes", 5.0)])
def test_half_of_the_share_has_moved_after_half_of_the_age(age, minutes):
    half_s = scaling_study(20, age, AT_ANY_TIME, 1).half_s
    assert half_s is not None
    assert abs(half_s / 60 - minutes) < 0.2


def test_all_at_once_nothing_moves_for_long_and_then_everything():
    study = scaling_study(40, "10 minutes", ALL_AT_ONCE, 1)
    assert study.on_new[MIDDLES_S < 450].max() == 0
    assert study.on_new[-1] > 0.2


@pytest.mark.parametrize("closed", CLOSED_S)
@pytest.mark.parametrize("reuse", REUSE)
def test_pools_lose_no_request(reuse, closed):
    study = pool_study(3, reuse, closed)
    assert study.carried.sum() == study.loads.sum() == POOL_REQUESTS
    assert study.carried[: study.half_on].sum() >= POOL_REQUESTS / 2 > study.carried[: study.half_on - 1].sum()


def test_what_the_text_says_of_pools():
    said = [round(pool_study(1, reuse, closed).over_mean, 1) for closed in ("never", "after 2 s") for reuse in REUSE]
    assert said == [4.4, 3.0, 1.8, 3.1]


@pytest.mark.parametrize("seed_clients", [1, 2, 5, 20])
@pytest.mark.parametrize("protocol", ["HTTP/2", "gRPC"])
def test_scenes_pin_one_connection_a_client(protocol, seed_clients):
    pinned, single = protocol_scenes(protocol, seed_clients, PROXY)
    assert connections_opened(pinned) == connections_opened(single) == seed_clients
    assert (loads(pinned) > 0).sum() <= seed_clients
    assert loads(single).tolist() == [12] * PODS


def test_scenes_over_http_1_0_are_as_many_connections_as_requests():
    pinned, single = protocol_scenes("HTTP/1.0", 1, PROXY)
    assert connections_opened(pinned) == len(pinned.trace) == loads(pinned).sum()
    assert over_mean(pinned) > over_mean(single) == 1.0


def test_clients_that_take_turns_are_even_each_for_itself():
    _, single = protocol_scenes("gRPC", 7, EACH_CLIENT)
    assert single.proxies == 7
    assert loads(single).max() - loads(single).min() <= 7


@pytest.mark.parametrize("clients", [1, 4, 20])
@pytest.mark.parametrize(("way", "side"), [(PROXY, 0), (EACH_CLIENT, 1)])
def test_an_http_1_1_connection_of_a_scene_never_carries_two_requests_at_once(clients, way, side):
    scene = protocol_scenes("HTTP/1.1", clients, way)[side]
    for connection in np.unique(scene.connection_of):
        mine = scene.connection_of == connection
        assert (scene.run.finish_s[mine][:-1] <= scene.run.arrival_s[mine][1:]).all()


@pytest.mark.parametrize("clients", [1, 4, 20])
@pytest.mark.parametrize("protocol", ["HTTP/1.1", "HTTP/2", "gRPC"])
def test_a_connection_of_a_client_that_takes_turns_leads_from_one_client_to_one_pod(protocol, clients):
    _, own = protocol_scenes(protocol, clients, EACH_CLIENT)
    ends = set(
        zip(
            own.connection_of.tolist(),
            connections.client_of(own.trace, clients).tolist(),
            own.run.pod.tolist(),
            strict=True,
        )
    )
    assert len(ends) == connections_opened(own)
    if protocol != "HTTP/1.1":  # which may need a second one to a pod
        assert len({pair[1:] for pair in ends}) == len(ends)


def test_a_client_that_takes_turns_over_http_1_0_keeps_no_connection():
    assert connections_opened(protocol_scenes("HTTP/1.0", 4, EACH_CLIENT)[1]) == 120
