"""Many pods behind a balancer: round robin exactly, and the power of choices for very many pods.

Vocabulary: being `free` (0.177) is the chance that a request finds its worker free under round robin; `choices` (2)
is how many pods the balancer looks at.
"""

from __future__ import annotations

import math

from course_lib import require
from course_lib.queueing.pods import mm1_latency, require_share, require_stable

SMALLEST = 1e-18  # a further term of a sum no longer shows in it


def round_robin_latency(utilisation: float, pods: int, mean_service_s: float = 1.0) -> float:
    """Return the mean latency under round robin over pods with one worker each.

    Each pod gets every n-th request, so its gaps are sums of n: steadier than random, and the pod is a GI/M/1
    queue. Source: Kleinrock, "Queueing Systems, Volume 1: Theory", 1975, chapter 6.

    >>> [round(round_robin_latency(utilisation, pods=10), 4) for utilisation in (0.5, 0.7, 0.9)]
    [1.3246, 2.0198, 5.6603]
    """
    return require.positive("mean_service_s", mean_service_s) / _chance_free(utilisation, pods)


def round_robin_percentile(utilisation: float, pods: int, share: float = 0.99, mean_service_s: float = 1.0) -> float:
    """Return the latency that `share` of the requests stay below under round robin: it is exponential here, too.

    >>> round(round_robin_percentile(0.9, pods=10), 2)
    26.07
    """
    return -math.log1p(-require_share(share)) * round_robin_latency(utilisation, pods, mean_service_s)


def _chance_free(utilisation: float, pods: int) -> float:
    """Return 1 - σ, where σ is the root below one of σ = (nρ / (nρ + 1 - σ))ⁿ."""
    rate = require_stable(utilisation) * require.whole("pods", pods, at_least=1)
    free, step = 1.0, 1.0 if rate else 0.0
    # Written in 1 - σ, which stays exact where σ is nearly one. The equation is convex: Newton's steps from one
    # go down to the largest root and never beyond it.
    while step > 1e-12 * free:
        busy = math.exp(-pods * math.log1p(free / rate))
        step = (free + math.expm1(-pods * math.log1p(free / rate))) / (1 - pods * busy / (rate + free))
        free -= step
    return free


def supermarket_latency(utilisation: float, choices: int = 2, mean_service_s: float = 1.0) -> float:
    """Return the mean latency if each request joins the shortest of `choices` queues drawn at random.

    Exact only for endlessly many pods: for ten it is 4% too low at a utilisation of 0.7, an eighth at 0.9, and more and
    more towards 1. Sources: Vvedenskaya, Dobrushin and Karpelevich, "Queueing system with selection of the shortest of
    two queues", Problems of Information Transmission 32 (1996); Mitzenmacher, "The power of two choices in randomized
    load balancing", IEEE Transactions on Parallel and Distributed Systems 12 (2001).

    Parameters
    ----------
    utilisation : float
        At least 0 and below 1.
    choices : int
        1 is random, 2 the power of two choices.
    mean_service_s : float
        In seconds.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> round(supermarket_latency(0.9), 4), round(supermarket_latency(0.9, choices=3), 4)
    (2.6141, 2.0279)
    """
    alone_s = mm1_latency(utilisation, mean_service_s)
    if require.whole("choices", choices, at_least=1) == 1:
        return alone_s
    total, exponent = 0.0, 0
    # ρ to the power (dⁱ - 1)/(d - 1) is the share of pods with i requests or more, and one ρ the sum is over.
    while (term := float(utilisation**exponent)) > SMALLEST:
        total, exponent = total + term, choices * (exponent + 1)
    return mean_service_s * total
