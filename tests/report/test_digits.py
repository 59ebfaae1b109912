"""Figures carry as many digits as their ranges give them, and never read as zero where they aren't."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course_lib.digits import EXACT_DIGITS, MINUS, best, in_full, reach, step, with_unit
from course_lib.estimate import Estimate

SIZES = st.floats(-1e9, 1e9, allow_subnormal=False).filter(lambda each: each == 0 or abs(each) > 1e-6)


def estimate(best: float, low: float, high: float, unit: str = "cores") -> Estimate:
    return Estimate(best=best, low=low, high=high, unit=unit, source="made up")


def number(said: str) -> float:
    """Return the number that a figure shows."""
    return float(said.replace(MINUS, "-").replace(",", "").removesuffix("%"))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (estimate(-21.4, -28.2, -12.6, "nodes"), "−21 nodes (−28 to −13)"),
        (estimate(-267, -323, -193), "−270 cores (−320 to −190)"),
        (estimate(3.614378, 3.614314, 3.614378, "times"), "3.61 times"),
        (estimate(0.97, 0.9662, 0.9731, "share"), "97%"),
        (estimate(0.5, 0.3, 0.9, "share"), "50% (30% to 90%)"),
        (estimate(0.0, 0.0, 0.0038, "share"), "0% (0% to 0.4%)"),
        (estimate(5.0, 0.3, 12.0), "+5 cores (+0.3 to +12)"),
        (estimate(0.0, 0.0, 0.0, "pods"), "0 pods"),
        (estimate(1.0, 1.0, 1.0, "nodes"), "+1 node"),
        (estimate(-2.0, -150.0, 110.0, "kg"), "0 kg (−150 to +110)"),
        (estimate(1234.0, 1234.0, 1234.0, "pods"), "+1,234 pods"),
        (estimate(79_716.0, 71_248.0, 90_228.0, "EUR"), "+80,000 EUR (+71,000 to +90,000)"),
    ],
)
def test_a_figure_shows_what_its_range_allows(value, said):
    assert in_full(value, signed=value.unit not in ("share", "times")) == said


@given(st.tuples(SIZES, SIZES, SIZES).map(sorted))
def test_what_is_shown_is_within_half_a_step_and_has_no_more_than_three_digits(ends):
    low, middle, high = ends
    value = estimate(middle, low, high)
    assert abs(number(best(value)) - middle) <= step(value) / 2 * (1 + 1e-6)
    assert max(abs(low), abs(high)) < 10**EXACT_DIGITS * step(value) or low == high


@given(st.tuples(SIZES, SIZES).map(sorted))
def test_an_end_reads_as_zero_only_if_it_is(ends):
    low, high = ends
    assume(low < high)
    said = reach(estimate(low, low, high))
    assume(said)  # both ends look alike
    for shown, true in zip(said.split(" to "), ends, strict=True):
        assert (number(shown) == 0) == (true == 0)
        assert number(shown) * true >= 0


def test_a_share_is_read_in_percent_and_one_thing_is_singular():
    assert with_unit(estimate(1.0, 1.0, 1.0, "cores")) == "1.00 cores"
    assert with_unit(estimate(1.0, 1.0, 1.0, "pods")) == "1 pod"
    assert with_unit(estimate(0.412, 0.412, 0.412, "share")) == "41%"
