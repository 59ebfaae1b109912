"""What the simulator says of real requests: queues and choices are its own. bench/bench_replay.py asks for more."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from course_lib import balancers, traffic
from course_lib.balancers.textbook import share_of_dead
from course_lib.live import Lab
from course_lib.simulation import Pods, simulate
from tests.live.replays import agreement, at_the_ill_pod, by_chance, goes_round

PODS = 5
SLOW = Pods((1.0, 1.0, 1.0, 0.5, 1.0))
UNLIKELY = 1e-5  # of an honest proxy


@pytest.mark.parametrize("policy", ["random", "two_choices"])
def test_real_queues_are_the_simulator_s(policy: str) -> None:
    """The pods that Envoy chose, replayed: each request waits and works as long as it really did."""
    trace = traffic.poisson_trace(300, utilisation=0.7, pods=PODS, mean_service_s=0.05, seed=4)
    with Lab(pods=PODS, policy=policy, slow={3: 2.0}) as lab:
        live = lab.replay(trace)
    found = agreement(live, trace, SLOW)
    assert found.strict
    assert found.bounded
    assert found.mean > found.pods_mean
    assert live.at_pod_s + live.machine_s == pytest.approx(live.latency_s)
    assert (live.machine_s > 0).all()


def test_due_requests_keep_their_times_and_the_pods_that_were_chosen() -> None:
    trace = traffic.poisson_trace(300, utilisation=0.7, pods=PODS, mean_service_s=0.05, seed=4)
    with Lab(pods=PODS) as lab:
        live = lab.replay(trace)
    run = simulate(live.as_due(trace), balancers.RANDOM)
    assert (run.pod == live.pod).all()
    assert (run.arrival_s == trace.arrival_s).all()
    in_turn = (np.arange(300) + live.pod[0]) % PODS
    assert (live.pod == in_turn).all()


def test_round_robin_goes_round() -> None:
    with Lab(PODS) as lab:
        assert goes_round(lab.load(rate_per_s=1000, requests=2000).pod, PODS)


def test_random_is_random() -> None:
    with Lab(PODS, policy="random") as lab:
        chosen = lab.load(rate_per_s=2000, requests=4000).pod
    assert min(by_chance(chosen, PODS)) > UNLIKELY
    assert not goes_round(chosen, PODS)


def test_what_goes_round_or_prefers_a_pod_is_not_random() -> None:
    draws = np.random.default_rng(1)
    assert min(by_chance(np.arange(4000) % PODS, PODS)) < UNLIKELY
    assert min(by_chance(draws.choice(PODS, 4000, p=[0.25, 0.2, 0.2, 0.2, 0.15]), PODS)) < UNLIKELY
    assert min(by_chance(draws.integers(PODS, size=4000), PODS)) > UNLIKELY


def test_two_choices_are_drawn_with_replacement() -> None:
    """Two different pods would leave the busiest next to nothing, and random a half."""
    share = share_of_dead(2, 2, True)
    hit, of = at_the_ill_pod(2, share, requests=600, rate_per_s=300)
    assert stats.binomtest(hit, of, share).pvalue > UNLIKELY
    assert stats.binomtest(hit, of, share_of_dead(2, 1, True)).pvalue < UNLIKELY
