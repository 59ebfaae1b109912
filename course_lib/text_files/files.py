"""Files from outside at the door: read with bounds and decoded.

Vocabulary: a `source` is a path ("cluster.json") or text itself ('{"kind": "List", …}'; whatever begins with [, or has
several lines, is text, too, unless a file is called so), its `title` ("cluster.json", "pasted text") what messages call
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from course_lib.text_files import encodings
from course_lib.text_files.messages import MESSAGE_MOST, enumerated, fit, refusal, show_name

LARGEST_BYTES = 256 * 2**20
PASTED = "pasted text"
PATH_MOST = 4096  # characters; the longest that a system takes
TITLES_MOST = 4
SUFFIX = re.compile(r"\.(json|csv|txt)$")
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
BY_PLACE = {"read": "put the file there, or ", "written": ""}
BY_DONE = {"read": "download it first, and give the path of the file", "written": "a path on this machine"}


@dataclass(frozen=True)
class Given:
    """Text that came some other way than from a file, such as through a pipe.

    Attributes
    ----------
    text : str
        All of it.
    title : str
        What messages call it: "standard input".
    """

    text: str
    title: str


Address = str | Path
Source = Address | Given


def is_pasted(source: Source) -> bool:
    """Return whether a source is the text itself, which no file is called."""
    if not isinstance(source, str) or _names_a_file(source):
        return False
    begins_as_text = re.match(r"[\ufeff\s]*([\[{]|$)", source) is not None
    return (begins_as_text and SUFFIX.search(source) is None) or "\n" in source


def title(source: Source) -> str:
    """Return what messages call a source: a file's name without its folder, or that the text was pasted."""
    if isinstance(source, Given):
        return source.title
    if not isinstance(source, (str, Path)):
        raise ValueError(f"source must be a path, or text that begins with {{ or [, got {_describe_type(source)}")
    return PASTED if is_pasted(source) else show_name(Path(source).name or str(source))


def titles(sources: Iterable[Source]) -> str:
    """Return what messages call several sources together.

    >>> titles(["nodes.json", "pods.json"]), titles(f"{letter}.json" for letter in "abcdef")
    ('nodes.json and pods.json', 'a.json, b.json, c.json and 3 more')
    """
    return listed(list(map(title, sources)))


def listed(names: Sequence[str]) -> str:
    """Return titles as a sentence lists them."""
    return enumerated(names, TITLES_MOST)


def locate(path: Address) -> Path:
    """Return where a file is: a ~ stands for the home, unless there is none."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def describe_failure(path: Address, done: str, problem: Exception) -> str:
    """Say why a file could not be "read" or "written"; where it's missing, say where it was looked for."""
    why = (problem.strerror or problem) if isinstance(problem, OSError) else "its name is impossible"
    if not isinstance(problem, FileNotFoundError):
        return fit(lambda _: title(path), f": could not be {done}: {why}; to try: another path")
    if ADDRESS.match(str(path)):
        said = f": could not be {done}: it is an address, not a path; to try: {BY_DONE[done]}"
        return fit(lambda most: show_name(str(path), most), said)
    folder = locate(path).absolute().parent
    looked, hint = ("looked in", BY_PLACE[done]) if folder.is_dir() else ("there is no folder", "make it, or ")
    relative = "" if locate(path).is_absolute() else ", as names are relative to the folder in which this runs"

    def begins(most: int) -> str:
        given, there = (show_name(str(each), most) for each in (path, folder))
        return f"{given}: could not be {done}: {why}; {looked} {there}"

    # A path is of use only whole.
    return fit(begins, f"{relative}; to try: {hint}give another path", longest=MESSAGE_MOST)


def text(source: Source, if_too_large: str = "a part of it") -> str:
    """Return the text of a source, read where it is a path: UTF-8, or UTF-16 with a byte order mark.

    Parameters
    ----------
    source : str or Path
        The file, where ~ stands for the home; or the text itself.
    if_too_large : str
        What to try where there is too much of it.

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
    if isinstance(source, Given):
        return source.text
    return str(source) if is_pasted(source) else encodings.decode(name, _raw(source, if_too_large))


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


def _raw(path: Address, if_too_large: str) -> bytes:
    name = title(path)
    size = _size_bytes(path)  # before a byte is read: a sparse file holds a terabyte of nothing
    if size > LARGEST_BYTES:
        raise refusal(name, f"must be at most {LARGEST_BYTES:,} bytes, got {size:,}; to try: {if_too_large}")
    try:
        with locate(path).open("rb") as file:
            return file.read(LARGEST_BYTES)
    except OSError as problem:
        raise ValueError(describe_failure(path, "read", problem)) from problem


def _size_bytes(path: Address) -> int:
    try:
        status = locate(path).stat()
    except (OSError, ValueError) as problem:  # a ValueError where the name itself is impossible
        raise ValueError(describe_failure(path, "read", problem)) from problem
    if not S_ISREG(status.st_mode):
        hint = "give the files in it separately" if S_ISDIR(status.st_mode) else "another path"
        raise refusal(title(path), f"must be a file, not a folder or a device; to try: {hint}")
    return status.st_size
