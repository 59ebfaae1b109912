"""The files that a report is written to: each whole or not at all, and none in the place of another.

Vocabulary: a `word` ("--json") is the option that asks for a file.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from course_lib.record.store import disk
from course_lib.report.options import STANDARD_INPUT
from course_lib.text_files import files

WRITTEN = {"--output": "output", "--json": "json", "--csv": "csv", "--markdown": "markdown"}
READ = {"--demand": "demand", "--baseline": "baseline"}


def check(chosen: argparse.Namespace) -> None:
    """Refuse files that can't be meant: without a name or a folder, the same one twice, or one that is read.

    Raises
    ------
    ValueError
        If there is one; the message names the option, and what to try.
    """
    taken = {_place(path): f"{files.title(path)}, which is read" for path in _read(chosen)}
    for word, path in wanted(chosen):
        if path in ("", STANDARD_INPUT):
            raise ValueError(f"{word} must be a file's name, got {path!r}; to try: {word} report.{_suffix(word)}")
        if (other := taken.get(_place(path))) is not None:
            raise ValueError(f"{word} must be a file of its own, got {other}; to try: another name")
        if not Path(_place(path)).parent.is_dir() or Path(_place(path)).is_dir():
            rule = "must be a file in a folder that is there"
            raise ValueError(f"{word} {rule}, got {files.title(path)}; to try: another name, or make the folder first")
        taken[_place(path)] = f"{files.title(path)}, as {word} does"


def wanted(chosen: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Yield the words of the files that are to be written, each with its path."""
    given = ((word, getattr(chosen, name)) for word, name in WRITTEN.items())
    return ((word, path) for word, path in given if path is not None)


def write(path: files.Address, text: str) -> None:
    """Write a file, whole or not at all; one that is there already is replaced.

    Raises
    ------
    ValueError
        If it can't be written.
    """
    place, raw = files.locate(path), text.encode("utf-8")
    try:
        if place.exists() and not place.is_file():  # a device or a pipe stays what it is
            place.write_bytes(raw)
        else:
            disk.replace(place.resolve(), raw)
    except (OSError, ValueError) as problem:
        raise ValueError(files.describe_failure(path, "written", problem)) from problem


def _read(chosen: argparse.Namespace) -> Iterable[str]:
    named = (getattr(chosen, name) for name in READ.values())
    return (path for path in (*chosen.files, *chosen.usage, *named) if path not in (None, STANDARD_INPUT))


def _place(path: str) -> str:
    try:
        return str(files.locate(path).resolve())
    except (OSError, ValueError, RuntimeError):  # an impossible name is told by who opens it
        return path


def _suffix(word: str) -> str:
    return {"--output": "html", "--markdown": "md"}.get(word, word.strip("-"))
