"""The autoscaler step by step, compiled: what `plain` does, for a week in about a millisecond.

Vocabulary: a `look` is the controller's, at the end of a step; both are numbered from 0. A pod is `settled` at the age
from which its sample counts. `queue` holds the raw proposals of a window that can still be its largest; the smallest
is the largest of the negatives.

Two things are simpler here than in Kubernetes' own lists, and come to the same. The youngest pods go first, so those
that are ready are the first of a stack. And what was added within a policy's period, less what was removed, is the
count now less the count when the period began: no list of events is needed.

The arithmetic stands in `rules`, for both.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from course_lib.arrays import Values, Whole
from course_lib.machine_code import compile_and_keep, helper, is_there
from course_lib.sizing.autoscaling import rules
from course_lib.sizing.autoscaling.rules import (
    PERCENT,
    Group,
    Tolerance,
    find,
    least_after_policy,
    most_after_policy,
    most_without_behavior,
    shares_m,
    whole_millicores,
)

NOTHING = -1  # no proposal: the metric failed
FREE, MAX, MIN, DISABLED = range(4)  # how policies are chosen from; FREE is without `behavior`
IS_PERCENT, VALUE, LOOKS = range(3)  # the columns of a policy
WANTED, REPLICAS, READY, SEEN = range(4)  # the columns of whole numbers that come out
USED, UNMET = range(2)


class Settings(NamedTuple):
    """An autoscaler as the kernel takes it; windows as numbers of looks, see `Autoscaler.settings`."""

    target: int
    least: int
    most: int
    start: int
    request_m: int
    limit_m: float
    hot: float
    sync_s: int
    startup_s: int
    settled_s: int
    up_looks: int
    down_looks: int
    up_select: int
    down_select: int


@helper
def _push(queue: Whole, ends: Whole, look: int, value: int) -> None:
    """Add a value, and drop all before it that can no longer be the largest."""
    while ends[1] > ends[0] and queue[ends[1] - 1, 1] <= value:
        ends[1] -= 1
    queue[ends[1], 0], queue[ends[1], 1] = look, value
    ends[1] += 1


@helper
def _largest(queue: Whole, ends: Whole, since: int, now: int) -> int:
    """Return the largest value from look `since` on, `now` if there is none."""
    while ends[0] < ends[1] and queue[ends[0], 0] < since:
        ends[0] += 1
    return int(max(now, queue[ends[0], 1])) if ends[0] < ends[1] else now


@helper
def _limit(look: int, counts: Whole, policies: Whole, select: int, up: bool) -> int:
    """Return how far the count may go in one direction, from the counts so far."""
    current = int(counts[look])
    limit = current
    for i in range(len(policies)):
        begun = int(counts[max(0, look - policies[i, LOOKS] + 1)])
        is_percent, value = bool(policies[i, IS_PERCENT]), int(policies[i, VALUE])
        after = most_after_policy(begun, is_percent, value) if up else least_after_policy(begun, is_percent, value)
        if i == 0:
            limit = after
        elif up == (select == MAX):
            limit = max(limit, after)
        else:
            limit = min(limit, after)
    return current if select == DISABLED else limit


@helper
def _rated(look: int, stable: int, counts: Whole, settings: Settings, ups: Whole, downs: Whole) -> int:
    """Return the count after the rates of a `behavior`, and after least and most."""
    current = int(counts[look])
    if stable > current:
        limit = max(_limit(look, counts, ups, settings.up_select, True), current)
        return min(stable, min(settings.most, limit))
    if stable < current:
        limit = min(_limit(look, counts, downs, settings.down_select, False), current)
        return max(stable, max(settings.least, limit))
    return stable


@helper
def _serve(cores: float, ready: int, counted: int, settings: Settings) -> tuple[float, float, int]:
    """Return the cores used, those not served, and the millicores seen."""
    if np.isnan(cores) or ready == 0:
        return 0.0 * cores, cores, 0
    hot_m, other_m = shares_m(cores, ready, settings.hot)
    hot_used_m, other_used_m = min(hot_m, settings.limit_m), min(other_m, settings.limit_m)
    unmet_m = (hot_m - hot_used_m) + (ready - 1) * (other_m - other_used_m)
    seen = 0
    if counted > 0:
        seen = whole_millicores(hot_used_m) + (min(counted, ready) - 1) * whole_millicores(other_used_m)
    return (hot_used_m + (ready - 1) * other_used_m) / 1000, unmet_m / 1000, seen


def run(
    cores: Values, settings: Settings, tolerance: Tolerance, ups: Whole, downs: Whole, counts: Whole, amounts: Values
) -> None:
    """Step through a demand: row by row of `counts` (4, n) and `amounts` (2, n), which are filled."""
    wanted_at, replicas_at, ready_at, seen_at = counts[WANTED], counts[REPLICAS], counts[READY], counts[SEEN]
    used_at, unmet_at = amounts[USED], amounts[UNMET]
    largest, smallest = np.empty((len(cores) + 1, 2), np.int64), np.empty((len(cores) + 1, 2), np.int64)
    ends, low_ends = np.zeros(2, np.int64), np.zeros(2, np.int64)
    _push(largest, ends, 0, settings.start)
    _push(smallest, low_ends, 0, -settings.start)
    started = np.full(settings.most, -(10**9))
    replicas, ready, counted = settings.start, settings.start, settings.start
    for look in range(len(cores)):
        now, end = look * settings.sync_s, (look + 1) * settings.sync_s
        while ready < replicas and started[ready] + settings.startup_s <= now:
            ready += 1
        while counted < replicas and started[counted] + settings.settled_s <= end:
            counted += 1
        used_at[look], unmet_at[look], seen = _serve(cores[look], ready, counted, settings)
        replicas_at[look], ready_at[look] = replicas, ready
        wanted_at[look], seen_at[look] = NOTHING, NOTHING
        if np.isnan(cores[look]) or counted == 0:
            continue
        request_m, young = settings.request_m, replicas - counted
        groups = Group(counted, seen, counted * request_m), Group(young, 0, young * request_m)
        found = find(groups[0], groups[1], Group(0, 0, 0), replicas, settings.target, PERCENT, tolerance)
        wanted_at[look], seen_at[look] = found.pods, found.level
        stable = _largest(largest, ends, look - settings.down_looks, found.pods)
        _push(largest, ends, look, found.pods)
        if settings.up_select != FREE:
            lowest = -_largest(smallest, low_ends, look - settings.up_looks, -found.pods)
            stable = min(max(replicas, lowest), stable)
            _push(smallest, low_ends, look, -found.pods)
            wanted = _rated(look, stable, replicas_at, settings, ups, downs)
        else:
            wanted = min(max(stable, settings.least), min(settings.most, most_without_behavior(replicas)))
        for pod in range(replicas, wanted):
            started[pod] = end
        replicas, ready, counted = wanted, min(ready, wanted), min(counted, wanted)


@cache
def compiled() -> Any:
    """Return the kernel compiled, or as another process left it on disk; as it is, where nothing compiles it."""
    if not is_there():
        return run
    from course_lib.simulation.native import on_disk  # knows numba's inside

    on_disk.drop_stale(run, rules)
    return compile_and_keep(nogil=True)(run)


def warm() -> None:
    """Compile the kernel, or load it from numba's cache: then the first day is as fast as the rest."""
    none = np.zeros((1, 3), np.int64)
    settings = Settings(1, 1, 1, 1, 1, 1.0, 1.0, 1, 0, 0, 0, 0, FREE, FREE)
    compiled()(np.ones(1), settings, Tolerance(), none, none, np.empty((4, 1), np.int64), np.empty((2, 1)))
