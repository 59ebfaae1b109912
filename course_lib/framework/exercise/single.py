"""Why a function returned a single thing where it should return a list: what its text tells of how the list was lost.

Vocabulary: an `item` is what a loop has in hand: a name that it gives a value, or a part of that.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from course_lib.framework.exercise.tree import quoted, text_tree_of, written

REPLACED = "In line {line}, `{text}` puts this in the place of the whole list; {name}.append(…) adds it to the list."
BEGUN = "`{name}` begins as a text, in line {line}. Begin with an empty list, [], and append each item to it."
RETURNED = (
    "The return in line {line}, `{text}`, stands inside a loop, so the first item found ends the function. Collect the"
    " items in a list, and return that after the loop."
)


def why_single(answer: Any) -> str:
    """Say which line has made a single thing of a list; "" where that can't be told."""
    tree = text_tree_of(answer)
    return next(lines_losing(tree, written(answer)), "") if tree else ""


def lines_losing(tree: ast.Module, text: str) -> Iterator[str]:
    r"""Yield what to say of the lines in which a list is replaced by an item, or an item returned out of a loop.

    >>> code = "for place in places:\n    if place: return place"
    >>> next(lines_losing(ast.parse(code), code))[:42]
    'The return in line 2, `return place`, stan'
    """
    nodes = list(ast.walk(tree))
    lists = {name for node in nodes for name in filled(node)}
    returned = {node.value.id for node in nodes if isinstance(node, ast.Return) and isinstance(node.value, ast.Name)}
    for node in nodes:
        match node:
            case ast.Assign([ast.Name(name)], ast.Constant(str())) if name in returned:
                yield BEGUN.format(name=name, line=node.lineno)
    for loop in (node for node in nodes if isinstance(node, ast.For)):
        items = {each.id for each in ast.walk(loop.target) if isinstance(each, ast.Name)}
        for node in ast.walk(loop):
            match node:
                case ast.Assign([ast.Name(name)], value) if name in lists & returned and is_item(value, items):
                    yield REPLACED.format(line=node.lineno, text=quoted(node, text), name=name)
                case ast.Return(value) if is_item(value, items):
                    yield RETURNED.format(line=node.lineno, text=quoted(node, text))


def filled(node: ast.AST) -> Iterator[str]:
    """Yield the name that a statement makes a list."""
    match node:
        case ast.Assign([ast.Name(name)], ast.List() | ast.ListComp() | ast.Call(ast.Name("list"))):
            yield name


def is_item(value: ast.expr | None, items: set[str]) -> bool:
    """Whether a value is what a loop has in hand."""
    match value:
        case ast.Name(name) | ast.Subscript(ast.Name(name)):
            return name in items
    return False
