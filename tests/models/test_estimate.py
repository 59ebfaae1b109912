"""Estimates: a value, its interval and where it comes from; formulas lifted to them are exact at the corners."""

from __future__ import annotations

import dataclasses
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib import estimate
from course_lib.estimate import GIVEN, Estimate, interval, lift, read, total

ORDERED = st.tuples(*[st.floats(-1e6, 1e6)] * 3).map(sorted).map(tuple)


def exact(value, unit="W"):
    return estimate.exact(value, unit, "test")


def ranged(low, best, high, unit="W", source="test", **others):
    return Estimate(best=best, low=low, high=high, unit=unit, source=source, **others)


# --- What an estimate is ----------------------------------------------------------------------------


def test_an_estimate_is_frozen_and_floats_to_its_best():
    made = ranged(1, 2, 4, "g")
    assert float(made) == made.best == 2.0
    assert all(type(end) is float for end in (made.low, made.best, made.high))
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.best = 3.0


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (ranged(1.9, 2.11, 2.4, "g"), "2.11 g (1.9 to 2.4)"),
        (exact(1610.7917, "kg"), "1,611 kg"),
        (exact(0.04904108, "g"), "0.04904 g"),
        (exact(0.0), "0 W"),
        (exact(-2.5), "-2.5 W"),
        (exact(1234567.0), "1,235,000 W"),
        (exact(3.2e-9), "3.2e-09 W"),
    ],
)
def test_it_shows_itself_in_one_line(made, shown):
    assert repr(made) == shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((3, 2, 4, "g", "x"), "low must not exceed best, 2, got 3.0"),
        ((1, 2, 1.5, "g", "x"), "high must not be below best, 2, got 1.5"),
        ((math.nan, 2, 3, "g", "x"), "low must be a finite number, got nan"),
        ((1, "2", 3, "g", "x"), "best must be a finite number, got '2'"),
        ((1, 2, math.inf, "g", "x"), "high must be a finite number, got inf"),
        ((1, 2, 3, "", "x"), "unit must be text, got ''"),
        ((1, 2, 3, "g", None), "source must be text, got None"),
    ],
)
def test_what_is_no_estimate_is_refused(arguments, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        ranged(*arguments)


def test_an_interval_is_told_from_a_guess():
    guessed, measured = ranged(1, 2, 3, certainty="guess"), ranged(1, 2, 3, certainty=interval(0.95))
    assert guessed != measured
    assert guessed.how_sure == "a guess"
    assert measured.how_sure == "a 95% interval: 95 of 100 such intervals contain the true value"


@pytest.mark.parametrize("certainty", ["sure", "a 95% interval", "95 % interval", "", None, 0.95, ["95% interval"]])
def test_a_certainty_is_a_tag_or_the_level_of_an_interval(certainty):
    with pytest.raises(ValueError, match="certainty must be one of T, C, 2, M, D, measured, guess, got "):
        ranged(1, 2, 3, certainty=certainty)


def test_what_is_lifted_from_a_guess_is_one_and_no_interval_survives():
    guessed, measured = ranged(1, 2, 3, certainty="guess"), ranged(1, 2, 3, certainty=interval(0.95))
    assert total(a=guessed, b=measured).certainty == "guess"
    assert total(a=measured, b=exact(1)).certainty == "D"


# --- Reading an input -------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [2, 2.0, np.float64(2), np.int64(2), (2, 2, 2), [2.0, 2.0, 2.0]])
def test_a_plain_value_is_exact(value):
    assert read("power_w", value, "W") == ranged(2, 2, 2, source=GIVEN)


def test_a_range_is_read_and_an_estimate_stays_itself():
    assert read("power_w", (1, 2, 4), "W") == ranged(1, 2, 4, source=GIVEN)
    made = exact(3)
    assert read("power_w", made, "W") is made


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (exact(3, "kW"), "power_w must be in W, got 3 kW"),
        ((1, 2), "power_w must be a number or (low, best, high), got (1, 2)"),
        ((3, 2, 1), "power_w must be in the order low, best, high, got (3, 2, 1)"),
        ((1, 2, math.inf), "power_w must be a finite number, got inf"),
        ((1, 2, True), "power_w must be a finite number, got True"),
        ("2", "power_w must be a finite number, got '2'"),
        (None, "power_w must be a finite number, got None"),
        (True, "power_w must be a finite number, got True"),
    ],
)
def test_what_is_no_input_is_refused(value, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        read("power_w", value, "W")


# --- Lifting a formula ------------------------------------------------------------------------------


@given(ORDERED, ORDERED, ORDERED)
def test_a_linear_formula_has_the_interval_worked_out_by_hand(one, two, three):
    inputs = {name: read(name, value, "W") for name, value in zip("abc", (one, two, three), strict=True)}
    lifted = lift(lambda a, b, c: a + b - c, "W", inputs)
    assert lifted.low == pytest.approx(one[0] + two[0] - three[2], abs=1e-6)
    assert lifted.best == pytest.approx(one[1] + two[1] - three[1], abs=1e-6)
    assert lifted.high == pytest.approx(one[2] + two[2] - three[0], abs=1e-6)


@given(ORDERED, ORDERED)
def test_a_product_of_any_signs_has_its_extremes_at_corners(one, two):
    lifted = lift(lambda a, b: a * b, "W", {"a": read("a", one, "W"), "b": read("b", two, "W")})
    for a in np.linspace(one[0], one[2], 5):
        for b in np.linspace(two[0], two[2], 5):
            assert lifted.low - 1e-3 <= a * b <= lifted.high + 1e-3


def test_an_input_that_enters_twice_varies_once():
    a = read("a", (1, 2, 3), "W")
    assert repr(lift(lambda a: a - a, "W", {"a": a})) == "0 W"
    stepwise = lift(lambda b, c: b - c, "W", {"b": a, "c": a})
    assert (stepwise.low, stepwise.high) == (-2, 2)  # wider, as the module says


def test_where_a_formula_turns_it_is_looked_at_too():
    a = read("a", (-1, 0.5, 2), "W")
    assert lift(lambda a: abs(a), "W", {"a": a}).low == 0.5  # the best alone keeps it from being 1
    assert lift(lambda a: abs(a), "W", {"a": a}, turns={"a": [0.0, 7.0]}).low == 0


def test_exact_inputs_make_one_corner():
    calls = []
    lift(lambda **many: calls.append(many) or 1.0, "W", {f"x{n}": exact(n) for n in range(30)})
    assert len(calls) == 2  # the corner and the best


# --- Saying where it comes from ---------------------------------------------------------------------


def test_explain_goes_down_to_what_was_given():
    def energy(power, hours):
        return power * hours

    inner = lift(energy, "Wh", {"power": exact(5), "hours": read("hours", (1, 2, 3), "h")})
    outer = lift(lambda energy, price: energy * price, "EUR", {"energy": inner, "price": exact(2, "EUR/Wh")},
                 source="bill")  # fmt: skip
    assert outer.explain().splitlines() == [
        "20 EUR (10 to 30): bill",
        "    energy 10 Wh (5 to 15): energy",
        "        power 5 W: test",
        "        hours 2 h (1 to 3): given",
        "    price 2 EUR/Wh: test",
    ]


def test_total_adds_one_unit_only():
    added = total(cpu=ranged(1, 2, 3), memory=exact(4))
    assert (added.low, added.best, added.high, added.unit) == (5, 6, 7, "W")
    assert [name for name, _ in added.inputs] == ["cpu", "memory"]
    with pytest.raises(ValueError, match="memory must be in W, got 4 kWh"):
        total(cpu=exact(2), memory=exact(4, "kWh"))
    with pytest.raises(ValueError, match="memory must be an estimate, got 4"):
        total(cpu=exact(2), memory=4)
    with pytest.raises(ValueError, match="parts must hold at least one estimate"):
        total()
