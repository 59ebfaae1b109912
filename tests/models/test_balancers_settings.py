"""What balancers are set to, against what real proxies were seen to do, and against one another."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import balancers, traffic
from course_lib.balancers import choices, connected, least_connected, least_counted, least_in_flight, round_robin
from course_lib.balancers.textbook import share_of_dead
from course_lib.simulation import Pods, simulate
from course_lib.simulation.run import COLUMNS

quickly = settings(deadline=None)
HELD_S = 1e6  # longer than any run here: nothing ends


def fresh(balancer, pods=12):
    memory = [[0.0] * max(balancer.width, pods) for _ in range(balancers.MEMORY_ROWS)]
    memory[0][: len(balancer.settings)] = balancer.settings
    return memory


def same_run(one, other):
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in COLUMNS)


def held(number, balancer, pods, seed, proxies=1, gap_s=0.0):
    """Return what each pod gets of requests that come one after the other, and stay."""
    trace = traffic.recorded_trace([gap_s] * number, [HELD_S] * number, pods=pods, seed=seed)
    return simulate(trace, balancer, proxies=proxies).counts


# --- Choices ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("pods", [1, 2, 3, 10])
def test_two_choices_are_the_two_that_are_written_out(pods):
    trace = traffic.poisson_trace(3_000, utilisation=0.9, pods=pods, seed=1)
    assert same_run(simulate(trace, choices(2)), simulate(trace, balancers.POWER_OF_TWO_CHOICES))


@pytest.mark.parametrize("with_replacement", [True, False])
def test_one_choice_is_random_and_all_choices_are_least_in_flight(with_replacement):
    trace = traffic.poisson_trace(3_000, utilisation=0.9, pods=5, seed=1, draws=5)
    one = simulate(trace, choices(1, with_replacement))
    assert same_run(one, simulate(trace, balancers.RANDOM))
    for draws in np.random.default_rng(2).random((300, 5)).tolist():
        in_flight = [4, 1, 2, 1, 3]
        pod = choices(5, with_replacement).pick(0.0, draws, in_flight, fresh(choices(5)))
        looked_at = {int(draw * 5) for draw in draws} if with_replacement else range(5)
        assert in_flight[pod] == min(in_flight[each] for each in looked_at)


@given(st.integers(1, 6), st.integers(1, 7))
@quickly
def test_pods_that_are_looked_at_differ_and_each_set_is_equally_likely(number, pods):
    """Over draws in the middle of equal parts of each choice; with the loads that follow, the pick is the first."""
    looked_at, balancer = Counter(), choices(number)
    parts = [[(part + 0.5) / (pods - choice) for part in range(pods - choice)] for choice in range(min(number, pods))]
    for draws in product(*parts):
        memory = fresh(balancer)
        balancer.pick(0.0, [*draws, *[0.0] * (number - len(draws))], [0] * pods, memory)
        looked_at[tuple(int(pod) for pod in memory[1][: len(draws)])] += 1
    subsets = list(combinations(range(pods), min(number, pods)))
    assert looked_at == dict.fromkeys(subsets, math.factorial(min(number, pods)))


@pytest.mark.parametrize("pods", [2, 5])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_share_of_the_busiest_pod(number, pods):
    """Drawn from all it is taken if all draws hit it; drawn differing, only if it is the only one."""
    grid = [(k + 0.5) / 10 for k in range(10)]
    for with_replacement, share in ((True, pods**-number), (False, 1 / pods if number == 1 else 0.0)):
        balancer = choices(number, with_replacement)
        picked = [
            balancer.pick(0.0, list(draws), [9] + [0] * (pods - 1), fresh(balancer))
            for draws in product(grid, repeat=number)
        ]
        assert np.mean([pod == 0 for pod in picked]) == pytest.approx(share)


@pytest.mark.parametrize("with_replacement", [True, False])
@pytest.mark.parametrize(("pods", "number"), [(2, 1), (2, 2), (3, 2), (4, 2), (3, 3), (10, 1), (10, 2)])
def test_a_pod_that_never_answers_gets_what_the_formula_says(pods, number, with_replacement):
    """Through the simulator, with a pod that does nearly nothing.

    Now and then another's queue grows longer than all before, and the dead pod gets one request more: a few in all.
    """
    trace = traffic.poisson_trace(40_000, utilisation=0.5, pods=pods - 1, seed=5, draws=3)
    trace = traffic.recorded_trace(trace.gaps_s, trace.service_s, pods=pods, seed=5, draws=3)
    dead = Pods((1e-9, *[1.0] * (pods - 1)))
    run = simulate(trace, choices(number, with_replacement), dead)
    share = share_of_dead(pods, number, with_replacement)
    found = (run.pod[2_000:] == 0).mean()
    assert found == pytest.approx(share, abs=3.5 * math.sqrt(share * (1 - share) / 38_000) + 5e-4)


def test_envoys_dead_host_of_two_keeps_a_quarter():
    """Measured: 48 of 200 with two choices, 8 with four; the formula gives 50 and 12.5."""
    for number, seen in ((2, 48), (4, 8)):
        expected = 200 * share_of_dead(2, number, True)
        assert abs(seen - expected) < 2 * math.sqrt(expected)


# --- Ties, counts and starts ------------------------------------------------------------------------


def test_ties_of_an_idle_service_as_they_were_seen():
    """A thousand requests one at a time, ten idle pods: exactly 100 each by turns, all on one, or by chance."""
    def counts(ties):
        trace = traffic.recorded_trace([1.0] * 1_000, [0.5] * 1_000, pods=10, seed=4)
        return simulate(trace, least_in_flight(ties)).counts.tolist()

    assert counts("rotating") == [100] * 10
    assert counts("first") == [1_000] + [0] * 9
    drawn = np.array(counts("drawn"))
    assert 0 < ((drawn - 100) ** 2 / 100).sum() < 27.9  # chi-squared, 9 degrees of freedom: one in a thousand


@given(st.lists(st.integers(0, 5), min_size=1, max_size=9), st.integers(0, 20))
@quickly
def test_every_way_with_ties_takes_one_of_the_fewest(in_flight, turn):
    for ties in ("drawn", "rotating", "rotating from the first", "first"):
        balancer = least_in_flight(ties)
        memory = fresh(balancer)
        memory[1][0] = float(turn)
        assert in_flight[balancer.pick(0.0, [0.7], in_flight, memory)] == min(in_flight)


def test_least_in_service_is_join_idle_queue_and_the_wire_is_random():
    """One worker: fewer than one in service is idle. A network that takes no time has nothing on it."""
    trace = traffic.poisson_trace(5_000, utilisation=0.9, pods=10, seed=2)
    for count, other in (
        ("in flight", balancers.LEAST_IN_FLIGHT),
        ("in service", balancers.JOIN_IDLE_QUEUE),
        ("on the wire", balancers.RANDOM),
    ):
        assert same_run(simulate(trace, least_counted(count)), simulate(trace, other)), count


@pytest.mark.parametrize("workers", [1, 3])
def test_counts_are_what_they_say(workers):
    for in_flight in ([0, 1, 2, 5], [3, 3, 4, 9], [7, 0, 0, 2]):
        truth = {
            "in flight": in_flight,
            "waiting": [max(n - workers, 0) for n in in_flight],
            "in service": [min(n, workers) for n in in_flight],
            "on the wire": [0] * 4,
        }
        for count, seen in truth.items():
            balancer = least_counted(count, workers)
            picked = {balancer.pick(0.0, [d], in_flight, fresh(balancer)) for d in (0.0, 0.3, 0.6, 0.9)}
            assert picked == {pod for pod in range(4) if seen[pod] == min(seen)}, count


def test_nginxs_workers_all_begin_at_the_first_pod():
    """Seen: eight workers, forty requests, [8, 8, 8, 7, 5, 2, 1, 1, 0, 0].

    Theory: of forty requests on eight workers by chance, pod j gets one from each worker that has more than j. If all
    but the first worker begin anywhere, seven eighths of the requests are spread evenly.
    """
    of_a_worker = np.array([1 - sum(math.comb(40, k) * 7 ** (40 - k) for k in range(j + 1)) / 8**40 for j in range(10)])
    found = np.array([held(40, round_robin("first"), 10, seed, proxies=8) for seed in range(300)])
    assert (np.diff(found[found.max(axis=1) <= 8]) <= 0).all()  # nobody has come round to the first again
    assert found.mean(axis=0) == pytest.approx(8 * of_a_worker, abs=0.25)
    assert pytest.approx(8 * of_a_worker, abs=2.0) == [8, 8, 8, 7, 5, 2, 1, 1, 0, 0]
    drawn = np.array([held(40, round_robin("drawn"), 10, seed, proxies=8) for seed in range(300)])
    assert drawn.mean(axis=0) == pytest.approx(of_a_worker + 7 / 8 * 40 / 10, abs=0.25)


def test_nginxs_least_conn_counts_per_worker():
    """Seen: 8 held requests at 4 servers, 6 workers: [4,2,1,1], [4,3,1,0], [6,1,1,0]; with a zone [2,2,2,2]."""
    nginx = least_in_flight("rotating from the first")
    found = {tuple(held(8, nginx, 4, seed, proxies=6).tolist()) for seed in range(200)}
    assert {(4, 2, 1, 1), (4, 3, 1, 0), (6, 1, 1, 0)} <= found
    assert held(8, nginx, 4, 1).tolist() == [2, 2, 2, 2]
    drawn = {tuple(held(8, least_in_flight("rotating"), 4, seed, proxies=6).tolist()) for seed in range(200)}
    assert any(counts[0] < counts[-1] for counts in drawn)


# --- Counting from when there is a connection -------------------------------------------------------


@pytest.mark.parametrize("pods", [1, 2, 10])
def test_connections_that_take_no_time_are_counting_from_arrival(pods):
    trace = traffic.poisson_trace(3_000, utilisation=0.9, pods=pods, seed=3)
    for ready in (least_connected(), least_connected(warm=1024)):
        assert same_run(simulate(trace, ready), simulate(trace, balancers.POWER_OF_TWO_WITH_REPLACEMENT))


def test_a_cap_of_the_workers_is_counting_who_is_in_service():
    """By hand: what is seen is the requests in flight, or the cap if that is less."""
    balancer = least_connected(most=2, warm=2)
    memory = fresh(balancer)
    for in_flight in ([0, 1, 2, 9], [5, 2, 3, 0]):
        assert [connected.seen(pod, in_flight, memory) for pod in range(4)] == [min(n, 2) for n in in_flight]


def test_a_connection_is_opened_for_whoever_finds_none_and_stays():
    balancer = least_connected(connect_s=1.0)
    memory = fresh(balancer, pods=1)
    seen = []
    for now, in_flight in ((0.0, 0), (0.5, 1), (0.9, 2), (1.0, 2), (1.5, 3), (5.0, 0), (5.0, 1), (5.0, 4), (9.0, 9)):
        balancer.pick(now, [0.0, 0.0], [in_flight], memory)
        seen.append((connected.seen(0, [in_flight], memory), int(memory[connected.IN_ALL][connected.ASKED])))
    # (requests seen, connections asked for): the third of 0.9 s is due at 1.9, the fourth of 1.0 s at 2.0
    assert seen == [(0, 1), (0, 2), (0, 3), (1, 3), (2, 4), (0, 4), (1, 4), (4, 5), (5, 6)]


class Seen(NamedTuple):
    """Of bursts: the variance between pods, and the requests of the busiest, one entry a burst."""

    variance: np.ndarray
    busiest: np.ndarray


@cache
def burst(balancer):
    """A hundred requests at once to ten pods, three hundred times."""
    counts = np.array([held(100, balancer, 10, seed) for seed in range(300)])
    return Seen(counts.var(axis=1), counts.max(axis=1))


def test_a_burst_without_connections_is_spread_as_at_random():
    """Envoy, measured: variance 9 to 22 and the busiest 13 to 21 cold, 0.6 to 1.0 warm; random 7 to 10."""
    cold, warm = burst(least_connected(connect_s=0.02)), burst(least_connected(connect_s=0.02, warm=100))
    assert cold.variance.mean() == pytest.approx(100 * 0.1 * 0.9, rel=0.1)  # of a multinomial, as at random
    assert 13 <= np.median(cold.busiest) <= 21
    assert 0.6 <= warm.variance.mean() <= 1.0
    assert warm.busiest.mean() < 12 < 14 < cold.busiest.mean()


def test_bursts_that_follow_find_the_connections_of_those_before():
    """Whoever got few has few connections, and is seen with few: the second is still uneven, the third is not."""
    variance = np.array([variance_by_burst(seed) for seed in range(100)]).mean(axis=0)
    assert variance[0] > 7
    assert 2 < variance[1] < 5
    assert (variance[2:] < 1.1).all()


def variance_by_burst(seed, bursts=5):
    trace = traffic.recorded_trace(([100.0] + [0.0] * 99) * bursts, [0.5] * 100 * bursts, pods=10, seed=seed)
    run = simulate(trace, least_connected(connect_s=0.02))
    return [np.bincount(pods, minlength=10).var() for pods in np.split(run.pod, bursts)]


def closed_loop(balancer, seed, clients=30, requests=8_000, slow=10.0):
    """Clients that send their next request when the last has been answered; ten pods, the first one slow.

    Return the slow pod's share, the p99 in service times, and requests a service time. A loop of its own: the
    simulator takes traces, which wait for nobody.
    """
    memory, rng = fresh(balancer, 10), np.random.default_rng(seed)
    in_flight, free_s, latency_s, sent = [0] * 10, [0.0] * 10, [], []
    heap = [(0.0, client, -1, 0.0) for client in range(clients)]
    while len(latency_s) < requests:
        now, client, pod, arrival_s = heapq.heappop(heap)
        if pod >= 0:
            in_flight[pod] -= 1
            balancer.done(now, pod, now - arrival_s, in_flight, memory)
            latency_s.append(now - arrival_s)
        pod = balancer.pick(now, rng.random(balancer.draws).tolist(), in_flight, memory)
        in_flight[pod] += 1
        sent.append(pod)
        free_s[pod] = max(free_s[pod], now) + (slow if pod == 0 else 1.0)
        heapq.heappush(heap, (free_s[pod], client, pod, now))
    return sent.count(0) / len(sent), np.quantile(latency_s, 0.99), len(latency_s) / now


def test_a_cap_of_one_connection_blinds_it_for_a_slow_pod():
    """Envoy, measured: the slow pod's share 1.4 -> 3.7 to 4.3%, p99 290 -> 1350 ms, 1,400 -> 500 requests a second."""
    free, capped = (np.mean([closed_loop(least_connected(most=most), seed) for seed in range(3)], axis=0)
                    for most in (connected.MOST_IN_ALL, 1))  # fmt: skip
    assert free[0] == pytest.approx(0.014, abs=0.003)
    assert capped[0] == pytest.approx(0.037, abs=0.004)
    assert capped[1] / free[1] == pytest.approx(1350 / 290, rel=0.3)
    assert free[2] / capped[2] == pytest.approx(1400 / 500, rel=0.15)


def test_no_more_connections_are_opened_than_envoy_opens_unless_told():
    balancer = least_connected(choices=1, connect_s=1.0)
    memory = fresh(balancer, pods=1)
    for request in range(1_100):
        balancer.pick(0.0, [0.0], [request], memory)
    balancer.pick(2.0, [0.0], [1_100], memory)
    assert connected.seen(0, [1_100], memory) == 1024


# --- The door ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: choices(0), "number must be a whole number of at least 1, got 0"),
        (lambda: choices(33), "number must be at most 32, got 33"),
        (lambda: round_robin("anywhere"), "start must be one of drawn, first, got 'anywhere'"),
        (
            lambda: least_in_flight("last"),
            "ties must be one of drawn, rotating, rotating from the first, first, got 'last'",
        ),
        (
            lambda: least_counted("requests"),
            "count must be one of in flight, waiting, in service, on the wire, got 'requests'",
        ),
        (lambda: least_counted("waiting", workers=0), "workers must be a whole number of at least 1, got 0"),
        (lambda: least_connected(choices=0), "choices must be a whole number of at least 1, got 0"),
        (lambda: least_connected(connect_s=-0.1), "connect_s must be zero or more, got -0.1"),
        (lambda: least_connected(most=0), "most must be a whole number of at least 1, got 0"),
        (lambda: least_connected(most=2, warm=3), "warm must be no more than `most`, which is 2, got 3"),
        (
            lambda: balancers.Balancer("mine", balancers.RANDOM.pick, width=31),
            "width must be a whole number of at least 32, got 31",
        ),
    ],
)
def test_settings_are_checked_where_they_are_made(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()
