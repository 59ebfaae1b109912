"""How many pods Kubernetes wants, from its metrics, and why, in words.

Vocabulary: a `proposal` (12 pods) is what one metric asks for; of several, the largest counts. A metric that fails has
none, and then nothing is scaled down. `current` (10) is how many replicas there are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib import require
from course_lib.plural import counted
from course_lib.sizing.autoscaling import words
from course_lib.sizing.autoscaling.metrics import Metric, MetricError, Total, Utilisation
from course_lib.sizing.autoscaling.pods import MISSING, READY, UNREADY, PodState
from course_lib.sizing.autoscaling.rules import PERCENT, Finding, Group, Tolerance, find, is_within

TOLERANCE = Tolerance()
MOST_PODS = 1_000_000


@dataclass(frozen=True)
class Proposal:
    """What one metric asks for.

    Attributes
    ----------
    metric : str
        Its name in words.
    pods : int or None
        None if the metric fails.
    seen : int or None
        The percentage of the request, truncated, or the amount; before anything is filled in.
    ratio : float
        Seen by target, NaN if the metric fails.
    why : str
        How the count comes about, or why it fails.
    """

    metric: str
    pods: int | None
    seen: int | None
    ratio: float
    why: str


@dataclass(frozen=True)
class Desired:
    """The replicas that an autoscaler wants now, without its windows and rates.

    Attributes
    ----------
    pods : int
        Between the least and the most that are allowed.
    current : int
        As there are now.
    proposals : tuple of Proposal
        One a metric.
    why : str
        In a sentence or two.
    """

    pods: int
    current: int
    proposals: tuple[Proposal, ...]
    why: str

    def __repr__(self) -> str:
        return f"{counted(self.pods, 'pod')}: {self.why}"


def desired_replicas(
    pods: Sequence[PodState], metrics: Metric | Sequence[Metric] | int, current: int | None = None, *,
    least: int = 1, most: int = MOST_PODS, tolerance: Tolerance = TOLERANCE, now_s: float = 0.0,
) -> Desired:  # fmt: skip
    """Return how many replicas Kubernetes wants for these pods.

    Parameters
    ----------
    pods : sequence of PodState
        `ready([350] * 10)`, `unready(4)` and `missing(2)` make the usual ones; they can be added up.
    metrics : metric, sequence of metrics, or int
        A number is a target of CPU utilisation in percent.
    current : int or None
        Replicas that there are; None for as many as `pods`.
    least, most : int
        minReplicas and maxReplicas.
    tolerance : Tolerance
        Of the ratio, down and up.
    now_s : float
        The time on the clock of the pods' times.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Notes
    -----
    Kubernetes, pkg/controller/podautoscaler/replica_calculator.go and horizontal.go, from 1.33 on; up to 1.32 the
    tolerance was compared in another way (`Tolerance(until_1_32=True)`), which differs at a ratio of exactly 1.1.

    Examples
    --------
    >>> from course_lib.sizing.autoscaling.pods import ready, unready
    >>> desired_replicas(ready([500] + [0] * 9), 50)
    2 pods: 500m of 5,000m is 10%; 10 / 50 = 0.2; 0.2 × 10 pods, rounded up, is 2.
    >>> desired_replicas(ready([100] * 6) + unready(4), 50).pods
    3
    """
    chosen = _metrics(metrics)
    require.that(isinstance(pods, list | tuple), "pods", pods, "be a list of PodStates: ready([350] * 10) makes ten")
    for each in pods:
        require.that(isinstance(each, PodState), "pods", each, "be PodStates: ready([350] * 10) makes ten")
    checked_tolerance(tolerance)
    least = require.whole("least", least, at_least=0)
    most = require.whole("most", most, at_least=max(1, least))
    there = len(pods) if current is None else require.whole("current", current)
    proposals = tuple(_proposal(metric, pods, there, tolerance, now_s) for metric in chosen)
    wanted, why = _largest(proposals, there)
    bounded, limit = _bounded(wanted, there, least, most)
    return Desired(bounded, there, proposals, why + limit)


def replicas_of_sums(
    usage_m: int, request_m: int, pods: int, target: int, current: int | None = None,
    tolerance: Tolerance = TOLERANCE,
) -> Finding:  # fmt: skip
    """Return the count for pods that are all ready, from their sums alone: thousands of cases in a moment.

    >>> replicas_of_sums(3500, 5000, 10, target=50).pods
    14
    """
    none = Group(0, 0, 0)
    there = pods if current is None else current
    return find(Group(pods, usage_m, request_m), none, none, there, target, PERCENT, tolerance)


def checked_tolerance(tolerance: Tolerance) -> Tolerance:
    """Return the tolerance if neither side is negative."""
    is_one = isinstance(tolerance, Tolerance)
    require.that(is_one, "tolerance", tolerance, "be a Tolerance: Tolerance(down=0.1, up=0.05) makes one")
    for name, value in (("down", tolerance.down), ("up", tolerance.up)):
        require.that(require.number(f"tolerance.{name}", value) >= 0, f"tolerance.{name}", value, "not be negative")
    return tolerance


def _metrics(metrics: Metric | Sequence[Metric] | int) -> tuple[Metric, ...]:
    several = tuple(metrics) if isinstance(metrics, list | tuple) else (metrics,)
    require.that(len(several) > 0, "metrics", metrics, "hold at least one")
    return tuple(each if isinstance(each, Metric) else Utilisation(each) for each in several)


def _proposal(metric: Metric, pods: Sequence[PodState], current: int, tolerance: Tolerance, now_s: float) -> Proposal:
    try:
        if isinstance(metric, Total):
            return _of_total(metric, pods, current, tolerance)
        groups = metric.groups(pods, now_s)
    except MetricError as problem:
        return Proposal(metric.name, None, None, math.nan, f"{problem}.")
    classes = groups[READY], groups[UNREADY], groups[MISSING]
    found = find(*classes, current, metric.target, metric.scale, tolerance)
    why = words.explain(found, *classes, current, metric.target, metric.scale)
    return Proposal(metric.name, found.pods, found.level, found.ratio, why)


def _of_total(metric: Total, pods: Sequence[PodState], current: int, tolerance: Tolerance) -> Proposal:
    """Return the count for one value: by ready pods, or, if the target is a pod's share, by the value alone."""
    if metric.value_m is None:
        raise MetricError(f"FailedGetExternalMetric: {metric.name} can't be read")
    ready = sum(pod.phase == "Running" and pod.ready is True for pod in pods)
    if metric.per_pod:
        ratio = metric.value_m / (metric.target * current) if current else math.inf
        count = math.ceil(metric.value_m / metric.target)
    else:
        ratio = metric.value_m / metric.target
        count = math.ceil(ratio * ready if current else ratio)
    inside = current > 0 and is_within(ratio, tolerance)
    kept = "inside the tolerance" if inside else f"{counted(count, 'pod')}"
    return Proposal(
        metric.name, current if inside else count, metric.value_m, ratio, f"The ratio is {ratio:g}: {kept}."
    )


def _largest(proposals: Sequence[Proposal], current: int) -> tuple[int, str]:
    """Return the largest proposal and why; nothing goes down while a metric fails."""
    fine = [each for each in proposals if each.pods is not None]
    failed = [each for each in proposals if each.pods is None]
    if not fine:
        return current, f"Every metric fails, so nothing changes. {failed[0].why}"
    best = max(fine, key=lambda each: each.pods or 0)
    wanted = best.pods or 0
    if failed and wanted < current:
        return current, f"{words.named(best)} One metric fails, so nothing is scaled down: {failed[0].why}"
    if len(proposals) == 1:
        return wanted, best.why
    return wanted, f"The largest of {counted(len(proposals), 'proposal')} counts. {words.named(best)}"


def _bounded(wanted: int, current: int, least: int, most: int) -> tuple[int, str]:
    """Return the count between least and most; a count outside them now is put right before any metric is read."""
    if current == 0 and least > 0:
        return 0, " But there are 0 replicas now: somebody has switched the autoscaler off."
    if current > most:
        return most, f" But there are {current:,} now, and at most {most:,} are allowed."
    if current < least:
        return least, f" But there are {current:,} now, and at least {least:,} have to be."
    if wanted > most:
        return most, f" At most {most:,} are allowed."
    return (wanted, "") if wanted >= least else (least, f" At least {least:,} have to be.")
