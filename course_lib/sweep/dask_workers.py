"""What Dask needs besides being an executor: workers that outlive an interrupt, and somebody who counts them.

In Jupyter, or with Ctrl-C in a terminal, an interrupt reaches all processes that were started from there. Dask's
workers end by it and aren't started anew (dask/distributed#1925), and whatever is submitted then waits for ever.

Workers start with a setting that costs NumPy up to twice the CPU (findings/dask-workers-give-every-array-back.sh). It
costs a sweep nothing, as a cell takes `course_lib.arrays` along, which sets it anew (`keep_freed_memory`). Your own
process keeps what a cluster sets for its workers, OMP_NUM_THREADS=1 among it, and hands it on to whatever it starts
later (findings/dask-first-cluster-settles-the-environment.sh): compare with processes of your own before, or elsewhere.

    client = Client(LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0"))
    sweep.run(client.get_executor())
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Any

from distributed import WorkerPlugin

from course_lib import require


class IgnoreInterrupts(WorkerPlugin):
    """Has a worker ignore interrupts, also one that is started later; it still ends when it is told to."""

    name = "course-ignore-interrupts"

    def setup(self, worker: Any) -> None:
        """Ignore them, but not in our own process, where a worker may live in a thread."""
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def prepare(executor: Any) -> Callable[[], int]:
    """Make the workers ready, and return a function that asks how many there are."""
    client = executor._client  # there is no public way from an executor to its client
    require.that(client.status == "running", "executor", client.status, "be of a Dask client that is running")
    client.register_plugin(IgnoreInterrupts())
    return lambda: len(client.nthreads())
