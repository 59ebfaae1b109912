"""How much more than the work itself a large service needs: less in proportion, the larger it is.

Vocabulary: `offered` work (100.0) keeps so many workers busy; beside them come `beta` (1.0) times its square root for a
chance of waiting that doesn't depend on the size. For `units` (16) that peak independently, the peak of one of them is
its mean and z deviations, shared out over their square root.

Workers take requests that arrive independently of one another, at a rate that is known: pools that are busy at the same
hour save nothing on the work of that hour, only on what comes beside it. Units that peak together have one peak, and no
square root.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from course_lib import require
from course_lib.queueing import erlang_c

NORMAL = NormalDist()
MOST_OFFERED = 1_000_000


def square_root_staffing(offered: float, beta: float) -> int:
    """Return the workers for an amount of work and a safety: the work and beta times its root, rounded up.

    Source: Halfin and Whitt, "Heavy-traffic limits for queues with many exponential servers", Operations Research 29
    (1981).

    >>> square_root_staffing(100, beta=1), square_root_staffing(10_000, beta=1)
    (110, 10100)
    """
    require.positive("offered", offered)
    require.positive("beta", beta)
    return math.ceil(offered + beta * math.sqrt(offered))


def chance_of_waiting(beta: float) -> float:
    """Return the share of requests that find no free worker, for endlessly many workers.

    >>> round(chance_of_waiting(1.0), 4)
    0.2234
    """
    require.positive("beta", beta)
    rare = NORMAL.pdf(beta)  # 0 from a beta of 39 on
    return rare / (rare + beta * NORMAL.cdf(beta))


def beta_for(chance: float) -> float:
    """Return the safety with which this share of requests has to wait.

    >>> round(beta_for(0.2234), 2)
    1.0
    """
    _share("chance", chance)
    low, high = 0.0, 39.0  # at 39, no float is as small as the chance
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if chance_of_waiting(middle) > chance else (low, middle)
    return high


def workers_needed(offered: float, chance: float) -> int:
    """Return the fewest workers with which at most this share of requests waits, exactly (Erlang C).

    >>> workers_needed(100, chance=0.2234), workers_needed(9, chance=0.2234)
    (111, 13)
    """
    require.that(
        0 < require.number("offered", offered) <= MOST_OFFERED,
        "offered",
        offered,
        f"be above 0, at most {MOST_OFFERED:,}",
    )
    _share("chance", chance)
    too_few, more = math.floor(offered), 1
    while erlang_c(offered / (too_few + more), too_few + more) > chance:
        too_few, more = too_few + more, 2 * more
    enough = too_few + more
    while enough - too_few > 1:
        between = (too_few + enough) // 2
        too_few, enough = (between, enough) if erlang_c(offered / between, between) > chance else (too_few, between)
    return enough


def peak_per_unit(mean: float, deviation: float, units: int, z: float) -> float:
    """Return the peak of a pool of alike, independent units, a unit: μ + zσ/√N.

    >>> [round(peak_per_unit(1.0, 0.5, units, z=2.0), 3) for units in (1, 4, 100)]
    [2.0, 1.5, 1.1]
    """
    require.that(require.number("deviation", deviation) >= 0, "deviation", deviation, "be zero or more")
    require.number("units", require.whole("units", units, at_least=1))
    return require.number("mean", mean) + require.number("z", z) * deviation / math.sqrt(units)


def _share(name: str, value: float) -> None:
    require.that(0 < require.number(name, value) < 1, name, value, "be above 0 and below 1")
