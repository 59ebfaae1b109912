"""Functions for the pods that an objective needs that are made of steps."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

Pods = Callable[[float, float, float, float], float]


class At(NamedTuple):
    """What is known on the way: the names are those of the exercise."""

    requests_per_s: float
    service_s: float
    objective_s: float
    share: float
    mean_s: float
    utilisation: float = math.nan

    @property
    def offered(self) -> float:
        """The work that arrives, in pods kept busy."""
        return self.requests_per_s * self.service_s


def pods_by(
    mean: Callable[[float, float], float] = lambda objective_s, share: objective_s / -math.log(1 - share),
    endless: float = math.inf,
    never: Callable[[At], bool] = lambda at: at.mean_s <= at.service_s,
    busiest: Callable[[At], float] = lambda at: 1 - at.service_s / at.mean_s,
    pods: Callable[[At], float] = lambda at: at.offered / at.utilisation,
    whole: Callable[[float], float] = math.ceil,
) -> Pods:
    """Return a function for the pods, with some steps done in another way.

    From the `mean` that the latency may have follow whether it is `never` met, which makes the answer `endless`, and
    how busy the `busiest` pod may be; from that the `pods`, made `whole`.
    """

    def needed(requests_per_s: float, service_s: float, objective_s: float, share: float) -> float:
        at = At(requests_per_s, service_s, objective_s, share, mean(objective_s, share))
        return endless if never(at) else whole(pods(at._replace(utilisation=busiest(at))))

    return needed
