"""Make the same calls again, to see whether a balancer depends on its arguments alone.

Vocabulary: a `call` is one of pick or done in the middle of a run, with its arguments as they were `before` it and
what `came` of it: the pod (or a text, if it went wrong), and the numbers in memory. Made again after the run, in
another order, a call of an honest balancer comes to the same; one that keeps something outside of memory, looks at
the clock or draws its own chance comes to something else.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import numpy as np

from course_lib.balancers import Balancer
from course_lib.chapters.ch06_balancers.exercises.harnessed import UnfitError
from course_lib.framework.exercise.values import to_plain

PICK, DONE = "pick", "done"
# Of 6,000 calls: so 160 of each are made again, which takes a tenth of a second. A prime number, so that somebody's
# own count of calls, by twos or tens, is at another place each time; shuffled, so that no such count goes along.
EVERY = 37
ORDER_SEED = 60_707
NOT_A_NUMBER = "not a number"


class OddMemoryError(Exception):
    """Memory holds something of which there can be no second one."""


@dataclass(frozen=True)
class Call:
    """One call in a run: of which function, with what, and what came of it."""

    name: str
    before: tuple[Any, ...]
    came: Any


@dataclass(frozen=True)
class Differing:
    """A call that comes to something else when it is made again."""

    call: Call
    again: Any


def record_calls(balancer: Balancer, calls: list[Call]) -> Balancer:
    """Return a balancer that does the same, and puts every 37th of its calls into a list."""
    return replace(balancer, pick=_record(PICK, balancer.pick, calls), done=_record(DONE, balancer.done, calls))


def _record(name: str, function: Callable[..., Any], calls: list[Call]) -> Callable[..., Any]:
    number = count()

    def record(*arguments: Any) -> Any:
        if next(number) % EVERY:
            return function(*arguments)
        before = _copy(arguments)
        value = function(*arguments)
        calls.append(Call(name, before, _what_came(value, arguments)))
        return value

    return record


def replay_calls(balancer: Balancer, calls: list[Call]) -> list[Differing]:
    """Make the very same calls again, shuffled; return those that come to something else, in order of the run.

    >>> turn = [0]
    >>> def in_turn(now, draws, in_flight, memory):
    ...     turn[0] += 1
    ...     return turn[0] % 10
    >>> [(one.call.came[0], one.again[0]) for one in replay_calls(Balancer("mine", in_turn), [
    ...     Call("pick", (0.5, [0.1, 0.2], [0] * 10, []), (7, []))])]
    [(7, 1)]
    """
    found = {}
    for index in np.random.default_rng(ORDER_SEED).permutation(len(calls)).tolist():
        call = calls[index]
        again = _call_again(getattr(balancer, call.name), _copy(call.before))
        if again != call.came:
            found[index] = Differing(call, again)
    return [found[index] for index in sorted(found)]


def _call_again(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    try:
        value = function(*arguments)
    except UnfitError:
        return "no pod", []
    except Exception as problem:  # in the run it raised nothing, so that is something else, too
        return f"an error, {type(problem).__name__}", []
    return _what_came(value, arguments)


def _what_came(value: Any, arguments: tuple[Any, ...]) -> tuple[Any, Any]:
    return value, _comparable(to_plain(arguments[-1]))


def _comparable(value: Any) -> Any:
    """Return a plain value in which a number that is none equals itself."""
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    return value if value == value else NOT_A_NUMBER


def _copy(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    try:
        return copy.deepcopy(arguments)
    except Exception as problem:
        raise OddMemoryError(
            f"memory holds something that cannot be copied ({problem}). It is for numbers."
        ) from problem
