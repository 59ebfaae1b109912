"""Rocks that fall into boxes one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Whole
from course_lib.rocks.instances import mixed
from course_lib.rocks.packing import Packing, pack, placing_order

FALLING = 40  # rocks: as many boxes at most, and each still wide enough to see


@dataclass(frozen=True)
class FallStudy:
    """The first `placed` rocks of a packing, in the order in which they fall."""

    packing: Packing
    placed: int
    order: Whole

    @property
    def so_far(self) -> Packing:
        """The packing as it is after the rocks placed so far."""
        fallen = self.order[: self.placed]
        return Packing(
            self.packing.sizes[fallen], self.packing.capacity, self.packing.box_of[fallen], self.packing.rule
        )


def fall_study(rule: str, mean_size: float, spread_percent: float, placed: float) -> FallStudy:
    """Let 40 rocks fall one by one into boxes of 100, by a rule.

    >>> fall_study("next_fit", mean_size=30, spread_percent=50, placed=40).packing
    Packing(next_fit: 40 sizes in 14 boxes of 100, 84.1% useful)
    """
    sizes = np.maximum(1, mixed(FALLING, mean_size, 0.0, spread_percent / 100, seed=3).round())
    packing = pack(sizes, 100, rule)
    return FallStudy(packing, int(placed), placing_order(sizes, rule))
