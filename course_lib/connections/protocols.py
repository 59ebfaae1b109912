"""HTTP/1.0, HTTP/1.1, HTTP/2 and gRPC, as far as a balancer of connections can tell them apart.

Vocabulary: a protocol has connections that are `kept` for the next request or not, and each of them carries so many
requests `at_once`. A trace that is `carry` by a protocol names each request's connection; whoever balances
connections then has one choice a connection, whoever balances requests one a request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require, tables
from course_lib.arrays import Values, Whole
from course_lib.connections.pools import Pool, pool_connections
from course_lib.traffic import NO_CONNECTION, Trace

STREAMS = int(tables.figure("connections", "streams_recommended").value)


@dataclass(frozen=True)
class Protocol:
    """How connections carry requests.

    Attributes
    ----------
    name : str
        "HTTP/2".
    kept : bool
        Whether a connection is there for the next request.
    at_once : int
        How many requests it carries at one time; more wait, or open another.
    most : int or None
        Connections that a client opens to one address, unless its pool says less; None is no limit.
    """

    name: str
    kept: bool
    at_once: int
    most: int | None


HTTP_1_0 = Protocol("HTTP/1.0", kept=False, at_once=1, most=None)
HTTP_1_1 = Protocol("HTTP/1.1", kept=True, at_once=1, most=None)
HTTP_2 = Protocol("HTTP/2", kept=True, at_once=STREAMS, most=None)
GRPC = Protocol("gRPC", kept=True, at_once=STREAMS, most=1)
PROTOCOLS = {protocol.name: protocol for protocol in (HTTP_1_0, HTTP_1_1, HTTP_2, GRPC)}


def client_of(trace: Trace, clients: int) -> Whole:
    """Return which of so many clients each request comes from.

    Raises
    ------
    ValueError
        If there is no client.
    """
    return (trace.client * require.whole("clients", clients, at_least=1)).astype(np.int64)


def carry(
    trace: Trace,
    protocol: Protocol,
    clients: int,
    pool: Pool | None = None,
    hold_s: Values | None = None,
) -> Trace:
    """Return the same requests on the connections that the protocol puts them on.

    Parameters
    ----------
    trace : Trace
        The requests; each comes from one of the clients by its `client`.
    protocol : Protocol
        One of `PROTOCOLS`.
    clients : int
        Processes that send requests, each with connections of its own.
    pool : Pool or None
        How a client keeps its connections; None keeps all, and takes the newest.
    hold_s : NDArray of float or None
        How long each request holds its place. None: as long as it is worked on, as if no pod had a queue. The
        latencies of a run of the result may be put in here, to see what the queues change.

    Returns
    -------
    Trace
        With a number from 0 in `connection`, or -1 where each request has a connection of its own.

    Raises
    ------
    ValueError
        If an argument breaks its rule; an entry of `hold_s` is named.

    Examples
    --------
    >>> from course_lib.traffic import even_trace
    >>> trace = even_trace(50, utilisation=0.5, pods=10, seed=1)
    >>> [len(set(carry(trace, each, clients=1).connection.tolist())) for each in (HTTP_1_1, HTTP_2, GRPC)]
    [7, 1, 1]
    >>> set(carry(trace, HTTP_1_0, clients=1).connection.tolist())
    {-1}
    """
    require.that(isinstance(protocol, Protocol), "protocol", protocol, "be one of PROTOCOLS.values()")
    client = client_of(trace, clients)
    held_s = trace.service_s if hold_s is None else _require_hold("hold_s", hold_s, len(trace))
    if not protocol.kept:
        return replace(trace, connection=np.full(len(trace), NO_CONNECTION))
    kept = pool or Pool()
    limits = [limit for limit in (kept.most, protocol.most) if limit is not None]
    limited = replace(kept, most=min(limits, default=None))
    return replace(trace, connection=pool_connections(trace.arrival_s, held_s, client, protocol.at_once, limited))


def _require_hold(name: str, values: ArrayLike, requests: int) -> Values:
    held_s = require.numbers(name, values)
    require.that(len(held_s) == requests, name, len(held_s), f"have one entry per request ({requests})")
    for index in np.flatnonzero(held_s < 0)[:1]:
        require.that(False, f"{name}[{index}]", held_s[index].item(), "be zero or more")
    return held_s


def settle(
    trace: Trace,
    protocol: Protocol,
    clients: int,
    latency_of: Callable[[Trace], Values],
    pool: Pool | None = None,
) -> Trace:
    """Return the same requests on connections that are held until the answer is there, queues included.

    Which connection a request takes depends on when those before it are answered, and with pods that serve first
    come, first served, that depends on no later request. So what was right up to some request stays so, and the next
    round is right for one more at least: the rounds end, with the only answer there is. Some tens are usual, and with
    long queues hundreds.

    Parameters
    ----------
    trace, protocol, clients, pool
        As in `carry`. With a limit of connections a request that waits in its client arrives too early here.
    latency_of : callable
        Simulates a trace, and returns the latency of each request: `lambda it: simulate(it, RANDOM).latency_s`.

    Raises
    ------
    ValueError
        If an argument breaks its rule, or the rounds do not end: then a latency hangs on chance, or on later requests.
    """
    found = carry(trace, protocol, clients, pool)
    for _ in range(len(trace)):
        held_s = _require_hold("latency_of(trace)", latency_of(found), len(trace))
        after = carry(trace, protocol, clients, pool, held_s)
        if (after.connection == found.connection).all():
            return found
        found = after
    rule = "depend on earlier requests only, not on later ones or on chance, so that the connections settle"
    raise ValueError(f"latency_of must {rule}, got other connections after each of {len(trace)} rounds")


def per_request(trace: Trace) -> Trace:
    """Return the same requests as one sees them who balances requests: each may go anywhere."""
    return carry(trace, HTTP_1_0, clients=1)
