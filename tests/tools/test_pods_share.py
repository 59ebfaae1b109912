"""The table of shares can be made anew: its form, and its arithmetic where the answer is known."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from course_lib import tables
from course_lib.mesh.balance import COLUMNS, MEAN, busiest, share_of_random, times_the_work
from tools import pods_share as tool


@pytest.mark.parametrize("workers", [1, 4])
@pytest.mark.parametrize("objective", [MEAN, 0.99])
def test_whoever_is_as_slow_as_random_needs_random_s_pods(objective, workers):
    times = np.array([times_the_work(each, workers, objective) for each in tool.UTILISATIONS])
    assert tool.share(times, workers, objective) == pytest.approx(1.0, abs=0.01)


def test_whoever_never_waits_needs_what_random_may_be_busy():
    for objective in tool.OBJECTIVES:
        never = tool.share(np.ones(len(tool.UTILISATIONS)), 1, objective)
        assert never == pytest.approx(busiest(tool.TIGHT, 1, objective), rel=0.06)  # above 0.95 nothing was simulated


def test_a_share_is_looked_up_by_the_pods_that_random_needs():
    half = np.full((len(tool.SIMULATED_PODS), len(tool.TIGHT)), 0.5)
    assert tool.at_random_pods(half) == pytest.approx(np.full((len(tool.PODS), len(tool.TIGHT)), 0.5))


def test_a_part_of_the_table_comes_out_as_it_stands(monkeypatch):
    """With fewer requests and pods than the table's; so only about as it stands."""
    for name, value in (("WORKERS", (1,)), ("VIEWS", (1, 10)), ("SIMULATED_PODS", (10, 30)), ("REQUESTS", 40_000)):
        monkeypatch.setattr(tool, name, value)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in tool.rows()]
    own = [row for row in rows if row["pods"] == 20 and row["tight"] in (0.2, 0.5)]
    assert len(own) == 24
    for row in own:
        stands = share_of_random(
            row["balancer"], row["objective"], 1, views=row["views"], pods=row["pods"], tight=row["tight"]
        )
        assert row["best"] == pytest.approx(float(stands), abs=0.06)
        assert row["low"] <= row["best"] <= row["high"]


def test_the_table_has_every_row_once_and_in_order():
    rows = tables.rows("pods_share", COLUMNS)
    number = np.prod(
        [len(each) for each in (tool.BALANCERS, tool.OBJECTIVES, tool.WORKERS, tool.VIEWS, tool.PODS, tool.TIGHT)]
    )
    assert len(rows) == number == len({tuple(islice(row.values(), 6)) for row in rows})
    for row in rows:
        assert 0 < float(row["low"]) <= float(row["best"]) <= float(row["high"]) <= 1
