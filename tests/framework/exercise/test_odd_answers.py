"""However odd an answer is, a check replies in words and keeps what it can."""

from __future__ import annotations

import json
import operator
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib.chapters.ch00_start_here import exercises as start_here
from course_lib.chapters.ch02_rocks import exercises as ex
from course_lib.framework.exercise.exercise import UNREADABLE
from course_lib.framework.exercise.result import Result
from course_lib.record import progress
from tests.framework.exercise.odd import A_LETTER, FUNCTIONS, VALUES

FUNCTION_EXERCISES = (ex.first_fit, start_here.sidecar_share)
NUMBER_EXERCISES = (ex.fewest_nodes, ex.guarantee)
QUESTIONS = (ex.broken_packing,)
ALL = (*FUNCTION_EXERCISES, *NUMBER_EXERCISES, *QUESTIONS)
STATUSES = ("not started", "error", "not yet")


def answered(exercise, answer) -> Result:
    output = sys.stdout
    result = exercise.check(answer)
    assert sys.stdout is output
    assert isinstance(result, Result)
    assert "<script>" not in result._repr_html_()
    assert len(result._repr_html_()) < 300_000
    assert len(repr(result)) < 200
    json.dumps(progress.records("exercises")).encode()
    return result


# By number, for some of the values upset even pytest.
EVERY_FUNCTION = pytest.mark.parametrize("number", range(len(FUNCTIONS)))
EVERY_VALUE = pytest.mark.parametrize("number", range(len(VALUES)))


@EVERY_FUNCTION
@pytest.mark.parametrize("exercise", FUNCTION_EXERCISES, ids=operator.attrgetter("key"))
def test_odd_functions(exercise, number):
    result = answered(exercise, FUNCTIONS[number])
    assert result.status in STATUSES
    assert result.message
    assert result.mistake != UNREADABLE


@EVERY_VALUE
@pytest.mark.parametrize("exercise", ALL, ids=operator.attrgetter("key"))
def test_odd_values(exercise, number):
    result = answered(exercise, VALUES[number])
    if not (exercise in QUESTIONS and VALUES[number] is A_LETTER):
        assert result.status in STATUSES
    assert result.mistake != UNREADABLE


@EVERY_VALUE
def test_odd_values_after_the_solution(number):
    for exercise in (ex.first_fit, ex.guarantee, ex.broken_packing):
        exercise.solution()
        assert answered(exercise, VALUES[number]).status in (*STATUSES, "correct")


@pytest.mark.parametrize("exercise", [*NUMBER_EXERCISES, *QUESTIONS], ids=operator.attrgetter("key"))
def test_functions_for_values(exercise):
    for answer in FUNCTIONS:
        assert answered(exercise, answer).status in STATUSES


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.binary(max_size=5),
    lambda each: st.lists(each, max_size=4) | st.tuples(each, each) | st.dictionaries(st.text(max_size=2), each),
    max_leaves=10,
)


@given(ANYTHING)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything(value):
    for exercise in NUMBER_EXERCISES[:1]:
        answered(exercise, value)
    answered(ex.first_fit, lambda sizes, capacity: value)


def test_what_even_the_net_catches_is_answered(monkeypatch):
    monkeypatch.setattr(type(ex.first_fit), "judge", lambda *_: 1 / 0)
    result = ex.first_fit.check(3)
    assert (result.status, result.mistake) == ("error", UNREADABLE)
    assert "ZeroDivisionError" in result.message
