"""How many nodes a sidecar in every pod adds, where memory binds."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from course_lib.framework.exercise.formulas import changed
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise

Shape = tuple[float, float]  # millicores and MiB


def shapes(
    cpu: float,
    memory: float,
    node_cpu: float,
    node_gib: float,
    sidecar: float,
    sidecar_mib: float,
    mib_a_gib: float = 1024,
    **_: Any,
) -> tuple[Shape, Shape, Shape]:
    """Return node, pod, and pod with its sidecar."""
    return (node_cpu, node_gib * mib_a_gib), (cpu, memory), (cpu + sidecar, memory + sidecar_mib)


def of_shapes(count: Callable[[float, Shape, Shape, Shape], float]) -> Callable[..., float]:
    """Return a function of the question's numbers that counts by pods, node, pod, and pod with its sidecar."""
    return lambda pods, **numbers: count(pods, *shapes(**numbers))


def nodes_added_by(nodes: Callable[[float, Shape, Shape], float]) -> Callable[..., float]:
    """Return how many nodes are added, by some way to count nodes for equal pods."""
    return of_shapes(lambda pods, node, before, after: nodes(pods, node, after) - nodes(pods, node, before))


def held(node: Shape, pod: Shape) -> float:
    """Return how many equal pods a node holds: as many as the scarcer resource allows, whole pods only."""
    return min(node[0] // pod[0], node[1] // pod[1])


def nodes_for(pods: float, node: Shape, pod: Shape) -> int:
    """Return the equal nodes for equal pods."""
    return math.ceil(pods / held(node, pod))


def once_a_node(pods: float, node: Shape, before: Shape, after: Shape) -> int:
    """Take one sidecar from each node."""
    smaller = (node[0] - (after[0] - before[0]), node[1] - (after[1] - before[1]))
    return nodes_for(pods, smaller, before) - nodes_for(pods, node, before)


def sidecars_alone(pods: float, node: Shape, before: Shape, after: Shape) -> float:
    """Divide what the sidecars request by what a node has."""
    return pods * max((after[0] - before[0]) / node[0], (after[1] - before[1]) / node[1])


def by_sums(pods: float, node: Shape, pod: Shape) -> float:
    """Divide what all pods request by what a node has."""
    return pods * max(pod[0] / node[0], pod[1] / node[1])


def by_cpu(pods: float, node: Shape, pod: Shape) -> int:
    """Return the nodes for equal pods, as if memory were plenty."""
    return math.ceil(pods / (node[0] // pod[0]))


def in_whole(nodes: Callable[[float, Shape, Shape], float]) -> Callable[[float, Shape, Shape], float]:
    """Return a way to count nodes with its result rounded up."""
    return lambda pods, node, pod: math.ceil(nodes(pods, node, pod))


nodes_added = NumberExercise(
    chapter="cluster",
    name="nodes_added",
    decision="say how many nodes a sidecar in every pod adds",
    text="{pods} identical pods request {cpu}m of CPU and {memory}Mi of memory each. Each of your nodes can give"
    " {node_cpu}m and {node_gib}Gi to pods. A mesh puts a sidecar of {sidecar}m and {sidecar_mib}Mi into every pod. How"
    " many more nodes do the pods need then?",
    # The pods fill the nodes without a rest after, but not before: else rounding down would give the same.
    variants=(
        {"pods": 1100, "cpu": 200, "memory": 512, "node_cpu": 7400, "node_gib": 13, "sidecar": 100, "sidecar_mib": 128},
        {"pods": 1520, "cpu": 300, "memory": 768, "node_cpu": 7800, "node_gib": 14, "sidecar": 100, "sidecar_mib": 128},
        {
            "pods": 1480,
            "cpu": 350,
            "memory": 1024,
            "node_cpu": 7500,
            "node_gib": 12,
            "sidecar": 100,
            "sidecar_mib": 128,
        },
    ),
    right=nodes_added_by(nodes_for),
    working="Memory is scarcer here, before and after. Without sidecars a node holds {node_gib} · 1024 / {memory} pods,"
    " with them {node_gib} · 1024 / ({memory} + {sidecar_mib}), each rounded down. Divide the {pods} pods by both,"
    " round each up, then subtract: {answer:g} nodes more.",
    unit="nodes",
    tolerance=0.001,
    digits=0,
    mistakes={
        "gb-for-gib": Mistake(
            changed(mib_a_gib=1000),
            "a GiB taken for 1,000 MiB. Gi and Mi are powers of two: 1 Gi is 1,024 Mi. (1G would be 1,000M.)",
        ),
        "sidecar-memory-forgotten": Mistake(
            changed(sidecar_mib=0),
            "a sidecar without its memory. Afterwards a pod takes the sidecar's Mi as well as its own: add them.",
        ),
        "sums": Mistake(
            nodes_added_by(in_whole(by_sums)),
            "sums divided by capacity. That lets half a pod end one node and begin the next. Work out how many whole"
            " pods a node holds, and divide the pods by that.",
        ),
        "sums-not-rounded": Mistake(
            nodes_added_by(by_sums),
            "what the sidecars request divided by what a node has. Only whole pods fit on a node, and there are only"
            " whole nodes: round down the pods a node holds, and round up the nodes before and the nodes after.",
        ),
        "cpu-alone": Mistake(
            nodes_added_by(by_cpu),
            "the CPU alone. There is some to spare here: memory is used up first, and memory is what adds nodes.",
        ),
        "cpu-before": Mistake(
            of_shapes(lambda pods, node, before, after: nodes_for(pods, node, after) - by_cpu(pods, node, before)),
            "the CPU before and the memory after. Both times a node holds as many pods as the scarcer of the two"
            " allows,"
            " and that is the memory.",
        ),
        "cpu-alone-not-rounded": Mistake(
            nodes_added_by(lambda pods, node, pod: pods / (node[0] // pod[0])),
            "the CPU alone, in parts of nodes. Memory is used up first, and there are only whole nodes: work them out"
            " by"
            " memory, and round up those before and those after.",
        ),
        "cpu-after": Mistake(
            of_shapes(lambda pods, node, before, after: by_cpu(pods, node, after) - nodes_for(pods, node, before)),
            "the memory before and the CPU after. Both times a node holds as many pods as the scarcer of the two"
            " allows,"
            " and that's the memory.",
        ),
        "none": Mistake(
            lambda: 0,
            "no nodes at all. There is CPU to spare, but memory is used up first, and each sidecar takes some of it.",
        ),
        "once-a-node": Mistake(
            of_shapes(once_a_node),
            "one sidecar a node. Every pod gets one of its own: add it to each pod's request.",
        ),
        "sidecars-alone": Mistake(
            of_shapes(lambda *shapes: math.ceil(sidecars_alone(*shapes))),
            "the sidecars packed onto nodes of their own. They travel with their pods: compare the nodes before and"
            " after. Some of what they take was free anyway, and elsewhere they leave gaps that no pod fits into.",
        ),
        "sidecars-alone-not-rounded": Mistake(
            of_shapes(sidecars_alone),
            "the sidecars' CPU divided by that of a node. They travel with their pods: work out how many whole pods a"
            " node"
            " holds with and without a sidecar in each, and compare the nodes before and after.",
        ),
        "sidecars-memory-alone": Mistake(
            of_shapes(lambda pods, node, before, after: math.ceil(pods * (after[1] - before[1]) / node[1])),
            "the sidecars' memory divided by that of a node, rounded up. The sidecars travel with their pods: work out"
            " how"
            " many whole pods a node holds with and without a sidecar in each, and compare the nodes before and after.",
        ),
        "all-nodes": Mistake(
            of_shapes(lambda pods, node, before, after: nodes_for(pods, node, after)),
            "all nodes that are needed afterwards. The question is how many are added.",
        ),
        "nodes-before": Mistake(
            of_shapes(lambda pods, node, before, after: nodes_for(pods, node, before)),
            "the nodes that are needed before the mesh comes. Work out those afterwards, too: what is added is the"
            " difference.",
        ),
        "all-nodes-sidecar-memory-forgotten": Mistake(
            of_shapes(lambda pods, node, before, after: nodes_for(pods, node, (after[0], before[1]))),
            "all nodes that are needed afterwards, by a sidecar without its memory. Add the sidecar's Mi to a pod's,"
            " and subtract the nodes that are needed before.",
        ),
        "all-nodes-by-cpu": Mistake(
            of_shapes(lambda pods, node, before, after: by_cpu(pods, node, after)),
            "all nodes there are afterwards, by CPU. Memory is used up first: work the nodes out by that, before and"
            " after, and subtract.",
        ),
        "nodes-before-by-cpu": Mistake(
            of_shapes(lambda pods, node, before, after: by_cpu(pods, node, before)),
            "the nodes there are before the mesh comes, by CPU. Memory is used up first: work the nodes out by that,"
            " before and after, and subtract.",
        ),
        "nodes-rounded-down": Mistake(
            nodes_added_by(lambda pods, node, pod: pods // held(node, pod)),
            "nodes that weren't rounded up before and after, each by itself. Pods that fill a part of a node need a"
            " whole one: round up the nodes before and the nodes after, each by itself, then subtract.",
        ),
        "nodes-not-rounded": Mistake(
            nodes_added_by(lambda pods, node, pod: pods / held(node, pod)),
            "parts of nodes. There are only whole ones: round up the nodes before and the nodes after, then subtract.",
        ),
        "pods-fewer": Mistake(
            nodes_added_by(lambda pods, node, pod: -held(node, pod)),
            "how many pods fewer a node holds. Divide the pods by what a node holds, before and after.",
        ),
        "pods-fewer-by-cpu": Mistake(
            nodes_added_by(lambda pods, node, pod: -(node[0] // pod[0])),
            "how many pods fewer the CPU of a node allows. Memory allows fewer still, so go by that: divide the pods by"
            " what a node holds, before and after.",
        ),
        "pods-a-node": Mistake(
            of_shapes(lambda pods, node, before, after: held(node, after)),
            "how many pods a node holds afterwards. Divide the pods by it, and by how many a node held before, then"
            " subtract.",
        ),
        "pods-a-node-before": Mistake(
            of_shapes(lambda pods, node, before, after: held(node, before)),
            "how many pods a node holds before the mesh comes. Divide the pods by it, do the same with a sidecar in"
            " each,"
            " then subtract.",
        ),
        "pods-a-node-by-cpu": Mistake(
            of_shapes(lambda pods, node, before, after: node[0] // before[0]),
            "how many pods the CPU of a node allows. The memory allows fewer, so that is what counts. Divide the pods"
            " by"
            " it, do the same with a sidecar in each, then subtract.",
        ),
        "pods-a-node-by-cpu-after": Mistake(
            of_shapes(lambda pods, node, before, after: node[0] // after[0]),
            "how many pods the CPU of a node allows with a sidecar in each. The memory allows fewer, so that is what"
            " counts. Divide the pods by it, do the same without sidecars, then subtract.",
        ),
        "share-of-nodes": Mistake(
            of_shapes(lambda pods, node, *both: nodes_for(pods, node, both[0]) * (both[1][1] / both[0][1] - 1)),
            "the nodes there are before, times the share by which a pod's memory grows. Nodes come in steps: work out"
            " how"
            " many whole pods a node holds with and without a sidecar in each.",
        ),
        "memory-in-percent": Mistake(
            of_shapes(lambda pods, node, before, after: 100 * (after[1] / before[1] - 1)),
            "by how many percent a pod's memory grows. The question is how many nodes are added.",
        ),
        "all-nodes-by-sums": Mistake(
            of_shapes(lambda pods, node, before, after: math.ceil(by_sums(pods, node, after))),
            "the sum of all requests divided by a node's memory. Work out how many whole pods a node holds, before and"
            " after, divide the pods by that, and subtract.",
        ),
        "all-nodes-by-sums-not-rounded": Mistake(
            of_shapes(lambda pods, node, before, after: by_sums(pods, node, after)),
            "the sum of all requests divided by a node's memory, in parts of nodes. Work out how many whole pods a node"
            " holds, before and after, divide the pods by that, round up, and subtract.",
        ),
        "nodes-before-not-rounded": Mistake(
            of_shapes(lambda pods, node, before, after: pods / held(node, before)),
            "the nodes there are before the mesh comes, in parts of nodes. Round them up, do the same with a sidecar in"
            " each pod, and subtract.",
        ),
        "times-as-many": Mistake(
            of_shapes(lambda pods, node, *both: nodes_for(pods, node, both[1]) / nodes_for(pods, node, both[0])),
            "how many times as many nodes there are afterwards. The question is how many more: subtract.",
        ),
        "in-percent": Mistake(
            of_shapes(
                lambda pods, node, *both: 100 * nodes_for(pods, node, both[1]) / nodes_for(pods, node, both[0]) - 100
            ),
            "the increase in percent. The question is how many nodes that is: subtract.",
        ),
    },
    ingredients={
        "pods": Ingredient("the {pods} pods", left_out=None),
        "cpu": Ingredient("a pod's own {cpu}m", left_out=0),
        "memory": Ingredient("a pod's own {memory}Mi", left_out=0),
        "node_cpu": Ingredient("a node's {node_cpu}m", left_out=None),
        "node_gib": Ingredient("a node's {node_gib}Gi", left_out=None),
        "sidecar": Ingredient("the sidecar's {sidecar}m", left_out=0),
        "sidecar_mib": Ingredient("the sidecar's {sidecar_mib}Mi", left_out=0),
    },
    hints=(
        "How many pods does a node hold, before? CPU allows one number, memory another; the smaller one counts.",
        "Whole pods only: round down. Do the same with the sidecar in each pod.",
        "The nodes needed are the pods divided by what a node holds, rounded up. Subtract those before from those"
        " after.",
    ),
)
