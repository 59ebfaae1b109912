"""What a function's code names besides its arguments: a clock, or chance of its own.

Vocabulary: a `name` ("perf_counter") stands in the code, or in that of a function of the learner's which it calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

CLOCKS = {
    "time", "time_ns", "perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "process_time", "datetime",
}  # fmt: skip
CHANCE = {
    "random", "randrange", "randint", "choice", "choices", "sample", "shuffle", "uniform", "default_rng", "integers",
    "secrets", "randbelow", "urandom",
}  # fmt: skip
DATA = (bool, int, float, str, list, dict, set, tuple)


def clocks(*functions: Any) -> list[str]:
    """Return the clocks that functions name.

    >>> import time
    >>> clocks(lambda now: int(time.perf_counter()))
    ['perf_counter', 'time']
    """
    return sorted(CLOCKS.intersection(set().union(*map(outside_names, functions))))


def chance(*functions: Any) -> list[str]:
    """Return the sources of chance that functions name.

    >>> import random
    >>> chance(lambda now: random.randrange(10))
    ['random', 'randrange']
    """
    return sorted(CHANCE.intersection(set().union(*map(outside_names, functions))))


def outside_names(function: Any) -> set[str]:
    """Return all names that stand for something from outside in a function's code, and in what it calls."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting = [function]
    while waiting:
        one = plain_function(waiting.pop())
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        for name in names_in(one.__code__):
            value = one.__globals__.get(name)
            if is_own(value, one):
                waiting.append(value)
            elif not isinstance(value, DATA):
                found |= {name, own_name(value) or name}  # import random as r
    return found


def plain_function(function: Any) -> FunctionType | None:
    """Return the plain function behind a method, a partial or an object that can be called."""
    for attribute in ("func", "__func__", "__call__", "__func__"):
        if isinstance(function, FunctionType):
            return function
        function = getattr(function, attribute, function)
    return function if isinstance(function, FunctionType) else None


def own_name(value: Any) -> str:
    """Return the name that a module or a function has where it comes from."""
    name = getattr(value, "__name__", "")
    return name if isinstance(name, str) else ""


def is_own(value: Any, function: FunctionType) -> bool:
    """Whether a value is a function from the same cells."""
    return isinstance(value, FunctionType) and value.__globals__ is function.__globals__


def names_in(code: CodeType) -> Iterator[str]:
    """Yield the names of globals, attributes and imports in code, and in the functions inside it."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_in(constant)
