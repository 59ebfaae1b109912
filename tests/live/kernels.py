"""Kernels with a lab of their own, which are interrupted or killed at some moment, and what they leave.

`python -m tests.live.kernels` is such a kernel. It has temporary files in a folder of its own, and says when it
begins, and what it did when it was interrupted.

Vocabulary
----------
mark       "lab-7f3a": in the environment of a kernel and of everything that it starts, whoever their parents are then
doing      "start", "load", "stop", or "end" after that
moment     0.4: seconds from the kernel's first line until it is hit
remains    processes and files that are left
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from course_lib.live import Lab

ROOT = Path(__file__).resolve().parents[2]
MARK = "COURSE_TEST_MARK"
WITHIN_S = 20.0
PARTS = ("start", "load", "stop", "end")
HANGS_AFTER_S = 90.0
POLL_S = 0.02


@contextmanager
def kernel(layer: str) -> Iterator[tuple[subprocess.Popen[str], Remains]]:
    """Start a kernel; a folder with a space in its name is all that it writes to."""
    with tempfile.TemporaryDirectory(prefix="a kernel's ") as folder:
        mark = f"lab-{uuid.uuid4()}"
        own = {**os.environ, MARK: mark, "TMPDIR": folder, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.live.kernels", layer]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, env=own, cwd=ROOT, start_new_session=True, **pipes) as process:
            hangs = threading.Timer(HANGS_AFTER_S, process.kill)
            hangs.start()
            try:
                yield process, Remains(mark, Path(folder))
            finally:
                hangs.cancel()


class Remains:
    """What carries a mark, but for the kernel itself."""

    def __init__(self, mark: str, folder: Path) -> None:
        self.mark, self.folder = mark, folder

    def now(self, kernel: int | None = None) -> list[str]:
        """Return names of files, and of processes that run."""
        return [*(each.name for each in self.folder.iterdir()), *map(str, self._run(kernel))]

    def in_the_end(self) -> list[str]:
        """Return what is left when no more time is given."""
        end_s = time.monotonic() + WITHIN_S
        while (left := self.now()) and time.monotonic() < end_s:
            time.sleep(POLL_S)
        return left

    def _run(self, kernel: int | None) -> list[psutil.Process]:
        return [each for each in psutil.process_iter() if each.pid != kernel and self._is_marked(each)]

    def _is_marked(self, process: psutil.Process) -> bool:
        try:
            running = process.status() != psutil.STATUS_ZOMBIE
            return running and process.environ().get(MARK) == self.mark
        except psutil.Error:
            return False


def interrupted(layer: str, moment_s: float) -> tuple[str, list[str]]:
    """Interrupt a kernel once; return what it was doing then, and what it left while it goes on."""
    with kernel(layer) as (process, remains):
        assert process.stdout is not None
        assert process.stdout.readline() == "begin\n"
        time.sleep(moment_s)
        process.send_signal(signal.SIGINT)
        doing = process.stdout.readline().strip()
        left = remains.now(process.pid)
        process.communicate("end\n", timeout=WITHIN_S)
        return doing, left


def killed(layer: str, moment_s: float) -> list[str]:
    """Kill a kernel, and return what it left."""
    with kernel(layer) as (process, remains):
        assert process.stdout is not None
        assert process.stdout.readline() == "begin\n"
        time.sleep(moment_s)
        process.kill()
        process.wait(WITHIN_S)
        return remains.in_the_end()


def main(layer: str) -> None:
    """Start a lab, load it, stop it; say in which of these it was interrupted, and wait."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    doing = "start"
    try:
        say("begin")
        with Lab(layer=layer) as lab:
            doing = "load"
            load(lab)
            doing = "stop"
        doing = "end"
        time.sleep(WITHIN_S)
        doing = "nothing: no interrupt came"
    except KeyboardInterrupt:
        pass
    say(doing)
    sys.stdin.readline()


def load(lab: Lab) -> None:
    """Have a lab do what it's interrupted in."""
    lab.load(200, 100)


def say(line: str) -> None:
    """Write a line for whoever has started this kernel."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
