"""How many nodes a sidecar in every pod adds, where memory binds."""

from __future__ import annotations

import math

from course_lib.framework.exercise.number import NumberExercise, NumberMistake

MIB_A_GIB = 1024


def needed(pods: float, node: tuple[float, float], pod: tuple[float, float]) -> int:
    """Return the equal nodes for equal pods: as many a node as the scarcer resource allows, whole pods only."""
    return math.ceil(pods / min(node[0] // pod[0], node[1] // pod[1]))


def added(pods: float, node: tuple[float, float], before: tuple[float, float], after: tuple[float, float]) -> int:
    """Return the nodes added when every pod grows."""
    return needed(pods, node, after) - needed(pods, node, before)


def shapes(
    cpu: float, memory: float, node_cpu: float, node_gib: float, sidecar: float, sidecar_mib: float, gib: float = 1024
) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Return node, pod, and pod with its sidecar, each as millicores and MiB."""
    return (node_cpu, node_gib * gib), (cpu, memory), (cpu + sidecar, memory + sidecar_mib)


def right(pods: float, gib: float = MIB_A_GIB, **numbers: float) -> int:
    """Return the nodes added."""
    return added(pods, *shapes(**numbers, gib=gib))


def by_sums(pods: float, **numbers: float) -> int:
    """Divide the sum of what is requested by what a node has."""
    node, before, after = shapes(**numbers)
    fluid = [math.ceil(max(pods * pod[0] / node[0], pods * pod[1] / node[1])) for pod in (before, after)]
    return fluid[1] - fluid[0]


def by_cpu(pods: float, **numbers: float) -> int:
    """Look at the CPU alone."""
    node, before, after = shapes(**numbers)
    return math.ceil(pods / (node[0] // after[0])) - math.ceil(pods / (node[0] // before[0]))


def once_a_node(pods: float, **numbers: float) -> int:
    """Take one sidecar from each node."""
    node, before, after = shapes(**numbers)
    smaller = (node[0] - (after[0] - before[0]), node[1] - (after[1] - before[1]))
    return needed(pods, smaller, before) - needed(pods, node, before)


def sidecars_alone(pods: float, **numbers: float) -> int:
    """Divide what the sidecars request by what a node has."""
    node, before, after = shapes(**numbers)
    return math.ceil(pods * max((after[0] - before[0]) / node[0], (after[1] - before[1]) / node[1]))


def after_all(pods: float, **numbers: float) -> int:
    """Return all nodes, those that were there before included."""
    node, _, after = shapes(**numbers)
    return needed(pods, node, after)


def before_all(pods: float, **numbers: float) -> int:
    """Return the nodes that were there before."""
    node, before, _ = shapes(**numbers)
    return needed(pods, node, before)


def not_rounded(pods: float, **numbers: float) -> float:
    """Leave parts of nodes as they are."""
    node, before, after = shapes(**numbers)
    holds = [min(node[0] // pod[0], node[1] // pod[1]) for pod in (before, after)]
    return pods / holds[1] - pods / holds[0]


def rounded_down(pods: float, **numbers: float) -> int:
    """Round the nodes down, before and after."""
    node, before, after = shapes(**numbers)
    holds = [min(node[0] // pod[0], node[1] // pod[1]) for pod in (before, after)]
    return int(pods // holds[1] - pods // holds[0])


def fewer_a_node(pods: float, **numbers: float) -> float:
    """Return how many pods fewer a node holds."""
    node, before, after = shapes(**numbers)
    holds = [min(node[0] // pod[0], node[1] // pod[1]) for pod in (before, after)]
    return holds[0] - holds[1]


nodes_added = NumberExercise(
    chapter="cluster",
    name="nodes_added",
    decision="say how many nodes a sidecar in every pod adds",
    text="{pods} equal pods request {cpu}m of CPU and {memory}Mi of memory each. Your nodes can give {node_cpu}m and"
    " {node_gib}Gi to pods. A mesh puts a sidecar of {sidecar}m and {sidecar_mib}Mi into every pod. How many nodes"
    " does it add?",
    # The pods fill the nodes without a rest after, but not before: else rounding down would give the same.
    variants=(
        {"pods": 1100, "cpu": 200, "memory": 512, "node_cpu": 7500, "node_gib": 13, "sidecar": 100, "sidecar_mib": 128},
        {"pods": 1120, "cpu": 300, "memory": 768, "node_cpu": 7500, "node_gib": 14, "sidecar": 100, "sidecar_mib": 128},
        {
            "pods": 1080,
            "cpu": 250,
            "memory": 640,
            "node_cpu": 7500,
            "node_gib": 13.5,
            "sidecar": 100,
            "sidecar_mib": 128,
        },
    ),
    right=right,
    solved="Memory is scarcer here, before and after. Without sidecars a node holds {node_gib} · 1024 / {memory} pods,"
    " with them {node_gib} · 1024 / ({memory} + {sidecar_mib}), each rounded down. Divide the {pods} pods by both,"
    " round each up, then subtract: {answer:g} nodes more.",
    unit="nodes",
    tolerance=0.001,
    mistakes=(
        NumberMistake(
            "sums",
            by_sums,
            "sums divided by capacity. That lets half a pod end one node and begin the next. Work out how many whole"
            " pods a node holds, and divide the pods by that.",
        ),
        NumberMistake(
            "cpu-alone",
            by_cpu,
            "the CPU alone. There is some to spare here: memory is used up first, and it is memory that adds nodes.",
        ),
        NumberMistake(
            "once-a-node",
            once_a_node,
            "one sidecar a node. Every pod gets one of its own: add it to each pod's request.",
        ),
        NumberMistake(
            "sidecars-alone",
            sidecars_alone,
            "the sidecars packed onto nodes of their own. They travel with their pods: compare the nodes before and"
            " after. Some of what they take was free anyway, some of it costs more than itself.",
        ),
        NumberMistake(
            "all-nodes",
            after_all,
            "all nodes there are afterwards. Asked for is how many are added.",
        ),
        NumberMistake(
            "nodes-before",
            before_all,
            "the nodes there are before the mesh comes. Work out those afterwards, too: what is added is the"
            " difference.",
        ),
        NumberMistake(
            "nodes-rounded-down",
            rounded_down,
            "nodes rounded down or to the nearest, or their difference rounded. Pods that fill a part of a node need a"
            " whole one: round up the nodes before and the nodes after, each by itself, then subtract.",
        ),
        NumberMistake(
            "nodes-not-rounded",
            not_rounded,
            "parts of nodes. There are only whole ones: round up the nodes before and the nodes after, then subtract.",
        ),
        NumberMistake(
            "pods-fewer",
            fewer_a_node,
            "how many pods fewer a node holds. Divide the pods by what a node holds, before and after.",
        ),
        NumberMistake(
            "gb-for-gib",
            lambda **numbers: right(**numbers, gib=1000),
            "a GiB taken for 1,000 MiB. Gi and Mi are powers of two: 1 Gi is 1,024 Mi. (1G would be 1,000M.)",
        ),
    ),
    hints=(
        "How many pods does a node hold, before? CPU allows some number, memory another; the smaller one counts.",
        "Whole pods only: round down. The same with the sidecar in each pod.",
        "Nodes are the pods divided by what a node holds, each rounded up. Subtract before from after.",
    ),
)
