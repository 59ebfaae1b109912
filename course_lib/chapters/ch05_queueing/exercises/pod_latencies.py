"""Mean and percentile of a pod's latency: a worked example with one gap."""

from __future__ import annotations

from itertools import product

import numpy as np

from course_lib.chapters.ch05_queueing.exercises.latencies import latencies
from course_lib.chapters.ch05_queueing.exercises.latency_steps import WITH_LOG, WITHOUT_LOG
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake
from course_lib.queueing import textbook


def small() -> tuple[Case, ...]:
    """Return pods that are idle to very busy, few and short requests first."""
    found = product((0.2, 0.5, 0.8, 0.9), (1, 2, 5), (0.01, 0.1), (0.5, 0.9, 0.99))
    every = [(round(busy * pods / service_s, 9), pods, service_s, share) for busy, pods, service_s, share in found]
    return tuple(sorted(every, key=lambda case: (case[1], case[0], case[3])))


def large() -> tuple[Case, ...]:
    """Return fifty seeded fleets."""
    draw = np.random.default_rng(5)
    fleets = [
        (int(draw.integers(1, 200)), float(draw.uniform(0.001, 2)), float(draw.uniform(0, 0.99))) for _ in "5" * 50
    ]
    return tuple((busy * pods / service_s, pods, service_s, 0.95) for pods, service_s, busy in fleets)


pod_latencies = FunctionExercise(
    reference=textbook.pod_latencies,
    chapter="queueing",
    decision="say what mean and p99 a pod has at its utilisation",
    cases=small(),
    large_cases=large(),
    repeat_cases=((40, 1, 0.02, 0.99), (30, 2, 0.05, 0.95), (90, 3, 0.025, 0.9), (120, 4, 0.02, 0.99)),
    paper_within=0.005,
    mistakes={
        **WITH_LOG.singles,
        **WITHOUT_LOG.singles,
        "turned": Mistake(
            lambda *case: latencies()(*case)[::-1],
            "Both are right, but the wrong way round: the mean comes first.",
        ),
        "percentile-alone": Mistake(
            lambda *case: latencies()(*case)[1],
            "The percentile is right. Return both: return mean_s, percentile_s.",
        ),
    },
    pairs=WITH_LOG.pairs | WITHOUT_LOG.pairs,
    hints=(
        "Start with p50, and a mean of 0.1 s: after what time t has half of the requests been answered? e^(-t/0.1)"
        " must be one half then.",
        "Take the natural logarithm on both sides: -t / mean = log(share that takes longer). Which share is that, if"
        " 99 of 100 requests stay below t?",
        "Solve that for t. In code, the logarithm is log(…), which is imported above.",
    ),
)
