"""Take whatever a learner enters for a balancer, and watch it race.

Vocabulary: an `entry` is a learner's balancer, wrapped so that a reply that is no pod is caught with its value; a
`heat` is one hidden trace, a `crowd` one through fifty proxies; `trouble` is what stopped it, with a name and a
sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from course_lib.balancers import Balancer, remember_nothing
from course_lib.exercises.balancers.asked import UnfitError, one_pod
from course_lib.exercises.framework.calling import ERROR, SLOW, Outcome, explain, run
from course_lib.exercises.framework.time_limit import BUDGET_S, LIMIT_S
from course_lib.exercises.framework.values import Other, kind_of, looks, plain
from course_lib.simulation import SimulationError
from course_lib.studies import contest

HEAT, CROWD, FAILING = "heat", "crowd", "failing"
ALL_CASES = [
    *((HEAT, heat) for heat in range(len(contest.HEATS))),
    *((CROWD, heat) for heat in contest.CROWDS),
    *((FAILING, pod) for pod in range(contest.PODS)),
    (HEAT, 0),  # the first heat twice: it must come out the same
]
MOST_DRAWS = 32
FORMS = (
    "Give the check your pick function, or pick and done as a pair, or a Balancer made of them:"
    ' check(my_pick), check((my_pick, my_done)), check(Balancer("mine", my_pick, my_done, draws=3)).'
)
TOO_SLOW = (
    f"It was stopped: {contest.REQUESTS:,} requests took more than {LIMIT_S:g} s, or all runs together more than"
    f" {BUDGET_S:g} s. Is there a loop that never ends, or does pick wait for something? Built-in balancers take a"
    " tenth of a second in plain Python."
)
PICK, DONE = "pick(now, draws, in_flight, memory)", "done(now, pod, latency, in_flight, memory)"


class NoEntryError(Exception):
    """What was given is no balancer; the message says what to give."""


@dataclass(frozen=True)
class Raced:
    """What an entry did in heats and crowds: latencies and pods; and for each pod, the share it lured by failing."""

    heats: contest.Runs
    crowds: contest.Runs
    lured: list[float]


@dataclass(frozen=True)
class Trouble:
    """What stopped an entry: a status, the name of the mistake, a sentence, and what it printed."""

    status: str
    name: str
    sentence: str
    printed: str = ""


def entered(answer: Any) -> Balancer:
    """Return an answer as a balancer whose pick is checked reply by reply.

    Raises
    ------
    NoEntryError
        If it is none.
    """
    if isinstance(answer, Balancer):
        given = answer
    elif isinstance(answer, tuple | list) and len(answer) == 2 and all(map(callable, answer)):
        given = _made(*answer)
    elif callable(answer) and not isinstance(answer, type):
        given = _made(answer, remember_nothing)
    else:
        raise NoEntryError(f"{FORMS} {_what_it_is(answer)}")
    if given.draws > MOST_DRAWS:
        raise NoEntryError(f"draws must be at most {MOST_DRAWS}, got {given.draws}.")
    return Balancer("yours", _checked(given.pick), _followed(given.done), given.draws, given.settings)


def _what_it_is(answer: Any) -> str:
    """Say what was given in place of a balancer, and which part of a pair is missing."""
    if not isinstance(answer, tuple | list):
        return f"Yours is {kind_of(answer)}."
    kind = "a tuple" if isinstance(answer, tuple) else "a list"
    if len(answer) != 2:
        return f"Yours is {kind} of {len(answer)}; a pair has two, pick and done."
    wrong = [f"its {name} is {kind_of(part)}" for name, part in zip(("pick", "done"), answer, strict=True)
             if not callable(part)]  # fmt: skip
    return f"Yours is {kind}, but {' and '.join(wrong)}, where a function is to be. Has the cell above run?"


def _made(pick: Callable[..., Any], done: Callable[..., Any]) -> Balancer:
    try:
        return Balancer("yours", pick, done)
    except ValueError as problem:
        raise NoEntryError(f"The simulation calls {PICK}, and {DONE} if there is one. {problem}") from problem


def _checked(pick: Callable[..., Any]) -> Callable[..., int]:
    def checked(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
        try:
            pod = pick(now, draws, in_flight, memory)
        except Exception as problem:
            _note(problem, f"pick(now={now:.2f}, draws={_rounded(draws)}, in_flight={list(in_flight)}, memory)")
            raise
        return one_pod(pod, len(in_flight))

    return checked


def _rounded(draws: list[float]) -> str:
    return f"[{', '.join(f'{draw:.2f}' for draw in draws)}]"


def _note(problem: Exception, call: str) -> None:
    """Keep with an error the call in which it arose."""
    problem.__notes__ = [call]


def _followed(done: Callable[..., Any]) -> Callable[..., None]:
    # A function of our own around it: what numba has compiled of the learner's is left aside, so that any plain
    # Python runs, and can be stopped.
    def followed(now: float, pod: int, latency: float, in_flight: list[int], memory: list[list[float]]) -> None:
        try:
            done(now, pod, latency, in_flight, memory)
        except Exception as problem:
            _note(
                problem, f"done(now={now:.2f}, pod={pod}, latency={latency:.2f}, in_flight={list(in_flight)}, memory)"
            )
            raise

    return followed


def raced(balancer: Balancer) -> Raced | Trouble:
    """Return what an entry did, or what stopped it."""
    caught: list[SimulationError] = []
    found = Raced([], [], [])

    def race(kind: str, number: int) -> None:
        try:
            _race(balancer, kind, number, found)
        except SimulationError as problem:
            caught.append(problem)
            raise

    outcomes = run(race, ALL_CASES, lambda outcome: outcome.kind in (ERROR, SLOW))
    if outcomes[-1].kind in (ERROR, SLOW):
        return _trouble(outcomes[-1], caught)
    *heats, again = found.heats
    steady = np.array_equal(heats[0][1], again[1])
    return replace(found, heats=heats) if steady else Trouble("not yet", "remembers", REMEMBERS, outcomes[0].printed)


def _race(balancer: Balancer, kind: str, number: int, found: Raced) -> None:
    """Race one case, and put what came of it with the rest."""
    if kind == FAILING:
        found.lured.append(contest.lured(balancer, number))
    elif kind == HEAT:
        raced = contest.race(balancer, number)
        found.heats.append((raced.latency_s, raced.pod))
    else:
        raced = contest.crowd(balancer, number)
        found.crowds.append((raced.latency_s, raced.pod))


REMEMBERS = (
    "The same requests, run a second time, went to other pods. Your balancer keeps something from one run to the next:"
    " a variable or a list outside of its functions, or a generator of random numbers. Keep what you remember in"
    " memory, which begins at zero in every run, and take all chance from draws."
)


def _trouble(outcome: Outcome, caught: list[SimulationError]) -> Trouble:
    if outcome.kind == SLOW:
        return Trouble("error", "too-slow", TOO_SLOW, outcome.printed)
    if not caught:  # exit(), or an interrupt of its own
        return Trouble("error", str(outcome.value), outcome.said, outcome.printed)
    cause = caught[-1].__cause__
    if isinstance(cause, UnfitError):
        return Trouble("not yet", *_unfit(cause.value, outcome.printed), outcome.printed)
    if cause is None:
        return Trouble("not yet", "changes-in-flight", CHANGES, outcome.printed)
    where = str(caught[-1]).partition(": ")[0].partition(", ")[2]
    called = "".join(f"\n\nThe call was {note}." for note in getattr(cause, "__notes__", ()))
    said = f"In {where}. {explain(cause)}{called}{_more(cause)}"
    return Trouble("error", type(cause).__name__, said, outcome.printed)


CHANGES = (
    "Your balancer writes into in_flight. Whoever sends the request counts it; counted twice it never goes away."
    " Read in_flight, and keep your own counts in memory."
)


def _more(cause: BaseException) -> str:
    if not isinstance(cause, IndexError):
        return ""
    return (
        "\n\nThere are 10 pods here, 2 draws a request unless a Balancer asks for more (draws=3), and 12 rows of 32"
        " numbers in memory."
    )


def _unfit(value: Any, printed: str) -> tuple[str, str]:
    """Return a name and a sentence for a reply that is no pod."""
    is_whole = "A pod is a whole number from 0 to len(in_flight) - 1."
    pod = plain(value)
    if pod is None:
        does = "prints its answer and returns None" if printed else "returns None"
        return "no-return", f"pick {does}. Is a return missing, or does one way through it have none? {is_whole}"
    if type(pod) is int:
        return (
            "no-such-pod",
            f"pick returns {looks(pod)}, and there is no such pod. {is_whole} int(draw * pods) is one.",
        )
    if type(pod) is float:
        advice = "It is not a number at all: 0/0, or inf - inf." if pod != pod else "int(…) cuts off what is behind it."
        return "not-whole", f"pick returns {looks(pod)}. {is_whole} {advice}"
    seen = "" if isinstance(pod, Other) else f", {looks(pod)}"  # what has no plain value may show an address
    return "wrong-kind", f"pick returns {kind_of(value)}{seen}. {is_whole}"
