"""Stranded capacity: what is left when pods of one shape have filled every node."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.cluster import textbook
from course_lib.cluster.placing import place
from course_lib.cluster.stranded import stranded

nodes = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=8)
pods = st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(any)


@pytest.mark.parametrize(
    ("free", "pod", "rest"),
    [
        ((3000, 1024), (500, 512), (2000, 0)),  # memory runs out
        ((2000, 8192), (500, 512), (0, 6144)),  # CPU runs out
        ((1200, 1100), (500, 512), (200, 76)),
        ((499, 9999), (500, 512), (499, 9999)),  # not one more
        ((0, 0), (500, 512), (0, 0)),
        ((3000, 1024), (0, 512), (3000, 0)),  # CPU sets no limit, and is of no use
        ((3000, 1024), (500, 0), (0, 1024)),
    ],
)
def test_stranded_by_hand(free, pod, rest):
    assert stranded([free], pod).tolist() == [list(rest)]


@given(nodes, st.tuples(st.integers(1, 12), st.integers(1, 12)))
def test_textbook_agrees_on_cpu(free, pod):
    assert stranded(free, pod)[:, 0].sum() == textbook.stranded_cpu(free, pod)


@given(nodes, pods)
def test_stranded_is_what_is_free_after_placing_such_pods_until_one_waits(free, pod):
    enough = 50 * len(free) + 1
    found = place([pod] * enough, free, "best_fit", pods_most=enough)
    assert found.waiting > 0
    assert stranded(free, pod).tolist() == found.free.tolist()


@given(nodes, pods, st.data())
def test_a_limit_of_pods_counts_like_a_third_resource(free, pod, data):
    limits = data.draw(st.lists(st.integers(0, 9), min_size=len(free), max_size=len(free)))
    found = place([pod] * (50 * len(free) + 1), free, "best_fit", pods_most=limits)
    assert stranded(free, pod, limits).tolist() == found.free.tolist()


def test_no_nodes_strand_nothing():
    assert stranded([], (1, 1)).shape == (0, 2)
    assert stranded([(7, 7)], (5, 5)).dtype == np.int64


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: stranded([(5, 5)], (0, 0)), "pod must request CPU or memory, got (0, 0)"),
        (lambda: stranded([(5, 5)], (-1, 5)), "pod[0] must be a whole number from 0 to 9007199254740992, got -1"),
        (lambda: stranded([(5, 5)], [(1, 1)]), "pod must be two whole numbers, millicores and bytes, got [(1, 1)]"),
        (lambda: stranded([(5, -5)], (1, 1)), "free[0, 1] must be a whole number from 0 to"),
        (lambda: stranded([(5, 5)], (1, 1), [1, 2]), "pods_more must be one for each of 1 nodes, got [1, 2]"),
        (lambda: stranded([(5, 5)], (1, 1), [-1]), "pods_more[0] must be a whole number"),
        (lambda: stranded((5, 5), (1, 1)), "free must be rows of two whole numbers, millicores and bytes, got (5, 5)"),
    ],
)
def test_message_says_name_value_and_rule(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()
