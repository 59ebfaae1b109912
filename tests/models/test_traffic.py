"""Traffic: shapes with the right mean and spread, patterns at the right rate, and common random numbers."""

from __future__ import annotations

import copy
import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import traffic
from course_lib.balancers import POWER_OF_TWO_CHOICES, RANDOM
from course_lib.simulation import simulate
from course_lib.traffic import units
from course_lib.traffic.units import BLOCK, Clients, Draws

N = 200_000
GRID = (np.arange(N) + 0.5) / N  # every quantile once: moments without luck
every_service = pytest.mark.parametrize("service", traffic.SERVICES)
every_pattern = pytest.mark.parametrize("pattern", traffic.ARRIVALS.values())
quickly = settings(deadline=None, max_examples=40)


# --- Services ---------------------------------------------------------------------------------------


@every_service
def test_service_has_a_mean_of_one_and_its_variation(service):
    values = traffic.SERVICES[service](GRID)
    assert values.mean() == pytest.approx(1, rel=1e-3)
    assert values.var() / values.mean() ** 2 == pytest.approx(traffic.squared_variation(service), rel=0.02)


@every_service
def test_service_is_positive_to_the_last_draw_and_never_falls(service):
    ends = np.array([0.0, 2.0**-60, 1e-9, 0.5, 1 - 2.0**-53])
    values = traffic.SERVICES[service](ends)
    assert (values > 0).all()
    assert np.isfinite(values).all()
    assert (np.diff(values) >= 0).all()


def test_service_quantiles_are_those_of_their_distribution():
    half = np.array([0.5])
    assert traffic.SERVICES["exponential"](half)[0] == pytest.approx(math.log(2))
    assert traffic.SERVICES["lognormal"](half)[0] == pytest.approx(1 / math.sqrt(1 + 4))  # exp(-σ²/2)
    tailed = traffic.SERVICES["heavy_tailed"](GRID)
    smallest, largest = traffic.SERVICES["heavy_tailed"](np.array([0.0, 1 - 2.0**-53]))
    assert largest / smallest == pytest.approx(1000)
    for times in (2, 10, 100):  # a straight line on two log axes, until the bound cuts it off
        above = (times**-1.5 - 1000**-1.5) / (1 - 1000**-1.5)
        assert (tailed > times * smallest).mean() == pytest.approx(above, rel=0.01)


# --- Arrivals ---------------------------------------------------------------------------------------


@every_pattern
@every_service
def test_pattern_comes_at_the_rate_asked_for(pattern, service):
    many_cycles = {"cycle_s": 1.0} if pattern is traffic.on_off_trace else {}
    trace = pattern(N, utilisation=0.8, pods=10, mean_service_s=0.02, service=service, seed=3, **many_cycles)
    assert len(trace) == N
    assert trace.gaps_s.mean() == pytest.approx(0.02 / 8, rel=0.03)
    assert trace.service_s.mean() == pytest.approx(0.02, rel=0.03)
    assert trace.utilisation == pytest.approx(0.8, rel=0.04)


@every_pattern
def test_pattern_counts_workers_into_the_capacity(pattern):
    alone, together = (pattern(1000, utilisation=0.5, pods=4, workers=w, seed=1).arrival_s for w in (1, 4))
    assert alone[-1] / together[-1] == pytest.approx(4, rel=0.2)


def test_poisson_gaps_are_exponential_and_know_nothing_of_one_another():
    gaps_s = traffic.poisson_trace(N, utilisation=0.5, pods=2, seed=5).gaps_s
    for share in (0.1, 0.5, 0.9, 0.99):
        assert (gaps_s <= -math.log(1 - share)).mean() == pytest.approx(share, abs=4 * math.sqrt(0.25 / N))
    assert abs(np.corrcoef(gaps_s[:-1], gaps_s[1:])[0, 1]) < 4 / math.sqrt(N)


def test_bursts_come_at_one_instant_and_full():
    trace = traffic.burst_trace(100, utilisation=0.5, pods=2, seed=1, burst=20)
    starts, sizes = np.unique(trace.arrival_s, return_counts=True)
    assert (len(starts), set(sizes)) == (5, {20})
    *full, last = np.unique(traffic.burst_trace(50, utilisation=0.5, pods=2, seed=1).arrival_s, return_counts=True)[1]
    assert (full, last) == ([20, 20], 10)


def test_bursts_know_nothing_of_one_another():
    gaps_s = traffic.burst_trace(N, utilisation=0.5, pods=2, seed=5, burst=4).gaps_s[::4]  # the mean of one is 4 s
    for share in (0.1, 0.5, 0.9, 0.99):
        assert (gaps_s <= -4 * math.log(1 - share)).mean() == pytest.approx(
            share, abs=4 * math.sqrt(0.25 / len(gaps_s))
        )
    assert abs(np.corrcoef(gaps_s[:-1], gaps_s[1:])[0, 1]) < 4 / math.sqrt(len(gaps_s))


def test_bursts_of_one_are_poisson():
    single = traffic.burst_trace(500, utilisation=0.7, pods=3, seed=9, burst=1)
    np.testing.assert_array_equal(single.gaps_s, traffic.poisson_trace(500, utilisation=0.7, pods=3, seed=9).gaps_s)


def test_patterns_are_known_by_their_names():
    assert set(traffic.ARRIVALS) == {"poisson", "even", "bursts", "on_off"}
    for pattern in traffic.ARRIVALS.values():
        assert getattr(traffic, pattern.__name__) is pattern
        assert pattern.__name__ in traffic.__all__


def test_on_off_is_silent_outside_and_faster_inside():
    trace = traffic.on_off_trace(N, utilisation=0.4, pods=10, seed=2, on_share=0.1, cycle_s=50.0)
    phase_s = trace.arrival_s % 50
    assert (phase_s <= 5 + 1e-6).all()
    cycles = trace.arrival_s[-1] / 50
    assert N / (5 * cycles) == pytest.approx(10 * 4, rel=0.03)  # per second that is on: 0.4 · 10 / 0.1
    assert np.histogram(phase_s, 5, (0, 5))[0] == pytest.approx(N / 5, rel=0.03)  # as dense at the end as at first


def test_on_all_the_time_is_poisson():
    always = traffic.on_off_trace(500, utilisation=0.7, pods=3, seed=9, on_share=1.0)
    poisson = traffic.poisson_trace(500, utilisation=0.7, pods=3, seed=9)
    np.testing.assert_allclose(always.gaps_s, poisson.gaps_s, rtol=1e-9)


# --- Common random numbers --------------------------------------------------------------------------


@every_pattern
@given(low=st.floats(0.05, 0.9), seed=st.integers(0, 10**6))
@quickly
def test_a_moved_slider_only_rescales(pattern, low, seed):
    before = pattern(60, utilisation=low, pods=4, seed=seed, **calm(pattern))
    after = pattern(60, utilisation=0.95, pods=7, mean_service_s=3.0, seed=seed, **calm(pattern))
    np.testing.assert_allclose(after.gaps_s, before.gaps_s * (3.0 / 0.95 / 7) / (1.0 / low / 4), rtol=1e-9)
    np.testing.assert_allclose(after.service_s, 3 * before.service_s)
    assert (after.draws == before.draws).all()
    assert (after.client == before.client).all()


def calm(pattern):
    """Leave the off periods out, which are seconds and do not scale."""
    return {"on_share": 1.0} if pattern is traffic.on_off_trace else {}


@every_service
def test_a_shape_keeps_the_order_of_the_work(service):
    trace = traffic.poisson_trace(400, utilisation=0.5, pods=2, service=service, seed=4)
    exponential = traffic.poisson_trace(400, utilisation=0.5, pods=2, seed=4)
    assert (np.diff(trace.service_s[np.argsort(exponential.service_s)]) >= 0).all()
    assert (trace.gaps_s == exponential.gaps_s).all()


def test_one_more_draw_moves_nothing_and_a_longer_trace_begins_alike():
    short = traffic.poisson_trace(50, utilisation=0.5, pods=2, seed=4, draws=2)
    long = traffic.poisson_trace(90, utilisation=0.5, pods=2, seed=4, draws=5).first(50)
    for name in ("gaps_s", "service_s", "client"):
        assert (getattr(short, name) == getattr(long, name)).all()
    assert (short.draws == long.draws[:, :2]).all()


def test_seeds_and_purposes_share_nothing():
    streams = []
    for seed in (1, 2):
        trace = traffic.poisson_trace(N, utilisation=0.5, pods=2, seed=seed, draws=2)
        both = (1 - np.exp(-values / values.mean()) for values in (trace.gaps_s, trace.service_s))
        streams += [*both, trace.client, *trace.draws.T]
    assert np.abs(np.corrcoef(streams) - np.eye(len(streams))).max() < 5 / math.sqrt(N)
    for values in streams:
        assert values.mean() == pytest.approx(0.5, abs=4 * math.sqrt(1 / 12 / N))


# --- Drawn block by block, and only what is asked for -----------------------------------------------


def plain_stream(n, purpose, seed):
    return np.random.default_rng([seed, purpose]).random(n)


def plain_gaps(pattern, n, seed, mean_gap_s):
    """Return the gaps of a pattern, from all unit draws at once."""
    exponential = -np.log1p(-np.maximum(plain_stream(n, 0, seed), 2.0**-54))
    if pattern == "even":
        return np.full(n, mean_gap_s)
    if pattern == "bursts":
        return np.where(np.arange(n) % 20 == 0, 20 * mean_gap_s * exponential, 0.0)
    if pattern == "on_off":
        clock_s = np.add.accumulate(0.25 * mean_gap_s * exponential)
        return np.diff(clock_s + np.floor(clock_s / 15.0) * (60.0 - 15.0), prepend=0.0)
    return mean_gap_s * exponential


@pytest.mark.parametrize("most_kept", [units.MOST_KEPT, 0], ids=["kept", "drawn anew"])
@pytest.mark.parametrize("n", [1, 100, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 17])
@pytest.mark.parametrize("pattern", traffic.ARRIVALS)
@every_service
def test_a_trace_is_to_the_last_bit_what_is_drawn_at_once(pattern, service, n, most_kept, monkeypatch):
    monkeypatch.setattr(units, "MOST_KEPT", most_kept)
    for seed, draws, utilisation in ((0, 4, 0.8), (1, 0, 0.3), (2**40, 3, 0.95)):
        load = {"utilisation": utilisation, "pods": 7, "mean_service_s": 0.3, "seed": seed}
        trace = traffic.ARRIVALS[pattern](n, service=service, draws=draws, **load)
        table = [plain_stream(n, 3 + column, seed) for column in range(draws)]
        expected = {
            "gaps_s": plain_gaps(pattern, n, seed, 0.3 / (utilisation * 7)),
            "service_s": 0.3 * traffic.SERVICES[service](plain_stream(n, 1, seed)),
            "client": plain_stream(n, 2, seed),
            "draws": np.array(table).T if draws else np.empty((n, 0)),
            "connection": np.full(n, -1),
        }
        for columns in range(draws + 1):
            assert trace.first_draws(columns).tobytes() == expected["draws"][:, :columns].tobytes()
        for name, values in expected.items():
            np.testing.assert_array_equal(getattr(trace, name), values, strict=True)
        recorded = traffic.recorded_trace(trace.gaps_s, trace.service_s, pods=7, seed=seed, draws=draws)
        for name, values in expected.items():
            np.testing.assert_array_equal(getattr(recorded, name), values, strict=True)


def test_the_streams_are_those_they_were():
    """Figures in notebooks rest on them; the first numbers of each, as they have been from the beginning."""
    trace = traffic.even_trace(2, utilisation=0.5, pods=1, seed=1, draws=2)
    assert trace.draws.tolist() == [
        [0.01406863877696618, 0.39482515435746646],
        [0.13660820057173162, 0.8502775378029],
    ]
    assert trace.client.tolist() == [0.44841514333227195, 0.4308819875443376]


def test_what_a_slider_asks_for_again_is_kept_and_what_a_precise_run_does_is_not():
    for ask in (Draws(1000, 2, 7), Clients(1000, 7)):
        assert ask() is ask()
    for ask in (Draws(units.MOST_KEPT // 2 + 1, 2, 7), Clients(units.MOST_KEPT + 1, 7)):
        assert ask() is not ask()
    assert units._kept.cache_info().maxsize * units.MOST_KEPT * 8 <= 128e6


def test_what_nobody_asks_for_is_never_drawn():
    trace = traffic.poisson_trace(100, utilisation=0.5, pods=2, seed=4)
    for each in (trace, trace.first(50), copy.copy(trace)):
        simulate(each, POWER_OF_TWO_CHOICES)
        assert isinstance(vars(each)["draws"], Draws)
        assert isinstance(vars(each)["client"], Clients)
    connected = trace.with_connections(3)
    assert isinstance(vars(connected)["draws"], Draws)
    assert (connected.first(50).draws == trace.draws[:50]).all()
    assert trace.draws is trace.draws
    assert (simulate(trace, RANDOM).pod == simulate(replace(trace, pods=2), RANDOM).pod).all()


def test_one_number_stands_for_the_connections_of_all_where_there_are_none():
    trace = traffic.poisson_trace(1000, utilisation=0.5, pods=2, seed=4)
    assert trace.connection.strides == (0,)
    assert replace(trace, pods=3).connection.strides == (0,)
    assert trace.connection.dtype == np.int64
    theirs = np.array(5)
    given = replace(trace, connection=np.broadcast_to(theirs, 1000))
    theirs[...] = 6
    assert set(given.connection.tolist()) == {5}


# --- The trace --------------------------------------------------------------------------------------


def test_trace_stays_as_it_is():
    gaps_s = np.array([1.0, 2.0])
    trace = traffic.recorded_trace(gaps_s, [1.0, 1.0], pods=1, seed=1)
    gaps_s[0] = 9.0
    assert trace.gaps_s.tolist() == [1.0, 2.0]
    for name in ("gaps_s", "service_s", "draws", "connection", "client"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(trace, name)[0] = 0
    with pytest.raises(AttributeError):
        trace.pods = 3


def test_trace_shows_itself_and_the_load_it_makes():
    trace = traffic.recorded_trace([0.0, 4.0], [1.0, 3.0], pods=2, seed=1)
    assert repr(trace) == "Trace(2 requests for 2 pods, utilisation 0.50)"
    assert trace.arrival_s.tolist() == [0.0, 4.0]
    assert traffic.recorded_trace([0.0], [1.0], pods=2, seed=1).utilisation == math.inf


def test_connections_are_spread_over_the_clients_and_nested_in_proxies():
    trace = traffic.poisson_trace(5000, utilisation=0.5, pods=2, seed=4)
    assert set(trace.connection) == {traffic.NO_CONNECTION}
    connected = trace.with_connections(12)
    assert set(connected.connection) == set(range(12))
    proxy = (connected.client * 4).astype(int)
    assert (connected.connection // 3 == proxy).all()


# --- The door ---------------------------------------------------------------------------------------

GOOD = {"n": 5, "utilisation": 0.5, "pods": 2, "mean_service_s": 1.0, "service": "exponential", "seed": 1,
        "workers": 1, "draws": 2}  # fmt: skip
NOT_WHOLE = [-1, 2.5, math.nan, math.inf, "three", None, True, np.float64(2), np.bool_(True), [5]]
NOT_POSITIVE = [0, -3, math.nan, math.inf, "ten", None, True, np.float64("nan"), np.float32("inf"), np.array(0.5)]
BAD = {
    "n": [*NOT_WHOLE, 0, 10**9, 10**15],
    "utilisation": [*NOT_POSITIVE, 1, 1.2],
    "pods": [*NOT_WHOLE, 0],
    "mean_service_s": NOT_POSITIVE,
    "service": ["uniform", None],
    "seed": NOT_WHOLE,
    "workers": [*NOT_WHOLE, 0],
    "draws": [*NOT_WHOLE, 10**9],
    "overload": [1, "yes", None],
}
ROWS = [pytest.param(name, value, id=f"{name}-{row}") for name in BAD for row, value in enumerate(BAD[name])]


@every_pattern
@pytest.mark.parametrize(("name", "value"), ROWS)
def test_bad_argument_is_named_with_its_value(pattern, name, value):
    with pytest.raises(ValueError, match=rf"^{name} must .+, got {re.escape(repr(value))}$"):
        pattern(**GOOD | {name: value})


@every_pattern
def test_an_option_that_there_is_not_is_named_to_whoever_gave_it(pattern):
    with pytest.raises(
        TypeError, match=r"^(poisson_trace\(\) got an unexpected keyword argument 'foo'|foo must be left)"
    ):
        pattern(**GOOD, foo=3)


@every_pattern
def test_numbers_of_numpy_are_numbers(pattern):
    ours = pattern(**GOOD)
    theirs = pattern(**{name: np.array([value])[0] if name != "service" else value for name, value in GOOD.items()})
    for name in ("gaps_s", "service_s", "draws", "client"):
        assert (getattr(ours, name) == getattr(theirs, name)).all()
    assert (pattern(**GOOD | {"utilisation": np.float32(0.5)}).gaps_s == ours.gaps_s).all()


def test_what_no_machine_could_hold_is_refused_before_it_is_tried():
    with pytest.raises(
        ValueError, match=re.escape("n must be at most 100,000,000 (with 2 draws each), got 1000000000")
    ):
        traffic.poisson_trace(**GOOD | {"n": 10**9})
    with pytest.raises(ValueError, match=re.escape("draws must be at most 1,000, got 1000000000")):
        traffic.recorded_trace([1.0], [1.0], pods=1, seed=1, draws=10**9)


def test_overload_is_allowed_when_it_is_meant():
    trace = traffic.poisson_trace(N, utilisation=1.5, pods=2, seed=1, overload=True)
    assert trace.utilisation == pytest.approx(1.5, rel=0.03)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"gaps_s": [0.0, -1.0]}, "gaps_s[1] must be zero or more, got -1.0"),
        ({"gaps_s": [0.0, math.nan]}, "gaps_s[1] must be a finite number, got nan"),
        ({"gaps_s": []}, "gaps_s must hold one request or more, got []"),
        ({"service_s": [1.0, 0.0]}, "service_s[1] must be positive, got 0.0"),
        ({"service_s": [1.0, math.inf]}, "service_s[1] must be a finite number, got inf"),
        ({"service_s": [1.0]}, "service_s must have one entry per request (2), got 1"),
        ({"draws": [0.1, 0.2]}, "draws must be a table of numbers with one row per request, got [0.1, 0.2]"),
        ({"draws": [[0.1, 0.2], [0.3, 1.0]]}, "draws[1][1] must be from 0 to below 1, got 1.0"),
        ({"draws": [[0.1, math.nan], [0.3, 0.4]]}, "draws[0][1] must be from 0 to below 1, got nan"),
        ({"draws": [[0.1, 0.2]]}, "draws must have one entry per request (2), got 1"),
        ({"connection": [0, -2]}, "connection[1] must be -1 or a whole number below 1,000,000, got -2.0"),
        ({"connection": [0.5, 1]}, "connection[0] must be -1 or a whole number below 1,000,000, got 0.5"),
        ({"connection": [10**6, 1]}, "connection[0] must be -1 or a whole number below 1,000,000, got 1000000.0"),
        ({"client": [0.5, 1.0]}, "client[1] must be from 0 to below 1, got 1.0"),
        ({"pods": 0}, "pods must be a whole number of at least 1, got 0"),
    ],
)
def test_a_broken_entry_is_named(changed, message):
    good = {"gaps_s": [0.0, 1.0], "service_s": [1.0, 1.0], "draws": [[0.1, 0.2], [0.3, 0.4]],
            "connection": [-1, 0], "client": [0.0, 0.5], "pods": 2}  # fmt: skip
    assert len(traffic.Trace(**good)) == 2
    with pytest.raises(ValueError, match=re.escape(message)):
        traffic.Trace(**good | changed)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda t: t.first(0), "n must be a whole number of at least 1, got 0"),
        (lambda t: t.with_connections(0), "count must be a whole number of at least 1, got 0"),
        (lambda t: t.with_connections(10**7), "count must be at most 1,000,000, got 10000000"),
        (lambda t: traffic.recorded_trace([1.0], [1.0, 1.0], pods=1, seed=1), "service_s must have one entry"),
        (lambda t: traffic.burst_trace(5, utilisation=0.5, pods=1, seed=1, burst=0), "burst must be a whole number"),
        (lambda t: traffic.on_off_trace(5, utilisation=0.5, pods=1, seed=1, on_share=0), "on_share must be above 0"),
        (lambda t: traffic.on_off_trace(5, utilisation=0.5, pods=1, seed=1, cycle_s=0), "cycle_s must be positive"),
        (lambda t: traffic.squared_variation("uniform"), "service must be one of exponential,"),
    ],
)
def test_other_doors(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call(traffic.recorded_trace([1.0, 1.0], [1.0, 1.0], pods=1, seed=1))
