"""An autoscaler through time: Kubernetes' windows and rates, pods that start up, and two bodies that never differ."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.sizing import Autoscaler, Demand
from course_lib.sizing.autoscaling import (
    Behavior,
    Container,
    PodState,
    Policy,
    ScalingRules,
    Tolerance,
    desired_replicas,
    step_through_all,
)
from course_lib.sizing.autoscaling import behavior as behaviors
from course_lib.sizing.autoscaling.looks import on_looks
from course_lib.sizing.autoscaling.plain import step_plainly
from course_lib.sizing.autoscaling.rules import whole_millicores
from course_lib.tables import figure

AT_ONCE = {"startup_s": 0, "sample_s": 0}
PERIODS_S = [1, 15, 20, 60, 600]
COLUMNS = ("wanted", "replicas", "ready", "percent", "used", "unmet")


def steady(cores, looks=10):
    return Demand([cores] * looks, step_s=15, unit="cores")


def rates(up=None, down=None, **further):
    """Return a behavior of these policies, without windows."""
    base = Behavior()
    ups = replace(base.up, policies=up, **further) if up else base.up
    downs = replace(base.down, window_s=0, **({"policies": down} if down else {}), **(further if down else {}))
    return Behavior(ups, downs)


# --- Oracle -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "behavior", "counts"),
    [
        (1, None, [1, 4, 8, 16, 20, 20]),
        (1, Behavior(), [1, 5, 10, 20, 20]),
        (3, None, [3, 6, 12, 20, 20]),
        (3, Behavior(), [3, 7, 14, 20, 20]),
    ],
)
def test_h14_the_way_up_with_and_without_behavior(start, behavior, counts):
    """10 cores at 500m a pod and 100% are 20 pods; rounded up to millicores on 14 pods, they are a little more."""
    scaler = Autoscaler(target=100, start=start, most=20, behavior=behavior, **AT_ONCE)
    steps = scaler.step_through(steady(10, len(counts)))
    assert steps.replicas.tolist() == counts
    assert steps.wanted.min() == 20


@pytest.mark.parametrize(("start", "after"), [(50, 56), (100, 111)])
def test_h15_ten_percent_up_in_floating_point(start, after):
    scaler = Autoscaler(target=100, start=start, behavior=rates(up=(Policy("Percent", 10),)), **AT_ONCE)
    assert scaler.step_through(steady(200, 2)).replicas.tolist() == [start, after]


def test_h16_thirty_percent_down_in_floating_point():
    scaler = Autoscaler(target=100, start=90, behavior=rates(down=(Policy("Percent", 30),)), **AT_ONCE)
    assert scaler.step_through(steady(1, 2)).replicas.tolist() == [90, 62]


# --- Windows ----------------------------------------------------------------------------------------


def falls(**settings):
    """Return after how many seconds from the first look ten pods become one, when one would have done from it on."""
    steps = Autoscaler(target=100, start=10, **settings, **AT_ONCE).step_through(steady(0.5, 60))
    return 15 * int(np.argmax(steps.replicas == 1)) - 15


def test_a_controller_that_starts_does_not_scale_down_for_its_window():
    """Its first recommendation is the count that it found. Exactly 300 s old, that counts, but not for `behavior`."""
    assert falls() == 315
    assert falls(behavior=Behavior()) == 300
    assert falls(down_window_s=0) == 15
    assert falls(behavior=rates()) == 0


@pytest.mark.parametrize(("behavior", "after"), [(None, [1, 4, 8, 16, 20, 20]), (Behavior(), [1, 5, 5, 5, 5, 5])])
def test_the_window_keeps_raw_proposals_and_not_what_became_of_them(behavior, after):
    """For one look 20 are wanted. Without `behavior` the count climbs there though nothing asks for it any more."""
    demand = Demand([0.5] * 30 + [10.0] + [0.5] * 40, step_s=15, unit="cores")
    steps = Autoscaler(target=100, start=1, behavior=behavior, **AT_ONCE).step_through(demand)
    assert steps.wanted[29:32].tolist() == [1, 20, 1]
    assert steps.replicas[30:36].tolist() == after
    back = 30 + int(np.argmax(np.diff(steps.replicas[30:]) < 0))
    assert steps.replicas[back + 1] == 1
    assert 15 * (back - 30) == (300 if behavior else 315)


def test_the_window_on_the_way_up_waits_for_the_least():
    up = replace(behaviors.UP, window_s=60)
    demand = Demand([0.5] + [10.0] * 8, step_s=15, unit="cores")
    steps = Autoscaler(target=100, start=1, behavior=Behavior(up=up), **AT_ONCE).step_through(demand)
    assert steps.replicas.tolist() == [1, 1, 1, 1, 1, 5, 10, 20, 20]


def test_several_policies_by_most_by_least_and_never():
    policies = (Policy("Pods", 2), Policy("Percent", 50))
    for select, after in (("Max", 15), ("Min", 12), ("Disabled", 10)):
        scaler = Autoscaler(target=100, start=10, behavior=rates(up=policies, select=select), **AT_ONCE)
        assert scaler.step_through(steady(100, 2)).replicas[1] == after
    for select, after in (("Max", 5), ("Min", 8), ("Disabled", 10)):
        scaler = Autoscaler(target=100, start=10, behavior=rates(down=policies, select=select), **AT_ONCE)
        assert scaler.step_through(steady(0.5, 2)).replicas[1] == after


def test_a_longer_period_lets_the_count_rise_once_in_it():
    """4 pods a minute: an event exactly 60 s old no longer counts."""
    scaler = Autoscaler(target=100, start=1, behavior=rates(up=(Policy("Pods", 4, 60),)), **AT_ONCE)
    assert scaler.step_through(steady(100, 11)).replicas.tolist() == [1, 5, 5, 5, 5, 9, 9, 9, 9, 13, 13]


def test_a_tolerance_of_its_own():
    demand = steady(5.35, 2)
    own = Behavior(up=replace(behaviors.UP, tolerance=0.05))
    at = {"target": 100, "start": 10, **AT_ONCE}
    assert Autoscaler(**at).step_through(demand).replicas.tolist() == [10, 10]
    assert Autoscaler(**at, behavior=own).step_through(demand).replicas.tolist() == [10, 11]


# --- Pods that start up, and what can't be served ---------------------------------------------------


def test_new_pods_serve_once_they_are_ready_and_the_rest_is_unmet():
    """Ten cores for two pods of 500m each: nine are unmet until more are ready, a minute later."""
    scaler = Autoscaler(target=100, start=2, limit_m=500, startup_s=60)
    steps = scaler.step_through(steady(10, 12))
    assert steps.ready.tolist() == [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]
    assert steps.unmet[0] == 9
    assert set(steps.percent.tolist()) == {100}  # the queue isn't use


def test_above_the_target_a_saturated_autoscaler_climbs_a_rung_per_start_up():
    """At 80% two full pods want 2.5, three; when the third is there, 3.75, and so on: it can't see how far it has."""
    steps = Autoscaler(target=80, start=2, limit_m=500, startup_s=0).step_through(steady(10, 20))
    assert steps.wanted[:5].tolist() == [3, 4, 5, 7, 9]
    assert steps.replicas[-1] == 24  # at 83%, inside the tolerance
    assert steps.unmet[0] == 9
    assert steps.unmet[-1] == 0


@pytest.mark.parametrize(
    ("startup_s", "sample_s", "serves", "counts"),
    [
        (0, 15, 1, 1),
        (0, 30, 1, 2),  # half of the sample is from before it was ready
        (30, 15, 3, 3),
        (30, 30, 3, 4),
        (290, 60, 21, 20),  # older than 5 min: its sample counts as soon as it is ready, whatever it did in it
        (400, 60, 28, 27),
    ],
)
def test_when_a_new_pod_serves_and_when_its_sample_counts(startup_s, sample_s, serves, counts):
    """Two pods of one core each, at 60%. While one's sample is filled in with 0, 4 pods are wanted of 200%, or 2."""
    demand = Demand([0.5] + [1.0] * 40, step_s=15, unit="cores")
    steps = Autoscaler(target=60, start=1, most=2, startup_s=startup_s, sample_s=sample_s).step_through(demand)
    assert steps.replicas[:2].tolist() == [1, 2]
    assert int(np.argmax(steps.ready == 2)) == serves
    expected = [200 if look < min(serves, counts) else 100 for look in range(1, 41)]
    assert steps.percent[1:].tolist() == expected
    filled_in = serves < counts
    assert (steps.wanted[serves] == 2) == filled_in  # 50% points the other way, so nothing changes
    assert steps.wanted[-1] == 4


def test_the_youngest_go_first():
    """Ten pods, ten more that start up for ten minutes; the way down takes those, and nobody serves less."""
    demand = Demand([10.0] * 2 + [5.0] * 30, step_s=15, unit="cores")
    steps = Autoscaler(target=100, start=10, startup_s=600, down_window_s=0, limit_m=500).step_through(demand)
    assert steps.ready.min() == 10


def test_a_gap_is_no_zero_nothing_changes_and_nothing_is_known():
    demand = Demand([5.0, math.nan, math.nan, 5.0], step_s=15, unit="cores")
    steps = Autoscaler(target=100, start=20, behavior=rates(), **AT_ONCE).step_through(demand)
    assert steps.wanted.tolist() == [10, -1, -1, 10]
    assert steps.replicas.tolist() == [20, 10, 10, 10]
    assert np.isnan(steps.used).tolist() == np.isnan(steps.unmet).tolist() == [False, True, True, False]


def test_figures_of_the_whole():
    steps = Autoscaler(target=100, start=2, most=2, limit_m=500).step_through(steady(2, 240))
    assert (steps.pod_hours, steps.short_s, steps.changes) == (2, 3600, 0)
    assert steps.unmet_share == pytest.approx(0.5)
    assert steps.time_s[-1] == 3585
    assert Autoscaler().step_through(steady(0, 2)).unmet_share == 0


# --- Two bodies -------------------------------------------------------------------------------------


def some_rules(chance, up):
    policies = tuple(
        Policy(
            chance.choice(behaviors.KINDS), chance.randint(1, 200 if up else 100), chance.choice([1, 15, 20, 60, 600])
        )
        for _ in range(chance.randint(1, 3))
    )
    select, tolerance = chance.choice([*behaviors.SELECTS, "Max"]), chance.choice([None, 0, 0.05, 0.3])
    return ScalingRules(policies, chance.choice([0, 15, 20, 60, 300]), select, tolerance)


def some_case(seed):
    """Return an autoscaler and a demand that wanders; gaps, odd grids and odd settings among them."""
    chance = random.Random(seed)  # noqa: S311
    least = chance.randint(1, 5)
    most = least + chance.choice([0, 3, 20, 60])
    behavior = chance.choice([None, None, Behavior(), Behavior(some_rules(chance, True), some_rules(chance, False))])
    scaler = Autoscaler(
        target=chance.choice([30, 50, 70, 80, 120]),
        least=least,
        most=most,
        request_m=chance.choice([100, 333, 500]),
        limit_m=chance.choice([None, 200, 500, 1000.5]),
        hot=chance.choice([1, 1, 2, 11.0]),
        startup_s=chance.choice([0, 5, 15, 30, 100, 290, 300, 400]),
        sample_s=chance.choice([0, 15, 15, 30, 60]),
        sync_s=chance.choice([15, 15, 10, 7]),
        tolerance=Tolerance(chance.choice([0.1, 0, 0.3]), chance.choice([0.1, 0]), chance.random() < 0.2),
        behavior=behavior,
        down_window_s=chance.choice([0, 15, 20, 300]),
        start=chance.choice([None, least, most]),
    )
    value = np.abs(np.cumsum(np.random.default_rng(seed).normal(0, 1, chance.randint(20, 150)))) + 0.1
    if chance.random() < 0.3:
        value[chance.randrange(len(value) - 1)] = math.nan
    return scaler, Demand(value, chance.choice([15, 60, 7, 10, 33]), "cores")


@pytest.mark.parametrize("hundred", range(5))
def test_the_kernel_does_what_the_plain_loop_does_step_by_step(hundred):
    for seed in range(100 * hundred, 100 * hundred + 100):
        scaler, demand = some_case(seed)
        steps = scaler.step_through(demand)
        rows = step_plainly(scaler, steps.demand.tolist())
        for name, plain in zip(COLUMNS, zip(*rows, strict=True), strict=True):
            assert np.array_equal(getattr(steps, name), np.array(plain), equal_nan=True), (seed, name, scaler)


@pytest.mark.parametrize("seed", range(0, 500, 10))
def test_each_proposal_is_what_desired_replicas_says_of_the_pods_one_by_one(seed):
    """A third way: pods as objects, with their times, of which the classes are made again at every look."""
    scaler, demand = some_case(seed)
    scaler = replace(scaler, behavior=None)
    steps = scaler.step_through(demand)
    started = [-(10**9)] * int(steps.replicas[0])
    for look, cores in enumerate(steps.demand[:60]):
        now, end = look * scaler.sync_s, (look + 1) * scaler.sync_s
        pods = pods_at(scaler, started, cores, now, end)
        if steps.wanted[look] >= 0:
            desired = desired_replicas(pods, scaler.target, tolerance=scaler.tolerance, now_s=end, least=0)
            assert desired.proposals[0].pods == steps.wanted[look]
            assert desired.proposals[0].seen == steps.percent[look]
        if look + 1 < len(steps.replicas):
            change = int(steps.replicas[look + 1]) - len(started)
            started = started[: int(steps.replicas[look + 1])] + [end] * max(change, 0)


def pods_at(scaler, started, cores, now, end):
    """Return the pods of a step; each that is ready at its begin has its share of the demand."""
    ready = [each + scaler.startup_s <= now for each in started]
    other_m = 1000 * cores / (sum(ready) - 1 + scaler.hot) if any(ready) else 0
    pods = []
    for number, (began, serves) in enumerate(zip(started, ready, strict=True)):
        load_m = other_m * (scaler.hot if number == 0 else 1) if serves else 0.0
        ready_s = began + scaler.startup_s
        is_ready = ready_s <= end
        changed_s = ready_s if is_ready else began
        app = Container(min(load_m, scaler.most_m) if cores == cores else 0.0, scaler.request_m)
        pods.append(
            PodState(
                (app,),
                ready=is_ready,
                started_s=began,
                ready_changed_s=changed_s,
                sample_s=end,
                window_s=scaler.sample_s,
            )
        )
    return pods


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.floats(0, 200), min_size=1, max_size=60),
    st.integers(1, 20),
    st.integers(0, 40),
    st.integers(1, 150),
    st.booleans(),
)
def test_bounds_hold_and_the_cores_add_up(cores, least, room, target, with_behavior):
    scaler = Autoscaler(
        target=target, least=least, most=least + room, limit_m=700, behavior=Behavior() if with_behavior else None
    )
    steps = scaler.step_through(Demand(cores, 15, "cores"))
    assert (least <= steps.replicas).all()
    assert (steps.replicas <= least + room).all()
    assert (steps.ready >= 0).all()
    assert (steps.ready <= steps.replicas).all()
    assert np.allclose(steps.used + steps.unmet, steps.demand)
    assert (steps.used <= steps.ready * 0.7 + 1e-9).all()
    up = np.diff(steps.replicas)
    fastest = np.maximum(steps.replicas + 4, 2 * steps.replicas) if with_behavior else np.maximum(2 * steps.replicas, 4)
    assert (up <= (fastest - steps.replicas)[:-1]).all()


def test_many_services_one_after_the_other_and_at_once_are_the_same():
    cases = [some_case(seed)[1] for seed in range(30)]
    scaler = Autoscaler(target=70)
    for demand, steps in zip(cases, step_through_all(scaler, iter(cases), threads=2), strict=True):
        assert steps.replicas.tolist() == scaler.step_through(demand).replicas.tolist()


# --- The grid, and the door -------------------------------------------------------------------------


def test_the_grid_of_looks_keeps_the_work_and_the_gaps():
    for step_s in (5, 7, 15, 20, 45, 60):
        demand = Demand(np.arange(1.0, 43.0), step_s, "cores")
        looks = on_looks(demand, 15)
        whole = int(demand.duration_s // 15) * 15
        kept = np.clip(whole - demand.time_s, 0, step_s) @ demand.value
        assert looks.sum() * 15 == pytest.approx(kept)
    gap = Demand([1.0, math.nan, 1.0, 1.0], 20, "cores")
    assert np.isnan(on_looks(gap, 15)).tolist() == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"target": 0}, "target must be a whole number of at least 1, got 0"),
        ({"least": 5, "most": 4}, "most must be a whole number of at least 5, got 4"),
        ({"most": 10**6}, "most must be between 1 and 100000, got 1000000"),
        ({"hot": 0.5}, r"hot must be between 1 and 1e\+06, got 0.5"),
        ({"limit_m": 0}, "limit_m must be positive, got 0"),
        ({"startup_s": 1.5}, "startup_s must be a whole number of at least 0, got 1.5"),
        ({"start": 0}, "start must be between 1 and 1000, got 0"),
        ({"tolerance": Tolerance(down=-0.1)}, "tolerance.down must not be negative, got -0.1"),
    ],
)
def test_bad_settings_are_told_by_name_rule_and_value(arguments, message):
    with pytest.raises(ValueError, match=message):
        Autoscaler(**arguments)


@pytest.mark.parametrize(
    ("demand", "message"),
    [
        (
            Demand([1.0], 60, "requests/s"),
            r'"cores": .scaled\(0.01, "cores"\) converts if each takes 10 ms of CPU, got',
        ),
        (Demand([1.0], 60, "core"), r'demand.unit must be "cores": say the same by .scaled\(1, "cores"\), got'),
        (Demand([1.0], 60, "m"), r'demand.unit must be "cores": .scaled\(0.001, "cores"\) converts, got'),
        (Demand([1.0], 60, "%"), r'"cores": .scaled\(0.04, "cores"\) converts if 100% is 4 cores, got'),
        (Demand([1.0], 60, "cores per pod"), r'"cores": .total\(10\) converts if there are 10 pods, got'),
        (Demand([1.0], 60, "bytes"), r"""demand.unit must be "cores", got 'bytes'"""),
        (Demand([1.0], 10, "cores"), "demand.duration_s must be at least one step of 15 s, got 10"),
        (Demand([1e7], 60, "cores"), "demand.peak must be at most 1,000,000, got 1"),
    ],
)
def test_demands_that_it_cannot_follow(demand, message):
    with pytest.raises(ValueError, match=message):
        Autoscaler().step_through(demand)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Policy("Replicas", 4), "kind must be one of Pods, Percent, got 'Replicas'"),
        (lambda: Policy("Pods", 0), "value must be a whole number of at least 1, got 0"),
        (lambda: Policy("Pods", 4, 1801), "period_s must be between 1 and 1800, got 1801"),
        (lambda: ScalingRules((), 0), r"policies must be a tuple of at least one Policy, got \(\)"),
        (lambda: ScalingRules((Policy("Pods", 4),), 3601), "window_s must be between 0 and 3600, got 3601"),
        (lambda: ScalingRules((Policy("Pods", 4),), 0, "Auto"), "select must be one of Max, Min, Disabled, got 'Auto'"),
    ],
)
def test_bad_behavior_is_told_too(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_the_defaults_are_kubernetes_own():
    assert Autoscaler().target == figure("autoscaling", "default_target").value
    assert (Autoscaler().sync_s, Autoscaler().down_window_s) == (15, 300)
    assert Autoscaler().tolerances == (0.1, 0.1, False)
    assert Behavior().up.policies == (Policy("Pods", 4, 15), Policy("Percent", 100, 15))
    assert (Behavior().up.window_s, Behavior().down.window_s) == (0, 300)


def test_use_is_rounded_up_to_whole_millicores_but_no_float_dust_is():
    assert [whole_millicores(use_m) for use_m in (0.0, 1e-6, 0.1, 350.0000000001, 1000 * 1.1)] == [0, 1, 1, 350, 1100]
