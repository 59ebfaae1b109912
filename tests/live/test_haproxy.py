"""What the live lab promises of a real HAProxy, and the rows of HAProxy that it can show."""

from __future__ import annotations

import os
import re
import signal
from collections import Counter

import numpy as np
import pytest

from course_lib import balancers, traffic
from course_lib.live import Lab, LabError, haproxy
from course_lib.simulation import Pods, simulate
from tests.live.asking import agrees, needs, one_after_another

pytestmark = needs("haproxy")
TIMES = 5
ONE_POD, ALL_ALIKE = [0] * 9 + [50], [5] * 10


@pytest.mark.parametrize(
    ("layer", "policy", "connections", "counts"),
    [
        ("connections", "round_robin", 1, ONE_POD),
        ("connections", "least", 1, ONE_POD),
        ("connections", "round_robin", 10, ALL_ALIKE),
        ("connections", "least", 10, ALL_ALIKE),
        ("requests", "round_robin", 1, ALL_ALIKE),
        ("requests", "round_robin", 10, ALL_ALIKE),
    ],
)
def test_where_counts_are_promised_they_are_the_same_each_time(
    layer: str, policy: str, connections: int, counts: list[int]
) -> None:
    with Lab(layer=layer, policy=policy, proxy="haproxy") as lab:
        spreads = [lab.spread(50, connections) for _ in range(TIMES)]
    assert [sorted(each) for each in spreads] == [counts] * TIMES


def test_its_threads_go_round_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(haproxy, "THREADS", 4)
    with Lab(proxy="haproxy") as lab:
        assert "Nbthread: 4" in lab._system.proxy.ask("show info")
        spread = lab.spread(40, connections=40)
        for count in (min(spread), max(spread)):
            agrees(lab, "haproxy_roundrobin_threads", count)


def test_ties_go_round_the_idle() -> None:
    with Lab(policy="least", proxy="haproxy") as lab:
        order = one_after_another(lab, 40)
        for count in Counter(order).values():
            agrees(lab, "haproxy_leastconn_ties", count)
    assert order == order[:10] * 4


def test_its_chance_is_uneven_and_the_same_after_a_restart() -> None:
    order = []
    for _ in range(2):
        with Lab(policy="random", proxy="haproxy") as lab:
            order.append(one_after_another(lab, 200))
            shares = [count / 5000 for count in lab.spread(5000)]
            agrees(lab, "haproxy_random_least", min(shares), chance=4 * (0.075 * 0.925 / 5000) ** 0.5)
            agrees(lab, "haproxy_random_most", max(shares), chance=4 * (0.132 * 0.868 / 5000) ** 0.5)
    assert order[0] == order[1]


def test_two_choices_are_more_even_than_one() -> None:
    """Of four hundred requests that wait at ten pods; chance alone makes a variance of 36 of it."""
    variance = {}
    for policy in ("random", "two_choices"):
        with Lab(policy=policy, proxy="haproxy") as lab, lab.client() as client:
            variance[policy] = np.var(client.spread(400, service_s=0.02))
    assert variance["two_choices"] < 8 < variance["random"]


def test_the_least_are_exactly_even_as_long_as_none_is_answered() -> None:
    """Each takes a second, so all are there before a pod looks less busy again, in whatever order they reach it."""
    with Lab(policy="least", proxy="haproxy") as lab, lab.client() as client:
        assert client.spread(50, service_s=1.0) == [5] * 10


@pytest.mark.parametrize(
    ("layer", "more", "fewer"),
    [
        ("connections", [10] * 10 + [0] * 5, [10] * 10 + [0] * 5),
        ("requests", [10] * 10 + [10] * 5, [50] * 3 + [0] * 12),
    ],
)
def test_out_and_in(layer: str, more: list[int], fewer: list[int]) -> None:
    """As with Envoy: open connections stay where they are, requests go where they may."""
    with Lab(layer=layer, proxy="haproxy") as lab, lab.client(connections=10) as client:
        assert client.spread(100) == [10] * 10
        lab.scale(15)
        assert client.spread(sum(more)) == more
        lab.scale(3)
        assert client.spread(sum(fewer)) == fewer
        assert lab.pods == 3
        assert sum(lab.spread(30, connections=3)[:3]) == 30  # its first turns after a change aren't even


def test_real_queues_are_the_simulator_s() -> None:
    trace = traffic.poisson_trace(400, utilisation=0.8, pods=5, mean_service_s=0.02, seed=4)
    with Lab(pods=5, policy="least", slow={3: 2.0}, proxy="haproxy") as lab:
        live = lab.replay(trace)
    run = simulate(live.as_reached(trace), balancers.RANDOM, Pods(speed=(1.0, 1.0, 1.0, 0.5, 1.0)))
    order = np.argsort(live.reached_s, kind="stable")
    assert run.latency_s == pytest.approx(live.at_pod_s[order], abs=1e-9)


def test_no_limit_of_its_own_plays_the_queue() -> None:
    """Three hundred at once are all in the pods at once, though one connection carries them."""
    with Lab(pods=2, proxy="haproxy") as lab, lab.client() as client:
        run = client.send(np.zeros(300), np.full(300, 0.02))
    assert run.answered.all()
    assert run.reached_s.max() < run.done_s.max() / 2


def test_a_crashed_pod_s_turn_fails_at_once() -> None:
    with Lab(pods=5, proxy="haproxy") as lab:
        lab.crash(3)
        run = lab.load(1000, 50)
        assert run.counts == [10, 10, 10, 0, 10]
        assert run.failures == {"UNAVAILABLE": 10}
        assert run.end_s.max() < 2.0


def test_it_says_what_it_is() -> None:
    with Lab(pods=2, proxy="haproxy") as lab:
        assert re.fullmatch(r"HAProxy \d+\.\d+(\.\d+)?", lab.engine)
        assert repr(lab) == f"Lab(2 pods, each request by round_robin; running: {lab.engine})"
        assert lab.cost(rate_per_s=200, requests=100).engine == lab.engine
        assert lab.memory_mib.keys() == {"pods", "haproxy"}


def test_killed_it_is_told() -> None:
    with Lab(pods=2, proxy="haproxy") as lab, lab.client() as client:
        os.kill(lab._system.proxy.pid, signal.SIGKILL)
        with pytest.raises(LabError, match=r"^HAProxy ended before it could answer \(killed by SIGKILL\)"):
            lab.scale(3)
        with pytest.raises(LabError, match=r"^HAProxy ended under load \(killed by SIGKILL\)"):
            client.spread(10)


def test_a_configuration_that_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(haproxy, "config", lambda *_: "no-such-section\n")
    with pytest.raises(LabError, match=r"(?s)^HAProxy ended before it could answer .*no-such-section"):
        Lab(pods=2, proxy="haproxy").start()

