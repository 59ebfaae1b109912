"""Right-sizers: VPA's oracles to the byte, KRR's and the others' rules, and who jumps where on one input."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib import tables
from course_lib.sizing.rightsizing import histogram, krr, others, vpa
from course_lib.sizing.rightsizing.usage import by_pod

MIB = 1024**2
DAYS_8 = 8 * 24 * 60


def published(identity):
    return tables.figure("rightsizing", identity).value


def minutes(share_percent, spike=0.8, samples=DAYS_8):
    """One sample a minute: evenly spread, so many of a hundred are spikes."""
    return np.where(np.arange(samples) * share_percent % 100 < share_percent, spike, 0.1)


def readings(spikes, number=100):
    return [0.1] * (number - spikes) + [0.8] * spikes


def exact_start(bucket, first, growth=Fraction(21, 20)):
    return first * (growth**bucket - 1) / (growth - 1)


@pytest.mark.parametrize(
    ("buckets", "first", "largest"),
    [(histogram.CPU, Fraction(1, 100), 1000), (histogram.MEMORY, Fraction(10**7), 10**12)],
)
def test_176_buckets_each_five_percent_wider(buckets, first, largest):
    assert buckets.number == 176
    assert exact_start(174, first) < largest <= exact_start(175, first)
    for bucket in range(176):
        assert buckets.start(bucket) == pytest.approx(float(exact_start(bucket, first)), rel=1e-12)
    inside = np.array([float((exact_start(n, first) + exact_start(n + 1, first)) / 2) for n in range(175)])
    assert list(buckets.find(inside)) == list(range(175))
    assert list(buckets.find(np.array([0.0, 10.0 * largest]))) == [0, 175]
    assert buckets.end(175) == buckets.start(175)  # it has none


@given(st.lists(st.floats(0.0, 900.0), min_size=1, max_size=60), st.floats(0.01, 1.0))
def test_a_percentile_is_the_end_of_the_bucket_of_a_sample(values, share):
    samples = np.array(values)
    found = histogram.percentile(histogram.CPU, samples, np.ones(len(samples)), share)
    reached = np.sort(samples)[math.ceil(round(share * len(samples), 9)) - 1]
    assert found == histogram.CPU.end(int(histogram.CPU.find(np.array([reached]))[0]))
    assert found >= reached


class Kept:
    """A second, plain histogram: one sample after the other, weights doubling a day, asked by walking up."""

    def __init__(self, first):
        self.first, self.weight, self.total = first, [0.0] * 176, 0.0

    def start(self, bucket):
        return 0.0 if bucket == 0 else self.first * (1.05**bucket - 1) / (1.05 - 1)

    def add(self, value, weight, days):
        bucket = 0
        while bucket < 175 and self.start(bucket + 1) <= value:
            bucket += 1
        self.weight[bucket] += weight * 2**days
        self.total += weight * 2**days

    def percentile(self, share):
        bucket, last = 0, max(each for each in range(176) if self.weight[each])
        reached = self.weight[0]
        while reached < share * self.total and bucket < last:
            bucket += 1
            reached += self.weight[bucket]
        return self.start(min(bucket + 1, 175))


@given(st.dictionaries(st.integers(0, 11_520), st.integers(1, 40_000), min_size=1, max_size=80))
def test_a_plain_histogram_finds_the_same(by_minute):
    usage = [by_minute.get(minute, math.nan) / 1000 for minute in range(11_521)]
    kept = Kept(0.01)
    for minute, millicores in sorted(by_minute.items()):
        kept.add(millicores / 1000, 0.1, minute / 1440)
    amount = int(1000 * kept.percentile(0.9))
    assert vpa.vpa_cpu_m(usage).target == max(25, amount + int(0.15 * amount))


def test_how_far_a_bucket_lies_above_its_samples():
    """Before any margin: 10% at 0.1 core, up to 15% near it, up to 105% in the second bucket, then towards 5%."""
    starts = [histogram.CPU.start(bucket) for bucket in range(176)]
    over = [later / earlier - 1 for earlier, later in itertools.pairwise(starts[1:])]
    assert over == sorted(over, reverse=True)
    assert over[0] == pytest.approx(1.05)
    assert over[7] == pytest.approx(0.155, abs=0.001)
    assert over[-1] == pytest.approx(0.05, abs=0.001)


def test_v1_and_v2_to_the_millicore():
    v1 = vpa.vpa_cpu_m(minutes(4))
    assert (v1.target, v1.lower, v1.upper) == tuple(published(f"v1_{end}") for end in ("target", "lower", "upper"))
    assert vpa.vpa_cpu_m(minutes(12)).target == published("v2_target")


def test_v3_and_v4_to_the_byte():
    newest, earlier = [300 * MIB] * 7 + [500 * MIB], [300 * MIB] * 4 + [500 * MIB] + [300 * MIB] * 3
    weights = histogram.aged(np.arange(8) * 86_400.0, 86_400.0)
    for peaks, name in ((newest, "v3"), (earlier, "v3_earlier")):
        base = histogram.percentile(histogram.MEMORY, np.array(peaks, float), weights, 0.9)
        assert int(base) == published(f"{name}_base")
        assert vpa.vpa_memory_bytes(peaks).target == published(f"{name}_target")
    assert weights[-1] / weights.sum() == 128 / 255
    assert weights[-4] / weights.sum() == 16 / 255
    steady = histogram.percentile(histogram.MEMORY, np.full(8, 200.0 * MIB), weights, 0.9)
    assert vpa.with_margin(int(steady)) == published("v4_base")
    assert vpa.vpa_memory_bytes([200 * MIB] * 8).target == published("v4_target") == 250 * MIB


def test_only_the_last_eight_peaks_count():
    steady = [300 * MIB] * 8
    assert vpa.vpa_memory_bytes([10_000 * MIB, *steady]) == vpa.vpa_memory_bytes(steady, confidence_days=8)


def test_ninety_percent_and_a_margin_can_lie_below_the_mean():
    """A tenth of the time carries much of the work."""
    samples = minutes(4)
    assert 1000 * samples.mean() == pytest.approx(128, abs=0.1)
    assert vpa.vpa_cpu_m(samples).target < 1000 * samples.mean()


def test_a_daily_peak_counts_for_more_just_after_it_than_just_before_the_next():
    """Two hours of 24 are 8.3% of the time, and 11% or 6% of the weight, as weights halve in a day."""
    quiet, busy = [0.1] * 22 * 60, [2.0] * 2 * 60
    after, before = np.tile(quiet + busy, 8), np.tile(busy + quiet, 8)
    assert after.mean() == pytest.approx(before.mean())
    assert (vpa.vpa_cpu_m(after).target, vpa.vpa_cpu_m(before).target) == (2406, 126)
    assert vpa.vpa_cpu_m(before).target < 0.5 * 1000 * before.mean()


@pytest.mark.parametrize("minute_count", [5, 30, 60, 12 * 60, 24 * 60, 7 * 24 * 60])
def test_bounds_close_in_on_the_percentiles_as_days_go_by(minute_count):
    """After 5, 30, 60 minutes 0.60, 0.91, 0.954 of the lower; after 12 h, 24 h, 7 d 3, 2, 1.14 times the upper."""
    found = vpa.vpa_cpu_m(np.full(minute_count + 1, 2.0))
    days = minute_count / 1440
    assert found.lower == pytest.approx(found.target * (1 + 0.001 / days) ** -2, rel=0.002)
    assert found.upper == pytest.approx(found.target * (1 + 1 / days), rel=0.002)
    told = {5: 0.60, 30: 0.91, 60: 0.954, 720: 3, 1440: 2, 10080: 1.14}[minute_count]
    end = found.lower if minute_count <= 60 else found.upper
    assert end / found.target == pytest.approx(told, rel=0.01)


def test_one_sample_alone_is_no_confidence():
    alone = vpa.vpa_cpu_m([0.5])
    assert alone.lower == 25
    assert alone.upper == 10**14


def test_fewer_samples_than_minutes_are_less_sure():
    thin = vpa.vpa_cpu_m(np.full(24 * 8, 0.1), step_s=3600)
    assert thin.upper / thin.target == pytest.approx(1 + 1440 / (24 * 8), rel=0.01)


def test_the_samples_of_all_pods_go_into_one_histogram():
    quiet, busy = np.full(DAYS_8, 0.1), np.full(DAYS_8, 0.8)
    assert vpa.vpa_cpu_m([quiet] * 19 + [busy]).target == 126  # one pod of twenty: it is overlooked
    assert vpa.vpa_cpu_m([quiet] * 8 + [busy]).target == 920
    assert krr.krr_cpu_m([quiet] * 19 + [busy]).request == 800  # the largest of the pods' percentiles


def test_a_newer_sample_weighs_more():
    """88% of the samples are quiet; VPA forgets half of what it knew in a day."""
    quiet, busy = [0.1] * (DAYS_8 * 88 // 100), [0.8] * (DAYS_8 * 12 // 100)
    assert vpa.vpa_cpu_m(quiet + busy).target == 920
    assert vpa.vpa_cpu_m(busy + quiet).target == 126


@pytest.mark.parametrize("containers", [1, 2, 3, 5])
def test_the_least_is_a_pods_and_is_split(containers):
    assert vpa.vpa_cpu_m([0.001] * 2000, containers=containers).target == max(25 // containers, 11)
    assert vpa.vpa_memory_bytes([MIB] * 8, containers=containers).target == max(250 * MIB // containers, 11_500_000)
    assert vpa.least_memory_bytes(2) == 131_072_000


def test_memory_goes_by_daily_peaks():
    usage = np.full(8 * 1440, 200.0 * MIB)
    usage[-1] = 600 * MIB
    assert list(vpa.daily_peaks(usage) / MIB) == [200] * 7 + [600]
    usage[1440:2880] = np.nan
    assert list(np.nan_to_num(vpa.daily_peaks(usage) / MIB)) == [200] + [0] + [200] * 5 + [600]
    assert vpa.daily_peaks(np.array([usage, usage])).shape == (2, 8)
    assert vpa.daily_peaks(usage[:1441])[0] == 200 * MIB
    assert len(vpa.daily_peaks(usage[:2881], step_s=30)) == 2


def test_a_day_without_a_sample_still_passes():
    """500 MiB three days ago weigh the same, whatever is known of the days since."""
    gap = [math.nan] * 2
    peaks = [300 * MIB] * 4 + [500 * MIB]
    known, unknown = (vpa.vpa_memory_bytes([*peaks, *since, 300 * MIB]) for since in ([300 * MIB] * 2, gap))
    assert known.target == published("v3_earlier_target")
    weights = histogram.aged(np.array([0, 1, 2, 3, 4, 7]) * 86_400.0, 86_400.0)
    values = np.array([300.0] * 4 + [500.0] + [300.0]) * MIB
    base = histogram.percentile(histogram.MEMORY, values, weights, 0.9)
    assert unknown.target == vpa.with_margin(int(base))
    assert weights[4] / weights.sum() == pytest.approx(16 / 159)  # more than a tenth: no longer overlooked
    assert unknown.target > known.target


@given(st.integers(0, 2**40), st.integers(0, 2**40))
def test_a_kill_raises_by_a_fifth_or_100_mib(peak, request):
    used = max(peak, request)
    found = vpa.after_oom_bytes(peak, request)
    assert found >= used + 100 * MIB
    assert found == max(used + 100 * MIB, int(used * 1.2))


def test_a_margin_is_added_and_cut_off():
    assert [vpa.with_margin(amount) for amount in (110, 800, 1, 6, 7)] == [126, 920, 1, 6, 8]


def test_one_input_five_answers():
    samples = readings(5)
    assert 1000 * np.mean(samples) == pytest.approx(published("five_mean"))
    assert vpa.vpa_cpu_m(samples).target == published("five_vpa")
    assert krr.krr_cpu_m(samples).request == published("five_krr")
    assert others.nearest_rank_m(samples) == published("five_nearest_rank")
    assert others.one_reading_m(0.1, 400) == published("five_one_reading")
    assert others.one_reading_m(0.8, 400) == 400  # read in a peak: no change
    assert others.peak_m(samples) == published("five_peak")
    assert others.kubecost_m(samples) == math.ceil(800 / 0.7)


def test_who_jumps_where():
    """KRR between 4% and 6% of spikes, the nearest rank at 6%, VPA above 10%; the peak was there from the first."""
    shares = range(2, 15)
    found = {share: (vpa.vpa_cpu_m(minutes(share)).target, krr.krr_cpu_m(minutes(share)).request) for share in shares}
    assert {share for share, (target, _) in found.items() if target == 126} == set(range(2, 11))
    assert {share for share, (target, _) in found.items() if target == 920} == {11, 12, 13, 14}
    assert [found[share][1] for share in (2, 4, 5, 6, 14)] == [100, 100, 135, 800, 800]
    assert [others.nearest_rank_m(readings(spikes)) for spikes in (2, 5, 6, 14)] == [130, 130, 1040, 1040]
    assert {others.peak_m(minutes(share)) for share in shares} == {800}


@given(st.lists(st.integers(1, 3000), min_size=100, max_size=200), st.integers(1, 3))
def test_krr_is_the_largest_of_the_pods_quantiles(millicores, pods):
    usage = [np.array(millicores) / 1000 * (pod + 1) for pod in range(pods)]
    expected_m = max(10.0, *(1000 * np.percentile(pod, 95, method="linear") for pod in usage))
    assert -1e-6 < krr.krr_cpu_m(usage).request - expected_m < 1 + 1e-6


def test_krr_prints_a_question_mark_and_says_why():
    assert krr.krr_cpu_m([0.1] * 99).info == "Not enough data"
    assert krr.krr_cpu_m([[0.1] * 50] * 2).request == 100  # of all pods together
    assert krr.krr_cpu_m([0.1] * 100, has_hpa=True).info == "HPA detected"
    assert krr.krr_memory_bytes([0.1] * 50, has_hpa=True).info == "Not enough data"
    assert str(krr.krr_memory_bytes([1.0] * 100, has_hpa=True)) == "?"


def test_krr_has_a_least_and_rounds_up():
    assert krr.krr_cpu_m([0.001] * 100).request == 10
    assert krr.krr_cpu_m([0.1001] * 100).request == 101
    assert krr.krr_memory_bytes([MIB] * 100).request == 100 * MIB
    assert krr.krr_memory_bytes([199 * MIB] * 99 + [201 * MIB]).request == 232 * MIB  # 231.15


def test_goldilocks_shows_what_vpa_says():
    found = vpa.vpa_cpu_m(minutes(4))
    assert others.goldilocks(found) == (126, 126)
    assert others.goldilocks(found, "Burstable") == (125, 141)


def test_one_reading_never_raises_a_request():
    assert others.one_reading_m(0.1, 100) == 100
    assert others.one_reading_m(0.3, 400) == 400  # a quarter unused is too little to act
    assert others.one_reading_m(0.24, 400) == 360
    assert others.one_reading_m(0.0, 150) == 100
    assert others.times_one_reading_m(0.8) == 1200


def test_a_gap_is_no_sample():
    holes = [0.1, math.nan] * 200
    assert vpa.vpa_cpu_m(holes).target == 126
    assert krr.krr_cpu_m([math.nan] * 100 + [0.1] * 99).request is None
    assert others.peak_m([[math.nan, 0.2], [math.nan, math.nan]]) == 200
    assert [len(pod) for pod in by_pod("usage", [[math.nan, 0.2], [math.nan, math.nan]])] == [1, 0]


@pytest.mark.parametrize("model", [vpa.vpa_cpu_m, vpa.vpa_memory_bytes, krr.krr_cpu_m, krr.krr_memory_bytes])
@pytest.mark.parametrize(
    ("usage", "message"),
    [
        ([], "hold a sample"),
        ([math.nan], "hold a sample"),
        ([-0.1] * 100, r"be zero or more, got -0\.1"),
        ([math.inf] * 100, "be a finite number, got inf"),
        ("0.1", "be a list of samples, or one a pod, all of one length"),
        (0.1, "be a list of samples, or one a pod, all of one length"),
        ([[0.1, 0.2], [0.1]], "be a list of samples, or one a pod, all of one length"),
        ([[[0.1]]], "be a list of samples, or one a pod, all of one length"),
        (["0.1"] * 100, "be a list of numbers"),
        ([[0.1], [None]], "be a list of numbers|be a finite number"),
    ],
)
def test_what_is_no_usage_is_named(model, usage, message):
    with pytest.raises(ValueError, match=message):
        model(usage)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: vpa.vpa_cpu_m([0.1], step_s=0), "step_s must be positive, got 0"),
        (lambda: vpa.daily_peaks([0.1], step_s=86_401), "step_s must be above 0, a day at most, got 86401"),
        (lambda: vpa.vpa_cpu_m([0.1], containers=0), "containers must be a whole number of at least 1, got 0"),
        (lambda: vpa.vpa_memory_bytes([1.0], confidence_days=0), "confidence_days must be positive, got 0"),
        (lambda: others.kubecost_m([0.1], 1.2), "utilisation must be above 0 and at most 1, got 1.2"),
        (lambda: others.one_reading_m(0.1, 0), "request_m must be a whole number of at least 1, got 0"),
        (lambda: others.one_reading_m(-1, 100), "reading_cores must be between 0 and 1e\\+100, got -1"),
        (lambda: others.goldilocks(vpa.VpaRecommendation(1, 1, 1), "BestEffort"), "quality must be one of Guaranteed"),
        (lambda: histogram.percentile(histogram.CPU, np.ones(2), np.ones(1), 0.5), "weights must be as many as"),
    ],
)
def test_what_breaks_a_rule_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_years_of_samples_weigh_no_more_than_floats_can_hold():
    """After 1,024 half-lives a weight of its own would be infinite, and the oldest samples would count alone."""
    years = [0.1] * 1400 + [0.8] * 200  # one a day, each half as heavy as the next
    assert vpa.vpa_cpu_m(years, step_s=86_400.0).target == 920
    assert vpa.vpa_cpu_m(years[::-1], step_s=86_400.0).target == 126
