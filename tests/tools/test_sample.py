"""The README shows a report before anything is installed, and it is the one that `--demo` prints."""

from __future__ import annotations

import pytest

from course_lib.report.options import PIPE
from tools import sample
from tools.chapters import between_markers

README = sample.README.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made() -> tuple[str, str]:
    return sample.terminal_and_page()


def test_the_sample_is_what_the_command_prints(made, monkeypatch) -> None:
    monkeypatch.setattr(sample, "terminal_and_page", lambda: made)
    assert between_markers(README, sample.sample(), "sample") == README, "run `python -m tools.sample`"


def test_wrapping_changes_no_word(made) -> None:
    printed, _ = made
    assert sample.wrapped(printed).split() == printed.split()
    lines = [line for line in sample.wrapped(printed).splitlines() if not line.startswith(sample.TYPED)]
    assert max(map(len, lines)) <= sample.WIDE


def test_the_table_has_every_way_and_the_columns_that_were_chosen(made) -> None:
    head, _, *rows = sample.first_table(made[1]).splitlines()
    assert tuple(title.strip() for title in head.strip("|").split("|")) == sample.COLUMNS
    ways = [row.split("|")[1].strip() for row in rows]
    assert ways[0] == "today"
    assert {"client-side", "sidecar by default", "node proxy"} <= set(ways)
    assert all(row.count("|") == head.count("|") for row in rows)


def test_the_sample_comes_before_any_installation_then_the_demo_then_one_pipe() -> None:
    python = ".venv/bin/python -m course_lib report"
    steps = ("<!-- sample: begin -->", "git clone", "pip install", f"{python} --demo", f"{PIPE} | {python} - -o ")
    places = [README.index(step) for step in steps]
    assert places == sorted(places)
