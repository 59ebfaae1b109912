"""See whether a function can do nothing but calculate: only then may it run after a change that nobody has looked at.

A number changed in `time.sleep(1)`, or a name in `open(…)`, would do what the learner has never asked for.
"""

from __future__ import annotations

import builtins
import dis
from abc import ABCMeta
from collections.abc import Iterator
from types import BuiltinFunctionType, CellType, CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

MODULES = {
    *("bisect", "collections", "copy", "decimal", "fractions", "functools", "heapq", "itertools", "math", "numbers"),
    *("numpy", "operator", "random", "re", "statistics", "string", "typing"),
}
ACTING = {
    *("__import__", "breakpoint", "compile", "delattr", "eval", "exec", "exit", "getattr", "globals", "help", "input"),
    *("locals", "open", "quit", "setattr", "vars"),
}
WRITING = {"save", "savetxt", "savez", "savez_compressed", "tofile", "memmap"}  # NumPy's
ENDLESS = {
    "count",
    "cycle",
    "repeat",
}  # of itertools: in a list they fill the memory in a single step, which nothing stops
PLAIN = (int, float, complex, str, bytes, bool, type(None), range)
CALLED = (np.ufunc, type(np.mean))
CONSTANT = {"decimal", "fractions", "re", "typing"}  # modules whose values never change
COPIED = (list, dict, set)  # what a function may keep something in, from one call to the next


def only_calculates(function: FunctionType, seen: frozenset[int] = frozenset()) -> bool:
    """Whether all that a function names is known to leave nothing behind.

    >>> import math, time
    >>> only_calculates(lambda share: math.log(share)), only_calculates(lambda: time.sleep(1))
    (True, False)
    """
    seen |= {id(function)}
    if not all(map(is_constant, (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()))):
        return False
    names = set(names_in(function.__code__))
    imported = {name.partition(".")[0] for name in imports_in(function.__code__)}
    built_in = {name for name in names - set(function.__globals__) if hasattr(builtins, name)}
    if names & WRITING or built_in & ACTING or not imported <= MODULES:
        return False
    named = [function.__globals__[name] for name in names if name in function.__globals__]
    modules = imported | {value.__name__ for value in named if type(value) is ModuleType}
    if "itertools" in modules and names & ENDLESS:
        return False
    cells = [value for cell in function.__closure__ or () for value in contents(cell)]
    return all(id(value) in seen or is_harmless(value, seen) for value in (*named, *cells))


def contents(cell: CellType) -> list[Any]:
    """Return what a variable of a function around stands for, if it has a value."""
    try:
        return [cell.cell_contents]
    except ValueError:
        return []


def is_harmless(value: Any, seen: frozenset[int]) -> bool:
    """Whether using a value can only calculate; it is asked for nothing that may be the learner's own code."""
    kind = type(value)
    if kind is FunctionType:
        return is_of_modules(value.__module__) or only_calculates(value, seen)
    if kind is ModuleType:
        return is_of_modules(value.__name__)
    if kind is BuiltinFunctionType:
        return is_of_modules(value.__module__) or (value.__module__ == "builtins" and value.__name__ not in ACTING)
    if kind in (type, ABCMeta):
        home, is_endless = value.__module__, value.__module__ == "itertools" and value.__name__ in ENDLESS
        return home == "builtins" or (is_of_modules(home) and not is_endless)
    return is_constant(value) or (kind in COPIED and all(map(is_constant, parts_of(value))))


def is_constant(value: Any) -> bool:
    """Whether a value stays as it is, whatever is done with it.

    >>> is_constant((1, "a")), is_constant(([1], "a"))
    (True, False)
    """
    kind = type(value)
    if kind in (tuple, frozenset):
        return all(map(is_constant, value))
    return kind in (*PLAIN, *CALLED) or issubclass(kind, np.generic) or kind.__module__ in CONSTANT


def parts_of(value: Any) -> Iterator[Any]:
    """Yield what stands in a list, a set or a dict."""
    yield from value
    if isinstance(value, dict):
        yield from value.values()


def is_of_modules(name: Any) -> bool:
    """Whether a module is one that calculates."""
    return isinstance(name, str) and name.partition(".")[0] in MODULES


def codes_below(code: CodeType) -> Iterator[CodeType]:
    """Yield code and all that is made in it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes_below(each)


def names_in(code: CodeType) -> Iterator[str]:
    """Yield the names that code looks up outside of itself, and those after a dot."""
    return (name for each in codes_below(code) for name in each.co_names)


def imports_in(code: CodeType) -> Iterator[str]:
    """Yield the modules that code imports."""
    steps = (step for each in codes_below(code) for step in dis.get_instructions(each))
    return (str(step.argval) for step in steps if step.opname == "IMPORT_NAME")
