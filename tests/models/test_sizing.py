"""Pods for an objective: formulas where there are some, published figures elsewhere, and how sure an answer is."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib import balancers, queueing, sizing, tables
from course_lib.balancers import LEAST_IN_FLIGHT, PEAK_EWMA, POWER_OF_TWO_CHOICES, RANDOM
from course_lib.sizing import Need
from course_lib.sizing import objective as model

NINE = Need(offered=9, objective_s=2)


def published(identity):
    return tables.figure("queueing", identity).value


def test_random_and_one_queue_have_the_published_pods():
    assert sizing.pods_at_random(NINE).pods == published("sizing_random")
    assert sizing.pods_with_one_queue(NINE).pods == published("sizing_central")


@pytest.mark.parametrize("proxies", [1, 5, 10, 20, 50])
def test_two_choices_need_the_published_pods(proxies):
    needed = sizing.pods_needed(NINE, POWER_OF_TWO_CHOICES, proxies=proxies, requests=2_000_000)
    assert needed.low == needed.pods == needed.high == published(f"sizing_p2c_{proxies}")
    assert needed.latency_s <= 2


@given(st.floats(0.2, 40), st.floats(1.05, 20), st.integers(1, 8))
def test_one_queue_never_needs_more_than_random_and_both_just_meet_the_objective(offered, objective_s, workers):
    need = Need(offered, objective_s, workers=workers)
    alone, pooled = sizing.pods_at_random(need), sizing.pods_with_one_queue(need)
    assert need.fewest_stable <= pooled.pods <= alone.pods
    assert pooled.latency_s <= objective_s * (1 + 1e-9)
    one_less = alone.pods - 1
    if one_less >= need.fewest_stable:
        assert queueing.mmc_latency(need.utilisation(one_less), workers) > objective_s


def test_units_of_time_change_nothing():
    in_ms = Need(offered=9, objective_s=0.010, mean_service_s=0.005)
    assert sizing.pods_at_random(in_ms).pods == 18
    assert sizing.pods_at_random(in_ms).latency_s == pytest.approx(0.010)
    assert sizing.pods_needed(in_ms, POWER_OF_TWO_CHOICES, requests=50_000).pods == 12


def test_a_percentile_of_one_worker_is_that_of_an_exponential():
    needed = sizing.pods_at_random(Need(offered=9, objective_s=10, share=0.99))
    assert needed.latency_s == pytest.approx(queueing.mm1_percentile(9 / needed.pods))
    assert queueing.mm1_percentile(9 / (needed.pods - 1)) > 10


def test_simulated_random_brackets_its_formula():
    need = Need(offered=9, objective_s=3)
    needed = sizing.pods_needed(need, RANDOM, requests=200_000)
    assert needed.low <= sizing.pods_at_random(need).pods <= needed.high


def test_an_answer_is_the_first_that_meets_the_objective():
    for proxies in (1, 10):
        needed = sizing.pods_needed(NINE, POWER_OF_TWO_CHOICES, proxies=proxies)
        less, here = (
            model.measured_latency(NINE, POWER_OF_TWO_CHOICES, pods, proxies) for pods in (needed.pods - 1, needed.pods)
        )
        assert less.best > 2 >= here.best
        assert needed.latency_s == here.best


def test_few_requests_say_that_they_are_not_sure():
    rough = sizing.pods_needed(NINE, POWER_OF_TWO_CHOICES, proxies=50, requests=5_000)
    assert rough.low < rough.high
    assert (rough.estimate.unit, rough.estimate.certainty) == ("pods", "95% interval")
    assert rough.low <= 18 <= rough.high
    assert repr(rough).startswith(f"{rough.pods} pods, between {rough.low} and {rough.high} (latency ")


def test_the_staircase_agrees_with_each_number_of_proxies_asked_alone():
    stairs = sizing.proxies_allowed(NINE, POWER_OF_TWO_CHOICES, 50, requests=100_000)
    for proxies in (1, 2, 5, 8, 16, 50):
        alone = sizing.pods_needed(NINE, POWER_OF_TWO_CHOICES, proxies=proxies, requests=100_000)
        there = stairs[proxies]
        assert (there.low, there.pods, there.high) == (alone.low, alone.pods, alone.high)
    steps = np.array([[each.low, each.pods, each.high] for each in stairs.needed])
    assert steps.shape == (50, 3)
    assert (np.diff(steps, axis=0) >= 0).all()
    assert (np.diff(steps, axis=1) >= 0).all()


def test_more_workers_a_pod_leave_less_to_save():
    saved = []
    for workers in (1, 2, 4):
        need = Need(9 * workers, 2, workers=workers)
        with_two = sizing.pods_needed(need, POWER_OF_TWO_CHOICES, requests=50_000).pods
        saved.append(1 - with_two / sizing.pods_at_random(need).pods)
    assert saved == sorted(saved, reverse=True)
    assert saved[0] > 0.3
    assert saved[-1] < 0.1


def test_looking_at_all_pods_needs_no_more_than_looking_at_two():
    least = sizing.pods_needed(NINE, LEAST_IN_FLIGHT, requests=100_000).pods
    assert sizing.pods_with_one_queue(NINE).pods <= least <= 12


def test_a_learners_own_balancer_can_be_asked():
    def first_of_two(now, draws, in_flight, memory):
        return int(draws[0] * len(in_flight))

    own = balancers.Balancer("first of two", first_of_two)
    needed = sizing.pods_needed(Need(offered=2, objective_s=2), own, requests=5_000)
    assert needed.low <= 4 <= needed.high


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"offered": 0}, "offered must be positive, got 0"),
        ({"objective_s": 1.0}, r"objective_s must be above the mean service time, 1, got 1\.0"),
        ({"objective_s": math.nan}, "objective_s must be a finite number, got nan"),
        ({"share": 1.0}, r"share must be above 0 and below 1, or None for the mean, got 1\.0"),
        ({"workers": 0}, "workers must be a whole number of at least 1, got 0"),
        ({"mean_service_s": -1}, "mean_service_s must be positive, got -1"),
        ({"service": "normal"}, "service must be one of"),
    ],
)
def test_what_is_no_need_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        Need(**({"offered": 9, "objective_s": 2} | arguments))


def test_where_no_number_of_pods_will_do_that_is_said():
    slow_tail = Need(offered=2, objective_s=2, share=0.99)  # a service alone often takes longer
    with pytest.raises(ValueError, match=re.escape("by at most 10,000 pods (is it below what the work alone takes?)")):
        sizing.pods_at_random(slow_tail)
    for offered in (10_000, 20_000):  # with fewer, queues grow without end
        with pytest.raises(ValueError, match="objective_s must be met by at most 10,000 pods"):
            sizing.pods_at_random(Need(offered=offered, objective_s=1e9))


@pytest.mark.parametrize("pods", [9000, 9999, 10_000])
def test_up_to_the_last_number_of_pods_all_are_tried(pods):
    """A third busy at random, the mean is 1.5 service times."""
    assert sizing.pods_at_random(Need(offered=pods / 3, objective_s=1.5)).pods == pods
    assert sizing.pods_at_random(Need(offered=pods - 0.5, objective_s=1e9)).pods == pods


def test_a_percentile_may_be_below_the_mean_of_the_work():
    median = Need(offered=9, objective_s=0.9, share=0.5)  # of work alone it is 0.69
    assert queueing.mmc_percentile(9 / sizing.pods_at_random(median).pods, 1, 0.5) <= 0.9


@pytest.mark.parametrize("proxies", [10, 20])
def test_no_number_of_pods_below_the_range_may_do(proxies):
    """From so few requests that the intervals are wide."""
    found = sizing.pods_needed(NINE, balancers.POWER_OF_TWO_CHOICES, proxies=proxies, requests=2_000)

    def interval(pods):
        return sizing.objective.measured_latency(NINE, balancers.POWER_OF_TWO_CHOICES, pods, proxies, 2_000)

    assert found.low < found.pods - 1
    assert interval(found.low).low <= 2
    assert found.low == NINE.fewest_stable or interval(found.low - 1).low > 2
    assert interval(found.high).high <= 2


def test_other_services_have_no_formula_and_say_so():
    with pytest.raises(ValueError, match="service must be exponential: only then is there a formula, got 'lognormal'"):
        sizing.pods_at_random(Need(9, 2, service="lognormal"))
    assert sizing.pods_needed(Need(9, 3, service="lognormal"), POWER_OF_TWO_CHOICES, requests=20_000).pods >= 10


def test_the_share_for_the_ledger_spans_its_proxies_and_ends_at_one():
    share = sizing.pods_share(NINE, POWER_OF_TWO_CHOICES, (1, 10, 50))
    assert (share.low, share.best, share.high) == (0.667, 0.889, 1.0)  # 12, 16 and 18 of 18
    assert (share.unit, [name for name, _ in share.inputs]) == ("share", ["needed", "random"])
    assert share.source == "power of two choices, 1 to 50 proxies, 1 a pod at once"
    assert sizing.pods_share(NINE, PEAK_EWMA, (50, 50, 50), requests=50_000).high == 1.0  # 19 or more of 18


@pytest.mark.parametrize("proxies", [(1, 5), (5, 1, 9), (1, 2, 3, 4), 10, None, "1, 10, 50", {1, 10, 50}, [[1, 5, 9]]])
def test_proxies_come_as_fewest_likely_most(proxies):
    with pytest.raises(ValueError, match="proxies must be three numbers, none smaller than the one before"):
        sizing.pods_share(NINE, POWER_OF_TWO_CHOICES, proxies)


@pytest.mark.parametrize(
    ("proxies", "said"),
    [
        (("a", 1, 2), r"proxies\[0\] must be a whole number of at least 1, got 'a'"),
        ((1, None, 2), r"proxies\[1\] must be a whole number of at least 1, got None"),
        ((0, 1, 2), r"proxies\[0\] must be a whole number of at least 1, got 0"),
        ((1, 2.5, 3), r"proxies\[1\] must be a whole number of at least 1, got 2.5"),
    ],
)
def test_proxies_are_whole_numbers_each_named(proxies, said):
    with pytest.raises(ValueError, match=said):
        sizing.pods_share(NINE, POWER_OF_TWO_CHOICES, proxies)


def test_proxies_may_come_as_a_list_or_an_array():
    shares = [
        sizing.pods_share(NINE, POWER_OF_TWO_CHOICES, kind((1, 1, 1)), requests=20_000)
        for kind in (tuple, list, np.array)
    ]
    assert shares[0] == shares[1] == shares[2]
