"""A course file on disk: what it looks like, how it is read, replaced and set aside.

Vocabulary: the `header` ({"course": "mesh-efficiency", "kind": "progress", "version": 1}) says whose file
it is, `data` ({"exercises": {"rocks.first_fit": {"tries": 1}}}) what it holds, and a plain value is one
that JSON keeps as it is.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import math
import os
import reprlib
import time
from pathlib import Path
from typing import Any, NoReturn, cast

from course_lib import require

COURSE = "mesh-efficiency"
VERSION = 1
LARGEST_BYTES = 5_000_000
DEEPEST = 50

Record = dict[str, Any]
Data = dict[str, dict[str, Record]]


def load(path: Path, kind: str) -> Data:
    """Read the data of a course file.

    Parameters
    ----------
    path : Path
        The file.
    kind : str
        What it must be about.

    Raises
    ------
    ValueError
        If it isn't a whole course file of this kind; the message says in words what it is instead.
    OSError
        If it can't be read at all.
    """
    with Path(path).open("rb") as file:
        raw = file.read(LARGEST_BYTES + 1)
    if len(raw) > LARGEST_BYTES:
        _refuse(f"it is larger than {LARGEST_BYTES:,} bytes, so it was not written by this course")
    content = _parse(raw)
    _check_header(content, kind)
    data = content.get("data")
    if not is_shaped(data):
        _refuse("its entries are not sections of records")
    return cast(Data, data)


def as_json(name: str, value: Any) -> Any:
    """Return a copy of `value` as JSON keeps it (tuples become lists).

    Parameters
    ----------
    name : str
        What the value is called in the message.
    value : object
        What to copy.

    Raises
    ------
    ValueError
        If JSON can't keep it: NaN, infinity, keys that aren't text, objects, nesting beyond DEEPEST.

    Examples
    --------
    >>> as_json("sizes", (1, 2))
    [1, 2]
    """
    rule = "be plain JSON (text, finite numbers, true or false, None, lists, text keys)"
    require.that(_is_plain(value), name, value, rule)
    try:
        return json.loads(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError):
        require.that(False, name, value, rule)


def encode(data: Data, kind: str) -> bytes:
    """Return the bytes of a course file that holds plain `data`."""
    content = {"course": COURSE, "kind": kind, "version": VERSION, "data": data}
    return json.dumps(content, allow_nan=False, indent=1).encode("ascii") + b"\n"


def replace(path: Path, raw: bytes) -> None:
    """Put `raw` in the place of the file at `path`, whole or not at all; call it inside the file's lock.

    Raises
    ------
    OSError
        If the disk refuses; the file is then as it was.
    """
    # One fixed name, only ever used inside the lock: so a killed writer's leftover is found and removed.
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        _rename(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _rename(source: Path, target: Path) -> None:
    for _ in range(20 if os.name == "nt" else 0):  # there a reader or a virus scanner blocks it for moments
        with contextlib.suppress(PermissionError):
            return os.replace(source, target)  # noqa: PTH105
        time.sleep(0.01)
    return os.replace(source, target)  # noqa: PTH105


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # Windows opens no folders, some network disks sync none
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def set_aside(path: Path, kind: str, reason: str) -> str:
    """Rename the file to a name that isn't taken, and return a notice of what happened, why and what to try.

    Raises
    ------
    OSError
        If it can't be renamed; its message tells the reason for setting it aside, too.
    """
    names = (path.with_name(f"{path.stem}.set-aside-{n}{path.suffix}") for n in itertools.count(1))
    aside = next(name for name in names if not os.path.lexists(name))
    try:
        path.rename(aside)
    except OSError as problem:
        raise OSError(problem.errno, f"{reason}; nor could it be renamed: {problem.strerror}") from problem
    return (
        f"The file {path.name} could not be used as your {kind}: {reason}. It was renamed to {aside}, "
        f"nothing in it was deleted, and the course goes on with a new file. To try: if you have an older "
        f"copy, put it back as {path.name}; if a newer course wrote the file, update the course first."
    )


def _refuse(reason: str) -> NoReturn:
    raise ValueError(reason)


def _parse(raw: bytes) -> dict[str, Any]:
    if not raw.strip():
        _refuse("it is empty")
    try:
        content = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError:
        _refuse("it is not text in UTF-8")
    except (ValueError, RecursionError) as problem:
        _refuse(f"it is not whole JSON ({problem})")
    if not isinstance(content, dict) or not _is_plain(content):
        _refuse("it holds something that this course never writes")
    return content


def _check_header(content: dict[str, Any], kind: str) -> None:
    course, found, version = (content.get(key) for key in ("course", "kind", "version"))
    if course != COURSE:
        _refuse("it was not written by this course")
    if found != kind:
        _refuse(f"it holds {reprlib.repr(found)}, not {kind!r}")
    if type(version) is int and version > VERSION:
        _refuse(f"a newer version of the course wrote it (format {version}; this one reads {VERSION})")
    if type(version) is not int or version != VERSION:
        _refuse(f"its format {reprlib.repr(version)} is unknown; this course reads {VERSION}")


def is_shaped(data: object) -> bool:
    """Return whether data is section → key → record."""
    sections = data.values() if isinstance(data, dict) else [None]
    return all(
        isinstance(section, dict) and all(isinstance(record, dict) for record in section.values())
        for section in sections
    )


def _is_plain(value: Any, levels: int = DEEPEST) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) for key in value) and _is_plain(list(value.values()), levels)
    if isinstance(value, (list, tuple)):
        return levels > 0 and all(_is_plain(item, levels - 1) for item in value)
    return not isinstance(value, float) or math.isfinite(value)
