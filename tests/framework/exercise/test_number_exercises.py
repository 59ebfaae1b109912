"""Number exercises: every mistake's value is its own, and so is its sentence."""

from __future__ import annotations

import itertools
import math
import operator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from course_lib import catalogue
from course_lib.chapters.ch01_footprint.exercises import embodied, sci_per_request
from course_lib.chapters.ch02_rocks import exercises as ex
from course_lib.chapters.ch02_rocks.study.rock_size import NODE_CORES, size_study
from course_lib.chapters.ch03_cluster.exercises import nodes_added
from course_lib.chapters.ch05_queueing.exercises import fan_out
from course_lib.chapters.ch09_mesh.exercises import worth_knowing
from course_lib.framework.exercise.digits import significant_digits
from course_lib.framework.exercise.ingredients import Ingredient, forgotten, from_the_text, resized, words_of
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import PAIRED, WAYS_AT_MOST
from course_lib.framework.exercise.values import echo
from course_lib.rocks import guaranteed_efficiency
from tests.framework.exercise.every import NUMBERS

EACH = pytest.mark.parametrize("exercise", NUMBERS, ids=operator.attrgetter("key"))


def at_variant(exercise, number):
    for _ in range(number):
        exercise.solution()
    return exercise.variants[number]


def each_variant(exercise):
    return range(len(exercise.variants))


@EACH
def test_blank(exercise):
    assert repr(exercise.check(...)) == f"[{exercise.name}] not started"
    assert "in place of the ..." in exercise.check().message
    assert exercise.record == {}


@EACH
def test_no_mistake_comes_near_the_right_value(exercise):
    assert len(exercise.mistakes) >= 3
    for variant in exercise.variants:
        right = exercise.right_of(variant)
        for name, mistake in exercise.mistakes.items():
            # No answer may be both: within twice the tolerance its digits, where they count, have to tell.
            mistaken = exercise.mistaken(mistake, variant)
            if math.isclose(right, mistaken, rel_tol=2 * exercise.tolerance):
                assert exercise.digits is not None, (name, variant)
                # Each answer is rounded (by half of the last digit at most) or cut off (by less than one).
                assert abs(right - mistaken) >= 1.5 * 10**-exercise.digits, (name, variant)


@EACH
def test_no_two_mistakes_are_the_same_for_all_numbers(exercise):
    values = {
        name: [exercise.mistaken(mistake, variant) for variant in exercise.variants]
        for name, mistake in exercise.mistakes.items()
    }
    for (one, these), (other, those) in itertools.combinations(values.items(), 2):
        assert not all(map(math.isclose, these, those)), (one, other)


@EACH
def test_each_mistake_gets_its_own_sentence(exercise):
    assert len({mistake.sentence for mistake in exercise.mistakes.values()}) == len(exercise.mistakes)
    told = set()
    for number in each_variant(exercise):
        variant = at_variant(exercise, number - exercise.solutions_seen) and exercise.variant
        assert variant == exercise.variants[number]
        for name, mistake in exercise.mistakes.items():
            result = exercise.check(exercise.mistaken(mistake, variant))
            assert result.status == "not yet"
            ways = result.mistake.split(" or ")
            assert name in ways or len(ways) == WAYS_AT_MOST or PAIRED in name
            if name in ways:
                told.add(name)
                assert f"ike {mistake.sentence}" in result.message
            assert (len(ways) > 1) == result.message.startswith("There is more than one way to arrive at this number.")
    assert told == {*exercise.mistakes}


def two_ways(**mistakes):
    """Return the exercise of chapter 02 with other mistakes."""
    return replace(ex.guarantee, mistakes=mistakes)


def test_two_mistakes_that_give_one_number_are_both_named():
    exercise = two_ways(
        one=Mistake(lambda: 0.2, "the one."), two=Mistake(lambda: 0.2, "the two."), three=Mistake(lambda: 0.3, "three.")
    )
    result = exercise.judge(0.2)
    assert result.mistake == "one or two"
    assert (
        result.message
        == "There is more than one way to arrive at this number.\n\nLooks like the one.\n\nOr like the two."
    )
    assert exercise.judge(0.3).message == "Looks like three."


def test_two_mistakes_at_once_are_named_only_where_one_alone_does_not_give_the_number():
    exercise = two_ways(**{"one and two": Mistake(lambda: 0.2, "both."), "three": Mistake(lambda: 0.2, "three.")})
    assert exercise.judge(0.2).message == "Looks like three."
    assert two_ways(**{"one and two": Mistake(lambda: 0.2, "both.")}).judge(0.2).mistake == "one and two"


def test_a_number_with_many_digits_is_that_of_the_mistake_that_gives_all_of_them():
    exercise = two_ways(one=Mistake(lambda: 0.23, "the one."), two=Mistake(lambda: 0.2300123, "the two."))
    assert exercise.judge(0.2300123).mistake == "two"
    assert exercise.judge(0.23).mistake == "one or two"


@EACH
def test_a_number_of_the_question_forgotten_or_the_text_s_is_recognised(exercise):
    """Alone, and in pairs where the number has digits enough: each is a mistake with a name, and said to be one."""
    for number in each_variant(exercise):
        at_variant(exercise, number - exercise.solutions_seen)
        here = exercise.ingredients, exercise.variant
        single = [*forgotten(*here), *from_the_text(*here), *resized(exercise.right, *here)]
        pairs = [
            one & other for one, other in itertools.combinations(single, 2) if not one.numbers.keys() & other.numbers
        ]
        for change in [*single, *pairs[::7]]:
            value = change.of(exercise.right)(**exercise.variant)
            is_telling = change in single or significant_digits(value) >= 4
            if math.isfinite(value) and value and is_telling:
                result = exercise.check(value)
                assert result.mistake or result.status == "correct", (change, value)


def test_a_forgotten_number_is_named_besides_a_mistake_that_gives_the_same():
    result = nodes_added.check(3)
    assert result.mistake == "sidecar-memory-forgotten or cpu-after"
    bare = replace(nodes_added, mistakes={"cpu-after": nodes_added.mistakes["cpu-after"]})
    assert bare.judge(3).message.endswith("Or like what comes out without the sidecar's 128Mi.")
    same = replace(nodes_added, mistakes={"named": nodes_added.mistakes["sidecar-memory-forgotten"]})
    assert same.judge(3).mistake == "named"  # not told twice


def test_the_text_s_own_numbers_are_named():
    message = embodied.check(0.96 * 10 * 30).message
    assert message.startswith(
        "Your number comes out with the text's 1,611 instead of the 1200 kg. Is that where it went wrong? 288 is too"
    )
    assert ex.best_size.check(1.26).message.startswith("That's the text's figure, for the sidecar's 0.1 core and")
    assert ex.best_size.check(4 * 1.26).mistake == "twice-the-size or text-in-proportion"


def test_a_step_from_one_unit_to_another_is_not_told_as_a_slip():
    result = sci_per_request.check((60 * 418 + 5400 / 4e6) * 1000)
    assert result.mistake == "total-of-the-electricity"
    assert "put brackets around" in result.message
    assert "Besides" not in result.message


def test_a_long_number_is_echoed_with_six_digits():
    assert ex.guarantee.check(0.0512345678).message.startswith("0.0512346 is too low")


@EACH
def test_the_right_number_in_another_unit_is_called_so(exercise):
    right = exercise.right_number
    for size in (1000, 100, 1 / 100, 1 / 1000, -1):
        result = exercise.judge(size * right)
        assert result.status == "not yet"
        assert result.mistake in ("unit", "own-number", "digits") or set(result.mistake.split(" or ")) <= {
            *exercise.mistakes
        }
        assert "is too" not in result.message


def test_what_is_said_of_another_unit():
    plain = replace(ex.guarantee, mistakes={})
    right = plain.right_number
    assert "in percent. The answer is a share of 1: 25% is 0.25." in plain.judge(100 * right).message
    assert plain.judge(-right).message == "Your number has the right size and the wrong sign."
    in_percent = replace(plain, unit="percent")
    assert "as a share of 1. The answer is in percent: 0.25 is 25%." in in_percent.judge(right / 100).message
    in_cores = replace(plain, unit="cores")
    assert in_cores.judge(1000 * right).message == (
        "Your number is 1,000 times the right one. Check the unit: the answer is in cores."
    )


def test_what_is_said_of_the_other_part_and_of_a_fraction_upside_down():
    plain = replace(ex.guarantee, mistakes={})
    right = plain.right_number
    assert plain.judge(1 - right).message.startswith("Your number and the right one add up to 1.")
    assert plain.judge(1 / right).message.startswith("Your number is 1 divided by the right one.")
    in_percent = replace(plain, unit="percent")
    assert in_percent.judge(100 - right).message.startswith("Your number and the right one add up to 100.")
    assert "add up" not in replace(plain, unit="cores").judge(1 - right).message


@EACH
def test_a_number_of_the_question_is_said_to_stand_there(exercise):
    bare = replace(exercise, mistakes={})
    for value in bare.variant.values():
        result = bare.judge(value)
        if result.mistake == "own-number":
            assert result.message.startswith(
                f"{echo(value)} is one of the numbers in the question; as the answer it is too "
            )
        else:
            assert result.mistake in ("unit", "turned-round", "digits", "other-numbers") or result.status == "correct"
    assert bare.judge(1e7 + 0.125).mistake == ""


def test_a_mistake_in_another_unit_gets_both_sentences():
    exercise = two_ways(added=Mistake(lambda: 0.4321, "two things added."))
    result = exercise.judge(432.1)
    assert result.mistake == "added"
    assert result.message.startswith("Looks like two things added.\n\nBesides, your number is 1,000 times what that")
    assert "a share of 1" in result.message
    ambiguous = two_ways(added=Mistake(lambda: 0.4321, "a."), halved=Mistake(lambda: 4.321, "b."))
    assert ambiguous.judge(432.1).mistake == ""
    assert two_ways(added=Mistake(lambda: 0.43, "a.")).judge(430).mistake == ""  # 430 may be anything
    assert two_ways(added=Mistake(lambda: 0.43, "a.")).judge(43).mistake == "added"  # in percent


def test_a_mistake_with_the_wrong_sign_is_not_said_to_be_in_another_unit():
    message = replace(ex.best_size, mistakes={"added": Mistake(lambda: 4.3, "a.")}).judge(-4.3).message
    assert message == "Looks like a.\n\nBesides, your number has a minus in front of what that gives. What was" + (
        " subtracted from what?"
    )


def test_a_number_without_the_digits_that_the_question_asks_for_is_right_as_far_as_it_goes():
    asked = replace(ex.best_size, mistakes={}, ingredients={}, digits=2, right=lambda: 3.714)
    for whole in (3, 4):
        assert asked.judge(whole).message.endswith("The question asks for 2 digits after the point.")
    assert asked.judge(5).mistake == replace(asked, right=lambda: 1.714).judge(2.0).mistake == ""


@EACH
def test_the_right_number_for_other_numbers_is_called_so(exercise):
    bare = replace(exercise, mistakes={})
    for variant in exercise.variants[1:]:
        result = bare.judge(bare.right_of(variant))
        assert result.mistake == "other-numbers"
        named_ones = exercise.ingredients or exercise.variant
        changed = [name for name in named_ones if variant[name] != exercise.variant[name]]
        words = [words_of(exercise.ingredients, each) for each in (variant, exercise.variant)]
        for named, each in zip(words, (variant, exercise.variant), strict=True):
            assert all(named.get(name, f"{each[name]:,.10g}") in result.message for name in changed)
        assert "Here " in result.message


@EACH
def test_the_right_number_in_any_coat(exercise):
    right = exercise.right_number
    coats = [float(right), np.float64(right), np.array(right), Decimal(repr(right)), Fraction(right)]
    for answer in coats:
        assert exercise.check(answer).status == "correct"
    half_a_digit = math.inf if exercise.digits is None else 0.5 * 10**-exercise.digits
    assert exercise.check(right + 0.9 * min(exercise.tolerance * right, half_a_digit)).status == "correct"
    assert exercise.check(right * (1 + 3 * exercise.tolerance)).status == "not yet"


@EACH
def test_another_number_in_a_digit_that_counts_is_refused(exercise):
    for number in each_variant(exercise) if exercise.digits is not None else ():
        at_variant(exercise, number - exercise.solutions_seen)
        unit, right = Fraction(1, 10**exercise.digits), Fraction(repr(exercise.right_number))
        nearest = round(right / unit)
        others = [each * unit for each in range(nearest - 3, nearest + 4) if abs(each * unit - right) >= unit]
        assert len(others) >= 5
        for other in others:
            assert exercise.check(float(other)).status == "not yet"


@EACH
def test_rounded_or_cut_off_is_right(exercise):
    digits = exercise.digits or 0
    for number in each_variant(exercise):
        at_variant(exercise, number - exercise.solutions_seen)
        right = round(exercise.right_number, 9)
        for answer in (round(right, digits), int(right * 10**digits) / 10**digits):
            assert exercise.check(answer).status == "correct"


def test_a_number_off_in_its_last_digit_is_told_so():
    result = fan_out.check(0.451)
    assert (result.status, result.mistake) == ("not yet", "digits")
    assert result.message.startswith("0.451 is close. It has to be right to 3 digits after the point.")


def test_a_number_that_is_rounded_up_is_told_to_be_rounded_to_the_nearest():
    rounded_up = replace(fan_out, right=lambda: 0.4522)
    assert rounded_up.check(0.453).message == "0.453 is the right number, rounded up. Round it to the nearest."
    assert rounded_up.check(0.451).message.startswith("0.451 is close.")


@EACH
def test_high_and_low(exercise):
    assert "too high" in exercise.check(1e7).message
    assert "too low" in exercise.check(-1e7).message
    assert exercise.call("hint") in exercise.check(1e7).message


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("1.26", "Leave out the quotes: 1.26."),
        ("1.26 cores", "Leave out the quotes and the unit: 1.26."),
        ("1260m", "Leave out the quotes and the unit, and give the number in cores."),
        ("12%", "Leave out the quotes and the percent sign, and give the number in cores."),
        ("1,26", "Leave out the quotes, and write a point for the comma: 1.26."),
        ("about 1.26", "Answer with the number alone, without quotes: 1.26."),
        ("about one", "Answer with a number in figures, without quotes."),
        ("1 to 1.5", "Answer with a single number, without quotes."),
        ((1, 26), "A decimal comma"),
        (None, "yours is None"),
        (True, "yours is True or False: True"),
        (math.nan, "yours is nan"),
        (math.inf, "yours is inf"),
        (10**4000, "yours is 1000000"),
        (math.sqrt, "yours is a function"),
        ({}, "yours is a dict"),
    ],
)
def test_what_is_no_number(answer, says):
    result = ex.best_size.check(answer)
    assert (result.status, result.mistake) == ("not yet", "not-a-number")
    assert result.message.startswith("The answer is a number, in cores; ")
    assert says in result.message


@EACH
def test_after_the_solution_only_new_numbers_count(exercise):
    old = exercise.right_number
    card = exercise.solution()
    assert exercise.status == "solution seen"
    assert exercise.question in card.html.replace("&#x27;", "'")
    assert f"{old:g}" in card.html or f"{old:.3f}" in card.html or f"{old:.4f}" in card.html
    assert exercise.check(old).status == "not yet"
    assert exercise.status == "solution seen"
    assert exercise.check(exercise.right_number).status == "correct"
    assert exercise.status == "correct"


@EACH
def test_variants_have_different_answers(exercise):
    rights = [exercise.right_of(variant) for variant in exercise.variants]
    assert len(rights) >= 3
    for one, other in itertools.combinations(rights, 2):
        assert not math.isclose(one, other, rel_tol=2 * exercise.tolerance)


@EACH
def test_question_and_solution_show_their_numbers(exercise):
    for number in each_variant(exercise):
        at_variant(exercise, number - exercise.solutions_seen)
        assert "{" not in exercise.question + exercise.solution_text()
        asked = exercise.question.replace(",", "")
        assert all(f"{value:.10g}" in asked for value in exercise.variant.values())
        assert exercise.question in repr(exercise)
        assert exercise.call("check") in exercise._repr_html_()


@EACH
def test_the_filled_cell_is_right(exercise):
    source = exercise.solved_cell(f"ex.{exercise.name}.check(...)\n# ex.{exercise.name}.hint()")
    chapter = catalogue.chapter(exercise.chapter)
    assert eval(source, {"ex": chapter.exercises}).status == "correct"  # noqa: S307


def test_what_is_far_off_is_counted_in_its_unit():
    assert ex.fewest_nodes.check(3).message.startswith("3 is too low (in nodes). ")
    assert ex.guarantee.check(0.1).message.startswith("0.1 is too low. ")


@pytest.mark.parametrize("exercise", [ex.guarantee, ex.best_size], ids=operator.attrgetter("key"))
def test_what_the_picture_shows_for_mixed_sizes_is_recognised(exercise):
    at_variant(exercise, 2)
    here = exercise.variant
    assert (here["overhead"], here["capacity"]) == (0.1, NODE_CORES)  # as in the picture at the start
    study = size_study(here.get("size", 2.0), 1000 * here["overhead"], spread_percent=100)
    read_off = {"guarantee": round(study.guaranteed_here, 3), "best_size": study.best_guaranteed_cores}
    assert read_off[exercise.name] == {"guarantee": 0.718, "best_size": 0.9}[exercise.name]
    result = exercise.check(read_off[exercise.name])
    assert "mixed-sizes" in result.mistake.split(" or ")
    assert "spread of 100%" in result.message


def test_half_a_node_under_the_root_is_nearly_the_best_size_for_mixed_sizes():
    result = ex.best_size.check(1.79)
    assert result.mistake == "half-the-capacity or mixed-sizes"
    assert "half a node under the root" in result.message
    assert "\n\nOr like the best size for mixed sizes" in result.message


def test_the_best_size_for_mixed_sizes_is_the_best():
    mixed = ex.best_size.mistakes["mixed-sizes"]
    for variant in ex.best_size.variants:
        overhead, best = variant["overhead"], ex.best_size.mistaken(mixed, variant)
        sizes = [0.99 * best, best, 1.01 * best]
        found = [guaranteed_efficiency(x, **variant, largest=2 * x - overhead) for x in sizes]
        assert max(found) == found[1]


def test_the_right_values_are_those_worked_by_hand():
    assert [ex.fewest_nodes.right_of(variant) for variant in ex.fewest_nodes.variants] == [
        math.ceil(300 * 1.5 / 16),
        math.ceil(250 * 1.1 / 8),
        math.ceil(450 * 0.6 / 12),
    ]
    assert ex.guarantee.right_of(ex.guarantee.variants[-1]) == pytest.approx((1 - 2 / 16) * (1 - 0.1 / 2))
    assert ex.best_size.right_of(ex.best_size.variants[-1]) == pytest.approx(1.6**0.5)


def test_a_size_is_named_only_where_another_one_would_give_another_number():
    """Where no more than nothing can be lost, what a thousandth gives, half of that gives as well."""
    three = {"few": Ingredient("the {few:g} nodes", left_out=None)}
    assert [change.name for change in resized(lambda few: max(few - 5, 0), three, {"few": 13})] == [
        "twice-few",
        "half-few",
        "thousandfold-few",
    ]
    for number in each_variant(worth_knowing):
        at_variant(worth_knowing, number - worth_knowing.solutions_seen)
        assert worth_knowing.check(0).mistake == "nothing-gained"
