"""A real kernel survives interrupts at any moment: `python -m tests.models.interrupts 2000` sends more of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.models.interrupts import CELLS, interrupt_often


@pytest.mark.skipif(sys.platform == "win32", reason="there an interrupt goes to all processes of the console")
def test_a_kernel_survives_interrupts_at_random_moments():
    report = interrupt_often(60)
    assert report.faults == []
    assert report.at_the_end == "[] 0\n"
    assert report.sent.keys() == CELLS.keys()


AFTER_A_SEARCH = """
import os, signal, time
from ortools.sat.python import cp_model
from course_lib.cluster.solver import new_solver

new_solver(1.0).solve(cp_model.CpModel())
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(5)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there no process can interrupt itself so")
def test_after_a_search_an_interrupt_is_still_pythons():
    done = subprocess.run([sys.executable, "-c", AFTER_A_SEARCH], capture_output=True, text=True, check=True)
    assert done.stdout == "KeyboardInterrupt\n"
