"""Whatever a balancer takes from around it counts at once, wherever in it that is read; and nobody is accused of it."""

from __future__ import annotations

import math
import sys

import numpy as np
import pytest

from course_lib import traffic
from course_lib.balancers import Balancer
from course_lib.simulation import simulate
from course_lib.simulation.run import COLUMNS
from course_lib.simulation.surroundings import NotCompiledError, around

TRACE = traffic.poisson_trace(300, utilisation=0.8, pods=4, seed=1)
LONG = traffic.poisson_trace(10_000, utilisation=0.8, pods=4, seed=1)  # its end is far beyond the rehearsal
REHEARSED_S = 1_000.0
LIMIT = 1
e = [2.7]  # no number, and nobody reads it: they read math.e


def pick_by_comprehension(now, draws, in_flight, memory):
    low = [pod for pod in range(len(in_flight)) if in_flight[pod] < LIMIT]
    return low[int(draws[0] * len(low))] if len(low) > 0 else int(draws[0] * len(in_flight))


def pick_by_lambda(now, draws, in_flight, memory):
    shifted = lambda pod: (pod + LIMIT) % len(in_flight)  # noqa: E731
    return shifted(int(draws[0] * len(in_flight)))


def pick_by_inner_function(now, draws, in_flight, memory):
    def shifted(pod):
        return (pod + LIMIT) % len(in_flight)

    return shifted(int(draws[0] * len(in_flight)))


def limit():
    return LIMIT


def pick_by_helper_in_a_comprehension(now, draws, in_flight, memory):
    shifted = [(pod + limit()) % len(in_flight) for pod in range(len(in_flight))]
    return shifted[0]


def pick_by_comprehension_late(now, draws, in_flight, memory):
    shifted = [(pod + LIMIT) % len(in_flight) for pod in range(len(in_flight))]
    return shifted[0] if now > REHEARSED_S else 0


PICKS = (
    pick_by_comprehension,
    pick_by_lambda,
    pick_by_inner_function,
    pick_by_helper_in_a_comprehension,
    pick_by_comprehension_late,
)


def assert_same(run, other):
    for name in COLUMNS:
        np.testing.assert_array_equal(getattr(run, name), getattr(other, name))


@pytest.mark.parametrize("pick", PICKS)
def test_a_number_that_is_read_further_inside_counts_at_once(pick, monkeypatch):
    assert LONG.arrival_s[2_000] < REHEARSED_S < LONG.arrival_s[-1]
    balancer, seen = Balancer("mine", pick), set()
    for number in (1, 3, 2):
        monkeypatch.setattr(sys.modules[__name__], "LIMIT", number)
        run = simulate(LONG, balancer, engine="fast")
        assert run.engine == "compiled" or "had another value" in run.note
        assert_same(run, simulate(LONG, balancer, engine="reference"))
        seen.add(run.pod.tobytes())
    assert len(seen) == 3  # else the number changes nothing, and this shows nothing


def pick_with_a_table(now, draws, in_flight, memory):
    return int(sum([e[0] for _ in in_flight])) % len(in_flight)


def test_what_is_no_number_is_found_further_inside_too():
    with pytest.raises(NotCompiledError, match="pick_with_a_table uses e, which is no number and no function"):
        around(pick_with_a_table)


def pick_with_an_attribute(now, draws, in_flight, memory):
    return int(draws[0] * len(in_flight) * math.e / 3.0)


def test_an_attribute_is_no_global_of_the_same_name():
    assert around(pick_with_an_attribute) == ((pick_with_an_attribute, (("math", type(math), math),)),)
    assert simulate(TRACE, Balancer("mine", pick_with_an_attribute), engine="fast").engine == "compiled"


def test_what_has_no_value_any_more_is_said_by_python():
    gone = 0

    def pick(now, draws, in_flight, memory):
        return gone  # noqa: F821

    del gone
    with pytest.raises(NotCompiledError, match="pick uses a name that has no value"):
        around(pick)
    with pytest.raises(RuntimeError, match="pick at request 0, attempt 0: NameError"):
        simulate(TRACE, Balancer("mine", pick), engine="fast")
