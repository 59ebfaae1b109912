"""Nothing that a supervisor runs outlives whoever started it, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

SUPERVISOR = Path(__file__).parent / "browser" / "supervisor.py"
WITHIN_S = 30
# A server that starts a kernel in a session of its own, as JupyterLab does, and says who both are.
SERVER = """
import os, subprocess, sys, time
kernel = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
print(os.getpid(), kernel.pid, flush=True)
time.sleep(600)
"""
STARTER = f"""
import subprocess, sys, time
command = [sys.executable, {str(SUPERVISOR)!r}, sys.executable, "-c", {SERVER!r}]
started = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
time.sleep(600)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_nothing_is_left_whatever_ends_the_one_who_started_it() -> None:
    command, ends = [sys.executable, "-c", STARTER], (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
    starters = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in ends]
    family = [psutil.Process(int(pid)) for starter in starters for pid in first_line(starter).split()]
    assert all(each.is_running() for each in family)
    for starter, end in zip(starters, ends, strict=True):
        starter.send_signal(end)
    _, left = psutil.wait_procs(family, timeout=WITHIN_S)
    assert left == []
    for starter in starters:
        starter.communicate()


def first_line(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None
    return process.stdout.readline()


def test_the_command_s_own_end_is_the_supervisor_s() -> None:
    begins = time.monotonic()
    command = [sys.executable, str(SUPERVISOR), sys.executable, "-c", "raise SystemExit(3)"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as supervised:
        assert supervised.wait(WITHIN_S) == 3
    assert time.monotonic() - begins < WITHIN_S
