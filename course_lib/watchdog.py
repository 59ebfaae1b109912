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

To look at a stack Python makes an object of each of its frames, and before version 3.12 that may set off the garbage
collector. A destructor lets other threads go on, also the one whose frame is being read; when it has returned from
there, Python takes whatever lies in that place for the frame, and crashes at once or later. So the watchdog looks at a
stack in one step, with the collector off.
"""

from __future__ import annotations

import _thread
import ctypes
import gc
import operator
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate, compress, repeat, takewhile
from types import FrameType
from typing import Any, TypeVar

POLL_S = 0.05
IDLE_POLLS = 20  # without a mark, after which the watchdog ends: most calls come one upon the other
SIGNAL: signal.Signals = getattr(signal, "SIGURG", getattr(signal, "SIGBREAK", signal.SIGTERM))  # Windows: SIGBREAK

R = TypeVar("R")

_raise_in_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc
_disable_collector = ctypes.pythonapi.PyGC_Disable  # unlike gc's own it tells whether the collector was on
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
    for thread, frame in _innermost_frames().items():
        stack, on_stack = _look_at(frame)
        paused = bool(on_stack) and any(each.f_globals.get("__name__") == "bdb" for each in stack)
        for mark in on_stack:
            mark.poll(paused)
        for mark in [mark for mark in on_stack if mark.overdue][-1:]:
            _interrupt(thread, mark)
        found = found or bool(on_stack)
    return found


def _innermost_frames() -> dict[int, FrameType]:
    """Return the frame that each thread is in, but for ours, which would hold itself and so all others."""
    innermost: dict[int, FrameType]
    (innermost,) = _without_collector(sys._current_frames)
    del innermost[threading.get_ident()]
    return innermost


def _look_at(frame: FrameType) -> tuple[list[FrameType], list[Mark]]:
    """Return the frames of another thread's stack, from its innermost, and the marks there, as of one instant."""
    stack: list[FrameType] = []
    callers: Iterator[Any] = accumulate(repeat("f_back"), getattr, initial=frame)
    codes = map(operator.attrgetter("f_code"), stack)  # lazy, as all here: of what is in the stack by then
    marked = compress(stack, map(partial(operator.is_, below.__code__), codes))
    _, variables = _without_collector(
        partial(stack.extend, takewhile(partial(operator.is_not, None), callers)),
        partial(list, map(operator.attrgetter("f_locals"), marked)),
    )
    return stack, [each["mark"] for each in variables if each]  # a call that has ended may have been cleared by now


def _without_collector(*steps: Callable[[], Any]) -> list[Any]:
    """Take steps, all of them C's own, with the collector off, and return what each returns; then it is as it was.

    Python changes threads between two steps of its own, and `list` is a single one. So nobody can switch the collector
    on or off between ours, nor see that it is off.
    """
    was_on: list[int] = []
    call = partial(map, operator.call)
    off = partial(was_on.extend, call([_disable_collector]))
    on_again: Callable[[], Any] = partial(list, call(compress([gc.enable], was_on)))  # `was_on` as it is by then
    return list(call([off, *steps, on_again]))[1:-1]


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
