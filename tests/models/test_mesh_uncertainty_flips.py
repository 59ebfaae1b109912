"""Swings and flips: in one order with the comparison, where Brent's method finds them, and nowhere else."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import brentq

from course_lib.estimate import Estimate
from course_lib.mesh import ALTERNATIVES, BETTING, FOUR, MEASURE, at, case, compare, decided, inputs
from course_lib.mesh.alternatives import CLIENT_SIDE, SIZED, WITH_WAYPOINT
from course_lib.mesh.net import net
from course_lib.mesh.uncertainty import flips, swings
from course_lib.mesh.uncertainty.shapes import plausible

A = {"a": Estimate(low=2, best=4, high=6, unit="ms", source="an example"),
     "b": Estimate(low=1, best=1, high=1, unit="ms", source="an example")}  # fmt: skip

POINTS = 2000  # one flip of "target" is 0.2% away from the end of what is plausible


def prepared(name, alternative=SIZED):
    found = case(name)
    known = inputs(found.scenario, found.given)
    return known, net(decided(found.scenario, tuple(known.items())), ALTERNATIVES[alternative])


def roots(formula):
    found = flips(A, lambda values, whole: {"y": formula(values["a"], values["b"])}, "y")
    return [(round(each.at, 4), each.below, each.above, each.within) for each in found["a"]]


def test_every_sign_that_turns_is_told_within_the_range_and_beyond():
    assert roots(lambda a, b: (a - 1.3) * (a - 3.7) * (a - 17)) == [
        (1.3, "pays", "doesn't pay", False),
        (3.7, "doesn't pay", "pays", True),
        (17.0, "pays", "doesn't pay", False),
    ]


def test_a_sign_that_never_turns_has_no_flip():
    assert roots(lambda a, b: a + b) == roots(lambda a, b: -a - b) == roots(lambda a, b: 0 * a) == []
    assert roots(lambda a, b: a - 25) == []  # beyond four times the high end
    assert roots(lambda a, b: -a) == []  # it saves nothing at the very end, zero, alone


def test_what_cannot_be_met_any_more_ends_what_pays_but_not_what_does_not():
    assert roots(lambda a, b: np.where(a < 5, -b, np.nan)) == [(5.0, "pays", "can't meet the objective", True)]
    assert roots(lambda a, b: np.where(a < 5, b, np.nan)) == []


def test_a_jump_over_zero_is_a_flip():
    assert roots(lambda a, b: np.where(a < 4.321, 2.0, -1.0)) == [(4.321, "doesn't pay", "pays", True)]


@pytest.mark.parametrize("name", [*FOUR, BETTING])
@pytest.mark.parametrize("alternative", [CLIENT_SIDE, SIZED, WITH_WAYPOINT])
def test_flips_are_where_a_method_for_roots_finds_them(name, alternative):
    known, formula = prepared(name, alternative)

    def added(each, value):
        return float(np.broadcast_to(formula(at(known, **{each: value}), False)[MEASURE], 1)[0])

    for each, found in flips(known, formula, MEASURE).items():
        for flip in found:
            if "can't meet the objective" in (flip.below, flip.above):
                continue
            near = flip.at * (1 - 1e-5), flip.at * (1 + 1e-5)
            assert brentq(lambda value, each=each: added(each, value), *near) == pytest.approx(flip.at, rel=3e-6)
            assert (added(each, near[0]) < 0) == (flip.below == "pays")


@pytest.mark.parametrize("name", FOUR)
def test_no_other_value_turns_the_sign(name):
    known, formula = prepared(name)
    found = flips(known, formula, MEASURE)
    for each, value in known.items():
        points = np.linspace(*plausible(each, value), POINTS)
        pays = np.broadcast_to(formula(at(known, **{each: points}), False)[MEASURE] < -1e-9, POINTS)[1:-1]
        assert np.count_nonzero(np.diff(pays)) == len(found[each]), each


def test_the_value_at_which_the_unmeasured_case_turns_lies_within_its_range():
    known, formula = prepared("unmeasured")
    (flip,) = flips(known, formula, MEASURE)["imbalance"]
    assert (flip.below, flip.above, flip.within) == ("doesn't pay", "pays", True)


@pytest.mark.parametrize("name", [*FOUR, BETTING])
def test_swings_come_in_the_order_of_the_comparison_and_reach_what_each_end_gives(name):
    known, formula = prepared(name)
    found = swings(known, formula, MEASURE)
    compared = compare(case(name).scenario, [SIZED], given=case(name).given, outputs=[MEASURE])[SIZED]
    assert list(found) == [each for each, _ in compared.net[MEASURE].inputs]
    assert sorted((each.size for each in found.values()), reverse=True) == [each.size for each in found.values()]
    for each, swing in found.items():
        for end, value in (("low", swing.at_low), ("high", swing.at_high), ("best", swing.at_best)):
            assert formula(at(known, **{each: getattr(known[each], end)}), False)[MEASURE][0] == pytest.approx(value)


def test_what_moves_nothing_but_rounding_has_no_swing():
    assert swings(A, lambda values, whole: {MEASURE: 1e-17 * values["a"]}, MEASURE) == {}


def test_an_end_that_is_impossible_swings_furthest():
    formula = lambda values, whole: {"y": np.where(values["a"] > 5, np.nan, values["a"] + values["b"])}  # noqa: E731
    found = swings({**A, "b": Estimate(low=0, best=1, high=99, unit="ms", source="an example")}, formula, "y")
    assert list(found) == ["a", "b"]
    assert math.isinf(found["a"].size)
    assert found["b"].size == 99
