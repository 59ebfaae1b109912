"""Several views at once, cells run again, kernels interrupted: every explorer goes on, and nothing piles up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from course_lib.framework.explorer.controls import Slider
from tests.browser.lab import in_time
from tests.browser.notebook import NOTEBOOK, choose, output_of, run, second_view, write
from tests.browser.views import Expected, control_of, explorers, see, settle, show, values_of

FREE = next(one for one in explorers() if one.prediction is None)
ASKING = next(one for one in explorers() if one.prediction)
FIRST_SLIDER = next(control for control in FREE.controls if isinstance(control, Slider))
COUNT_PICTURES = """() => {
    window.pictures = new Set();
    const [make, drop] = [URL.createObjectURL, URL.revokeObjectURL];
    URL.createObjectURL = (blob) => {
        const url = make.call(URL, blob);
        if (blob.type === "image/png") window.pictures.add(url);
        return url;
    };
    URL.revokeObjectURL = (url) => { window.pictures.delete(url); drop.call(URL, url); };
}"""
FAILING = f"""
from dataclasses import replace
{see(FREE)}

def compute(**values):
    if values[{FIRST_SLIDER.name!r}] == {FIRST_SLIDER.low}:
        raise ValueError("nobody can tell")
    return see.{FREE.name}.compute(**values)

replace(see.{FREE.name}, compute=compute)
"""
TAKE_OUT_AND_PUT_BACK = f"""() => {{
    const {{ node }} = {NOTEBOOK};
    node.replaceWith(document.createComment(""), node);
}}"""
BUSY = f"() => {NOTEBOOK}.sessionContext.session.kernel.status === 'busy'"


@pytest.fixture
def expected() -> Expected:
    return Expected(FREE)


def move(view: Locator, key: str) -> dict[str, object]:
    """Press a key on the first slider of a view; return where all its controls then stand."""
    control_of(view, FIRST_SLIDER).press(key)
    return values_of(view)


def test_two_views_of_one_explorer_agree(desk: Page, expected: Expected) -> None:
    first = show(desk, FREE)
    second = second_view(desk, 1)
    settle(second, expected.at())
    for moved, other, key in ((first, second, "Home"), (second, first, "End")):
        values = move(moved, key)
        settle(moved, expected.at(**values))
        settle(other, expected.at(**values))
        assert values_of(other) == values
    desk.evaluate("window.jupyterapp.shell.currentWidget.close()")
    expect(second).to_have_count(0)
    settle(first, expected.at(**move(first, "ArrowLeft")))


def test_a_question_answered_in_one_view_is_answered_in_the_other(desk: Page) -> None:
    first = show(desk, ASKING)
    second = second_view(desk, 1)
    second.get_by_role("button", name="Skip").click()
    for view in (first, second):
        expect(view.locator(".course-answer")).to_have_text(ASKING.prediction.reveal(None))
        expect(control_of(view, ASKING.controls[0])).to_be_enabled()
    expect(second.locator(".course-answer")).to_be_focused()
    desk.evaluate("window.jupyterapp.shell.currentWidget.close()")
    expect(second).to_have_count(0)


def test_two_cells_of_one_explorer_are_apart(desk: Page, expected: Expected) -> None:
    first, second = show(desk, FREE), show(desk, FREE, cell=2)
    values = move(second, "Home")
    settle(second, expected.at(**values))
    settle(first, Expected(FREE).at())
    assert values_of(first) == FREE.start


def test_running_again_leaves_nothing_behind(desk: Page, expected: Expected) -> None:
    desk.evaluate(COUNT_PICTURES)
    for _ in range(3):
        view = show(desk, FREE)
        for key in ("Home", "End"):
            settle(view, expected.at(**move(view, key)))
    desk.wait_for_function("() => window.pictures.size === 1")
    expect(view.locator(".course-picture")).to_have_count(1)
    in_time(desk, "window.jupyterapp.commands.execute('notebook:clear-cell-output')", 20)
    desk.wait_for_function("() => window.pictures.size === 0")


def test_a_view_goes_where_its_cell_or_its_notebook_is_moved(desk: Page, expected: Expected) -> None:
    view = show(desk, FREE)
    values = move(view, "Home")
    view.locator("summary").click()
    desk.evaluate(TAKE_OUT_AND_PUT_BACK)
    desk.wait_for_timeout(1500)  # longer than a view waits that is out of the page
    expect(view.locator("details")).to_have_attribute("open", "")
    in_time(desk, "window.jupyterapp.commands.execute('notebook:move-cell-down')", 20)
    moved = output_of(desk, 2)
    settle(moved, expected.at(**values))  # the cell is made anew, and shows what its model has
    assert values_of(moved) == values
    in_time(desk, "window.jupyterapp.commands.execute('notebook:move-cell-up')", 20)


def test_after_an_interrupt_all_goes_on(desk: Page, expected: Expected) -> None:
    view = show(desk, FREE)
    write(desk, 2, "while True: pass")
    choose(desk, 2)
    desk.evaluate("() => { window.running = window.jupyterapp.commands.execute('notebook:run-cell'); }")
    desk.wait_for_function(BUSY)
    status = view.locator(".course-controls [role=status]")
    values = move(view, "Home")  # waits in the kernel's queue
    expect(status).to_have_text("Working it out…")
    in_time(desk, "window.jupyterapp.commands.execute('notebook:interrupt-kernel')", 20)
    expect(output_of(desk, 2)).to_contain_text("KeyboardInterrupt")
    settle(view, expected.at(**values))
    expect(status).to_have_text("")
    settle(view, expected.at(**move(view, "End")))
    write(desk, 2, "1 + 1")
    expect(run(desk, 2)).to_have_text("2")


def test_what_fails_is_said_beside_the_controls_and_the_next_move_works(desk: Page, expected: Expected) -> None:
    write(desk, 1, FAILING)
    view = run(desk, 1)
    settle(view, expected.at())
    status = view.locator(".course-controls [role=status]")
    move(view, "Home")
    expect(status).to_have_text(re.compile(r"^It failed: ValueError: nobody can tell\. "))
    settle(view, expected.at())
    control_of(view, FREE.controls[-1]).click(trial=True)  # nothing lies on it
    expect(desk.locator(".jp-OutputArea-output", has_text="Traceback")).to_have_count(0)
    settle(view, expected.at(**move(view, "End")))
    expect(status).to_have_text("")
