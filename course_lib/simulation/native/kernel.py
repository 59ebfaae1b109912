"""The kernel as machine code."""

from __future__ import annotations

from functools import cache
from typing import Any

from numba import typeof, types
from numba.extending import register_jitable

from course_lib import traffic
from course_lib.balancers import RANDOM
from course_lib.machine_code import compile_and_keep
from course_lib.simulation import calendar, fast, outcomes, state, system
from course_lib.simulation.native import bare, on_disk
from course_lib.simulation.native.signatures import DONE, PICK, TRACK
from course_lib.simulation.pods import Pods

FROZEN = (fast, calendar, outcomes, state, bare, system)  # their constants and tuples are frozen into the kernel

# All in one: what isn't taken into `native_kernel` is called, with all of its arrays.
for _helper in fast.HELPERS:
    register_jitable(forceinline=True)(_helper)
_run = register_jitable(forceinline=True)(fast.kernel)


def native_kernel(
    pick: Any, done: Any, track: Any, fixed: system.SimulatedSystem, changing: state.State
) -> None:
    """Run the kernel on arrays that somebody else holds: what is compiled."""
    _run(pick, done, track, bare.bare(fixed), bare.bare(changing))


@cache
def compiled_kernel() -> Any:
    """Return the kernel compiled, or as another process left it on disk."""
    on_disk.drop_stale(native_kernel, *FROZEN)
    trace = traffic.recorded_trace([0.0], [1.0], pods=1, seed=0)
    smallest, start = system.build(trace, RANDOM, Pods.alike(1), system.Clients())
    changing = state.fresh_state(smallest, start)
    functions = (types.FunctionType(kind) for kind in (PICK, DONE, TRACK))
    signature = types.void(*functions, typeof(smallest), typeof(changing))
    return compile_and_keep(signature, nogil=True)(native_kernel)


def kernel_is_ready() -> bool:
    """Whether the kernel needs no compiling: this process has it, or the disk."""
    return compiled_kernel.cache_info().currsize > 0 or on_disk.is_kept(native_kernel, *FROZEN)
