"""The simulation against theory (z below 4), and against every figure that the course quotes (within 3%)."""

from __future__ import annotations

import math
from functools import lru_cache
from types import SimpleNamespace

import numpy as np
import pytest

from course_lib import balancers, queueing, tables, traffic
from course_lib.simulation import Pods, simulate
from course_lib.simulation.intervals import error_of_mean

PUBLISHED = {
    "random": balancers.RANDOM,
    "round_robin": balancers.ROUND_ROBIN,
    "p2c": balancers.POWER_OF_TWO_CHOICES,
    "p2c_replace": balancers.POWER_OF_TWO_WITH_REPLACEMENT,
    "join_idle": balancers.JOIN_IDLE_QUEUE,
    "least": balancers.LEAST_IN_FLIGHT,
}


@lru_cache(maxsize=1)
def busy_trace(pods, n):
    return traffic.poisson_trace(n, utilisation=0.9, pods=pods, seed=3, draws=2)


@lru_cache(maxsize=2)
def busy(name, pods=10, n=3_000_000, proxies=1):
    """Return the quoted case: Poisson arrivals, exponential service, one worker a pod, utilisation 0.9."""
    run = simulate(busy_trace(pods, n), PUBLISHED[name], engine="fast", proxies=proxies)
    return run.steady(0.05)


def z(interval, truth):
    return abs(interval.best - truth) / interval.standard_error


def published(identity, within=0.03):
    return pytest.approx(tables.figure("queueing", identity).value, rel=within)


# --- Theory -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("utilisation", [0.5, 0.7, 0.9])
def test_random_is_a_row_of_mm1_queues(utilisation):
    trace = traffic.poisson_trace(1_000_000, utilisation=utilisation, pods=10, seed=5, draws=1)
    run = simulate(trace, balancers.RANDOM, engine="fast").steady(0.05)
    assert z(run.mean_interval(), queueing.mm1_latency(utilisation)) < 4
    assert z(run.quantile_interval(0.99), queueing.mm1_percentile(utilisation, 0.99)) < 4
    assert run.counts / len(run) == pytest.approx(0.1, rel=0.02)


@pytest.mark.parametrize("utilisation", [0.5, 0.7, 0.9])
def test_round_robin_is_a_row_of_gim1_queues(utilisation):
    trace = traffic.poisson_trace(1_000_000, utilisation=utilisation, pods=10, seed=6, draws=0)
    run = simulate(trace, balancers.ROUND_ROBIN, engine="fast").steady(0.05)
    assert z(run.mean_interval(), queueing.round_robin_latency(utilisation, 10)) < 4
    assert z(run.quantile_interval(0.99), queueing.round_robin_percentile(utilisation, 10)) < 4


@pytest.mark.parametrize("utilisation", [0.5, 0.7, 0.9])
@pytest.mark.parametrize("workers", [2, 10])
def test_one_pod_with_workers_is_erlangs_queue(workers, utilisation):
    trace = traffic.poisson_trace(600_000, utilisation=utilisation, pods=1, workers=workers, seed=7, draws=0)
    run = simulate(trace, balancers.ROUND_ROBIN, Pods.alike(1, workers=workers), "fast").steady(0.05)
    assert z(run.mean_interval(), queueing.mmc_latency(utilisation, workers)) < 4
    wait_s = batches(run.start_s - run.arrival_s)
    assert z(spread((wait_s > 0).mean(axis=1)), queueing.erlang_c(utilisation, workers)) < 4
    p99_s = np.quantile(wait_s, 0.99, axis=1)
    assert z(spread(p99_s), queueing.mmc_wait_percentile(utilisation, workers)) < 4


def batches(values):
    return values[len(values) % 20 :].reshape(20, -1)


def spread(figures):
    error = figures.std(ddof=1) / len(figures) ** 0.5
    return SimpleNamespace(best=figures.mean(), standard_error=error)


@pytest.mark.parametrize("service", traffic.SERVICES)
def test_any_service_follows_pollaczek_and_khinchine(service):
    trace = traffic.poisson_trace(1_000_000, utilisation=0.7, pods=4, service=service, seed=8, draws=1)
    run = simulate(trace, balancers.RANDOM, engine="fast").steady(0.05)
    truth = queueing.pollaczek_khinchine_latency(0.7, traffic.squared_variation(service))
    assert z(run.mean_interval(), truth) < 4


@pytest.mark.parametrize("burst", [1, 4, 20])
def test_bursts_wait_as_queues_with_bulk_arrivals_do(burst):
    """Source: Gross and Harris, "Fundamentals of Queueing Theory", section 3.1 (bulk input)."""
    trace = traffic.burst_trace(1_000_000, utilisation=0.7, pods=1, seed=4, draws=0, burst=burst)
    run = simulate(trace, balancers.ROUND_ROBIN, engine="fast").steady(0.05)
    assert z(run.mean_interval(), (1 + burst) / 2 * queueing.mm1_latency(0.7)) < 4


def test_on_off_waits_as_long_as_poisson_at_the_rate_while_on():
    """Long cycles: what a pod needs to get used to the load at the start of each counts for little."""
    trace = traffic.on_off_trace(400_000, utilisation=0.15, pods=1, seed=4, draws=0, on_share=0.25, cycle_s=20_000.0)
    run = simulate(trace, balancers.ROUND_ROBIN, engine="fast")
    assert run.mean_s == pytest.approx(queueing.mm1_latency(0.15 / 0.25), rel=0.03)


def test_two_choices_among_a_thousand_pods_are_the_supermarket_and_among_ten_are_not():
    run = simulate(
        traffic.poisson_trace(1_000_000, utilisation=0.9, pods=1000, seed=3, draws=2),
        balancers.POWER_OF_TWO_CHOICES,
        engine="fast",
    ).steady(0.2)
    truth = queueing.supermarket_latency(0.9)
    assert z(run.mean_interval(), truth) < 4
    assert 1.07 < busy("p2c").mean_s / truth < 1.15


def test_least_in_flight_is_bounded_by_one_queue_for_all():
    assert busy("least").mean_s > queueing.mmc_latency(0.9, 10)


def test_a_full_pod_loses_what_erlang_says():
    """Erlang's loss formula: 10 workers, no queue, 9 offered, here by its recursion."""
    blocked = 1.0
    for worker in range(1, 11):
        blocked = 9 * blocked / (worker + 9 * blocked)
    trace = traffic.poisson_trace(400_000, utilisation=0.9, pods=1, workers=10, seed=2, draws=0)
    run = simulate(trace, balancers.ROUND_ROBIN, Pods.alike(1, workers=10, queue_limit=0), "fast")
    assert run.outcomes["rejected"] / len(run) == pytest.approx(blocked, rel=0.02)
    # And the law asks nothing of the service but its mean.
    trace = traffic.poisson_trace(400_000, utilisation=0.9, pods=1, workers=10, service="heavy_tailed", seed=2, draws=0)
    run = simulate(trace, balancers.ROUND_ROBIN, Pods.alike(1, workers=10, queue_limit=0), "fast")
    assert run.outcomes["rejected"] / len(run) == pytest.approx(blocked, rel=0.02)


# --- The figures quoted -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", PUBLISHED)
def test_quoted_figures_of_ten_pods(name):
    assert busy(name).mean_s == published(f"simulated_n10_{name}_mean")
    assert busy(name).quantile_s(0.99) == published(f"simulated_n10_{name}_p99")


@pytest.mark.parametrize("name", ["p2c", "join_idle", "least"])
def test_quoted_figures_of_a_hundred_pods(name):
    assert busy(name, pods=100, n=1_000_000).mean_s == published(f"simulated_n100_{name}_mean")


@pytest.mark.parametrize("proxies", [1, 2, 10, 50])
def test_quoted_figures_of_local_views(proxies):
    run = busy("p2c", proxies=proxies)
    assert run.mean_s == published(f"views_p2c_{proxies}_mean")
    assert run.quantile_s(0.99) == published(f"views_p2c_{proxies}_p99")
    assert busy("least", proxies=proxies).mean_s == published(f"views_least_{proxies}_mean")


@pytest.mark.parametrize("proxies", [1, 5, 10, 20, 50])
def test_quoted_pods_for_an_objective(proxies):
    """Nine workers' load at a mean latency of two service times: one pod fewer is surely too few."""
    enough = int(tables.figure("queueing", f"sizing_p2c_{proxies}").value)
    for pods, holds in ((enough, True), (enough - 1, False)):
        trace = traffic.poisson_trace(700_000, utilisation=9 / pods, pods=pods, seed=3, draws=2)
        run = simulate(trace, balancers.POWER_OF_TWO_CHOICES, engine="fast", proxies=proxies).steady(0.05)
        interval = run.mean_interval()
        assert (interval.high <= 2) if holds else (interval.low > 2)


def naive_error(latency_s):
    """Return the standard error of the mean as it would be if latencies knew nothing of one another."""
    return latency_s.std() / len(latency_s) ** 0.5


def test_quoted_naive_error_is_that_many_times_too_small():
    run = busy("p2c")
    times = run.mean_interval(batches=200).standard_error / naive_error(run.answered_s)
    assert times == published("naive_error", within=0.12)  # 200 batches know it to 5%, likeness aside


def test_naive_error_of_waits_is_as_wrong_as_theory_says():
    """Daley, "The serial correlation coefficients of waiting times in a stationary single server queue", 1968."""
    rho, run = 0.9, busy("random")
    variance = rho * (2 - rho) / (1 - rho) ** 2
    variance_of_sums = rho * (2 + 5 * rho - 4 * rho**2 + rho**3) / (1 - rho) ** 4
    wait_s = run.start_s - run.arrival_s
    batch_means = wait_s[len(wait_s) % 400 :].reshape(400, -1).mean(axis=1)
    error, _ = error_of_mean(batch_means)
    assert error / naive_error(wait_s) == pytest.approx(math.sqrt(variance_of_sums / variance), rel=0.12)  # 19.04
