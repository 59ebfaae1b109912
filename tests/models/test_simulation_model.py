"""The model, by hand: small traces whose every time can be worked out on paper, in all engines."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from course_lib import balancers, traffic
from course_lib.balancers import Balancer
from course_lib.simulation import OUTCOMES, Pods, scene, simulate

ENGINES = ("reference", "interpreted", "compiled")
NAN = math.nan


@pytest.fixture(params=ENGINES)
def engine(request):
    return request.param


def pick_first(now, draws, in_flight, memory):
    return 0


def pick_load_of_first(now, draws, in_flight, memory):
    """Tell, by the pod picked, how many requests are in flight at pod 0."""
    return in_flight[0]


def pick_number_of_pods(now, draws, in_flight, memory):
    return len(in_flight) - 1


def pick_calls_so_far(now, draws, in_flight, memory):
    memory[1][0] += 1
    return int(memory[1][0]) - 1


FIRST = Balancer("first", pick_first, draws=0)
LOAD_OF_FIRST = Balancer("load of the first", pick_load_of_first, draws=0)
LAST = Balancer("last", pick_number_of_pods, draws=0)
COUNTING = Balancer("counting", pick_calls_so_far, draws=0)


def case(gaps_s, service_s, pods=1, **changed):
    trace = traffic.recorded_trace(gaps_s, service_s, pods=pods, seed=1)
    return replace(trace, **{name: np.array(value) for name, value in changed.items()})


def run_case(engine, trace, balancer, pods=None, **how):
    if engine == "interpreted":
        pick = balancer.pick  # a function around the function: then it is not built in
        balancer = replace(balancer, pick=lambda *arguments: pick(*arguments))
    run = simulate(trace, balancer, pods, "fast" if engine == "interpreted" else engine, **how)
    assert run.engine == engine
    return run


def words(run):
    return [OUTCOMES[outcome] for outcome in run.outcome]


def equal(values, expected):
    np.testing.assert_array_equal(values, expected)


# --- Queues -----------------------------------------------------------------------------------------


def test_one_worker_first_come_first_served(engine):
    run = run_case(engine, case([1, 1, 1, 4], [2, 2, 1, 1]), FIRST)
    equal(run.arrival_s, [1, 2, 3, 7])
    equal(run.start_s, [1, 3, 5, 7])
    equal(run.finish_s, [3, 5, 6, 8])
    equal(run.latency_s, [2, 3, 3, 1])
    assert words(run) == ["answered"] * 4


def test_two_workers_take_from_one_queue(engine):
    run = run_case(engine, case([0, 1, 1, 1], [5, 4, 1, 1]), FIRST, Pods.alike(1, workers=2))
    equal(run.start_s, [0, 1, 5, 5])
    run = run_case(engine, case([0, 1, 1, 1], [5, 1, 2, 1]), FIRST, Pods.alike(1, workers=2))
    equal(run.start_s, [0, 1, 2, 4])


def test_speed_divides_the_work(engine):
    run = run_case(engine, case([0, 0, 0], [3, 3, 3], pods=3), COUNTING, Pods((0.5, 1.0, 3.0)))
    equal(run.finish_s, [6, 3, 1])


def test_departures_come_before_arrivals_at_one_instant(engine):
    """The second arrives as the first leaves, and finds nobody; the third finds the second."""
    run = run_case(engine, case([0, 2, 0], [2, 2, 1], pods=2), LOAD_OF_FIRST)
    equal(run.pod, [0, 0, 1])
    equal(run.start_s, [0, 2, 2])


# --- Time-outs, full queues, retries ----------------------------------------------------------------


def test_a_client_that_gives_up_does_not_stop_the_work(engine):
    run = run_case(engine, case([0, 0, 2.5], [3, 1, 1]), FIRST, timeout_s=2.0)
    assert words(run) == ["timed out", "timed out", "timed out"]
    equal(run.finish_s, [2, 2, 4.5])
    equal(run.start_s, [0, 3, 4])  # the pod works on for nobody, and the third waits for it


def test_an_answer_at_the_last_moment_is_one(engine):
    assert words(run_case(engine, case([0, 0], [2, 2], pods=1), FIRST, timeout_s=2.0)) == ["answered", "timed out"]


def test_given_up_is_out_of_flight_and_still_in_the_queue(engine):
    """At 3 s the balancer sees pod 0 empty, and the pod, which works on until 9 s, has no place."""
    pods = Pods.alike(3, queue_limit=0)
    run = run_case(engine, case([0, 1, 2], [9, 1, 1], pods=3), LOAD_OF_FIRST, pods, timeout_s=2.0)
    equal(run.pod, [0, 1, 0])
    assert words(run) == ["timed out", "answered", "rejected"]


def test_a_full_queue_rejects_at_once(engine):
    run = run_case(engine, case([0, 1, 1, 1, 3], [5, 1, 1, 1, 1]), FIRST, Pods.alike(1, queue_limit=2))
    assert words(run) == ["answered", "answered", "answered", "rejected", "answered"]
    equal(run.latency_s, [5, 5, 5, 0, 2])
    equal(run.start_s, [0, 5, 6, NAN, 7])


def test_a_retry_is_the_same_work_with_draws_of_its_own(engine):
    trace = case([0, 1], [4, 3], pods=2, draws=[[0.0, 0.9], [0.0, 0.9]])
    run = run_case(engine, trace, balancers.RANDOM, Pods.alike(2, queue_limit=0), retries=1, backoff_s=0.5)
    equal(run.request, [0, 1, 1])
    equal(run.attempt, [0, 0, 1])
    equal(run.pod, [0, 0, 1])
    equal(run.arrival_s, [0, 1, 1.5])
    equal(run.finish_s, [4, 1, 4.5])
    equal(run.request_latency_s(), [4, 3.5])


def test_retries_come_to_an_end_and_stand_in_order_of_arrival(engine):
    trace = case([0, 1, 1], [9, 9, 9], draws=[[0.0] * 3] * 3)
    run = run_case(engine, trace, balancers.RANDOM, Pods.alike(1, queue_limit=0), retries=2, backoff_s=1.0)
    equal(run.request, [0, 1, 1, 2, 1, 2, 2])  # at 2 s the retry is before the new arrival
    equal(run.attempt, [0, 0, 1, 0, 2, 1, 2])
    equal(run.arrival_s, [0, 1, 2, 2, 3, 3, 4])
    assert run.outcomes == {"answered": 1, "timed out": 0, "rejected": 6, "crashed": 0, "refused": 0}


# --- Pods that come and go --------------------------------------------------------------------------


def test_a_crash_loses_all_that_is_inside_and_refuses_until_it_is_over(engine):
    pods = Pods.alike(1, crashes=((0, 3.0, 5.0),))
    run = run_case(engine, case([0, 1, 1, 2, 1], [2, 4, 1, 1, 1]), FIRST, pods)
    assert words(run) == ["answered", "crashed", "crashed", "refused", "answered"]
    equal(run.finish_s, [2, 3, 3, 4, 6])
    equal(run.start_s, [0, 2, NAN, NAN, 5])


def test_what_departs_at_the_instant_of_a_crash_is_answered(engine):
    pods = Pods.alike(1, crashes=((0, 2.0, 2.5),))
    run = run_case(engine, case([0, 0, 2], [2, 1, 1]), FIRST, pods)
    assert words(run) == ["answered", "crashed", "refused"]
    equal(run.start_s, [0, 2, NAN])  # the second began at that instant


def test_who_looks_only_at_what_is_in_flight_sends_everything_to_the_failing_pod(engine):
    pods = Pods.alike(3, crashes=((1, 0.5, math.inf),))
    trace = traffic.poisson_trace(200, utilisation=0.9, pods=3, seed=1)
    run = run_case(engine, trace, balancers.LEAST_IN_FLIGHT, pods)
    assert run.counts[1] > 100
    assert run.outcomes["refused"] > 100


def test_late_pods_are_seen_when_they_join(engine):
    pods = Pods.alike(3, join_s=(0.0, 2.0, 3.0))
    equal(run_case(engine, case([1, 1, 0.5, 0.5, 1], [1] * 5, pods=3), LAST, pods).pod, [0, 1, 1, 2, 2])


def test_a_pod_that_crashes_as_it_joins_is_down_from_then_on(engine):
    pods = Pods.alike(2, join_s=(0.0, 2.0), crashes=((1, 2.0, 5.0),))
    run = run_case(engine, case([1, 1, 1, 1, 1], [1] * 5, pods=2), LAST, pods)
    equal(run.pod, [0, 1, 1, 1, 1])
    assert words(run) == ["answered", "refused", "refused", "refused", "answered"]
    equal(run.finish_s, [2, 2, 3, 4, 6])
    assert [bool(scene.up_at(pods, when_s)[1]) for when_s in (1.9, 2.0, 4.9, 5.0)] == [False, False, False, True]


# --- Connections and proxies ------------------------------------------------------------------------


def test_a_connection_leads_where_its_first_request_went(engine):
    trace = case([1] * 6, [1] * 6, pods=6, connection=[0, 1, -1, 0, 1, -1])
    equal(run_case(engine, trace, COUNTING).pod, [0, 1, 2, 0, 1, 3])


def test_a_crash_breaks_connections_and_a_pod_that_is_down_accepts_none(engine):
    trace = case([1] * 6, [0.5] * 6, pods=6, connection=[0] * 6)
    pods = Pods.alike(6, crashes=((0, 2.6, 9.0), (1, 0.1, 3.5)))
    run = run_case(engine, trace, COUNTING, pods)
    equal(run.pod, [0, 0, 1, 2, 2, 2])
    assert words(run) == ["answered", "answered", "refused", "answered", "answered", "answered"]


def test_a_proxy_sees_only_its_own_requests(engine):
    trace = case([0] * 4, [9] * 4, pods=3, client=[0.1, 0.9, 0.2, 0.8])
    equal(run_case(engine, trace, LOAD_OF_FIRST).pod, [0, 1, 1, 1])
    equal(run_case(engine, trace, LOAD_OF_FIRST, proxies=2).pod, [0, 0, 1, 1])


def test_a_proxy_has_a_memory_of_its_own(engine):
    trace = case([1] * 4, [1] * 4, pods=4, client=[0.1, 0.9, 0.2, 0.3])
    equal(run_case(engine, trace, COUNTING, proxies=2).pod, [0, 0, 1, 2])


# --- What a balancer is told ------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["reference", "fast"])
def test_a_balancer_is_told_everything_in_order(engine):
    told = []

    def pick(now, draws, in_flight, memory):
        told.append(("pick", now, list(draws), list(in_flight)))
        return 1 if in_flight[0] else 0

    def done(now, pod, latency, in_flight, memory):
        told.append(("done", now, pod, latency, list(in_flight)))

    trace = case([0, 1, 1], [4, 1, 3], pods=2, draws=[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]])
    pods = Pods.alike(2, crashes=((1, 4.0, 5.0),))
    simulate(trace, Balancer("told", pick, done, draws=1), pods, engine, timeout_s=3.0, retries=1)
    assert told == [
        ("pick", 0.0, [0.1], [0, 0]),
        ("pick", 1.0, [0.3], [1, 0]),
        ("done", 2.0, 1, 1.0, [1, 0]),
        ("pick", 2.0, [0.5], [1, 0]),
        ("done", 3.0, 0, 3.0, [0, 1]),  # given up, and tried again at once
        ("pick", 3.0, [0.2], [0, 1]),
        ("done", 4.0, 1, 2.0, [1, 0]),  # lost in the crash
        ("pick", 4.0, [0.6], [1, 0]),
        ("done", 4.0, 1, 0.0, [1, 0]),  # refused
        ("done", 6.0, 0, 3.0, [0, 0]),  # given up: the pod had begun with it at 4 s
    ]


@pytest.mark.parametrize("engine", ["reference", "fast"])
def test_memory_begins_with_the_settings_and_zeros(engine):
    seen = []

    def pick(now, draws, in_flight, memory):
        seen.append([list(row) for row in memory])
        return 0

    simulate(case([1], [1], pods=40), Balancer("looks", pick, settings=(2.0, 3.0)), 40, engine)
    memory = np.array(seen[0])
    assert memory.shape == (balancers.MEMORY_ROWS, 40)
    assert memory[0, :2].tolist() == [2, 3]
    assert memory.sum() == 5


def test_without_pods_those_of_the_trace_are_taken():
    trace = case([1], [1], pods=3)
    assert [simulate(trace, FIRST, pods).pods for pods in (None, 5, Pods.alike(2))] == [3, 5, 2]
