"""Simulate in other processes: `python -c "from tests.models import pools; pools.compare('spawn')"`.

It says nothing where every run that comes back equals the one made here, and cannot be changed.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from course_lib import balancers, traffic
from course_lib.balancers import Balancer
from course_lib.simulation import SimulationError, simulate
from course_lib.simulation.run import COLUMNS

TRACE = traffic.poisson_trace(5_000, utilisation=0.8, pods=4, seed=1)


def pick(now, draws, in_flight, memory):
    first, second = int(draws[0] * len(in_flight)), int(draws[1] * len(in_flight))
    return first if in_flight[first] <= in_flight[second] else second


def pick_none(now, draws, in_flight, memory):
    return 99


OWN, BROKEN = Balancer("own", pick), Balancer("broken", pick_none)
CELLS = [(balancers.RANDOM, "fast"), (balancers.PEAK_EWMA, "fast"), (OWN, "auto"), (OWN, "compiled")]


def compare(start_method: str) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context(start_method)) as pool:
        futures = [pool.submit(simulate, TRACE, balancer, engine=engine) for balancer, engine in CELLS]
        failing = pool.submit(simulate, TRACE, BROKEN)
        for future, (balancer, engine) in zip(futures, CELLS, strict=True):
            there, here = future.result(), simulate(TRACE, balancer, engine=engine)
            assert there.engine == here.engine
            for name in COLUMNS:
                assert np.array_equal(getattr(there, name), getattr(here, name), equal_nan=name == "start_s"), name
                assert not getattr(there, name).flags.writeable, name
        problem = failing.exception()
        assert isinstance(problem, SimulationError)
        assert "balancer 'broken'" in str(problem)
        assert "99" in str(problem)
