"""What goes between kernel and balancer, in numba's types."""

from __future__ import annotations

from numba import types

DRAWS = types.Array(types.float64, 1, "C", readonly=True)
IN_FLIGHT = types.Array(types.int64, 1, "C", readonly=True)
MEMORY = types.Array(types.float64, 2, "C")
PICK = types.int64(types.float64, DRAWS, IN_FLIGHT, MEMORY)
DONE = types.void(types.float64, types.int64, types.float64, IN_FLIGHT, MEMORY)
TRACK = types.void(types.int64, types.int64, IN_FLIGHT, MEMORY)
