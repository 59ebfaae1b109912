"""The autoscaler step by step in plain Python, with the lists that Kubernetes keeps: the reference for the kernel.

Vocabulary: a `look` is what the controller does every `sync_s` seconds; `now` is the begin of a step, `end` its end,
when the look is. A `recommendation` (when, pods) is a raw proposal, kept for the windows; an `event` (when, pods) is a
change of the count, kept for the policies. `started` holds a time for each pod, the oldest first.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from course_lib.sizing.autoscaling.autoscaler import Autoscaler
from course_lib.sizing.autoscaling.behavior import (
    DISABLED,
    LONGEST_PERIOD_S,
    LONGEST_WINDOW_S,
    MIN,
    PERCENT,
    ScalingRules,
)
from course_lib.sizing.autoscaling.kernel import NOTHING
from course_lib.sizing.autoscaling.pods import INITIALISATION_S
from course_lib.sizing.autoscaling.rules import PERCENT as PERCENTS
from course_lib.sizing.autoscaling.rules import (
    Group,
    find,
    least_after_policy,
    most_after_policy,
    most_without_behavior,
    shares_m,
    whole_millicores,
)

Dated = list[tuple[int, int]]
LONG_AGO_S = -(10**9)


class Row(NamedTuple):
    """What one step brought: the raw proposal, the pods there and ready, the percentage seen, and the cores."""

    wanted: int
    replicas: int
    ready: int
    percent: int
    used_cores: float
    unmet_cores: float


class Controller:
    """What the controller remembers between two looks."""

    def __init__(self, autoscaler: Autoscaler, start: int) -> None:
        self.autoscaler = autoscaler
        self.started = [LONG_AGO_S] * start
        self.recommendations: Dated = [(autoscaler.sync_s, start)]
        self.added: Dated = []
        self.removed: Dated = []

    def step(self, now: int, cores: float) -> Row:
        """Serve the demand for one step, look, and change the count."""
        own, replicas = self.autoscaler, len(self.started)
        end = now + own.sync_s
        ready = sum(started + own.startup_s <= now for started in self.started)
        counted = sum(self.counts(started, end) for started in self.started)
        used, unmet, seen = self.serve(cores, ready, counted)
        if math.isnan(cores) or counted == 0:  # nothing is known, or no pod has a sample: the metric fails
            return Row(NOTHING, replicas, ready, NOTHING, used, unmet)
        with_sample = Group(counted, seen, counted * own.request_m)
        unready = Group(replicas - counted, 0, (replicas - counted) * own.request_m)
        found = find(with_sample, unready, Group(0, 0, 0), replicas, own.target, PERCENTS, own.tolerances)
        self.scale_to(self.limited(end, replicas, found.pods), end)
        return Row(found.pods, replicas, ready, found.level, used, unmet)

    def counts(self, started: int, now: int) -> bool:
        """Whether a pod's sample counts: not in its first five minutes, if the sample began before it was ready."""
        ready_s = started + self.autoscaler.startup_s
        if started + INITIALISATION_S > now:
            return ready_s + self.autoscaler.sample_s <= now
        return ready_s <= now

    def serve(self, cores: float, ready: int, counted: int) -> tuple[float, float, int]:
        """Return the cores used, those that nobody served, and the millicores that the autoscaler sees of it."""
        if math.isnan(cores) or ready == 0:
            return 0.0 * cores, cores, 0
        hot_m, other_m = shares_m(cores, ready, self.autoscaler.hot)
        hot_used_m, other_used_m = min(hot_m, self.autoscaler.most_m), min(other_m, self.autoscaler.most_m)
        unmet_m = (hot_m - hot_used_m) + (ready - 1) * (other_m - other_used_m)
        seen = 0
        if counted > 0:
            seen = whole_millicores(hot_used_m) + (min(counted, ready) - 1) * whole_millicores(other_used_m)
        return (hot_used_m + (ready - 1) * other_used_m) / 1000, unmet_m / 1000, seen

    def limited(self, now: int, current: int, wanted: int) -> int:
        """Return the count after stabilisation, rate, and least and most; the raw proposal is kept."""
        own = self.autoscaler
        stable = self.stabilised(now, current, wanted)
        self.recommendations = [*_kept(self.recommendations, now - LONGEST_WINDOW_S), (now, wanted)]
        if own.behavior is None:
            most = min(own.most, most_without_behavior(current))
            return min(max(stable, own.least), most)
        if stable > current:
            limit = self.limit(now, current, own.behavior.up, up=True)
            return min(stable, own.most, max(limit, current))
        if stable < current:
            limit = self.limit(now, current, own.behavior.down, up=False)
            return max(stable, own.least, min(limit, current))
        return stable

    def stabilised(self, now: int, current: int, wanted: int) -> int:
        """Return the most cautious of the proposals in the windows.

        Without `behavior` a proposal exactly as old as the window still counts; with it, no longer.
        """
        behavior = self.autoscaler.behavior
        if behavior is None:
            since = now - self.autoscaler.down_window_s
            return max([wanted, *(pods for when, pods in self.recommendations if when >= since)])
        lowest = min([wanted, *_younger(self.recommendations, now - behavior.up.window_s)])
        highest = max([wanted, *_younger(self.recommendations, now - behavior.down.window_s)])
        return min(max(current, lowest), highest)

    def limit(self, now: int, current: int, rules: ScalingRules, up: bool) -> int:
        """Return how far the count may go in one direction."""
        if rules.select == DISABLED:
            return current
        limits = []
        for policy in rules.policies:
            since = now - policy.period_s
            begun = current - sum(_younger(self.added, since)) + sum(_younger(self.removed, since))
            after = most_after_policy if up else least_after_policy
            limits.append(after(begun, policy.kind == PERCENT, policy.value))
        return max(limits) if up == (rules.select != MIN) else min(limits)

    def scale_to(self, wanted: int, now: int) -> None:
        """Start pods, or stop the youngest."""
        change = wanted - len(self.started)
        if change > 0:
            self.started += [now] * change
            self.added = [*_kept(self.added, now - LONGEST_PERIOD_S), (now, change)]
        elif change < 0:
            del self.started[wanted:]
            self.removed = [*_kept(self.removed, now - LONGEST_PERIOD_S), (now, -change)]


def _younger(dated: Dated, cutoff: int) -> list[int]:
    """Return the pods of what is younger than the cutoff: what is exactly as old no longer counts."""
    return [pods for when, pods in dated if when > cutoff]


def _kept(dated: Dated, cutoff: int) -> Dated:
    """Drop what no window and no period reaches any more."""
    return [each for each in dated if each[0] >= cutoff]


def step_plainly(autoscaler: Autoscaler, cores: list[float]) -> list[Row]:
    """Step through a demand in cores, one value a look.

    >>> rows = step_plainly(Autoscaler(target=70, start=10), [3.5, 7.0, 7.0])
    >>> [row.replicas for row in rows], [row.percent for row in rows]
    ([10, 10, 20], [70, 140, 140])
    """
    controller = Controller(autoscaler, autoscaler.starts_with(cores))
    return [controller.step(step * autoscaler.sync_s, value) for step, value in enumerate(cores)]
