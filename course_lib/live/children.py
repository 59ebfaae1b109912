"""The kernel's end of the pipe: it starts a supervisor, and asks it for all else."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from course_lib.guard import Shield
from course_lib.live import clean, machine, supervisor
from course_lib.live.errors import LabError

SUPERVISOR_ANSWERS_WITHIN_S = 5.0 + supervisor.CHILD_ANSWERS_WITHIN_S
SUPERVISOR_ENDS_WITHIN_S = 5.0
POLL_S = 0.01
CALLED = {"pods": "The process of the pods", "envoy": "Envoy", "forwarder": "The forwarder", **machine.CALLED}
LAST_WORDS = 600  # characters of a child's log
AGAIN = "To try: stop the lab, and start it again"
NO_ROOM = "To try: set the environment variable TMPDIR to a folder with room, and start the lab again"
HAS_ENDED = f"The lab's supervisor has ended: it was killed. {AGAIN}"


class Children:
    """All processes of one lab, owned by its supervisor.

    Attributes
    ----------
    folder : Path
        The lab's own, which goes with it.
    pids : dict of str to int
        The process ids of the children, by name.
    """

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-S", supervisor.__file__]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(  # noqa: S603
                command, stdin=pipe, stdout=pipe, stderr=nowhere, start_new_session=True
            )
        except OSError as problem:
            raise LabError(
                f"The lab's supervisor didn't start: {problem}. It runs with this kernel's Python, which is "
                f"{sys.executable!r} by sys.executable. To try: restart the kernel, or close other programs"
            ) from problem
        assert self._process.stdout is not None  # noqa: S101  for the type checker
        self._answers = supervisor.Lines(self._process.stdout.fileno())
        self._turn = threading.RLock()  # an answer may lead to another question
        self.pids: dict[str, int] = {}
        try:
            self.folder = Path(self._answer("start"))
        except BaseException:
            self._end()
            raise

    def open_door(self) -> tuple[int, int]:
        """Listen at a free port on behalf of the child that is started next: return its descriptor, and the port."""
        descriptor, port = self._ask("open_door")
        return descriptor, port

    def start(self, name: str, command: list[str]) -> int:
        """Start a child and return its process id."""
        self.pids[name] = self._ask("start", name, command)
        return self.pids[name]

    def tell(self, name: str, *message: Any) -> Any:
        """Hand a message to a child, and return its answer."""
        return self._ask("tell", name, message)

    def check(self, when: str, within_s: float = 0.0) -> None:
        """Raise a LabError if a child has ended.

        Parameters
        ----------
        when : str
            For the message: "under load".
        within_s : float
            How long to wait for a sign of it: connections break a little before a process has ended.
        """
        end_s = time.monotonic() + within_s
        while not (ended := self._ask("ended")) and time.monotonic() < end_s:
            time.sleep(POLL_S)
        for name, code in ended.items():
            raise LabError(f"{CALLED[name]} ended {when} ({_how(code)}). {self.last_words(name)}{AGAIN}")

    def last_words(self, name: str) -> str:
        """Return a sentence with the end of what a child has said; empty if that was nothing."""
        try:
            said = (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return ""
        return f"It said last: {said[-LAST_WORDS:]}. " if said else ""

    def close(self) -> None:
        """End every process, wait until they have ended, and remove the folder."""
        with self._turn:
            self._end()
        if self.folder.exists():  # its supervisor was killed
            clean.remove(self.folder)

    def _end(self) -> None:
        assert self._process.stdin is not None  # noqa: S101  for the type checker
        assert self._process.stdout is not None  # noqa: S101
        with contextlib.suppress(OSError, ValueError):  # it has ended, or was closed before
            self._process.stdin.write(json.dumps([supervisor.END]).encode() + b"\n")
            self._process.stdin.close()
        try:
            self._process.wait(SUPERVISOR_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._kill()
        self._process.stdout.close()

    def _kill(self) -> None:
        """End a supervisor that may be stopped, and what it started: its session is all of the lab."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(SUPERVISOR_ENDS_WITHIN_S)

    def _ask(self, *command: Any) -> Any:
        """Ask the supervisor; an interrupt waits for the answer, or the next one would get it."""
        return Shield().call(self._ask_in_turn, command)

    def _ask_in_turn(self, command: tuple[Any, ...]) -> Any:
        assert self._process.stdin is not None  # noqa: S101  for the type checker
        with self._turn:
            try:
                self._process.stdin.write(json.dumps(command).encode() + b"\n")
                self._process.stdin.flush()
            except (OSError, ValueError) as problem:
                raise LabError(HAS_ENDED) from problem
            return self._answer(str(command[0]))

    def _answer(self, to: str) -> Any:
        try:
            ((kind, value),) = self._answers.next(SUPERVISOR_ANSWERS_WITHIN_S).items()
        except EOFError as problem:
            raise LabError(HAS_ENDED) from problem
        except TimeoutError as problem:
            self._kill()  # a late answer would be taken for that to the next question
            waited = f"{SUPERVISOR_ANSWERS_WITHIN_S:g} s"
            raise LabError(f"The lab's supervisor didn't answer {to!r} within {waited}. {AGAIN}") from problem
        if kind == "gone":
            self.check("before it could answer")
            raise LabError(f"{CALLED[value]} closed its output. {AGAIN}")
        if kind == "silent":
            waited = f"{supervisor.CHILD_ANSWERS_WITHIN_S:g} s"
            raise LabError(f"{CALLED[value]} didn't answer within {waited}. {self.last_words(value)}{AGAIN}")
        if kind == "no room":
            raise LabError(f"There is no room for the lab's files: {value}. {NO_ROOM}")
        if kind == "refused":
            raise LabError(f"The system refused: {value}. {AGAIN}")
        return value


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"
