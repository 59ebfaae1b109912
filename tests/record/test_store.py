"""The store: written whole or not at all, shared, never in a learner's way.

Run as a script it is the other process: `kill` and `naive` let children die while they write, `count`
adds 200 entries beside someone else who does.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.record import store as store_module
from course_lib.record.store import (
    LARGEST_BYTES,
    Current,
    Data,
    Store,
    as_json,
    beside_progress,
    disk,
    load,
    progress_path,
)

PAYLOAD = "x" * 200_000  # large enough that many kills fall into the middle of a write


def one(number: int) -> Data:
    return {"exercises": {"rocks.first_fit": {"tries": number}}}


def put(number: int):
    return lambda data: data.update(one(number))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "course_progress.json"


def names(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()} - {f".{path.name}.lock"}


def test_memory_keeps_without_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = Store(None, "progress")
    store.update(put(3))
    assert (store.read(), store.notice, list(tmp_path.iterdir())) == (one(3), "", [])


def test_a_file_is_written_and_read_by_another_store(path):
    Store(path, "progress").update(put(3))
    assert Store(path, "progress").read() == one(3)
    header = {"course": "mesh-efficiency", "kind": "progress", "version": 1}
    assert json.loads(path.read_text()) == {**header, "data": one(3)}
    assert names(path) == {path.name}


def test_reading_writes_nothing(path):
    assert Store(path, "progress").read() == {}
    assert list(path.parent.iterdir()) == []


def test_read_returns_a_fresh_copy(path):
    for store in (Store(None, "progress"), Store(path, "progress")):
        store.update(put(1))
        store.read()["exercises"].clear()
        assert store.read() == one(1)


def test_two_stores_see_each_others_writes(path):
    here, there = Store(path, "progress"), Store(path, "progress")
    here.update(put(1))
    there.update(lambda data: data.setdefault("quiz", {}).update(first={"choice": 2}))
    here.update(lambda data: data["exercises"]["rocks.first_fit"].update(hints=1))
    assert there.read() == {
        "exercises": {"rocks.first_fit": {"tries": 1, "hints": 1}},
        "quiz": {"first": {"choice": 2}},
    }


def test_a_changed_folder_does_not_move_the_file(path, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    store = Store(Path(path.name), "progress")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    store.update(put(1))
    assert load(path, "progress") == one(1)


def test_a_link_stays_a_link(path, tmp_path):
    (tmp_path / "cloud").mkdir()
    path.symlink_to(tmp_path / "cloud" / "kept.json")
    Store(path, "progress").update(put(1))
    assert path.is_symlink()
    assert load(tmp_path / "cloud" / "kept.json", "progress") == one(1)


def test_a_change_that_fails_changes_nothing(path):
    store = Store(path, "progress")
    store.update(put(1))
    with pytest.raises(ZeroDivisionError):
        store.update(lambda data: data.update(quiz={"first": {"choice": 1 // 0}}))
    assert store.read() == load(path, "progress") == one(1)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1: "a"}, object(), {"a": [{2, 3}]}, b"bytes"])
@pytest.mark.parametrize("in_memory", [True, False])
def test_what_json_cannot_keep_is_refused(path, value, in_memory):
    store = Store(None if in_memory else path, "progress")
    with pytest.raises(ValueError, match="progress must be plain JSON"):
        store.update(lambda data: data.update(exercises={"a": {"answer": value}}))
    assert store.read() == {}


def test_endless_nesting_is_refused():
    value: list = []
    value.append(value)
    with pytest.raises(ValueError, match="answer must be plain JSON"):
        as_json("answer", value)


@pytest.mark.parametrize("data", [{"exercises": 3}, {"exercises": {"rocks.first_fit": "correct"}}])
def test_data_without_sections_of_records_is_refused(data):
    store = Store(None, "progress")
    with pytest.raises(ValueError, match="progress must be sections of records"):
        store.update(lambda kept: kept.update(data))


def test_arguments_are_checked_at_the_door(path):
    with pytest.raises(ValueError, match="path must be a path or None, got 3"):
        Store(3, "progress")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="kind must be a word, got ''"):
        Store(path, "")
    with pytest.raises(ValueError, match="change must be a function of the data, got None"):
        Store(path, "progress").update(None)  # type: ignore[arg-type]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None)
@given(value=JSON_VALUES)
def test_plain_keeps_every_json_value(value):
    assert as_json("value", value) == value


@settings(max_examples=50, deadline=None)
@given(data=st.dictionaries(st.text(), st.dictionaries(st.text(), st.dictionaries(st.text(), JSON_VALUES)), max_size=3))
def test_what_is_encoded_loads_again(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "round_trip.json"
    path.write_bytes(disk.encode(data, "progress"))
    assert load(path, "progress") == data


def header(**other: object) -> str:
    return json.dumps({"course": "mesh-efficiency", "kind": "progress", "version": 1, "data": {}} | other)


UNFIT = {
    "empty": (b"", "it is empty"),
    "not JSON": (b"my notes", "not whole JSON"),
    "truncated": (header().encode()[:-1], "not whole JSON"),
    "a list": (b"[1, 2]", "never writes"),
    "NaN": (b'{"course": NaN}', "not whole JSON"),
    "a number beyond floats": (
        header(data={"a": {"b": {"c": 1}}}).replace("1}}}", "1e999}}}").encode(),
        "never writes",
    ),
    "deep": (b"[" * 100_000, "not whole JSON"),
    "deep in the data": (
        header(data={"a": {"b": {"c": 1}}}).replace("1}}}", "[" * 400 + "]" * 400 + "}}}").encode(),
        "never writes",
    ),
    "not UTF-8": (header().encode("utf-16"), "not text in UTF-8"),
    "another course": (header(course="knitting").encode(), "not written by this course"),
    "another kind": (header(kind="ledger").encode(), "holds 'ledger', not 'progress'"),
    "newer": (header(version=2).encode(), "a newer version of the course wrote it"),
    "odd version": (header(version=True).encode(), "format True is unknown"),
    "no data": (header(data=None).encode(), "not sections of records"),
    "odd records": (
        header(data={"exercises": {"rocks.first_fit": "correct"}}).encode(),
        "not sections of records",
    ),
    "huge": (header().encode() + b" " * LARGEST_BYTES, "larger than 5,000,000 bytes"),
}


@pytest.mark.parametrize("name", UNFIT)
@pytest.mark.parametrize("first", ["read", "update"])
def test_an_unfit_file_is_set_aside_and_said_so(path, name, first):
    raw, reason = UNFIT[name]
    path.write_bytes(raw)
    store = Store(path, "progress")
    if first == "read":
        assert store.read() == {}
    store.update(put(1))
    aside = path.with_name("course_progress.set-aside-1.json")
    assert aside.read_bytes() == raw
    assert load(path, "progress") == one(1)
    assert names(path) == {path.name, aside.name}
    for words in (path.name, reason, str(aside), "nothing in it was deleted", "To try"):
        assert words in store.notice


def test_news_tells_of_each_file_set_aside_once(path):
    store = Store(path, "progress")
    for number in (1, 2):
        path.write_text("broken")
        store.read()
        assert f"set-aside-{number}" in store.news()
        assert (store.news(), f"set-aside-{number}" in store.notice) == ("", True)


def test_news_tells_of_trouble_as_long_as_it_lasts(path, monkeypatch):
    store = Store(path, "progress")
    with monkeypatch.context() as refusing:
        refusing.setattr(disk.os, "replace", refuse)
        store.update(put(2))
        assert store.news() == store.news() == store.notice != ""
    store.update(put(3))
    assert store.news() == ""


def test_a_set_aside_file_never_takes_a_taken_name(path):
    for number in (1, 2):
        path.with_name(f"course_progress.set-aside-{number}.json").write_text("earlier")
    path.write_text("broken")
    store = Store(path, "progress")
    store.read()
    assert path.with_name("course_progress.set-aside-3.json").read_text() == "broken"
    assert path.with_name("course_progress.set-aside-1.json").read_text() == "earlier"


def test_what_a_notebook_had_read_survives_a_file_broken_later(path):
    store = Store(path, "progress")
    store.update(put(1))
    path.write_text("broken")
    assert store.read() == load(path, "progress") == one(1)


def test_a_deleted_file_is_a_fresh_start(path):
    store = Store(path, "progress")
    store.update(put(1))
    path.unlink()
    assert (store.read(), store.notice) == ({}, "")


def test_a_byte_order_mark_is_no_fault(path):
    path.write_bytes(b"\xef\xbb\xbf" + header(data=one(1)).encode())
    assert Store(path, "progress").read() == one(1)


def refuse(*_args, **_more):
    raise OSError(errno.ENOSPC, "No space left on device")


REFUSALS = {
    "no space": (disk.os, "replace"),
    "no sync": (disk.os, "fsync"),
    "no lock": (store_module.FileLock, "acquire"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_disk_that_refuses_leaves_the_file_and_goes_on_in_memory(path, monkeypatch, name):
    Store(path, "progress").update(put(1))
    before = path.read_bytes()
    store = Store(path, "progress")
    with monkeypatch.context() as refusing:
        refusing.setattr(*REFUSALS[name], refuse)
        store.update(put(2))
        store.update(lambda data: data["exercises"]["rocks.first_fit"].update(hints=1))
        assert store.read() == {"exercises": {"rocks.first_fit": {"tries": 2, "hints": 1}}}
        assert "No space left on device" in store.notice
        assert "in memory" in store.notice
        assert (path.read_bytes(), names(path)) == (before, {path.name})
    Store(path, "progress").update(lambda data: data.setdefault("quiz", {}).update(first={"choice": 2}))
    store.update(lambda data: data["exercises"]["rocks.first_fit"].update(status="correct"))
    assert load(path, "progress") == {
        "exercises": {"rocks.first_fit": {"tries": 2, "hints": 1, "status": "correct"}},
        "quiz": {"first": {"choice": 2}},
    }
    assert store.notice == ""


def test_what_waited_is_written_once_and_overrides_nobody_later(path, monkeypatch):
    store = Store(path, "progress")
    with monkeypatch.context() as refusing:
        refusing.setattr(disk.os, "replace", refuse)
        store.update(put(2))
    store.update(lambda data: data.setdefault("quiz", {}))
    Store(path, "progress").update(put(9))
    assert store.read() == {**one(9), "quiz": {}}


def test_a_bad_change_is_refused_on_a_refusing_disk_too(path, monkeypatch):
    monkeypatch.setattr(disk.os, "replace", refuse)
    store = Store(path, "progress")
    with pytest.raises(ValueError, match="plain JSON"):
        store.update(lambda data: data.update(exercises={"a": {"answer": float("nan")}}))
    store.update(put(1))
    assert store.read() == one(1)


def test_a_folder_that_is_a_file_goes_on_in_memory(tmp_path):
    (tmp_path / "folder").write_text("")
    store = Store(tmp_path / "folder" / "course_progress.json", "progress")
    store.update(put(1))
    assert store.read() == one(1)
    assert "folder exists" in store.notice


def test_a_missing_folder_is_made(tmp_path):
    store = Store(tmp_path / "new" / "folder" / "course_progress.json", "progress")
    store.update(put(1))
    assert (load(store.path, "progress"), store.notice) == (one(1), "")


def test_a_file_that_cannot_be_read_stays_untouched(path):
    path.mkdir()  # root may read every file, but nobody reads a folder as one
    store = Store(path, "progress")
    store.update(put(1))
    assert store.read() == one(1)
    assert path.is_dir()
    assert names(path) == {path.name}
    assert "could not be read" in store.notice


def test_an_unfit_file_that_cannot_be_renamed_stays_and_both_reasons_are_told(path, monkeypatch):
    path.write_text("broken")
    monkeypatch.setattr(Path, "rename", refuse)
    store = Store(path, "progress")
    store.update(put(1))
    assert (store.read(), path.read_text()) == (one(1), "broken")
    assert "not whole JSON" in store.notice
    assert "No space left" in store.notice


def test_a_held_lock_is_waited_for_and_then_told(path):
    store = Store(path, "progress")
    with store._lock:
        told = subprocess.run(
            [sys.executable, __file__, "locked", str(path)], capture_output=True, text=True, check=True
        )
        assert "another program holds the file" in told.stdout
    store.update(put(1))
    assert load(path, "progress") == one(1)


@pytest.mark.parametrize("disk_refuses", [False, True])
def test_an_entry_too_large_to_read_again_is_not_kept(path, monkeypatch, disk_refuses):
    store = Store(path, "progress")
    store.update(put(1))
    with monkeypatch.context() as refusing:
        if disk_refuses:
            refusing.setattr(disk.os, "replace", refuse)
        store.update(lambda data: data["exercises"].update(huge={"answer": "x" * LARGEST_BYTES}))
        assert "was not kept" in store.notice
    assert Store(path, "progress").read() == store.read() == one(1)
    store.update(put(2))
    assert (load(path, "progress"), store.notice) == (one(2), "")


class Killed(BaseException):
    """Stands for a kill at one exact step."""


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_stops_at_a_step_leaves_the_old_file(path, monkeypatch, step):
    store = Store(path, "progress")
    store.update(put(1))

    def stop(*_args):
        raise Killed

    with monkeypatch.context() as stopping:
        stopping.setattr(disk.os, step, stop)
        with pytest.raises(Killed):
            store.update(put(2))
    assert load(path, "progress") == one(1)


def test_a_killed_writers_leftover_is_cleaned_up_by_the_next_write(path):
    leftover = path.with_name(f".{path.name}.tmp")
    leftover.write_bytes(b"half of a")
    Store(path, "progress").update(put(1))
    assert names(path) == {path.name}


def test_current_makes_its_store_once_and_use_replaces_it_for_a_while():
    current = Current(lambda: Store(None, "progress"))
    usual, other = current(), Store(None, "progress")
    assert current() is usual
    with contextlib.suppress(KeyError), current.use(other):
        assert current() is other
        raise KeyError
    assert current() is usual
    with pytest.raises(ValueError, match="store must be a Store, got 3"), current.use(3):  # type: ignore[arg-type]
        pass


@pytest.mark.parametrize(
    ("wanted", "progress", "ledger"),
    [
        (None, "course_progress.json", "ledger.json"),
        ("", "course_progress.json", "ledger.json"),
        ("kept/mine.json", "kept/mine.json", "kept/ledger.json"),
        (":memory:", None, None),
    ],
)
def test_where_progress_and_what_lies_beside_it_are_kept(monkeypatch, wanted, progress, ledger):
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    if wanted is not None:
        monkeypatch.setenv("COURSE_PROGRESS", wanted)
    as_path = {each: each and Path(each) for each in (progress, ledger)}
    assert (progress_path(), beside_progress("ledger.json")) == (as_path[progress], as_path[ledger])


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked children")


@forks
def test_200_kills_at_random_moments_lose_nothing_and_break_nothing(path):
    seen = other_process("kill", path, kills=200)
    assert len(seen) == 200
    assert [each for each in seen if each["broken"]] == []
    assert [each for each in seen if not each["announced"] <= each["found"] <= each["announced"] + 1] == []
    # The proof is worth something only if kills fell into the middle of writes.
    assert sum(each["leftover"] for each in seen) >= 20


@forks
def test_the_same_kills_do_break_a_file_written_in_place(path):
    assert any(each["broken"] for each in other_process("naive", path, kills=40))


def other_process(what: str, path: Path, kills: int) -> list[dict]:
    command = [sys.executable, __file__, what, str(path), str(kills)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def test_two_processes_that_write_200_updates_each_lose_none(path):
    command = [sys.executable, __file__, "count", str(path)]
    writers = [subprocess.Popen([*command, name]) for name in ("one", "two")]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    data = load(path, "progress")
    assert {name: len(section) for name, section in data.items()} == {"one": 200, "two": 200, "sum": 1}
    assert data["sum"]["both"] == {"tries": 400}


# ---- the other process ----


def write_forever(path: Path, number: int, announce: int, naive: bool) -> None:
    store = Store(path, "progress")
    while True:
        number += 1
        data = {"exercises": {"rocks.first_fit": {"tries": number, "answer": PAYLOAD}}}
        if naive:
            path.write_bytes(disk.encode(data, "progress"))
        else:
            store.update(lambda kept, data=data: kept.update(data))
        os.write(announce, b"%d\n" % number)


def kill_one(path: Path, number: int, after_s: float, naive: bool) -> dict:
    listen, announce = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(listen)  # so that the child ends, should this process die first
        write_forever(path, number, announce, naive)
    os.close(announce)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(listen, "rb") as pipe:
        announced = max([number, *map(int, pipe.read().split())])
    seen = {
        "announced": announced,
        "found": 0,
        "broken": "",
        "leftover": path.with_name(f".{path.name}.tmp").exists(),
    }
    try:
        seen["found"] = load(path, "progress")["exercises"]["rocks.first_fit"]["tries"] if path.exists() else 0
    except ValueError as problem:
        seen["broken"] = str(problem)
    return seen


def kill_many(path: Path, kills: int, naive: bool) -> list[dict]:
    draw, found, seen = random.Random(2), 0, []  # noqa: S311
    for _ in range(kills):
        seen.append(kill_one(path, found, draw.uniform(0, 0.03), naive))
        found = seen[-1]["found"]
    return seen


def count(path: Path, name: str) -> None:
    store = Store(path, "progress")
    for number in range(200):

        def change(data: Data, number: int = number) -> None:
            data.setdefault(name, {})[str(number)] = {}
            both = data.setdefault("sum", {}).setdefault("both", {"tries": 0})
            both["tries"] += 1

        store.update(change)


def main(what: str, path: Path, *more: str) -> None:
    if what == "count":
        count(path, *more)
    elif what == "locked":
        store_module.LOCK_WAIT_S = 0.05
        store = Store(path, "progress")
        store.update(put(1))
        sys.stdout.write(store.notice)
    else:
        sys.stdout.write(json.dumps(kill_many(path, int(more[0]), naive=what == "naive")))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
