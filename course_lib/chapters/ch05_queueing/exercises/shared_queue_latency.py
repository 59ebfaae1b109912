"""Erlang's queue: a condition and the last step are missing."""

from __future__ import annotations

from itertools import product

import numpy as np

from course_lib.chapters.ch05_queueing.exercises.queue_steps import ALL, WITH_LAST, WITHOUT_LAST
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case
from course_lib.queueing import textbook


def small() -> tuple[Case, ...]:
    """Return one to five workers that keep up. If both gaps are wrong, the last step is told first."""
    return tuple(case for case in (*grid(), *long_requests()) if case[0] * case[1] < case[2])


def overloaded_cases() -> tuple[Case, ...]:
    """Return those that can't: 25 requests a second of 0.04 s are just one worker's work."""
    return tuple(case for case in (*grid(), *long_requests()) if case[0] * case[1] >= case[2])


def grid() -> list[Case]:
    """Return one to five workers, from little to too much work."""
    every = product((4, 10, 20, 25, 50, 60, 75), (0.02, 0.04), (1, 2, 3, 5))
    return sorted(every, key=lambda case: (case[2], case[0] * case[1], case[0]))


def long_requests() -> list[Case]:
    """Return few requests of seconds each: a second brings fewer than there are workers, or than each takes seconds."""
    return [(0.25, service_s, workers) for service_s, workers in ((2, 1), (3, 1), (4, 2), (6, 2), (12, 5), (9, 2))]


def large() -> tuple[Case, ...]:
    """Return fifty seeded pods, a few of them overloaded."""
    draw = np.random.default_rng(5)
    found = [
        (int(draw.integers(1, 60)), float(draw.uniform(0.001, 1)), float(draw.uniform(0.1, 1.1))) for _ in "5" * 50
    ]
    return tuple((busy * workers / service_s, service_s, workers) for workers, service_s, busy in found)


shared_queue_latency = FunctionExercise(
    reference=textbook.shared_queue_latency,
    chapter="queueing",
    decision="say how long a request takes at a pod with several workers",
    cases=small(),
    large_cases=(*overloaded_cases(), *large()),
    repeat_cases=((70, 0.02, 2), (50, 0.02, 2), (60, 0.05, 3), (80, 0.02, 2)),
    paper_within=0.005,
    mistakes=ALL.singles,
    pairs={**WITHOUT_LAST.pairs, **WITH_LAST.pairs},
    hints=(
        "There are two gaps. For the first: `offered` says how many workers the traffic keeps busy. When are there too"
        " few of them?",
        "For the second: every request is served, and the share `waits` of them waits first. If those that wait do so"
        " for a time w, how long does a request take on average?",
        "While all workers are busy, one request is finished every service_s / workers seconds. Others are ahead in the"
        " queue, and that makes w as long as this, divided by 1 - utilisation.",
    ),
)
