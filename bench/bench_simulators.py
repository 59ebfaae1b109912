"""How fast other simulators are at the same: python bench/bench_simulators.py [--requests 300000].

Two choices among ten pods at a utilisation of 0.8, by: plain C without any feature; our kernel as machine code and in
Python, with every feature in it; our SimPy engine; the SimPy model that people write; ciw; and cimba, a C engine whose
models are compiled from Python. The first four work off one trace and have to agree to the last bit. The others draw
their own, and have to agree in the mean.
"""

from __future__ import annotations

import argparse
import ctypes
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import simpy

sys.path.insert(0, str(Path(__file__).parent.parent))

import two_choices_cimba  # before numba compiles anything (findings/cimba-comes-too-late-for-numba.sh)
from stopwatch import by_turns, end, promise

from course_lib import traffic
from course_lib.balancers import POWER_OF_TWO_CHOICES
from course_lib.simulation import Pods, Run, native, simulate, warm
from course_lib.simulation.state import fresh_state
from course_lib.simulation.system import Clients, build

PODS, UTILISATION, SEED = 10, 0.8, 1
FEW = 20_000  # requests for whoever is slow
# Promised whatever else the machine does: so many times as fast as C (from trace to run; the kernel alone), as SimPy.
OF_C, KERNEL_OF_C, TIMES_SIMPY = 1.05, 1.2, 175
TIMES = {"cimba, with processes": 4.5, "cimba, with events": 2.5, "SimPy as people write it": 175.0}
SAME_MEAN = 0.1  # as far apart as two means of so few may be
OURS, ALONE, C = "our kernel, compiled", "the same, kernel alone", "plain C, no features"
SOURCE = Path(__file__).parent / "two_choices.c"
Values = np.ndarray[Any, np.dtype[np.float64]]


def interpreted(trace: traffic.Trace) -> Run:
    """Run the kernel in Python: numba takes no balancer whose function is no plain one."""
    return simulate(trace, replace(POWER_OF_TWO_CHOICES, pick=partial(POWER_OF_TWO_CHOICES.pick)), engine="fast")


def people_write(requests: int) -> float:
    """Return the mean latency of the model that one finds in tutorials, or writes in a quarter of an hour."""
    rng, env, latencies = random.Random(SEED), simpy.Environment(), []  # noqa: S311
    pods = [simpy.Resource(env) for _ in range(PODS)]

    def request():
        arrival = env.now
        one, other = rng.sample(pods, 2)
        pod = one if one.count + len(one.queue) <= other.count + len(other.queue) else other
        with pod.request() as turn:
            yield turn
            yield env.timeout(rng.expovariate(1.0))
        latencies.append(env.now - arrival)

    def clients():
        for _ in range(requests):
            yield env.timeout(rng.expovariate(UTILISATION * PODS))
            env.process(request())

    env.process(clients())
    env.run()
    return sum(latencies) / len(latencies)


def ciw_model(requests: int) -> float:
    """Return the mean latency of a network in ciw: a first node, which only routes, and a node for each pod."""
    import ciw

    class TwoChoices(ciw.routing.NodeRouting):
        def next_node(self, ind: Any) -> Any:
            one, other = random.sample(self.simulation.nodes[2 : PODS + 2], 2)
            return one if one.number_of_individuals <= other.number_of_individuals else other

    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(UTILISATION * PODS)] + [None] * PODS,
        service_distributions=[ciw.dists.Deterministic(0.0)] + [ciw.dists.Exponential(1.0)] * PODS,
        number_of_servers=[float("inf")] + [1] * PODS,
        routing=ciw.routing.NetworkRouting(routers=[TwoChoices()] + [ciw.routing.Leave()] * PODS),
    )
    ciw.seed(SEED)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(requests, method="Finish")
    latencies = [each.waiting_time + each.service_time for each in simulation.get_all_records() if each.node > 1]
    return sum(latencies) / len(latencies)


def cimba_models(requests: int) -> dict[str, Callable[[], float]]:
    """Return calls of two models in cimba, compiled, that return the mean latency."""
    kinds = {"processes": (two_choices_cimba.Processes, two_choices_cimba.Pod),
             "events": (two_choices_cimba.Events, two_choices_cimba.CountedPod)}  # fmt: skip

    def run(model: Any, pod: Any) -> float:
        return two_choices_cimba.mean_s(model(), [pod() for _ in range(PODS)], requests, SEED)

    return {f"cimba, with {name}": partial(run, model, pod) for name, (model, pod) in kinds.items()}


def in_c(trace: traffic.Trace, folder: str) -> Callable[[], Values] | None:
    """Return a call of the C program, compiled as most would, or None if there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    library = Path(folder) / "two_choices.so"
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", library, SOURCE], check=True)  # noqa: S603
    function = ctypes.CDLL(str(library)).two_choices
    doubles, ints = (np.ctypeslib.ndpointer(kind, flags="C") for kind in (np.float64, np.int32))
    long = ctypes.c_long
    function.argtypes = [long, long, doubles, doubles, doubles, long, doubles, ints]

    def run() -> Values:
        finish_s, pod = np.empty(len(trace)), np.empty(len(trace), np.int32)
        draws = trace.draws.shape[1]
        if function(len(trace), PODS, trace.gaps_s, trace.service_s, trace.draws, draws, finish_s, pod):
            raise MemoryError
        return finish_s

    return run


def kernel_alone(trace: traffic.Trace) -> Callable[[], None]:
    """Return a call of the kernel as machine code, without what `simulate` does before and after it."""
    system, start = build(trace, POWER_OF_TWO_CHOICES, Pods.alike(PODS), Clients())
    machine, kernel = native.compile_balancer(POWER_OF_TWO_CHOICES), native.compiled_kernel()
    return lambda: kernel(*machine, system, fresh_state(system, start))


def compare(requests: int, folder: str) -> None:
    """Print a line for each simulator, once they are known to simulate the same."""
    make = partial(traffic.poisson_trace, utilisation=UTILISATION, pods=PODS, seed=SEED, draws=2)
    few, many = make(FEW), make(requests)
    ours, kernel = partial(simulate, many, POWER_OF_TWO_CHOICES, engine="fast"), kernel_alone(many)
    simpy_engine = partial(simulate, few, POWER_OF_TWO_CHOICES, engine="reference")
    c, contestants = in_c(many, folder), {OURS: (ours, requests), ALONE: (kernel, requests)}
    if c is None:
        print("  plain C: there is no C compiler here\n")
    else:
        contestants[C] = (c, requests)
        same("plain C", c(), ours().finish_s)
    small = simulate(few, POWER_OF_TWO_CHOICES, engine="fast")
    same("our kernel, in Python", interpreted(few).finish_s, small.finish_s)
    same("our SimPy engine", simpy_engine().finish_s, small.finish_s)
    contestants |= {
        "our kernel, in Python": (partial(interpreted, few), FEW),
        "our SimPy engine": (simpy_engine, FEW),
    }
    own_chance = {"SimPy as people write it": (partial(people_write, FEW), FEW), "ciw": (partial(ciw_model, FEW), FEW)}
    own_chance |= {name: (model, requests) for name, model in cimba_models(requests).items()}
    for name, (model, _) in own_chance.items():
        if abs(model() / small.mean_s - 1) > SAME_MEAN:
            raise SystemExit(f"{name} simulates something else")
    contestants |= own_chance
    show(
        {name: count for name, (_, count) in contestants.items()}, by_turns({n: c for n, (c, _) in contestants.items()})
    )


def same(name: str, finish_s: Values, expected: Values) -> None:
    """Fail unless two runs ended every request at the same time, bit by bit."""
    if finish_s.tobytes() != np.asarray(expected).tobytes():
        raise SystemExit(f"{name}: other results")


def show(requests: dict[str, int], seconds: dict[str, float]) -> None:
    """Print how long a request takes, and how often faster our compiled kernel is."""
    a_request_us = {name: 1e6 * seconds[name] / requests[name] for name in seconds}
    ours = a_request_us[OURS]
    for name, us in sorted(a_request_us.items(), key=lambda entry: entry[1]):
        ratio, held = us / ours, ""
        if name == C:
            beside = us / a_request_us[ALONE]
            held = f", its kernel alone ×{beside:.2f}" + promise(ratio >= OF_C, f"×{OF_C} the speed of C")
            held += promise(beside >= KERNEL_OF_C, f"the kernel alone ×{KERNEL_OF_C} the speed of C")
        if name == "our SimPy engine":
            held = promise(ratio >= TIMES_SIMPY, f"×{TIMES_SIMPY} over SimPy")
        if name in TIMES:
            held = promise(ratio >= TIMES[name], f"×{TIMES[name]:g} over {name}")
        digits = 2 if ratio < 10 else 0
        print(f"  {name:26} {us:8.3f} µs a request   ours is ×{ratio:.{digits}f}{held}")


def main() -> None:
    """Run every simulator."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=300_000, help="requests for machine code")
    warm()
    print(f"Two choices among {PODS} pods at a utilisation of {UTILISATION}, best of five turns\n")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        compare(parser.parse_args().requests, folder)
    end()


if __name__ == "__main__":
    main()
