"""What a function takes from around it: numbers that machine code copies once, and helpers that are compiled with it.

Vocabulary: the `surroundings` of a pick are itself and each helper that it calls, and what each takes by name: TAU is
2.0. Machine code is only as good as they were when it was made, so it is kept under them: another TAU, another code.
"""

from __future__ import annotations

import dis
import inspect
import math
from collections.abc import Callable
from functools import lru_cache
from types import CodeType
from typing import Any

Function = Callable[..., Any]
PLAIN = (bool, int, float, str)  # what machine code may take from around a function: it is copied once
Values = tuple[tuple[str, type, Any], ...]  # (("TAU", float, 2.0),): name, type and value
Surroundings = tuple[tuple[Function, Values], ...]


class NotCompiledError(Exception):
    """Numba does not take a balancer; the message says why. Python runs it as well, only slower."""


def around(function: Function) -> Surroundings:
    """Return what a function takes from around it, and so for each function that it calls.

    Raises
    ------
    NotCompiledError
        If something is no plain value: it may change unseen, or behave differently in machine code. And if a
        function calls itself.
    """
    found: dict[Function, Values] = {}
    _find(function, (), found)
    return tuple(found.items())


def _find(function: Function, callers: tuple[Function, ...], found: dict[Function, Values]) -> None:
    if function in callers:
        # Machine code that calls itself without end kills the whole process; Python raises an error.
        raise NotCompiledError(f"{function.__name__} calls itself")
    if function not in found:
        taken = _taken(function)
        for value in taken.values():
            if inspect.isfunction(value):
                _find(value, (*callers, function), found)
        found[function] = tuple((name, type(value), value) for name, value in taken.items())


def _taken(function: Function) -> dict[str, Any]:
    """Return what a function takes from its module and from functions around it, by name."""
    if not inspect.isfunction(function):
        raise NotCompiledError(f"{function!r} is no plain function")
    module = function.__globals__
    taken = {name: module[name] for name in _globals(function.__code__) if name in module} | _enclosed(function)
    for name, value in taken.items():
        if not (inspect.isfunction(value) or value is math or isinstance(value, PLAIN)):
            raise NotCompiledError(f"{function.__name__} uses {name}, which is no number and no function")
    return taken


@lru_cache(maxsize=256)
def _globals(code: CodeType) -> tuple[str, ...]:
    """Return the global names that code reads, also in the code inside it: of a lambda, or a comprehension.

    `inspect.getclosurevars` looks at the outermost code only. What is enclosed further in is enclosed here, too.
    """
    names = {step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL"}
    inside = (_globals(constant) for constant in code.co_consts if isinstance(constant, CodeType))
    return tuple(sorted(names.union(*inside)))


def _enclosed(function: Any) -> dict[str, Any]:
    """Return what a function takes from the functions that it stands in."""
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    try:
        return {name: cell.cell_contents for name, cell in cells}
    except ValueError as empty:
        raise NotCompiledError(f"{function.__name__} uses a name that has no value") from empty
