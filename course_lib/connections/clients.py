"""Clients that balance their own requests: gRPC's round_robin over the addresses that DNS gives for a headless service.

Vocabulary: a client `knows` the pods that stood in the last answer of its DNS `lookup`, and has a connection to each.
In gRPC a lookup is made when a connection breaks or is ended by its server, no earlier than 30 s after the last; so
where servers end connections at an age, the lookups come at about that pace, and where they don't, hardly ever. The
default, pick_first, has one connection, to the first address that answers: that is the pinned connection once more.

In memory: row 0 the settings, row 1 whose turn it is, how many pods are known, and when the next lookup is due.
"""

from __future__ import annotations

from course_lib import require
from course_lib.balancers import Balancer

NEVER = 0.0


def pick_in_turn(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the pod whose turn it is among those known; a client begins anywhere, and looks up now and then.

    >>> memory = [[NEVER], [0.0, 0.0, 0.0]]
    >>> [pick_in_turn(0.0, [0.7, 0.0], [0, 0, 0], memory) for _ in range(4)]
    [2, 0, 1, 2]
    >>> pick_in_turn(9.0, [0.7, 0.0], [0, 0, 0, 0, 0], memory)  # two more pods: nobody told it
    0
    """
    every_s = memory[0][0]
    if memory[1][1] == 0.0:
        memory[1][0] = int(draws[0] * len(in_flight))
        memory[1][1] = len(in_flight)
        memory[1][2] = now + draws[1] * every_s  # clients do not look up all at once
    if every_s > 0.0 and now >= memory[1][2]:
        memory[1][1] = len(in_flight)
        memory[1][2] = now + every_s
    pod = int(memory[1][0]) % int(memory[1][1])
    memory[1][0] = pod + 1
    return pod


def client_round_robin(lookup_s: float | None = None) -> Balancer:
    """Return gRPC's round_robin; simulate it with one proxy a client.

    Parameters
    ----------
    lookup_s : float or None
        Seconds from one DNS lookup of a client to its next; None: it looks up once.

    Examples
    --------
    >>> client_round_robin(30.0)
    Balancer(client_round_robin, settings=(30.0,))
    """
    every_s = NEVER if lookup_s is None else require.positive("lookup_s", lookup_s)
    return Balancer("client_round_robin", pick_in_turn, draws=2, settings=(every_s,))
