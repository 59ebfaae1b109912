"""Chapter 01's exercises: rounded as asked is right, and no question gives another's answer away."""

from __future__ import annotations

import math
import operator
import re

import pytest

from course_lib.chapters.ch01_footprint import exercises as ex
from course_lib.chapters.ch01_footprint.exercises.power_w_mistakes import step, watts


@pytest.mark.parametrize(
    "exercise", [ex.carbon, ex.embodied, ex.packed_fleet, ex.sci_per_request], ids=operator.attrgetter("key")
)
def test_the_question_says_how_many_digits_and_those_pass(exercise):
    digits = {"embodied": 0, "carbon": 0, "packed_fleet": 1, "sci_per_request": 2}[exercise.name]
    asked = {"embodied": "whole grams", "packed_fleet": "one digit after", "sci_per_request": "two digits after"}
    assert asked.get(exercise.name, "How many grams") in exercise.question
    for _ in exercise.variants:
        right = exercise.right_number
        for rounded in (round(right, digits), int(right * 10**digits) / 10**digits):
            assert exercise.check(rounded).status == "correct"
        exercise.solution()


@pytest.mark.parametrize(("exercise", "digits"), [(ex.packed_fleet, 0), (ex.sci_per_request, 1)])
def test_a_digit_fewer_than_asked_for_is_not_enough(exercise, digits):
    assert exercise.check(round(exercise.right_number, digits)).status == "not yet"


def test_a_factor_added_is_not_taken_for_a_factor():
    for variant in ex.carbon.variants:
        added = ex.carbon.mistaken(ex.carbon.mistakes["pue-added"], variant)
        assert not math.isclose(added, ex.carbon.right_of(variant), rel_tol=2 * ex.carbon.tolerance)


def test_a_forgotten_life_is_no_forgotten_share():
    for variant in ex.embodied.variants:
        assert variant["years"] != variant["of_vcpus"] / variant["vcpus"]


def test_hardware_in_kilograms_is_not_called_electricity_alone():
    here = ex.sci_per_request.variant
    in_kg = {**here, "embodied_g": here["embodied_g"] / 1000}
    result = ex.sci_per_request.check(ex.sci_per_request.right_of(in_kg))
    assert result.mistake == "embodied-forgotten"
    assert "or nearly so" in result.message
    assert "in grams" in result.message


def test_the_skip_question_leaves_the_prediction_open():
    said = " ".join(choice.text + choice.why for choice in ex.skip_emptied.variant.choices)
    assert not re.search(r"\d|a little|idle", said)


def test_what_stayed_is_not_said_to_have_moved():
    texts = [variant.text + variant.choices[variant.right].why for variant in ex.sci_fell.variants]
    assert "it emitted 70 kg a day before, and 70 kg after. Not a gram was saved." in texts[0]
    assert "traffic stayed at 9 million requests" in texts[2]
    assert not any(re.search(r"from (\d+) to \1 ", text) for text in texts)


@pytest.mark.parametrize(
    ("share", "says"),
    [
        ("above - utilisation", "Your share of the way is above - utilisation. It should be"),
        ("u / 2", "Your share of the way is utilisation / 2. It should be"),
        ("(above - u) / (1 - below)", "Your share of the way is (above - utilisation) / (1 - below). It should be"),
    ],
)
def test_another_formula_is_read_off_the_watts(share, says):
    share = eval(f"lambda u, below, above: {share.replace('utilisation', 'u')}")  # noqa: S307
    assert ex.power_w.check(step(share)).message.startswith(says)


def test_what_is_taken_off_the_watts_is_read_off_them_too():
    def less(u, below, above, low_w, high_w):
        return low_w + (high_w - low_w) * u / above - below

    message = ex.power_w.check(watts(less)).message
    assert message.startswith("You add the step times utilisation / above, and then subtract below from the watts.")


def test_a_formula_that_is_none_of_these_is_not_guessed_at():
    assert ex.power_w.check(step(lambda u, below, above: u**2)).mistake == ""


def test_the_hints_of_power_w_do_not_write_the_answer():
    assert len(ex.power_w.hints) == 3
    assert not any("(utilisation - below)" in hint for hint in ex.power_w.hints)
