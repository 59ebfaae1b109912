"""A line of the learner's own cell: what stands there, and what its names held when an error stopped it.

Vocabulary: a `frame` is one of the learner's, as the error left it.
"""

from __future__ import annotations

import ast
import inspect
import io
import linecache
import re
import tokenize
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import FrameType
from typing import Any

from course_lib.framework.exercise.values import is_number

GIVES_NONE = ("append", "clear", "extend", "insert", "remove", "reverse", "sort", "add", "update")
UNDEFINED = re.compile(r"name '(\w+)' is not defined")
BELONGS = "`{name}` belongs to `{owner}`: write {owner}.{name}."
SUM_OF_PAIRS = (
    "`{text}`: sum adds up numbers, and can't tell which number of a pair is meant. Say it of each pair: sum(pair[0]"
    " for pair in pairs)."
)
INSIDE_ALONE = (
    "`{name}` has a value only inside the {what} in line {line}, and this is outside of it. Here it needs one of its"
    " own: which loop should give it one, as in `for {name} in …`?"
)
POSITIONS = (
    "`{at}` is a list of positions, and square brackets take a single one. Take an item for each of them:"
    " [{items}[each] for each in {at}]. (Only NumPy's arrays take a list of positions.)"
)
NEVER_NONE = (ast.List, ast.ListComp, ast.Tuple, ast.Dict, ast.Set, ast.BinOp, ast.JoinedStr)


def code_of(filename: str, line: int) -> str:
    """Return a line without its comment."""
    text = linecache.getline(filename, line)
    return text[: comments_in("".join(linecache.getlines(filename))).get(line)].strip()


def code_lines(text: str) -> list[str]:
    r"""Return the lines of a text without their comments.

    >>> code_lines("if a:  # b\n    c = '#'")
    ['if a:', "    c = '#'"]
    """
    comments = comments_in(text)
    return [line[: comments.get(number)].rstrip() for number, line in enumerate(text.splitlines(), 1)]


@lru_cache(maxsize=8)  # an error may come on each of two thousand cases
def comments_in(text: str) -> dict[int, int]:
    r"""Return where a comment begins, by line.

    >>> comments_in("share = '#1'  # not 2\n")
    {1: 14}
    """
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):  # a cell with a line of the notebook's own, as %time
        return {}
    return {token.start[0]: token.start[1] for token in tokens if token.type == tokenize.COMMENT}


@lru_cache(maxsize=8)
def tree_of_cell(text: str) -> ast.Module:
    """Return the tree of a cell; an empty one of what isn't Python's alone."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def advice_on_names(text: str, frame: FrameType, line: int) -> str:
    """Return what to try after an error with this message, in the names of the line where it came; or ""."""
    cell = tree_of_cell("".join(linecache.getlines(frame.f_code.co_filename)))
    there = [
        node for node in ast.walk(cell) if isinstance(node, ast.expr) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    held = frame.f_locals
    if missing := UNDEFINED.match(text):
        owners = (BELONGS.format(name=missing[1], owner=name) for name in held if has(held[name], missing[1]))
        return next(owners, "") or next(only_inside(missing[1], nodes_of(frame, cell)), "")
    if "NoneType" in text:
        names = [node.id for node in there if isinstance(node, ast.Name) and held.get(node.id, ...) is None]
        return next(filter(None, (made_none(name, cell, frame) for name in names)), "")
    if total := next((node for node in there if is_sum_of_pairs(node, text, held)), None):
        return SUM_OF_PAIRS.format(text=ast.unparse(total))
    if any(kind in text for kind in ("list", "tuple")):
        return next(lists_beside_numbers(there, held), "") or next(lists_for_positions(there, held, cell), "")
    return ""


def only_inside(name: str, nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Say where a name has a value that has none outside: in a lambda, or in brackets with a loop."""
    for node in nodes:
        match node:
            case ast.Lambda(args) if name in {each.arg for each in args.args}:
                yield INSIDE_ALONE.format(name=name, what="lambda", line=node.lineno)
            case ast.comprehension(target) if name in {
                each.id for each in ast.walk(target) if isinstance(each, ast.Name)
            }:
                yield INSIDE_ALONE.format(name=name, what="brackets", line=target.lineno)


def lists_for_positions(there: list[ast.expr], held: dict[str, Any], cell: ast.Module) -> Iterator[str]:
    """Say that a list of positions was taken for one; that of an item of the list itself is another mistake."""
    loops = [node for node in ast.walk(cell) if isinstance(node, ast.For | ast.comprehension)]
    of_items = {(ast.unparse(loop.iter), ast.unparse(loop.target)) for loop in loops}
    for node in there:
        match node:
            case ast.Subscript(ast.Name(items), ast.Name(at)) if (items, at) not in of_items:
                if are_positions(held.get(at), held.get(items)):
                    yield POSITIONS.format(at=at, items=items)


def are_positions(positions: Any, items: Any) -> bool:
    """Whether a list holds nothing but positions of another one."""
    is_list = type(items) is list and type(positions) is list and positions is not items
    return is_list and all(type(each) is int and 0 <= each < len(items) for each in positions)


def is_sum_of_pairs(node: ast.expr, text: str, held: dict[str, Any]) -> bool:
    """Whether an error comes from a sum of lists or tuples, or of an item taken out of a sum."""
    match node:
        case ast.Subscript(ast.Call(ast.Name("sum"))):
            return "not subscriptable" in text
        case ast.Call(ast.Name("sum"), [ast.Name(name)]):
            items = held.get(name, ())
            return "for +" in text and type(items) in (list, tuple) and type(next(iter(items), 0)) in (list, tuple)
    return False


def has(value: Any, name: str) -> bool:
    """Whether a value has an attribute of its class; none of the value's own code is run."""
    return inspect.getattr_static(type(value), name, None) is not None


def made_none(name: str, cell: ast.Module, frame: FrameType) -> str:
    """Say which line has made a name None, where only one can have."""
    nodes = list(nodes_of(frame, cell))
    given = [node for node in nodes if isinstance(node, ast.Assign) and names_target(node, name)]
    others = len(given) < sum(isinstance(node, ast.Name) and is_store_of(node, name) for node in nodes)
    if others or any(isinstance(node, ast.arguments) and node.defaults for node in nodes):
        return ""
    calls = [node for node in given if gives_none(node.value)]
    if not calls or not all(gives_none(node.value) or isinstance(node.value, NEVER_NONE) for node in given):
        return ""
    call: Any = calls[0]
    how = call.value.func.attr
    instead = f" sorted(…) gives a new list: {name} = sorted(…)." if how == "sort" else ""
    return (
        f"`{name}` is None because of line {call.lineno}, `{ast.unparse(call)}`: {how}() makes its change in place and"
        f" gives nothing back, which is None. Call it in a line of its own, without `{name} =`.{instead}"
    )


def nodes_of(frame: FrameType, cell: ast.Module) -> Iterator[ast.AST]:
    """Yield the nodes of the function that a frame runs."""
    for node in ast.walk(cell):
        if isinstance(node, ast.FunctionDef) and node.name == frame.f_code.co_name:
            yield from ast.walk(node)


def names_target(node: ast.Assign, name: str) -> bool:
    """Whether an assignment gives a value to a name."""
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def is_store_of(node: ast.Name, name: str) -> bool:
    """Whether a name gets a value here."""
    return node.id == name and isinstance(node.ctx, ast.Store)


def gives_none(value: ast.expr) -> bool:
    """Whether a value is a call of a list's that changes it in place."""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in GIVES_NONE


def lists_beside_numbers(there: list[ast.expr], held: dict[str, Any]) -> Iterator[str]:
    """Say which part of a line is a list, where it is calculated or compared with a number."""
    for node in there:
        match node:
            case ast.BinOp(left, _, right) | ast.Compare(left, _, [right]):
                for one, other in ((left, right), (right, left)):
                    items, number = (value_of(each, held) for each in (one, other))
                    if type(items) in (list, tuple) and is_number(number):
                        yield list_beside_number(ast.unparse(one), items, ast.unparse(other))


def list_beside_number(name: str, items: Any, number: str) -> str:
    """Return what to say of a list that is calculated or compared with a number."""
    kind = type(items).__name__
    added = f", and sum({name}) is what they add up to" if all(map(is_number, items)) else ""
    return (
        f"`{name}` is a {kind}, and `{number}` a number. Which number of the {kind} do you mean? {name}[0] is its first"
        f" item, len({name}) is how many items it has{added}."
    )


def value_of(node: ast.expr, held: dict[str, Any]) -> Any:
    """Return what a name, a number or a name with a position stands for; `...` where that can't be told safely."""
    match node:
        case ast.Constant(value):
            return value
        case ast.Name(name):
            return held.get(name, ...)
        case ast.UnaryOp(ast.USub(), ast.Constant(int(value))):
            return -value
        case ast.Subscript(items, position):
            values, at = value_of(items, held), value_of(position, held)
            is_plain = type(values) in (list, tuple) and type(at) is int
            return values[at] if is_plain and -len(values) <= at < len(values) else ...
    return ...
