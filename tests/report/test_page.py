"""The page: alone, in order, harmless whatever names the files hold, and small for a large cluster."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.report.document.document import LIMITS, SYNTHETIC, TITLE, document
from course_lib.report.document.parts import Label
from course_lib.report.document.records import printable
from course_lib.report.page import html
from tests.report.assessments import assessment, called, candidate
from tests.report.hostile import HOSTILE

FIRST = (
    "Today, right-sized, and every way on",
    "By service",
    "Who acts, and how to try it",
    "What this rests on, and what it leaves out",
)
IN_ORDER = (
    "today", "right-sized", "client-side", "sidecar by default", "sidecar, right-sized and scoped",
    "sidecars only where needed", "node proxy", "node proxy and waypoint",
)  # fmt: skip
FETCHING = re.compile(
    r"<(script|link|img|iframe|object|embed|base|form|a)\b|url\(|@import|https?:|\bsrc=|\bhref=", re.I
)
NOT_IN_BASE = ("ipywidgets", "anywidget", "IPython", "simpy", "jupyterlab", "tqdm")


class Skeleton(HTMLParser):
    """The tags of a page with their attributes' names, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data):
        self.text += data


def test_the_first_page_is_in_the_order_that_a_reader_asks_in():
    page = html(assessment())
    heads = re.findall(r"<h2[^>]*>([^<]*)</h2>", page)
    assert tuple(heads[: len(FIRST)]) == FIRST
    assert page.index('class="fresh"') > page.index(FIRST[-1])
    assert f"<h1>{TITLE}</h1>" in page
    assert LIMITS in page
    rows = re.findall(r'<th scope="row">([^<]*)</th>', page[: page.index("By service")])
    assert tuple(each for each in rows if each != "right-sizing alone") == IN_ORDER


def test_the_page_asks_nothing_of_the_network_and_runs_nothing():
    page = html(assessment(priced=True))
    assert FETCHING.findall(page) == []
    assert "default-src 'none'" in page
    assert not re.search(r"\son\w+=", page)


def test_the_headline_names_no_product_and_the_foot_says_how_the_page_came_about():
    found = assessment()
    page = html(found)
    made = found.made
    foot = page[page.index("<footer") :]
    for said in (made.version, made.date, made.digest, made.command):
        assert said in foot
    assert SYNTHETIC in page
    assert SYNTHETIC not in html(replace(found, made=replace(made, synthetic=False)))


def test_every_difference_stands_with_its_range_or_is_exact():
    found = assessment("unmeasured")
    page = html(found)
    net = next(each for each in found.ways if each.name == "sidecar by default").net["nodes"]
    assert net.low < net.high
    assert re.search(r"<b>−1</b><span>−12 to \+5</span>", page)


@given(st.text(min_size=1, max_size=60) | st.sampled_from(HOSTILE))
@settings(max_examples=80)
def test_names_from_files_never_become_markup(name):
    harmless, hostile = (Skeleton(html(called(assessment(), each))) for each in ("web", name))
    assert hostile.tags == harmless.tags
    assert printable(name) in hostile.text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_with_any_name_can_be_written(name):
    assert html(called(assessment(), name)).encode("utf-8")


def test_a_page_of_thousands_of_services_is_small_and_quick():
    many = tuple(candidate(f"namespace-{at % 60}/service-with-a-long-name-{at:05}") for at in range(5_000))
    found = replace(assessment(), candidates=many)
    began = time.process_time()
    page = html(found)
    assert time.process_time() - began < 2
    assert len(page.encode()) < 2**20
    assert "4,995 more rows stand in the CSV and the JSON." in page


def test_without_the_notebooks_packages_a_page_is_made_all_the_same():
    code = (
        "import sys\n"
        f"for name in {NOT_IN_BASE!r}: sys.modules[name] = None\n"
        "from course_lib import assessment, survey\n"
        "from course_lib.report import formats, full, page\n"
        "found = assessment.assess(survey.read('tests/data/pipe/good-pipe.json'))\n"
        "assert '<h1>' in page.html(found)\n"
        "assert all(write(found) for write in (formats.csv, formats.json, formats.markdown))\n"
        "assert full.report('tests/data/pipe/good-pipe.json').html\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nothing_is_said_of_what_a_plan_leaves_open():
    found = replace(assessment(), plan=replace(assessment().plan, pilot="", stop=""))
    section = next(each for each in document(found).sections if each.key == "plan")
    assert [line[0] for line in section.blocks[0].lines] == [Label("Who acts"), Label("Metric")]
