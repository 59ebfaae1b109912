"""Whatever goes wrong is said in words: bad arguments, and balancers that fail, in every engine."""

from __future__ import annotations

import math
import random
import re
import sys
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from course_lib import balancers, traffic
from course_lib.balancers import Balancer
from course_lib.simulation import Pods, SimulationError, engines, native, simulate

TRACE = traffic.poisson_trace(300, utilisation=0.8, pods=4, seed=1)
LONG = traffic.poisson_trace(60_000, utilisation=0.8, pods=4, seed=1)
TAU = 2.0


def pick_tenth(now, draws, in_flight, memory):
    return 10


def pick_minus_one(now, draws, in_flight, memory):
    return -1


def pick_late_mistake(now, draws, in_flight, memory):
    return 4 if now > 10 else 0


def pick_nan(now, draws, in_flight, memory):
    return math.nan


def pick_half(now, draws, in_flight, memory):
    return 2.0 * draws[0]


def pick_nothing(now, draws, in_flight, memory):
    pass


def pick_truth(now, draws, in_flight, memory):
    return in_flight[0] > 0


def pick_divides(now, draws, in_flight, memory):
    return 1 // in_flight[0]


def pick_beyond_memory(now, draws, in_flight, memory):
    memory[1][0] += 1
    return int(memory[2][int(memory[1][0])])


def pick_writes(now, draws, in_flight, memory):
    in_flight[0] += 1
    return 0


def pick_zero(now, draws, in_flight, memory):
    return 0


def done_fails(now, pod, latency, in_flight, memory):
    memory[1][0] = memory[99][0]


def pick_writes_late(now, draws, in_flight, memory):
    memory[1][0] += 1
    if memory[1][0] == 5000:
        in_flight[2] += 1
    return 0


RANGE = "must return a whole number from 0 to 3, got"
WRONG = {
    "no such pod": (pick_tenth, f"pick at request 0, attempt 0: {RANGE} 10"),
    "minus one": (pick_minus_one, f"pick at request 0, attempt 0: {RANGE} -1"),
    "late": (pick_late_mistake, f"pick at request 29, attempt 0: {RANGE} 4"),
    "NaN": (pick_nan, f"pick at request 0, attempt 0: {RANGE} nan"),
    "no whole number": (pick_half, f"pick at request 0, attempt 0: {RANGE} {2.0 * TRACE.draws[0, 0].item()!r}"),
    "nothing": (pick_nothing, f"pick at request 0, attempt 0: {RANGE} None"),
    "a truth": (pick_truth, f"pick at request 0, attempt 0: {RANGE} False"),
    "an exception": (pick_divides, "pick at request 0, attempt 0: ZeroDivisionError: "),
    "beyond memory": (pick_beyond_memory, "pick at request 31, attempt 0: IndexError: "),
    "writes": (pick_writes, "pick at request 0, attempt 0: must not change in_flight, got [1, 0, 0, 0] instead of [0,"),
}  # fmt: skip


@pytest.mark.parametrize("engine", ["auto", "reference", "fast"])
@pytest.mark.parametrize(("pick", "message"), WRONG.values(), ids=WRONG)
def test_a_balancer_that_errs_is_named_with_the_request_and_the_cause(pick, message, engine):
    with pytest.raises(SimulationError, match=re.escape(f"balancer 'mine', {message}")):
        simulate(TRACE, Balancer("mine", pick), engine=engine)


HINTS = {
    "no such pod": "Try: pods are counted from 0, and len(in_flight) is how many there are",
    "minus one": "Try: pods are counted from 0, and len(in_flight) is how many there are",
    "NaN": "Try: turn it into a whole number with int(...)",
    "no whole number": "Try: turn it into a whole number with int(...)",
    "nothing": "Try: let every path through pick end in a return",
    "a truth": "Try: return the pod's number, not whether something is true",
    "an exception": "It was called with draws [",
    "writes": "Try a copy: list(in_flight)",
}


@pytest.mark.parametrize("wrong", HINTS)
def test_what_to_try_is_said_too(wrong):
    with pytest.raises(SimulationError, match=re.escape(HINTS[wrong])):
        simulate(TRACE, Balancer("mine", WRONG[wrong][0]))


@pytest.mark.parametrize("engine", ["reference", "fast"])
def test_whoever_writes_late_is_found_out_in_the_end(engine):
    trace = traffic.poisson_trace(6000, utilisation=0.1, pods=4, seed=1)
    with pytest.raises(SimulationError, match=re.escape("must not change in_flight, got [0, 0, 1, 0] when all")):
        simulate(trace, Balancer("mine", pick_writes_late), engine=engine)


@pytest.mark.parametrize("engine", ["reference", "fast"])
def test_a_done_that_errs_is_named_too(engine):
    with pytest.raises(SimulationError, match=r"balancer 'mine', done at request \d+, attempt 0: IndexError: "):
        simulate(TRACE, Balancer("mine", pick_zero, done_fails), engine=engine)


def test_the_place_stands_beside_the_message():
    with pytest.raises(SimulationError) as caught:
        simulate(TRACE, Balancer("mine", pick_zero, done_fails), engine="reference")
    request, attempt, function = caught.value.place
    assert str(caught.value).startswith(f"balancer 'mine', {function} at request {request}, attempt {attempt}: ")
    assert function == "done"


def test_the_cause_is_kept():
    for engine in ("reference", "fast"):
        with pytest.raises(SimulationError) as raised:
            simulate(TRACE, Balancer("mine", pick_divides), engine=engine)
        causes = [raised.value]
        while causes[-1].__cause__ is not None:
            causes.append(causes[-1].__cause__)
        assert any(isinstance(cause, ZeroDivisionError) for cause in causes)


def pick_far_beyond_memory(now, draws, in_flight, memory):
    memory[1][0] += 1
    return int(memory[2][1000 * max(0, int(memory[1][0]) - 40_000)])


def pick_through_a_helper(now, draws, in_flight, memory):
    def entry(memory, index):
        return int(memory[2][index])

    memory[1][0] += 1
    return entry(memory, 1000 * max(0, int(memory[1][0]) - 40_000))


@pytest.mark.parametrize("pick", [pick_far_beyond_memory, pick_through_a_helper])
def test_machine_code_of_a_learner_checks_its_bounds_long_after_the_rehearsal(pick):
    with pytest.raises(SimulationError, match="pick at request 40000, attempt 0: IndexError: index is out of bounds"):
        simulate(LONG, Balancer("mine", pick), engine="compiled")


@pytest.mark.parametrize("engine", ["reference", "fast", "compiled"])
@pytest.mark.parametrize("wrong", [2**31, 2**32, 2**40, 2**63 - 1, -1, -(2**40), -(2**63)])
def test_what_was_picked_is_named_however_large(wrong, engine):
    def pick(now, draws, in_flight, memory):
        memory[1][0] += 1
        return wrong if memory[1][0] > 5_000 else 0  # far beyond the rehearsal

    with pytest.raises(SimulationError, match=re.escape(f"pick at request 5000, attempt 0: {RANGE} {wrong}. Try: ")):
        simulate(LONG.first(6_000), Balancer("mine", pick), engine=engine)


# --- What numba takes, and what Python runs ---------------------------------------------------------


def pick_with_handler(now, draws, in_flight, memory):
    try:
        return in_flight.index(0)
    except ValueError:
        return 0


def pick_with_tau(now, draws, in_flight, memory):
    return int(draws[0] * len(in_flight) / TAU)


def pick_with_a_helper(now, draws, in_flight, memory):
    return first(draws[0], len(in_flight))


def first(draw, pods):
    return int(draw * pods)


@pytest.mark.parametrize(
    ("pick", "why"),
    [(pick_with_handler, "numba can't compile pick_with_handler: "),
     (pick_with_a_helper, "numba can't compile pick_with_a_helper: .*Untyped global name 'first'"),
     (partial(pick_zero), "it is not a plain function")],
)  # fmt: skip
def test_what_numba_does_not_take_is_said_to_whoever_wished_for_it_and_run_by_python(pick, why):
    balancer = Balancer("mine", pick)
    with pytest.raises(
        SimulationError, match=f'{why}.*Try: engine="auto", which runs it in Python; or define inside it the'
    ):
        simulate(TRACE, balancer, engine="compiled")
    run = simulate(TRACE, balancer)
    assert run.engine == "interpreted"
    np.testing.assert_array_equal(run.finish_s, simulate(TRACE, balancer, engine="reference").finish_s)


def test_a_number_changed_around_a_function_counts_at_once(monkeypatch):
    for engine in ("fast", "compiled"):
        picks = []
        for tau in (1.0, 2.0, 1.0):
            monkeypatch.setattr(sys.modules[__name__], "TAU", tau)
            picks.append(simulate(TRACE, Balancer("mine", pick_with_tau), engine=engine).pod.max())
        assert picks == [3, 1, 3]


def pick_by_luck(now, draws, in_flight, memory):
    return random.randrange(len(in_flight))  # noqa: S311  which is what must not be


def test_chance_that_does_not_come_from_draws_is_found_out():
    assert simulate(TRACE, Balancer("mine", pick_by_luck)).engine == "interpreted"
    with pytest.raises(SimulationError, match="chance comes from draws alone"):
        simulate(TRACE, Balancer("mine", pick_by_luck), engine="compiled")


def test_machine_code_that_does_something_else_is_found_out(monkeypatch):
    """Should numba ever translate a function wrongly: the rehearsal in Python says so."""
    other = native.compile_balancer(Balancer("other", pick_zero))
    monkeypatch.setattr(native, "compile_balancer", lambda balancer, pods: other)
    rule = "must pick the same pod whenever it is called with the same (chance comes from draws alone)"
    with pytest.raises(SimulationError, match=re.escape(f"{rule}, got 1 in Python and 0")):
        simulate(TRACE, Balancer("mine", pick_with_tau), engine="compiled")


def test_auto_takes_machine_code_where_it_is_there_or_pays(monkeypatch):
    mine = Balancer("mine", lambda now, draws, in_flight, memory: int(draws[0] * len(in_flight)))
    simulate(TRACE, balancers.RANDOM, engine="fast")  # now the kernel is there, and this balancer
    assert simulate(TRACE, balancers.RANDOM).engine == "compiled"
    for engine in ("auto", "fast"):
        assert simulate(LONG, mine, engine=engine).engine == "interpreted"
    assert simulate(TRACE, mine, engine="compiled").engine == "compiled"
    monkeypatch.setattr(native, "kernel_is_ready", lambda: False)
    assert simulate(TRACE, balancers.RANDOM).engine == "interpreted"
    monkeypatch.setattr(engines, "KERNEL_PAYS_FROM", 300)
    assert simulate(TRACE, balancers.RANDOM).engine == "compiled"


def test_more_than_the_pods_can_do_is_named():
    """The trace was meant for ten pods and meets five."""
    trace = traffic.poisson_trace(10_000, utilisation=0.8, pods=10, seed=1)
    for engine in ("reference", "fast"):
        run = simulate(trace, balancers.RANDOM, 5, engine)
        assert run.note.startswith("overloaded, at a utilisation of 1.58 without a queue_limit: queues and latencies")
        assert repr(run).endswith(" s, overloaded)")
    for pods in (10, Pods.alike(5, queue_limit=3), Pods.alike(5, workers=2), Pods((2.0,) * 5)):
        assert simulate(trace, balancers.RANDOM, pods).note == ""


def test_latencies_grow_with_the_length_of_an_overloaded_trace():
    """What the note says, and by how much: a fluid queue falls behind by (ρ - 1)/ρ of the work that has arrived."""
    for n in (20_000, 80_000):
        trace = traffic.poisson_trace(n, utilisation=1.5, pods=10, seed=1, overload=True)
        run = simulate(trace, balancers.LEAST_IN_FLIGHT, engine="fast")
        behind_s = trace.arrival_s[-1] * (trace.utilisation - 1)
        assert run.latency_s[-1000:].mean() == pytest.approx(behind_s, rel=0.05)


def test_chance_is_not_called_overload():
    for seed in range(50):
        trace = traffic.poisson_trace(400, utilisation=0.95, pods=2, service="lognormal", seed=seed)
        assert simulate(trace, balancers.RANDOM).note == ""


# --- The door ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"trace": [1, 2]}, "trace must be a Trace, got [1, 2]"),
        ({"balancer": "random"}, "balancer must be a Balancer, got 'random'"),
        ({"pods": 0}, "pods must be a whole number of at least 1, got 0"),
        ({"pods": 2.5}, "pods must be a whole number of at least 1, got 2.5"),
        ({"engine": "c"}, "engine must be one of auto, reference, fast, compiled, got 'c'"),
        ({"proxies": 0}, "proxies must be a whole number of at least 1, got 0"),
        ({"proxies": 2000}, "proxies must be at most 1,000, got 2000"),
        ({"timeout_s": 0}, "timeout_s must be positive, got 0"),
        ({"timeout_s": math.nan}, "timeout_s must be a finite number, got nan"),
        ({"retries": -1}, "retries must be a whole number of at least 0, got -1"),
        ({"retries": 100}, "retries must be below 100, got 100"),
        ({"backoff_s": -1.0}, "backoff_s must be zero or more, got -1.0"),
        ({"retries": 2}, "trace.draws must have at least 6 columns (3 attempts of 2 draws), got 4"),
    ],
)
def test_bad_argument_is_named_with_its_value(changed, message):
    good = {"trace": TRACE, "balancer": balancers.POWER_OF_TWO_CHOICES}
    with pytest.raises(ValueError, match=re.escape(message)):
        simulate(**good | changed)


def recorded(gaps_s, service_s):
    return traffic.recorded_trace(gaps_s, service_s, pods=2, seed=1, draws=8)


HUGE = 1.7e308  # a float; twice as much is none
TOO_LATE = {
    "gaps": ({"trace": recorded([1.0, HUGE, HUGE], [1.0] * 3)}, "trace.gaps_s[1] must let all requests arrive within"),
    "works": ({"trace": recorded([1.0] * 3, [1.0, 1.0, HUGE])}, "trace.service_s[2] must let all work end (attempts: "),
    "a slow pod": ({"pods": Pods((1.0, 5e-324))}, "one after the other, at the lowest speed, 4.94066e-324) within 1e"),
    "waits": ({"retries": 1, "backoff_s": HUGE}, "backoff_s must let all retries' waits add up to 1e+300 s, got 1.7e"),
    "a crash": ({"pods": Pods.alike(2, crashes=((0, HUGE, math.inf),))}, "pods must crash, return and join within 1e"),
}  # fmt: skip


@pytest.mark.parametrize(("changed", "message"), TOO_LATE.values(), ids=TOO_LATE)
def test_times_that_may_become_infinite_are_refused(changed, message):
    """At infinity nobody departs: before, some attempts never ended, and the balancer was blamed for them."""
    with pytest.raises(ValueError, match=re.escape(message)):
        simulate(**{"trace": recorded([1.0] * 3, [1.0] * 3), "balancer": balancers.RANDOM} | changed)


@pytest.mark.parametrize("engine", ["reference", "fast", "compiled"])
def test_times_as_late_as_may_be_all_come(engine):
    trace, pods = recorded([1e299] * 3, [1e299] * 3), Pods((1.0, 1.0), crashes=((0, 3.5e299, 1e300),))
    run = simulate(trace, balancers.ROUND_ROBIN, pods, engine, timeout_s=HUGE, retries=1, backoff_s=3e299)
    assert run.outcomes == {"answered": 3, "timed out": 0, "rejected": 0, "crashed": 1, "refused": 0}
    np.testing.assert_allclose(run.finish_s, [2e299, 3e299, 3.5e299, 7.5e299])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Pods(()), "speed must have 1 to 10,000 entries, got ()"),
        (lambda: Pods((1.0, 0.0)), "speed[1] must be positive, got 0.0"),
        (lambda: Pods((1.0,), workers=0), "workers must be a whole number of at least 1, got 0"),
        (lambda: Pods((1.0,), workers=2**40), "workers must be at most 1,000,000 at each of 1 pods (1,000,000 in all)"),
        (lambda: Pods.alike(3_000, workers=334), "at most 333 at each of 3,000 pods (1,000,000 in all), got 334"),
        (lambda: Pods((1.0,), queue_limit=-1), "queue_limit must be a whole number of at least 0, got -1"),
        (lambda: Pods((1.0,), join_s=(0.0, 1.0)), "join_s must have one entry per pod (1) or none, got (0.0, 1.0)"),
        (lambda: Pods.alike(2, join_s=(1.0, 2.0)), "join_s[0] must be 0, got 1.0"),
        (lambda: Pods.alike(3, join_s=(0.0, 2.0, 1.0)), "join_s[2] must not be below the one before, 2, got 1.0"),
        (lambda: Pods.alike(2, join_s=(0.0, math.nan)), "join_s[1] must be a finite number, got nan"),
        (lambda: Pods.alike(2, crashes=((2, 1.0, 2.0),)), "crashes[0] must name a pod from 0 to 1, got 2"),
        (lambda: Pods.alike(2, crashes=((0, 2.0, 2.0),)), "crashes[0] must end after it begins, got 2.0"),
        (lambda: Pods.alike(2, crashes=((0, 2.0),)), "crashes[0] must be (pod, from, until), got (0, 2.0)"),
        (lambda: Pods.alike(2, crashes=((0, -1.0, 2.0),)), "crashes[0] must not be before the pod joins, 0, got -1.0"),
        (lambda: Pods.alike(2, join_s=(0.0, 5.0), crashes=((1, 4.0, 9.0),)), "must not be before the pod joins, 5"),
        (lambda: Pods.alike(1, crashes=((0, 1.0, 5.0), (0, 3.0, 8.0))), "crashes[1] must be apart from the other"),
        (lambda: Pods.alike(1, crashes=((0, 1.0, math.inf), (0, 3.0, 8.0))), "crashes[1] must be apart from the"),
        (lambda: Pods.alike(0), "number must be a whole number of at least 1, got 0"),
    ],
)
def test_pods_name_what_is_wrong(make, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        make()


def test_pods_show_what_is_not_as_usual():
    assert repr(Pods.alike(1)) == "Pods(1 pod, 1 worker)"
    late = Pods.alike(3, join_s=(0.0, 0.0, 5.0), crashes=((0, 1.0, 2.0), (1, 1.0, math.inf)))
    assert repr(late) == "Pods(3 pods, 1 worker, 1 late, 2 crashes)"
    assert replace(late, workers=2).workers == 2
