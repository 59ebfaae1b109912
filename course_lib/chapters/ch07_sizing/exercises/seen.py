"""Functions for what the autoscaler sees, now and with the demand balanced, that are made of steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

Used = Sequence[float]
Seen = Callable[[Sequence[int], int, float], Any]


class At(NamedTuple):
    """What is known of the pods: the names are those of the exercise; `now_m` is what they use together."""

    demand_m: Sequence[int]
    request_m: int
    limit_m: float
    now_m: float

    @property
    def pods(self) -> int:
        """How many there are."""
        return len(self.demand_m)

    @property
    def mean_m(self) -> float:
        """What a pod would get if all got the same."""
        return sum(self.demand_m) / self.pods


def held(where: Callable[[float, At], bool]) -> Callable[[float, At], float]:
    """Return what a pod uses if it is held to its limit under some condition."""
    return lambda wanted_m, at: at.limit_m if where(wanted_m, at) else wanted_m


def whole_percent(used_m: Used, request_m: int, limit_m: float) -> float:
    """Return the percentage that Kubernetes works out."""
    return 100 * sum(used_m) // (len(used_m) * request_m)


def seen_by(
    use: Callable[[float, At], float] = lambda wanted_m, at: min(wanted_m, at.limit_m),
    balanced: Callable[[At], float] = lambda at: min(sum(at.demand_m), at.pods * at.limit_m),
    percent: Callable[[Used, int, float], float] = whole_percent,
    last: Callable[[float, float], Any] = lambda now, balanced: (now, balanced),
) -> Seen:
    """Return a function for both percentages, with some steps done in another way.

    What a pod can `use` of what it wants is added up; `balanced` is what all use together if each gets the mean. Both
    become a `percent`; the `last` step returns them.
    """

    def seen(demand_m: Sequence[int], request_m: int, limit_m: float) -> Any:
        at = At(demand_m, request_m, limit_m, 0)
        used_m = [use(wanted_m, at) for wanted_m in demand_m]
        then_m = balanced(at._replace(now_m=sum(used_m)))
        now = percent(used_m, request_m, limit_m)
        return last(now, percent([then_m / at.pods] * at.pods, request_m, limit_m))

    return seen
