"""The supervisor: the kernel's one child, which owns every other process of a lab and ends them all.

It is a program of its own (`python supervisor.py`) and imports the standard library only, so that it starts at once
and takes little memory. It reads commands as lines of JSON, and answers each with a line. When it is told to end, its
input closes or its parent is gone, it ends its children and removes its folder. It runs in a session of its own:
an interrupt that is meant for the kernel doesn't reach it.

Vocabulary
----------
folder     /tmp/mesh-live-1234-x7f2: what the lab writes; the number is the supervisor's process id. It stays locked
           (flock) as long as its supervisor lives, so that whoever cleans up knows a living lab's
child      "pods", "envoy": a process, by the name that the lab gives it
door       a listening socket for a child that can't say which free port it took: it inherits it
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PREFIX = "mesh-live-"
END = "end"  # a process that was forked from the kernel may hold our input open: its close is not enough,
PARENT_POLL_S = 0.5  # and may not come when the kernel ends
CHILD_ANSWERS_WITHIN_S = 10.0
CHILD_ENDS_WITHIN_S = 0.3
PR_SET_PDEATHSIG = 1  # linux/prctl.h
LOOPBACK = "127.0.0.1"
BACKLOG = 512  # connections that may wait until the child takes them


class Lines:
    """Messages from a pipe, one line of JSON each, none awaited without a bound."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor, self.waiting = descriptor, b""

    def next(self, within_s: float) -> Any:
        """Return the next message.

        Raises
        ------
        TimeoutError
            If none has come in time.
        EOFError
            If the other end has closed the pipe.
        """
        end_s = time.monotonic() + within_s
        with selectors.DefaultSelector() as selector:
            selector.register(self.descriptor, selectors.EVENT_READ)
            while b"\n" not in self.waiting:
                if not selector.select(max(0.0, end_s - time.monotonic())):
                    raise TimeoutError
                if not (more := os.read(self.descriptor, 65536)):
                    raise EOFError
                self.waiting += more
        line, _, self.waiting = self.waiting.partition(b"\n")
        return json.loads(line)


class Supervisor:
    """The processes of one lab, and their folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.answers: dict[str, Lines] = {}
        self.doors: list[socket.socket] = []

    def open_door(self) -> tuple[int, int]:
        """Listen at a free port on behalf of the child that is started next: return its descriptor, and the port."""
        self.doors.append(door := socket.create_server((LOOPBACK, 0), backlog=BACKLOG))
        door.setblocking(False)
        return door.fileno(), door.getsockname()[1]

    def start(self, name: str, command: list[str]) -> int:
        """Start a child and return its process id; what it says of its troubles goes into a file."""
        doors, self.doors = self.doors, []
        with contextlib.ExitStack() as closing:
            log = closing.enter_context((self.folder / f"{name}.log").open("wb"))
            for door in doors:  # they are the child's: once it has gone, nobody is to listen
                closing.enter_context(door)
            child = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                pass_fds=[door.fileno() for door in doors],
                preexec_fn=_die_with_parent(),
            )
        assert child.stdout is not None  # noqa: S101  for the type checker
        self.children[name], self.answers[name] = child, Lines(child.stdout.fileno())
        return child.pid

    def tell(self, name: str, message: Any) -> Any:
        """Hand a message to a child, and return its answer."""
        child = self.children[name]
        assert child.stdin is not None  # noqa: S101  for the type checker
        try:
            child.stdin.write(json.dumps(message).encode() + b"\n")
            child.stdin.flush()
            return self.answers[name].next(CHILD_ANSWERS_WITHIN_S)
        except TimeoutError:
            child.kill()  # a late answer would be taken for that to the next message
            raise
        except (BrokenPipeError, EOFError) as problem:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(CHILD_ENDS_WITHIN_S)  # so that `ended` knows how
            raise EOFError from problem

    def ended(self) -> dict[str, int]:
        """Return the exit code of each child that has ended."""
        return {name: code for name, child in self.children.items() if (code := child.poll()) is not None}

    def end(self) -> None:
        """End every child, by force if need be, and remove the folder."""
        os.killpg(0, signal.SIGTERM)  # all of this session: a child that was killed may have left children of its own
        end_s = time.monotonic() + CHILD_ENDS_WITHIN_S
        for child in self.children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, end_s - time.monotonic()))
        for child in self.children.values():
            child.kill()
            child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def main() -> None:
    """Obey the kernel until it has gone."""
    for ignored in (signal.SIGINT, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # else, if the kernel ignores it, nobody knows how a child ended
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    except OSError as problem:
        _say({"no room": str(problem)})
        return
    supervisor = Supervisor(folder)
    try:
        lock(folder, wait=True)
        _say({"ok": str(folder)})
        _obey(supervisor, Lines(sys.stdin.fileno()))
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        supervisor.end()


def lock(folder: Path, wait: bool = False) -> int:
    """Hold a folder until the file that is returned is closed.

    Whoever cleans up holds each folder for an instant, to see whether it may: a supervisor waits for that.

    Raises
    ------
    BlockingIOError
        If another process holds it, and it isn't waited for.
    """
    import fcntl  # here: Windows has none, and this module is imported there, too

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _obey(supervisor: Supervisor, commands: Lines) -> None:
    parent = os.getppid()
    act: dict[str, Callable[..., Any]] = {
        "open_door": supervisor.open_door,
        "start": supervisor.start,
        "tell": supervisor.tell,
        "ended": supervisor.ended,
    }
    while os.getppid() == parent:
        try:
            name, *arguments = commands.next(PARENT_POLL_S)
        except TimeoutError:
            continue
        except EOFError:
            return
        if name == END:
            return
        try:
            _say({"ok": act[name](*arguments)})
        except EOFError:
            _say({"gone": arguments[0]})
        except TimeoutError:
            _say({"silent": arguments[0]})
        except OSError as problem:
            _say({"refused": str(problem)})


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _die_with_parent() -> Callable[[], None] | None:
    """Return what has Linux end a child whose supervisor was killed; elsewhere `clean` finds it."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM)  # by force a child couldn't end its own children


if __name__ == "__main__":
    main()
