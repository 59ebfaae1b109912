"""A first verdict: sums by hand, what stays on its node, what sidecars add, and the course's own clusters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib import tables
from course_lib.cluster import RULES, Cluster, Node, Pod, assess, packed_anew, place, requested_shares
from course_lib.cluster.synthetic import KINDS
from course_lib.report.verdict import sidecars
from course_lib.report.verdict_words import in_words

GIB = 2**30
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def small() -> Cluster:
    nodes = tuple(Node(f"n{number}", 4000, 8 * GIB) for number in range(3))
    pods = (
        *(Pod(f"sys/agent-{number}", 200, GIB // 2, f"n{number}", daemon=True) for number in range(3)),
        Pod("shop/a", 1000, 3 * GIB, "n0"),
        Pod("shop/b", 1000, 3 * GIB, "n1", meshed=True),
        Pod("shop/c", 500, GIB, "n2", host_network=True),
        Pod("shop/d", 500, GIB),
    )
    return Cluster(nodes, pods)


def test_sums_are_those_by_hand():
    verdict = assess(small())
    assert verdict.requested.tolist() == [3 * 200 + 2500, 3 * GIB // 2 + 7 * GIB]
    assert verdict.allocatable.tolist() == [12000, 24 * GIB]
    assert verdict.waiting == 1
    assert verdict.binding == 1
    assert verdict.requested_share[0] == pytest.approx(3100 / 12000)


def test_stranded_is_what_the_mean_pod_cannot_use():
    # The mean of a, b and c: 833 millicores, 2.33 GiB. Nodes 0 and 1 have 2,800 and 4.5 GiB free: one fits.
    # Node 2 has 3,300 and 6.5 GiB free: two fit.
    mean = round(7 * GIB / 3)
    by_hand = [2 * (2800 - 833) + (3300 - 2 * 833), 2 * (9 * GIB // 2 - mean) + (13 * GIB // 2 - 2 * mean)]
    assert assess(small()).stranded.tolist() == by_hand


def test_packed_anew_daemons_stay_and_the_rest_shares_nodes():
    packed = packed_anew(small())
    assert (packed.nodes, packed.homeless) == (1, 0)  # 7 GiB of pods on nodes, and 7.5 left of each node
    assert packed.requested_share.tolist() == pytest.approx([2700 / 4000, 7.5 / 8])


def test_sidecars_go_into_pods_that_take_one():
    cost = assess(small()).sidecars["Istio"]
    assert cost.pods == 4  # neither the meshed one, nor the one on its node's network, nor the one that waits
    assert cost.sidecar.tolist() == [100, 128 * 2**20]
    assert cost.added.tolist() == [400, 512 * 2**20]


def test_a_sidecar_may_cost_a_node():
    nodes = tuple(Node(f"n{number}", 1000, GIB) for number in range(2))
    pods = tuple(Pod(f"p{number}", 250, 2**20, "n0") for number in range(4))
    verdict = assess(Cluster(nodes, pods))
    assert (verdict.packed_anew.nodes, verdict.sidecars["Linkerd (HA)"].packed_anew.nodes) == (1, 2)


def test_more_nodes_follow_as_many_as_it_takes():
    nodes = tuple(Node(f"n{number}", 3920, 16 * GIB) for number in range(6))
    pods = tuple(Pod(f"p{number}", 50, 100 * 2**20, f"n{number % 6}") for number in range(420))
    cost = assess(Cluster(nodes, pods)).sidecars["Istio"]
    assert cost.packed_anew.nodes == -(-420 // (3920 // 150)) == 17


def test_pods_that_a_sidecar_makes_too_large_are_named_and_save_no_nodes():
    nodes = tuple(Node(f"n{number}", 3920, 16 * GIB) for number in range(6))
    large = tuple(Pod(f"large-{number}", 3850, GIB, f"n{number}") for number in range(4))
    small = tuple(Pod(f"small-{number}", 250, GIB, f"n{4 + number % 2}") for number in range(20))
    verdict = assess(Cluster(nodes, large + small))
    assert verdict.sidecars["Linkerd (HA)"].packed_anew.homeless == 4
    assert "4 pods would no longer fit on any node" in in_words(verdict)
    assert "-" not in in_words(verdict)


def test_nodes_that_take_no_pod_are_left_out():
    nodes = (
        Node("control", 4000, 8 * GIB, pool="control"),
        *(Node(f"n{number}", 4000, 8 * GIB) for number in range(2)),
    )
    etcd = Pod("etcd", 1000, GIB, "control", daemon=True, pools=None)
    pods = tuple(Pod(f"p{number}", 1000, GIB, f"n{number}", pools=frozenset({""})) for number in range(2))
    verdict = assess(Cluster(nodes, (etcd, *pods)))
    assert verdict.nodes == 2
    assert verdict.allocatable.tolist() == [8000, 16 * GIB]
    assert verdict.requested.tolist() == [2000, 2 * GIB]
    assert "Left out: 1 node that no pod may move to" in in_words(verdict)
    linkerd = verdict.sidecars["Linkerd (HA)"]
    assert linkerd.pods == 2  # not etcd, which stays where nothing else may go
    assert linkerd.requested.tolist() == [2000, 2 * GIB]


def test_no_packing_does_with_fewer_nodes_than_the_sums_demand():
    nodes = (*(Node(f"large-{n}", 8000, 8 * GIB) for n in range(2)), *(Node(f"n{n}", 4000, 16 * GIB) for n in range(3)))
    cpu = tuple(Pod(f"p{number}", 3000, GIB, "n0") for number in range(6))
    assert packed_anew(Cluster(nodes, cpu)).at_least == 4  # two on each large one, one on each of the others
    memory = tuple(Pod(f"p{number}", 100, 6 * GIB, "n0") for number in range(6))
    assert packed_anew(Cluster(nodes, memory)).at_least == 3  # 36 GiB: 16 + 16 + 16
    more = tuple(Pod(f"p{number}", 3500, GIB, "n0") for number in range(9))
    packed = packed_anew(Cluster(nodes, more))  # two on each large one, one on the others: 7, and a large one is added
    assert (packed.nodes, packed.at_least) == (6, 6)  # no node holds more than two
    assert packed_anew(Cluster(nodes, (Pod("idle", 0, 0, "n0"),))).at_least == 1  # it takes a place
    for kind in KINDS:
        packed = packed_anew(Cluster.synthetic(kind))
        assert 0 < packed.at_least <= packed.nodes


def test_where_large_nodes_are_added_the_small_ones_demand_nothing():
    nodes = (Node("large", 100, GIB), *(Node(f"n{number}", 10, GIB) for number in range(10)))
    packed = packed_anew(Cluster(nodes, tuple(Pod(f"p{number}", 50, 0, "large") for number in range(4))))
    assert (packed.nodes, packed.at_least) == (2, 2)


PLACES = st.sampled_from(["n0", "n1", "n2"])
SHAPES = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 6), st.sampled_from(["", "b"]))
REASONS = st.sampled_from(["", "", "cordoned", "tainted"])
FIXED = "", "marked"
POOLS = st.sampled_from([None, frozenset({""}), frozenset({"b"}), frozenset[str]()])
PODS = st.tuples(st.integers(0, 6), st.integers(0, 6), PLACES | st.none(), st.sampled_from("dfm "), POOLS)


@given(st.lists(st.tuples(SHAPES, REASONS), min_size=3, max_size=3), st.lists(PODS, max_size=12))
def test_every_pod_is_somewhere_and_no_bound_is_beaten(shapes, pods):
    nodes = tuple(Node(f"n{number}", *shape, closed) for number, (shape, closed) in enumerate(shapes))
    made = tuple(
        Pod(f"p{number}", cpu, memory, on, kind == "d", meshed=kind == "m", pools=pools, fixed=FIXED[kind == "f"])
        for number, (cpu, memory, on, kind, pools) in enumerate(pods)
    )
    verdict = assess(Cluster(nodes, made))
    placed = [pod for pod in made if pod.node]
    for packed in (verdict.packed_anew, *(cost.packed_anew for cost in verdict.sidecars.values())):
        assert packed.at_least <= packed.nodes
        assert packed.homeless <= len(made)
    assert verdict.staying <= len([pod for pod in placed if not pod.daemon])
    assert (verdict.stranded <= verdict.allocatable).all()
    assert (verdict.stranded >= 0).all()
    if verdict.nodes == 0:
        assert (verdict.packed_anew.nodes, verdict.packed_anew.at_least) == (0, 0)


def test_where_no_pod_may_go_the_shares_are_told_but_no_number_of_nodes():
    cluster = Cluster((Node("n", 4000, 8 * GIB, pool="tainted"),), (Pod("p", 100, GIB, "n", pools=frozenset()),))
    said = in_words(assess(cluster))
    assert said.startswith("12% of the memory, the scarcer resource, is requested, and 2% of the CPU.")
    assert "No pod may move to any of these nodes" in said
    assert "so there's no telling how many would be enough" in said
    assert "request nothing" not in said
    assert "0 of the 0" not in said
    assert requested_shares(cluster).best == 0.125
    assert requested_shares(cluster).high == 0.125


def test_waiting_pods_change_no_figure_but_their_own():
    with_one = small()
    without = Cluster(with_one.nodes, tuple(pod for pod in with_one.pods if pod.node))
    one, other = assess(with_one), assess(without)
    assert (one.waiting, other.waiting) == (1, 0)
    assert one.stranded.tolist() == other.stranded.tolist()
    assert one.packed_anew.nodes == other.packed_anew.nodes


def test_nothing_requested_is_not_nothing_there():
    nodes = (Node("n", 4000, 8 * GIB),)
    verdict = assess(Cluster(nodes, tuple(Pod(f"p{number}", 0, 0, "n") for number in range(30))))
    assert in_words(verdict).startswith("The pods on these nodes request nothing.")
    assert "%" not in "".join(row for rows in sidecars(verdict).rows for row in rows)


def test_pods_stay_where_they_may_run():
    nodes = (Node("big", 8000, 32 * GIB, pool="gpu"), Node("small", 1000, GIB))
    bound = Cluster(nodes, (Pod("p", 500, GIB // 2, "small", pools=frozenset({""})), Pod("q", 500, GIB, "big")))
    assert packed_anew(bound).nodes == 2
    free = Cluster(nodes, (Pod("p", 500, GIB // 2, "small"), Pod("q", 500, GIB, "big")))
    assert packed_anew(free).nodes == 1


def test_pods_that_fit_nowhere_are_counted():
    packed = packed_anew(Cluster((Node("n", 1000, GIB),), (Pod("p", 5000, GIB),)))
    assert (packed.nodes, packed.homeless) == (0, 1)


def test_an_empty_cluster_is_no_error():
    verdict = assess(Cluster((Node("n", 1000, GIB),), ()))
    assert verdict.requested.tolist() == verdict.stranded.tolist() == [0, 0]
    assert verdict.packed_anew.nodes == 0


@pytest.mark.parametrize("kind", KINDS)
def test_made_up_clusters_are_sound_and_say_that_they_are_made_up(kind):
    cluster = Cluster.synthetic(kind)
    verdict = assess(cluster)
    assert "made up" in repr(cluster)
    assert "made up" in cluster.remarks[0]
    assert (verdict.requested <= verdict.allocatable).all()
    assert 0 < verdict.packed_anew.nodes <= len(cluster.nodes)
    assert cluster == Cluster.synthetic(kind)
    assert cluster != Cluster.synthetic(kind, seed=2)


def test_the_trace_like_cluster_has_the_published_quantiles():
    cluster = Cluster.synthetic("trace", pods=20_000)
    cores, memory = (cluster.requests[~cluster.daemons] / [1000, 1000 * 2**20]).T
    for percent in (10, 50, 90):
        for name, values in (("cpu", cores), ("memory", memory)):
            published = tables.figure("cluster", f"openb_{name}_p{percent}").value
            assert np.percentile(values, percent) == pytest.approx(published, rel=0.05)


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        ({"kind": "real"}, "kind must be one of services, trace, got 'real'"),
        ({"pods": 0}, "pods must be a whole number of at least 1, got 0"),
        ({"pods": 20_001}, "pods must be at most 20,000, got 20001"),
        ({"seed": -1}, "seed must be a whole number of at least 0, got -1"),
    ],
)
def test_made_up_clusters_refuse_bad_arguments(arguments, rule):
    with pytest.raises(ValueError, match=rule):
        Cluster.synthetic(**arguments)


def test_shares_for_the_ledger_run_from_today_to_packed_anew():
    found = requested_shares(Cluster.synthetic())
    assert found.low == found.best == round(float(assess(Cluster.synthetic()).requested_share[0]), 3)
    assert found.best < found.high <= 1
    assert (found.unit, found.source) == ("share", "of the scarcer resource, today to repacked; made up, services")


@pytest.mark.skipif(not DATA.exists(), reason="the openb trace is not beside this checkout; it does not ship with it")
def test_the_openb_trace_is_packed_as_the_text_says():
    cluster = Cluster.from_csv(DATA / "openb_nodes.csv", DATA / "openb_pods.csv")
    assert (len(cluster.nodes), len(cluster.pods)) == (1523, 8152)
    verdict = assess(cluster)
    assert verdict.waiting == 8152  # a list of requests: no pod is on a node
    nodes = [verdict.packed_anew.nodes, *(cost.packed_anew.nodes for cost in verdict.sidecars.values())]
    assert nodes == [863, 869, 869]
    assert verdict.sidecars["Istio"].added[0] / cluster.requests[:, 0].sum() == pytest.approx(0.0095, abs=5e-5)
    there = {rule: place(cluster.requests, cluster.allocatable, rule) for rule in RULES}
    assert (there["kubernetes_default"].nodes_used, there["kubernetes_default"].waiting) == (1523, 17)
    for rule in ("most_allocated", "best_fit"):
        assert (1523 - there[rule].nodes_used, there[rule].waiting) == (pytest.approx(360, abs=5), 0)
    opened = {rule: nodes_as_needed(cluster, rule, 0) for rule in RULES}
    assert (opened["kubernetes_default"], opened["best_fit"]) == (1095, 1076)
    more = [nodes_as_needed(cluster, rule, mib) - opened[rule] for rule in RULES for mib in (20, 128)]
    assert min(more) < 0 < max(more) < 10


def nodes_as_needed(cluster: Cluster, rule: str, sidecar_mib: int) -> int:
    """Return the nodes opened with a sidecar of 100 millicores in every pod, or with none where it has no memory."""
    sidecar = np.array([100, sidecar_mib * 2**20]) * (sidecar_mib > 0)
    return place(cluster.requests + sidecar, cluster.allocatable, rule, as_needed=True).nodes_used
