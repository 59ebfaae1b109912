"""What mends wrong code and no slip of the pen would make of right code: a part is missing, or stands elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from course_lib.framework.exercise.mending.changes import Change, Changes, Kind, Names, called, having
from course_lib.framework.exercise.mending.expression_changes import TOTALS
from course_lib.framework.exercise.mending.statement_changes import LOOPS, is_text
from course_lib.framework.exercise.tree import blocks

EQUAL: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Is: ast.Eq, ast.IsNot: ast.NotEq}
SIGNS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
PARTS = (ast.Mult, ast.Div, ast.Add, ast.Sub)
CALCULATED = (ast.BinOp, ast.Call, ast.Name, ast.Subscript)
COMMON = (0, 1, 2, 10, 60, 100, 1000, 1024, 3600)
COMPARING = ("max", "min", "sorted")


def identity(node: ast.AST, _: Names) -> Changes:
    """Ask whether two values are equal, and not whether they are one object."""
    if isinstance(node, ast.Compare) and any(type(sign) in EQUAL for sign in node.ops):
        yield Change(node, having(node, ops=[EQUAL.get(type(sign), type(sign))() for sign in node.ops]))


def power(node: ast.AST, _: Names) -> Changes:
    """Write ** in place of ^ where no bracket stands, so that other parts belong together: 1 - x ^ n is (1 - x) ^ n."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor):
        yield Change(node, ast.parse(ast.unparse(node).replace(" ^ ", " ** "), mode="eval").body)


def another_comparison(node: ast.AST, _: Names) -> Changes:
    """Compare with any other sign."""
    if isinstance(node, ast.Compare):
        for at, sign in enumerate(node.ops):
            for other in SIGNS if isinstance(sign, SIGNS) else ():
                if not isinstance(sign, other):
                    yield Change(node, having(node, ops=[*node.ops[:at], other(), *node.ops[at + 1 :]]))


def return_added(node: ast.AST, names: Names) -> Changes:
    """Return what the last line computes, or what a name stands for at the end."""
    if not isinstance(node, ast.FunctionDef) or isinstance(node.body[-1], ast.Return):
        return
    last: Any = node.body[-1]
    while inner := getattr(last, "orelse", None) or getattr(last, "body", None):
        last = inner[-1]
    if isinstance(last, ast.Expr) and not is_text(last):
        yield Change(last, ast.Return(last.value))
    for name in names.bound:
        end = ast.Return(ast.Name(name, ast.Load()))
        yield Change(node.body, [*node.body, end], last, ast.unparse(end))


def largest_first(node: ast.AST, _: Names) -> Changes:
    """Sort the other way round."""
    match node:
        case ast.Call(ast.Name("sorted") | ast.Attribute(attr="sort"), _, keywords) if not has(keywords, "reverse"):
            reverse = ast.keyword("reverse", ast.Constant(True))
            yield Change(node, having(node, keywords=[*keywords, reverse]))


def key_added(node: ast.AST, _: Names) -> Changes:
    """Compare items by their sum, or by how many there are in each."""
    match node:
        case ast.Call(ast.Name(this), [_], keywords) if this in COMPARING and not has(keywords, "key"):
            for key in ("sum", "len"):
                given = ast.keyword("key", ast.Name(key, ast.Load()))
                yield Change(node, having(node, keywords=[*keywords, given]))


def has(keywords: list[ast.keyword], name: str) -> bool:
    """Whether an argument is given by name."""
    return any(keyword.arg == name for keyword in keywords)


def fixed_number(node: ast.AST, names: Names) -> Changes:
    """Put a name in place of a number."""
    match node:
        case ast.Constant(int() | float() as value) if not isinstance(value, bool):
            yield from (Change(node, ast.Name(name, ast.Load())) for name in names.bound)


def part_added(node: ast.AST, names: Names) -> Changes:
    """Multiply what was calculated by something else, divide it by that, add or subtract it."""
    for value in values_of(node) if not isinstance(node, ast.BinOp) else (node,):
        for name in names.bound:
            yield from (Change(value, ast.BinOp(value, sign(), ast.Name(name, ast.Load()))) for sign in PARTS)


def all_for_one(node: ast.AST, names: Names) -> Changes:
    """Take something made of all items, or the one whose turn it is, in place of a single one."""
    match node:
        case ast.Subscript(value, index, ast.Load()) if not isinstance(index, ast.Slice):
            yield from (Change(node, called(all_of, value)) for all_of in TOTALS)
            for name, every in names.items:
                if ast.unparse(every) == ast.unparse(value):
                    yield Change(node, ast.Name(name, ast.Load()))


def function(node: ast.AST, _: Names) -> Changes:
    """Take the natural logarithm."""
    match node:
        case ast.Attribute(attr="log2" | "log10" | "log1p") as of_module:
            yield Change(node, having(of_module, attr="log"))
        case ast.Name("log2" | "log10" | "log1p"):
            yield Change(node, ast.Name("log", ast.Load()))


def other_number(node: ast.AST, _: Names) -> Changes:
    """Put a common number in place of another one."""
    match node:
        case ast.Constant(int() | float() as value) if not isinstance(value, bool):
            yield from (Change(node, ast.Constant(other)) for other in COMMON if abs(other - value) > 1)


def values_of(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what a statement has calculated."""
    match node:
        case ast.Return(ast.Tuple(values) | ast.List(values)):
            yield from (value for value in values if isinstance(value, CALCULATED))
        case ast.Return(value) | ast.Assign(_, value) | ast.AugAssign(_, _, value) if isinstance(value, CALCULATED):
            yield value
        case ast.ListComp(value) | ast.GeneratorExp(value) | ast.Lambda(_, value) if isinstance(value, CALCULATED):
            yield value


def part_left_out(node: ast.AST, _: Names) -> Changes:
    """Take one of two parts of a calculation alone, or what a call is given."""
    match node:
        case ast.BinOp(left, _, right):
            yield from (Change(node, part) for part in (left, right))
        case ast.Call(_, [given, *_]):
            yield Change(node, given)


def rest(node: ast.AST, names: Names) -> Changes:
    """Take what is left of 1, in place of a share."""
    if is_calculated(node, names):
        yield Change(node, ast.BinOp(ast.Constant(1), ast.Sub(), node))  # type: ignore[arg-type]


def off_by_one(node: ast.AST, names: Names) -> Changes:
    """Take one more, or one less."""
    if is_calculated(node, names):
        for sign in (ast.Sub, ast.Add):
            yield Change(node, ast.BinOp(node, sign(), ast.Constant(1)))  # type: ignore[arg-type]


def is_calculated(node: ast.AST, names: Names) -> bool:
    """Whether a part of code may be a number that was calculated."""
    if isinstance(node, ast.Name):
        return isinstance(node.ctx, ast.Load) and node.id in names.bound
    return isinstance(node, CALCULATED) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


def pair(node: ast.AST, _: Names) -> Changes:
    """Exchange two of several values, names or arguments."""
    match node:
        case ast.Tuple(items) | ast.List(items) | ast.Call(_, items) if 2 <= len(items) <= 4:
            field = "args" if isinstance(node, ast.Call) else "elts"
            for one, other in combinations(range(len(items)), 2):
                new = list(items)
                new[one], new[other] = new[other], new[one]
                yield Change(node, having(node, **{field: new}))


def list_item(node: ast.AST, _: Names) -> Changes:
    """Append a list in place of an item, or the other way round; append what was to extend."""
    match node:
        case ast.Call(ast.Attribute(attr="append" | "extend" as how) as method, [item]):
            other = having(method, attr="extend" if how == "append" else "append")
            yield Change(node, having(node, func=other))
            new = item.elts[0] if isinstance(item, ast.List) and len(item.elts) == 1 else ast.List([item], ast.Load())
            yield Change(node, having(node, args=[new]))


def slice_left_out(node: ast.AST, _: Names) -> Changes:
    """Take all items in place of some."""
    match node:
        case ast.Subscript(value, ast.Slice(), ast.Load()):
            yield Change(node, value)


def exception_left_out(node: ast.AST, _: Names) -> Changes:
    """Leave out a condition with all that stands under it."""
    if isinstance(node, ast.If) and not node.orelse:
        yield Change(node, ast.Pass(), node, "pass")


def jump(node: ast.AST, _: Names) -> Changes:
    """End the round in place of the loop, or the other way round."""
    match node:
        case ast.Break():
            yield Change(node, ast.Continue())
        case ast.Continue():
            yield Change(node, ast.Break())


def start_out(node: ast.AST, _: Names) -> Changes:
    """Give a first value once, before a loop, in place of anew in each round."""
    for block in blocks(node):
        for at, loop in enumerate(block):
            inner = loop.body if isinstance(loop, ast.For | ast.While) else []
            for begin in inner:
                if isinstance(begin, ast.Assign) and len(inner) > 1:
                    body = [each for each in inner if each is not begin]
                    new = [*block[:at], begin, having(loop, body=body), *block[at + 1 :]]
                    yield Change(block, new, begin, ast.unparse(begin))


def start_in(node: ast.AST, _: Names) -> Changes:
    """Give a first value anew in each round, in place of once before the loop."""
    for block in blocks(node):
        for at, begin in enumerate(block):
            for to, loop in enumerate(block[at + 1 :], start=at + 1):
                if isinstance(begin, ast.Assign) and isinstance(loop, LOOPS):
                    inner = having(loop, body=[begin, *loop.body])
                    new = [*block[:at], *block[at + 1 : to], inner, *block[to + 1 :]]
                    yield Change(block, new, begin, ast.unparse(begin))


def further_left(node: ast.AST, _: Names) -> Changes:
    """Put the last statement of a loop or a condition behind it."""
    for block in blocks(node):
        for at, outer in enumerate(block):
            if isinstance(outer, ast.For | ast.While | ast.If) and not isinstance(outer.body[-1], ast.Return):
                *body, last = outer.body
                new = [*block[:at], having(outer, body=body or [ast.Pass()]), last, *block[at + 1 :]]
                yield Change(block, new, last, ast.unparse(last))


def further_right(node: ast.AST, _: Names) -> Changes:
    """Put what follows a loop or a condition into it, at its end."""
    for block in blocks(node):
        for at, (outer, after) in enumerate(pairwise(block)):
            if isinstance(outer, ast.For | ast.While | ast.If) and not isinstance(after, ast.Return):
                new = [*block[:at], having(outer, body=[*outer.body, after]), *block[at + 2 :]]
                yield Change(block, new, after, ast.unparse(after))


def loops_else(node: ast.AST, _: Names) -> Changes:
    """Give the `else` of a loop's last condition to the loop."""
    if isinstance(node, LOOPS) and not node.orelse:
        last: Any = node.body[-1]
        if isinstance(last, ast.If) and last.orelse:
            body = [*node.body[:-1], having(last, orelse=[])]
            yield Change(node, having(node, body=body, orelse=last.orelse), last.orelse[0], "else")


MENDING_KINDS: dict[str, Kind] = {
    "power": power,
    "identity": identity,
    "another comparison": another_comparison,
    "return added": return_added,
    "largest first": largest_first,
    "key added": key_added,
    "fixed number": fixed_number,
    "part added": part_added,
    "part left out": part_left_out,
    "all for one": all_for_one,
    "function": function,
    "other number": other_number,
    "rest": rest,
    "off by one": off_by_one,
    "pair": pair,
    "list item": list_item,
    "slice left out": slice_left_out,
    "exception left out": exception_left_out,
    "jump": jump,
    "start out": start_out,
    "start in": start_in,
    "further left": further_left,
    "further right": further_right,
    "else": loops_else,
}
"""Each kind's word; what a kind does is the sentence of its function."""
