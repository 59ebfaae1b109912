"""Erlang's queue: a condition and the last step are missing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import NamedTuple

import numpy as np

from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake
from course_lib.queueing import textbook


def small() -> tuple[Case, ...]:
    """Return one to five workers that keep up. Who has both gaps wrong is told of the last step first."""
    return tuple(case for case in grid() if case[0] * case[1] < case[2])


def overloaded_cases() -> tuple[Case, ...]:
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


class Queue(NamedTuple):
    """What is known before the last step: the names are those of the exercise."""

    service_s: float
    waits: float
    blocked: float
    busy: float
    workers: int

    @property
    def wait_s(self) -> float:
        """How long those wait that wait at all."""
        return self.service_s / (self.workers * (1 - self.busy))


def queue(
    last: Callable[[Queue], float] = lambda at: at.service_s + at.waits * at.wait_s,
    endless: Callable[[float, float, int], bool] = lambda rate, offered, workers: offered >= workers,
) -> Callable[[float, float, int], float]:
    """Return a function for the latency, with the last step or the condition done in another way."""

    def latency(requests_per_s: float, service_s: float, workers: int) -> float:
        offered = requests_per_s * service_s
        if endless(requests_per_s, offered, workers):
            return float("inf")
        blocked = 1.0
        for worker in range(1, workers + 1):
            blocked = offered * blocked / (worker + offered * blocked)
        busy = offered / workers
        return last(Queue(service_s, blocked / (1 - busy * (1 - blocked)), blocked, busy, workers))

    return latency


shared_queue_latency = FunctionExercise(
    reference=textbook.shared_queue_latency,
    chapter="queueing",
    decision="say how long a request takes at a pod with several workers",
    cases=small(),
    large_cases=(*overloaded_cases(), *large()),
    repeat_cases=((70, 0.02, 2), (50, 0.02, 2), (60, 0.05, 3), (80, 0.02, 2)),
    paper_within=0.005,
    mistakes={
        "no-condition": Mistake(
            queue(endless=lambda rate, offered, workers: False),
            "Your code never returns inf. Where more work arrives than the workers can do, the queue grows as long as"
            " the traffic lasts, and there is no mean. The formula knows nothing of that: it gives a number all the"
            " same.",
        ),
        "equality-forgotten": Mistake(
            queue(endless=lambda rate, offered, workers: offered > workers),
            "With just as much work as the workers can do the queue has no end either: by chance it grows, and no spare"
            " time ever empties it. >= instead of >.",
        ),
        "wrong-way-round": Mistake(
            queue(endless=lambda rate, offered, workers: offered <= workers),
            "Your condition is the wrong way round: inf is for more work than the workers can do.",
        ),
        "requests-for-work": Mistake(
            queue(endless=lambda rate, offered, workers: rate >= workers),
            "You compare requests a second with workers. How much work they are is in `offered`: the workers that they"
            " keep busy.",
        ),
        "one-worker-full": Mistake(
            queue(endless=lambda rate, offered, workers: offered >= 1),
            "You compare the work with one worker. There are `workers` of them.",
        ),
        "wait-alone": Mistake(
            queue(lambda at: at.waits * at.wait_s),
            "That is the wait. A request is also served: add its service.",
        ),
        "either-or": Mistake(
            queue(lambda at: (1 - at.waits) * at.service_s + at.waits * at.wait_s),
            "Those that wait are served as well, afterwards. Count the service for every request, and the wait for the"
            " share that waits.",
        ),
        "wait-of-those-that-wait": Mistake(
            queue(lambda at: at.wait_s),
            "That is how long those wait that wait at all. Multiply by the share that does, and add the service of"
            " every request.",
        ),
        "all-wait": Mistake(
            queue(lambda at: at.service_s + at.wait_s),
            "You let every request wait. Only the share `waits` finds all workers busy: multiply the wait by it.",
        ),
        "not-by-workers": Mistake(
            queue(lambda at: at.service_s + at.waits * at.service_s / (1 - at.busy)),
            "The wait of those that wait is too long. While all workers are busy, they finish `workers` times as many"
            " requests as one would: divide by workers as well.",
        ),
        "spare-forgotten": Mistake(
            queue(lambda at: at.service_s + at.waits * at.service_s / at.workers),
            "You let those that wait do so until the next worker is free. Others may stand before them: divide by"
            " 1 - utilisation, too.",
        ),
        "times-the-spare": Mistake(
            queue(lambda at: at.service_s + at.waits * at.service_s * (1 - at.busy) / at.workers),
            "You multiply by what the workers have left, so a busy pod comes out quicker. Divide by it.",
        ),
        "busy-for-spare": Mistake(
            queue(lambda at: at.service_s + at.waits * at.service_s / (at.workers * at.busy)),
            "You divide by how busy the workers are. What empties the queue is what they have left: 1 - utilisation.",
        ),
        "one-worker": Mistake(
            queue(lambda at: at.service_s / (1 - at.busy)),
            "That is the formula for pods with one worker each, from exercise 1. Here a request waits only if all"
            " workers are busy: use `waits`.",
        ),
        "chance-for-time": Mistake(
            queue(lambda at: at.service_s + at.waits),
            "You add a chance to a time. `waits` is the share of requests that wait; how long do those?",
        ),
        "one-service-more": Mistake(
            queue(lambda at: at.service_s * (1 + at.waits)),
            "You let those that wait do so for one whole service. It is shorter where many workers finish, and longer"
            " where many wait: service_s / (workers · (1 - utilisation)).",
        ),
        "loss-for-wait": Mistake(
            queue(lambda at: at.service_s + at.blocked * at.wait_s),
            "You multiply by `blocked`, Erlang's B: the share that would be turned away if nobody could wait. Those"
            " that wait are more, because others wait already: `waits`, Erlang's C.",
        ),
        "service-shared": Mistake(
            queue(lambda at: at.service_s / at.workers + at.waits * at.wait_s),
            "You divide the service by the workers as well. One request is worked on by one worker: only the wait is"
            " shortened by the others.",
        ),
        "waits-times-all": Mistake(
            queue(lambda at: at.waits * (at.service_s + at.wait_s)),
            "You multiply the service by `waits`, too. Every request is served; only some wait.",
        ),
        "chance-alone": Mistake(
            queue(lambda at: at.waits),
            "You return the share of requests that wait. Asked for is how long a request takes.",
        ),
        "service-alone": Mistake(
            queue(lambda at: at.service_s),
            "That is a request that never waits. Add what those that wait lose by it: their share times their wait.",
        ),
    },
    hints=(
        "Two gaps. The first: `offered` says how many workers the traffic keeps busy. When is that too many for those"
        " there are?",
        "The second: every request is served, and the share `waits` of them waits first. How long is the mean of both"
        " together, if those that wait do so for a time w?",
        "While all workers are busy, one request is finished every service_s / workers seconds. With the chance of more"
        " to come w is that, divided by 1 - utilisation.",
    ),
)
