"""The trace: all that is known of the requests before a balancer sees the first one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_lib import require
from course_lib.arrays import ReadOnly, Values, Whole, freeze
from course_lib.traffic.units import require_affordable, unit_draws

NO_CONNECTION = -1
MOST_CONNECTIONS = 1_000_000
DRAWS = 4  # a request: two attempts of two choices; the built-in balancer that takes most takes three


@dataclass(frozen=True, eq=False, repr=False)
class Trace(ReadOnly):
    """Requests with their arrivals, their work and their chance; one entry a request, none ever changes.

    Attributes
    ----------
    gaps_s : NDArray of float, shape (n,)
        Seconds since the arrival before, or since the start; zero or more.
    service_s : NDArray of float, shape (n,)
        Seconds of work for a worker of speed 1; positive.
    draws : NDArray of float, shape (n, k)
        Unit draws for the balancer, from 0 to below 1. Of a balancer that takes d, attempt a of a request gets
        columns a·d up to (a + 1)·d, whatever else happens: a retry has draws of its own.
    connection : NDArray of int, shape (n,)
        The connection that carries the request, or -1 for one of its own.
    client : NDArray of float, shape (n,)
        Where in the fleet of clients it comes from, from 0 to below 1. With K proxies it passes ⌊client · K⌋.
    pods : int
        How many pods the load was meant for.

    Raises
    ------
    ValueError
        If an entry breaks its rule; the entry is named: `gaps_s[2] must be zero or more, got -1.0`.

    Examples
    --------
    >>> trace = recorded_trace([0.0, 0.5, 0.5], [1.0, 2.0, 1.0], pods=2, seed=1)
    >>> trace
    Trace(3 requests for 2 pods, utilisation 2.00)
    >>> trace.arrival_s.tolist()
    [0.0, 0.5, 1.0]
    """

    gaps_s: Values
    service_s: Values
    draws: Values
    connection: Whole
    client: Values
    pods: int

    def __post_init__(self) -> None:
        checked = {
            "gaps_s": _gaps(self.gaps_s),
            "service_s": _services(self.service_s),
            "draws": _draws(self.draws),
            "connection": _connections(self.connection),
            "client": _units("client", self.client),
            "pods": require.whole("pods", self.pods, at_least=1),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, _read_only(value) if isinstance(value, np.ndarray) else value)
        for name in ("service_s", "draws", "connection", "client"):
            length = len(getattr(self, name))
            require.that(length == len(self), name, length, f"have one entry per request ({len(self)})")

    def __len__(self) -> int:
        """Return the number of requests."""
        return len(self.gaps_s)

    def __repr__(self) -> str:
        """Say it in one line that is the same on every run."""
        return f"Trace({len(self)} requests for {self.pods} pods, utilisation {self.utilisation:.2f})"

    @property
    def arrival_s(self) -> Values:
        """When each request arrives: the gaps added up one after the other, as the engines do it."""
        return np.add.accumulate(self.gaps_s)

    @property
    def utilisation(self) -> float:
        """The work that arrives, over what the pods can do with one worker each until the last arrival."""
        seconds = float(self.gaps_s.sum())
        return float(self.service_s.sum()) / (seconds * self.pods) if seconds else float("inf")

    def first(self, n: int) -> Trace:
        """Return the first n requests; n must be 1 or more.

        >>> recorded_trace([0.0, 0.5, 0.5], [1.0, 2.0, 1.0], pods=2, seed=1).first(2).arrival_s.tolist()
        [0.0, 0.5]
        """
        n = require.whole("n", n, at_least=1)
        names = ("gaps_s", "service_s", "draws", "connection", "client")
        return replace(self, **{name: getattr(self, name)[:n] for name in names})

    def with_connections(self, count: int) -> Trace:
        """Return the same requests over `count` connections, each between one client and one pod.

        Clients that are neighbours share a connection. Where `count` is a multiple of the number of proxies, each
        connection belongs to one proxy.

        >>> recorded_trace([1.0] * 6, [1.0] * 6, pods=2, seed=1).with_connections(2).connection.tolist()
        [0, 0, 0, 0, 1, 0]
        """
        rule = f"be at most {MOST_CONNECTIONS:,}"
        require.that(require.whole("count", count, at_least=1) <= MOST_CONNECTIONS, "count", count, rule)
        return replace(self, connection=(self.client * count).astype(np.int64))


def recorded_trace(gaps_s: ArrayLike, service_s: ArrayLike, *, pods: int, seed: int, draws: int = DRAWS) -> Trace:
    """Return a trace of given arrivals and services: your own measurements, or a case made by hand.

    Parameters
    ----------
    gaps_s, service_s : sequence of numbers
        One entry a request, in seconds; see `Trace`.
    pods : int
        How many pods the load is meant for.
    seed : int
        Of all else: what balancers draw, and the clients. No request has a connection.
    draws : int
        Unit draws a request.

    Raises
    ------
    ValueError
        If an argument breaks its rule; an entry is named.

    Examples
    --------
    >>> recorded_trace([1.0, 1.0], [0.5, 1.5], pods=1, seed=1).utilisation
    1.0
    """
    n = len(_gaps(gaps_s))
    units = unit_draws(*require_affordable(n, draws), require.whole("seed", seed))
    alone = np.full(n, NO_CONNECTION)
    return Trace(_gaps(gaps_s), _services(service_s), units.draws, alone, units.client, pods)


def _gaps(values: ArrayLike) -> Values:
    gaps_s = require.numbers("gaps_s", values)
    require.that(len(gaps_s) > 0, "gaps_s", values, "hold one request or more")
    for index in np.flatnonzero(gaps_s < 0)[:1]:
        require.that(False, f"gaps_s[{index}]", gaps_s[index].item(), "be zero or more")
    return gaps_s


def _services(values: ArrayLike) -> Values:
    service_s = require.numbers("service_s", values)
    for index in np.flatnonzero(service_s <= 0)[:1]:
        require.positive(f"service_s[{index}]", service_s[index].item())
    return service_s


def _draws(values: ArrayLike) -> Values:
    table = np.asarray(values)
    rule = "be a table of numbers with one row per request"
    require.that(table.ndim == 2 and table.dtype.kind in "iuf", "draws", values, rule)
    if not (table.min(initial=0) >= 0 and table.max(initial=0) < 1):  # at once, as all but a few tables are good
        row, column = np.argwhere(~((table >= 0) & (table < 1)))[0]
        require.that(False, f"draws[{row}][{column}]", table[row, column].item(), "be from 0 to below 1")
    return table.astype(np.float64, copy=False)


def _units(name: str, values: ArrayLike) -> Values:
    units = require.numbers(name, values)
    for index in np.flatnonzero((units < 0) | (units >= 1))[:1]:
        require.that(False, f"{name}[{index}]", units[index].item(), "be from 0 to below 1")
    return units


def _connections(values: ArrayLike) -> Whole:
    numbers = require.numbers("connection", values)
    whole = (np.floor(numbers) == numbers) & (numbers >= NO_CONNECTION) & (numbers < MOST_CONNECTIONS)
    for index in np.flatnonzero(~whole)[:1]:
        rule = f"be -1 or a whole number below {MOST_CONNECTIONS:,}"
        require.that(False, f"connection[{index}]", numbers[index].item(), rule)
    return numbers.astype(np.int64)


def _read_only(values: NDArray[np.generic]) -> NDArray[np.generic]:
    # What is read-only and nobody's view already is as good as a copy: the unit draws, shared by many traces.
    if not values.flags.writeable and values.base is None and values.flags.c_contiguous:
        return values
    return freeze(np.array(values, order="C"))
