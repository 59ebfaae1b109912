"""Prequal: pods are asked for their load ahead of time; of those not busy the fastest, else the least busy.

Vocabulary: a `probe` is a pod's answer: its requests in flight (3), the latency it expects (0.9 s), and when
(12.5 s). The `pool` holds up to 16, in columns of memory rows 1 to 5. A probe is `hot` if more is in flight than
at 84% of the probes seen lately (row 6), else `cold`.

Source: Wydrowski and others, "Load is not what you should balance: Introducing Prequal", NSDI 2024, through
sources that quote it. Published: the hot-cold rule, three probes a request, the pool, its age limit, bounded reuse,
and one probe removed a request, the oldest and the worst by turns. Ours, and rougher: the latency a pod expects (a
moving average for one request in flight, times those it has; the paper: a median), how often a probe is used
(twice; the paper: a formula), that two of the three may ask one pod, and that a probe sees only `in_flight`, with
several proxies less than the pod knows.
"""

from __future__ import annotations

import math

from course_lib import require
from course_lib.balancers.balancer import Balancer

POD, RIF, LATENCY, TIME, USES, SEEN, EXPECTED, COUNTS = range(1, 9)  # memory rows; RIF: requests in flight
SIZE, PROBED, TURN, HOT = range(4)  # in row COUNTS: probes in the pool, ever seen, ever removed; the threshold
REMEMBERED = 32  # probes of which the busiest 16% are hot
USES_A_PROBE = 2.0
ENDLESS_S = 2.0**900  # above any latency up to 8e270 s; a power of two: its products are exact
FADING = 0.1  # of a pod's expected latency, with each request that ends


def drop(probe: int, memory: list[list[float]]) -> None:
    """Take a probe out of the pool: the last one moves into its column."""
    last = int(memory[COUNTS][SIZE]) - 1
    for row in range(POD, USES + 1):
        memory[row][probe] = memory[row][last]
    memory[COUNTS][SIZE] = last


def hot_threshold(memory: list[list[float]]) -> float:
    """Return the requests in flight above which a probe is hot: a quantile of the probes seen lately.

    Most requests leave it as it was, so that is looked at first, and from there on one number after the other.
    """
    seen = min(int(memory[COUNTS][PROBED]), REMEMBERED)
    rank = max(math.ceil(memory[0][2] * seen), 1)
    rifs, threshold = memory[SEEN], memory[COUNTS][HOT]
    while True:
        below, not_above = 0, 0
        for probe in range(seen):
            below += rifs[probe] < threshold
            not_above += rifs[probe] <= threshold
        if below < rank <= not_above or threshold == math.inf:  # so none is the quantile: nobody is hot
            return threshold
        threshold = next_to(threshold, not_above < rank, rifs, seen)


def next_to(threshold: float, above: bool, rifs: list[float], seen: int) -> float:
    """Return of the requests in flight seen the fewest that are above a threshold, or the most below it."""
    nearest = math.inf if above else -math.inf
    for probe in range(seen):
        rif = rifs[probe]
        if threshold < rif < nearest if above else nearest < rif < threshold:
            nearest = rif
    return nearest


def cost(probe: int, memory: list[list[float]]) -> float:
    """Return what probes are compared by, the least being best: cold before hot, cold by latency, hot by load.

    One number, as a processor can't guess which probes are hot, and guessing wrong takes it longer.
    """
    rif = memory[RIF][probe]
    return rif * ENDLESS_S if rif > memory[COUNTS][HOT] else memory[LATENCY][probe]


def pick_extreme(best: bool, memory: list[list[float]]) -> int:
    """Return the best probe of the pool, or the worst; of equals the first."""
    sign = 1.0 if best else -1.0
    chosen, least = 0, sign * cost(0, memory)
    for probe in range(1, int(memory[COUNTS][SIZE])):
        other = sign * cost(probe, memory)
        if other < least:
            chosen, least = probe, other
    return chosen


def oldest(memory: list[list[float]]) -> int:
    """Return the probe of the pool that was made first."""
    chosen, first_s = 0, memory[TIME][0]
    for probe in range(1, int(memory[COUNTS][SIZE])):
        if memory[TIME][probe] < first_s:
            chosen, first_s = probe, memory[TIME][probe]
    return chosen


def add(now: float, pod: int, in_flight: list[int], memory: list[list[float]]) -> None:
    """Probe a pod: its answer takes the place of the oldest if the pool is full."""
    if memory[COUNTS][SIZE] >= memory[0][0]:
        drop(oldest(memory), memory)
    probe = int(memory[COUNTS][SIZE])
    memory[POD][probe], memory[RIF][probe] = pod, in_flight[pod]
    memory[LATENCY][probe] = memory[EXPECTED][pod] * (in_flight[pod] + 1)
    memory[TIME][probe], memory[USES][probe] = now, USES_A_PROBE
    memory[SEEN][int(memory[COUNTS][PROBED]) % REMEMBERED] = in_flight[pod]
    memory[COUNTS][SIZE] += 1
    memory[COUNTS][PROBED] += 1


def tidy(now: float, memory: list[list[float]]) -> None:
    """Drop all probes that are too old, from the last to the first, as the last one fills a gap."""
    for probe in range(int(memory[COUNTS][SIZE]) - 1, -1, -1):
        if now - memory[TIME][probe] > memory[0][1]:
            drop(probe, memory)


def use(memory: list[list[float]]) -> int:
    """Return the pod of the best probe, which from now on has one request more."""
    probe = pick_extreme(True, memory)
    pod = int(memory[POD][probe])
    memory[RIF][probe] += 1
    memory[USES][probe] -= 1
    if memory[USES][probe] == 0:
        drop(probe, memory)
    return pod


def pick_prequal(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the pod of the best probe, or any if there is none; then probe three for the requests to come."""
    tidy(now, memory)
    pod = use(memory) if memory[COUNTS][SIZE] > 0 else int(draws[0] * len(in_flight))
    if memory[COUNTS][SIZE] > 0:
        drop(oldest(memory) if memory[COUNTS][TURN] % 2 == 0 else pick_extreme(False, memory), memory)
        memory[COUNTS][TURN] += 1
    for draw in range(len(draws)):
        add(now, int(draws[draw] * len(in_flight)), in_flight, memory)
    memory[COUNTS][HOT] = hot_threshold(memory)
    return pod


def done_prequal(now: float, pod: int, latency: float, in_flight: list[int], memory: list[list[float]]) -> None:
    """Let the pod learn what one request in flight costs in latency."""
    memory[EXPECTED][pod] = (1 - FADING) * memory[EXPECTED][pod] + FADING * latency / (in_flight[pod] + 1)


def prequal(pool: int = 16, age_s: float = 1.0, hot_quantile: float = 0.84, probes: int = 3) -> Balancer:
    """Return Prequal with a pool size, an age limit, the quantile above which a probe is hot, and probes a request.

    >>> prequal(hot_quantile=0.6)
    Balancer(prequal, settings=(16.0, 1.0, 0.6))
    """
    require.that(require.whole("pool", pool, at_least=1) <= REMEMBERED, "pool", pool, f"be at most {REMEMBERED}")
    require.positive("age_s", age_s)
    require.between("hot_quantile", hot_quantile, 0.0, 1.0)
    settings = (float(pool), float(age_s), float(hot_quantile))
    return Balancer("prequal", pick_prequal, done_prequal, require.whole("probes", probes, at_least=1), settings)


PREQUAL = prequal()
