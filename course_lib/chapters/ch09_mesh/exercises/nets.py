"""Functions for the nodes that a mesh adds, made of steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Any, NamedTuple

from course_lib.mesh.textbook import Running


class Before(NamedTuple):
    """One service as it runs before anything changes, what the mesh makes enough, and whether nodes are drained."""

    pods: int
    pod_m: float
    needed: int
    acts: bool
    drained: bool


Net = Callable[[int, float, float, Sequence[Running], bool], Any]


def nets(
    run: Callable[[Before], int] = lambda each: each.needed if each.acts or each.needed > each.pods else each.pods,
    requested: Callable[[Before, int, float], float] = lambda each, pods, proxy_m: pods * (each.pod_m + proxy_m),
    filled: Callable[[Sequence[float], float], float] = lambda requested_m, node_m: ceil(sum(requested_m) / node_m),
    last: Callable[[int, float, bool], Any] = lambda nodes, filled, drained: (
        0 if filled < nodes and not drained else filled - nodes
    ),
) -> Net:
    """Return a function for the net, with some steps done in another way.

    So many pods of a service `run`; what they have `requested` fills nodes; the `last` step compares those `filled`
    with what there was.
    """

    def net(nodes: int, node_m: float, proxy_m: float, services: Sequence[Running], drained: bool) -> Any:
        found = [Before(*each, drained) for each in services]
        requested_m = [requested(each, run(each), proxy_m) for each in found]
        return last(nodes, filled(requested_m, node_m), drained)

    return net


def owners(how: Callable[[Iterable[bool]], bool]) -> Net:
    """Return a function in which every owner does what `how` makes of all of them: acts if all do, say."""

    def net(nodes: int, node_m: float, proxy_m: float, services: Sequence[Running], drained: bool) -> Any:
        acts = how(acts for *_, acts in services)
        return nets()(
            nodes, node_m, proxy_m, [(pods, pod_m, needed, acts) for pods, pod_m, needed, _ in services], drained
        )

    return net
