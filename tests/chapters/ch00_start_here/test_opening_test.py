"""The opening test: answers are kept, nothing is told, and the right ones are right."""

from __future__ import annotations

import itertools
import math
import re
from fractions import Fraction

import pytest

from course_lib import tables
from course_lib.chapters.ch00_start_here.exercises import opening_test
from course_lib.chapters.ch00_start_here.exercises.opening_test import ITEMS
from course_lib.framework.exercise.knowledge_test import CONFIDENCES, DONT_KNOW
from course_lib.record import progress

EACH = pytest.mark.parametrize("number", range(1, 9))


def value(identity):
    return float(tables.figure("opening_test", identity).value)


def right(number):
    return ITEMS[number - 1].options[ITEMS[number - 1].right].text


def numbers(text):
    return [float(each) for each in re.findall(r"[-+]?\d+(?:\.\d+)?", text)]


@EACH
def test_an_answer_is_kept(number):
    item = ITEMS[number - 1]
    for position, letter in enumerate("abcde"):
        for confidence in CONFIDENCES:
            opening_test.answer(number, letter, confidence)
            kept = progress.get("opening_test", item.id)
            text = [*(option.text for option in item.options), DONT_KNOW][position]
            sure = "" if text == DONT_KNOW else confidence
            assert kept == {"choice": text, "confidence": sure, "right": position == item.right}


@EACH
def test_a_reply_repeats_the_choice_and_tells_nothing_else(number):
    item = ITEMS[number - 1]
    for letter, text in zip("abcd", item.texts, strict=False):
        for sure in CONFIDENCES:
            said = f"Kept: {letter}) {text}, {sure}. You may change it until chapter 10; the latest counts."
            assert opening_test.answer(number, letter, sure) == said


@EACH
def test_who_does_not_know_is_not_asked_how_sure(number):
    reply = opening_test.answer(number, "e")
    assert reply == "Kept: e) I don't know. You may change it until chapter 10; the latest counts."


def test_run_again_the_form_shows_what_was_chosen_the_latest():
    assert opening_test.view().replies == {}
    opening_test.answer(3, "b", "sure")
    opening_test.answer(3, "a", "guessing")
    opening_test.answer(8, "e")
    assert opening_test.view().replies == {item.id: opening_test.said(item) for item in (ITEMS[2], ITEMS[7])}
    assert opening_test.said(ITEMS[2]).startswith("Kept: a) 5, as on every pod, guessing. You may change it")


def test_an_answer_that_is_offered_no_longer_is_asked_for_again():
    progress.put("opening_test", ITEMS[0].id, choice="about 33%", confidence="sure", right=False)
    assert opening_test.view().replies == {}
    assert str(opening_test.summary()) == "0 of 8 answered"


def test_neither_form_nor_html_gives_it_away():
    for number in range(1, 9):
        opening_test.answer(number, "a", "sure")
    shown = repr(opening_test._repr_mimebundle_()) + opening_test._repr_html_() + repr(opening_test)
    for item in ITEMS:
        for option in item.options:
            if option.reveals != "right":
                assert option.reveals not in shown
    assert "reveals" not in shown
    assert "right=" not in shown
    assert str(opening_test.summary()) == "8 of 8 answered"


def test_the_summary_counts():
    assert repr(opening_test) == "[opening test] 0 of 8 answered"
    opening_test.answer(3, "e", "guessing")
    opening_test.answer(3, "b", "sure")
    assert repr(opening_test.summary()) == "1 of 8 answered"
    assert progress.summary().opening_test_items == 1


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((0, "a", "sure"), "number must be a whole number from 1 to 8, got 0"),
        ((9, "a", "sure"), "got 9"),
        ((1.0, "a", "sure"), "got 1.0"),
        ((True, "a", "sure"), "got True"),
        (("1", "a", "sure"), "got '1'"),
        ((1, "f", "sure"), "letter must be one of a, b, c, d, e, got 'f'"),
        ((1, "", "sure"), "letter must be one of"),
        ((1, None, "sure"), "letter must be one of"),
        ((1, "a"), "confidence must be one of guessing, fairly sure, sure, got ''"),
        ((1, "a", "very"), "confidence must be one of guessing, fairly sure, sure, got 'very'"),
    ],
)
def test_what_cannot_be_kept_is_named(answer, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        opening_test.answer(*answer)
    assert progress.records("opening_test") == {}


def test_eight_items_with_four_options_of_which_one_is_right():
    assert len({item.id for item in ITEMS}) == 8
    for item in ITEMS:
        assert len({option.text for option in item.options}) == 4
        assert [option.reveals == "right" for option in item.options].index(True) == item.right
        assert len({option.reveals for option in item.options}) == 4
        assert item.texts[-1] == DONT_KNOW


# What is right, worked out from the figures.


def power(utilisation):
    """Return the watts of an m5.metal, between the measured points by a straight line."""
    points = [(u, value(f"m5_metal_power_{u}")) for u in (0, 10, 50, 100)]
    (u0, w0), (u1, w1) = next(pair for pair in itertools.pairwise(points) if utilisation <= pair[1][0])
    return w0 + (w1 - w0) * (utilisation - u0) / (u1 - u0)


def test_1_power_after_packing():
    before, three = 10 * power(20), 3 * power(200 / 3)
    on, off = 1 - (three + 7 * power(0)) / before, 1 - three / before
    assert on == pytest.approx(value("saving_emptied_on"), abs=0.005)
    assert off == pytest.approx(value("saving_emptied_off"), abs=0.005)
    assert numbers(right(1)) == [round(100 * on, -1)]
    assert numbers(ITEMS[0].options[1].text) == [round(100 * off)]
    assert numbers(ITEMS[0].options[0].text) == [100 * 7 / 10]


def test_2_the_default_spreads():
    assert value("fit_plugin_weight") == 1
    assert "emptier" in right(2)
    assert "requests" in right(2)


def test_3_busiest_of_ten():
    busiest = expected_maximum(50, 10)
    assert busiest == pytest.approx(value("busiest_pod_connections"), abs=0.001)
    low, high = numbers(right(3))
    assert low < busiest < high


def expected_maximum(balls, boxes):
    """Return the mean of the fullest box, exactly: by how many ways no box holds more than m."""
    mean = Fraction(0)
    for most in range(balls):
        ways = [Fraction(1)]  # the exponential generating function of one box to the power of the boxes so far
        term = [Fraction(1, math.factorial(k)) for k in range(most + 1)]
        for _ in range(boxes):
            ways = [
                sum(ways[j] * term[k - j] for j in range(max(0, k - most), min(k, len(ways) - 1) + 1))
                for k in range(min(balls, len(ways) + most - 1) + 1)
            ]
        below = ways[balls] * math.factorial(balls) / Fraction(boxes) ** balls if len(ways) > balls else Fraction(0)
        mean += 1 - below
    return float(mean)


def test_4_latency_at_ninety():
    growth = (1 / (1 - 0.9)) / (1 / (1 - 0.45))
    assert growth == pytest.approx(value("latency_growth")) == pytest.approx(5.5)
    assert "five and a half" in right(4)
    assert "twice" in ITEMS[3].options[0].text


def test_5_pods_with_sidecars():
    text = ITEMS[4].text
    assert f"needs {value('pods_random'):g} pods that serve one request at a time" in text
    assert f"needs {value('pods_p2c_one_balancer'):g}." in text
    assert numbers(right(5)) == [value("pods_p2c_fifty_sidecars")]
    assert numbers(ITEMS[4].options[2].text) == [value("pods_central_queue")]
    # Random: each pod is an M/M/1 with load 9/n, and its mean latency 1/(1 - 9/n) is at most 2 at 18.
    assert next(n for n in range(10, 30) if 1 / (1 - 9 / n) <= 2) == value("pods_random")


def test_6_peak_or_mean():
    assert numbers(right(6)) == [100.0]
    assert numbers(ITEMS[5].options[1].text)[0] == pytest.approx(40 * (1 + value("vpa_margin")))
    assert numbers(ITEMS[5].options[2].text)[0] == (40 + 100) / 2


def test_7_a_tenth_of_the_cpu():
    assert value("linkerd_cpu_request") == value("istio_cpu_request") == 100
    assert right(7) == "the same"
    assert "both request 100m" in ITEMS[6].text


def test_8_requests_with_sidecars():
    change = 600 * 0.9 / 500 - 1
    assert change == pytest.approx(value("requested_cpu_change"))
    assert numbers(right(8)) == [pytest.approx(100 * change)]
    assert numbers(ITEMS[7].options[0].text) == [-10.0]
    assert numbers(ITEMS[7].options[2].text) == [20.0 - 10.0]
    assert numbers(ITEMS[7].options[3].text) == [pytest.approx(100 * (600 / 500 - 1))]
