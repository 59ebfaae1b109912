"""The whole report by one call in a notebook: a card, the page as a file, and words where something is wrong."""

from __future__ import annotations

import html as stdlib_html
from dataclasses import replace
from pathlib import Path

from course_lib.report import formats
from course_lib.report.document.document import TITLE
from course_lib.report.document.earlier import of
from course_lib.report.full import report, report_card
from course_lib.report.page import html
from tests.report.assessments import assessment, called
from tests.report.hostile import HOSTILE

PIPE = Path(__file__).parents[1] / "data" / "pipe"
GOOD, READINGS = PIPE / "good-pipe.json", PIPE / "good-metrics-raw-3-readings.ndjson"


def test_one_call_shows_the_first_page_and_saves_the_whole(tmp_path):
    saved = tmp_path / "report.html"
    card = report(GOOD, usage=[READINGS], save=saved)
    assert repr(card).startswith(f"{TITLE}: Right-sizing alone, without any mesh: ")
    assert "harbor/quote-rpc" in card.html
    assert "All inputs" not in card.html
    assert "The page is in report.html." in card.html
    assert "All inputs" in saved.read_text(encoding="utf-8")


def test_one_file_of_readings_needs_no_list():
    assert report(GOOD, usage=READINGS).html == report(GOOD, usage=[READINGS]).html


def test_an_earlier_report_is_compared_with_and_names_can_be_left_out(tmp_path):
    older = tmp_path / "older.json"
    older.write_text(formats.json(assessment()), encoding="utf-8")
    card = report(GOOD, before=older, anonymous=True)
    assert "Before and after" in card.html
    assert "harbor" not in card.html
    assert "namespace-01/service-" in card.html


def test_what_is_wrong_is_said_in_the_card(tmp_path):
    for told in (
        report("nowhere.json"),
        report('{"kind": "List", "items": []}'),
        report(GOOD, before='{"a": 1}'),
        report(GOOD, region="Atlantis"),
        report(GOOD, save=tmp_path / "no folder" / "report.html"),
    ):
        assert repr(told).startswith("No report: ")
        assert "Nothing was worked out." in told.html


def test_names_stay_text_in_the_card():
    for name in HOSTILE:
        shown = report_card(called(assessment(), name)).html
        assert "<script" not in shown
        assert "<img" not in shown
        assert "<b>" not in shown.replace("<p><b>", "").replace("<div><b>", "", 1)


def test_the_card_says_what_the_first_page_says():
    found = replace(assessment(), missing=("readings of use",))
    shown, page = report_card(found, of(assessment("betting"))).html, html(found)
    for said in (*found.plan.who, found.plan.pilot, found.measure_first.what, "readings of use"):
        assert stdlib_html.escape(said) in shown
        assert stdlib_html.escape(said) in page
