"""The fewest nodes: against an exhaustive search, another solver, and one dimension."""

from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from course_lib import rocks
from course_lib.cluster import parts, search, sums
from course_lib.cluster.optimum import fewest_nodes
from course_lib.cluster.placing import RULES, nodes_needed

quickly = settings(deadline=None, max_examples=100)
tiny = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=7)
given_nodes = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 4)), min_size=1, max_size=4)


def exhaustive(requests, nodes):
    """Return the fewest nodes, or None, by trying every node for each pod; `nodes` hold CPU, memory and pods."""

    def with_nodes(pod, rooms, used):
        if pod == len(requests):
            return len(used)
        cpu, memory = requests[pod]
        tries = []
        for node, room in enumerate(rooms):
            if cpu <= room[0] and memory <= room[1] and room[2] > 0:
                left = (room[0] - cpu, room[1] - memory, room[2] - 1)
                tries.append(with_nodes(pod + 1, (*rooms[:node], left, *rooms[node + 1 :]), used | {node}))
                if node not in used and nodes.count(nodes[node]) == len(nodes):
                    break  # of equal nodes without a pod, one is as good as the next
        found = [each for each in tries if each is not None]
        return min(found) if found else None

    return with_nodes(0, tuple(nodes), frozenset())


def assert_sound(found, requests, pods_most):
    placement = found.placement
    assert placement.waiting == 0
    assert (placement.free >= 0).all()
    on_node = np.bincount(found.node_of, minlength=len(placement.allocatable))
    assert (on_node <= pods_most).all()
    assert placement.requests.tolist() == [list(map(int, request)) for request in requests]
    assert found.nodes == (on_node > 0).sum() >= found.lower_bound
    assert found.is_proven == (found.nodes == found.lower_bound)


# --- Against every placement there is ---------------------------------------------------------------


@given(tiny, st.integers(10, 20), st.integers(10, 20), st.integers(1, 5))
@quickly
def test_equal_nodes_as_by_exhaustive_search(requests, cpu, memory, pods_most):
    found = fewest_nodes(requests, (cpu, memory), pods_most=pods_most)
    assert_sound(found, requests, pods_most)
    best = exhaustive(requests, [(cpu, memory, pods_most)] * len(requests))
    assert (found.nodes, found.is_proven) == (best, True)
    assert found.placement.allocatable.tolist() == [[cpu, memory]] * best


@given(tiny, given_nodes)
@quickly
def test_given_nodes_as_by_exhaustive_search(requests, nodes):
    best = exhaustive(requests, nodes)
    shapes, pods_most = [node[:2] for node in nodes], [node[2] for node in nodes]
    if best is None:
        with pytest.raises(ValueError, match=r"requests\[\d\] must fit one of|nodes must hold all \d pods, got"):
            fewest_nodes(requests, shapes, pods_most=pods_most)
    else:
        found = fewest_nodes(requests, shapes, pods_most=pods_most)
        assert_sound(found, requests, pods_most)
        assert (found.nodes, found.is_proven) == (best, True)
        assert found.placement.allocatable.tolist() == [list(shape) for shape in shapes]


def bound_of(requests, nodes):
    rows, pods = np.array(nodes), np.array(requests, dtype=int).reshape(-1, 2)
    may, cost = np.ones((1, len(nodes)), bool), np.ones(len(nodes), int)
    asked = parts.Question(pods, np.zeros(len(pods), int), rows[:, :2], rows[:, 2], may, cost)
    return sum(map(sums.least_cost, parts.split(asked)))


@given(tiny, given_nodes)
@quickly
def test_bound_never_exceeds_the_optimum(requests, nodes):
    best = exhaustive(requests, nodes)
    assert bound_of(requests, nodes) <= (len(nodes) + 1 if best is None else best)


@pytest.mark.parametrize(
    ("requests", "bound"),
    [
        ([(7, 1)] * 4 + [(4, 1)], 3),
        ([(9, 1)] * 4, 5),
        ([(1, 9)] * 4, 4),
        ([(0, 0)] * 7, 4),
        ([(0, 0)], 1),
        ([], 0),
        ([(50, 0)], 5),
    ],
)
def test_bound_counts_the_largest_nodes_of_each_resource(requests, bound):
    assert bound_of(requests, [(5, 10, 1), (20, 10, 2), (10, 10, 2), (7, 10, 2)]) == bound


# --- Both formulations, and the solver at the edges -------------------------------------------------


@given(tiny.filter(bool), given_nodes, st.booleans())
@quickly
def test_both_formulations_decide_as_exhaustive_search_does(requests, nodes, by_node):
    best = exhaustive(requests, nodes)
    kinds, counts = np.unique(requests, axis=0, return_counts=True)
    may = (True,) * len(kinds)
    types = [parts.Type(node[:2], node[2], nodes.count(node), 1, may) for node in dict.fromkeys(nodes)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "MOST_FILLINGS", 0 if by_node else 10**6)
        patch.setattr(search, "MOST_KINDS", 0)
        filled, bound = search.least(parts.Task(kinds, counts, types, 0, len(nodes)), list, 60.0)
    assert bound == (len(nodes) + 1 if best is None else best)
    assert (filled is None) == (best is None)


@given(tiny.filter(bool), st.tuples(st.integers(0, 20), st.integers(0, 20)), st.integers(0, 5))
@quickly
def test_full_fillings_are_those_to_which_nothing_can_be_added(requests, shape, pods_most):
    kinds, counts = np.unique(requests, axis=0, return_counts=True)

    def fits(filling):
        return sum(filling) <= pods_most and all(filling @ kinds <= shape)

    every = [np.array(each) for each in product(*(range(count + 1) for count in counts))]
    more = np.eye(len(kinds), dtype=int)
    full = [
        filling.tolist()
        for filling in every
        if fits(filling) and not any(fits(filling + one) for one in more if (filling + one <= counts).all())
    ]
    task = parts.Task(kinds, counts, [], 0, 0)
    found = search.full_fillings(task, parts.Type(shape, pods_most, 1, 1, (True,) * len(kinds))).tolist()
    assert sorted(found) == full


def test_too_many_fillings_are_not_listed():
    many = parts.Task(np.arange(1, 21).reshape(10, 2), np.full(10, 50), [], 0, 0)
    assert search.full_fillings(many, parts.Type((1000, 1000), 110, 1, 1, (True,) * 10)) is None


@pytest.mark.parametrize(("most_cells", "effort"), [(0, 10.0), (10**6, 0.3), (10**6, 1e-9)])
def test_when_it_is_too_large_or_enough_is_tried_it_claims_nothing(monkeypatch, most_cells, effort):
    monkeypatch.setattr(search, "MOST_CELLS", most_cells)
    requests = np.random.default_rng(3).integers(200, 900, (80, 2))  # eighty kinds
    found = fewest_nodes(requests, (2000, 2000), effort=effort)
    assert not found.is_proven
    assert_sound(found, requests, 110)
    assert found.nodes == min(nodes_needed(requests, (2000, 2000), rule, decreasing=True) for rule in RULES)


TIGHT = [(7, 0), (7, 0), (6, 0), (5, 0), (3, 0), (2, 0)]  # 7 + 6 + 2 and 7 + 5 + 3; rules begin with 7 + 7


def test_where_no_rule_finds_a_place_for_all_the_search_does():
    found = fewest_nodes(TIGHT, [(15, 1), (15, 1)])
    assert (found.nodes, found.is_proven, found.placement.rule) == (2, True, "optimal")
    assert_sound(found, TIGHT, 110)


@pytest.mark.parametrize("requests", [TIGHT, [(8, 0)] * 3])  # too much in all; and not, but no two fit
def test_given_nodes_that_cannot_hold_all_are_told(requests):
    with pytest.raises(ValueError, match=rf"nodes must hold all {len(requests)} pods, got \[\(15, 1\), \(14, 1\)\]"):
        fewest_nodes(requests, [(15, 1), (14, 1)])


def test_where_not_even_that_is_decided_some_wait(monkeypatch):
    monkeypatch.setattr(search, "MOST_CELLS", 0)
    monkeypatch.setattr(search, "MOST_KINDS", 0)
    monkeypatch.setattr(search, "MOST_FILLINGS", 0)
    found = fewest_nodes(TIGHT, [(15, 1), (15, 1)])
    assert (found.placement.waiting, found.lower_bound, found.is_proven) == (1, 2, False)


# --- Against another solver, and one dimension ------------------------------------------------------


def by_highs(requests, shape):
    """Return the fewest equal nodes by HiGHS, over every way to fill a node."""
    kinds, counts = np.unique(requests, axis=0, return_counts=True)
    most = [min(count, *(shape // kind)) for kind, count in zip(kinds, counts, strict=True)]
    ways = np.array(list(product(*(range(each + 1) for each in most))))
    ways = ways[(ways @ kinds <= shape).all(axis=1)]
    found = milp(np.ones(len(ways)), constraints=LinearConstraint(ways.T, counts), integrality=np.ones(len(ways)))
    return round(found.fun)


@pytest.mark.parametrize("seed", range(12))
def test_optimum_of_services_as_by_another_solver(seed):
    draw = np.random.default_rng(seed)
    kinds = draw.integers((8, 8), (20, 40), (5, 2)) * (250, 2**27)
    requests = kinds[draw.integers(0, 5, 120)]
    shape = np.array([10_000, 10 * 2**30])
    found = fewest_nodes(requests, shape)
    assert (found.nodes, found.is_proven) == (by_highs(requests, shape), True)
    assert_sound(found, requests, 110)


@given(st.lists(st.integers(15, 60), min_size=1, max_size=25), st.integers(60, 100), st.booleans())
@settings(deadline=None, max_examples=25)
def test_one_dimension_agrees_with_rocks(sizes, capacity, cpu_counts):
    requests = [(size, 1) if cpu_counts else (1, size) for size in sizes]
    found = fewest_nodes(requests, (capacity, 1000) if cpu_counts else (1000, capacity))
    assert (found.nodes, found.is_proven) == (len(rocks.optimal(sizes, capacity).packing), True)


def test_no_rule_finds_the_fewest_here():
    """11/9 of the optimum: Johnson et al., SIAM J. Comput. 3 (1974); here in both resources alike."""
    requests = [(size, size) for size in [51] * 6 + [27] * 6 + [26] * 6 + [23] * 12]
    found = fewest_nodes(requests, (100, 100))
    assert (found.nodes, found.is_proven) == (9, True)
    assert {nodes_needed(requests, (100, 100), rule, decreasing=True) for rule in RULES} == {11}


def test_two_resources_together_need_more_than_either_alone():
    """By CPU 7 goes with 3 and 6 with 4; by memory neither does."""
    requests = [(7, 8), (3, 8), (6, 2), (4, 2)]
    assert [len(rocks.optimal(sizes, 10).packing) for sizes in zip(*requests, strict=True)] == [2, 2]
    found = fewest_nodes(requests, (10, 10))
    assert (found.nodes, found.is_proven) == (3, True)


# --- What comes out ---------------------------------------------------------------------------------


def test_the_same_question_has_the_same_answer():
    requests = np.random.default_rng(5).integers(1, 9, (60, 2))
    one, other = fewest_nodes(requests, (20, 20)), fewest_nodes(requests, (20, 20))
    assert one.node_of.tolist() == other.node_of.tolist()


def test_scale_does_not_matter():
    requests = np.random.default_rng(6).integers(1, 9, (40, 2))
    found = fewest_nodes(requests, (21, 20))
    assert fewest_nodes(requests * (125, 2**26), (21 * 125 + 99, 20 * 2**26)).nodes == found.nodes


@pytest.mark.parametrize("most_fillings", [0, search.MOST_FILLINGS])
def test_largest_amounts_do_not_overflow(monkeypatch, most_fillings):
    monkeypatch.setattr(search, "MOST_FILLINGS", most_fillings)
    sizes = [51] * 6 + [27] * 6 + [26] * 6 + [23] * 12
    requests = [(size * 2**46 + 1, size * 2**46) for size in sizes]  # no common unit for CPU
    found = fewest_nodes(requests, (100 * 2**46 + 5, 100 * 2**46))
    assert (found.nodes, found.is_proven) == (9, True)


def test_large_nodes_are_used_where_fewer_of_them_do():
    found = fewest_nodes([(5, 5)] * 4, [(5, 5)] * 4 + [(20, 20)])
    assert found.node_of.tolist() == [4, 4, 4, 4]


def test_nothing_to_place_needs_nothing():
    for nodes in ((10, 10), [(10, 10)] * 3):
        found = fewest_nodes([], nodes)
        assert (found.nodes, found.lower_bound, found.is_proven) == (0, 0, True)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fewest_nodes([(5, 5), (5, 11)], (10, 10)), "requests[1] must fit one of the nodes, [[10, 10]], got"),
        (
            lambda: fewest_nodes([(9, 9)], [(10, 5), (5, 10)]),
            "requests[0] must fit one of the nodes, [[10, 5], [5, 10]]",
        ),
        (lambda: fewest_nodes([(5, 5)], (10, 10), pods_most=0), "nodes must hold all 1 pods, got (10, 10)"),
        (lambda: fewest_nodes([(5, 5)] * 3, [(10, 10)]), "nodes must hold all 3 pods, got [(10, 10)]"),
        (lambda: fewest_nodes([(5, 5)], (10, 10, 10)), "nodes must be rows of two whole numbers, millicores and bytes"),
        (lambda: fewest_nodes([(5, 5)], [(10, -1)]), "nodes[0, 1] must be a whole number from 0 to 9007199254740992"),
        (lambda: fewest_nodes([(5, 2.5)], (10, 10)), "requests[0, 1] must be a whole number from 0 to"),
        (lambda: fewest_nodes([(5, 5)], (10, 10), effort=0), "effort must be positive, got 0"),
        (lambda: fewest_nodes([(5, 5)], [(10, 10)], pods_most=[1, 2]), "pods_most must be one number, or one for each"),
    ],
)
def test_message_says_name_value_and_rule(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()
