"""Where a wrong function is wrong: the sentence holds for every case, or none is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course_lib.chapters.ch03_cluster import exercises as ex
from course_lib.cluster import textbook
from course_lib.framework.exercise.aspects import differs_only


def said(exercise, function):
    result = exercise.check(function)
    return result.message if "Your answer differs only" in result.message else ""


def test_what_wrong_cases_have_in_common_is_said():
    def but_for_overheads(containers, init_containers, overhead):
        right = textbook.effective_request(containers, init_containers, overhead)
        return right if overhead == (0, 0) else [right[0] + 3, right[1]]

    assert said(ex.effective_request, but_for_overheads).startswith(
        "Your answer differs only where a pod has an overhead. The smallest such case is below:"
    )


def test_the_narrowest_is_said_where_several_fit():
    def but_for_two_sidecars(containers, init_containers, overhead):
        right = textbook.effective_request(containers, init_containers, overhead)
        return [right[0] + 7 * (sum(init[2] for init in init_containers) > 1), right[1]]

    assert "only where a pod has several native sidecars." in said(ex.effective_request, but_for_two_sidecars)


def test_nothing_is_said_of_what_is_wrong_everywhere():
    def off(containers, init_containers, overhead):
        return [each + 5 for each in textbook.effective_request(containers, init_containers, overhead)]

    assert said(ex.effective_request, off) == ""


def test_nothing_is_said_where_no_aspect_tells_right_from_wrong():
    def at_random(containers, init_containers, overhead):
        right = textbook.effective_request(containers, init_containers, overhead)
        return [right[0] + 5 * (len(str((containers, init_containers, overhead))) % 2), right[1]]

    assert said(ex.effective_request, at_random) == ""


@pytest.mark.parametrize("slow", ["large", "small"])
def test_a_loop_without_an_end_is_told_as_such(slow):
    def endless(containers, init_containers, overhead):
        while (len(containers) > 2) == (slow == "large"):
            pass
        return textbook.effective_request(containers, init_containers, overhead)

    assert ex.effective_request.check(endless).mistake == "too-slow"


def test_an_error_is_told_with_where_it_comes():
    def without_an_exponent(text):
        if "e" in text.lower() and text[-1].isdigit():
            raise ValueError(text)
        return textbook.quantity(text)

    result = ex.quantity.check(without_an_exponent)
    assert (result.status, result.mistake) == ("error", "ValueError")
    assert result.message.startswith("Your answer differs only for numbers with an exponent (1e3, 1E3).\n\nValueError")


def test_several_aspects_are_said_together():
    def without_the_largest(text):
        return 0 if text.endswith(("P", "E", "Pi", "Ei")) else textbook.quantity(text)

    assert "differs only for numbers with P, E, Pi or Ei at the end." in said(ex.quantity, without_the_largest)


@pytest.mark.parametrize("right", [1, 2])
def test_one_right_answer_alone_is_chance(right):
    cases = ex.effective_request.cases[:right]
    others = differs_only({"where it's another case": lambda *case: case not in cases})

    def hardly_ever_right(*case):
        off = 0 if case in cases else 3
        return [each + off for each in textbook.effective_request(*case)]

    asked = replace(ex.effective_request, own_explainers=(others,))
    assert said(asked, hardly_ever_right).startswith("Your answer differs only where it's another") == (right > 1)
