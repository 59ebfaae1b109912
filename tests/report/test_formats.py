"""CSV, JSON and Markdown hold what the page holds, and names from files stay names in each."""

from __future__ import annotations

import csv
import html
import io
import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace

import mistune
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.cluster.anonymous import RUN
from course_lib.digits import in_full
from course_lib.estimate import Estimate
from course_lib.report import formats
from course_lib.report.document.document import document
from course_lib.report.document.earlier import of
from course_lib.report.document.parts import Document, Figure, Table
from course_lib.report.document.records import plain, records, sentences
from course_lib.report.formats.csv_table import HEADER
from tests.report.assessments import assessment, called, candidate
from tests.report.hostile import HOSTILE

NUMBERS = ("best", "low", "high")
AS_TEXT = mistune.create_markdown(escape=False, plugins=["table", "url", "strikethrough"])
AS_HTML = mistune.create_markdown(escape=False, renderer="ast", plugins=["table", "url", "strikethrough"])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def on_page(whole: Document) -> Iterator[Figure]:
    """Return every figure that a page shows."""
    for section in whole.sections:
        for block in section.blocks:
            cells = (
                [cell for row in block.rows[: block.shown] for cell in row.cells] if isinstance(block, Table) else []
            )
            lines = [*sentences(block), *(cell for cell in cells if isinstance(cell, tuple))]
            yield from (each for each in (*cells, *(one for line in lines for one in line)) if isinstance(each, Figure))


def shown(unit: str, best: float, low: float, high: float) -> str:
    return in_full(Estimate(best=best, low=low, high=high, unit=unit, source="read again"))


def estimates(value: object) -> Iterator[str]:
    """Return every estimate of a JSON value, as it's shown."""
    if isinstance(value, dict):
        if value.keys() >= {*NUMBERS, "unit"}:
            yield shown(value["unit"], *(value[name] for name in NUMBERS))
        for each in value.values():
            yield from estimates(each)
    elif isinstance(value, list):
        for each in value:
            yield from estimates(each)


@pytest.mark.parametrize("name", ["pays", "too_small", "target", "unmeasured", "betting"])
def test_every_figure_on_the_page_is_in_the_csv_and_in_the_json(name):
    found, before = assessment(name, priced=name == "betting"), of(assessment("unmeasured"))
    said = {in_full(each.value) for each in on_page(document(found, before))}
    in_csv = {
        shown(row["unit"], *(float(row[each]) for each in NUMBERS))
        for row in rows(formats.csv(found, before))
        if row["unit"]
    }
    assert said
    assert said <= in_csv
    whole = json.loads(formats.json(found, before))
    counted = {f"{each[name]:,} pods" for each in whole["found"]["candidates"] for name in ("pods", "floor")}
    assert said <= {*estimates(whole), *counted}


def test_every_figure_has_a_source_says_how_sure_it_is_and_what_is_saved_who_acts():
    for row in rows(formats.csv(assessment())):
        if row["unit"]:
            assert row["source"], row
            assert row["how sure"], row
        if row["section"] == "ways" and row["table"] == "ways" and row["low"].startswith("-"):
            assert "drain nodes" in row["who acts"]


def test_rows_that_no_page_shows_are_in_the_csv_and_in_the_json():
    found = assessment("betting")
    names = [each.service for each in found.candidates]
    assert len(names) > 5
    in_csv = {row["row"] for row in rows(formats.csv(found)) if row["table"] == "services"}
    assert in_csv == set(names)
    assert [each["service"] for each in json.loads(formats.json(found))["found"]["candidates"]] == names


@given(st.text(min_size=1, max_size=60) | st.sampled_from(HOSTILE))
@settings(max_examples=80)
def test_no_cell_of_the_csv_is_run_by_a_spreadsheet(name):
    head, *table = csv.reader(io.StringIO(formats.csv(called(assessment(), name)), newline=""))
    assert tuple(head) == HEADER
    assert {len(each) for each in table} == {len(HEADER)}
    for line in table:
        for column, cell in zip(HEADER, line, strict=True):
            if column in NUMBERS:
                assert cell == "" or math.isfinite(float(cell))
            else:
                assert cell.lstrip()[:1] not in tuple(RUN)
                assert cell.isprintable()


@given(st.text(min_size=1, max_size=60) | st.sampled_from(HOSTILE))
@settings(max_examples=80, deadline=None)
def test_names_stay_text_in_markdown(name):
    def skeleton(tokens: list[dict[str, object]]) -> list[object]:
        kinds = [(each["type"], skeleton(each.get("children", []))) for each in tokens]
        return [each for each in kinds if each[0] not in ("text", "blank_line")]

    harmless, hostile = (formats.markdown(called(assessment(), each)) for each in ("web", name))
    assert skeleton(AS_HTML(hostile)) == skeleton(AS_HTML(harmless))


@given(st.text(min_size=1, max_size=60) | st.sampled_from(HOSTILE))
@settings(max_examples=50)
def test_a_report_with_any_name_is_read_again(name):
    assert formats.read_json(formats.json(called(assessment(), name))).busiest.keys() == {name}


def test_the_csv_is_the_same_from_one_run_to_the_next():
    assert formats.csv(assessment()) == formats.csv(assessment())
    assert list(records(document(assessment()))) == list(records(document(assessment())))


def test_a_service_without_a_measurement_says_so_everywhere():
    found = replace(assessment(), candidates=(replace(candidate("shop/web"), busiest_over_mean=None),))
    (row,) = [each for each in rows(formats.csv(found)) if each["column"] == "busiest_over_mean"]
    assert row["text"] == "not measured"
    assert "| shop/web | not measured |" in formats.markdown(found)


@pytest.mark.parametrize("name", ["web", "shop/checkout-v2", "a b", *HOSTILE])
def test_markdown_reads_as_the_sentences_are(name):
    found = called(assessment(), name)
    shown = "".join(html.unescape(re.sub(r"<[^>]+>", "", AS_TEXT(formats.markdown(found)))).split())
    for section in document(found).sections:
        for block in section.blocks:
            for line in sentences(block):
                assert "".join(plain(line).split()) in shown


def test_words_keep_their_distance_in_markdown():
    written = formats.markdown(assessment())
    assert "- **Pilot**: shop/pages: its pods and those that call them, with sidecars." in written
    assert "sidecar by default −1 node (−12 to +5);" in written
