"""What cards say one after the other: nothing twice, and nothing that an earlier card has settled."""

from __future__ import annotations

import operator
import re

import pytest
from IPython.lib.pretty import pretty

from course_lib.balancers import LEAST_IN_FLIGHT
from course_lib.chapters.ch00_start_here import exercises as start_here
from course_lib.chapters.ch01_footprint import exercises as footprint
from course_lib.chapters.ch02_rocks import exercises as ex
from course_lib.framework.exercise.exercise import SAME_CODE
from course_lib.framework.exercise.number import NumberExercise
from tests.answers import answers, typed
from tests.framework.exercise.every import CHALLENGES, EVERY, FUNCTIONS, GRADINGS, MARKINGS, NUMBERS, QUESTIONS

EACH = pytest.mark.parametrize("exercise", EVERY, ids=operator.attrgetter("key"))


def text(shown) -> str:
    return re.sub(r"<[^>]+>", " ", shown._repr_html_())


def right(exercise):
    """Return what the exercise takes for right at present."""
    if exercise in FUNCTIONS:
        return exercise.reference
    if isinstance(exercise, NumberExercise):
        return exercise.right_number
    if exercise in CHALLENGES:
        return LEAST_IN_FLIGHT.pick
    if exercise in MARKINGS:
        return exercise.sheet.flawed
    if exercise in GRADINGS:
        return exercise.right_marks
    return exercise.variant.letters[exercise.variant.right]


@EACH
def test_a_look_at_the_solution_of_what_is_done_promises_nothing(exercise):
    assert exercise.check(right(exercise)).status == "correct"
    shown = text(exercise.solution())
    assert "You have solved this one before; it stays done." in shown
    assert "counts as done" not in shown
    assert ("new numbers" in shown) == (exercise in (*NUMBERS, *QUESTIONS))
    assert exercise.status == "correct"


@EACH
def test_from_the_solution_to_correct(exercise):
    assert "counts as done" in text(exercise.solution())
    if exercise in FUNCTIONS:
        result = exercise.check(exercise.reference)
        assert result.status == "solution seen"
        assert "Give that answer to" in result.message
        case = exercise.repeat_cases[1]
        result = exercise.check(exercise.expected(case))
        assert result.message == f"{exercise.call_text(case)} returns exactly that."
    else:
        result = exercise.check(right(exercise))
    assert result.status == exercise.status == "correct"
    assert "counts as done" not in text(result)
    assert "stays done" in text(exercise.solution())


@EACH
def test_correct_is_said_once(exercise):
    result = exercise.check(right(exercise))
    assert len(re.findall(r"(?i)\b(right|correct)\b[.:]", text(result))) == 0
    assert result.message


@pytest.mark.parametrize("exercise", NUMBERS, ids=operator.attrgetter("key"))
def test_a_right_number_is_shown_with_the_way_to_it(exercise):
    assert exercise.check(right(exercise)).message == exercise.solution_text()


@pytest.mark.parametrize("question", QUESTIONS, ids=operator.attrgetter("key"))
def test_a_form_says_correct_once(question):
    for variant in question.variants:
        assert not variant.choices[variant.right].why.startswith(("Right", "Correct"))


@pytest.mark.parametrize("name", ["wrong_strict", "wrong_type_error", "wrong_logic__at_most_two_rocks"])
def test_the_same_code_as_last_time_is_named(name):
    source = answers("rocks.first_fit")[name].source
    first, again = (ex.first_fit.check(typed(source, "first_fit")) for _ in range(2))
    assert SAME_CODE not in first.message
    assert again.message.removesuffix(f"\n\n{SAME_CODE}").split(" in line")[0] == first.message.split(" in line")[0]
    assert again.message.endswith(SAME_CODE)
    changed = source.replace("capacity:", "capacity :", 1)
    assert SAME_CODE not in ex.first_fit.check(typed(changed, "first_fit")).message


def test_nothing_is_said_of_the_same_code_that_is_right_or_a_value():
    for answer in (ex.first_fit.reference, 25):
        for _ in range(2):
            assert SAME_CODE not in ex.first_fit.check(answer).message
    for _ in range(2):
        assert SAME_CODE not in ex.guarantee.check(0.1).message


@pytest.mark.parametrize("exercise", NUMBERS, ids=operator.attrgetter("key"))
def test_a_decimal_comma_is_explained(exercise):
    result = exercise.check(0, 831)
    assert (result.status, result.mistake) == ("not yet", "several")
    assert "Python's decimal mark is a point: 0.831." in result.message
    assert exercise.record["answer"] == "0, 831"


def test_a_thousand_with_a_comma_is_explained():
    said = footprint.carbon.check(4, 590).message
    assert "Thousands are written without a comma: 4590. The decimal mark is a point: 4.590." in said
    assert "without a comma: 1000." in footprint.embodied.check(1, 0).message  # 1,000 to Python
    assert "without a comma" not in footprint.sci_per_request.check(7, 29).message


@EACH
def test_a_blank_after_a_right_answer_is_no_step_back(exercise):
    exercise.check(right(exercise))
    kept = exercise.record
    result = exercise.check(...)
    assert result.status == "correct"
    assert "solved this one before" in result.message
    assert exercise.record == kept


@pytest.mark.parametrize("exercise", NUMBERS, ids=operator.attrgetter("key"))
def test_the_answer_to_the_numbers_before_is_known_as_such(exercise):
    before = right(exercise)
    exercise.solution()
    result = exercise.check(before)
    known = set(exercise.mistakes)
    assert result.mistake == "earlier-numbers" or result.mistake in known
    if result.mistake == "earlier-numbers":
        assert exercise.question in result.message


def test_only_what_the_form_shows_as_right_lets_skip():
    form = footprint.skip._repr_mimebundle_()["text/plain"]
    assert "not started" in form
    reply = footprint.skip.replier()
    assert "you may skip" not in reply("footprint.skip_emptied", "c", "")
    assert "you may skip" in reply("footprint.skip_unit", "b", "")
    assert "you may skip" not in reply("footprint.skip_unit", "c", "")
    assert "you may skip" in reply("footprint.skip_unit", "b", "")


@pytest.mark.parametrize("more", [(1,), ("a", "b"), (0.5, 2), (None,), (10**5000, 1), ([], {}, object())])
def test_more_than_one_answer(more):
    says = {
        ex.first_fit: "Give it the function alone: ex.first_fit.check(first_fit).",
        ex.guarantee: "Python's decimal mark is a point.",
        ex.broken_packing: "Choose one letter, in quotes:",
    }
    for exercise, sentence in says.items():
        result = exercise.check(exercise.name, *more)
        assert result.mistake == "several"
        assert f"you gave it {1 + len(more)}. {sentence}" in result.message


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=operator.attrgetter("key"))
def test_more_than_one_function(exercise):
    for more in (exercise.reference, 3, [1]):
        message = exercise.check(exercise.reference, more).message
        assert f"Give it the function alone: ex.{exercise.name}.check({exercise.name})." in message
        assert "decimal" not in message


def test_several_answers_on_paper():
    for exercise in (start_here.sidecar_share, ex.first_fit):
        exercise.solution()
    assert "a point: 0.831." in start_here.sidecar_share.check(0, 831).message
    assert "Put square brackets around the whole list." in ex.first_fit.check([4], [7]).message


def test_two_functions_and_more_for_a_balancer():
    (challenge,) = CHALLENGES
    message = challenge.check(len, len, len).message
    assert "A balancer is one function that picks, or two" in message


EVERYTHING = (*EVERY, *(question for question in QUESTIONS if question not in EVERY))


@pytest.mark.parametrize("exercise", EVERYTHING, ids=operator.attrgetter("key"))
def test_an_exercise_shows_itself_in_one_line(exercise):
    shown = repr(exercise)
    assert shown.startswith(f"[{exercise.name}] not started")
    assert "\n" not in shown
    if exercise not in (*QUESTIONS, *NUMBERS, *MARKINGS):
        assert len(shown) < 100
    assert len(shown) < 600
    assert pretty(exercise) == shown
