"""The learners' functions of sizing: they run alone, hold the oracle's rows, and are the models where both apply."""

from __future__ import annotations

import ast
import inspect
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_lib.chapters.ch07_sizing.exercises.desired_replicas import ORACLE as REPLICAS
from course_lib.chapters.ch07_sizing.exercises.desired_replicas import is_covered
from course_lib.chapters.ch07_sizing.exercises.vpa_target import ORACLE as TARGETS
from course_lib.sizing import Need, pods_at_random, textbook
from course_lib.sizing.autoscaling import Container, PodState, Spread, unready
from course_lib.sizing.autoscaling import desired_replicas as kubernetes
from course_lib.sizing.demand import Demand, check_capacity, quantile_of_sum
from course_lib.sizing.rightsizing import vpa_cpu_m
from course_lib.sizing.rightsizing.histogram import CPU, percentile
from course_lib.sizing.rightsizing.vpa import TARGET, least_cpu_m, with_margin

often = settings(deadline=None, max_examples=300)
SAMPLES = {
    "desired_replicas": (10, [100] * 6, [500] * 6, 50),
    "seen_by_hpa": ([1300, 100, 100, 100], 500, 500),
    "capacity_with_margin": ([[100, 300, 200, 900], [100, 100, 200, 100]], 0.75, 0.25),
    "pods_for_objective": (900, 0.01, 0.1, 0.99),
    "vpa_target": ([100] * 24 + [800],),
}


def test_samples_name_every_function():
    written = [node.name for node in ast.parse(inspect.getsource(textbook)).body if isinstance(node, ast.FunctionDef)]
    assert written == list(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_runs_alone_in_an_empty_namespace(name):
    function = getattr(textbook, name)
    alone: dict[str, object] = {}
    exec("from __future__ import annotations\n" + inspect.getsource(function), alone)  # noqa: S102  as a learner does
    assert alone[name](*SAMPLES[name]) == function(*SAMPLES[name])


# --- The autoscaler ---------------------------------------------------------------------------------

WANTED = {"H1": 2, "H2": 10, "H3": 10, "H3b": 9, "H4": 3, "H8": 30, "H9": 10, "H9 with a sidecar": 9}


@pytest.mark.parametrize("row", WANTED)
def test_the_oracle_s_rows(row):
    assert textbook.desired_replicas(*REPLICAS[row]) == WANTED[row]


def test_every_row_is_there():
    assert list(REPLICAS) == list(WANTED)


@given(
    st.lists(st.tuples(st.integers(1, 900), st.sampled_from([100, 250, 300, 500, 600])), min_size=1, max_size=40),
    st.integers(30, 110),
    st.integers(0, 6),
)
@often
def test_the_count_is_kubernetes_where_the_rule_is_all_there_is_to_it(pods, target, young):
    usage_m, request_m = map(list, zip(*pods, strict=True))
    case = (len(pods) + young, usage_m, request_m, target)
    assume(is_covered(*case))
    states = tuple(PodState((Container(used, asked),)) for used, asked in pods) + unready(young)
    assert textbook.desired_replicas(*case) == kubernetes(states, target, least=0).pods


@given(
    st.lists(st.integers(1, 2000), min_size=1, max_size=30),
    st.sampled_from([100, 250, 500]),
    st.sampled_from([math.inf, 500.0, 750.0]),
)
@often
def test_what_is_seen_is_what_the_autoscaler_sees(demand_m, request_m, limit_m):
    def seen(used_m):
        states = tuple(PodState((Container(used, request_m),)) for used in used_m)
        return kubernetes(states, 50, least=0).proposals[0].seen

    now, balanced = textbook.seen_by_hpa(demand_m, request_m, limit_m)
    assert now == seen([min(each, limit_m) for each in demand_m])
    assert balanced == 100 * min(sum(demand_m), len(demand_m) * limit_m) // (len(demand_m) * request_m)
    if sum(demand_m) % len(demand_m) == 0:  # else each pod's part is rounded up to a whole millicore
        assert balanced == seen([min(sum(demand_m) / len(demand_m), limit_m)] * len(demand_m))


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=30), st.sampled_from([math.inf, 500.0, 750.0]))
@often
def test_balance_never_lowers_what_is_seen(demand_m, limit_m):
    now, balanced = textbook.seen_by_hpa(demand_m, 500, limit_m)
    assert balanced >= now
    assert balanced == now or max(demand_m) > limit_m


def test_the_hot_pod_of_the_text():
    """Six pods while the hot one is saturated, and ten in balance: what is seen of the explorer's own load."""
    spread = Spread(cores=3.5, pods=10, hot=11, limit_m=500)
    now, balanced = textbook.seen_by_hpa([int(load_m) for load_m in spread.loads_m], 500, 500)
    counts = [textbook.desired_replicas(10, [5 * seen] * 10, [500] * 10, 70) for seen in (now, balanced)]
    assert (now, balanced, counts) == (41, 70, [6, 10])


# --- Capacity ---------------------------------------------------------------------------------------


@given(st.integers(1, 4), st.sampled_from([(5, 0.5), (5, 0.75), (9, 0.5), (21, 0.95), (41, 0.9)]), st.data())
@often
def test_capacity_is_that_of_the_demand_where_the_quantile_is_one_of_its_values(pods, size, data):
    times, share = size
    assert (share * (times - 1)).is_integer()
    rows = data.draw(
        st.lists(st.lists(st.integers(1, 5000), min_size=times, max_size=times), min_size=pods, max_size=pods)
    )
    margin = data.draw(st.floats(0, 1))
    capacity_m, above = textbook.capacity_with_margin(rows, share, margin)
    demands = [Demand(row, step_s=60, unit="cores") for row in rows]
    assert capacity_m == pytest.approx(quantile_of_sum(demands, share) * (1 + margin), rel=1e-12)
    total = Demand(np.sum(rows, axis=0), step_s=60, unit="cores")
    assert above == check_capacity(total, capacity_m).violated


# --- Pods for an objective --------------------------------------------------------------------------


@given(st.floats(0.3, 200), st.floats(0.001, 2), st.floats(1.5, 30), st.sampled_from([0.9, 0.95, 0.99]))
@often
def test_pods_are_those_of_the_formula(offered, service_s, times, share):
    objective_s = times * service_s
    pods = textbook.pods_for_objective(offered / service_s, service_s, objective_s, share)
    never = objective_s <= -math.log(1 - share) * service_s
    assert (pods == math.inf) == never
    if not never:
        need = Need(offered, objective_s, share=share, mean_service_s=service_s)
        assume(pods < 5000)
        exact = offered / (1 - service_s * -math.log(1 - share) / objective_s)
        assume(abs(exact - round(exact)) > 1e-6)
        assert pods == pods_at_random(need).pods


# --- The right-sizer --------------------------------------------------------------------------------


@pytest.mark.parametrize(("row", "target_m", "mean_m"), [("V1", 126, 128), ("V2", 920, 184)])
def test_the_right_sizer_s_rows(row, target_m, mean_m):
    (usage_m,) = TARGETS[row]
    assert textbook.vpa_target(usage_m) == target_m
    assert np.mean(usage_m) == mean_m


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=200))
@often
def test_the_target_is_that_of_the_recommender_for_samples_that_count_alike(usage_m):
    end_cores = percentile(CPU, np.array(usage_m) / 1000, np.ones(len(usage_m)), TARGET)
    assert textbook.vpa_target(usage_m) == max(with_margin(int(1000 * end_cores)), least_cpu_m(containers=1))


@pytest.mark.parametrize("row", ["V1", "V2"])
def test_a_week_of_such_samples_makes_no_difference(row):
    """The recommender forgets: but as long as the mixture stays the same, so does what it recommends."""
    (usage_m,) = TARGETS[row]
    week = np.tile(usage_m, 8 * 1440 // len(usage_m)) / 1000
    assert vpa_cpu_m(week).target == textbook.vpa_target(usage_m)
