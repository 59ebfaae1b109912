"""Rocks: eight rules, each as a loop to read and as a fast packer, and the two never disagree."""

from __future__ import annotations

import copy
import inspect
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import rocks
from course_lib.rocks.kernels import best_fit as best_fit_kernel

ANY_FIT = [rule for rule in rocks.RULES if not rule.startswith("next")]
SMALL = st.lists(st.integers(1, 60), max_size=40)
quickly = settings(deadline=None, max_examples=60)
every_rule = pytest.mark.parametrize("rule", rocks.RULES)


def textbook(rule):
    return getattr(rocks, rule)


# --- The textbook rules, by hand --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "boxes"),
    [
        ("next_fit", [[5], [7], [5, 2], [4, 2, 1]]),
        ("first_fit", [[5, 5], [7, 2, 1], [4, 2]]),
        ("best_fit", [[5, 5], [7, 2, 1], [4, 2]]),
        ("worst_fit", [[5, 5], [7, 2], [4, 2, 1]]),
        ("next_fit_decreasing", [[7], [5, 5], [4, 2, 2, 1]]),
        ("first_fit_decreasing", [[7, 2, 1], [5, 5], [4, 2]]),
        ("best_fit_decreasing", [[7, 2, 1], [5, 5], [4, 2]]),
        ("worst_fit_decreasing", [[7, 1], [5, 5], [4, 2, 2]]),
    ],
)
def test_rules_on_one_list_worked_by_hand(rule, boxes):
    sizes = [5, 7, 5, 2, 4, 2, 1]
    assert textbook(rule)(sizes, 10) == boxes
    assert rocks.pack(sizes, 10, rule).bins == boxes


@pytest.mark.parametrize("rule", ["best_fit", "worst_fit"])
@pytest.mark.parametrize("sizes", [[6, 6, 4], [9, 5, 4, 1]])  # equal from the start; the younger caught up
def test_among_equals_the_oldest_box_takes_it(rule, sizes):
    boxes = textbook(rule)(sizes, 10)
    assert boxes[0] == [sizes[0], sizes[-1]]
    assert rocks.pack(sizes, 10, rule).bins == boxes


@every_rule
def test_rule_runs_alone_in_an_empty_namespace(rule):
    alone: dict[str, object] = {}
    exec(inspect.getsource(textbook(rule)), alone)  # noqa: S102  what a learner does with the text he reads
    sizes = [5, 7, 5, 2, 4, 2, 1]
    assert alone[rule](sizes, 10) == textbook(rule)(sizes, 10)


@every_rule
def test_input_is_not_changed(rule):
    sizes = [3, 9, 1, 4]
    before = copy.copy(sizes)
    textbook(rule)(sizes, 10)
    array = np.array(sizes)
    packing = rocks.pack(array, 10, rule)
    assert sizes == before == array.tolist()
    array[0] = 10
    assert packing.sizes[0] == 3  # and what the caller does later leaves the packing alone


@given(SMALL)
@quickly
def test_decreasing_is_the_rule_on_sorted_sizes(sizes):
    for rule in ("next_fit", "first_fit", "best_fit", "worst_fit"):
        assert textbook(rule + "_decreasing")(sizes, 60) == textbook(rule)(sorted(sizes, reverse=True), 60)


# --- pack: the textbook, box for box ----------------------------------------------------------------


@every_rule
@given(sizes=SMALL, capacity=st.integers(60, 120))
@quickly
def test_pack_equals_textbook_on_whole_numbers(rule, sizes, capacity):
    assert rocks.pack(sizes, capacity, rule).bins == textbook(rule)(sizes, capacity)


@every_rule
@given(parts=SMALL)
@quickly
def test_pack_equals_textbook_on_binary_fractions_with_many_ties(rule, parts):
    sizes = [part / 64 for part in parts]  # exact in float64, so the loops count without noise
    assert rocks.pack(sizes, 1.0, rule).bins == textbook(rule)(sizes, 1.0)


@every_rule
@given(n=st.integers(0, 150), largest=st.sampled_from([0.1, 0.5, 1.0]), seed=st.integers(0, 10**6))
@settings(deadline=None, max_examples=25)
def test_pack_equals_textbook_on_random_floats(rule, n, largest, seed):
    sizes = (largest * (1.0 - np.random.default_rng(seed).random(n))).tolist()
    assert rocks.pack(sizes, 1.0, rule).bins == textbook(rule)(sizes, 1.0)


@every_rule
def test_pack_equals_textbook_where_trees_are_deep(rule):
    for sizes, capacity in [
        (rocks.uniform(1200, 20, 100, seed=1), 150),
        (rocks.uniform(1500, 1, 30, seed=2), 97),
    ]:
        assert rocks.pack(sizes, capacity, rule).bins == textbook(rule)(sizes.tolist(), capacity)


@every_rule
@given(SMALL)
@quickly
def test_decimals_pack_like_the_whole_numbers_times_ten(rule, tenths):
    decimals = rocks.pack([tenth / 10 for tenth in tenths], 6.0, rule)
    assert decimals.box_of.tolist() == rocks.pack(tenths, 60, rule).box_of.tolist()


@every_rule
def test_tenths_fill_a_box_in_any_order(rule):
    for sizes in permutations([0.1, 0.2, 0.7]):
        assert len(rocks.pack(sizes, 1.0, rule)) == 1
    for sizes in permutations([1.1, 2.2, 3.3, 3.4]):
        assert len(rocks.pack(sizes, 10.0, rule)) == 1
    assert len(rocks.pack([1e-5] * 200_000, 1.0, rule)) == 2
    for parts in (3, 6, 7, 49):  # the loop of a person fails here, too: 49 · (1/49) < 1
        assert len(rocks.pack([1 / parts] * 3 * parts, 1.0, rule)) == 3


@every_rule
def test_forgiven_is_a_billionth_in_all_and_to_whole_numbers_nothing(rule):
    assert len(rocks.pack([0.5, 0.5 + 4e-10], 1.0, rule)) == 1
    assert len(rocks.pack([0.5, 0.5 + 2e-9], 1.0, rule)) == 2
    assert len(rocks.pack([0.25, 0.25 + 4e-10] * 2, 1.0, rule)) == 2  # not each size its own
    assert len(rocks.pack([5 * 10**11, 5 * 10**11 + 1], 10**12, rule)) == 2


# --- What every packing keeps -----------------------------------------------------------------------


@every_rule
@given(sizes=st.lists(st.floats(1e-6, 1.0), max_size=60))
@quickly
def test_no_size_is_lost_doubled_or_over_capacity(rule, sizes):
    packing = rocks.pack(sizes, 1.0, rule)
    assert sorted(size for box in packing.bins for size in box) == sorted(sizes)
    assert all(box and sum(box) <= 1.0 + 1e-9 for box in packing.bins)
    assert len(packing.bins) == len(packing)
    for box, members in enumerate(packing.bins):
        assert sorted(packing.sizes[packing.box_of == box]) == sorted(members)


@pytest.mark.parametrize("rule", ANY_FIT)
@given(sizes=st.lists(st.integers(1, 100), min_size=1, max_size=60))
@quickly
def test_any_fit_leaves_one_box_at_most_with_room_for_the_largest(rule, sizes):
    fills = [sum(box) for box in rocks.pack(sizes, 100, rule).bins]
    assert sum(fill <= 100 - max(sizes) for fill in fills) <= 1


@given(st.lists(st.integers(1, 100), min_size=2, max_size=60))
@quickly
def test_next_fit_fills_two_neighbours_beyond_one_box(sizes):
    fills = [sum(box) for box in rocks.pack(sizes, 100, "next_fit").bins]
    assert all(one + other > 100 for one, other in pairwise(fills))


@every_rule
def test_the_empty_and_the_single(rule):
    nothing, single = rocks.pack([], 10, rule), rocks.pack([10], 10, rule)
    assert (len(nothing), nothing.bins, nothing.waste, nothing.efficiency) == (0, [], 0.0, 1.0)
    assert (len(single), single.bins, single.waste, single.efficiency) == (1, [[10]], 0.0, 1.0)
    assert textbook(rule)([], 10) == []


def test_waste_and_efficiency_add_up():
    packing = rocks.pack([4.5, 8, 1], 10, "next_fit")
    assert (packing.waste, packing.efficiency) == (6.5, pytest.approx(0.675))
    assert rocks.pack([0.1] * 10, 1.0).waste == 0.0  # not minus the sixteenth digit


def test_packing_shows_itself_in_one_stable_line():
    assert repr(rocks.pack([7], 10, "best_fit")) == "Packing(best_fit: 1 size in 1 box of 10, 70.0% useful)"
    assert repr(rocks.pack([], 1.5)) == ("Packing(first_fit_decreasing: 0 sizes in 0 boxes of 1.5, 100.0% useful)")


def test_packing_stays_as_it_is():
    packing = rocks.pack([4, 8, 1], 10)
    with pytest.raises(ValueError, match="read-only"):
        packing.box_of[0] = 7
    with pytest.raises(ValueError, match="read-only"):
        packing.sizes[0] = 7
    with pytest.raises(AttributeError):
        packing.capacity = 7
    assert packing.bins is packing.bins  # computed once


def test_sizes_keep_their_kind():
    assert rocks.pack([4, 8, 1], 10).sizes.dtype == np.int64
    assert rocks.pack([4, 8, 1.5], 10).sizes.dtype == np.float64
    assert rocks.pack(np.array([4, 8, 1], dtype=np.uint8), 10).bins == [[8, 1], [4]]


def test_scale_does_not_matter():
    sizes = rocks.uniform(300, 20, 100, seed=3)
    expected = rocks.pack(sizes, 150, "best_fit").box_of.tolist()
    for unit in (1e-60, 1e-9, 1e3, 1e12):
        assert rocks.pack(sizes * unit, 150 * unit, "best_fit").box_of.tolist() == expected


def test_whole_numbers_are_exact_to_the_last_one():
    half = 2**52
    assert len(rocks.pack([half, half], 2**53)) == 1
    assert len(rocks.pack([half, half], 2**53 - 1)) == 2


def test_best_fit_kernel_survives_a_heap_as_long_as_a_chain():
    sizes = np.repeat([6.0, 4.0], 50_000)  # 50,000 boxes with the same room, then all are taken again
    box_of = best_fit_kernel(sizes, 10.0)
    assert (box_of[:50_000] == np.arange(50_000)).all()
    assert (box_of[50_000:] == np.arange(50_000)).all()


def test_warm_compiles_every_kernel():
    rocks.warm()
    assert len(best_fit_kernel.signatures) == 1  # one dtype is enough
