"""The card on one's own demand: what it says follows from the values; what is wrong with a file is said in it."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.report import demand_words as words
from course_lib.report.demand import demand_card, drawn, your_demand
from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.example import WEEK, example_week

DATA = Path(__file__).parents[1] / "data" / "prometheus"
HOURS = Demand([1.0] * 18 + [4.0] * 4 + [9.0] + [np.nan], step_s=3600, unit="cores", start_s=1_791_158_400, name="web")


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


def test_the_words_follow_from_the_values():
    """The mean is (18 + 16 + 9) / 23 = 1.87, which five hours exceed; the peak leaves 1 - 1.87/9 idle."""
    said = words.in_words(HOURS)
    assert said == (
        "web: 1.87 cores on average, 9 cores at the peak, 4.8 times that, over 24 h.\n\nSized by the mean, it would"
        " have too little 22% of the time, 5 h at the longest stretch; sized by the peak, 79% of the capacity would be"
        " idle on average."
    )


def test_the_table_says_how_long_and_when_first():
    """18 of 23 hours leave 1 - 23/43 of the mean idle."""
    rows = {row[0]: row[1:] for row in words.capacities_table(HOURS).rows}
    assert rows["the mean"] == ("1.87 cores", "22%", "5 h", "2026-10-05 18:00:00 UTC", "36%")
    assert rows["the peak"][1:4] == ("0%", "0 s", "never")
    assert [row[0] for row in words.quantiles_table(HOURS).rows] == ["50%", "90%", "95%", "99%", "100%", "mean"]
    assert words.quantiles_table(HOURS).rows[0] == ("50%", "1 core")


def test_the_example_is_what_the_synthetic_week_writes():
    assert WEEK.read_text() == example_week()
    assert '"data":"synthetic"' in WEEK.read_text()
    found = Demand.from_prometheus(WEEK, unit="cores")
    assert (len(found), found.step_s, found.remarks) == (2016, 300, ())
    assert "a synthetic week: 12 cores on average" in repr(your_demand())


def test_a_file_is_read_by_what_it_looks_like(tmp_path):
    table, answer = tmp_path / "a", tmp_path / "b"
    table.write_text("Time;web\n60;1,5\n120;2,5\n")
    answer.write_text(WEEK.read_text())
    assert repr(your_demand(table, unit="cores")).startswith("web: 2 cores on average")
    assert repr(your_demand(answer, unit="cores")).startswith('{deployment="web"')
    assert repr(your_demand(HOURS)).startswith("web: 1.87 cores")


NO_TABLES = {
    "empty.csv": ("", "must hold something, but it is empty; to try: the panel's data in Grafana"),
    "one.csv": ("web\n1.5\n2.5\n", "must have a column of times and one of values, got only 'web'"),
    "none.CSV": ("No data\n", "must have a column of times and one of values, got only 'No data'"),
    "notes.md": ("# Notes\n\nWrite {namespace} here.\n", "but it is a text (in Markdown?), not an answer"),
    "brace.md": ("{% include head %}\n# Notes\n", "but it is a text (in Markdown?), not an answer"),
    "link.md": ("[one](a.md), {two}\n", "but it is a text (in Markdown?), not an answer"),
    "table.md": ("| Time, UTC | web |\n|---|---|\n| 60 | 1 |\n", "but it is a text (in Markdown?), not an answer"),
    "hpa.json": ('{"kind": "List", "items": []}', "is what Kubernetes writes, not Prometheus' answer"),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_was_meant_as_a_table_or_is_none_of_ours_is_told_so(name, tmp_path):
    text, said = NO_TABLES[name]
    (tmp_path / name).write_text(text)
    assert repr(your_demand(tmp_path / name, unit="cores")).startswith(f"No demand: {name}")
    assert said in repr(your_demand(tmp_path / name, unit="cores"))


def test_remarks_stand_in_the_card():
    shown = text_of(your_demand(DATA / "rate-gap.json", series="add", unit="requests/s").html)
    assert shown.index("Nothing is known at 9 of 60 times") < shown.index("What four rules make of it")
    assert "Too low, it seems" in shown
    assert escape(words.CAUTION) in shown


@pytest.mark.parametrize("unit", words.NO_AMOUNT)
def test_no_capacity_is_held_against_a_latency(unit):
    card = demand_card(Demand([1.0, 2.0], step_s=60, unit=unit))
    assert words.NO_CAPACITY.split(",")[0].replace("'", "&#x27;") in card.html
    assert "sized by" not in card.html


@pytest.mark.parametrize("value", [[0.0], [0.0, 0.0], [1e100], [np.nan, 1e-300], [5.0] * 3])
def test_odd_demands_have_a_card(value):
    assert "<img" in demand_card(Demand(value, step_s=60, unit="cores")).html


def test_mostly_nothing_leaves_out_rules_that_make_none():
    demand = Demand([0.0] * 99 + [1.0], step_s=60, unit="cores")
    assert [row[0] for row in words.capacities_table(demand).rows] == ["the peak", "99% quantile", "the mean"]


def test_of_many_values_the_highest_are_drawn():
    value = np.zeros(40_001)
    value[12_345], value[20_000:20_100] = 7, np.nan
    when, shown = drawn(Demand(value, step_s=15, unit="cores"))
    assert len(when) == len(shown) <= 4_000
    assert np.nanmax(shown) == 7
    assert np.isnan(shown).sum() in (8, 9)


REASONS = [
    (("nowhere.json",), {}, "nowhere.json: could not be read: No such file or directory"),
    (("",), {}, "pasted text: must hold something, but it is empty"),
    ((["a.json"],), {}, "source must be a path, or text that begins with { or [, got a list"),
    (
        (DATA / "err-parse.json",),
        {},
        "err-parse.json: is Prometheus' error, not an answer: bad_data: 1:15: parse error",
    ),
    ((WEEK,), {}, 'synthetic_week.json: doesn\'t say its unit; to try: unit="requests/s"'),
    ((WEEK,), {"units": "cores"}, "argument must be one of series, where, unit, step_s, name, as this isn't a table"),
    (("Time;web\n1;2\n",), {"units": "cores"}, "argument must be one of series, where, unit, step_s, name, column"),
    ((HOURS,), {"unit": "cores"}, "argument must be left out, as this is a Demand already, got 'unit'"),
    ((), {"unit": "cores"}, "argument must be left out, as there is no file, got 'unit'"),
]


@pytest.mark.parametrize(("sources", "wishes", "reason"), REASONS)
def test_the_reason_is_in_the_line_and_in_the_card(sources, wishes, reason):
    card = your_demand(*sources, **wishes)
    assert repr(card).startswith(f"No demand: {reason}")
    assert escape(reason) in card.html
    assert "Nothing was loaded." in card.html


def test_names_are_text_in_the_card():
    text = WEEK.read_text().replace('"web"', '"<img src=x>"')
    card = your_demand(text, unit="<b>")
    assert "<img src=x>" not in card.html
    assert "<b>" not in card.html
    assert "&lt;img src=x&gt;" in card.html


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_no_text_makes_it_raise(text):
    assert repr(your_demand(text + "\n", unit="cores"))
