"""The engine of two checkouts, side by side: python bench/two_builds.py ../other-checkout [--requests 300000].

Each has a process of its own, and they take turns: a request's processor time in the kernel alone and through
`simulate`, medians of seven. Both have to give the same run, to the last bit.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent
ROUNDS = 7
# Balancer, pods, workers of each.
CASES = (
    ("power_of_two_choices", 10, 1),
    ("peak_ewma", 10, 1),
    ("power_of_two_choices", 1000, 1),
    ("peak_ewma", 1000, 1),
    ("power_of_two_choices", 10, 100),
    ("power_of_two_choices", 3, 1000),
)
WAYS = ("the kernel alone", "simulate()")


def serve() -> None:
    """Answer each line (requests, balancer, pods, workers, way) with seconds, or with a digest of the run."""
    from stopwatch import timed

    from course_lib import balancers, traffic
    from course_lib.simulation import engines, native, simulate, warm
    from course_lib.simulation.run import COLUMNS
    from course_lib.simulation.system import Clients, build

    warm()
    place = "state" if importlib.util.find_spec("course_lib.simulation.state") else "fast"  # as in older checkouts
    fresh_state = importlib.import_module(f"course_lib.simulation.{place}").fresh_state
    traces = {}
    for line in sys.stdin:
        *numbers, way = line.rstrip("\n").split(" ", 4)
        requests, name, number, workers = (each if each.isidentifier() else int(each) for each in numbers)
        balancer, key, pods = balancers.BALANCERS[name], tuple(numbers), engines.Pods.alike(number, workers=workers)
        if key not in traces:
            load = {"utilisation": 0.8, "pods": number, "workers": workers}
            traces[key] = traffic.poisson_trace(requests, **load, seed=1, draws=3)
        if way == "the kernel alone":
            system, start = build(traces[key], balancer, pods, Clients())
            machine, kernel = native.compile_balancer(balancer), native.compiled_kernel()
            state = fresh_state(system, start)
            answer = timed(lambda: kernel(*machine, system, state))[1]  # noqa: B023
        else:
            run, answer = timed(lambda: simulate(traces[key], balancer, pods, "fast"))  # noqa: B023
            if way == "digest":
                answer = hashlib.sha256(b"".join(getattr(run, column).tobytes() for column in COLUMNS)).hexdigest()
        print(answer, flush=True)


class Checkout:
    """A process that runs a script of ours with the library of one checkout."""

    def __init__(self, root: Path, script: str = __file__) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(root), str(Path(__file__).parent)])}
        command = [sys.executable, script, "--serve", str(root)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=root, env=environment, **pipes)  # noqa: S603

    def ask(self, *question: object) -> str:
        """Return the answer to a question."""
        print(*question, file=self.process.stdin, flush=True)
        return self.process.stdout.readline().strip()


def compare(ours: Checkout, theirs: Checkout, requests: int) -> None:
    """Print how many times faster ours is."""
    for name, pods, workers in CASES:
        case = requests, name, pods, workers
        if len({each.ask(*case, "digest") for each in (ours, theirs)}) > 1:
            raise SystemExit(f"{name}, {pods} pods of {workers}: other runs")
        for way in WAYS:
            rounds = [[float(each.ask(*case, way)) for each in (ours, theirs)] for _ in range(ROUNDS)]
            ours_ns, theirs_ns = (1e9 * statistics.median(times) / requests for times in zip(*rounds, strict=True))
            print(f"  {name:22}{pods:5} pods of {workers:4}, {way:17}{ours_ns:7.1f} ns, there {theirs_ns:6.1f}: "
                  f"×{theirs_ns / ours_ns:.2f}", flush=True)  # fmt: skip


def main() -> None:
    """Compare two checkouts, or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other", type=Path, help="the other checkout's folder")
    parser.add_argument("--requests", type=int, default=300_000)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve:
        serve()
    else:
        compare(Checkout(HERE), Checkout(chosen.other.resolve()), chosen.requests)


if __name__ == "__main__":
    main()
