"""Wait for the next request: the first line of a simulation."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Sequence

import numpy as np
import simpy

from course_lib.chapters.ch06_balancers.exercises.harnessed import HarnessedExercise, UnfitError
from course_lib.framework.exercise.calling import GENERATOR
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.mistakes import Case, Function, Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.tree import text_tree_of
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.framework.exercise.values import Other, is_number, kind_of, same, short_repr, to_plain
from course_lib.simulation.textbook import until_next as reference

NO_EVENT = "Your function returns {kind}. SimPy waits for events only, and calling env.timeout(…) makes one."
A_NUMBER = (
    "Your function returns a number, {reply}. Nothing can wait for a number: SimPy waits for events. env.timeout(…)"
    " makes an event that comes after so many seconds."
)
YIELDS = (
    "Your function has a yield of its own, and so it returns a generator, not an event. The yield stands in clients"
    " already: return the event here, and clients waits for it."
)
SLEEPS = (
    "time.sleep stops the whole program, in real time, and gives None. In a simulation only the simulated clock moves"
    " on: return an event that happens after so many seconds, which env.timeout(…) makes."
)
GAPS_S = ((0.5, 2.0), (2.0, 0.5), (1.0, 1.0, 1.0), (0.25, 3.0, 0.5))


def arrivals(answer: Function, gaps_s: Sequence[float]) -> list[float]:
    """Return when requests arrive, before each of which somebody has waited for what was answered."""
    env, arrived = simpy.Environment(), []
    for number, gap_s in enumerate(gaps_s, start=1):
        event = answer(env, gap_s)
        if not isinstance(event, simpy.Event):
            raise UnfitError(event)
        if event.callbacks is None:  # it has happened already
            arrived.append(env.now)
            continue
        event.callbacks.append(lambda _: arrived.append(env.now))
        while len(arrived) < number and env.peek() < math.inf:
            env.step()
    return arrived


def large() -> tuple[Case, ...]:
    """Return ten longer rows of gaps."""
    draw = np.random.default_rng(1)
    return tuple((tuple(draw.exponential(1.0, 20).round(3).tolist()),) for _ in range(10))


def other_than_an_event(trial: FunctionTrial) -> Finding | None:
    """Find a number, or a generator, or anything else where an event should be."""
    unfit = getattr(trial.function, "unfit", None)
    if unfit is None:
        return None
    if isinstance(unfit.value, Iterator):
        return Finding(GENERATOR, YIELDS)
    if unfit.value is None and sleeps(trial.answer):
        return Finding("sleeps", SLEEPS)
    reply = to_plain(unfit.value)
    if is_number(reply):
        return Finding("a-number", A_NUMBER.format(reply=short_repr(reply)))
    # What has no plain value may show an address in memory: its kind is enough.
    return Finding("no-event", NO_EVENT.format(kind=kind_of(reply)), shown="") if isinstance(reply, Other) else None


def sleeps(answer: Function) -> bool:
    """Whether a function's text has a call of sleep in it."""
    tree = text_tree_of(answer)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree else []
    return any(ast.unparse(call.func) in ("sleep", "time.sleep") for call in calls)


WAITS = (
    "For a gap of {gap:g} s, with {now:g} s on the clock, yours waits for {wait:g} s. Wait for the gap itself, gap_s."
)


def wait_for_a_gap(trial: FunctionTrial) -> Finding | None:
    """Find the first gap for which the wait is another."""
    (gaps_s,), arrived = trial.counterexample[0], trial.outcome.value
    if not isinstance(arrived, list):
        return None
    now = 0.0
    for gap, arrival in zip(gaps_s, arrived, strict=False):
        if not same(arrival - now, gap):
            return Finding("other-wait", WAITS.format(gap=gap, now=now, wait=arrival - now))
        now = arrival
    return None


until_next = HarnessedExercise(
    reference=reference,
    chapter="balancers",
    decision="say what waits for what in a simulation",
    harness=arrivals,
    case_text="until_next for gaps of {gaps_s} s: the times at which requests arrive,",
    example=simpy.Environment().timeout(0),
    cases=tuple((gaps_s,) for gaps_s in GAPS_S),
    large_cases=large(),
    repeat_cases=(((2.0, 1.0, 0.5),), ((1.5, 0.5, 3.0),), ((0.5, 0.5, 4.0),)),
    mistakes={
        "until-a-time": Mistake(
            lambda env, gap_s: env.timeout(env.now + gap_s),
            "Each request waits for as long as the clock shows, plus the gap. env.timeout(…) takes how long to wait"
            " from now on, not a time of day.",
        ),
        "always-a-second": Mistake(
            lambda env, gap_s: env.timeout(1),
            "A request comes every second, whatever the gap is. Traffic isn't that regular: wait for the gap, gap_s.",
        ),
        "no-gap": Mistake(
            lambda env, gap_s: env.timeout(0),
            "All requests come at once, at 0 s: nothing waits for the gap. How long is it until the next one?",
        ),
        "rate-for-gap": Mistake(
            lambda env, gap_s: env.timeout(1 / gap_s),
            "You wait for 1 / gap_s, as if gap_s were requests a second. It is seconds a request already: wait for"
            " that.",
        ),
        "never": Mistake(
            lambda env, gap_s: env.event(),
            "No request ever comes: the event that you return never happens. An event that happens by itself after some"
            " seconds is env.timeout(…).",
        ),
    },
    closer_looks=(when_wrong(other_than_an_event),),
    own_explainers=(when_wrong(wait_for_a_gap),),
    hints=(
        "clients should do nothing for gap_s seconds. What does SimPy have that happens after some seconds?",
        "env.timeout(3) is an event that happens in three seconds. Return one, for the gap.",
    ),
)
