"""Proxies that take turns do not march in step: each begins at a pod drawn for it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from course_lib import balancers, queueing, sizing, traffic
from course_lib.balancers import Balancer
from course_lib.simulation import Pods, native, simulate
from course_lib.simulation.state import fresh_state
from course_lib.simulation.system import Clients, build

TAKE_TURNS = pytest.mark.parametrize(
    "balancer", [balancers.ROUND_ROBIN, balancers.WEIGHTED_LEAST_REQUEST], ids=lambda balancer: balancer.name
)
PROXIES = 50


def first_pods(balancer, pods, seed, proxies=PROXIES, engine="fast"):
    """Return the pod that each proxy picks first."""
    trace = traffic.poisson_trace(2_000, utilisation=0.5, pods=pods, seed=seed)
    run = simulate(trace, balancer, proxies=proxies, engine=engine)
    proxy, first = np.unique((trace.client * proxies).astype(int), return_index=True)
    assert proxy.tolist() == list(range(proxies))
    return run.pod[first]


@TAKE_TURNS
def test_the_first_proxy_begins_with_pod_0_and_the_others_anywhere(balancer):
    drawn = np.array([first_pods(balancer, 10, seed) for seed in range(40)])
    assert (drawn[:, 0] == 0).all()
    counts = np.bincount(drawn[:, 1:].ravel(), minlength=10)
    expected = drawn[:, 1:].size / 10
    assert ((counts - expected) ** 2 / expected).sum() < 27.9  # chi-squared, 9 degrees of freedom: one in a thousand
    assert len({row.tobytes() for row in drawn}) == len(drawn)  # other requests, other turns


@TAKE_TURNS
def test_the_first_turns_are_alike_in_all_engines(balancer):
    found = [first_pods(balancer, 7, 3, proxies=5, engine=engine) for engine in ("reference", "fast", "compiled")]
    assert found[0].tolist() == found[1].tolist() == found[2].tolist()


@TAKE_TURNS
def test_a_run_leaves_what_it_began_with_as_it_was(balancer):
    trace = traffic.poisson_trace(2_000, utilisation=0.5, pods=7, seed=2)
    system, start = build(trace, balancer, Pods.alike(7), Clients(proxies=5))
    before = start.memory.copy()
    runs = [fresh_state(system, start) for _ in range(2)]
    machine = native.compile_balancer(balancer)
    for run in runs:
        native.compiled_kernel()(*machine, system, run)
    assert start.memory.tolist() == before.tolist()
    assert runs[0].pod.tolist() == runs[1].pod.tolist()


def test_from_its_first_turn_on_each_proxy_goes_round():
    trace = traffic.poisson_trace(2_000, utilisation=0.5, pods=7, seed=2)
    run = simulate(trace, balancers.ROUND_ROBIN, proxies=4)
    for proxy in range(4):
        pods = run.pod[(trace.client * 4).astype(int) == proxy]
        assert ((np.diff(pods) - 1) % 7 == 0).all()


def test_more_proxies_than_requests_have_first_turns_too():
    trace = traffic.recorded_trace([0.0] * 3, [1.0] * 3, pods=100, seed=5)
    assert len(set(simulate(trace, balancers.ROUND_ROBIN, proxies=1_000).pod.tolist())) > 1


def test_pods_that_come_late_are_no_first_turn():
    trace = traffic.poisson_trace(2_000, utilisation=0.5, pods=10, seed=1)
    pods = Pods.alike(10, join_s=(0.0,) * 2 + (1e9,) * 8)
    assert set(simulate(trace, balancers.ROUND_ROBIN, pods, proxies=PROXIES).pod.tolist()) == {0, 1}


def test_whoever_says_nothing_of_turns_begins_with_a_memory_of_zeros():
    """A learner's own balancer does with many proxies what it does with one: nothing is drawn for it."""
    own = replace(balancers.ROUND_ROBIN, name="own", turn=None)
    assert set(first_pods(own, 10, seed=1)) == {0}


@pytest.mark.parametrize("turn", [(0, 0), (1, 32), (1, -1), (12, 0), (1,), [1, 0], (True, 0), (1.0, 0), 1])
def test_a_turn_stands_somewhere_in_memory(turn):
    with pytest.raises(ValueError, match=r"turn must be \(row, column\), row 1 to 11 and column 0 to 31, or None, got"):
        Balancer("mine", balancers.ROUND_ROBIN.pick, draws=0, turn=turn)


def test_a_trace_without_draws_says_what_is_missing():
    trace = traffic.poisson_trace(100, utilisation=0.5, pods=3, seed=1, draws=0)
    assert len(simulate(trace, balancers.ROUND_ROBIN)) == 100
    with pytest.raises(ValueError, match=r"trace\.draws must have a column, for the first turns of proxies, got"):
        simulate(trace, balancers.ROUND_ROBIN, proxies=2)


@TAKE_TURNS
def test_a_run_through_many_proxies_begins_as_it_goes_on(balancer):
    """In step, these first requests took 5.3 service times on average, and the last 2.0."""
    early, late = [], []
    for seed in range(5):
        trace = traffic.poisson_trace(60_000, utilisation=0.5, pods=72, seed=seed)
        latency_s = simulate(trace, balancer, proxies=PROXIES).latency_s
        early.append(latency_s[500:20_000].mean())
        late.append(latency_s[40_000:].mean())
    assert np.mean(early) == pytest.approx(np.mean(late), rel=0.1)


@pytest.mark.parametrize("utilisation", [0.5, 0.8])
def test_round_robin_comes_from_a_row_of_gim1_queues_to_random_as_proxies_become_many(utilisation):
    """One proxy spreads arrivals as evenly as can be, endlessly many not at all: at each pod they are then Poisson."""
    trace = traffic.poisson_trace(1_000_000, utilisation=utilisation, pods=10, seed=8)
    found = [simulate(trace, balancers.ROUND_ROBIN, proxies=proxies).steady().mean_s for proxies in (1, 5, 50, 1_000)]
    assert found == sorted(found)
    assert found[0] == pytest.approx(queueing.round_robin_latency(utilisation, 10), rel=0.02)
    assert found[-1] == pytest.approx(queueing.mm1_latency(utilisation), rel=0.03)


def test_pods_for_a_large_load_by_turns_through_fifty_proxies():
    """Of 36 workers' load random needs 72 pods: turns that nobody coordinates need hardly fewer."""
    need = sizing.Need(offered=36, objective_s=2)
    found = {proxies: sizing.pods_needed(need, balancers.ROUND_ROBIN, proxies=proxies) for proxies in (1, 10, 50)}
    assert found[1].low <= gim1_pods(36, 2) <= found[1].high
    assert found[1].high < found[10].low
    assert found[10].pods < found[50].pods
    assert found[50].low <= sizing.pods_at_random(need).pods <= found[50].high + 1


def gim1_pods(offered, objective_s):
    pods = offered + 1
    while queueing.round_robin_latency(offered / pods, pods) > objective_s:
        pods += 1
    return pods
