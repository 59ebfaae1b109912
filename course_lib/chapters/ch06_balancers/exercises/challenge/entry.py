"""Take whatever a learner enters for a balancer, and watch it race.

Vocabulary: an `entry` is a learner's balancer as it was `given`, and as it is `checked`: wrapped so that a reply that
is no pod is caught with its value; a `heat` is one hidden trace, a `crowd` one through fifty proxies; `trouble` is
what stopped it, with a name and a sentence.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from course_lib.balancers import Balancer, remember_nothing
from course_lib.chapters.ch06_balancers.exercises.asked import UnfitError, one_pod
from course_lib.chapters.ch06_balancers.exercises.challenge.remembers import (
    SECOND_RUN,
    differs,
    remembers,
    told_done,
    told_pick,
)
from course_lib.chapters.ch06_balancers.exercises.challenge.replay import Call, Differing, recorded, replayed
from course_lib.chapters.ch06_balancers.study import contest
from course_lib.chapters.ch06_balancers.study.field import PODS
from course_lib.framework.exercise.calling import ERROR, SLOW, Outcome, explain, run
from course_lib.framework.exercise.time_limit import BUDGET_S, LIMIT_S
from course_lib.framework.exercise.values import Other, kind_of, looks, plain
from course_lib.record.progress import Status
from course_lib.simulation import SimulationError

HEAT, CROWD, FAILING, AGAIN = "heat", "crowd", "failing", "again"
ALL_CASES = [
    *((HEAT, heat) for heat in range(len(contest.HEATS))),
    *((CROWD, heat) for heat in contest.CROWDS),
    *((FAILING, pod) for pod in range(PODS)),
    (HEAT, 0),  # the first heat twice: it must come out the same
    (AGAIN, contest.CROWDS[0]),  # calls of the first crowd are made again: they must come to the same
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
TAKES = {
    "pick": ("now", "draws", "in_flight", "memory"),
    "done": ("now", "pod", "latency", "in_flight", "memory"),
}


class NoEntryError(Exception):
    """What was given is no balancer; the message says what to give."""


@dataclass(frozen=True)
class Entry:
    """A learner's balancer, as it was given and as it is checked."""

    given: Balancer
    checked: Balancer


@dataclass(frozen=True)
class Raced:
    """What an entry did.

    Attributes
    ----------
    heats, crowds : list
        Latencies and pods, one pair a run.
    lured : list of float
        For each pod, the share of requests that it gets by failing.
    calls : list of Call
        Some of those that were made in the first crowd.
    differing : list of Differing
        Those of them that come to something else when they are made again.
    """

    heats: contest.Runs = field(default_factory=list)
    crowds: contest.Runs = field(default_factory=list)
    lured: list[float] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)


@dataclass(frozen=True)
class Trouble:
    """What stopped an entry: a status, the name of the mistake, a sentence, and what it printed."""

    status: Status
    name: str
    sentence: str
    printed: str = ""


def entered(answer: Any) -> Entry:
    """Return an answer as an entry whose pick is checked reply by reply.

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
    checked = Balancer("yours", _checked(given.pick), _followed(given.done), given.draws, given.settings)
    return Entry(given, checked)


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
    if _takes(pick, "done") and _takes(done, "pick") and not (_takes(pick, "pick") or _takes(done, "done")):
        raise NoEntryError(
            "The two are swapped: first comes pick, which takes four arguments, then done, which takes five:"
            " check((my_pick, my_done))."
        )
    for name, function in (("pick", pick), ("done", done)):
        if not _takes(function, name):
            raise NoEntryError(
                f"{name} must take {len(TAKES[name])} arguments, as the simulation calls it: {_called(name)}. Yours is"
                f" {_first_line(function)}."
            )
    return Balancer("yours", pick, done)


def _called(name: str) -> str:
    return f"{name}({', '.join(TAKES[name])})"


def _takes(function: Callable[..., Any], name: str) -> bool:
    """Whether a function can be called as pick or as done is; one that does not tell what it takes cannot."""
    try:
        inspect.signature(function).bind(*TAKES[name])
    except (TypeError, ValueError):
        return False
    return True


def _first_line(function: Callable[..., Any]) -> str:
    try:
        return f"{getattr(function, '__name__', kind_of(function))}{inspect.signature(function)}"
    except ValueError:  # some functions written in C do not tell
        return f"{kind_of(function)}, which doesn't tell what it takes"


def _checked(pick: Callable[..., Any]) -> Callable[..., int]:
    def checked(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
        try:
            pod = pick(now, draws, in_flight, memory)
        except Exception as problem:
            _note(problem, told_pick(now, draws, in_flight, memory))
            raise
        return one_pod(pod, len(in_flight))

    return checked


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
            _note(problem, told_done(now, pod, latency, in_flight, memory))
            raise

    return followed


def raced(entry: Entry) -> Raced | Trouble:
    """Return what an entry did, or what stopped it."""
    caught: list[SimulationError] = []
    found = Raced()

    def race(kind: str, number: int) -> None:
        try:
            _race(entry.checked, kind, number, found)
        except SimulationError as problem:
            caught.append(problem)
            raise

    outcomes = run(race, ALL_CASES, lambda outcome: outcome.kind in (ERROR, SLOW))
    if outcomes[-1].kind in (ERROR, SLOW):
        return _trouble(outcomes[-1], caught)
    *heats, again = found.heats
    if found.differing:
        return Trouble(
            Status.NOT_YET, "remembers", remembers(entry.given, differs(found.differing)), outcomes[0].printed
        )
    if not np.array_equal(heats[0][1], again[1]):
        return Trouble(Status.NOT_YET, "remembers", remembers(entry.given, SECOND_RUN), outcomes[0].printed)
    return replace(found, heats=heats)


def _race(balancer: Balancer, kind: str, number: int, found: Raced) -> None:
    """Race one case, and put what came of it with the rest."""
    if kind == FAILING:
        found.lured.append(contest.lured(balancer, number))
    elif kind == HEAT:
        raced = contest.race(balancer, number)
        found.heats.append((raced.latency_s, raced.pod))
    elif kind == CROWD:
        watched = recorded(balancer, found.calls) if number == contest.CROWDS[0] else balancer
        raced = contest.crowd(watched, number)
        found.crowds.append((raced.latency_s, raced.pod))
    else:
        found.differing.extend(replayed(balancer, found.calls))


def _trouble(outcome: Outcome, caught: list[SimulationError]) -> Trouble:
    if outcome.kind == SLOW:
        return Trouble(Status.ERROR, "too-slow", TOO_SLOW, outcome.printed)
    if not caught:  # exit(), or an interrupt of its own
        return Trouble(Status.ERROR, str(outcome.value), outcome.said, outcome.printed)
    cause = caught[-1].__cause__
    if isinstance(cause, UnfitError):
        return Trouble(Status.NOT_YET, *_unfit(cause.value, outcome.printed), outcome.printed)
    if cause is None:
        return Trouble(Status.NOT_YET, "changes-in-flight", CHANGES, outcome.printed)
    where = str(caught[-1]).partition(": ")[0].partition(", ")[2].removesuffix(FIRST_ATTEMPT)
    called = "".join(f"\n\nThe call was {note}." for note in getattr(cause, "__notes__", ()))
    said = f"In {where}. {explain(cause)}{called}{_more(cause)}"
    return Trouble(Status.ERROR, type(cause).__name__, said, outcome.printed)


FIRST_ATTEMPT = ", attempt 0"  # there are no retries in the contest, so it says nothing
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
