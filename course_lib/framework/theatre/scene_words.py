"""Scenes at an instant in words: what the theatre says, and what stands beside its still.

The browser says the same, letter for letter (`descriptions.js`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from course_lib.plural import counted
from course_lib.simulation.scene import Moment, Scene, moment_at

MOST_LISTED = 2


def describe_instant(scenes: Sequence[Scene], t_s: float) -> str:
    """Say what is known of scenes at an instant.

    Examples
    --------
    >>> from course_lib import balancers, traffic
    >>> from course_lib.simulation import simulate
    >>> trace = traffic.recorded_trace([0.0, 1.0, 1.0], [3.0, 3.0, 1.0], pods=2, seed=1)
    >>> describe_instant([Scene("round robin", trace, simulate(trace, balancers.ROUND_ROBIN))], 2.0)
    'At 2.00 s: round robin has 3 requests in flight; 1 waiting, the longest queue 1 at pod 0.'
    """
    digits = digits_of(max(scene.end_s for scene in scenes))
    first, *others = (_sentence(scene.title, moment_at(scene, t_s), digits) for scene in scenes)
    each = [first, *(words[:1].upper() + words[1:] for words in others)]
    return f"At {fixed_digits(t_s, digits)} s: {'. '.join(each)}."


def digits_of(end_s: float) -> int:
    """Return how many digits behind the point an instant of a run needs that ends then."""
    return 1 if end_s >= 20 else 2 if end_s >= 2 else 3


def fixed_digits(value: float, digits: int) -> str:
    """Return a number to so many digits behind the point, halves rounded up, as the browser does.

    >>> fixed_digits(0.25, 1), f"{0.25:.1f}"
    ('0.3', '0.2')
    """
    return str(Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def longest_queue(moment: Moment) -> str:
    """Say where the longest queue is: "6 at pod 3"."""
    most = int(moment.waiting.max())
    if not most:
        return "none"
    where = np.flatnonzero(moment.waiting == most).tolist()
    if len(where) > MOST_LISTED:
        return f"{most} at {len(where)} pods"
    return f"{most} at pod{'s' if len(where) > 1 else ''} {' and '.join(map(str, where))}"


def latency_text(latency_s: float, digits: int) -> str:
    """Return a latency with a digit more than instants have, or a dash where there is none yet."""
    return "–" if math.isnan(latency_s) else f"{fixed_digits(latency_s, digits + 1)} s"


def _sentence(title: str, now: Moment, digits: int) -> str:
    in_flight, waiting, abandoned = int(now.in_flight.sum()), int(now.waiting.sum()), int(now.abandoned.sum())
    answered, failed, here = int(now.answered.sum()), int(now.failed.sum()), int(now.up.sum())
    idle = int((now.up & (now.waiting == 0) & (now.serving == 0)).sum())
    away = len(now.up) - here
    parts = {
        f"{title} has {counted(in_flight, 'request') if in_flight else 'nothing'} in flight": True,
        f"{waiting} waiting, the longest queue {longest_queue(now)}" if waiting else "nothing waiting": True,
        f"{idle} of {counted(here, 'pod')} idle": idle,
        f"{counted(away, 'pod')} not there": away,
        f"{abandoned} abandoned by their clients and still at a pod": abandoned,
        f"{answered:,} answered so far, after {latency_text(now.mean_s, digits)} on average": answered,
        f"{failed:,} failed": failed,
    }
    return "; ".join(words for words, holds in parts.items() if holds)
