"""Say in words what an exception in a learner's code means, and in which line of it."""

from __future__ import annotations

import linecache
from collections.abc import Iterator
from types import CodeType, TracebackType

from course_lib.framework.exercise.advice import advice_on
from course_lib.framework.exercise.isolation import InputAsked
from course_lib.framework.exercise.values import shorten


def explain(error: BaseException) -> str:
    """Say in words what an exception means, in which line of the learner's code it arose, and what to try."""
    where = place(error)
    if isinstance(error, SystemExit):
        return f"Your code asked Python to exit{where}. Return the answer instead."
    if isinstance(error, KeyboardInterrupt):
        return f"Your code interrupted itself: it raised KeyboardInterrupt{where}. Return the answer instead."
    if isinstance(error, InputAsked):
        return f"Your code asks for input{where}, but during a check nobody can type an answer. Use the arguments."
    if isinstance(error, RecursionError):
        return f"Your code calls itself without end{where}. Which call should be the last?"
    text = message(error)
    advice = advice_on(error, text)
    return f"{type(error).__name__}{where}: {text}" + (f"\n\n{advice}" if advice else "")


def message(error: BaseException) -> str:
    """Return the exception's own text; one whose text cannot be had says so."""
    try:
        text = str(error)
    except Exception:
        return "(its message cannot be read)"
    return shorten(text) or "(no message)"


def place(error: BaseException) -> str:
    """Return " in line 3" for the innermost line of the learner's own cell, or nothing."""
    own = [(code.co_filename, line) for code, line in lines_of(error.__traceback__) if is_from_a_cell(code.co_filename)]
    if not own:
        return ""
    filename, line = own[-1]
    text = linecache.getline(filename, line).strip()
    return f" in line {line}" + (f" (`{text}`)" if text else "")


def lines_of(trace: TracebackType | None) -> Iterator[tuple[CodeType, int]]:
    """Yield code and line of each frame; far cheaper than `traceback` on a deep recursion."""
    while trace is not None:
        yield trace.tb_frame.f_code, trace.tb_lineno
        trace = trace.tb_next


def is_from_a_cell(filename: str) -> bool:
    """Whether a traceback's file is a notebook cell or typed text, and not Python's own or NumPy's."""
    return "ipykernel_" in filename or (filename.startswith("<") and not filename.startswith(("<frozen", "<__")))
