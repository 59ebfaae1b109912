"""End a call that does not end, and let an interrupt come at any moment without leaving anything behind.

Vocabulary
----------
watch      a mark (see `watchdog`): how long its call may stay at one place, and all calls of a budget together
shield     a mark: interrupts wait until its call has ended, but for watched calls below it
place      (17, 0, "pick"): where a call is; as long as it changes the call goes on
pending    what is to be raised when a call has ended, as it came meanwhile, and waits or was swallowed

Polls are counted, not seconds: a machine that sleeps, or is busy elsewhere, does not poll either, and those made
while somebody debugs count for nothing. What nothing in Python can stop is one endless step of C, such as
`sum(itertools.count())`: it looks at no signal before it is done.

Handlers and traces are put back after each call. Should an interrupt prevent that, they do no harm: the handlers
find no mark and hand on, and the trace goes by itself.
"""

from __future__ import annotations

import _thread
import signal
import sys
import time
from _signal import getsignal  # signal.getsignal makes an enum of what it returns, which takes longer than most calls
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from types import FrameType
from typing import Any, ParamSpec, TypeVar

from course_lib import watchdog
from course_lib.watchdog import SIGNAL, Mark, below, frames, is_main_thread, marks

LIMIT_S = 2.0
SWALLOWED = 5  # errors, after which a call is stopped inside its own `except:`

P = ParamSpec("P")
R = TypeVar("R")


class OverdueError(BaseException):  # no Exception: `except Exception` in a learner's loop lets it pass
    """Raised in a call that does not come to an end."""


class Guard(Mark):
    """A mark whose call leaves nothing behind, whatever arrives meanwhile; it is for one call."""

    pending: type[BaseException] | None = None
    raised = 0

    def call(self, function: Callable[P, R], *arguments: P.args, **options: P.kwargs) -> R:
        """Return what a function returns.

        Raises
        ------
        KeyboardInterrupt
            If the user asked for it meanwhile, whatever the function made of that.
        """
        run = _call_in_main_thread if is_main_thread() else _call_in_other_thread
        return run(self, lambda: function(*arguments, **options))


class Shield(Guard):
    """Interrupts wait until the call has ended. So it cannot be torn apart between what it changes and what undoes it.

    Examples
    --------
    >>> Shield().call(divmod, 7, 2)
    (3, 1)
    """


@dataclass
class Budget:
    """What several calls may take together, and the polls that have found one of them at work.

    Attributes
    ----------
    each_s : float or None
        How long one of them may stay at one place; None stands for LIMIT_S.
    """

    limit_s: float
    polls: int = 0
    each_s: float | None = None

    @property
    def is_spent(self) -> bool:
        """Whether no more calls are to be made."""
        return self.polls * watchdog.POLL_S >= self.limit_s


class Watch(Guard):
    """The call may stay at one place for so long; then `error` is raised in it, in whatever thread it is made.

    Parameters
    ----------
    where : callable
        Returns the place; it is called in the watchdog's thread.
    error : type of OverdueError
        A class of its own for each caller that catches it, as watched calls may be nested.
    limit_s : float or None
        None stands for what the budget says, or for LIMIT_S.
    budget : Budget or None
        Shared with other calls.

    Examples
    --------
    >>> def endless():
    ...     while True:
    ...         pass
    >>> try:
    ...     Watch(limit_s=0.1).call(endless)
    ... except OverdueError:
    ...     print("stopped")
    stopped
    """

    def __init__(
        self,
        where: Callable[[], Any] = lambda: None,
        error: type[OverdueError] = OverdueError,
        limit_s: float | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.where, self.error, self.budget = where, error, budget
        shared = budget.each_s if budget else None
        self.limit_s: float = next((each for each in (limit_s, shared) if each is not None), LIMIT_S)
        self._seen: Any = self  # no place
        self._stood = 0

    def poll(self, paused: bool) -> None:
        """See how long the call has been where it is."""
        here = self.where()
        self._seen, self._stood = here, self._stood + 1 if here == self._seen and not paused else 0
        if self.budget and not paused:
            self.budget.polls += 1

    @property
    def stands(self) -> bool:
        """Whether the call has stayed at one place for too long."""
        return self._stood * watchdog.POLL_S >= self.limit_s

    @property
    def overdue(self) -> bool:  # type: ignore[override]
        """Whether the call is to be ended: it stands, the budget is spent, or the user asked for it."""
        spent = self.budget is not None and self.budget.is_spent
        return self.stands or spent or self.pending is not None


def _call_in_main_thread(guard: Guard, function: Callable[[], R]) -> R:
    for outer in marks(sys._getframe()):
        if isinstance(outer, Guard) and outer.pending:
            raise outer.pending
        break  # what the nearest does not know none does
    found = getsignal(signal.SIGINT), sys.unraisablehook, sys.gettrace(), sys.getprofile()
    try:
        _handle_signals()
        value = below(guard, function)
    except BaseException as problem:
        if guard.pending and not isinstance(problem, guard.pending):
            raise guard.pending from None
        raise
    finally:
        _put_back(*found)
    if guard.pending:
        raise guard.pending
    return value


def _call_in_other_thread(guard: Guard, function: Callable[[], R]) -> R:
    try:
        return below(guard, function)
    finally:
        guard.open = False  # from now on none is raised,
        time.sleep(0)  # and one that is on its way arrives here, not later in somebody's code


def _handle_signals() -> None:
    if getsignal(SIGNAL) is not _end_overdue:
        signal.signal(SIGNAL, _end_overdue)
    users = getsignal(signal.SIGINT)
    if callable(users) and not isinstance(users, InterruptHandler):
        signal.signal(signal.SIGINT, InterruptHandler(users))
    if not isinstance(sys.unraisablehook, DroppedHook):
        sys.unraisablehook = DroppedHook(sys.unraisablehook)


def _put_back(handler: Any, hook: Any, trace: Any, profile: Any) -> None:
    """Undo what the call or we have changed; `handler` is None if C code has installed it."""
    if handler is not None and getsignal(signal.SIGINT) is not handler:
        signal.signal(signal.SIGINT, handler)
    if isinstance(sys.unraisablehook, DroppedHook):
        sys.unraisablehook = hook
    if sys.gettrace() is not trace:
        sys.settrace(trace)
    if sys.getprofile() is not profile:
        sys.setprofile(profile)


@dataclass(frozen=True)
class InterruptHandler:
    """Hands an interrupt on to the user's own handler, but for one under a shield; every mark hears of it."""

    users: Callable[[int, FrameType | None], Any]

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Note an interrupt, and do with it as the user's own handler does."""
        guards = [mark for mark in marks(frame) if isinstance(mark, Guard)]
        for guard in guards:
            guard.pending = KeyboardInterrupt
        if not (guards and isinstance(guards[0], Shield)):
            self.users(number, frame)


@dataclass(frozen=True)
class DroppedHook:
    """Hears of what is raised in a destructor, where Python drops it."""

    users: Callable[[Any], Any]

    def __call__(self, dropped: Any) -> None:
        """Be silent about our own error, which comes again; see that an interrupt does, too; hand on any other."""
        if issubclass(dropped.exc_type, KeyboardInterrupt):
            if not any(marks(sys._getframe())):  # else it is pending
                _thread.start_new_thread(_interrupt_later, ())  # here it would be dropped once more
        elif not issubclass(dropped.exc_type, OverdueError):
            self.users(dropped)


def _interrupt_later() -> None:
    time.sleep(watchdog.POLL_S)
    _thread.interrupt_main()


def _end_overdue(_: int, frame: FrameType | None) -> None:
    """Raise in the call that the watchdog has found overdue, if it is still on the stack; of several the outermost."""
    guards = [mark for mark in marks(frame) if isinstance(mark, Guard)]
    late = [guard for guard in guards if guard.overdue]
    if not late:
        return
    if isinstance(guards[0], Shield):
        guards[0].pending = guards[0].pending or late[-1].error
        return
    late[-1].raised += 1
    if late[-1].raised > SWALLOWED:  # some `except:` always catches it: have the next line there raise it, too
        for each in takewhile(lambda each: late[-1] in marks(each), frames(frame)):
            each.f_trace = _raise_if_overdue
        sys.settrace(_raise_if_overdue)
    raise late[-1].error


def _raise_if_overdue(frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
    """Raise at the next line, as long as a call is overdue; else trace no more."""
    late = [mark for mark in marks(frame) if mark.overdue]
    if not late:
        sys.settrace(None)
        return None
    if event == "line":
        raise late[-1].error
    return _raise_if_overdue
