"""Run a command until our standard input ends, which it does with whoever started us, however they end.

A handler or a `finally` is not enough for that: a test run that is killed runs neither.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import psutil

POLL_S = 0.2
GRACE_S = 10  # in which JupyterLab ends its kernels itself


def supervise(command: list[str]) -> int:
    """Run a command and return its exit status; once our standard input has ended, end it and all that it started."""
    child = psutil.Popen(command, stdin=subprocess.DEVNULL)
    reading = threading.Thread(target=os.read, args=(sys.stdin.fileno(), 1), daemon=True)  # nobody writes: it ends
    reading.start()
    while reading.is_alive() and child.poll() is None:
        reading.join(POLL_S)
    if child.poll() is None:
        end(child)
    return int(child.wait())


def end(child: psutil.Popen) -> None:
    """End a process, by asking for it first, and whatever it started and has left behind."""
    family = [*child.children(recursive=True), child]
    child.terminate()
    psutil.wait_procs([child], timeout=GRACE_S)
    for each in family:
        if each.is_running():
            each.kill()


if __name__ == "__main__":
    sys.exit(supervise(sys.argv[1:]))
