"""Compile the kernel and balancers with numba, once, and know what has been compiled before.

Vocabulary: a function is `ours` if this library defines it: tested, so compiled without bounds checks, and kept on
disk for the next process. Anybody else's keeps the checks: what is out of bounds in Python raises an error in
machine code, too, and a loop that never ends is ended. A `machine` is a balancer's two functions compiled.

A balancer comes into the kernel as a pointer to a function of a known signature. A kernel made to measure for each
balancer would take seconds to compile, and no other process would find it on disk.
"""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary, WeakSet

from numba import njit, typeof, types
from numba.extending import register_jitable

from course_lib import traffic
from course_lib.balancers import BALANCERS, RANDOM, Balancer
from course_lib.connections import client_round_robin
from course_lib.simulation import fast, on_disk, outcomes, unowned, world
from course_lib.simulation.pods import Pods
from course_lib.simulation.surroundings import Function, NotCompiledError, Surroundings, Values, around
from course_lib.simulation.turns import BoundedCompiler
from course_lib.simulation.unowned import without_owners

DRAWS = types.Array(types.float64, 1, "C", readonly=True)
IN_FLIGHT = types.Array(types.int64, 1, "C", readonly=True)
MEMORY = types.Array(types.float64, 2, "C")
PICK = types.int64(types.float64, DRAWS, IN_FLIGHT, MEMORY)
DONE = types.void(types.float64, types.int64, types.float64, IN_FLIGHT, MEMORY)
FROZEN = (fast, outcomes, unowned, world)  # modules whose constants and tuples are frozen into the kernel
OURS = __name__.partition(".")[0]  # the package

_registered: WeakKeyDictionary[Function, Values] = WeakKeyDictionary()
_made: WeakSet[Function] = WeakSet()


class Machine(NamedTuple):
    """A balancer's functions as machine code."""

    pick: Any
    done: Any


def machine(balancer: Balancer) -> Machine:
    """Return the balancer's functions compiled: at first need, and anew if a number they refer to has changed.

    Raises
    ------
    NotCompiledError
        If numba does not take them.
    """
    pick, done = balancer.pick, balancer.done
    return Machine(_compiled(pick, PICK, around(pick)), _compiled(done, DONE, around(done)))


_run = register_jitable(fast.kernel)


def native_kernel(pick: Any, done: Any, fixed: world.World, state: fast.State) -> None:
    """Run the kernel on arrays that somebody else holds: what is compiled."""
    _run(pick, done, without_owners(fixed), without_owners(state))


@cache
def compiled_kernel() -> Any:
    """Return the kernel compiled, or as another process left it on disk."""
    on_disk.drop_stale(native_kernel, *FROZEN)
    trace = traffic.recorded_trace([0.0], [1.0], pods=1, seed=0)
    smallest, room = world.build(trace, RANDOM, Pods.alike(1), world.Clients())
    state = fast.fresh_state(smallest, room, RANDOM)
    functions = (types.FunctionType(PICK), types.FunctionType(DONE))
    signature = types.void(*functions, typeof(smallest), typeof(state))
    return njit(signature, cache=True, nogil=True)(native_kernel)


def kernel_is_ready() -> bool:
    """Whether the kernel needs no compiling: this process has it, or the disk."""
    return compiled_kernel.cache_info().currsize > 0 or on_disk.is_kept(native_kernel, *FROZEN)


def machine_is_ready(balancer: Balancer) -> bool:
    """Whether a balancer needs no compiling: this process has it, or the disk."""
    functions = (balancer.pick, balancer.done)
    return all(function in _made or (is_ours(function) and on_disk.is_kept(function)) for function in functions)


def warm() -> None:
    """Compile the kernel and every balancer of this library, or load them from numba's cache."""
    compiled_kernel()
    for balancer in (*BALANCERS.values(), client_round_robin()):
        machine(balancer)


@lru_cache(maxsize=256)
def _compiled(function: Function, signature: Any, surroundings: Surroundings) -> Any:
    """Return a function compiled for what stands around it; the cache knows one for each surroundings."""
    for helper, values in surroundings:
        if helper is not function:
            _register(helper, values)
    ours = is_ours(function)
    try:
        compiled = njit(signature, cache=ours, **_care(function))(function)
    # Numba has many ways to say no, not all of them its own errors; what it says is handed on.
    except Exception as problem:
        first_line = str(problem).strip().splitlines()[:1]
        raise NotCompiledError(f"numba does not take {function.__name__}: {first_line}") from problem
    _made.add(function)
    return compiled


def _register(helper: Function, values: Values) -> None:
    """Let numba compile a helper with whoever calls it. It does so once and for all."""
    if helper not in _registered:
        register_jitable(**_care(helper))(helper)
        _registered[helper] = values
    if _registered[helper] != values:
        raise NotCompiledError(f"{helper.__name__} was compiled when a number it uses had another value")


def _care(function: Function) -> dict[str, Any]:
    """Return the options that keep somebody's own function within its arrays, and its loops within bounds."""
    return {"boundscheck": False} if is_ours(function) else {"boundscheck": True, "pipeline_class": BoundedCompiler}


def is_ours(function: Function) -> bool:
    """Whether a function is what one of this library's modules knows by its name.

    So none is that the library puts around a learner's function, and none that only says it comes from here.
    """
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", "")
    if not module or module.partition(".")[0] != OURS:
        return False
    return getattr(sys.modules.get(module), name, None) is function
