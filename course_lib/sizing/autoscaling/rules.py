"""Kubernetes' arithmetic of a count, written once: the plain models call it, the kernel compiles it.

Vocabulary: a `group` (pods 6, use 600, base 3000) are pods with the sums of what they use and of what that is compared
with: their requests, or, for a mean, 1 a pod; all in whole thousandths. The `level` (20) is the use as whole percents
of the base, truncated, or the mean; the `ratio` (0.4) is level by target. To `fill in` is to give pods without a
usable sample a use that makes a change smaller; the result is a `finding`, and its `outcome` says how it came about.

All is in the order in which Kubernetes works it out, in 64-bit floats: 290% at a target of 70% makes 30 of 7 pods,
although 29 would do, because 290 / 70 · 7 is 29.000000000000004. Nothing is checked here.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from course_lib.machine_code import helper
from course_lib.tables import figure

PERCENT, MEAN = 100, 1  # what a use is multiplied with before it is divided by its base
NANOCORES = 1_000_000  # in a millicore: what a kubelet counts in
INSIDE, SCALED, FILLED_INSIDE, TURNED, AGAINST, FILLED = range(6)  # outcomes
TOLERATED = figure("autoscaling", "tolerance").value
UP_FACTOR, UP_LEAST = (int(figure("autoscaling", name).value) for name in ("up_factor", "up_least"))


class Group(NamedTuple):
    """Pods of one class, and their sums in thousandths."""

    pods: int
    use: int
    base: int


class Tolerance(NamedTuple):
    """How far a ratio may lie below and above 1 without a change; `until_1_32`: by the rule up to Kubernetes 1.32."""

    down: float = TOLERATED
    up: float = TOLERATED
    until_1_32: bool = False


class Finding(NamedTuple):
    """The count that one metric asks for, and how it came about; without filling in, the last two repeat the first."""

    pods: int
    outcome: int
    level: int
    ratio: float
    filled_pods: int
    filled_level: int
    filled_ratio: float


@helper
def is_within(ratio: float, tolerance: Tolerance) -> bool:
    """Whether a ratio is so near to 1 that nothing changes.

    >>> is_within(1.1, Tolerance()), is_within(1.1, Tolerance(until_1_32=True))
    (True, False)
    """
    if tolerance.until_1_32:
        return abs(1.0 - ratio) <= tolerance.up
    return 1.0 - tolerance.down <= ratio and ratio <= 1.0 + tolerance.up


@helper
def find(
    ready: Group, unready: Group, missing: Group, current: int, target: int, scale: int, tolerance: Tolerance
) -> Finding:
    """Return the count for a metric's groups; `missing.use` is what missing pods are taken to use on the way down.

    >>> find(Group(6, 600, 3000), Group(4, 0, 2000), Group(0, 0, 0), 10, 50, PERCENT, Tolerance()).pods
    3
    """
    level = ready.use * scale // ready.base
    ratio = level / target
    zeros = unready.pods > 0 and ratio > 1.0
    if not zeros and missing.pods == 0:
        inside = is_within(ratio, tolerance)
        wanted = current if inside else math.ceil(ratio * ready.pods)
        return Finding(wanted, INSIDE if inside else SCALED, level, ratio, ready.pods, level, ratio)
    pods, use, base = ready.pods, ready.use, ready.base
    if ratio != 1.0:
        pods, base = pods + missing.pods, base + missing.base
        use += missing.use if ratio < 1.0 else 0
    if zeros:
        pods, base = pods + unready.pods, base + unready.base
    filled_level = use * scale // base
    filled = filled_level / target
    wanted, outcome = _settle(ratio, filled, pods, current, tolerance)
    return Finding(wanted, outcome, level, ratio, pods, filled_level, filled)


@helper
def _settle(ratio: float, filled: float, pods: int, current: int, tolerance: Tolerance) -> tuple[int, int]:
    """Return the count and the outcome once pods are filled in: never a change in the other direction."""
    if is_within(filled, tolerance):
        return current, FILLED_INSIDE
    if (ratio < 1.0 and filled > 1.0) or (ratio > 1.0 and filled < 1.0):
        return current, TURNED
    wanted = math.ceil(filled * pods)
    if (filled < 1.0 and wanted > current) or (filled > 1.0 and wanted < current):
        return current, AGAINST
    return wanted, FILLED


@helper
def whole_millicores(use_m: float) -> int:
    """Return what a container uses as Kubernetes reads it: nanocores, rounded up to whole millicores.

    >>> whole_millicores(99.2), whole_millicores(100.0), whole_millicores(100 * 1.1)
    (100, 100, 110)
    """
    return -(-int(use_m * NANOCORES + 0.5) // NANOCORES)


@helper
def shares_m(cores: float, pods: int, hot: float) -> tuple[float, float]:
    """Return the load of the hot pod and of any other, in millicores: `hot` times as much at one as at another.

    >>> shares_m(3.5, 10, 11.0)
    (1925.0, 175.0)
    """
    other_m = 1000 * cores / (pods - 1 + hot)
    return other_m * hot, other_m


@helper
def most_without_behavior(current: int) -> int:
    """Return to how many pods the count may rise with one look, where there is no `behavior`.

    >>> most_without_behavior(1), most_without_behavior(3)
    (4, 6)
    """
    return max(UP_FACTOR * current, UP_LEAST)


@helper
def most_after_policy(begun: int, is_percent: bool, value: int) -> int:
    """Return to how many pods one policy lets the count rise, from those at the begin of its period.

    >>> most_after_policy(50, True, 10), most_after_policy(1, False, 4)
    (56, 5)
    """
    return math.ceil(begun * (1 + value / 100)) if is_percent else begun + value


@helper
def least_after_policy(begun: int, is_percent: bool, value: int) -> int:
    """Return to how many pods one policy lets the count fall, from those at the begin of its period.

    >>> least_after_policy(90, True, 30), least_after_policy(90, False, 4)
    (62, 86)
    """
    return int(begun * (1 - value / 100)) if is_percent else begun - value
