"""What a pod needs in its phases: of this the right effective request is made, and most wrong ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

Pairs = Sequence[tuple[float, float]]
Inits = Sequence[tuple[float, float, bool]]


class Needs(NamedTuple):
    """What a pod needs of one resource.

    `running` is for its containers, `sidecars` for those that stay, `overhead` for its sandbox. `ends` lists the init
    containers that end, each without the rest, `phases` the same with the sidecars that run by then; both begin with a
    0 for none.
    """

    running: float
    sidecars: float
    overhead: float
    ends: tuple[float, ...]
    phases: tuple[float, ...]

    @property
    def largest(self) -> float:
        """What the init phase needs at most."""
        return max(self.phases)

    @property
    def both(self) -> float:
        """What runs at the same time in the end."""
        return self.running + self.sidecars


def needs(resource: int, containers: Pairs, init_containers: Inits, overhead: tuple[float, float]) -> Needs:
    """Return what a pod needs of the resource at that place."""
    sidecars: float = 0
    ends: list[float] = [0]
    phases: list[float] = [0]
    for init in init_containers:
        if init[2]:
            sidecars += init[resource]
        else:
            ends.append(init[resource])
            phases.append(sidecars + init[resource])
    running = sum(container[resource] for container in containers)
    return Needs(running, sidecars, overhead[resource], tuple(ends), tuple(phases))


def each(formula: Callable[[Needs], float]) -> Callable[..., list[float]]:
    """Return a function that works a formula out for each resource."""
    return lambda *case: [formula(needs(resource, *case)) for resource in (0, 1)]
