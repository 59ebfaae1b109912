"""What the kernel takes for granted of numba's inside: if a newer numba differs, it is said here, and what to do."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from typing import Any, NamedTuple

import numba
import numpy as np
from numba import njit
from numba.np.arrayobj import make_array

from course_lib import balancers, traffic
from course_lib.simulation import simulate
from course_lib.simulation.native.uncounted import uncounted_references

WHAT_TO_DO = f"""
numba {numba.__version__} keeps arrays differently from what course_lib/simulation/native/uncounted.py expects.
Either pin the numba before (pyproject.toml, then `make lock`), or let kernel.native_kernel call
_run(pick, done, fixed, state): right whatever numba does, but a third slower. Then delete uncounted.py and this test.
"""


class Record(NamedTuple):
    """What the kernel's system and state are, in small."""

    whole: Any
    rows: Any
    number: int


def record():
    return Record(np.arange(5), np.ones((3, 4)), 7)


def counts_its_owners(given):
    """Hand rows on, as the kernel does."""
    total = 0.0
    for row in range(given.number - 4):
        given.rows[row][0] += given.whole[row]
        total += given.rows[row].sum()
    return total


counts = njit(counts_its_owners)


@njit
def counts_nobody(given):
    return counts(uncounted_references(given))


def test_the_fields_that_are_emptied_are_there():
    from numba.core import cgutils, types
    from numba.core.datamodel import default_manager

    fields = default_manager.lookup(types.Array(types.float64, 1, "C"))._fields
    assert {"meminfo", "parent", "data", "shape", "strides"} <= set(fields), WHAT_TO_DO
    assert callable(make_array), WHAT_TO_DO
    assert callable(cgutils.get_null_value), WHAT_TO_DO


def test_uncounted_arrays_are_the_same_arrays():
    ours, theirs = record(), record()
    assert counts_nobody(ours) == counts(theirs) == counts_its_owners(record()), WHAT_TO_DO
    assert (ours.rows == theirs.rows).all(), WHAT_TO_DO
    assert ours.rows[2, 0] == 3, WHAT_TO_DO


def test_nobody_is_counted_and_nothing_is_lost_or_freed_twice():
    given = record()
    before = [sys.getrefcount(each) for each in (given.whole, given.rows)]
    for _ in range(1000):
        counts_nobody(given)
    gc.collect()
    assert [sys.getrefcount(each) for each in (given.whole, given.rows)] == before, WHAT_TO_DO
    assert (given.whole == np.arange(5)).all(), WHAT_TO_DO


def test_a_thousand_runs_leave_no_memory_behind():
    trace = traffic.poisson_trace(2000, utilisation=0.8, pods=10, seed=1)

    def some(runs):
        for _ in range(runs):
            simulate(trace, balancers.PEAK_EWMA, engine="fast")
        gc.collect()

    some(20)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        some(200)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    one_run = 2000 * (4 * 4 + 3 * 8)
    assert after - before < 3 * one_run, WHAT_TO_DO
