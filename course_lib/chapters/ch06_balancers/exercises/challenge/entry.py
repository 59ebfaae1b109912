"""Take whatever a learner enters for a balancer, and watch it race.

Vocabulary: an `entry` is a learner's balancer as it was `given`, and as it is `checked`: wrapped so that a reply that
is no pod is caught with its value; a `race` is what it did on the hidden traces, with one proxy and with many, or the
`trouble` that stopped it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from course_lib.balancers import Balancer, remember_nothing
from course_lib.chapters.ch06_balancers.exercises.challenge import contest
from course_lib.chapters.ch06_balancers.exercises.challenge.remembers import (
    SECOND_RUN,
    dependence_text,
    difference_text,
    done_text,
    pick_text,
)
from course_lib.chapters.ch06_balancers.exercises.challenge.replay import Call, Differing, record_calls, replay_calls
from course_lib.chapters.ch06_balancers.exercises.harnessed import UnfitError
from course_lib.chapters.ch06_balancers.exercises.picking import one_pod
from course_lib.chapters.ch06_balancers.study.field import PODS
from course_lib.framework.exercise.calling import BUDGET_S, ERROR, SLOW, Outcome, run
from course_lib.framework.exercise.errors import explain
from course_lib.framework.exercise.function import accepts
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.values import Other, kind_of, short_repr, to_plain
from course_lib.guard import LIMIT_S
from course_lib.record.progress import Status
from course_lib.simulation import SimulationError

ONE_PROXY, MANY_PROXIES, FAILING, AGAIN = "one proxy", "many proxies", "failing", "again"
ALL_CASES = [  # first all that tells whether it depends on its arguments alone: of one that doesn't no more is asked
    (ONE_PROXY, 0),
    (MANY_PROXIES, contest.MANY_PROXIES_TRACES[0]),
    (AGAIN, contest.MANY_PROXIES_TRACES[0]),  # calls of the first run with many proxies must come to the same again
    (ONE_PROXY, 0),  # the first trace twice: it must come out the same
    *((ONE_PROXY, number) for number in range(1, len(contest.TRACES))),
    *((MANY_PROXIES, number) for number in contest.MANY_PROXIES_TRACES[1:]),
    *((FAILING, pod) for pod in range(PODS)),
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
CHANGES = (
    "Your balancer writes into in_flight. The simulation counts a request when it is sent;"
    " counted twice, it never goes away."
    " Read in_flight, and keep your own counts in memory."
)
WHAT_THERE_IS = (
    "\n\nThere are 10 pods here, 2 draws a request unless a Balancer asks for more (draws=3), and 12 rows of 32"
    " numbers in memory."
)
ARGUMENTS = {
    "pick": ("now", "draws", "in_flight", "memory"),
    "done": ("now", "pod", "latency", "in_flight", "memory"),
}


class NoEntryError(Exception):
    """What was given is no balancer; the message says what to give."""


@dataclass(frozen=True)
class Entry:
    """A learner's balancer, as it was given and as it is checked; and the calls in which it failed, in words."""

    given: Balancer
    checked: Balancer
    failed_calls: list[str]


@dataclass
class Race:
    """What an entry did.

    Attributes
    ----------
    one_proxy, many_proxies : list
        Latencies and pods, one pair a run.
    shares_to_failing : list of float
        For each pod, the share of requests that it gets by failing.
    calls : list of Call
        Some of those that were made in the first run with many proxies.
    differing : list of Differing
        Those of them that come to something else when they are made again.
    trouble : Finding or None
        What stopped it, or tells that it depends on more than its arguments.
    """

    one_proxy: contest.Runs = field(default_factory=list)
    many_proxies: contest.Runs = field(default_factory=list)
    shares_to_failing: list[float] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)
    trouble: Finding | None = None


def take_entry(answer: Any) -> Entry:
    """Return an answer as an entry whose pick is checked reply by reply.

    Raises
    ------
    NoEntryError
        If it is none.
    """
    if isinstance(answer, Balancer):
        given = answer
    elif isinstance(answer, tuple | list) and len(answer) == 2 and all(map(callable, answer)):
        given = _balancer_of(*answer)
    elif callable(answer) and not isinstance(answer, type):
        given = _balancer_of(answer, remember_nothing)
    else:
        raise NoEntryError(f"{FORMS} {_what_it_is(answer)}")
    if given.draws > MOST_DRAWS:
        raise NoEntryError(f"draws must be at most {MOST_DRAWS}, got {given.draws}.")
    failed_calls: list[str] = []
    pick, done = _check_pick(given.pick, failed_calls), _follow_done(given.done, failed_calls)
    return Entry(given, Balancer("yours", pick, done, given.draws, given.settings, given.turn), failed_calls)


def _what_it_is(answer: Any) -> str:
    """Say what was given in place of a balancer, and which part of a pair is missing."""
    if not isinstance(answer, tuple | list):
        return f"Yours is {kind_of(answer)}."
    kind = "a tuple" if isinstance(answer, tuple) else "a list"
    if len(answer) != 2:
        return f"Yours is {kind} of {len(answer)}; a pair has two, pick and done."
    wrong = [f"its {name} is {kind_of(part)}" for name, part in zip(ARGUMENTS, answer, strict=True)
             if not callable(part)]  # fmt: skip
    return f"Yours is {kind}, but {' and '.join(wrong)}, where a function should be. Has the cell above run?"


def _balancer_of(pick: Callable[..., Any], done: Callable[..., Any]) -> Balancer:
    if _is(pick, "done") and _is(done, "pick") and not (_is(pick, "pick") or _is(done, "done")):
        raise NoEntryError(
            "The two are swapped: first comes pick, which takes four arguments, then done, which takes five:"
            " check((my_pick, my_done))."
        )
    for name, function in (("pick", pick), ("done", done)):
        if not _is(function, name):
            called = f"{name}({', '.join(ARGUMENTS[name])})"
            raise NoEntryError(
                f"{name} must take {len(ARGUMENTS[name])} arguments, as the simulation calls it: {called}. Yours is"
                f" {_first_line(function)}."
            )
    return Balancer("yours", pick, done)


def _is(function: Callable[..., Any], name: str) -> bool:
    """Whether a function can be called as pick or as done is; one that does not tell what it takes cannot."""
    return _tells_what_it_takes(function) and accepts(function, ARGUMENTS[name])


def _tells_what_it_takes(function: Callable[..., Any]) -> bool:
    try:
        inspect.signature(function)
    except (TypeError, ValueError):  # some functions written in C do not
        return False
    return True


def _first_line(function: Callable[..., Any]) -> str:
    if not _tells_what_it_takes(function):
        return f"{kind_of(function)}, which doesn't tell what it takes"
    return f"{getattr(function, '__name__', kind_of(function))}{inspect.signature(function)}"


def _check_pick(pick: Callable[..., Any], failed_calls: list[str]) -> Callable[..., int]:
    def check_pick(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
        try:
            pod = pick(now, draws, in_flight, memory)
        except Exception:
            failed_calls.append(pick_text(now, draws, in_flight, memory))
            raise
        return one_pod(pod, len(in_flight))

    return check_pick


def _follow_done(done: Callable[..., Any], failed_calls: list[str]) -> Callable[..., None]:
    # A function of our own around it: what numba has compiled of the learner's is left aside, so that any plain
    # Python runs, and can be stopped.
    def follow_done(now: float, pod: int, latency: float, in_flight: list[int], memory: list[list[float]]) -> None:
        try:
            done(now, pod, latency, in_flight, memory)
        except Exception:
            failed_calls.append(done_text(now, pod, latency, in_flight, memory))
            raise

    return follow_done


def run_race(entry: Entry) -> Race:
    """Return what an entry did, and what stopped it if something did."""
    errors: list[SimulationError] = []
    race = Race()

    def run_case(kind: str, number: int) -> None:
        try:
            _run_case(entry.checked, kind, number, race)
        except SimulationError as problem:
            errors.append(problem)
            raise

    outcomes = run(run_case, ALL_CASES, lambda outcome: outcome.kind in (ERROR, SLOW) or bool(_dependence(race)))
    if outcomes[-1].kind in (ERROR, SLOW):
        trouble = _trouble(outcomes[-1], errors, entry.failed_calls)
        race.trouble = replace(trouble, printed=outcomes[-1].printed)
    elif what := _dependence(race):
        race.trouble = Finding("remembers", dependence_text(entry.given, what), printed=outcomes[0].printed)
    else:
        del race.one_proxy[1]  # the first trace's second run
    return race


def _dependence(race: Race) -> str:
    """Say what came to something else when it was made again, if anything did."""
    if race.differing:
        return difference_text(race.differing)
    first, *again = (pods for _, pods in race.one_proxy[:2])
    return SECOND_RUN if again and not np.array_equal(first, again[0]) else ""


def _run_case(balancer: Balancer, kind: str, number: int, race: Race) -> None:
    """Run one case, and put what came of it with the rest."""
    if kind == FAILING:
        race.shares_to_failing.append(contest.share_to_failing(balancer, number))
    elif kind == ONE_PROXY:
        run = contest.race(balancer, number)
        race.one_proxy.append((run.latency_s, run.pod))
    elif kind == MANY_PROXIES:
        is_first = number == contest.MANY_PROXIES_TRACES[0]
        run = contest.many_proxies(record_calls(balancer, race.calls) if is_first else balancer, number)
        race.many_proxies.append((run.latency_s, run.pod))
    else:
        race.differing.extend(replay_calls(balancer, race.calls))


def _trouble(outcome: Outcome, errors: list[SimulationError], failed_calls: list[str]) -> Finding:
    if outcome.kind == SLOW:
        return Finding("too-slow", TOO_SLOW, Status.ERROR)
    if not errors:  # exit(), or an interrupt of its own
        return Finding(str(outcome.value), outcome.explanation, Status.ERROR)
    place, cause = errors[-1].place, errors[-1].__cause__
    if isinstance(cause, UnfitError):
        return _unfit(cause.value, outcome.printed)
    if cause is None:
        return Finding("changes-in-flight", CHANGES)
    where = "In {2} at request {0}. ".format(*place) if place else ""
    call = "".join(f"\n\nThe call was {call}." for call in failed_calls[-1:])
    there_is = WHAT_THERE_IS if isinstance(cause, IndexError) else ""
    return Finding(type(cause).__name__, f"{where}{explain(cause)}{call}{there_is}", Status.ERROR)


def _unfit(value: Any, printed: str) -> Finding:
    """Say what is wrong with a reply that is no pod."""
    is_whole = "A pod is a whole number from 0 to len(in_flight) - 1."
    pod = to_plain(value)
    if pod is None:
        does = "prints its answer and returns None" if printed else "returns None"
        missing = f"pick {does}. Is a return missing, or does one way through it have none? {is_whole}"
        return Finding("no-return", missing)
    if type(pod) is int:
        no_such = f"pick returns {short_repr(pod)}, and there is no such pod. {is_whole} int(draw * pods) is one."
        return Finding("no-such-pod", no_such)
    if type(pod) is float:
        advice = (
            "It is not a number at all: 0/0, or inf - inf."
            if pod != pod
            else ("int(…) drops what comes after the point.")
        )
        return Finding("not-whole", f"pick returns {short_repr(pod)}. {is_whole} {advice}")
    seen = "" if isinstance(pod, Other) else f", {short_repr(pod)}"  # what has no plain value may show an address
    return Finding("wrong-kind", f"pick returns {kind_of(value)}{seen}. {is_whole}")
