"""Unused capacity in parts that add up: by properties, in exact fractions, and by doing what each part promises."""

from __future__ import annotations

import copy
import math
import pickle
import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course_lib.sizing import Demand
from course_lib.sizing.demand.curves import synthetic_day
from course_lib.sizing.demand.waste import PARTS, SPARE, SPATIAL, TEMPORAL, USED, balanced, shared_out, split_waste

NAN = math.nan
SIZES = st.floats(0, 1000)
CLOSE = {"rel": 1e-12, "abs": 1e-12}


@st.composite
def usages(draw, cells=SIZES):
    """Draw a table of up to five pods and six moments that isn't zero everywhere."""
    pods, moments = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    row = st.lists(cells, min_size=moments, max_size=moments)
    table = draw(st.lists(row, min_size=pods, max_size=pods))
    assume(max(map(max, table)) > 1e-6)
    return table


def exact_parts(usage: list[list[float]], capacity_per_pod: float) -> dict[str, Fraction]:
    """Return the mean of each part at a moment in fractions, from its definition and from nothing of the model's."""
    table = [[Fraction(cell) for cell in row] for row in usage]
    pods, moments = len(table), list(zip(*table, strict=True))
    highest = max(cell for row in table for cell in row)
    busiest = max(map(sum, moments))
    return {
        USED: sum(map(sum, moments)) / Fraction(len(moments)),
        TEMPORAL: sum(busiest - sum(moment) for moment in moments) / Fraction(len(moments)),
        SPATIAL: pods * highest - busiest,
        SPARE: pods * (Fraction(capacity_per_pod) - highest),
    }


@given(usages(), SIZES)
def test_the_parts_add_up_to_the_capacity_at_every_moment(usage, more):
    capacity = max(map(max, usage)) + more
    waste = split_waste(usage, capacity)
    together = waste.used + waste.temporal + waste.spatial + waste.spare
    np.testing.assert_allclose(together, len(usage) * capacity, rtol=1e-12)
    assert sum(map(waste.share, PARTS)) == pytest.approx(1, **CLOSE)
    assert min(waste.temporal.min(), waste.spatial, waste.spare) >= 0


@given(usages(), SIZES)
def test_in_fractions_they_add_up_exactly_and_the_model_agrees(usage, more):
    capacity = max(map(max, usage)) + more
    parts = exact_parts(usage, capacity)
    assert sum(parts.values()) == len(usage) * Fraction(capacity)
    assert min(parts.values()) >= 0
    waste = split_waste(usage, capacity)
    for name, value in parts.items():
        assert waste.mean(name) == pytest.approx(float(value), rel=1e-11, abs=1e-11 * waste.capacity)


@given(usages(st.integers(0, 1000).map(float)), st.integers(0, 1000))
def test_whole_numbers_of_two_pods_at_four_moments_add_up_to_the_last_bit(usage, more):
    cells = [cell for row in usage for cell in row]
    usage = [(cells * 8)[:4], (cells * 8)[4:8]]  # so that no mean is rounded
    assume(max(map(max, usage)) > 0)
    waste = split_waste(usage, max(map(max, usage)) + more)
    assert sum(map(waste.mean, PARTS)) == waste.capacity
    assert {name: Fraction(waste.mean(name)) for name in PARTS} == exact_parts(usage, waste.capacity_per_pod)


@given(usages(), st.floats(0, 1))
def test_balance_leaves_the_temporal_part_whole_and_turns_the_spatial_part_into_spare(usage, balance):
    before = split_waste(usage)
    after = split_waste(balanced(usage, balance), before.capacity_per_pod * (1 + 1e-12))
    scale = before.capacity
    np.testing.assert_allclose(after.temporal, before.temporal, atol=1e-11 * scale)
    assert after.mean(USED) == pytest.approx(before.mean(USED), **CLOSE)
    assert after.spatial <= (1 - balance) * before.spatial + 1e-11 * scale
    assert after.spatial + after.spare == pytest.approx(before.spatial, abs=1e-11 * scale)


@given(usages())
def test_whoever_balances_and_then_lowers_the_capacity_is_left_with_the_temporal_part_alone(usage):
    before = split_waste(usage, 2 * max(map(max, usage)))
    after = split_waste(balanced(usage))
    freed = before.capacity - after.capacity
    assert freed == pytest.approx(before.spatial + before.spare, abs=1e-11 * before.capacity)
    assert after.mean(TEMPORAL) == pytest.approx(before.mean(TEMPORAL), abs=1e-11 * before.capacity)
    assert after.spatial == pytest.approx(0, abs=1e-11 * before.capacity)
    assert after.needed_per_pod == pytest.approx(after.capacity_per_pod)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(0, 1))
def test_where_shares_never_change_balance_takes_its_share_of_the_spatial_part(shares, balance):
    assume(sum(shares) > 1e-3)
    usage = shared_out(synthetic_day(2, step_s=3600), shares)
    before, after = split_waste(usage), split_waste(balanced(usage, balance))
    assert after.spatial == pytest.approx((1 - balance) * before.spatial, abs=1e-11 * before.capacity)
    assert before.needed_per_pod == pytest.approx(max(shares) / sum(shares) * 5)


def test_ten_pods_of_fifty_connections_whose_peak_is_two_and_a_half_times_the_mean():
    waste = split_waste(shared_out(synthetic_day(2, peak_over_mean=2.5), [9, 7, 6, 6, 5, 5, 4, 4, 3, 1]))
    assert waste.capacity == pytest.approx(9)
    assert [waste.mean(part) for part in PARTS] == pytest.approx([2, 3, 4, 0], abs=1e-9)
    assert waste.share_of_unused(TEMPORAL) == pytest.approx(3 / 7)


def test_pods_that_differ_only_at_a_quiet_moment_hold_nothing_for_each_other():
    assert split_waste([[2, 2], [0, 2]]).spatial == 0
    assert split_waste([[2, 2], [0, 2]]).mean(TEMPORAL) == 1


def test_a_pod_that_is_busiest_at_another_moment_counts_all_the_same():
    waste = split_waste([[3, 2], [0, 2]])  # the busiest moment needs 2 of each pod; the first needs 3, at another
    assert (waste.spatial, waste.mean(TEMPORAL)) == (2, 0.5)


def test_one_pod_has_nobody_to_share_with():
    waste = split_waste([[1, 4]], 5)
    assert (waste.spatial, waste.spare, waste.temporal.tolist()) == (0, 1, [3, 0])


def test_all_used_is_no_waste():
    waste = split_waste([[2, 2], [2, 2]])
    assert [waste.share(part) for part in PARTS] == [1, 0, 0, 0]
    assert math.isnan(waste.share_of_unused(SPATIAL))


def test_a_moment_with_a_gap_is_left_out_and_never_read_as_zero():
    waste = split_waste([[1, NAN, 3], [1, 9, 1]])
    np.testing.assert_array_equal(waste.used, [2, NAN, 4])
    np.testing.assert_array_equal(waste.temporal, [2, NAN, 0])
    alone = split_waste([[1, 3], [1, 1]])
    assert [waste.mean(part) for part in PARTS] == [alone.mean(part) for part in PARTS]
    assert waste.needed_per_pod == 3  # not the 9 of a moment of which the other pod isn't known


def test_a_demand_with_a_gap_leaves_a_gap():
    usage = shared_out(Demand([4.0, NAN], 60, "cores"), [3, 1])
    np.testing.assert_array_equal(usage, [[3, NAN], [1, NAN]])
    assert split_waste(usage).mean(USED) == 4


@pytest.mark.parametrize(
    ("usage", "capacity", "message"),
    [
        ([], None, "usage must have a row for each pod, all of one length, got []"),
        ([[], []], None, "usage must have a row for each pod, all of one length, got [[], []]"),
        ([[1, 2], [3]], None, "usage must have a row for each pod, all of one length, got [[1, 2], [3]]"),
        (np.array([1.0]), None, "usage must have a row for each pod, all of one length, got array([1.])"),
        ([1, 2], None, "usage[0] must be a flat list of numbers, got 1"),
        ("12", None, "usage must have a row for each pod, all of one length, got '12'"),
        ([[1, 2], [3, -1]], None, "usage[1][1] must be from 0 to 1e+100, or NaN, got -1.0"),
        ([[1, math.inf]], None, "usage[0][1] must be a finite number, or NaN, got inf"),
        ([[1, NAN], [NAN, 1]], None,
         "usage must have a moment at which the usage of every pod is known, got [[1, nan], [nan, 1]]"),
        ([[0, 0]], None, "usage must not be zero everywhere, unless there is a capacity_per_pod, got [[0, 0]]"),
        ([[1, 3]], 2.5, "capacity_per_pod must be at least 3, which one pod uses, got 2.5"),
        ([[1, 3]], 0, "capacity_per_pod must be positive, got 0"),
    ],
)  # fmt: skip
def test_the_door(usage, capacity, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        split_waste(usage, capacity)


@pytest.mark.parametrize("shares", [[], [0, 0], [1, -1], [1e300, 1], [NAN]])
def test_shares_that_share_nothing(shares):
    with pytest.raises(ValueError, match=r"^shares(\[0\])? must be "):
        shared_out(Demand([1.0], 60, "cores"), shares)


def test_only_parts_are_named():
    with pytest.raises(ValueError, match="part must be one of used, temporal, spatial, spare, got 'idle'"):
        split_waste([[1]]).share("idle")


def test_nobody_changes_it():
    waste = split_waste([[1, 3], [1, 1]])
    for one in (waste, copy.deepcopy(waste), pickle.loads(pickle.dumps(waste))):  # noqa: S301
        with pytest.raises(ValueError, match="read-only"):
            one.used[0] = 9
