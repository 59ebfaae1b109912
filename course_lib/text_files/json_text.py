"""JSON from outside, read strictly: what Python alone would let pass, or answer in its own words, is refused by name.

Vocabulary: what is `written` is a rule ("must be JSON as kubectl writes it"), and `anew` what to try ("export anew with
kubectl get pods -o json").
"""

from __future__ import annotations

import contextlib
import gc
import json
import reprlib
from collections.abc import Iterator
from typing import Any, NoReturn

from course_lib.text_files.messages import refusal


def parse(name: str, content: str, at: int, written: str, anew: str) -> tuple[Any, int]:
    """Parse one JSON value of a text, and return it with where it ends.

    Raises
    ------
    ValueError
        If it isn't whole JSON; its cause is a `json.JSONDecodeError` where the form is broken, rather than a number or
        the depth.

    Examples
    --------
    >>> parse("a.json", '[1, NaN]', 0, "must be JSON", "the file anew")
    Traceback (most recent call last):
    ...
    ValueError: a.json: must be JSON, but NaN is no JSON number; to try: the file anew
    """
    try:
        return DECODER.raw_decode(content, at)
    except json.JSONDecodeError as problem:
        raise _broken(name, content, problem, anew) from problem
    except RecursionError as problem:
        raise refusal(name, f"{written}, but its lists are nested too deep; to try: {anew}") from problem
    except NotANumberError as problem:
        raise refusal(name, f"{written}, but {problem} is no JSON number; to try: {anew}") from problem
    except ValueError as problem:
        raise refusal(name, f"{written}, but a number in it has too many digits; to try: {anew}") from problem


@contextlib.contextmanager
def without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles meanwhile.

    A parsed file is a million objects and no cycle: to look for some takes as long as all the rest.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class NotANumberError(ValueError):
    """NaN or Infinity, which Python reads and JSON doesn't know."""


def _refuse_constant(constant: str) -> NoReturn:
    raise NotANumberError(constant)


DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _broken(name: str, content: str, problem: json.JSONDecodeError, anew: str) -> ValueError:
    rest = content[problem.pos : problem.pos + 60].strip()
    # A text without an end may be anything, a password too: it is not repeated.
    ends = not rest or problem.msg.startswith("Unterminated string")
    got = "but it ends there" if ends else f"got {reprlib.repr(rest)}"
    return refusal(
        f"{name}, line {problem.lineno:,}, column {problem.colno:,}",
        f"must be whole JSON ({problem.msg}), {got}; was the export cut short? To try: {anew}",
    )
