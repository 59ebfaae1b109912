"""Watch calls from a thread of its own, without anything that could be left behind.

Vocabulary
----------
mark       stands in a frame of `below` and speaks of every call that is made below that frame
poll       what the watchdog does 20 times a second: it goes through the stacks of all threads, from mark to mark
overdue    of a mark: its call is to be ended, and the watchdog interrupts it at each poll until it has ended

An exception can arrive between any two steps of Python, also in an `except` or a `finally`, so whatever has to be
taken back may stay. Therefore nothing is registered: a mark holds while its frame is on a stack, and not an instant
longer, and the watchdog ends by itself when it finds none.

It sends the main thread a signal, whose handler looks for marks on the very stack in which it would raise: where a
call has just ended there is none. (SIGURG, as nobody uses it and the system ignores it by default; it wakes a sleep.)
In another thread it has an exception raised, which cannot look; but there nobody else's arrives, so that can be
awaited.
"""

from __future__ import annotations

import _thread
import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TypeVar

POLL_S = 0.05
IDLE_POLLS = 20  # without a mark, after which the watchdog ends: most calls come one upon the other
SIGNAL: signal.Signals = getattr(signal, "SIGURG", getattr(signal, "SIGBREAK", signal.SIGTERM))  # Windows: SIGBREAK

R = TypeVar("R")

_raise_in_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc
_watchdog: int | None = None


class Mark:
    """What a frame of `below` says of the calls below it.

    Attributes
    ----------
    error : type of BaseException
        What is raised in a call that is overdue.
    overdue, open : bool
        Whether the call is to be ended, and whether something may be raised in it (asked for other threads only).
    """

    error: type[BaseException]
    overdue = False
    open = True

    def poll(self, paused: bool) -> None:
        """Take note of a poll; `paused` says that a debugger has stopped the call."""


def below(mark: Mark, function: Callable[[], R]) -> R:
    """Call a function; all that runs below this frame is what the mark speaks of."""
    _wake()
    return function()


def frames(frame: FrameType | None) -> Iterator[FrameType]:
    """Yield a frame and those that it was called from, the innermost first."""
    while frame is not None:
        yield frame
        frame = frame.f_back


def marks(frame: FrameType | None) -> Iterator[Mark]:
    """Yield the marks that a frame is below, the innermost first."""
    return (each.f_locals["mark"] for each in frames(frame) if each.f_code is below.__code__)


def is_main_thread() -> bool:
    """Whether this is the thread in which signals arrive."""
    return threading.get_ident() == threading.main_thread().ident


def _wake() -> None:
    global _watchdog
    if _watchdog is None:
        _watchdog = _thread.start_new_thread(_watch, ())


def _watch() -> None:
    """Poll until there is nothing to watch; of two that were started the one that came later goes on."""
    global _watchdog
    _watchdog = me = threading.get_ident()
    idle = 0
    try:
        while _watchdog == me and idle < IDLE_POLLS:
            time.sleep(POLL_S)
            idle = 0 if _poll() else idle + 1
    finally:
        if _watchdog == me:
            _watchdog = None
    if _poll():  # whoever came after the last poll has seen us, and started nobody
        _wake()


def _poll() -> bool:
    """Poll every mark, interrupt what is overdue (of one thread the outermost), and return whether there was any."""
    found = False
    for thread, frame in sys._current_frames().items():
        on_stack = list(marks(frame))
        paused = bool(on_stack) and any(each.f_globals.get("__name__") == "bdb" for each in frames(frame))
        for mark in on_stack:
            mark.poll(paused)
        for mark in [mark for mark in on_stack if mark.overdue][-1:]:
            _interrupt(thread, mark)
        found = found or bool(on_stack)
    return found


def _interrupt(thread: int, mark: Mark) -> None:
    """Have the error of a mark raised in its thread."""
    if thread == threading.main_thread().ident:
        _interrupt_main_thread()
        return
    arguments = ctypes.c_ulong(thread), ctypes.py_object(mark.error)
    if mark.open:  # Python changes threads at calls and at the ends of loops: not before this one is made
        _raise_in_thread(*arguments)


def _interrupt_main_thread() -> None:
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, SIGNAL)
    else:  # Windows
        _thread.interrupt_main(SIGNAL)


def _forget_watchdog() -> None:
    """Have a child process, which has none of its parent's threads, start one of its own."""
    global _watchdog
    _watchdog = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_watchdog)
