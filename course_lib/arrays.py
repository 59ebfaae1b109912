"""The array types of the course, by what is in them; a docstring says shape and unit."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Whole = NDArray[np.int64]
AnyWhole = NDArray[np.integer[Any]]  # of any width: a run keeps its columns in half as much
Flags = NDArray[np.bool_]
