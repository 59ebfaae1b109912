"""Deeper: the L1 bound, with the overhead counted in every pod."""

import math

from course_lib import rocks
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise


def right(pods: int, work: float, overhead: float, cores: float) -> float:
    """Return the bound of the model."""
    return rocks.lower_bound([work + overhead] * int(pods), cores, method="L1")


fewest_nodes = NumberExercise(
    chapter="rocks",
    name="fewest_nodes",
    decision="say how many nodes any scheduler needs at least",
    text="In cores, each of {pods} pods requests {work:g} for its work and {overhead:g} for a sidecar. Nodes have"
    " {cores:g} cores. What does the L1 bound say: how many nodes does any packing need at least?",
    variants=(
        {"pods": 300, "work": 1.0, "overhead": 0.5, "cores": 16},
        {"pods": 250, "work": 0.8, "overhead": 0.3, "cores": 8},
        {"pods": 450, "work": 0.4, "overhead": 0.2, "cores": 12},
    ),
    right=right,
    working="Each pod takes {work:g} + {overhead:g} cores; {pods} of them, divided by {cores:g} cores a node, rounded"
    " up to whole nodes: {answer:g}.",
    unit="nodes",
    tolerance=0.001,
    digits=0,
    mistakes={
        "floor": Mistake(
            lambda pods, work, overhead, cores: math.floor(pods * (work + overhead) / cores),
            "a result rounded down. What is left over needs a node as well: round up.",
        ),
        "not-rounded": Mistake(
            lambda pods, work, overhead, cores: pods * (work + overhead) / cores,
            "the sum divided by the capacity, before rounding. There are no parts of nodes: round up.",
        ),
        "overhead-forgotten": Mistake(
            lambda pods, work, cores: math.ceil(pods * work / cores),
            "the work alone. The sidecar is in every pod, so its request counts in every pod.",
        ),
        "overhead-once-a-node": Mistake(
            lambda pods, work, overhead, cores: math.ceil(pods * work / (cores - overhead)),
            "one sidecar a node. A sidecar is in every pod, so each pod brings its own.",
        ),
        "pods-per-node": Mistake(
            lambda pods, work, overhead, cores: math.ceil(pods / math.floor(cores / (work + overhead))),
            "whole pods per node, then nodes. That is what identical pods really need; L1 asks less: only whether"
            " there are enough cores in all.",
        ),
        "overhead-forgotten-not-rounded": Mistake(
            lambda pods, work, cores: pods * work / cores,
            "the work alone, and not rounded up. Each pod requests its work and its sidecar; and there are no parts of"
            " nodes.",
        ),
        "overhead-forgotten-floor": Mistake(
            lambda pods, work, cores: math.floor(pods * work / cores),
            "the work alone, and rounded down. Each pod requests its work and its sidecar; and what is left over needs"
            " a node as well.",
        ),
        "work-forgotten": Mistake(
            lambda pods, overhead, cores: math.ceil(pods * overhead / cores),
            "the sidecars alone. Each pod requests its work as well.",
        ),
        "work-forgotten-not-rounded": Mistake(
            lambda pods, overhead, cores: pods * overhead / cores,
            "the sidecars alone, and not rounded up. Each pod requests its work as well.",
        ),
        "work-forgotten-floor": Mistake(
            lambda pods, overhead, cores: math.floor(pods * overhead / cores),
            "the sidecars alone, and rounded down. Each pod requests its work as well.",
        ),
        "overhead-once-a-node-not-rounded": Mistake(
            lambda pods, work, overhead, cores: pods * work / (cores - overhead),
            "one sidecar a node, and not rounded up. Each pod brings its own sidecar.",
        ),
        "a-pod-s-share": Mistake(
            lambda work, overhead, cores: cores / (work + overhead),
            "the cores of a node, divided by those of a pod. How many nodes do all pods need?",
        ),
        "pods-of-a-node": Mistake(
            lambda work, overhead, cores: math.floor(cores / (work + overhead)),
            "how many pods go into one node. How many nodes do all pods need?",
        ),
        "overhead-taken-off": Mistake(
            lambda pods, work, overhead, cores: math.ceil(pods * (work - overhead) / cores),
            "the sidecar subtracted from the work. A pod requests both: add them.",
        ),
        "cores-of-a-pod": Mistake(
            lambda work, overhead: work + overhead,
            "the cores of one pod. Multiply by the pods, and divide by the cores of a node.",
        ),
        "nodes-upside-down": Mistake(
            lambda pods, work, overhead, cores: cores / (pods * (work + overhead)),
            "a node's cores over those that all pods request. It's the other way round: what all request, over what a"
            " node has.",
        ),
        "pod-times-node": Mistake(
            lambda work, overhead, cores: (work + overhead) * cores,
            "the cores of a pod times those of a node. Take what all pods request, over what a node has.",
        ),
        "cores-in-sum": Mistake(
            lambda pods, work, overhead: pods * (work + overhead),
            "the cores that all pods request together. Divide by the cores of a node.",
        ),
        "upside-down": Mistake(
            lambda pods, work, overhead, cores: pods * cores / (work + overhead),
            "the pods times a node's cores, divided by what a pod requests. It's the other way round: pods times what a"
            " pod requests, divided by a node's cores.",
        ),
        "half-a-node-each": Mistake(
            lambda pods: pods / 2,
            "two pods to a node. L1 doesn't ask for whole pods: add up all requests, and divide by the cores of a"
            " node.",
        ),
        "pods": Mistake(
            lambda pods: pods,
            "one node for every pod. Nodes hold several pods: divide by what one holds.",
        ),
    },
    ingredients={
        "pods": Ingredient("the {pods} pods"),
        "work": Ingredient("the work's {work:g}", left_out=0),
        "overhead": Ingredient("the sidecar's {overhead:g}", left_out=0),
        "cores": Ingredient("the node's {cores:g} cores"),
    },
    hints=(
        "L1 asks only whether all boxes together are large enough, as if the rocks were sand that you could pour in.",
        "One pod takes its work and its sidecar. All pods together take that many times the number of pods.",
        "Divide by the cores of a node, then round up.",
    ),
    is_deeper=True,
)
