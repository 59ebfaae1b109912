"""What is kept of an answer: the furthest status, the last text, tries, hints; and how it is shown."""

from __future__ import annotations

import json
from html import escape

import pytest

from course_lib import catalogue
from course_lib.chapters.ch00_start_here import exercises as start_here
from course_lib.chapters.ch00_start_here.exercises import opening_test
from course_lib.chapters.ch02_rocks import exercises as ex
from course_lib.framework.exercise.exercise import Exercise
from course_lib.record import progress
from course_lib.record.store import Store, disk
from tests.answers import answers, typed
from tests.framework.exercise.every import EVERY
from tests.notebooks.conftest import text_of


def written(name, key="rocks.first_fit"):
    return typed(answers(key)[name].source, key.split(".")[1])


def test_the_furthest_status_stays_and_no_later_try_replaces_a_right_answer():
    for name, status in [
        ("wrong_exits", "error"),
        ("wrong_strict", "not yet"),
        ("wrong_exits", "not yet"),
        ("right_with_rooms", "correct"),
        ("wrong_strict", "correct"),
    ]:
        ex.first_fit.check(written(name))
        assert ex.first_fit.status == status
    record = progress.get("exercises", "rocks.first_fit")
    assert record["tries"] == 5
    assert record["last_mistake"] == "strict"
    assert record["decision"] == ex.first_fit.decision
    assert record["answer"] == answers("rocks.first_fit")["right_with_rooms"].source.split("kept = []\n")[1]
    assert progress.summary().decisions == (ex.first_fit.decision,)


def test_answer_shows_the_source():
    assert "no answer yet" in repr(ex.first_fit.answer())
    ex.first_fit.check(written("wrong_strict"))
    card = ex.first_fit.answer()
    assert repr(card) == "[first_fit] your last answer"
    assert "while j &lt; len(boxes)" in card._repr_html_()
    ex.best_size.check(1.5)
    assert "1.5" in ex.best_size.answer().html
    ex.broken_packing.check("b")
    assert "b" in ex.broken_packing.answer().html


@pytest.mark.parametrize("exercise", EVERY, ids=lambda each: each.key)
def test_the_ladder_of_hints(exercise):
    total = len(exercise.hints)
    assert total >= 2
    for step in range(1, total + 1):
        card = exercise.hint()
        assert repr(card) == f"[{exercise.name}] hint {step} of {total}"
        assert card.html.count("<p>") == step
        assert "last hint" not in card.html
        assert exercise.record["hints"] == step
    again = exercise.hint()
    assert repr(again) == f"[{exercise.name}] hint {total} of {total}"
    assert f"ex.{exercise.name}.solution()" in again.html
    assert exercise.status == "not started"


def test_without_hints_that_is_said():
    assert repr(ex.skip_rule.hint()) == "[skip_rule] no hints"


@pytest.mark.parametrize("exercise", EVERY, ids=lambda each: each.key)
def test_an_exercise_tells_its_decision(exercise):
    assert isinstance(exercise, Exercise)
    assert exercise.key.split(".")[1] == exercise.name
    assert exercise.decision.split()[0] in ("decide", "tell", "say")


@pytest.mark.parametrize(
    "record",
    [
        {"status": "splendid", "tries": "many", "hints": None, "solutions_seen": [2], "answer": 7},
        {"status": 3, "tries": -4, "hints": -1, "solutions_seen": -5},
        {"status": None, "solutions_seen": 10**9, "hints": 99, "tries": True},
    ],
)
@pytest.mark.parametrize("exercise", EVERY, ids=lambda each: each.key)
def test_a_record_edited_by_hand_stops_nothing(exercise, record):
    progress.put("exercises", exercise.key, **record)
    assert exercise.status == "not started"
    for shown in (exercise.check("?"), exercise.hint(), exercise.answer(), exercise.solution()):
        assert repr(shown)
        assert shown._repr_html_()
    assert start_here.my_progress()


def test_my_progress_lists_every_exercise():
    card = start_here.my_progress()
    assert repr(card) == f"0 of {len(EVERY)} exercises done"
    for exercise in EVERY:
        assert exercise.name in card.html
        assert escape(exercise.decision) in card.html
    ex.first_fit.check(ex.first_fit.reference)
    assert repr(start_here.my_progress()) == f"1 of {len(EVERY)} exercises done"


@pytest.mark.parametrize("chapter", catalogue.here(), ids=lambda chapter: chapter.stem)
def test_progress_is_within_reach_of_every_chapter(chapter):
    last = text_of(chapter.stem).split("---\n")[-1]
    assert "my_progress()" in last
    assert 'restore("saved.json")' in last


def test_restore(tmp_path):
    path = tmp_path / "saved.json"
    record = {"status": "correct", "answer": "def f(): ...", "tries": 1}
    path.write_bytes(disk.encode({"exercises": {"rocks.first_fit": record}}, "progress"))
    assert repr(start_here.restore(str(path))) == f"1 of {len(EVERY)} exercises done"
    assert ex.first_fit.status == "correct"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("missing.json", None, "was not restored: there is no such file. To try: compare the name"),
        ("empty.json", b"", "was not restored: it is empty. To try:"),
        ("<script>.json", b"{<script>", "was not restored: it is not whole JSON"),
        ("ledger.json", disk.encode({}, "ledger"), "was not restored: it holds 'ledger', not 'progress'. To try:"),
        ("", None, "was not restored: it can't be read"),
    ],
)
def test_what_cannot_be_restored_is_said_in_sentences(tmp_path, name, content, why):
    ex.first_fit.check(ex.first_fit.reference)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    card = start_here.restore(str(tmp_path / name))
    assert repr(card) == "nothing restored"
    assert escape(why) in card.html
    assert not any(word in card.html for word in ("<script>", "must be", "got "))
    assert "Your record is as it was." in card.html
    assert ex.first_fit.status == "correct"


def test_restore_asks_for_quotes():
    assert "in quotes: restore(&#x27;saved.json&#x27;)" in start_here.restore(3).html


def test_a_broken_record_is_told_once_and_again_with_the_progress(tmp_path):
    path = tmp_path / "course_progress.json"
    path.write_text("broken")
    with progress.use(Store(path, "progress")):
        told = [ex.best_size.check(1.5), ex.first_fit.check(...), ex.best_size.check(2.5)]
        assert ["set-aside-1" in each.notice for each in told] == [True, False, False]
        assert "set-aside" not in opening_test.answer(1, "e")
        assert "set-aside-1" in start_here.my_progress().html


def test_a_disk_that_refuses_is_told_of_in_the_card(tmp_path):
    folder = tmp_path / "file"
    folder.write_text("no folder")
    with progress.use(Store(folder / "progress.json", "progress")):
        result = ex.first_fit.check(ex.first_fit.reference)
        assert result.status == "correct"
        assert "could not be" in result.notice
        assert result.notice.split("'")[0] in result._repr_html_().replace("&#x27;", "'")


def test_everything_kept_is_json(tmp_path):
    path = tmp_path / "progress.json"
    with progress.use(Store(path, "progress")):
        ex.first_fit.check(written("wrong_strict"))
        ex.best_size.check(float("nan"))
        ex.fewest_nodes.check(10**5000)
        ex.broken_packing.check("\ud800")
    json.loads(path.read_text())
