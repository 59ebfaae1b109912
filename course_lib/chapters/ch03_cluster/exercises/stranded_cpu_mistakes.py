"""What people get wrong about stranded CPU."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from course_lib.cluster import textbook
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.values import is_finite, same

Pair = tuple[float, float]


def over_nodes(on_one: Callable[[float, float, float, float], float]) -> Callable[[Sequence[Pair], Pair], float]:
    """Return a function that adds up, over the nodes, something of free CPU, free memory and a pod's two."""
    return lambda free, pod: sum(on_one(cpu, memory, *pod) for cpu, memory in free)


def as_one_pool(free: Sequence[Pair], pod: Pair) -> float:
    """Take all nodes for one large one."""
    cpu, memory = sum(node[0] for node in free), sum(node[1] for node in free)
    return textbook.stranded_cpu([(cpu, memory)], pod)


def strict(cpu: float, memory: float, c: float, m: float) -> float:
    """Let pods come while there is more room than they take, not just as much."""
    while cpu > c and memory > m:
        cpu, memory = cpu - c, memory - m
    return cpu


def in_percent(free: Sequence[Pair], pod: Pair) -> float:
    """Return the part of the free CPU that is stranded, which fails where none is free."""
    return 100 * textbook.stranded_cpu(free, pod) / sum(cpu for cpu, _ in free)


def same_part(one: Any, other: Any) -> bool:
    """Whether one is a part in percent, and the other the same, or a share, or in whole percent."""
    if not (is_finite(one) and is_finite(other)):
        return same(one, other)
    return same(one, other) or same(one / 100, other) or other in (math.floor(one), round(one))


def unset() -> float:
    """End as a function does that returns a name to which its loop has given no value."""
    raise UnboundLocalError


MISTAKES = {
    "pooled": Mistake(
        as_one_pool,
        "You treat all nodes as one large node. A pod can't use the CPU of one node and the memory of another: work"
        " each node out on its own, then add.",
    ),
    "memory-forgotten": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu % c),
        "You look at the CPU alone. A pod needs memory as well: as many more fit on a node as the scarcer of the two"
        " allows.",
    ),
    "cpu-forgotten": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - memory // m * c),
        "You look at the memory alone, so more pods come than the CPU allows. As many fit on a node as the scarcer of"
        " the two allows: min.",
    ),
    "max-for-min": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - max(cpu // c, memory // m) * c),
        "You go by the resource that allows more pods. A pod needs both, so the scarcer one decides: min.",
    ),
    "parts-of-pods": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - min(cpu / c, memory / m) * c),
        "You let parts of a pod come. Only whole pods do: round down what a division gives, as // does.",
    ),
    "rounded-up": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - math.ceil(min(cpu / c, memory / m)) * c),
        "You round the number of pods up, so that one comes which doesn't fit. Round down: //.",
    ),
    "rounded-to-nearest": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - round(min(cpu / c, memory / m)) * c),
        "You round the number of pods to the nearest, so that sometimes one comes which doesn't fit. Only whole pods"
        " that fit do: round down, //.",
    ),
    "strict": Mistake(
        over_nodes(strict),
        "A pod that takes exactly what's left does fit, and you turn it away. If you compare with >, write >=.",
    ),
    "memory-not-used-up": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu % c if memory >= m else cpu),
        "You ask whether one pod finds memory, and then let as many come as the CPU allows. Each of them takes memory,"
        " too: subtract it along with the CPU, or work out how many pods the memory allows.",
    ),
    "mixed-up": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - min(cpu // m, memory // c) * c),
        "You divide CPU by memory and memory by CPU. The first entry of each pair is the CPU, the second the"
        " memory: cpu // pod[0] and memory // pod[1].",
    ),
    "memory-bound-only": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - memory // m * c if memory // m < cpu // c else 0),
        "You count only the nodes on which the memory runs out first. Where the CPU does, something is left over, too:"
        " less than one more pod takes. No pod can use that either, so add it.",
    ),
    "remainder-forgotten": Mistake(
        over_nodes(lambda cpu, memory, c, m: max(cpu // c - memory // m, 0) * c),
        "You count the CPU of the pods for which there is CPU but no memory. Beside them, some CPU is left over that's"
        " too little for a pod: subtract what the pods use from *all* the CPU that is free on the node.",
    ),
    "nothing-fits-forgotten": Mistake(
        over_nodes(
            lambda cpu, memory, c, m: textbook.stranded_cpu([(cpu, memory)], (c, m)) if cpu >= c and memory >= m else 0
        ),
        "You leave out the nodes on which no pod fits. All their free CPU is stranded: 0 pods take nothing, and the"
        " same formula works for them.",
    ),
    "all-or-nothing": Mistake(
        over_nodes(lambda cpu, memory, c, m: 0 if cpu >= c and memory >= m else cpu),
        "You count the free CPU of the nodes on which no pod fits. On the other nodes, what's left over once as many"
        " pods have come as fit is stranded as well.",
    ),
    "all-that-is-free": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu),
        "That's all the CPU that is free. The part that further pods can use isn't stranded: subtract it.",
    ),
    "usable": Mistake(
        over_nodes(lambda cpu, memory, c, m: min(cpu // c, memory // m) * c),
        "That's the CPU that further pods can use. What's stranded is the rest of what is free.",
    ),
    "number-of-pods": Mistake(
        over_nodes(lambda cpu, memory, c, m: min(cpu // c, memory // m)),
        "That's how many more pods fit. The question is how much CPU stays free once they have come.",
    ),
    "per-node": Mistake(
        lambda free, pod: [textbook.stranded_cpu([node], pod) for node in free],
        "You return what's stranded on each node, one by one. The question is one number for all nodes: add them up,"
        " sum(…).",
    ),
    "returns-early": Mistake(
        lambda free, pod: textbook.stranded_cpu(free[:1], pod) if free else None,
        "That's what is stranded on the first node, and where there's no node it's None. Does the return stand inside"
        " the loop? Move it to the left, level with the for, so that every node gets its turn.",
    ),
    "last-node-alone": Mistake(
        lambda free, pod: textbook.stranded_cpu(free[-1:], pod),
        "That's what is stranded on the last node. Is there a = where += should be? Then each node overwrites those"
        " before it. Begin with 0 ahead of the loop, and add.",
    ),
    "first-node-alone": Mistake(
        lambda free, pod: textbook.stranded_cpu(free[:1], pod),
        "That's what is stranded on the first node. The question is the sum over all nodes: go through them with a"
        " for, and add.",
    ),
    "first-item": Mistake(
        lambda free, pod: textbook.stranded_cpu([free[0]], pod),
        "That's what is stranded on the first node, and where there is no node, looking for it ends in an IndexError."
        " The question is the sum over all: for cpu, memory in free. Of no node that is 0.",
    ),
    "last-item": Mistake(
        lambda free, pod: textbook.stranded_cpu([free[-1]], pod),
        "That's what is stranded on the last node, and where there is no node, looking for it ends in an IndexError."
        " The question is the sum over all: for cpu, memory in free. Of no node that is 0.",
    ),
    "percent": Mistake(
        lambda free, pod: in_percent(free, pod) if any(cpu for cpu, _ in free) else 0,
        "That's the part of the free CPU that is stranded. The question is the stranded CPU itself, in the unit in"
        " which it comes: don't divide.",
        compare=same_part,
    ),
    "percent-of-nothing": Mistake(
        in_percent,
        "You divide by all the CPU that is free. Where none is, that ends in a ZeroDivisionError, and elsewhere it"
        " gives a part; the question is the stranded CPU itself. Don't divide.",
        compare=same_part,
    ),
    "memory-asked": Mistake(
        over_nodes(lambda cpu, memory, c, m: memory - min(cpu // c, memory // m) * m),
        "That's the stranded memory. The question is the CPU: the first entry of each pair.",
    ),
    "one-pod": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - c if cpu >= c and memory >= m else cpu),
        "You let one more pod come to each node. As many come as fit: how many times do its CPU and its memory go into"
        " what is free?",
    ),
    "one-pod-or-left-out": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - c if cpu >= c and memory >= m else 0),
        "You let one more pod come to each node on which it fits, and leave the other nodes out. As many come as fit;"
        " and"
        " where none does, all the free CPU is stranded.",
    ),
    "no-memory-alone": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu if memory < m else 0),
        "You count the free CPU of the nodes that have no memory for a pod. On the others, CPU is left over as well"
        " once"
        " as many pods have come as fit: that's stranded, too.",
    ),
    "until-memory-runs-out": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - memory // m * c if memory // m <= cpu // c else 0),
        "You count what's left over only where there's no memory for one more pod. Where it's the CPU that is too"
        " little for one more, no pod can use that rest either: add it.",
    ),
    "pods-subtracted": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - min(cpu // c, memory // m)),
        "You subtract the number of pods from the CPU. What they take is that number times the CPU of one pod.",
    ),
    "memory-subtracted": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - min(cpu // c, memory // m) * m),
        "You subtract from the CPU what the pods take of the memory. Subtract what they take of the CPU, the first"
        " entry"
        " of the pair.",
    ),
    "two-for-one": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu - (cpu + memory) // (c + m) * c),
        "You add CPU and memory before you ask how many pods fit, so that more of one makes up for less of the other. A"
        " pod needs both: work each out on its own, then take the smaller number.",
    ),
    "both-added": Mistake(
        over_nodes(lambda cpu, memory, c, m: cpu + memory - min(cpu // c, memory // m) * (c + m)),
        "You add the stranded memory to the stranded CPU. The question is the CPU alone.",
    ),
    "nodes-counted": Mistake(
        over_nodes(lambda cpu, memory, c, m: int(cpu > min(cpu // c, memory // m) * c)),
        "That's how many nodes have stranded CPU. The question is how much CPU that is.",
    ),
    "last-node-unset": Mistake(
        lambda free, pod: textbook.stranded_cpu(free[-1:], pod) if free else unset(),
        "That's what is stranded on the last node, and where there is no node the name that you return has no value"
        " (an UnboundLocalError). Begin with 0 ahead of the loop, and add each node to it: +=.",
    ),
    "largest-node": Mistake(
        lambda free, pod: max((textbook.stranded_cpu([node], pod) for node in free), default=0),
        "You take the node on which most is stranded. The question is the sum over all nodes.",
    ),
    "largest-node-of-none": Mistake(
        lambda free, pod: max(textbook.stranded_cpu([node], pod) for node in free),
        "You take the node on which most is stranded, and where there is no node, max ends in a ValueError. The"
        " question"
        " is the sum over all nodes, and of none that is 0.",
    ),
    "mean": Mistake(
        lambda free, pod: textbook.stranded_cpu(free, pod) / max(len(free), 1),
        "That's the mean over the nodes. The question is the sum: don't divide.",
    ),
    "mean-of-none": Mistake(
        lambda free, pod: textbook.stranded_cpu(free, pod) / len(free),
        "That's the mean over the nodes, and where there is none it ends in a ZeroDivisionError. The question is the"
        " sum:"
        " don't divide.",
    ),
}
