"""A report in the real Chromium: no barrier, nothing asked of the network, and a first page that fits on A4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from course_lib import survey
from course_lib.assessment import Assessment, assess
from course_lib.mesh import Prices
from course_lib.report.document import earlier
from course_lib.report.page import html
from course_lib.survey import synthetic
from tests.browser import axe
from tests.report.assessments import MADE, assessment, called, candidate

PIPE = Path(__file__).parents[1] / "data" / "pipe"
INNER_A4 = (733, 1054)  # CSS pixels: 210 by 297 mm, less the margins that the page asks for
THEMES, WIDTHS, TALL = ("light", "dark"), (1300, 700), 6_000
SPREAD = """(width) => [...document.querySelectorAll("body *")]
    .filter((node) => !node.closest(".scroll") && node.getBoundingClientRect().right > width + 1)
    .map((node) => node.outerHTML.slice(0, 200))"""
TOO_WIDE_IN_PRINT = """(width) => [...document.querySelectorAll("table")]
    .filter((node) => node.getBoundingClientRect().right > width + 1)
    .map((node) => node.getAttribute("aria-labelledby"))"""
SCROLLS = """() => [...document.querySelectorAll(".scroll")].some((node) => node.scrollWidth > node.clientWidth)"""
SCROLL = """(share) => document.querySelectorAll(".scroll").forEach((node) => {
    node.scrollLeft = share * (node.scrollWidth - node.clientWidth);
})"""


@pytest.fixture(autouse=True)
def quiet() -> None:
    """No JupyterLab is needed here; what the page asks for is seen by itself."""


@pytest.fixture(scope="module")
def real() -> Assessment:
    readings = [PIPE / "good-metrics-raw-3-readings.ndjson"]
    return assess(survey.read(PIPE / "good-pipe.json", usage=readings), made=MADE)


@pytest.fixture(scope="module")
def reports(real: Assessment) -> dict[str, str]:
    """Pages of every kind: priced, compared with an earlier one, with thousands of services, with hostile names."""
    older = earlier.of(assessment("betting"))
    many = tuple(candidate(f"namespace-{at % 60}/service-with-a-long-name-{at:05}") for at in range(5_000))
    return {
        "real": html(real),
        "compared": html(real, older),
        "priced": html(assess(synthetic.betting(), prices=Prices(node_hour=0.4), made=MADE)),
        "many": html(replace(assessment("pays"), candidates=many)),
        "long": html(called(assessment(), f"{'n' * 63}/{'s' * 63}")),
        "hostile": html(called(assessment(), "<img src=http://example.com/x.png onerror=alert(1)>")),
    }


@pytest.fixture
def opened(chrome: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of its own, which must not ask for anything, nor complain."""
    seen: list[str] = []
    context = chrome.new_context(viewport={"width": WIDTHS[0], "height": 900})
    page = context.new_page()
    page.on("request", lambda asked: seen.append(asked.url))
    page.on("console", lambda said: seen.append(said.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    yield page
    context.close()
    assert seen == []


def barriers(page: Page) -> set[tuple[str, str]]:
    """Return what axe-core finds, or can't make out, however far tables are scrolled: it judges no cell that is cut."""
    found = []
    for share in (0, 1) if page.evaluate(SCROLLS) else (0,):
        page.evaluate(SCROLL, share)
        nodes = [(rule["id"], node) for rule in axe.findings(page, "body") for node in rule["nodes"]]
        found.append({(rule, f"{node['html']} {node['failureSummary']}") for rule, node in nodes})
    return set.intersection(*found)


KINDS = ("real", "compared", "priced", "many", "long", "hostile")


def test_no_barrier_in_light_or_dark_wide_or_narrow(opened: Page, reports: dict[str, str]):
    opened.set_content(reports["compared"])
    for theme in THEMES:
        opened.emulate_media(color_scheme=theme)
        for width in WIDTHS:
            opened.set_viewport_size({"width": width, "height": TALL})
            assert barriers(opened) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_only_tables_are_wider_than_a_narrow_window(opened: Page, reports: dict[str, str], kind: str):
    opened.set_content(reports[kind])
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 900})
        assert opened.evaluate(SPREAD, width) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_page_fits_on_one_sheet_and_every_table_on_its_width(
    opened: Page, reports: dict[str, str], kind: str
):
    opened.set_content(reports[kind])
    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": INNER_A4[0], "height": INNER_A4[1]})
    assert opened.evaluate("document.querySelector('.fresh').getBoundingClientRect().top") <= INNER_A4[1]
    assert opened.evaluate(TOO_WIDE_IN_PRINT, INNER_A4[0]) == []


def test_in_print_rows_stay_whole_and_heads_come_again(opened: Page, reports: dict[str, str]):
    opened.set_content(reports["priced"])
    opened.emulate_media(media="print", color_scheme="dark")
    assert opened.evaluate("getComputedStyle(document.querySelector('tbody tr')).breakInside") == "avoid"
    assert opened.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    pages = len(re.findall(rb"/Type\s*/Page\b", opened.pdf(prefer_css_page_size=True)))
    assert 2 <= pages <= 5
