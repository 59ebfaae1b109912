"""The JSON document of a file, or the sentence that says why it is none.

Vocabulary: a `document` is the whole JSON value of a source.
"""

from __future__ import annotations

import json
import re
import reprlib
from typing import Any, NoReturn

from course_lib.cluster import files
from course_lib.cluster.files import EXPORT, Document, Part


def load(source: files.Source) -> Part:
    """Parse JSON from a file, or from the text itself where it begins with {.

    Raises
    ------
    ValueError
        If it can't be read, or isn't one whole JSON value; the message says where it breaks off.

    Examples
    --------
    >>> load('{"kind": "List"}').at("kind").text()
    'List'
    >>> load('{"kind": 3}').at("kind").text()
    Traceback (most recent call last):
    ...
    ValueError: pasted text, kind: must be text, got 3
    """
    name = files.title(source)
    content = str(source) if files.is_pasted(source) else files.text(source)
    _check_no_other_format(name, content)
    return Document(_parse(name, content.lstrip("\ufeff")), name)


def _check_no_other_format(name: str, content: str) -> None:
    begins = content.lstrip("\ufeff \t\r\n")
    if re.match(r"(---\s*)?(apiVersion|kind|items)\s*:", begins):
        raise ValueError(f"{name}: must be JSON, but it is YAML; use -o json: {EXPORT}")
    is_named_so = re.search(r"\.csv\W*$", name, re.IGNORECASE) and not begins.startswith(("{", "["))
    if is_named_so or re.match(r"[^{\[\r\n]{0,999}\bcpu_milli\b", begins):
        hint = "to try: Cluster.from_csv(nodes, pods), which reads two tables, the one of the nodes first"
        raise ValueError(f"{name}: must be JSON, but it is a CSV table; {hint}")


def _parse(name: str, content: str) -> Any:
    try:
        return json.loads(content, parse_constant=_refuse_constant)
    except json.JSONDecodeError as problem:
        raise ValueError(_describe_broken(name, content, problem)) from problem
    except RecursionError as problem:
        raise ValueError(f"{name}: must be JSON as kubectl writes it, but its lists are nested too deep") from problem
    except ValueError as problem:  # a constant, or a number of too many digits
        raise ValueError(f"{name}: must be JSON as kubectl writes it: {problem}") from problem


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")


def _describe_broken(name: str, content: str, problem: json.JSONDecodeError) -> str:
    rest = content[problem.pos : problem.pos + 60].strip()
    place = f"{name}, line {problem.lineno:,}, column {problem.colno:,}"
    if problem.msg == "Extra data":
        return f"{place}: must end with the first export, got {reprlib.repr(rest)}; give two exports as two files"
    if problem.pos == 0:
        return f"{place}: must be JSON, got {reprlib.repr(rest)}; use -o json: {EXPORT}"
    got = f"got {reprlib.repr(rest)}" if rest else "but the file ends"
    return f"{place}: must be whole JSON ({problem.msg}), {got}; was the export cut short?"
