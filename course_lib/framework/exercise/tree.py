"""A learner's function as the syntax tree of its own text.

Vocabulary: the `tree` of a function is a module with nothing in it but its `def`, or its lambda, at the lines of its
cell.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import FunctionType
from typing import Any

QUOTED_AT_MOST = 80
SIGNS: dict[type[ast.AST], str] = (
    {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**"}
    | {ast.Lt: "<", ast.Gt: ">", ast.LtE: "<=", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
    | {ast.Is: "is", ast.IsNot: "is not", ast.Break: "break", ast.IfExp: "if", ast.If: "if", ast.Slice: "[:]"}
)
BEFORE, IN_LOOP = "[-]", "return in a loop"


def text_tree_of(answer: Any) -> ast.Module | None:
    """Return the tree of a function; None where no text is the whole of it."""
    if type(answer) is not FunctionType or hasattr(answer, "__wrapped__"):
        return None
    try:
        text = ast.parse(written(answer))
    except (OSError, TypeError, SyntaxError, ValueError, RecursionError, MemoryError):  # typed into exec, a part of it
        return None
    found = [node for node in ast.walk(text) if is_text_of(node, answer)]
    return ast.Module([as_statement(found[0])], []) if len(found) == 1 else None


def written(answer: FunctionType) -> str:
    """Return the text of a function, below as many empty lines as there are lines above it in its cell."""
    lines, first = inspect.getsourcelines(answer)
    return "\n" * (first - 1) + textwrap.dedent("".join(lines))


def quoted(node: ast.AST, text: str) -> str:
    r"""Return a part of a text as it was written, or its first line, if it isn't too long.

    >>> text = "total = (a   + # all\n b) / 2"
    >>> quoted(ast.parse(text).body[0], text), quoted(ast.parse(text).body[0].value.left.left, text)
    ('total = (a   + # all…', 'a')
    """
    first, *others = (ast.get_source_segment(text, node) or ast.unparse(node)).splitlines()
    return first if len(first) <= QUOTED_AT_MOST and not others else f"{first[:QUOTED_AT_MOST]}…"


def is_text_of(node: ast.AST, function: FunctionType) -> bool:
    """Whether a function was made of a part of a text, and of nothing else."""
    if isinstance(node, ast.FunctionDef):
        is_there = node.lineno == function.__code__.co_firstlineno  # not true of one with a decorator
        return node.name == function.__name__ and is_there and not node.decorator_list
    return isinstance(node, ast.Lambda) and function.__name__ == "<lambda>"


def as_statement(node: Any) -> ast.stmt:
    """Return a `def` as it is, and a lambda as the statement that it alone is."""
    return node if isinstance(node, ast.stmt) else ast.copy_location(ast.Expr(node), node)


def blocks(node: ast.AST) -> list[list[ast.stmt]]:
    """Return the blocks of a compound statement."""
    found = (getattr(node, field, None) for field in ("body", "orelse"))
    return [block for block in found if isinstance(block, list) and block]


def words_in(tree: ast.Module | None) -> set[str]:
    """Return the names of the functions that code calls, its numbers, its `SIGNS`, and two turns of its own.

    These are a position from which something is subtracted, "[-]", and a "return in a loop".

    >>> sorted(words_in(ast.parse("max(boxes, key=sum)[0].pop() // 2")))
    ['//', '0', '2', 'max', 'pop']
    >>> sorted(words_in(ast.parse("for at in places: return boxes[at - 1]")))
    ['-', '1', '[-]', 'return in a loop']
    """
    nodes = list(ast.walk(tree)) if tree else []
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    names = {each.id for each in called if isinstance(each, ast.Name)}
    methods = {each.attr for each in called if isinstance(each, ast.Attribute)}
    numbers = {str(node.value) for node in nodes if isinstance(node, ast.Constant) and type(node.value) in (int, float)}
    signs = {SIGNS[type(node)] for node in nodes if type(node) in SIGNS}
    return names | methods | numbers | signs | set(filter(None, map(turn_of, nodes)))


def turn_of(node: ast.AST) -> str:
    """Return the word for a turn that a part of code is, or ""."""
    match node:
        case ast.Subscript(_, ast.BinOp(_, ast.Sub())):
            return BEFORE
        case ast.For() | ast.While() if any(isinstance(inner, ast.Return) for inner in ast.walk(node)):
            return IN_LOOP
    return ""


def written_as_text(tree: ast.Module | None) -> bool:
    r"""Whether code writes a text, in quotes or by a call; one that it only compares with, or a docstring, is none.

    >>> [written_as_text(ast.parse(code)) for code in ("str(share)", "'a' == name", "return '0.5'", "total = f'{a}'")]
    [True, False, True, True]
    """
    nodes = list(ast.walk(tree)) if tree else []
    aside = [node for node in nodes if isinstance(node, ast.Compare | ast.Expr | ast.Subscript)]
    inner = {id(part) for node in aside for part in ast.iter_child_nodes(node)}
    quotes = [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    calls = words_in(tree) & {"str", "repr", "format", "join"}
    return (
        bool(calls)
        or any(id(node) not in inner for node in quotes)
        or any(isinstance(node, ast.JoinedStr) for node in nodes)
    )
