"""The file of a sweep: a line of JSON for each cell that is done, kept as soon as it is there.

Vocabulary: the `head` is the first line and says whose results these are, and an `entry` is every other one:
{"arguments": {"utilisation": 0.8, "seed": 7}, "result": 1.25}.
"""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from course_lib import require
from course_lib.record.store.disk import COURSE, replace
from course_lib.sweep.cells import Arguments, key_of

VERSION = 1


class Journal:
    """What is done of a sweep, in a file or, where there is no path, only in memory.

    A line that a killed process left half-written is cut off. A file that holds anything else is left alone.

    Parameters
    ----------
    path : str, Path or None
        Where the file is.
    measure : callable
        Whose results they are.

    Raises
    ------
    ValueError
        If the file isn't that of a sweep of this function.
    """

    def __init__(self, path: str | Path | None, measure: Callable[..., Any]) -> None:
        require.that(path is None or isinstance(path, (str, Path)), "file", path, "be a path or None")
        self.path = None if path is None else Path(path).expanduser().resolve()
        self._head = {"course": COURSE, "kind": "sweep", "version": VERSION, **_identity(measure)}
        self.results: dict[str, Any] = {}
        if self.path is not None and self.path.exists():
            self._load(self.path)

    @contextlib.contextmanager
    def opened(self) -> Iterator[Callable[[Arguments, Any], None]]:
        """Hand out a function that keeps a result; meanwhile nobody else may write the file.

        Raises
        ------
        ValueError
            If somebody else does, or the file has become another one.
        """
        if self.path is None:
            yield self._remember
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock = FileLock(self.path.with_name(f".{self.path.name}.lock")).acquire(timeout=0)
        except Timeout:
            require.that(False, "file", self.path.name, "not be written by another run at the same time")
        with lock, self._ready(self.path).open("ab", buffering=0) as file:

            def keep(arguments: Arguments, result: Any) -> None:
                self._remember(arguments, result)
                file.write(_line({"arguments": arguments, "result": result}))

            yield keep

    def _remember(self, arguments: Arguments, result: Any) -> None:
        self.results[key_of(arguments)] = result

    def _ready(self, path: Path) -> Path:
        if not path.exists() or not path.stat().st_size:
            replace(path, _line(self._head))
            return path
        whole = self._load(path)
        with path.open("r+b") as file:
            file.truncate(whole)
        return path

    def _load(self, path: Path) -> int:
        """Take over what the file holds; return how many bytes of it are whole lines."""
        whole = 0
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if raw.endswith(b"\n"):
                    self._take(number, raw)
                    whole += len(raw)
                else:
                    self._refuse(number == 1, "it isn't the file of a sweep")
        return whole

    def _take(self, number: int, raw: bytes) -> None:
        try:
            content = json.loads(raw)
        except (ValueError, RecursionError):
            content = None
        if number == 1:
            return self._check_head(content)
        is_entry = isinstance(content, dict) and isinstance(content.get("arguments"), dict)
        self._refuse(not is_entry or content.get("result") is None, f"its line {number} isn't one of a sweep")
        return self._remember(content["arguments"], content["result"])

    def _check_head(self, head: Any) -> None:
        ours = isinstance(head, dict) and (head.get("course"), head.get("kind")) == (COURSE, "sweep")
        self._refuse(not ours, "it isn't the file of a sweep")
        self._refuse(head.get("version") != VERSION, f"its format is {head.get('version')!r}, and this one {VERSION}")
        whose, name = head.get("measure"), self._head["measure"]
        self._refuse(whose != name, f"it holds results of {whose}, not of {name}")
        changed = f"{name} has been changed since, and old results would stand among new ones"
        self._refuse(head.get("code") != self._head["code"], changed)

    def _refuse(self, wrong: bool, reason: str) -> None:
        if wrong:
            name = "" if self.path is None else self.path.name
            raise ValueError(f"file {name} is left as it is: {reason}. Try: another name, or delete it")


def _identity(measure: Callable[..., Any]) -> dict[str, str]:
    """Return the name and a digest of a function's text; where that isn't kept (a bare prompt), of nothing."""
    try:
        text = inspect.getsource(measure)
    except OSError:
        text = ""
    return {"measure": measure.__name__, "code": hashlib.sha256(text.encode()).hexdigest()[:16]}


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content, allow_nan=False).encode("ascii") + b"\n"
