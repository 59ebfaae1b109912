"""What a slip of the pen does to a statement: it is left out, another one is there, or it stands elsewhere."""

from __future__ import annotations

import ast
from itertools import pairwise

from course_lib.framework.exercise.mending.changes import Change, Changes, Kind, Names, having
from course_lib.framework.exercise.tree import blocks

LOOPS = (ast.For, ast.While)


def update(node: ast.AST, _: Names) -> Changes:
    """Put a value in the old one's place instead of adding it, or add it."""
    match node:
        case ast.AugAssign(target, _, value):
            yield Change(node, ast.Assign([target], value, lineno=node.lineno))
        case ast.Assign([ast.Name() | ast.Subscript() as target], value):
            yield Change(node, ast.AugAssign(target, ast.Add(), value))


def dropped(node: ast.AST, _: Names) -> Changes:
    """Leave out a statement."""
    if isinstance(node, ast.Break | ast.Continue | ast.Assign | ast.AugAssign | ast.Expr) and not is_text(node):
        yield Change(node, ast.Pass())


def is_text(node: ast.AST) -> bool:
    """Whether a statement is a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def break_added(node: ast.AST, _: Names) -> Changes:
    """End a loop as soon as its condition holds."""
    for branch in node.body if isinstance(node, LOOPS) else ():
        if isinstance(branch, ast.If) and not isinstance(branch.body[-1], ast.Break | ast.Return):
            last = branch.body[-1]
            yield Change(branch.body, [*branch.body, ast.Break()], last, f"{ast.unparse(last)}\nbreak")


def return_out(node: ast.AST, _: Names) -> Changes:
    """Move a return out of the loop, behind it."""
    for block in blocks(node):
        for at, loop in enumerate(block):
            if isinstance(loop, LOOPS) and isinstance(loop.body[-1], ast.Return):
                rest, end = loop.body[:-1] or [ast.Pass()], loop.body[-1]
                new = [*block[:at], having(loop, body=rest), end, *block[at + 1 :]]
                yield Change(block, new, end, ast.unparse(end))


def return_in(node: ast.AST, _: Names) -> Changes:
    """Move a return that follows a loop into it, to its end."""
    for block in blocks(node):
        for at, (loop, end) in enumerate(pairwise(block)):
            if isinstance(loop, LOOPS) and isinstance(end, ast.Return):
                new = [*block[:at], having(loop, body=[*loop.body, end]), *block[at + 2 :]]
                yield Change(block, new, end, ast.unparse(end))


STATEMENT_KINDS: dict[str, Kind] = {
    "update": update,
    "dropped": dropped,
    "break added": break_added,
    "return out": return_out,
    "return in": return_in,
}
"""Each kind's word; what a kind does is the sentence of its function."""
