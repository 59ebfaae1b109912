# ruff: noqa: S311 (nothing secret: the same runs each time)
"""Autoscalers of every kind with a demand to follow, and the reference that follows it literally, pod by pod.

What the pods do is the model's own: those that are ready when a step begins share its demand, the oldest with `hot`
times the load of each other, each up to its limit. What the controller makes of them is the reference's.
"""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import NamedTuple

from course_lib.sizing.autoscaling import Autoscaler, Behavior, Policy, ScalingRules, Tolerance
from tests.models import hpa_reference as reference
from tests.models import hpa_stepper
from tests.models.hpa_cases import NANOCORES
from tests.models.hpa_reference import Pod, Target
from tests.models.hpa_stepper import Stepper

LONG_AGO_S = -1e6


class Look(NamedTuple):
    """What a step held, and what the look at its end found; -1 where the metric fails."""

    replicas: int
    ready: int
    wanted: int


def made_up(number: int) -> tuple[Autoscaler, list[float]]:
    """Return the autoscaler of that number, and a demand in cores, one value a look."""
    draw = random.Random(number)
    behavior = None if draw.random() < 0.3 else Behavior(_rules(draw), _rules(draw))
    least = draw.choice((1, 1, 2, 5))
    own = Autoscaler(
        target=draw.choice((50, 70, 80, 90, 120)),
        least=least,
        most=draw.choice((least, 12, 60, 1000)) if draw.random() < 0.9 else least,
        request_m=draw.choice((100, 333, 500, 1000)),
        limit_m=draw.choice((None, 150, 700, 1000.5)),
        hot=draw.choice((1, 1, 2, 11)),
        startup_s=draw.choice((0, 10, 30, 45, 120, 290, 400)),
        sample_s=draw.choice((0, 15, 30, 60)),
        sync_s=draw.choice((15, 15, 15, 7, 60)),
        tolerance=Tolerance(*draw.choices((0.1, 0.0, 0.25), k=2)),
        behavior=behavior,
        down_window_s=draw.choice((300, 0, 100)),
    )
    return own, _demand(draw, draw.choice((60, 200)))


def _rules(draw: random.Random) -> ScalingRules:
    kinds = draw.choices(("Pods", "Percent"), k=draw.choice((1, 1, 2, 3)))
    policies = tuple(Policy(kind, draw.choice((1, 4, 10, 30, 100)), draw.choice((1, 15, 60, 100))) for kind in kinds)
    window_s = draw.choice((0, 0, 15, 60, 200, 300))
    select = draw.choice(("Max", "Max", "Max", "Min", "Disabled"))
    return ScalingRules(policies, window_s, select, draw.choice((None, None, 0.0, 0.05)))


def _demand(draw: random.Random, steps: int) -> list[float]:
    level, found = draw.uniform(0.5, 20), []
    for _ in range(steps):
        if draw.random() < 0.1:
            level = max(0.05, level * draw.choice((0.1, 0.5, 0.8, 1.2, 2, 5)))
            level = min(level, 60)
        found.append(math.nan if draw.random() < 0.03 else level * draw.uniform(0.95, 1.05))
    return found[:1] + found[1:] if not math.isnan(found[0]) else [level, *found[1:]]


def followed(own: Autoscaler, cores: list[float]) -> list[Look]:
    """Follow a demand as the rules do it, in floats."""
    start = own.starts_with(cores)
    controller = Stepper(start, own.least, own.most, _behavior(own), down_window_s=own.down_window_s, number=float)
    started = [LONG_AGO_S] * start
    looks = []
    for step, asked in enumerate(cores):
        begin_s, end_s = step * own.sync_s, (step + 1) * own.sync_s
        pods = _pods(own, started, asked, begin_s, end_s)
        serving = sum(each + own.startup_s <= begin_s for each in started)
        targets = [Target("Resource", percent=own.target, fails=math.isnan(asked))]
        wanted = reference.desired(targets, pods, len(started), _tolerance(own), number=float, now_s=end_s)
        looks.append(Look(len(started), serving, -1 if wanted is None else wanted))
        count = controller.step(end_s, wanted)
        started = started[:count] + [end_s] * (count - len(started))  # the youngest go first
    return looks


def _pods(own: Autoscaler, started: list[float], asked: float, begin_s: float, end_s: float) -> list[Pod]:
    serving = sum(each + own.startup_s <= begin_s for each in started)
    other_m = 1000 * asked / (serving - 1 + own.hot) if serving else 0.0
    loads_m = [other_m * own.hot, *[other_m] * (serving - 1), *[0.0] * len(started)][: len(started)]
    most_m = math.inf if own.limit_m is None else own.limit_m
    pods = []
    for begun_s, load_m in zip(started, loads_m, strict=True):
        ready_s = begun_s + own.startup_s
        is_ready = ready_s <= end_s
        used = 0 if math.isnan(asked) else Fraction(round(min(load_m, most_m) * NANOCORES), NANOCORES)
        pods.append(
            Pod(
                {"cpu": {"app": own.request_m}},
                {"cpu": {"app": used}},
                is_ready=is_ready,
                started_s=begun_s,
                readiness_changed_s=ready_s if is_ready else begun_s,
                sampled_s=end_s,
                window_s=own.sample_s,
            )
        )
    return pods


def _behavior(own: Autoscaler) -> hpa_stepper.Behavior | None:
    if own.behavior is None:
        return None
    return hpa_stepper.Behavior(*(_direction(each) for each in (own.behavior.up, own.behavior.down)))


def _direction(rules: ScalingRules) -> hpa_stepper.Direction:
    policies = tuple(hpa_stepper.Policy(each.kind, each.value, each.period_s) for each in rules.policies)
    return hpa_stepper.Direction(policies, rules.select, rules.window_s)


def _tolerance(own: Autoscaler) -> reference.Tolerance:
    both = own.tolerance.down, own.tolerance.up
    if own.behavior is not None:
        mine = own.behavior.down.tolerance, own.behavior.up.tolerance
        both = tuple(theirs if each is None else each for each, theirs in zip(mine, both, strict=True))
    return reference.Tolerance(*(Fraction(str(each)) for each in both))
