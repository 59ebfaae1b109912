"""Which connection carries which request: a client's pool, as HTTP clients keep it.

Vocabulary: a `client` (2) has a pool of its own. A connection has `at_once` places (1 in HTTP/1.1, 100 in HTTP/2);
a request takes one and `holds` it until its answer is there (0.2 s). With no place free the client opens another
connection, up to `most`. Of the places free it takes the *newest*, used last (LIFO: Node.js since 2021, Go), or the
*oldest* (FIFO). What lies idle for `idle_s` is closed, and of idle ones no more than `keep` are kept.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np

from course_lib import require
from course_lib.arrays import Values, Whole

NEWEST, OLDEST = REUSE = ("newest", "oldest")


@dataclass(frozen=True)
class Pool:
    """How a client keeps connections.

    Attributes
    ----------
    most : int or None
        Connections a client has at one time; None is no limit.
    reuse : str
        Which of the idle ones is taken: one of `REUSE`.
    idle_s : float or None
        After which time an idle one is closed; None is never.
    keep : int or None
        How many idle ones are kept; None is all.

    Raises
    ------
    ValueError
        If an attribute breaks its rule.
    """

    most: int | None = None
    reuse: str = NEWEST
    idle_s: float | None = None
    keep: int | None = None

    def __post_init__(self) -> None:
        if self.most is not None:
            require.whole("most", self.most, at_least=1)
        require.one_of("reuse", self.reuse, REUSE)
        if self.idle_s is not None:
            require.positive("idle_s", self.idle_s)
        if self.keep is not None:
            require.whole("keep", self.keep)


@dataclass
class _Client:
    """One client's connections while requests come.

    `idle` holds the free places, that which is free for longest on the left, each as connection and since when;
    `taken` is a heap of those in use, by when they will be free; `in_use` counts the places taken, by connection.
    """

    idle: deque[tuple[int, float]] = field(default_factory=deque)
    taken: list[tuple[float, int]] = field(default_factory=list)
    in_use: dict[int, int] = field(default_factory=dict)

    def take(self, pool: Pool) -> int | None:
        """Return the connection of a free place, and take it; None if there is none."""
        if not self.idle:
            return None
        connection, _ = self.idle.pop() if pool.reuse == NEWEST else self.idle.popleft()
        return connection

    def free(self, now: float, pool: Pool) -> None:
        """Give back the places whose requests are answered by now, and close what has been idle for too long."""
        while self.taken and self.taken[0][0] <= now:
            until_s, connection = heappop(self.taken)
            self.in_use[connection] -= 1
            self.idle.append((connection, until_s))
            idle = self.in_use[connection] == 0
            if pool.keep is not None and idle and list(self.in_use.values()).count(0) > pool.keep:
                self._close(connection)
        if pool.idle_s is not None:
            last_s = dict(self.idle)  # of each connection the latest
            for connection, since_s in last_s.items():
                if self.in_use[connection] == 0 and now - since_s > pool.idle_s:
                    self._close(connection)

    def _close(self, connection: int) -> None:
        del self.in_use[connection]
        self.idle = deque(place for place in self.idle if place[0] != connection)


def pool_connections(arrival_s: Values, hold_s: Values, client: Whole, at_once: int, pool: Pool) -> Whole:
    """Return the connection of each request; connections are numbered as they are opened.

    A request that finds neither a free place nor leave to open a connection waits in its client for the place that
    is free first. It then travels on that connection; that it arrives later is not in the result.

    Parameters
    ----------
    arrival_s : NDArray of float, shape (n,)
        When each request comes to its client, rising.
    hold_s : NDArray of float, shape (n,)
        How long it holds its place.
    client : NDArray of int, shape (n,)
        Whose request it is.
    at_once : int
        Places of a connection.
    pool : Pool
        How each client keeps its connections.

    Examples
    --------
    >>> times, holds, one_client = np.array([0.0, 1.0, 5.0, 6.0]), np.array([2.0, 2.0, 0.5, 0.5]), np.zeros(4, int)
    >>> pool_connections(times, holds, one_client, 1, Pool(reuse="newest")).tolist()
    [0, 1, 1, 1]
    >>> pool_connections(times, holds, one_client, 1, Pool(reuse="oldest")).tolist()
    [0, 1, 0, 1]
    """
    clients: dict[int, _Client] = {}
    result, opened = [], 0
    for now, held_s, number in zip(arrival_s.tolist(), hold_s.tolist(), client.tolist(), strict=True):
        mine = clients.setdefault(number, _Client())
        mine.free(now, pool)
        connection, from_s = mine.take(pool), now
        if connection is None and (pool.most is None or len(mine.in_use) < pool.most):
            connection, opened = opened, opened + 1
            mine.in_use[connection] = 0
            mine.idle.extend([(connection, now)] * (at_once - 1))
        elif connection is None:
            from_s, connection = heappop(mine.taken)
            mine.in_use[connection] -= 1
        mine.in_use[connection] += 1
        heappush(mine.taken, (from_s + held_s, connection))
        result.append(connection)
    return np.array(result, np.int64)
