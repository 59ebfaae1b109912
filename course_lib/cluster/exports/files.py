"""Files from outside at the door: read with bounds and decoded, and every fault told with its place.

Vocabulary: a `source` is a path ("cluster.json") or text itself ('{"kind": "List", …}'; whatever begins with [, or has
several lines, is text, too, unless a file is called so), its `title` ("cluster.json", "pasted text") what messages call
it; a `part` is a value that knows its `place`: "cluster.json, item 17 (Pod 'shop/web-1'), spec.containers[0].name".
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Callable, Iterable
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, NoReturn, TypeVar

from course_lib.cluster.exports import encodings
from course_lib.cluster.exports.messages import (
    MESSAGE_MOST,
    NAME_MOST,
    SAID_MOST,
    enumerated,
    fit,
    quote,
    refusal,
    shorten,
    show_name,
)

LARGEST_BYTES = 256 * 2**20
PASTED = "pasted text"
EXPORT = "kubectl get nodes,pods -A -o json"
VALUE_MOST = 60
PATH_MOST = 4096  # characters; the longest that a system takes
TITLES_MOST = 4
SUFFIX = re.compile(r"\.(json|csv|txt)$")
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
BY_DONE = {"read": "download it first, and give the path of the file", "written": "a path on this machine"}

T = TypeVar("T")
Source = str | Path

_values = reprlib.Repr()
_values.maxlevel = _values.maxdict = _values.maxlist = 2


def is_pasted(source: Source) -> bool:
    """Return whether a source is the text itself, which no file is called."""
    if not isinstance(source, str) or _names_a_file(source):
        return False
    begins_as_text = re.match(r"[\ufeff\s]*([\[{]|$)", source) is not None
    return (begins_as_text and SUFFIX.search(source) is None) or "\n" in source


def title(source: Source) -> str:
    """Return what messages call a source: a file's name without its folder, or that the text was pasted."""
    if not isinstance(source, (str, Path)):
        raise ValueError(f"source must be a path, or text that begins with {{ or [, got {_describe_type(source)}")
    return PASTED if is_pasted(source) else show_name(Path(source).name or str(source))


def titles(sources: Iterable[Source]) -> str:
    """Return what messages call several sources together.

    >>> titles(["nodes.json", "pods.json"]), titles(f"{letter}.json" for letter in "abcdef")
    ('nodes.json and pods.json', 'a.json, b.json, c.json and 3 more')
    """
    return enumerated(list(map(title, sources)), TITLES_MOST)


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
        return fit(lambda _: title(path), f": could not be {done}: {why}; to try: another path")
    if ADDRESS.match(str(path)):
        said = f": could not be {done}: it is an address, not a path; to try: {BY_DONE[done]}"
        return fit(lambda most: show_name(str(path), most), said)
    folder = locate(path).absolute().parent
    looked, hint = ("looked in", "put the file there, or") if folder.is_dir() else ("there is no folder", "make it, or")
    relative = "" if locate(path).is_absolute() else ", as names are relative to the notebook's folder"

    def begins(most: int) -> str:
        given, there = (show_name(str(each), most) for each in (path, folder))
        return f"{given}: could not be {done}: {why}; {looked} {there}"

    # A path is of use only whole.
    return fit(begins, f"{relative}; to try: {hint} give another path", longest=MESSAGE_MOST)


def text(source: Source) -> str:
    """Return the text of a source, read where it is a path: UTF-8, or UTF-16 with a byte order mark.

    Parameters
    ----------
    source : str or Path
        The file, where ~ stands for the home; or the text itself.

    Raises
    ------
    ValueError
        If the file is missing, none, larger than `LARGEST_BYTES` or not text.

    Examples
    --------
    >>> text("nowhere.json")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: nowhere.json: could not be read: No such file or directory; looked in ...
    """
    name = title(source)
    return str(source) if is_pasted(source) else encodings.decode(name, _raw(source))


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
        return self.place(NAME_MOST)

    @property
    def to_try(self) -> str:
        """What may help where something is wrong with it."""
        return self.within.to_try if self.within else ""

    def place(self, most: int) -> str:
        """Return its place in words, each name in it shown by at most so many characters."""
        if self.within is None:
            return shorten(str(self.key), most)
        is_plain = isinstance(self.key, str) and re.fullmatch(r"[A-Za-z0-9-]{1,60}", self.key)
        step = f"{self.within.joint}{self.key}" if is_plain else f"[{_show_key(self.key, most)}]"
        return self.within.place(most) + step

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
            raise self.fault(str(problem)) from problem

    def refuse(self, rule: str, to_try: str = "") -> NoReturn:
        """Raise a ValueError that names the place, the rule, the value and what to try."""
        got = "nothing" if self.value is None else shorten(_values.repr(self.value), VALUE_MOST)
        raise self.fault(f"must {rule}, got {got}", to_try)

    def fault(self, said: str, to_try: str = "") -> ValueError:
        """Return an error that names the place, what is wrong there, and what to try."""
        hint = to_try or self.to_try
        step = f"; to try: {hint}" if hint else ""
        return ValueError(fit(self.place, f": {shorten(said, SAID_MOST - len(step) - 2)}{step}"))

    def _as(self, kind: type[T], absent: T, rule: str) -> T:
        if self.value is None:
            return absent
        if type(self.value) is not kind:  # true is no whole number, though Python takes it for one
            self.refuse(rule)
        return self.value


class Document(Part):
    """One whole JSON value of a file.

    Parameters
    ----------
    value : object
        As the JSON parser gave it.
    title : str
        Of the file.
    number : int
        Which of the file's documents; 0 where it is the only one.
    """

    __slots__ = ("number", "title")
    joint = ", "

    def __init__(self, value: Any, title: str, number: int = 0) -> None:
        super().__init__(value, f"{title}, document {number:,}" if number else title)
        self.number, self.title = number, title

    @property
    def to_try(self) -> str:
        """What may help where something is wrong with it."""
        return f"export anew with {EXPORT}"


def _show_key(key: str | int, most: int) -> str:
    return str(key) if isinstance(key, int) else quote(key, most)


def _names_a_file(source: str) -> bool:
    try:
        return len(source) <= PATH_MOST and locate(source).is_file()
    except (OSError, ValueError):  # too long, or impossible
        return False


def _describe_type(source: object) -> str:
    one_by_one = "; to try: give several separately"
    known: dict[type, str] = {
        list: f"a list{one_by_one}",
        tuple: f"a tuple{one_by_one}",
        dict: "a dict; to try: json.dumps of it",
    }
    other = "None" if source is None else f"a value of type {show_name(type(source).__name__)}"
    return known.get(type(source), f"{other}; to try: the path of a file")


def _raw(path: Source) -> bytes:
    name = title(path)
    size = _size_bytes(path)  # before a byte is read: a sparse file holds a terabyte of nothing
    if size > LARGEST_BYTES:
        hint = "export one namespace at a time, or remove metadata.managedFields"
        raise refusal(name, f"must be at most {LARGEST_BYTES:,} bytes, got {size:,}; to try: {hint}")
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
        hint = "give the files in it separately" if S_ISDIR(status.st_mode) else "another path"
        raise refusal(title(path), f"must be a file, not a folder or a device; to try: {hint}")
    return status.st_size
