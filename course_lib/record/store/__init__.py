"""One small JSON file, written whole or not at all, that two open notebooks can share.

Vocabulary: a `record` ({"status": "correct"}) holds what is kept about one thing, `data`
({"exercises": {"rocks.first_fit": record}}) is section → key → record, a `change` is a function that
alters data in place, and a `notice` says in words what the learner should know about the file.

How a file is read, checked and replaced stands in `disk`; here is when.
"""

from __future__ import annotations

import contextlib
import copy
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock

from course_lib import require
from course_lib.record.store.disk import (
    LARGEST_BYTES,
    Data,
    Record,
    as_json,
    encode,
    is_shaped,
    load,
    replace,
    set_aside,
)

__all__ = [
    "LARGEST_BYTES",
    "Current",
    "Data",
    "Record",
    "Store",
    "as_json",
    "beside_progress",
    "load",
    "progress_path",
]

LOCK_WAIT_S = 5.0

Change = Callable[[Data], None]


class Store:
    """The data of one JSON file, or of memory alone where there is no path.

    A disk that refuses (a read-only folder, no space left) never stops a learner: the store goes on in
    memory, `notice` says so, and what waits is written as soon as the disk takes it.

    Parameters
    ----------
    path : Path or None
        Where the file is; None keeps everything in memory. A missing folder is made at the first write.
    kind : str
        What the file is about ("progress"); a file of another kind is set aside.

    Raises
    ------
    ValueError
        If path is not a path, or kind not a word.

    Examples
    --------
    >>> store = Store(None, "progress")
    >>> store.update(lambda data: data.update(exercises={"rocks.first_fit": {"tries": 1}}))
    >>> store.read()
    {'exercises': {'rocks.first_fit': {'tries': 1}}}
    """

    def __init__(self, path: Path | None, kind: str) -> None:
        require.that(path is None or isinstance(path, (str, Path)), "path", path, "be a path or None")
        require.that(isinstance(kind, str) and kind != "", "kind", kind, "be a word")
        # Resolved now: a later os.chdir must not move the file, and a link must stay a link when written.
        self.path = None if path is None else Path(path).expanduser().resolve()
        self.kind = kind
        self._known: Data = {}
        self._waiting: list[Change] = []
        self._notices: dict[str, str] = {}
        self._told = ""
        self._lock = contextlib.nullcontext() if self.path is None else _lock(self.path)

    def __repr__(self) -> str:
        return f"Store({'in memory' if self.path is None else self.path.name}, {self.kind})"

    @property
    def notice(self) -> str:
        """What the learner should know about the file; empty when all is well."""
        return " ".join(self._notices.values())

    def news(self) -> str:
        """Return the notice for one more card: that a file was set aside is told once, trouble while it lasts."""
        told, self._told = self._told, self._notices.get("aside", "")
        return " ".join(text for text in self._notices.values() if text != told)

    def read(self) -> Data:
        """Return a fresh copy of the data: the file's as it is now, and what still waits to be written."""
        try:
            self._known = self._load()
            self._notices.pop("read", None)
        except OSError as problem:
            self._note_trouble("read", problem)
        return _changed(self._known, self._waiting, self.kind)

    def update(self, change: Change) -> None:
        """Apply `change` to the newest data and keep the result.

        The file is read again inside a lock between processes, so no other notebook's write is lost.

        Parameters
        ----------
        change : callable
            Alters the data it is given, and nothing else: where the disk refuses it runs again later.

        Raises
        ------
        ValueError
            If the changed data can't be kept as JSON (NaN, keys that aren't text, objects).
        """
        require.that(callable(change), "change", change, "be a function of the data")
        try:
            self._write([*self._waiting, change])
        except OSError as problem:
            self._wait([*self._waiting, change], problem)

    def _write(self, changes: list[Change]) -> None:
        with self._lock:
            data = _changed(self._load(), changes, self.kind)
            if self._is_too_large(data):
                return
            if self.path is not None:
                replace(self.path, encode(data, self.kind))
        self._known, self._waiting = data, []
        self._forget_notices("write", "read", "size")

    def _wait(self, changes: list[Change], problem: OSError) -> None:
        self._note_trouble("write", problem)
        if not self._is_too_large(_changed(self._known, changes, self.kind)):
            self._waiting = changes

    def _load(self) -> Data:
        if self.path is None:
            return self._known
        try:
            return load(self.path, self.kind)
        except FileNotFoundError:
            return {}
        except ValueError:
            return self._load_or_set_aside(self.path)

    def _load_or_set_aside(self, path: Path) -> Data:
        with self._lock:  # read again inside the lock: another notebook may have put it right by now
            try:
                return load(path, self.kind)
            except FileNotFoundError:
                return {}
            except ValueError as reason:
                self._notices["aside"] = set_aside(path, self.kind, str(reason))
            if self._known:  # what this notebook had read before the file broke is not lost with it
                replace(path, encode(self._known, self.kind))
            return self._known

    def _is_too_large(self, data: Data) -> bool:
        too_large = len(encode(data, self.kind)) > LARGEST_BYTES
        if too_large:
            self._notices["size"] = (
                f"The last entry was not kept: with it your {self.kind} would exceed {LARGEST_BYTES:,} "
                "bytes. Everything before it is safe. To try: a shorter answer."
            )
        return too_large

    def _note_trouble(self, doing: str, problem: OSError) -> None:
        why = problem.strerror or "another program holds the file"
        self._notices[doing] = (
            f"Your {self.kind} could not be {_DONE[doing]} {self.path} ({why}). The course goes on and "
            "remembers it in memory, until this notebook's kernel stops. To try: check that the folder "
            "exists, that you may write in it and that the disk has space; or set COURSE_PROGRESS to a "
            "file elsewhere."
        )

    def _forget_notices(self, *topics: str) -> None:
        for topic in topics:
            self._notices.pop(topic, None)


_DONE = {"read": "read from", "write": "written to"}


class Current:
    """The store that a module's functions use: made at first need, replaceable for a while.

    Parameters
    ----------
    make : callable
        Makes the default store.
    """

    def __init__(self, make: Callable[[], Store]) -> None:
        self._make = make
        self._store: Store | None = None

    def __call__(self) -> Store:
        """Return the store in use."""
        if self._store is None:
            self._store = self._make()
        return self._store

    @contextlib.contextmanager
    def use(self, store: Store) -> Iterator[Store]:
        """Put `store` in the default's place until the block ends."""
        require.that(isinstance(store, Store), "store", store, "be a Store")
        before, self._store = self._store, store
        try:
            yield store
        finally:
            self._store = before


def progress_path() -> Path | None:
    """Return where progress is kept: COURSE_PROGRESS, else `course_progress.json` in the current folder.

    Returns
    -------
    Path or None
        None stands for memory alone (COURSE_PROGRESS=:memory:).
    """
    wanted = os.environ.get("COURSE_PROGRESS", "").strip()
    return None if wanted == ":memory:" else Path(wanted or "course_progress.json").expanduser()


def beside_progress(name: str) -> Path | None:
    """Return the path of file `name` in the folder of the progress file; None when that is in memory."""
    path = progress_path()
    return None if path is None else path.with_name(name)


def _changed(data: Data, changes: list[Change], kind: str) -> Data:
    data = copy.deepcopy(data)
    for change in changes:
        change(data)
    require.that(is_shaped(data), kind, data, "be sections of records")
    if changes:  # what was read is plain already, what a change brought may not be
        data = as_json(kind, data)
    return data


def _lock(path: Path) -> FileLock:
    return FileLock(path.with_name(f".{path.name}.lock"), timeout=LOCK_WAIT_S, poll_interval=0.005)
