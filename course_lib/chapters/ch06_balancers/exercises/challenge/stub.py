"""Tell a function that is only a place for code from one with a gap in its code."""

from __future__ import annotations

import ast
from typing import Any

from course_lib.framework.exercise.blanks import is_blank
from course_lib.framework.exercise.source import source_of


def is_stub(function: Any) -> bool:
    """Whether nothing but `...`, and text perhaps, stands in a function."""
    return callable(function) and is_blank(function) and does_nothing(source_of(function))


def does_nothing(source: str) -> bool:
    r"""Whether the text of a function holds no statement that does anything.

    >>> does_nothing("def my_done(now):\n    'to do'\n    ...")
    True
    >>> does_nothing("def my_done(now):\n    latency = ...")
    False
    """
    match ast.parse(source).body:
        case [ast.FunctionDef(body=body)]:
            return all(map(is_idle, body))
    return False


def is_idle(statement: ast.stmt) -> bool:
    """Whether a statement does nothing: `...`, a text, or pass."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass)
