"""What the sliders of chapter 02 ask, against the model and what must hold whatever the values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import rocks, tables
from course_lib.chapters.ch02_rocks.study.cost import cost_study, looks_needed
from course_lib.chapters.ch02_rocks.study.falling import FALLING, fall_study
from course_lib.chapters.ch02_rocks.study.gap_to_optimum import GAP_RULES, gap_study
from course_lib.chapters.ch02_rocks.study.rock_size import MEAN_SIZES_CORES, size_study

MILLICORES = 100


@pytest.mark.parametrize("spread", [0, 50, 100])
@pytest.mark.parametrize("overhead", [0, 100, 200])
def test_size_reached_is_never_below_guaranteed_by_more_than_the_last_box(overhead: int, spread: int) -> None:
    study = size_study(2.0, overhead, spread)
    assert (study.reached >= study.guaranteed - 1 / 190).all()  # at least 190 boxes, of which one is neglected


def test_size_without_overhead_small_rocks_waste_nothing() -> None:
    study = size_study(0.2, 0, 100)
    assert study.reached_here > 0.995
    assert study.best_guaranteed_cores == MEAN_SIZES_CORES[0]


def test_size_with_overhead_smallest_is_bad_and_guaranteed_best_is_not_reached_best() -> None:
    study = size_study(2.0, MILLICORES, 100)
    assert study.reached[0] < 0.5
    assert study.best_guaranteed_cores < 1.3
    assert study.best_reached_cores > 4


def test_size_guarantee_of_equal_pods_is_best_at_the_root() -> None:
    study = size_study(2.0, MILLICORES, 0)
    best = rocks.best_guaranteed_size(0.1, 16)
    step = MEAN_SIZES_CORES[1] / MEAN_SIZES_CORES[0]
    assert best / step < study.best_guaranteed_cores < best * step
    assert study.guaranteed.max() == pytest.approx(tables.figure("packing", "best_guarantee").value, abs=0.0005)


def test_size_at_the_figures_that_the_chapter_quotes() -> None:
    at_best_guarantee = size_study(1.26, MILLICORES, 100).reached_here
    at_a_quarter = size_study(4.0, MILLICORES, 100).reached_here
    assert at_best_guarantee == pytest.approx(tables.figure("packing", "reached_at_best_guarantee").value, abs=0.005)
    assert at_a_quarter == pytest.approx(tables.figure("packing", "reached_at_quarter").value, abs=0.005)


def test_size_teeth_of_equal_pods() -> None:
    three_fit, two_fit = size_study(5.3, MILLICORES, 0).reached_here, size_study(6.0, MILLICORES, 0).reached_here
    assert three_fit > 0.97
    assert two_fit < 0.75


@given(st.sampled_from(rocks.RULES), st.integers(5, 50), st.integers(0, 100), st.integers(1, FALLING))
@settings(max_examples=60, deadline=None)
def test_fall_shows_the_first_rocks_of_the_whole_packing(rule: str, mean: int, spread: int, placed: int) -> None:
    study = fall_study(rule, mean, spread, placed)
    so_far = study.so_far
    assert len(so_far.sizes) == placed
    assert np.bincount(so_far.box_of, so_far.sizes).max() <= 100
    whole = rocks.pack(study.packing.sizes[study.order[:placed]], 100, rule)
    assert whole.bins == so_far.bins


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", ["uniform", "triplets"])
def test_gap_bounds_below_optimum_below_rules(kind: str, seed: int) -> None:
    boxes = gap_study(kind, 60, seed).boxes
    assert boxes["L1 bound"] <= boxes["L2 bound"] <= boxes["optimum"]
    assert all(boxes["optimum"] <= boxes[rule] for rule in GAP_RULES)


def excess(n: int, seed: int, rule: str) -> float:
    """Return how far a rule is above the optimum on triplets, whose optimum is n/3."""
    return len(rocks.pack(rocks.triplets(n, seed=seed), 1000, rule)) / (n / 3) - 1


@pytest.mark.parametrize("rule", ["first_fit_decreasing", "best_fit_decreasing"])
@pytest.mark.parametrize(("n", "figure"), [(60, "triplets_excess_60"), (9_999, "triplets_excess_many")])
def test_gap_on_triplets_falls_from_a_fifth_to_a_sixth(n: int, figure: str, rule: str) -> None:
    for seed in range(10):
        assert excess(n, seed, rule) == pytest.approx(tables.figure("packing", figure).value, abs=0.005)


def test_gap_with_half_the_spread_less_is_reached() -> None:
    assert size_study(4.0, MILLICORES, 50).reached_here == pytest.approx(0.945, abs=0.005)


def loop_looks(sizes: list[int], rule: str) -> int:
    """Count the boxes that a textbook loop looks at, by counting."""
    boxes: list[list[int]] = []
    looks = 0
    for size in sorted(sizes, reverse=True) if rule.endswith("_decreasing") else sizes:
        taker = None
        asked = boxes[-1:] if rule == "next_fit" else boxes
        for box in asked:
            looks += 1
            if sum(box) + size <= 150 and (taker is None or (rule.startswith("best") and sum(box) > sum(taker))):
                taker = box
                if not rule.startswith("best"):
                    break
        if taker is None:
            boxes.append([size])
        else:
            taker.append(size)
    return looks


@pytest.mark.parametrize("rule", ["next_fit", "first_fit_decreasing", "best_fit_decreasing"])
def test_cost_counts_the_looks_of_the_loop(rule: str) -> None:
    sizes = rocks.uniform(300, seed=5)
    assert looks_needed(sizes, rule)[0] == loop_looks(sizes.tolist(), rule)


def test_cost_grows_with_the_square_in_a_loop_and_nearly_in_line_in_a_tree() -> None:
    study = cost_study("best_fit_decreasing", 5)
    tenfold = slice(-5, None, 4)
    loop, tree = study.loop[tenfold], study.tree[tenfold]
    assert loop[1] / loop[0] == pytest.approx(100, rel=0.05)
    assert 10 < tree[1] / tree[0] < 14


def test_figures_of_the_text() -> None:
    bare, carried = size_study(2.0, 0, 100), size_study(2.0, 100, 100)
    assert (round(bare.reached[0], 3), round(bare.reached[-1], 3)) == (0.998, 0.978)
    assert bare.reached[MEAN_SIZES_CORES <= 7].min() > 0.99
    assert round(carried.reached[0], 2) == 0.5
    assert carried.best_reached_cores == pytest.approx(7, abs=0.5)


@pytest.mark.parametrize("rule", ["first_fit_decreasing", "best_fit_decreasing"])
def test_decreasing_rules_stay_as_near_as_the_text_says(rule: str) -> None:
    rocks, draws = range(12, 121, 12), range(1, 11)
    uniform = [gap_study("uniform", n, seed).boxes for n in rocks for seed in draws]
    assert max(boxes[rule] - boxes["optimum"] for boxes in uniform) == 1
    triplets = {n: [gap_study("triplets", n, seed).boxes for seed in draws] for n in rocks}
    worse = {n: [boxes[rule] / boxes["optimum"] - 1 for boxes in each] for n, each in triplets.items()}
    assert max(map(max, worse.values())) <= 0.25
    assert all(0.155 <= share <= 0.20 for n in rocks if n >= 60 for share in worse[n])
