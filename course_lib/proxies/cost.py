"""What requests cost a proxy: by your own readings, by what is published until you have some, and by what is kept free.

Vocabulary: a `reading` is what all proxies took over the same time, (2.0, 8000): cores, and the requests/s that passed
them. Every proxy counts what passes it, so a request that passes two counts twice. The `cost` is of one proxy, in cores
per 1,000 requests/s; a call costs as many times that as it passes proxies, and the control plane isn't in it. By `use`
it comes from readings. By `request` it is what a proxy requests over what passes it: the fewer requests, the further
the two are apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from course_lib import require
from course_lib.estimate import Estimate
from course_lib.proxies.benchmarks import usage, usages
from course_lib.proxies.rate import times_as_much
from course_lib.proxies.requests import AT_REQUESTS_PER_S

UNIT = "cores per 1,000 requests/s"
NEWEST = "istio_1_24"
PAIR = 2


def cost_of(readings: Sequence[tuple[float, float]]) -> Estimate:
    """Return the cost by one's own readings: of all of them together, from the cheapest to the dearest.

    Parameters
    ----------
    readings : sequence of (float, float)
        Cores that all proxies used, and requests/s that passed them; best of a busy time and of a quiet one.

    Raises
    ------
    ValueError
        If there is no reading, one is no pair, or one of its numbers isn't positive.

    Examples
    --------
    >>> cost_of([(2.0, 8000), (0.9, 2000)])
    0.29 cores per 1,000 requests/s (0.25 to 0.45)
    """
    rule = "be a list of pairs such as (2.0, 8000): cores, and requests/s"
    require.that(isinstance(readings, list | tuple) and len(readings) > 0, "readings", readings, rule)
    for reading in readings:
        require.that(isinstance(reading, list | tuple) and len(reading) == PAIR, "readings", readings, rule)
    cores = [require.positive("cores", each) for each, _ in readings]
    requests_per_s = [require.positive("requests_per_s", each) for _, each in readings]
    each = [1000 * used / passed for used, passed in zip(cores, requests_per_s, strict=True)]
    whole = 1000 * sum(cores) / sum(requests_per_s)
    ends = sorted([min(each), whole, max(each)])  # with a single reading, rounding may turn them round
    return Estimate(low=ends[0], best=ends[1], high=ends[2], unit=UNIT, source="own readings of all proxies")


def requested_cost(requested_m: float, requests_per_s: float) -> float:
    """Return the cost by request, in the same unit, of a proxy that so many requests/s pass.

    Examples
    --------
    >>> requested_cost(100, 50), requested_cost(100, 2000)
    (2.0, 0.05)
    """
    require.that(require.number("requested_m", requested_m) >= 0, "requested_m", requested_m, "be zero or more")
    return requested_m / require.positive("requests_per_s", requests_per_s)


def published_cost(requests_per_s: float) -> Estimate:
    """Return what one sidecar of Istio costs at a rate, by all that is published of it at 1,000 requests/s.

    Best is the newest figure, carried over to the rate as one Envoy was measured for this course. At least it is the
    lowest figure, at most the highest, each carried over only where that widens the range.

    Parameters
    ----------
    requests_per_s : float
        Through one proxy: 50 to 2,000, since nothing was measured outside.

    Examples
    --------
    >>> published_cost(1000), published_cost(50)
    (0.2 cores per 1,000 requests/s (0.2 to 0.5), 0.6658 cores per 1,000 requests/s (0.2 to 1.664))
    """
    times = times_as_much(requests_per_s, AT_REQUESTS_PER_S)
    asked = ("Istio", "sidecar", f"{AT_REQUESTS_PER_S:g}", "vCPU")
    published = [row.value for row in usages() if (row.mesh, row.part, row.load, row.unit) == asked]
    newest = usage(NEWEST, f"{AT_REQUESTS_PER_S:g}", "Istio").value
    low, high = min(published) * min(1.0, times), max(published) * max(1.0, times)
    source = (
        f"Istio's sidecar as published, at {AT_REQUESTS_PER_S:,.0f} requests/s, carried over to {requests_per_s:,.0f}"
    )
    return Estimate(low=low, best=newest * times, high=high, unit=UNIT, source=source, certainty="guess")
