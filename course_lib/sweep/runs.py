"""The sweep: its cells, what is done of them, and a run that does the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from itertools import islice
from pathlib import Path
from typing import Any

from tqdm import tqdm

from course_lib import require
from course_lib.guard import Shield
from course_lib.plural import counted
from course_lib.sweep.cells import Arguments, Row, key_of, require_takes, with_seeds
from course_lib.sweep.flight import MOST_UNDER_WAY, Flight, NoWorkerError, Outcome
from course_lib.sweep.journal import Journal

MOST_NAMED = 3

Keep = Callable[[Arguments, Any], None]


class SweepError(Exception):
    """The run couldn't go on. What is done is kept, and the next run does the rest."""


class Sweep:
    """One function over many cells. `run` does what isn't done yet: an interrupted sweep goes on where it was.

    Parameters
    ----------
    measure : callable
        Called with a cell's arguments by name, and with its `seed`; returns numbers, text, lists or dicts of such. It
        draws all its chance from the seed, and makes large things (a trace) itself: only arguments and results travel.
    cells : iterable of dict
        Arguments: text, numbers, True, False or None. `grid` makes them. Two equal cells are one. A cell that brings
        its own `seed` keeps it: so cells can be compared on the same requests.
    seed : int
        Every other cell gets a seed of its own, made of this one and its arguments.
    file : str, Path or None
        Where results are kept, a line a cell: the same sweep goes on there in another process, and a larger one takes
        over what it shares with it. It is refused once the text of `measure` has changed; what else `measure` calls
        isn't watched. With None, results live as long as the sweep.

    Raises
    ------
    ValueError
        If an argument breaks its rule, or the file is another one's.

    Examples
    --------
    >>> from course_lib.sweep import Sweep, grid
    >>> def square(side, seed):
    ...     return side * side
    >>> squares = Sweep(square, grid(side=[2, 3]))
    >>> squares
    Sweep(square: 2 cells, 0 done)
    >>> squares.run(progress=False)
    Sweep(square: 2 cells, all done)
    >>> [(row.arguments["side"], row.result) for row in squares.rows]
    [(2, 4), (3, 9)]
    """

    def __init__(
        self, measure: Callable[..., Any], cells: Iterable[Arguments], *, seed: int = 1, file: str | Path | None = None
    ) -> None:
        require.that(isinstance(cells, Iterable), "cells", cells, "be dicts of arguments, as `grid` makes them")
        self._cells = with_seeds(cells, require.whole("seed", seed))
        require_takes(measure, self._cells.values())
        self._measure = measure
        self._journal = Journal(file, measure)
        self._errors: dict[str, str] = {}

    def __repr__(self) -> str:
        rows, failed = self.rows, self.failed
        done = sum(row.result is not None for row in rows)
        said = f"{counted(len(rows), 'cell')}, {'all' if done == len(rows) else f'{done:,}'} done"
        said += f", {len(failed):,} failed: {_named(failed)}" if failed else ""
        return f"Sweep({self._measure.__name__}: {said})"

    @property
    def rows(self) -> list[Row]:
        """One row a cell, in the order of the cells; the result is None where there is none (yet)."""
        results, errors = self._journal.results, self._errors
        return [Row(dict(each), results.get(key), errors.get(key, "")) for key, each in self._cells.items()]

    @property
    def failed(self) -> list[Row]:
        """The rows of cells that ended with an error; the next run tries them again.

        KilledWorker of Dask means that the cell's workers died, perhaps by another cell that they ran at that time.
        """
        return [row for row in self.rows if row.error]

    def run(self, executor: Executor | None = None, *, progress: bool = True) -> Sweep:
        """Run all cells that have no result yet, and return the sweep.

        A cell that raises is one of the `failed`, and the others go on. After an interrupt no more cells begin; on
        our own threads those under way come to their end and are kept.

        Parameters
        ----------
        executor : Executor or None
            None stands for threads, one a core: the simulation's machine code runs side by side in them. Past one
            machine, `Client(...).get_executor()` of Dask, which comes with the extra `scale` (see `dask_workers`). It
            stays open.
        progress : bool
            Whether a bar shows how far it is.

        Raises
        ------
        ValueError
            If the executor can't run the function, or another run writes the file.
        SweepError
            If the executor's workers have ended.
        """
        with self._journal.opened() as keep:
            missing = [each for key, each in self._cells.items() if key not in self._journal.results]
            self._errors.clear()
            done, total = len(self._cells) - len(missing), len(self._cells)
            flight = Flight(executor, self._measure)
            with tqdm(total=total, initial=done, desc=self._measure.__name__, unit="cell", disable=not progress) as bar:
                try:
                    flight.guard.call(self._fly, flight, missing, keep, bar)
                finally:  # outside the guard, under which nothing begins any more once an interrupt came
                    self._keep_ended(flight, keep)
        return self

    def _fly(self, flight: Flight, missing: list[Arguments], keep: Keep, bar: Any) -> None:
        waiting = iter(missing)
        try:
            for arguments in islice(waiting, MOST_UNDER_WAY):
                flight.send(arguments)
            while flight.under_way:
                self._note(flight, flight.land(), keep)
                bar.update()
                for arguments in islice(waiting, 1):
                    flight.send(arguments)
        except (BrokenExecutor, CancelledError, NoWorkerError) as problem:
            raise SweepError(self._stopped(problem, flight)) from problem

    def _keep_ended(self, flight: Flight, keep: Keep) -> None:
        for landed in flight.end():
            if landed.exception() is None:
                self._note(flight, landed, keep)

    def _note(self, flight: Flight, landed: Outcome, keep: Keep) -> None:
        problem = landed.exception()
        if isinstance(problem, (BrokenExecutor, KeyboardInterrupt)):
            raise problem
        result, error = landed.result() if problem is None else ("", _lost(problem))
        # An interrupt waits: else a result might be in memory and not in the file, or nowhere.
        Shield().call(self._keep, flight.under_way, landed, result, error, keep)

    def _keep(self, under_way: dict[Outcome, Arguments], landed: Outcome, result: str, error: str, keep: Keep) -> None:
        arguments = under_way.pop(landed)
        if error:
            self._errors[key_of(arguments)] = error
        else:
            keep(arguments, json.loads(result))

    def _stopped(self, problem: BaseException, flight: Flight) -> str:
        """Say why the run stopped, and which cells may have to do with it."""
        lost = [Row(arguments) for future, arguments in flight.under_way.items() if _is_lost(future)]
        why = str(problem) or "its calls were cancelled"
        return (
            f"the executor can't go on ({type(problem).__name__}: {why}). {counted(len(lost), 'cell')} under way: "
            f"{_named(lost)}. The others are kept. Try: run() again, with a new executor; it does the rest"
        )


def _lost(problem: BaseException) -> str:
    """Say that a cell was lost on its way: what `measure` raises itself comes back as words, never as an error.

    Dask says KilledWorker; or, if a worker dies while its result is on the way, whatever its executor stumbles over.
    """
    return f"lost, perhaps as its worker ended ({type(problem).__name__}: {problem}); the next run tries it again"


def _is_lost(outcome: Outcome) -> bool:
    return not outcome.done() or outcome.cancelled() or outcome.exception() is not None


def _named(rows: list[Row]) -> str:
    names = [f"{row.name}{row.error and ': '}{row.error}" for row in rows[:MOST_NAMED]]
    return "; ".join(names + [f"and {len(rows) - MOST_NAMED:,} more"] * (len(rows) > MOST_NAMED))
