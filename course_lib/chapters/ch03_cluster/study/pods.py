"""Made-up pods: all alike, or of mixed shapes."""

from __future__ import annotations

import numpy as np

from course_lib.arrays import Whole
from course_lib.chapters.ch03_cluster.setting import MIB


def equal_pods(pods: int, cpu_millicores: int, memory_mib: int) -> Whole:
    """Return equal pods, a row each: millicores and bytes."""
    return np.tile(np.array([cpu_millicores, memory_mib * MIB]), (pods, 1))


def mixed_pods(pods: int, cpu_millicores: tuple[int, ...], memory_mib: tuple[int, ...], seed: int) -> Whole:
    """Return pods of mixed shapes, every CPU size and every memory size equally likely."""
    draw = np.random.default_rng(seed)
    return np.column_stack([draw.choice(cpu_millicores, pods), draw.choice(memory_mib, pods) * MIB]).astype(np.int64)
