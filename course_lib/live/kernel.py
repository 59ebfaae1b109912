"""A kernel has one lab: to start a second ends the first, and so does the kernel's end; a forked process has none."""

from __future__ import annotations

import atexit
import os
import threading
from typing import TYPE_CHECKING

from course_lib.guard import Shield
from course_lib.live.settings import Settings

if TYPE_CHECKING:
    from course_lib.live.system import System

_running: dict[object, System] = {}  # of one lab at most
_turn = threading.RLock()  # threads start and stop one after the other
_of_parent: list[System] = []


def system_of(lab: object) -> System | None:
    """Return what runs for a lab, if it is the one that runs."""
    return _running.get(lab)


def start(lab: object, settings: Settings) -> None:
    """Start a lab, if it doesn't run, and end the one before; an interrupt waits until then, and ends it."""
    shield = Shield()
    shield.call(_start, lab, settings, shield)


def stop(lab: object) -> None:
    """End a lab, if it runs; an interrupt waits until then."""
    Shield().call(_stop, lab)


def _start(lab: object, settings: Settings, shield: Shield) -> None:
    from course_lib.live.system import System

    with _turn:
        if lab in _running:  # another thread has started it meanwhile
            return
        for other in list(_running):
            _stop(other)
        _running[lab] = System(settings)
        atexit.register(stop, lab)
        if shield.pending:  # nobody will have the lab who could stop it
            _stop(lab)


def _stop(lab: object) -> None:
    with _turn:
        if system := _running.pop(lab, None):
            atexit.unregister(stop)
            system.close()


def _leave_to_parent() -> None:
    """Let go of the lab in a process that was forked from its kernel: gRPC doesn't work there, and it isn't its own."""
    global _turn
    _turn = threading.RLock()  # a thread that is only in the parent may hold the other
    atexit.unregister(stop)
    for system in _running.values():
        _of_parent.append(system)  # kept, as to throw it away would close the parent's connections
        system.leave()
    _running.clear()


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(after_in_child=_leave_to_parent)
