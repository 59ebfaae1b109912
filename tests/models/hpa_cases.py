# ruff: noqa: S311 (nothing secret: the same cases each time)
"""Made-up pods and metrics of every kind, for the autoscaler and its reference to be asked the same.

A case is drawn from its number alone, so a case that comes out wrong can be looked at again.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from course_lib.sizing import autoscaling
from tests.models import hpa_reference as reference
from tests.models.hpa_reference import Pod, Target, Tolerance

NANOCORES = 10**6  # in a millicore
MEBIBYTE = 1000 * 2**20  # in thousandths of a byte
CONTAINERS = ("app", "proxy", "tail")
TOLERANCES = (reference.TENTH, Fraction(0), Fraction(1, 40), Fraction(1, 20), Fraction(1, 4))


@dataclass(frozen=True)
class Case:
    """What an autoscaler sees at one moment."""

    targets: tuple[Target, ...]
    pods: tuple[Pod, ...]
    current: int
    least: int
    most: int
    tolerance: Tolerance


def case(number: int) -> Case:
    """Return the case of that number: about a load that is near the target in most of them."""
    draw = random.Random(number)
    names = CONTAINERS[: draw.choice((1, 1, 2, 3))]
    requests = {name: draw.choice((50, 100, 250, 333, 500, 1000)) for name in names}
    percent = draw.choice((50, 60, 70, 75, 80, 90, 100, 120))
    load = draw.choice((0.2, 0.6, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.4, 2.5)) * percent / 100
    pods = tuple(_pod(draw, requests, load) for _ in range(draw.choice((1, 2, 3, 5, 8, 13, 30, 60))))
    kinds = draw.choices(tuple(MAKE), k=draw.choice((1, 1, 2, 3)))
    targets = tuple(MAKE[kind](draw, requests, percent, len(pods)) for kind in kinds)
    current = len(pods) if draw.random() < 0.7 else max(0, len(pods) + draw.randint(-4, 4))
    least, most = (1, 1000) if draw.random() < 0.7 else (draw.randint(0, 6), draw.randint(7, 40))
    down, up = (draw.choice(TOLERANCES), draw.choice(TOLERANCES)) if draw.random() < 0.3 else (reference.TENTH,) * 2
    return Case(targets, pods, current, least, most, Tolerance(down, up))


def _pod(draw: random.Random, requests: dict[str, int], load: float) -> Pod:
    if draw.random() < 0.01:
        requests = {"app": requests["app"]}  # in the middle of a rollout
    used = {name: _used(draw, amount * load) for name, amount in requests.items()}
    memory = {name: _used(draw, amount * load * MEBIBYTE) for name, amount in requests.items()}
    custom = {"rps": draw.randint(0, 200_000)} if draw.random() < 0.95 else {}
    changes: dict[str, object] = {}
    match draw.choice(("ready",) * 12 + ("young", "never", "late", "missing", "half", "pending", "failed", "leaving")):
        case "young":
            changes = {"started_s": -draw.randint(1, 320), "is_ready": draw.choice((True, False, None))}
            changes |= {"readiness_changed_s": -draw.randint(0, 60), "sampled_s": -draw.randint(0, 40)}
        case "never":
            changes = {"is_ready": False, "readiness_changed_s": -3600.0 + draw.randint(0, 60)}
        case "late":
            changes = {"is_ready": False, "readiness_changed_s": -draw.randint(0, 3000)}
        case "missing":
            used = memory = {}
        case "half":
            used = {"app": None} | dict(list(used.items())[1:]) if len(used) > 1 else {}
        case "pending":
            changes = {"phase": "Pending", "is_ready": False, "started_s": None}
            used, memory, custom = {}, {}, {}
        case "failed":
            changes = {"phase": "Failed"}
        case "leaving":
            changes = {"is_deleted": True}
    asked = {name: None if draw.random() < 0.002 else amount for name, amount in requests.items()}
    whole = {"cpu": sum(requests.values()) + 100} if draw.random() < 0.05 else {}
    asked_memory = {name: amount * MEBIBYTE for name, amount in requests.items()}
    each = {"cpu": asked, "memory": asked_memory}, {"cpu": used, "memory": memory}
    return Pod(*each, whole, custom, **changes)  # type: ignore[arg-type]


def _used(draw: random.Random, about: float) -> Fraction:
    # Whole millicores mostly: then sums lie on the edges of percents and of the tolerance.
    if draw.random() < 0.6:
        return Fraction(round(about))
    return Fraction(round(draw.uniform(0.7, 1.3) * about * NANOCORES), NANOCORES)


def _average(requests: dict[str, int], percent: int) -> int:
    return max(1, sum(requests.values()) * percent // 100)


MAKE = {
    "resource": lambda draw, requests, percent, _: Target("Resource", percent=percent),
    "container": lambda draw, requests, percent, _: Target(
        "ContainerResource", container=draw.choice(tuple(requests)), percent=percent
    ),
    "memory": lambda draw, requests, percent, _: Target("Resource", "memory", percent=percent),
    "memory of one": lambda draw, requests, percent, _: Target(
        "ContainerResource", "memory", draw.choice(tuple(requests)), average=requests["app"] * MEBIBYTE
    ),
    "amount": lambda draw, requests, percent, _: Target("Resource", average=_average(requests, percent)),
    "pods": lambda draw, *_: Target("Pods", "rps", average=draw.choice((50_000, 90_000, 100_000, 130_000))),
    "total": lambda draw, _requests, _percent, pods: Target(
        "External", "queue", total=30_000, seen=draw.choice((None, draw.randint(0, 90_000)))
    ),
    "share": lambda draw, _requests, _percent, pods: Target(
        "Object", "queue", average=5_000, seen=draw.choice((None, draw.randint(0, 10_000 * pods)))
    ),
}


# ---- in the library's words ----


def metric(target: Target, pods: tuple[Pod, ...]) -> autoscaling.metrics.Metric:
    """Return a target as the library has it."""
    if target.kind in ("Object", "External"):
        goal = target.total if target.average is None else target.average
        return autoscaling.Total(goal or 0, target.seen, per_pod=target.average is not None)
    if target.kind == "Pods":
        return autoscaling.PerPod(target.average or 0, tuple(pod.custom.get(target.name) for pod in pods))
    if target.percent is not None:
        return autoscaling.Utilisation(target.percent, target.name, target.container)
    return autoscaling.AverageValue(target.average or 0, target.name, target.container)


def state(pod: Pod) -> autoscaling.PodState:
    """Return a pod as the library has it."""
    return autoscaling.PodState(
        _containers(pod, "cpu"),
        pod.phase,
        pod.is_deleted,
        pod.is_ready,
        pod.started_s,
        pod.readiness_changed_s,
        pod.sampled_s,
        pod.window_s,
        pod.whole.get("cpu"),
        _containers(pod, "memory"),
    )


def _containers(pod: Pod, resource: str) -> tuple[autoscaling.Container, ...]:
    used, asked = pod.used[resource], pod.request[resource]
    return tuple(
        autoscaling.Container(None if (use := used.get(name)) is None else float(use), asked[name], name)
        for name in asked
    )


def asked_of_library(case: Case) -> autoscaling.Desired:
    """Return what the library wants in a case."""
    tolerance = autoscaling.Tolerance(float(case.tolerance.down), float(case.tolerance.up))
    return autoscaling.desired_replicas(
        tuple(state(pod) for pod in case.pods),
        tuple(metric(target, case.pods) for target in case.targets),
        case.current,
        least=case.least,
        most=case.most,
        tolerance=tolerance,
    )


def asked_of_rules(case: Case, number: reference.Number = Fraction) -> int:
    """Return what the reference wants in a case."""
    wanted = reference.desired(case.targets, case.pods, case.current, case.tolerance, number=number)
    return reference.bounded(wanted, case.current, case.least, case.most)
