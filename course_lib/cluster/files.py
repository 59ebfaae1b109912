"""Files from outside at the door: read with bounds and decoded, and every fault told with its place.

Vocabulary: a `source` is a path ("cluster.json") or JSON text itself ('{"kind": "List", …}'; whatever has several lines
is text), its `title` ("cluster.json", "pasted text") what messages call it; a `part` is a value that knows its place:
"cluster.json, item 17 (Pod 'shop/web-1'), spec.containers[0].name".
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG
from typing import Any, NoReturn, TypeVar

from course_lib import require

LARGEST_BYTES = 256 * 2**20
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
PASTED = "pasted text"
EXPORT = "kubectl get nodes,pods -A -o json"
PATH_SHOWN_MOST = 300  # a path is of use only whole

T = TypeVar("T")
Source = str | Path

_names = reprlib.Repr()
_names.maxstring = 90  # room for a namespace and a pod's name


def show_name(name: str, most: int = _names.maxstring) -> str:
    r"""Return a name as a message can show it: short, on one line, quoted where it's unusual.

    >>> show_name("cluster.json"), show_name("two\nlines")
    ('cluster.json', "'two\\nlines'")
    """
    return name if name.isprintable() and 0 < len(name) <= most else quote(name)


def quote(name: str) -> str:
    r"""Return a name from a file in quotes, shortened and on one line.

    >>> quote("<b>\n")
    "'<b>\\n'"
    """
    return _names.repr(name)


def is_pasted(source: Source) -> bool:
    """Return whether a source is the text itself."""
    return isinstance(source, str) and (re.match(r"[\ufeff\s]*\{", source) is not None or "\n" in source)


def title(source: Source) -> str:
    """Return what messages call a source: a file's name without its folder, or that the text was pasted."""
    is_path = isinstance(source, (str, Path))
    rule = "be a path, or text that begins with {; give several one by one, not in a list"
    require.that(is_path, "source", quote(str(source)) if isinstance(source, (dict, list)) else source, rule)
    return PASTED if is_pasted(source) else show_name(Path(source).name or str(source))


def locate(path: Source) -> Path:
    """Return where a file is: a ~ stands for the home, unless there is none."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def describe_failure(path: Source, done: str, problem: Exception) -> str:
    """Say why a file could not be "read" or "written"; where it's missing, say where it was looked for."""
    why = (problem.strerror or problem) if isinstance(problem, OSError) else "its name is impossible"
    if not isinstance(problem, FileNotFoundError):
        return f"{title(path)}: could not be {done}: {why}"
    folder = locate(path).absolute().parent
    looked, hint = ("looked in", "put the file there, or") if folder.is_dir() else ("there is no folder", "make it, or")
    given, there = (show_name(str(each), PATH_SHOWN_MOST) for each in (path, folder))
    relative = "" if locate(path).is_absolute() else ", as names are relative to the notebook's folder"
    return f"{given}: could not be {done}: {why}; {looked} {there}{relative}; to try: {hint} give another path"


def text(path: Source) -> str:
    """Read a text file: UTF-8, or UTF-16 with a byte order mark as PowerShell's > writes it.

    Parameters
    ----------
    path : str or Path
        The file; ~ stands for the home.

    Raises
    ------
    ValueError
        If it is missing, no file, larger than `LARGEST_BYTES`, empty or not text.

    Examples
    --------
    >>> text("nowhere.json")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: nowhere.json: could not be read: No such file or directory; looked in ...
    """
    raw = _raw(path)
    marks = (encoding for mark, encoding in BYTE_ORDER_MARKS.items() if raw.startswith(mark))
    try:
        decoded = raw.decode(next(marks, "utf-8"))
    except UnicodeDecodeError as problem:
        raise ValueError(
            f"{title(path)}: must be text in UTF-8, but byte {problem.start:,} doesn't fit; save it as UTF-8"
        ) from problem
    _check_text(title(path), decoded)
    return decoded


class Part:
    """A value of a JSON file that knows where it stands there.

    Null counts as absent, as it does for Kubernetes: an absent list is empty, absent text is "".

    Parameters
    ----------
    value : object
        As the JSON parser gave it.
    key : str or int
        Under which it stands in the part around it.
    within : Part or None
        The part around it.
    """

    __slots__ = ("key", "value", "within")
    joint = "."

    def __init__(self, value: Any, key: str | int, within: Part | None = None) -> None:
        self.value = value
        self.key = key
        self.within = within

    @property
    def where(self) -> str:
        """Its place in words, worked out only when something is wrong with it."""
        if self.within is None:
            return str(self.key)
        is_plain = isinstance(self.key, str) and re.fullmatch(r"[A-Za-z0-9-]{1,60}", self.key)
        return self.within.where + (f"{self.within.joint}{self.key}" if is_plain else f"[{_names.repr(self.key)}]")

    def at(self, *keys: str) -> Part:
        """Return the part under a key, or under one key after the other."""
        part = self
        for key in keys:
            # Not entries() at once: a cluster's file is asked half a million times.
            entries = part.value if type(part.value) is dict else part.entries()
            part = Part(entries.get(key), key, part)
        return part

    def parts(self) -> list[Part]:
        """Return the entries of a list."""
        entries = [Part(value, index, self) for index, value in enumerate(self._as(list, [], "be a list"))]
        for entry in entries:
            if entry.value is None:
                entry.refuse("not be null")
        return entries

    def entries(self) -> dict[str, Any]:
        """Return an object's keys and values."""
        return self._as(dict, {}, "be a group of fields ({…})")

    def texts(self) -> dict[str, str]:
        """Return an object whose values are text, such as labels."""
        return {key: self.at(key).text() for key in self.entries()}

    def text(self) -> str:
        """Return text."""
        return self._as(str, "", "be text")

    def flag(self) -> bool:
        """Return whether it is true."""
        return self._as(bool, False, "be true or false")

    def whole(self) -> int:
        """Return a whole number."""
        return self._as(int, 0, "be a whole number")

    def read(self, convert: Callable[[Any], T]) -> T:
        """Return the value converted; the place is put in front of the converter's message."""
        try:
            return convert(self.value)
        except ValueError as problem:
            raise ValueError(f"{self.where}: {problem}") from problem

    def refuse(self, rule: str) -> NoReturn:
        """Raise a ValueError that names the place, the rule and the value."""
        raise ValueError(f"{self.where}: must {rule}, got {reprlib.repr(self.value)}")

    def _as(self, kind: type[T], absent: T, rule: str) -> T:
        if self.value is None:
            return absent
        if type(self.value) is not kind:  # true is no whole number, though Python takes it for one
            self.refuse(rule)
        return self.value


class Document(Part):
    """The whole of a file; its key is its title."""

    __slots__ = ()
    joint = ", "

    def refuse(self, rule: str) -> NoReturn:
        """Raise a ValueError that names the file, the rule, what to try and the value."""
        super().refuse(f"{rule}, as {EXPORT} writes it")


def _raw(path: Source) -> bytes:
    name = title(path)
    _check_size(name, _size_bytes(path))  # before a byte is read: a sparse file holds a terabyte of nothing
    try:
        with locate(path).open("rb") as file:
            return file.read(LARGEST_BYTES)
    except OSError as problem:
        raise ValueError(describe_failure(path, "read", problem)) from problem


def _size_bytes(path: Source) -> int:
    try:
        status = locate(path).stat()
    except (OSError, ValueError) as problem:  # a ValueError where the name itself is impossible
        raise ValueError(describe_failure(path, "read", problem)) from problem
    if not S_ISREG(status.st_mode):
        raise ValueError(f"{title(path)}: must be a file, not a folder or a device")
    return status.st_size


def _check_size(name: str, size: int) -> None:
    hint = "to try: export one namespace at a time, or remove metadata.managedFields"
    require.that(size <= LARGEST_BYTES, f"{name}:", size, f"be at most {LARGEST_BYTES:,} bytes ({hint})")


def _check_text(name: str, content: str) -> None:
    if not content.strip("\ufeff \t\r\n"):
        raise ValueError(f"{name}: must hold something, but it is empty; did the export fail?")
    if "\0" in content:
        raise ValueError(f"{name}: must be text, but character {content.index(chr(0)):,} is NUL; save it as UTF-8")
