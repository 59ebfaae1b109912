"""Sizing: what is asked of a service over time, and how many pods that needs.

Vocabulary
----------
demand       3.2 cores at 12:05: what a service is asked for, on a regular grid; a gap in it stays a gap
offered      9.0: the work that arrives, in workers kept busy all the time; fewer workers than that never suffice
objective    2.0 s: what the mean latency, or a percentile of it, may be
workers      1: requests a pod works on at once
proxies      50: how many share the requests, each seeing only its own
pods needed  (17, 18, 18): surely no fewer than 17, most likely 18, and 18 surely suffice, for what was simulated

Random and one queue for all have formulas. Everything between them is simulated, with the same chance for every
number of pods, so that pods are compared and not luck.
"""

from course_lib.sizing.autoscaling import Autoscaler, desired_replicas
from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.objective import (
    Need,
    PodsNeeded,
    pods_at_random,
    pods_needed,
    pods_share,
    pods_with_one_queue,
)
from course_lib.sizing.views import ProxyLimits, proxies_allowed

__all__ = [
    "Autoscaler",
    "Demand",
    "Need",
    "PodsNeeded",
    "ProxyLimits",
    "desired_replicas",
    "pods_at_random",
    "pods_needed",
    "pods_share",
    "pods_with_one_queue",
    "proxies_allowed",
]
