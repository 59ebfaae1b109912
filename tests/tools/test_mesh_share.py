"""The table of shares can be made anew: its form, and its arithmetic where the answer is known."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from course_lib import tables
from course_lib.mesh.balance import COLUMNS, busiest, share_of_random
from tools import mesh_share as tool


@pytest.mark.parametrize("workers", [1, 4])
def test_whoever_is_as_slow_as_random_needs_random_s_pods(workers):
    found = np.array([tool.mmc_percentile(each, workers, 0.99) for each in tool.UTILISATIONS])
    times = found / tool.mmc_percentile(0.0, workers, 0.99)
    assert tool.share(times, workers, 0.99) == pytest.approx(1.0, abs=0.01)


def test_whoever_never_waits_needs_what_random_may_be_busy():
    never = tool.share(np.ones(len(tool.UTILISATIONS)), 1, 0.99)
    assert never == pytest.approx(busiest(tool.TIGHT, 1, 0.99), rel=0.06)  # above 0.95 nothing was simulated


def test_a_share_is_looked_up_by_the_pods_that_random_needs():
    half = np.full((len(tool.SIMULATED_PODS), len(tool.TIGHT)), 0.5)
    assert tool.at_random_pods(half) == pytest.approx(np.full((len(tool.PODS), len(tool.TIGHT)), 0.5))


def test_a_part_of_the_table_comes_out_as_it_stands(monkeypatch):
    """With fewer requests and pods than the table's; so only about as it stands."""
    for name, value in (("WORKERS", (1,)), ("VIEWS", (1, 10)), ("SIMULATED_PODS", (10, 30)), ("REQUESTS", 40_000)):
        monkeypatch.setattr(tool, name, value)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in tool.rows()]
    own = [row for row in rows if row["pods"] == 20 and row["tight"] in (0.2, 0.5)]
    assert len(own) == 16
    for row in own:
        stands = share_of_random(
            row["balancer"], row["objective"], 1, views=row["views"], pods=row["pods"], tight=row["tight"]
        )
        assert row["best"] == pytest.approx(float(stands), abs=0.06)
        assert row["low"] <= row["best"] <= row["high"]


def test_the_table_has_every_row_once_and_in_order():
    rows = tables.rows("mesh_share", COLUMNS)
    number = np.prod(
        [len(each) for each in (tool.BALANCERS, tool.OBJECTIVES, tool.WORKERS, tool.VIEWS, tool.PODS, tool.TIGHT)]
    )
    assert len(rows) == number == len({tuple(islice(row.values(), 6)) for row in rows})
    for row in rows:
        assert 0 < float(row["low"]) <= float(row["best"]) <= float(row["high"]) <= 1
