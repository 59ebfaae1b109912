"""What the live lab takes, and what is left of it: python bench/bench_live.py [--interrupts 100] [--kills 50].

Kernels with a lab are interrupted or killed at random moments of its start, a load and its end. Before that, a lab's
processor time, its memory (the share of each page that is its own: PSS) and, for a machine that has nothing else to
do, seconds. Exits with an error if anything is left.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import psutil
from stopwatch import end, promise

from course_lib.live import Lab
from tests.live import kernels

LAYERS = ("requests", "connections", "client")
STARTS = 5
PROMISED_START_S, PROMISED_STOP_S, PROMISED_MB = 1.5, 0.5, 250
MB = 10**6
FRESH = 1.6  # times as long in a new process, which imports gRPC first


def start_and_stop() -> tuple[float, float]:
    """Return the seconds from a lab's start to its first answer, and those that its end takes."""
    begun_s = time.perf_counter()
    lab = Lab().start()
    lab.spread(1)
    answered_s = time.perf_counter()
    lab.stop()
    return answered_s - begun_s, time.perf_counter() - answered_s


def memory_mb() -> float:
    """Return the memory of ten pods, Envoy, the supervisor and this client after 2,000 requests."""
    with Lab() as lab:
        lab.load(rate_per_s=500, requests=2000)
        me = psutil.Process()
        return sum(each.memory_full_info().pss for each in (me, *me.children(recursive=True))) / MB


def cpu_s() -> float:
    """Return the processor time of start, one answer and stop, of this process and those it waited for."""
    before = psutil.Process().cpu_times()
    start_and_stop()
    after = psutil.Process().cpu_times()
    return sum(after[:4]) - sum(before[:4])


def whole_s(layer: str) -> float:
    """Return the seconds from a lab's start over a load to its end."""
    begun_s = time.perf_counter()
    with Lab(layer=layer) as lab:
        kernels.load(lab)
    return time.perf_counter() - begun_s


def main() -> None:
    """Measure, then interrupt and kill."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--interrupts", type=int, default=100)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    draws = random.Random(chosen.seed)  # noqa: S311  no secret
    starts, stops = zip(*(start_and_stop() for _ in range(STARTS)), strict=True)
    memory = memory_mb()
    slow = promise(min(starts) <= PROMISED_START_S, f"started within {PROMISED_START_S} s")
    late = promise(min(stops) <= PROMISED_STOP_S, f"stopped within {PROMISED_STOP_S} s")
    large = promise(memory <= PROMISED_MB, f"{PROMISED_MB} MB")
    print(f"start to first answer {min(starts):.2f} to {max(starts):.2f} s{slow}")
    print(f"stop {min(stops):.2f} to {max(stops):.2f} s{late}")
    print(f"processor time of both {min(cpu_s() for _ in range(STARTS)):.2f} s; memory {memory:.0f} MB{large}")
    left, hit, longest_s = 0, Counter[str](), {layer: FRESH * whole_s(layer) for layer in LAYERS}
    for _ in range(chosen.interrupts):
        layer = draws.choice(LAYERS)
        moment_s = draws.uniform(0, longest_s[layer])
        doing, remains = kernels.interrupted(layer, moment_s)
        hit[doing] += 1
        if doing not in kernels.PARTS or remains:
            left += 1
            print(f"interrupted at {moment_s:.3f} s, {layer}: {doing!r}, left {remains}")
    for _ in range(chosen.kills):
        layer = draws.choice(LAYERS)
        moment_s = draws.uniform(0, longest_s[layer])
        if remains := kernels.killed(layer, moment_s):
            left += 1
            print(f"killed at {moment_s:.3f} s, {layer}: left {remains}")
    kept = promise(left == 0, "nothing is left")
    print("interrupted in", ", ".join(f"{part}: {hit[part]}" for part in kernels.PARTS))
    print(f"{chosen.interrupts} interrupts and {chosen.kills} kills: something was left after {left}{kept}")
    end()


if __name__ == "__main__":
    main()
