"""A lab in a notebook: whatever becomes of its kernel, nothing of the lab is left, and an interrupt leaves it whole."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import KERNEL
from tests.browser.lab import in_time, switch_to, wait_until_idle
from tests.browser.notebook import NOTEBOOK, choose, output_of, run, write
from tests.browser.test_lives import CLOSE, IS_BUSY, OF_AN_END, RESTART, RUN
from tests.browser.watch import Watch

START = """
import json, psutil
from course_lib.live import Lab
lab = Lab(pods=3).start()
print(json.dumps([each.pid for each in psutil.Process().children(recursive=True)]))
"""
THEATRE = """
from course_lib.chapters.ch04_connections import explorers as see
shown = see.live_theatre()
print(f"pod {shown.scenes[0].run.counts.argmax()}")
shown
"""
LOAD = "lab.load(rate_per_s=20, requests=2000)"
SPREAD = "print(lab.spread(30))"
INTERRUPT = f"{NOTEBOOK}.sessionContext.session.kernel.interrupt()"
STARTED, LOADED, SPREADS = range(3)
PROCESSES = 3  # the supervisor, the pods, Envoy
ENDS_WITHIN_S = 20.0


@pytest.fixture
def notebook(page: Page, address: str, folder: Path) -> Page:
    """A notebook with a cell that starts a lab, one that loads it, and one that asks it."""
    cells = [nbformat.v4.new_code_cell(code) for code in (START, LOAD, SPREAD)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), folder / "lab.ipynb")
    switch_to(page, address, "lab.ipynb")
    wait_until_idle(page)
    return page


@pytest.fixture
def lost(watched: tuple[Page, Watch]) -> Iterator[None]:
    """JupyterLab may say that a kernel has ended, and nothing else."""
    yield
    assert set(watched[1].taken()) <= OF_AN_END


def processes(notebook: Page) -> list[int]:
    """Start the lab, and return all that it has started."""
    pids = json.loads(run(notebook, STARTED).inner_text())
    assert len(pids) == PROCESSES
    return list(pids)


def remain(pids: list[int]) -> list[int]:
    """Return which of some processes are there when no more time is given."""
    ends_s = time.monotonic() + ENDS_WITHIN_S
    while (left := [pid for pid in pids if psutil.pid_exists(pid)]) and time.monotonic() < ends_s:
        time.sleep(0.02)
    return left


def test_the_theatre_plays_what_the_pods_did(notebook: Page) -> None:
    """Which pod has the queue no simulator knows."""
    write(notebook, STARTED, THEATRE)
    shown = run(notebook, STARTED).last
    stage = shown.locator(".course-theatre")
    expect(stage.locator(".course-outcome")).to_contain_text("over 1 connection, 1 pod of 10 got any")
    stage.locator(".course-jump").click()
    busy = output_of(notebook, STARTED).first.inner_text().strip().splitlines()[-1]
    expect(stage.locator(".course-now")).to_contain_text(f"at {busy};")


@pytest.mark.usefixtures("lost")
def test_a_kernel_that_is_restarted_leaves_nothing(notebook: Page) -> None:
    pids = processes(notebook)
    in_time(notebook, RESTART, 30)
    assert remain(pids) == []
    wait_until_idle(notebook)
    processes(notebook)
    assert run(notebook, SPREADS).inner_text().strip() == "[10, 10, 10]"


@pytest.mark.usefixtures("lost")
def test_a_kernel_that_is_restarted_in_a_load_leaves_nothing(notebook: Page) -> None:
    pids = processes(notebook)
    choose(notebook, LOADED)
    notebook.evaluate(RUN)
    notebook.wait_for_function(IS_BUSY)
    in_time(notebook, RESTART, 30)
    assert remain(pids) == []


@pytest.mark.usefixtures("lost")
def test_a_notebook_that_is_closed_and_shut_down_leaves_nothing(notebook: Page) -> None:
    pids = processes(notebook)
    in_time(notebook, f"({CLOSE})()", 30)
    assert remain(pids) == []


def test_an_interrupt_in_a_load_leaves_a_lab_that_works(notebook: Page) -> None:
    pids = processes(notebook)
    choose(notebook, LOADED)
    notebook.evaluate(RUN)
    notebook.wait_for_function(IS_BUSY)
    in_time(notebook, INTERRUPT, 30)
    expect(output_of(notebook, LOADED)).to_contain_text("KeyboardInterrupt")
    wait_until_idle(notebook)  # until then Jupyter drops whatever is to be run
    assert run(notebook, SPREADS).inner_text().strip() == "[10, 10, 10]"
    write(notebook, SPREADS, "lab.stop()\nlab.spread()")
    said = run(notebook, SPREADS).inner_text()
    assert re.search(r"LabError: This lab doesn't run here: .*To try: lab.start\(\)", said)
    assert remain(pids) == []
