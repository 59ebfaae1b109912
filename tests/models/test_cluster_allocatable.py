"""What is left to pods: the published examples, and bands that add up."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.cluster.allocatable import allocatable, gke_memory_allocatable_gib, gke_memory_reserved_gib
from course_lib.tables import figure

GIB = 2**30


def row(identity):
    return figure("cluster", identity).value


def test_documented_example():
    """16 CPU and 32 GiB, of which 1.5 CPU, 3 GiB and 0.5 GiB are kept."""
    capacity = (round(1000 * row("node_cpu")), round(GIB * row("node_memory")))
    reserved = (round(1000 * row("reserved_cpu")), round(GIB * row("reserved_memory")))
    found = allocatable(capacity, reserved, round(GIB * row("eviction_memory")))
    assert found.tolist() == [1000 * row("allocatable_cpu"), GIB * row("allocatable_memory")]
    exactly = allocatable(capacity, reserved, 500 * 2**20)  # as the example sets it
    assert round(exactly[1] / GIB, 1) == row("allocatable_memory")


def test_documented_gke_node():
    assert round(gke_memory_allocatable_gib(row("gke_example_memory")), 4) == row("gke_example_allocatable")


@pytest.mark.parametrize(
    ("memory_gib", "reserved_gib"),
    [
        (1, 0.25),
        (4, 1),
        (8, 1 + 0.8),
        (16, 1 + 0.8 + 0.8),
        (128, 1 + 0.8 + 0.8 + 6.72),
        (256, 1 + 0.8 + 0.8 + 6.72 + 2.56),
        (10, 1 + 0.8 + 0.2),
    ],
)
def test_bands_of_gke_end_where_they_should(memory_gib, reserved_gib):
    assert gke_memory_reserved_gib(memory_gib) == pytest.approx(reserved_gib + 100 / 1024)


@given(st.floats(1, 4096), st.floats(0, 100))
def test_of_more_memory_more_is_kept_and_more_is_given(memory_gib, more_gib):
    less, much = gke_memory_reserved_gib(memory_gib), gke_memory_reserved_gib(memory_gib + more_gib)
    assert less - 1e-9 <= much <= less + 0.25 * more_gib + 1e-9
    assert gke_memory_allocatable_gib(memory_gib) == pytest.approx(memory_gib - less)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: allocatable((4000, 10), (4001, 0)), "reserved must leave something of the capacity [4000, 10] above"),
        (lambda: allocatable((4000, 10), (0, 6), 5), "the eviction threshold 5, got (0, 6)"),
        (lambda: allocatable((4000, 10), (0, 6), -1), "eviction_bytes must be a whole number of at least 0, got -1"),
        (lambda: allocatable((4000, 10.5), (0, 6)), "capacity[1] must be a whole number from 0 to"),
        (lambda: allocatable(4000, (0, 6)), "capacity must be two whole numbers, millicores and bytes, got 4000"),
        (lambda: gke_memory_reserved_gib(0.5), "memory_gib must be at least 1, got 0.5"),
        (lambda: gke_memory_reserved_gib(math.nan), "memory_gib must be a finite number, got nan"),
        (lambda: gke_memory_allocatable_gib("16"), "memory_gib must be a finite number, got '16'"),
    ],
)
def test_message_says_name_value_and_rule(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


def test_all_of_a_node_may_be_kept():
    assert allocatable((4000, 10), (4000, 6), 4).tolist() == [0, 0]
