"""Every answer that a learner may write gets the right status, and a mistake its own sentence."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext

import pytest

from course_lib.catalogue import exercise
from course_lib.framework.exercise.tree import text_tree_of, words_in
from course_lib.record import progress
from tests.answers import FUNCTION_EXERCISES, Answer, answers, every_answer, typed
from tests.patience import IMPATIENCE


def written(answer: Answer):
    return typed(answer.source, answer.exercise.split(".")[1])


def check(answer: Answer):
    return exercise(answer.exercise).check(written(answer))


# Those that never end, for one exercise; for all of them in tests/notebooks.
HERE = [each for each in every_answer() if each.mistake != "too-slow" or each.exercise == "rocks.first_fit"]


@pytest.mark.parametrize("answer", HERE, ids=str)
def test_answer(answer):
    with IMPATIENCE if answer.mistake == "too-slow" else nullcontext():
        result = check(answer)
    assert repr(result) == answer.line
    assert len(result.message) > 20
    known = exercise(answer.exercise).mistakes.get(answer.mistake)
    assert known is None or result.message == known.told_of(words_in(text_tree_of(written(answer))))
    assert progress.get("exercises", answer.exercise)["answer"].startswith(("def ", "async def "))


@pytest.mark.parametrize("key", FUNCTION_EXERCISES)
def test_every_named_mistake_has_an_answer_and_its_own_sentence(key):
    mistakes = exercise(key).mistakes
    shown = {answer.mistake for answer in answers(key).values()}
    assert set(mistakes) <= shown
    assert len(mistakes) >= 3
    assert max(Counter(mistake.sentence for mistake in mistakes.values()).values()) == 1


@pytest.mark.parametrize("key", FUNCTION_EXERCISES)
def test_all_other_troubles_have_an_answer_too(key):
    names = {name.split("__")[0] for name in answers(key)}
    generic = {"changes_input"} if any(isinstance(each, list) for each in exercise(key).cases[0]) else set()
    generic |= {"no_return", "prints", "generator", "wrong_kind", "remembers", "other"}
    generic |= {"endless_loop", "exits", "recursion", "arguments", "zero_division", "name_error", "type_error"}
    # Where an exercise has something to say of every wrong answer, there is no other.
    assert {f"wrong_{name}" for name in generic} - names <= {"wrong_zero_division", "wrong_name_error", "wrong_other"}
    assert any("swallows" in name for name in answers(key))
    assert sum(name.startswith("right_") for name in answers(key)) >= 2
