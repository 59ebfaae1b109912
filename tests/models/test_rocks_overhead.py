"""Rocks with an overhead inside, and the lists of sizes that the chapter draws."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import rocks

OVERHEAD = 0.1 / 16  # a proxy of 0.1 core on a node of 16
HEAVY = ["first_fit_decreasing", "best_fit_decreasing"]


# --- The guarantee ----------------------------------------------------------------------------------


def test_published_best_guarantee():
    """0.1 core on 16 → size 0.079 (1.26 cores), 84.8% guaranteed."""
    assert rocks.best_guaranteed_size(OVERHEAD) == pytest.approx(0.079, abs=5e-4)
    assert rocks.best_guaranteed_size(0.1, capacity=16) == pytest.approx(1.26, abs=5e-3)
    best = rocks.best_guaranteed_size(OVERHEAD)
    assert rocks.guaranteed_efficiency(best, OVERHEAD) == pytest.approx(0.848, abs=5e-4)


@given(st.floats(1e-4, 0.9), st.floats(0.1, 100))
def test_best_guaranteed_size_is_the_best(share, capacity):
    overhead = share * capacity
    best = rocks.best_guaranteed_size(overhead, capacity)
    top = rocks.guaranteed_efficiency(best, overhead, capacity)
    assert top == pytest.approx((1 - math.sqrt(share)) ** 2)
    for size in np.linspace(overhead, capacity, 101)[1:-1]:
        assert rocks.guaranteed_efficiency(size, overhead, capacity) <= top + 1e-12


def test_overhead_counts_beside_the_useful_work():
    assert rocks.overhead_share(useful=0.3, overhead=0.1) == 0.25  # not 0.1 / 0.3
    assert rocks.overhead_share(useful=1, overhead=0) == 0


@given(st.integers(40, 400), st.floats(0.05, 0.5), st.integers(0, 1000))
@settings(deadline=None, max_examples=40)
def test_reality_keeps_the_guarantee_but_for_one_box(n, size, seed):
    sizes = rocks.mixed(n, size, OVERHEAD, spread=0.9, seed=seed)
    largest, mean = float(sizes.max()), float(sizes.mean())
    guaranteed = rocks.guaranteed_efficiency(mean, OVERHEAD, largest=largest)
    for rule in ("first_fit", "best_fit", "worst_fit", "first_fit_decreasing"):
        packing = rocks.pack(sizes, 1.0, rule)
        reached = rocks.reached_efficiency(sizes, OVERHEAD, rule=rule)
        assert reached > guaranteed * (len(packing) - 1) / len(packing)
        assert reached == pytest.approx(packing.efficiency * (1 - OVERHEAD / mean))


# --- What is really reached -------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "published"), [(0.079, 0.916), (0.25, 0.971)])
def test_published_efficiency_on_mixed_sizes(size, published):
    """91.6% at x = .079, 97.1% at x = .25, on 2,000 mixed rocks of ±80%."""
    reached = [rocks.reached_efficiency(rocks.mixed(2000, size, OVERHEAD, 0.8, seed), OVERHEAD) for seed in range(20)]
    assert np.mean(reached) == pytest.approx(published, abs=0.003)


def test_larger_than_the_best_guarantee_does_better_where_sizes_differ_much_and_not_where_little():
    def gain(spread):
        small, large = (
            rocks.reached_efficiency(rocks.mixed(3000, size, OVERHEAD, spread, seed=1), OVERHEAD)
            for size in (0.079, 0.25)
        )
        return large - small

    assert gain(spread=0.8) > 0.04
    assert abs(gain(spread=0.3)) < 0.02


def test_nothing_packed_wastes_nothing():
    assert rocks.reached_efficiency([], 0.1) == 1.0


def test_more_overhead_than_a_size_is_refused_by_name():
    with pytest.raises(ValueError, match=r"overhead must be between 0 and 0\.2, got 0\.3"):
        rocks.reached_efficiency([0.5, 0.2], overhead=0.3)


# --- Drawn sizes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", HEAVY)
@pytest.mark.parametrize("n", [60, 120, 501, 3000])
def test_sorted_rules_need_a_sixth_more_for_triplets(rule, n):
    """Measured: 20.0% at n = 60, 17.5% at 120, 15.7–16.9% at 249, 16.3% in the limit."""
    more = [len(rocks.pack(rocks.triplets(n, 1000, seed), 1000, rule)) / (n // 3) - 1 for seed in range(10)]
    assert 0.16 <= min(more) <= max(more) <= 0.2001


@given(st.integers(0, 100), st.integers(250, 10_000), st.integers(0, 10**6))
@settings(max_examples=50)
def test_triplets_fill_boxes_to_the_brim(thirds, capacity, seed):
    sizes = rocks.triplets(3 * thirds, capacity, seed)
    assert len(sizes) == 3 * thirds
    assert sizes.sum() == thirds * capacity
    assert all(capacity / 4 <= size < capacity / 2 for size in sizes)


@given(st.integers(0, 200), st.integers(1, 50), st.integers(0, 50), st.integers(0, 10**6))
@settings(max_examples=50)
def test_uniform_stays_in_its_range(n, low, width, seed):
    sizes = rocks.uniform(n, low, low + width, seed)
    assert len(sizes) == n
    assert all(low <= size <= low + width for size in sizes)


def test_uniform_takes_both_ends():
    assert set(rocks.uniform(1000, 3, 5, seed=0).tolist()) == {3, 4, 5}


@given(st.floats(0.01, 0.5), st.floats(0, 1), st.floats(0, 1), st.integers(0, 10**6))
@settings(max_examples=50)
def test_mixed_rescales_the_same_draws(mean_size, share, spread, seed):
    overhead = share * mean_size
    unit = rocks.mixed(50, 1.0, 0.0, 1.0, seed) - 1.0
    sizes = rocks.mixed(50, mean_size, overhead, spread, seed)
    assert sizes == pytest.approx(overhead + (mean_size - overhead) * (1 + spread * unit))
    assert sizes.min() >= overhead
    assert rocks.mixed(80, mean_size, overhead, spread, seed)[:50].tolist() == sizes.tolist()


def test_draws_depend_on_the_seed_alone():
    np.random.seed(1)  # the global generator has no part in it
    for draw in (rocks.uniform, rocks.triplets):
        assert draw(30, seed=7).tolist() == draw(30, seed=7).tolist() != draw(30, seed=8).tolist()
