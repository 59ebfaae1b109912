"""Footprint: monotone in every argument, so that an interval is the extremes over the corners; and how it scales."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_lib import footprint
from course_lib.footprint import textbook

MEASURED = [(0, 211.7), (0.1, 335.0), (0.5, 677.8), (1, 957.8)]
SHARE, AMOUNT, SOME = (0.0, 1.0), (0.0, 1e4), (0.1, 1e4)
# For each door: its arguments with the range to draw from, and whether the result rises (+) or falls (-) in each.
DOORS = {
    "linear_power_w": {"idle_w": (0, 100, "+"), "max_w": (100, 1000, "+"), "utilisation": (*SHARE, "+")},
    "vcpu_power_w": {
        "vcpus": (*AMOUNT, "+"), "min_w_per_vcpu": (0, 1, "+"), "max_w_per_vcpu": (1, 5, "+"),
        "utilisation": (*SHARE, "+"),
    },
    "energy_kwh": {"power_w": (*AMOUNT, "+"), "hours": (*AMOUNT, "+")},
    "memory_kwh": {"memory_gb": (*AMOUNT, "+"), "hours": (*AMOUNT, "+"), "kwh_per_gb_hour": (0, 0.01, "+")},
    "network_kwh": {"traffic_gb": (*AMOUNT, "+"), "kwh_per_gb": (0, 0.1, "+")},
    "facility_kwh": {"energy_kwh": (*AMOUNT, "+"), "pue": (1, 3, "+")},
    "carbon_g": {"energy_kwh": (*AMOUNT, "+"), "pue": (1, 3, "+"), "intensity_g_per_kwh": (*AMOUNT, "+")},
    "server_embodied_kg": {
        "memory_gb": (0, 1000, "+"), "cpus": (1, 8, "+"), "ssds": (0, 9, "+"), "hdds": (0, 9, "+"), "gpus": (0, 9, "+"),
    },
    "memory_embodied_kg": {"memory_gb": (*AMOUNT, "+")},
    "embodied_share_g": {
        "total_kg": (*AMOUNT, "+"), "lifetime_years": (0.5, 20, "-"), "hours": (*AMOUNT, "+"),
        "resource_share": (*SHARE, "+"),
    },
    "sci_g": {
        "energy_kwh": (*AMOUNT, "+"), "intensity_g_per_kwh": (*AMOUNT, "+"), "embodied_g": (*AMOUNT, "+"),
        "functional_units": (*SOME, "-"),
    },
    "break_even_g_per_kwh": {"embodied_g": (*AMOUNT, "+"), "energy_kwh": (*SOME, "-"), "pue": (1, 3, "-")},
    "node_cost": {"nodes": (*AMOUNT, "+"), "hours": (*AMOUNT, "+"), "price_per_node_hour": (*AMOUNT, "+")},
}  # fmt: skip
every_door = pytest.mark.parametrize("name", DOORS)
quickly = settings(deadline=None, max_examples=40)


def ranges(name):
    """A (low, best, high) for each argument of a door."""
    return st.fixed_dictionaries({
        argument: st.tuples(*[st.floats(low, high)] * 3).map(sorted).map(tuple)
        for argument, (low, high, _) in DOORS[name].items()
    })  # fmt: skip


def at_most(one, other):
    return one <= other or math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


@every_door
@given(data=st.data())
@quickly
def test_monotone_in_each_argument(name, data):
    drawn, door = data.draw(ranges(name)), getattr(footprint, name)
    exact = {argument: best for argument, (_, best, _) in drawn.items()}
    for argument, (low, _, high) in drawn.items():
        less, more = (door(**exact | {argument: end}).best for end in (low, high))
        assert at_most(less, more) if DOORS[name][argument][2] == "+" else at_most(more, less)


@every_door
@given(data=st.data())
@quickly
def test_interval_is_the_worst_and_the_best_corner(name, data):
    """Independent of the code under test: rising arguments at one end, falling ones at the other."""
    drawn, door = data.draw(ranges(name)), getattr(footprint, name)
    made = door(**drawn)
    low, high = ({argument: ends[0 if (sign == "+") == lower else 2] for argument, ends in drawn.items()
                  for sign in DOORS[name][argument][2]} for lower in (True, False))  # fmt: skip
    assert made.low == pytest.approx(door(**low).best, rel=1e-9, abs=1e-9)
    assert made.high == pytest.approx(door(**high).best, rel=1e-9, abs=1e-9)
    assert made.low <= made.best <= made.high
    assert made.best == door(**{argument: best for argument, (_, best, _) in drawn.items()}).best


@every_door
@given(data=st.data())
@quickly
def test_nothing_inside_the_ranges_leaves_the_interval(name, data):
    drawn, door = data.draw(ranges(name)), getattr(footprint, name)
    made = door(**drawn)
    inside = {argument: data.draw(st.floats(low, high)) for argument, (low, _, high) in drawn.items()}
    value = door(**inside).best
    assert at_most(made.low, value)
    assert at_most(value, made.high)


@pytest.mark.parametrize(
    ("name", "argument", "power"),
    [
        ("vcpu_power_w", "vcpus", 1), ("energy_kwh", "power_w", 1), ("energy_kwh", "hours", 1),
        ("carbon_g", "energy_kwh", 1), ("carbon_g", "pue", 1), ("carbon_g", "intensity_g_per_kwh", 1),
        ("embodied_share_g", "total_kg", 1), ("embodied_share_g", "hours", 1),
        ("embodied_share_g", "resource_share", 1), ("embodied_share_g", "lifetime_years", -1),
        ("sci_g", "functional_units", -1),
        ("break_even_g_per_kwh", "energy_kwh", -1), ("node_cost", "nodes", 1), ("network_kwh", "traffic_gb", 1),
    ],
)  # fmt: skip
@given(data=st.data())
@quickly
def test_scaling(name, argument, power, data):
    drawn, door = data.draw(ranges(name)), getattr(footprint, name)
    exact = {each: best for each, (_, best, _) in drawn.items()}
    top = DOORS[name][argument][1]
    exact[argument] = max(exact[argument] / 2, DOORS[name][argument][0])
    assume(2 * exact[argument] <= top)
    once, twice = (door(**exact | {argument: factor * exact[argument]}).best for factor in (1, 2))
    assert twice == pytest.approx(once * 2**power, rel=1e-9, abs=1e-12)


# --- Power curves and fleets: monotone piece by piece -------------------------------------------------


@st.composite
def curves(draw):
    """A power curve whose watts are ranges, none of which falls."""
    inner = draw(st.lists(st.integers(1, 19), unique=True, max_size=3).map(sorted))
    steps = [draw(st.tuples(*[st.floats(1, 200)] * 3).map(sorted)) for _ in range(len(inner) + 2)]
    watts = np.cumsum(np.array(steps), axis=0).tolist()
    return [(busy / 20, tuple(ends)) for busy, ends in zip([0, *inner, 20], watts, strict=True)]


@given(curves(), st.tuples(*[st.floats(0, 1)] * 3).map(sorted).map(tuple))
@quickly
def test_power_between_the_lowest_and_the_highest_curve(points, utilisation):
    made = footprint.power_w(points, utilisation)
    for end, column in ((made.low, 0), (made.best, 1), (made.high, 2)):
        curve = [(busy, watts[column]) for busy, watts in points]
        assert end == pytest.approx(textbook.power_w(curve, utilisation[column]))


@given(curves(), st.tuples(*[st.floats(0.02, 0.5)] * 3).map(sorted).map(tuple), st.integers(5, 10), st.data())
@settings(deadline=None, max_examples=25)
def test_packing_leaves_no_interval_and_reaches_both_ends(points, utilisation, onto, data):
    packed = footprint.pack_servers(points, 10, utilisation, onto)
    curve = [(busy, data.draw(st.floats(watts[0], watts[2]))) for busy, watts in points]
    assume(all(one[1] <= other[1] for one, other in pairwise(curve)))
    busy = data.draw(st.floats(utilisation[0], utilisation[2]))
    inside = footprint.pack_servers(curve, 10, busy, onto)
    for name in ("utilisation", "before_w", "on_w", "off_w", "saved_on", "saved_off"):
        made, value = getattr(packed, name), getattr(inside, name).best
        assert made.low <= made.best <= made.high
        assert at_most(made.low, value)
        assert at_most(value, made.high)


def test_saved_share_turns_inside_the_range_and_the_interval_knows():
    """Between 5% and 20% busy the share saved rises, falls and rises; a fine grid finds the same extremes."""
    made = footprint.pack_servers(MEASURED, 10, (0.06, 0.12, 0.15), onto=3).saved_on
    grid = [footprint.pack_servers(MEASURED, 10, busy, 3).saved_on.best for busy in np.linspace(0.06, 0.15, 901)]
    assert made.high == pytest.approx(max(grid), abs=1e-6)
    assert made.low == pytest.approx(min(grid), abs=1e-6)
    assert made.high > max(grid[0], grid[-1]) + 0.005  # no end of the range has it
    low = footprint.pack_servers(MEASURED, 10, (0.1, 0.12, 0.3), onto=3).saved_on.low
    assert low == pytest.approx(footprint.pack_servers(MEASURED, 10, 0.15, 3).saved_on.best)


@given(st.integers(1, 50), st.floats(0, 1), st.data())
@quickly
def test_packing_onto_all_changes_nothing_and_fewer_never_takes_more(servers, utilisation, data):
    same = footprint.pack_servers(MEASURED, servers, utilisation, onto=servers)
    assert same.saved_on.best == same.saved_off.best == pytest.approx(0, abs=1e-12)
    least = int(footprint.servers_needed(servers, utilisation, 1).best)
    onto = data.draw(st.integers(least, servers))
    packed = footprint.pack_servers(MEASURED, servers, utilisation, onto)
    assert packed.off_w.best <= packed.on_w.best + 1e-9 <= same.before_w.best + 1e-6  # this curve is concave


@given(st.integers(1, 1000), st.floats(0, 1), st.floats(0.01, 1))
@quickly
def test_servers_needed_are_enough_and_one_fewer_is_not(servers, utilisation, target):
    needed = footprint.servers_needed(servers, utilisation, target).best
    assert servers * utilisation <= needed * target + 1e-6
    assert needed == 1 or servers * utilisation > (needed - 1) * target


@given(st.tuples(*[st.floats(0, 1)] * 3).map(sorted).map(tuple), st.floats(0.01, 1))
@quickly
def test_servers_needed_rise_with_the_work_and_fall_with_the_target(utilisation, target):
    made = footprint.servers_needed(40, utilisation, target)
    assert [footprint.servers_needed(40, end, target).best for end in utilisation] == [made.low, made.best, made.high]
    assert footprint.servers_needed(40, utilisation, 1).best <= made.best
