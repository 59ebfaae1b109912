"""Stop a learner's endless loop: a watchdog interrupts the main thread when the time is up.

Vocabulary: `limit_s` (2.0) is what one call may take, `budget_s` (10.0) all calls of a check together.

The interrupt is a SIGINT that we ask for ourselves, because that wakes `time.sleep` as well as a
`while True`. It is repeated until the call has ended, for a bare `except:` in the loop swallows it. A
user's own interrupt still stops all. What nothing in Python can stop is one endless step of C, such as
`sum(itertools.count())`: it looks at no signal before it is done.
"""

from __future__ import annotations

import _thread
import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

LIMIT_S = 2.0
BUDGET_S = 10.0
KNOCK_EVERY_S = 0.02
PATIENCE = 5  # knocks that may be swallowed before a call is stopped inside its own `except:`


class TimeUp(BaseException):  # as KeyboardInterrupt: no error, so `except Exception` lets it pass
    """Raised in the learner's code when its time is up."""


def knock() -> None:
    """Interrupt the main thread, waking it from a sleep where the system lets us."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:  # Windows
        _thread.interrupt_main()


class Watch:
    """The time that a check's calls may still take.

    Attributes
    ----------
    interrupted : bool
        Whether the user has asked to stop.
    spent : bool
        Whether the last call had less than its `limit_s`, because the budget was running out.
    """

    def __init__(self, limit_s: float = LIMIT_S, budget_s: float = BUDGET_S) -> None:
        self.limit_s = limit_s
        self.ends_at = time.monotonic() + budget_s
        self.deadline: float | None = None
        self.interrupted = False
        self.spent = False
        self._knocking = False
        self._lock = threading.Lock()
        self._swallowed = 0
        self._users_trace: Any = None
        self._closed = threading.Event()
        self._users_handler: Any = None

    @property
    def time_is_up(self) -> bool:
        """Whether a call is running past its deadline."""
        deadline = self.deadline
        return deadline is not None and time.monotonic() >= deadline

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call `function` with `limit_s`, or what is left of the budget; raise TimeUp when that is over."""
        if self._users_handler and signal.getsignal(signal.SIGINT) != self.on_interrupt:
            signal.signal(signal.SIGINT, self.on_interrupt)  # an earlier call has put its own there
        now = time.monotonic()
        self.spent = now + self.limit_s > self.ends_at
        self._swallowed = 0
        self.deadline = min(now + self.limit_s, self.ends_at)
        try:
            return enter(function, arguments)
        finally:
            self.deadline = None
            if self._swallowed > PATIENCE:
                sys.settrace(self._users_trace)
            if self._knocking:
                self._settle()

    def on_interrupt(self, number: int, frame: FrameType | None) -> None:
        """Raise TimeUp in a call that is late, if it was us who knocked; else do as the user asks."""
        if not self._knocking:
            self.interrupted = True
            if self.deadline is not None:  # from now on we knock, too: the loop may swallow this one
                self.deadline = time.monotonic()
            self._users_handler(number, frame)
        elif frame is not None and self.time_is_up and frames_inside(frame):
            self._raise(frame)

    def _raise(self, frame: FrameType) -> None:
        self._swallowed += 1
        if self._swallowed == PATIENCE:
            self._users_trace = sys.gettrace()
        if self._swallowed > PATIENCE:  # some `except:` always catches it: the next line there raises, too
            for learners in frames_inside(frame):
                learners.f_trace = raise_time_up
            sys.settrace(trace_nothing)
        raise TimeUp

    def _settle(self) -> None:
        """Wait for the last knock at a call that has ended, so that a later interrupt is the user's again."""
        with self._lock:  # none is on its way to us now, and none is sent any more
            time.sleep(0)  # a system call: what has been sent arrives
            self._knocking = False

    def stand_guard(self, knock: Callable[[], None]) -> None:
        """Knock at the main thread for as long as a call runs past its deadline."""
        while not self._closed.wait(KNOCK_EVERY_S):
            self.knock_if_late(knock)

    def knock_if_late(self, knock: Callable[[], None]) -> None:
        """Knock once if a call runs past its deadline."""
        with self._lock:
            # A learner's own handler may be none at all, and a knock would then end the whole kernel.
            if self.time_is_up and signal.getsignal(signal.SIGINT) == self.on_interrupt:
                self._knocking = True
                knock()

    @contextlib.contextmanager
    def on_guard(self, knock: Callable[[], None]) -> Iterator[None]:
        """Have the guard stand while the `with` block runs, then put everything back."""
        self._users_handler = signal.getsignal(signal.SIGINT)
        if not callable(self._users_handler):
            self._users_handler = ignore
        thread = threading.Thread(target=self.stand_guard, args=(knock,), daemon=True)
        thread.start()
        before, users_hook = signal.signal(signal.SIGINT, self.on_interrupt), sys.unraisablehook
        try:
            sys.unraisablehook = silent_about_time_up(users_hook)
            yield
        finally:
            try:
                self._closed.set()
                thread.join()
                time.sleep(0)  # a last knock still under way arrives here, not after our handler has gone
            finally:
                sys.unraisablehook = users_hook
                signal.signal(signal.SIGINT, before)


def enter(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """Call the learner's function; TimeUp is only raised below this frame, where it is awaited."""
    return function(*arguments)


def frames_inside(frame: FrameType | None) -> list[FrameType]:
    """Return a frame and those above it that were called from `enter`; none if it was not."""
    inside: list[FrameType] = []
    while frame is not None:
        if frame.f_code is enter.__code__:
            return inside
        inside.append(frame)
        frame = frame.f_back
    return []


def raise_time_up(_: FrameType, event: str, __: Any) -> Callable[..., Any]:
    """Raise TimeUp at the next line of a frame."""
    if event == "line":
        raise TimeUp
    return raise_time_up


def trace_nothing(*_: Any) -> None:
    """Follow no new frame."""


def silent_about_time_up(hook: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a hook for exceptions in destructors that lets TimeUp pass: Python drops it there, and we knock again."""
    return lambda dropped: None if issubclass(dropped.exc_type, TimeUp) else hook(dropped)


def ignore(*_: Any) -> None:
    """Do nothing, where the user has turned interrupts off."""


@contextlib.contextmanager
def watch(limit_s: float = LIMIT_S, budget_s: float = BUDGET_S, knock: Callable[[], None] = knock) -> Iterator[Watch]:
    """Guard the calls made in the `with` block; outside the main thread no call can be stopped.

    Examples
    --------
    >>> def endless():
    ...     while True:
    ...         pass
    >>> with watch(limit_s=0.1) as guard:
    ...     try:
    ...         guard.call(endless)
    ...     except TimeUp:
    ...         print("stopped")
    stopped
    """
    guard = Watch(limit_s, budget_s)
    reachable = threading.current_thread() is threading.main_thread()
    if not reachable or signal.getsignal(signal.SIGINT) is None:  # None: installed by C code, not ours to replace
        yield guard
        return
    with guard.on_guard(knock), own_alarm():
        yield guard


@contextlib.contextmanager
def own_alarm() -> Iterator[None]:
    """Put back the user's alarm clock, so that none of a learner's function rings after its check."""
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    handler, before = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *before)
        if handler is not None:
            signal.signal(signal.SIGALRM, handler)
