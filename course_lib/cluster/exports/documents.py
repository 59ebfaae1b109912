"""The JSON of a file: one document, or several one after another, and what kubectl said among them.

Vocabulary: a `document` is one whole JSON value; a `note` is a line of kubectl's own ("Warning: …"), which 2>&1 puts
into the file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from course_lib.cluster.exports import formats
from course_lib.cluster.exports.export import CLUSTER, SMALLER, Document, Wanted
from course_lib.text_files import files, json_text
from course_lib.text_files.messages import refusal

BLANK = re.compile(r"[\s\ufeff]*")
JSON_BELOW = re.compile(r"\n[ \t]*[{\[]")
EMPTY = "must hold something, but it is empty;"
GIVE_PATH = "to try: the path of the file that {command} > cluster.json wrote"
SEE_MESSAGE = "did the export fail? To try: {command} without a file behind it, to read what it says"
AS_KUBECTL = "must be JSON as kubectl writes it"


@dataclass(frozen=True)
class Content:
    """What a file holds.

    Attributes
    ----------
    documents : list of Document
        At least one.
    notes : int
        How many lines of kubectl's own were left out, none of them an error.
    """

    documents: list[Document]
    notes: int


def load(source: files.Source, wanted: Wanted = CLUSTER) -> Content:
    """Parse the JSON of a file, or of the text itself where it begins with { or [.

    Parameters
    ----------
    source : str or Path
        The file, or its text.
    wanted : Wanted
        What is looked for in it: messages name the command that writes that.

    Raises
    ------
    ValueError
        If it can't be read, is empty, or holds anything but whole JSON and notes; the message says where, and what it
        is where that is known.

    Examples
    --------
    >>> load('{"kind": "List"}').documents[0].at("kind").text()
    'List'
    >>> load('{"kind": 3}').documents[0].at("kind").text()
    Traceback (most recent call last):
    ...
    ValueError: pasted text, kind: must be text, got 3; to try: export anew with kubectl get nodes,pods -A -o json
    """
    name = files.title(source)
    content = files.text(source, if_too_large=SMALLER)
    begins = _skip_blank(content, 0)
    if begins == len(content):
        to_try = (GIVE_PATH if files.is_pasted(source) else SEE_MESSAGE).format(command=wanted.command)
        raise refusal(name, f"{EMPTY} {to_try}")
    formats.check_name(name, content[begins], wanted)
    values, notes = _split(name, content, wanted)
    numbers = range(1, len(values) + 1) if len(values) > 1 else (0,)
    documents = [Document(value, name, number, wanted) for value, number in zip(values, numbers, strict=True)]
    return Content(documents, notes)


def _split(name: str, content: str, wanted: Wanted) -> tuple[list[Any], int]:
    values: list[Any] = []
    notes: list[int] = []  # where each begins
    at = _skip_blank(content, 0)
    while at < len(content):
        if content[at] in "{[":
            value, end = _parse(name, content, at, wanted)
            values.append(value)
        else:
            end = at + len(_line(content, at))
            if not formats.NOTE.match(content, at):
                raise _unknown_line(name, content, at, wanted, is_first=not values)
            notes.append(at)
        at = _skip_blank(content, end)
    if not values:
        raise refusal(name, formats.describe_line(_line(content, notes[0]), wanted, alone=True))
    return values, len(notes)


def _skip_blank(content: str, at: int) -> int:
    match = BLANK.match(content, at)
    return match.end() if match else at


def _line(content: str, at: int) -> str:
    end = content.find("\n", at)
    return content[at : end if end >= 0 else len(content)]


def _unknown_line(name: str, content: str, at: int, wanted: Wanted, *, is_first: bool) -> ValueError:
    place = _place(name, content, at)
    alone = is_first and JSON_BELOW.search(content, at) is None
    return formats.recognise(place, content, at, wanted) or refusal(
        place, formats.describe_line(_line(content, at).strip(), wanted, alone=alone)
    )


def _place(name: str, content: str, at: int) -> str:
    return f"{name}, line {content.count(chr(10), 0, at) + 1:,}" if _skip_blank(content, 0) < at else name


def _parse(name: str, content: str, at: int, wanted: Wanted) -> tuple[Any, int]:
    try:
        return json_text.parse(name, content, at, AS_KUBECTL, f"export anew with {wanted.command}")
    except ValueError as problem:
        is_form = isinstance(problem.__cause__, json.JSONDecodeError)
        known = formats.recognise(_place(name, content, at), content, at, wanted) if is_form else None
        raise known or problem from problem.__cause__
