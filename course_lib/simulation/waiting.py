"""Wait for machine code, which sees no interrupt, so that an interrupt ends it."""

from __future__ import annotations

import _thread
from collections.abc import Callable

from course_lib.guard import Shield
from course_lib.watchdog import POLL_S, is_main_thread


def run_machine_code(run: Callable[[], None], stop: Callable[[], None]) -> None:
    """Run machine code in a thread of its own; an interrupt, or a watch's error, reaches us, and then we `stop` it.

    It then ends within POLL_S and what the kernel is at: one event, so one call of `pick` or `done`, or one crash with
    all it loses. In any other thread than the main one nothing of that arrives: there it runs at once.
    """
    if not is_main_thread():
        run()
        return
    work, shield = _Work(run), Shield()

    def wait() -> None:
        try:
            _thread.start_new_thread(work.do, ())
            while not work.ended.acquire(timeout=POLL_S):  # not for ever: on Windows nothing would wake us
                if shield.pending:
                    stop()
        finally:
            stop()

    shield.call(wait)
    if work.problem:
        raise work.problem


class _Work:
    """What runs in a thread of its own, and the error that it ended with."""

    def __init__(self, run: Callable[[], None]) -> None:
        self.run = run
        self.ended = _thread.allocate_lock()
        self.ended.acquire()
        self.problem: BaseException | None = None

    def do(self) -> None:
        """Run it, and let go of whoever waits."""
        try:
            self.run()
        except BaseException as problem:  # whoever waits raises it again
            self.problem = problem
        finally:
            self.ended.release()
