"""One JupyterLab in one page of one Chromium for all browser tests; nothing may complain there, ever."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab import DESK, HOW_TO_GET, browser, chromium, copy_notebooks, lab, switch_to, wait_until_idle
from tests.browser.watch import Watch, watched_page

REQUIRED = "COURSE_REQUIRE_BROWSER"
CELLS = 4
expect.set_options(timeout=30_000)  # a busy machine is no failure
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


# For the package, not the session: Playwright's event loop must have ended before the notebooks' tests begin.
@pytest.fixture(scope="package")
def chrome() -> Iterator[Browser]:
    """The system's Chromium; where there is none the tests are skipped, or fail if one is required."""
    if chromium() is None:
        say = pytest.fail if os.environ.get(REQUIRED) == "1" else pytest.skip
        say(f"no Chromium found: {HOW_TO_GET}")
    with browser() as opened:
        yield opened


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the notebooks."""
    folder = tmp_path_factory.mktemp("notebooks")
    copy_notebooks(folder)
    return folder


@pytest.fixture(scope="package")
def address(folder: Path, chrome: Browser) -> Iterator[str]:
    """The address of a JupyterLab that serves this folder."""
    with lab(folder) as served:
        yield served


@pytest.fixture(scope="package")
def watched(chrome: Browser, address: str) -> Iterator[tuple[Page, Watch]]:
    """A page, and whoever watches it; it is closed before JupyterLab ends, and else would complain of that."""
    with watched_page(chrome) as both:
        yield both


@pytest.fixture(scope="package")
def page(watched: tuple[Page, Watch]) -> Page:
    """The page."""
    return watched[0]


@pytest.fixture(scope="module")
def desk(page: Page, address: str, folder: Path) -> Page:
    """The page with an empty notebook in it: a few cells to write into."""
    empty = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell() for _ in range(CELLS)], metadata=KERNEL)
    nbformat.write(empty, folder / DESK)
    switch_to(page, address, DESK)
    wait_until_idle(page)
    return page


@pytest.fixture(autouse=True)
def quiet(watched: tuple[Page, Watch]) -> Iterator[None]:
    """After every test: the page has complained of nothing and asked nobody outside."""
    yield
    assert watched[1].taken() == []
