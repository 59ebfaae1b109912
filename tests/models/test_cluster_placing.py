"""Placing: against a loop that shares nothing with the kernel, and what every placement keeps."""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.cluster import kernels, scores
from course_lib.cluster.placing import RULES, Placement, nodes_needed, place
from course_lib.tables import figure

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
MIB = 2**20
quickly = settings(deadline=None, max_examples=150)
every_rule = pytest.mark.parametrize("rule", RULES)

# Small numbers, so that scores tie; nodes are powers of two, so that shares are exact.
pods = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)
sizes = st.sampled_from([4, 8, 16, 32])
nodes = st.lists(st.tuples(sizes, sizes, st.integers(0, 6)), min_size=1, max_size=6)


# --- The same, as a person would write it -----------------------------------------------------------


def points(rule, requested, counted, allocatable, asks):
    """Return how much a rule likes a node, exactly."""
    balanced = scores.balanced_allocation(requested, allocatable) if asks else 0
    if rule == "best_fit":
        return -sum(Fraction(there - have, there) for have, there in zip(requested, allocatable, strict=True))
    return {
        "kubernetes_default": scores.least_allocated(counted, allocatable) + balanced,
        "least_allocated": scores.least_allocated(counted, allocatable),
        "most_allocated": scores.most_allocated(counted, allocatable),
        "balanced": balanced,
    }[rule]


def plain(requests, allocatable, rule, pods_most, may, as_needed):
    """Place pod by pod, and add up what is on every node anew each time; `may` holds (pod, node)."""
    node_of, opened = [], [] if as_needed else list(range(len(allocatable)))

    def on(node, pod):
        return [requests[other] for other, its in enumerate(node_of) if its == node] + [requests[pod]]

    def fits(node, pod):
        total = [sum(each) for each in zip(*on(node, pod), strict=True)]
        return (
            may(pod, node)
            and len(on(node, pod)) <= pods_most[node]
            and all(have <= there for have, there in zip(total, allocatable[node], strict=True))
        )

    def liked(node, pod):
        requested = [sum(each) for each in zip(*on(node, pod), strict=True)]
        counted = [sum(each) for each in zip(*scores.with_defaults(np.array(on(node, pod))).tolist(), strict=True)]
        return points(rule, requested, counted, allocatable[node], any(requests[pod]))

    for pod in range(len(requests)):
        able = [node for node in range(len(allocatable)) if fits(node, pod)]
        there = [node for node in able if node in opened]
        if as_needed and not there and able:
            opened.append(able[0])
            there = able[:1]
        node_of.append(max(there, key=lambda node: (liked(node, pod), -node)) if there else -1)
    return node_of


@every_rule
@given(pods, nodes, st.booleans(), st.integers(1, 3), st.integers(0, 2**18 - 1))
@quickly
def test_place_equals_the_loop(rule, requests, rows, as_needed, kinds, bits):
    allocatable, pods_most = [row[:2] for row in rows], [row[2] for row in rows]
    kind_of = [pod % kinds for pod in range(len(requests))]
    table = [[bool(bits >> (6 * kind + node) & 1) for node in range(len(rows))] for kind in range(kinds)]
    found = place(
        requests, allocatable, rule, pods_most=pods_most, allowed=(kind_of, np.array(table)), as_needed=as_needed
    )
    expected = plain(requests, allocatable, rule, pods_most, lambda pod, node: table[kind_of[pod]][node], as_needed)
    assert found.node_of.tolist() == expected


@every_rule
@given(pods, nodes, st.booleans())
@quickly
def test_decreasing_is_the_rule_on_sorted_pods(rule, requests, rows, as_needed):
    allocatable = [row[:2] for row in rows]
    mean = [Fraction(sum(column), len(rows)) for column in zip(*allocatable, strict=True)]
    order = sorted(range(len(requests)), key=lambda pod: -max(Fraction(requests[pod][r]) / mean[r] for r in (0, 1)))
    kind_of = np.arange(len(requests))
    table = (kind_of[:, None] + np.arange(len(rows))) % 3 > 0  # each pod its own kind, which must move with it
    found = place(requests, allocatable, rule, allowed=(kind_of, table), as_needed=as_needed, decreasing=True)
    in_order = place(
        [requests[pod] for pod in order], allocatable, rule, allowed=(kind_of, table[order]), as_needed=as_needed
    )
    assert found.node_of[order].tolist() == in_order.node_of.tolist()
    assert found.requests.tolist() == [list(request) for request in requests]


# --- What every placement keeps ---------------------------------------------------------------------


@every_rule
@given(pods, nodes, st.booleans(), st.booleans())
@quickly
def test_no_node_is_overfull_and_no_pod_waits_for_nothing(rule, requests, rows, as_needed, decreasing):
    allocatable, pods_most = np.array([row[:2] for row in rows]), np.array([row[2] for row in rows])
    found = place(requests, allocatable, rule, pods_most=pods_most, as_needed=as_needed, decreasing=decreasing)
    placed = [np.flatnonzero(found.node_of == node) for node in range(len(rows))]
    used = np.array([found.requests[own].sum(axis=0) for own in placed])
    assert (used <= allocatable).all()
    assert found.used.tolist() == used.tolist()
    assert found.free.tolist() == (allocatable - used).tolist()
    room = pods_most - [len(own) for own in placed]
    assert (room >= 0).all()
    for pod in np.flatnonzero(found.node_of < 0):
        assert not ((found.free >= found.requests[pod]).all(axis=1) & (room > 0)).any()
    assert found.waiting + sum(map(len, placed)) == len(requests)
    assert found.nodes_used == sum(len(own) > 0 for own in placed)


# --- The rules, by hand -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "node_of"),
    [
        ("least_allocated", [0, 1, 2, 0, 1, 2]),
        ("kubernetes_default", [0, 1, 2, 0, 1, 2]),
        ("most_allocated", [0, 0, 0, 0, 1, 1]),
        ("best_fit", [0, 0, 0, 0, 1, 1]),
        ("balanced", [0, 0, 0, 0, 1, 1]),
    ],
)
def test_equal_pods_are_spread_or_packed(rule, node_of):
    """In equal shares of both resources every node is as balanced as the next, so the first takes them."""
    assert place([(25, 25)] * 6, [(100, 100)] * 3, rule).node_of.tolist() == node_of


@pytest.mark.parametrize(
    ("rule", "node"),
    [
        # With the pod node 0 has shares 80% and 30%, node 1 60% and 70%, node 2 30% and 10%.
        ("least_allocated", 2),  # 45, 35, 80
        ("most_allocated", 1),  # 55, 65, 20
        ("balanced", 1),  # 75, 95, 90
        ("kubernetes_default", 2),  # 120, 130, 170
        ("best_fit", 1),  # 0.9, 0.7, 1.6 left over
    ],
)
def test_each_rule_on_the_same_three_nodes(rule, node):
    assert last_node([(50, 20), (30, 60)], (30, 10), rule, 3) == node


@pytest.mark.parametrize(
    ("rule", "node"),
    [
        # 70% and 60%, or 20% and 90%.
        ("least_allocated", 1),  # 35, 45
        ("balanced", 0),  # 95, 65
        ("kubernetes_default", 0),  # 130, 110
    ],
)
def test_default_weighs_emptiness_against_balance(rule, node):
    assert last_node([(60, 10), (10, 40)], (10, 50), rule, 2) == node


def last_node(there, pod, rule, count):
    """Return where a pod goes when each of the others is on a node of its own."""
    table = np.vstack([np.eye(len(there), count, dtype=bool), np.ones((1, count), bool)])
    found = place([*there, pod], [(100, 100)] * count, rule, allowed=(range(len(there) + 1), table))
    assert found.node_of[:-1].tolist() == list(range(len(there)))
    return found.node_of[-1]


def test_best_fit_sees_what_rounding_hides():
    nodes_, there = [(1000, 1000)] * 2, [(500, 500), (504, 500)]
    apart = np.array([[True, False], [False, True], [True, True]])
    for rule, node in (("most_allocated", 0), ("best_fit", 1)):  # 50% and 50%, less a little
        assert place([*there, (2, 2)], nodes_, rule, allowed=([0, 1, 2], apart)).node_of[2] == node


def test_pods_that_request_nothing_are_spread_by_what_is_counted_for_them():
    nodes_ = [(4000, 2**33)] * 3
    assert place([(0, 0)] * 4, nodes_, "least_allocated").node_of.tolist() == [0, 1, 2, 0]
    assert place([(0, 0)] * 4, nodes_, "kubernetes_default").node_of.tolist() == [0, 1, 2, 0]
    assert place([(0, 0)] * 4, nodes_, "balanced").node_of.tolist() == [0, 0, 0, 0]


def test_pod_that_requests_nothing_is_not_scored_for_balance():
    first = [(4000, 0), (0, 0)]  # node 0 is out of balance from now on: 50 instead of 100
    nodes_, apart = [(4000, 2**33)] * 2, np.array([[True, False], [True, True]])
    assert place(first, nodes_, "balanced", allowed=([0, 1], apart)).node_of.tolist() == [0, 0]
    assert place([(4000, 0), (0, 1)], nodes_, "balanced", allowed=([0, 1], apart)).node_of.tolist() == [0, 1]


@every_rule
def test_nodes_are_opened_in_the_order_given_where_a_pod_fits(rule):
    nodes_ = [(10, 10), (40, 40), (10, 10), (40, 40)]
    found = place([(20, 20), (5, 5), (30, 30), (50, 1), (10, 10), (5, 5)], nodes_, rule, as_needed=True)
    assert found.node_of[:4].tolist() == [1, 1, 3, -1]
    assert not {0, 2} & set(found.node_of.tolist())  # the later ones fit what is open


@every_rule
@pytest.mark.parametrize("as_needed", [False, True])
def test_pod_that_is_larger_than_every_node_waits_and_opens_none(rule, as_needed):
    found = place([(5, 5), (11, 1), (1, 11)], [(10, 10)] * 3, rule, as_needed=as_needed)
    assert found.node_of.tolist() == [0, -1, -1]
    assert (found.waiting, found.nodes_used) == (2, 1)


@every_rule
def test_number_of_pods_is_a_limit_like_any_other(rule):
    assert place([(1, 1)] * 5, [(100, 100)] * 2, rule, pods_most=2).waiting == 1
    assert place([(1, 1)] * 5, [(100, 100)] * 2, rule, pods_most=[0, 3]).node_of.tolist() == [1, 1, 1, -1, -1]
    assert nodes_needed([(1, 1)] * 221, (1000, 1000), rule) == 3  # 110 on each


@every_rule
def test_the_empty_cluster_and_no_pods(rule):
    assert place([], [(1, 1)], rule).nodes_used == 0
    assert place([(1, 1)], [], rule, as_needed=True, decreasing=True).node_of.tolist() == [-1]
    assert nodes_needed([], (1, 1), rule, decreasing=True) == 0


# --- Nodes needed -----------------------------------------------------------------------------------


@every_rule
@given(st.integers(0, 300), st.integers(1, 50), st.integers(0, 50), st.integers(1, 40))
@quickly
def test_equal_pods_need_what_division_says(rule, count, cpu, memory, pods_most):
    on_one = min(50 // cpu, 50 // memory if memory else pods_most, pods_most)
    assert nodes_needed([(cpu, memory)] * count, (50, 50), rule, pods_most=pods_most) == -(-count // on_one)


@every_rule
@given(pods, st.booleans())
@quickly
def test_nodes_needed_is_place_with_nodes_to_spare(rule, requests, decreasing):
    found = place(requests, [(10, 12)] * 30, rule, as_needed=True, decreasing=decreasing)
    assert nodes_needed(requests, (10, 12), rule, decreasing=decreasing) == found.nodes_used
    assert found.waiting == 0


def test_largest_first_needs_fewer_here():
    requests = [(3, 3), (3, 3), (7, 7), (7, 7)]
    assert nodes_needed(requests, (10, 10)) == 3
    assert nodes_needed(requests, (10, 10), decreasing=True) == 2


# --- What comes out ---------------------------------------------------------------------------------


def test_placement_shows_itself_in_one_stable_line():
    one = place([(5, 5)], [(10, 10)], "best_fit")
    assert repr(one) == "Placement(best_fit: 1 pod on 1 of 1 node, 0 wait)"
    many = place([(5, 5)] * 1200, [(10, 10)] * 1500)
    assert repr(many) == "Placement(kubernetes_default: 1,200 pods on 1,200 of 1,500 nodes, 0 wait)"


def test_placement_stays_as_it_is():
    requests, allocatable = np.array([[5, 5]]), np.array([[10, 10]])
    found = place(requests, allocatable)
    requests[0, 0] = allocatable[0, 0] = 0
    assert found.free.tolist() == [[5, 5]]
    for array in (found.requests, found.allocatable, found.node_of, found.used):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7
    with pytest.raises(AttributeError):
        found.rule = "balanced"
    assert isinstance(found, Placement)


def test_whole_floats_and_other_integers_are_amounts():
    for dtype in (np.float64, np.int32, np.uint64):
        assert place(np.array([[5, 5]], dtype), [(10.0, 1e1)]).free.tolist() == [[5, 5]]


def test_one_compiled_version_is_enough():
    kernels.warm()
    place([(5, 5)], [(10, 10)], "best_fit", pods_most=[3], allowed=([0], [[True]]), as_needed=True, decreasing=True)
    place(np.asfortranarray([[5, 5], [4, 4]], dtype=np.float32), [(10, 10)] * 2)
    nodes_needed([(5, 5)], (10, 10))
    assert len(kernels.compiled().signatures) == 1


# --- The door ---------------------------------------------------------------------------------------

PODS, NODES = [(5, 5), (6, 6)], [(10, 10)] * 3
RANGE = "be a whole number from 0 to 9007199254740992"
ROWS = "be rows of two whole numbers, millicores and bytes"
ANY = [True] * 3


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: place([(5, -1)], NODES), f"requests[0, 1] must {RANGE}, got -1"),
        (lambda: place([(5, 2.5)], NODES), f"requests[0, 1] must {RANGE}, got 2.5"),
        (lambda: place([(5, np.nan)], NODES), f"requests[0, 1] must {RANGE}, got nan"),
        (lambda: place([(5, np.inf)], NODES), f"requests[0, 1] must {RANGE}, got inf"),
        (lambda: place([(5, 2**60)], NODES), f"requests[0, 1] must {RANGE}, got 1152921504606846976"),
        (lambda: place([(5, 10**30)], NODES), "requests must be whole numbers, got [(5, 1000"),
        (lambda: place([(5, "6")], NODES), "requests must be whole numbers, got [(5, '6')]"),
        (lambda: place([(5, None)], NODES), "requests must be whole numbers, got [(5, None)]"),
        (lambda: place([(5, True)], NODES), "requests must be whole numbers, got [(5, True)]"),
        (lambda: place([(5, 6), (7,)], NODES), "requests must be whole numbers, got [(5, 6), (7,)]"),
        (lambda: place([5, 6], NODES), f"requests must {ROWS}, got [5, 6]"),
        (lambda: place([(5, 6, 7)], NODES), f"requests must {ROWS}, got [(5, 6, 7)]"),
        (lambda: place(PODS, [(10, -10)]), f"allocatable[0, 1] must {RANGE}, got -10"),
        (lambda: place(PODS, NODES, "first_fit"), f"rule must be one of {', '.join(RULES)}, got 'first_fit'"),
        (lambda: place(PODS, NODES, pods_most=-1), f"pods_most must {RANGE}, got -1"),
        (lambda: place(PODS, NODES, pods_most=[1, 2]), "pods_most must be one number, or one for each of 3 nodes, got"),
        (lambda: place(PODS, NODES, allowed=[0, 0, 1]), "allowed must be the kinds of the pods and the table"),
        (lambda: place(PODS, NODES, allowed=([0, 0], [[1, 0, 1]])), "allowed[1] must be rows of 3 booleans"),
        (lambda: place(PODS, NODES, allowed=([0, 0], [[True]])), "allowed[1] must be rows of 3 booleans"),
        (lambda: place(PODS, NODES, allowed=([0, 0], [[True], ANY])), "allowed[1] must be rows of 3 booleans"),
        (lambda: place(PODS, NODES, allowed=([0], [ANY])), "allowed[0] must be one kind for each of 2 pods, got [0]"),
        (
            lambda: place(PODS, NODES, allowed=([0, 1], [ANY])),
            "allowed[0][1] must be a whole number from 0 to 0, got 1",
        ),
        (
            lambda: nodes_needed([(5, 5), (4, 11)], (10, 10)),
            "requests[1] must fit one of the nodes, [[10, 10]], got [4, 11]",
        ),
        (lambda: nodes_needed(PODS, NODES), "shape must be two whole numbers, millicores and bytes, got"),
        (lambda: nodes_needed(PODS, (10, 10), pods_most=0), "pods_most must be a whole number of at least 1, got 0"),
        (lambda: nodes_needed(PODS, (10, 10), "fit"), f"rule must be one of {', '.join(RULES)}, got 'fit'"),
    ],
)
def test_message_says_name_value_and_rule(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


# --- A real list of pods and nodes ------------------------------------------------------------------


def rows(name):
    if not DATA.exists():
        pytest.skip(f"{DATA.name}/{name} lies beside the repository where the course is made, and is not here")
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def openb(name):
    return np.array([(int(row["cpu_milli"]), int(row["memory_mib"]) * MIB) for row in rows(name)])


def test_figures_of_openb_are_those_of_the_files():
    requests, allocatable = openb("openb_pods.csv"), openb("openb_nodes.csv")
    assert (len(requests), len(allocatable)) == (
        figure("cluster", "openb_pods").value,
        figure("cluster", "openb_nodes").value,
    )
    for percent in (10, 50, 90):
        cpu, memory = np.quantile(requests / (1000, 1000 * MIB), percent / 100, axis=0)
        assert cpu == pytest.approx(figure("cluster", f"openb_cpu_p{percent}").value, abs=0.05)
        assert memory == pytest.approx(figure("cluster", f"openb_memory_p{percent}").value, abs=0.05)
    shapes = [(row["cpu_milli"], int(row["memory_mib"]) // 1024, row["gpu"]) for row in rows("openb_nodes.csv")]
    for cores, gib, gpus in ((96, 384, 8), (104, 512, 2), (32, 256, 0)):
        row = figure("cluster", f"openb_nodes_{cores}_{gib}")
        assert shapes.count((f"{cores}000", gib, str(gpus))) == row.value
    pods_ = rows("openb_pods.csv")
    assert sum(row["num_gpu"] == "0" for row in pods_) == figure("cluster", "openb_pods_without_gpu").value
    for phase in ("Failed", "Pending"):
        assert sum(row["pod_phase"] == phase for row in pods_) == figure("cluster", f"openb_pods_{phase.lower()}").value


def test_spreading_openb_leaves_no_room_for_the_large_ones():
    requests, allocatable = openb("openb_pods.csv"), openb("openb_nodes.csv")
    found = {rule: place(requests, allocatable, rule) for rule in RULES}
    for rule in ("most_allocated", "best_fit"):
        assert found[rule].waiting == 0
        assert found[rule].nodes_used < 0.8 * len(allocatable)
    for rule in ("least_allocated", "kubernetes_default"):
        assert found[rule].waiting > 0
        assert found[rule].nodes_used == len(allocatable)
