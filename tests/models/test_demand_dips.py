"""Dips in a rate() around scrapes that failed: named where a rate, worked out as Prometheus does it, has one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.files import dips
from course_lib.sizing.demand.files.grid import Grid
from course_lib.sizing.demand.files.points import Line

DATA = Path(__file__).parents[1] / "data" / "prometheus"
SAID = "Too low, it seems: 1 dip, the first at "
WEEK = 10_080  # minutes


def said(value: np.ndarray, unit: str = "requests/s") -> list[str]:
    line = Line("series 1", "web", {}, 60_000 * np.arange(len(value)), value)
    return dips.remarks([line], Grid(0, 60_000, len(value)), unit)


def rate(time_s: np.ndarray, count: np.ndarray, now_s: float, window_s: float) -> float:
    """Return the rate of a counter, extrapolated to the edges of its window where readings are near them."""
    within = (time_s > now_s - window_s) & (time_s <= now_s)
    times, counts = time_s[within], count[within]
    span = times[-1] - times[0]
    apart = span / (len(times) - 1)
    ends = (times[0] - (now_s - window_s), now_s - times[-1])
    reach = sum(end if end < 1.1 * apart else apart / 2 for end in ends)
    return float((counts[-1] - counts[0]) * (span + reach) / span / window_s)


def outage(scrape_s: float, window_s: float, step_s: float, hole_s: float, noise: float = 0.0) -> np.ndarray:
    """Return the rate of a busy counter of which no reading was taken for a while."""
    draws = np.random.default_rng(1).standard_normal
    time_s = np.arange(7, 14_400, scrape_s)
    count = 1000 + np.cumsum(50 * scrape_s * (1 + noise * draws(len(time_s))))
    kept = (time_s < 7000) | (time_s > 7000 + hole_s)
    return np.array([rate(time_s[kept], count[kept], now, window_s) for now in np.arange(1200, 14_400, step_s)])


@pytest.mark.parametrize(
    "of",
    [(30, 300, 60, 120), (15, 60, 15, 30), (30, 120, 30, 60), (60, 300, 60, 120), (30, 300, 60, 180, 0.02)],
    ids=str,
)
def test_scrapes_that_failed_for_a_while_are_named(of):
    (remark,) = said(outage(*of))
    assert remark.startswith(SAID)
    assert said(outage(*of[:3], 0, *of[4:])) == []


def test_where_it_begins_is_told_and_a_latency_has_none():
    value = np.array([5.0] * 9 + [4, 3, 2] + [5.0] * 3 + [2, 3, 4] + [5.0] * 9)
    assert said(value)[0].startswith(f"{SAID}1970-01-01 00:09:00 UTC.")
    assert said(value, "ms") == []
    assert "2 dips" in said(np.concatenate([value, value]))[0]


NO_DIPS = {
    "falls and comes back": [5.0] * 9 + [4, 3, 2] + [5.0] * 9,
    "falls twice, each time at once": [5.0] * 9 + [2, 5, 5, 2] + [5.0] * 9,
    "not as deep": [5.0] * 9 + [4, 3, 2] + [5.0] * 3 + [3.5, 4, 4.5] + [5.0] * 9,
    "not as long": [5.0] * 9 + [4.5, 4, 3.5, 3, 2.5, 2] + [5.0] * 3 + [2, 3.5] + [5.0] * 9,
    "another level between": [5.0] * 9 + [4, 3, 2] + [4.5] * 3 + [2, 3, 4] + [5.0] * 9,
    "no straight line": [5.0] * 9 + [4.9, 4.8, 2] + [5.0] * 3 + [2, 4.8, 4.9] + [5.0] * 9,
    "always up and down": [5.0, 2, 4, 3] * 3 + [5, 4, 3, 2, 5, 5, 2, 3, 4, 5] + [5.0, 2, 4, 3] * 3,
    "one value": [5.0],
    "nothing": [0.0] * 9,
}


@pytest.mark.parametrize("name", NO_DIPS)
def test_what_a_rate_has_otherwise_is_no_dip(name):
    assert said(np.array(NO_DIPS[name])) == []


NOISE: dict[str, Callable[[np.random.Generator, np.ndarray], np.ndarray]] = {
    "little": lambda draws, day: day * draws.lognormal(0, 0.05, WEEK),
    "much": lambda draws, day: day * draws.lognormal(0, 0.6, WEEK),
    "calls": lambda draws, day: draws.poisson(day) / 60,
    "calls, over five minutes": lambda draws, day: np.convolve(draws.poisson(day), np.ones(5) / 300, "same"),
}


@pytest.mark.parametrize("name", NOISE)
def test_four_weeks_of_noise_have_none(name):
    day = 30 + 20 * np.sin(2 * np.pi * np.arange(WEEK) / 1440)
    assert [said(NOISE[name](np.random.default_rng(week), day)) for week in range(4)] == [[]] * 4


def test_values_that_are_no_numbers_are_neither_level_nor_flank():
    value = np.array([5.0, np.nan] * 4 + [5.0, 4, 3, 2] + [5.0] * 3 + [2, 3, 4] + [5.0, np.inf] * 4)
    assert said(value)[0].startswith(SAID)
    assert said(np.array([5.0, 5, 4, np.nan, 3, 5, 5, np.inf, 3, 4, 5])) == []


def test_a_gap_parts_what_comes_before_from_what_comes_after():
    value = np.array([5.0] * 9 + [4, 3, 2] + [5.0] * 3 + [2, 3, 4] + [5.0] * 9)
    time_ms = 60_000 * (np.arange(len(value)) + 5 * (np.arange(len(value)) > 13))
    assert dips.remarks([Line("", "", {}, time_ms, value)], Grid(0, 60_000, len(value) + 5), "requests/s") == []


@pytest.mark.parametrize(("name", "wishes"), [("sum-rate-30s", {}), ("rate-30s", {"series": "add"})])
def test_a_real_target_that_failed_for_20_s_is_named(name, wishes):
    found = Demand.from_prometheus(DATA / f"{name}.json", unit="requests/s", **wishes)
    assert sum(remark.startswith(f"{SAID}2026-11-29 15:31:0") for remark in found.remarks) == 1
