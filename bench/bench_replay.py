"""Is the simulator right about a real proxy? python bench/bench_replay.py [--runs 10] [--requests 2000].

Two questions, apart. Are the queues right: the pods that Envoy chose are put into the simulator, with requests when
they were due. What the pods measured is set beside it, and what the client measured: what the machine adds is in that,
so it is measured by itself, with empty pods, and its mean subtracted. With requests when they reached the pods, each is
exact. And are the choices right: in turn exactly, at random by chi-square, of two by how often the busier one is taken.
The p99 of two runs at random on one trace differs by a fifth by chance alone: it is not compared.

Takes seven minutes of a machine that does nothing else. Exits with an error if a promise is broken.
"""

from __future__ import annotations

import argparse
import sys
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
from scipy import stats
from stopwatch import end, promise

from course_lib import traffic
from course_lib.arrays import Values
from course_lib.balancers.textbook import share_of_dead
from course_lib.live import Lab
from tests.live.replays import agreement, at_the_ill_pod, by_chance, goes_round

PODS, MEAN_SERVICE_S = 10, 0.05
POLICIES = ("round_robin", "random", "two_choices")
UTILISATIONS = (0.5, 0.7)
MOST_OF_MEAN, MOST_OF_P99 = 0.05, 0.10
RATE_PER_S, CHOICES = 2000, 20_000
ILL_AMONG, ILL_REQUESTS, ILL_RATE_PER_S = (2, 3, 5, 10), 2000, 500
EMPTY_REQUESTS, SHARES = 1000, (0.5, 0.99)
UNLIKELY = 0.001  # of an honest proxy, once in a thousand runs of this script for each row


def queues(runs: int, requests: int, added_s: dict[float, float]) -> None:
    """Replay traces by each policy in turn, and set what was measured beside the simulator.

    At each utilisation the machine adds so many seconds to a request in the mean.
    """
    for utilisation in UTILISATIONS:
        for seed, policy in zip(range(runs), cycle(POLICIES)):
            trace = traffic.poisson_trace(
                requests, utilisation=utilisation, pods=PODS, mean_service_s=MEAN_SERVICE_S, seed=seed
            )
            with Lab(PODS, policy=policy) as lab:
                live = lab.replay(trace)
            found, added_ms = agreement(live, trace), 1000 * np.quantile(live.machine_s, SHARES)
            kept = promise(found.strict and found.bounded, "queues are exact")
            kept += promise(near(found.pods_mean, found.pods_p99), "pods: mean within 5%, p99 within 10%")
            but_for_it = found.mean * (1 - added_s[utilisation] / live.latency_s.mean())
            kept += promise(near(but_for_it, found.p99), "client: mean without the machine's within 5%, p99 within 10%")
            said = f"pods {in_words(found.pods_mean, found.pods_p99)}; client {in_words(found.mean, found.p99)}"
            said += f", {but_for_it - 1:+.1%} without what empty pods take"
            print(f"{utilisation:.0%} busy, {policy:11}, over the simulator: {said}. The machine adds ", end="")
            print(f"{added(added_ms)}{kept}", flush=True)


def near(mean: float, p99: float) -> bool:
    """Return whether both ratios are near 1."""
    return abs(mean - 1) <= MOST_OF_MEAN and abs(p99 - 1) <= MOST_OF_P99


def in_words(mean: float, p99: float) -> str:
    """Return two ratios as what they are above 1."""
    return f"mean {mean - 1:+.1%}, p99 {p99 - 1:+.1%}"


def added(ms: Values) -> str:
    """Return the quantiles of what the machine adds."""
    return f"p50 {ms[0]:.1f} ms, p99 {ms[1]:.1f} ms"


def empty() -> dict[float, float]:
    """Print what a request takes that is no work for its pod, at the rates of the replays, and return the means."""
    mean_s = {}
    for utilisation in UTILISATIONS:
        rate_per_s = utilisation * PODS / MEAN_SERVICE_S
        with Lab(PODS) as lab:
            run = lab.load(rate_per_s, EMPTY_REQUESTS)
        print(f"empty pods, {rate_per_s:.0f} requests/s: {added(1000 * np.quantile(run.latency_s, SHARES))}")
        mean_s[utilisation] = float(run.latency_s.mean())
    return mean_s


def choices() -> None:
    """Print whether pods are chosen as they should be."""
    with Lab(PODS, policy="round_robin") as lab:
        chosen = lab.load(RATE_PER_S, CHOICES).pod
    print(f"round robin, {CHOICES:,} requests: one after the other{promise(goes_round(chosen, PODS), 'round robin')}")
    with Lab(PODS, policy="random") as lab:
        single, pairs = by_chance(lab.load(RATE_PER_S, CHOICES).pod, PODS)
    kept = promise(min(single, pairs) > UNLIKELY, "random is random")
    print(f"random, {CHOICES:,} requests: chi-square, p = {single:.3f} by pod, {pairs:.3f} by pairs{kept}")
    for pods in ILL_AMONG:
        share = share_of_dead(pods, 2, True)
        hit, of = at_the_ill_pod(pods, share, ILL_REQUESTS, ILL_RATE_PER_S)
        kept = promise(stats.binomtest(hit, of, share).pvalue > UNLIKELY, "two choices are drawn with replacement")
        print(f"two choices of {pods}: the busiest gets {hit / of:.2%} of {of:,}, expected {share:.2%}{kept}")


def main() -> None:
    """Measure both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=10)
    options.add_argument("--requests", type=int, default=2000)
    chosen = options.parse_args()
    choices()
    queues(chosen.runs, chosen.requests, added_s=empty())
    end()


if __name__ == "__main__":
    main()
