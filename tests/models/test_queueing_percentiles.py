"""Exact percentiles of M/M/c, the busiest a pod may be, and how many requests it takes to know a latency."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import expon, norm

from course_lib import balancers, queueing, tables, traffic
from course_lib.queueing import textbook
from course_lib.simulation import Pods, simulate

quickly = settings(deadline=None, max_examples=50)
utilisations, shares = st.floats(0.0, 0.99), st.floats(0.01, 0.9999)


@given(utilisations, shares)
@quickly
def test_one_worker_is_the_plain_queue(utilisation, share):
    plain = pytest.approx(queueing.mm1_percentile(utilisation, share), rel=1e-6)
    assert queueing.mmc_percentile(utilisation, 1, share) == plain


@given(utilisations, st.integers(1, 40), shares)
@quickly
def test_percentile_and_share_undo_each_other(utilisation, workers, share):
    latency_s = queueing.mmc_percentile(utilisation, workers, share, mean_service_s=0.02)
    assert queueing.mmc_longer(utilisation, workers, latency_s, 0.02) == pytest.approx(1 - share, rel=1e-6)


@pytest.mark.parametrize(("utilisation", "workers"), [(0.5, 10), (0.9, 10), (0.5, 2), (0.8, 5), (0.95, 3)])
def test_mean_is_the_area_under_the_tail(utilisation, workers):
    """(0.5, 2) and (0.8, 5) drain at the rate of one service, where the formula's limit is taken."""
    area, _ = quad(lambda latency: queueing.mmc_longer(utilisation, workers, latency), 0, np.inf, limit=200)
    assert area == pytest.approx(queueing.mmc_latency(utilisation, workers), rel=1e-6)


@pytest.mark.parametrize(("utilisation", "workers", "latency"), [(0.9, 10, 3.0), (0.5, 2, 1.0), (0.7, 3, 4.0)])
def test_tail_is_that_of_a_wait_and_a_service(utilisation, workers, latency):
    """The convolution by quadrature: no wait, or an exponential one, and then an exponential service."""
    waits, drain = queueing.erlang_c(utilisation, workers), workers * (1 - utilisation)
    waited, _ = quad(lambda wait: drain * math.exp(-drain * wait) * expon.sf(latency - wait), 0, latency)
    beyond = math.exp(-drain * latency)
    expected = (1 - waits) * expon.sf(latency) + waits * (waited + beyond)
    assert queueing.mmc_longer(utilisation, workers, latency) == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("utilisation", [0.5, 0.7, 0.9])
@pytest.mark.parametrize("workers", [2, 10])
def test_simulated_percentile_agrees(workers, utilisation):
    trace = traffic.poisson_trace(600_000, utilisation=utilisation, pods=1, workers=workers, seed=9, draws=0)
    run = simulate(trace, balancers.ROUND_ROBIN, Pods.alike(1, workers=workers), "fast").steady(0.05)
    for share in (0.5, 0.99):
        interval = run.quantile_interval(share)
        truth = queueing.mmc_percentile(utilisation, workers, share)
        assert abs(interval.best - truth) / interval.standard_error < 4


@given(st.floats(0.05, 5), st.integers(1, 20))
@quickly
def test_the_busiest_just_meets_its_objective(objective_s, workers):
    busy = queueing.busiest(objective_s, 0.01, workers)
    assert queueing.mmc_percentile(busy, workers, 0.99, 0.01) == pytest.approx(objective_s, rel=1e-6)
    assert queueing.mmc_percentile(min(busy + 1e-6, 1 - 1e-10), workers, 0.99, 0.01) >= objective_s


def test_the_busiest_with_one_worker_has_a_closed_form():
    assert queueing.busiest(0.1, 0.01) == pytest.approx(1 + math.log(0.01) * 0.1)


def test_the_range_is_of_one_four_and_forty_workers_to_a_queue():
    found = queueing.busiest_range(0.1, 0.01, workers=4, pods=10)
    assert (found.low, found.best, found.high) == tuple(queueing.busiest(0.1, 0.01, workers) for workers in (1, 4, 40))
    assert found.low < found.best < found.high < 1


# --- Samples ----------------------------------------------------------------------------------------


def test_independent_requests_are_as_many_as_the_order_statistic_says():
    """The exponential's order statistic is a sum of independent terms: variance Σ 1/k² over those above it."""
    n = round(queueing.independent_requests(0.99, within=0.01))
    above = np.arange(round(0.01 * n), n)
    relative = math.sqrt((1 / above**2.0).sum()) / -math.log(0.01)
    assert norm.ppf(0.975) * relative == pytest.approx(0.01, rel=0.005)


def embedded(utilisation, figure):
    """Return true over naive standard error by solving Poisson's equation of the workload on a grid."""
    step, most = 0.02, 14 / (1 - utilisation)
    grid = np.arange(0, most, step)
    density = (1 - utilisation) * np.exp(-(1 - utilisation) * grid)
    weight = density * step / (density.sum() * step)
    f = figure(grid) - weight @ figure(grid)
    # d = g - G of the recursion T' = (T - A)+ + S solves d' = (1 - ρ) d - f; then G' = ρ d.
    theta = 1 - utilisation
    d = np.flip(np.cumsum(np.flip(np.exp(-theta * grid) * f))) * step * np.exp(theta * grid)
    total = np.cumsum(utilisation * d) * step
    return math.sqrt(1 + 2 * (weight @ (f * total)) / (weight @ (f * f)))


@pytest.mark.parametrize("utilisation", [0.3, 0.5, 0.7])
def test_correlated_errors_solve_poissons_equation(utilisation):
    expected = pytest.approx(embedded(utilisation, lambda latency: latency), rel=0.03)
    assert queueing.correlated_error(utilisation) == expected
    slow = queueing.mm1_percentile(utilisation, 0.99)
    expected = pytest.approx(embedded(utilisation, lambda latency: (latency > slow) * 1.0), rel=0.03)
    assert queueing.correlated_percentile_error(utilisation, 0.99) == expected


def test_daleys_formula_for_waits_is_close_where_waits_are_most_of_the_latency():
    rho = 0.95
    asymptotic, variance = rho * (2 + 5 * rho - 4 * rho**2 + rho**3) / (1 - rho) ** 4, rho * (2 - rho) / (1 - rho) ** 2
    assert queueing.correlated_error(rho) == pytest.approx(math.sqrt(asymptotic / variance), rel=0.005)


@pytest.mark.parametrize("utilisation", [0.5, 0.7])
def test_the_simulation_errs_as_much_as_the_formula_says(utilisation):
    """Two hundred batches know a standard error within ±5%; three times that is allowed."""
    means, percentiles, length = [], [], 20_000
    for seed in range(20):
        trace = traffic.poisson_trace(220_000, utilisation=utilisation, pods=10, seed=seed, draws=1)
        latency_s = simulate(trace, balancers.RANDOM, engine="fast").latency_s[-10 * length :].reshape(10, length)
        means.append(latency_s.mean(axis=1))
        percentiles.append(np.quantile(latency_s, 0.99, axis=1))
    mean = queueing.mm1_latency(utilisation)
    naive, naive_p99 = mean / length**0.5, mean * math.sqrt(0.99 / 0.01 / length)
    assert np.std(means, ddof=1) / naive == pytest.approx(queueing.correlated_error(utilisation), rel=0.15)
    true = queueing.correlated_percentile_error(utilisation)
    assert np.std(percentiles, ddof=1) / naive_p99 == pytest.approx(true, rel=0.15)


# --- The textbook -----------------------------------------------------------------------------------


@given(st.floats(0.01, 0.99), st.integers(1, 20), st.floats(0.001, 5))
@quickly
def test_the_learners_formulas_are_the_models(utilisation, workers, service_s):
    rate = utilisation * workers / service_s
    pair = textbook.pod_latencies(rate, workers, service_s, 0.95)
    expected = queueing.mm1_latency(utilisation, service_s), queueing.mm1_percentile(utilisation, 0.95, service_s)
    assert pair == pytest.approx(expected, rel=1e-6)
    shared = textbook.shared_queue_latency(rate, service_s, workers)
    assert shared == pytest.approx(queueing.mmc_latency(utilisation, workers, service_s), rel=1e-6)
    mixed = textbook.mixed_service_latency(utilisation, service_s, 2 * service_s)
    assert mixed == pytest.approx(queueing.pollaczek_khinchine_latency(utilisation, 4, service_s), rel=1e-9)


def test_more_work_than_workers_never_ends():
    assert textbook.shared_queue_latency(100, 0.02, 2) == textbook.shared_queue_latency(101, 0.02, 2) == math.inf


def test_the_naive_error_quoted_is_for_two_choices_and_random_is_worse():
    assert queueing.correlated_error(0.9) > tables.figure("queueing", "naive_error").value


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: queueing.busiest(0.04, 0.01), "objective_s must be above 0.0460517, what the service alone takes"),
        (lambda: queueing.busiest(-1, 0.01), "objective_s must be positive, got -1"),
        (lambda: queueing.mmc_longer(0.5, 2, -1), "latency_s must be zero or more, got -1"),
        (lambda: queueing.mmc_percentile(1, 2), "utilisation must be at least 0 and below 1, got 1"),
        (lambda: queueing.mmc_percentile(0.5, 2, 99), "share must be at least 0 and below 1 (0.99 for p99), got 99"),
        (lambda: queueing.mmc_percentile(0.5, 2, mean_service_s=0), "mean_service_s must be positive, got 0"),
        (lambda: queueing.busiest_range(1, 0.01, 4, 0), "pods must be a whole number of at least 1, got 0"),
        (lambda: queueing.independent_requests(0, 0.01), "share must be above 0, got 0"),
        (lambda: queueing.independent_requests(0.99, 0), "within must be positive, got 0"),
        (lambda: queueing.independent_requests(0.99, 0.01, 1), "level must be above 0 and below 1, got 1"),
        (lambda: queueing.correlated_error(1), "utilisation must be at least 0 and below 1, got 1"),
        (lambda: queueing.correlated_percentile_error(0.5, 0), "share must be above 0, got 0"),
    ],
)
def test_what_cannot_be_is_named(call, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        call()
