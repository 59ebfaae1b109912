"""Scores: what the scheduler's own tests expect, what its documentation works out, and one body for all."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit

from course_lib.cluster import kernels, scores, textbook
from course_lib.tables import figure

quickly = settings(deadline=None, max_examples=200)
amounts = st.tuples(st.integers(0, 2**45), st.integers(0, 2**45))
nodes = st.tuples(st.integers(1, 2**45), st.integers(1, 2**45))
small = st.tuples(st.integers(0, 40), st.integers(0, 40))
EMPTY_FIRST, FULL_FIRST = ((0, 100), (100, 0)), ((0, 0), (100, 10))


# --- What Kubernetes expects of itself --------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "requested", "allocatable", "weights", "expected"),
    [
        # least_allocated_test.go
        (scores.least_allocated, (0, 0), (4000, 10000), (1, 1), 100),
        (scores.least_allocated, (3000, 5000), (4000, 10000), (1, 1), 37),
        (scores.least_allocated, (3000, 5000), (6000, 10000), (1, 1), 50),
        (scores.least_allocated, (6000, 0), (10000, 20000), (1, 1), 70),
        (scores.least_allocated, (6000, 5000), (10000, 20000), (1, 1), 57),
        (scores.least_allocated, (6000, 10000), (10000, 50000), (1, 1), 60),
        (scores.least_allocated, (6000, 5000), (4000, 10000), (1, 1), 25),
        (scores.least_allocated, (3000, 0), (0, 0), (1, 1), 0),
        (scores.least_allocated, (3000, 5000), (4000, 10000), (1, 2), 41),
        # most_allocated_test.go
        (scores.most_allocated, (0, 0), (4000, 10000), (1, 1), 0),
        (scores.most_allocated, (3000, 5000), (4000, 10000), (1, 1), 62),
        (scores.most_allocated, (6000, 10000), (10000, 50000), (1, 1), 40),
        (scores.most_allocated, (3000, 5000), (4000, 10000), (1, 2), 58),
    ],
)
def test_scores_of_the_schedulers_own_tests(score, requested, allocatable, weights, expected):
    assert score(requested, allocatable, weights) == expected


@pytest.mark.parametrize(
    ("requested", "allocatable", "expected"),
    [  # balanced_allocation_test.go, as it was until #135573
        ((3000, 5000), (4000, 10000), 87),
        ((3000, 5000), (6000, 10000), 100),
        ((6000, 0), (10000, 20000), 70),
        ((6000, 5000), (10000, 20000), 82),
        ((6000, 10000), (10000, 50000), 80),
        ((6000, 0), (6000, 10000), 50),
        ((6000, 5000), (4000, 10000), 75),
        ((0, 0), (0, 0), 100),
    ],
)
def test_balance_of_the_schedulers_own_tests(requested, allocatable, expected):
    assert scores.balanced_allocation(requested, allocatable) == expected


@pytest.mark.parametrize(
    ("requested", "allocatable", "expected"),
    [  # requested_to_capacity_ratio_test.go: 37.5 is 38
        ((0, 0), (4000, 10000), 100),
        ((3000, 5000), (4000, 10000), 38),
        ((3000, 5000), (6000, 10000), 50),
    ],
)
def test_ratio_of_the_schedulers_own_tests(requested, allocatable, expected):
    assert scores.requested_to_capacity_ratio(requested, allocatable, EMPTY_FIRST) == expected


@pytest.mark.parametrize(
    ("shape", "expected"),
    [  # TestBrokenLinearFunction, ditto
        (((10, 1), (90, 9)), {0: 1, 9: 1, 10: 1, 15: 1, 19: 1, 20: 2, 89: 8, 90: 9, 99: 9, 100: 9}),
        (((0, 2), (40, 10), (100, 0)), {0: 2, 20: 6, 30: 8, 40: 10, 70: 5, 100: 0}),
        (((0, 2), (40, 2), (100, 2)), {0: 2, 20: 2, 70: 2, 100: 2}),
        (((50, 7),), {0: 7, 50: 7, 100: 7}),
    ],
)
def test_shape_is_a_broken_line(shape, expected):
    found = {percent: scores.requested_to_capacity_ratio((percent,), (100,), shape, (1,)) for percent in expected}
    assert found == expected


def test_falling_line_is_rounded_towards_its_left_point_as_go_divides():
    assert scores.requested_to_capacity_ratio((33,), (100,), ((0, 10), (100, 0)), (1,)) == 10 - 3  # 6.7 in fact
    assert scores.requested_to_capacity_ratio((33,), (100,), ((0, 0), (100, 10)), (1,)) == 3


# --- What its documentation works out by hand -------------------------------------------------------

# Requested with the pod, allocatable, for intel.com/foo (weight 5), memory (1) and CPU (3).
DOCUMENTED = {
    "ratio_node_1": ((2 + 1, 256 + 256, 2 + 1), (4, 1024, 8)),
    "ratio_node_2": ((2 + 2, 256 + 512, 2 + 6), (8, 1024, 8)),
}
WEIGHTS = (5, 1, 3)


@pytest.mark.parametrize(("row", "rounded_down"), [("ratio_node_1", 5), ("ratio_node_2", 6)])
def test_documented_ratios_are_rounded_to_the_nearest_where_the_documentation_says_down(row, rounded_down):
    """⌊49/9⌋ = 5 and ⌊62/9⌋ = 6, but the documentation prints 7: the code has math.Round, so that is the score."""
    requested, allocatable = DOCUMENTED[row]
    parts = [
        scores.requested_to_capacity_ratio((have,), (there,), FULL_FIRST, (1,))
        for have, there in zip(requested, allocatable, strict=True)
    ]
    mean = Fraction(int(np.dot(parts, WEIGHTS)), sum(WEIGHTS))
    assert float(mean) == figure("cluster", row).value
    assert math.floor(mean) == rounded_down
    printed = figure("cluster", f"{row}_printed").value
    assert scores.requested_to_capacity_ratio(requested, allocatable, FULL_FIRST, WEIGHTS) == printed == round(mean)


def test_resource_that_scores_nothing_does_not_count_in_the_mean():
    assert scores.requested_to_capacity_ratio((0, 50), (100, 100), FULL_FIRST) == 5  # not 2.5


# --- Closed forms -----------------------------------------------------------------------------------


@given(amounts, nodes)
@quickly
def test_textbook_agrees(requested, allocatable):
    assert scores.least_allocated(requested, allocatable) == textbook.score(requested, allocatable, "LeastAllocated")
    assert scores.most_allocated(requested, allocatable) == textbook.score(requested, allocatable, "MostAllocated")


@given(amounts, nodes)
@quickly
def test_balance_is_the_formula_in_fractions(requested, allocatable):
    shares = [min(Fraction(1), Fraction(*each)) for each in zip(requested, allocatable, strict=True)]
    exact = 100 * (1 - abs(shares[0] - shares[1]) / 2)
    found = scores.balanced_allocation(requested, allocatable)
    # Floats, as in Go: a fraction within 1e-12 of a whole number may fall on either side of it.
    assert math.floor(exact - Fraction(1, 10**12)) <= found <= math.floor(exact + Fraction(1, 10**12))


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 99), st.integers(1, 9)), min_size=1, max_size=4))
@quickly
def test_ratio_of_a_straight_line_is_most_allocated_but_for_the_last_rounding(resources):
    requested, allocatable, weights = zip(*resources, strict=True)
    percents = [min(100, 100 * have // there) for have, there in zip(requested, allocatable, strict=True)]
    kept = [(percent, weight) for percent, weight in zip(percents, weights, strict=True) if percent]
    mean = Fraction(sum(p * w for p, w in kept), sum(w for _, w in kept)) if kept else Fraction(0)
    line = ((0, 0), (100, 100))
    assert scores.requested_to_capacity_ratio(requested, allocatable, line, weights) == math.floor(
        mean + Fraction(1, 2)
    )


def test_resource_of_which_there_is_none_is_left_out_with_its_weight():
    for score, expected in ((scores.least_allocated, 25), (scores.most_allocated, 75)):
        assert score((3000, 5000), (4000, 0), (1, 9)) == expected
    assert scores.requested_to_capacity_ratio((3000, 5000), (4000, 0), FULL_FIRST, (1, 9)) == 7
    assert scores.balanced_allocation((3000, 5000), (4000, 0)) == 100


def test_pod_without_request_counts_as_the_scheduler_counts_it():
    assert (scores.NONZERO_MILLICORES, scores.NONZERO_BYTES) == (100, 200 * 1024 * 1024)
    requests = np.array([[0, 0], [0, 7], [7, 0], [1, 1]])
    assert scores.with_defaults(requests).tolist() == [[100, 209_715_200], [100, 7], [7, 209_715_200], [1, 1]]
    assert requests[0].tolist() == [0, 0]


# --- The kernel has the same scores -----------------------------------------------------------------


@njit
def compiled_score(requested, counted, allocatable, weights):
    return kernels.score(requested, counted, allocatable, weights)


@given(amounts, amounts, st.one_of(nodes, small), st.tuples(*[st.integers(0, 3)] * 4))
@quickly
def test_compiled_score_is_the_sum_of_the_scores(requested, counted, allocatable, weights):
    expected = (
        weights[0] * scores.least_allocated(counted, allocatable)
        + weights[1] * scores.most_allocated(counted, allocatable)
        + weights[2] * scores.balanced_allocation(requested, allocatable)
    )
    left = [(there - have) / there for have, there in zip(requested, allocatable, strict=True) if there]
    assert compiled_score(requested, counted, allocatable, weights) == expected - weights[3] * sum(left)


def test_largest_amounts_do_not_overflow_in_the_kernel():
    largest = 2**53
    assert compiled_score((largest, 1), (largest, 1), (largest, largest), (0, 1, 0, 0)) == 50
    assert compiled_score((1, 1), (1, 1), (largest, largest), (1, 0, 0, 0)) == 99


# --- The door ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: scores.least_allocated((-1, 5), (4, 4)), "requested[0] must be a whole number from 0 to 9007199254"),
        (lambda: scores.most_allocated((1, 2.5), (4, 4)), "requested[1] must be a whole number from 0 to"),
        (lambda: scores.most_allocated((1, math.nan), (4, 4)), "requested[1] must be a whole number from 0 to"),
        (lambda: scores.least_allocated((1,), (4, 4)), "requested must have 2 entries, as allocatable has, got (1,)"),
        (lambda: scores.least_allocated((1, 2), (4, 4), (1,)), "weights must have 2 entries, as allocatable has"),
        (lambda: scores.least_allocated((1, 2), ("4", 4)), "allocatable must be whole numbers, got ('4', 4)"),
        (lambda: scores.least_allocated((1, True), (4, 4)), "requested must be whole numbers, got (1, True)"),
        (lambda: scores.least_allocated(None, (4, 4)), "requested must be whole numbers, got None"),
        (lambda: scores.balanced_allocation((1, 2, 3), (4, 4, 4)), "requested must be two whole numbers, millicores"),
        (lambda: scores.requested_to_capacity_ratio((1, 2), (4, 4), ()), "shape must be pairs of percent and score"),
        (lambda: scores.requested_to_capacity_ratio((1, 2), (4, 4), (0, 1)), "shape must be pairs of percent and"),
        (
            lambda: scores.requested_to_capacity_ratio((1, 2), (4, 4), ((50, 1), (50, 2))),
            "shape must rise in percent from point to point, got ((50, 1), (50, 2))",
        ),
        (
            lambda: scores.requested_to_capacity_ratio((1, 2), (4, 4), ((0, 0), (100, 101))),
            "shape[1, 1] must be a whole number from 0 to 100, got 101",
        ),
    ],
)
def test_message_says_name_value_and_rule(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


# --- The rows ---------------------------------------------------------------------------------------


def test_sidecar_requests_agree_with_the_other_tables():
    for row in ("linkerd_cpu_request", "linkerd_memory_request", "istio_cpu_request", "istio_memory_request"):
        assert figure("cluster", row).value == figure("packing", row).value
    assert figure("cluster", "weight_fit").value == figure("opening_test", "fit_plugin_weight").value
