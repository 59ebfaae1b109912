"""What a proxy's requests cost: by readings exactly, by what is published with its range."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from course_lib import tables
from course_lib.proxies.cost import UNIT, cost_of, published_cost, requested_cost
from course_lib.record import ledger

READINGS = st.lists(st.tuples(st.floats(1e-3, 1e4), st.floats(1, 1e7)), min_size=1, max_size=6)


def test_one_reading_is_its_own_ratio() -> None:
    found = cost_of([(3.0, 6000)])
    assert (found.low, found.best, found.high) == (0.5, 0.5, 0.5)


def test_a_busy_time_weighs_more_than_a_quiet_one() -> None:
    found = cost_of([(2.0, 8000), (0.9, 2000)])
    assert (found.low, found.high) == (0.25, 0.45)
    assert found.best == pytest.approx(1000 * 2.9 / 10_000)


@given(READINGS)
def test_all_readings_together_lie_between_the_cheapest_and_the_dearest(readings: list[tuple[float, float]]) -> None:
    found = cost_of(readings)
    assert found.low == pytest.approx(min(1000 * cores / rate for cores, rate in readings))
    assert found.high == pytest.approx(max(1000 * cores / rate for cores, rate in readings))
    together = 1000 * sum(cores for cores, _ in readings) / sum(rate for _, rate in readings)
    assert found.best == pytest.approx(together)


@pytest.mark.parametrize(
    ("readings", "message"),
    [
        ([], "readings must be a list of pairs"),
        ((2.0, 8000), "readings must be a list of pairs"),
        ([(2.0, 8000, 1)], "readings must be a list of pairs"),
        ([(0, 1000)], "cores must be positive, got 0"),
        ([(1, 0)], "requests_per_s must be positive, got 0"),
        ([("two", 1000)], "cores must be a finite number, got 'two'"),
    ],
)
def test_what_is_no_reading_is_refused(readings: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cost_of(readings)


def test_a_request_set_to_the_use_costs_what_is_used() -> None:
    rate, cores_per_1000 = 80.0, 0.25
    assert requested_cost(1000 * cores_per_1000 * rate / 1000, rate) == pytest.approx(cores_per_1000)
    assert requested_cost(0, rate) == 0


@pytest.mark.parametrize(("requested_m", "rate"), [(-1, 10), (100, 0), (float("nan"), 10)])
def test_what_is_no_request_is_refused(requested_m: float, rate: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        requested_cost(requested_m, rate)


def test_where_it_was_published_the_range_is_that_of_the_figures() -> None:
    """Istio's page from 0.20 (1.24) to 0.5 vCPU (1.7, 1.20, 1.22); 1.24 is the newest."""
    found = published_cost(1000)
    assert (found.low, found.best, found.high) == pytest.approx((0.20, 0.20, 0.5))


def test_at_another_rate_the_range_only_grows() -> None:
    slow, fast = published_cost(50), published_cost(2000)
    rows = {rate: tables.figure("proxy_rate", f"l7_{rate}_rps").value for rate in (50, 2000)}
    assert slow.best / fast.best == pytest.approx(rows[50] / rows[2000])
    assert slow.low == pytest.approx(0.20)
    assert slow.high > published_cost(1000).high
    assert fast.low == pytest.approx(fast.best)
    assert fast.high == pytest.approx(0.5)


def test_the_source_says_both_rates_in_their_unit() -> None:
    assert published_cost(94.6187).source.endswith("at 1,000 requests/s, carried over to 94.62 requests/s")


@pytest.mark.parametrize("rate", [20, 5000])
def test_beyond_what_was_measured_nothing_is_said(rate: float) -> None:
    with pytest.raises(ValueError, match="requests_per_s must be between 50 and 2000"):
        published_cost(rate)


def test_both_have_the_unit_of_the_ledger() -> None:
    assert ledger.entry("proxy_cost").estimate.unit == UNIT == cost_of([(1, 1000)]).unit == published_cost(100).unit
