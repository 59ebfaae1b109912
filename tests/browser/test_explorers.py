"""A question and its answer by keyboard, and the table: the widgets' doing, so that one explorer stands for all.

Every explorer's controls are moved in its own notebook: test_notebooks.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.precise import DONE, MOVED, RUNNING, STOPPED
from tests.browser.conftest import CELLS
from tests.browser.notebook import WIDE, cells, choose, run, tab_to, write
from tests.browser.views import Expected, code_of, control_of, explorers, settle, show, values_of, with_unit

ASKING = next(one for one in explorers() if one.prediction)
LONG = next(one for one in explorers() if one.precise)
WITHOUT_END = """
from dataclasses import replace
from time import sleep
from course_lib.framework.explorer.precise import Precise

def parts(**values):
    while True:
        sleep(0.05)
        yield 0.5, see.{name}.result(**values)

replace(see.{name}, precise=Precise(see.{name}.precise.label, parts))
"""
FRAME = """(img) => {
    const { paddingLeft, backgroundColor, borderTopLeftRadius } = getComputedStyle(img);
    return [img.clientWidth - 2 * parseFloat(paddingLeft), img.naturalWidth, backgroundColor, borderTopLeftRadius];
}"""


def test_table_opens_by_keyboard(desk: Page) -> None:
    view = show(desk, ASKING)
    choose(desk, 1)
    tab_to(desk, view.locator("summary"))
    desk.keyboard.press("Enter")
    table = ASKING.answer(veiled=True)[1].table
    expect(view.locator("caption")).to_have_text(table.caption)
    expect(view.locator("caption")).to_be_visible()
    expect(view.locator("tbody tr")).to_have_count(len(table.rows))
    desk.keyboard.press("Tab")
    expect(view.locator(".course-scroller")).to_be_focused()


def test_locked_until_predicted(desk: Page) -> None:
    asks, view = ASKING.prediction, show(desk, ASKING)
    for control in ASKING.controls:
        expect(control_of(view, control)).to_be_disabled()
    guess, hint = view.get_by_label("Your prediction"), view.locator(".course-prediction > [role=status]").first
    choose(desk, 1)
    tab_to(desk, guess)
    for typed in ("e", str(asks.high + 1), str(asks.low - 1), ""):
        guess.press("Control+a")
        desk.keyboard.type(typed) if typed else guess.press("Delete")
        desk.keyboard.press("Enter")
        expect(hint).to_have_text(f"Give a number from {asks.low:g} to {with_unit(f'{asks.high:g}', asks.unit)}.")
        expect(control_of(view, ASKING.controls[0])).to_be_disabled()
        guess.press("Control+a")
        guess.press("Delete")
    desk.keyboard.type(f"{asks.low + asks.step:g}")
    desk.keyboard.press("Enter")
    expect(view.locator(".course-answer")).to_have_text(asks.reveal(asks.low + asks.step))
    expect(view.locator(".course-answer")).to_be_focused()
    expect(guess).to_be_hidden()
    for control in ASKING.controls:
        expect(control_of(view, control)).to_be_enabled()


def test_prediction_and_reflection_are_kept(desk: Page) -> None:
    view, asked = show(desk, ASKING), ASKING.prediction
    middle = asked.low + asked.step * ((asked.high - asked.low) // (2 * asked.step))  # a stop of its steps
    choose(desk, 1)
    tab_to(desk, view.get_by_label("Your prediction"))
    desk.keyboard.type(f"{middle:g}")
    desk.keyboard.press("Enter")
    expect(view.get_by_label("What differed, and why?")).to_be_visible()  # once the kernel has answered
    tab_to(desk, view.get_by_label("What differed, and why?"))
    desk.keyboard.type("dd: sidecars, x and b.")
    tab_to(desk, view.get_by_role("button", name="Keep"))
    desk.keyboard.press("Space")
    expect(view.get_by_text("Kept in your record.")).to_be_visible()
    again = run(desk, 1)
    expect(again.locator(".course-answer")).to_have_text(ASKING.prediction.reveal(middle))
    expect(again.get_by_label("Your prediction")).to_be_hidden()
    expect(again.get_by_label("What differed, and why?")).to_have_value("dd: sidecars, x and b.")
    expect(control_of(again, ASKING.controls[0])).to_be_enabled()
    assert cells(desk) == CELLS  # no key was taken for one of Jupyter's shortcuts


def test_a_picture_is_framed_and_in_a_usual_window_not_shrunk(desk: Page) -> None:
    """In the dark theme its white must look meant; and with the picture its text would shrink."""
    view = show(desk, ASKING)
    desk.set_viewport_size({"width": 1280, "height": 900})
    shown_px, drawn_px, *frame = view.locator("img").evaluate(FRAME)
    desk.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    assert shown_px == drawn_px
    assert frame == ["rgb(255, 255, 255)", "6px"]


def test_a_long_run_by_keyboard_to_its_end(desk: Page) -> None:
    view = show(desk, LONG)
    choose(desk, 1)
    button = view.get_by_role("button", name=LONG.precise.label)
    tab_to(desk, button)
    desk.keyboard.press("Enter")
    expect(view.get_by_role("progressbar", name=f"Progress: {LONG.precise.label}")).to_be_visible()
    expect(view.locator(".course-precise [role=status]")).to_have_text(DONE)
    expect(view.get_by_role("progressbar")).to_be_hidden()
    *_, (_, last) = LONG.precise.parts(**LONG.start)
    said = LONG.describe(last)
    expect(view.locator(".course-picture [role=status]")).to_have_text(said.words)
    assert cells(desk) == CELLS
    slider = next(control for control in LONG.controls if isinstance(control, Slider))
    control_of(view, slider).press("Home")
    settle(view, Expected(LONG).at(**values_of(view)))
    expect(view.locator(".course-precise [role=status]")).to_have_text("")


def test_a_long_run_is_stopped_by_its_button_and_by_a_slider_and_leaves_the_kernel_free(desk: Page) -> None:
    """It has no end of its own: so each time it is the button, or the slider, that ends it."""
    write(desk, 1, code_of(LONG) + WITHOUT_END.format(name=LONG.name))
    view = run(desk, 1)
    said = view.locator(".course-precise [role=status]")
    slider = next(control for control in LONG.controls if isinstance(control, Slider))
    for _ in range(2):  # once stopped, it can begin anew
        view.get_by_role("button", name=LONG.precise.label).click()
        expect(view.get_by_role("progressbar")).to_be_visible()
        view.get_by_role("button", name="Stop").click()
        expect(said).to_have_text(STOPPED)
    view.get_by_role("button", name=LONG.precise.label).click()
    write(desk, 2, "1 + 1")
    expect(run(desk, 2)).to_have_text("2")
    expect(said).to_have_text(RUNNING)
    control_of(view, slider).press("End")
    expect(said).to_have_text(MOVED)
    settle(view, Expected(LONG).at(**values_of(view)))
