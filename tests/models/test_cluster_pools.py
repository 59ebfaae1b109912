"""The fewest nodes where pods may not run everywhere: against every placement, and by the scheduler's own rules."""

from __future__ import annotations

import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.cluster import Cluster, Node, Pod, assess, fewest_nodes, packed_anew, search
from course_lib.report.verdict import pools
from course_lib.report.verdict_words import PROVEN, UNPROVEN, in_words
from tests.models import scheduler_filters, scheduler_reference
from tests.models.test_cluster_scheduler import WAITING, demands, listed, nodes

GENERATED = settings(max_examples=int(os.environ.get("EXAMPLES", "60")), deadline=None)
GIB = 2**30


def least(pods, rooms, may, cost):
    """Return the least cost of nodes for all pods by trying every node for each; None where there is no placement.

    Pods are (CPU, memory), rooms (CPU, memory, pods); `may` is pods × nodes; costs add up, and tuples by their places.
    """
    best = None

    def go_on(pod, left, used):
        nonlocal best
        paid = np.sum([np.atleast_1d(cost[node]) for node in used], axis=0, initial=0).tolist() if used else [0]
        if best is not None and paid >= best:
            return
        if pod == len(pods):
            best = paid
            return
        for node, room in enumerate(left):
            after = [have - take for have, take in zip(room, (*pods[pod], 1), strict=True)]
            if may[pod][node] and min(after) >= 0:
                go_on(pod + 1, [*left[:node], after, *left[node + 1 :]], used | {node})

    go_on(0, [list(room) for room in rooms], frozenset())
    return best


# ---- against every placement there is ----

REQUESTS = st.tuples(st.integers(0, 6), st.integers(0, 6))
ROOMS = st.tuples(st.integers(3, 12), st.integers(3, 12), st.integers(1, 4))
TABLE = st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=3, max_size=3)


@GENERATED
@given(
    st.lists(st.tuples(REQUESTS, st.integers(0, 2)), min_size=1, max_size=6),
    st.lists(ROOMS, min_size=4, max_size=4),
    TABLE,
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
    st.sampled_from(["by filling", "by prices", "by node"]),
)
def test_pods_kept_to_nodes_of_different_cost_as_by_exhaustive_search(pods, rooms, table, cost, way):
    requests, kind_of = [request for request, _ in pods], [kind for _, kind in pods]
    may = np.array(table)[kind_of]
    best = least(requests, rooms, may, cost)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "MOST_FILLINGS", 1000 if way == "by filling" else 0)
        patch.setattr(search, "MOST_KINDS", 64 if way == "by prices" else 0)

        def asked():
            limits = [room[2] for room in rooms]
            return fewest_nodes(
                requests, [room[:2] for room in rooms], pods_most=limits, allowed=(kind_of, table), cost=cost
            )

        if best is None:
            with pytest.raises(ValueError, match=r"must fit one of|must hold all \d pods"):
                asked()
            return
        found = asked()
    assert ([found.cost], found.is_proven) == (best, True)
    assert may[np.arange(len(pods)), found.node_of].all()
    assert (found.placement.free >= 0).all()
    assert (np.bincount(found.node_of, minlength=4) <= [room[2] for room in rooms]).all()
    assert sum(cost[node] for node in set(found.node_of.tolist())) == found.cost


@GENERATED
@given(st.lists(REQUESTS, min_size=1, max_size=12), st.integers(6, 9), st.integers(2, 4))
def test_prices_alone_prove_nothing_that_is_not_so(requests, size, pods_most):
    whole = fewest_nodes(requests, (size, size), pods_most=pods_most)
    assert whole.is_proven
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "MOST_FILLINGS", 0)
        patch.setattr(search, "MOST_CELLS", 0)
        found = fewest_nodes(requests, (size, size), pods_most=pods_most)
    assert found.lower_bound <= whole.nodes <= found.nodes


@pytest.mark.parametrize("seed", range(4))
def test_pools_that_share_no_pod_need_what_each_needs_alone(seed):
    draw = np.random.default_rng(seed)
    pods, shape = draw.integers(1, 9, (60, 2)), (20, 20)
    own = draw.integers(0, 2, 60)
    alone = [fewest_nodes(pods[own == pool], shape) for pool in (0, 1)]
    allowed = own, np.repeat(np.eye(2, dtype=bool), 40, axis=1)
    found = fewest_nodes(pods, np.tile(shape, (80, 1)), allowed=allowed)
    assert (found.nodes, found.is_proven) == (sum(each.nodes for each in alone), all(each.is_proven for each in alone))
    one_pool = fewest_nodes(pods, np.tile(shape, (80, 1)), allowed=(own, np.ones((2, 80), bool)))
    assert one_pool.nodes == fewest_nodes(pods, shape).nodes


def test_the_least_cpu_is_not_the_fewest_nodes():
    there = [(16, 64), (4, 16), (4, 16), (4, 16)]
    pods = [(4, 8)] * 3
    assert fewest_nodes(pods, there).node_of.tolist() == [0, 0, 0]
    by_cpu = fewest_nodes(pods, there, cost=[cpu for cpu, _ in there])
    assert (by_cpu.nodes, by_cpu.cost, by_cpu.is_proven) == (3, 12, True)
    assert fewest_nodes(pods, there, cost=[0, 1, 1, 1]).cost == 0


def test_a_pod_that_may_run_on_no_node_with_room_is_named():
    with pytest.raises(ValueError, match=r"requests\[1\] must fit one of the nodes, \[.*\], and may run there, got"):
        fewest_nodes([(1, 1), (9, 9)], [(9, 9), (4, 4)], allowed=([0, 1], [[True, True], [False, True]]))
    with pytest.raises(ValueError, match="cost must be one number, or one for each of 1 nodes"):
        fewest_nodes([(1, 1)], [(9, 9)], cost=[1, 2])


# ---- by the scheduler's own rules ----

SIZES = st.lists(st.sampled_from(["500m", "1", "1500m", "2", "3"]), min_size=10, max_size=10)


@GENERATED
@given(nodes(), demands(), SIZES)
def test_every_pod_is_where_the_scheduler_lets_it_and_no_placement_uses_fewer(machines, specs, sizes):
    for each in machines:
        each["status"] = {"allocatable": {"cpu": "4", "memory": "16Gi", "pods": "3"}}
    pods = [
        {
            **WAITING,
            "metadata": {"name": f"p{number}"},
            "spec": spec | {"containers": [{"name": "app", "resources": {"requests": {"cpu": size, "memory": "1Gi"}}}]},
        }
        for number, (spec, size) in enumerate(zip(specs, sizes, strict=False))
    ]
    pods = [pod for pod in pods if any(scheduler_filters.may_run(pod, node) for node in machines)][:7]
    cluster = Cluster.from_kubectl(listed(*machines, *pods, WAITING))
    count = len(pods)
    class_of, table = cluster.allowed
    may = [[scheduler_filters.may_run(pod, node) for node in machines] for pod in pods]
    requests = [scheduler_reference.reserved(pod) for pod in pods]
    best = least(requests, [scheduler_reference.allocatable(node) for node in machines], may, [1] * len(machines))
    allowed = class_of[:count], table

    def asked():
        return fewest_nodes(cluster.requests[:count], cluster.allocatable, pods_most=cluster.pods_most, allowed=allowed)

    if best is None:
        with pytest.raises(ValueError, match=f"must hold all {count} pods"):
            asked()
        return
    found = asked()
    assert ([found.nodes], found.is_proven) == (best, True)
    used, there = {}, {}
    for pod, request, node in zip(pods, requests, found.node_of.tolist(), strict=True):
        before = used.get(node, (0, 0))
        assert scheduler_filters.may_run(pod, machines[node])
        room = scheduler_reference.allocatable(machines[node])
        assert scheduler_reference.fits(request, room, before, there.get(node, 0))
        used[node] = before[0] + request[0], before[1] + request[1]
        there[node] = there.get(node, 0) + 1


# ---- a cluster with daemons, and nodes that are added ----

POOLS = st.sampled_from([None, frozenset({"a"}), frozenset({"b"}), frozenset({"a", "b"})])
MOVING = st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(0, 2), POOLS)
MACHINES = st.tuples(st.sampled_from([6, 8]), st.sampled_from([6, 8]), st.integers(2, 4), st.sampled_from("ab"))


@GENERATED
@given(st.lists(MACHINES, min_size=3, max_size=3), st.lists(MOVING, min_size=1, max_size=4), st.booleans())
def test_repacked_adds_as_few_nodes_as_possible_and_then_uses_as_few(machines, moving, is_held):
    made = tuple(Node(f"n{n}", *shape) for n, shape in enumerate(machines))
    daemons = tuple(Pod(f"d{n}", 1, 1, f"n{n}", daemon=True) for n in range(3))
    held = (Pod("stays", 2, 2, "n0", fixed="marked"),) * is_held
    pods = tuple(Pod(f"p{n}", cpu, mem, f"n{on}", pools=pool) for n, (cpu, mem, on, pool) in enumerate(moving))
    cluster = Cluster(made, (*daemons, *held, *pods))
    packed = packed_anew(cluster)
    open_to = [n for n, node in enumerate(made) if any(p.pools is None or node.pool in p.pools for p in pods)]
    homes = {pod.name: [n for n in open_to if pod.pools is None or made[n].pool in pod.pools] for pod in pods}
    stays = [pod for pod in pods if not homes[pod.name]]  # tied to nodes that none of them may go to: none are open
    pods = [pod for pod in pods if homes[pod.name]]
    kept = [(3, 3, 2) if n == 0 and is_held else (1, 1, 1) for n in range(3)]
    for pod in stays:
        n = int(pod.node[1:])
        kept[n] = tuple(np.add(kept[n], (pod.cpu_millicores, pod.memory_bytes, 1)).tolist())
    is_used = {n for n in open_to if kept[n] != (1, 1, 1)}
    own = [tuple(np.subtract(machines[n][:3], kept[n]).clip(0).tolist()) for n in open_to]
    more = [tuple(np.subtract(machines[n][:3], (1, 1, 1)).tolist()) for n in open_to]
    fit = [
        pod
        for pod in pods
        if any(
            n in homes[pod.name] and pod.cpu_millicores <= room[0] and pod.memory_bytes <= room[1] and room[2] > 0
            for n, room in zip(open_to, more, strict=True)
        )
    ]
    rooms = [*own, *(more * len(fit))]
    where = [*open_to, *(open_to * len(fit))]
    may = [[n in homes[pod.name] for n in where] for pod in fit]
    cost = [(0, 0 if n in is_used else 1) for n in open_to] + [(1, 1)] * len(open_to) * len(fit)
    requests = [(pod.cpu_millicores, pod.memory_bytes) for pod in fit]
    best = least(requests, rooms, may, cost) or [0, 0]
    added, used = (*best, 0)[:2] if best != [0] else (0, 0)
    assert packed.homeless == len(pods) - len(fit)
    assert (packed.added, packed.nodes) == (added, used + len(is_used))
    assert packed.is_proven
    assert sum(group.used for group in packed.groups) == packed.nodes
    assert sum(group.there for group in packed.groups) == len(open_to)


# ---- what the card says of it ----


def two_pools(many: int = 6) -> Cluster:
    """Return small nodes for everybody and large ones for a pool, each half full, with an agent on each."""
    machines = [Node(f"small-{n}", 4000, 16 * GIB, pool="pool 1") for n in range(many)]
    machines += [Node(f"large-{n}", 16_000, 64 * GIB, pool="pool 2") for n in range(many)]
    agents = [Pod(f"agent-{node.name}", 100, GIB // 4, node.name, daemon=True) for node in machines]
    moving = [
        Pod(
            f"pod-{node.name}",
            node.cpu_millicores // 3,
            node.memory_bytes // 3,
            node.name,
            pools=frozenset({node.pool}),
        )
        for node in machines
    ]
    return Cluster(tuple(machines), (*agents, *moving))


def test_pools_are_told_apart_and_each_is_packed_for_itself():
    found = assess(two_pools())
    assert (found.packed_anew.nodes, found.packed_anew.is_proven) == (6, True)
    (told,) = pools(found)
    assert [row[:3] for row in told.rows] == [
        ("pool 1: 4.0 cores, 16.0 GiB", "6", "3"),
        ("pool 2: 16.0 cores, 64.0 GiB", "6", "3"),
    ]
    assert pools(assess(Cluster.synthetic())) == []


def test_what_is_proven_is_said_and_what_is_not():
    assert PROVEN in in_words(assess(two_pools()))
    draw = np.random.default_rng(1)
    sizes = draw.integers((300, 300), (1500, 1500), (150, 2)).tolist()
    machines = tuple(Node(f"n{n}", 4000, 4000) for n in range(100))
    found = assess(Cluster(machines, tuple(Pod(f"p{n}", *size, f"n{n % 100}") for n, size in enumerate(sizes))))
    assert found.packed_anew.at_least < found.packed_anew.nodes
    assert UNPROVEN in in_words(found)
    assert "Proven" not in in_words(found)


def test_added_nodes_are_said_to_be_few_rather_than_all_nodes():
    added = Cluster((Node("n", 4000, 16 * GIB),), tuple(Pod(f"p{n}", 1000, GIB, "n") for n in range(9)))
    assert assess(added).packed_anew.added == 2
    assert "Nodes are added only where yours can't do" in in_words(assess(added))
    assert "Nodes are added" not in in_words(assess(two_pools()))


def test_where_nodes_are_closed_nothing_is_proven():
    closed = Cluster((Node("n", 4000, GIB, closed="cordoned"),), (Pod("p", 100, 0, "n"),))
    assert "roven" not in in_words(assess(closed))


def test_the_same_cluster_has_the_same_answer():
    assert packed_anew(Cluster.synthetic(pods=900)).groups == packed_anew(Cluster.synthetic(pods=900)).groups
