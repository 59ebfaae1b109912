"""A sweep that is interrupted and run again: `python -m tests.models.sweep_interrupted FOLDER threads`.

It prints, as JSON, the places that were done at the interrupt, and those that are at the end.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Any

from course_lib.sweep import Sweep, grid
from tests.models.sweep_cells import noted

CELLS = 16


@contextlib.contextmanager
def executor_of(kind: str) -> Iterator[Executor | None]:
    if kind == "threads":
        yield None
    elif kind == "dask":
        with cluster() as client:
            yield client.get_executor()
    else:
        with ProcessPoolExecutor(2) as pool:
            yield pool


@contextlib.contextmanager
def cluster(workers: int = 2, **options: Any) -> Iterator[Any]:
    """Start workers with one thread each, and no page about them that others could open; hand out their client."""
    from distributed import Client, LocalCluster  # here: it takes a while

    address = {"dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=workers, threads_per_worker=1, **address, **options) as local, Client(local) as client:
        yield client


def main(folder: Path, kind: str) -> None:
    sweep, interrupted = Sweep(noted, cells(folder), file=folder / "sweep.jsonl"), None
    with executor_of(kind) as executor:
        try:
            sweep.run(executor, progress=False)
        except KeyboardInterrupt:
            interrupted = places(sweep)
        sweep.run(executor, progress=False)
    print(json.dumps({"interrupted": interrupted, "in the end": places(sweep)}))


def cells(folder: Path) -> list[dict[str, Any]]:
    return grid(folder=[str(folder)], place=range(CELLS))


def places(sweep: Sweep) -> list[int]:
    return [row.arguments["place"] for row in sweep.rows if row.result]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
