"""Autoscaling: how many pods Kubernetes wants, computed as it computes it.

Vocabulary
----------
target     70: the percentage of its request that a pod should use
ratio      0.857: what is seen (60%), by the target
proposal   9: the pods that one metric asks for; of several, the largest counts
class      "unready": whether a pod's sample counts (ready), or why not
tolerance  0.1: how far the ratio may be off 1 without a change
"""

from course_lib.sizing.autoscaling.metrics import AverageValue, PerPod, Total, Utilisation
from course_lib.sizing.autoscaling.pods import Container, PodState, missing, pod_class, ready, unready
from course_lib.sizing.autoscaling.replicas import Desired, Proposal, desired_replicas, replicas_of_sums
from course_lib.sizing.autoscaling.rules import Tolerance

__all__ = [
    "AverageValue",
    "Container",
    "Desired",
    "PerPod",
    "PodState",
    "Proposal",
    "Tolerance",
    "Total",
    "Utilisation",
    "desired_replicas",
    "missing",
    "pod_class",
    "ready",
    "replicas_of_sums",
    "unready",
]
