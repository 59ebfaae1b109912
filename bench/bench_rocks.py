"""How fast `course_lib.rocks` packs: python bench/bench_rocks.py [--n 20000].

Ratios are between two ways in one run on one machine, and only after both gave the same boxes.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from course_lib import rocks

CAPACITY = 150
MILLION = 1_000_000
Result = TypeVar("Result")


def timed(call: Callable[[], Result]) -> tuple[Result, float]:
    """Return what the call returns, and the seconds it took."""
    start = time.perf_counter()
    result = call()
    return result, time.perf_counter() - start


def against_the_textbook(n: int) -> None:
    """Print how many times faster than the loops `pack` is, boxes included."""
    sizes = rocks.uniform(n, seed=1)
    plain = sizes.tolist()
    print(f"\n{n:,} sizes of 20..100 in boxes of {CAPACITY}: the same boxes as the loop, how much faster")
    print("(next fit is one loop, not two: there is little to gain)\n")
    for rule in rocks.RULES:
        fast, fast_s = timed(lambda rule=rule: rocks.pack(sizes, CAPACITY, rule).bins)
        # A few milliseconds: the best of three, so that a busy machine does not flatter or blame it.
        fast_s = min(fast_s, *(timed(lambda r=rule: rocks.pack(sizes, CAPACITY, r).bins)[1] for _ in range(2)))
        loop, loop_s = timed(lambda rule=rule: getattr(rocks, rule)(plain, CAPACITY))
        if fast != loop:
            raise SystemExit(f"{rule}: pack and the textbook differ")
        ratio = f"{loop_s / fast_s:,.0f}" if loop_s > 10 * fast_s else f"{loop_s / fast_s:.1f}"
        print(f"  {rule:22} ×{ratio:<8} ({loop_s:8.3f} s → {fast_s:.4f} s)", flush=True)


def a_million() -> None:
    """Print the seconds for a million sizes, by rule, and for their lists of boxes."""
    whole, decimal = rocks.uniform(MILLION, seed=1), rocks.mixed(MILLION, 0.25, 0.00625, seed=1)
    print("\nA million sizes, in seconds: packing, and on first use its `bins`\n")
    for rule in rocks.RULES:
        print(f"  {rule:22}", end="")
        for sizes, capacity, name in ((whole, CAPACITY, "20..100"), (decimal, 1.0, "mixed floats")):
            packing, pack_s = timed(lambda s=sizes, c=capacity, r=rule: rocks.pack(s, c, r))
            _, bins_s = timed(lambda p=packing: p.bins)
            print(f"   {name} {pack_s:.2f} + {bins_s:.2f}", end="", flush=True)
        print()


def the_optimum() -> None:
    """Print the seconds for optima that no rule finds."""
    print("\nThe proven optimum\n")
    cases = [("uniform", rocks.uniform(1000, seed=seed), CAPACITY) for seed in range(3)]
    cases += [("triplets", rocks.triplets(n, seed=1), 1000) for n in (120, 501, 1002)]
    for name, sizes, capacity in cases:
        best = min(len(rocks.pack(sizes, capacity, rule)) for rule in rocks.RULES)
        found, seconds = timed(lambda s=sizes, c=capacity: rocks.optimal(s, c))
        proof = "proven" if found.is_proven else f"at least {found.lower_bound}"
        boxes = len(found.packing)
        print(f"  {name:9} n = {len(sizes):4}   best rule {best}   optimum {boxes} ({proof})   {seconds:.2f} s")


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=20_000, help="sizes for the loops; 100,000 take 20 minutes")
    arguments = parser.parse_args()
    _, warm_s = timed(rocks.warm)
    print(f"Kernels ready after {warm_s:.2f} s (a second or less from numba's cache)")
    against_the_textbook(arguments.n)
    a_million()
    the_optimum()


if __name__ == "__main__":
    main()
