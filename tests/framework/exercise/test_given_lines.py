"""A line that was given, and is another now: put back, it makes the answer right, or shows what else is wrong."""

from __future__ import annotations

from math import ceil, inf, log

from course_lib.chapters.ch07_sizing.exercises import pods_for_objective as exercise

GIVEN = "ine 3 was given as `mean_s = objective_s / -log(1 - share)`, and now is `mean_s = objective_s / (1 + share)`"


def answer(head="mean_s = objective_s / (1 + share)", tail="ceil(requests_per_s * service_s / utilisation)"):
    from tests.answers import typed

    source = f"""from math import ceil, inf, log
def pods_for_objective(requests_per_s, service_s, objective_s, share):
    {head}
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return {tail}
"""
    return typed(source, "pods_for_objective")


def test_it_alone_is_told_to_be_put_back():
    result = exercise.check(answer())
    assert result.mistake == "given-line"
    assert result.message == f"L{GIVEN}. Put it back: all the rest is right."


def test_what_else_is_wrong_is_told_besides():
    message = exercise.check(answer(tail="int(requests_per_s * service_s / utilisation)")).message
    assert message.startswith(f"Two things need a change. First, l{GIVEN}: put it back.")
    assert "Second, once it is back: You round down, and the objective is missed by a little." in message


def test_the_same_line_in_other_words_is_none():
    for same in ("mean_s = -objective_s / log(1 - share)", "mean_s = objective_s / (-log(1 - share))"):
        assert "was given" not in exercise.check(answer(same, tail="17")).message
        assert exercise.check(answer(same)).status == "correct"


def test_nothing_is_said_of_what_is_given_twice_or_not_at_all():
    twice = "mean_s = objective_s / (1 + share)\n    mean_s = mean_s / 1.01"
    assert exercise.check(answer(twice)).mistake != "given-line"

    def without(requests_per_s, service_s, objective_s, share):
        spare = service_s * 7 / objective_s
        return inf if spare >= 1 else ceil(requests_per_s * service_s / (1 - spare)) + 0 * log(1 - share)

    assert exercise.check(without).mistake != "given-line"
