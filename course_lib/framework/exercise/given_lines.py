"""A line that the notebook gives, and the learner has changed: what it makes of an answer once it is put back."""

from __future__ import annotations

import ast
import copy
from typing import Any

from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.mending.remaking import tree_of
from course_lib.framework.exercise.mending.repair import Search
from course_lib.framework.exercise.mistakes import Function, two_at_once
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.source import as_learners_write, source_of
from course_lib.framework.exercise.trial import Explainer, FunctionTrial

GIVEN = "line {line} was given as `{given}`, and now is `{now}`"


def put_back(reference: Function, *names: str) -> Explainer:
    """Return an explainer that puts back the lines of the reference that give these names a value, one at a time."""
    given = {
        name: line for name in names for line in values_of(ast.parse(as_learners_write(source_of(reference))), name)
    }

    def explain(trial: FunctionTrial) -> Finding | None:
        tree, search = tree_of(trial.answer), Search(trial)
        if tree is None:
            return None
        for name, line in given.items():
            now = values_of(tree, name)
            if len(now) == 1 and plain(now[0]) != plain(line):
                found = judged(
                    search,
                    with_value(tree, now[0], line),
                    GIVEN.format(line=now[0].lineno, given=ast.unparse(line), now=ast.unparse(now[0])),
                )
                if found:
                    return found
        return None

    return when_wrong(explain)


def judged(search: Search, tree: ast.Module, said: str) -> Finding | None:
    """Return what to say if a line put back makes the answer right, or a known mistake."""
    if search.is_right(tree, lambda _: True):
        return Finding("given-line", f"{said[0].upper()}{said[1:]}. Put it back: all the rest is right.")
    _, mistake = search.mistake_after(tree) or ("", None)
    if mistake is None or mistake.is_two:
        return None
    return Finding("given-line", two_at_once(f"{said}: put it back.", f"once it is back: {mistake.sentence}"))


def values_of(tree: Any, name: str) -> list[ast.Assign]:
    """Return the lines that give a name alone a value."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    return [node for node in nodes if [ast.unparse(each) for each in node.targets] == [name]]


def plain(line: ast.Assign) -> str:
    """Return a line as text, whether or not it names a function's module."""
    return ast.unparse(line).replace("math.", "")


def with_value(tree: ast.Module, line: ast.Assign, given: ast.Assign) -> ast.Module:
    """Return a tree with another value in a line."""
    changed = copy.deepcopy(tree, {id(line.value): ast.copy_location(copy.deepcopy(given.value), line.value)})
    return ast.fix_missing_locations(changed)
