# ruff: noqa: SIM105, S110, S112 (what learners write)
"""Endless loops end, the user's own interrupt stops all, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from course_lib import guard, watchdog
from course_lib.framework.exercise import calling
from course_lib.framework.exercise.calling import call, run

LIMIT = 0.1
MARGIN_S = 5.0  # a busy machine may be late; one that never stops is stopped by nothing


def forever():
    while True:
        pass


def sleeps():
    time.sleep(1e9)


def swallows():
    while True:
        try:
            forever()
        except:  # noqa: E722
            pass


def swallows_twice():
    while True:
        try:
            try:
                while True:
                    pass
            except BaseException:
                forever()
        except BaseException:
            continue


def never_finally():
    while True:
        try:
            forever()
        finally:
            continue  # noqa: B012


def waits():
    threading.Event().wait()


def recurses_without_depth():
    def again():
        yield from again()

    while True:
        try:
            list(again())
        except RecursionError:
            pass


LOOPS = (forever, sleeps, swallows, swallows_twice, never_finally, waits, recurses_without_depth)


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """After each test the handler is the user's, no thread and no trace of ours is there, and no SIGINT comes."""
    handler, threads, trace = signal.getsignal(signal.SIGINT), threading.active_count(), sys.gettrace()
    yield
    for _ in range(20):
        time.sleep(0.001)
    assert signal.getsignal(signal.SIGINT) is handler
    assert threading.active_count() <= threads
    assert sys.gettrace() is trace


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(guard, "LIMIT_S", LIMIT)


@pytest.mark.parametrize("loop", LOOPS)
def test_an_endless_loop_is_stopped(loop, impatient):
    begin = time.monotonic()
    assert call(loop, ()).kind == "slow"
    assert LIMIT <= time.monotonic() - begin < LIMIT + MARGIN_S


def test_the_limit_is_two_seconds():
    begin = time.monotonic()
    (outcome,) = run(forever, [()])
    assert guard.LIMIT_S == 2.0
    assert guard.LIMIT_S <= time.monotonic() - begin < guard.LIMIT_S + MARGIN_S
    assert "after 2 s" in outcome.explanation


def test_calls_share_a_budget(monkeypatch):
    monkeypatch.setattr(calling, "BUDGET_S", 3 * LIMIT)
    outcomes = run(time.sleep, [(LIMIT,)] * 99, lambda outcome: outcome.kind == "slow")
    assert 2 <= len(outcomes) <= 5
    assert "all calls together" in outcomes[-1].explanation


@pytest.mark.parametrize("loop", [forever, sleeps, swallows])
def test_the_users_own_interrupt_stops_the_cell(loop):
    timer = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run(loop, [()] * 3)
    assert time.monotonic() - begin < MARGIN_S
    timer.join()


def test_the_users_own_handler_is_called():
    seen = []
    before = signal.signal(signal.SIGINT, lambda number, frame: seen.append(number))
    try:
        with pytest.raises(KeyboardInterrupt):
            run(lambda: signal.raise_signal(signal.SIGINT), [()])
        assert seen == [signal.SIGINT]
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("handler", [signal.SIG_IGN, signal.SIG_DFL])
def test_an_unusual_handler_is_put_back(handler, impatient):
    before = signal.signal(signal.SIGINT, handler)
    try:
        assert run(forever, [()])[0].kind == "slow"
        assert signal.getsignal(signal.SIGINT) == handler
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("number", [signal.SIGINT, watchdog.SIGNAL])
def test_a_learners_handler_does_not_last(number, impatient):
    def takes_over():
        signal.signal(number, signal.SIG_IGN)

    assert call(takes_over, ()).kind == "value"
    assert call(forever, ()).kind == "slow"


def test_a_learners_alarm_does_not_ring_later():
    handler = signal.getsignal(signal.SIGALRM)
    (outcome,) = run(lambda: (signal.alarm(1), signal.signal(signal.SIGALRM, lambda *_: None)), [()])
    assert outcome.kind == "value"
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) == handler


def test_a_check_in_another_thread_still_answers_and_is_stopped(impatient):
    outcomes = []
    thread = threading.Thread(
        target=lambda: outcomes.extend(run(eval, [("1 + 2",), ("forever()", {"forever": forever})]))
    )
    thread.start()
    thread.join()
    assert [outcome.kind for outcome in outcomes] == ["value", "slow"]


def test_a_users_trace_survives(impatient):
    def mine(*_):
        return None

    before = sys.gettrace()
    sys.settrace(mine)
    try:
        assert call(swallows, ()).kind == "slow"
        assert sys.gettrace() is mine
    finally:
        sys.settrace(before)


def test_a_destructor_that_never_ends_is_stopped_without_a_word(capsys, impatient):
    class Clings:
        def __del__(self):
            forever()

    def drops():
        Clings()
        return "went on"

    hook = sys.unraisablehook
    assert call(drops, ()).kind in ("value", "slow")
    assert "TimeUp" not in capsys.readouterr().err
    assert sys.unraisablehook is hook


def test_interrupt_from_outside_the_process():
    code = """
        from course_lib.framework.exercise.calling import run
        def forever():
            print("begun", flush=True)
            while True:
                pass
        import sys
        real = sys.__stdout__
        def begins():
            real.write("begun\\n"); real.flush()
            while True:
                pass
        try:
            run(begins, [()])
        except KeyboardInterrupt:
            real.write("stopped\\n")
    """
    child = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "begun\n"
    child.send_signal(signal.SIGINT)
    assert child.communicate(timeout=60)[0] == "stopped\n"
    assert child.returncode == 0


def test_what_traces_and_profiles_is_as_before_whatever_the_call_set():
    before = sys.gettrace(), sys.getprofile()
    run(lambda: (sys.settrace(lambda *_: None), sys.setprofile(lambda *_: None)), [()])
    assert (sys.gettrace(), sys.getprofile()) == before
