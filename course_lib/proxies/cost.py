"""What a proxy costs a service: the CPU that it uses for its requests, beside the CPU that is kept free for it.

Vocabulary: the `cost` is in cores per 1,000 requests/s that pass one proxy. By `use` it follows from the CPU of 1,000
requests, in ms: 200 ms are 0.2 cores. By `request` it's what the proxy requests, divided by the requests that pass it:
100m for 50 requests/s are 2 cores per 1,000. The fewer requests pass a proxy, the further the two are apart.

A call that passes two proxies costs twice that. The control plane isn't in it.
"""

from __future__ import annotations

from course_lib import require
from course_lib.estimate import Estimate, exact

UNIT = "cores per 1,000 requests/s"


def used(cpu_ms_per_1000: float) -> float:
    """Return the cost by use.

    >>> used(200)
    0.2
    """
    return require.positive("cpu_ms_per_1000", cpu_ms_per_1000) / 1000


def requested(requests_per_s: float, requested_m: float) -> float:
    """Return the cost by request, of a proxy that so many requests pass.

    >>> requested(50, 100), requested(2000, 100)
    (2.0, 0.05)
    """
    require.that(require.number("requested_m", requested_m) >= 0, "requested_m", requested_m, "be zero or more")
    return requested_m / require.positive("requests_per_s", requests_per_s)


def proxy_cost(requests_per_s: float, cpu_ms_per_1000: float, requested_m: float = 0.0) -> Estimate:
    """Return what a proxy costs, from what it uses to what is kept free for it.

    The best value is what it costs as it is: its request, or its use where it requests nothing. The other end is what
    it would cost with the request set to the use, or what it really takes where it uses more than it requests.

    Parameters
    ----------
    requests_per_s : float
        How many requests pass one proxy, on average.
    cpu_ms_per_1000 : float
        CPU of 1,000 requests, measured at about that rate.
    requested_m : float
        What the proxy requests, in millicores; 0 if nothing.

    Raises
    ------
    ValueError
        If the rate or the CPU isn't positive, or the request is negative.

    Examples
    --------
    >>> proxy_cost(50, 303, requested_m=100)
    2 cores per 1,000 requests/s (0.303 to 2)
    >>> proxy_cost(50, 303)
    0.303 cores per 1,000 requests/s
    """
    by_use, by_request = used(cpu_ms_per_1000), requested(requests_per_s, requested_m)
    best = by_request or by_use
    inputs = (
        ("requests_per_s", exact(requests_per_s, "requests/s", "given")),
        ("cpu_ms_per_1000", exact(cpu_ms_per_1000, "ms", "given")),
        ("requested_m", exact(requested_m, "millicores", "given")),
    )
    low, high = min(by_use, best), max(by_use, best)
    source = "what a proxy uses, and what it requests"
    return Estimate(low=low, best=best, high=high, unit=UNIT, source=source, inputs=inputs)
