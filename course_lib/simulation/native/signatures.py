"""What goes between kernel and balancer, in numba's types."""

from __future__ import annotations

from numba import types

from course_lib.simulation.native.bare import Bare

DRAWS = Bare(types.float64, 1)
IN_FLIGHT = Bare(types.int64, 1)
MEMORY = Bare(types.float64, 2)
PICK = types.int64(types.float64, DRAWS, IN_FLIGHT, MEMORY)
DONE = types.void(types.float64, types.int64, types.float64, IN_FLIGHT, MEMORY)
TRACK = types.void(types.int64, types.int64, IN_FLIGHT, MEMORY)
