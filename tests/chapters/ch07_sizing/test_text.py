"""Every figure in chapter 07's text, as the code gives it."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from course_lib import tables
from course_lib.chapters.ch07_sizing.study.autoscaler import REQUEST_M, WITH, autoscaler_study, the_day
from course_lib.chapters.ch07_sizing.study.bursting import ALIKE, ALONE, AT_THE_MEAN, POOLED, bursting_study
from course_lib.chapters.ch07_sizing.study.capacity import (
    BUSIEST_DAY,
    MATCH_WEEK,
    MEAN,
    PEAK,
    QUANTILE,
    SAME,
    capacity_study,
    week_of,
)
from course_lib.chapters.ch07_sizing.study.dilution import APP_ONLY, dilution_study
from course_lib.chapters.ch07_sizing.study.objective import BALANCERS, MOST_WORKERS, PROXIES, need, objective_study
from course_lib.chapters.ch07_sizing.study.pod_size import FEWEST, MOST, NODE, SIDECARS, pod_size_study
from course_lib.chapters.ch07_sizing.study.rightsizers import KRR, KUBECOST, VPA, rightsizers_study
from course_lib.chapters.ch07_sizing.study.target import CORES, HOT, LIMITED, TARGET, target_study
from course_lib.chapters.ch07_sizing.study.waste import LOWERED, waste_study
from course_lib.sizing.autoscaling import Spread, desired_replicas, ready
from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.example import STEP_S, UNIT, WEEK
from course_lib.sizing.demand.files.suspects import BOUNDS, bounds_ms
from course_lib.sizing.rightsizing import vpa
from course_lib.sizing.rightsizing.staffing import workers_needed
from tests.notebooks.conftest import source_of

TEXT = source_of("07_sizing").read_text()
ISTIO = "Istio, default values"


def stands(figure: str) -> None:
    """Assert that the text holds a figure."""
    assert figure in TEXT, figure


def autoscaling(name: str) -> float:
    return tables.figure("autoscaling", name).value


def rightsizing(name: str) -> float:
    return tables.figure("rightsizing", name).value


# The hand on the target


def test_the_hot_pod_with_a_limit() -> None:
    full, even = target_study(HOT, held=LIMITED), target_study(1, held=LIMITED)
    stands(f"sees {full.percent}% instead of {even.percent}%, and wants {full.pods} pods")
    assert (full.pods, even.pods) == (autoscaling("hot_saturated_pods"), autoscaling("balanced_pods"))
    assert full.hottest_then_m > full.spread.loads_m[0]
    stands("With 6 of them, the hot pod would get even more.")


def test_no_pod_goes_by_balance_alone() -> None:
    assert target_study(HOT).pods == target_study(1).pods == 10


def test_the_target_by_hand() -> None:
    lower, now, higher = (target_study(1, target).pods for target in (50, TARGET, 80))
    stands(f"At 50% the autoscaler wants {lower} pods, at 70% it wants {now}, and at 80% it wants {higher}.")
    assert (lower, higher) == (autoscaling("balanced_pods_at_50"), autoscaling("balanced_pods_at_80"))


def test_how_many_pods_leave_room_for_the_hot_one() -> None:
    pods = next(pods for pods in range(1, 200) if Spread(CORES, pods, HOT).loads_m[0] <= REQUEST_M)
    stands(f"would take {pods} of them, used to {CORES * 1000 / pods / REQUEST_M:.0%} on average")
    nine, seven = (Spread(CORES, pods, 1).loads_m[0] / REQUEST_M for pods in (9, 7))
    stands(f"9 pods are used to {nine:.0%} each, and 7 would be used to {seven:.0%}")


def test_the_arithmetic_in_words() -> None:
    tolerance, sync_s = autoscaling("tolerance"), autoscaling("sync")
    stands(f"Every {sync_s:g} seconds")
    stands(f"If the ratio is from {1 - tolerance:g} to {1 + tolerance:g}, nothing changes")
    assert desired_replicas(ready([559] * 10, 1000), 50).proposals[0].seen == 55
    stands("55.9% counts as 55")
    assert desired_replicas(ready([500] + [0] * 9), 70).proposals[0].seen == 10
    stands("One pod at 100% and nine at 0% are ten pods at 10%.")


# Waste and capacity


def test_two_kinds_of_waste() -> None:
    after = waste_study(100, capacity=LOWERED)
    stands(f"that was {after.gone:.0f} of the {waste_study(0).unused:.0f} cores that weren't used")
    never = waste_study(0, 1.0).waste
    assert never.mean("temporal") == pytest.approx(0, abs=1e-9)
    steep = waste_study(0, 3.5).waste
    stands(f"the temporal part alone is {steep.mean('temporal'):.0f} cores, two and a half times what is used")
    assert steep.mean("temporal") / steep.mean("used") == pytest.approx(2.5)


def test_a_week_by_four_rules() -> None:
    checks = capacity_study(95, 15).checks
    mean, quantile = checks[MEAN], checks[QUANTILE]
    hours = f"for {mean.violated:.0%} of the time, for {mean.longest_stretch_s / 3600:.1f} hours at a stretch"
    stands(f"{hours}. And {mean.idle:.0%} of this capacity is idle")
    stands(f"there is always enough, and {checks[PEAK].idle:.0%} is idle")
    stands(f"Move it to 95%: too little for {quantile.violated:.1%} of the time.")
    stands(f"It is {quantile.stretches} times in a week, for up to {quantile.longest_stretch_s / 60:.0f} minutes")
    stands(f"{checks[BUSIEST_DAY].capacity:.0f} cores, where the peak was {checks[PEAK].capacity:.0f}")
    stands(f"sizing for the peak wastes a lot: {checks[PEAK].idle:.0%} in our week")
    stands(f"too little for {mean.violated:.0%} of the week, and still {mean.idle:.0%} of it stood idle")


def test_all_of_it_is_on_five_evenings() -> None:
    week = week_of(SAME)
    above = week.value > capacity_study(95, 15).checks[QUANTILE].capacity
    days, hours = week.time_s[above] // 86_400, week.time_s[above] % 86_400 / 3600
    assert set(days.tolist()) == {0, 1, 2, 3, 4}
    assert 19 < hours.min() < hours.max() < 21
    stands("on the evenings of five days")


def test_even_the_peak_was_a_guess() -> None:
    peak = capacity_study(95, 15, MATCH_WEEK).checks[PEAK]
    stands(f"it is too little for {peak.longest_stretch_s / 60:.0f} minutes")
    assert peak.stretches == 1


# The autoscaler's day


def test_what_the_day_costs() -> None:
    study = autoscaler_study(70)
    fixed = 24 * math.ceil(the_day().peak * 1000 / REQUEST_M)
    stands(f"this day costs {study.steps.pod_hours:.0f} pod-hours")
    stands(f"for the peak all day long would take {fixed}")
    stands(f"each moment would take {study.fewest_pod_hours:.0f}")
    assert 0.7 * (study.steps.pod_hours - study.fewest_pod_hours) < (1 / 0.7 - 1) * study.fewest_pod_hours


def test_pods_that_start_slowly() -> None:
    quick, slow = autoscaler_study(70, 60), autoscaler_study(70, 300)
    assert min(autoscaler_study(70, 0).steps.unmet) == autoscaler_study(70, 0).steps.unmet_share == 0
    stands(f"for {quick.longest_short_s} s some of the work isn't served, {quick.steps.unmet_share:.1%} of the day's")
    stands(f"it's {slow.longest_short_s} s, and {slow.steps.unmet_share:.1%}. That is three times the start-up time")
    assert slow.longest_short_s > 3 * 300
    stands(f"At the worst moment the demand is {slow.asked_at_worst:.0f}% of what the ready pods request")
    assert slow.steps.percent[slow.worst] == 100
    stands(f"100/70 = {100 / 70:.2f} times the pods")


def test_a_higher_target() -> None:
    study = autoscaler_study(90)
    stands(f"{study.steps.unmet_share:.1%} of the work isn't served, for {study.steps.pod_hours:.0f} pod-hours")
    full = ready([500] * 10)
    assert desired_replicas(full, 91).pods == 10 < desired_replicas(full, 90).pods
    stands(f"100/91 = {100 / 91:.3f} is inside the tolerance")


def test_the_way_down() -> None:
    none, long = (autoscaler_study(70, 60, window_s).steps for window_s in (0, 900))
    stands(f"Without one, this day takes {none.pod_hours:.0f} pod-hours")
    stands(f"with a window of 15 minutes {long.pod_hours:.0f}")
    assert autoscaling("down_window") == 300


def test_the_field_behavior() -> None:
    stands(f"{autoscaling('up_pods'):g} pods or {autoscaling('up_percent'):g}% in {autoscaling('policy_period'):g} s")
    assert autoscaling("up_factor") == 2
    without, empty = autoscaler_study(70).steps, autoscaler_study(70, behavior=WITH).steps
    assert empty.pod_hours == pytest.approx(without.pod_hours, rel=0.01)
    assert empty.unmet_share == pytest.approx(without.unmet_share, rel=0.1)


def test_the_sidecar_dilutes() -> None:
    found = dilution_study(100).injected
    stands(f"from {found.requested_before_m:,}m to {found.requested_after_m:,}m")
    stands(f"360m of 600m is {dilution_study(100).percent}%")
    assert (found.before.pods, found.after.pods) == (10, autoscaling("diluted_pods"))
    stands(f"raised the app's target from {found.target}% to {found.hidden_target:.0f}%")
    assert dilution_study(100, seen=APP_ONLY).injected.after.pods == 10
    assert dilution_study(0).injected.fails


# Deeper


def test_what_right_sizers_recommend() -> None:
    few, more, rare, often = (rightsizers_study(share, 800) for share in (5, 6, 10, 11))
    stands(f"KRR jumps from {few.request_m(KRR)}m to {more.request_m(KRR)}m when spikes go from 5% to 6%")
    stands(f"VPA from {rare.request_m(VPA)}m to {often.request_m(VPA)}m between 10% and 11%")
    for below, above in ((few.request_m(KRR), more.request_m(KRR)), (rare.request_m(VPA), often.request_m(VPA))):
        assert 1 - below / above == pytest.approx(5 / 6, abs=0.04)
    stands(f"the highest value and divides by {rightsizing('kubecost_utilisation'):g}")
    assert few.request_m(KUBECOST) == math.ceil(800 / 0.7)
    assert (rightsizing("vpa_target"), rightsizing("vpa_margin"), rightsizing("krr_cpu")) == (0.9, 0.15, 0.95)
    stands("takes the 90th percentile and 15% on top; KRR takes the 95th")
    stands(f"one reading times {rightsizing('one_reading_factor'):g} says 150m or 1,200m")


def test_the_floor_of_a_vpa() -> None:
    least_m, least_mib = rightsizing("vpa_least_cpu"), rightsizing("vpa_least_memory")
    stands(f"at least {least_m:g}m and {least_mib:g} MiB for each *pod*")
    proxy = tables.figure("cluster", "linkerd_memory_request").value
    stands(f"requests {proxy:g} MiB to {vpa.least_memory_bytes(2) // vpa.MIB} MiB")
    half_life_s, first = rightsizing("vpa_half_life"), rightsizing("vpa_bucket_cpu")
    assert (half_life_s, first, rightsizing("vpa_growth")) == (86_400, 0.01, 0.05)


def test_services_that_share_a_node() -> None:
    study = bursting_study(21, 0, 100, ALIKE)
    mean, pooled, alone = (study.fits(rule) for rule in (AT_THE_MEAN, POOLED, ALONE))
    stands(f"has room for {mean} services that request their mean of half a core")
    stands(f"it takes {pooled} services, which use {pooled * 0.5 / 16:.0%} of it on average")
    stands(f"the node takes {alone}, which use {alone * 0.5 / 16:.0%}")
    stands(f"short in {study.short_drawn:.1%} of the time instead of {study.short:.1%}")
    full = bursting_study(mean, 0, 100, ALIKE)
    assert full.short == 0.5 == pytest.approx(full.short_drawn, abs=0.06)
    some, all_together = (bursting_study(21, percent, 100, ALIKE) for percent in (20, 100))
    stands(f"of 20% there is room for {some.fits(POOLED)}, and at 100% for {all_together.fits(POOLED)}: nothing")
    assert all_together.fits(POOLED) == alone


def test_pods_for_an_objective() -> None:
    one, four = objective_study(1), objective_study(4)
    two = [one.needed["two choices"][proxies].pods for proxies in (1, 10, 50)]
    stands(f"random needs {one.random.pods} pods, and two choices {two[0]} with one proxy")
    stands(f"{two[1]} with ten and {two[2]} with fifty")
    stands(f"random needs {four.random.pods} pods, and any balancer saves one of them at most")
    assert max(four.saved(name, proxies) for name in BALANCERS for proxies in PROXIES) == 1
    stands(f"These {four.random.pods} pods have {four.reserved(four.random)} workers instead of {one.random.pods}")
    assert abs(four.reserved(four.random) - two[0]) <= 1
    only_just = [objective_study(each).random.pods == need(each).fewest_stable for each in range(1, MOST_WORKERS + 1)]
    assert only_just == [False] * 5 + [True] * 3
    stands("From six workers on, random needs the fewest whole pods that can keep up at all.")


def test_the_reserve_grows_with_the_root() -> None:
    small, large = (workers_needed(busy, chance=0.2) - busy for busy in (9, 900))
    assert 8 < large / small < 12
    stands("A hundred times the work needs about ten times the reserve")


def test_pools_that_are_busy_at_the_same_hour_save_on_the_reserve_alone() -> None:
    """Ten services of ten workers' work, and twice that in the evening."""
    for work in (10, 20):
        alone, pooled = 10 * workers_needed(work, chance=0.2), workers_needed(10 * work, chance=0.2)
        assert alone > pooled > 10 * work
    stands("then so is the shared pool; it saves only on the reserve that comes on top")


def test_few_large_pods_or_many_small_ones() -> None:
    studies = {pods: pod_size_study(pods, 256, ISTIO) for pods in (8, 12, 119, 400)}
    assert all(studies[pods].here.per_node == 1 for pods in (8, 12))
    assert studies[8].here.nodes == 8
    assert 2 * studies[8].here.pod.cores > NODE.cores
    stands("so it's twelve nodes")
    assert max(each.nodes for each in studies[12].tried) == studies[12].here.nodes == 12
    stands("From 13 on, some numbers of pods get by with seven nodes. Beyond 119 none does")
    best = [each.pods for each in studies[12].best]
    assert (best[0], best[-1], studies[12].best[0].nodes) == (13, 119, 7)
    many = studies[400].here
    assert Fraction(many.pods * SIDECARS[ISTIO].cores / many.requested.cores).limit_denominator(50) == Fraction(2, 7)
    assert many.nodes == 9
    stands("it takes nine nodes")
    heavy = pod_size_study(400, 2048, ISTIO).here
    stands(f"400 pods take {heavy.nodes:.0f} nodes")
    assert heavy.binds == "memory"
    assert FEWEST <= 8
    assert MOST >= 400


def test_where_floats_are_not_exact() -> None:
    outside, more, fewer = 0, 0, 0
    for target in range(50, 91):
        for percent in range(1, 301):
            if 0.9 <= percent / target <= 1.1:
                continue
            for pods in range(1, 61):
                outside += 1
                exact, floats = -(-percent * pods // target), math.ceil(percent / target * pods)
                more, fewer = more + (floats == exact + 1), fewer + (floats < exact)
                assert floats <= exact + 1
    stands(f"there are {outside:,} cases outside the tolerance, and in {more} of them Kubernetes wants one pod")
    assert fewer == 0
    assert round(outside / more, -2) == 1300
    stands("one in 1,300 or so")
    stands("gets 29.000000000000004")
    assert 290 / 70 * 7 == 29.000000000000004


def test_bounds_of_histograms() -> None:
    rows = {row["id"]: row for row in tables.rows("histogram_bounds", BOUNDS)}
    first = float(rows["linkerd_request"]["bounds"].split()[0])
    stands(f"begins with {1000 * first:g} ms")
    assert 10_000 in bounds_ms()


def test_the_sample_week_is_known_every_five_minutes() -> None:
    assert Demand.from_prometheus(WEEK, unit=UNIT).step_s == STEP_S == 300


def test_the_margin_by_hand_loses_a_millicore_in_floats_unless_it_is_worked_out_by_itself():
    assert repr(800 * 1.15).startswith("919.99")
    assert (int(800 * 1.15), 800 + int(0.15 * 800)) == (919, 920)
