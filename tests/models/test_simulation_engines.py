"""The engines agree, request by request and to the last bit, whatever the balancer, the feature and the times."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import balancers, traffic
from course_lib.simulation import Pods, calendar, simulate, stream
from course_lib.simulation.native import machine
from course_lib.simulation.run import COLUMNS

DRAWS = 9  # three attempts of three draws
REQUESTS = {10: 160, 40: 240}
SECTION = 50  # requests


def pick_by_history(now, draws, in_flight, memory):
    """Pick by all that has happened so far, in its order."""
    memory[1][0] = (31 * memory[1][0] + now + in_flight[int(draws[0] * len(in_flight))]) % 1009
    return int(memory[1][0]) % len(in_flight)


def done_by_history(now, pod, latency, in_flight, memory):
    memory[1][0] = (29 * memory[1][0] + 7 * pod + latency + now + in_flight[pod]) % 1009


def always_by_index(balancer):
    """Return a balancer that goes by its index whatever the number of pods; the reference engine never does."""
    return replace(balancer, name=f"{balancer.name}_by_index", index=replace(balancer.index, pods=1))


EVERY = balancers.BALANCERS | balancers.VARIANTS | {
    "least_in_flight_by_index": always_by_index(balancers.LEAST_IN_FLIGHT),
    "join_idle_queue_by_index": always_by_index(balancers.JOIN_IDLE_QUEUE),
    "ring_hash": balancers.ring_hash(points=3),  # more take their time in Python, which asks each one
    "by_history": balancers.Balancer("by_history", pick_by_history, done_by_history, draws=1),
}


class InPython:
    """A function that is not built in."""

    def __init__(self, function):
        self.function = function

    def __call__(self, *arguments):
        return self.function(*arguments)


def in_python(balancer):
    return replace(balancer, done=InPython(balancer.done))


@pytest.fixture(autouse=True, scope="module")
def compiled_once():
    """Somebody's own function is compiled anew for each run; here there are hundreds, and nothing around it changes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(machine, "compile_own", cache(machine.compile_own))
        yield


def three(trace, balancer, pods=None, **how):
    """Run a case in all three ways: SimPy, the kernel in Python, the kernel as machine code; and that by sections."""
    runs = [
        simulate(trace, balancer, pods, "reference", **how),
        simulate(trace, in_python(balancer), pods, "fast", **how),
        simulate(trace, balancer, pods, "compiled", **how),
        joined(stream(trace, balancer, pods, "compiled", section=SECTION, **how)),
    ]
    assert [run.engine for run in runs] == ["reference", "interpreted", "compiled", "compiled"]
    return runs


def joined(pieces):
    """Return the run that pieces are together."""
    pieces = list(pieces)
    columns = {name: np.concatenate([getattr(piece, name) for piece in pieces]) for name in COLUMNS}
    return replace(pieces[-1], **columns)


def assert_equal(runs, case=""):
    for run in runs[1:]:
        for name in COLUMNS:
            ours, theirs = getattr(runs[0], name), getattr(run, name)
            # Bits, not numbers: 0.0 and -0.0 differ here, and one NaN is another.
            assert ours.tobytes() == theirs.tobytes(), (case, name, run.engine, first_difference(ours, theirs))


def first_difference(ours, theirs):
    if len(ours) != len(theirs):
        return len(ours), len(theirs)
    index = int(np.flatnonzero(~((ours == theirs) | ((ours != ours) & (theirs != theirs))))[0])
    return index, ours[index], theirs[index]


# --- Every balancer, every feature, all kinds of times ----------------------------------------------


def continuous(pods, seed):
    return traffic.poisson_trace(REQUESTS[pods], utilisation=0.9, pods=pods, seed=seed, draws=DRAWS)


def lognormal(pods, seed):
    n = REQUESTS[pods]
    return traffic.poisson_trace(n, utilisation=0.9, pods=pods, service="lognormal", seed=seed, draws=DRAWS)


def deterministic(pods, seed):
    n = REQUESTS[pods]
    return traffic.even_trace(n, utilisation=0.9, pods=pods, service="deterministic", seed=seed, draws=DRAWS)


def whole(pods, seed):
    """Whole seconds: many arrivals, departures and everything else at one instant."""
    rng, n = np.random.default_rng(seed), REQUESTS[pods]
    gaps_s = (rng.random(n) < 3 / pods).astype(float)
    return traffic.recorded_trace(gaps_s, rng.integers(1, 5, n), pods=pods, seed=seed, draws=DRAWS)


TIMES = (continuous, lognormal, deterministic, whole)


def speeds(pods):
    return tuple(0.5 + 0.5 * (pod % 3) for pod in range(pods))


FEATURES = {
    "plain": lambda pods: {},
    "workers": lambda pods: {"pods": Pods.alike(pods, workers=3)},
    "speeds": lambda pods: {"pods": Pods(speeds(pods))},
    "bounded": lambda pods: {"pods": Pods.alike(pods, queue_limit=0)},
    "timeouts": lambda pods: {"timeout_s": 2.0},
    "retries": lambda pods: {"pods": Pods.alike(pods, queue_limit=1), "timeout_s": 2.0, "retries": 2},
    "backoff": lambda pods: {"pods": Pods.alike(pods, queue_limit=0), "retries": 2, "backoff_s": 1.0},
    "crash": lambda pods: {"pods": Pods.alike(pods, crashes=crashes(pods)), "retries": 1},
    "late": lambda pods: {"pods": Pods.alike(pods, join_s=joins(pods))},
    "connections": lambda pods: {},
    "views": lambda pods: {"proxies": 5},
    "everything": lambda pods: {
        "pods": Pods(speeds(pods), 2, 1, joins(pods), crashes(pods)),
        "timeout_s": 3.0, "retries": 2, "backoff_s": 1.0, "proxies": 4,
    },
}  # fmt: skip
HAPPENS = {
    "bounded": "rejected",
    "timeouts": "timed out",
    "retries": "timed out",
    "backoff": "rejected",
    "crash": "crashed",
    "everything": "crashed",
}


PODS_OPTIONS = {
    "speed": st.just(lambda pods: speeds(pods)),
    "workers": st.sampled_from([lambda pods: 2, lambda pods: 3]),
    "queue_limit": st.sampled_from([lambda pods: 0, lambda pods: 2]),
    "crashes": st.just(lambda pods: crashes(pods)),
    "join_s": st.just(lambda pods: joins(pods)),
}
CLIENT_OPTIONS = {
    "timeout_s": st.sampled_from([1.0, 2.5]),
    "retries": st.integers(1, 2),
    "backoff_s": st.sampled_from([0.5, 1.0]),
    "proxies": st.sampled_from([2, 7]),
}


def crashes(pods):
    return ((0, 4.0, 9.0), (pods // 2, 6.0, math.inf), (1, 4.0, 5.0), (1, 8.0, 12.0))


def joins(pods):
    return tuple(0.0 if pod <= pods // 2 else 5.0 + pod // 3 for pod in range(pods))


@pytest.mark.parametrize("feature", FEATURES)
@pytest.mark.parametrize("balancer", EVERY.values(), ids=EVERY)
def test_engines_agree_to_the_last_bit(balancer, feature):
    happened = 0
    for times in TIMES:
        for pods in (10, 40):
            trace, how = times(pods, seed=pods), FEATURES[feature](pods)
            if feature in ("connections", "everything"):
                trace = trace.with_connections(3 * pods)
            runs = three(trace, balancer, **how)
            assert_equal(runs, (times.__name__, pods))
            happened += runs[0].outcomes.get(HAPPENS.get(feature, "answered"))
    assert happened > 0  # else the case is none


@given(
    seed=st.integers(0, 10**6),
    name=st.sampled_from(sorted(EVERY)),
    workers=st.integers(1, 3),
    limit=st.sampled_from([None, 0, 1, 3]),
    timeout_s=st.sampled_from([None, 1.0, 2.0, 5.0]),
    retries=st.integers(0, 2),
    backoff_s=st.sampled_from([0.0, 1.0]),
    proxies=st.integers(1, 3),
    connections=st.sampled_from([0, 1, 4]),
    few=st.sampled_from([0, calendar.FEW]),
)
@settings(max_examples=120)
def test_engines_agree_where_everything_happens_at_one_instant(
    seed, name, workers, limit, timeout_s, retries, backoff_s, proxies, connections, few
):
    rng = np.random.default_rng(seed)
    gaps_s, service_s = rng.integers(0, 2, 30), rng.integers(1, 4, 30)
    trace = traffic.recorded_trace(gaps_s, service_s, pods=3, seed=seed, draws=DRAWS)
    trace = trace.with_connections(connections) if connections else trace
    begin = rng.integers(1, 8, 3).tolist()
    failing = tuple((pod, float(begin[pod]), float(begin[pod] + rng.integers(1, 4))) for pod in range(2))
    pods = Pods((1.0, 0.5, 1.0), workers, limit, (0.0, 0.0, 3.0), failing)
    how = {"timeout_s": timeout_s, "retries": retries, "backoff_s": backoff_s, "proxies": proxies}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(calendar, "FEW", few)  # a tournament of few lanes is one, too
        assert_equal(three(trace, EVERY[name], pods, **how))


@given(
    name=st.sampled_from(sorted(EVERY)),
    times=st.sampled_from(TIMES),
    number=st.sampled_from([10, 40]),
    options=st.fixed_dictionaries({}, optional=PODS_OPTIONS),
    how=st.fixed_dictionaries({}, optional=CLIENT_OPTIONS),
    connections=st.sampled_from([0, 0, 5, 60]),
    seed=st.integers(0, 10**6),
)
@settings(max_examples=700)
def test_engines_agree_whatever_comes_together(name, times, number, options, how, connections, seed):
    """Any features at once, with any balancer, on any kind of times, at both numbers of pods."""
    trace = times(number, seed)
    trace = trace.with_connections(connections) if connections else trace
    pods = Pods(**{"speed": (1.0,) * number} | {key: make(number) for key, make in options.items()})
    assert_equal(three(trace, EVERY[name], pods, **how))


def test_simpys_own_order_would_be_another():
    """Why the reference engine has moments: timeouts, in the order made, give other runs where times are whole."""
    trace = whole(10, seed=1)
    ours = simulate(trace, balancers.LEAST_IN_FLIGHT, engine="reference")
    differs = ours.pod != naive(trace, balancers.LEAST_IN_FLIGHT)
    assert 0.1 < differs.mean() < 0.95


def naive(trace, balancer):
    """The engine as one would write it first."""
    import simpy

    env = simpy.Environment()
    workers = [simpy.Resource(env) for _ in range(trace.pods)]
    in_flight, pod_of = [0] * trace.pods, []

    def request(i, pod):
        with workers[pod].request() as turn:
            yield turn
            yield env.timeout(trace.service_s[i])
        in_flight[pod] -= 1

    def client():
        for i, gap_s in enumerate(trace.gaps_s):
            yield env.timeout(gap_s)
            pod = balancer.pick(env.now, trace.draws[i, : balancer.draws], in_flight, [])
            in_flight[pod] += 1
            pod_of.append(pod)
            env.process(request(i, pod))

    env.process(client())
    env.run()
    return np.array(pod_of)


def test_settings_change_a_run_and_compile_nothing():
    trace = traffic.poisson_trace(400, utilisation=0.9, pods=10, seed=1)
    before = compiled_functions()
    runs = [simulate(trace, balancers.peak_ewma(decay_s), engine="fast") for decay_s in (0.1, 10.0)]
    assert (runs[0].pod != runs[1].pod).any()
    assert compiled_functions() - before <= 2  # pick and done, if nobody had asked for them yet
    assert_equal(three(trace, balancers.peak_ewma(0.1)))


def compiled_functions():
    return machine.compile_builtin.cache_info().misses


def test_weights_of_envoy_agree_where_the_power_is_no_whole_number():
    trace = traffic.poisson_trace(1000, utilisation=0.9, pods=10, seed=1)
    assert_equal(three(trace, balancers.weighted_least_request([3, 1, 2], bias=0.7)))


def test_a_thousand_pods_and_many_proxies_fit():
    trace = traffic.poisson_trace(3000, utilisation=0.9, pods=1000, seed=1)
    assert_equal(three(trace, balancers.PEAK_EWMA, proxies=20))


def test_hundreds_of_workers_fit():
    """Of three pods, at whole seconds: many are free, and many depart, at one instant."""
    rng = np.random.default_rng(1)
    gaps_s, service_s = (rng.random(4000) < 0.002).astype(float), rng.integers(1, 5, 4000)
    trace = traffic.recorded_trace(gaps_s, service_s, pods=3, seed=1, draws=DRAWS)
    pods = Pods((1.0, 0.5, 1.0), 300, 20, crashes=((0, 4.0, 6.0),))
    runs = three(trace, balancers.LEAST_IN_FLIGHT, pods, timeout_s=4.0, retries=2, backoff_s=1.0)
    assert_equal(runs)
    assert min(runs[0].outcomes.values()) > 50  # else not all of it happens


def test_runs_side_by_side_do_not_touch_each_other():
    """A sweep runs the kernel in threads, as it lets go of Python's lock."""
    traces = [traffic.poisson_trace(20_000, utilisation=0.9, pods=10, seed=seed) for seed in range(8)]
    alone = [simulate(trace, balancers.PEAK_EWMA, engine="fast") for trace in traces]
    with ThreadPoolExecutor(4) as executor:
        together = list(executor.map(lambda trace: simulate(trace, balancers.PEAK_EWMA, engine="fast"), traces))
    for one, other in zip(alone, together, strict=True):
        assert_equal([one, other])
