"""When requests arrive: four patterns with one mean rate, each a trace.

Vocabulary: at `utilisation` 0.8 of 10 `pods` with 1 `worker` each and a `mean_service_s` of 1.0, the mean gap
is 0.125 s. A `burst` is 20 requests at one instant; a `cycle` is 60 s, of which the first quarter is on.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple, TypedDict, Unpack

import numpy as np

from course_lib import require
from course_lib.arrays import Values, freeze
from course_lib.traffic.services import SERVICES, exponential
from course_lib.traffic.trace import DRAWS, Trace, no_connections
from course_lib.traffic.units import GAP, SERVICE, Clients, Draws, Scaled, require_affordable


class Options(TypedDict, total=False):
    """What every pattern of arrivals takes besides its own: see `poisson_trace`."""

    mean_service_s: float
    service: str
    workers: int
    draws: int
    overload: bool


DEFAULTS = Options(mean_service_s=1.0, service="exponential", workers=1, draws=DRAWS, overload=False)


class _Demand(NamedTuple):
    """Checked demand, still without its arrivals."""

    mean_gap_s: float
    service_s: Scaled
    draws: Draws
    pods: int

    def gaps_s(self, mean_s: float, every: int = 1) -> Scaled:
        """Return exponential gaps."""
        gaps_s = Scaled(mean_s, exponential, self.draws.n, GAP, self.draws.seed, every)
        rule = "be so short on average that each is finite"
        require.that(gaps_s.ends[1] < math.inf, "gaps_s", mean_s, rule)
        return gaps_s

    def trace(self, gaps_s: Values | Scaled) -> Trace:
        clients = Clients(self.draws.n, self.draws.seed)
        return Trace(gaps_s, self.service_s, self.draws, no_connections(self.draws.n), clients, self.pods)


def poisson_trace(
    n: int,
    *,
    utilisation: float,
    pods: int,
    mean_service_s: float = 1.0,
    service: str = "exponential",
    seed: int,
    workers: int = 1,
    draws: int = DRAWS,
    overload: bool = False,
) -> Trace:
    """Draw n requests that arrive independently of one another, at a constant mean rate.

    Parameters
    ----------
    n : int
        Requests.
    utilisation : float
        The share of all workers' time that the work takes in the long run; positive.
    pods : int
        Pods the load is meant for.
    mean_service_s : float
        Mean seconds of work a request.
    service : str
        One of `SERVICES`: the shape of the work.
    seed : int
        Of everything random. Traces that differ only in utilisation, pods, workers, service or its mean hold the
        same unit draws, rescaled.
    workers : int
        A pod, each working on one request at a time.
    draws : int
        Unit draws a request, for balancers: as many as the balancer takes, times the attempts.
    overload : bool
        Whether a utilisation of 1 or more is meant. Queues then grow as long as the trace lasts, unless they are
        bounded: clients that give up leave their work behind.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> poisson_trace(10_000, utilisation=0.8, pods=10, seed=1)
    Trace(10000 requests for 10 pods, utilisation 0.79)
    """
    options = Options(mean_service_s=mean_service_s, service=service, workers=workers, draws=draws, overload=overload)
    demand = _demand(n, utilisation, pods, seed, options)
    return demand.trace(demand.gaps_s(demand.mean_gap_s))


def even_trace(n: int, *, utilisation: float, pods: int, seed: int, **options: Unpack[Options]) -> Trace:
    """Draw n requests that arrive one after the other with the same gap.

    Parameters
    ----------
    n, utilisation, pods, seed, **options
        As in `poisson_trace`.

    Raises
    ------
    ValueError
        If an argument breaks its rule.
    TypeError
        If there is no such option.

    Examples
    --------
    >>> even_trace(3, utilisation=0.5, pods=4, seed=1).gaps_s.tolist()
    [0.5, 0.5, 0.5]
    """
    demand = _demand(n, utilisation, pods, seed, options)
    return demand.trace(np.broadcast_to(freeze(np.array(demand.mean_gap_s)), n))


def burst_trace(
    n: int, *, utilisation: float, pods: int, seed: int, burst: int = 20, **options: Unpack[Options]
) -> Trace:
    """Draw n requests, `burst` of them at one instant; the bursts come independently of one another.

    Parameters
    ----------
    n, utilisation, pods, seed, **options
        As in `poisson_trace`. The utilisation is the mean over many bursts: the more come at once, the longer nobody
        comes.
    burst : int
        Requests a burst, 1 or more; the last may have fewer.

    Raises
    ------
    ValueError
        If an argument breaks its rule.
    TypeError
        If there is no such option.

    Examples
    --------
    >>> burst_trace(5, utilisation=0.5, pods=4, seed=1, burst=2).gaps_s.round(2).tolist()
    [0.72, 0.0, 0.16, 0.0, 0.37]
    """
    demand = _demand(n, utilisation, pods, seed, options)
    every = require.whole("burst", burst, at_least=1)
    return demand.trace(demand.gaps_s(every * demand.mean_gap_s, every))


def on_off_trace(
    n: int,
    *,
    utilisation: float,
    pods: int,
    seed: int,
    on_share: float = 0.25,
    cycle_s: float = 60.0,
    **options: Unpack[Options],
) -> Trace:
    """Draw n requests that arrive only in the first part of every cycle, and there the faster.

    Parameters
    ----------
    n, utilisation, pods, seed, **options
        As in `poisson_trace`. The utilisation is the mean over whole cycles: while on, it is `1/on_share` times
        as high, and may well be above 1.
    on_share : float
        The part of a cycle that is on, above 0 to 1.
    cycle_s : float
        Seconds from one start to the next.

    Raises
    ------
    ValueError
        If an argument breaks its rule.
    TypeError
        If there is no such option.

    Examples
    --------
    >>> trace = on_off_trace(1000, utilisation=0.5, pods=10, seed=1, on_share=0.25, cycle_s=8.0)
    >>> bool((trace.arrival_s % 8.0 <= 2.0 + 1e-9).all())
    True
    """
    demand = _demand(n, utilisation, pods, seed, options)
    require.that(0 < require.number("on_share", on_share) <= 1, "on_share", on_share, "be above 0 and at most 1")
    on_s = require.positive("cycle_s", cycle_s) * on_share
    # Only time that is on counts for the gaps; the time that is off is put in afterwards, cycle by cycle.
    clock_s = np.add.accumulate(demand.gaps_s(on_share * demand.mean_gap_s)())
    arrival_s = clock_s + np.floor(clock_s / on_s) * (cycle_s - on_s)
    return demand.trace(freeze(np.diff(arrival_s, prepend=0.0)))


def _demand(n: int, utilisation: float, pods: int, seed: int, options: Options) -> _Demand:
    """Return the demand once every argument is known to be good."""
    for name in options:
        if name not in DEFAULTS:
            raise TypeError(f"{name} must be left out: besides their own, patterns take {', '.join(DEFAULTS)}")
    chosen: Options = {**DEFAULTS, **options}
    workers, overload, mean_service_s = chosen["workers"], chosen["overload"], chosen["mean_service_s"]
    require.positive("utilisation", utilisation)
    rule = "be below 1, or queues grow without end (overload=True allows it, for queues that are bounded)"
    require.that(isinstance(overload, bool | np.bool_), "overload", overload, "be True or False")
    require.that(bool(overload) or utilisation < 1, "utilisation", utilisation, rule)
    total = require.whole("pods", pods, at_least=1) * require.whole("workers", workers, at_least=1)
    mean_gap_s = require.positive("mean_service_s", mean_service_s) / (utilisation * total)
    shape = SERVICES[require.one_of("service", chosen["service"], SERVICES)]
    draws = Draws(*require_affordable(n, chosen["draws"]), require.whole("seed", seed))
    service_s = Scaled(mean_service_s, shape, draws.n, SERVICE, draws.seed)
    least_s, largest_s = service_s.ends
    rule = "leave the work of every request above zero and finite"
    require.that(least_s > 0 and largest_s < math.inf, "mean_service_s", mean_service_s, rule)
    return _Demand(mean_gap_s, service_s, draws, pods)


ARRIVALS: dict[str, Callable[..., Trace]] = {
    "poisson": poisson_trace,
    "even": even_trace,
    "bursts": burst_trace,
    "on_off": on_off_trace,
}
