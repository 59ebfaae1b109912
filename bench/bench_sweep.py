"""What an executor makes of a sweep: python bench/bench_sweep.py [--cells 240].

Wall time, as cores are what it is about: slices of the cells by turns in a loop, on threads and on Dask's workers,
which are started and warmed before. All give the same, to the last bit. The best slice tells what an executor costs.
Promises are held to two free cores; where others use them, too, the ratios say more about those others.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Timer
from typing import NamedTuple, TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from distributed import Client, LocalCluster
from stopwatch import end, promise

from course_lib import balancers, traffic
from course_lib.simulation import simulate, warm
from course_lib.sweep import Sweep, grid

T = TypeVar("T")
CORES = 2
SLICES = 12
LEAST_MS = 80  # a cell, in a loop
PROMISED_THREADS, PROMISED_DASK = 1.8, 1.3
FREE_LOAD = 0.5  # of others, when we begin
LOADS, BALANCERS = (0.5, 0.6, 0.7, 0.8, 0.9), ("random", "power_of_two_choices", "peak_ewma", "join_idle_queue")


def latencies(utilisation: float, balancer: str, requests: int, seed: int) -> dict[str, float]:
    """Return what a sweep keeps of a run."""
    trace = traffic.poisson_trace(requests, utilisation=utilisation, pods=10, seed=seed)
    run = simulate(trace, balancers.BALANCERS[balancer], engine="fast").steady()
    return {
        "mean_s": run.mean_s,
        "p50_s": run.quantile_s(0.5),
        "p99_s": run.quantile_s(0.99),
        "last_s": run.finish_s[-1],
    }


class Took(NamedTuple):
    """Wall seconds, and those of processors: ours and the workers'."""

    wall_s: float
    cpu_s: float


def compare(client: Client, cells: list[dict]) -> None:
    """Print how long the slices take, by turns."""
    took: dict[str, list[Took]] = {"loop": [], "threads": [], "Dask": []}
    size = len(cells) // SLICES
    with ThreadPoolExecutor(CORES) as threads:
        for begin in range(0, size * SLICES, size):
            some = cells[begin : begin + size]
            ways = {
                "loop": lambda some=some: [latencies(**cell) for cell in some],
                "threads": partial(swept, some, threads),
                "Dask": partial(swept, some, client.get_executor()),
            }
            results = [timed(way, client, took[name]) for name, way in ways.items()]
            if not results[0] == results[1] == results[2]:
                raise SystemExit("The results differ")
    report(took, size)


def swept(cells: list[dict], executor: Executor) -> list:
    """Return the results of a sweep."""
    return [row.result for row in Sweep(latencies, cells).run(executor, progress=False).rows]


def timed(way: Callable[[], T], client: Client, took: list[Took]) -> T:
    """Return what a way returns, and note how long it took."""
    cpu_s, begin = cpu_of_all_s(client), time.perf_counter()
    result = way()
    wall_s = time.perf_counter() - begin
    took.append(Took(wall_s, cpu_of_all_s(client) - cpu_s))
    return result


def cpu_of_all_s(client: Client) -> float:
    """Return the processor seconds of this process and of all workers."""
    return time.process_time() + sum(client.run(time.process_time).values())


def report(took: dict[str, list[Took]], size: int) -> None:
    """Print ratios of the best slices, and of the processor seconds of all."""
    wall_s = {name: min(each.wall_s for each in slices) for name, slices in took.items()}
    cpu_s = {name: sum(each.cpu_s for each in slices) for name, slices in took.items()}
    cell_ms = 1e3 * wall_s["loop"] / size
    threads, dask_s = wall_s["loop"] / wall_s["threads"], wall_s["Dask"] / wall_s["threads"]
    marks = [promise(cell_ms >= LEAST_MS, f"cells of {LEAST_MS} ms at least"), "", ""]
    if LOAD < FREE_LOAD:
        marks[1] = promise(threads >= PROMISED_THREADS, f"threads ×{PROMISED_THREADS} of the loop")
        marks[2] = promise(dask_s <= PROMISED_DASK, f"Dask within ×{PROMISED_DASK} of threads")
    print(f"  a cell in a loop: {cell_ms:.0f} ms{marks[0]}")
    print(f"  threads ×{threads:.2f} of the loop{marks[1]}; Dask takes ×{dask_s:.2f} of the threads' time{marks[2]}")
    print(
        "  CPU of all cells, of the loop's: "
        + ", ".join(f"{name} ×{s / cpu_s['loop']:.2f}" for name, s in cpu_s.items())
    )


def go_on(cells: list[dict]) -> None:
    """Interrupt a sweep, and run it again."""
    with tempfile.TemporaryDirectory() as folder:
        sweep = Sweep(latencies, cells, file=Path(folder, "latencies.jsonl"))
        Timer(LEAST_MS * len(cells) / 4e3, signal.raise_signal, [signal.SIGINT]).start()
        try:
            sweep.run(progress=False)
        except KeyboardInterrupt:
            done = sum(row.result is not None for row in sweep.rows)
            print(f"\nInterrupted: {sweep}")
        begun = time.perf_counter()
        sweep.run(progress=False)
        print(f"The other {len(cells) - done} in {time.perf_counter() - begun:.1f} s: {sweep}")


def with_workers(act: Callable[[Client], None]) -> None:
    """Start workers and warm them; then do something with their client."""
    where = {"n_workers": CORES, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(**where) as cluster, Client(cluster) as client:
        client.run(warm)
        Sweep(latencies, CELLS_TO_WARM).run(client.get_executor(), progress=False)
        act(client)


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=240)
    parser.add_argument("--requests", type=int, default=1_200_000, help="requests a cell")
    asked = parser.parse_args()
    seeds = range(-(-asked.cells // (len(LOADS) * len(BALANCERS))))
    cells = grid(seed=seeds, requests=[asked.requests], utilisation=LOADS, balancer=BALANCERS)[: asked.cells]
    warm()
    print(f"{len(cells)} cells; others' load at the beginning {LOAD:.1f} on {os.cpu_count()} cores")
    with_workers(partial(compare, cells=cells))
    go_on(cells[:60])
    end()


CELLS_TO_WARM = grid(utilisation=[0.5], balancer=BALANCERS, requests=[10_000])
LOAD = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0

if __name__ == "__main__":
    main()
