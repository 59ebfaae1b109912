"""Progress: what is put comes back, two files become one without loss, a class becomes a table."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.record import progress
from course_lib.record.progress.merging import merge_records
from course_lib.record.store import Store, disk

CORRECT = {
    "status": "correct",
    "answer": "def first_fit(): ...",
    "tries": 2,
    "decision": "decide on the pod size",
}


@pytest.fixture
def store():
    with progress.use(Store(None, "progress")) as kept:
        yield kept


@pytest.fixture
def file(tmp_path):
    def write(name="other.json", **sections):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(disk.encode(sections, "progress"))
        return path

    return write


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_put_merges_and_get_returns(store):
    progress.put("exercises", "rocks.first_fit", status="not yet", tries=1)
    progress.put("exercises", "rocks.first_fit", status="correct", sizes=(1, 2))
    assert progress.get("exercises", "rocks.first_fit") == {"status": "correct", "tries": 1, "sizes": [1, 2]}
    assert progress.records("exercises") == store.read()["exercises"]


def test_nothing_kept_is_an_empty_record(store):
    assert (progress.get("quiz", "first"), progress.records("quiz")) == ({}, {})


def test_a_record_may_have_fields_of_any_name(store):
    progress.put("quiz", "first", section="a", key="b", name="c")
    assert progress.get("quiz", "first") == {"section": "a", "key": "b", "name": "c"}


def test_what_is_put_is_a_copy(store):
    sizes = [1]
    progress.put("exercises", "rocks.first_fit", sizes=sizes)
    sizes.append(2)
    assert progress.get("exercises", "rocks.first_fit") == {"sizes": [1]}


def test_the_default_file_lies_in_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    with progress.use(progress._current._make()):
        progress.put("exercises", "rocks.first_fit", status="correct")
    assert json.loads((tmp_path / "course_progress.json").read_text())["kind"] == "progress"


def test_notice_tells_of_a_broken_file_once_and_again_when_asked(tmp_path):
    (tmp_path / "course_progress.json").write_text("broken")
    with progress.use(Store(tmp_path / "course_progress.json", "progress")):
        assert "not whole JSON" in progress.notice()
        assert progress.notice() == ""
        assert "not whole JSON" in progress.notice(again=True)


def test_notice_is_empty_when_all_is_well(store):
    assert progress.notice() == ""


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: progress.put("exercises", "a", answer=float("nan")),
            "answer must be plain JSON .*, got nan",
        ),
        (lambda: progress.put("exercises", "a", answer=object), "answer must be plain JSON"),
        (lambda: progress.put("exercises", 3, answer=1), "key must be a name, got 3"),
        (lambda: progress.put("", "a", answer=1), "section must be a name, got ''"),
        (lambda: progress.get("exercises", None), "key must be a name, got None"),
        (lambda: progress.get(3, "a"), "section must be a name, got 3"),
        (lambda: progress.records(None), "section must be a name, got None"),
        (lambda: progress.restore(3), "path must be the path of a progress file, got 3"),
        (lambda: progress.class_table("a.json"), "paths must be a list of paths, got 'a.json'"),
        (lambda: progress.class_table(["a.json", 3]), r"paths\[1\] must be a path, got 3"),
    ],
)
def test_bad_input_is_named(store, call, message):
    with pytest.raises(ValueError, match=message):
        call()
    assert store.read() == {}


# ---- summary ----


def test_summary_counts_and_speaks_in_decisions(store):
    progress.put("exercises", "rocks.first_fit", **CORRECT)
    progress.put("exercises", "rocks.next_fit", **CORRECT)
    progress.put("exercises", "rocks.judge", status="not yet", decision="decide nothing yet")
    progress.put("predictions", "rocks.rock_size", guess=0.0, skipped=False)
    progress.put("predictions", "rocks.other", guess=None, skipped=True)
    progress.put("quiz", "first", choice=0)
    progress.put("opening_test", "packing", choice=None)
    assert progress.summary() == progress.Summary(
        statuses={"correct": 2, "not yet": 1},
        predictions=1,
        quiz_items=1,
        opening_test_items=0,
        closing_test_items=0,
        decisions=("decide on the pod size",),
    )
    assert repr(progress.summary()) == (
        "Exercises: 2 correct, 1 not yet. Predictions: 1. Quiz items: 1.\nYou can now\n- decide on the pod size"
    )


def test_summary_of_nothing_invites(store):
    assert repr(progress.summary()) == ("Nothing here yet: your progress begins with the first answer that you check.")


def test_a_status_the_course_does_not_know_counts_as_not_started(store):
    progress.put("exercises", "a", status="superb")
    progress.put("exercises", "b", status=["correct"])
    assert progress.summary().statuses == {"not started": 2}


def test_statuses_are_kept_as_words_from_nothing_to_right(store):
    words = ["not started", "error", "not yet", "solution seen", "correct"]
    assert [status.rank for status in map(progress.Status, words)] == list(range(5))
    for status in progress.Status:
        progress.put("exercises", "a", status=status)
        assert type(progress.get("exercises", "a")["status"]) is str
        assert progress.status_of(progress.get("exercises", "a")) is status


# ---- restore ----


@pytest.mark.parametrize("ahead", range(5))
@pytest.mark.parametrize("behind", range(5))
def test_the_record_further_along_is_kept_from_either_side(ahead, behind):
    if behind < ahead:
        far, near = ({"status": list(progress.Status)[n], "answer": str(n)} for n in (ahead, behind))
        assert merge_records(far, near) == merge_records(near, far) == far | {"earlier": [near]}


def test_of_two_equally_far_along_the_learners_own_is_kept():
    mine, other = ({"status": "correct", "answer": whose} for whose in ("mine", "other"))
    assert merge_records(mine, other) == mine | {"earlier": [other]}


def test_restore_brings_what_is_missing_and_keeps_what_is_here(store, file):
    progress.put("exercises", "rocks.first_fit", status="not yet", tries=5, hints=1)
    progress.put("exercises", "rocks.next_fit", status="correct")
    progress.put("predictions", "rocks.rock_size", guess=None, skipped=True)
    path = file(
        exercises={
            "rocks.first_fit": CORRECT,
            "rocks.next_fit": {"status": "solution seen", "solution_seen": True},
        },
        predictions={"rocks.rock_size": {"guess": 2.5, "skipped": False}},
        quiz={"first": {"choice": 2}},
    )
    found = progress.restore(path)
    assert store.read() == {
        "exercises": {
            "rocks.first_fit": {**CORRECT, "tries": 5, "hints": 1, "earlier": [{"status": "not yet"}]},
            "rocks.next_fit": {
                "status": "correct",
                "solution_seen": True,
                "earlier": [{"status": "solution seen"}],
            },
        },
        "predictions": {
            "rocks.rock_size": {"guess": 2.5, "skipped": False, "earlier": [{"guess": None, "skipped": True}]}
        },
        "quiz": {"first": {"choice": 2}},
    }
    assert found.restored == 4
    assert repr(found).startswith("Restored 4 entries. Exercises: 2 correct.")


def test_restoring_again_says_that_nothing_is_new(store, file):
    path = file(exercises={"rocks.first_fit": CORRECT})
    assert repr(progress.restore(path)).startswith("Restored 1 entry.")
    assert repr(progress.restore(path)).startswith("Everything in that file was here already.")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"broken", "it is not whole JSON"),
        (b"", "it is empty"),
        (disk.encode({}, "ledger"), "it holds 'ledger', not 'progress'"),
        (None, "there is no such file"),
    ],
)
def test_restore_refuses_what_is_no_progress_file_and_changes_nothing(store, tmp_path, raw, reason):
    progress.put("exercises", "rocks.first_fit", **CORRECT)
    before = store.read()
    path = tmp_path / "other.json"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(ValueError, match=rf"path must be a progress file of this course \({reason}.*got '/"):
        progress.restore(path)
    assert store.read() == before
    assert raw is None or path.read_bytes() == raw


def test_restore_refuses_a_folder(store, tmp_path):
    with pytest.raises(ValueError, match="it can't be read"):
        progress.restore(tmp_path)


VALUES = st.sampled_from(["", None, "a", "b"]) | st.integers(0, 3)
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from([*progress.Status, "unheard of"]),
        "answer": VALUES,
        "reflection": VALUES,
        "skipped": st.booleans(),
        "tries": st.integers(0, 5) | st.just("many"),
        "hints": st.integers(0, 5),
        "solutions_seen": st.integers(0, 2),
        "solution_seen": st.booleans(),
        "earlier": st.just("odd") | st.just([{"answer": "b"}]),
    },
)
COUNTS = {"tries", "hints", "solutions_seen"}
JOINED = {*COUNTS, "solution_seen", "earlier"}


@settings(max_examples=200, deadline=None)
@given(mine=RECORDS, other=RECORDS)
def test_merging_twice_changes_nothing_more(mine, other):
    once = merge_records(mine, other)
    assert merge_records(once, other) == merge_records(once, once) == once


@settings(max_examples=200, deadline=None)
@given(mine=RECORDS, other=RECORDS)
def test_merging_loses_nothing(mine, other):
    result = merge_records(mine, other)
    everywhere = [result, *result.get("earlier", [])] if result.get("earlier") != "odd" else [result]
    for record in (mine, other):
        for name in set(record) - JOINED:
            assert any(name in each and each[name] == record[name] for each in everywhere)
        for name in COUNTS:
            assert not isinstance(record.get(name), int) or result[name] >= record[name]
        assert result.get("solution_seen", False) >= record.get("solution_seen", False)


# ---- the class table ----


def test_class_table_has_a_row_a_file_and_a_column_an_exercise(file):
    anna = file(
        "anna.json",
        exercises={"rocks.next_fit": {"status": "error"}, "rocks.first_fit": CORRECT},
        predictions={"rocks.rock_size": {"answer": "small"}},
        quiz={"first": {"choice": 1}},
        opening_test={"packing": {"choice": 0, "right": True}, "queue": {"choice": 1, "right": False}},
        closing_test={"packing": {"choice": 0, "right": True}, "queue": {"choice": 1, "right": True}},
    )
    ben = file("ben.json", exercises={"rocks.best_fit": {"status": "not yet"}})
    assert progress.class_table([anna, ben]).splitlines() == [
        "learner,problem,correct,solution seen,not yet,error,predictions,quiz items,"
        "opening test right,opening test items,closing test right,closing test items,"
        "rocks.best_fit,rocks.first_fit,rocks.next_fit",
        "anna,,1,0,0,1,1,1,1,2,2,2,not started,correct,error",
        "ben,,0,0,1,0,0,0,,,,,not yet,not started,not started",
    ]


def test_the_order_of_files_changes_only_the_order_of_rows(file):
    paths = [file("anna.json", exercises={"b": CORRECT}), file("ben.json", exercises={"a": CORRECT})]
    forth, back = (progress.class_table(order).splitlines() for order in (paths, paths[::-1]))
    assert forth == [back[0], *back[:0:-1]]


def test_a_class_of_none_is_a_header(file):
    assert len(progress.class_table([]).splitlines()) == 1


def test_broken_files_are_rows_with_the_reason(file, tmp_path):
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "folder.json").mkdir()
    paths = [tmp_path / name for name in ("broken.json", "folder.json", "gone.json", "odd\0name.json")]
    found = rows(progress.class_table([*paths, file("anna.json", exercises={"a": CORRECT})]))
    reasons = ["not whole JSON", "can't be read", "no such file", "null"]
    assert all(reason in row["problem"] for reason, row in zip(reasons, found, strict=False))
    assert [row["a"] for row in found] == ["", "", "", "", "correct"]


def test_learners_with_files_of_one_name_are_told_apart_by_path(file):
    paths = [file(f"{name}/course_progress.json") for name in ("anna", "ben")]
    assert [row["learner"] for row in rows(progress.class_table(paths))] == [str(path) for path in paths]


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", '=1\n,x"y'])
def test_no_cell_begins_a_formula(file, evil):
    path = file("=cmd.json", exercises={evil: CORRECT, "status": {"status": evil}})
    cells = [cell for row in csv.reader(io.StringIO(progress.class_table([path]))) for cell in row]
    assert "'" + " ".join(evil.split()) in cells
    assert "'=cmd" in cells
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_an_exercise_called_like_a_column_keeps_its_own_column(file):
    table = progress.class_table([file("anna.json", exercises={"learner": CORRECT})])
    assert table.splitlines()[1] == "anna,,1,0,0,0,0,0,,,,,correct"
