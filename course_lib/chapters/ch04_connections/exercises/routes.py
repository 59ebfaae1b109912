"""How requests find their pods, in right ways and wrong ones.

Vocabulary: a request `opens` its connection if a pod is chosen with it; where the connection `goes` is the pod that is
chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Found = list[int]  # one entry a request
Opens = Callable[[int, list[int], Found], bool]
Goes = Callable[[int, float, int, int], int]


def known(place: int, connections: list[int], found: Found) -> bool:
    """Whether the connection of a request has had one before."""
    return connections[place] in connections[:place]


def is_new(place: int, connections: list[int], found: Found) -> bool:
    """Whether a request opens its connection."""
    return not known(place, connections, found)


def drawn(connection: int, draw: float, pods: int, opened: int) -> int:
    """Return the pod that a draw chooses."""
    return int(draw * pods)


def route(connections: list[int], draws: list[float], pods: int, opens: Opens = is_new, goes: Goes = drawn) -> Found:
    """Return the pod of each request: chosen anew, as it always is by the first of a connection, or as before."""
    found: Found = []
    goes_to: dict[int, int] = {}
    opened = 0
    for place, (connection, draw) in enumerate(zip(connections, draws, strict=True)):
        if connection not in goes_to or opens(place, connections, [goes_to[each] for each in connections[:place]]):
            goes_to[connection] = goes(connection, draw, pods, opened)
            opened += 1
        found.append(goes_to[connection])
    return found


def pod_0_is_false(place: int, connections: list[int], found: Found) -> bool:
    """Whether the pod of a connection is 0, which counts as false."""
    return found[connections.index(connections[place])] == 0


def not_just_before(place: int, connections: list[int], found: Found) -> bool:
    """Whether the request just before came on another connection."""
    return connections[place - 1] != connections[place]


def every(connections: list[int], found: Found) -> Found:
    """Count every request."""
    return found


def opening(connections: list[int], found: Found) -> Found:
    """Count only the requests that open a connection."""
    return [pod for place, pod in enumerate(found) if is_new(place, connections, found)]


def but_the_opening(connections: list[int], found: Found) -> Found:
    """Leave out the requests that open a connection."""
    return [pod for place, pod in enumerate(found) if known(place, connections, found)]


def count(found: Found, pods: int) -> list[int]:
    """Return how many requests each pod has."""
    counts = [0] * pods
    for pod in found:
        counts[pod] += 1
    return counts


def counter(
    opens: Opens = is_new,
    goes: Goes = drawn,
    counted: Callable[[list[int], Found], Found] = every,
    gives: Callable[[Found], Any] = lambda counts: counts,
) -> Callable[..., Any]:
    """Return the function that routes so, counts those, and gives that of the counts."""

    def requests_so(connections: list[int], draws: list[float], pods: int) -> Any:
        return gives(count(counted(connections, route(connections, draws, pods, opens, goes)), pods))

    return requests_so


def all_on_the_first(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Send everything where the first draw leads."""
    return count([int(draw * pods) for draw in draws[:1]] * len(draws), pods)


def among_the_pods(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Look for a connection among the pods; where its number is a pod's, it seems to be known and isn't."""
    goes_to: dict[int, int] = {}
    found = []
    for connection, draw in zip(connections, draws, strict=True):
        if connection not in goes_to.values():
            goes_to[connection] = int(draw * pods)
        found.append(goes_to[connection])
    return count(found, pods)


def past_the_last(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Give each new connection to the next pod; past the last one it stops."""
    opened = list(dict.fromkeys(connections))
    return count([opened.index(connection) for connection in connections], pods)


def first_connection_only(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Choose a pod for the first connection and for none after it, where it stops."""
    goes_to: dict[int, int] = {}
    found = []
    for connection, draw in zip(connections, draws, strict=True):
        if not goes_to:
            goes_to[connection] = int(draw * pods)
        found.append(goes_to[connection])
    return count(found, pods)


def last_draw(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Send all of a connection where its last draw leads."""
    last = dict(zip(connections, draws, strict=True))
    return count([int(last[connection] * pods) for connection in connections], pods)
