"""What a simulation is built from, as a person would write it: waiting for a gap, and the latency of a request.

Each function stands alone (a test runs it in an empty namespace) and none checks its input.
"""

from __future__ import annotations

import simpy


def until_next(env: simpy.Environment, gap_s: float) -> simpy.Event:
    """Return the event for which clients wait before the next request comes.

    >>> env = simpy.Environment()
    >>> until_next(env, 0.5)
    <Timeout(0.5) object at 0x...>
    """
    return env.timeout(gap_s)


def latency_of(arrived_s: float, started_s: float, work_s: float) -> float:
    """Return how long a request took, from its arrival to its answer: its wait and its work.

    >>> latency_of(arrived_s=2.0, started_s=5.0, work_s=1.5)
    4.5
    """
    return started_s - arrived_s + work_s
