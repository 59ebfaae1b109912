"""See a blank where it stands: a `...` in the learner's source, or `...` given as the answer."""

from __future__ import annotations

import ast
from typing import Any

from course_lib.framework.exercise.source import source_of


def has_blank(source: str) -> bool:
    r"""Whether a `...` stands in the code where an expression should; one in an index is NumPy's.

    >>> has_blank("def first_fit(sizes, capacity):\n    ...")
    True
    >>> has_blank("def half(a):\n    return a[..., 0] / 2")
    False
    """
    return bool(blank_lines(source))


def blank_lines(source: str) -> list[str]:
    r"""Return the lines in which a blank stands.

    >>> blank_lines("def half(a):\n    b = ...  # half of it\n    return b")
    ['b = ...']
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # a lambda inside a longer line, say
        return []
    indices = {id(node) for index in ast.walk(tree) if isinstance(index, ast.Subscript)
               for node in ast.walk(index.slice)}  # fmt: skip
    found = {
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value is Ellipsis and id(node) not in indices
    }
    return [source.splitlines()[number - 1].split("#")[0].strip() for number in sorted(found)]


def is_blank(answer: Any) -> bool:
    """Whether an answer has not been begun."""
    return answer is Ellipsis or (callable(answer) and has_blank(source_of(answer)))


def blanks_text(answer: Any, name: str) -> str:
    """Say which blanks are left."""
    lines = blank_lines(source_of(answer)) if callable(answer) else []
    if len(lines) == 1 and not lines[0].startswith(("...", "def ")):
        return f"One ... is left in {name}, in “{lines[0]}”. Put your own code in its place, then run both cells again."
    return f"Put your own code in place of each ... in {name}, then run both cells again."
