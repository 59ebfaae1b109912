"""Two wrong steps at once: recognised, and told in the sentences of both."""

from __future__ import annotations

import operator

import pytest

from course_lib import catalogue
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.steps import TWO, Way, two_wrong

EXERCISES = [each for chapter in catalogue.here() for each in chapter.exercises.EXERCISES]
WITH_PAIRS = [each for each in EXERCISES if isinstance(each, FunctionExercise) and each.pairs]
EACH = pytest.mark.parametrize("exercise", WITH_PAIRS, ids=operator.attrgetter("key"))


@EACH
def test_two_mistakes_are_told_of_both_unless_they_come_to_the_same_as_others(exercise):
    named = 0
    for name, pair in exercise.pairs.items():
        result = exercise.judge(pair.function)
        assert result.status == "not yet", name
        if result.mistake == name:
            assert result.message == pair.sentence
            named += 1
        else:
            known = exercise.mistakes.get(result.mistake) or exercise.pairs[result.mistake]
            assert name in exercise.trial(known.function).last.suspects
    assert named > 0.9 * len(exercise.pairs)


@EACH
def test_a_single_mistake_comes_before_two(exercise):
    for name, mistake in exercise.mistakes.items():
        assert exercise.judge(mistake.function).mistake == name


def test_the_sentence_is_made_of_both():
    steps = {"add": {"none-added": Way(0, "Add 1.")}, "times": {"tripled": Way(3, "Double it.")}}
    (pair,) = two_wrong(lambda add=1, times=2: lambda number: (number + add) * times, steps).values()
    assert pair.sentence == f"{TWO}\n\nAdd 1.\n\nDouble it."


def test_the_less_exact_step_says_how_near_is_near_enough():
    steps = {"add": {"about": Way(1.2, "Add 1.", within=0.1)}, "times": {"tripled": Way(3, "Double it.")}}
    (pair,) = two_wrong(lambda add=1, times=2: lambda number: (number + add) * times, steps).values()
    assert pair.compare(100, 109)
    assert not pair.compare(100, 120)
