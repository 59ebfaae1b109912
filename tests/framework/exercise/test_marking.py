"""Markings: every letter too many, and every one too few, gets a sentence of its own."""

from __future__ import annotations

import operator
from itertools import combinations

import pytest

from course_lib.framework.exercise.marking import Marking, Sheet, Statement
from tests.framework.exercise.every import MARKINGS

EACH = pytest.mark.parametrize("exercise", MARKINGS, ids=operator.attrgetter("key"))
SHEET = Sheet(
    "Three statements.",
    (
        Statement("one", "1 + 1 = 2.", "It is."),
        Statement("two", "1 + 1 = 3.", "It's 2.", nudge="a sum."),
        Statement("three", "2 · 2 = 5.", "It's 4.", nudge="a product."),
    ),
)
MINE = Marking(chapter="mine", name="sums", decision="tell a sum", sheets=(SHEET,))


def each_sheet(exercise):
    """Yield the sheets, each while its turn is."""
    for number, sheet in enumerate(exercise.sheets):
        if number:
            exercise.solution()
        assert exercise.sheet is sheet
        yield sheet


@EACH
def test_blank(exercise):
    assert repr(exercise.check(...)) == f"[{exercise.name}] not started"
    assert exercise.record == {}


@EACH
def test_every_sound_statement_and_every_missed_flaw_is_told_by_itself(exercise):
    for sheet in each_sheet(exercise):
        told = set()
        for letter, statement in zip(sheet.letters, sheet.statements, strict=True):
            if statement.is_flawed:
                result = exercise.judge(sheet.flawed.replace(letter, ""))
                assert result.mistake == f"missed-{statement.topic}"
                assert statement.nudge in result.message
                assert f"{len(sheet.flawed) - 1} of {len(sheet.flawed)}" in result.message
            else:
                result = exercise.judge(sheet.flawed + letter)
                assert result.mistake == f"sound-{statement.topic}"
                assert result.message.startswith(f"{letter}) {exercise.words.other}. {statement.why}")
            assert result.status == "not yet"
            told.add(result.message)
        assert len(told) == len(sheet.statements)


@EACH
def test_only_the_flaws_are_right(exercise):
    for sheet in each_sheet(exercise):
        for letters in combinations(sheet.letters, len(sheet.flawed)):
            assert (exercise.judge("".join(letters)).status == "correct") == ("".join(letters) == sheet.flawed)


@EACH
def test_in_any_coat(exercise):
    flawed = exercise.sheet.flawed
    coats = [
        {*flawed},
        flawed.upper(),
        ", ".join(flawed),
        flawed[::-1],
        [*flawed],
        tuple(flawed),
        f'"{flawed}"',
        flawed + flawed,
    ]
    coats += [
        " and ".join([", ".join(flawed[:-1]), flawed[-1]]),
        f" {'; '.join(flawed)}.",
        f"{flawed}?",
        f"{flawed[0]}: {flawed[1:]}!",
    ]
    assert {exercise.judge(coat).status for coat in coats} == {"correct"}
    assert exercise.check(*flawed).status == "correct"


@EACH
def test_a_missed_flaw_is_not_given_away(exercise):
    for sheet in each_sheet(exercise):
        for letter in sheet.flawed:
            message = exercise.judge(sheet.flawed.replace(letter, "")).message
            assert sheet.of(letter).text not in message
            assert sheet.of(letter).why not in message
            assert f"{letter})" not in message


@pytest.mark.parametrize("answer", ["x", "abz", 3, None, ["a", 3], {"a": 1}, 2.5, b"a", [["a"]]])
def test_what_are_no_letters(answer):
    result = MINE.check(answer)
    assert (result.status, result.mistake) == ("not yet", "not-letters")
    assert '"a" to "c"' in result.message


@pytest.mark.parametrize(
    ("answer", "begin"),
    [
        ("abz", "There is no z). "),
        (["a", "D"], "There is no d). "),
        ("all", "'all' isn't"),
        ("xyz", "'xyz' isn't"),
        ("a-c", "'a-c' isn't"),
    ],
)
def test_a_letter_that_no_statement_has_is_named(answer, begin):
    assert MINE.check(answer).message.startswith(begin)


@pytest.mark.parametrize(
    ("answer", "mistake"), [("", "none-marked"), ([], "none-marked"), ("abc", "all-marked"), ("a", "sound-ones")]
)
def test_all_none_and_just_the_others(answer, mistake):
    assert MINE.check(answer).mistake == mistake


def test_what_is_said_once_all_are_found():
    assert MINE.check("bc").message == "Yes, those are the flaws.\n\nb) It's 2.\n\nc) It's 4."
    assert MINE.solution_text() == "a) Sound. It is.\n\nb) Flawed. It's 2.\n\nc) Flawed. It's 4."
    assert MINE.solved_cell("ex.sums.check(...)") == 'ex.sums.check("bc")'


def test_the_sheet_shows_every_statement_and_no_reason():
    shown = MINE._repr_html_()
    for statement in SHEET.statements:
        assert statement.text in shown
        assert statement.why not in shown
    assert "Mark the 2 flaws" in shown
