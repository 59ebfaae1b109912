"""What a request costs a proxy, by how many come a second.

Vocabulary: the `cost` is the CPU of 1,000 requests, measured at four rates ("50 requests/s: 303 ms"). Idle, a proxy
wakes up for every request; busy, one wake-up serves several. So a figure of CPU per request means nothing without its
rate, and a proxy measured at 2,000 requests/s looks cheaper than it is at 50.

Between two measured rates the cost is a straight line in logarithms; beyond them nothing is said. Milliseconds are one
machine's: only the ratios are worth carrying elsewhere.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.tables import figure

HTTP, TCP = LAYERS = ("HTTP", "TCP")
RATES = (50, 200, 800, 2000)  # requests/s
LOWEST, HIGHEST = RATES[0], RATES[-1]
_ROWS = {HTTP: "l7", TCP: "l4"}


@cache
def measured_ms(layer: str = HTTP) -> tuple[float, ...]:
    """Return the CPU of 1,000 requests at each of `RATES`.

    >>> measured_ms("HTTP"), measured_ms("TCP")
    ((303.0, 172.0, 103.0, 62.0), (126.0, 52.0, 48.0, 25.0))
    """
    begin = _ROWS[require.one_of("layer", layer, LAYERS)]
    return tuple(figure("proxy_rate", f"{begin}_{rate}_rps").value for rate in RATES)


def cost_ms(requests_per_s: float, layer: str = HTTP) -> float:
    """Return the CPU of 1,000 requests at a rate, in ms on the machine that measured it.

    Raises
    ------
    ValueError
        If the rate lies outside of what was measured, 50 to 2,000 requests/s, or there is no such layer.

    Examples
    --------
    >>> cost_ms(50), round(cost_ms(100)), cost_ms(2000)
    (303.0, 228, 62.0)
    """
    require.between("requests_per_s", requests_per_s, LOWEST, HIGHEST)
    return float(costs_ms(np.array([requests_per_s]), layer)[0])


def costs_ms(requests_per_s: Values, layer: str = HTTP) -> Values:
    """Return the same at several rates, none of them outside of what was measured."""
    require.one_of("layer", layer, LAYERS)
    rates = require.numbers("requests_per_s", requests_per_s)
    for each in rates[(rates < LOWEST) | (rates > HIGHEST)][:1]:
        require.between("requests_per_s", float(each), LOWEST, HIGHEST)
    exact = dict(zip(RATES, measured_ms(layer), strict=True))
    between = np.exp(np.interp(np.log(rates), np.log(RATES), np.log(measured_ms(layer))))
    return np.array([exact.get(rate, cost) for rate, cost in zip(rates.tolist(), between.tolist(), strict=True)])


def times_as_much(requests_per_s: float, published_at_per_s: float, layer: str = HTTP) -> float:
    """Return how many times as much CPU a request takes at your rate as at the rate of a published figure.

    >>> round(times_as_much(50, 2000), 1), round(times_as_much(50, 2000, "TCP"), 1)
    (4.9, 5.0)
    """
    return cost_ms(requests_per_s, layer) / cost_ms(published_at_per_s, layer)


def layers_ratio(requests_per_s: float) -> float:
    """Return how many times as much CPU a request takes through an HTTP proxy as through a TCP proxy.

    >>> [round(layers_ratio(rate), 1) for rate in RATES]
    [2.4, 3.3, 2.1, 2.5]
    """
    return cost_ms(requests_per_s, HTTP) / cost_ms(requests_per_s, TCP)
