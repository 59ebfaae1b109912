"""Nothing hangs: whatever a learner's balancer loops over, it is stopped and named; and an interrupt ends every run."""

from __future__ import annotations

import cProfile
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from course_lib import guard, traffic
from course_lib.balancers import Balancer, remember_nothing
from course_lib.simulation import Pods, SimulationError, simulate
from course_lib.traffic.trace import MOST_CONNECTIONS

ROOT = Path(__file__).parents[2]
MOST_S = 120  # for everything a process does; an endless loop would take longer
TRACE = traffic.poisson_trace(300, utilisation=0.5, pods=4, seed=1)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(guard, "LIMIT_S", 0.1)


def problem_of(pick, done=remember_nothing, engine="auto"):
    with pytest.raises(SimulationError) as raised:
        simulate(TRACE, Balancer("mine", pick, done), engine=engine)
    return str(raised.value)


def for_ever(now, draws, in_flight, memory):
    while in_flight[0] == 0:
        pass
    return 0


def waits_for_a_pod(now, draws, in_flight, memory):
    while in_flight[0] > 0:
        time.sleep(0.01)
    return 0


def sleeps(now, draws, in_flight, memory):
    time.sleep(1e9)


def swallows_errors(now, draws, in_flight, memory):
    while True:
        try:
            memory[1][0] += 1
        except Exception:
            memory[1][1] += 1


def swallows_everything(now, draws, in_flight, memory):
    while True:
        try:
            memory[1][0] += 1
        except:  # noqa: E722
            memory[1][1] += 1


def begins_late(now, draws, in_flight, memory):
    while now > 100.0:
        pass
    return 0


LOOPS = (for_ever, waits_for_a_pod, sleeps, swallows_errors, swallows_everything, begins_late)


@pytest.mark.parametrize("engine", ["reference", "fast"])
@pytest.mark.parametrize("pick", LOOPS)
def test_a_pick_without_end_is_named(pick, engine, impatient):
    said = problem_of(pick, engine=engine)
    assert said.startswith("balancer 'mine', pick at request ")
    assert "must come to an end, got none in 0.1 s. Try: a loop with a limit;" in said


def test_a_done_without_end_is_named_too(impatient):
    def done(now, pod, latency, in_flight, memory):
        while latency > 1.0:
            pass

    said = problem_of(lambda now, draws, in_flight, memory: 0, done)
    assert said.startswith("balancer 'mine', done at request ")
    assert "must come to an end" in said


def test_it_has_two_seconds():
    begin = time.monotonic()
    assert "got none in 2 s" in problem_of(for_ever)
    assert 2 <= time.monotonic() - begin < 10


def test_a_pick_without_end_is_named_in_any_thread(impatient):
    with ThreadPoolExecutor(2) as executor:
        for said in executor.map(problem_of, [for_ever] * 2):
            assert said.startswith("balancer 'mine', pick at request 0, attempt 0: must come to an end")


def test_a_profiler_may_look_on():
    run = cProfile.Profile().runcall(simulate, TRACE, Balancer("mine", lambda now, draws, in_flight, memory: 0))
    assert repr(run).startswith("Run(mine: 300 attempts at 4 pods, all answered")


def test_leaving_is_no_way_out():
    said = problem_of(lambda now, draws, in_flight, memory: sys.exit(3))
    assert said.startswith("balancer 'mine', pick at request 0, attempt 0: SystemExit: 3.")


def deeper(number):
    return deeper(number + 1)


def test_recursion_without_end_is_named():
    said = problem_of(lambda now, draws, in_flight, memory: deeper(0))
    assert "RecursionError: maximum recursion depth exceeded" in said


# --- What takes its time beside a balancer is not the balancer's fault --------------------------------


@pytest.fixture
def rather_impatient(monkeypatch):
    monkeypatch.setattr(guard, "LIMIT_S", 0.2)


def pick_first(now, draws, in_flight, memory):
    return 0


def test_crashes_look_at_no_connection(rather_impatient):
    trace = replace(TRACE, connection=np.arange(len(TRACE)) + MOST_CONNECTIONS - len(TRACE))
    crashes = tuple((pod, 0.0, 1e9 + pod) for pod in range(1, 80))
    run = simulate(trace, Balancer("mine", pick_first), Pods.alike(80, crashes=crashes))
    assert run.outcomes["answered"] == len(trace)


def test_pods_that_work_for_nobody_take_their_time(rather_impatient):
    """All clients give up at once; then there is nobody any more whom the balancer could hear of."""
    requests = 300_000
    trace = traffic.recorded_trace([0.0] * requests, [1.0] * requests, pods=1, seed=1)
    run = simulate(trace, Balancer("mine", pick_first), timeout_s=0.5)
    assert run.outcomes["timed out"] == requests


# --- An interrupt -----------------------------------------------------------------------------------

BEGIN = """
from course_lib import balancers, traffic
from course_lib.balancers import Balancer
from course_lib.simulation import engines, kernels, simulate

def pick(now, draws, in_flight, memory):
    if now > 3_000.0:
        for turn in range(TURNS):
            memory[1][0] += draws[0] * turn
    return 0

def pick_first(now, draws, in_flight, memory):
    return 0

def done(now, pod, latency, in_flight, memory):
    if now > 3_000.0:
        for turn in range(TURNS):
            memory[1][0] += latency * turn

def told(run):
    def tell(*arguments):
        print("begins", flush=True)
        return run(*arguments)
    return tell

kernels.run_machine_code = told(kernels.run_machine_code)
engines.run_in_python = told(engines.run_in_python)
trace = traffic.poisson_trace(500_000 if ENGINE != "reference" else 50_000, utilisation=0.5, pods=4, seed=1)
BALANCERS = {
    "pick": Balancer("mine", pick),
    "done": Balancer("mine", pick_first, done),
    "ours": balancers.ring_hash(100_000),
}
if BUSY == "done":  # all arrive at once, and then only departures are left
    trace = traffic.recorded_trace([0.0] * len(trace), [1.0] * len(trace), pods=4, seed=1)
try:
    simulate(trace, BALANCERS[BUSY], engine=ENGINE)
except KeyboardInterrupt:
    print("interrupted")
"""
LONG_RUNS = {
    "somebody's own as machine code": ("pick", 3_000_000, "compiled"),
    "somebody's own as machine code, after the last arrival": ("done", 3_000_000, "compiled"),
    "somebody's own in SimPy": ("pick", 300, "reference"),
    "a built-in one as machine code": ("ours", 0, "fast"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="there an interrupt goes to all processes of the console")
@pytest.mark.parametrize(("busy", "turns", "engine"), LONG_RUNS.values(), ids=LONG_RUNS)
def test_an_interrupt_ends_a_run_that_would_take_hours(busy, turns, engine):
    script = f"BUSY, TURNS, ENGINE = {busy!r}, {turns}, {engine!r}\n{textwrap.dedent(BEGIN)}"
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "begins\n"
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            assert process.communicate(timeout=MOST_S)[0] == "interrupted\n"
        finally:
            process.kill()
