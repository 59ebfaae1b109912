"""Erlang's queue: a condition and the last step are missing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np

from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.trial import Case, Mistake
from course_lib.queueing import textbook

Latency = Callable[[float, float, int], float]
Last = Callable[[float, float, float, float, int], float]


def small() -> tuple[Case, ...]:
    """Return one to five workers that keep up. Who has both gaps wrong is told of the last step first."""
    return tuple(case for case in grid() if case[0] * case[1] < case[2])


def overloaded() -> tuple[Case, ...]:
    """Return those that can't: 25 requests a second of 0.04 s are just one worker's work."""
    return tuple(case for case in grid() if case[0] * case[1] >= case[2])


def grid() -> list[Case]:
    """Return one to five workers, from little to too much work."""
    every = product((4, 10, 20, 25, 50, 60, 75), (0.02, 0.04), (1, 2, 3, 5))
    return sorted(every, key=lambda case: (case[2], case[0] * case[1], case[0]))


def large() -> tuple[Case, ...]:
    """Return fifty seeded pods, a few of them overloaded."""
    draw = np.random.default_rng(5)
    found = [
        (int(draw.integers(1, 60)), float(draw.uniform(0.001, 1)), float(draw.uniform(0.1, 1.1))) for _ in "5" * 50
    ]
    return tuple((busy * workers / service_s, service_s, workers) for workers, service_s, busy in found)


def right(service_s: float, waits: float, blocked: float, busy: float, workers: int) -> float:
    """Return the service, and the wait of those that wait."""
    return service_s + waits * service_s / (workers * (1 - busy))


def queue(
    last: Last = right, endless: Callable[[float, float, int], bool] = lambda rate, offered, workers: offered >= workers
) -> Latency:
    """Return a function for the latency, with the last step or the condition done in another way."""

    def latency(requests_per_s: float, service_s: float, workers: int) -> float:
        offered = requests_per_s * service_s
        if endless(requests_per_s, offered, workers):
            return float("inf")
        blocked = 1.0
        for worker in range(1, workers + 1):
            blocked = offered * blocked / (worker + offered * blocked)
        busy = offered / workers
        waits = blocked / (1 - busy * (1 - blocked))
        return last(service_s, waits, blocked, busy, workers)

    return latency


shared_queue_latency = FunctionExercise(
    reference=textbook.shared_queue_latency,
    chapter="queueing",
    decision="say how long a request takes at a pod with several workers",
    cases=small(),
    more=(*overloaded(), *large()),
    again=((30, 0.02, 1), (50, 0.02, 2), (60, 0.05, 3), (80, 0.02, 2)),
    paper_within=0.005,
    mistakes=(
        Mistake(
            "no-condition",
            queue(endless=lambda rate, offered, workers: False),
            "Your code never returns inf. Where more work arrives than the workers can do, the queue grows as long as"
            " the traffic lasts, and there is no mean. The formula knows nothing of that: it gives a number all the"
            " same.",
        ),
        Mistake(
            "equality-forgotten",
            queue(endless=lambda rate, offered, workers: offered > workers),
            "With just as much work as the workers can do the queue has no end either: by chance it grows, and no spare"
            " time ever empties it. >= instead of >.",
        ),
        Mistake(
            "wrong-way-round",
            queue(endless=lambda rate, offered, workers: offered <= workers),
            "Your condition is the wrong way round: inf is for more work than the workers can do.",
        ),
        Mistake(
            "requests-for-work",
            queue(endless=lambda rate, offered, workers: rate >= workers),
            "You compare requests a second with workers. How much work they are is in `offered`: the workers that they"
            " keep busy.",
        ),
        Mistake(
            "one-worker-full",
            queue(endless=lambda rate, offered, workers: offered >= 1),
            "You compare the work with one worker. There are `workers` of them.",
        ),
        Mistake(
            "wait-alone",
            queue(lambda service_s, waits, blocked, busy, workers: waits * service_s / (workers * (1 - busy))),
            "That is the wait. A request is also served: add its service.",
        ),
        Mistake(
            "either-or",
            queue(
                lambda service_s, waits, blocked, busy, workers: (
                    (1 - waits) * service_s + waits * service_s / (workers * (1 - busy))
                )
            ),
            "Those that wait are served as well, afterwards. Count the service for every request, and the wait for the"
            " share that waits.",
        ),
        Mistake(
            "wait-of-those-that-wait",
            queue(lambda service_s, waits, blocked, busy, workers: service_s / (workers * (1 - busy))),
            "That is how long those wait that wait at all. Multiply by the share that does, and add the service of"
            " every request.",
        ),
        Mistake(
            "all-wait",
            queue(lambda service_s, waits, blocked, busy, workers: service_s + service_s / (workers * (1 - busy))),
            "You let every request wait. Only the share `waits` finds all workers busy: multiply the wait by it.",
        ),
        Mistake(
            "not-by-workers",
            queue(lambda service_s, waits, blocked, busy, workers: service_s + waits * service_s / (1 - busy)),
            "The wait of those that wait is too long. While all workers are busy, they finish `workers` times as many"
            " requests as one would: divide by workers as well.",
        ),
        Mistake(
            "spare-forgotten",
            queue(lambda service_s, waits, blocked, busy, workers: service_s + waits * service_s / workers),
            "You let those that wait do so until the next worker is free. Others may stand before them: divide by"
            " 1 - utilisation, too.",
        ),
        Mistake(
            "times-the-spare",
            queue(
                lambda service_s, waits, blocked, busy, workers: service_s + waits * service_s * (1 - busy) / workers
            ),
            "You multiply by what the workers have left, so a busy pod comes out quicker. Divide by it.",
        ),
        Mistake(
            "busy-for-spare",
            queue(lambda service_s, waits, blocked, busy, workers: service_s + waits * service_s / (workers * busy)),
            "You divide by how busy the workers are. What empties the queue is what they have left: 1 - utilisation.",
        ),
        Mistake(
            "one-worker",
            queue(lambda service_s, waits, blocked, busy, workers: service_s / (1 - busy)),
            "That is the formula for pods with one worker each, from exercise 1. Here a request waits only if all"
            " workers are busy: use `waits`.",
        ),
        Mistake(
            "chance-for-time",
            queue(lambda service_s, waits, blocked, busy, workers: service_s + waits),
            "You add a chance to a time. `waits` is the share of requests that wait; how long do those?",
        ),
        Mistake(
            "one-service-more",
            queue(lambda service_s, waits, blocked, busy, workers: service_s * (1 + waits)),
            "You let those that wait do so for one whole service. It is shorter where many workers finish, and longer"
            " where many wait: service_s / (workers · (1 - utilisation)).",
        ),
        Mistake(
            "loss-for-wait",
            queue(
                lambda service_s, waits, blocked, busy, workers: (
                    service_s + blocked * service_s / (workers * (1 - busy))
                )
            ),
            "You multiply by `blocked`, Erlang's B: the share that would be turned away if nobody could wait. Those"
            " that wait are more, because others wait already: `waits`, Erlang's C.",
        ),
        Mistake(
            "service-shared",
            queue(
                lambda service_s, waits, blocked, busy, workers: (
                    service_s / workers + waits * service_s / (workers * (1 - busy))
                )
            ),
            "You divide the service by the workers as well. One request is worked on by one worker: only the wait is"
            " shortened by the others.",
        ),
        Mistake(
            "waits-times-all",
            queue(
                lambda service_s, waits, blocked, busy, workers: (
                    waits * (service_s + service_s / (workers * (1 - busy)))
                )
            ),
            "You multiply the service by `waits`, too. Every request is served; only some wait.",
        ),
        Mistake(
            "chance-alone",
            queue(lambda service_s, waits, blocked, busy, workers: waits),
            "You return the share of requests that wait. Asked for is how long a request takes.",
        ),
        Mistake(
            "service-alone",
            queue(lambda service_s, waits, blocked, busy, workers: service_s),
            "That is a request that never waits. Add what those that wait lose by it: their share times their wait.",
        ),
    ),
    hints=(
        "Two gaps. The first: `offered` says how many workers the traffic keeps busy. When is that too many for those"
        " there are?",
        "The second: every request is served, and the share `waits` of them waits first. How long is the mean of both"
        " together, if those that wait do so for a time w?",
        "While all workers are busy, one request is finished every service_s / workers seconds. With the chance of more"
        " to come w is that, divided by 1 - utilisation.",
    ),
)
