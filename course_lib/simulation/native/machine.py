"""Balancers as machine code.

All are compiled with their bounds checked, which costs next to nothing: also built-in ones, as anybody may put them
together anew, with fewer draws than they look at. Those are compiled once, and kept on disk for the next process.
Anybody else's are compiled anew for each run: a number that they take from around them is copied into machine code,
and may have changed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from numba import njit
from numba.extending import register_jitable

from course_lib.balancers import BALANCERS, VARIANTS, Balancer
from course_lib.connections import client_round_robin
from course_lib.machine_code import compile_and_keep
from course_lib.simulation.builtin import is_builtin
from course_lib.simulation.native import bare, on_disk
from course_lib.simulation.native.bare import full, full_type
from course_lib.simulation.native.kernel import compiled_kernel
from course_lib.simulation.native.signatures import DONE, PICK, TRACK
from course_lib.simulation.pods import MOST_PODS

Function = Callable[..., Any]

_compiled_here: set[Function] = set()
_registered: set[Function] = set()


class NotCompiledError(Exception):
    """Numba does not take a balancer; the message says why. Python runs it as well, only slower."""


class Machine(NamedTuple):
    """A balancer's functions as machine code."""

    pick: Any
    done: Any
    track: Any


def compile_balancer(balancer: Balancer, pods: int = 0) -> Machine:
    """Return compiled what a run with so many pods calls of a balancer.

    Raises
    ------
    NotCompiledError
        If numba does not take them.
    """
    functions = zip(balancer.functions(pods), (PICK, DONE, TRACK), strict=True)
    return Machine(*((compile_builtin if is_builtin(each) else compile_own)(each, kind) for each, kind in functions))


@cache
def compile_builtin(function: Function, signature: Any) -> Any:
    """Return a function of this library compiled, or as another process left it on disk."""
    register_helpers(function)
    on_disk.drop_stale(function, bare)
    compiled = compile_and_keep(signature, boundscheck=True)(function)
    _compiled_here.add(function)
    return compiled


def compile_own(function: Function, signature: Any) -> Any:
    """Return somebody's own function compiled for this run, with its bounds checked."""
    name = getattr(function, "__name__", repr(function))
    if not inspect.isfunction(function):
        raise NotCompiledError(f"numba can't compile {name}: it is not a plain function")
    register_helpers(function)
    try:
        checked = njit(signature.return_type(*map(full_type, signature.args)), boundscheck=True)(function)
    # Numba has many ways to say no, not all of them its own errors; what it says is handed on.
    except Exception as problem:
        said = " ".join(line.strip() for line in str(problem).strip().splitlines()[:2])
        raise NotCompiledError(f"numba can't compile {name}: {said}") from problem
    return with_full_arrays(checked, signature)


def with_full_arrays(compiled: Any, signature: Any) -> Any:
    """Return a function for the kernel that calls one which may do with arrays whatever numba can."""
    if len(signature.args) == len(DONE.args):
        return njit(signature)(lambda now, pod, s, in_flight, memory: compiled(*full((now, pod, s, in_flight, memory))))
    return njit(signature)(lambda first, second, in_flight, memory: compiled(*full((first, second, in_flight, memory))))


def register_helpers(function: Function) -> None:
    """Let numba compile the functions of this library that a function calls, with it."""
    for name in function.__code__.co_names:
        helper = function.__globals__.get(name)
        if inspect.isfunction(helper) and is_builtin(helper) and helper not in _registered:
            register_helpers(helper)
            register_jitable(forceinline=True, boundscheck=True)(helper)
            _registered.add(helper)  # last: an interrupt before it costs nothing but doing it again


def machine_is_ready(balancer: Balancer, pods: int = 0) -> bool:
    """Whether a built-in balancer needs no compiling for so many pods: this process has it, or the disk."""
    return all(each in _compiled_here or on_disk.is_kept(each, bare) for each in balancer.functions(pods))


def warm() -> None:
    """Compile the kernel and every balancer of this library, or load them from numba's cache."""
    compiled_kernel()
    for balancer in (*BALANCERS.values(), *VARIANTS.values(), client_round_robin()):
        for pods in (0, MOST_PODS):
            compile_balancer(balancer, pods)
