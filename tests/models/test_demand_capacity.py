"""Capacity by peak, quantile and mean: what comes of each, against closed forms, cases by hand, and a plain loop."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.sizing import Demand
from course_lib.sizing.demand.capacity import (
    capacity_by_busiest_mean,
    capacity_by_mean,
    capacity_by_peak,
    capacity_by_quantile,
    check_capacity,
    quantile_of_sum,
    sum_of_quantiles,
)
from course_lib.sizing.demand.curves import Event, synthetic_day, synthetic_week
from course_lib.sizing.demand.ranges import mean_range, pods_for, pods_range

NAN = math.nan
MEAN, SWING, STEPS = 5.0, 4.0, 86_400
SINE = Demand(MEAN - SWING * np.cos(2 * np.pi * (np.arange(STEPS) + 0.5) / STEPS), step_s=1, unit="cores")
values = st.lists(st.one_of(st.just(NAN), st.floats(0, 1e6)), min_size=1, max_size=60).filter(
    lambda each: not all(map(math.isnan, each))
)


def cores(*given_values: float, step_s: float = 60) -> Demand:
    return Demand(list(given_values), step_s=step_s, unit="cores")


@pytest.mark.parametrize("share", [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99])
def test_quantiles_of_a_sine_follow_the_arcsine_law(share):
    expected = MEAN + SWING * math.sin(math.pi * (share - 0.5))
    assert capacity_by_quantile(SINE, share) == pytest.approx(expected, rel=1e-4)
    assert capacity_by_quantile(SINE, share, margin=0.15) == pytest.approx(1.15 * expected, rel=1e-4)
    assert check_capacity(SINE, capacity_by_quantile(SINE, share)).violated == pytest.approx(1 - share, abs=2 / STEPS)


@pytest.mark.parametrize("height", [-0.9, -0.5, 0.0, 0.3, 0.8, 0.99])
def test_a_sine_under_a_capacity_has_closed_forms(height):
    check = check_capacity(SINE, MEAN + SWING * height)
    angle = math.acos(height)
    above = SWING * (math.sqrt(1 - height**2) - height * angle) / math.pi  # the mean of max(0, sine - capacity)
    assert check.violated == pytest.approx(angle / math.pi, abs=2 / STEPS)
    assert check.longest_stretch_s == pytest.approx(86_400 * angle / math.pi, abs=2)
    assert check.above == pytest.approx(above / MEAN, rel=1e-4)
    assert check.idle == pytest.approx(1 - (MEAN - above) / check.capacity, rel=1e-4)


def test_by_its_mean_a_sine_is_in_violation_half_the_day_and_by_its_peak_never():
    by_mean, by_peak = (check_capacity(SINE, rule(SINE)) for rule in (capacity_by_mean, capacity_by_peak))
    assert (by_mean.violated, by_mean.stretches) == (0.5, 1)
    assert by_mean.above == pytest.approx(SWING / math.pi / MEAN, rel=1e-6)
    assert (by_peak.violated, by_peak.above, by_peak.longest_stretch_s) == (0, 0, 0)
    assert by_peak.idle == pytest.approx(1 - MEAN / (MEAN + SWING), rel=1e-6)


def plain_check(demand: list[float], capacity: float, step_s: float) -> tuple[float, list[float], float, float]:
    """Return the share in violation, the stretches, the share above and the share idle, one value at a time."""
    known = [value for value in demand if not math.isnan(value)]
    stretches, lasting = [], 0.0
    for value in [*demand, NAN]:
        if value > capacity:
            lasting += step_s
        elif lasting:
            stretches.append(lasting)
            lasting = 0.0
    violated = sum(value > capacity for value in known) / len(known)
    above = math.fsum(max(0.0, value - capacity) for value in known)
    idle = math.fsum(max(0.0, capacity - value) for value in known) / len(known) / capacity
    return violated, stretches, above / math.fsum(known) if any(known) else 0.0, idle


@given(values, st.floats(0.5, 2e6))
def test_it_is_what_a_plain_loop_counts(demand, capacity):
    check = check_capacity(cores(*demand), capacity)
    violated, stretches, above, idle = plain_check(demand, capacity, 60)
    assert (check.violated, check.stretches) == (violated, len(stretches))
    assert check.longest_stretch_s == max(stretches, default=0)
    assert check.mean_stretch_s == pytest.approx(sum(stretches) / max(1, len(stretches)))
    assert check.above == pytest.approx(above, rel=1e-9)
    assert check.idle == pytest.approx(idle, rel=1e-9, abs=1e-9)


@given(values, st.floats(0.5, 2e6))
def test_what_is_asked_for_is_used_or_above(demand, capacity):
    """The mean is what of the capacity isn't idle, and what is above it: nothing is lost between the two."""
    asked, check = cores(*demand), check_capacity(cores(*demand), capacity)
    assert capacity * (1 - check.idle) + check.above * asked.mean == pytest.approx(asked.mean, rel=1e-9, abs=1e-6)


def test_to_be_asked_for_all_there_is_is_no_violation():
    assert check_capacity(cores(4, 4), 4).violated == 0
    assert check_capacity(cores(4, 4.000001), 4).violated == 0.5


def test_a_gap_ends_a_stretch_and_is_neither_idle_nor_in_violation():
    check = check_capacity(cores(5, 5, NAN, 5, 1), 4)
    assert (check.violated, check.stretches, check.longest_stretch_s, check.mean_stretch_s) == (0.75, 2, 120, 90)
    assert check.idle == 0.75 / 4


def test_nothing_asked_for_leaves_all_idle():
    check = check_capacity(cores(0, 0), 4)
    assert (check.violated, check.above, check.idle) == (0, 0, 1)


def test_the_mean_of_the_busiest_day_is_no_peak_of_the_week():
    week = synthetic_week(40, peak_over_mean=2.5, step_s=300, event=Event(hour=5 * 24 + 19, times=2))
    daily, peak = capacity_by_busiest_mean(week, 86_400), capacity_by_peak(week)
    assert capacity_by_mean(week) < daily < peak / 2
    assert check_capacity(week, daily).longest_stretch_s > 3 * 3600
    assert check_capacity(week, peak).violated == 0
    assert capacity_by_busiest_mean(week, 300) == peak
    assert capacity_by_busiest_mean(week, 7 * 86_400) == pytest.approx(week.mean)
    one_day = synthetic_day(40, step_s=300)
    assert capacity_by_busiest_mean(one_day, 86_400) == pytest.approx(capacity_by_mean(one_day))


def test_a_tenth_of_the_time_may_carry_most_of_the_work():
    """The 90th percentile and 15% on top lie below the mean, where a tenth of the time is forty times as busy."""
    spiky = cores(*([1.0] * 91 + [40.0] * 9))
    assert capacity_by_quantile(spiky, 0.9, 0.15) == pytest.approx(1.15)
    assert capacity_by_mean(spiky) > 4


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30), st.floats(0, 1))
def test_quantiles_add_up_where_services_rise_and_fall_together(base, share):
    together = [cores(*(factor * each for each in base)) for factor in (1, 2, 5)]
    assert quantile_of_sum(together, share) == pytest.approx(sum_of_quantiles(together, share), rel=1e-9, abs=1e-9)


def test_the_quantile_of_a_sum_may_be_less_or_more_than_the_sum_of_quantiles():
    apart = [cores(9, 1, 1, 1), cores(1, 9, 1, 1)]
    assert (quantile_of_sum(apart, 1), sum_of_quantiles(apart, 1)) == (10, 18)
    rare = [cores(*(np.eye(20)[number] * 9 + 1)) for number in range(4)]  # each peaks for a twentieth of the time
    assert (quantile_of_sum(rare, 0.9), sum_of_quantiles(rare, 0.9)) == (13, 4)


def test_of_several_services_only_times_at_which_all_are_known_count():
    some = [cores(1, 2, NAN, 9), cores(1, NAN, 3, 1)]
    assert quantile_of_sum(some, 1) == 10
    assert sum_of_quantiles(some, 1) == 10  # not 9 + 3


def test_a_mean_and_its_range_from_day_to_day():
    week = synthetic_week(2, step_s=300)
    mean = mean_range(week)
    assert mean.best == pytest.approx(2)
    assert (mean.low, mean.high) == pytest.approx((2 * 7 * 0.7 / 6.4, 2 * 7 / 6.4))
    assert (mean.unit, mean.source) == ("cores", "a week (synthetic)")
    for demand, lasts in ((synthetic_day(2), "24 h"), (synthetic_day(2)[:240], "4 h")):
        rule = f"over_s must fit twice into the {lasts} of the demand, so that there is a range"
        with pytest.raises(ValueError, match=rf"^{rule} \(to try: .* over_s=3600 .*\), got 86400.0$"):
            mean_range(demand)


@given(st.integers(1, 10_000), st.floats(0.001, 1000))
def test_so_many_pods_worth_of_capacity_take_so_many_pods(pods, each):
    assert pods_for(pods * each, each) == pods
    assert pods_for(pods * each * 1.001, each) == math.ceil(pods * 1.001 * (1 - 1e-12))


def test_pods_with_their_range():
    needed = pods_range(SINE, capacity_per_pod=0.5, share=1, margin=(0, 0.1, 0.2))
    assert (needed.low, needed.best, needed.high, needed.unit) == (18, 20, 22, "pods")
    assert needed.source == "demand (synthetic): quantile 1 with a margin of 10%"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: check_capacity(SINE, 0), "capacity must be positive, got 0"),
        (lambda: check_capacity(SINE, NAN), "capacity must be a finite number, got nan"),
        (lambda: check_capacity(SINE, 1e200), "capacity must be at most 1e+100, got 1e+200"),
        (lambda: capacity_by_quantile(SINE, 95), "share must be between 0 and 1, got 95"),
        (lambda: capacity_by_mean(SINE, -0.1), "margin must be between 0 and 10, got -0.1"),
        (lambda: capacity_by_peak(SINE, 15), "margin must be between 0 and 10, got 15"),
        (lambda: capacity_by_busiest_mean(cores(1, 2), 90),
         "over_s must be a whole number of steps of 60 s, at most 2, got 90"),
        (lambda: capacity_by_busiest_mean(cores(1, 2), 1e300),
         "over_s must be a whole number of steps of 60 s, at most 2, got 1e+300"),
        (lambda: quantile_of_sum([], 0.5), "demands must be a list of at least one Demand, got []"),
        (lambda: sum_of_quantiles([1], 0.5), "demands must be a list of at least one Demand, got [1]"),
        (lambda: quantile_of_sum([cores(1), cores(1).per_pod(1)], 0.5),
         "unit must be that of demand (cores) to be added to it, got 'cores per pod'"),
        (lambda: pods_for(1, 0), "capacity_per_pod must be positive, got 0"),
        (lambda: pods_for(1e308, 1e-308), "capacity_per_pod must make at most 1,000,000 pods, got 1e-308"),
        (lambda: pods_range(cores(1).per_pod(2), 1),
         "unit must be that of a total, not of one pod, got 'cores per pod'"),
        (lambda: pods_range(cores(1), 1, margin=(0.3, 0.15, 0)),
         "margin must be (low, best, high), got (0.3, 0.15, 0)"),
    ],
)  # fmt: skip
def test_the_door(call, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()
