"""The ledger: a guess stands until it is replaced, and every value has its range and source."""

from __future__ import annotations

import dataclasses
import re

import pytest

from course_lib import ledger, tables
from course_lib.ledger import Entry
from course_lib.store import Store, disk

GUESS = Entry(
    name="packing_efficiency",
    low=0.5,
    best=0.7,
    high=0.9,
    unit="share",
    source="guess, until chapter 02 replaces it",
    chapter="02_rocks",
    certainty="guess",
)
INTENSITY = Entry(
    name="intensity",
    low=100.0,
    best=400.0,
    high=800.0,
    unit="g/kWh",
    source="guess, until chapter 01 replaces it",
    chapter="01_footprint",
    certainty="guess",
)
with ledger.use(Store(None, "ledger")):
    GUESSES = ledger.read()
NAMES = ", ".join(GUESSES)
OWN = {"best": 0.92, "low": 0.85, "high": 0.97, "source": "chapter 02, my own pods"}


@pytest.fixture
def store():
    with ledger.use(Store(None, "ledger")) as kept:
        yield kept


def test_the_guesses_stand_at_first(store):
    assert list(GUESSES) == [row["name"] for row in tables.rows("ledger_defaults", ledger.COLUMNS)]
    for each in (INTENSITY, GUESS):
        assert ledger.read()[each.name] == ledger.entry(each.name) == each
    assert store.read() == {}


def test_every_guess_is_called_one(store):
    for entry in ledger.read().values():
        assert entry.certainty == "guess"
        assert re.fullmatch(r"\d\d_[a-z_]+", entry.chapter)
        assert entry.source == f"guess, until chapter {entry.chapter[:2]} replaces it"


def test_a_recorded_value_replaces_the_guess_until_it_is_reset(store):
    own = dataclasses.replace(GUESS, **OWN, certainty="D")
    assert ledger.record("packing_efficiency", **OWN) == own
    assert ledger.entry("packing_efficiency") == own
    assert ledger.reset("packing_efficiency") == GUESS
    assert ledger.entry("packing_efficiency") == GUESS
    assert ledger.reset("packing_efficiency") == GUESS


def test_the_ledger_lies_beside_the_progress_file(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "mine.json"))
    with ledger.use(ledger._current._make()):
        ledger.record("packing_efficiency", **OWN)
    with ledger.use(Store(tmp_path / "ledger.json", "ledger")):
        assert ledger.entry("packing_efficiency").best == 0.92
    assert not (tmp_path / "mine.json").exists()


def test_the_ledger_is_in_memory_where_progress_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_PROGRESS", ":memory:")
    with ledger.use(ledger._current._make()):
        ledger.record("packing_efficiency", **OWN)
        assert ledger.entry("packing_efficiency").best == 0.92
    assert list(tmp_path.iterdir()) == []


def test_an_entry_says_its_value_range_and_source():
    assert repr(INTENSITY) == "intensity: 400 g/kWh (100 to 800); guess, until chapter 01 replaces it"
    own = dataclasses.replace(GUESS, low=0.897, best=0.945, high=0.971, source="chapter 02")
    assert repr(own) == "packing_efficiency: 94.5% (89.7% to 97.1%); chapter 02"


def test_the_ledger_is_a_table():
    assert repr(ledger.Ledger(intensity=INTENSITY, packing_efficiency=GUESS)).splitlines() == [
        "intensity           400 g/kWh  (100 to 800)  guess, until chapter 01 replaces it",
        "packing_efficiency  70%        (50% to 90%)  guess, until chapter 02 replaces it",
    ]
    assert repr(ledger.Ledger()) == ""


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"low": 0.93}, "low must not exceed best, 0.92, got 0.93"),
        ({"high": 0.9}, "high must not be below best, 0.92, got 0.9"),
        ({"best": 92}, "best must be between 0 and 1, got 92"),
        ({"high": float("nan")}, "high must be a finite number, got nan"),
        ({"best": "0.9"}, "best must be a finite number, got '0.9'"),
        ({"source": " "}, "source must be text, got ' '"),
        ({"source": None}, "source must be text, got None"),
        ({"certainty": "sure"}, "certainty must be one of T, C, 2, M, D, guess, got 'sure'"),
        ({"name": "packing"}, f"name must be one of {NAMES}, got 'packing'"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(store, changed, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        ledger.record(**({"name": "packing_efficiency"} | OWN | changed))
    assert store.read() == {}


@pytest.mark.parametrize("call", [ledger.entry, ledger.reset])
@pytest.mark.parametrize("name", ["packing", "", None, 3])
def test_an_unknown_name_is_told_with_those_there_are(store, call, name):
    with pytest.raises(ValueError, match=f"name must be one of {NAMES}, got"):
        call(name)


@pytest.mark.parametrize(("best", "slipped"), [(0.35, True), (90_000, True), (0, False), (12, False), (1100, False)])
def test_a_unit_slip_is_named_and_changes_nothing(store, best, slipped):
    if not slipped:
        assert ledger.record("intensity", best=best, low=best, high=best, source="my grid").best == best
        return
    with pytest.raises(ValueError, match=re.escape("best must be in g/kWh, where it is somewhere from 100 to 800")):
        ledger.record("intensity", best=best, low=best, high=best, source="my grid")
    assert store.read() == {}


def test_a_range_may_be_a_point(store):
    assert ledger.record("packing_efficiency", 1, 1, 1, "measured").best == 1.0


def test_an_entry_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        GUESS.best = 0.8  # type: ignore[misc]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"packing_efficiency": OWN | {"certainty": "D", "best": 7}}, "best must be between 0 and 1, got 7"),
        ({"packing_efficiency": OWN}, "packing_efficiency must have low, best, high, source, certainty, got"),
        (
            {"packing_efficiency": OWN | {"certainty": "D", "unit": "pods"}},
            "packing_efficiency must have low",
        ),
        ({"of_a_newer_course": {"best": 0.7}}, "name must be one of intensity, packing_efficiency"),
    ],
)
def test_a_kept_value_that_breaks_a_rule_leaves_the_guess_and_is_told(tmp_path, values, reason):
    path = tmp_path / "ledger.json"
    path.write_bytes(disk.encoded({"values": values}, "ledger"))
    with ledger.use(Store(path, "ledger")):
        assert ledger.read() == GUESSES
        assert reason in ledger.notice()
        assert "the guess stands" in ledger.notice()
        ledger.record("packing_efficiency", **OWN)
        assert ledger.entry("packing_efficiency").best == 0.92


def test_notice_tells_of_a_broken_file_and_is_empty_when_all_is_well(tmp_path, store):
    ledger.record("packing_efficiency", **OWN)
    assert ledger.notice() == ""
    (tmp_path / "ledger.json").write_text("broken")
    with ledger.use(Store(tmp_path / "ledger.json", "ledger")):
        assert "not whole JSON" in ledger.notice()
