"""A function as text: comments and code stay, docstrings and annotations go."""

from __future__ import annotations

import ast
import operator

import pytest

from course_lib.framework.exercise.source import as_learners_write, source_of
from tests.framework.exercise.every import FUNCTIONS
from tests.framework.exercise.odd import AnswersOddly


def test_what_has_no_source():
    for odd in (len, AnswersOddly(), 3, None):
        assert source_of(odd) == ""


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("def f(a, b):\n    return a\n", "def f(a, b):\n    return a\n"),
        ("def f(a: int, *b: str, c: int = 3, **d: int) -> None:\n    pass", "def f(a, *b, c = 3, **d):\n    pass"),
        ("def f(\n    a: list[int],  # rocks\n    é: dict[str, tuple[int, ...]],\n) -> list[str]:\n    return é",
         "def f(\n    a,  # rocks\n    é,\n):\n    return é"),
        ("def f(a):\n    \"\"\"Say it.\n\n    Twice: 'ü'.\n    \"\"\"\n    # why\n    return 'é'  # what",
         "def f(a):\n    # why\n    return 'é'  # what"),
        ("def f():\n    'one line'\n    a: int = 3\n    b: list[tuple[str, int]] = []  # none\n    return a, b",
         "def f():\n    a = 3\n    b = []  # none\n    return a, b"),
        ("def f():\n    def g(x: int) -> int:\n        'Inner.'\n        return x\n    return g(1)",
         "def f():\n    def g(x):\n        return x\n    return g(1)"),
        ("def f():\n    return 'text'\n    'no docstring'", "def f():\n    return 'text'\n    'no docstring'"),
    ],
)  # fmt: skip
def test_as_learners_write(source, shown):
    assert as_learners_write(source) == shown


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=operator.attrgetter("key"))
def test_solutions_are_code_that_a_learner_would_write(exercise):
    shown = exercise.solution_text()
    *imports, function = ast.parse(shown).body
    assert all(isinstance(line, ast.Import) for line in imports)
    assert ast.get_docstring(function) is None
    assert function.returns is None
    assert not any(isinstance(node, ast.AnnAssign) for node in ast.walk(function))
    assert not any(argument.annotation for argument in function.args.args)
    comments = [line for line in source_of(exercise.reference).splitlines() if line.lstrip().startswith("#")]
    assert all(line in shown for line in comments)
