"""Waypoints taken by their position, as if there were always so many: seen where that stops with an error."""

from __future__ import annotations

import ast

from course_lib.framework.exercise.calling import ERROR
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.tree import text_tree_of
from course_lib.framework.exercise.trial import FunctionTrial

BY_POSITION = (
    "`{text}` stops where there is no such waypoint. There may be none, or several, each with a request of its own: go"
    " through the whole list, and add up what they request."
)


def find(trial: FunctionTrial) -> Finding | None:
    """Find a waypoint taken by its position where there is none."""
    tree = text_tree_of(trial.answer)
    if (trial.outcome.kind, trial.outcome.value) != (ERROR, IndexError.__name__) or tree is None:
        return None
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(ast.Name("waypoints"), ast.Constant(int())):
                return Finding("by-position", BY_POSITION.format(text=ast.unparse(node)))
    return None


by_position = when_wrong(find)
