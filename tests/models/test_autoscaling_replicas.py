"""What Kubernetes wants, row by row of the cases executed against its own code, and what must hold whatever comes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.sizing.autoscaling import (
    AverageValue,
    Container,
    PerPod,
    PodState,
    Tolerance,
    Total,
    Utilisation,
    desired_replicas,
    missing,
    pod_class,
    ready,
    replicas_of_sums,
    unready,
)
from course_lib.tables import figure

UNTIL_1_32 = {"tolerance": Tolerance(until_1_32=True)}
TIGHTER = {"tolerance": Tolerance(up=0.05)}
PROXY = Container(10, 100, "linkerd-proxy", restarts_in_init=True)
NO_REQUEST = Container(10, None, "linkerd-proxy", restarts_in_init=True)


def with_proxy(proxy, pods=10):
    return (PodState((Container(350, 500), proxy)),) * pods


# name: pods, metrics, further arguments, wanted, words that must be in the reason
ORACLE = {
    "H1": (ready([500] + [0] * 9), 50, {}, 2, "500m of 5,000m is 10%"),
    "H2": (ready([275] * 10), 50, {}, 10, "55 / 50 = 1.1; that's inside the tolerance"),
    "H2 until 1.32": (ready([275] * 10), 50, UNTIL_1_32, 11, "1.1 × 10 pods"),
    "H3": (ready([279] * 10), 50, {}, 10, "2,790m of 5,000m is 55%"),
    "H3b": (ready([224] * 10), 50, {}, 9, "44 / 50 = 0.88"),
    "H4": (ready([100] * 6) + unready(4), 50, {}, 3, "0.4 × 6 pods"),
    "H5": (ready([450] * 6) + unready(4), 50, {}, 10, "With 4 unready pods counted as 0, it's 54%"),
    "H6": (ready([400] * 8) + missing(2), 50, {}, 13, "With 2 missing pods counted as 0, it's 64%"),
    "H7": (ready([150] * 8) + missing(2), 50, {}, 9, "With 2 missing pods taken to use 1,000m, it's 44%"),
    "H7b": (ready([50] * 8) + missing(2), 50, {}, 6, "it's 28%"),
    "H8": (ready([1450] * 7), 70, {}, 30, "Exactly it's 29; in floating point 29.000000000000004"),
    "H9 before": (ready([350] * 10), 70, {}, 10, "70 / 70 = 1"),
    "H9 after": (with_proxy(PROXY), 70, {}, 9, "3,600m of 6,000m is 60%; 60 / 70 = 0.8571"),
    "H10": (ready([425] * 4) + unready(2) + missing(2), 50, {}, 8, "it's 42%, a ratio of 0.84; that points the other"),
    "H11": (ready([300] * 10), [50, PerPod(1000, (1500,) * 10)], {}, 15, "The largest of 2 proposals"),
    "H12": (ready([300] * 10), [100, Total(5, None)], {}, 10, "nothing is scaled down"),
    "H13": (ready([535] * 100), 100, {}, 100, "107 / 100 = 1.07"),
    "H13 tighter": (ready([535] * 100), 100, TIGHTER, figure("autoscaling", "kep_4951_pods").value, "1.07 × 100"),
}


@pytest.mark.parametrize("name", ORACLE)
def test_oracle(name):
    pods, metrics, further, wanted, words = ORACLE[name]
    desired = desired_replicas(pods, metrics, **further)
    assert desired.pods == wanted
    assert words in desired.why


def test_the_proposals_of_several_metrics_are_told_apart():
    first, second = desired_replicas(*ORACLE["H11"][:2]).proposals
    assert (first.pods, second.pods) == (12, 15)
    works, fails = desired_replicas(*ORACLE["H12"][:2]).proposals
    assert (works.pods, fails.pods) == (6, None)


def test_a_failed_metric_does_not_block_the_way_up_and_alone_it_changes_nothing():
    assert desired_replicas(ready([600] * 10), [50, Total(5, None)]).pods == 24
    alone = desired_replicas(ready([600] * 10), Total(5, None))
    assert alone.pods == 10
    assert "Every metric fails" in alone.why


def test_without_the_rule_of_direction_h10_would_go_down():
    """Filled in it is 42%: 0.84 × 8 pods, rounded up."""
    assert math.ceil(42 / 50 * 8) == 7


# --- Requests and containers ------------------------------------------------------------------------


def test_a_container_without_a_request_makes_the_metric_fail_and_its_name_is_told():
    desired = desired_replicas(with_proxy(NO_REQUEST), 70)
    assert desired.pods == 10
    assert "missing request for cpu in container linkerd-proxy" in desired.why
    assert desired.proposals[0].seen is None


@pytest.mark.parametrize("proxy", [PROXY, NO_REQUEST])
def test_one_container_is_seen_through_the_other(proxy):
    assert desired_replicas(with_proxy(proxy), Utilisation(70, container="app")).proposals[0].seen == 70


def test_a_request_of_the_whole_pod_counts_but_not_for_one_container():
    pods = (PodState((Container(350, 500), NO_REQUEST), request_m=720),) * 10
    assert desired_replicas(pods, 70).proposals[0].seen == 50
    assert desired_replicas(pods, Utilisation(70, container="app")).proposals[0].seen == 70


def test_a_container_that_is_nowhere_fails():
    assert "there is no container nginx" in desired_replicas(with_proxy(PROXY), Utilisation(70, container="nginx")).why


def test_pods_that_request_zero_fail():
    assert "request nothing" in desired_replicas(ready([10, 20], 0), 50).why


def test_even_an_ignored_pod_without_a_request_makes_the_metric_fail():
    gone = PodState((Container(None, None, "old"),), phase="Failed")
    assert "container old" in desired_replicas((*ready([350] * 3), gone), 70).why


def test_each_container_is_rounded_up_before_the_sum():
    pods = (PodState((Container(0.1, 50), Container(0.1, 50, "b"))),)
    assert "2m of 100m is 2%" in desired_replicas(pods, 50).why


def test_a_pod_that_lacks_one_containers_value_is_missing():
    pods = with_proxy(Container(None, 100, "b"), 2) + with_proxy(PROXY, 8)
    assert "2 missing pods" in desired_replicas(pods, 80).why
    assert desired_replicas(pods, 80) == desired_replicas(with_proxy(PROXY, 8) + missing(2, 600), 80)


# --- Classes ----------------------------------------------------------------------------------------

APP = (Container(100, 500),)


@pytest.mark.parametrize(
    ("pod", "belongs_to"),
    [
        (PodState(APP, deleted=True), "ignored"),
        (PodState(APP, phase="Failed"), "ignored"),
        (PodState(APP, phase="Pending", deleted=True), "ignored"),
        (PodState(APP, phase="Pending"), "unready"),
        (PodState(APP, ready=None), "unready"),
        (PodState(APP, started_s=None), "unready"),
        (PodState(APP), "ready"),
        # young: within 300 s of its start
        (PodState(APP, ready=False, started_s=701), "unready"),
        (PodState(APP, started_s=701, ready_changed_s=800, sample_s=995, window_s=15), "ready"),
        (PodState(APP, started_s=701, ready_changed_s=985, sample_s=1000, window_s=15), "ready"),
        (PodState(APP, started_s=701, ready_changed_s=986, sample_s=1000, window_s=15), "unready"),
        # old: 300 s after its start and later
        (PodState(APP, started_s=700, ready_changed_s=999, sample_s=1000, window_s=15), "ready"),
        (PodState(APP, ready=False, started_s=700, ready_changed_s=729), "unready"),
        (PodState(APP, ready=False, started_s=700, ready_changed_s=730), "ready"),
    ],
)
def test_the_class_of_a_pod_at_1000_s(pod, belongs_to):
    assert pod_class(pod, now_s=1000) == belongs_to


def test_readiness_is_looked_at_for_cpu_only():
    pod = PodState(APP, ready=False, started_s=900, ready_changed_s=900)
    assert (pod_class(pod, 1000), pod_class(pod, 1000, resource="memory")) == ("unready", "ready")
    assert pod_class(pod, 1000, usage=None) == "missing"


def test_ignored_pods_are_dropped_but_are_replicas_as_far_as_there_are_any():
    pods = (*ready([400] * 5), PodState(APP, deleted=True))
    assert desired_replicas(pods, 50, current=5).pods == 8


# --- Other metrics ----------------------------------------------------------------------------------


def test_missing_pods_of_a_plain_metric_count_as_the_target_on_the_way_down():
    desired = desired_replicas(ready([0] * 10), PerPod(1000, (200,) * 8 + (None,) * 2))
    assert desired.pods == 4  # (8 · 200 + 2 · 1000) / 10 = 360
    assert desired_replicas(ready([200] * 8) + missing(2), AverageValue(1000)).pods == 4


@pytest.mark.parametrize("metric", [PerPod(1000, (1000,) * 8 + (None,) * 2), 50])
def test_at_a_ratio_of_exactly_one_missing_pods_are_left_out(metric):
    assert desired_replicas(ready([250] * 8) + missing(2), metric).pods == 10


def test_a_target_beyond_100_is_what_missing_pods_are_taken_to_use():
    """8 pods at 100% and 2 at 150% make 110%: 0.733 × 10."""
    assert desired_replicas(ready([500] * 8) + missing(2), 150).pods == 8


@pytest.mark.parametrize(
    ("metric", "wanted"),
    [
        (Total(5000, 10000), 12),  # twice the target, of 6 ready pods
        (Total(5000, 5400), 10),
        (Total(5000, 60000, per_pod=True), 12),
        (Total(5000, 54000, per_pod=True), 10),
        (Total(5000, 56000, per_pod=True), 12),  # 1.12: outside, and then the tolerance is gone
    ],
)
def test_one_value_for_all(metric, wanted):
    assert desired_replicas(ready([0] * 6) + unready(4), metric).pods == wanted


def test_from_zero_replicas_only_a_value_for_all_leads_up():
    assert desired_replicas((), Total(5000, 11000), current=0, least=0).pods == 3
    assert desired_replicas((), Total(5000, 11000), current=0, least=1).pods == 0
    assert desired_replicas((), 50, current=0, least=0).pods == 0


# --- Bounds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("usage_m", "current", "wanted", "words"),
    [
        (500, 10, 15, "At most 15 are allowed"),
        (10, 10, 5, "At least 5 have to be"),
        (10, 20, 15, "But there are 20 now"),
        (500, 3, 5, "But there are 3 now"),
    ],
)
def test_least_and_most(usage_m, current, wanted, words):
    desired = desired_replicas(ready([usage_m] * 10), 50, current, least=5, most=15)
    assert desired.pods == wanted
    assert words in desired.why


@pytest.mark.parametrize(
    ("arguments", "further", "message"),
    [
        ((ready([1]), 0), {}, "target must be a whole number of at least 1, got 0"),
        ((ready([1]), 70.5), {}, "target must be a whole number of at least 1, got 70.5"),
        ((ready([1]), "70"), {}, "target must be a whole number of at least 1, got '70'"),
        ((ready([1]), []), {}, r"metrics must hold at least one, got \[\]"),
        (([10], 70), {}, r"pods must be PodStates: ready\(\[350\] \* 10\) makes ten, got 10"),
        ((ready([1]), 70), {"least": 5, "most": 4}, "most must be a whole number of at least 5, got 4"),
        ((ready([1]), 70), {"tolerance": Tolerance(up=-1)}, "tolerance.up must not be negative, got -1"),
        ((ready([1]), PerPod(5, (1, 2))), {}, "values_m must be 1 values, one a pod"),
    ],
)
def test_bad_input_is_told_by_name_rule_and_value(arguments, further, message):
    with pytest.raises(ValueError, match=message):
        desired_replicas(*arguments, **further)


def test_bad_pods_are_told_too():
    with pytest.raises(ValueError, match="usage_m must be between 0 and 1e\\+18, got -1"):
        ready([-1])
    with pytest.raises(ValueError, match="phase must be one of Pending"):
        PodState(APP, phase="running")
    with pytest.raises(ValueError, match="containers must be a tuple of at least 1 Container"):
        PodState(())


# --- What must hold whatever comes ------------------------------------------------------------------

uses = st.lists(st.integers(0, 2000), min_size=1, max_size=30)
targets = st.integers(1, 200)
few = st.integers(0, 8)


@given(uses, targets, few, few)
def test_pods_that_nobody_measured_never_make_a_change_larger(usages, target, young, lost):
    """Beside the ready pods alone, filling in pulls the count towards the current one, or leaves it there."""
    pods = ready(usages) + unready(young) + missing(lost)
    seen = desired_replicas(ready(usages), target).proposals[0].ratio
    wanted, current = desired_replicas(pods, target, least=0).pods, len(pods)
    assert wanted >= current or seen < 1
    assert wanted <= current or seen > 1


@given(uses, targets)
def test_the_order_of_the_pods_and_their_balance_do_not_matter(usages, target):
    """A tolerance of the whole is all that an even spread could change, and the sum is the same."""
    whole = replicas_of_sums(sum(usages), 500 * len(usages), len(usages), target)
    assert desired_replicas(ready(usages), target, least=0).pods == whole.pods
    assert desired_replicas(ready(usages[::-1]), target, least=0).pods == whole.pods


@given(uses, targets, st.integers(0, 500))
def test_more_use_never_makes_fewer_pods_and_a_higher_target_never_more(usages, target, more):
    now = desired_replicas(ready(usages), target, least=0).pods
    assert desired_replicas(ready([use + more for use in usages]), target, least=0).pods >= now
    assert desired_replicas(ready(usages), target + 1, least=0).pods <= now


@given(uses, targets, st.integers(1, 40), st.integers(1, 10), st.integers(0, 40))
def test_the_count_stays_within_least_and_most(usages, target, current, least, room):
    desired = desired_replicas(ready(usages), target, current, least=least, most=least + room)
    assert least <= desired.pods <= least + room


def test_the_float_footnote_concerns_524_triples_and_only_upwards():
    """Targets of 50 to 90, use up to 300%, up to 60 pods, outside the tolerance: one pod more than exactly."""
    found = [
        (level, target, pods)
        for target in range(50, 91)
        for level in range(301)
        for pods in range(1, 61)
        if replicas_of_sums(level, 100, pods, target, current=-1).pods not in (-1, -(-level * pods // target))
    ]
    assert len(found) == 524
    assert (290, 70, 7) in found
    assert all(replicas_of_sums(u, 100, n, t).pods == -(-u * n // t) + 1 for u, t, n in found)
