"""The steps to stranded CPU, and the wrong ways to take them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from course_lib.framework.exercise.family import Family, Part

Pair = tuple[float, float]
Free = Sequence[Pair]


def as_many_as_fit(cpu: float, memory: float, c: float, m: float) -> float:
    """Return how many whole pods of CPU c and memory m find both."""
    return min(cpu // c, memory // m)


def stranding(
    nodes: Callable[[Free], Free] = lambda free: free,
    fits: Callable[[float, float, float, float], float] = as_many_as_fit,
    counts: Callable[[float, float, float, float], bool] = lambda cpu, memory, c, m: True,
    left: Callable[[float, float, float, float, float], float] = lambda cpu, memory, c, m, pods: cpu - pods * c,
    total: Callable[[list[float]], Any] = sum,
) -> Callable[[Free, Pair], Any]:
    """Return a function for stranded CPU, with some steps done in another way.

    On each of the `nodes` that `counts`, so many pods as it `fits` leave something `left`; that makes a `total`.
    """

    def stranded_cpu(free: Free, pod: Pair) -> Any:
        each = [(cpu, memory, *pod) for cpu, memory in nodes(free)]
        return total([left(*node, fits(*node)) if counts(*node) else 0 for node in each])

    return stranded_cpu


def strict(cpu: float, memory: float, c: float, m: float) -> float:
    """Let pods come while there is more room than they take, not just as much."""
    return max(min(math.ceil(cpu / c), math.ceil(memory / m)) - 1, 0)


def rounded_up(cpu: float, memory: float, c: float, m: float) -> float:
    """Let pods come while there is any CPU and any memory, or round up, which is the same."""
    return min(math.ceil(cpu / c), math.ceil(memory / m))


def fits_at_all(cpu: float, memory: float, c: float, m: float) -> bool:
    """Whether one pod fits."""
    return cpu >= c and memory >= m


def unset() -> float:
    """End as a function does that returns a name to which its loop has given no value."""
    raise UnboundLocalError


NODES = {
    "pooled": Part(
        lambda free: [(sum(cpu for cpu, _ in free), sum(memory for _, memory in free))],
        "You treat all nodes as one large node. A pod can't use the CPU of one node and the memory of another: work"
        " each node out on its own, then add.",
        "work each node out on its own, not all as one.",
    ),
}
FITS = {
    "memory-forgotten": Part(
        lambda cpu, memory, c, m: cpu // c,
        "You look at the CPU alone. A pod needs memory as well: as many more fit on a node as the scarcer of the two"
        " allows.",
        "a pod needs memory as well as CPU: take the smaller number of pods.",
    ),
    "cpu-forgotten": Part(
        lambda cpu, memory, c, m: memory // m,
        "You look at the memory alone, so more pods come than the CPU allows. As many fit on a node as the scarcer of"
        " the two allows: min.",
        "a pod needs CPU as well as memory: take the smaller number of pods.",
    ),
    "max-for-min": Part(
        lambda cpu, memory, c, m: max(cpu // c, memory // m),
        "You take the resource that allows more pods. A pod needs both, so the scarcer one decides: min.",
        "the scarcer resource decides how many pods come: min, not max.",
    ),
    "parts-of-pods": Part(
        lambda cpu, memory, c, m: min(cpu / c, memory / m),
        "You let parts of a pod come. Only whole pods do: round down what a division gives, as // does.",
        "only whole pods come: round down, //.",
    ),
    "rounded-up": Part(
        rounded_up,
        "You let one pod more come than fits, wherever something is left over: so does rounding up, or going on while"
        " any CPU and memory is left. Only whole pods that fit come: round down, //.",
        "only whole pods that fit come: round down, //.",
    ),
    "rounded-to-nearest": Part(
        lambda cpu, memory, c, m: round(min(cpu / c, memory / m)),
        "You round the number of pods to the nearest, so that sometimes one comes which doesn't fit. Only whole pods"
        " that fit do: round down, //.",
        "round the number of pods down, not to the nearest.",
    ),
    "memory-rounded-up": Part(
        lambda cpu, memory, c, m: min(cpu // c, math.ceil(memory / m)),
        "You round up how many pods the memory allows, so that one comes that finds too little of it. Round both down:"
        " //.",
        "round down how many pods the memory allows.",
    ),
    "strict": Part(
        strict,
        "A pod that takes exactly what's left does fit, and you turn it away. If you compare with >, write >=.",
        "a pod that takes exactly what's left does fit.",
    ),
    "memory-not-used-up": Part(
        lambda cpu, memory, c, m: cpu // c if memory >= m else 0,
        "You ask whether one pod finds memory, and then let as many come as the CPU allows. Each of them takes memory,"
        " too: subtract it along with the CPU, or work out how many pods the memory allows.",
        "each pod takes memory, too, not only the first.",
    ),
    "memory-or-nothing": Part(
        lambda cpu, memory, c, m: memory // m if memory // m <= cpu // c else 0,
        "You let as many pods come to a node as the memory allows, and none where the CPU doesn't allow that many."
        " As many come as the scarcer of the two allows: min.",
    ),
    "mixed-up": Part(
        lambda cpu, memory, c, m: min(cpu // m, memory // c),
        "You divide CPU by memory and memory by CPU. The first entry of each pair is the CPU, the second the memory:"
        " cpu // pod[0] and memory // pod[1].",
        "divide CPU by CPU, and memory by memory.",
    ),
    "two-for-one": Part(
        lambda cpu, memory, c, m: (cpu + memory) // (c + m),
        "You add CPU and memory before you ask how many pods fit, so that more of one makes up for less of the other."
        " A pod needs both: work each out on its own, then take the smaller number.",
        "don't add CPU and memory up: the smaller number of pods counts.",
    ),
    "one-pod": Part(
        lambda cpu, memory, c, m: min(cpu // c, memory // m, 1),
        "You let at most one more pod come to each node. As many come as fit: how many times do its CPU and its memory"
        " go into what is free?",
        "let as many pods come as fit, not only one.",
    ),
}
COUNTS = {
    "memory-bound-only": Part(
        lambda cpu, memory, c, m: memory // m < cpu // c,
        "You count only the nodes on which the memory runs out first. Where the CPU does, something is left over, too:"
        " less than one more pod takes. No pod can use that either, so add it.",
        "count the nodes as well on which the CPU runs out first.",
    ),
    "until-memory-runs-out": Part(
        lambda cpu, memory, c, m: memory // m <= cpu // c,
        "You count what's left over only where there's no memory for one more pod. Where it's the CPU that is too"
        " little for one more, no pod can use that rest either: add it.",
        "count the nodes as well that have memory for one more pod.",
    ),
    "cpu-bound-only": Part(
        lambda cpu, memory, c, m: cpu // c <= memory // m,
        "You count only the nodes on which the CPU runs out first. Where the memory does, even more CPU is left over:"
        " add that, too.",
        "count the nodes as well on which the memory runs out first.",
    ),
    "nothing-fits-forgotten": Part(
        fits_at_all,
        "You leave out the nodes on which no pod fits. All their free CPU is stranded: 0 pods take nothing, and the"
        " same formula works for them.",
        "count the nodes as well on which no pod fits.",
    ),
    "all-or-nothing": Part(
        lambda cpu, memory, c, m: not fits_at_all(cpu, memory, c, m),
        "You count the free CPU of the nodes on which no pod fits. On the other nodes, what's left over once as many"
        " pods have come as fit is stranded as well.",
        "count the nodes as well on which a pod fits.",
    ),
}
LEFT = {
    "all-that-is-free": Part(
        lambda cpu, memory, c, m, pods: cpu,
        "That's all the CPU that is free. The part that further pods can use isn't stranded: subtract it.",
        "subtract what the pods take.",
    ),
    "usable": Part(
        lambda cpu, memory, c, m, pods: pods * c,
        "That's the CPU that further pods can use. What's stranded is the rest of what is free.",
        "what the pods take isn't stranded: subtract it from what is free.",
    ),
    "number-of-pods": Part(
        lambda cpu, memory, c, m, pods: pods,
        "That's how many more pods fit. The question is how much CPU stays free once they have come.",
        "the question is CPU, not a number of pods.",
    ),
    "memory-asked": Part(
        lambda cpu, memory, c, m, pods: memory - pods * m,
        "That's the stranded memory. The question is the CPU: the first entry of each pair.",
        "the question is the CPU, not the memory.",
    ),
    "both-added": Part(
        lambda cpu, memory, c, m, pods: cpu + memory - pods * (c + m),
        "You add the stranded memory to the stranded CPU. The question is the CPU alone.",
        "leave the memory out of what is stranded.",
    ),
    "pods-subtracted": Part(
        lambda cpu, memory, c, m, pods: cpu - pods,
        "You subtract the number of pods from the CPU. What they take is that number times the CPU of one pod.",
        "subtract the CPU that the pods take, not their number.",
    ),
    "memory-subtracted": Part(
        lambda cpu, memory, c, m, pods: cpu - pods * m,
        "You subtract from the CPU what the pods take of the memory. Subtract what they take of the CPU, the first"
        " entry of the pair.",
        "subtract the CPU that the pods take, not their memory.",
    ),
    "nodes-counted": Part(
        lambda cpu, memory, c, m, pods: int(cpu > pods * c),
        "That's how many nodes have stranded CPU. The question is how much CPU that is.",
        "add the stranded CPU up, don't count nodes.",
    ),
    "in-pods": Part(
        lambda cpu, memory, c, m, pods: (cpu - pods * c) // c,
        "That's how many pods the stranded CPU would be enough for. The question is the CPU itself.",
        "the question is CPU, not how many pods it would be enough for.",
    ),
    "larger-rest": Part(
        lambda cpu, memory, c, m, pods: max(cpu - pods * c, memory - pods * m),
        "On each node you take the larger of what's left of the CPU and of the memory. The question is the CPU alone.",
        "take what's left of the CPU, not the larger of the two.",
    ),
    "smaller-rest": Part(
        lambda cpu, memory, c, m, pods: min(cpu % c, memory % m),
        "You take the smaller of the two remainders, the CPU's and the memory's. The question is how much CPU is left"
        " once as many pods have come as fit.",
    ),
}
TOTALS = {
    "per-node": Part(
        lambda each: each,
        "You return what's stranded on each node, one by one. The question is one number for all nodes: add them up,"
        " sum(…).",
        "add the nodes up to one number.",
    ),
    "returns-early": Part(
        lambda each: each[0] if each else None,
        "You return what is stranded on the first node, or None if there's no node. Does the return stand inside"
        " the loop? Move it to the left, level with the for, so that every node gets its turn.",
        "count every node; does the return stand inside the loop?",
    ),
    "first-node-alone": Part(
        lambda each: sum(each[:1]),
        "That's what is stranded on the first node. The question is the sum over all nodes: go through them with a"
        " for, and add.",
        "count every node, not only the first.",
    ),
    "last-node-alone": Part(
        lambda each: sum(each[-1:]),
        "That's what is stranded on the last node. Is there a = where += should be? Then each node overwrites those"
        " before it. Begin with 0 ahead of the loop, and add.",
        "count every node, not only the last: +=.",
    ),
    "first-item": Part(
        lambda each: each[0],
        "That's what is stranded on the first node, and where there's no node, looking for it ends in an IndexError."
        " The question is the sum over all: for cpu, memory in free. With no node it is 0.",
        "count every node, not only the first.",
    ),
    "last-item": Part(
        lambda each: each[-1],
        "That's what is stranded on the last node, and where there's no node, looking for it ends in an IndexError."
        " The question is the sum over all: for cpu, memory in free. With no node it is 0.",
        "count every node, not only the last.",
    ),
    "last-node-unset": Part(
        lambda each: each[-1] if each else unset(),
        "That's what is stranded on the last node, and where there is no node the name that you return has no value"
        " (an UnboundLocalError). Begin with 0 ahead of the loop, and add each node to it: +=.",
        "count every node, not only the last: begin with 0, and add.",
    ),
    "largest-node": Part(
        lambda each: max(each, default=0),
        "You take the node on which most is stranded. The question is the sum over all nodes.",
        "add the nodes up, don't take the largest.",
    ),
    "largest-node-of-none": Part(
        max,
        "You take the node on which most is stranded, and where there is no node, max ends in a ValueError. The"
        " question is the sum over all nodes; with no node it's 0.",
        "add the nodes up, don't take the largest.",
    ),
    "mean": Part(
        lambda each: sum(each) / max(len(each), 1),
        "That's the mean over the nodes. The question is the sum: don't divide.",
        "don't divide by the number of nodes.",
    ),
    "mean-of-none": Part(
        lambda each: sum(each) / len(each),
        "That's the mean over the nodes, and where there is none it ends in a ZeroDivisionError. The question is the"
        " sum: don't divide.",
        "don't divide by the number of nodes.",
    ),
}
FAMILY = Family(stranding, {"nodes": NODES, "fits": FITS, "counts": COUNTS, "left": LEFT, "total": TOTALS})
