"""What chapter 03's questions share: a node here can give 3,920 of its 4,000 millicores, and 13 of its 16 GiB."""

from __future__ import annotations

import numpy as np

from course_lib.arrays import Whole

MIB, GIB = 2**20, 2**30
NODE: Whole = np.array([3920, 13 * GIB])

CHAPTER = "cluster"
