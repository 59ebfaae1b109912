"""An `Autoscaler` that follows a demand does what a literal controller does, which keeps everything it said and did."""

from __future__ import annotations

from fractions import Fraction
from math import isnan

import pytest

from course_lib.sizing.autoscaling.autoscaler import Autoscaler
from course_lib.sizing.demand.demand import Demand
from tests.models import hpa_runs
from tests.models.hpa_reference import Number
from tests.models.hpa_stepper import Behavior, Direction, Policy, Stepper

RUNS = 100

# ---- the reference by itself ----


@pytest.mark.parametrize(
    ("start", "behavior", "counts"),
    [
        (1, None, [4, 8, 16, 20]),
        (1, Behavior(), [5, 10, 20, 20]),
        (3, None, [6, 12, 20, 20]),
        (3, Behavior(), [7, 14, 20, 20]),
    ],
)
def test_the_reference_rises_at_the_published_rates(start, behavior, counts):
    stepper = Stepper(start, 1, 100, behavior)
    assert [stepper.step(15.0 * look, 20) for look in range(4)] == counts


@pytest.mark.parametrize(
    ("start", "policy", "wanted", "number", "count"),
    [
        (50, Policy("Percent", 10, 15), 90, float, 56),
        (50, Policy("Percent", 10, 15), 90, Fraction, 55),
        (100, Policy("Percent", 10, 15), 200, float, 111),
        (100, Policy("Percent", 10, 15), 200, Fraction, 110),
        (90, Policy("Percent", 30, 15), 1, float, 62),
        (90, Policy("Percent", 30, 15), 1, Fraction, 63),
    ],
)
def test_the_reference_knows_where_a_percentage_is_off_in_floats(
    start: int, policy: Policy, wanted: int, number: Number, count: int
):
    rules = Behavior(Direction((policy,)), Direction((policy,)))
    stepper = Stepper(start, 1, 1000, rules, number=number)
    stepper.said.append((-1000.0, start))  # said long ago, so that no window holds it
    assert stepper.step(0.0, wanted) == count


def test_a_controller_that_starts_anew_keeps_the_count_for_five_minutes():
    stepper = Stepper(10, 1, 100)
    counts = [stepper.step(15.0 * look, 2) for look in range(23)]
    assert counts == [10] * 21 + [2, 2]  # without behavior, what was said exactly 300 s ago still counts
    stepper = Stepper(10, 1, 100, Behavior())
    assert [stepper.step(15.0 * look, 2) for look in range(22)] == [10] * 20 + [2, 2]


# ---- the library and the reference ----


@pytest.mark.parametrize("number", range(RUNS))
def test_the_library_does_what_a_literal_controller_does(number):
    autoscaler, cores = hpa_runs.made_up(number)
    steps = autoscaler.step_through(Demand(cores, step_s=autoscaler.sync_s, unit="cores"))
    found = zip(steps.replicas.tolist(), steps.ready.tolist(), steps.wanted.tolist(), strict=True)
    assert [hpa_runs.Look(*each) for each in found] == hpa_runs.followed(autoscaler, cores)


def test_the_runs_are_of_every_kind():
    """A rule that no run comes to would be compared in vain."""
    made = [hpa_runs.made_up(number) for number in range(RUNS)]
    settings = [autoscaler for autoscaler, _ in made]
    rules = [
        each
        for autoscaler in settings
        if autoscaler.behavior
        for each in (autoscaler.behavior.up, autoscaler.behavior.down)
    ]
    assert {each.select for each in rules} == {"Max", "Min", "Disabled"}
    assert {policy.kind for each in rules for policy in each.policies} == {"Pods", "Percent"}
    assert sum(autoscaler.behavior is None for autoscaler in settings) >= 20
    assert sum(autoscaler.startup_s > 300 for autoscaler in settings) >= 5
    assert sum(autoscaler.least == autoscaler.most for autoscaler in settings) >= 5
    assert sum(isnan(each) for _, cores in made for each in cores) >= 100


def test_an_autoscaler_of_a_fixed_size_stays():
    fixed = Autoscaler(least=3, most=3, start=3).step_through(Demand([1.0, 90.0, 1.0], step_s=15, unit="cores"))
    assert fixed.replicas.tolist() == [3, 3, 3]
