"""Functions for the loss at which proxies are paid for, made of steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class At(NamedTuple):
    """What the function is given."""

    pod_m: float
    proxy_m: float
    with_proxy: int
    can_shrink: int


Loss = Callable[[float, float, int, int], Any]


def losses(
    added: Callable[[At], float] = lambda at: at.with_proxy * at.proxy_m,
    freed: Callable[[At], float] = lambda at: at.can_shrink * (at.pod_m + at.proxy_m),
    last: Callable[[At, float, float], Any] = lambda at, added_m, freed_m: added_m / freed_m,
) -> Loss:
    """Return a function for the loss, with some steps done in another way.

    What all proxies request is `added`; what would be `freed` if all pods that can shrink went; the `last` step sets
    one against the other.
    """

    def loss(pod_m: float, proxy_m: float, with_proxy: int, can_shrink: int) -> Any:
        at = At(pod_m, proxy_m, with_proxy, can_shrink)
        return last(at, added(at), freed(at))

    return loss
