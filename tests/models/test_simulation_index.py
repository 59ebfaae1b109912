"""An index picks the pods that a look at all of them picks, whatever comes and goes; what is wrong with one is said.

That engines with and without one agree on every feature is in test_simulation_engines: the reference engine has none.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import balancers, guard, traffic
from course_lib.balancers import Balancer, Index, least
from course_lib.simulation import Pods, SimulationError, simulate
from course_lib.simulation.run import COLUMNS

INDEXED = (balancers.LEAST_IN_FLIGHT, balancers.JOIN_IDLE_QUEUE)
each_indexed = pytest.mark.parametrize("balancer", INDEXED, ids=lambda balancer: balancer.name)


@each_indexed
@given(
    pods=st.sampled_from([1, 2, 9, 10, 11, 37, 100, 101, 130]),
    late=st.integers(0, 30),
    steps=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True)), max_size=80),
    up=st.floats(0.3, 0.95),
    seed=st.integers(0, 1000),
)
@settings(deadline=None)
def test_the_same_pod_after_every_change(balancer, pods, late, steps, up, seed):
    """Requests come where the balancer sends them or where a connection leads, go, and pods join in between."""
    rng, index = np.random.default_rng(seed), balancer.index
    memory = [[0.0] * max(balancers.MEMORY_WIDTH, pods + late) for _ in range(balancers.MEMORY_ROWS)]
    in_flight = [0] * pods
    for draw, share in steps:
        expected = balancer.pick(0.0, [draw], in_flight, [])
        assert index.pick(0.0, [draw], in_flight, memory) == expected
        for pod in (expected, int(share * len(in_flight))):
            was = in_flight[pod]
            in_flight[pod] = was + 1 if rng.random() < up else max(0, was - 1)
            if in_flight[pod] != was:
                index.track(pod, was, in_flight, memory)
        if late and rng.random() < 0.2:
            in_flight.append(0)
            late -= 1


def same(run, other):
    for name in COLUMNS:
        assert getattr(run, name).tobytes() == getattr(other, name).tobytes(), name


@each_indexed
@pytest.mark.parametrize("pods", [64, 1001])
@pytest.mark.parametrize("proxies", [1, 3])
def test_engines_agree_where_there_are_many_pods(balancer, pods, proxies):
    trace = traffic.poisson_trace(4 * pods, utilisation=0.95, pods=pods, seed=1).with_connections(2 * pods)
    joins = (0.0,) * 60 + (2.0,) * (pods - 60)
    there = Pods.alike(pods, workers=2, queue_limit=3, crashes=((5, 1.0, 3.0),), join_s=joins)
    how = {"proxies": proxies, "timeout_s": 2.0, "retries": 1}
    runs = [simulate(trace, balancer, there, engine, **how) for engine in ("reference", "compiled")]
    assert [run.engine for run in runs] == ["reference", "compiled"]
    same(*runs)


@each_indexed
@pytest.mark.parametrize("engine", ["fast", "compiled"])
def test_pods_with_more_in_flight_than_there_are_trees_for_are_found_too(balancer, engine):
    trace = traffic.recorded_trace([0.0] * 900, [1.0] * 900, pods=64, seed=1)
    run = simulate(trace, balancer, engine=engine)
    same(run, simulate(trace, balancer, engine="reference"))
    assert np.bincount(run.pod).max() > least.LOADS


class Told:
    """An index that looks at all pods, and writes down what it is told."""

    def __init__(self):
        self.picked, self.told = 0, []

    def pick(self, now, draws, in_flight, memory):
        self.picked += 1
        return least.pick_least_in_flight(now, draws, in_flight, memory)

    def track(self, pod, was, in_flight, memory):
        self.told.append((pod, was, in_flight[pod]))

    def balancer(self, pods):
        return replace(balancers.LEAST_IN_FLIGHT, name="mine", index=Index(self.pick, self.track, pods))


def test_an_index_is_asked_and_told_from_its_number_of_pods_on():
    trace = traffic.poisson_trace(100, utilisation=0.8, pods=10, seed=1).with_connections(30)
    for pods, engine in ((11, "fast"), (10, "reference")):
        told = Told()
        simulate(trace, told.balancer(pods), engine=engine)
        assert (told.picked, told.told) == (0, [])
    told = Told()
    run = simulate(trace, told.balancer(10), engine="fast")
    assert 0 < told.picked < 100  # connections that are known lead to their pod, and nobody is asked
    assert [pod for pod, was, now in told.told if now > was] == run.pod.tolist()
    assert sorted(pod for pod, was, now in told.told if now < was) == sorted(run.pod)
    assert {abs(now - was) for _, was, now in told.told} == {1}


# --- What is wrong with somebody's own --------------------------------------------------------------

TRACE = traffic.poisson_trace(300, utilisation=0.8, pods=4, seed=1)


def pick_first_idle(now, draws, in_flight, memory):
    for pod in range(len(in_flight)):
        if in_flight[pod] == 0:
            return pod
    return 0


def pick_last_counted(now, draws, in_flight, memory):
    return int(memory[1][0])


def track_nothing_right(pod, was, in_flight, memory):
    memory[1][0] = pod


def track_fails(pod, was, in_flight, memory):
    memory[1][0] = memory[99][0]


def track_writes(pod, was, in_flight, memory):
    in_flight[pod] = was


def track_forever(pod, was, in_flight, memory):
    while pod >= 0:
        was += 1


def mine(track, pick=pick_first_idle):
    return Balancer("mine", pick_first_idle, draws=0, index=Index(pick, track, pods=1))


WRONG = {
    "another pod": (
        mine(track_nothing_right, pick_last_counted),
        "pick at request 2, attempt 0: must pick by its index the pod that it picks without, 1, got 0. Try: compare",
    ),
    "an error": (
        mine(track_fails),
        "track at request 0, attempt 0: IndexError: list index out of range. It was called with pod 0, was 0 and",
    ),
    "it writes": (mine(track_writes), "track at request 0, attempt 0: must not change in_flight, got [0, 0, 0, 0]"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_with_an_index_is_said(wrong):
    balancer, message = WRONG[wrong]
    with pytest.raises(SimulationError, match=re.escape(message)):
        simulate(TRACE, balancer)
    assert simulate(TRACE, balancer, engine="reference").engine == "reference"


def test_what_machine_code_cannot_say_python_says_first():
    balancer, message = WRONG["another pod"]
    with pytest.raises(SimulationError, match=re.escape(message)):
        simulate(TRACE, balancer, engine="compiled")
    with pytest.raises(SimulationError, match="numba can't compile track_writes"):
        simulate(TRACE, WRONG["it writes"][0], engine="compiled")


def test_a_track_without_an_end_is_stopped_and_named(monkeypatch):
    monkeypatch.setattr(guard, "LIMIT_S", 0.1)
    with pytest.raises(SimulationError, match="track at request 0, attempt 0: must come to an end"):
        simulate(TRACE, mine(track_forever))


def track_fails_late(pod, was, in_flight, memory):
    memory[2][0] += 1
    memory[1][int(memory[2][0]) // 1000] = pod


def test_in_machine_code_it_may_have_been_track():
    trace = traffic.poisson_trace(60_000, utilisation=0.8, pods=4, seed=1)
    with pytest.raises(SimulationError, match=r'(pick|done) or track at .*IndexError.*Try engine="fast"'):
        simulate(trace, mine(track_fails_late), engine="compiled")


def track_little(pod, was):
    pass


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: mine(track_little), "index.track must take (pod, was, in_flight, memory), got 'track_little"),
        (lambda: mine(track_fails, 3), "index.pick must take (now, draws, in_flight, memory), got 3"),
        (lambda: Index(pick_first_idle, track_fails, 0), "index.pods must be a whole number of at least 1, got 0"),
        (lambda: Balancer("mine", pick_first_idle, index=7), "index must be an Index or None, got 7"),
    ],
)
def test_an_index_names_what_is_wrong(make, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        make()
