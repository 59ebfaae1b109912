"""A blank is seen where it stands, and only there."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest

from course_lib.framework.exercise.blanks import blanks_text, has_blank, is_blank
from tests.answers import every_answer, typed
from tests.framework.exercise.every import CHALLENGES
from tests.framework.exercise.odd import AnswersOddly

NOTEBOOKS = Path(__file__).parents[3] / "notebooks" / "source"
EXERCISE = re.compile(r'```python course=\{"exercise": "(\w+\.\w+)"\}\n(.*?)```', re.DOTALL)


@pytest.mark.parametrize(
    "source",
    [
        "def f(a):\n    ...",
        "def f(a):\n    '''Add.'''\n    ...",
        "def f(a):\n    return ...",
        "def f(a):\n    if a and ...:\n        return 1\n    return 2",
        "def f(a):\n    def g():\n        ...\n    return g()",
        "f = lambda a: ...",
        "@decorated\ndef f(a):\n    b = ...  # your code\n    return b",
    ],
)
def test_a_blank(source):
    assert has_blank(source)


@pytest.mark.parametrize(
    "source",
    [
        "def f(a):\n    return a[..., 0]",
        "def f(a: tuple[int, ...]) -> list[tuple[int, ...]]:\n    return [a]",
        "def f(a):\n    # ... later\n    return '...'",
        "def f(a):\n    '''...'''\n    return a",
        "def f(a):\n    pass",
        "not python ...",
        "",
        "\0",
        "(" * 10_000,
    ],
)
def test_no_blank(source):
    assert not has_blank(source)


def test_the_blank_value_and_the_blank_lambda():
    blank = lambda sizes, capacity: ...  # noqa: E731
    assert is_blank(...)
    assert is_blank(blank)
    assert not is_blank(None)
    assert not is_blank("...")


@pytest.mark.parametrize("odd", [len, print, functools.partial(max, 1), type, int, Path("x"), 3])
def test_what_has_no_source_has_no_blank(odd):
    assert not is_blank(odd)


def test_an_object_that_answers_everything_oddly():
    assert not is_blank(AnswersOddly())


def test_every_blank_of_the_notebooks_is_seen():
    cells = [cell for file in NOTEBOOKS.glob("*.md") for cell in EXERCISE.findall(file.read_text())]
    challenges = {challenge.key for challenge in CHALLENGES}
    functions = [(key, source) for key, source in cells if "def " in source and key not in challenges]
    assert {key for key, _ in functions} == {answer.exercise for answer in every_answer()}
    for key, source in functions:
        assert is_blank(typed(source, key.split(".")[1]))


@pytest.mark.parametrize("answer", every_answer(), ids=str)
def test_no_answer_is_taken_for_a_blank(answer):
    assert not has_blank(answer.source)


def test_the_last_gap_is_named():
    def half_filled(a):
        b = a + 1
        c = ...  # yours
        return b + c

    def two_gaps(a):
        b = ...
        return b + ...

    def empty(a): ...

    assert blanks_text(half_filled, "f").startswith("One ... is left in f, in “c = ...”. Put")
    assert blanks_text(two_gaps, "f") == blanks_text(..., "f")
    assert blanks_text(empty, "f") == blanks_text(..., "f")
