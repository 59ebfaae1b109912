"""Bounds and the optimum, against a solver of ten lines that shares nothing with them."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import rocks
from course_lib.rocks import arcflow, bounds

TINY = st.lists(st.integers(1, 20), max_size=9)
quickly = settings(deadline=None, max_examples=60)

# Falkenauer's uniform class as OR-Library has it (binpack1, capacity 150), with the fewest boxes. The
# library gives 48, 51 and 50 as best known; 50 and 49 were found by Gent, "Heuristic solution of open
# bin packing problems", J. Heuristics 3 (1998). Σ sizes / 150 proves all three.
OR_LIBRARY = {
    "u120_00": (
        48,
        "42 69 67 57 93 90 38 36 45 42 33 79 27 57 44 84 86 92 46 38 85 33 82 73 49 70 59 23 57 72 74 69 "
        "33 42 28 46 30 64 29 74 41 49 55 98 80 32 25 38 82 30 35 39 57 84 62 50 55 27 30 36 20 78 47 26 "
        "45 41 58 98 91 96 73 84 37 93 91 43 73 85 81 79 71 80 76 83 41 78 70 23 42 87 43 84 60 55 49 78 "
        "73 62 36 44 94 69 32 96 70 84 58 78 25 80 58 66 83 24 98 60 42 43 43 39",
    ),
    "u120_08": (
        50,
        "100 22 25 51 95 58 97 30 79 23 53 80 20 65 64 21 26 100 81 98 70 85 92 97 86 71 91 29 63 34 67 "
        "23 33 89 94 47 100 37 40 58 73 39 49 79 54 57 98 69 67 49 38 34 96 27 92 82 69 45 69 20 75 97 51 "
        "70 29 91 98 77 48 45 43 61 36 82 89 94 26 35 58 58 57 46 44 91 49 52 65 42 33 60 37 57 91 52 95 "
        "84 72 75 89 81 67 74 87 60 32 76 85 59 62 39 64 52 88 45 29 88 85 54 40 57",
    ),
    "u120_19": (
        49,
        "49 95 38 62 63 97 42 62 100 43 44 77 97 94 68 23 50 36 89 58 97 27 64 65 54 58 24 35 33 63 32 50 "
        "58 90 44 50 48 21 72 75 21 74 28 95 77 69 96 24 57 85 72 96 50 83 65 62 99 93 23 77 94 31 50 33 "
        "79 73 23 55 44 78 84 66 31 59 97 95 22 76 90 66 29 100 90 92 50 49 47 43 37 40 60 52 54 99 34 46 "
        "88 97 85 39 32 51 95 54 99 86 48 90 28 25 86 39 74 26 38 60 41 67 80 33",
    ),
}


def fewest(sizes, capacity):
    """Return the fewest boxes by trying, for each size in turn, every box: exponential, and plain to see."""

    def with_boxes(index, rooms):
        if index == len(sizes):
            return len(rooms)
        tries = [with_boxes(index + 1, (*rooms, capacity - sizes[index]))]
        for box, room in enumerate(rooms):
            if sizes[index] <= room:
                left = (*rooms[:box], room - sizes[index], *rooms[box + 1 :])
                tries.append(with_boxes(index + 1, left))
        return min(tries)

    return with_boxes(0, ())


def assert_sound(found, sizes, capacity):
    bins = found.packing.bins
    assert sorted(size for box in bins for size in box) == sorted(np.asarray(sizes).tolist())
    assert all(box and sum(box) <= capacity * (1 + 1e-9) for box in bins)
    assert found.lower_bound <= len(found.packing) == len(bins)
    assert found.is_proven == (found.lower_bound == len(bins))


# --- Bounds -----------------------------------------------------------------------------------------


@given(TINY.filter(lambda sizes: len(sizes) <= 7), st.integers(20, 30))
@quickly
def test_bounds_and_guarantees_bracket_the_optimum(sizes, capacity):
    best = fewest(sizes, capacity)
    assert rocks.lower_bound(sizes, capacity, "L1") <= rocks.lower_bound(sizes, capacity) <= best
    for rule in bounds.GUARANTEES:
        assert best <= len(rocks.pack(sizes, capacity, rule)) <= rocks.most_boxes(best, rule)


@given(st.lists(st.integers(1, 50), max_size=30), st.integers(50, 100))
@quickly
def test_l2_is_martello_and_toths_formula(sizes, capacity):
    """The formula of the 1990 paper, set by set: L(α) for every α up to half of the capacity."""

    def bound(alpha):
        large = [size for size in sizes if size > capacity - alpha]
        middle = [size for size in sizes if capacity / 2 < size <= capacity - alpha]
        small = [size for size in sizes if alpha <= size <= capacity / 2]
        more = -(-(sum(small) - (len(middle) * capacity - sum(middle))) // capacity)
        return len(large) + len(middle) + max(0, more)

    assert rocks.lower_bound(sizes, capacity) == max(bound(alpha) for alpha in range(capacity // 2 + 1))


@pytest.mark.parametrize("method", bounds.METHODS)
def test_bounds_are_not_misled_by_decimals(method):
    assert rocks.lower_bound([0.1] * 10, 1.0, method) == 1  # summed one by one: 0.9999999999999999
    assert rocks.lower_bound([0.1] * 11, 1.0, method) == 2
    assert rocks.lower_bound([1.1, 2.2, 3.3, 3.4], 10.0, method) == 1  # 10.000000000000002
    assert rocks.lower_bound([], 1.0, method) == 0


def test_bound_stays_below_the_best_packing_at_full_precision():
    halves = np.random.default_rng(0).random(50_000) / 2 + 1e-6
    sizes = np.concatenate([halves, 1.0 - halves])  # every two fill a box, to the last of 14 digits
    assert rocks.lower_bound(sizes, 1.0, "L1") <= rocks.lower_bound(sizes, 1.0) <= 50_000


# --- Known instances --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OR_LIBRARY)
def test_optimum_of_or_library(name):
    known, text = OR_LIBRARY[name]
    sizes = [int(size) for size in text.split()]
    found = rocks.optimal(sizes, 150)
    assert (len(found.packing), found.is_proven) == (known, True)
    assert_sound(found, sizes, 150)
    assert len(rocks.pack(sizes, 150)) == known + 1  # no rule finds it


@pytest.mark.parametrize(
    ("rule", "sizes", "capacity", "optimum", "boxes"),
    [
        # 11/9: Johnson et al., SIAM J. Comput. 3 (1974). Best: 6 × (51, 26, 23) and 3 × (27, 27, 23, 23).
        ("first_fit_decreasing", [51] * 6 + [27] * 6 + [26] * 6 + [23] * 12, 100, 9, 11),
        # 1.7: ditto. Best: 6 × (211, 141, 61), a little over 1/2, 1/3 and 1/7.
        ("first_fit", [61] * 6 + [141] * 6 + [211] * 6, 420, 6, 10),
        # 2: every half keeps the next one out, for a crumb between them.
        ("next_fit", [50, 1] * 20, 100, 11, 20),
    ],
)
def test_rules_reach_their_guarantee(rule, sizes, capacity, optimum, boxes):
    found = rocks.optimal(sizes, capacity)
    assert (len(found.packing), found.is_proven) == (optimum, True)
    assert len(rocks.pack(sizes, capacity, rule)) == boxes <= rocks.most_boxes(optimum, rule)


# --- The optimum ------------------------------------------------------------------------------------


@given(TINY.filter(lambda sizes: len(sizes) <= 8), st.integers(20, 30))
@quickly
def test_optimum_equals_brute_force(sizes, capacity):
    found = rocks.optimal(sizes, capacity)
    assert (len(found.packing), found.is_proven) == (fewest(sizes, capacity), True)
    assert_sound(found, sizes, capacity)


@given(TINY.filter(lambda sizes: 0 < len(sizes) <= 7), st.integers(20, 30), st.integers(1, 7))
@quickly
def test_arc_flow_decides_as_brute_force_does(sizes, capacity, boxes):
    widths, counts = np.unique(sizes, return_counts=True)
    decided, kinds = arcflow.find_packing(widths[::-1], counts[::-1], capacity, boxes, 60.0)
    assert decided == (fewest(sizes, capacity) <= boxes)
    assert len(kinds) == (boxes if decided else 0)


@given(st.lists(st.integers(15, 60), min_size=15, max_size=30), st.integers(60, 100))
@settings(deadline=None, max_examples=15)
def test_rules_keep_their_guarantees_against_the_optimum(sizes, capacity):
    found = rocks.optimal(sizes, capacity)
    assert found.is_proven
    assert_sound(found, sizes, capacity)
    best = len(found.packing)
    for rule in bounds.GUARANTEES:
        assert best <= len(rocks.pack(sizes, capacity, rule)) <= rocks.most_boxes(best, rule)


@pytest.mark.parametrize("n", [60, 120, 249])
def test_optimum_of_triplets_is_a_third(n):
    sizes = rocks.triplets(n, 1000, seed=n)
    found = rocks.optimal(sizes, 1000)
    assert (len(found.packing), found.is_proven) == (n // 3, True)
    assert all(sum(box) == 1000 and len(box) == 3 for box in found.packing.bins)


def test_optimum_of_uniform_1000_takes_seconds():
    sizes = rocks.uniform(1000, 20, 100, seed=2)
    found = rocks.optimal(sizes, 150)
    assert found.is_proven
    assert_sound(found, sizes, 150)
    assert len(found.packing) < len(rocks.pack(sizes, 150))


def test_optimum_gives_back_the_sizes_it_was_given():
    sizes = rocks.triplets(60, seed=3) / 1000
    found = rocks.optimal(sizes, 1.0)
    assert (found.packing.rule, len(found.packing), found.is_proven) == ("optimal", 20, True)
    assert_sound(found, sizes, 1.0)
    assert found.packing.sizes.tolist() == sizes.tolist()


def test_boxes_of_the_optimum_are_numbered_by_their_first_size():
    box_of = rocks.optimal(rocks.triplets(60, seed=1), 1000).packing.box_of
    assert list(dict.fromkeys(box_of.tolist())) == list(range(20))


def test_nothing_to_pack_needs_nothing():
    found = rocks.optimal([], 10)
    assert (len(found.packing), found.lower_bound, found.is_proven) == (0, 0, True)


@pytest.mark.parametrize("most_arcs", [0, 50, arcflow.MOST_ARCS])
def test_when_time_or_size_runs_out_it_claims_nothing(monkeypatch, most_arcs):
    monkeypatch.setattr(arcflow, "MOST_ARCS", most_arcs)
    sizes = rocks.uniform(150, 200, 1000, seed=2)
    started = time.monotonic()
    found = rocks.optimal(sizes, 2000, time_limit_s=1.0)
    assert time.monotonic() - started < 15  # one second is asked for; the machine may be busy
    assert not found.is_proven
    assert_sound(found, sizes, 2000)
    assert len(found.packing) == min(len(rocks.pack(sizes, 2000, rule)) for rule in rocks.RULES)


def test_a_solver_that_miscounts_is_not_believed(monkeypatch):
    solved = arcflow._solve

    def miscounts(*arguments):
        result = solved(*arguments)
        result.x = result.x + 1
        return result

    monkeypatch.setattr(arcflow, "_solve", miscounts)
    found = rocks.optimal(rocks.triplets(60, seed=1), 1000)
    assert (found.is_proven, found.lower_bound, len(found.packing)) == (False, 20, 23)


@pytest.mark.parametrize(
    ("sizes", "capacity", "named"),
    [
        ([0.1, 0.123456789], 1.0, r"sizes\[1\] .*, got 0.123456789"),
        ([1, 2, 3], 3.14159265, r"sizes\[0\] .*, got 1.0"),
    ],
)
def test_sizes_off_any_grid_are_named_with_the_way_out(sizes, capacity, named):
    with pytest.raises(ValueError, match=named) as raised:
        rocks.optimal(sizes, capacity)
    assert "100,000 steps" in str(raised.value)
    assert "round all of them to fewer digits" in str(raised.value)
