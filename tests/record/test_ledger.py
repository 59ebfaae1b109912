"""The ledger: a guess stands until it is replaced, and every value has its range and source."""

from __future__ import annotations

import dataclasses
import re

import pytest

from course_lib.estimate import Estimate, exact, interval
from course_lib.record import ledger
from course_lib.record.ledger import Entry
from course_lib.record.store import Store, disk


def guess(name, chapter, unit, low, best, high):
    source = f"guess, until chapter {chapter[:2]} replaces it"
    return Entry(name, Estimate(best=best, low=low, high=high, unit=unit, source=source, certainty="guess"), chapter)


INTENSITY = guess("intensity", "01_footprint", "g/kWh", 100.0, 400.0, 800.0)
GUESS = guess("packing_efficiency", "02_rocks", "share", 0.5, 0.7, 0.9)
REQUESTED = guess("requested_share", "03_cluster", "share", 0.4, 0.6, 0.85)
BUSIEST = guess("busiest_over_mean", "04_connections", "times", 1.2, 1.7, 3.0)
BUSY = guess("pod_utilisation", "05_queueing", "share", 0.4, 0.6, 0.8)
WITH_MESH = guess("pods_with_mesh", "06_balancers", "share", 0.67, 0.9, 1.0)
DEMAND = guess("demand", "07_sizing", "requests/s", 100.0, 1000.0, 10_000.0)
PODS = guess("pods", "07_sizing", "pods", 3.0, 20.0, 200.0)
PROXY = guess("proxy_cost", "08_proxies", "cores per 1,000 requests/s", 0.05, 0.2, 0.5)
ALL = (INTENSITY, GUESS, REQUESTED, BUSIEST, BUSY, WITH_MESH, DEMAND, PODS, PROXY)
GUESSES = {each.name: each for each in ALL}
NAMES = ", ".join(GUESSES)
OWN = {"best": 0.92, "low": 0.85, "high": 0.97, "source": "my own pods"}
MINE = Estimate(unit="share", **OWN)
STANDS = dataclasses.replace(GUESS, estimate=dataclasses.replace(MINE, source="my own pods (chapter 02)"))


@pytest.fixture
def store():
    with ledger.use(Store(None, "ledger")) as kept:
        yield kept


def test_the_guesses_stand_at_first(store):
    assert list(GUESSES) == list(ledger.read())
    for each in GUESSES.values():
        assert ledger.read()[each.name] == ledger.entry(each.name) == each
    assert store.read() == {}


def test_every_guess_is_called_one(store):
    for entry in ledger.read().values():
        assert entry.estimate.certainty == "guess"
        assert re.fullmatch(r"\d\d_[a-z_]+", entry.chapter)
        assert entry.estimate.source == f"guess, until chapter {entry.chapter[:2]} replaces it"


def test_what_nobody_has_replaced_is_still_a_guess(store):
    ledger.record("packing_efficiency", MINE)
    assert [each.name for each in ledger.read().guesses] == [name for name in GUESSES if name != "packing_efficiency"]


def test_a_recorded_value_replaces_the_guess_until_it_is_reset(store):
    assert ledger.record("packing_efficiency", MINE) == STANDS
    assert ledger.entry("packing_efficiency") == STANDS
    assert ledger.reset("packing_efficiency") == GUESS
    assert ledger.entry("packing_efficiency") == GUESS
    assert ledger.reset("packing_efficiency") == GUESS


def test_the_ledger_lies_beside_the_progress_file(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "mine.json"))
    with ledger.use(ledger._current._make()):
        ledger.record("packing_efficiency", MINE)
    with ledger.use(Store(tmp_path / "ledger.json", "ledger")):
        assert ledger.entry("packing_efficiency").estimate.best == 0.92
    assert not (tmp_path / "mine.json").exists()


def test_the_ledger_is_in_memory_where_progress_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_PROGRESS", ":memory:")
    with ledger.use(ledger._current._make()):
        ledger.record("packing_efficiency", MINE)
        assert ledger.entry("packing_efficiency").estimate.best == 0.92
    assert list(tmp_path.iterdir()) == []


def test_large_numbers_are_said_with_commas(store):
    assert DEMAND.said == ("1,000 requests/s", "(100 to 10,000)")
    large = Estimate(best=1_234_567.8, low=999.5, high=2e6, unit="requests/s", source="mine")
    with pytest.raises(ValueError, match=r"be in requests/s, where values are from 100 to 10,000, got 1234567\.8"):
        ledger.record("demand", large)
    mine = dataclasses.replace(DEMAND, estimate=dataclasses.replace(large, best=123_456.7))
    assert mine.said == ("123,457 requests/s", "(999.5 to 2,000,000)")


def test_an_entry_says_its_value_range_and_source():
    assert repr(INTENSITY) == "intensity: 400 g/kWh (100 to 800); guess, until chapter 01 replaces it"
    own = Entry(GUESS.name, dataclasses.replace(MINE, low=0.89723, best=0.945, high=0.971, source="chapter 02"), "02")
    assert repr(own) == "packing_efficiency: 94.5% (89.7% to 97.1%); chapter 02"


def test_the_ledger_is_a_table():
    assert repr(ledger.Ledger(intensity=INTENSITY, packing_efficiency=GUESS)).splitlines() == [
        "intensity           400 g/kWh  (100 to 800)  guess, until chapter 01 replaces it",
        "packing_efficiency  70%        (50% to 90%)  guess, until chapter 02 replaces it",
    ]
    assert repr(ledger.Ledger()) == ""


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("packing_efficiency", dataclasses.replace(MINE, best=92, high=97), "best must be between 0 and 1, got 92"),
        ("packing_efficiency", dataclasses.replace(MINE, unit="%"), "packing_efficiency must be in share, got 0.92 %"),
        ("intensity", MINE, "intensity must be in g/kWh, got 0.92 share (0.85 to 0.97)"),
        ("intensity", 400, 'intensity must be an Estimate(best=..., low=..., high=..., unit="g/kWh", source="...")'),
        ("intensity", (100, 400, 800), "intensity must be an Estimate(best=..., "),
        ("packing", MINE, f"name must be one of {NAMES}, got 'packing'"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(store, name, value, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        ledger.record(name, value)
    assert store.read() == {}


def test_how_sure_an_estimate_is_is_kept_and_what_it_came_from_is_not(store):
    parts = (("pods", exact(12, "pods", "counted")),)
    ledger.record("pods_with_mesh", dataclasses.replace(MINE, certainty=interval(0.95), inputs=parts))
    kept = ledger.entry("pods_with_mesh").estimate
    assert (kept.certainty, kept.inputs) == ("95% interval", ())
    assert kept.how_sure != GUESS.estimate.how_sure


@pytest.mark.parametrize("call", [ledger.entry, ledger.reset])
@pytest.mark.parametrize("name", ["packing", "", None, 3])
def test_an_unknown_name_is_told_with_those_there_are(store, call, name):
    with pytest.raises(ValueError, match=f"name must be one of {NAMES}, got"):
        call(name)


@pytest.mark.parametrize(("best", "slipped"), [(0.35, True), (90_000, True), (0, False), (12, False), (1100, False)])
def test_a_unit_slip_is_named_and_changes_nothing(store, best, slipped):
    own = exact(best, "g/kWh", "my grid")
    if not slipped:
        assert ledger.record("intensity", own).estimate.best == best
        return
    with pytest.raises(ValueError, match=re.escape("best must be in g/kWh, where values are from 100 to 800")):
        ledger.record("intensity", own)
    assert store.read() == {}


def test_a_range_may_be_a_point(store):
    assert ledger.record("packing_efficiency", exact(1, "share", "measured")).estimate.best == 1.0


def test_an_entry_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        GUESS.name = "packing"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"packing_efficiency": OWN | {"certainty": "D", "best": 7, "high": 7}}, "best must be between 0 and 1, got 7"),
        ({"packing_efficiency": OWN}, "packing_efficiency must have low, best, high, source, certainty, got"),
        (
            {"packing_efficiency": OWN | {"certainty": "D", "unit": "pods"}},
            "packing_efficiency must have low",
        ),
        (
            {"packing_efficiency": OWN | {"certainty": "sure"}},
            "certainty must be one of T, C, 2, M, D, measured, guess, got 'sure'",
        ),
        ({"packing_efficiency": OWN | {"certainty": "D", "low": 0.93}}, "low must not exceed best, 0.92, got 0.93"),
        ({"packing_efficiency": OWN | {"certainty": "D", "source": None}}, "source must be text, got None"),
        ({"of_a_newer_course": {"best": 0.7}}, "name must be one of intensity, packing_efficiency"),
    ],
)
def test_a_kept_value_that_breaks_a_rule_leaves_the_guess_and_is_told(tmp_path, values, reason):
    path = tmp_path / "ledger.json"
    path.write_bytes(disk.encode({"values": values}, "ledger"))
    with ledger.use(Store(path, "ledger")):
        assert ledger.read() == GUESSES
        assert reason in ledger.notice()
        assert "the guess stands" in ledger.notice()
        ledger.record("packing_efficiency", MINE)
        assert ledger.entry("packing_efficiency").estimate.best == 0.92


def test_notice_tells_of_a_broken_file_and_is_empty_when_all_is_well(tmp_path, store):
    ledger.record("packing_efficiency", MINE)
    assert ledger.notice() == ""
    (tmp_path / "ledger.json").write_text("broken")
    with ledger.use(Store(tmp_path / "ledger.json", "ledger")):
        assert "not whole JSON" in ledger.notice()


def test_one_pod_is_no_pods():
    one = dataclasses.replace(PODS, estimate=dataclasses.replace(PODS.estimate, low=1, best=1, high=2))
    assert one.said == ("1 pod", "(1 to 2)")
