"""How fast `course_lib.simulation` is: python bench/bench_simulation.py [--requests 300000].

Ratios are between two ways in one run on one machine, and only after both gave the same run, bit for bit. Times are
processor seconds, so that what else the machine does counts less. The script fails where a promise is broken.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent.parent))

from stopwatch import by_turns, end, promise, timed

from course_lib import balancers, traffic
from course_lib.balancers import Balancer
from course_lib.simulation import Run, engines, native, simulate, warm

MOST_ONCE = 30_000  # requests that SimPy gets
LOOK_AT_ALL = (balancers.LEAST_IN_FLIGHT, balancers.JOIN_IDLE_QUEUE)
LOOK_AT_TWO = (balancers.POWER_OF_TWO_CHOICES, balancers.PEAK_EWMA)
PROMISED_GROWTHS = {1_000: 3.0, 10_000: 4.0}  # so many times as long as with 10 pods at most
PROMISED_MOVE_MS = 100  # of a slider over 300,000 requests
PROMISED_START_S = 1.5  # to the first answer of machine code, in a fresh process, all imports included
PROMISED_NEW_S = {"auto": 1.2, "compiled": 0.5}  # from a learner's own balancer to its first answer
PROMISED_SLIDER_S = 0.05  # a move of a slider, without its picture
FRESH = """
import time
begin = time.process_time()
from course_lib import balancers, traffic
from course_lib.simulation import simulate
imported = time.process_time()
trace = traffic.poisson_trace(10_000, utilisation=0.8, pods=10, seed=1, draws=2)
made = time.process_time()
import numba  # by the first answer of machine code, and by nothing before it
ready = time.process_time()
run = simulate(trace, balancers.POWER_OF_TWO_CHOICES, engine="fast")
print(imported - begin, ready - made, time.process_time() - ready + made - imported)
"""


def interpreted(trace: traffic.Trace, balancer: Balancer) -> Run:
    """Run the kernel in Python, whatever numba thinks of the balancer."""
    with mock.patch.object(engines, "_missing", return_value="it isn't asked"):
        return simulate(trace, balancer)


def compiled(trace: traffic.Trace, balancer: Balancer) -> Run:
    """Run the kernel as machine code."""
    return simulate(trace, balancer, engine="fast")


def against_simpy(requests: int) -> None:
    """Print how many times faster than SimPy the kernel is, in Python and as machine code."""
    print(f"\nA request in microseconds, and how much faster than SimPy (10 pods, {requests:,} requests compiled)\n")
    few = traffic.poisson_trace(MOST_ONCE, utilisation=0.8, pods=10, seed=1, draws=3)
    many = traffic.poisson_trace(requests, utilisation=0.8, pods=10, seed=1, draws=3)
    for balancer in balancers.BALANCERS.values():
        finish_s = {way: run.finish_s.tobytes() for way, run in all_ways(few, balancer).items()}
        if len(set(finish_s.values())) > 1:
            raise SystemExit(f"{balancer.name}: the engines differ")
        best = by_turns({
            "SimPy": partial(simulate, few, balancer, engine="reference"),
            "Python": partial(interpreted, few, balancer),
            "compiled": partial(simulate, many, balancer, engine="fast"),
        }, rounds=3)  # fmt: skip
        simpy_us, python_us = (1e6 * best[way] / MOST_ONCE for way in ("SimPy", "Python"))
        native_us = 1e6 * best["compiled"] / requests
        print(
            f"  {balancer.name:30} SimPy {simpy_us:6.1f}   Python {python_us:5.1f} (×{simpy_us / python_us:4.1f})"
            f"   compiled {native_us:.3f} (×{simpy_us / native_us:3.0f})",
            flush=True,
        )


def all_ways(trace: traffic.Trace, balancer: Balancer) -> dict[str, Run]:
    """Return a run by each engine."""
    engines_run = {engine: simulate(trace, balancer, engine=engine) for engine in ("reference", "fast")}
    return engines_run | {"interpreted": interpreted(trace, balancer)}


def more_pods(requests: int) -> None:
    """Print what a hundred and a thousand times as many pods cost."""
    print("\nMore pods instead of 10: how much longer a request takes, compiled\n")
    make = partial(traffic.poisson_trace, requests, utilisation=0.8, seed=1, draws=2)
    for most, promised in PROMISED_GROWTHS.items():
        few, many = make(pods=10), make(pods=most)
        for balancer in LOOK_AT_TWO + LOOK_AT_ALL:
            best = by_turns({str(t.pods): partial(compiled, t, balancer) for t in (few, many)}, rounds=9)
            small, large = best.values()
            held = promise(large / small <= promised, f"{balancer.name}, {most:,} pods: at most ×{promised:g}")
            print(f"  {balancer.name:30} {most:6,} pods ×{large / small:.2f}{held}", flush=True)


def by_index(requests: int) -> None:
    """Print how much faster an index is than a look at every pod, from which number of pods on it is used."""
    print("\nBy an index instead of a look at every pod: how much faster a request is\n")
    for pods in (64, 1_000, 10_000):
        for balancer in LOOK_AT_ALL:
            two = {"index": balancer, "all": replace(balancer, index=None)}
            line = f"  {balancer.name:30} {pods:6,} pods"
            for way, run, count in (("compiled", compiled, requests), ("Python", interpreted, MOST_ONCE // 10)):
                trace = traffic.poisson_trace(count, utilisation=0.8, pods=pods, seed=1, draws=2)
                if len({run(trace, each).finish_s.tobytes() for each in two.values()}) > 1:
                    raise SystemExit(f"{balancer.name}: the index picks other pods")
                best = by_turns({name: partial(run, trace, each) for name, each in two.items()}, rounds=3)
                line += f"   {way} ×{best['all'] / best['index']:.1f}"
            print(line, flush=True)


def a_slider(requests: int) -> None:
    """Print what a move of a slider costs, all but its picture."""
    print(f"\n{requests:,} requests anew at another utilisation, and what a picture shows of them\n")

    def answer(utilisation: float) -> None:
        trace = traffic.poisson_trace(requests, utilisation=utilisation, pods=10, seed=1)
        run = simulate(trace, balancers.POWER_OF_TWO_CHOICES).steady()
        run.mean_interval(), run.quantile_interval(0.5), run.quantile_interval(0.99)

    utilisations = iter([0.5 + 0.01 * step for step in range(45)])
    seconds = by_turns({"a move": lambda: answer(next(utilisations))}, rounds=9)["a move"]
    held = promise(seconds < PROMISED_SLIDER_S, f"a slider's answer within {PROMISED_SLIDER_S} s")
    print(f"  trace, run, mean, p50 and p99 with their intervals: {1e3 * seconds:.0f} ms{held}", flush=True)


def a_new_balancer() -> None:
    """Print how long a balancer that nobody has seen before takes to its first answer."""
    print("\nA learner's own balancer, from definition to answer, in processor seconds\n")
    for requests in (10_000, 300_000):
        trace = traffic.poisson_trace(requests, utilisation=0.8, pods=10, seed=1, draws=2)
        for engine in ("auto", "compiled"):
            best_s, again_s = 9.0, 9.0
            for _ in range(3):
                own = {}
                exec(NEW, own)  # noqa: S102  a function that numba cannot have met
                ask = partial(simulate, trace, Balancer("own", own["pick"], own["done"]), engine=engine)
                run, seconds = timed(ask)
                best_s, again_s = min(best_s, seconds), min(again_s, timed(ask)[1])
            most_s = PROMISED_NEW_S[engine]
            held = promise(best_s < most_s, f"a new balancer's answer within {most_s} s")
            print(
                f"  {requests:7,} requests, {engine}: {best_s:.2f} s ({run.engine}), again {again_s:.2f} s{held}",
                flush=True,
            )


NEW = """
def pick(now, draws, in_flight, memory):
    first, second = int(draws[0] * len(in_flight)), int(draws[1] * len(in_flight))
    return first if memory[1][first] * (in_flight[first] + 1) <= memory[1][second] * (in_flight[second] + 1) else second

def done(now, pod, latency, in_flight, memory):
    memory[1][pod] = 0.9 * memory[1][pod] + 0.1 * latency
"""


def a_fresh_process() -> None:
    """Print how long a process takes that finds everything on disk."""
    print("\nA fresh process that finds the kernel on disk, in processor seconds\n")
    best = (9.0, 9.0, 9.0)
    for _ in range(5):
        root = Path(__file__).parent.parent
        said = subprocess.run([sys.executable, "-c", FRESH], cwd=root, capture_output=True, text=True, check=True)  # noqa: S603
        best = min(best, tuple(map(float, said.stdout.split())), key=sum)
    ours_s, numba_s, answer_s = best
    held = promise(sum(best) < PROMISED_START_S, f"an answer of machine code within {PROMISED_START_S} s")
    print(f"  import of ours {ours_s:.2f} s, of numba with the first answer {numba_s:.2f} s more,")
    print(f"  kernel from the disk and 10,000 requests {answer_s:.2f} s{held}")


def slider_moves() -> None:
    """Print how long a slider's move over 300,000 requests takes: trace, run, intervals, picture and words."""
    from course_lib.chapters.ch05_queueing.explorers import measured

    print("\nA slider's move over 300,000 requests, picture and intervals included, in processor milliseconds\n")
    drawing = measured.picture()
    for balancing in measured.controls[0].corners:
        values = [{"balancing": balancing, "utilisation_percent": busy, "thousands": 300} for busy in range(70, 92, 2)]
        seconds = [timed(lambda v=each: measured.answer(drawing, **v))[1] for each in values]
        median_ms, most_ms = 1000 * statistics.median(seconds[1:]), 1000 * max(seconds[1:])
        mark = promise(median_ms <= PROMISED_MOVE_MS, f"a move within {PROMISED_MOVE_MS} ms")
        print(f"{balancing:24} median {median_ms:5.0f}   most {most_ms:5.0f}{mark}")


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=300_000, help="requests for machine code")
    requests = parser.parse_args().requests
    ready = "" if native.kernel_is_ready() else "not "
    _, warm_s = timed(warm)
    print(f"Kernel and {len(balancers.BALANCERS)} balancers ready after {warm_s:.1f} s ({ready}on disk)")
    against_simpy(requests)
    more_pods(requests)
    by_index(requests)
    a_slider(requests)
    a_new_balancer()
    a_fresh_process()
    slider_moves()
    end()


if __name__ == "__main__":
    main()
