"""What a learner does in an open notebook, and what can be seen there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser import axe
from tests.browser.lab import in_time

NOTEBOOK = "window.jupyterapp.shell.currentWidget"
THEMES = ("JupyterLab Light", "JupyterLab Dark")
WIDE, NARROW, NARROWEST = (1300, 950), (1024, 768), (600, 900)
MARGIN = 300  # above and below a notebook, for JupyterLab's own bars
# JupyterLab's body has no height, and axe-core takes it for hidden. The splash lies on everything while it fades. A
# cell that comes into sight is laid out only when there is time, and would move what axe-core is measuring.
LAID_OUT = """
    body { min-height: 100vh }
    #jupyterlab-splash { display: none }
    .jp-Notebook-cell { content-visibility: visible !important; contain: none !important }
"""
# All but what our code shows: a window as high as the whole text takes Chromium seconds to paint, again and again.
ALONE = ".jp-Notebook .jp-Cell:not(:has(.jp-OutputArea-output)), .jp-Cell-inputWrapper { display: none !important }"
# A key moves one cell's output: to lay out and paint a whole notebook after each takes longer than all else.
CHOSEN_ALONE = ".jp-Notebook .jp-Cell:not(.jp-mod-active) { display: none !important }"
WHOLE = f"""() => {NOTEBOOK}.content.widgets.every((cell) => !cell.isPlaceholder()
    && (cell.model.type !== "markdown" || cell.node.querySelector(".jp-MarkdownOutput")?.hasChildNodes()))"""
NO_SPLASH = "() => !document.querySelector('#jupyterlab-splash:not(.splash-fade)')"
OURS = ".jp-Cell .jp-OutputArea-output"
LIVE = "course-view > .course-live"
CELL_OF = f"""(of) => {NOTEBOOK}.content.model.sharedModel.cells.findIndex(
    (cell) => Object.entries(of).some(([key, value]) => cell.getMetadata("course")?.[key] === value))"""
CELL_WITH = f"""(text) => {NOTEBOOK}.content.widgets.findIndex((cell) =>
    cell.model.type === "code" && cell.model.sharedModel.getSource().includes(text))"""
OUTPUTS = f"""() => {NOTEBOOK}.content.widgets.filter((cell) => cell.model.type === "code")
    .flatMap((cell) => cell.model.outputs.toJSON())"""
WRITE = f"([index, source]) => {NOTEBOOK}.content.model.sharedModel.cells[index].setSource(source)"
CHOOSE = f"""(index) => {{
    const notebook = {NOTEBOOK}.content;
    notebook.deselectAll();
    notebook.activeCellIndex = index;
    notebook.mode = "command";
    notebook.activate();
}}"""
TOWARDS = """(node) => {
    const here = document.activeElement;
    if (node.contains(here)) return "";
    return here.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
}"""
HEIGHT = """(outputs) => {
    const boxes = outputs.map((output) => output.getBoundingClientRect());
    return Math.ceil(boxes.at(-1).bottom - boxes[0].top);
}"""
IN_SIGHT = f"""(of) => {{
    const place = {NOTEBOOK}.node.querySelector(".jp-WindowedPanel-outer");
    place.scrollTop = 0;
    const boxes = [...place.querySelectorAll(of)].map((output) => output.getBoundingClientRect());
    const {{ top, bottom }} = place.getBoundingClientRect();
    return bottom > innerHeight - 100 && boxes[0].top >= top && boxes.at(-1).bottom <= bottom;
}}"""
TOO_WIDE = """(outputs) => outputs.flatMap((output) => [output, ...output.querySelectorAll("*")]
    .filter((node) => node.scrollWidth > node.clientWidth && node.clientWidth > 0)
    .filter((node) => !node.closest("pre, details .course-scroller, caption, [style*=overflow-x], select"))
    .filter((node) => getComputedStyle(node).display !== "inline")
    .map((node) => `${node.tagName}.${node.className}: ${node.scrollWidth} in ${node.clientWidth}`))"""
OVERLAPPING = """(rows) => rows.flatMap((row) => {
    const boxes = [...row.children].map((node) => [node, node.getBoundingClientRect()]).filter(([, b]) => b.width);
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
    return boxes.flatMap(([one, a], i) => boxes.slice(i + 1).filter(([, b]) => meet(a, b))
        .map(([other]) => `${one.outerHTML} lies on ${other.outerHTML}`));
})"""
CUT_OFF = """(all) => all.flatMap((one) => {
    const whole = document.createElement("select");  // as wide as its longest option
    whole.style.font = getComputedStyle(one).font;
    whole.append(...[...one.options].map((option) => option.cloneNode(true)));
    document.body.append(whole);
    const wide = whole.offsetWidth;
    whole.remove();
    const isWholeRow = one.offsetWidth >= one.closest("label").offsetWidth - 1;  // there is no more room
    return wide > one.offsetWidth + 1 && !isWholeRow ? [`${one.name}: ${wide} in ${one.offsetWidth}`] : [];
})"""
CHOICES = ".course-controls select"
ROWS = ".course-controls label, .course-ask, .course-after, .course-choice, .course-question, .course-prediction"


def cell_of(page: Page, **course: str) -> int:
    """Return where the cell is that the build marked so (`exercise="rocks.first_fit"`)."""
    index = int(page.evaluate(CELL_OF, course))
    assert index >= 0, f"no cell is marked {course}"
    return index


def write(page: Page, index: int, source: str) -> None:
    """Put new code into a cell."""
    page.evaluate(WRITE, [index, source])


def choose(page: Page, index: int) -> None:
    """Make a cell the active one, in command mode, and give it the keyboard."""
    page.evaluate(CHOOSE, index)


def run(page: Page, index: int, within_s: float = 60) -> Locator:
    """Run a cell, wait until it is done, and return its output."""
    choose(page, index)
    in_time(page, "window.jupyterapp.commands.execute('notebook:run-cell')", within_s)
    return output_of(page, index)


def cell_with(page: Page, text: str) -> int:
    """Return the first cell of code that holds this text."""
    index = int(page.evaluate(CELL_WITH, text))
    assert index >= 0, f"no cell of code holds {text}"
    return index


def cells(page: Page) -> int:
    """Return how many cells the notebook has."""
    return int(page.evaluate(f"{NOTEBOOK}.content.widgets.length"))


def output_of(page: Page, index: int) -> Locator:
    """Return what a cell has answered."""
    return page.locator(".jp-Notebook .jp-Cell").nth(index).locator(".jp-OutputArea-output")


def second_view(page: Page, index: int) -> Locator:
    """Open a second view of a cell's output below the notebook, as the menu of the output does."""
    choose(page, index)
    in_time(page, "window.jupyterapp.commands.execute('notebook:create-output-view')", 20)
    return page.locator(".jp-LinkedOutputView")


def outputs(page: Page) -> list[dict[str, Any]]:
    """Return every output that the notebook's cells hold just now, as saved JSON."""
    return list(page.evaluate(OUTPUTS))


def tab_to(page: Page, target: Locator, at_most: int = 40) -> None:
    """Press Tab, or Shift and Tab, until the keyboard is at the target or in it."""
    for _ in range(at_most):
        key = target.evaluate(TOWARDS)
        if not key:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{at_most} times Tab did not lead to {target}")


def turn(page: Page, theme: str) -> None:
    """Change JupyterLab's theme."""
    in_time(page, f"window.jupyterapp.commands.execute('apputils:change-theme', {{theme: '{theme}'}})", 20)
    page.wait_for_function("(theme) => document.body.dataset.jpThemeName === theme", arg=theme)
    page.wait_for_function(NO_SPLASH)  # it fades once the change is done


def lay_out(page: Page) -> None:
    """Lay out every cell, in sight or not: one that never was has no text to be read."""
    page.add_style_tag(content=LAID_OUT)


@contextlib.contextmanager
def chosen_alone(page: Page) -> Iterator[None]:
    """Show the chosen cell alone."""
    alone = page.add_style_tag(content=CHOSEN_ALONE)
    try:
        yield
    finally:
        alone.evaluate("(style) => style.remove()")


@contextlib.contextmanager
def stretched(page: Page) -> Iterator[None]:
    """Show our outputs alone, in a window so high that all are in sight: axe-core measures no contrast below it."""
    lay_out(page)
    alone = page.add_style_tag(content=ALONE)
    page.set_viewport_size({"width": WIDE[0], "height": page.locator(OURS).evaluate_all(HEIGHT) + MARGIN})
    try:
        page.wait_for_function(IN_SIGHT, arg=OURS)
        yield
    finally:
        alone.evaluate("(style) => style.remove()")
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def barriers(page: Page) -> list[str]:
    """Return what axe-core finds in our outputs, or can't make out, in the light theme and in the dark."""
    if not page.locator(OURS).count():  # a notebook of text alone
        return []
    choose(page, 0)  # the chosen cell's toolbar would lie on its neighbour's output
    now = page.evaluate("document.body.dataset.jpThemeName")
    with stretched(page):  # a change of theme takes long: so first the one that there is
        return [one for theme in sorted(THEMES, key=lambda theme: theme != now) for one in barriers_in(page, theme)]


def barriers_in(page: Page, theme: str) -> list[str]:
    """Return what axe-core finds in our outputs, all of them in sight, in one theme."""
    turn(page, theme)
    return [
        f"{theme}: {rule['id']}: {node['html'][:200]} {node['failureSummary']} {related(node)}"
        for rule in axe.findings(page, OURS)
        for node in rule["nodes"]
    ]


def related(node: dict[str, Any]) -> str:
    """Return what else a finding of axe-core has to do with."""
    others = [other for check in node["any"] + node["all"] + node["none"] for other in check["relatedNodes"]]
    return " / ".join(other["html"][:200] for other in others)


def misfits(page: Page) -> list[str]:
    """Return what is wider than its place, or lies on its neighbour, in a wide window and in narrow ones."""
    found = []
    for width, height in (NARROWEST, NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found += [f"{width}: {one}" for one in page.locator(OURS).evaluate_all(TOO_WIDE)]
        found += [f"{width}: {one}" for one in page.locator(ROWS).evaluate_all(OVERLAPPING)]
        found += [f"{width}: {one}" for one in page.locator(CHOICES).evaluate_all(CUT_OFF)]
    return found
