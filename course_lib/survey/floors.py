"""How few replicas each workload may have: by its autoscalers' minReplicas, and by its disruption budgets.

Vocabulary: an autoscaler that is *stopped* (switched off, blind, or one of two on one workload) follows no metric. It
still holds its minReplicas, unless it's switched off or can't reach what it scales. A budget doesn't keep anybody from
asking for fewer replicas, but below `drains_from` no node can be drained.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from course_lib.cluster.workloads.budgets import Budget, under_two
from course_lib.cluster.workloads.owners import Key
from course_lib.cluster.workloads.workload import Workload
from course_lib.plural import counted
from course_lib.sizing.autoscaling.exported import state
from course_lib.sizing.autoscaling.exported.hpa import Exported

T = TypeVar("T")

NEVER = 0  # no number of replicas is enough


@dataclass(frozen=True)
class Floor:
    """How few replicas a workload may have.

    Attributes
    ----------
    replicas : int
        What its autoscaler or a budget holds at least; 0 where nobody says.
    drains_from : int
        The replicas from which on its budgets let a pod go, so that a node can be drained; 1 without budgets, and
        `NEVER` where one never lets any, or two watch over the same pod.
    autoscalers, stopped : tuple of str
        The names of those that scale it, and which of them follow no metric now.
    budgets : tuple of str
        The names of those that watch over its pods, and over no other workload's.
    shared : tuple of str
        Budgets that watch over other workloads' pods, too: those hold no number for one alone.
    most : int or None
        The autoscalers' maxReplicas; None without one.
    """

    replicas: int = 0
    drains_from: int = 1
    autoscalers: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()
    budgets: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    most: int | None = None


def floors(
    workloads: Iterable[Workload], autoscalers: Sequence[Exported], budgets: Sequence[Budget]
) -> dict[Key, Floor]:
    """Return how few replicas each workload may have, by its key."""
    twice = under_two(budgets)
    scaling = _by_key((one.target, one) for one in autoscalers)
    watching = _by_key((key, one) for one in budgets for key in one.workloads)
    return {
        each.key: _floor(
            scaling.get(each.key, []),
            watching.get(each.key, []),
            any(one.pod.name in twice for one in each.replicas),
        )
        for each in workloads
    }


def _by_key(pairs: Iterable[tuple[Key, T]]) -> dict[Key, list[T]]:
    found: dict[Key, list[T]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _floor(autoscalers: Sequence[Exported], budgets: Sequence[Budget], is_under_two: bool) -> Floor:
    working = [each for each in autoscalers if not any(map(_lets_go, each.stops))]
    own = [each for each in budgets if len(each.workloads) == 1]
    return Floor(
        max([0, *(each.least for each in working), *(each.least for each in own)]),
        NEVER if is_under_two else _drains_from(own),
        tuple(each.name for each in autoscalers),
        tuple(each.name for each in autoscalers if each.stops),
        tuple(each.name for each in own),
        tuple(each.name for each in budgets if len(each.workloads) > 1),
        max((each.most for each in working), default=None),
    )


def _lets_go(stop: str) -> bool:
    # The count is kept between minReplicas and maxReplicas before any metric is looked at, but not once it was set to 0
    # (reconcileAutoscaler in pkg/controller/podautoscaler/horizontal.go).
    return stop == state.SWITCHED_OFF or stop.startswith(state.NO_TARGET)


def _drains_from(budgets: Sequence[Budget]) -> int:
    from_each = [each.drains_from for each in budgets]
    return NEVER if None in from_each else max([1, *(each for each in from_each if each is not None)])


def remarks(known: Mapping[Key, Workload], autoscalers: Sequence[Exported], budgets: Sequence[Budget]) -> list[str]:
    """Return what to know about autoscalers and budgets, in counts."""
    elsewhere = sum(each.target not in known for each in autoscalers)
    twice, troubled = len(under_two(budgets)), sum(bool(each.trouble) for each in budgets)
    stopped = sum(bool(each.stops) for each in autoscalers)
    idle = sum(not each.pods for each in budgets)
    said = {
        f"{counted(elsewhere, 'autoscaler scales', 'autoscalers scale')} what isn't in the files.": elsewhere,
        f"{counted(stopped, 'autoscaler follows', 'autoscalers follow')} no metric: switched off, blind, or one of two"
        " on one workload.": stopped,
        f"Under two disruption budgets: {counted(twice, 'pod')}, which can't be evicted at all.": twice,
        f"{counted(idle, 'disruption budget watches', 'disruption budgets watch')} over no pod.": idle,
        f"{counted(troubled, 'disruption budget')} can't be worked out by the server (SyncFailed).": troubled,
    }
    return [remark for remark, holds in said.items() if holds]
