"""Tables as demands: what Grafana writes is read digit by digit, and what a table doesn't say is asked for."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.files import cells, times
from course_lib.text_files.messages import MESSAGE_MOST

T0 = 1_790_812_800
CORES = {"unit": "cores"}

# As toCSV of @grafana/data 13.2 writes two series joined by time.
GRAFANA = (
    '"Time","{pod=""a""}","b"\r\n1790812800000,0.5,0.5\r\n1790812860000,,1000000000\r\n'
    "1790812920000,NaN,Infinity\r\n1790812980000,1234.5678,"
)
FORMATTED = (
    '"Time","web"\r\n2026-10-01 00:00:00,0.500 req/s\r\n2026-10-01 00:01:00,\r\n'
    "2026-10-01 00:02:00,1.23K req/s\r\n2026-10-01 00:03:00,3B req/s"
)


def refused(text: Any, **wishes: Any) -> str:
    with pytest.raises(ValueError, match=r"\S") as raised:
        Demand.from_csv(text, **wishes)
    message = str(raised.value)
    assert len(message) <= MESSAGE_MOST
    assert message.isprintable()
    return message


def values(text: str, **wishes: Any) -> list[float | None]:
    found = Demand.from_csv(text, **{**CORES, **wishes}).value.tolist()
    return [None if np.isnan(value) else value for value in found]


def table(*cells: str, name: str = "web", step: int = 60) -> str:
    return f"Time;{name}\n" + "".join(f"{T0 + step * row};{cell}\n" for row, cell in enumerate(cells))


LIKE = {
    "comma": GRAFANA,
    "for Excel": "sep=,\r\n" + GRAFANA,
    "semicolon": GRAFANA.replace(",", ";"),
    "semicolon, for Excel, with a mark": "\ufeffsep=;\r\n" + GRAFANA.replace(",", ";"),
    "tab": GRAFANA.replace(",", "\t"),
    "sep in quotes": '"sep=;"\n' + GRAFANA.replace(",", ";"),
    "decimal commas": GRAFANA.replace(",", ";").replace(".", ","),
    "blank lines": GRAFANA.replace("\r\n", "\n\n") + "\n\n",
    "words for gaps": GRAFANA.replace("860000,,", "860000,null,") + "undefined",
}


@pytest.mark.parametrize("name", LIKE)
def test_grafanas_table_is_read_however_it_is_written(name):
    first = Demand.from_csv(LIKE[name], column='{pod="a"}', **CORES)
    assert np.array_equal(first.value, [0.5, np.nan, np.nan, 1234.5678], equal_nan=True)
    assert (first.start_s, first.step_s, first.name) == (T0, 60, '{pod="a"}')
    assert "1 value is NaN, the first at 2026-10-01 00:02:00 UTC" in "\n".join(first.remarks)
    assert values(LIKE[name], column="b") == [0.5, 1e9, None, None]


def test_several_columns_are_refused_with_both_ways_out():
    assert refused(GRAFANA, **CORES).endswith('column=\'{pod="a"}\' for one of them, or series="add" for their sum')
    assert values(GRAFANA, series="add") == [1.0, None, None, 1234.5678]
    assert "must have a column 'c', but it has '{pod=\"a\"}' and 'b'" in refused(GRAFANA, column="c", **CORES)


def test_columns_with_labels_are_counted_twice_no_more_than_series():
    text = 'Time;{reporter="source"};{reporter="destination"}\n1;1;1\n2;2;2\n'
    assert "reporter differs" in refused(text, series="add", **CORES)
    assert values(text, where={"reporter": "source"}) == [1, 2]


def test_other_columns_may_hold_words():
    assert values("Time;web;note\n1;2;high\n2;3;low\n", column="web") == [2, 3]


def test_columns_joined_from_two_queries_keep_their_own_steps():
    text = "Time;a;b\n0;1;5\n30;2;\n60;3;6\n90;4;\n120;5;7\n"
    assert values(text, column="b") == [5, 6, 7]
    assert Demand.from_csv(text, column="b", **CORES).step_s == 60
    assert values(text, series="add") == [6, None, 9, None, 12]


# Times

TIMES = {
    "seconds": ("1790812800", "1790812860"),
    "seconds with decimals": ("1790812800.000", "1790812860.000"),
    "milliseconds": ("1790812800000", "1790812860000"),
    "RFC 3339": ("2026-10-01T00:00:00Z", "2026-10-01T00:01:00.000Z"),
    "RFC 3339 of a zone": ("2026-10-01T02:00:00+02:00", "2026-10-01T02:01:00+02:00"),
    "with a space": ("2026-10-01 00:00:00Z", "2026-10-01 00:01:00Z"),
}


@pytest.mark.parametrize("name", TIMES)
def test_times_are_read_in_every_form(name):
    first, second = TIMES[name]
    found = Demand.from_csv(f"Time;web\n{first};1\n{second};2\n", **CORES)
    assert (found.start_s, found.step_s, found.remarks) == (T0, 60, ())


def test_a_local_time_is_named_and_may_be_told_its_zone():
    text = "Time;web\n2026-10-01 02:00:00;1\n2026-10-01 02:01:00;2\n"
    assert Demand.from_csv(text, **CORES).start_s == T0 + 7200
    assert Demand.from_csv(text, **CORES).remarks == (times.NO_ZONE,)
    there = Demand.from_csv(text, zone="Europe/Berlin", **CORES)
    assert (there.start_s, there.remarks) == (T0, ())


def test_an_hour_that_comes_twice_is_two_hours_where_the_zone_is_known():
    text = "Time;web\n" + "".join(f"2026-10-25 0{hour}:00:00;{hour}\n" for hour in (1, 2, 2, 3))
    assert values(text, zone="Europe/Berlin") == [1, 2, 2, 3]
    assert "clocks put back" in refused(text, **CORES)
    spring = "Time;web\n" + "".join(f"2026-03-29 0{hour}:00:00;{hour}\n" for hour in (1, 3, 4))
    assert values(spring, zone="Europe/Berlin") == [1, 3, 4]
    assert values(spring) == [1, None, 3, 4]


def test_the_newest_may_stand_first():
    assert values("Time;web\n180;1\n120;2\n60;3\n") == [3, 2, 1]


BAD_TIMES = {
    "month first": ("10/25/2026 1:00 PM", "or like 2026-10-01T09:00:00Z"),
    "rounded by a spreadsheet": ("1,79081E+12", "a spreadsheet has rounded it"),
    "no such day": ("2026-02-30 00:00:00", "be a date that there is"),
    "before 1970": ("1969-12-31 00:00:00", "be later than 1970"),
    "nanoseconds": ("1790812800000000000", "be seconds or milliseconds"),
    "microseconds": ("1790812800000000", "be seconds or milliseconds since 1970, got"),
    "nothing": ("", "be seconds or milliseconds"),
}


@pytest.mark.parametrize("name", BAD_TIMES)
def test_a_bad_time_is_named(name, tmp_path):
    time, said = BAD_TIMES[name]
    path = tmp_path / "web.csv"
    path.write_text(f"Time;web\n{time};1\n{time};2\n")
    message = refused(path, **CORES)
    assert message.startswith("web.csv, line 2, column 'Time': time must ")
    assert said in message


def test_a_time_of_another_form_than_the_first_is_named():
    assert "line 3, column 'Time': time must be as the first one" in refused(
        "Time;web\n2026-10-01 00:00:00;1\n2026-10-01T00:01:00Z;2\n", **CORES
    )
    assert "line 3, column 'Time': time must be a number, as the first" in refused("Time;web\n1;1\nx;2\n", **CORES)


LONG = "Series;Time;Value\nweb;60;1\nweb;120;2\napi;60;10\napi;120;20\n"
BY_TIME = "Time;name;value\n60;web;1\n60;api;10\n120;web;2\n120;api;20\n"


@pytest.mark.parametrize(("text", "label"), [(LONG, "Series"), (BY_TIME, "name")])
def test_series_one_below_the_other_are_told_apart_by_their_words(text, label):
    assert refused(text, **CORES) == (
        f"pasted text: holds 2 series, which differ in {label} (web, api); to try: where={{'{label}': 'web'}} for one"
        ' of them, or series="add" for their sum'
    )
    assert values(text, where={label: "api"}) == [10, 20]
    assert Demand.from_csv(text, where={label: "api"}, **CORES).name == "api"
    assert values(text, series="add") == [11, 22]
    assert refused(text.replace("web;120", "web;60").replace("120;web", "60;web"), **CORES).count("later than the line")


def test_one_series_with_its_name_beside_each_value_needs_no_more():
    found = Demand.from_csv("Time;name;value\n60;web;1\n120;web;2\n", **CORES)
    assert (found.name, found.value.tolist(), found.remarks) == ("web", [1, 2], ())


def test_words_that_are_notes_are_left_out_and_named():
    found = Demand.from_csv("Time;web;note\n60;1;quiet\n120;2;\n180;3;busy\n", **CORES)
    assert (found.name, found.value.tolist()) == ("web", [1, 2, 3])
    assert found.remarks == ("Left out, as they hold words: note.",)


@pytest.mark.parametrize("zone", ["Mars/Base", "../etc/passwd", "", 3, "x" * 1000])
def test_a_zone_that_there_isnt_is_named(zone):
    assert refused(table("1", "2"), zone=zone, **CORES).split("column 'Time': ")[-1].startswith("zone must be the name")


# Numbers

NUMBERS = {
    "1.5": 1.5,
    "1e3": 1000,
    "1.5E-3": 0.0015,
    "0": 0,
    "+7": 7,
    "450 req/s": 450,
    "1.23K req/s": 1230,
    "2.50M ops/s": 2.5e6,
    "3B req/s": 3e9,
    "1.50 K": 1500,
    "2.50 Mil": 2.5e6,
    "3 Bil": 3e9,
    "500 µs": 0.0005,
    "250 ms": 0.25,
    "7.50 mins": 450,
    "1 min": 60,
    "4.13 weeks": 4.13 * 604_800,
    "1.46 KiB": 1.46 * 1024,
    "1.50 kB": 1500,
    "500 mB": 0.5,
    "3 GB/s": 3e9,
    "350 mCPU": 0.35,
    "250 mcores": 0.25,
    "12.3 cores": 12.3,
    "500 m": 0.5,
    "45%": 45,
}


@pytest.mark.parametrize("cell", NUMBERS)
def test_what_grafana_shows_is_read_in_its_base_unit(cell):
    value, _ = cells.number(cell, ".")
    assert value == pytest.approx(NUMBERS[cell], rel=1e-12)


def test_units_in_cells_need_no_other_and_are_rounded():
    found = Demand.from_csv(FORMATTED)
    assert np.array_equal(found.value, [0.5, np.nan, 1230, 3e9], equal_nan=True)
    assert found.unit == "requests/s"
    assert "The numbers are rounded as a panel shows them" in "\n".join(found.remarks)
    assert "must be in requests/s, as its name or its cells say, got unit='cores'" in refused(FORMATTED, **CORES)


def test_units_change_from_cell_to_cell_only_within_their_kind():
    assert Demand.from_csv(table("500 ms", "1.50 s", "25 mins", "∞ years")).unit == "s"
    message = refused(table("500 ms", "1.50 MiB"))
    assert message.startswith("pasted text, line 3, column 'web': must be in s, as those above, got bytes")


MARKS = {
    "0,25 7": 0.25,
    "1.234,5 7": 1234.5,
    "1,234.5 7": 1234.5,
    "1 234,5 7": 1234.5,
    "1\u202f234,5 7": 1234.5,
    "1'234.5 7": 1234.5,
    "1,234,567 7": 1_234_567,
    "1.234.567 7": 1_234_567,
    "0,125 1,234": 0.125,
    "1.234 7": 1.234,
}


@pytest.mark.parametrize("both", MARKS)
def test_the_decimal_mark_is_found_where_the_numbers_tell_it(both):
    first, second = both.rsplit(" ", 1)
    assert values(table(first, second))[0] == MARKS[both]


def test_a_mark_that_nobody_can_know_is_asked_for():
    text = table("1,234", "2,345")
    assert refused(text, **CORES).startswith('pasted text: decimal must be given, "," or "."')
    assert values(text, decimal=",") == [1.234, 2.345]
    assert values(text, decimal=".") == [1234, 2345]
    assert "have different ones" in refused(table("0,5", "0.5"), **CORES)
    assert "decimal must be one of" in refused(text, decimal=";", **CORES)


BAD_CELLS = {
    "words": ("high", "be a number, or empty"),
    "unknown unit": ("3 furlongs", "end with a unit that is known, or none; to try: Formatted data switched off"),
    "negative": ("-2", "be from 0 to 1e+100 in a demand"),
    "negative infinity": ("-9e999", "be from 0 to 1e+100"),
    "huge": ("1e999", "be from 0 to 1e+100"),
    "groups": ("1.2345.6", "as decimal mark"),
    "digits of elsewhere": ("١٢", ""),
    "huge with its unit": ("1e95 years", "be from 0 to 1e+100"),
    "long": ("x" * 10_000, "be a number, or empty"),
}


@pytest.mark.parametrize("name", BAD_CELLS)
def test_a_bad_cell_is_named_with_file_line_and_column(name, tmp_path):
    cell, said = BAD_CELLS[name]
    path = tmp_path / "web.csv"
    path.write_text(table("1", cell))
    message = refused(path, **CORES)
    assert message.startswith("web.csv, line 3, column 'web': value must")
    assert said in message


TABLES = {
    "nothing": ("", "must hold something, but it is empty"),
    "JSON": ('{"a":\n1}', "looks like JSON; to try: Demand.from_prometheus"),
    "a page": ("<html>\n", "a page of HTML"),
    "one column": (
        "web\n1\n2\n",
        "must have a column of times and one of values, got only 'web'; to try: a first line",
    ),
    "other marks": (
        "Time|web\n1|2\n",
        "got only 'Time|web'; to try: a first line such as Time,web, and a line for each",
    ),
    "no data": ("No data\n", "must have a column of times and one of values, got only 'No data'"),
    "names alone": ("Time;web\n", "has names in its first line, and no line of values below"),
    "no names": ("1790812800000;1\n1790812860000;2\n", "line 1: must name the columns"),
    "a comma too many": (
        "Time,web\n1,0,5\n2,1,5\n",
        "line 2: must have 2 cells, as the line with the names",
    ),
    "an open quote": ('Time;web\n1;"x\n2;3\n', "must be CSV (unexpected end of data)"),
    "only gaps": (table("", "null"), "holds no number in its columns"),
    "one line": ("Time;web\n60;1\n", "has points of one time only, which tell no step; to try: step_s=60"),
    "quotes part": ('sep="\nTime;web\n60;1\n', "must part the columns by ; or , or a tab"),
}


@pytest.mark.parametrize("name", TABLES)
def test_what_is_no_table_is_named(name):
    text, said = TABLES[name]
    assert said in refused(text, **CORES)


def test_lines_are_counted_with_the_one_for_excel():
    assert "line 4, column 'web'" in refused("sep=;\n" + table("1", "x"), **CORES)
    assert "line 6, column 'web'" in refused("\n\n\ufeffsep=;\r\n" + table("1", "x"), **CORES)
    assert re.search(r"line \d+: must be CSV", refused('sep=;\nTime;web\n1;"x\n', **CORES))


# What isn't what it seems

RISING = [str(5 * row + row % 3) for row in range(12)]


def test_a_counter_is_refused_by_its_name_however_its_series_is_called():
    """As in an answer of Prometheus: where only the values look so, it's a suspicion."""
    for name in ("http_requests_total", 'http_requests_total{pod="a"}', '"http_requests_total{pod=""a""}"'):
        message = refused(table(*RISING, name=name), **CORES)
        assert "holds a counter's readings" in message
        assert message.endswith("to try: rate(http_requests_total[5m]) as the query")
    for name in ("web", "sum of all_total"):
        (remark,) = Demand.from_csv(table(*RISING, name=name), **CORES).remarks
        assert "looks like a counter's own readings" in remark
    level = ["5", "6", "4"] * 4
    assert Demand.from_csv(table(*level, name="http_requests_total"), **CORES).remarks == ()


@pytest.mark.parametrize("name", ["CPU %", "cpu (%)", "% of request", "cpu_percent", "Usage Percentage"])
def test_percent_in_a_title_is_not_taken_for_cores(name):
    text = table("51.5", "89.8", name=name)
    assert Demand.from_csv(text).unit == "%"
    assert refused(text, **CORES).endswith('without unit, then .scaled(0.04, "cores") if 100% is 4 cores')


@pytest.mark.parametrize("name", ["95% quantile", "99 % of pods", "percentile", "web"])
def test_a_quantile_in_a_title_is_no_percentage(name):
    assert Demand.from_csv(table("1.5", "2.5", name=name), **CORES).unit == "cores"


@pytest.mark.parametrize(
    ("said", "unit"), [("core", "cores"), ("vCPU", "cores"), ("rps", "requests/s"), ("req/s", "requests/s"), ("m", "m")]
)
def test_a_unit_has_one_name(said, unit):
    assert Demand.from_csv(table("1.5", "2.5"), unit=said).unit == unit


def test_cores_that_are_all_whole_may_be_millicores():
    (remark,) = Demand.from_csv(table("350", "1200"), **CORES).remarks
    assert remark.startswith("All values are whole, and up to 1,200 cores:")
    assert Demand.from_csv(table("350.5", "1200"), **CORES).remarks == ()
    assert Demand.from_csv(table("3", "12"), **CORES).remarks == ()
    assert Demand.from_csv(table("350", "1200"), unit="requests/s").remarks == ()
