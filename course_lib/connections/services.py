"""Your own services: which of them sends many requests to few pods, because it balances connections.

Vocabulary: a `service` (checkout: 10 pods, 4 connections) is balanced by "connections" or by "requests"; its
`expectation` says how many pods stay idle and how many times the mean the busiest gets, with the range in which
nine of ten such services lie.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.connections.spread import MOST_CONNECTIONS, MOST_PODS, busiest, expected_busy
from course_lib.estimate import Estimate, exact, interval

BY_CONNECTION, BY_REQUEST = BALANCED_BY = ("connections", "requests")
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True)
class Service:
    """A service as its callers reach it.

    Attributes
    ----------
    name : str
        "checkout".
    pods : int
        That answer; at most 500.
    connections : int
        Open to all its pods together, of all callers; at most 2,000. More are as good as even.
    balanced : str
        What is balanced on the way: one of `BALANCED_BY`.

    Raises
    ------
    ValueError
        If an attribute breaks its rule.
    """

    name: str
    pods: int
    connections: int
    balanced: str = BY_CONNECTION

    def __post_init__(self) -> None:
        require.that(isinstance(self.name, str) and self.name.strip() != "", "name", self.name, "be text")
        for name, most in (("pods", MOST_PODS), ("connections", MOST_CONNECTIONS)):
            value = require.whole(name, getattr(self, name), at_least=1)
            require.that(value <= most, name, value, f"be at most {most:,}")
        require.one_of("balanced", self.balanced, BALANCED_BY)


@dataclass(frozen=True)
class Expectation:
    """What chance makes of a service whose connections all carry the same: numbers of times the mean.

    Attributes
    ----------
    service : Service
        Of which this is expected.
    idle : float
        Pods that get nothing, on average.
    busiest_over_mean : Estimate
        The busiest pod's load, in times the mean: low is what one in twenty such services stay below or at, best the
        average, high what nineteen in twenty do not exceed.
    """

    service: Service
    idle: float
    busiest_over_mean: Estimate


def expectation(service: Service) -> Expectation:
    """Return what to expect of a service.

    >>> found = expectation(Service("checkout", pods=10, connections=4))
    >>> round(found.idle, 2), found.busiest_over_mean
    (6.56, 3.835 times (2.5 to 5))
    >>> expectation(Service("search", pods=10, connections=4, balanced="requests")).busiest_over_mean
    1 times
    """
    if service.balanced == BY_REQUEST:
        return Expectation(service, 0.0, exact(1.0, "times", "balanced by requests: even"))
    load, mean = busiest(service.pods, service.connections), service.connections / service.pods
    low, high = (load.quantile(share) / mean for share in (LOW, HIGH))
    best = load.mean / mean
    times = Estimate(
        best=best,
        low=min(low, best),
        high=max(high, best),
        unit="times",
        source=f"{service.connections} connections to {service.pods} pods, exact",
        certainty=interval(HIGH - LOW),
    )
    return Expectation(service, service.pods - expected_busy(service.pods, service.connections), times)


def worst_first(services: list[Service]) -> list[Expectation]:
    """Return what to expect of each, the most uneven first.

    Raises
    ------
    ValueError
        If there is none, or one is no `Service`; its place is named.

    Examples
    --------
    >>> found = worst_first([Service("a", 10, 400), Service("b", 10, 4)])
    >>> [each.service.name for each in found]
    ['b', 'a']
    """
    require.that(len(services) > 0, "services", services, "hold one service or more")
    for place, service in enumerate(services):
        require.that(isinstance(service, Service), f"services[{place}]", service, "be a Service")
    return sorted(map(expectation, services), key=lambda each: -each.busiest_over_mean.best)
