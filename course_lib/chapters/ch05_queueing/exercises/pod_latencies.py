"""Mean and percentile of a pod's latency: a worked example with one gap."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

import numpy as np

from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake
from course_lib.framework.exercise.values import same
from course_lib.queueing import textbook

Latencies = Callable[[float, int, float, float], tuple[float, float]]


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


def latencies(
    busy: Callable[[float, int, float], float] = lambda rate, pods, service_s: rate * service_s / pods,
    mean: Callable[[float, float], float] = lambda service_s, busy: service_s / (1 - busy),
    slow: Callable[[float, float, float], float] = lambda mean_s, share, service_s: -math.log(1 - share) * mean_s,
) -> Latencies:
    """Return a function for mean and percentile, with one step done in another way."""

    def both(requests_per_s: float, pods: int, service_s: float, share: float) -> tuple[float, float]:
        mean_s = mean(service_s, busy(requests_per_s, pods, service_s))
        return mean_s, slow(mean_s, share, service_s)

    return both


pod_latencies = FunctionExercise(
    reference=textbook.pod_latencies,
    chapter="queueing",
    decision="say what mean and p99 a pod has at its utilisation",
    cases=small(),
    large_cases=large(),
    repeat_cases=((40, 1, 0.02, 0.99), (30, 2, 0.05, 0.95), (90, 3, 0.025, 0.9), (120, 4, 0.02, 0.99)),
    paper_within=0.005,
    mistakes={
        "log-ten": Mistake(
            latencies(slow=lambda mean_s, share, service_s: -math.log10(1 - share) * mean_s),
            "You take the logarithm to base ten; here it is the natural one, ln. In Python that is log(…) of math;"
            " log10(…) is 2.3 times too small.",
        ),
        "log-of-the-share": Mistake(
            latencies(slow=lambda mean_s, share, service_s: -math.log(share) * mean_s),
            "You take the logarithm of the share that is fast enough. What e^(-t/mean) tells is the share that takes"
            " longer than t: for p99 that is 0.01, not 0.99.",
        ),
        "minus-forgotten": Mistake(
            latencies(slow=lambda mean_s, share, service_s: math.log(1 - share) * mean_s),
            "The right size with the wrong sign: your percentile is negative. The logarithm of a number below 1 is"
            " negative, and the minus of e^(-t/mean) has to come along.",
        ),
        "share-and-no-minus": Mistake(
            latencies(slow=lambda mean_s, share, service_s: math.log(share) * mean_s),
            "Two things at once: the logarithm is of the share that takes longer, 1 - share; and the minus of"
            " e^(-t/mean) has to come along.",
        ),
        "rest-of-the-mean": Mistake(
            latencies(slow=lambda mean_s, share, service_s: (1 - share) * mean_s),
            "You take 1 - share of the mean, so p99 comes out as a hundredth of it. 1 - share is how many requests take"
            " longer; how much longer, its logarithm tells.",
        ),
        "always-p99": Mistake(
            latencies(slow=lambda mean_s, share, service_s: -math.log(0.01) * mean_s),
            "That is p99, whatever `share` is: 4.605 is -log(0.01). Put 1 - share in the place of 0.01.",
            compare=lambda one, other: same(one, other, within=1e-4),
        ),
        "about-p99": Mistake(
            latencies(slow=lambda mean_s, share, service_s: 4.6 * mean_s),
            "4.6 means is about p99. Other percentiles are asked for, too: where does the 4.6 come from?",
        ),
        "not-solved": Mistake(
            latencies(slow=lambda mean_s, share, service_s: math.exp(-share / mean_s)),
            "You put the share where the time belongs. e^(-t/mean) takes a time and gives a share; here the share is"
            " known, and the time is what you look for.",
        ),
        "mean-for-percentile": Mistake(
            latencies(slow=lambda mean_s, share, service_s: mean_s),
            "You return the mean twice. A mean says what is usual; with an exponential latency 63 of 100 requests stay"
            " below it, whatever `share` you were asked for.",
        ),
        "straight": Mistake(
            latencies(slow=lambda mean_s, share, service_s: share * mean_s),
            "You take the share of the mean, so p99 comes out below the mean. Latencies aren't spread evenly from 0 to"
            " the mean: a few are many times as long.",
        ),
        "twice-the-share": Mistake(
            latencies(slow=lambda mean_s, share, service_s: 2 * share * mean_s),
            "That would be right if latencies were spread evenly between 0 and twice the mean. They have a long tail:"
            " p99 is 4.6 means.",
        ),
        "over-the-rest": Mistake(
            latencies(slow=lambda mean_s, share, service_s: mean_s / (1 - share)),
            "You divide the mean by the share that is slower. That is Markov's bound: no latency, however spread, has a"
            " larger percentile. Here we know how it is spread, and need the logarithm of that share.",
        ),
        "service-alone": Mistake(
            latencies(slow=lambda mean_s, share, service_s: -math.log(1 - share) * service_s),
            "That is the percentile of the service at an idle pod. Take the mean of the whole latency, waiting"
            " included: mean_s.",
        ),
        "wait-alone": Mistake(
            latencies(slow=lambda mean_s, share, service_s: -math.log(1 - share) * (mean_s - service_s)),
            "You leave the service out: a latency is waiting and service together, and it is the whole that is"
            " exponential.",
        ),
        "service-added": Mistake(
            latencies(slow=lambda mean_s, share, service_s: -math.log(1 - share) * mean_s + service_s),
            "You add the service on top. mean_s holds it already.",
        ),
        "mean-added": Mistake(
            latencies(slow=lambda mean_s, share, service_s: (1 - math.log(1 - share)) * mean_s),
            "You add the mean on top. The percentile is counted from 0, not from the mean.",
        ),
        "mean-forgotten": Mistake(
            latencies(slow=lambda mean_s, share, service_s: -math.log(1 - share)),
            "That is how many means the percentile is. Multiply by the mean, and it is in seconds.",
        ),
        "divided-by-the-log": Mistake(
            latencies(slow=lambda mean_s, share, service_s: mean_s / -math.log(1 - share)),
            "You divide by the logarithm, so a higher percentile comes out smaller. Solve e^(-t/mean) = 1 - share for"
            " t.",
        ),
        "three-deviations": Mistake(
            latencies(slow=lambda mean_s, share, service_s: mean_s + 2.326 * mean_s),
            "2.3 standard deviations above the mean is p99 of a bell curve. Latencies have no bell: the tail to the"
            " right is long, and p99 is 4.6 means.",
        ),
        "in-percent": Mistake(
            latencies(busy=lambda rate, pods, service_s: 100 * rate * service_s / pods),
            "Your utilisation is in percent. In 1 - utilisation it has to be a share: 0.9, not 90.",
        ),
        "not-by-pods": Mistake(
            latencies(busy=lambda rate, pods, service_s: rate * service_s),
            "You give each pod all of the requests. They are spread: divide the work by the number of pods.",
        ),
        "service-forgotten": Mistake(
            latencies(busy=lambda rate, pods, service_s: rate / pods),
            "Requests a second at a pod are no share yet. Times the seconds of work each takes, they are.",
        ),
        "in-step": Mistake(
            latencies(mean=lambda service_s, busy: service_s * (1 + busy)),
            "Your mean rises in a straight line with the load, from one service time to two. It is the service divided"
            " by what is left of the pod's time: 1 - utilisation.",
        ),
        "mean-of-the-wait": Mistake(
            latencies(mean=lambda service_s, busy: service_s * busy / (1 - busy)),
            "Your mean is the wait alone. A request is also served: together they take service_s / (1 - utilisation).",
        ),
        "turned": Mistake(
            lambda *case: latencies()(*case)[::-1],
            "Both are right, but the wrong way round: the mean comes first.",
        ),
        "percentile-alone": Mistake(
            lambda *case: latencies()(*case)[1],
            "The percentile is right. Return both: return mean_s, percentile_s.",
        ),
    },
    hints=(
        "Take p50 by hand, with a mean of 0.1 s: after which time t have half of the requests been answered? e^(-t/0.1)"
        " must be one half.",
        "Take the logarithm on both sides: -t / mean = ln(share that takes longer). Which share is that, if 99 of 100"
        " stay below?",
        "Solve for t, and use log(…), which is imported above.",
    ),
)
