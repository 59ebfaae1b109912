"""How fast `Autoscaler` is: python bench/bench_autoscaler.py [--services 1000].

Ratios are between two ways in one run on one machine, and only after both gave the same steps. Times are processor
seconds, so that what else the machine does counts less; of two threads, half of what both took. The script fails where
a promise is broken.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
from stopwatch import by_turns, end, promise, timed

from course_lib.sizing import Autoscaler, Demand
from course_lib.sizing.autoscaling import Behavior, step_through_all, warm
from course_lib.sizing.autoscaling.plain import step_plainly
from course_lib.sizing.demand.curves import synthetic_week

STEP_S, THREADS = 15, 2
PROMISED_TIMES = 80  # as fast as the plain loop, over a week of looks
PROMISED_ALL_S, PROMISED_ALL_MIB = 2.0, 500  # a week of each service, on two threads
PROMISED_SLIDER_MS = 40  # a day, for a slider
BEHAVIORS = {"without behavior": None, "with behavior": Behavior()}
COLUMNS = ("wanted", "replicas", "ready", "percent", "used", "unmet")


def a_week(seed: int, step_s: float = STEP_S) -> Demand:
    """Return a week at one value a look."""
    return synthetic_week(5, noise=0.1, step_s=step_s, seed=seed)


def against_the_plain_loop() -> None:
    """Print how many times as fast as the plain loop the kernel is."""
    week = a_week(1)
    print(f"\nA week at {STEP_S} s, {len(week):,} looks\n")
    for name, behavior in BEHAVIORS.items():
        autoscaler = Autoscaler(target=70, limit_m=500, behavior=behavior)
        cores = week.value.tolist()
        same(autoscaler, week, cores)
        best = by_turns({
            "plain": partial(step_plainly, autoscaler, cores),
            "kernel": partial(autoscaler.step_through, week),
        }, rounds=5)  # fmt: skip
        times = best["plain"] / best["kernel"]
        held = promise(times >= PROMISED_TIMES, f"{name}: {PROMISED_TIMES} times as fast")
        print(f"  {name:17} plain {best['plain']:.2f} s   kernel {1000 * best['kernel']:.1f} ms   ×{times:.0f}{held}")


def same(autoscaler: Autoscaler, week: Demand, cores: list[float]) -> None:
    """Stop unless both give the same steps."""
    steps, rows = autoscaler.step_through(week), step_plainly(autoscaler, cores)
    for name, plain in zip(COLUMNS, zip(*rows, strict=True), strict=True):
        if not np.array_equal(getattr(steps, name), np.array(plain)):
            raise SystemExit(f"{name} differs between kernel and plain loop")


def many_services(services: int) -> None:
    """Print how long a week of many services takes on two threads, and the most memory that it holds."""
    print(f"\n{services:,} services, a week each, on two threads\n")
    kinds = [a_week(seed) for seed in range(10)]

    def demands() -> Iterator[Demand]:
        return (kinds[number % len(kinds)].scaled(1 + number / services) for number in range(services))

    def unmet() -> float:
        return sum(
            steps.unmet_share for steps in step_through_all(Autoscaler(target=70, limit_m=500), demands(), THREADS)
        )

    begin = time.perf_counter()
    half_s = by_turns({"all": unmet}, rounds=3)["all"] / THREADS
    wall_s = (time.perf_counter() - begin) / 3
    tracemalloc.start()
    unmet()
    mib = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    held = promise(half_s <= PROMISED_ALL_S * services / 1000, f"{services:,} services within {PROMISED_ALL_S} s")
    held += promise(mib <= PROMISED_ALL_MIB, f"within {PROMISED_ALL_MIB} MiB")
    clock = f"{wall_s:.2f} s by the clock, with whatever else the machine did"
    print(f"  {half_s:.2f} s of each thread ({clock}), at most {mib:.0f} MiB of arrays at once{held}")


def a_slider() -> None:
    """Print what a move of a slider costs, all but its picture."""
    day = a_week(1)[: 86_400 // STEP_S]
    targets = iter(range(50, 90))
    _, seconds = timed(lambda: [Autoscaler(target=next(targets)).step_through(day) for _ in range(20)])
    milliseconds = 1000 * seconds / 20
    held = promise(milliseconds <= PROMISED_SLIDER_MS, f"a slider's answer within {PROMISED_SLIDER_MS} ms")
    print(f"\nA day at another target: {milliseconds:.2f} ms{held}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--services", type=int, default=1000)
    chosen = parser.parse_args()
    warm()
    against_the_plain_loop()
    many_services(chosen.services)
    a_slider()
    end()
