"""What the kernel takes for granted of numba's inside: if a newer numba differs, it is said here, and what to do."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any, NamedTuple

import numba
import numpy as np
import pytest
from numba import njit

from course_lib import balancers, traffic
from course_lib.simulation import simulate
from course_lib.simulation.native.bare import bare, full

WHAT_TO_DO = f"""
numba {numba.__version__} is different inside from what course_lib/simulation/native/bare.py expects.
Either pin the numba before (pyproject.toml, then `make lock`), or do without bare arrays: full ones in signatures.py,
_run(pick, done, track, fixed, changing) in kernel.native_kernel, and compile_own compiles what it is given. That is
right whatever numba does, but takes more than half as long again. Then delete bare.py and this test.
"""


class Record(NamedTuple):
    """What the kernel's system and state are, in small."""

    whole: Any
    rows: Any
    finish_s: Any
    number: int


def record():
    return Record(np.arange(5), np.ones((3, 4)), np.array([1.0, 2.0, 4.0]), 7)


def hands_on(given):
    """Hand rows and pieces on, as the kernel does, read nobody's, and measure."""
    total = given.finish_s[given.whole[0] - 1]
    for row in range(given.number - 4):
        given.rows[row][0] += given.whole[row]
        total += last(given.rows[row]) + len(given.rows[row][: given.whole[row]]) + len(given.rows[row][1:])
    return total + len(given.rows)


@njit
def last(row):
    return row[len(row) - 1]


in_full = njit(hands_on)


@njit
def bare_hands_on(given):
    return in_full(bare(given))


@njit
def sums_full(given):
    whole, rows = full((bare(given).whole, bare(given).rows))
    rows[-1, -1] = 8.0
    return whole.sum(), rows.sum(), rows.shape, whole[-1]


@njit(boundscheck=True)
def checked(given, index):
    return bare(given).whole[index]


def test_bare_arrays_are_the_same_arrays():
    ours, theirs = record(), record()
    assert bare_hands_on(ours) == in_full(theirs) == hands_on(record()), WHAT_TO_DO
    assert (ours.rows == theirs.rows).all(), WHAT_TO_DO
    assert ours.rows[2, 0] == 3, WHAT_TO_DO


def test_full_ones_are_the_same_once_more():
    given = record()
    assert sums_full(given) == (10, 19.0, (3, 4), 4), WHAT_TO_DO
    assert given.rows[2, 3] == 8, WHAT_TO_DO


def test_nobody_is_counted_and_nothing_is_lost_or_freed_twice():
    given = record()
    before = [sys.getrefcount(each) for each in (given.whole, given.rows)]
    for _ in range(1000):
        bare_hands_on(given)
        sums_full(given)
    gc.collect()
    assert [sys.getrefcount(each) for each in (given.whole, given.rows)] == before, WHAT_TO_DO
    assert (given.whole == np.arange(5)).all(), WHAT_TO_DO


def test_bounds_are_checked_where_numba_is_asked_to():
    assert checked(record(), 4) == 4
    for outside in (5, -1):
        with pytest.raises(IndexError):
            checked(record(), outside)


def test_the_kernel_and_its_balancers_stay_within_their_arrays(tmp_path):
    """Bare arrays have no negative index, so it's looked for, wherever numba compiles with its bounds checked."""
    engines = Path(__file__).with_name("test_simulation_engines.py")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", "one_instant", engines]
    environment = os.environ | {"NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


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
