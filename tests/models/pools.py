"""Simulate in other processes: `python -c "from tests.models import pools; pools.compare('spawn', 'fork')"`.

It says nothing where every run that comes back equals the one made here, and cannot be changed.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from course_lib import balancers, traffic
from course_lib.balancers import Balancer
from course_lib.simulation import Run, SimulationError, simulate
from course_lib.simulation.run import COLUMNS

TRACE = traffic.poisson_trace(5_000, utilisation=0.8, pods=4, seed=1)


def pick(now, draws, in_flight, memory):
    first, second = int(draws[0] * len(in_flight)), int(draws[1] * len(in_flight))
    return first if in_flight[first] <= in_flight[second] else second


def pick_none(now, draws, in_flight, memory):
    return 99


OWN, BROKEN = Balancer("own", pick), Balancer("broken", pick_none)
CELLS = [(balancers.RANDOM, "fast"), (balancers.PEAK_EWMA, "fast"), (OWN, "auto"), (OWN, "compiled")]


def compare(*start_methods: str) -> None:
    ours = [simulate(TRACE, balancer, engine=engine) for balancer, engine in CELLS]
    for start_method in start_methods:
        compare_one(start_method, ours)


def compare_one(start_method: str, ours: list[Run]) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context(start_method)) as pool:
        futures = [pool.submit(simulate, TRACE, balancer, engine=engine) for balancer, engine in CELLS]
        failing = pool.submit(simulate, TRACE, BROKEN)
        for future, here in zip(futures, ours, strict=True):
            there = future.result()
            assert there.engine == here.engine
            for name in COLUMNS:
                theirs, where = getattr(there, name), (start_method, name)
                assert np.array_equal(theirs, getattr(here, name), equal_nan=name == "start_s"), where
                assert not theirs.flags.writeable, where
        problem = failing.exception()
        assert isinstance(problem, SimulationError)
        assert "balancer 'broken'" in str(problem)
        assert "99" in str(problem)
