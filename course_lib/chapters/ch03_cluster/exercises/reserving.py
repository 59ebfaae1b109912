"""A pod's effective request in steps, each of which may be taken in another way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

Pair = tuple[float, float]
Pairs = Sequence[Pair]
Inits = Sequence[tuple[float, float, bool]]


class Started(NamedTuple):
    """What init containers need of one resource.

    `sidecars` is for those that stay. `ends` are the init containers that end, each without the rest, `phases` the
    same with the sidecars that run by then; both begin with a 0 for none.
    """

    sidecars: float
    ends: tuple[float, ...]
    phases: tuple[float, ...]


def started(resource: int, init_containers: Inits) -> Started:
    """Return what the init containers need of the resource at that place."""
    sidecars: float = 0
    ends: list[float] = [0]
    phases: list[float] = [0]
    for init in init_containers:
        if init[2]:
            sidecars += init[resource]
        else:
            ends.append(init[resource])
            phases.append(sidecars + init[resource])
    return Started(sidecars, tuple(ends), tuple(phases))


def reserving(
    containers: Callable[[list[float]], float] = sum,
    inits: Callable[[Inits], Inits] = lambda init_containers: init_containers,
    largest: Callable[[Started], float] = lambda at: max(at.phases),
    join: Callable[[float, float, float], float] = lambda running, sidecars, largest: max(running + sidecars, largest),
    overhead: Callable[[float, float], float] = lambda phase, overhead: overhead + phase,
    result: Callable[[float, float], list[float]] = lambda cpu, memory: [cpu, memory],
) -> Callable[[Pairs, Inits, Pair], list[float]]:
    """Return a function for the effective request, with some steps done in another way.

    Of each resource the `containers` need one amount, and the `inits` that are counted another, `largest`, while one of
    them runs that ends; the two are joined, and the `overhead` added.
    """

    def effective_request(given: Pairs, init_containers: Inits, added: Pair) -> list[float]:
        effective = []
        for resource in (0, 1):
            at = started(resource, inits(init_containers))
            running = containers([container[resource] for container in given])
            effective.append(overhead(join(running, at.sidecars, largest(at)), added[resource]))
        return result(*effective)

    return effective_request


def last_sidecar(init_containers: Inits) -> Inits:
    """Leave out all sidecars but the last one."""
    stay = [number for number, init in enumerate(init_containers) if init[2]]
    return [init for number, init in enumerate(init_containers) if not init[2] or number == stay[-1]]
