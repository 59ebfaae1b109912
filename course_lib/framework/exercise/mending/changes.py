"""A change of one part of a syntax tree, and what is needed to say it.

Vocabulary: a `Change` puts `new` in place of `old`, which is a node or a block (a list of statements); `bound` are the
names that get a value somewhere in the code, `items` those of them that a `for` gives one, beside what it goes through.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

Part = ast.AST | list[ast.stmt]


@dataclass(frozen=True)
class Change:
    """One part of a tree, and what stands there after the change.

    Attributes
    ----------
    statement : ast.stmt or None
        Of a block: the statement that the change is about; without it the part itself is.
    after : str
        What then stands in place of that statement.
    """

    old: Part
    new: Part
    statement: ast.stmt | None = None
    after: str = ""


class Names(NamedTuple):
    """The names that a tree gives values to."""

    bound: tuple[str, ...]
    items: tuple[tuple[str, ast.expr], ...]


Changes = Iterator[Change]
Kind = Callable[[ast.AST, Names], Changes]


def having(node: Any, **fields: Any) -> Any:
    """Return a node like another one, but for some of its fields.

    >>> ast.unparse(having(ast.parse("a + b", mode="eval").body, op=ast.Sub()))
    'a - b'
    """
    other = copy.copy(node)
    vars(other).update(fields)
    return other


def name_of(function: ast.expr) -> str:
    """Return what a called function is called: of `math.floor` the floor."""
    return getattr(function, "attr", getattr(function, "id", ""))


def called(name: str, *arguments: ast.expr) -> ast.Call:
    """Return a call."""
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])
