"""What an earlier version of the course wrote for a learner is read as it was.

tests/data/before holds a progress file and a ledger written before a chapter was one folder:
answers right, wrong and stopped, solutions and hints seen, predictions
made and skipped, an opening test begun, an older copy restored. They are data: no test writes them anew.
"""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

import pytest

from course_lib import catalogue
from course_lib.chapters.ch00_start_here.exercises import my_progress, opening_test
from course_lib.framework.explorer.prediction import PredictionWidget
from course_lib.record import ledger, progress
from course_lib.record.store import Store, load
from tests.framework.exercise.every import EVERY, QUESTIONS

BEFORE = Path(__file__).parents[1] / "data" / "before"
RECORDS = load(BEFORE / "course_progress.json", "progress")
EXERCISES = {exercise.key: exercise for exercise in (*EVERY, *QUESTIONS)}
STATUSES = {
    "start_here.sidecar_share": "correct",
    "footprint.power_w": "not yet",
    "footprint.carbon": "correct",
    "footprint.sci_fell": "not yet",
    "rocks.first_fit": "correct",
    "rocks.next_fit": "correct",
    "rocks.best_fit_decreasing": "not started",
    "rocks.best_size": "solution seen",
    "rocks.broken_packing": "correct",
    "rocks.fewest_nodes": "not yet",
    "rocks.guarantee": "not yet",
    "rocks.skip_rule": "correct",
    "rocks.skip_size": "not yet",
    "cluster.quantity": "correct",
    "cluster.nodes_added": "solution seen",
    "connections.expected_busy": "error",
    "connections.which_service": "not yet",
    "queueing.pod_latencies": "error",
    "queueing.whose_p99": "correct",
    "balancers.pick_of_two": "correct",
    "balancers.your_own_balancer": "not yet",
}
ANSWERED = [key for key, record in RECORDS["exercises"].items() if "answer" in record]
GUESSES = {"rocks.rock_size": 2.0, "cluster.sidecar": None, "queueing.load": 1.0, "balancers.mesh": 12.0}
VALUES = {
    "intensity": (300, 363, 420, "my grid, 2025 (chapter 01)", "T"),
    "packing_efficiency": (0.85, 0.92, 0.97, "chapter 02, first fit decreasing on my pods", "D"),
    "requested_share": (0.4, 0.6, 0.85, "guess, until chapter 03 replaces it", "guess"),
    "busiest_over_mean": (1.9, 2.4, 2.8, "chapter 04", "D"),
    "pod_utilisation": (0.4, 0.6, 0.8, "guess, until chapter 05 replaces it", "guess"),
    "pods_with_mesh": (0.7, 0.8, 0.95, "chapter 06, fifty proxies", "D"),
}


@pytest.fixture(autouse=True)
def earlier(tmp_path):
    """Both files as a learner brings them along."""
    shutil.copytree(BEFORE, tmp_path, dirs_exist_ok=True)
    kept = Store(tmp_path / "course_progress.json", "progress")
    with progress.use(kept), ledger.use(Store(tmp_path / "ledger.json", "ledger")):
        yield tmp_path
    assert {path.name for path in tmp_path.glob("*.json")} == {"course_progress.json", "ledger.json"}


def test_nothing_is_set_aside_or_told():
    assert progress.notice(again=True) == ""
    assert ledger.notice() == ""


def test_every_status_is_as_before():
    assert {key: exercise.status for key, exercise in EXERCISES.items() if exercise.record} == STATUSES
    done = sum(EXERCISES[key] in EVERY and status == "correct" for key, status in STATUSES.items())
    assert repr(my_progress()) == f"{done} of {len(EVERY)} exercises done"


def test_what_is_counted_is_as_before():
    first_fit, broken = EXERCISES["rocks.first_fit"], EXERCISES["rocks.broken_packing"]
    assert (first_fit.record["tries"], first_fit.record["hints"], first_fit.record["last_mistake"]) == (4, 2, "strict")
    assert (first_fit.solutions_seen, broken.solutions_seen) == (0, 1)
    summary = progress.summary()
    assert dict(summary.statuses) == {"correct": 9, "solution seen": 2, "not yet": 7, "error": 2, "not started": 1}
    assert (summary.predictions, summary.opening_test_items) == (3, 7)


@pytest.mark.parametrize("key", ANSWERED)
def test_every_answer_is_shown_as_before(key):
    assert escape(str(RECORDS["exercises"][key]["answer"])) in EXERCISES[key].answer().html


@pytest.mark.parametrize("key", RECORDS["predictions"])
def test_every_prediction_is_as_before(key):
    chapter, name = key.split(".")
    explorer = getattr(catalogue.chapter(chapter).explorers, name)
    asked = PredictionWidget(explorer.prediction, key, lambda: None)
    assert asked.guessed == (GUESSES[key] is not None)
    assert asked.answer == explorer.prediction.reveal(GUESSES[key])
    assert asked.reflection == RECORDS["predictions"][key].get("reflection", "")


@pytest.mark.parametrize("item", opening_test.items, ids=lambda item: item.id)
def test_every_answer_of_the_opening_test_is_as_before(item):
    kept = RECORDS["opening_test"].get(item.id)
    said = opening_test.said(item)
    assert (kept is None) == (said == "") == (item.id == "requests_with_sidecars")
    assert said == "" or f") {kept['choice']}{', ' * bool(kept['confidence'])}{kept['confidence']}." in said


def test_every_value_of_the_ledger_is_as_before():
    found = {name: ledger.entry(name).estimate for name in VALUES}
    assert {
        name: (each.low, each.best, each.high, each.source, each.certainty) for name, each in found.items()
    } == VALUES


def test_restoring_the_file_elsewhere_gives_the_same(earlier):
    with progress.use(Store(None, "progress")):
        assert progress.restore(earlier / "course_progress.json").restored == sum(map(len, RECORDS.values()))
        assert {section: progress.records(section) for section in RECORDS} == RECORDS
