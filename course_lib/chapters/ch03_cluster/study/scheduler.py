"""Pods that come one by one to eight nodes, and how each node scores for the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Whole
from course_lib.chapters.ch03_cluster.setting import NODE
from course_lib.chapters.ch03_cluster.study.pods import mixed_pods
from course_lib.cluster.placing import Placement, place
from course_lib.cluster.scores import balanced_allocation, least_allocated, most_allocated

NODES_GIVEN = 8
ARRIVING: Whole = mixed_pods(44, (100, 250, 500, 750, 1500), (256, 1024, 2048, 4096), seed=16)


@dataclass(frozen=True)
class ScheduleStudy:
    """The first `placed` pods on eight nodes, and how each node scores for the next one.

    Attributes
    ----------
    rule : str
        One of `placing.RULES`.
    placement : Placement
        The pods placed so far.
    next_pod : NDArray or None
        What the next pod requests; None after the last.
    """

    rule: str
    placement: Placement
    next_pod: Whole | None

    @property
    def empty(self) -> int:
        """Nodes without a pod."""
        return NODES_GIVEN - self.placement.nodes_used

    @property
    def scores(self) -> list[tuple[int, int, int] | None]:
        """For each node, what it scores for the next pod: least allocated, most allocated, balanced.

        None where the pod has no room, and everywhere after the last pod.
        """
        return [self._score(used) for used in self.placement.used]

    @property
    def left_over(self) -> list[float]:
        """For each node, what would be left over with the next pod, as shares of CPU and memory added: for best fit."""
        asked = np.zeros(2) if self.next_pod is None else self.next_pod
        return [float(((NODE - used - asked) / NODE).sum()) for used in self.placement.used]

    def _score(self, used: Whole) -> tuple[int, int, int] | None:
        if self.next_pod is None or (used + self.next_pod > NODE).any():
            return None
        both, node = (used + self.next_pod).tolist(), NODE.tolist()
        return least_allocated(both, node), most_allocated(both, node), balanced_allocation(both, node)


def schedule_study(rule: str, placed: float) -> ScheduleStudy:
    """Let pods come one by one to eight nodes.

    >>> schedule_study("most_allocated", placed=8).empty > schedule_study("least_allocated", placed=8).empty
    True
    """
    count = int(placed)
    placement = place(ARRIVING[:count], np.tile(NODE, (NODES_GIVEN, 1)), rule)
    return ScheduleStudy(rule, placement, ARRIVING[count] if count < len(ARRIVING) else None)
