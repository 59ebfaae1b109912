"""How views live and die: with their kernel, with the page, and in the file, which keeps their stills."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ipywidgets
import nbformat
import pytest
from nbformat.sign import NotebookNotary
from playwright.sync_api import Page, expect

from course_lib.chapters.ch02_rocks import exercises as rocks
from course_lib.framework.exercise.quiz import INVITATION
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.precise import RUNNING
from tests.browser.conftest import KERNEL
from tests.browser.lab import in_time, open_notebook, run_all, switch_to, wait_until_idle
from tests.browser.notebook import LIVE, NOTEBOOK, OURS, choose, output_of, outputs, write
from tests.browser.test_explorers import LONG, WITHOUT_END
from tests.browser.test_notebooks import MISSING
from tests.browser.views import Expected, code_of, control_of, explorers, settle, theatres, values_of
from tests.browser.watch import Watch

ASKING = next(one for one in explorers() if one.prediction)
THEATRE = theatres()[0]
FORM = f"from {rocks.__name__} import skip\nskip"
ENDLESS = code_of(LONG) + WITHOUT_END.format(name=LONG.name)  # the last, as its parts ask for `see` when they run
CODES = [code_of(ASKING), code_of(THEATRE), FORM, ENDLESS, ""]
QUESTION, STAGE, QUIZ, EXPLORER, BUSY = range(len(CODES))
GONE = "The kernel was restarted or has stopped: run the cells again, from the top down to this one."
# What JupyterLab itself says of a kernel that has ended; of what that has not answered, when its notebook is closed.
UNANSWERED = "Error: Canceled future for create_subshell_request message before replies were done"
NO_SUBSHELL = "console warning: Subshell identifier not available in the closeout sequence, will not request deletion"
OF_AN_END = {
    "console warning: Connection lost, reconnecting in 0 seconds.",
    f"{NO_SUBSHELL}: {UNANSWERED}",
    f"error in the page: {UNANSWERED}",
}
WORK = {"restarted": "while True: pass", "died": "import os, time\ntime.sleep(3)\nos._exit(1)"}
ENDS = list(WORK)
RESTART = f"{NOTEBOOK}.sessionContext.session.kernel.restart()"
CLOSE = """async () => {
    const { shell, serviceManager } = window.jupyterapp;
    const { id } = shell.currentWidget.sessionContext.session;
    shell.currentWidget.dispose();
    await serviceManager.sessions.shutdown(id);
}"""
REOPEN = """async () => {
    const { shell, commands } = window.jupyterapp;
    const { path } = shell.currentWidget.context;
    shell.currentWidget.dispose();
    await commands.execute("docmanager:open", { path });
}"""
SLIDER = next(control for control in LONG.controls if isinstance(control, Slider))
RUN = """() => { window.jupyterapp.commands.execute("notebook:run-cell").catch(() => {}); }"""
IS_BUSY = f"() => {NOTEBOOK}.sessionContext.session.kernel.status === 'busy'"
SAVE = "window.jupyterapp.commands.execute('docmanager:save')"
ASKS = f"{OURS} .course-asks :is(button, input, select)"


@pytest.fixture(scope="module")
def notebook(page: Page, address: str, folder: Path) -> Page:
    """A notebook with one view of each kind."""
    cells = [nbformat.v4.new_code_cell(code) for code in CODES]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), folder / "views.ipynb")
    switch_to(page, address, "views.ipynb")
    return page


@pytest.fixture
def views(notebook: Page) -> Page:
    """The same, and all views live."""
    write(notebook, BUSY, "")
    wait_until_idle(notebook)
    run_all(notebook)
    expect(notebook.locator(f"{OURS} {LIVE}")).to_have_count(4)
    expect(notebook.locator(f"{OURS} .course-gone")).to_have_count(0)
    return notebook


@pytest.fixture
def lost(watched: tuple[Page, Watch]) -> Iterator[None]:
    """For tests that end a kernel, or come after one: JupyterLab may say so, and nothing else."""
    yield
    assert set(watched[1].taken()) <= OF_AN_END


def test_a_page_that_is_loaded_again_finds_its_views(views: Page, address: str) -> None:
    view = output_of(views, EXPLORER)
    control_of(view, SLIDER).press("Home")
    values = values_of(view)
    in_time(views, SAVE, 20)
    open_notebook(views, address, "views.ipynb")
    expect(views.locator(f"{OURS} {LIVE}")).to_have_count(4)
    assert values_of(view) == values
    settle(view, Expected(LONG).at(**values))


@pytest.mark.usefixtures("lost")
def test_a_notebook_that_is_closed_and_opened_again_finds_its_views(views: Page) -> None:
    in_time(views, SAVE, 20)
    views.evaluate(REOPEN)
    wait_until_idle(views)
    expect(views.locator(f"{OURS} {LIVE}")).to_have_count(4)
    expect(views.locator(f"{OURS} .course-gone")).to_have_count(0)
    view = output_of(views, EXPLORER)
    control_of(view, SLIDER).press("Home")
    settle(view, Expected(LONG).at(**values_of(view)))


@pytest.mark.usefixtures("lost")
@pytest.mark.parametrize("how", ENDS)
def test_whoever_waits_is_told_that_the_kernel_has_gone(views: Page, how: str) -> None:
    explorer, stage = output_of(views, EXPLORER), output_of(views, STAGE)
    explorer.get_by_role("button", name=LONG.precise.label).click()
    expect(explorer.locator(".course-precise [role=status]")).to_have_text(RUNNING)
    write(views, BUSY, WORK[how])
    choose(views, BUSY)
    views.evaluate(RUN)
    views.wait_for_function(IS_BUSY)
    control_of(explorer, SLIDER).press("Home")
    expect(explorer.locator(".course-controls [role=status]")).to_have_text("Working it out…")
    if how == "restarted":
        in_time(views, RESTART, 60)
    else:  # JupyterLab says so in a dialog
        views.get_by_role("button", name="Ok").click()
    for cell in range(BUSY):
        expect(output_of(views, cell).locator(".course-gone > p").first).to_have_text(GONE)
    assert views.locator(f"{OURS} .course-waits:visible").count() == 0
    assert views.locator(ASKS).count() == views.locator(f"{ASKS}:disabled").count() > 10
    stage.locator(".course-play").click()  # it needs no kernel
    expect(stage.locator(".course-play")).to_have_text("Pause")


@pytest.mark.usefixtures("lost")
def test_the_next_day_every_view_shows_its_still(views: Page, address: str) -> None:
    in_time(views, SAVE, 20)
    views.evaluate(CLOSE)
    open_notebook(views, address, "views.ipynb")
    for cell, one in ((EXPLORER, LONG), (QUESTION, ASKING), (STAGE, THEATRE)):
        still = output_of(views, cell)
        expect(still.locator("img")).to_be_visible()
        assert len(still.locator("img").get_attribute("alt")) > 20
        expect(still.locator("details table")).to_have_count(1)
        expect(still.get_by_text(one.invitation)).to_be_visible()
    expect(output_of(views, QUIZ).get_by_text(INVITATION)).to_be_visible()
    assert not MISSING.search(views.locator(".jp-Notebook").inner_text())
    assert {kind for output in outputs(views) for kind in output["data"]} == {"text/plain", "text/html"}
    expect(views.locator(LIVE)).to_have_count(0)


def test_widgets_that_a_file_kept_leave_the_still(page: Page, address: str, folder: Path) -> None:
    output = nbformat.v4.new_output("execute_result", LONG._repr_mimebundle_())
    kept = {"application/vnd.jupyter.widget-state+json": ipywidgets.Widget.get_manager_state()}
    cells = [nbformat.v4.new_code_cell(code_of(LONG), outputs=[output])]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=KERNEL | {"widgets": kept})
    NotebookNotary(data_dir=str(folder / ".data")).sign(notebook)
    nbformat.write(notebook, folder / "kept.ipynb")
    open_notebook(page, address, "kept.ipynb")
    page.wait_for_function("() => customElements.get('course-view') !== undefined")  # the file's model is there
    page.wait_for_timeout(500)  # longer than a view takes
    expect(output_of(page, 0).get_by_text(LONG.invitation)).to_be_visible()
    expect(page.locator(LIVE)).to_have_count(0)
