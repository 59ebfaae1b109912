"""An explorer as a learner has it before them, and what it must show for the values of its controls."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import ElementHandle, Locator, Page, expect

from course_lib import catalogue
from course_lib.framework.explorer.controls import Choice, Control, Slider
from course_lib.framework.explorer.explorer import Explorer, Interactive
from course_lib.framework.picture_widget import as_dict
from course_lib.framework.theatre.theatre import Theatre
from tests.browser.notebook import choose, run, tab_to, write

NEW_RECORD = """
from course_lib.record import progress
from course_lib.record.store import Store
record = progress.use(Store(None, "progress"))  # in a name, or it ends at once
record.__enter__()
"""
SHOWN = """async (view) => {
    const texts = (row) => [...row.cells].map((cell) => cell.textContent);
    const [stage, img, table] = [".course-theatre", "img", "details table"].map((of) => view.querySelector(of));
    const told = {
        caption: table.caption.textContent,
        header: texts(table.tHead.rows[0]),
        rows: [...table.tBodies[0].rows].map(texts),
    };
    if (stage) return { words: stage.querySelector(".course-outcome").textContent, ...told };
    const png = await (await fetch(img.src)).arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", png));
    await img.decode();
    return {
        words: view.querySelector(".course-picture [role=status]").textContent,
        alt: img.alt,
        png: [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
        ...told,
    };
}"""
SETTLES = f"""async (view, [expected, limit]) => {{
    const {{ words }} = JSON.parse(expected);
    const place = ".course-theatre .course-outcome, .course-picture [role=status]";
    const said = () => view.querySelector(place)?.textContent;
    for (const ends = performance.now() + limit; performance.now() < ends;) {{
        if (said() === words) {{  // else there is no need to read the picture
            const shown = await ({SHOWN})(view).catch(() => null);  // a picture that was replaced while it loaded
            if (JSON.stringify(shown) === expected) return shown;
        }}
        await new Promise((done) => setTimeout(done, 10));
    }}
    return ({SHOWN})(view).catch(() => null);
}}"""
SETTLES_WITHIN_MS = 30_000
VALUES = """(view) => [...view.querySelectorAll(".course-controls input, .course-controls select")]
    .map((one) => [one.name, one.type === "range" ? Number(one.value) : one.value])"""
SAID_BESIDE = "(slider) => [slider.parentElement.querySelector('output').textContent, slider.ariaValueText]"


def explorers() -> list[Explorer]:
    """Return every explorer of the course, chapter by chapter."""
    return [one for chapter in chapters() for one in chapter.EXPLORERS]


def theatres() -> list[Theatre]:
    """Return every theatre of the course; not every chapter has one."""
    return [one for chapter in chapters() for one in getattr(chapter, "THEATRES", ())]


def chapters() -> list[ModuleType]:
    """Return the chapters' modules of explorers."""
    return [module for chapter in catalogue.here() if (module := chapter.explorers)]


def code_of(explorer: Explorer) -> str:
    """Return the code of the cell that shows an explorer."""
    return f"{see(explorer)}\nsee.{explorer.name}"


def see(explorer: Explorer) -> str:
    """Return the line that imports the explorers of an explorer's chapter."""
    return f"import {catalogue.chapter(explorer.chapter).explorers.__name__} as see"


def show(page: Page, explorer: Explorer, cell: int = 1, new_record: bool = True) -> Locator:
    """Run the cell that shows an explorer, for a learner without a record unless told otherwise; return its view."""
    if new_record and explorer.prediction:
        write(page, 0, NEW_RECORD)
        run(page, 0)
    write(page, cell, code_of(explorer))
    view = run(page, cell)
    expect(view.locator(".course-picture img")).to_be_visible()
    return view


class Expected:
    """What a view must show, computed here: of an explorer by a drawing that is repainted as in the notebook."""

    def __init__(self, explorer: Interactive[Any]) -> None:
        self.explorer, self.drawing = explorer, explorer.picture()

    def at(self, **values: Any) -> dict[str, Any]:
        """Return picture and words for these values; a theatre has no picture."""
        if isinstance(self.explorer, Theatre):
            said = self.explorer.describe(self.explorer.result(**values))
            return {"words": said.words} | as_dict(said.table)
        png, said = self.explorer.answer(self.drawing, **values)
        picture = {"words": said.words, "alt": said.words, "png": hashlib.sha256(png).hexdigest()}
        return picture | as_dict(said.table)


def settle(view: Locator | ElementHandle, expected: dict[str, Any]) -> None:
    """Wait until a view shows exactly what is expected; tell the difference if it never does."""
    text = json.dumps(expected, ensure_ascii=False, separators=(",", ":"))
    shown = view.evaluate(SETTLES, [text, SETTLES_WITHIN_MS])
    assert shown == expected, f"it shows {shown}, where it should show {expected}"


def values_of(view: Locator | ElementHandle) -> dict[str, Any]:
    """Return where a view's controls stand."""
    return dict(view.evaluate(VALUES))


def control_of(view: Locator, control: Control) -> Locator:
    """Return a control's input."""
    return view.locator(f'.course-controls [name="{control.name}"]')


def said_beside(slider: Slider, value: float) -> str:
    """Return what stands beside a slider: its value to the digits of its step, and the unit."""
    digits = max(0, -Decimal(str(slider.step)).normalize().as_tuple().exponent)
    return with_unit(f"{value:.{digits}f}", slider.unit)


def with_unit(number: str, unit: str) -> str:
    """Return a number with its unit, as people write it: 20%, 300 s."""
    return f"{number}{'' if unit in ('%', 'm', 'Mi') else ' '}{unit}".strip()


def keys(control: Control) -> list[tuple[str, Any]]:
    """Return the keys to press on a control, and the value that each must lead to."""
    if isinstance(control, Choice):
        return [("Home", control.options[0]), ("ArrowDown", control.options[1]), ("End", control.options[-1])]
    low, high, step = control.low, control.high, control.step
    return [("Home", low), ("ArrowUp", low + step), ("End", high), ("ArrowLeft", high - step)]


def skip_the_question(page: Page, view: Locator, explorer: Interactive[Any]) -> None:
    """Skip an explorer's question by keyboard: its controls are locked before, and free after."""
    for control in explorer.controls:
        expect(control_of(view, control)).to_be_disabled()
    tab_to(page, view.get_by_role("button", name="Skip"))
    page.keyboard.press("Enter")
    # No `expect`: of what is not there at once it describes the whole page to itself, which takes longer.
    page.wait_for_function(
        "([view, text]) => view.querySelector('.course-answer')?.textContent.trim() === text",
        arg=[view.element_handle(), explorer.prediction.reveal(None)],
    )
    for control in explorer.controls:
        expect(control_of(view, control)).to_be_enabled()


def move_every_control(page: Page, view: Locator, cell: int, explorer: Interactive[Any]) -> None:
    """Move every control of an explorer by keyboard, in a view just shown: picture, words and table follow."""
    expected = Expected(explorer)
    settle(view, expected.at(veiled=True))
    choose(page, cell)
    if explorer.prediction:
        skip_the_question(page, view, explorer)
    settle(view, expected.at())
    here = view.element_handle()  # a locator looks for it through the whole page, at every question
    values = values_of(here)
    for control in explorer.controls:
        tab_to(page, control_of(view, control))
        field = control_of(view, control).element_handle()
        for key, value in keys(control):
            page.keyboard.press(key)
            before, values = values, values_of(here)
            assert values == pytest.approx(before | {control.name: value})
            settle(here, expected.at(**values))
            if isinstance(control, Slider):
                assert field.evaluate(SAID_BESIDE) == [said_beside(control, value)] * 2
