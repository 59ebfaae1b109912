"""What each pod gets, where a pod is chosen for a connection: a condition is missing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np

from course_lib.connections import textbook
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake

Counts = list[int]
NAMES = (4, 7, 2)  # connections in the order in which they appear
DRAWS = (0.1, 0.5, 0.9)


def orders(requests: int) -> list[tuple[int, ...]]:
    """Return every way to share requests among connections, these numbered as they appear."""
    found = [()] if not requests else [(*before, k) for before in orders(requests - 1) for k in range(len(NAMES))]
    return [each for each in found if all(k <= len(set(each[:place])) for place, k in enumerate(each))]


def small() -> tuple[Case, ...]:
    """Return up to three requests over up to three connections, to one to three pods; no request comes last."""
    some = [
        ([NAMES[k] for k in order], list(draws), pods)
        for requests in (1, 2, 3)
        for order in orders(requests)
        for draws in product(DRAWS, repeat=requests)
        for pods in (1, 2, 3)
    ]
    return (*some, ([], [], 2))


def large() -> tuple[Case, ...]:
    """Return thirty cases of twenty to sixty requests."""
    random = np.random.default_rng(4)
    return tuple(
        (random.integers(0, 9, n).tolist(), (random.integers(0, 1000, n) / 1000).tolist(), int(random.integers(2, 11)))
        for n in random.integers(20, 61, 30)
    )


def by_pod(pods_of: Callable[[list[int], list[float], int], list[int]]) -> Callable[..., Counts]:
    """Return a function that counts the pods that another names, one a request."""

    def count(connections: list[int], draws: list[float], pods: int) -> Counts:
        counts = [0] * pods
        for pod in pods_of(connections, draws, pods):
            counts[pod] += 1
        return counts

    return count


def route(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Return the right pod of each request."""
    goes_to: dict[int, int] = {}
    return [
        goes_to.setdefault(connection, int(draw * pods)) for connection, draw in zip(connections, draws, strict=True)
    ]


def as_long_as_it_stays(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Draw whenever the connection is another one than just before."""
    found: list[int] = []
    for place, (connection, draw) in enumerate(zip(connections, draws, strict=True)):
        stays = place > 0 and connections[place - 1] == connection
        found.append(found[-1] if stays else int(draw * pods))
    return found


def in_turns(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Give new connections to one pod after the other."""
    opened = list(dict.fromkeys(connections))
    return [opened.index(connection) % pods for connection in connections]


def once_a_connection(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Count each connection once."""
    first = dict(zip(reversed(connections), reversed(draws), strict=True))
    return [int(draw * pods) for draw in first.values()]


def but_the_first(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Leave out the request with which a connection is opened."""
    seen: set[int] = set()
    kept = []
    for connection, pod in zip(connections, route(connections, draws, pods), strict=True):
        if connection in seen:
            kept.append(pod)
        seen.add(connection)
    return kept


def pod_0_forgotten(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Draw anew where the pod of a connection is 0, which counts as false."""
    goes_to: dict[int, int] = {}
    found = []
    for connection, draw in zip(connections, draws, strict=True):
        goes_to[connection] = goes_to.get(connection) or int(draw * pods)
        found.append(goes_to[connection])
    return found


def last_draw(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Send all of a connection where its last draw leads."""
    last = dict(zip(connections, draws, strict=True))
    return [int(last[connection] * pods) for connection in connections]


RIGHT = by_pod(route)
requests_per_pod = FunctionExercise(
    reference=textbook.requests_per_pod,
    chapter="connections",
    decision="say what each pod gets over given connections",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([3, 3, 5, 3, 5], [0.8, 0.1, 0.3, 0.4, 0.9], 4),
        ([1, 2, 1, 1, 2, 6], [0.5, 0.1, 0.9, 0.2, 0.6, 0.95], 3),
        ([8, 8, 8, 9, 8], [0.3, 0.7, 0.9, 0.7, 0.1], 5),
        ([2, 4, 2, 4, 4], [0.9, 0.55, 0.2, 0.1, 0.3], 2),
    ),
    mistakes={
        "every-request": Mistake(
            by_pod(lambda connections, draws, pods: [int(draw * pods) for draw in draws]),
            "You draw a pod for every request, as if each came on a connection of its own. A request on a connection"
            " that is open goes where that goes; kept alive, a connection is not opened anew. When only is a pod"
            " drawn?",
        ),
        "pod-0-forgotten": Mistake(
            by_pod(pod_0_forgotten),
            "You ask whether the connection's pod counts as true, and pod 0 doesn't: 0 is false to Python, so its"
            " connections are drawn anew. Ask whether the connection is known: connection not in goes_to.",
        ),
        "all-on-the-first": Mistake(
            by_pod(lambda connections, draws, pods: [int(draw * pods) for draw in draws[:1]] * len(draws)),
            "All requests go to one pod. That is right for one connection; each of the others has a pod of its own.",
        ),
        "as-long-as-it-stays": Mistake(
            by_pod(as_long_as_it_stays),
            "You draw anew when the connection differs from that of the request just before. But it may have been open"
            " for long: several are, side by side. Remember the pod of each.",
        ),
        "in-turns": Mistake(
            by_pod(in_turns),
            "You deal the connections out in turns. kube-proxy with iptables doesn't remember whose turn it is: it"
            " draws. Use the draw of the request that opens the connection.",
        ),
        "number-of-the-connection": Mistake(
            by_pod(lambda connections, draws, pods: [connection % pods for connection in connections]),
            "You take the pod from the connection's number. The number is only a name; the pod is drawn:"
            " int(draw * pods).",
        ),
        "once-a-connection": Mistake(
            by_pod(once_a_connection),
            "You count connections. Asked for are requests: each one counts, on whichever connection it comes.",
        ),
        "all-but-the-first": Mistake(
            by_pod(but_the_first),
            "The request that opens a connection is not counted. It is a request, too: count after the pod is known,"
            " whether the connection is new or not.",
        ),
        "last-draw": Mistake(
            by_pod(last_draw),
            "All requests of a connection go where its last draw leads. The pod is chosen when the connection is"
            " opened, with the first.",
        ),
        "even": Mistake(
            lambda connections, draws, pods: [len(connections) / pods] * pods,
            "The same for every pod: so it would be if chance were even. Follow the requests one by one.",
        ),
        "idle-left-out": Mistake(
            lambda connections, draws, pods: [count for count in RIGHT(connections, draws, pods) if count],
            "Pods that get nothing are missing. One entry a pod: theirs is 0.",
        ),
        "pod-of-each-request": Mistake(
            route,
            "You return the pod of each request. Count them: one entry a pod.",
        ),
        "shares": Mistake(
            lambda connections, draws, pods: [count / len(connections) for count in RIGHT(connections, draws, pods)],
            "You return shares of all requests. Asked for are the requests themselves, as whole numbers.",
        ),
        "sorted": Mistake(
            lambda connections, draws, pods: sorted(RIGHT(connections, draws, pods), reverse=True),
            "The right numbers, sorted: then nobody knows whose they are. Entry k belongs to pod k.",
        ),
        "rounded-draw": Mistake(
            by_pod(lambda c, d, pods: route(c, [round(draw * (pods - 1)) / pods + 1e-9 for draw in d], pods)),
            "You round draw times pods - 1: then the first and the last pod are drawn half as often as the others."
            " int(draw * pods) gives each the same chance.",
        ),
        "counted-from-one": Mistake(
            by_pod(lambda c, d, pods: [pod - 1 for pod in route(c, d, pods)]),
            "Every count has slipped by one pod. Pods are counted from 0, as lists are: int(draw * pods) is the place.",
        ),
    },
    hints=(
        "Follow two requests on one connection. The first one draws a pod. What does the second one need to know?",
        "goes_to remembers the pod of each connection. A pod is drawn only for a connection that is not in it yet.",
        "In Python, not in asks just that. And what is counted is the place in counts of the connection's pod.",
    ),
)
