"""Answers as learners type them, in the notebooks' own cells: the card says what the check says."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from course_lib.chapters.ch00_start_here import exercises as start_here
from course_lib.chapters.ch02_rocks import exercises as rocks
from tests.browser.lab import switch_to, wait_until_idle
from tests.browser.notebook import NOTEBOOK, barriers, cell_of, cell_with, misfits, output_of, run, write

ANSWERED_WITHIN_S = 5.0  # an endless loop gets 2 s; the rest is for a slow machine
FIRST_FIT = """\
def first_fit(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if {condition}:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes
"""
RIGHT = FIRST_FIT.format(condition="sum(box) + size <= capacity")
STRICT = FIRST_FIT.format(condition="sum(box) + size < capacity")
ENDLESS = """\
def first_fit(sizes, capacity):
    while True:
        pass
"""
EXITS = """\
import sys
def first_fit(sizes, capacity):
    sys.exit("done")
"""
SHARE = "def sidecar_share(pod_millicores, sidecar_millicores):\n    return {share}"
OF_ALL, OF_THE_POD = "sidecar_millicores / (pod_millicores + sidecar_millicores)", "sidecar_millicores / pod_millicores"


@pytest.fixture(scope="module")
def chapter_02(page: Page, address: str) -> Page:
    switch_to(page, address, "02_rocks.ipynb")
    wait_until_idle(page)
    run(page, cell_with(page, "import exercises as ex"))
    return page


def answer(page: Page, key: str, source: str) -> Locator:
    """Put an answer into its cell, run it and its check, and return the card."""
    cell = cell_of(page, exercise=key)
    write(page, cell, source)
    run(page, cell)
    expect(output_of(page, cell)).to_have_count(0)
    return run(page, cell_of(page, check=key))


def judged(exercise: Any, source: str) -> Any:
    """Return what the exercise itself says to an answer."""
    names: dict[str, Any] = {}
    exec(source, names)  # noqa: S102
    return exercise.judge(names[exercise.name])


def test_a_wrong_answer_gets_its_smallest_counterexample(chapter_02: Page) -> None:
    card, result = answer(chapter_02, "rocks.first_fit", STRICT), judged(rocks.first_fit, STRICT)
    assert result.mistake == "strict"
    expect(card).to_contain_text("Not yet")
    expect(card).to_contain_text(result.message)
    expect(card.locator("pre").first).to_have_text(result.shown)
    picture = card.get_by_role("img")
    expect(picture).to_have_attribute("alt", result.picture.alt)
    expect(picture).to_have_attribute("src", result.picture.src)
    assert picture.evaluate("(img) => img.decode().then(() => img.naturalWidth)") > 0


def test_an_endless_loop_is_stopped_and_the_notebook_goes_on(chapter_02: Page) -> None:
    began = time.monotonic()
    card = answer(chapter_02, "rocks.first_fit", ENDLESS)
    expect(card).to_contain_text("first_fit")
    assert time.monotonic() - began < ANSWERED_WITHIN_S
    expect(card).to_contain_text("stopped")
    expect(answer(chapter_02, "rocks.first_fit", RIGHT)).to_contain_text("Correct")


def test_a_right_answer_is_correct(chapter_02: Page) -> None:
    card, result = answer(chapter_02, "rocks.first_fit", RIGHT), judged(rocks.first_fit, RIGHT)
    expect(card).to_contain_text("✓ Correct · first_fit")
    expect(card).to_contain_text(result.message)


def test_an_exit_ends_nothing(chapter_02: Page) -> None:
    kernel = f"{NOTEBOOK}.sessionContext.session.kernel.id"
    before = chapter_02.evaluate(kernel)
    expect(answer(chapter_02, "rocks.first_fit", EXITS)).to_contain_text("Your code asked Python to exit in line 3")
    expect(answer(chapter_02, "rocks.first_fit", RIGHT)).to_contain_text("Correct")
    assert chapter_02.evaluate(kernel) == before


def test_cards_have_no_barriers_and_fit(chapter_02: Page) -> None:
    """Every kind of card at once: wrong with a picture, stopped, right, a hint, a solution, the last answer."""
    key = "rocks.first_fit"
    answer(chapter_02, key, STRICT)
    cards = (f"ex.first_fit.{call}()" for call in ("hint", "solution", "answer"))
    results = (f"ex.{name}.check({given})" for name, given in [("next_fit", "lambda sizes, capacity: 1 / 0"),
               ("next_fit", "ex.next_fit.reference"), ("best_size", "4"), ("broken_packing", '"a"')])  # fmt: skip
    index = cell_of(chapter_02, check="rocks.next_fit")
    write(chapter_02, index, "\n".join(f"display({one})" for one in [*cards, *results]))
    expect(run(chapter_02, index)).to_have_count(7)
    assert barriers(chapter_02) == []
    assert misfits(chapter_02) == []


def test_the_first_exercise(page: Page, address: str) -> None:
    switch_to(page, address, "00_start_here.ipynb")
    wait_until_idle(page)
    run(page, cell_with(page, "ex.opening_test"))
    expect(run(page, cell_of(page, exercise="start_here.sidecar_share"))).to_have_count(0)
    expect(run(page, cell_of(page, check="start_here.sidecar_share"))).to_contain_text("Not started · sidecar_share")
    for share, status in ((OF_THE_POD, "Not yet"), (OF_ALL, "Correct")):
        source = SHARE.format(share=share)
        card = answer(page, "start_here.sidecar_share", source)
        expect(card).to_contain_text(f"{status} · sidecar_share")
        expect(card).to_contain_text(judged(start_here.sidecar_share, source).message)
    progress = run(page, cell_with(page, "ex.my_progress()"))
    expect(progress.get_by_role("row", name="sidecar_share")).to_contain_text("correct")
