"""What the horizontal pod autoscaler does look by look: windows, rates and bounds, literally, for `test_hpa_runs.py`.

Written from the rules alone, as `hpa_reference.py`, whose arithmetic (`number`) it takes.

Sources, all of kubernetes/kubernetes, 1.33 and later:

- pkg/controller/podautoscaler/horizontal.go: what is remembered, stabilised, limited, in this order
- pkg/apis/autoscaling/v2/defaults.go: what `behavior` is filled with
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tests.models.hpa_reference import Number, bounded

DOWN_WINDOW_S = 300  # --horizontal-pod-autoscaler-downscale-stabilization


@dataclass(frozen=True)
class Policy:
    """At most `value` pods, or percent, within a period."""

    kind: str  # Pods, Percent
    value: int
    period_s: float


@dataclass(frozen=True)
class Direction:
    """How fast one way; `select` is Max, Min or Disabled, and Max allows the most."""

    policies: tuple[Policy, ...]
    select: str = "Max"
    window_s: float = 0.0


UP = Direction((Policy("Pods", 4, 15.0), Policy("Percent", 100, 15.0)))
DOWN = Direction((Policy("Percent", 100, 15.0),), window_s=DOWN_WINDOW_S)


@dataclass(frozen=True)
class Behavior:
    """Both directions, filled in as the server does once `behavior` is there."""

    up: Direction = UP
    down: Direction = DOWN


class Stepper:
    """A controller that remembers everything it said and did, and looks through all of it each time."""

    def __init__(
        self,
        current: int,
        least: int,
        most: int,
        behavior: Behavior | None = None,
        *,
        down_window_s: float = DOWN_WINDOW_S,
        number: Number = Fraction,
    ) -> None:
        self.current, self.least, self.most = current, least, most
        self.behavior, self.down_window_s, self.number = behavior, down_window_s, number
        self.said: list[tuple[float, int]] = []
        self.added: list[tuple[float, int]] = []
        self.removed: list[tuple[float, int]] = []

    def step(self, now_s: float, proposal: int | None) -> int:
        """Return the replicas after one look; a proposal of None is metrics that failed."""
        if not self.said:
            self.said.append((now_s, self.current))
        before = self.current
        self.current = self._next(now_s, proposal)
        if self.current > before:
            self.added.append((now_s, self.current - before))
        elif self.current < before:
            self.removed.append((now_s, before - self.current))
        return self.current

    def _next(self, now_s: float, proposal: int | None) -> int:
        settled = bounded(proposal, self.current, self.least, self.most)
        if proposal is None or not self.least <= self.current <= self.most:
            return settled  # at once, whatever the rates say
        if self.behavior is None:
            stable = max([proposal, *(count for at, count in self.said if at >= now_s - self.down_window_s)])
            self.said.append((now_s, proposal))
            return min(max(stable, self.least), self.most, max(2 * self.current, 4))
        stable = self._stable(now_s, proposal, self.behavior)
        self.said.append((now_s, proposal))
        return self._limited(now_s, stable, self.behavior)

    def _stable(self, now_s: float, proposal: int, behavior: Behavior) -> int:
        lowest = min([proposal, *(count for at, count in self.said if at > now_s - behavior.up.window_s)])
        highest = max([proposal, *(count for at, count in self.said if at > now_s - behavior.down.window_s)])
        return min(max(self.current, lowest), highest)

    def _limited(self, now_s: float, wanted: int, behavior: Behavior) -> int:
        if wanted > self.current:
            limit = max(self._limit(now_s, behavior.up, is_up=True), self.current)
            return min(wanted, limit, self.most)
        if wanted < self.current:
            limit = min(self._limit(now_s, behavior.down, is_up=False), self.current)
            return max(wanted, limit, self.least)
        return self.current

    def _limit(self, now_s: float, direction: Direction, *, is_up: bool) -> int:
        if direction.select == "Disabled":
            return self.current
        limits = [self._allowed(now_s, policy, is_up=is_up) for policy in direction.policies]
        return max(limits) if (direction.select == "Max") == is_up else min(limits)

    def _allowed(self, now_s: float, policy: Policy, *, is_up: bool) -> int:
        def within(events: Sequence[tuple[float, int]]) -> int:
            return sum(count for at, count in events if at > now_s - policy.period_s)

        start = self.current - within(self.added) + within(self.removed)
        if policy.kind == "Pods":
            return start + policy.value if is_up else start - policy.value
        share = self.number(policy.value) / 100
        # Up is rounded up, as one pod could else never become two; down is cut off.
        return ceil(self.number(start) * (1 + share)) if is_up else _cut_off(self.number(start) * (1 - share))


def _cut_off(amount: Fraction | float) -> int:
    return floor(amount) if amount >= 0 else ceil(amount)
