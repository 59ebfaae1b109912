"""Questions: every choice is explained, and what the explanations say is true."""

from __future__ import annotations

import operator
import re
from collections import Counter
from itertools import pairwise

import pytest

from course_lib import rocks
from course_lib.chapters.ch02_rocks import exercises as ex
from course_lib.chapters.ch02_rocks.exercises.broken_packing import CAPACITY
from course_lib.chapters.ch09_mesh.exercises.counted_twice import counted_twice
from course_lib.framework.exercise.question import letters_text
from course_lib.framework.exercise.quiz import INVITATION
from course_lib.record import progress
from tests.framework.exercise.every import QUESTIONS

EACH = pytest.mark.parametrize("question", QUESTIONS, ids=operator.attrgetter("key"))
VARIANTS = pytest.mark.parametrize("variant", ex.broken_packing.variants, ids=lambda each: each.text[10:25])


@EACH
def test_each_choice_is_explained_in_every_variant(question):
    for variant in question.variants:
        whys = []
        for position, letter in enumerate(variant.letters):
            result = question.check(letter)
            assert result.status == ("correct" if position == variant.right else "not yet")
            assert result.mistake == ("" if position == variant.right else letter)
            whys.append(result.message)
        assert len(set(whys)) == len(whys) == 4
        assert min(map(len, whys)) > 20
        assert len(set(variant.choices)) == 4
        question.solution()


@EACH
def test_blank_and_other_answers(question):
    assert repr(question.check(...)) == f"[{question.name}] not started"
    for answer in ("e", "", "ab", "  ", None, True, ["a", "b"], [], {"a": 1}, b"a"):
        result = question.check(answer)
        assert (result.status, result.mistake) == ("not yet", "not-a-choice")
        assert '"a", "b", "c" or "d"' in result.message
    assert "one answer" in question.check("ab").message
    assert question.check(" A ").mistake in ("a", "")


@EACH
def test_a_choice_may_be_named_by_its_letter_or_its_text(question):
    for letter, choice in zip(question.variant.letters, question.variant.choices, strict=True):
        one = question.judge(letter)
        coats = [f"{letter})", f"({letter})", f"{letter}.", f" {letter.upper()} ", f"{letter}:", f"'{letter}'"]
        coats += [f"{letter}) {choice.text}", f"{letter.upper()}) {choice.text}", f"{letter}: because", choice.text]
        coats += [
            f"option {letter}",
            f"Answer {letter.upper()}",
            f"answer: {letter}",
            f"it's {letter}",
            f"{letter}?",
            f"{letter})!",
            [letter],
        ]
        coats += [choice.text.upper(), choice.text.removesuffix("."), f" {choice.text}."]
        assert [question.judge(coat) for coat in coats] == [one] * len(coats)
    for other in ("e)", "(z)", "a headless", "ab)", "a) b)"[:2] + "b", ")", "()", "a-b", choice.text[1:]):
        assert question.judge(other).mistake == "not-a-choice"


@EACH
def test_a_choice_may_be_named_by_how_it_alone_begins(question):
    begun = [re.match(r"[\w'’ .,]*?[\w'’](?=[,:;] )", choice.text) for choice in question.variant.choices]
    begun = [each[0] if each else "" for each in begun]
    for letter, words in zip(question.variant.letters, begun, strict=True):
        if len(words) > 1 and sum(choice.text.startswith(words) for choice in question.variant.choices) == 1:
            assert question.judge(words) == question.judge(letter)
            assert question.judge(f"{words.upper()}?") == question.judge(letter)
        assert question.judge(f"x{words}").mistake == "not-a-choice" or not words


@pytest.mark.parametrize(
    ("answer", "letter"),
    [(6.55, "c"), ("6.55", "c"), (8.1, "a"), (5, "b"), ("5 cores", "b"), (6.5, ""), (6, ""), ("6.55 c", ""), (55, "")],
)
def test_a_number_names_the_choice_that_begins_with_it(answer, letter):
    assert counted_twice.variant.letter_of(answer) == letter


@EACH
def test_several_letters_are_said_to_be_one_too_many(question):
    for answer in (
        "ab",
        "a and b",
        "c or d",
        "a, b",
        "a) b)",
        "a) and b)",
        "B/C",
        ["a", "b"],
        ["a", "b", "c"],
        "b & c",
    ):
        result = question.check(answer)
        assert (result.status, result.mistake) == ("not yet", "not-a-choice")
        assert result.message.startswith("This question has one answer.")


@EACH
def test_two_letters_are_said_to_be_one_too_many(question):
    message = question.check("a", "b").message
    assert message.endswith('you gave it 2. Choose one letter, in quotes: "a", "b", "c" or "d".')


def test_either():
    assert letters_text("ab") == '"a" or "b"'


@EACH
def test_after_the_solution_it_comes_in_another_form(question):
    before, old = question.variant, question.variant.letters[question.variant.right]
    assert before.choices[before.right].why in question.solution_text()
    question.solution()
    assert question.status == "solution seen"
    assert (question.variant != before) == (len(question.variants) > 1)
    assert old or question.check(old)


def test_the_filled_cell_is_right():
    assert eval(ex.broken_packing.solved_cell("ex.broken_packing.check(...)"), {"ex": ex}).status == "correct"  # noqa: S307


def test_a_form_answers_as_the_call_does():
    replier = ex.broken_packing.replier()
    assert replier("", "a", "").startswith("Not yet. Add up each box")
    assert replier("", "d", "").startswith("Correct. Yes: box 1 held 6")
    assert progress.get("exercises", "rocks.broken_packing")["status"] == "correct"


def test_a_form_from_before_the_solution_says_that_it_is_old():
    replier = ex.broken_packing.replier()
    ex.broken_packing.solution()
    tries = ex.broken_packing.record.get("tries", 0)
    assert "run the cell above again" in replier("", "b", "")
    assert ex.broken_packing.record.get("tries", 0) == tries


def test_the_form_holds_no_reason():
    item = ex.broken_packing.item
    assert item.said == ""
    assert not any(choice.why in str(item) for choice in ex.broken_packing.variant.choices)
    assert item.src.startswith("data:image/png;base64,")
    assert item.alt == "Claimed to be first fit decreasing: 3 boxes of 10: 6, 5+4, 3+2"


def test_skipping_takes_both():
    assert ex.skip.questions == (ex.skip_rule, ex.skip_size)
    assert repr(ex.skip).count("[skip_") == 2
    data = ex.skip._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html"}
    assert INVITATION in data["text/html"]


# An oracle of its own for the judge exercise: which rules does a packing break?


def parts(variant):
    """Return sizes and boxes as the learner sees them: in the text and in the picture's words."""
    sizes = [int(size) for size in re.findall(r"\d+", variant.text.split("came")[0])]
    listed = variant.picture().alt.split(f"of {CAPACITY}: ")[1].split(", ")
    return sizes, [[int(size) for size in box.split("+")] for box in listed]


def overfull(sizes, boxes):
    return any(sum(box) > CAPACITY for box in boxes)


def lost_or_invented(sizes, boxes):
    return Counter(sizes) != Counter(size for box in boxes for size in box)


def small_below_large(sizes, boxes):
    """Whether the boxes show that the rocks were not taken the largest first."""
    openers = [box[0] for box in boxes]
    rising = any(low < high for box in boxes for low, high in pairwise(box))
    return rising or any(before < after for before, after in pairwise(openers))


def placing_order(sizes, boxes, decreasing):
    return sorted(sizes, reverse=True) if decreasing else list(sizes)


def passed_a_box(sizes, boxes, decreasing=True):
    """Whether, placed one after the other, some rock lies behind an older box that had room for it."""
    left = [list(box) for box in boxes]
    level = [0] * len(boxes)
    rocks_in_boxes = [size for box in boxes for size in box]
    for size in placing_order(rocks_in_boxes if decreasing else sizes, boxes, decreasing):
        taker = next((k for k, box in enumerate(left) if box and box[0] == size), None)
        if taker is None:
            return True  # the order is another one
        if any(level[k] + size <= CAPACITY for k in range(taker)):
            return True
        left[taker].pop(0)
        level[taker] += size
    return False


@VARIANTS
def test_the_packing_breaks_exactly_the_rule_marked_right(variant):
    sizes, boxes = parts(variant)
    assert boxes != rocks.first_fit_decreasing(sizes, CAPACITY)
    # Where the order is wrong, a rock's turn is that of its arrival, as the explanation says.
    decreasing = variant.right != 2
    broken = [
        overfull(sizes, boxes),
        lost_or_invented(sizes, boxes),
        small_below_large(sizes, boxes),
        passed_a_box(sizes, boxes, decreasing),
    ]
    assert broken == [position == variant.right for position in range(4)]


@VARIANTS
def test_what_the_explanations_count_is_true(variant):
    sizes, boxes = parts(variant)
    whys = [choice.why for choice in variant.choices]
    if variant.right != 0:
        assert f"the fullest holds {max(map(sum, boxes))} of {CAPACITY}" in whys[0]
    if variant.right != 1:
        assert f"the list holds {len(sizes)} rocks that add up to {sum(sizes)}, and so do the boxes" in whys[1]
        assert len(sizes) == sum(map(len, boxes))


def test_the_sums_in_the_explanations_add_up():
    for question in QUESTIONS:
        for variant in question.variants:
            for text in (choice.why for choice in variant.choices):
                for one, other, total in re.findall(r"(\d+) \+ (\d+) = (\d+)", text):
                    assert int(one) + int(other) == int(total)


def test_every_rule_is_broken_once():
    assert {variant.right for variant in ex.broken_packing.variants} == {0, 1, 2, 3}


def test_the_one_in_order_of_arrival_is_first_fit():
    sizes, boxes = parts(ex.broken_packing.variants[1])
    assert boxes == rocks.first_fit(sizes, CAPACITY)


def test_the_first_one_is_next_fit_decreasing():
    sizes, boxes = parts(ex.broken_packing.variants[0])
    assert boxes == rocks.next_fit_decreasing(sizes, CAPACITY)
    assert len(boxes) == len(rocks.first_fit_decreasing(sizes, CAPACITY)) + 1


def test_skip_rule_is_counted_right():
    sizes, capacity = [6, 5, 4, 5], 10
    counts = len(rocks.next_fit(sizes, capacity)), len(rocks.first_fit(sizes, capacity))
    variant = ex.skip_rule.variant
    assert variant.choices[variant.right].text == "{} and {}".format(*counts)
    assert rocks.next_fit(sizes, capacity) == [[6], [5, 4], [5]]
    assert rocks.first_fit(sizes, capacity) == [[6, 4], [5, 5]]


def test_skip_size_is_what_the_guarantee_says():
    shares = [rocks.guaranteed_efficiency(size, 0.1, 16) for size in (16, 8, 4, 1.26, 0.5, 0.2, 0.1)]
    peak = shares.index(max(shares))
    assert 0 < peak < len(shares) - 1
    assert shares[: peak + 1] == sorted(shares[: peak + 1])
    assert shares[peak:] == sorted(shares[peak:], reverse=True)
