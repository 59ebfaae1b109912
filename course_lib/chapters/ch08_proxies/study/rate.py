"""What a request costs a proxy at your rate, if the figure that you have was measured at another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.arrays import Values
from course_lib.proxies.rate import HIGHEST, HTTP, LAYERS, LOWEST, cost_ms, costs_ms, times_as_much

CURVE_AT = np.geomspace(LOWEST, HIGHEST, 61)
CURVE_AT[[0, -1]] = LOWEST, HIGHEST  # rounded, they may lie outside


@dataclass(frozen=True)
class RateStudy:
    """Your rate, and that of a published figure.

    Attributes
    ----------
    yours_per_s, published_per_s : float
        Requests/s.
    layer : str
        "HTTP" or "TCP".
    yours, published : float
        The CPU of a request at each rate, over that of an HTTP request at the highest measured rate.
    times : float
        How many times as much a request takes at yours.
    """

    yours_per_s: float
    published_per_s: float
    layer: str
    yours: float
    published: float
    times: float

    @property
    def times_the_cpu(self) -> float:
        """How many times as much CPU all requests take at your rate as all at the published one."""
        return self.times * self.yours_per_s / self.published_per_s


def rate_study(yours_per_s: float, published_per_s: float, layer: str = HTTP) -> RateStudy:
    """Carry a published figure over to another rate.

    >>> study = rate_study(50, 2000)
    >>> round(study.times, 1), round(1 / study.times_the_cpu, 1)
    (4.9, 8.2)
    """
    least = cost_ms(HIGHEST, HTTP)
    yours, published = (cost_ms(each, layer) / least for each in (yours_per_s, published_per_s))
    times = times_as_much(yours_per_s, published_per_s, layer)
    return RateStudy(yours_per_s, published_per_s, layer, yours, published, times)


@lru_cache(maxsize=1)
def curves() -> dict[str, Values]:
    """Return the CPU of a request at each of `CURVE_AT`, over an HTTP request's at the highest measured rate."""
    least = cost_ms(HIGHEST, HTTP)
    return {layer: costs_ms(CURVE_AT, layer) / least for layer in LAYERS}
