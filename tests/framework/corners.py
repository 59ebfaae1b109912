"""Read a picture's rectangles back, as `canvas.fill` has placed them."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import PathPatch
from numpy.typing import NDArray


def corners_of(shapes: PathPatch) -> NDArray[np.float64]:
    """Return the rectangles that are drawn: one row each of left, bottom, width, height."""
    corners = np.asarray(shapes.get_path().vertices).reshape(-1, 5, 2)
    return np.hstack([corners[:, 0], corners[:, 2] - corners[:, 0]])
