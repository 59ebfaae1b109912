"""What can be seen in the text of a wrong answer, whatever it computes: a look finds what the code does, and says it.

Vocabulary: a `Seen` is the name of a finding and its sentence; `used` are the arguments that the model's own function
uses, by position: the answer depends on those.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.tree import blocks, quoted, text_tree_of, written
from course_lib.framework.exercise.trial import Explainer, FunctionTrial

ENDS = (ast.Return, ast.Break, ast.Continue, ast.Raise)
BELOW = "\n\nBelow is the smallest case in which your answer is wrong: work through it by hand."


class Seen(NamedTuple):
    """What a look has found."""

    name: str
    sentence: str


def shape(reference: Callable[..., Any]) -> Explainer:
    """Return an explainer that looks at the text of an answer beside that of the right one."""

    def seen(trial: FunctionTrial) -> Finding | None:
        code, right = (function_in(text_tree_of(each)) for each in (trial.answer, reference))
        if code is None:
            return None
        lost = not_kept(code, written(trial.answer))
        of_lines = (never_reached(code), first_round_only(code), lost, replaced_argument(code))
        of_names = (unused_argument(code, right), last_round_alone(code), unused_name(code))
        found = next((each for look in (*of_lines, *of_names) for each in look), None)
        return found and Finding(found.name, found.sentence + BELOW)

    return seen


def function_in(tree: ast.Module | None) -> Any:
    """Return the `def` of a tree, if it has one."""
    return tree.body[0] if tree and isinstance(tree.body[0], ast.FunctionDef) else None


def never_reached(code: ast.FunctionDef) -> Iterator[Seen]:
    """Find a line after a return, break or continue."""
    for node in ast.walk(code):
        for block in blocks(node):
            for before, after in pairwise(block):
                if isinstance(before, ENDS):
                    word = type(before).__name__.lower()
                    yield Seen(
                        "never-reached",
                        f"Line {after.lineno} is never reached: the {word} in line {before.lineno} comes before it."
                        " What should happen there, and when?",
                    )


def first_round_only(code: ast.FunctionDef) -> Iterator[Seen]:
    """Find a loop that never comes to its second round."""
    for node in ast.walk(code):
        if isinstance(node, ast.For | ast.While) and isinstance(node.body[-1], ast.Return | ast.Break):
            end = node.body[-1]
            if not any(isinstance(inner, ast.Continue) for inner in ast.walk(node)):
                yield Seen(
                    "first-round-only",
                    f"The loop in line {node.lineno} never gets to a second round: it ends at the"
                    f" {type(end).__name__.lower()} in line {end.lineno}. Should that come after the loop, or only"
                    " under a condition?",
                )


def not_kept(code: ast.FunctionDef, text: str) -> Iterator[Seen]:
    """Find what is computed and lost."""
    for node in ast.walk(code):
        match node:
            case ast.Expr(ast.Compare() as value):
                what = "is a comparison, true or false, and changes nothing. To give a name a value write one ="
            case ast.Expr(ast.Call(ast.Name("sorted" | "reversed" | "sum" | "max" | "min" | "len")) as value):
                what = "gives a new value and leaves the old one as it is; here it is lost. Give it a name"
            case ast.Expr(ast.BinOp() as value):
                what = "is worked out and then lost. Give the result a name, or return it"
            case _:
                continue
        yield Seen("not-kept", f"Line {node.lineno}, `{quoted(value, text)}`, {what}.")


def last_round_alone(code: ast.FunctionDef) -> Iterator[Seen]:
    """Find that what a loop has in hand is used after it, where only the last round's is left."""
    for node in ast.walk(code):
        for block in blocks(node):
            for at, loop in enumerate(block):
                if isinstance(loop, ast.For) and not any(isinstance(inner, ast.Break) for inner in ast.walk(loop)):
                    yield from used_after(loop, block[at + 1 :])


def after_the_loop(trial: FunctionTrial) -> Finding | None:
    """Find the same, for an exercise where that is a mistake of thought; an argument that isn't used says more."""
    code = function_in(text_tree_of(trial.answer))
    is_all_used = code and {*arguments_of(code)} <= names_in(code, ast.Load)
    found = next(last_round_alone(code), None) if is_all_used else None
    return found and Finding(found.name, found.sentence + BELOW)


def used_after(loop: ast.For, after: list[ast.stmt]) -> Iterator[Seen]:
    """Yield the uses of a loop's own names in the statements after it, until they get other values."""
    names = names_in(loop.target, ast.Store)
    for statement in after:
        for each in ast.walk(statement):
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and each.id in names:
                yield Seen(
                    "last-round-alone",
                    f"Line {each.lineno} uses `{each.id}` after the loop. There it holds what the last round has left,"
                    " and nothing of the rounds before.",
                )
        names -= names_in(statement, ast.Store)


def replaced_argument(code: ast.FunctionDef) -> Iterator[Seen]:
    """Find an argument that gets another value before it was looked at."""
    names = arguments_of(code)
    for statement in code.body:
        read = names_in(statement, ast.Load)
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name) and target.id in names and target.id not in read:
                    yield Seen(
                        "replaced-argument",
                        f"Line {statement.lineno} gives `{target.id}` another value before it was ever used, so what"
                        " the function was called with is lost. Leave that line out, or choose another name.",
                    )
        names = [name for name in names if name not in read]


def unused_argument(code: ast.FunctionDef, right: ast.FunctionDef | None) -> Iterator[Seen]:
    """Find an argument that the right answer depends on, and this one doesn't look at."""
    read = names_in(code, ast.Load)
    needed = names_in(right, ast.Load) if right else set()
    for name, theirs in zip(arguments_of(code), arguments_of(right) if right else (), strict=False):
        if name not in read and theirs in needed:
            yield Seen(
                "unused-argument", f"Your code never uses `{name}`. The answer depends on it: where should it be used?"
            )


def unused_name(code: ast.FunctionDef) -> Iterator[Seen]:
    """Find a name that gets a value and is never used."""
    read = names_in(code, ast.Load)
    for node in ast.walk(code):
        match node:
            case ast.Assign([ast.Name(name)]) if name not in read and not name.startswith("_"):
                where = f"`{name}` gets a value in line {node.lineno}"
                yield Seen("unused-name", f"{where} and is never used after that. Where should it be used?")


def arguments_of(code: ast.FunctionDef) -> list[str]:
    """Return the names of a function's arguments, in order."""
    return [each.arg for each in (*code.args.posonlyargs, *code.args.args)]


def names_in(node: ast.AST, how: type[ast.expr_context]) -> set[str]:
    """Return the names that are used in a part of code, or get a value there."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, how)}
