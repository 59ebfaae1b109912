# ruff: noqa: SIM105, S110 (what learners write)
"""What does not end is ended, in any thread; and an interrupt may come at any step of Python, and leaves nothing."""

from __future__ import annotations

import _thread
import gc
import signal
import subprocess
import sys
import textwrap
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from course_lib import watchdog
from course_lib.guard import Budget, DroppedHook, OverdueError, Shield, Watch
from course_lib.simulation.waiting import run_machine_code
from course_lib.watchdog import Mark, below

ROOT = Path(__file__).parents[2]
LIMIT = 0.1
MARGIN_S = 5.0  # a busy machine may be late; one that never stops is stopped by nothing


def forever():
    while True:
        pass


def swallows():
    while True:
        try:
            forever()
        except:  # noqa: E722
            pass


def for_ever(function):
    while True:
        function()


def watchdogs():
    """Return how many watchdogs there are: they are threads that the module threading does not know."""
    return sum(frame.f_code is watchdog._watch.__code__ for frame in bottom_frames())


def bottom_frames():
    return [watchdog._look_at(frame)[0][-1] for frame in watchdog._innermost_frames().values()]


@pytest.fixture(autouse=True)
def nothing_left_behind(monkeypatch):
    """After each test there is no watchdog, and nothing of ours on the trace."""
    trace = sys.gettrace()
    monkeypatch.setattr(watchdog, "IDLE_POLLS", 1)
    yield
    until = time.monotonic() + MARGIN_S
    while watchdogs() and time.monotonic() < until:
        time.sleep(0.01)
    assert watchdogs() == 0
    assert sys.gettrace() is trace


def test_a_call_returns_what_the_function_returns_or_raises():
    assert Watch().call(divmod, 7, 2) == Shield().call(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        Watch().call(divmod, 7, 0)
    with pytest.raises(ZeroDivisionError):
        Shield().call(divmod, 7, 0)


def test_many_calls_have_one_watchdog():
    for _ in range(2000):
        Watch().call(int)
    assert watchdogs() <= 1


def test_a_call_lasts_as_long_as_its_place_changes():
    steps = iter(range(10**9))
    until = time.monotonic() + 5 * LIMIT

    def run():
        while time.monotonic() < until:
            pass
        return "done"

    assert Watch(lambda: next(steps), limit_s=LIMIT).call(run) == "done"
    until += 100
    with pytest.raises(OverdueError):
        Watch(lambda: 0, limit_s=LIMIT).call(run)


def test_a_budget_is_for_all_calls_together():
    budget = Budget(3 * LIMIT)
    with pytest.raises(OverdueError):
        # The last poll comes amid the third: if it came just as one ended, there would be another.
        for_ever(lambda: Watch(budget=budget, limit_s=60).call(time.sleep, 1.2 * LIMIT))
    assert budget.polls * watchdog.POLL_S == pytest.approx(budget.limit_s)


def test_the_outer_of_two_overdue_calls_is_ended():
    class OuterError(OverdueError):
        pass

    def inner():
        with pytest.raises(OverdueError):
            Watch(limit_s=LIMIT).call(forever)
        return "went on"

    assert Watch(error=OuterError, limit_s=60).call(inner) == "went on"
    with pytest.raises(OuterError):
        Watch(error=OuterError, limit_s=LIMIT).call(lambda: Watch(limit_s=LIMIT).call(forever))


def test_a_debugger_has_all_the_time_it_wants():
    until = time.monotonic() + 5 * LIMIT
    debugger = {"__name__": "bdb", "time": time, "until": until}
    exec("def wait():\n    while time.monotonic() < until: pass\n    return 'thought'", debugger)  # noqa: S102
    assert Watch(limit_s=LIMIT, budget=Budget(LIMIT)).call(debugger["wait"]) == "thought"


@pytest.mark.parametrize("loop", [forever, swallows])
def test_it_is_stopped_on_windows_too(loop, monkeypatch):
    monkeypatch.setattr(watchdog, "_interrupt_main_thread", partial(_thread.interrupt_main, watchdog.SIGNAL))
    with pytest.raises(OverdueError):
        Watch(limit_s=LIMIT).call(loop)


def test_other_threads_are_ended_too_and_nothing_arrives_late():
    def ended(number):
        try:
            Watch(limit_s=0.004).call(spin, time.monotonic() + number % 10 * 0.006)
        except OverdueError:
            return "late"
        for _ in range(100):  # what arrives late arrives here, and the executor hands it on
            time.sleep(0)
        return "in time"

    with pytest.MonkeyPatch.context() as patched, ThreadPoolExecutor(2) as executor:
        patched.setattr(watchdog, "POLL_S", 0.002)
        assert set(executor.map(ended, range(200))) == {"late", "in time"}
        with pytest.raises(OverdueError):
            executor.submit(Watch(limit_s=LIMIT).call, forever).result()


def spin(until):
    while time.monotonic() < until:
        pass


def test_nothing_arrives_late_in_the_main_thread(monkeypatch):
    monkeypatch.setattr(watchdog, "POLL_S", 0.002)
    kinds = set()
    for number in range(200):
        try:
            Watch(limit_s=0.004).call(spin, time.monotonic() + number % 10 * 0.006)
            kinds.add("in time")
        except OverdueError:
            kinds.add("late")
        for _ in range(100):
            time.sleep(0)
    assert kinds == {"late", "in time"}


def test_whoever_waits_for_machine_code_gets_its_error():
    for run in (run_machine_code, lambda *how: ThreadPoolExecutor(1).submit(run_machine_code, *how).result()):
        with pytest.raises(ZeroDivisionError):
            run(lambda: divmod(1, 0), lambda: None)


def test_an_overdue_call_stops_the_machine_code_that_it_waits_for():
    stopped = threading.Event()
    with pytest.raises(OverdueError):
        Watch(limit_s=LIMIT).call(run_machine_code, lambda: stopped.wait(60), stopped.set)
    assert stopped.is_set()


def test_a_child_process_starts_a_watchdog_of_its_own():
    script = """
        import os
        from course_lib.guard import OverdueError, Watch

        def forever():
            while True:
                pass

        Watch().call(int)
        child = os.fork()
        try:
            Watch(limit_s=0.1).call(forever)
        except OverdueError:
            os._exit(7) if child == 0 else print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """
    assert in_a_process(script) == "7\n"


# --- The collector of garbage in the watchdog's thread ----------------------------------------------

COLLECTS = """
    import gc, itertools, random, sys, threading, time
    from course_lib import watchdog
    from course_lib.guard import Shield, Watch

    watchdog.POLL_S = 0
    sys.setswitchinterval(0.0001)
    chance, collected, dropped, errors = random.Random(1), 0, [], []
    depths = itertools.cycle(range(17))

    def gives_way(phase, _):
        global collected
        if threading.get_ident() == watchdog._watchdog:
            time.sleep(0.0005)  # as a destructor that closes a file
            gc.set_threshold(chance.randint(1, 12), 1000, 1000)  # so that it comes at every step
            collected += 1

    def deep(calls, last):
        return deep(calls - 1, last) if calls else last()

    def work():
        [[]]
        time.sleep(0)

    def watched():  # each time at another place of the stack, so that what lay there is something else
        Shield().call(deep, next(depths), lambda: Watch(limit_s=60).call(deep, next(depths), work))

    def calls():
        until = time.monotonic() + 60
        try:
            while collected < 3000 and time.monotonic() < until:
                deep(next(depths), watched)
        except BaseException as error:
            errors.append(error)

    gc.callbacks.append(gives_way)
    gc.set_threshold(3, 1000, 1000)
    sys.unraisablehook = dropped.append
    other = threading.Thread(target=calls)
    other.start()
    calls()
    other.join()
    print(collected >= 3000, dropped, errors, gc.isenabled())
"""


def test_a_stack_is_whole_though_garbage_is_collected_while_the_watchdog_looks_at_it():
    assert in_a_process(COLLECTS) == "True [] [] True\n"


def test_what_a_call_held_is_let_go_of_without_the_collector(monkeypatch):
    monkeypatch.setattr(watchdog, "POLL_S", 0.001)
    held = []

    def holds():
        mine = Mark()
        held.append(weakref.ref(mine))
        time.sleep(LIMIT)

    gc.disable()
    try:
        Watch().call(holds)
        until = time.monotonic() + MARGIN_S
        while held[0]() and time.monotonic() < until:
            time.sleep(0.01)
        assert held[0]() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_left_as_it_was(is_on):
    states, was_on = [], gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        watchdog._without_collector(lambda: states.append(gc.isenabled()))
        assert (states, gc.isenabled()) == ([False], is_on)
    finally:
        (gc.enable if was_on else gc.disable)()


@pytest.mark.parametrize("left", [True, False])
def test_whoever_switches_the_collector_between_two_steps_of_python_finds_it_as_he_left_it(left):
    was_on, trace, found = gc.isenabled(), sys.gettrace(), []

    def switch():
        nonlocal left
        left = not left
        (gc.enable if left else gc.disable)()

    def switches(frame, event, _):
        frame.f_trace_opcodes = frame.f_code is watchdog._without_collector.__code__
        if event == "opcode":
            found.append(gc.isenabled() is left)
            switch()
        return switches

    switch()
    sys.settrace(switches)
    try:
        states = watchdog._without_collector(gc.isenabled)
    finally:
        sys.settrace(trace)
        found.append(gc.isenabled() is left)
        (gc.enable if was_on else gc.disable)()
    assert states == [False]
    assert len(found) > 20
    assert all(found)


def test_a_call_that_has_ended_and_was_cleared_meanwhile_is_none():
    def ended():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as raised:
        below(Mark(), ended)
    frame = raised.value.__traceback__.tb_next.tb_frame
    assert frame.f_code is below.__code__
    assert len(watchdog._look_at(frame)[1]) == 1
    frame.clear()  # as traceback.clear_frames does
    assert watchdog._look_at(frame)[1] == []


# --- An interrupt at every step of Python -----------------------------------------------------------

AT_EVERY_STEP = """
    import signal, sys, threading, time
    from course_lib import guard, watchdog
    from course_lib.guard import OverdueError, Shield, Watch
    from course_lib.simulation import waiting
    from course_lib.simulation.waiting import run_machine_code

    watchdog.POLL_S, watchdog.IDLE_POLLS = 0.0005, 1
    sys.setswitchinterval(0.0002)  # else `forever` goes on for 5 ms before the watchdog has its turn
    stopped = threading.Event()

    def forever():
        while True:
            pass

    def work():
        return sum([1, 2])

    def late():
        try:
            Watch(limit_s=0.0005).call(forever)
        except OverdueError:
            return 3

    def machine():
        stopped.clear()
        run_machine_code(lambda: stopped.wait(0.001), stopped.set)
        return 3

    def nested():
        return Shield().call(lambda: Watch().call(work))

    SCENES = {"nested": nested, "late": late, "machine": machine}

    def at_step(number, arrives):
        left = number

        def trace(frame, event, _):
            nonlocal left
            frame.f_trace_opcodes = frame.f_code.co_filename in OURS
            if event == "opcode":
                left -= 1
                if left == 0:
                    arrives()
            return trace

        return trace

    OURS = {guard.__file__, watchdog.__file__, waiting.__file__}

    class OtherError(BaseException):
        pass

    def raises():
        raise OtherError

    def run(scene, number, arrives):
        sys.settrace(at_step(number, arrives))
        try:
            value = scene()
            sys.settrace(None)
            return value
        except (KeyboardInterrupt, OtherError) as problem:
            sys.settrace(None)
            return type(problem)

    def interrupt():
        signal.raise_signal(signal.SIGINT)

    def is_sound():
        try:
            interrupt()
            return "no interrupt arrives"
        except KeyboardInterrupt:
            pass
        try:
            Watch(limit_s=0.0005).call(forever)
        except OverdueError:
            return "sound"

    def at_every_step(scene, arrives, expected):
        number, outcomes, value = 0, set(), None
        while value != 3 or number < 100:
            number += 1
            value = run(scene, number, arrives)
            assert value in (3, expected), (number, value)
            assert is_sound() == "sound", number
            outcomes.add(value)
        assert outcomes == {3, expected}, outcomes

    ARRIVES = {"interrupt": (interrupt, KeyboardInterrupt), "error": (raises, OtherError)}
    for name, scene in SCENES.items():
        for what, (arrives, expected) in ARRIVES.items():
            print(what, "in", name, flush=True)
            at_every_step(scene, arrives, expected)
    until = time.monotonic() + 10
    while watchdog._innermost_frames() and time.monotonic() < until:
        time.sleep(0.01)
    print(len(watchdog._innermost_frames()), "threads beside ours", sys.gettrace())
"""


def in_a_process(script):
    command = [sys.executable, "-c", textwrap.dedent(script)]
    ended = subprocess.run(command, cwd=ROOT, timeout=300, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_whatever_arrives_at_any_step_leaves_nothing_behind():
    """In one process, as its imports take longer than a scene; what it printed last tells which one failed."""
    *scenes, left = in_a_process(AT_EVERY_STEP).splitlines()
    assert scenes == [f"{what} in {name}" for name in ("nested", "late", "machine") for what in ("interrupt", "error")]
    assert left == "0 threads beside ours None"


def test_an_interrupt_that_a_destructor_would_drop_comes_again(monkeypatch):
    class Interrupted:
        def __del__(self):
            signal.raise_signal(signal.SIGINT)

    def drop():
        Interrupted()
        time.sleep(LIMIT)

    for call in (Watch().call, Shield().call):
        with pytest.raises(KeyboardInterrupt):
            call(drop)
    dropped = []
    monkeypatch.setattr(sys, "unraisablehook", DroppedHook(dropped.append))  # as between a handler and its mark
    with pytest.raises(KeyboardInterrupt):
        drop()
    assert dropped == []
