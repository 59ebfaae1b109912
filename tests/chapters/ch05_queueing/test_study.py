"""What the sliders of chapter 05 ask, against formulas, and what must hold whatever the values."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad

from course_lib import queueing, tables
from course_lib.chapters.ch05_queueing.setting import PODS, SERVICE_S
from course_lib.chapters.ch05_queueing.study.fan_out import fan_study
from course_lib.chapters.ch05_queueing.study.knee import ASKED, PATIENCE, knee_study
from course_lib.chapters.ch05_queueing.study.load import UTILISATIONS, load_study
from course_lib.chapters.ch05_queueing.study.measured import (
    BALANCING,
    PART,
    PARTS,
    STAGES,
    exact,
    measured_parts,
    measured_study,
)
from course_lib.chapters.ch05_queueing.study.overload import (
    ENDS_S,
    NO_LIMIT,
    PEAK_FROM_S,
    PEAK_TO_S,
    QUEUES,
    overload_study,
    peak_trace,
)
from course_lib.chapters.ch05_queueing.study.slow_pod import LASTS_S, LEAST, SPREAD, slow_study
from course_lib.chapters.ch05_queueing.study.workers import A_POD, p99_curves_s, workers_study
from course_lib.chapters.ch05_queueing.study.workers import UTILISATIONS as BUSY

ONE_QUEUE = BALANCING[2]


def test_from_45_to_90_percent_mean_and_p99_grow_five_and_a_half_times():
    before, after = load_study(45), load_study(90)
    growth = tables.figure("opening_test", "latency_growth").value
    assert after.growth == pytest.approx(growth)
    assert after.here_p99_s / before.here_p99_s == pytest.approx(growth)
    assert (before.growth, after.busier) == (1, 2)


def test_the_curves_hold_what_stands_here():
    for percent in (5, 45, 95):
        study = load_study(percent)
        place = int(np.argmin(abs(UTILISATIONS - percent / 100)))
        assert study.mean_s[place] == pytest.approx(study.here_mean_s)
        assert study.p99_s[place] == pytest.approx(study.here_p99_s)


# --- Measured ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("utilisation", [0.5, 0.8])
@pytest.mark.parametrize("balancing", BALANCING)
def test_the_measurement_agrees_with_the_formula(balancing, utilisation):
    last, true = measured_study(balancing, 100 * utilisation, 300).last, exact(balancing, utilisation)
    for found, value in ((last.mean_s, true.mean_s), (last.p99_s, true.p99_s)):
        assert abs(found.best - value) / found.standard_error < 4
        assert found.low < found.best < found.high


def test_the_formulas_are_those_of_the_model():
    mean_s = {balancing: exact(balancing, 0.9).mean_s for balancing in BALANCING}
    one, many = tables.figure("queueing", "central_n10_90").value, tables.figure("queueing", "round_robin_n10_90").value
    assert list(mean_s.values()) == pytest.approx([10 * SERVICE_S, many * SERVICE_S, one * SERVICE_S], rel=1e-4)
    assert exact(ONE_QUEUE, 0.9).p99_s == queueing.mmc_percentile(0.9, PODS, 0.99, SERVICE_S)


@pytest.mark.parametrize("utilisation", [0.3, 0.9])
def test_the_error_of_one_request_is_right_for_one_queue(utilisation):
    """Where nobody waits the latency is the service alone: exponential, as under random."""
    found, alone = exact(ONE_QUEUE, utilisation), exact(BALANCING[0], 0.5)
    square, _ = quad(lambda latency: 2 * latency * queueing.mmc_longer(utilisation, PODS, latency), 0, 60)
    mean = queueing.mmc_latency(utilisation, PODS)
    assert math.sqrt(square - mean**2) / mean == pytest.approx(found.mean_error, rel=1e-6)
    if utilisation == 0.3:
        assert (found.mean_error, found.p99_error) == pytest.approx((alone.mean_error, alone.p99_error), rel=0.01)


def test_the_naive_interval_is_as_much_too_narrow_as_theory_says():
    """The error of an error from twenty batches is ±16%; from a long run's four hundred ±4%."""
    *_, (_, study) = measured_parts(BALANCING[0], 70, 20)
    assert study.last.requests == PART * PARTS == 10_000_000
    assert study.too_small == pytest.approx(queueing.correlated_error(0.7), rel=0.12)
    for found, value in ((study.last.mean_s, study.exact.mean_s), (study.last.p99_s, study.exact.p99_s)):
        assert abs(found.best - value) / found.standard_error < 4
    assert study.last.mean_s.high / study.last.mean_s.low - 1 < 0.01


def test_stages_are_the_beginnings_of_one_run():
    short, long = measured_study(BALANCING[1], 80, 20), measured_study(BALANCING[1], 80, 100)
    assert [stage.requests for stage in long.stages] == [10_000, 20_000, 50_000, 100_000]
    assert long.stages[:2] == short.stages
    assert [stage.requests for stage in measured_study(BALANCING[1], 80, 300).stages] == list(STAGES)


def test_a_long_run_goes_on_from_where_the_slider_stood():
    parts = measured_parts(ONE_QUEUE, 50, 30)
    found = [next(parts) for _ in range(5)]
    assert [done for done, _ in found] == pytest.approx([part / PARTS for part in range(1, 6)])
    before = [stage.requests for stage in measured_study(ONE_QUEUE, 50, 30).stages]
    assert [stage.requests for stage in found[2][1].stages] == [*before, PART, 2 * PART, 3 * PART]
    assert [stage.requests for stage in found[4][1].stages] == [*before, PART, 2 * PART, 4 * PART, 5 * PART]
    widths = [study.last.mean_s.standard_error for _, study in found]
    assert widths[4] < widths[0]


# --- A slow pod -------------------------------------------------------------------------------------


def test_under_random_the_slow_pods_queue_grows_as_the_difference_of_the_rates():
    study = slow_study(SPREAD[0], 20, 50)
    surplus = (0.5 - 0.2) / SERVICE_S * LASTS_S
    assert study.slow_holds[-1] == pytest.approx(surplus, rel=0.1)
    assert study.slow_holds[60] == pytest.approx(surplus / 2, rel=0.15)
    assert study.grows


def test_a_slow_pod_that_keeps_up_is_an_mm1_queue_by_itself():
    study = slow_study(SPREAD[0], 100, 50)
    assert not study.grows
    mean = queueing.mm1_latency(0.5, SERVICE_S)
    assert study.late == pytest.approx(math.exp(-0.1 / mean), rel=0.2)
    assert study.p99_s == pytest.approx(queueing.mm1_percentile(0.5, 0.99, SERVICE_S), rel=0.15)


def test_least_in_flight_spares_the_slow_pod_and_the_blind_do_not():
    counts = {spread: slow_study(spread, 20, 50).counts for spread in SPREAD}
    assert counts[SPREAD[0]][0] / counts[SPREAD[0]].sum() == pytest.approx(0.1, rel=0.05)
    assert (counts[SPREAD[1]] == counts[SPREAD[1]].sum() / PODS).all()
    assert counts[LEAST][0] < 0.4 * counts[LEAST].mean()
    late = [slow_study(spread, 20, 50).late for spread in SPREAD]
    assert late[2] < 0.01 < 0.09 < min(late[:2])


@pytest.mark.parametrize("spread", SPREAD)
def test_nothing_grows_where_all_pods_are_healthy(spread):
    study = slow_study(spread, 100, 80)
    assert not study.grows
    assert study.slow_holds.max() < 60
    assert study.counts.sum() == round(0.8 * PODS / SERVICE_S * LASTS_S)


# --- Fan-out and workers ----------------------------------------------------------------------------


def test_a_hundred_calls():
    study = fan_study(100, 1)
    assert round(study.page, 3) == tables.figure("queueing", "fan_out_100").value
    assert study.median**100 == pytest.approx(0.5)
    assert fan_study(1, 2.5).page == pytest.approx(0.025)
    assert (np.diff(study.shares) > 0).all()


def test_the_more_workers_share_a_queue_the_busier_they_may_be():
    for objective_ms in (50, 100, 1000):
        study = workers_study(80, objective_ms)
        assert all(few < many for few, many in pairwise(study.busiest.values()))
        for workers, busy in study.busiest.items():
            p99_s = queueing.mmc_percentile(busy, workers, 0.99, SERVICE_S)
            assert p99_s == pytest.approx(objective_ms / 1000, rel=1e-6)
    assert all(few > many for few, many in pairwise(study.p99_s.values()))
    assert all(few > many for few, many in pairwise(study.mean_s.values()))


def test_the_curves_of_workers_hold_what_stands_here():
    place = int(np.argmin(abs(BUSY - 0.8)))
    assert {w: p99_curves_s()[w][place] for w in A_POD} == pytest.approx(workers_study(80, 100).p99_s)


# --- Overload ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("queue", QUEUES)
@pytest.mark.parametrize("retries", [0, 1, 3])
def test_the_worker_never_does_more_than_it_can(retries, queue):
    study = overload_study(80, retries, queue)
    together = study.useful + study.wasted
    assert together.max() <= 1 + 1e-9
    assert min(study.useful.min(), study.wasted.min()) >= 0
    assert study.arrived.sum() == len(peak_trace(0.8))
    assert study.sent.sum() <= (1 + retries) * study.arrived.sum()
    assert (study.sent[:PEAK_FROM_S].sum() == study.arrived[:PEAK_FROM_S].sum()) or retries
    assert study.answered.sum() <= study.arrived.sum()


def test_the_peak_is_one_and_a_half_times_what_the_pod_can_do():
    arrived = overload_study(50, 0).arrived
    assert arrived[PEAK_FROM_S:PEAK_TO_S].mean() == pytest.approx(150, rel=0.1)
    assert arrived[:PEAK_FROM_S].mean() == pytest.approx(50, rel=0.1)
    assert arrived[PEAK_TO_S:].mean() == pytest.approx(50, rel=0.1)
    assert len(arrived) == ENDS_S


def test_without_retries_the_pod_recovers_when_the_queue_is_empty():
    """500 too many in the peak, and what the pod has left afterwards."""
    for base in (0.5, 0.7):
        study = overload_study(100 * base, 0)
        assert study.recovers_after_s == pytest.approx(500 / (1 - base) / 100, abs=5)
        assert study.at_the_end == pytest.approx(100 * base, rel=0.1)


def test_two_retries_hold_the_pod_down_for_good():
    study = overload_study(70, 2)
    assert study.recovers_after_s is None
    assert study.at_the_end == 0
    assert study.wasted[-10:].mean() == pytest.approx(1)
    assert study.sent[-40:].mean() == pytest.approx(210, rel=0.05)  # as the chapter's first questions have it
    assert overload_study(70, 2, QUEUES[1]).recovers_after_s == 0


def test_no_work_is_wasted_where_the_queue_is_shorter_than_the_patience():
    """Twenty requests of 10 ms are 0.2 s on average, and hardly ever 0.5 s."""
    assert overload_study(70, 3, QUEUES[1]).wasted.sum() < 0.01
    assert overload_study(70, 3, NO_LIMIT).wasted.sum() > 60


# --- The knee ---------------------------------------------------------------------------------------


def test_a_queue_longer_than_the_patience_is_as_bad_as_none():
    assert PATIENCE == 50
    short, just, long = (knee_study(room, 0).here for room in (20, PATIENCE, 100))
    assert short > 0.97
    assert 0.4 < just < 0.8
    assert long < 0.02
    assert knee_study(20, 3).here > 0.97


def test_below_the_knee_all_is_of_use_and_above_it_nothing_without_a_limit():
    endless = knee_study(50, 0).endless
    assert endless[ASKED < 0.85] == pytest.approx(ASKED[ASKED < 0.85], rel=0.05)
    assert (endless[ASKED > 1.05] < 0.01).all()


@pytest.mark.parametrize("retries", [0, 3])
@pytest.mark.parametrize("room", [5, 50, 100])
def test_no_more_is_of_use_than_there_is(room, retries):
    useful = knee_study(room, retries).useful
    assert ((useful >= 0) & (useful <= 1)).all()


def test_a_short_queue_loses_what_erlangs_formula_says():
    """M/M/1/K: with room for five and one in service, of traffic ρ a share ρ⁶(1 - ρ)/(1 - ρ⁷) is turned away."""
    useful = knee_study(5, 0).useful
    for asked, found in zip(ASKED, useful, strict=True):
        lost = 1 / 7 if asked == 1 else asked**6 * (1 - asked) / (1 - asked**7)
        assert found == pytest.approx(asked * (1 - lost), rel=0.06)


@pytest.mark.parametrize("percent", [4, 96, 100])
def test_load_is_read_where_there_is_a_curve_and_nowhere_else(percent):
    with pytest.raises(ValueError, match="utilisation_percent must be between 5 and 95, got"):
        load_study(percent)
