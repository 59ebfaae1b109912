"""How many proxies a number of pods can bear, each of them seeing only its own requests.

Vocabulary: the `limit` (4) of 13 pods is the most proxies with which they still meet the objective. Limits rise with
the pods, so they are a staircase: read the other way, they say how many pods so many proxies need.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib import require
from course_lib.balancers import Balancer
from course_lib.simulation import Interval
from course_lib.sizing.objective import REQUESTS, SEED, Need, PodsNeeded, measured_latency, pods_needed


@dataclass(frozen=True)
class ProxyLimits:
    """Pods needed for every number of proxies from 1 to `most`, as a staircase.

    Attributes
    ----------
    most : int
        Proxies looked at.
    needed : tuple of PodsNeeded
        One entry a number of proxies, from 1. The latency of each is NaN where that very pair was not simulated.
    """

    most: int
    needed: tuple[PodsNeeded, ...]

    def __getitem__(self, proxies: int) -> PodsNeeded:
        """Return the pods needed with so many proxies."""
        return self.needed[require.whole("proxies", proxies, at_least=1) - 1]


@lru_cache(maxsize=64)
def proxies_allowed(
    need: Need, balancer: Balancer, most: int = 50, *, requests: int = REQUESTS, seed: int = SEED
) -> ProxyLimits:
    """Return the pods needed for each number of proxies, by asking each number of pods how many it bears.

    A staircase has few steps: to look for each takes far fewer simulations than all its points would. More proxies are
    taken never to be faster.

    Examples
    --------
    >>> from course_lib import balancers
    >>> limits = proxies_allowed(Need(offered=9, objective_s=2), balancers.POWER_OF_TWO_CHOICES, 3, requests=50_000)
    >>> limits[1].pods, limits[3].pods
    (12, 13)
    """
    require.whole("most", most, at_least=1)
    measured: dict[int, dict[int, Interval]] = defaultdict(dict)  # by pods and proxies

    def end(which: str) -> list[int]:
        def over_s(pods: int, proxies: int) -> float:
            if proxies not in measured[pods]:
                measured[pods][proxies] = measured_latency(need, balancer, pods, proxies, requests, seed)
            return float(getattr(measured[pods][proxies], which) - need.objective_s)

        needed, pods = [getattr(first.estimate, which)], int(getattr(first.estimate, which))
        while len(needed) < most:
            limit = _limit(lambda proxies: over_s(pods, proxies), measured[pods], len(needed), most)  # noqa: B023
            needed += [pods] * (limit - len(needed))
            pods += 1
        return needed

    first = pods_needed(need, balancer, proxies=1, requests=requests, seed=seed)
    # From the lowest to the highest: then none can end up beyond the next, whatever was measured.
    ends = zip(end("low"), end("best"), end("high"), strict=True)
    return ProxyLimits(most, tuple(PodsNeeded.from_simulations(*each, latency_s=math.nan) for each in ends))


def _limit(over_s: Callable[[int], float], measured: Iterable[int], fits: int, most: int) -> int:
    """Return the most proxies that aren't over the objective, if so many fit.

    What has been measured is used first. The next to be tried is where a straight line between what fits and what
    fails meets the objective, over the logarithm of the proxies: latency grows about like that.
    """
    known = {proxies: over_s(proxies) for proxies in measured}
    fits = max([fits, *(proxies for proxies, over in known.items() if over <= 0)])
    fails = min([most + 1, *(proxies for proxies in known if proxies > fits)])
    while fails - fits > 1:
        ends_s = [known[fits], known[fails]] if fits in known and fails in known else [-1.0, 1.0]
        met_at = round(math.exp(np.interp(0.0, ends_s, np.log([fits, fails]))))
        tried = min(max(met_at, fits + 1), fails - 1)
        known[tried] = over_s(tried)
        fits, fails = (tried, fails) if known[tried] <= 0 else (fits, tried)
    return fits
