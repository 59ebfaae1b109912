"""Every figure in chapter 05's text, as the code gives it."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import balancers, queueing, tables, traffic
from course_lib.chapters.ch05_queueing import exercises as ex
from course_lib.chapters.ch05_queueing.study.fan_out import fan_study
from course_lib.chapters.ch05_queueing.study.knee import ASKED, PATIENCE, knee_study, useful_share
from course_lib.chapters.ch05_queueing.study.load import load_study
from course_lib.chapters.ch05_queueing.study.measured import BALANCING, measured_study
from course_lib.chapters.ch05_queueing.study.overload import QUEUES, overload_study
from course_lib.chapters.ch05_queueing.study.slow_pod import SPREAD, slow_study
from course_lib.chapters.ch05_queueing.study.workers import workers_study
from course_lib.simulation import simulate
from tests.notebooks.conftest import source_of

TEXT = source_of("05_queueing").read_text()
NUMBERS = {1: "just as much", 9: "nine times as much", 19: "nineteen times as much"}


def stands(figure: str) -> None:
    """Assert that the text holds a figure."""
    assert figure in TEXT, figure


def test_what_a_little_more_traffic_costs() -> None:
    grows = {}
    for busy in (0.5, 0.9, 0.95):
        more = queueing.mm1_latency(busy * 1.0001) / queueing.mm1_latency(busy) - 1
        grows[busy] = NUMBERS[round(more / 0.0001)]
    stands(f"latency grows about {grows[0.9]} as the traffic; at 95% it's {grows[0.95]}, at 50% {grows[0.5]}.")
    taken = 0.9 * 0.01 / (1 - 0.9)
    assert taken == pytest.approx(0.09)
    stands("1% more requests: they take another 0.9% of its time, which is 9% of what it had to spare")
    assert load_study(40).here_mean_s < 2 * load_study(20).here_mean_s


def test_mean_and_p99() -> None:
    stands("10 ms / (1 − 0.9) = 100 ms")
    assert load_study(90).here_mean_s == pytest.approx(0.1)
    stands("p99 is 4.6 times the mean, at every utilisation")
    assert round(load_study(70).here_p99_s / load_study(70).here_mean_s, 1) == 4.6


def test_three_ways_at_ninety_percent() -> None:
    ways = [measured_study(balancing, 90, 20).exact.mean_s * 1000 for balancing in BALANCING]
    stands(f"{ways[0]:.0f} ms for random, {ways[1]:.1f} ms for round robin and {ways[2]:.1f} ms for one queue")


def test_how_sure_and_too_sure() -> None:
    study = measured_study(BALANCING[0], 90, 300)
    mean = study.last.mean_s
    stands(f"you know the mean only to about ±{(mean.high - mean.low) / 2 / mean.best:.0%}")
    stands(f"the dotted interval of the mean is {queueing.correlated_error(0.9):.0f} times too narrow")
    for few in study.stages[:2]:
        assert not few.p99_s.low < study.exact.p99_s < few.p99_s.high
    stands("p99's first squares, of 10,000 and 20,000 requests")
    assert [few.requests for few in study.stages[:2]] == [10_000, 20_000]


def test_how_busy_pods_may_be() -> None:
    one, two, five, ten = workers_study(80, 100).busiest.values()
    stands(f"pods of one worker may be {one:.0%} busy, of two {two:.0%}, of five {five:.0%}, of ten {ten:.0%}")


def test_one_slow_pod() -> None:
    random, _, least = (slow_study(spread, 20, 50) for spread in SPREAD)
    stands(f"it holds {random.slow_holds[-1]:,.0f} requests, and {random.late:.0%} of all requests take longer")
    gets = least.counts[0] / least.counts.sum()
    stands(f"{gets:.0%} of the requests, and of all requests {least.late:.1%} take longer than 100 ms")
    assert 0.5 / 0.2 == 2.5
    stands("two and a half times what it can do")


def test_a_hundred_calls() -> None:
    study = fan_study(100, 1)
    stands(f"{study.page:.1%} of the pages are slow")
    stands(f"longer than a call's p{100 * study.median:.2f}")
    stands(f"the call's p{100 * queueing.fan_out_percentile(0.99, 100):.2f}")


def test_a_queue_that_feeds_itself() -> None:
    patient, pushing = overload_study(70, 0), overload_study(70, 2)
    stands(f"answers nobody in time for another {patient.recovers_after_s}: the queue is 5 seconds long")
    assert patient.answered[30 : 30 + patient.recovers_after_s - 1].sum() == 0
    assert pushing.sent[-30:].mean() == pytest.approx(200, rel=0.05)
    stands(f"{pushing.at_the_end:.0f} of {pushing.arrived[-10:].mean():.0f} requests a second are answered in time")
    assert overload_study(30, 2).recovers_after_s is None
    assert overload_study(70, 2, QUEUES[1]).recovers_after_s == 0


def test_how_long_a_queue_may_be() -> None:
    hundred, fifty, twenty = (knee_study(room, 0).here for room in (100, 50, 20))
    assert hundred < 0.02
    assert fifty == pytest.approx(0.74, abs=0.02)
    assert useful_share(1.2, 50, 0, requests=400_000) == pytest.approx(0.636, abs=0.02)
    assert [useful_share(asked, 50, 0, requests=400_000) for asked in (1.4, 2.0)] == pytest.approx([0.5, 0.5], abs=0.06)
    assert twenty > 0.97
    assert knee_study(5, 0).useful[list(ASKED).index(0.8)] < 0.77
    stands("in half a second this pod does 50 requests")
    assert PATIENCE == 50


def test_even_work_waits_half_as_long() -> None:
    even, usual = (queueing.pollaczek_khinchine_wait(0.8, variation) for variation in (0, 1))
    assert even == usual / 2


def test_requests_until_p99_is_known() -> None:
    stands(f"it would take {queueing.independent_requests(0.99, 0.01):,.0f}"[:-3] + "000 requests")
    stands(f"still {tables.figure('queueing', 'naive_error').value:.0f} times the naive one")
    for variant in ex.requests_needed.variants:
        factor = queueing.correlated_percentile_error(variant["busy_percent"] / 100, 0.99)
        assert round(factor, 1) == variant["times"]
        naive = (queueing.independent_requests(0.99, 0.01) / variant["requests"]) ** 0.5
        assert naive == pytest.approx(variant["naive_percent"], rel=0.01)


def test_a_load_test_that_looks_away() -> None:
    work_s = np.full(10_000, 0.001)
    work_s[5_000] = 1.0
    trace = traffic.recorded_trace(np.full(10_000, 0.01), work_s, pods=1, seed=1)
    open_s = simulate(trace, balancers.ROUND_ROBIN).latency_s
    stands(f"{int((open_s > 0.00101).sum()) - 1} requests run into the stall, and p99.5 is half a second")
    assert np.quantile(open_s, 0.995) == pytest.approx(0.55, rel=0.01)
    assert np.quantile(work_s, 0.995) == 0.001


def test_the_range_in_the_ledger_is_rounded_to_a_share() -> None:
    found = queueing.busiest_range(0.1, 0.01, 4, 10)
    assert 0 < found.low < found.best < found.high < 1
