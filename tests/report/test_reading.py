"""An earlier report is read strictly: what is wrong with a file is said, and nothing in it is run."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.report import formats
from course_lib.report.document.earlier import of
from course_lib.text_files.messages import MESSAGE_MOST
from tests.report.assessments import assessment

DRAWN = {"energy_kwh": (120.123456789, 130.0)}
WRITTEN = formats.json(replace(assessment(), today_drawn=DRAWN))
LISTED = '"presets": ['
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def changed(*keys: str | int, to: Any) -> str:
    """Return the report with another value at one place."""
    whole = json.loads(WRITTEN)
    at = whole
    for key in keys[:-1]:
        at = at[key]
    at[keys[-1]] = to
    return json.dumps(whole)


def test_what_was_written_is_read_again(tmp_path):
    path = tmp_path / "older.json"
    path.write_text(WRITTEN, encoding="utf-8")
    read, there = formats.read_json(path), of(replace(assessment(), today_drawn=DRAWN))
    assert read.made == there.made
    assert read.presets == there.presets
    assert read.busiest.keys() == there.busiest.keys()
    assert read.inputs.keys() == there.inputs.keys()
    assert read.drawn == there.drawn
    for name, value in there.today.items():
        assert read.today[name].best == pytest.approx(value.best, rel=1e-5)
        assert read.today[name].unit == value.unit


def test_a_report_of_the_first_version_is_read_and_has_no_draws():
    older = json.loads(changed("version", to=1))
    del older["found"]["today_drawn"]
    read = formats.read_json(json.dumps(older))
    assert (read.drawn, read.made) == ({}, of(assessment()).made)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "must be a report as --json wrote it, got []"),
        ("{}", "must be a report as --json wrote it, got {}"),
        ('{"kind": "List", "items": []}', "must be a report as --json wrote it"),
        (WRITTEN[:-200], "must be whole JSON"),
        (WRITTEN + "x", "something follows it"),
        ("[" * 100_000, "nested too deep"),
        (changed("version", to=3), "version: must be 1 or 2, which is all that this version of the course reads, got"),
        (changed("found", "today_drawn", to={"nodes": ["x"]}), "nodes[0]: must be a number of at most"),
        (changed("version", to="1"), "version: must be a whole number, got '1'"),
        (
            changed("found", "today", "total", "pods", "best", to="__import__('os')"),
            "best: must be a number of at most",
        ),
        (changed("found", "today", "total", "pods", "best", to=True), "best: must be a number of at most"),
        (changed("found", "today", "total", "pods", "best", to=1e300), "best: must be a number of at most 1e+15"),
        (WRITTEN.replace('"best": 480.0', '"best": NaN', 1), "NaN is no JSON number"),
        (changed("found", "today", "total", "pods", "high", to=1.0), "high must not be below best, 480"),
        (changed("found", "today", "total", "pods", "unit", to=""), "unit must be text"),
        (changed("found", "today", "total", "pods", to=[]), "pods: must be a group of fields"),
        (changed("found", "inputs", 0, "kind", to="measured, trust me"), "kind: must be one of measured, read"),
        (changed("found", "inputs", 0, "name", to=""), "name: must be text of at least one character"),
        (changed("found", "presets", 0, "workers", to=1.5), "workers: must be a whole number, got 1.5"),
        (changed("found", "candidates", to={"a": 1}), "candidates: must be a list"),
        (changed("found", "made", "digest", to=["x"]), "digest: must be text"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(text, said):
    with pytest.raises(ValueError, match=r"^pasted text") as problem:
        formats.read_json(text)
    assert said in str(problem.value)
    assert len(str(problem.value)) <= MESSAGE_MOST
    assert "to try: " in str(problem.value).lower()


def test_a_missing_file_is_named():
    with pytest.raises(ValueError, match=r"older\.json: could not be read"):
        formats.read_json("older.json")


@given(st.sampled_from(["made", "today", "presets", "inputs", "candidates", "region"]), VALUES)
@settings(max_examples=150)
def test_whatever_stands_in_a_file_it_is_read_or_refused_in_words(key, value):
    try:
        formats.read_json(changed("found", key, to=value))
    except ValueError as problem:
        assert str(problem).startswith("pasted text")  # noqa: PT017
