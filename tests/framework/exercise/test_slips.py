"""Slips that no exercise has to list: rounding, another unit, a sign; an exercise's own mistakes come first."""

from __future__ import annotations

import pytest

from course_lib.chapters.ch04_connections.exercises import expected_busy
from course_lib.framework.exercise.formulas import call_by_name, changed, scaled
from course_lib.framework.exercise.slips import DIGITS, FACTORS, change_each, slips


def right(pods, connections):
    return pods * (1 - (1 - 1 / pods) ** connections)


@pytest.mark.parametrize("digits", DIGITS[1:])
def test_a_rounded_answer_is_called_so(digits):
    result = expected_busy.check(lambda pods, connections: round(right(pods, connections), digits))
    assert result.mistake == f"rounded-{digits}"
    assert f"rounded to {digits} digit" in result.message


@pytest.mark.parametrize("factor", FACTORS)
def test_another_unit_or_sign_is_called_so(factor):
    result = expected_busy.check(lambda pods, connections: factor * right(pods, connections))
    assert result.mistake == f"times-{factor:g}"
    assert result.message == FACTORS[factor]


def test_the_exercises_own_sentence_comes_first():
    assert expected_busy.check(lambda pods, connections: round(right(pods, connections))).mistake == "rounded"


def test_every_number_of_a_list_is_changed_and_nothing_else():
    assert change_each([1.25, [2, True], "three", None], lambda number: 2 * number) == [2.5, [4, True], "three", None]


def test_names_are_apart():
    assert len(slips(lambda case: case[0])) == len(DIGITS) + len(FACTORS)


NUMBERS = {"right": lambda watts, pue=2: watts * pue, "answer": 6, "watts": 3, "hours": 4}


@pytest.mark.parametrize(
    ("mistake", "value"),
    [
        (scaled(1000), 6000),
        (changed(watts=1), 2),
        (changed(watts=lambda hours: hours), 8),
        (changed(watts=lambda watts, hours: watts + hours, pue=1), 7),
        (lambda watts, hours: watts * hours, 12),
        (lambda answer, hours: answer - hours, 2),
        (lambda: 0.0, 0.0),
        (lambda watts, **numbers: (watts, numbers["hours"]), (3, 4)),
    ],
)
def test_a_mistake_gets_the_numbers_that_it_names(mistake, value):
    assert call_by_name(mistake, NUMBERS) == value


def test_a_number_that_is_not_there_is_not_guessed():
    with pytest.raises(TypeError, match="pods"):
        call_by_name(lambda pods: pods, NUMBERS)
