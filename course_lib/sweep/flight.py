"""Cells under way: each submitted on its own, not many at a time, and each collected on its own.

`executor.map` would lose all results for one error, and take a million cells at once.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from course_lib import require
from course_lib.guard import Guard, Shield
from course_lib.sweep.cells import Arguments, attempt

MOST_UNDER_WAY = 1_000  # so many cores are never idle, and a million cells don't wait in memory twice
MOST_THREADS = 8  # more would wait for Python's lock; and in a container, the cores are often those of its host
POLL_S = 0.25
NO_WORKER_S = 60.0  # a busy machine takes that long to start one anew

Outcome = Future[tuple[str, str]]


class NoWorkerError(Exception):
    """Raised where nobody is left to run anything."""


class Flight:
    """The calls under way, and where they land.

    Parameters
    ----------
    executor : Executor or None
        What runs them; None stands for threads of its own, one a core.
    measure : callable
        What is run.

    Raises
    ------
    ValueError
        If the executor can't run the function.
    """

    def __init__(self, executor: Executor | None, measure: Callable[..., Any]) -> None:
        rule = "be a concurrent.futures.Executor, such as ThreadPoolExecutor(4) or client.get_executor()"
        require.that(executor is None or isinstance(executor, Executor), "executor", executor, rule)
        if isinstance(executor, ProcessPoolExecutor):
            _require_sendable(measure)
        self._count_workers = _dask_workers(executor)
        self._executor = executor or ThreadPoolExecutor(_thread_count())
        self._is_ours = executor is None
        self._measure, self._run = measure, uuid4().hex
        self._landed: SimpleQueue[Outcome] = SimpleQueue()
        self.guard = Guard()  # Dask's futures have destructors, where Python drops an interrupt
        self.under_way: dict[Outcome, Arguments] = {}

    def send(self, arguments: Arguments) -> None:
        """Submit a cell; an interrupt waits for that, so that none is under way unnoticed."""
        Shield().call(self._send, arguments)

    def _send(self, arguments: Arguments) -> None:
        # Bound: of keywords Dask keeps some to itself, such as `retries`.
        future = self._executor.submit(partial(attempt, self._measure, arguments, self._run))
        self.under_way[future] = arguments
        future.add_done_callback(self._landed.put)

    def land(self) -> Outcome:
        """Wait for the next cell that ends.

        Raises
        ------
        NoWorkerError
            If there is nobody to wait for.
        KeyboardInterrupt
            If one came under the flight's guard, and Python dropped it.
        """
        seen_s = time.monotonic()
        while True:
            if self.guard.pending:
                raise self.guard.pending
            with contextlib.suppress(Empty):
                return self._landed.get(timeout=POLL_S)
            if self._count_workers is None or self._count_workers():
                seen_s = time.monotonic()
            elif time.monotonic() - seen_s > NO_WORKER_S:
                raise NoWorkerError(f"there has been no worker for {NO_WORKER_S:g} s")

    def end(self) -> list[Outcome]:
        """Let no more cells begin, and return those that have ended; on threads of our own, all that had begun."""
        # One by one, as Dask's `shutdown` can't; the last first, or those that come next begin meanwhile.
        for future in reversed(list(self.under_way)):
            future.cancel()
        if self._is_ours:
            self._executor.shutdown()
        return [future for future in self.under_way if future.done() and not future.cancelled()]


def _thread_count() -> int:
    """Return how many threads have a core each."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_THREADS)


def _require_sendable(measure: Callable[..., Any]) -> None:
    """Refuse what another process of Python's own pool doesn't find: it only gets the name of a function."""
    rule = "be a function of a module for processes, which find it by its name; threads or Dask take any"
    name, found = f"{measure.__module__}.{measure.__qualname__}", True
    try:
        pickle.dumps(measure)
    except (pickle.PicklingError, AttributeError, TypeError):
        found = False
    # A notebook is no file that another process could import; a pool that was forked would run what stood there then.
    in_notebook = measure.__module__ == "__main__" and not hasattr(sys.modules["__main__"], "__file__")
    require.that(found and not in_notebook, "measure", name, rule)


def _dask_workers(executor: Executor | None) -> Callable[[], int] | None:
    """Return what counts Dask's workers; None for any other executor, which has its own and says when they end."""
    if type(executor).__module__.partition(".")[0] != "distributed":
        return None
    from course_lib.sweep import dask_workers  # here: an extra, for sweeps past one machine

    return dask_workers.prepare(executor)
