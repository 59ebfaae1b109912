"""A real kernel survives interrupts at any moment: `python -m tests.models.interrupts 2000` sends more of them."""

from __future__ import annotations

import sys

import pytest

from tests.models.interrupts import CELLS, interrupt_often


@pytest.mark.skipif(sys.platform == "win32", reason="there an interrupt goes to all processes of the console")
def test_a_kernel_survives_interrupts_at_random_moments():
    report = interrupt_often(60)
    assert report.faults == []
    assert report.at_the_end == "[] 0\n"
    assert report.sent.keys() == CELLS.keys()
