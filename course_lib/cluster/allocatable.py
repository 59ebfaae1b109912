"""What a node can give to pods: its capacity, less what is kept for itself.

Vocabulary: `capacity` (16000, 34359738368) is what the machine has, CPU in millicores and memory in bytes; `reserved`
what its operating system and its kubelet keep; `eviction` the memory below which pods are thrown off the node.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Whole
from course_lib.cluster import arguments
from course_lib.tables import figure

# How much more memory each band holds, and the row with the share of it that GKE reserves.
GKE_BANDS_GIB = (
    (4, "gke_first_4_gib"),
    (4, "gke_next_4_gib"),
    (8, "gke_next_8_gib"),
    (112, "gke_next_112_gib"),
    (math.inf, "gke_rest"),
)


def allocatable(capacity: ArrayLike, reserved: ArrayLike, eviction_bytes: int = 0) -> Whole:
    """Return the capacity less what is reserved, and of memory less the eviction threshold, too.

    Parameters
    ----------
    capacity : pair of int
        What the machine has: millicores and bytes.
    reserved : pair of int
        What it keeps: kube-reserved and system-reserved together.
    eviction_bytes : int
        The hard eviction threshold for memory: pods must not ask for the last of it.

    Returns
    -------
    NDArray of int64, shape (2,)

    Raises
    ------
    ValueError
        For anything but whole numbers, and if more is kept than there is.

    Examples
    --------
    >>> gib = 2**30
    >>> millicores, memory_bytes = allocatable((16_000, 32 * gib), (1_500, 3 * gib), gib // 2)
    >>> int(millicores), int(memory_bytes) / gib
    (14500, 28.5)
    """
    has, keeps = arguments.amount("capacity", capacity), arguments.amount("reserved", reserved)
    require.whole("eviction_bytes", eviction_bytes)
    left: Whole = has - keeps - np.array([0, eviction_bytes])
    rule = f"leave something of the capacity {has.tolist()} above the eviction threshold {eviction_bytes}"
    require.that(bool((left >= 0).all()), "reserved", reserved, rule)
    return left


def gke_memory_reserved_gib(memory_gib: float) -> float:
    """Return how much of its memory a node of Google Kubernetes Engine keeps, the eviction threshold included.

    A quarter of the first 4 GiB, a fifth of the next 4, a tenth of the next 8, 6% of the next 112 and 2% of the rest;
    and 100 MiB. Raise a ValueError for a machine below 1 GiB, for which another rule holds.

    >>> round(gke_memory_reserved_gib(150), 4)
    9.8577
    """
    require.that(require.number("memory_gib", memory_gib) >= 1, "memory_gib", memory_gib, "be at least 1")
    reserved, left = figure("cluster", "gke_eviction").value / 1024, float(memory_gib)
    for band_gib, row in GKE_BANDS_GIB:
        reserved += figure("cluster", row).value * min(left, band_gib)
        left -= min(left, band_gib)
    return reserved


def gke_memory_allocatable_gib(memory_gib: float) -> float:
    """Return how much of its memory a node of Google Kubernetes Engine can give to pods.

    Raise a ValueError as `gke_memory_reserved_gib`.

    >>> round(gke_memory_allocatable_gib(150), 4)
    140.1423
    """
    return float(memory_gib) - gke_memory_reserved_gib(memory_gib)
