"""See a blank where it stands: a `...` in the learner's source, or `...` given as the answer."""

from __future__ import annotations

import ast
from typing import Any

from .source import source_of


def has_blank(source: str) -> bool:
    r"""Whether a `...` stands in the code where an expression should; one in an index is NumPy's.

    >>> has_blank("def first_fit(sizes, capacity):\n    ...")
    True
    >>> has_blank("def half(a):\n    return a[..., 0] / 2")
    False
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # a lambda inside a longer line, say
        return False
    indices = {id(node) for index in ast.walk(tree) if isinstance(index, ast.Subscript)
               for node in ast.walk(index.slice)}  # fmt: skip
    return any(
        isinstance(node, ast.Constant) and node.value is Ellipsis and id(node) not in indices for node in ast.walk(tree)
    )


def is_blank(answer: Any) -> bool:
    """Whether an answer has not been begun."""
    return answer is Ellipsis or (callable(answer) and has_blank(source_of(answer)))
