"""What Kubernetes works out, as a person would write it: each function runs on its own, without checks.

Vocabulary: a resource request is a pair of CPU and memory, (500, 256) in millicores and MiB; any two units
will do, as long as they are the same throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Pair = tuple[float, float]
Whole = tuple[int, int]


def quantity(text: str) -> Fraction:
    """Return what a Kubernetes quantity stands for, exactly: in cores, or in bytes.

    >>> quantity("500m"), quantity("1Ki"), quantity("1e3")
    (Fraction(1, 2), Fraction(1024, 1), Fraction(1000, 1))
    """
    from fractions import Fraction

    factors = {"n": Fraction(1, 10**9), "u": Fraction(1, 10**6), "m": Fraction(1, 1000)}
    for power, letter in enumerate("kMGTPE", start=1):
        factors[letter] = Fraction(1000**power)
        factors[letter.upper() + "i"] = Fraction(1024**power)  # Ki, though k is small
    for suffix, factor in factors.items():
        if text.endswith(suffix):
            return Fraction(text.removesuffix(suffix)) * factor
    return Fraction(text)  # it knows decimals and exponents


def effective_request(
    containers: Sequence[Pair], init_containers: Sequence[tuple[float, float, bool]], overhead: Pair
) -> list[float]:
    """Return what the scheduler reserves for a pod: for CPU and for memory, the most it may need at once.

    Init containers run one after the other before the rest; one that stays (a native sidecar, the third
    entry is True) goes on running. Source: Kubernetes, KEP-753, "Resources calculation".

    >>> effective_request([(500, 256)], [(100, 128, True), (700, 64, False)], (0, 0))
    [800, 384]
    """
    effective = []
    for resource in (0, 1):  # CPU, then memory
        running = sum(container[resource] for container in containers)
        sidecars: float = 0
        largest: float = 0
        for init in init_containers:
            if init[2]:  # it stays
                sidecars += init[resource]
            else:  # it ends before the next one starts
                largest = max(largest, sidecars + init[resource])
        effective.append(overhead[resource] + max(running + sidecars, largest))
    return effective


def score(requested: Whole, allocatable: Whole, strategy: str) -> int:
    """Return a node's score, 0 to 100, by "LeastAllocated" or "MostAllocated".

    `requested` is what the node would have to give with the new pod on it. Source: kubernetes,
    pkg/scheduler/framework/plugins/noderesources.

    >>> score((3000, 4096), (4000, 16384), "LeastAllocated")
    50
    """
    total = 0
    for resource in (0, 1):  # CPU, then memory
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity  # in percent, rounded down
    return total // 2


def stranded_cpu(free: Sequence[Pair], pod: Pair) -> float:
    """Return the free CPU that no further pod of this shape can use, over all nodes.

    >>> stranded_cpu([(3000, 1024), (2000, 8192)], (500, 512))
    2000
    """
    stranded: float = 0
    for cpu, memory in free:
        more_pods = min(cpu // pod[0], memory // pod[1])
        stranded += cpu - more_pods * pod[0]
    return stranded
