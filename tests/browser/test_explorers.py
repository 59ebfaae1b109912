"""Every explorer, moved by keyboard alone: picture, words and table are those of the values it shows."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from course_lib.explore.framework.controls import Choice, Control, Slider
from course_lib.explore.framework.explorer import Explorer
from tests.browser.conftest import CELLS
from tests.browser.notebook import NOTEBOOK, choose, run, tab_to
from tests.browser.views import Expected, control_of, explorers, said_beside, settle, show, values_of

EVERY = {explorer.key: explorer for explorer in explorers()}
ASKERS = {key: explorer for key, explorer in EVERY.items() if explorer.prediction}
ALL = pytest.mark.parametrize("explorer", EVERY.values(), ids=EVERY)
ASKING = pytest.mark.parametrize("explorer", ASKERS.values(), ids=ASKERS)


def keys(control: Control) -> list[tuple[str, Any]]:
    """Return the keys to press on a control, and the value that each must lead to."""
    if isinstance(control, Choice):
        return [("Home", control.options[0])] + [("ArrowDown", option) for option in control.options[1:]]
    low, high, step = control.low, control.high, control.step
    return [("Home", low), ("ArrowRight", low + step), ("ArrowUp", low + 2 * step),
            ("End", high), ("ArrowLeft", high - step), ("ArrowDown", high - 2 * step)]  # fmt: skip


def skip_the_question(page: Page, view: Locator) -> None:
    skip = view.get_by_role("button", name="Skip")
    if skip.count():
        tab_to(page, skip)
        page.keyboard.press("Enter")
        expect(view.locator(".course-answer")).not_to_be_empty()


def cells(page: Page) -> int:
    return int(page.evaluate(f"{NOTEBOOK}.content.widgets.length"))


@ALL
def test_every_control_by_keyboard(desk: Page, explorer: Explorer) -> None:
    view, expected = show(desk, explorer), Expected(explorer)
    settle(view, expected.at(veiled=True))
    choose(desk, 1)
    skip_the_question(desk, view)
    settle(view, expected.at())
    values = values_of(view)
    for control in explorer.controls:
        field = control_of(view, control)
        tab_to(desk, field)
        for key, value in keys(control):
            desk.keyboard.press(key)
            assert values_of(view) == pytest.approx(values | {control.name: value})
            values = values_of(view)
            settle(view, expected.at(**values))
            if isinstance(control, Slider):
                beside = said_beside(control, value)
                expect(field.locator("xpath=following-sibling::output")).to_have_text(beside)
                expect(field).to_have_attribute("aria-valuetext", beside)
    assert cells(desk) == CELLS  # no key was taken for one of Jupyter's shortcuts


@ALL
def test_table_opens_by_keyboard(desk: Page, explorer: Explorer) -> None:
    view = show(desk, explorer)
    choose(desk, 1)
    tab_to(desk, view.locator("summary"))
    desk.keyboard.press("Enter")
    table = explorer.answer(veiled=True)[1].table
    expect(view.locator("caption")).to_have_text(table.caption)
    expect(view.locator("caption")).to_be_visible()
    expect(view.locator("tbody tr")).to_have_count(len(table.rows))
    desk.keyboard.press("Tab")
    expect(view.locator(".course-scroller")).to_be_focused()


@ASKING
def test_locked_until_predicted(desk: Page, explorer: Explorer) -> None:
    asks, view = explorer.prediction, show(desk, explorer)
    for control in explorer.controls:
        expect(control_of(view, control)).to_be_disabled()
    guess, hint = view.get_by_label("Your prediction"), view.locator(".course-prediction > [role=status]").first
    choose(desk, 1)
    tab_to(desk, guess)
    for typed in ("e", str(asks.high + 1), str(asks.low - 1), ""):
        guess.press("Control+a")
        desk.keyboard.type(typed) if typed else guess.press("Delete")
        desk.keyboard.press("Enter")
        expect(hint).to_have_text(f"Give a number from {asks.low:g} to {asks.high:g} {asks.unit}.")
        expect(control_of(view, explorer.controls[0])).to_be_disabled()
        guess.press("Control+a")
        guess.press("Delete")
    desk.keyboard.type(f"{asks.low + asks.step:g}")
    desk.keyboard.press("Enter")
    expect(view.locator(".course-answer")).to_have_text(asks.reveal(asks.low + asks.step))
    expect(view.locator(".course-answer")).to_be_focused()
    expect(guess).to_be_hidden()
    for control in explorer.controls:
        expect(control_of(view, control)).to_be_enabled()


@ASKING
def test_skipping_unlocks(desk: Page, explorer: Explorer) -> None:
    view = show(desk, explorer)
    choose(desk, 1)
    skip_the_question(desk, view)
    expect(view.locator(".course-answer")).to_have_text(explorer.prediction.reveal(None))
    expect(control_of(view, explorer.controls[0])).to_be_enabled()


@ASKING
def test_prediction_and_reflection_are_kept(desk: Page, explorer: Explorer) -> None:
    view, middle = show(desk, explorer), (explorer.prediction.low + explorer.prediction.high) / 2
    choose(desk, 1)
    tab_to(desk, view.get_by_label("Your prediction"))
    desk.keyboard.type(f"{middle:g}")
    desk.keyboard.press("Enter")
    tab_to(desk, view.get_by_label("What differed, and why?"))
    desk.keyboard.type("dd: sidecars, x and b.")
    tab_to(desk, view.get_by_role("button", name="Keep"))
    desk.keyboard.press("Space")
    expect(view.get_by_text("Kept in your record.")).to_be_visible()
    again = run(desk, 1)
    expect(again.locator(".course-answer")).to_have_text(explorer.prediction.reveal(middle))
    expect(again.get_by_label("Your prediction")).to_be_hidden()
    expect(again.get_by_label("What differed, and why?")).to_have_value("dd: sidecars, x and b.")
    expect(control_of(again, explorer.controls[0])).to_be_enabled()
    assert cells(desk) == CELLS
