"""What a long run takes by sections, and two runs side by side: python bench/bench_long_run.py [--long 30000000].

Memory is that of fresh processes, imports left out. Two replications take turns, one after the other and in two
threads. That is a matter of cores, so wall times count, and the promise is held to two free ones; processor time says
what threads cost wherever others use the cores, too. How many cores there really are is asked of sines, which hold
no lock and hardly touch memory: two processors that a host shares out are often fewer than two.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
from bench_answer import HERE, asked
from stopwatch import end, promise, timed

from course_lib import balancers, traffic
from course_lib.simulation import Run, simulate, warm

ROUNDS, SIDE_BY_SIDE = 7, 2
REPLICATION = 2_000_000  # requests
PROMISED_GROWTH = 1.2  # of memory, with three times as many requests
PROMISED_TIME = 1.1  # of what a run in one piece takes
PROMISED_THREADS = 1.9
SINES, TIMES = 1_000, 30_000
FREE_LOAD = 0.5  # of others, when we begin
STREAM = """
import hashlib, json, sys, time
from course_lib import balancers, traffic
from course_lib.simulation import simulate, stream
from course_lib.simulation.run import COLUMNS

def held(what):  # not ru_maxrss, which begins with that of the process that started this one
    lines = open("/proc/self/status").read().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(what))

def pieces(requests):
    trace = traffic.poisson_trace(requests, utilisation=0.8, pods=10, seed=1)
    how = {"balancer": balancers.POWER_OF_TWO_CHOICES, "engine": "fast"}
    yield from [simulate(trace, **how)] if IN_ONE else stream(trace, **how)

IN_ONE = False
list(pieces(1_000))  # imports, and the kernel from disk
digests = {name: hashlib.sha256() for name in COLUMNS}
requests, IN_ONE, before, seconds = abs(int(sys.argv[1])), sys.argv[1].startswith("-"), held("VmRSS:"), 0.0
begin = time.process_time()
for piece in pieces(requests):
    seconds += time.process_time() - begin
    for name, digest in digests.items():
        digest.update(getattr(piece, name))
    begin = time.process_time()
figures = [digest.hexdigest() for digest in digests.values()]
print(json.dumps({"bytes": held("VmHWM:") - before, "ns": 1e9 * seconds / requests, "figures": figures}))
"""


def by_sections(long: int) -> None:
    """Print the most memory that a run takes, by its length; and by sections and in one piece it's the same run."""
    print("\nA run by sections, two choices among 10 pods\n")
    lengths = (long // 30, long // 3, long)
    said = {requests: asked(HERE, STREAM, requests) for requests in lengths}
    growth = said[long]["bytes"] / said[long // 3]["bytes"]
    for requests, one in said.items():
        held = promise(requests < long or growth <= PROMISED_GROWTH, f"×{PROMISED_GROWTH} of a third as long")
        print(f"  {requests:11,} requests: {one['bytes'] / 1e6:6.1f} MB at most{held}")
    streamed, in_one = said[long // 3], asked(HERE, STREAM, -(long // 3))
    if streamed["figures"] != in_one["figures"]:
        raise SystemExit("the run by sections is another one")
    times = streamed["ns"] / in_one["ns"]
    print(
        f"  {long // 3:11,} in one piece: {in_one['bytes'] / 1e6:6.1f} MB, and the same to the last bit; "
        f"by sections ×{times:.2f} of the processor time{promise(times <= PROMISED_TIME, f'×{PROMISED_TIME}')}"
    )


def replication(seed: int) -> Run:
    """Return one of several runs that differ in their chance alone."""
    trace = traffic.poisson_trace(REPLICATION, utilisation=0.8, pods=10, seed=seed, draws=2)
    return simulate(trace, balancers.POWER_OF_TWO_CHOICES, engine="fast")


def sines(_: int) -> None:
    """Keep a core busy, with nothing that two threads could wait for."""
    values = np.ones(SINES)
    for _ in range(TIMES):
        np.sin(values, out=values)


def side_by_side(load: float) -> None:
    """Print how many times as fast two replications are in two threads."""
    print(f"\nTwo replications of {REPLICATION:,} requests, trace and run, in two threads\n")
    faster, dearer, cores = [], [], []
    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        for _ in range(ROUNDS):
            took = []
            for each in (map, threads.map):
                wall_s, cpu_s = time.perf_counter(), time.process_time()
                last_s = [run.finish_s[-1] for run in each(replication, range(SIDE_BY_SIDE))]
                took.append((last_s, time.perf_counter() - wall_s, time.process_time() - cpu_s))
            if took[0][0] != took[1][0]:
                raise SystemExit("the runs differ")
            faster.append(took[0][1] / took[1][1])
            dearer.append(took[1][2] / took[0][2])
            wall_s = [timed(lambda: list(each(sines, range(SIDE_BY_SIDE))), time.perf_counter)[1]  # noqa: B023
                      for each in (map, threads.map)]  # fmt: skip
            cores.append(wall_s[0] / wall_s[1])
    ratio = statistics.median(faster)
    free = load < FREE_LOAD
    held = promise(not free or ratio >= PROMISED_THREADS, f"×{PROMISED_THREADS} as fast")
    print(f"  ×{ratio:.2f} as fast (median of {ROUNDS}; best ×{max(faster):.2f}){held}")
    print(f"  processor time ×{statistics.median(dearer):.2f}")
    print(f"  sines, beside it: ×{statistics.median(cores):.2f} as fast (best ×{max(cores):.2f})")
    if not free:
        print(f"  Others used the cores, too (load {load:.1f}): nobody is held to it.")


def main() -> None:
    """Ask for both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", type=int, default=30_000_000, help="requests of the longest run")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    warm()
    side_by_side(load)
    by_sections(chosen.long)
    end()


if __name__ == "__main__":
    main()
