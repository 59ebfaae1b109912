"""An interrupt as Jupyter sends it, to all processes: a sweep stops, keeps what is done, and goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from course_lib.sweep import Sweep
from tests.models.sweep_cells import noted
from tests.models.sweep_interrupted import CELLS, cells

ROOT = Path(__file__).parents[2]
MOST_LOST = {"threads": 0, "processes": 6, "dask": 6}  # cells that begin twice: two ran, some had been taken on


@pytest.mark.skipif(sys.platform == "win32", reason="there are no process groups there")
@pytest.mark.parametrize("kind", MOST_LOST)
def test_an_interrupted_sweep_goes_on_where_it_was(kind, tmp_path):
    said = interrupt(kind, tmp_path)
    kept = said["interrupted"]
    assert kept is not None
    assert 4 <= len(kept) < CELLS
    assert said["in the end"] == list(range(CELLS))
    begun = Counter(marks(tmp_path, "begun"))
    assert [place for place in kept if begun[place] != 1] == []
    assert begun.total() <= CELLS + MOST_LOST[kind]
    assert [row.result[0] for row in Sweep(noted, cells(tmp_path), file=tmp_path / "sweep.jsonl").rows] == [
        *range(CELLS)
    ]


def interrupt(kind: str, folder: Path) -> dict:
    """Start a sweep, interrupt its processes once four cells are done, and return what it says at the end."""
    command = [sys.executable, "-m", "tests.models.sweep_interrupted", str(folder), kind]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True, text=True) as process:
        while len(marks(folder, "ended")) < 5:
            assert process.poll() is None
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate(timeout=120)
    return json.loads(said)


def marks(folder: Path, mark: str) -> list[int]:
    file = folder / mark
    return [int(line) for line in file.read_text().splitlines()] if file.exists() else []


class Dropping(Future):
    """A future as Dask's: Python drops what is raised in its destructor."""

    def __del__(self):
        signal.raise_signal(signal.SIGINT)
        time.sleep(0)


class AtOnce(Executor):
    """Runs each cell as it comes; the future of one place has the destructor."""

    def submit(self, function, /, *arguments):
        future = Dropping() if function.args[1]["place"] == CELLS else Future()
        future.set_result(function())
        return future


def test_an_interrupt_that_a_destructor_drops_still_stops_the_sweep():
    sweep = Sweep(numbered, [{"place": place} for place in range(2_000)], seed=1)
    with pytest.raises(KeyboardInterrupt):
        sweep.run(AtOnce(), progress=False)
    kept = sum(row.result is not None for row in sweep.rows)
    assert CELLS <= kept < 2_000
    assert repr(sweep.run(progress=False)) == "Sweep(numbered: 2,000 cells, all done)"


def numbered(place, seed):
    return place
