"""What the horizontal pod autoscaler asks for, rule by rule, with exact fractions: for `test_hpa_reference.py`.

`python -m tests.models.hpa_reference` lists where Kubernetes' count isn't the exact one.

Written from the rules alone, before the library's own model of them was seen. Amounts are plain whole numbers in
thousandths (millicores; of any other unit, too), as the controller keeps them; times are seconds. Every calculation
takes its `number`: `Fraction` is the arithmetic that the rules mean, `float` the one that Kubernetes does. Where the
two come apart is told by `mismatches` and `differ`.

Sources, all of kubernetes/kubernetes, pkg/controller/podautoscaler, 1.33 and later:

- replica_calculator.go: classes of pods, tolerance, what is filled in, directions
- metrics/utilization.go: whole percents of sums, and whole thousandths of means
- horizontal.go: several metrics, and bounds; its windows and rates are in `hpa_stepper.py`
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

Number = Callable[..., "Fraction | float"]

START_UP_S = 300  # --horizontal-pod-autoscaler-cpu-initialization-period
FIRST_READINESS_S = 30  # --horizontal-pod-autoscaler-initial-readiness-delay
TENTH = Fraction(1, 10)  # --horizontal-pod-autoscaler-tolerance


class MetricError(Exception):
    """A metric that says nothing, and why."""


# ---- pods ----


@dataclass(frozen=True)
class Pod:
    """A pod as the controller sees it: per resource and container, what it asked for and what it was seen to use.

    `used` and `request` map resource to container to thousandths: None where the container is listed without a value,
    or made no request. `whole` are requests of the pod itself, `custom` its own metrics by name.
    """

    request: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    used: Mapping[str, Mapping[str, Fraction | int | None]] = field(default_factory=dict)
    whole: Mapping[str, int] = field(default_factory=dict)
    custom: Mapping[str, int] = field(default_factory=dict)
    phase: str = "Running"
    is_deleted: bool = False
    is_ready: bool | None = True  # None: nothing has said yet
    started_s: float | None = -3600.0
    readiness_changed_s: float = -3590.0
    sampled_s: float = -5.0  # end of the sample's window
    window_s: float = 15.0


def value(pod: Pod, resource: str, container: str | None) -> int | None:
    """Return what a pod uses: each container's rounded up by itself; None where one that counts has no value."""
    used = pod.used.get(resource, {})
    if container is not None and used and container not in used:
        raise MetricError(f"container {container} isn't in the metrics of a pod")
    counted = [used.get(container)] if container is not None else list(used.values())
    known = [ceil(amount) for amount in counted if amount is not None]
    return sum(known) if known and len(known) == len(counted) else None


def request(pod: Pod, resource: str, container: str | None) -> int:
    """Return what a pod asked for: of the one container if it is named, else the pod's own, else the sum."""
    each = pod.request.get(resource, {})
    if container is None and resource in pod.whole:
        return pod.whole[resource]
    if container is not None and container not in each:
        raise MetricError(f"container {container} isn't there")
    amounts = [each[container]] if container else list(each.values())
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        raise MetricError(f"missing request for {resource}")
    return sum(known)


def is_unready(pod: Pod, now_s: float) -> bool:
    """Return whether a CPU sample of a pod that runs doesn't count."""
    if pod.is_ready is None or pod.started_s is None:
        return True
    if now_s < pod.started_s + START_UP_S:
        return not pod.is_ready or pod.sampled_s - pod.window_s < pod.readiness_changed_s
    return not pod.is_ready and pod.readiness_changed_s < pod.started_s + FIRST_READINESS_S


def sort_out(
    pods: Sequence[Pod], values: Sequence[int | None], *, looks_at_readiness: bool, now_s: float
) -> tuple[list[int], list[int], list[int]]:
    """Return the numbers of the pods that count, are unready, have no value; the rest is ignored."""
    ready: list[int] = []
    unready: list[int] = []
    missing: list[int] = []
    for number, (pod, each) in enumerate(zip(pods, values, strict=True)):
        if pod.is_deleted or pod.phase == "Failed":
            continue
        if pod.phase == "Pending":
            unready.append(number)
        elif each is None:
            missing.append(number)
        elif looks_at_readiness and is_unready(pod, now_s):
            unready.append(number)
        else:
            ready.append(number)
    return ready, unready, missing


# ---- one metric ----


@dataclass(frozen=True)
class Target:
    """A metric and what it shall be: `percent` of the request, or thousandths a pod (`average`) or of all (`total`).

    `kind` is Resource, ContainerResource, Pods, Object or External; of the last two, `seen` is the value now.
    """

    kind: str
    name: str = "cpu"
    container: str | None = None
    percent: int | None = None
    average: int | None = None
    total: int | None = None
    seen: int | None = None
    fails: bool = False


@dataclass(frozen=True)
class Tolerance:
    """How far from 1 the ratio may be, below and above."""

    down: Fraction = TENTH
    up: Fraction = TENTH

    def covers(self, ratio: Fraction | float, number: Number) -> bool:
        return 1 - number(self.down) <= ratio <= 1 + number(self.up)


def propose(
    target: Target,
    pods: Sequence[Pod],
    current: int,
    tolerance: Tolerance | None = None,
    *,
    number: Number = Fraction,
    now_s: float = 0.0,
) -> int:
    """Return how many replicas one metric asks for."""
    within = tolerance or Tolerance()
    if target.fails:
        raise MetricError(target.name)
    if target.kind in ("Object", "External"):
        return _propose_for_all(target, pods, current, within, number)
    return _propose_for_pods(target, pods, current, within, number, now_s)


def _propose_for_pods(
    target: Target, pods: Sequence[Pod], current: int, within: Tolerance, number: Number, now_s: float
) -> int:
    if not pods:
        raise MetricError("no pods")
    is_custom = target.kind == "Pods"
    values = [pod.custom.get(target.name) if is_custom else value(pod, target.name, target.container) for pod in pods]
    ready, unready, missing = sort_out(
        pods, values, looks_at_readiness=not is_custom and target.name == "cpu", now_s=now_s
    )
    counted = {pod: each for pod in ready if (each := values[pod]) is not None}
    if not counted:
        raise MetricError("no metrics of ready pods")
    # Of every pod, also of those that are left out: one without a request is enough to fail.
    requests = [request(pod, target.name, target.container) for pod in pods] if target.percent is not None else []

    def ratio() -> Fraction | float:
        if target.percent is not None:
            asked = sum(requests[pod] for pod in counted)
            if asked == 0:
                raise MetricError("no requests")
            return number(sum(counted.values()) * 100 // asked) / number(target.percent)
        return number(sum(counted.values()) // len(counted)) / number(_average(target))

    first = ratio()
    fills_unready = bool(unready) and first > 1
    if not fills_unready and not missing:
        return current if within.covers(first, number) else ceil(first * number(len(ready)))
    for pod in missing:
        if first < 1:
            counted[pod] = _assumed(target, requests[pod] if requests else 0)
        elif first > 1:
            counted[pod] = 0
    if fills_unready:
        counted |= dict.fromkeys(unready, 0)
    second = ratio()
    turned = (first < 1 < second) or (second < 1 < first)
    if within.covers(second, number) or turned:
        return current
    wanted = ceil(second * number(len(counted)))
    against = (second < 1 and wanted > current) or (second > 1 and wanted < current)
    return current if against else wanted


def _average(target: Target) -> int:
    if target.average is None:
        raise ValueError(target)
    return target.average


def _assumed(target: Target, asked: int) -> int:
    """Return what a pod without a value counts as when the others say: fewer."""
    return _average(target) if target.percent is None else asked * max(100, target.percent) // 100


def _propose_for_all(target: Target, pods: Sequence[Pod], current: int, within: Tolerance, number: Number) -> int:
    if target.seen is None:
        raise MetricError(target.name)
    if target.average is not None:
        share = number(target.seen) / (number(target.average) * number(current)) if current else None
        if share is not None and within.covers(share, number):
            return current
        return ceil(number(target.seen) / number(target.average))
    if target.total is None:
        raise ValueError(target)
    ratio = number(target.seen) / number(target.total)
    if current == 0:
        return ceil(ratio)
    if within.covers(ratio, number):
        return current
    return ceil(ratio * number(sum(pod.phase == "Running" and pod.is_ready is True for pod in pods)))


# ---- several metrics ----


def desired(
    targets: Sequence[Target],
    pods: Sequence[Pod],
    current: int,
    tolerance: Tolerance | None = None,
    *,
    number: Number = Fraction,
    now_s: float = 0.0,
) -> int | None:
    """Return the largest proposal; None where nothing is scaled as a metric, or all of them, failed."""
    proposals, failed = [], 0
    for target in targets:
        try:
            proposals.append(propose(target, pods, current, tolerance, number=number, now_s=now_s))
        except MetricError:
            failed += 1
    if not proposals or (failed and max(proposals) < current):
        return None
    return max(proposals)


def bounded(wanted: int | None, current: int, least: int, most: int) -> int:
    """Return the count within the bounds: one outside them now is put right whatever the metrics say."""
    if current == 0 and least != 0:
        return 0  # switched off by hand
    if not least <= current <= most:
        return min(max(current, least), most)
    return current if wanted is None else min(max(wanted, least), most)


def differ(targets: Sequence[Target], pods: Sequence[Pod], current: int, tolerance: Tolerance | None = None) -> bool:
    """Return whether floats lead to another count than fractions."""
    exact, rounded = (desired(targets, pods, current, tolerance, number=each) for each in (Fraction, float))
    return exact != rounded


# ---- where floats go wrong ----


@dataclass(frozen=True)
class Mismatch:
    """A target and use in percent and a number of pods for which Kubernetes' count isn't the exact one."""

    target: int
    used: int
    pods: int
    kubernetes: int
    exact: int

    @property
    def is_inside_tolerance(self) -> bool:
        return Tolerance().covers(Fraction(self.used, self.target), Fraction)


def mismatches(targets: range = range(50, 91), used: range = range(301), pods: range = range(1, 61)) -> list[Mismatch]:
    """List the cases in which ⌈(used/target)·pods⌉ in floats isn't ⌈used·pods/target⌉."""
    return [
        Mismatch(target, use, count, rounded, exact)
        for target in targets
        for use in used
        for count in pods
        if (rounded := ceil(use / target * count)) != (exact := -(-use * count // target))
    ]


if __name__ == "__main__":
    print("target % | used % | pods | Kubernetes | exact")
    for each in mismatches():
        inside = ", inside the tolerance" if each.is_inside_tolerance else ""
        print(f"{each.target} | {each.used} | {each.pods} | {each.kubernetes} | {each.exact}{inside}")
