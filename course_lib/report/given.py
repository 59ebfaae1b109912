"""What a report is made of, as a shell gives it: files, one pipe, and what <(…) stands for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

from course_lib.report.options import STANDARD_INPUT
from course_lib.text_files import files, piped
from course_lib.text_files.messages import refusal

CLOSED = "must be a pipe, but it is closed; to try: put a command and | before this one"
Tell = Callable[[str], object]


def sources(paths: Iterable[str], usage: Iterable[str], tell: Tell) -> tuple[list[files.Source], list[files.Source]]:
    """Return the files and the readings; what comes through a pipe is read, as it comes only once.

    Parameters
    ----------
    paths, usage : iterable of str
        As they were typed: - is standard input.
    tell : callable
        Takes a sentence for the reader, if nothing comes for long.

    Raises
    ------
    ValueError
        If standard input is asked for twice, or can't be read.
    """
    given, measured = list(paths), list(usage)
    if [*given, *measured].count(STANDARD_INPUT) > 1:
        raise refusal(piped.TITLE, "must be given once, got - twice; to try: one of both from a file, or <(command)")
    return _come(given, tell), _come(measured, tell)


def _come(paths: Sequence[str], tell: Tell) -> list[files.Source]:
    return [_one(each, tell) for each in paths]


def _one(path: str, tell: Tell) -> files.Source:
    if path == STANDARD_INPUT:
        if sys.stdin is None:  # as a shell's <&- has it
            raise refusal(piped.TITLE, CLOSED)
        return piped.read(sys.stdin.buffer, tell)
    if not files.is_pasted(path) and files.locate(path).is_fifo():
        with files.locate(path).open("rb") as stream:
            return piped.read(stream, tell, title=path)
    return path
