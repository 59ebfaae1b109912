"""What each pod gets, where a pod is chosen for a connection: a condition is missing."""

from __future__ import annotations

from itertools import product

import numpy as np

from course_lib.chapters.ch04_connections.exercises.routes import (
    all_on_the_first,
    among_the_pods,
    but_the_opening,
    count,
    counter,
    first_connection_only,
    last_draw,
    not_just_before,
    opening,
    past_the_last,
    pod_0_is_false,
    route,
)
from course_lib.connections import textbook
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake

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
    # Connections whose numbers could be pods' as well: here an answer that mixes the two up can be told from others.
    small_numbers = (([1, 0, 1], [0.9, 0.1, 0.5], 3), ([2, 0, 2, 1], [0.1, 0.9, 0.6, 0.3], 4))
    return (*some, ([], [], 2), *small_numbers)


def large() -> tuple[Case, ...]:
    """Return thirty cases of twenty to sixty requests."""
    random = np.random.default_rng(4)
    return tuple(
        (random.integers(0, 9, n).tolist(), (random.integers(0, 1000, n) / 1000).tolist(), int(random.integers(2, 11)))
        for n in random.integers(20, 61, 30)
    )


FAMILY = Family(
    counter,
    {
        "opens": {
            "every-request": Part(
                lambda place, connections, found: True,
                "You draw a pod for every request, as if each came on a connection of its own. A request on an open"
                " connection goes to the pod of that connection, and a connection that is kept alive isn't opened"
                " again. When should a pod be drawn, and where does the pod of an open connection stand?",
                "choose a pod only when a connection is opened, not for every request.",
            ),
            "pod-0-forgotten": Part(
                pod_0_is_false,
                "Connections to pod 0 are drawn anew with each request, all others are kept. 0 counts as false in"
                " Python: if you ask whether the connection's pod is true, pod 0 isn't. Ask whether the connection is"
                " known: connection not in goes_to.",
                "a connection to pod 0 is known, too, though 0 counts as false.",
            ),
            "as-long-as-it-stays": Part(
                not_just_before,
                "You draw again whenever the connection differs from that of the request just before. But it may have"
                " been open for a long time: several connections are open side by side. Remember the pod of each.",
                "several connections are open side by side: remember the pod of each.",
            ),
        },
        "goes": {
            "in-turns": Part(
                lambda connection, draw, pods, opened: opened % pods,
                "Your draws don't matter: a new connection goes to the next pod in turn, or to the least loaded one."
                " kube-proxy with iptables keeps no such list: it draws. Use the draw of the request that opens the"
                " connection.",
                "choose by the draw, int(draw * pods), not in turns and not by what pods have.",
            ),
            "number-of-the-connection": Part(
                lambda connection, draw, pods, opened: connection % pods,
                "You take the pod from the connection's number. The number is only a name; the pod is drawn:"
                " int(draw * pods).",
            ),
            "rounded-draw": Part(
                lambda connection, draw, pods, opened: round(draw * (pods - 1)),
                "You round draw times pods - 1: then the first and the last pod are drawn half as often as the others."
                " int(draw * pods) gives each the same chance.",
                "int(draw * pods) gives each pod the same chance; rounding doesn't.",
            ),
            "never-the-last": Part(
                lambda connection, draw, pods, opened: int(draw * (pods - 1)),
                "The last pod is never chosen: int(…) already rounds down, so draw * (pods - 1) doesn't reach it. Take"
                " int(draw * pods).",
                "int(draw * pods) reaches the last pod; with pods - 1 it doesn't.",
            ),
            "counted-from-one": Part(
                lambda connection, draw, pods, opened: int(draw * pods) - 1,
                "Every count has slipped by one pod. Pods are counted from 0, as list items are: int(draw * pods) is"
                " the position.",
                "pods are counted from 0: int(draw * pods) is the position.",
            ),
        },
        "counted": {
            "once-a-connection": Part(
                opening,
                "You count connections. Count requests instead: each one counts, whichever connection it comes on.",
                "count every request, not only the one that opens its connection.",
            ),
            "all-but-the-first": Part(
                but_the_opening,
                "The request that opens a connection is not counted. It is a request, too: count after the pod is"
                " known, whether the connection is new or not.",
                "the request that opens a connection counts, too.",
            ),
        },
        "gives": {
            "idle-left-out": Part(
                lambda counts: [each for each in counts if each],
                "Pods that get nothing are missing. Each pod needs an entry, and theirs is 0.",
                "one entry for each pod, and 0 for those that get nothing.",
            ),
            "shares": Part(
                lambda counts: [each / sum(counts) for each in counts],
                "You return shares of all requests. What's needed are the requests themselves, as whole numbers.",
                "give the requests themselves, not their shares.",
            ),
            "sorted": Part(
                lambda counts: sorted(counts, reverse=True),
                "Your numbers are right but sorted, so nobody can tell which pod each belongs to. Entry k belongs to"
                " pod k.",
                "leave the counts in the order of the pods.",
            ),
            "sorted-up": Part(
                sorted,
                "Your numbers are right but the smallest comes first, so nobody can tell which pod each belongs to."
                " Entry k belongs to pod k.",
                "leave the counts in the order of the pods, not sorted.",
            ),
            "from-the-last": Part(
                lambda counts: counts[::-1],
                "Your numbers are right, but they go from the last pod to the first. Entry k belongs to pod k.",
                "entry k belongs to pod k, the first to pod 0.",
            ),
            "busy-or-not": Part(
                lambda counts: [min(each, 1) for each in counts],
                "You say for each pod whether it gets any request. How many does it get? Add 1 for each: += 1.",
                "add 1 for each request: += 1.",
            ),
        },
    },
)

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
        **FAMILY.singles,
        "round-robin": Mistake(
            counter(FAMILY.steps["opens"]["every-request"].way, FAMILY.steps["goes"]["in-turns"].way),
            "Your requests go to one pod after the other, whatever their connections and draws. A request on an open"
            " connection goes to the pod of that connection, and the pod of a new connection is drawn.",
        ),
        "among-the-pods": Mistake(
            among_the_pods,
            "You look for the connection among the pods: goes_to.values() are pods, and the connections are the keys."
            " Ask goes_to itself: connection not in goes_to.",
        ),
        "connection-for-pod": Mistake(
            lambda connections, draws, pods: count(connections, pods),
            "You take the connection's number for the number of its pod, and where there is no pod with that number,"
            " your code stops with an IndexError. A connection's number is only its name; its pod is what goes_to holds"
            " for it: goes_to[connection].",
        ),
        "first-connection-only": Mistake(
            first_connection_only,
            "A pod is chosen for the first connection only, and the next one stops with a KeyError: it has no pod yet."
            " Each connection needs a pod of its own. Ask for this connection: connection not in goes_to.",
        ),
        "shares-or-nothing": Mistake(
            lambda connections, draws, pods: [
                each / max(len(connections), 1) for each in FAMILY.make()(connections, draws, pods)
            ],
            "You return shares of all requests, or 0 where there are no requests. What's needed are the requests"
            " themselves, as whole numbers.",
        ),
        "past-the-last": Mistake(
            past_the_last,
            "Your connections go to one pod after the other, and with more connections than pods your code stops with"
            " an IndexError. Pods aren't taken in turns: each new connection goes where its draw leads, int(draw *"
            " pods).",
        ),
        "all-on-the-first": Mistake(
            all_on_the_first,
            "All requests go to one pod. That is right for one connection; each of the others has a pod of its own.",
        ),
        "last-draw": Mistake(
            last_draw,
            "All requests of a connection go where its last draw leads. The pod is chosen when the connection is"
            " opened, by the first draw.",
        ),
        "even": Mistake(
            lambda connections, draws, pods: [len(connections) / pods] * pods,
            "You return the same number for every pod: that would be right if chance were even. Follow the requests"
            " one by one.",
        ),
        "even-rounded-down": Mistake(
            lambda connections, draws, pods: [len(connections) // pods] * pods,
            "You return the same number for every pod, rounded down: that would be right if chance were even. Follow"
            " the requests one by one.",
        ),
        "pod-of-each-draw": Mistake(
            lambda connections, draws, pods: [int(draw * pods) for draw in draws],
            "You return the pod that each draw would choose. Only a request that opens a connection chooses one; and"
            " what's needed is how many requests each pod gets.",
        ),
        "by-connection": Mistake(
            lambda connections, draws, pods: [connections.count(each) for each in dict.fromkeys(connections)],
            "You count how many requests each connection carries. Count how many each pod gets: one entry for each"
            " pod, and several connections may go to the same one.",
        ),
        "pod-of-each-request": Mistake(
            route, "You return the pod of each request. Count the requests instead: one entry for each pod."
        ),
        "pod-of-each-connection": Mistake(
            lambda connections, draws, pods: opening(connections, route(connections, draws, pods)),
            "You return the pod of each connection. Count the requests that each pod gets: one entry for each pod.",
        ),
    },
    pairs=FAMILY.pairs,
    hints=(
        "Follow two requests on one connection. The first one draws a pod. What does the second one need to know?",
        "goes_to remembers the pod of each connection. A pod is drawn only for a connection that is not in it yet.",
        "Python asks that with not in. And the request counts for the pod that goes_to holds for its connection.",
    ),
)
