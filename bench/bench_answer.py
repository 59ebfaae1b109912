"""What a slider's whole answer takes, and what memory a long run: python bench/bench_answer.py [--beside OLDER].

Each figure is from fresh processes. With the folder of another build, the two take turns, have to give the same figures
to the last bit, and the ratios count: of processor seconds the median of seven, of memory the one there is.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from stopwatch import end, promise

HERE = Path(__file__).parent.parent
ROUNDS = 7
PROMISED_ANSWER = 0.45  # of the other build's
PROMISED_MEMORY = 0.4
PROMISED_BESIDES = 0.5  # of the run alone: what trace and intervals may add to it
PROMISED_BYTES = 1.2  # times what the columns of the run take
ANSWER = """
import json, statistics, sys, time
from course_lib import balancers, traffic
from course_lib.simulation import simulate

requests, seconds, figures = int(sys.argv[1]), [], []
for step in range(14):
    begin = time.process_time()
    trace = traffic.poisson_trace(requests, utilisation=0.6 + 0.02 * step, pods=10, seed=1)
    drawn = time.process_time()
    run = simulate(trace, balancers.POWER_OF_TWO_CHOICES, engine="fast")
    ran = time.process_time()
    steady = run.steady()
    found = steady.mean_interval(), steady.quantile_interval(0.5), steady.quantile_interval(0.99)
    seconds.append((drawn - begin, ran - drawn, time.process_time() - ran))
    figures.append([(each.low, each.best, each.high, each.standard_error) for each in found])
ns = [1e9 * statistics.median(each) / requests for each in zip(*seconds[5:])]
print(json.dumps({"ns": ns, "figures": figures}))
"""
MEMORY = """
import hashlib, json, sys
from course_lib import balancers, traffic
from course_lib.simulation import simulate
from course_lib.simulation.run import COLUMNS

def held(what):  # not ru_maxrss, which begins with that of the process that started this one
    lines = open("/proc/self/status").read().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(what))

def simulated(requests):
    trace = traffic.poisson_trace(requests, utilisation=0.8, pods=10, seed=1)
    return simulate(trace, balancers.POWER_OF_TWO_CHOICES, engine="fast")

simulated(1_000).steady().mean_interval()  # imports, and the kernel from disk
requests, before = int(sys.argv[1]), held("VmRSS:")
run = simulated(requests)
peak = held("VmHWM:") - before
columns = sum(getattr(run, name).nbytes for name in COLUMNS)
figures = hashlib.sha256(run.finish_s.tobytes() + run.start_s.tobytes()).hexdigest()
print(json.dumps({"bytes": peak / requests, "columns": columns / requests, "figures": figures}))
"""


def asked(build: Path, script: str, requests: int) -> dict[str, Any]:
    """Return what a script says that a fresh process runs with a build."""
    command = [sys.executable, "-c", script, str(requests)]
    surroundings = os.environ | {"PYTHONPATH": str(build)}
    done = subprocess.run(command, cwd=build, env=surroundings, capture_output=True, text=True, check=True)  # noqa: S603
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def by_turns(builds: list[Path], script: str, requests: int, rounds: int) -> list[list[dict[str, Any]]]:
    """Return what each build said in each round, once all of them gave the same figures."""
    said = [[asked(build, script, requests) for build in builds] for _ in range(rounds)]
    if len({json.dumps(one["figures"]) for turn in said for one in turn}) > 1:
        raise SystemExit("the builds differ in their figures")
    return said


def answers(builds: list[Path], requests: int) -> None:
    """Print what a whole answer takes."""
    print(f"\nA slider's answer over {requests:,} requests: trace, run, and mean, p50 and p99 with their intervals\n")
    said = by_turns(builds, ANSWER, requests, ROUNDS)
    for build, turns in zip(builds, zip(*said, strict=True), strict=True):
        trace, run, figures = (statistics.median(each) for each in zip(*(turn["ns"] for turn in turns), strict=True))
        held = promise(
            build != HERE or trace + figures < PROMISED_BESIDES * run,
            f"trace and intervals within ×{PROMISED_BESIDES} of the run",
        )
        besides = f"besides the run ×{(trace + figures) / run:.2f} of it"
        print(f"  trace {trace:4.1f}, run {run:5.1f}, intervals {figures:4.1f} ns a request; {besides}{held}")
    if len(builds) > 1:
        ratio = statistics.median(sum(ours["ns"]) / sum(theirs["ns"]) for ours, theirs in said)
        print(f"  ×{ratio:.2f} of the other build's{promise(ratio <= PROMISED_ANSWER, f'×{PROMISED_ANSWER}')}")


def memory(builds: list[Path], requests: int) -> None:
    """Print the most memory that a trace and its run take at any time, imports left out."""
    print(f"\nMemory of {requests:,} requests in one piece, all columns kept\n")
    said = by_turns(builds, MEMORY, requests, 1)[0]
    for build, one in zip(builds, said, strict=True):
        times = one["bytes"] / one["columns"]
        held = promise(build != HERE or times < PROMISED_BYTES, f"within ×{PROMISED_BYTES} of the run's columns")
        print(f"  {one['bytes']:5.1f} bytes a request at most, ×{times:.2f} of the run's columns{held}")
    if len(builds) > 1:
        ratio = said[0]["bytes"] / said[1]["bytes"]
        print(f"  ×{ratio:.2f} of the other build's{promise(ratio <= PROMISED_MEMORY, f'×{PROMISED_MEMORY}')}")


def main() -> None:
    """Ask for both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, help="the folder of another build")
    parser.add_argument("--requests", type=int, default=300_000, help="of a slider")
    parser.add_argument("--long", type=int, default=10_000_000, help="requests of the long run")
    chosen = parser.parse_args()
    builds = [HERE] + ([chosen.beside.resolve()] if chosen.beside else [])
    answers(builds, chosen.requests)
    memory(builds, chosen.long)
    end()


if __name__ == "__main__":
    main()
