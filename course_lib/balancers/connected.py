"""Least request, as Envoy counts: a request counts from when it has a connection, not from when it arrived.

Vocabulary: `asked` (row 1) are a pod's connections that requests have asked for, `open` (row 2) those of them that are
there, each `connect_s` (0.02 s) after it was asked for. All are listed in rows 3 and 4, by when they are `due` and
where, as they take the same time. A pod is `seen` with as many requests as have a connection: those in flight, or the
connections that it has, if these are fewer.

As in a pool of HTTP/1.1 connections, each carries one request at a time, whoever finds none free has one opened, and
what has become free takes the next request, so connections stay and are used again. Hence all that blinds it: a burst
that meets no connections, and a limit of them. Sources: Envoy, conn_pool_base.cc and least_request_lb.cc; that it does
so was measured. Ours, and simpler: the wait for a connection takes no time of the request itself, none is closed, and
the limit of all together holds for a pod's first, too, which Envoy would open.
"""

from __future__ import annotations

from course_lib import require
from course_lib.balancers.balancer import Balancer

ASKED, OPEN, DUE, WHERE, IN_ALL = range(1, 6)  # memory rows; the last has the sums of the first two, in places 1 and 2
MOST_IN_ALL = 1024  # connections to all pods together: Envoy's max_connections, unless it is told another


def establish(now: float, memory: list[list[float]]) -> None:
    """Open all connections that are due by now."""
    total = memory[IN_ALL]
    while total[OPEN] < total[ASKED] and memory[DUE][int(total[OPEN])] <= now:
        memory[OPEN][int(memory[WHERE][int(total[OPEN])])] += 1
        total[OPEN] += 1


def seen(pod: int, in_flight: list[int], memory: list[list[float]]) -> float:
    """Return how many requests of a pod have a connection; `memory[0][2]` were open from the start."""
    return min(in_flight[pod], memory[0][2] + memory[OPEN][pod])


def connect(now: float, pod: int, in_flight: list[int], memory: list[list[float]]) -> None:
    """Have a connection opened for one more request, unless one is free or on its way, or a limit is reached."""
    connections, asked = memory[0][2] + memory[ASKED][pod], int(memory[IN_ALL][ASKED])
    if in_flight[pod] < connections or connections >= memory[0][1] or asked >= MOST_IN_ALL:
        return
    memory[DUE][asked], memory[WHERE][asked] = now + memory[0][0], pod
    memory[ASKED][pod] += 1
    memory[IN_ALL][ASKED] += 1


def pick_least_connected(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return that of some pods, each drawn from all, of whose requests the fewest have a connection: one a draw.

    >>> memory = [[0.5, 9.0, 0.0], *([0.0] * 9 for _ in range(5))]  # 0.5 s to connect, at most 9 a pod, none at first
    >>> [pick_least_connected(now, [0.0, 0.5], in_flight, memory) for now, in_flight in ((0.0, [0, 0]), (0.1, [1, 0]))]
    [0, 0]
    >>> pick_least_connected(0.6, [0.0, 0.5], [2, 0], memory)  # by now both have their connections
    1
    """
    establish(now, memory)
    # The loop is that of `d_choices`, written out: what numba keeps of one module must not outlive a change of another.
    chosen = int(draws[0] * len(in_flight))
    for choice in range(1, len(draws)):
        other = int(draws[choice] * len(in_flight))
        if seen(other, in_flight, memory) < seen(chosen, in_flight, memory):
            chosen = other
    connect(now, chosen, in_flight, memory)
    return chosen


def least_connected(choices: int = 2, connect_s: float = 0.0, most: int = MOST_IN_ALL, warm: int = 0) -> Balancer:
    """Return Envoy's least request.

    With connections that take no time, and no limit that is reached, it picks as `choices` with replacement does.

    Parameters
    ----------
    choices : int
        Pods looked at, each drawn from all.
    connect_s : float
        Seconds from when a connection is asked for to when it is open; zero or more.
    most : int
        Connections to each pod at most, 1 or more. To all together 1,024 are opened at most.
    warm : int
        Connections to each pod that are open before the first request, at most `most`.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> least_connected(connect_s=0.02, most=1)
    Balancer(least_connected, settings=(0.02, 1.0, 0.0))
    """
    require.that(require.number("connect_s", connect_s) >= 0, "connect_s", connect_s, "be zero or more")
    require.whole("most", most, at_least=1)
    require.that(require.whole("warm", warm) <= most, "warm", warm, f"be no more than `most`, which is {most}")
    settings = (float(connect_s), float(most), float(warm))
    draws = require.whole("choices", choices, at_least=1)
    return Balancer("least_connected", pick_least_connected, draws=draws, settings=settings, width=MOST_IN_ALL)
