"""Lose patience with a call that never ends: in Python by an exception, in machine code by a flag.

Vocabulary: `where` (17, 0, "pick") tells how far a run is. A `look` (0.1 s) is one glance at it; twenty looks at
the same place are too many. To `knock` is to raise an exception in somebody else's thread.

Looks are counted, not seconds: a machine that sleeps, or is busy elsewhere, does not look either.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

LOOK_S = 0.1
LOOKS = 20

Result = TypeVar("Result")


class OverdueError(BaseException):  # no Exception: `except Exception` in a learner's loop lets it pass
    """Raised in a call that does not come to an end."""

    def __init__(self, what: str = "a call that does not end") -> None:
        super().__init__(what)


class Guard:
    """Looks at a run in this thread from another one, and knocks as long as it stands still."""

    def __init__(self, where: Callable[[], Any]) -> None:
        self.where = where
        self.watched = threading.get_ident()
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.closed = threading.Event()

    def look(self) -> None:
        """Look until the run has ended."""
        seen, looks = None, 0
        while not self.closed.wait(LOOK_S):
            here = self.where()
            # Looks while somebody debugs count for nothing, also once he has let go.
            seen, looks = (seen, looks + 1) if here == seen and not self.debugged() else (here, 0)
            if looks >= LOOKS:
                self.knock()

    def debugged(self) -> bool:
        """Whether a debugger has stopped the run: then somebody thinks, and may."""
        frame = sys._current_frames().get(self.watched)
        while frame is not None and frame.f_globals.get("__name__") != "bdb":
            frame = frame.f_back
        return frame is not None

    def knock(self) -> None:
        """Have OverdueError raised in the thread of the run at its next step."""
        error = ctypes.py_object(OverdueError)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.watched), error)

    def close(self) -> None:
        """Look no more. A knock still under way arrives here, not later in somebody's code.

        To take it back is no way: Python 3.11 then goes on looking for it at every step, and under a profiler for ever.
        """
        alive, late = True, False
        while alive:
            try:
                self.closed.set()
                self.thread.join()
                alive = self.thread.is_alive()
            except OverdueError:
                late = True
        if late:
            raise OverdueError


def patiently(run: Callable[[], Result], where: Callable[[], Any]) -> Result:
    """Return what a run in Python returns; raise OverdueError in it if it stays at one place.

    It works in any thread. What it cannot end is one step of C without an end, `sum(itertools.count())` say.
    """
    guard = Guard(where)
    guard.thread.start()
    try:
        return run()
    finally:
        guard.close()


def interruptibly(run: Callable[[], None], stop: Callable[[], None]) -> None:
    """Run machine code in a thread of its own and wait for it; an interrupt reaches us, and then we stop it."""
    problems: list[BaseException] = []
    ended = threading.Event()
    thread = threading.Thread(target=_kept, args=(run, problems, ended), daemon=True)
    thread.start()
    try:
        while not ended.wait(LOOK_S):  # not for ever: on Windows nothing would wake us
            pass
    except BaseException:
        stop()
        ended.wait(LOOKS * LOOK_S)
        raise
    thread.join()
    if problems:
        raise problems[0]


def _kept(run: Callable[[], None], problems: list[BaseException], ended: threading.Event) -> None:
    try:
        run()
    except BaseException as problem:  # whoever waits raises it again
        problems.append(problem)
    finally:
        ended.set()
