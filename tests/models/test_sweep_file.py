"""The file of a sweep: what is done is in it at once, nothing half-written is taken for whole, nothing else is lost."""

from __future__ import annotations

import json
import re
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.sweep import Sweep, grid


def square(side, seed):
    return {"area": side * side, "seed": seed}


CELLS = grid(side=range(5))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "new folder" / "squares.jsonl"


def run(file: Path, cells=CELLS, measure=square) -> Sweep:
    return Sweep(measure, cells, file=file).run(progress=False)


def counting(calls: list):
    """Return a function that notes its calls; its text is always the same."""

    def counted(side, seed):
        calls.append(side)
        return side / 3

    return counted


def test_the_same_sweep_again_runs_nothing_and_gives_the_same(file):
    calls: list[int] = []
    first, second = (run(file, measure=counting(calls)) for _ in range(2))
    assert sorted(calls) == [*range(5)]
    assert first.rows == second.rows
    assert [row.result for row in second.rows] == [side / 3 for side in range(5)]


def test_a_sweep_knows_what_is_in_its_file_before_it_runs(file):
    run(file)
    assert repr(Sweep(square, grid(side=range(7)), file=file)) == "Sweep(square: 7 cells, 5 done)"


def test_a_larger_sweep_runs_only_what_is_new_and_a_smaller_one_nothing(file):
    calls: list[int] = []
    for sides in (range(3), range(6), range(1, 3)):
        run(file, grid(side=sides), counting(calls))
    assert sorted(calls) == [*range(6)]


def test_another_seed_of_the_sweep_runs_all_cells_anew_beside_the_others(file):
    one, two = (Sweep(square, CELLS, seed=seed, file=file).run(progress=False) for seed in (1, 2))
    assert len(file.read_text().splitlines()) == 11
    assert Sweep(square, CELLS, seed=1, file=file).rows == one.rows != two.rows


def test_each_result_is_in_the_file_as_soon_as_it_is_there(file):
    def seen(side, seed):
        time.sleep(0.002)
        return len(file.read_text().splitlines())

    with ThreadPoolExecutor(1) as pool:
        lines = [row.result for row in Sweep(seen, grid(side=range(50)), file=file).run(pool, progress=False).rows]
    assert lines[-1] > 40


def test_cells_that_fail_are_not_kept(file):
    def fails(side, seed):
        return 1 / side

    assert run(file, measure=fails).failed[0].arguments["side"] == 0
    assert len(file.read_text().splitlines()) == 5
    assert repr(Sweep(fails, CELLS, file=file)) == "Sweep(fails: 5 cells, 4 done)"


@pytest.mark.parametrize("lost", range(1, 60, 7))
def test_a_line_that_was_cut_is_run_again(file, lost):
    whole = run(file)
    file.write_bytes(file.read_bytes()[:-lost])
    cut = Sweep(square, CELLS, file=file)
    assert sum(row.result is not None for row in cut.rows) == 4
    assert cut.run(progress=False).rows == whole.rows
    assert len(file.read_text().splitlines()) == 6


def test_an_empty_file_is_taken(file):
    file.parent.mkdir()
    file.touch()
    assert "all done" in repr(run(file))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"my diary\n", "it isn't the file of a sweep"),
        (b"my diary", "it isn't the file of a sweep"),
        (b"[]\n", "it isn't the file of a sweep"),
        (b'{"course": "mesh-efficiency", "kind": "progress"}\n', "it isn't the file of a sweep"),
        (b"\xff\xfe\n", "it isn't the file of a sweep"),
        (b"[" * 100_000 + b"\n", "it isn't the file of a sweep"),
    ],
)
def test_a_file_of_something_else_is_left_alone(file, content, reason):
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(ValueError, match=re.escape(f"file squares.jsonl is left as it is: {reason}. Try: ")):
        run(file)
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b'"version": 1', b'"version": 2', "its format is 2, and this one 1"),
        (b'"measure": "square"', b'"measure": "cube"', "it holds results of cube, not of square"),
        (b'"code": "', b'"code": "0', "square has been changed since, and old results would stand among new ones"),
        (b'\n{"arguments"', b'\n{"argument"', "its line 2 isn't one of a sweep"),
        (b'\n{"arguments"', b'\n\n{"arguments"', "its line 2 isn't one of a sweep"),
        (b'\n{"arguments"', b'\n{"arguments": 3, "result": 4}\n{"arguments"', "its line 2 isn't one of a sweep"),
        (b'\n{"arguments"', b'\n__import__("os")\n{"arguments"', "its line 2 isn't one of a sweep"),
    ],
)
def test_a_file_that_does_not_fit_is_left_alone(file, old, new, reason):
    run(file)
    file.write_bytes(file.read_bytes().replace(old, new, 1))
    before = file.read_bytes()
    with pytest.raises(ValueError, match=re.escape(reason)):
        run(file)
    assert file.read_bytes() == before


def test_a_function_whose_text_has_changed_is_refused(file):
    def measure(side, seed):
        return side

    run(file, measure=measure)

    def measure(side, seed):
        return 2 * side

    with pytest.raises(ValueError, match="measure has been changed since"):
        run(file, measure=measure)


def test_two_runs_do_not_write_one_file_at_once(file):
    inside, go_on = threading.Event(), threading.Event()

    def waits(side, seed):
        inside.set()
        go_on.wait(60)
        return side

    sweep = Sweep(waits, CELLS, file=file)
    first = threading.Thread(target=sweep.run, kwargs={"progress": False})
    first.start()
    inside.wait(60)
    try:
        with pytest.raises(
            ValueError, match=r"file must not be written by another run at the same time, got 'squares.j"
        ):
            run(file, measure=waits)
    finally:
        go_on.set()
        first.join()
    assert "all done" in repr(run(file, measure=waits))


def test_a_disk_that_refuses_loses_no_result_and_the_next_run_goes_on(file, monkeypatch):
    sweep, full = Sweep(square, CELLS, file=file), OSError(28, "No space left on device")
    line = "course_lib.sweep.journal._line"
    monkeypatch.setattr(line, lambda content: json.dumps(content).encode() + b"\n" if "kind" in content else fail(full))
    with pytest.raises(OSError, match="No space left"):
        sweep.run(progress=False)
    monkeypatch.undo()
    assert "all done" in repr(sweep.run(progress=False))


def fail(problem: Exception) -> bytes:
    raise problem


def slowly(side, seed):
    time.sleep(0.0005)
    return side


def test_interrupts_at_random_moments_lose_nothing(file):
    """A thousand short cells, interrupted again and again: each result is there once, in memory and in the file."""
    cells, rng, interrupted = grid(side=range(1_000)), np.random.default_rng(1), 0
    sweep = Sweep(slowly, cells, file=file)
    while "all done" not in repr(sweep):
        timer = threading.Timer(rng.uniform(0, 0.1), signal.raise_signal, [signal.SIGINT])
        try:
            timer.start()
            sweep.run(progress=False)
            timer.join()
        except KeyboardInterrupt:
            interrupted += 1
        assert Sweep(slowly, cells, file=file).rows == sweep.rows
    timer.cancel()
    assert interrupted >= 3
    assert len(file.read_text().splitlines()) == 1_001


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=10,
)


@settings(max_examples=30)
@given(
    st.dictionaries(st.sampled_from("abc"), st.text() | st.integers() | st.booleans()),
    plain.filter(lambda v: v is not None),
)
def test_whatever_is_plain_comes_back_to_the_last_bit(tmp_path_factory, cell, value):
    file = tmp_path_factory.mktemp("plain") / "plain.jsonl"

    def gives(seed, **arguments):
        return value

    first = run(file, [cell], gives)
    assert Sweep(gives, [cell], file=file).rows == first.rows
    assert repr(first.rows[0].result) == repr(value)
