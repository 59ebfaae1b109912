"""A cell that runs again lets go of what it showed: all chapters, and longer, by tests.notebooks.memory."""

from __future__ import annotations

from tests.notebooks.memory import growth_mib, memory_mib

STEM = "01_footprint"
RUNS = 7
KEPT_AT_MOST_MIB = 8.0  # a view that is not let go keeps 2 to 6, and there are three in each run


def test_to_run_all_again_and_again_keeps_nothing() -> None:
    assert growth_mib(list(memory_mib(STEM, RUNS))) < KEPT_AT_MOST_MIB
