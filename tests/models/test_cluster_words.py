"""What a verdict says where a short sentence is easily a false one: each of these was said wrongly once."""

from __future__ import annotations

import json

import pytest

from course_lib.cluster import Cluster, Node, Pod, assess
from course_lib.cluster.inventory import CLOSED, FIXED
from course_lib.cluster.objects.unhandled import RAISING
from course_lib.report.verdict import amounts_table, sidecars, verdict_card
from course_lib.report.verdict_words import WHY_CLOSED, WHY_STAYING, in_words
from tests.models.test_cluster_cases import cluster, node, pod, tolerating

GIB = 2**30
FARGATE = {"eks.amazonaws.com/compute-type": "fargate"}


def headline(*objects: dict) -> str:
    """Return the first paragraph, which is what the card's one line says, too."""
    found = assess(cluster(*objects))
    first, *more = in_words(found).split("\n\n")
    assert repr(verdict_card(found)) == first
    assert max(map(len, (first, *more))) < 300
    return first


def pods(many: int, on: str, cpu: str = "1", **spec: object) -> list[dict]:
    return [pod(f"{on}-{number}", on, cpu, **spec) for number in range(many)]


# ---- of what the shares are ----


def test_pods_that_come_from_closed_nodes_are_said_to_be_in_the_increase():
    mix = node("a"), node("b", ready="False"), node("c", unschedulable=True)
    found = assess(cluster(*mix, *pods(2, "a"), *pods(2, "b"), *pods(2, "c")))
    assert amounts_table(found).rows[0][2] == "2.0 cores (50%)"
    assert sidecars(found).rows[1][2] == "+0.6 cores (+10.0%)"
    said = "4 pods come from closed nodes, so the increases below are measured against 6.0 cores and 24.0 GiB in all."
    assert said in in_words(found)
    assert "Left out: 2 nodes that no pod may move to (1 cordoned, 1 not Ready)." in in_words(found)
    assert "come from" not in in_words(assess(cluster(node("a"), *pods(2, "a"))))


def test_a_list_of_requests_says_what_it_comes_to():
    assert "this is a list of requests, 1.5 cores and 8.0 GiB in all." in headline(
        node("a"), pod("p", "", "500m"), pod("q", "")
    )


@pytest.mark.parametrize(
    ("many", "said"),
    [(1, "The only node is virtual"), (2, "All 2 nodes are virtual")],
)
def test_a_virtual_node_is_no_machine_to_measure_against(many, said):
    virtual = [node(f"v{number}", labels={"type": "virtual-kubelet"}) for number in range(many)]
    made = cluster(*virtual, *pods(2, "v0", "200m"))
    words = in_words(assess(made))
    assert f"{said}, so there is no machine to measure against. Add your real nodes." in words
    assert "<table" not in verdict_card(assess(made)).html
    assert "Is the amount right?" not in "".join(made.remarks)


def test_where_one_resource_is_not_told_the_other_is_not_said_to_be_missing():
    partly = node("a")
    del partly["status"]["allocatable"]["memory"]
    assert "The nodes don't say how much memory they have" in headline(partly, pod("p", "a"))


# ---- how many nodes ----


@pytest.mark.parametrize(
    ("objects", "said"),
    [
        ([node("a"), *pods(2, "a")], "Repacked, the pods would still need the one node open to them."),
        ([node("a"), node("b"), *pods(3, "a"), *pods(3, "b")], "the pods would still need both nodes."),
        (
            [*(node(name) for name in "abc"), *pods(3, "a"), *pods(3, "b"), *pods(3, "c")],
            "Repacked, the pods would still need all 3 nodes.",
        ),
        ([node("a"), *pods(5, "a")], "Repacked, the pods would need 2 nodes, but there is only 1."),
        ([node("a"), node("b"), *pods(2, "a")], "Repacked, the pods would go onto 1 of the 2 nodes."),
        ([node("a"), pod("p", "a", "5")], "1 pod fits on no node, not even an empty one."),
        ([node("a"), pod("p", "a", owner="DaemonSet")], "nothing to pack: every pod stays on its node."),
    ],
)
def test_the_number_of_nodes_is_said_plainly(objects, said):
    first = headline(*objects)
    assert said in first
    assert ("0 of the" in first) is False


def test_gpus_may_need_more_nodes_and_the_same_sentence_says_so():
    gpus = [pod(f"train-{name}", name, "1") for name in "abcd"]
    for each in gpus:
        each["spec"]["containers"][0]["resources"]["requests"]["nvidia.com/gpu"] = "1"
    said = "onto 1 of the 4 nodes. More may be needed. Not counted: GPUs and other extended resources (4 pods)."
    assert said in headline(*map(node, "abcd"), *gpus)
    gpus[0]["spec"]["volumes"] = [{"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]
    gpus[1]["spec"]["schedulingGates"] = [{"name": "wait"}]
    found = assess(cluster(*map(node, "abcd"), *gpus))
    assert f"{said} Below: 1 other demand." in in_words(found)
    html = verdict_card(found).html
    assert html.count("GPUs and other") == html.count("Not counted: persistent volumes") == html.count("gates") == 1


def test_all_that_is_not_counted_can_only_raise_the_number():
    assert "scheduling gates" not in RAISING  # a gated pod waits, and isn't counted anyway


def test_an_equal_number_is_said_once_and_another_by_mesh():
    same = in_words(assess(cluster(node("a"), *pods(2, "a"))))
    assert "Repacked with either mesh's sidecars: no more nodes than without." in same
    short = in_words(assess(cluster(node("a"), *pods(5, "a", "900m"))))
    assert "sidecars: no more nodes than without, but 1 more than you have." in short
    # 20 MiB for each of three fit beside 12 GiB - 128 MiB of 12 GiB, 128 MiB don't.
    tight = Cluster((Node("a", 4000, 3 * GIB),), tuple(Pod(f"p{n}", 100, GIB - 40 * 2**20, "a") for n in range(3)))
    assert (
        "Repacked with sidecars of Linkerd (HA): no more nodes than without; of Istio: 2 nodes, 1 more than without"
        " and 1 more than you have."
    ) in in_words(assess(tight))


# ---- who stays, and why ----


def test_pods_stay_for_their_own_reasons():
    fargate = node("f", labels=FARGATE)
    objects = [node("w"), node("cp", "node-role.kubernetes.io/control-plane"), node("late", "late"), fargate]
    stay = [
        *(pod(f"etcd-{n}", "cp", tolerations=tolerating("node-role.kubernetes.io/control-plane")) for n in range(2)),
        pod("late", "late"), pod("f", "f"), pod("volcano", "w", schedulerName="volcano"),
    ]  # fmt: skip
    found = assess(cluster(*objects, *stay, pod("web", "w"), pod("db", "w")))
    assert found.stays == {"control plane": 2, "taint": 1, "fargate": 1, "scheduler": 1}
    assert found.staying == 5
    assert (
        "Not moved: 2 pods on the control plane, 1 on Fargate, 1 of another scheduler, 1 that couldn't return to"
        " their node because of its taint."
    ) in in_words(found)


def test_every_reason_has_its_words():
    assert {*CLOSED} == {*WHY_CLOSED}
    assert {*FIXED} < {*WHY_STAYING}


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("karpenter.sh/disrupted", "being removed"),
        ("ToBeDeletedByClusterAutoscaler", "being removed"),
        ("cloud.google.com/gke-quick-remove", "being removed"),
        ("node.kubernetes.io/unschedulable", "cordoned"),
    ],
)
def test_a_node_that_is_being_removed_lets_its_pods_go(key, said):
    first = headline(node("a"), node("b", key), pod("p", "a"), pod("q", "b"))
    assert f"Left out: 1 node that no pod may move to ({said})." in first
    assert "Not moved" not in first


# ---- Fargate ----


def test_nodes_of_fargate_are_one_for_each_pod_and_strand_nothing():
    nodes = [node(f"f{n}", "eks.amazonaws.com/compute-type", labels=FARGATE) for n in range(6)]
    web = [pod(f"p{n}", f"f{n}", "250m", schedulerName="fargate-scheduler") for n in range(6)]
    found = assess(cluster(*nodes, *web))
    words = in_words(found)
    assert "All 6 nodes are Fargate's, one for each pod: a sidecar makes the pods larger, but adds no nodes." in words
    assert "can't be told" not in words
    assert found.stranded.tolist() == [0, 0]
    assert (found.nodes, found.sidecars["Istio"].pods) == (0, 6)
    beside = assess(cluster(*nodes, *web, node("w"), pod("q", "w")))
    assert (
        "Left out: 6 nodes that no pod may move to (of Fargate, for one pod each). Not moved: 6 pods on Fargate."
        in (in_words(beside))
    )


# ---- what is stranded, and where it's from ----


@pytest.mark.parametrize(
    ("pods_most", "said"),
    [
        # 97 more would fit by CPU, and take 12.1 of the 15.6 GiB with them; 37 more leave 2,400 millicores, 7.5 GiB.
        (3, "A node takes no more than 3 pods: that strands 3.9 cores and 12.1 GiB."),
        (40, "A node takes no more than 40 pods: that strands 2.4 cores and 7.5 GiB."),
        (99, ""),  # 40 millicores and 0.1 GiB
        (110, ""),
    ],
)
def test_a_limit_of_pods_is_named_where_it_strands(pods_most, said):
    made = Cluster((Node("n", 4000, 16 * GIB, pods_most),), tuple(Pod(f"p{n}", 40, GIB // 8, "n") for n in range(3)))
    found = assess(made)
    assert ("takes no more than" in in_words(found)) == (said != "")
    assert said in in_words(found)


def test_what_memory_strands_is_no_limit_of_pods():
    made = Cluster((Node("n", 4000, GIB),), (Pod("p", 100, GIB, "n"),))
    assert assess(made).limited.tolist() == [0, 0]
    assert "takes no more" not in in_words(assess(made))


# ---- a part of the cluster ----


def test_one_namespace_alone_is_said_first_and_once():
    shop = pods(3, "a")
    for each in shop:
        each["metadata"]["namespace"] = "shop"
    first = headline(node("a"), *shop)
    assert first.startswith("Only one namespace is in the files; if there are others, export with -A. ")
    assert verdict_card(assess(cluster(node("a"), *shop))).html.count("Only one namespace") == 1
    assert "namespace is in" not in headline(node("a"), *pods(2, "a"))


def test_several_files_are_listed_as_in_a_sentence(tmp_path):
    for name, made in (("a", node("a")), ("b", pod("b", "a")), ("c", pod("c", "a"))):
        (tmp_path / f"{name}.json").write_text(json.dumps(made))
    found = Cluster.from_kubectl(*(tmp_path / f"{name}.json" for name in "abc"))
    assert found.source == "a.json, b.json and c.json"
