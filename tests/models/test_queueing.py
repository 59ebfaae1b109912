"""Queueing: every published figure comes out, and every formula against another way to the same number."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from course_lib import queueing, tables

quickly = settings(deadline=None)
utilisations = st.floats(0.0, 0.99)


def published(identity):
    figure = tables.figure("queueing", identity)
    return pytest.approx(figure.value, abs=0.5 * 10.0 ** -decimals(figure.value))


def decimals(value):
    return len(f"{value}".partition(".")[2])


# --- The published figures --------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [50, 70, 90])
def test_published_erlang_c_and_round_robin(percent):
    utilisation = percent / 100
    assert queueing.erlang_c(utilisation, 10) == published(f"erlang_c_n10_{percent}")
    assert queueing.mmc_latency(utilisation, 10) == published(f"central_n10_{percent}")
    assert queueing.mmc_latency(utilisation, 2) == published(f"central_n2_{percent}")
    assert queueing.round_robin_latency(utilisation, 10) == published(f"round_robin_n10_{percent}")


@pytest.mark.parametrize("percent", [50, 70, 80, 90, 95, 99])
def test_published_supermarket(percent):
    assert queueing.supermarket_latency(percent / 100) == published(f"supermarket_d2_{percent}")


def test_published_three_choices_and_fan_out():
    assert queueing.supermarket_latency(0.9, choices=3) == published("supermarket_d3_90")
    assert queueing.fan_out_share(0.01, 100) == published("fan_out_100")


def test_published_sizes_that_need_no_simulation():
    assert smallest(lambda pods: queueing.mm1_latency(9 / pods)) == tables.figure("queueing", "sizing_random").value
    central = smallest(lambda pods: queueing.mmc_latency(9 / pods, pods))
    assert central == tables.figure("queueing", "sizing_central").value


def smallest(latency):
    return next(pods for pods in range(10, 40) if latency(pods) <= 2)


def test_opening_item_latency_grows_five_and_a_half_times():
    growth = queueing.mm1_latency(0.90) / queueing.mm1_latency(0.45)
    assert growth == pytest.approx(tables.figure("opening_test", "latency_growth").value)


# --- Two ways to one number -------------------------------------------------------------------------


@given(utilisations)
@quickly
def test_one_worker_is_the_plain_case_of_everything(utilisation):
    plain = pytest.approx(queueing.mm1_latency(utilisation))
    assert queueing.mmc_latency(utilisation, 1) == plain
    assert queueing.round_robin_latency(utilisation, 1) == plain
    assert queueing.supermarket_latency(utilisation, 1) == plain
    assert queueing.pollaczek_khinchine_latency(utilisation, 1.0) == plain
    assert queueing.erlang_c(utilisation, 1) == pytest.approx(utilisation)


@given(st.floats(0.0, 0.97), st.integers(1, 60))
@quickly
def test_erlang_c_is_the_textbook_sum(utilisation, workers):
    offered = utilisation * workers
    busy = offered**workers / math.factorial(workers) / (1 - utilisation)
    fewer = sum(offered**k / math.factorial(k) for k in range(workers))
    assert queueing.erlang_c(utilisation, workers) == pytest.approx(busy / (fewer + busy))


def test_erlang_c_does_not_overflow():
    assert 0 < queueing.erlang_c(0.99, 5000) < 1
    # Square-root staffing (Halfin and Whitt 1981): a margin of √a keeps the chance to wait where it is, near 0.223.
    for offered in (10_000, 1_000_000):
        workers = offered + round(math.sqrt(offered))
        assert queueing.erlang_c(offered / workers, workers) == pytest.approx(0.2234, abs=0.003)


@given(st.floats(0.01, 0.99), st.integers(1, 50))
@quickly
def test_round_robin_solves_its_equation(utilisation, pods):
    sigma = 1 - 1 / queueing.round_robin_latency(utilisation, pods)
    rate = utilisation * pods
    assert 0 < sigma + 1e-12 < 1
    assert sigma == pytest.approx((rate / (rate + 1 - sigma)) ** pods, abs=1e-12)


@given(st.floats(0.05, 0.98))
@quickly
def test_more_order_is_never_slower(utilisation):
    ranked = [
        queueing.mmc_latency(utilisation, 10),
        queueing.round_robin_latency(utilisation, 10),
        queueing.mm1_latency(utilisation),
    ]
    assert ranked == sorted(ranked)
    choices = [queueing.supermarket_latency(utilisation, d) for d in (5, 3, 2, 1)]
    assert choices == sorted(choices)
    assert queueing.round_robin_latency(utilisation, 20) <= queueing.round_robin_latency(utilisation, 10)


def test_supermarket_is_the_sum_of_its_tail():
    tail = [0.9 ** ((3**i - 1) / 2) for i in range(1, 12)]
    assert queueing.supermarket_latency(0.9, choices=3) == pytest.approx(sum(tail) / 0.9)


def test_heavy_load_is_where_theory_says():
    """Kingman: as ρ → 1 the wait tends to (c²_arrivals + c²_service) / 2 / (1 - ρ)."""
    for pods in (1, 10, 100):
        latency = queueing.round_robin_latency(1 - 1e-7, pods)
        assert latency * 1e-7 == pytest.approx((1 / pods + 1) / 2, rel=1e-5)


@pytest.mark.parametrize("share", [0.5, 0.95, 0.99, 0.999])
def test_percentile_and_mean_belong_to_one_distribution(share):
    def beyond(latency, mean):
        return math.exp(-latency / mean)

    for utilisation in (0.3, 0.9):
        assert beyond(queueing.mm1_percentile(utilisation, share), queueing.mm1_latency(utilisation)) == pytest.approx(
            1 - share
        )
        latency = queueing.round_robin_percentile(utilisation, 10, share)
        assert beyond(latency, queueing.round_robin_latency(utilisation, 10)) == pytest.approx(1 - share)


@pytest.mark.parametrize(("utilisation", "workers"), [(0.5, 10), (0.9, 10), (0.7, 2)])
def test_mean_wait_is_the_area_under_its_percentiles(utilisation, workers):
    area, _ = quad(lambda share: queueing.mmc_wait_percentile(utilisation, workers, share), 0, 1, limit=200)
    assert 1 + area == pytest.approx(queueing.mmc_latency(utilisation, workers), rel=1e-6)


@given(st.floats(0, 1), st.integers(1, 500))
@quickly
def test_fan_out_percentile_undoes_fan_out(share, calls):
    each = queueing.fan_out_percentile(share, calls)
    assert 1 - queueing.fan_out_share(1 - each, calls) == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize(
    ("share", "calls", "expected"), [(1, 3, 1), (0, 3, 0), (0.3, 0, 0), (1, 0, 0), (0.25, 1, 0.25)]
)
def test_fan_out_at_its_ends(share, calls, expected):
    assert queueing.fan_out_share(share, calls) == pytest.approx(expected, rel=1e-15)


def test_fan_out_where_almost_nothing_is_slow():
    assert queueing.fan_out_share(1e-20, 100) == pytest.approx(1e-18)


def test_seconds_scale_everything_alike():
    for latency in (
        queueing.mm1_latency, queueing.mm1_percentile,
        lambda u, **s: queueing.mmc_latency(u, 4, **s), lambda u, **s: queueing.mmc_wait_percentile(u, 4, **s),
        lambda u, **s: queueing.round_robin_latency(u, 4, **s), lambda u, **s: queueing.supermarket_latency(u, 2, **s),
        lambda u, **s: queueing.pollaczek_khinchine_latency(u, 4.0, **s),
    ):  # fmt: skip
        assert latency(0.8, mean_service_s=0.02) == pytest.approx(0.02 * latency(0.8))


def test_littles_law_gives_the_number_in_an_mm1_queue():
    """Kleinrock: an M/M/1 pod holds ρ / (1 - ρ) requests."""
    assert queueing.littles_law(0.9, queueing.mm1_latency(0.9)) == pytest.approx(9)


# --- The door ---------------------------------------------------------------------------------------

NOT_A_NUMBER = [math.nan, math.inf, "ten", None, True]
BAD = {
    "utilisation": [*NOT_A_NUMBER, -0.1, 1, 1.2],
    "mean_service_s": [*NOT_A_NUMBER, 0, -1],
    "share": [*NOT_A_NUMBER, -0.1, 1, 99],
    "workers": [0, 2.5, "two", None, True],
    "pods": [0, 2.5, "two", None, True],
    "choices": [0, 2.5, "two", None, True],
    "variation": [*NOT_A_NUMBER, -1],
    "rate_per_s": [*NOT_A_NUMBER, -1],
    "latency_s": [*NOT_A_NUMBER, -1],
    "calls": [-1, 2.5, "two", None, True],
    "objective_s": [*NOT_A_NUMBER, 0, -1],
    "within": [*NOT_A_NUMBER, 0, -1],
    "level": [*NOT_A_NUMBER, 0, 1],
}
GOOD = {
    queueing.erlang_c: {"utilisation": 0.5, "workers": 2},
    queueing.mm1_latency: {"utilisation": 0.5, "mean_service_s": 1},
    queueing.mm1_percentile: {"utilisation": 0.5, "share": 0.9, "mean_service_s": 1},
    queueing.mmc_latency: {"utilisation": 0.5, "workers": 2, "mean_service_s": 1},
    queueing.mmc_wait_percentile: {"utilisation": 0.5, "workers": 2, "share": 0.9, "mean_service_s": 1},
    queueing.pollaczek_khinchine_wait: {"utilisation": 0.5, "variation": 1, "mean_service_s": 1},
    queueing.pollaczek_khinchine_latency: {"utilisation": 0.5, "variation": 1, "mean_service_s": 1},
    queueing.round_robin_latency: {"utilisation": 0.5, "pods": 2, "mean_service_s": 1},
    queueing.round_robin_percentile: {"utilisation": 0.5, "pods": 2, "share": 0.9, "mean_service_s": 1},
    queueing.supermarket_latency: {"utilisation": 0.5, "choices": 2, "mean_service_s": 1},
    queueing.mmc_longer: {"utilisation": 0.5, "workers": 2, "latency_s": 1, "mean_service_s": 1},
    queueing.mmc_percentile: {"utilisation": 0.5, "workers": 2, "share": 0.9, "mean_service_s": 1},
    queueing.busiest: {"objective_s": 9, "mean_service_s": 1, "workers": 2, "share": 0.9},
    queueing.busiest_range: {"objective_s": 9, "mean_service_s": 1, "workers": 2, "pods": 2, "share": 0.9},
    queueing.independent_requests: {"share": 0.9, "within": 0.01, "level": 0.95},
    queueing.correlated_error: {"utilisation": 0.5},
    queueing.correlated_percentile_error: {"utilisation": 0.5, "share": 0.9},
    queueing.littles_law: {"rate_per_s": 1, "latency_s": 1},
    queueing.fan_out_share: {"share": 0.1, "calls": 2},
    queueing.fan_out_percentile: {"share": 0.9, "calls": 2},
}
ROWS = [
    pytest.param(function, name, value, id=f"{function.__name__}-{name}-{row}")
    for function, arguments in GOOD.items()
    for name in arguments
    for row, value in enumerate(BAD[name])
    if not (function.__name__.startswith("fan_out") and name == "share" and value == 1 and value is not True)
]


def test_table_names_every_function():
    assert {function.__name__ for function in GOOD} == set(queueing.__all__)


@pytest.mark.parametrize(("function", "name", "value"), ROWS)
def test_bad_argument_is_named_with_its_value(function, name, value):
    assert math.isfinite(function(**GOOD[function]))
    with pytest.raises(ValueError, match=rf"^{name} must .+, got {re.escape(repr(value))}$"):
        function(**GOOD[function] | {name: value})
