"""Nothing hangs: whatever a learner's balancer loops over, it is stopped and named, in a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from course_lib.simulation import patience, turns
from course_lib.simulation.patience import OverdueError, interruptibly, patiently

ROOT = Path(__file__).parents[2]
MOST_S = 120  # for everything a process does; an endless loop would take longer
BEGIN = """
import math, sys, threading, time
from concurrent.futures import ThreadPoolExecutor
from course_lib import balancers, traffic
from course_lib.balancers import Balancer, remember_nothing
from course_lib.simulation import Pods, SimulationError, simulate

def run(pick, done=remember_nothing, n=300, engine="auto", **how):
    trace = traffic.poisson_trace(n, utilisation=0.5, pods=4, seed=1)
    try:
        return simulate(trace, Balancer("mine", pick, done), engine=engine, **how)
    except SimulationError as problem:
        print(problem)
    finally:
        for thread in threading.enumerate()[1:]:
            thread.join(10)
        assert threading.active_count() == 1, threading.enumerate()
"""


def in_a_process(script):
    command = [sys.executable, "-c", BEGIN + textwrap.dedent(script)]
    return subprocess.run(command, cwd=ROOT, timeout=MOST_S, capture_output=True, text=True, check=False)


LOOPS = {
    "for ever": """
        def pick(now, draws, in_flight, memory):
            while in_flight[0] == 0:
                pass
            return 0
        """,
    "waits for a pod": """
        def pick(now, draws, in_flight, memory):
            while in_flight[0] > 0:
                time.sleep(0.01)
            return 0
        """,
    "swallows errors": """
        def pick(now, draws, in_flight, memory):
            while True:
                try:
                    memory[1][0] += 1
                except Exception:
                    pass
        """,
    "swallows everything": """
        def pick(now, draws, in_flight, memory):
            while True:
                try:
                    memory[1][0] += 1
                except:
                    pass
        """,
}


@pytest.mark.parametrize(
    ("loop", "engine"), [*zip(LOOPS, ["reference"] * 4, strict=True), ("for ever", "auto"), ("waits for a pod", "fast")]
)
def test_a_pick_without_end_is_named_in_python(loop, engine):
    ended = in_a_process(textwrap.dedent(LOOPS[loop]) + f"\nrun(pick, engine={engine!r})")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("balancer 'mine', pick at request ")
    assert "must come to an end, got 2 s without one. Try: a loop with a limit;" in ended.stdout


def test_a_done_without_end_is_named_too():
    loop = """
    def done(now, pod, latency, in_flight, memory):
        while latency > 1.0:
            pass
    run(lambda now, draws, in_flight, memory: 0, done)
    """
    said = in_a_process(loop).stdout
    assert said.startswith("balancer 'mine', done at request ")
    assert "must come to an end" in said


LATE = {
    "while": "while now > 20_000.0: pass",
    "while with work": "while now > 20_000.0: memory[1][0] += 1.0",
    "a range": "memory[1][0] = sum([turn for turn in range(10**18 if now > 20_000.0 else 1)])",
    "a helper": "helper(now)",
    "inside a loop": "for pod in range(len(in_flight)):\n        while now > 20_000.0: pass",
}


@pytest.mark.parametrize(("function", "late"), [*(("pick", late) for late in LATE), ("done", "while")])
def test_a_loop_without_end_is_stopped_in_machine_code(late, function):
    """It begins long after the rehearsal in Python."""
    script = f"""
def helper(now):
    while now > 20_000.0: pass

def pick(now, draws, in_flight, memory):
    {LATE[late] if function == "pick" else "pass"}
    return int(draws[0] * len(in_flight))

def done(now, pod, latency, in_flight, memory):
    {LATE[late] if function == "done" else "pass"}

run(pick, done, n=100_000, engine="fast")
"""
    ended = in_a_process(script)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(f"balancer 'mine', {function} at request ")
    assert "must come to an end, got 10,000,000 turns of a loop without one. Try: a loop with" in ended.stdout


def test_a_pick_without_end_is_named_in_any_thread():
    loop = """
    def pick(now, draws, in_flight, memory):
        while True:
            pass
    trace = traffic.poisson_trace(300, utilisation=0.5, pods=4, seed=1)
    with ThreadPoolExecutor(2) as executor:
        for problem in [executor.submit(simulate, trace, Balancer("mine", pick)).exception() for _ in range(2)]:
            print(type(problem).__name__, problem)
    """
    said = in_a_process(loop).stdout
    assert said.count("SimulationError balancer 'mine', pick at request 0, attempt 0: must come to an end") == 2


def test_a_profiler_may_look_on():
    """Python 3.11 turned on the spot for ever once a knock had been taken back that was never made."""
    script = """
    import cProfile
    pick = lambda now, draws, in_flight, memory: 0
    cProfile.run("print(run(pick))")
    """
    assert in_a_process(script).stdout.startswith("Run(mine: 300 attempts at 4 pods, all answered")


def test_leaving_is_no_way_out():
    ended = in_a_process("run(lambda now, draws, in_flight, memory: sys.exit(3))\nprint('still here')")
    assert ended.stdout.splitlines()[0].startswith("balancer 'mine', pick at request 0, attempt 0: SystemExit: 3.")
    assert ended.stdout.splitlines()[1] == "still here"


def test_recursion_without_end_does_not_kill_the_process():
    """Machine code would overflow the stack, and with it go the notebook's kernel and all its variables."""
    script = """
    def deeper(number, now):
        return deeper(number + 1, now) if now > 20_000.0 else number

    def pick(now, draws, in_flight, memory):
        return deeper(0, now)

    run(pick, n=100_000, engine="fast")
    """
    ended = in_a_process(script)
    assert ended.returncode == 0, ended.stderr
    assert "RecursionError: maximum recursion depth exceeded" in ended.stdout


FOR_HOURS = """
def pick(now, draws, in_flight, memory):
    if now > 3_000.0:
        for turn in range({turns}):
            memory[1][0] += draws[0] * turn
    return 0
print("begins", flush=True)
run(pick, n=500_000, engine={engine!r})
"""
OURS_FOR_LONG = """
trace = traffic.poisson_trace(500_000, utilisation=0.5, pods=4, seed=1)
simulate(trace.first(300), balancers.ring_hash(10), engine="fast")
print("begins", flush=True)
simulate(trace, balancers.ring_hash(100_000))
"""
LONG_RUNS = {
    "somebody's own as machine code": FOR_HOURS.format(turns=3_000_000, engine="fast"),
    "somebody's own in SimPy": FOR_HOURS.format(turns=300, engine="reference"),
    "one of ours as machine code": OURS_FOR_LONG,
}


@pytest.mark.skipif(sys.platform == "win32", reason="there an interrupt goes to all processes of the console")
@pytest.mark.parametrize("run", LONG_RUNS.values(), ids=LONG_RUNS)
def test_an_interrupt_ends_a_run_that_would_take_hours(run):
    script = f"try:\n{textwrap.indent(run, '    ')}\nexcept KeyboardInterrupt:\n    print('interrupted')"
    command = [sys.executable, "-c", BEGIN + script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "begins\n"
            time.sleep(4)
            process.send_signal(signal.SIGINT)
            assert process.communicate(timeout=MOST_S)[0] == "interrupted\n"
        finally:
            process.kill()


# --- The parts --------------------------------------------------------------------------------------


def test_patience_returns_what_the_run_returns_and_leaves_no_thread():
    assert patiently(lambda: 7, lambda: 0) == 7
    with pytest.raises(ZeroDivisionError):
        patiently(lambda: 1 // 0, lambda: 0)
    assert not [thread for thread in threading.enumerate() if "look" in thread.name]


def test_patience_lasts_as_long_as_there_is_progress(monkeypatch):
    monkeypatch.setattr(patience, "LOOK_S", 0.01)
    steps = iter(range(10**9))
    until = time.monotonic() + 0.5  # 50 looks

    def run():
        while time.monotonic() < until:
            pass
        return "done"

    assert patiently(run, lambda: next(steps)) == "done"
    until += 10
    with pytest.raises(OverdueError):
        patiently(run, lambda: 0)


def test_a_debugger_has_all_the_time_it_wants(monkeypatch):
    monkeypatch.setattr(patience, "LOOK_S", 0.01)
    until = time.monotonic() + 0.5
    debugger = {"__name__": "bdb", "time": time, "until": until}
    exec("def wait():\n    while time.monotonic() < until: pass\n    return 'thought'", debugger)  # noqa: S102
    assert patiently(debugger["wait"], lambda: 0) == "thought"


def test_whoever_waits_gets_the_error_of_the_thread():
    with pytest.raises(ZeroDivisionError):
        interruptibly(lambda: 1 // 0, lambda: None)


def test_turns_are_counted_a_call():
    from numba import njit

    def count(n):
        turns_taken = 0
        for _ in range(n):
            turns_taken += 1
        return turns_taken

    bounded = njit("int64(int64)", pipeline_class=turns.BoundedCompiler)(count)
    most = turns.MOST_TURNS - 1  # a loop looks at its end once more than it turns
    assert [bounded(most), bounded(most)] == [most, most]
    with pytest.raises(turns.TooManyTurnsError):
        bounded(most + 1)


def test_a_function_without_loops_stays_as_it_is():
    from numba import njit

    assert njit("int64(int64)", pipeline_class=turns.BoundedCompiler)(lambda n: n + 1)(1) == 2
