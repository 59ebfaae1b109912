"""What packing costs: boxes looked at, by the number of rocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.arrays import Whole
from course_lib.rocks.instances import uniform
from course_lib.rocks.packing import DECREASING, pack, placing_order

FEWEST_LOOKS_N, MOST_LOOKS_N = 10, 100_000


@dataclass(frozen=True)
class CostStudy:
    """How many boxes a rule looks at in all: rock by rock in a loop, and down a tree over the boxes."""

    rule: str
    n: Whole
    loop: Whole
    tree: Whole
    here: int


def cost_study(rule: str, power: float) -> CostStudy:
    """Count looks for 10 to 100,000 rocks; `power` is the power of ten at which to read them off.

    >>> study = cost_study("first_fit_decreasing", power=3.0)
    >>> int(study.n[study.here]), int(study.loop[study.here] // study.tree[study.here])
    (1000, 24)
    """
    n, loop, tree = cost_curves(rule)
    return CostStudy(rule, n, loop, tree, int(np.abs(np.log10(n) - power).argmin()))


@lru_cache(maxsize=8)
def cost_curves(rule: str) -> tuple[Whole, Whole, Whole]:
    """Return rocks, looks of the loop and looks of a tree for 17 lengths."""
    lengths = np.round(np.geomspace(FEWEST_LOOKS_N, MOST_LOOKS_N, 17)).astype(np.int64)
    looks = np.array([looks_needed(uniform(int(n), seed=1), rule) for n in lengths])
    return lengths, looks[:, 0], looks[:, 1]


def looks_needed(sizes: Whole, rule: str) -> tuple[int, int]:
    """Return the boxes looked at in all: by the textbook loop, and down a balanced tree.

    Next fit looks at one box, first fit stops at the box that takes the rock, best and worst fit look at
    every open one. A tree over the rooms needs one look a level, whatever the rule.
    """
    packing = pack(sizes, 150, rule)
    box_of = packing.box_of[placing_order(sizes.astype(np.float64), rule)]
    open_before = np.maximum.accumulate(np.concatenate([[-1], box_of[:-1]])) + 1
    stops_at = {"next_fit": np.ones_like(box_of), "first_fit": box_of + 1}
    at_most = stops_at.get(rule.removesuffix(DECREASING), open_before)
    levels = np.ceil(np.log2(np.maximum(open_before, 1))) + 1
    return int(np.minimum(open_before, at_most).sum()), int(levels.sum())
