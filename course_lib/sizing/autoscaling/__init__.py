"""Autoscaling: how many pods Kubernetes wants, computed as it computes it.

Vocabulary
----------
target     70: the percentage of its request that a pod should use
ratio      0.857: what is seen (60%), by the target
proposal   9: the pods that one metric asks for; of several, the largest counts
class      "unready": whether a pod's sample counts (ready), or why not
tolerance  0.1: how far the ratio may be off 1 without a change
behavior   100% in 15 s: how fast the count may follow
look       every 15 s: when the autoscaler does all this
"""

from course_lib.sizing.autoscaling.autoscaler import Autoscaler, step_through_all
from course_lib.sizing.autoscaling.behavior import Behavior, Policy, ScalingRules
from course_lib.sizing.autoscaling.dilution import Injected
from course_lib.sizing.autoscaling.kernel import warm
from course_lib.sizing.autoscaling.metrics import AverageValue, PerPod, Total, Utilisation
from course_lib.sizing.autoscaling.pods import Container, PodState, missing, pod_class, ready, unready
from course_lib.sizing.autoscaling.replicas import Desired, Proposal, desired_replicas, replicas_of_sums
from course_lib.sizing.autoscaling.rules import Tolerance
from course_lib.sizing.autoscaling.steps import Steps
from course_lib.sizing.autoscaling.target import Spread, highest_target

__all__ = [
    "Autoscaler",
    "AverageValue",
    "Behavior",
    "Container",
    "Desired",
    "Injected",
    "PerPod",
    "PodState",
    "Policy",
    "Proposal",
    "ScalingRules",
    "Spread",
    "Steps",
    "Tolerance",
    "Total",
    "Utilisation",
    "desired_replicas",
    "highest_target",
    "missing",
    "pod_class",
    "ready",
    "replicas_of_sums",
    "step_through_all",
    "unready",
    "warm",
]
