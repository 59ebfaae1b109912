"""What chapter 00 promises of the course is so."""

from __future__ import annotations

import ast
import re

from course_lib import catalogue
from tests.notebooks.conftest import source_of

TEXT = source_of("00_start_here").read_text(encoding="utf-8")
CELL = re.compile(r'^```python course=\{"exercise": "(\w+)\.(\w+)"\}\n(.*?)^```$', re.M | re.S)


def is_empty(code: str) -> bool:
    """Whether a cell defines one function, and leaves the whole of it to the reader, or all but what it returns.

    >>> is_empty("import math\\ndef fit(sizes):\\n    ..."), is_empty("def fit(sizes):\\n    return ...")
    (True, False)
    """
    functions = [node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]
    return len(functions) == 1 and ast.unparse(functions[0].body[0]) == "..."


def empty_functions() -> dict[str, str]:
    """Return the exercises that leave all of a function to the reader, and the numbers of their chapters."""
    texts = {chapter: source_of(chapter.stem).read_text(encoding="utf-8") for chapter in catalogue.here()}
    cells = [(chapter.number, *found) for chapter, text in texts.items() for found in CELL.findall(text)]
    return {name: number for number, _, name, code in cells if is_empty(code)}


def test_every_function_to_write_from_scratch_is_announced():
    core, deeper = TEXT[TEXT.index("In eight you write") : TEXT.index("Chapter 06 ends with")].split("Three more")
    empty = empty_functions()
    assert len(empty) == 8 + 3
    for name, number in empty.items():
        said = deeper if catalogue.exercise(f"{catalogue.chapter(number).name}.{name}").is_deeper else core
        assert re.search(rf"`{name}`[^(]*\((chapter )?{number}\)", said), name
