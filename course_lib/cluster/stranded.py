"""Capacity that is free, and of no use: the other resource has run out beside it.

Vocabulary: of a node's `free` (3000, 1024), pods of (500, 512) can use (1000, 1024); (2000, 0) is stranded. If it takes
one pod more, they can use (500, 512).

The idea that what counts as free depends on the pods that are to come is from Weng and others, "Beware of
Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent", USENIX ATC 2023. Theirs is the
expectation over a whole mix of tasks, with GPUs; ours is simpler: one shape of pod, CPU and memory.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Whole
from course_lib.cluster import arguments


def stranded(free: ArrayLike, pod: ArrayLike, pods_more: ArrayLike | None = None) -> Whole:
    """Return what no further pod can use, after each node was filled with as many whole pods as fit.

    Parameters
    ----------
    free : array of int, shape (n, 2)
        What each node could still give: millicores and bytes.
    pod : pair of int
        What each further pod would request. A resource of which it requests none sets no limit, and all that is free
        of it counts as stranded.
    pods_more : array of int, shape (n,), or None
        How many further pods each node takes, however small; None for no limit.

    Returns
    -------
    NDArray of int64, shape (n, 2)

    Raises
    ------
    ValueError
        For anything but whole numbers of at least 0, and for a pod that requests nothing.

    Examples
    --------
    >>> stranded([(3000, 1024), (2000, 8192)], (500, 512)).tolist()
    [[2000, 0], [0, 6144]]
    >>> stranded([(3000, 1024), (2000, 8192)], (500, 512), pods_more=[1, 0]).tolist()
    [[2500, 512], [2000, 8192]]
    """
    nodes, request = arguments.amounts("free", free), arguments.amount("pod", pod)
    require.that(bool(request.any()), "pod", pod, "request CPU or memory")
    asked = request > 0
    more_pods = (nodes[:, asked] // request[asked]).min(axis=1)
    if pods_more is not None:
        limits = arguments.whole("pods_more", pods_more)
        require.that(limits.shape == more_pods.shape, "pods_more", pods_more, f"be one for each of {len(nodes)} nodes")
        more_pods = np.minimum(more_pods, limits)
    rest: Whole = nodes - more_pods[:, None] * request
    return rest
