"""A run by sections is the run in one piece, to the last bit, and takes no more memory the longer it is."""

from __future__ import annotations

import math
import tracemalloc
from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import balancers, traffic
from course_lib.balancers import Balancer
from course_lib.simulation import Pods, SimulationError, engines, fast, simulate, stream
from course_lib.simulation.run import COLUMNS
from course_lib.simulation.sections import SECTION, Sections
from course_lib.simulation.state import MADE
from course_lib.simulation.system import Clients
from course_lib.traffic import units
from tests.models.test_simulation_engines import always_by_index, in_python, joined

TWO = balancers.POWER_OF_TWO_CHOICES
LEAST_BY_INDEX = always_by_index(balancers.LEAST_IN_FLIGHT)


def bits(run):
    return [getattr(run, name).tobytes() for name in COLUMNS]


@given(
    n=st.integers(1, 90),
    section=st.integers(1, 40),
    seed=st.integers(0, 1000),
    whole=st.booleans(),
    workers=st.integers(1, 3),
    limit=st.sampled_from([None, 0, 2]),
    timeout_s=st.sampled_from([None, 1.0, 4.0]),
    retries=st.integers(0, 2),
    proxies=st.sampled_from([1, 3]),
    connections=st.sampled_from([0, 4]),
    crashing=st.booleans(),
    balancer=st.sampled_from([TWO, in_python(TWO), LEAST_BY_INDEX, in_python(LEAST_BY_INDEX)]),
)
@settings(max_examples=300)
def test_pieces_are_together_the_run_in_one_piece(
    n, section, seed, whole, workers, limit, timeout_s, retries, proxies, connections, crashing, balancer
):
    trace = traffic.poisson_trace(n, utilisation=1.1, pods=3, seed=seed, draws=6, overload=True)
    if whole:  # everything at one instant
        trace = replace(trace, gaps_s=np.round(trace.gaps_s), service_s=np.ceil(trace.service_s))
    trace = trace.with_connections(connections) if connections else trace
    crashes = ((1, 3.0, 9.0), (0, 5.0, math.inf)) if crashing else ()
    pods = Pods((1.0, 0.5, 1.0), workers, limit, (0.0, 0.0, 6.0), crashes)
    how = {"timeout_s": timeout_s, "retries": retries, "backoff_s": 0.5, "proxies": proxies}
    in_one = simulate(trace, balancer, pods, "fast", **how)
    pieces = list(stream(trace, balancer, pods, "fast", section=section, **how))
    assert bits(joined(pieces)) == bits(in_one)
    assert pieces[-1].note == in_one.note
    # The columns of a run in one piece, whose window moves on in them.
    clients = Clients(proxies, timeout_s, retries, 0.5)
    assert bits(engines.FastRun(trace, balancer, pods, clients, "fast", section=section).to_its_end()) == bits(in_one)


@pytest.mark.parametrize("pattern", traffic.ARRIVALS)
@pytest.mark.parametrize("most_kept", [units.MOST_KEPT, 0], ids=["kept", "drawn anew"])
def test_a_section_draws_what_the_whole_trace_draws(pattern, most_kept, monkeypatch):
    monkeypatch.setattr(units, "MOST_KEPT", most_kept)
    trace = traffic.ARRIVALS[pattern](20_000, utilisation=0.8, pods=5, seed=3, service="lognormal")
    cuts = [0, 1, 8_191, 8_200, 20_000]
    for name in ("gaps_s", "service_s", "client", "draws", "connection"):
        for _ in ("drawn", "from what is there now"):
            pieces = [trace.piece(name, begin, end) for begin, end in pairwise(cuts)]
            assert np.concatenate(pieces).tobytes() == getattr(trace, name).tobytes()
    pieces = [trace.first_draws(2, begin, end) for begin, end in pairwise(cuts)]
    assert np.concatenate(pieces).tobytes() == trace.first_draws(2).tobytes()


def most_bytes(n):
    """Return the most memory that a streamed run takes at any time."""
    trace = traffic.poisson_trace(n, utilisation=0.8, pods=10, seed=1)
    tracemalloc.start()
    try:
        for piece in stream(trace, TWO, section=5_000, engine="fast"):
            assert 0 < len(piece) < 6_000
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_run_ten_times_as_long_takes_no_more_memory(monkeypatch):
    monkeypatch.setattr(units, "MOST_KEPT", 0)  # as with traces of millions
    most_bytes(10_000)
    assert most_bytes(300_000) < 1.1 * most_bytes(30_000) < 5e6


def test_a_run_in_one_piece_takes_its_columns_and_a_section(monkeypatch):
    monkeypatch.setattr(units, "MOST_KEPT", 0)
    trace = traffic.poisson_trace(1_000_000, utilisation=0.8, pods=10, seed=1)
    simulate(trace.first(1000), TWO, engine="fast")
    tracemalloc.start()
    run = simulate(trace, TWO, engine="fast")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most - sum(getattr(run, name).nbytes for name in COLUMNS) < 70 * SECTION


def test_one_that_takes_long_keeps_those_after_it_and_no_run_is_the_slower_for_it():
    """At an endless queue all stay open: sections grow with what is open, so that it's looked at again but rarely."""
    n = 30_000
    trace = traffic.recorded_trace(np.full(n, 0.01), np.full(n, 1.0), pods=2, seed=1)
    pieces = list(stream(trace, balancers.ROUND_ROBIN, section=100, engine="fast"))
    assert bits(joined(pieces)) == bits(simulate(trace, balancers.ROUND_ROBIN))
    assert 5 < len(pieces) < 20
    assert "overloaded" in pieces[-1].note


def test_nothing_happens_before_somebody_asks_and_a_run_without_end_may_be_left():
    trace = traffic.poisson_trace(80_000_000, utilisation=0.8, pods=10, seed=1, draws=2)
    few = list(islice(stream(trace, TWO, section=1_000), 3))
    together, begin = joined(few), simulate(trace.first(3_500), TWO, engine="fast")
    assert 2_900 < len(together) <= 3_000
    assert bits(together) == [getattr(begin, name)[: len(together)].tobytes() for name in COLUMNS]
    assert not isinstance(vars(trace)["gaps_s"], np.ndarray)


def test_an_error_names_the_request_counted_from_the_beginning():
    def pick_late_mistake(now, draws, in_flight, memory):
        memory[1][0] += 1
        return 0 if memory[1][0] <= 2_345 else 7

    trace = traffic.poisson_trace(5_000, utilisation=0.5, pods=2, seed=1)
    for engine in ("fast", "compiled"):
        pieces = stream(trace, Balancer("mine", pick_late_mistake), section=1_000, engine=engine)
        with pytest.raises(SimulationError, match="pick at request 2345, attempt 0"):
            list(pieces)


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"engine": "reference"}, "engine must be one of"),
        ({"section": 0}, "section must be a whole number of at least 1, got 0"),
        ({"proxies": 0}, "proxies must be"),
        ({"retries": 5}, "trace.draws must have at least 12 columns"),
    ],
)
def test_what_is_wrong_is_said_at_once(how, message):
    with pytest.raises(ValueError, match=message):
        stream(traffic.poisson_trace(100, utilisation=0.5, pods=2, seed=1), TWO, **how)


def test_the_window_holds_nothing_that_has_come_to_its_end():
    trace = traffic.poisson_trace(10_000, utilisation=0.5, pods=2, seed=1)
    sections = Sections(trace, balancers.RANDOM, Pods.alike(2), Clients(), section=1_000)
    for _ in range(3):
        sections.advance(lambda system, state: fast.kernel(*balancers.RANDOM.functions(2), system, state))
        finish_s, settled = sections.columns["finish_s"], sections.settled
        assert finish_s[:settled].max() <= sections.state.next_s[0] < finish_s[settled]
        assert settled + sections.state.tally[MADE] == sections.load.requests
