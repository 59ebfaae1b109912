"""A sweep gives the same on any executor, keeps what is done, and names what failed."""

from __future__ import annotations

import json
import multiprocessing
import re
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from course_lib import balancers
from course_lib.simulation import simulate
from course_lib.simulation.run import COLUMNS
from course_lib.sweep import Row, Sweep, SweepError, flight, grid
from course_lib.sweep.flight import Flight
from tests.models.pools import TRACE
from tests.models.sweep_cells import ends_its_worker, fails_until_mended, noted, raises_oddly, simulated, wait_for_marks
from tests.models.sweep_interrupted import cluster

ROOT = Path(__file__).parents[2]
SIMULATED = grid(utilisation=[0.5, 0.9], balancer=["random", "power_of_two_choices", "peak_ewma"], seed=[1, 2])


@pytest.fixture(scope="module")
def dask():
    """Two workers of Dask; a cell whose worker dies gets a second chance, and no third."""
    import dask

    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), cluster() as client:
        yield client


@pytest.fixture(scope="module")
def processes():
    """Two processes that have nothing of ours but what they import."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        yield pool


@pytest.fixture
def folder(tmp_path):
    return str(tmp_path)


def results(sweep: Sweep) -> list:
    return [row.result for row in sweep.rows]


def quiet(sweep: Sweep, executor=None) -> Sweep:
    return sweep.run(executor, progress=False)


def marks(folder: str) -> list[int]:
    return sorted(map(int, Path(folder, "begun").read_text().splitlines()))


# The same everywhere


def plain() -> list:
    return json.loads(json.dumps([simulated(**cell) for cell in SIMULATED], default=np.ndarray.tolist))


def test_threads_give_what_a_loop_gives():
    assert results(quiet(Sweep(simulated, SIMULATED))) == plain()


def test_processes_give_what_a_loop_gives(processes):
    assert results(quiet(Sweep(simulated, SIMULATED), processes)) == plain()


@pytest.mark.parametrize("pure", [True, False])
def test_dask_gives_what_a_loop_gives(dask, pure):
    assert results(quiet(Sweep(simulated, SIMULATED), dask.get_executor(pure=pure))) == plain()


def test_dask_takes_a_function_of_a_notebook_with_what_is_around_it(dask):
    factor = 3

    def times(place, seed):
        return factor * place

    assert results(quiet(Sweep(times, grid(place=range(3))), dask.get_executor())) == [0, 3, 6]


def test_a_trace_that_dask_sends_runs_as_machine_code_and_the_run_that_comes_back_is_read_only(dask):
    there = dask.submit(simulate, TRACE, balancers.RANDOM, engine="compiled").result()
    here = simulate(TRACE, balancers.RANDOM, engine="compiled")
    for name in COLUMNS:
        assert getattr(there, name).tobytes() == getattr(here, name).tobytes()
        assert not getattr(there, name).flags.writeable


# Cells and seeds


def echo(seed, **arguments):
    return {"seed": seed, **arguments}


def test_rows_stand_in_the_order_of_the_grid_whatever_ends_first():
    def slow_at_first(place, seed):
        time.sleep(0.1 / (1 + place))
        return place

    assert results(quiet(Sweep(slow_at_first, grid(place=range(8))), ThreadPoolExecutor(8))) == [*range(8)]


def test_two_equal_cells_are_one():
    cells = [{"a": 1, "b": 0.5}, {"b": np.float64(0.5), "a": np.int64(1)}, {"a": 2, "b": 0.5}]
    assert [(each["a"], each["b"]) for each in results(quiet(Sweep(echo, cells)))] == [(1, 0.5), (2, 0.5)]


def test_every_cell_has_a_seed_of_its_own_that_stays_when_the_grid_grows():
    few, many, others = (seeds_of(n, seed) for n, seed in [(2, 1), (50, 1), (50, 2)])
    assert few == many[:4]
    assert len({*many, *others}) == 200


def seeds_of(n: int, seed: int) -> list[int]:
    return [row.arguments["seed"] for row in Sweep(echo, grid(a=range(n), b=["x", "y"]), seed=seed).rows]


def test_a_seed_of_the_grid_stands():
    assert [each["seed"] for each in results(quiet(Sweep(echo, grid(a=[1, 2], seed=[7]))))] == [7, 7]


def test_many_cells_are_not_all_submitted_at_once():
    class Counting(ThreadPoolExecutor):
        most = 0

        def submit(self, *arguments):
            self.most = max(self.most, self._work_queue.qsize())
            return super().submit(*arguments)

    with Counting(2) as pool:
        assert len(results(quiet(Sweep(echo, grid(a=range(2_000))), pool))) == 2_000
        assert pool.most <= flight.MOST_UNDER_WAY


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Sweep(len, []), "measure must be a function, made with def or lambda, got"),
        (
            lambda: Sweep(simulated, grid(utilisation=[1])),
            "measure must take (utilisation, seed), each by its name, got",
        ),
        (lambda: Sweep(lambda a: a, grid(a=[1])), "measure must take (a, seed), each by its name, got '<lambda>(a)'"),
        (lambda: Sweep(echo, 3), "cells must be dicts of arguments, as `grid` makes them, got 3"),
        (lambda: Sweep(echo, [3]), "cells[0] must be a dict of arguments, got 3"),
        (
            lambda: Sweep(echo, grid(a=[[1]])),
            "cells[0]['a'] must be text, a finite number, True, False or None, got [1]",
        ),
        (lambda: Sweep(echo, grid(a=[float("nan")])), "cells[0]['a'] must be plain JSON"),
        (lambda: Sweep(echo, [], seed=-1), "seed must be a whole number of at least 0, got -1"),
        (lambda: Sweep(echo, [], file=3), "file must be a path or None, got 3"),
        (lambda: grid(a="text"), "a must be a list of values, got 'text'"),
        (lambda: grid(a=3), "a must be a list of values, got 3"),
        (lambda: Sweep(echo, []).run(3), "executor must be a concurrent.futures.Executor"),
    ],
)
def test_what_breaks_a_rule_is_named(make, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        make()


# Cells that fail


@pytest.mark.parametrize("kind", ["threads", "pure", "impure"])
def test_a_cell_that_raises_is_named_and_runs_again_once_it_is_mended(kind, folder, request):
    executor = None if kind == "threads" else request.getfixturevalue("dask").get_executor(pure=kind == "pure")
    Path(folder, "broken").touch()
    sweep = quiet(Sweep(fails_until_mended, grid(folder=[folder], place=range(6))), executor)
    assert results(sweep) == [0, 1, 2, None, 4, 5]
    (row,) = sweep.failed
    assert row.arguments["place"] == 3
    assert row.error.startswith("ZeroDivisionError: no pod at place 3 (line ")
    assert f"6 cells, 5 done, 1 failed: {row.name}: Zero" in repr(sweep)
    Path(folder, "broken").unlink()
    assert results(quiet(sweep, executor)) == [*range(6)]
    assert sweep.failed == []
    assert repr(sweep) == "Sweep(fails_until_mended: 6 cells, all done)"


def test_a_run_that_is_broken_off_takes_nothing_from_the_next_one(dask):
    """Dask takes equal calls for one, and would cancel both."""
    executor = dask.get_executor(pure=True)
    first, second = (Flight(executor, simulated) for _ in range(2))
    for each in (first, second):
        each.send({"utilisation": 0.5, "balancer": "random", "seed": 3, "requests": 200_000})
    first.end()
    assert second.land().exception() is None


def test_errors_and_results_that_cannot_travel_are_told_in_words(processes):
    odd = ["stubborn", "exit", "nan", "nothing", "object", "long"]
    sweep = quiet(Sweep(raises_oddly, grid(place=odd)), processes)
    *failed, fine = sweep.rows
    begins = ["StubbornError: 1 and 2 (line", "SystemExit: 3 (line", *["ValueError: the result must be plain JSON"] * 3]
    begins[3] = "ValueError: the result must be returned, perhaps with a forgotten `return`, got None"
    assert [row.error[: len(begin)] for row, begin in zip(failed, begins, strict=True)] == begins
    assert fine.result == {"text": "a" * 10_000}


def test_a_long_error_is_cut():
    def talks(place, seed):
        raise ValueError("a" * 10_000)

    (row,) = quiet(Sweep(talks, grid(place=[1]))).failed
    assert len(row.error) < 400


# Workers that end


def test_a_worker_that_ends_in_the_middle_costs_no_cell(dask, folder):
    sweep = Sweep(ends_its_worker, grid(folder=[folder], place=range(2, 8)))
    for _ in range(2):  # a result that was on its way when its worker died may be lost: then the second run has it
        quiet(sweep, dask.get_executor())
    assert results(sweep) == [2, 3, 4, 5, 6, 7]


def test_a_cell_that_ends_every_worker_is_named_and_the_others_are_kept(dask, folder):
    sweep = Sweep(ends_its_worker, grid(folder=[folder], place=[1, *range(3, 9)]))
    quiet(sweep, dask.get_executor())
    assert results(sweep) == [None, 3, 4, 5, 6, 7, 8]
    assert "(KilledWorker: Attempted to run task" in sweep.failed[0].error
    assert sweep.failed[0].error.endswith("the next run tries it again")


def test_a_pool_that_broke_leaves_what_is_done_and_names_what_was_under_way(folder):
    sweep = Sweep(ends_its_worker, grid(folder=[folder], place=range(5, 1, -1)))
    context = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(1, context) as pool,
        pytest.raises(SweepError, match=r"BrokenProcessPool.*place=2") as said,
    ):
        quiet(sweep, pool)
    assert "place=5" not in str(said.value)
    assert results(sweep) == [5, 4, 3, None]
    assert results(quiet(sweep)) == [5, 4, 3, 2]


def test_without_a_worker_it_says_so_and_goes_on_once_there_is_one(monkeypatch):
    monkeypatch.setattr(flight, "NO_WORKER_S", 0.5)
    sweep = Sweep(echo, grid(a=range(30)))
    with cluster(0, processes=False) as client:
        with pytest.raises(SweepError, match=r"there has been no worker for 0.5 s\)\. 30 cells under way: a=0, seed="):
            quiet(sweep, client.get_executor())
        client.cluster.scale(1)
        assert "all done" in repr(quiet(sweep, client.get_executor()))


def test_a_client_that_is_closed_is_named(folder):
    sweep = Sweep(noted, grid(folder=[folder], place=range(40)))
    with cluster(1, processes=False) as client:
        executor = client.get_executor()
        closing = Thread(target=lambda: (wait_for_marks(folder, 4, "begun"), client.close()))
        closing.start()
        with pytest.raises(SweepError, match="CancelledError: its calls were cancelled"):
            quiet(sweep, executor)
        closing.join()
        with pytest.raises(ValueError, match="executor must be of a Dask client that is running, got 'closed'"):
            quiet(sweep, executor)
    assert results(sweep)[0] == [0, sweep.rows[0].arguments["seed"]]


@pytest.mark.parametrize("code", ["def f(seed): return 1", "f = lambda seed: 1"])
def test_a_function_of_a_notebook_is_refused_for_processes(code):
    script = f"from concurrent.futures import ProcessPoolExecutor\nfrom course_lib.sweep import Sweep\n{code}\n"
    script += "try:\n    Sweep(f, [{}]).run(ProcessPoolExecutor(1))\nexcept ValueError as problem:\n    print(problem)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(
        "measure must be a function of a module for processes, which find it by its name; threa"
    )


def test_a_function_inside_another_is_refused_for_processes():
    def inside(seed):
        return 1

    with ProcessPoolExecutor(1) as pool, pytest.raises(ValueError, match="function of a module for processes"):
        quiet(Sweep(inside, [{}]), pool)


# The bar


def test_a_bar_says_how_far_it_is(capsys):
    Sweep(echo, grid(a=range(3))).run()
    assert "echo: 100%" in capsys.readouterr().err
    quiet(Sweep(echo, grid(a=range(3))))
    assert capsys.readouterr().err == ""


def test_a_row_has_a_name():
    assert Row({"utilisation": 0.8, "balancer": "random"}).name == "utilisation=0.8, balancer='random'"
