"""Say in words what an exception in a learner's code means, and in which line of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import CodeType, FrameType, TracebackType

from course_lib.framework.exercise.advice import advice_on
from course_lib.framework.exercise.isolation import InputAsked
from course_lib.framework.exercise.own_lines import advice_on_names, code_of
from course_lib.framework.exercise.values import shorten


def explain(error: BaseException) -> str:
    """Say in words what an exception means, in which line of the learner's code it arose, and what to try."""
    frames = own_frames(error)
    where = f" in {place(*frames[-1])}" if frames else ""
    if isinstance(error, SystemExit):
        return f"Your code asked Python to exit{where}. Return the answer instead."
    if isinstance(error, KeyboardInterrupt):
        return f"Your code interrupted itself: it raised KeyboardInterrupt{where}. Return the answer instead."
    if isinstance(error, InputAsked):
        return f"Your code asks for input{where}, but during a check nobody can type an answer. Use the arguments."
    if isinstance(error, RecursionError):
        return f"Your code calls itself without end{where}. Which call should be the last?"
    text = message(error)
    advice = (frames and advice_on_names(text, *innermost(error))) or advice_on(error, text)
    return "\n\n".join(filter(None, (f"{type(error).__name__}{where}: {text}", advice, way_there(frames))))


def message(error: BaseException) -> str:
    """Return the exception's own text; one whose text cannot be had says so."""
    try:
        text = str(error)
    except Exception:
        return "(its message cannot be read)"
    return shorten(text) or "(no message)"


def own_frames(error: BaseException) -> list[tuple[CodeType, int]]:
    """Return code and line of the learner's own frames, the innermost last."""
    return [(code, line) for code, line in lines_of(error.__traceback__) if is_from_a_cell(code.co_filename)]


def innermost(error: BaseException) -> tuple[FrameType, int]:
    """Return the innermost of the learner's own frames, as the error left it, and the line."""
    trace, found = error.__traceback__, []
    while trace is not None:
        if is_from_a_cell(trace.tb_frame.f_code.co_filename):
            found.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    return found[-1]


def place(code: CodeType, line: int) -> str:
    """Return "line 3", and what stands there."""
    text = code_of(code.co_filename, line)
    return f"line {line}" + (f" (`{text}`)" if text else "")


def way_there(frames: Sequence[tuple[CodeType, int]]) -> str:
    """Say from where the error's line was reached, if that is in another function of the learner's; or nothing.

    What a function is given may be wrong, and then its own line is right.
    """
    named = [code for code, _ in frames if has_name(code)]
    if not named or named[-1] is frames[0][0]:
        return ""
    return (
        f"That line is in {named[-1].co_name}, and your code got there from {place(*frames[0])}. Are the values that"
        " are handed on there the right ones?"
    )


def has_name(code: CodeType) -> bool:
    """Whether code is that of a function with a name, and not of a lambda or of a loop in brackets."""
    return not code.co_name.startswith("<")


def lines_of(trace: TracebackType | None) -> Iterator[tuple[CodeType, int]]:
    """Yield code and line of each frame; far cheaper than `traceback` on a deep recursion."""
    while trace is not None:
        yield trace.tb_frame.f_code, trace.tb_lineno
        trace = trace.tb_next


def is_from_a_cell(filename: str) -> bool:
    """Whether a traceback's file is a notebook cell or typed text, and not Python's own or NumPy's."""
    return "ipykernel_" in filename or (filename.startswith("<") and not filename.startswith(("<frozen", "<__")))
