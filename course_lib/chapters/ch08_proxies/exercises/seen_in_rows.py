"""What can be seen in the code of a wrong impossible_row: with what it compares a latency, where that decides nothing.

Vocabulary: a `look` tells of one part of the code whether it is such a comparison.
"""

from __future__ import annotations

import ast

from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.mending.changes import name_of
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.tree import text_tree_of, words_in
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.framework.exercise.values import is_number

SEVERAL = 1.5
MEANS = ("mean", "fmean", "average", "median")
OTHER_ROWS = (
    "You look at the row “none”, or at the first one, by itself. One mesh may well be"
    " faster than another, even faster than none, if only by chance. What can't be lies within a single row: one of its"
    " percentiles is below a lower one."
)
MEAN = (
    "You compare with a mean. Where a row's mean lies says nothing of the order of its percentiles: compare each with"
    " the next one."
)
MANY_TIMES = (
    "You ask whether a latency is so many times another one. A long tail is unpleasant, but possible. Only a percentile"
    " below a lower one isn't: compare each with the next one, without a factor."
)

FAR_APART = (
    "You ask whether latencies are so far apart. A long tail is unpleasant, but possible. Only a percentile below a"
    " lower one isn't: compare each with the next one."
)
SET = (
    "A set has no order, and holds each value once, so it can't tell which latency comes first. sorted(…) of the list"
    " keeps them all, and puts them in order."
)


def is_other_row(node: ast.AST) -> bool:
    """Whether a part of code is the name of the row without a mesh, or takes the first row out."""
    match node:
        case ast.Constant("none") | ast.Subscript(ast.Name("rows"), ast.Constant(0)):
            return True
    return False


def is_mean(node: ast.AST) -> bool:
    """Whether a part of code is a mean."""
    match node:
        case ast.Call(function):
            return name_of(function) in MEANS
        case ast.BinOp(ast.Call(ast.Name("sum")), ast.Div(), ast.Call(ast.Name("len"))):
            return True
    return False


def is_factor(node: ast.AST) -> bool:
    """Whether a part of code asks for at least so many times something."""
    if not isinstance(node, ast.Compare):
        return False
    sides = (node.left, *node.comparators)
    if any(isinstance(side, ast.BinOp) and isinstance(side.op, ast.Div) for side in sides):
        return any(map(is_several, sides))
    products = [side for side in sides if isinstance(side, ast.BinOp) and isinstance(side.op, ast.Mult)]
    return any(is_several(factor) for side in products for factor in (side.left, side.right))


def is_distance(node: ast.AST) -> bool:
    """Whether a part of code asks whether a difference is more than some number."""
    match node:
        case ast.Compare(ast.BinOp(_, ast.Sub()), [ast.Gt() | ast.GtE()], [ast.Constant(number)]):
            return is_number(number) and number > 0  # type: ignore[operator]
    return False


def is_set(node: ast.AST) -> bool:
    """Whether a part of code compares with a set, or with what is made of one."""
    inner = ast.walk(node) if isinstance(node, ast.Compare) else ()
    return any(isinstance(each, ast.Call) and name_of(each.func) == "set" for each in inner)


def is_several(node: ast.expr) -> bool:
    """Whether a part of code is a number that makes a tail, and no margin, of what it multiplies."""
    return isinstance(node, ast.Constant) and is_number(node.value) and node.value >= SEVERAL  # type: ignore[operator]


ORDERING = (
    ("rows-compared", is_other_row, OTHER_ROWS),
    ("mean-compared", is_mean, MEAN),
    ("factor-compared", is_factor, MANY_TIMES),
    ("distance-compared", is_distance, FAR_APART),
)


def find(trial: FunctionTrial) -> Finding | None:
    """Find a comparison with something that doesn't make a row impossible."""
    tree = text_tree_of(trial.answer)
    nodes = list(ast.walk(tree)) if tree else []
    is_ordering = {"<", ">", "<=", ">="} & words_in(tree)
    looks = [*(ORDERING if is_ordering else ()), ("set-compared", is_set, SET)]
    return next((Finding(name, told) for name, look, told in looks if any(map(look, nodes))), None)


seen_in_rows = when_wrong(find)
