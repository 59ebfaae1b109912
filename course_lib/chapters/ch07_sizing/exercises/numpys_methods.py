"""NumPy knows thirteen kinds of quantile, and the chapter's is one of them: which one an answer asks for."""

from __future__ import annotations

import ast

from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.tree import text_tree_of
from course_lib.framework.exercise.trial import FunctionTrial

METHOD = "inverted_cdf"


def find_method(trial: FunctionTrial) -> Finding | None:
    """Find that quantile or percentile is called with another method."""
    for node in ast.walk(text_tree_of(trial.answer) or ast.Module([], [])):
        match node:
            case ast.Call(
                ast.Attribute(attr="quantile" | "percentile"),
                keywords=[*_, ast.keyword("method", ast.Constant(str(other)))],
            ) if other != METHOD:
                return Finding(
                    "another-method",
                    f'Line {node.lineno} asks NumPy for method="{other}", which is another kind of quantile. Here it is'
                    f' method="{METHOD}": the smallest value that so large a share of them stays at or below.',
                )
    return None


other_method = when_wrong(find_method)
