"""Ranks beside numpy's quantiles and a run's figures beside those of the plain way, both to the last bit."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import balancers, traffic
from course_lib.simulation import Pods, Run, intervals, simulate
from course_lib.simulation.ranks import FEW, Ranks

RNG = np.random.default_rng(3)
MANY = 40_000
SHARES = (0.0, 1e-4, 0.01, 0.25, 0.5, 0.6180339887, 0.9, 0.99, 0.999, 1 - 1e-9, 1.0)
SHAPES = {
    "exponential": RNG.exponential(size=MANY),
    "few": RNG.exponential(size=FEW),
    "one more": RNG.exponential(size=FEW + 1),
    "one": np.array([2.5]),
    "alike": np.ones(MANY),
    "half alike": np.where(RNG.random(MANY) < 0.5, 1.0, RNG.random(MANY)),
    "whole": RNG.integers(0, 9, MANY).astype(float),
    "every tenth slow": np.tile([9.0] + [1.0] * 9, MANY // 10) + 1e-3 * RNG.random(MANY),
    "rising": np.arange(float(MANY)),
    "falling": -np.arange(float(MANY)),
    "far apart": RNG.exponential(size=MANY) ** 40,
}
every_shape = pytest.mark.parametrize("values", SHAPES.values(), ids=SHAPES)


@every_shape
def test_quantiles_are_numpys_to_the_last_bit(values):
    for share in SHARES:
        one = Ranks(values).quantile(share)
        np.testing.assert_array_equal(one, np.quantile(values, share), strict=False)
    together = Ranks(values)
    np.testing.assert_array_equal([together.quantile(share) for share in SHARES], np.quantile(values, SHARES))


@every_shape
@pytest.mark.parametrize("nothing_near", [-1e300, 1e300])
def test_a_sample_that_misleads_costs_time_and_changes_nothing(values, nothing_near):
    found = Ranks(values)
    found._sample = np.full(900, nothing_near)
    assert [found.quantile(share) for share in (0.5, *SHARES)] == np.quantile(values, (0.5, *SHARES)).tolist()


@every_shape
def test_every_rank_is_that_of_the_values_in_order(values):
    found = Ranks(values)
    for rank in {0, len(values) // 3, len(values) // 2, len(values) - 1}:
        assert found.at(rank) == np.sort(values)[rank]


@every_shape
def test_the_values_from_a_rank_on_are_the_end_of_all_in_order(values):
    for rank in {0, len(values) // 3, 4 * len(values) // 5, len(values) - 1}:
        assert np.sort(Ranks(values).from_on(rank)).tobytes() == np.sort(values)[rank:].tobytes()


@given(seed=st.integers(0, 10**6), n=st.integers(1, 9_000), share=st.floats(0, 1), digits=st.integers(0, 6))
@settings(deadline=None, max_examples=150)
def test_any_quantile_of_values_rounded_to_any_digit_is_numpys(seed, n, share, digits):
    values = np.random.default_rng(seed).exponential(size=n).round(digits)
    assert Ranks(values).quantile(share) == np.quantile(values, share)


@pytest.mark.parametrize("size", [1, 3, FEW + 1, MANY])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_what_is_no_number_has_no_rank(size, share):
    values = RNG.random(size)
    values[int(share * (size - 1))] = np.nan
    with pytest.raises(ValueError, match=re.escape(f"values[{int(share * (size - 1))}] must be a number, to have a ")):
        Ranks(values)


def test_infinite_values_have_ranks():
    found = Ranks(np.array([np.inf, 1.0, -np.inf, np.inf, 2.0]))
    assert [found.at(rank) for rank in range(5)] == [-np.inf, 1.0, 2.0, np.inf, np.inf]


def test_a_run_with_a_time_that_is_no_number_has_no_quantile():
    run = simulate(traffic.poisson_trace(3_000, utilisation=0.5, pods=2, seed=1), balancers.RANDOM)
    finish_s = run.finish_s.copy()
    finish_s[1_000] = np.nan
    for ask in (lambda broken: broken.quantile_s(0.5), lambda broken: broken.quantile_interval(0.5)):
        with pytest.raises(ValueError, match=r"values\[\d+\] must be a number, to have a rank, got nan"):
            ask(replace(run, finish_s=finish_s))


def test_the_values_stay_as_they_are():
    values = RNG.random(MANY)
    before = values.copy()
    values.setflags(write=False)
    Ranks(values).quantile(0.5)
    assert (values == before).all()


# --- A run's figures --------------------------------------------------------------------------------


def plainly(run: Run, drop: float = 0.1) -> Run:
    """Return a run without its first requests, each column copied by a mask."""
    kept = run.request >= drop * (int(run.request.max()) + 1)
    columns = ("request", "attempt", "pod", "outcome", "arrival_s", "start_s", "finish_s")
    return replace(run, **{name: getattr(run, name)[kept] for name in columns})


def plain_mean(run: Run, batches: int, level: float) -> intervals.Interval:
    answered = run.outcome == 0
    latency_s, wait_s = ((ends - run.arrival_s)[answered] for ends in (run.finish_s, run.start_s))
    length = len(latency_s) // batches
    rows = [values[-length * batches :].reshape(batches, length) for values in (latency_s, wait_s)]
    source = f"mean of {rows[0].size:,} simulated latencies"
    return intervals.mean_interval(*intervals.works_and_waits(*rows), level, source)


def plain_quantile(run: Run, share: float, batches: int, level: float) -> intervals.Interval:
    """Return a quantile's interval, with numpy's own quantiles."""
    latency_s = (run.finish_s - run.arrival_s)[run.outcome == 0]
    values = latency_s[-(len(latency_s) // batches) * batches :]
    best = float(np.quantile(values, share))
    error, freedom = intervals.error_of_mean((values <= best).reshape(batches, -1).mean(axis=1))
    reach = intervals.student(freedom, level) * error
    shares = max(share - reach, 0.0), min(share + reach, 1 - intervals.FURTHEST * (1 - share))
    low, high = (float(end) for end in np.quantile(values, shares))
    error = (high - low) / (2 * intervals.student(freedom, level))
    source = f"p{100 * share:g} of {len(values):,} simulated latencies"
    return replace(plain_mean(run, batches, level), low=low, best=best, high=high, standard_error=error, source=source)


RUNS = {
    "all answered": (balancers.POWER_OF_TWO_CHOICES, None, {}),
    "retries": (balancers.RANDOM, Pods.alike(10, queue_limit=4), {"retries": 1, "timeout_s": 5.0, "backoff_s": 2.0}),
    "some fail": (balancers.ROUND_ROBIN, Pods.alike(10, queue_limit=1), {}),
}


@pytest.mark.parametrize("service", traffic.SERVICES)
@pytest.mark.parametrize(("balancer", "pods", "how"), RUNS.values(), ids=RUNS)
def test_figures_of_a_run_are_those_of_the_plain_way(balancer, pods, how, service):
    trace = traffic.poisson_trace(50_013, utilisation=0.85, pods=10, service=service, seed=8)
    run = simulate(trace, balancer, pods, "fast", **how)
    for drop in (0.0, 0.1, 0.37):
        ours, theirs = run.steady(drop), plainly(run, drop)
        for name in ("request", "attempt", "pod", "outcome", "arrival_s", "start_s", "finish_s"):
            np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name), strict=True)
        assert ours.quantile_s(0.99) == np.quantile(theirs.latency_s[theirs.outcome == 0], 0.99)
        for batches, level in ((20, 0.95), (33, 0.5)):
            assert ours.mean_interval(batches, level) == plain_mean(theirs, batches, level)
            for share in (0.01, 0.5, 0.9, 0.99):
                found = ours.quantile_interval(share, batches, level)
                assert found == plain_quantile(theirs, share, batches, level)


def test_a_run_without_its_warm_up_is_no_copy_where_requests_come_once():
    trace = traffic.poisson_trace(1_000, utilisation=0.5, pods=10, seed=1)
    run = simulate(trace, balancers.RANDOM)
    steady = run.steady()
    assert np.shares_memory(steady.finish_s, run.finish_s)
    assert steady.answered_s is steady.latency_s
    assert not steady.finish_s.flags.writeable
    assert len(run.steady(0.9999).steady()) == 0
