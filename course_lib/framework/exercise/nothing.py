"""Why a function returned None: what its text tells of the ways on which it may end."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from course_lib.framework.exercise.tree import text_tree_of

NO_VALUE = "Your function returns None, because no return in it gives a value: write return before the answer."
RETURNS_NONE = (
    "Your function returns None. A return is reached, but what stands after it is None. Some calls do something and"
    " give nothing back: sort(), append() and reverse() change a list and give None, print shows something and gives"
    " None, and entries.get(key) gives None where there is no such key."
)
NO_VALUE_HERE = (
    "Your function returns None. The return in line {line} gives no value: if this call ends there, which answer should"
    " it give?"
)
NOT_REACHED = (
    "Your function returns None. Either this call reaches no return, or what stands after the return is None there, as"
    " it is after a call of append, sort or print. Follow this call by hand: which line is its last?"
)


def why_none(answer: Any) -> str:
    r"""Say why a function may have returned None.

    >>> why_none(lambda items: items.sort()) == RETURNS_NONE
    True
    """
    tree = text_tree_of(answer)
    if tree is None:
        return NOT_REACHED
    (statement,) = tree.body
    if not isinstance(statement, ast.FunctionDef):
        return RETURNS_NONE  # a lambda is a return alone
    returns = [node for node in own_nodes(statement) if isinstance(node, ast.Return)]
    if not any(map(gives_value, returns)):
        return NO_VALUE
    if not ends(statement.body):
        return NOT_REACHED
    without = [node for node in returns if not gives_value(node)]
    return NO_VALUE_HERE.format(line=without[0].lineno) if without else RETURNS_NONE


def gives_value(node: ast.Return) -> bool:
    """Whether something stands after a return that isn't None itself."""
    return not (node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None))


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes in a function's code, but for those of functions inside it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield child
            yield from own_nodes(child)


def ends(block: list[ast.stmt]) -> bool:
    r"""Whether no way goes on after a block; what isn't known here may go on.

    >>> [ends(ast.parse(text).body) for text in ("if a:\n    1 / 0\nelse:\n    exit()", "while True:\n    a()")]
    [False, True]
    """
    match block[-1]:
        case ast.Return() | ast.Raise():
            return True
        case ast.If(_, body, [_, *_] as orelse):
            return ends(body) and ends(orelse)
        case ast.While(ast.Constant(True)) | ast.For(orelse=[*_, ast.Return()]) as loop:
            return not any(isinstance(node, ast.Break) for node in ast.walk(loop))
    return False
