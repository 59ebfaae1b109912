"""What chapter 06 says of real balancers: every figure of the exercises and of the text comes out of the simulator."""

from __future__ import annotations

from functools import cache

import pytest

from course_lib import balancers, traffic
from course_lib.balancers import COUNTS
from course_lib.chapters.ch06_balancers import exercises as ex
from course_lib.chapters.ch06_balancers.exercises.which_count import CHOICES
from course_lib.simulation import Pods, simulate

TEN = (1.0,) * 10
SLOW = (0.4, *TEN[1:])


@cache
def run(count, percent, speed=TEN):
    pods = Pods(speed)
    even = percent / 100 * sum(speed) / 10
    trace = traffic.poisson_trace(400_000, utilisation=even, pods=10, seed=1)
    return simulate(trace, balancers.least_counted(count), pods).steady()


def share_of_slow(count, percent):
    return float((run(count, percent, SLOW).pod == 0).mean())


def test_the_choices_are_the_four_counts():
    assert tuple(choice.split(":")[0].removeprefix("those ").split(" there")[0] for choice in CHOICES) == COUNTS


def test_each_count_is_right_once():
    assert sorted(variant.right for variant in ex.which_count.variants) == [0, 1, 2, 3]


def test_the_moments_of_the_first_form():
    """A is idle and B has 1; A has 2 and B has 5: only what is in flight sends both to A, whatever is drawn."""
    def sent(count, in_flight):
        balancer = balancers.least_counted(count)
        memory = [[*balancer.settings], [0.0] * 2]
        return {balancer.pick(0.0, [draw], in_flight, memory) for draw in (0.0, 0.99)}

    both = {count: [sent(count, in_flight) for in_flight in ([0, 1], [2, 5])] for count in COUNTS}
    a, either = {0}, {0, 1}
    assert list(both.values()) == [[a, a], [either, a], [a, either], [either, either]]


@pytest.mark.parametrize(
    ("count", "percent", "speed", "mean_s"),
    [
        ("in flight", 30, TEN, 1.00),
        ("waiting", 30, TEN, 1.24),
        ("in service", 30, TEN, 1.00),
        ("on the wire", 30, TEN, 1.42),
        ("on the wire", 90, TEN, 10.0),
        ("in flight", 90, TEN, 1.9),
        ("waiting", 90, TEN, 2.2),
        ("in service", 90, TEN, 2.3),
        ("in flight", 50, SLOW, 1.12),
        ("waiting", 50, SLOW, 1.55),
        ("in service", 50, SLOW, 1.12),
        ("in flight", 90, SLOW, 2.0),
        ("waiting", 90, SLOW, 2.4),
    ],
)
def test_means_by_count(count, percent, speed, mean_s):
    assert run(count, percent, speed).mean_s == pytest.approx(mean_s, rel=0.02)


@pytest.mark.parametrize(
    ("count", "share"), [("in flight", 0.059), ("waiting", 0.066), ("in service", 0.059), ("on the wire", 0.1)]
)
def test_what_the_slow_pod_gets_at_half_load(count, share):
    assert share_of_slow(count, 50) == pytest.approx(share, abs=0.001)


def test_whose_slow_pod_drowns():
    """It can do 0.4 requests a service time: 8.5% of all that come at half load, and 4.7% at 90% busy."""
    can_do = {percent: 0.4 / (percent / 100 * sum(SLOW)) for percent in (50, 90)}
    assert share_of_slow("on the wire", 50) > can_do[50]
    assert share_of_slow("in service", 50) < can_do[50]
    assert share_of_slow("in service", 90) > can_do[90]
    assert share_of_slow("in flight", 90) < can_do[90]
    assert share_of_slow("waiting", 90) < can_do[90]
