"""What people get wrong about stranded CPU: one of its steps, or more than that."""

from __future__ import annotations

import math
from typing import Any

from course_lib.chapters.ch03_cluster.exercises.stranded_cpu_steps import FAMILY, Free, Pair, fits_at_all, stranding
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.values import is_finite, same


def in_percent(free: Free, pod: Pair) -> float:
    """Return the part of the free CPU that is stranded, which fails where none is free."""
    return 100 * float(stranding()(free, pod)) / sum(cpu for cpu, _ in free)


def same_part(one: Any, other: Any) -> bool:
    """Whether one is a part in percent, and the other the same, or a share, or in whole percent."""
    if not (is_finite(one) and is_finite(other)):
        return same(one, other)
    return same(one, other) or same(one / 100, other) or other in (math.floor(one), round(one))


MISTAKES = {
    **FAMILY.singles,
    "remainder-forgotten": Mistake(
        stranding(left=lambda cpu, memory, c, m, pods: max(cpu // c - memory // m, 0) * c),
        "You count the CPU of the pods for which there is CPU but no memory. Beside them, some CPU is left over that's"
        " too little for a pod: subtract what the pods use from *all* the CPU that is free on the node.",
    ),
    "less-memory-pods": Mistake(
        stranding(left=lambda cpu, memory, c, m, pods: (cpu // c - memory // m) * c),
        "You subtract the pods that the memory allows from those that the CPU allows, also where the memory allows"
        " more. Then nothing is left for further pods; beside, CPU that is too little for a pod is stranded, too."
        " Subtract what the pods use from all the free CPU.",
    ),
    "no-memory-alone": Mistake(
        stranding(counts=lambda cpu, memory, c, m: memory < m, fits=lambda *node: 0),
        "You count the free CPU of the nodes that have no memory for a pod. On the others, CPU is left over as well"
        " once as many pods have come as fit: that's stranded, too.",
    ),
    "one-pod-or-left-out": Mistake(
        stranding(counts=fits_at_all, fits=lambda *node: 1),
        "You let one more pod come to each node on which it fits, and leave the other nodes out. As many come as fit;"
        " and where none does, all the free CPU is stranded.",
    ),
    "pod-turned-round": Mistake(
        lambda free, pod: stranding()(free, pod[::-1]),
        "You take the first entry of pod for the memory and the second for the CPU. It's the other way round: CPU"
        " first.",
    ),
    "free-turned-round": Mistake(
        lambda free, pod: stranding()([node[::-1] for node in free], pod),
        "You take the first entry of each free pair for the memory and the second for the CPU. It's the other way"
        " round:"
        " CPU first.",
    ),
    "one-pod-in-all": Mistake(
        lambda free, pod: sum(cpu for cpu, _ in free) - pod[0],
        "You subtract one pod from all the CPU that is free. To each node as many come as fit: work each one out on its"
        " own, then add.",
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
}
