# ruff: noqa: SIM105, S110, S112 (what learners write)
"""Endless loops end, the user's own interrupt stops all, and nothing is left behind."""

from __future__ import annotations

import _thread
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from course_lib.framework.exercise.calling import call, run
from course_lib.framework.exercise.time_limit import LIMIT_S, TimeUp, knock, watch

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


@pytest.mark.parametrize("loop", LOOPS)
def test_an_endless_loop_is_stopped(loop):
    begin = time.monotonic()
    with watch(limit_s=LIMIT) as guard:
        assert call(loop, (), guard).kind == "slow"
    assert LIMIT <= time.monotonic() - begin < LIMIT + MARGIN_S


@pytest.mark.parametrize("loop", [forever, swallows, swallows_twice, never_finally])
def test_it_is_stopped_on_windows_too(loop):
    with watch(limit_s=LIMIT, knock=_thread.interrupt_main) as guard:
        assert call(loop, (), guard).kind == "slow"


def test_the_limit_is_two_seconds():
    begin = time.monotonic()
    (outcome,) = run(forever, [()])
    assert LIMIT_S == 2.0
    assert LIMIT_S <= time.monotonic() - begin < LIMIT_S + MARGIN_S
    assert "after 2 s" in outcome.explanation


def test_calls_share_a_budget():
    with watch(limit_s=60, budget_s=0.2) as guard:
        assert call(lambda: 1, (), guard).kind == "value"
        outcome = call(forever, (), guard)
    assert outcome.kind == "slow"
    assert "all calls together" in outcome.explanation


def test_what_ends_in_time_is_left_alone():
    with watch(limit_s=60) as guard:
        assert [guard.call(divmod, 7, n) for n in (2, 3)] == [(3, 1), (2, 1)]


def test_no_stray_interrupt_around_the_deadline():
    kinds = set()
    for _ in range(200):
        with watch(limit_s=0.02) as guard:
            end = guard.ends_at - 10 + 0.02
            try:
                guard.call(spins_until, end)
                kinds.add("in time")
            except TimeUp:
                kinds.add("late")
    for _ in range(50):
        time.sleep(0.001)
    assert kinds <= {"in time", "late"}


def spins_until(end: float) -> None:
    while time.monotonic() < end:
        pass


def test_time_up_never_escapes_a_call():
    """Knocks without a pause arrive everywhere, also where a call has just ended."""
    ended = threading.Event()
    for _ in range(50):
        with watch(limit_s=0.0, knock=lambda: None) as guard:
            ended.clear()
            thread = threading.Thread(target=knocks_on, args=(guard, ended))
            thread.start()
            kinds = [call(sum, ([1, 2],), guard).kind for _ in range(50)]
            ended.set()
            thread.join()
            time.sleep(0)
        assert set(kinds) <= {"value", "slow"}


def knocks_on(guard, ended) -> None:
    while not ended.is_set():
        guard.knock_if_late(knock)


@pytest.mark.parametrize("loop", [forever, sleeps, swallows])
def test_the_users_own_interrupt_stops_the_cell(loop):
    timer = threading.Timer(0.05, knock)
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
def test_an_unusual_handler_is_put_back(handler):
    before = signal.signal(signal.SIGINT, handler)
    try:
        with watch(limit_s=LIMIT) as guard:
            assert call(forever, (), guard).kind == "slow"
        assert signal.getsignal(signal.SIGINT) == handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_learners_handler_does_not_last():
    def takes_over():
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    with watch(limit_s=LIMIT) as guard:
        assert call(takes_over, (), guard).kind == "value"
        assert call(forever, (), guard).kind == "slow"


def test_a_learners_alarm_does_not_ring_later():
    handler = signal.getsignal(signal.SIGALRM)
    (outcome,) = run(lambda: (signal.alarm(1), signal.signal(signal.SIGALRM, lambda *_: None)), [()])
    assert outcome.kind == "value"
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) == handler


def test_a_check_in_another_thread_still_answers():
    outcomes = []
    thread = threading.Thread(target=lambda: outcomes.extend(run(sum, [([1, 2],)])))
    thread.start()
    thread.join()
    assert [outcome.value for outcome in outcomes] == [3]


def test_a_users_trace_survives():
    def mine(*_):
        return None

    before = sys.gettrace()
    sys.settrace(mine)
    try:
        with watch(limit_s=LIMIT) as guard:
            assert call(swallows, (), guard).kind == "slow"
        assert sys.gettrace() is mine
    finally:
        sys.settrace(before)


def test_a_destructor_that_never_ends_is_stopped_without_a_word(capsys):
    class Clings:
        def __del__(self):
            forever()

    def drops():
        Clings()
        return "went on"

    with watch(limit_s=LIMIT) as guard:
        assert call(drops, (), guard).kind in ("value", "slow")
    assert "TimeUp" not in capsys.readouterr().err


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
