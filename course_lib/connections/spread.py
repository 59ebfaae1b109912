"""How unevenly chance spreads connections over pods: exact, as no draw can be.

Vocabulary
----------
busy       6.513: of ten pods, those that get one of ten connections or more, on average
busiest    8.690: the load of the pod that has the most, here of 50 connections; its mean over all chances
mean       5.0: the load of all pods over their number, which no balancer changes
split      (2, 3): what each connection carries: 50 requests on 20 connections are ten times 2, ten times 3

All ways to put c connections on n pods are alike, n^c of them. Those in which no pod has more than m are counted
by a generating function: c! times the coefficient of x^c in (1 + x + x²/2! + … + x^m/m!)^n. Here each term carries
the weight e^−λ·λ^k besides (λ = c/n), which drops out again and keeps the numbers in reach of a float; `count_ways`
does the same with whole numbers, and is what the tests hold this against. Source: Feller, An Introduction to
Probability Theory and Its Applications, volume 1, chapter II.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from course_lib import require
from course_lib.arrays import Values

MOST_CONNECTIONS, MOST_PODS = 2_000, 500
NOTHING = 1e-120  # moves no digit, and slows a processor down a hundredfold once it gets near the end of floats
SURE = 1 - 1e-9  # beyond this a load that adds nothing is followed by none that does


class Split(NamedTuple):
    """What the connections carry: `few` of them `light` requests each, the other `more` one request more."""

    light: int
    few: int
    more: int


class Busiest(NamedTuple):
    """The load of the busiest pod: `chance[k]` is the chance of the load `load[k]`; all others have none."""

    load: Values
    chance: Values

    @property
    def mean(self) -> float:
        """The mean over all chances."""
        return float(self.load @ self.chance)

    def quantile(self, share: float) -> float:
        """Return the smallest load that is not exceeded with a chance of `share`."""
        return float(self.load[int(np.searchsorted(np.cumsum(self.chance), min(share, SURE)))])


def expected_busy(pods: int, connections: int) -> float:
    """Return the mean number of pods that get one of the connections or more: n(1 − (1 − 1/n)^c).

    >>> [round(expected_busy(10, connections), 3) for connections in (1, 2, 5, 10, 20, 50)]
    [1.0, 1.9, 4.095, 6.513, 8.784, 9.948]
    """
    _check(pods, connections)
    return pods * (1 - (1 - 1 / pods) ** connections)


def expected_busiest(pods: int, connections: int) -> float:
    """Return the mean number of connections on the pod that has the most.

    >>> round(expected_busiest(10, 50), 3)
    8.69
    """
    return busiest(pods, connections).mean


def busiest_over_mean(pods: int, connections: int) -> float:
    """Return how many times the mean the busiest pod gets, if all connections carry the same.

    >>> [round(busiest_over_mean(10, connections), 3) for connections in (1, 2, 5, 10, 20, 50, 100)]
    [10.0, 5.5, 3.576, 2.749, 2.205, 1.738, 1.512]
    """
    return expected_busiest(pods, connections) * pods / connections


def dealt_over_mean(pods: int, connections: int) -> float:
    """Return how many times the mean the busiest pod gets, if connections are dealt to the pod that has the fewest.

    IPVS can do so (least connection). It evens out connections, and nothing that they carry.

    >>> [dealt_over_mean(10, connections) for connections in (1, 10, 15, 50)]
    [10.0, 1.0, 1.3333333333333333, 1.0]
    """
    _check(pods, connections)
    return math.ceil(connections / pods) * pods / connections


def even_chance(pods: int, connections: int) -> float:
    """Return the chance that every pod gets the same number of connections.

    >>> f"{even_chance(10, 50):.3g}", even_chance(10, 51)
    ('4.91e-07', 0.0)
    """
    _check(pods, connections)
    each, rest = divmod(connections, pods)
    if rest:
        return 0.0
    ways = math.factorial(connections) // math.factorial(each) ** pods
    return float(Fraction(ways, pods**connections))


def split_evenly(requests: int, connections: int) -> Split:
    """Return what each connection carries if requests take turns on them.

    >>> split_evenly(50, 20)
    Split(light=2, few=10, more=10)
    """
    light, more = divmod(requests, connections)
    return Split(light, connections - more, more)


def busiest(pods: int, connections: int, requests: int | None = None) -> Busiest:
    """Return the exact distribution of the busiest pod's load.

    Parameters
    ----------
    pods, connections : int
        At most 500 and 2,000.
    requests : int or None
        How many the connections carry, in turns, at least one each; the load is then in requests. None: the load is
        in connections.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> found = busiest(2, 2)  # both on one pod as often as one on each
    >>> found.load.tolist(), found.chance.round(6).tolist()
    ([1.0, 2.0], [0.5, 0.5])
    >>> busiest(10, 3, requests=50).load.tolist()[:3]  # 16, 17 and 17
    [17.0, 33.0, 34.0]
    """
    _check(pods, connections)
    carried = connections if requests is None else require.whole("requests", requests, at_least=connections)
    return _busiest(pods, split_evenly(carried, connections))


@lru_cache(maxsize=4096)
def _busiest(pods: int, split: Split) -> Busiest:
    total = split.light * split.few + (split.light + 1) * split.more
    loads, below, chances = [], 0.0, []
    for load in range(math.ceil(total / pods), total + 1):
        at_most = chance_at_most(load, pods, split)
        if at_most > below:
            loads.append(load)
            chances.append(at_most - below)
        elif at_most > SURE:
            break
        below = max(at_most, below)
    return Busiest(np.array(loads, float), np.array(chances) / below)


def chance_at_most(most: int, pods: int, split: Split) -> float:
    """Return the chance that no pod gets more than `most` requests.

    >>> round(chance_at_most(1, 2, Split(light=1, few=2, more=0)), 6)
    0.5
    """
    few, more = (poisson(count, count / pods) for count in (split.few, split.more))
    light = np.arange(min(split.few, most // split.light) + 1)[:, None] * split.light
    fits = light + np.arange(split.more + 1) * (split.light + 1) <= most
    one_pod = np.where(fits, np.outer(few[: len(light)], more), 0.0)
    every = poisson(split.few, split.few)[-1] * poisson(split.more, split.more)[-1]
    return min(float(_highest_term(one_pod, pods, split.few + 1)) / float(every), 1.0)


def poisson(most: int, mean: float) -> Values:
    """Return the weights e^−λ·λ^k/k! for k from 0 to `most`.

    >>> poisson(2, 1.0).round(4).tolist(), poisson(0, 0.0).tolist()
    ([0.3679, 0.3679, 0.1839], [1.0])
    """
    steps = np.log(mean / np.arange(1, most + 1))
    weights: Values = np.exp(np.concatenate([[0.0], np.cumsum(steps)]) - mean)
    return np.where(weights < NOTHING, 0.0, weights)


def _highest_term(table: Values, exponent: int, rows: int) -> float:
    """Return the last term of a polynomial in two variables, raised to a power and cut off at so many rows.

    Rows are laid end to end with room for what carries over, so that a convolution of lists does for tables.
    """
    columns = table.shape[1]
    room = 2 * columns - 1
    flat = np.zeros((len(table), room))
    flat[:, :columns] = table

    def times(one: Values, other: Values) -> Values:
        kept = min(len(one) + len(other) - 1, rows)
        product = np.zeros((kept, room))
        terms = np.convolve(one.ravel(), other.ravel())[: product.size]
        product.flat[: len(terms)] = terms
        product[:, columns:] = 0.0
        product[product < NOTHING] = 0.0
        return product

    power = np.zeros((1, room))
    power[0, 0] = 1.0
    while exponent:
        power = times(power, flat) if exponent % 2 else power
        exponent //= 2
        flat = times(flat, flat) if exponent else flat
    return float(power[rows - 1, columns - 1]) if len(power) == rows else 0.0


def count_ways(most: int, pods: int, connections: int) -> int:
    """Return in how many of the n^c ways no pod has more than `most` connections; whole numbers, pod by pod.

    >>> count_ways(1, pods=2, connections=2), 2**2
    (2, 4)
    """
    ways = [1] + [0] * connections  # of placing so many connections on no pod
    for _ in range(pods):
        ways = [
            sum(math.comb(placed, here) * ways[placed - here] for here in range(min(most, placed) + 1))
            for placed in range(connections + 1)
        ]
    return ways[connections]


def _check(pods: int, connections: int) -> None:
    for name, value, most in (("pods", pods, MOST_PODS), ("connections", connections, MOST_CONNECTIONS)):
        require.that(require.whole(name, value, at_least=1) <= most, name, value, f"be at most {most:,}")
