"""What isn't what it should be is named at the door of each model, with the rule and the value; and nothing hangs."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course_lib.sizing import Autoscaler, Demand, rightsizing
from course_lib.sizing.autoscaling import Behavior, Injected, ScalingRules, desired_replicas, missing, ready, unready
from course_lib.sizing.autoscaling.metrics import AverageValue, PerPod, Total, Utilisation
from course_lib.sizing.autoscaling.pods import Container, PodState
from course_lib.sizing.autoscaling.target import highest_target
from course_lib.sizing.demand import (
    capacity_by_mean,
    capacity_by_peak,
    check_capacity,
    mean_range,
    pods_range,
    shared_out,
    synthetic_day,
)
from course_lib.sizing.rightsizing import Amount, Services

BEYOND, HUGE = 10**400, 10**30  # no float; no count
ONE = Services([1.0], [1.0])
APP = (Container(1, 2),)
DAY = Demand([1.0, 3.0], step_s=60, unit="cores")

REFUSED = {
    "demand must be a Demand: Demand([1.0, 2.0], step_s=60": [
        lambda: capacity_by_peak([1.0, 2.0]),
        lambda: capacity_by_mean([1.0, 2.0]),
        lambda: check_capacity(None, 1),
        lambda: shared_out([1.0], [1, 2]),
        lambda: mean_range("day"),
        lambda: pods_range(3, 0.5),
        lambda: Autoscaler().step_through([1.0, 2.0]),
    ],
    "event must be an Event": [lambda: synthetic_day(2, event=20)],
    "mean must be at most 1e+100, got 1e+308": [lambda: synthetic_day(1e308)],
    "margin must be (low, best, high), got 0.15": [lambda: pods_range(DAY, 1, margin=0.15)],
    "demand must be in requests/s, as the capacity is, got 'cores'": [lambda: pods_range(DAY, 1, unit="requests/s")],
    "margin must be a finite number, got '15%'": [lambda: pods_range(DAY, 1, margin=(0.0, "15%", 0.3))],
    "tolerance must be a Tolerance: Tolerance(down=0.1, up=0.05) makes one, got 0.1": [
        lambda: Autoscaler(tolerance=0.1),
        lambda: desired_replicas(ready([100]), 50, tolerance=0.1),
    ],
    "behavior must be a Behavior, or None": [lambda: Autoscaler(behavior={})],
    "up must be ScalingRules, got {}": [lambda: Behavior(up={})],
    "policies must be a tuple of at least one Policy": [lambda: ScalingRules(None, 0), lambda: ScalingRules([4], 0)],
    "pods must be a list of PodStates": [lambda: desired_replicas(10, 50)],
    "usages_m must be a list": [lambda: ready(350), lambda: ready("350")],
    "pods must be between 0 and 100000": [lambda: unready(HUGE), lambda: missing(HUGE)],
    "containers must be a tuple of at least 1 Container": [lambda: PodState(3), lambda: PodState((3,))],
    "ready must be True, False, or None": [lambda: PodState(APP, ready="yes")],
    "pods must be a finite number": [lambda: unready(BEYOND)],
    "started_s must be a finite number": [lambda: PodState(APP, started_s=float("nan"))],
    "request_m must be": [lambda: PodState(APP, request_m=0.5), lambda: Container(1, BEYOND)],
    "usage_m must be between 0 and 1e+18, got 1e+308": [lambda: Container(1e308)],
    "value_m must be": [lambda: Total(1, float("nan")), lambda: Total(1, BEYOND), lambda: Total(1, "3")],
    "values_m must be a tuple": [lambda: PerPod(1, 3)],
    "values_m[1] must be": [lambda: PerPod(1, (3, 0.5))],
    "resource must be a name": [lambda: Utilisation(50, resource=np.array([1, 2]))],
    "container must be a container's name": [lambda: AverageValue(50, container=3)],
    "proxy_request_m must be": [lambda: Injected(proxy_request_m="100"), lambda: Injected(proxy_request_m=BEYOND)],
    "app_usage_m must be": [lambda: Injected(app_usage_m=None), lambda: Injected(app_usage_m=1e308)],
    "most_m must be at most": [lambda: highest_target(1, 10, 500, 1e308)],
    "usage_cores must be at most 1e+100": [
        lambda: rightsizing.vpa_cpu_m([1e308]),
        lambda: rightsizing.krr_cpu_m([1e308] * 100),
        lambda: rightsizing.kubecost_m([1e308]),
    ],
    "step_s must be at most a day": [lambda: rightsizing.vpa_cpu_m([0.1], step_s=1e308)],
    "peak_bytes must be between 0 and 1e+14": [lambda: rightsizing.after_oom_bytes(HUGE)],
    "number must be between 1 and 1000": [lambda: Services.alike(HUGE, mean_cores=1, deviation_cores=1)],
    "cores must be at most 1,000 times mean_cores": [
        lambda: rightsizing.most_services(1e9, mean_cores=0.5, deviation_cores=0.5, correlation=0, chance=0.01)
    ],
    "chance must be above 0 and below 1": [
        lambda: rightsizing.most_services(16, mean_cores=0.5, deviation_cores=0.5, correlation=0, chance=2),
        lambda: rightsizing.workers_needed(9, chance=1),
    ],
    "own must be an array of numbers of shape (2, 1)": [
        lambda: rightsizing.draws(ONE, np.zeros((2, 2)), np.zeros(2)),
        lambda: rightsizing.draws(ONE, np.full((2, 1), np.inf), np.zeros(2)),
    ],
    "common[0] must be a finite number": [lambda: rightsizing.draws(ONE, np.zeros((1, 1)), [float("inf")])],
    "offered must be above 0, at most 1,000,000": [lambda: rightsizing.workers_needed(1e9, 0.1)],
    "z must be a finite number": [lambda: rightsizing.peak_per_unit(1, 1, 4, float("nan"))],
    "each must be an Amount": [lambda: rightsizing.fleet(Amount(1, 1), Amount(1, 1), 1, each=0.1)],
    "fleets must be a list of Fleets": [lambda: rightsizing.fewest_nodes([1, 2])],
}


@pytest.mark.parametrize(("rule", "ask"), [(rule, ask) for rule, asks in REFUSED.items() for ask in asks])
def test_it_is_named_with_the_rule(rule, ask):
    with pytest.raises(ValueError, match=re.escape(rule)):
        ask()


def test_a_capacity_next_to_nothing_is_never_idle():
    assert check_capacity(DAY, 1e-308).idle == 0
