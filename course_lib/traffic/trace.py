"""The trace: all that is known of the requests before a balancer sees the first one."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_lib import require
from course_lib.arrays import ReadOnly, Values, Whole, freeze
from course_lib.traffic.later import Later
from course_lib.traffic.units import Clients, Draws, Scaled, is_long, require_affordable

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
        Of a trace that is drawn here, all but the connections are drawn when somebody asks for them; see `piece`.
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

    gaps_s: Later[Values] = Later()  # noqa: RUF009  these are no defaults
    service_s: Later[Values] = Later()  # noqa: RUF009
    draws: Later[Values] = Later()  # noqa: RUF009
    connection: Whole  # type: ignore[misc]
    client: Later[Values] = Later()  # noqa: RUF009
    pods: int  # type: ignore[misc]

    def __post_init__(self) -> None:
        held = vars(self)
        for name, check in CHECKS.items():
            if not isinstance(held[name], LATER):
                held[name] = _read_only(check(held[name]))
        held["pods"] = require.whole("pods", self.pods, at_least=1)
        for name in CHECKS:
            length = _length(held[name])
            require.that(length == len(self), name, length, f"have one entry per request ({len(self)})")

    def __len__(self) -> int:
        """Return the number of requests."""
        return _length(vars(self)["gaps_s"])

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
        n = min(require.whole("n", n, at_least=1), len(self))
        held = {name: vars(self)[name] for name in CHECKS}
        return Trace(**{name: _first(n, each) for name, each in held.items()}, pods=self.pods)

    @property
    def draws_each(self) -> int:
        """How many draws each request has."""
        draws = vars(self)["draws"]
        return int(draws.columns if isinstance(draws, Draws) else draws.shape[1])

    def piece(self, name: str, begin: int, end: int) -> NDArray[Any]:
        """Return an attribute of some requests: from one on, and up to another.

        Of a long trace only they are drawn, and nothing is kept.

        >>> trace = recorded_trace([0.0, 0.5, 0.5], [1.0, 2.0, 3.0], pods=2, seed=1)
        >>> trace.piece("service_s", 1, 3).tolist()
        [2.0, 3.0]
        """
        held = vars(self)[name]
        later: bool = isinstance(held, LATER) and is_long(held.n)
        piece: NDArray[Any] = held.between(begin, end) if later else getattr(self, name)[begin:end]
        return piece

    def at_most_s(self, name: str) -> float:
        """Return what an attribute in seconds adds up to, or what it can't be above, where it isn't drawn yet.

        >>> recorded_trace([0.0, 0.5], [1.0, 2.0], pods=2, seed=1).at_most_s("service_s")
        3.0
        """
        held = vars(self)[name]
        with np.errstate(over="ignore"):
            return held.n * held.ends[1] if isinstance(held, Scaled) else float(held.sum())

    def first_draws(self, columns: int, begin: int = 0, end: int | None = None) -> Values:
        """Return the first columns of `draws`, of all requests or of a piece; only they are drawn.

        >>> trace = recorded_trace([0.0, 0.5], [1.0, 2.0], pods=2, seed=1, draws=4)
        >>> bool((trace.first_draws(2) == trace.draws[:, :2]).all())
        True
        """
        draws, end = vars(self)["draws"], len(self) if end is None else end
        later = isinstance(draws, Draws)
        return draws.first(columns, begin, end) if later else np.ascontiguousarray(draws[begin:end, :columns])

    def with_connections(self, count: int) -> Trace:
        """Return the same requests over `count` connections, each between one client and one pod.

        Clients that are neighbours share a connection. Where `count` is a multiple of the number of proxies, each
        connection belongs to one proxy.

        >>> recorded_trace([1.0] * 6, [1.0] * 6, pods=2, seed=1).with_connections(2).connection.tolist()
        [0, 0, 0, 0, 1, 0]
        """
        rule = f"be at most {MOST_CONNECTIONS:,}"
        require.that(require.whole("count", count, at_least=1) <= MOST_CONNECTIONS, "count", count, rule)
        return Trace(**vars(self) | {"connection": freeze((self.client * count).astype(np.int64))})


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
    made = Draws(*require_affordable(n, draws), require.whole("seed", seed))
    return Trace(_gaps(gaps_s), _services(service_s), made, no_connections(n), Clients(n, made.seed), pods)


def no_connections(n: int) -> Whole:
    """Return that each of n requests has a connection of its own: one number, which stands for all."""
    return np.broadcast_to(freeze(np.array(NO_CONNECTION)), n)


# Good entries are known by the least and the largest: all but a few arrays are good. Only of the others it is asked
# which entry is the bad one.


def _gaps(values: ArrayLike) -> Values:
    gaps_s = _numbers("gaps_s", values)
    require.that(len(gaps_s) > 0, "gaps_s", values, "hold one request or more")
    if gaps_s.min() < 0:
        index = np.flatnonzero(gaps_s < 0)[0]
        require.that(False, f"gaps_s[{index}]", gaps_s[index].item(), "be zero or more")
    return gaps_s


def _services(values: ArrayLike) -> Values:
    service_s = _numbers("service_s", values)
    if service_s.min(initial=1) <= 0:
        index = np.flatnonzero(service_s <= 0)[0]
        require.positive(f"service_s[{index}]", service_s[index].item())
    return service_s


def _draws(values: ArrayLike) -> Values:
    table = np.asarray(values)
    rule = "be a table of numbers with one row per request"
    require.that(table.ndim == 2 and table.dtype.kind in "iuf", "draws", values, rule)
    if not (table.min(initial=0) >= 0 and table.max(initial=0) < 1):
        row, column = np.argwhere(~((table >= 0) & (table < 1)))[0]
        require.that(False, f"draws[{row}][{column}]", table[row, column].item(), "be from 0 to below 1")
    return table.astype(np.float64, copy=False)


def _clients(values: ArrayLike) -> Values:
    units = _numbers("client", values)
    if not (units.min(initial=0) >= 0 and units.max(initial=0) < 1):
        index = np.flatnonzero((units < 0) | (units >= 1))[0]
        require.that(False, f"client[{index}]", units[index].item(), "be from 0 to below 1")
    return units


def _connections(values: ArrayLike) -> Whole:
    known = isinstance(values, np.ndarray) and values.dtype == np.int64 and values.ndim == 1
    numbers = np.asarray(values) if known else require.numbers("connection", values)
    if not (known and numbers.min(initial=0) >= NO_CONNECTION and numbers.max(initial=0) < MOST_CONNECTIONS):
        whole = (np.floor(numbers) == numbers) & (numbers >= NO_CONNECTION) & (numbers < MOST_CONNECTIONS)
        for index in np.flatnonzero(~whole)[:1]:
            rule = f"be -1 or a whole number below {MOST_CONNECTIONS:,}"
            require.that(False, f"connection[{index}]", float(numbers[index]), rule)
    return numbers.astype(np.int64, copy=False)


def _length(values: Any) -> int:
    return values.n if isinstance(values, LATER) else len(values)


def _first(n: int, values: Any) -> Any:
    return replace(values, n=n) if isinstance(values, LATER) else values[:n]


def _numbers(name: str, values: ArrayLike) -> Values:
    """Return numbers as `require` does, without a copy of what is known to be good."""
    if isinstance(values, np.ndarray) and values.dtype == np.float64 and values.ndim == 1 and _all_finite(values):
        return values
    return require.numbers(name, values)


def _all_finite(values: Values) -> bool:
    return bool(-math.inf < values.min(initial=0) and values.max(initial=0) < math.inf)


def _read_only(values: NDArray[np.generic]) -> NDArray[np.generic]:
    # What nobody can write is as good as a copy: what was drawn, shared by many traces, and one number that stands for
    # all. A piece of something larger is copied, as it would hold all of it.
    whole = values.base is None or values.strides == (0,)
    if not values.flags.writeable and whole and not getattr(values.base, "flags", values.flags).writeable:
        return values
    return freeze(np.array(values, order="C"))


LATER = (Scaled, Draws, Clients)
CHECKS = {"gaps_s": _gaps, "service_s": _services, "draws": _draws, "connection": _connections, "client": _clients}
