"""Isolate a learner's call from the notebook: what it prints, asks, shows, and its wish to exit."""

from __future__ import annotations

import builtins
import contextlib
import io
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from IPython.core.getipython import get_ipython
from IPython.utils.capture import capture_output

PRINTED_AT_MOST = 2_000


class InputAsked(Exception):  # noqa: N818 (it names what happened)
    """A call asked for input."""


class Printed(io.TextIOBase):
    """Keep the first part of what is printed, so that a loop that prints does not fill the memory."""

    def __init__(self) -> None:
        self._kept = ""

    def write(self, text: str) -> int:
        """Keep `text` while there is room."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        room = PRINTED_AT_MOST - len(self._kept)
        if room > 0:
            self._kept += text[:room] + ("…" if len(text) > room else "")
        return len(text)

    def writable(self) -> bool:
        """Return True."""
        return True

    def close(self) -> None:
        """Stay open: a call that closes its output must not end that of the next."""

    def drain(self) -> str:
        """Return what was printed since the last time, and begin anew."""
        text, self._kept = self._kept, ""
        return text


@contextlib.contextmanager
def isolated() -> Iterator[Printed]:
    """Isolate all calls in the `with` block; what they print is in the `Printed` that it gives."""
    printed = Printed()
    with contextlib.ExitStack() as stack:
        stack.enter_context(capture_output(stdout=False, stderr=False))  # display()
        stack.enter_context(contextlib.redirect_stdout(printed))
        stack.enter_context(contextlib.redirect_stderr(printed))
        stack.enter_context(substitute_attribute(builtins, "input", refuse_input))
        stack.enter_context(own_alarm())
        shell = get_ipython()
        if shell is not None:  # there exit() raises nothing: it asks the shell to end the kernel
            stack.enter_context(substitute_attribute(shell, "ask_exit", leave))
        yield printed


@contextlib.contextmanager
def substitute_attribute(owner: Any, name: str, substitute: Callable[..., Any]) -> Iterator[None]:
    """Put `substitute` in the place of an attribute until the block ends."""
    before = getattr(owner, name)
    setattr(owner, name, substitute)
    try:
        yield
    finally:
        setattr(owner, name, before)


def refuse_input(*_: Any) -> NoReturn:
    """Answer `input()`: nobody sits there during a check."""
    raise InputAsked


def leave() -> NoReturn:
    """Answer `exit()` as a plain Python would."""
    raise SystemExit


@contextlib.contextmanager
def own_alarm() -> Iterator[None]:
    """Put back the user's alarm clock, so that none of a learner's function rings after its check."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():  # or Windows
        yield
        return
    handler, before = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *before)
        if handler is not None:
            signal.signal(signal.SIGALRM, handler)
