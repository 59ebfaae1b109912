"""What can be seen of a condition alone, whatever the rest computes: it asks something that was hardly meant.

Vocabulary: a look finds a part of the code and says what that does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.shape import BELOW, Seen, arguments_of, function_in, names_in
from course_lib.framework.exercise.tree import quoted, text_tree_of, written, written_as_text
from course_lib.framework.exercise.trial import FunctionTrial

CALCULATED = (ast.Add, ast.Sub, ast.Mult, ast.Div)
BITS = {ast.BitAnd: "&", ast.BitOr: "|"}
EQUALITIES: dict[type[ast.cmpop], str] = {ast.Eq: "never", ast.Is: "never", ast.NotEq: "always", ast.IsNot: "always"}

NO_COMPARISON = " If `{name}` is True or False, it needs no comparison: write `{name}`, or `not {name}`."


def odd_condition(trial: FunctionTrial) -> Finding | None:
    """Find the first condition that hardly asks what it was meant to."""
    tree = text_tree_of(trial.answer)
    code = function_in(tree)
    if tree is None or code is None:
        return None
    text = written(trial.answer)
    found = next(compares_nothing(code), None) or next(bit_by_bit(code, text), None)
    found = found or (None if written_as_text(tree) else next(with_text(code, text, trial.small), None))
    return found and Finding(found.name, found.sentence + BELOW)


def compares_nothing(code: ast.FunctionDef) -> Iterator[Seen]:
    """Find an if or while whose condition is a sum, a difference, a product or a quotient, compared with nothing."""
    tests = (node.test for node in ast.walk(code) if isinstance(node, ast.If | ast.While))
    for test in tests:
        if isinstance(test, ast.BinOp) and isinstance(test.op, CALCULATED):
            yield Seen(
                "compares-nothing",
                f"The condition in line {test.lineno}, `{ast.unparse(test)}`, compares nothing. Any number but 0"
                " counts as true, so it asks only whether this is 0. Compare it with something: <, <=, ==.",
            )


def bit_by_bit(code: ast.FunctionDef, text: str) -> Iterator[Seen]:
    """Find a comparison with what & or | has made, which was meant to join two conditions."""
    for node in (each for each in ast.walk(code) if isinstance(each, ast.Compare)):
        for side in (node.left, *node.comparators):
            if isinstance(side, ast.BinOp) and (sign := BITS.get(type(side.op))):
                yield Seen(
                    "bit-by-bit",
                    f"Line {node.lineno}, `{quoted(node, text)}`: the sign {sign} works on the bits of whole numbers,"
                    f" and Python works out `{quoted(side, text)}` before it compares. Join conditions with the words"
                    " `and` and `or`.",
                )


def with_text(code: ast.FunctionDef, text: str, cases: Any) -> Iterator[Seen]:
    """Find that something is compared with a text, where nothing that the function is given is one."""
    own = {*arguments_of(code)} | names_in(code, ast.Store)  # what comes from outside may be a text
    for node in ast.walk(code):
        match node:
            case ast.Compare(left, [op], [right]) if type(op) in EQUALITIES and is_text(left) != is_text(right):
                named = ast.unparse(right if is_text(left) else left)
                if named in own and not holds(cases, str):
                    besides = NO_COMPARISON.format(name=named) if holds(cases, bool) else ""
                    yield Seen(
                        "compares-with-text",
                        f"Line {node.lineno}, `{quoted(node, text)}`, compares with a text, and nothing that your"
                        f" function is given is one. So this is {EQUALITIES[type(op)]} true.{besides}",
                    )


def is_text(node: ast.expr) -> bool:
    """Whether a part of code is a text in quotes."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def holds(value: Any, kind: type) -> bool:
    """Whether a value of this kind is in a case; of what isn't plain, a text may be.

    >>> holds([(1, [True])], bool), holds([(1, [True])], str), holds([({},)], str)
    (True, False, True)
    """
    if isinstance(value, list | tuple):
        return any(holds(item, kind) for item in value)
    if isinstance(value, int | float | str | None):
        return isinstance(value, kind)
    return kind is str
