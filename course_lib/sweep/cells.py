"""The cells of a sweep: what each is called with, how it is named, and how it is run."""

from __future__ import annotations

import hashlib
import inspect
import itertools
import json
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib import require
from course_lib.record.store import as_json

SEED_DIGITS = 13  # hexadecimal: 52 bits, which every program that reads the file takes for a whole number
LONGEST_ERROR = 300

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A cell and what came of it.

    Attributes
    ----------
    arguments : dict
        What `measure` is called with, the seed included.
    result : object
        What it returned, as JSON keeps it; None as long as there is none.
    error : str
        What it ended with instead; else empty.
    """

    arguments: Arguments
    result: Any = None
    error: str = ""

    @property
    def name(self) -> str:
        """The cell in words: `utilisation=0.8, balancer='random', seed=7`."""
        return ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())


def grid(**axes: Iterable[Any]) -> list[Arguments]:
    """Return every combination of the values of each argument; the last argument changes fastest.

    >>> grid(utilisation=[0.5, 0.8], pods=[10])
    [{'utilisation': 0.5, 'pods': 10}, {'utilisation': 0.8, 'pods': 10}]
    """
    for name, values in axes.items():
        rule = "be a list of values"
        require.that(isinstance(values, Iterable) and not isinstance(values, (str, bytes, Mapping)), name, values, rule)
    return [dict(zip(axes, values, strict=True)) for values in itertools.product(*axes.values())]


def with_seeds(cells: Iterable[Arguments], seed: int) -> dict[str, Arguments]:
    """Return what each cell is called with, by its key; two equal cells are one.

    A cell's seed is drawn from its arguments, not from its place: so it stays when the grid grows. A cell that brings
    its own keeps that: of cells with one seed each meets the same requests.
    """
    called: dict[str, Arguments] = {}
    for number, cell in enumerate(cells):
        require.that(isinstance(cell, Mapping), f"cells[{number}]", cell, "be a dict of arguments")
        arguments = {str(name): _scalar(f"cells[{number}][{name!r}]", value) for name, value in cell.items()}
        digest = hashlib.sha256(key_of({"seed of the sweep": seed, "cell": arguments}).encode())
        arguments.setdefault("seed", int(digest.hexdigest()[:SEED_DIGITS], 16))
        called.setdefault(key_of(arguments), arguments)
    return called


def key_of(arguments: Arguments) -> str:
    """Return text that is the same for equal arguments, in whatever order they stand."""
    return json.dumps(arguments, sort_keys=True)


def require_takes(measure: Callable[..., Any], cells: Iterable[Arguments]) -> None:
    """Refuse a function that can't be called with the arguments of some cell."""
    require.that(inspect.isfunction(measure), "measure", measure, "be a function, made with def or lambda")
    signature = inspect.signature(measure)
    for arguments in cells:
        try:
            signature.bind(**arguments)
        except TypeError:
            found = f"{measure.__name__}{signature}"
            require.that(False, "measure", found, f"take ({', '.join(arguments)}), each by its name")


def attempt(measure: Callable[..., Any], arguments: Arguments, run: str) -> tuple[str, str]:
    """Run a cell, wherever we are: return its result as JSON, and in words the error that it ended with.

    Parameters
    ----------
    measure : callable
        What is run.
    arguments : dict
        What it is called with.
    run : str
        Another text in each run: Dask takes equal calls for one, and would hand out an old error once more.
    """
    # Nothing of the error but words: some exceptions can be sent to no other process, and would take the pool along.
    try:
        return json.dumps(_result(measure(**arguments))), ""
    except (Exception, SystemExit) as problem:
        return "", _said(problem, measure)


def _scalar(name: str, value: Any) -> Any:
    rule = "be text, a finite number, True, False or None"
    plain = value.item() if isinstance(value, np.generic) else value
    require.that(plain is None or isinstance(plain, (str, int, float)), name, value, rule)
    return as_json(name, plain)


def _result(value: Any) -> Any:
    require.that(value is not None, "the result", None, "be returned, perhaps with a forgotten `return`")
    return as_json("the result", _without_numpy(value))


def _without_numpy(value: Any) -> Any:
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    if isinstance(value, dict):
        return {key: _without_numpy(each) for key, each in value.items()}
    return [_without_numpy(each) for each in value] if isinstance(value, (list, tuple)) else value


def _said(problem: BaseException, measure: Callable[..., Any]) -> str:
    file = measure.__code__.co_filename
    lines = [each.lineno for each in traceback.extract_tb(problem.__traceback__) if each.filename == file]
    text = f"{type(problem).__name__}: {problem}"
    text = text if len(text) <= LONGEST_ERROR else text[: LONGEST_ERROR - 1] + "…"
    return f"{text} (line {lines[-1]} of {measure.__name__}'s file)" if lines else text
