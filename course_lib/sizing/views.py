"""How many proxies a number of pods can bear, each of them seeing only its own requests.

Vocabulary: the `limit` (4) of 13 pods is the most proxies with which they still meet the objective. Limits rise with
the pods, so they are a staircase: read the other way, they say how many pods so many proxies need.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from course_lib import require
from course_lib.balancers import Balancer
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

    A staircase has few steps: to find each by halving takes far fewer simulations than all its points would.
    More proxies are taken never to be faster.

    Examples
    --------
    >>> from course_lib import balancers
    >>> limits = proxies_allowed(Need(offered=9, objective_s=2), balancers.POWER_OF_TWO_CHOICES, 3, requests=50_000)
    >>> limits[1].pods, limits[3].pods
    (12, 13)
    """
    require.whole("most", most, at_least=1)

    def end(which: str) -> list[int]:
        first = getattr(pods_needed(need, balancer, proxies=1, requests=requests, seed=seed), which)
        field = {"pods": "best"}.get(which, which)

        def meets(pods: int, proxies: int) -> bool:
            interval = measured_latency(need, balancer, pods, proxies, requests, seed)
            return bool(getattr(interval, field) <= need.objective_s)

        return _staircase(first, most, meets)

    ends = zip(end("low"), end("pods"), end("high"), strict=True)
    return ProxyLimits(most, tuple(PodsNeeded.from_simulations(*each, latency_s=math.nan) for each in ends))


def _staircase(pods: int, most: int, meets: Callable[[int, int], bool]) -> list[int]:
    """Return the pods needed for 1, 2, … proxies, if `pods` do for one and `meets` says what does for more."""
    needed: list[int] = []
    while len(needed) < most:
        fits, fails = max(len(needed), 1 if not needed else 0), most + 1
        while fails - fits > 1:
            middle = (fits + fails) // 2
            fits, fails = (middle, fails) if meets(pods, middle) else (fits, middle)
        needed += [pods] * (fits - len(needed))
        pods += 1
    return needed
