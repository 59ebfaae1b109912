"""Findings of an exercise share one space of names, as the learner's record keeps nothing but the name."""

from __future__ import annotations

import operator
import re
from collections import Counter
from pathlib import Path

import pytest

import course_lib
from course_lib.framework.exercise.mending.edits import Edit
from course_lib.framework.exercise.mending.repair import ALL_KINDS
from course_lib.framework.exercise.mending.repair_words import name_of
from course_lib.framework.exercise.slips import slips
from tests.framework.exercise.every import FUNCTIONS, NUMBERS

LIBRARY = Path(course_lib.__file__).parent
FRAMEWORK = LIBRARY / "framework" / "exercise"
NAMED = re.compile(r'\b(?:Finding|Seen)\(\s*"([a-z-]+)"')


def names_in(*files):
    return {name for file in files for name in NAMED.findall(file.read_text())}


OF_NUMBERS = names_in(FRAMEWORK / "number.py")
SEEN = names_in(*(file for file in FRAMEWORK.rglob("*.py") if file.stem not in ("number", "question")))
REPAIRS = {name_of(Edit(kind, 1, "", "", None, None)) for kind in ALL_KINDS}
SLIPS = set(slips(lambda case: case))


def test_names_are_found_where_they_are_given():
    assert {"constant", "no-return", "never-reached", "unused-name", "remembers"} <= SEEN
    assert {"digits", "unit"} <= OF_NUMBERS
    assert {"number", "return-out"} <= REPAIRS


def test_the_framework_finds_nothing_else_by_the_name_of_a_repair_or_a_slip():
    met = Counter(name for names in (SEEN, REPAIRS, SLIPS) for name in names)
    assert [name for name, times in met.items() if times > 1] == []


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=operator.attrgetter("key"))
def test_no_mistake_of_a_function_bears_the_name_of_what_any_exercise_finds(exercise):
    assert {*exercise.mistakes, *exercise.pairs} & (SEEN | REPAIRS | SLIPS) == set()


@pytest.mark.parametrize("exercise", NUMBERS, ids=operator.attrgetter("key"))
def test_no_mistake_of_a_number_bears_the_name_of_what_any_exercise_finds(exercise):
    assert set(exercise.mistakes) & OF_NUMBERS == set()


def test_what_a_chapter_finds_bears_a_name_of_its_own():
    chapters = names_in(*LIBRARY.glob("chapters/*/exercises/*.py"))
    assert "wrong-weight" in chapters
    assert chapters & (SEEN | REPAIRS | SLIPS) == {"remembers"}  # in words of the chapter that has a memory
