"""What a node scores for a pod, as the Kubernetes scheduler works it out: whole numbers from 0 to 100.

Vocabulary: `requested` (3000, 4294967296) is what the node would have to give with the new pod on it, of CPU in
millicores and memory in bytes; `allocatable` (4000, 17179869184) is what it can give; a `shape` ((0, 0), (100, 10))
says which score a node of so much percent requested gets, and between its points it is a straight line.

Source: kubernetes, pkg/scheduler/framework/plugins/noderesources. BalancedAllocation is scored as it was until
kubernetes/kubernetes#135573 (merged in 2026), after which it counts how much more balanced the pod makes a node.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from course_lib import require
from course_lib.arrays import Whole
from course_lib.cluster import arguments, kernels
from course_lib.tables import figure

Numbers = Sequence[int]
Ints = tuple[int, ...]
Shape = Sequence[tuple[int, int]]
EQUAL = kernels.CPU_AND_MEMORY
# What is counted for a pod that requests nothing, so that not all of them end up on one node.
NONZERO_MILLICORES = round(figure("cluster", "nonzero_cpu").value)
NONZERO_BYTES = round(figure("cluster", "nonzero_memory").value * 2**20)


def least_allocated(requested: Numbers, allocatable: Numbers, weights: Numbers = EQUAL) -> int:
    """Return what is free in percent, CPU and memory on average: the emptiest node scores most.

    The sum of weight · ⌊(allocatable - requested) · 100 / allocatable⌋, divided by the weights and rounded down. More
    requested than there is counts as nothing free; a resource of which there is none is left out.

    Parameters
    ----------
    requested, allocatable : sequence of int
        Per resource, in any unit: millicores and bytes. In `requested` the scheduler counts 100 millicores and
        200 MiB for a pod that requests none: `with_defaults`.
    weights : sequence of int
        Per resource.

    Raises
    ------
    ValueError
        If they differ in length, or are not whole numbers from 0 to 2**53.

    Examples
    --------
    >>> least_allocated((3000, 5000), (4000, 10000))  # 25% and 50% free
    37
    """
    return kernels.mean_percent(*_require_amounts(requested, allocatable, weights), free=True)


def most_allocated(requested: Numbers, allocatable: Numbers, weights: Numbers = EQUAL) -> int:
    """Return what is requested in percent, CPU and memory on average: the fullest node scores most.

    As `least_allocated`, with requested · 100 / allocatable; more requested than there is counts as all of it.

    >>> most_allocated((3000, 5000), (4000, 10000))
    62
    """
    return kernels.mean_percent(*_require_amounts(requested, allocatable, weights), free=False)


def balanced_allocation(requested: Numbers, allocatable: Numbers) -> int:
    """Return 100 where CPU and memory are requested in equal shares, and down to 50 the more they differ.

    ⌊(1 - deviation) · 100⌋, where the standard deviation of two shares is half their difference; a share is at most
    one. Here the scheduler counts what pods truly request, and leaves out pods that request nothing.

    Raise a ValueError as `least_allocated`, and for any but two resources.

    >>> balanced_allocation((3000, 5000), (4000, 10000))  # shares 0.75 and 0.5
    87
    """
    has, there = arguments.amount("requested", requested), arguments.amount("allocatable", allocatable)
    return kernels.balance(tuple(has.tolist()), tuple(there.tolist()))


def requested_to_capacity_ratio(
    requested: Numbers, allocatable: Numbers, shape: Shape, weights: Numbers = EQUAL
) -> int:
    """Return the weighted mean of what a shape gives for each resource, rounded to the nearest whole number.

    What is requested in percent is rounded down, and so is the shape's score. A resource that scores 0 is left out
    with its weight. That is what the scheduler's code does; its documentation works out two nodes by hand, says that
    the mean is rounded down, and prints 7 where that would be 6.

    Parameters
    ----------
    requested, allocatable, weights : sequence of int
        As for `least_allocated`.
    shape : sequence of (int, int)
        Percent requested, rising, and score, both from 0 to 100. In a configuration scores go from 0 to 10; the
        scheduler takes them times ten.

    Raises
    ------
    ValueError
        As `least_allocated`, and for a shape that is empty, does not rise or leaves 0 to 100.

    Examples
    --------
    >>> fill = ((0, 0), (100, 10))
    >>> requested_to_capacity_ratio((3, 512, 3), (4, 1024, 8), fill, (5, 1, 3))  # (7·5 + 5·1 + 3·3) / 9
    5
    """
    checked, points = _require_amounts(requested, allocatable, weights), _require_shape(shape)
    parts = [
        (weight, _interpolate(min(have, there) * 100 // there, points))
        for have, there, weight in zip(*checked, strict=True)
        if there
    ]
    total = sum(weight * score for weight, score in parts)
    weight_sum = sum(weight for weight, score in parts if score)
    return (2 * total + weight_sum) // (2 * weight_sum) if weight_sum else 0


def with_defaults(requests: Whole) -> Whole:
    """Return what the scores count for each pod: where it requests none, 100 millicores and 200 MiB.

    The scheduler does so for each container that says nothing, here it is the pod that requests 0.

    >>> with_defaults(np.array([[0, 0], [500, 2**20]]))
    array([[      100, 209715200],
           [      500,   1048576]])
    """
    return np.where(requests == 0, np.array([NONZERO_MILLICORES, NONZERO_BYTES]), requests)


def _require_amounts(requested: Numbers, allocatable: Numbers, weights: Numbers) -> tuple[Ints, Ints, Ints]:
    has, there, counts = (
        tuple(arguments.whole(name, values).ravel().tolist())
        for name, values in (("requested", requested), ("allocatable", allocatable), ("weights", weights))
    )
    for name, values in (("requested", has), ("weights", counts)):
        require.that(len(values) == len(there), name, values, f"have {len(there)} entries, as allocatable has")
    return has, there, counts


def _require_shape(shape: Shape) -> list[list[int]]:
    points = arguments.whole("shape", shape, at_most=100)
    require.that(points.ndim == 2 and points.shape[1] == 2, "shape", shape, "be pairs of percent and score")
    require.that(bool((np.diff(points[:, 0]) > 0).all()), "shape", shape, "rise in percent from point to point")
    pairs: list[list[int]] = points.tolist()
    return pairs


def _interpolate(percent: int, points: list[list[int]]) -> int:
    """Return the score at a percentage: level outside the points, and between two of them on their line."""
    for (left, low), (right, high) in pairwise(points):
        if left < percent <= right:
            rise = (high - low) * (percent - left)
            # Rounded towards the left point, up or down, as Go divides.
            return low + abs(rise) // (right - left) * (1 if rise > 0 else -1)
    return points[0][1] if percent <= points[0][0] else points[-1][1]
