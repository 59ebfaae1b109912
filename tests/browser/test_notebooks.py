"""Every notebook, as saved and after a run: whole, legible in both themes, in its place, and quiet."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Page, expect

from course_lib.framework.explorer.explorer import Interactive
from tests.browser.lab import ROOT, run_all, switch_to, wait_until_idle, warm
from tests.browser.notebook import (
    LIVE,
    OURS,
    THEMES,
    WHOLE,
    barriers,
    cells,
    chosen_alone,
    lay_out,
    misfits,
    output_of,
    outputs,
)
from tests.browser.views import explorers, move_every_control, theatres

STEMS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
MISSING = re.compile("model not found|Error displaying widget|Loading widget|Error creating widget", re.IGNORECASE)
SPOIL = """(ours) => {
    const [grey, wide] = document.querySelectorAll(`${ours} p`);
    grey.style.color = "rgb(128 128 128 / 60%)";
    wide.style.width = "3000px";
    document.querySelector(`${ours} img`).removeAttribute("alt");
}"""
FILLED = """([of, count]) => {
    const all = [...document.querySelectorAll(of)];
    return all.length === count && all.every((one) => one.hasChildNodes());
}"""
PICTURES = f"{OURS} img"


@cache
def file(stem: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", 4)


def opened(page: Page, address: str, stem: str) -> Page:
    """Open a notebook and wait until everything that it holds is shown."""
    switch_to(page, address, f"{stem}.ipynb")
    page.wait_for_function(WHOLE, timeout=60_000)  # the cells come one by one
    page.wait_for_function(FILLED, arg=[OURS, sum(len(cell.get("outputs", [])) for cell in file(stem).cells)])
    return page


def all_explorers() -> list[Interactive[Any]]:
    """Return every explorer and every theatre of the course."""
    return [*explorers(), *theatres()]


def in_notebook(stem: str) -> list[Interactive[Any]]:
    """Return the explorers and theatres of a notebook's chapter."""
    return [explorer for explorer in all_explorers() if explorer.chapter == stem.split("_", 1)[-1]]


def cell_of(stem: str, explorer: Interactive[Any]) -> int:
    """Return which cell of a notebook shows an explorer."""
    return next(n for n, cell in enumerate(file(stem).cells) if cell.source.strip() == f"see.{explorer.name}")


def html_of(stem: str) -> str:
    found = [output for cell in file(stem).cells for output in cell.get("outputs", [])]
    return "".join(output.get("data", {}).get("text/html", "") for output in found)


@pytest.fixture(scope="module", params=STEMS)
def stem(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def saved(page: Page, address: str, stem: str) -> Page:
    """A notebook just opened: nothing has run."""
    opened(page, address, stem)
    warm(page)
    return page


@pytest.fixture(scope="module")
def live(saved: Page) -> Page:
    """The same after all its cells have run: hence its tests stand last in this module."""
    wait_until_idle(saved)
    run_all(saved)
    views = sum("data-model" in output.get("data", {}).get("text/html", "") for output in outputs(saved))
    expect(
        saved.locator(f"{OURS} {LIVE}:has(.course-quiz, .course-picture img, .course-theatre canvas)")
    ).to_have_count(views)
    return saved


def test_saved_pictures_are_there(saved: Page, stem: str) -> None:
    expect(saved.locator(PICTURES)).to_have_count(html_of(stem).count("<img "))
    saved.wait_for_function("(of) => [...document.querySelectorAll(of)].every((img) => img.complete)", arg=PICTURES)
    for alt, width in saved.locator(PICTURES).evaluate_all("(all) => all.map((img) => [img.alt, img.naturalWidth])"):
        assert len(alt) > 20
        assert width > 0


def test_saved_text_is_whole(saved: Page, stem: str) -> None:
    lay_out(saved)
    assert not MISSING.search(saved.locator(".jp-Notebook").inner_text())
    shown = saved.locator(OURS).all_inner_texts()
    for letter in set(re.findall(r"\b[a-e]\) ", html_of(stem))):
        assert any(letter in text for text in shown), f"the choices show no {letter}"


def test_saved_has_no_barriers_and_fits(saved: Page) -> None:
    open_details(saved)
    assert barriers(saved) == []
    assert misfits(saved) == []


def test_every_cell_runs(live: Page) -> None:
    said = outputs(live)
    assert [one for one in said if one["output_type"] == "error" or one.get("name") == "stderr"] == []
    assert not MISSING.search(live.locator(".jp-Notebook").inner_text())
    assert misfits(live) == []


def test_every_control_by_keyboard(live: Page, stem: str) -> None:
    """Of all explorers; the notebook stays as it is, for no key is taken for one of Jupyter's shortcuts."""
    with chosen_alone(live):
        for explorer in in_notebook(stem):
            cell = cell_of(stem, explorer)
            move_every_control(live, output_of(live, cell), cell, explorer)
    assert cells(live) == len(file(stem).cells)


def test_live_and_answered_has_no_barriers_and_fits(live: Page) -> None:
    """What an answer has hidden is shown beside what it brought: so axe-core sees both states at once."""
    answer_all(live)
    open_details(live)
    assert misfits(live) == []
    live.locator(f"{OURS} [hidden]").evaluate_all("(all) => { for (const one of all) one.hidden = false; }")
    assert barriers(live) == []


def test_every_explorer_is_in_a_notebook() -> None:
    assert {one.key for stem in STEMS for one in in_notebook(stem)} == {one.key for one in all_explorers()}


def test_barriers_and_misfits_are_found(address: str, page: Page) -> None:
    """So that the tests above can fail: text is greyed, a picture loses its words, a paragraph grows too wide."""
    opened(page, address, "02_rocks")
    page.evaluate(SPOIL, OURS)
    found = "\n".join(barriers(page))
    for theme in THEMES:
        assert f"{theme}: color-contrast" in found
        assert f"{theme}: image-alt" in found
    assert [one.split(":")[0] for one in misfits(page)] == ["600", "600", "1024", "1024", "1300", "1300"]


def open_details(page: Page) -> None:
    page.locator(f"{OURS} details").evaluate_all("(all) => { for (const one of all) one.open = true; }")


def answer_all(page: Page) -> None:
    """Skip every prediction, and answer every question with its first choice."""
    skips = page.get_by_role("button", name="Skip")
    for left in range(skips.count())[::-1]:
        skips.first.click()
        expect(skips).to_have_count(left)  # the form of one that is answered is hidden
    for question in page.locator(".course-question").all():
        for fieldset in question.locator("fieldset").all():
            fieldset.get_by_role("radio").first.check()
        question.get_by_role("button").click()
        expect(question.locator(".course-reply")).not_to_be_empty()
