"""Pods on nodes: what they request, where a scheduler puts them, and what is left over.

Vocabulary
----------
request      (500, 256): what a pod reserves of CPU (millicores) and memory (MiB), used or not
allocatable  (14500, 29184): what a node can give to pods; its capacity less what the node keeps
score        50: how much a scheduler likes a node for a pod, 0 to 100
rule         "least_allocated": which of the nodes with room gets the pod
placement    the node of each pod, or that it waits
stranded     2,000 millicores: free, but no further pod of the usual shape can use them
sidecar      (100, 128): what a mesh's proxy requests in each pod
"""

from course_lib.cluster.allocatable import allocatable, gke_memory_reserved_gib
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.inventory import Node, Pod
from course_lib.cluster.kernels import warm
from course_lib.cluster.objects.quantities import cpu_millicores, memory_bytes
from course_lib.cluster.optimum import Fewest, fewest_nodes
from course_lib.cluster.placing import RULES, Placement, nodes_needed, place
from course_lib.cluster.repacking import packed_anew
from course_lib.cluster.scores import (
    balanced_allocation,
    least_allocated,
    most_allocated,
    requested_to_capacity_ratio,
)
from course_lib.cluster.stranded import stranded
from course_lib.cluster.textbook import effective_request, quantity, score, stranded_cpu
from course_lib.cluster.verdict import Verdict, assess, requested_shares, sidecar_cost

__all__ = [
    "RULES",
    "Cluster",
    "Fewest",
    "Node",
    "Placement",
    "Pod",
    "Verdict",
    "allocatable",
    "assess",
    "balanced_allocation",
    "cpu_millicores",
    "effective_request",
    "fewest_nodes",
    "gke_memory_reserved_gib",
    "least_allocated",
    "memory_bytes",
    "most_allocated",
    "nodes_needed",
    "packed_anew",
    "place",
    "quantity",
    "requested_shares",
    "requested_to_capacity_ratio",
    "score",
    "sidecar_cost",
    "stranded",
    "stranded_cpu",
    "warm",
]
