"""Kinds of clusters on which a verdict goes wrong easily: an example of each beside the checkout, and one made here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course_lib.cluster import Cluster, Node, Pod, assess, packed_anew, requested_shares, sidecar_cost
from course_lib.cluster.objects.kubectl import ONE_NAMESPACE
from course_lib.cluster.objects.machines import LIFECYCLE
from course_lib.report.verdict import amounts_table, band_still, sidecars, verdict_card
from course_lib.report.verdict_words import in_words

CASES = Path(__file__).resolve().parents[3] / "shared" / "data" / "cluster-cases"
GIB = 2**30
EVERYTHING = [{"operator": "Exists"}]


def case(name: str) -> Cluster:
    """Return one of the examples."""
    if not CASES.exists():
        pytest.skip("the examples are not beside this checkout; they do not ship with it")
    return Cluster.from_kubectl(CASES / f"{name}.json")


def node(name: str, *taints: str, ready: str = "True", labels: dict | None = None, **other: Any) -> dict:
    """Return a Node object of 4 cores, 16 GiB and 110 pods, with taints by their keys."""
    amounts = {"cpu": "4", "memory": "16Gi", "pods": "110"} | other.pop("amounts", {})
    spec = {"taints": [{"key": key, "effect": "NoSchedule"} for key in taints]} | other
    metadata = {"name": name, "labels": {"kubernetes.io/hostname": name} | (labels or {})}
    status = {"allocatable": amounts, "conditions": [{"type": "Ready", "status": ready}]}
    return {"apiVersion": "v1", "kind": "Node", "metadata": metadata, "spec": spec, "status": status}


def pod(name: str, on: str, cpu: str = "1", memory: str = "4Gi", *, owner: str = "ReplicaSet", **spec: Any) -> dict:
    """Return a Pod object on a node, in a namespace of its own."""
    container = {"name": "app", "resources": {"requests": {"cpu": cpu, "memory": memory}}}
    status = spec.pop("status", {})
    made = {"containers": [container], "nodeName": on} | spec
    metadata = {"name": name, "namespace": f"of-{name}", "ownerReferences": [{"kind": owner, "name": "o"}]}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": made, "status": status}


def cluster(*objects: dict) -> Cluster:
    return Cluster.from_kubectl(json.dumps({"kind": "List", "apiVersion": "v1", "items": objects}))


def tolerating(*keys: str) -> list[dict]:
    return [{"key": key, "operator": "Exists"} for key in keys]


def shares(of: Cluster) -> list[float]:
    return [round(float(share), 3) for share in assess(of).requested_share]


# ---- how many pods a node takes ----


@pytest.mark.parametrize("name", ["pods-limit-109", "pods-limit-110"])
def test_one_pod_more_or_none_uses_next_to_nothing(name):
    verdict = assess(case(name))
    assert verdict.stranded[0] == 53_000
    assert verdict.stranded[1] / GIB == pytest.approx(213.0, abs=0.05)
    assert [f"{share:.0%}" for share in verdict.stranded_share] == ["83%", "83%"]


@pytest.mark.parametrize(("pods_most", "more"), [(2, 0), (3, 1), (5, 3), (6, 3), (110, 3)])
def test_what_is_stranded_knows_how_many_pods_a_node_takes(pods_most, more):
    # Two pods of (1,000, 4 GiB) on (5,500, 40 GiB) leave room for three more by CPU.
    pods = tuple(Pod(f"p{number}", 1000, 4 * GIB, "n") for number in range(2))
    verdict = assess(Cluster((Node("n", 5500, 40 * GIB, pods_most),), pods))
    assert verdict.stranded.tolist() == [3500 - 1000 * more, (32 - 4 * more) * GIB]


# ---- nodes that keep their pods ----


def test_pods_pinned_to_the_control_plane_stay_there():
    verdict = assess(case("pinned-to-control-plane"))
    assert (verdict.packed_anew.homeless, verdict.staying) == (0, 5)
    assert verdict.stranded.tolist() == [0, 0]
    cost = verdict.sidecars["Istio"]
    assert (cost.pods, cost.added[0] / cost.requested[0]) == (1, 0.05)
    words = in_words(verdict)
    assert "no pod may move to (of the control plane). Not moved: 5 pods on the control plane." in words
    assert "no node" not in words


def test_the_card_says_why_nodes_are_left_out():
    made = cluster(
        *(node(f"cp{number}", "node-role.kubernetes.io/control-plane") for number in range(3)),
        *(node(f"gone{number}", unschedulable=True) for number in range(2)),
        *(node("ill", ready="False"), node("full", "node.kubernetes.io/disk-pressure"), node("gpu", "gpu")),
        *(node("v", labels={"type": "virtual-kubelet"}), node("w"), pod("web", "w")),
    )
    assert (
        "Repacked, the pods would still need the one node open to them. Left out: 9 nodes that no pod may move to"
        " (3 of the control plane, 1 behind a taint, 2 cordoned, 1 not Ready, 1 short of memory, disk or process"
        " numbers, 1 virtual)."
    ) in in_words(assess(made))


@pytest.mark.parametrize("selector", [{}, {"kubernetes.io/hostname": "cp"}])
@pytest.mark.parametrize("role", ["control-plane", "master", "controlplane", "etcd"])
def test_whoever_is_on_a_control_plane_stays_there_and_nobody_comes(role, selector):
    key = f"node-role.kubernetes.io/{role}"
    dns = pod("dns", "cp", tolerations=tolerating(key), nodeSelector=selector)
    verdict = assess(cluster(node("cp", key), node("w"), dns, pod("web", "w")))
    assert (verdict.nodes, verdict.staying, verdict.packed_anew.homeless) == (1, 1, 0)
    assert verdict.requested.tolist() == [1000, 4 * GIB]
    assert verdict.sidecars["Istio"].pods == 1


def test_a_server_of_k3s_is_a_control_plane_by_its_label_and_a_pool_for_addons_is_none():
    addon = pod("dns", "a", tolerations=tolerating("CriticalAddonsOnly"))
    label = {"node-role.kubernetes.io/control-plane": "true"}
    for labels, closed in ((label, "control plane"), ({}, "")):
        made = cluster(node("a", "CriticalAddonsOnly", labels=labels), node("w"), addon, pod("web", "w"))
        assert [each.closed for each in made.nodes] == [closed, ""]


def test_a_pod_pinned_to_a_node_that_is_being_emptied_stays_and_is_not_homeless():
    pinned = pod("pinned", "b", nodeSelector={"kubernetes.io/hostname": "b"})
    verdict = assess(cluster(node("a"), node("b", unschedulable=True), pinned, pod("free", "b"), pod("web", "a")))
    assert (verdict.nodes, verdict.staying, verdict.packed_anew.homeless) == (1, 1, 0)
    assert verdict.packed_anew.requested_share.tolist() == [0.5, 0.5]  # what is free to go has come to the other
    assert verdict.sidecars["Istio"].pods == 2


# ---- schedulers, and taints that came after the pods ----


def test_fargate_keeps_its_pods():
    made = case("fargate-beside-ec2")
    verdict = assess(made)
    assert (verdict.nodes, verdict.packed_anew.nodes, verdict.staying) == (1, 1, 3)
    cost = verdict.sidecars["Istio"]
    assert (cost.pods, cost.added[0]) == (1, 100)
    assert cost.added[0] / cost.requested[0] == pytest.approx(0.029, abs=5e-4)
    assert "Not moved: 3 pods on Fargate." in in_words(verdict)
    assert made.remarks == ()


BESIDES = "Treated as pods of the default scheduler, though they belong to another"


@pytest.mark.parametrize(
    ("theirs", "ours", "stay", "remark"),
    [
        (["volcano"], 2, 1, ""),
        (["acme-scheduler"] * 2, 3, 2, ""),
        (["volcano", "acme-scheduler"], 3, 2, ""),
        (["gke.io/optimize-utilization-scheduler"], 2, 0, f"{BESIDES} (gke.io/optimize-utilization-scheduler): 1 pod."),
        (["gke.io/optimize-utilization-scheduler"], 0, 0, f"{BESIDES} (gke.io/optimize-utilization-scheduler): 1 pod."),
        (["yunikorn"] * 3, 1, 0, f"{BESIDES} (yunikorn): 3 pods."),
        (["acme-scheduler"] * 3, 0, 0, f"{BESIDES}: 3 pods."),  # a name that may be a company's isn't told
        (["fargate-scheduler"] * 3, 1, 3, ""),
    ],
)
def test_pods_of_another_scheduler_stay_unless_it_has_the_most(theirs, ours, stay, remark):
    pods = [pod(f"t{number}", "a", "100m", schedulerName=name) for number, name in enumerate(theirs)]
    made = cluster(node("a"), *pods, *(pod(f"p{number}", "a", "100m") for number in range(ours)))
    assert (assess(made).staying, sum(each.fixed == "scheduler" for each in made.pods)) == (stay, stay)
    assert [each for each in made.remarks if each != ONE_NAMESPACE] == [remark] * (remark != "")
    said = f"Not moved: {stay} pod{'s' if stay > 1 else ''} of another scheduler."
    assert (said in in_words(assess(made))) == (stay > 0)


def test_a_node_with_a_pod_that_stays_is_used_whatever_is_packed():
    # The taint came after "late"; "gpu" chose the node. On a and b together there is room enough on one of them.
    late, gpu = pod("late", "a"), pod("gpu", "b", tolerations=tolerating("gpu"))
    made = cluster(node("a", "gpu"), node("b"), late, gpu, pod("web", "b"))
    assert [each.fixed for each in made.pods] == ["taint", "", ""]
    assert "Not moved: 1 pod that couldn't return to their node because of its taint." in in_words(assess(made))
    packed = packed_anew(made)
    assert (packed.nodes, packed.at_least) == (2, 2)  # a is held, and web may not go there
    alone = packed_anew(cluster(node("a", "gpu"), node("b"), late, gpu))
    assert (alone.nodes, alone.at_least) == (1, 1)
    assert alone.requested_share.tolist() == [0.5, 0.5]


def test_nodes_that_are_added_hold_daemons_but_no_pod_that_stays():
    # 4,000 a node, of which the daemon takes 1,000 and the pod that stays 2,000: one pod fits beside them, then three.
    stays = Pod("stays", 2000, 0, "n", fixed="marked")
    pods = tuple(Pod(f"p{number}", 1000, 0, "n") for number in range(5))
    packed = packed_anew(Cluster((Node("n", 4000, GIB),), (Pod("daemon", 1000, 0, "n", daemon=True), stays, *pods)))
    assert (packed.nodes, packed.at_least, packed.homeless) == (3, 3, 0)
    assert packed.requested_share[0] == pytest.approx((4000 + 4000 + 2000) / 12_000)


@pytest.mark.parametrize("key", [*LIFECYCLE, "node.cilium.io/agent-not-ready"])
def test_pods_of_a_node_that_comes_or_goes_are_moved(key):
    made = cluster(node("a"), node("b", key), pod("web", "b"), pod("db", "a"))
    verdict = assess(made)
    assert (verdict.nodes, verdict.staying) == (1, 0)
    assert verdict.packed_anew.requested_share.tolist() == [0.5, 0.5]
    assert "Not moved" not in in_words(verdict)


# ---- resizes ----


def test_a_resize_that_can_not_be_done_is_not_counted():
    made = case("resize-infeasible")
    assert shares(made)[0] == 0.375
    assert made.remarks == ("A resize can't be done on the pod's node, and isn't counted: 1 pod.",)


def pending(reason: str) -> list[dict]:
    return [{"type": "Ready", "status": "True"}, {"type": "PodResizePending", "status": "True", "reason": reason}]


def told(name: str, cpu: str, promised: str | None = None) -> dict:
    """Return a container's status: what it runs with, and what its kubelet promised it, if that's told."""
    made: dict = {"name": name, "resources": {"requests": {"cpu": cpu}}}
    return made | ({"allocatedResources": {"cpu": promised}} if promised else {})


def asking(name: str, cpu: str, **other: Any) -> dict:
    return {"name": name, "resources": {"requests": {"cpu": cpu}}} | other


ONE, TWO = asking("app", "1"), [asking("a", "1"), asking("b", "300m")]
STAYS = {"restartPolicy": "Always"}
# By k8s.io/component-helpers/resource, PodRequests with UseStatusResources, as it is from Kubernetes 1.37 on.
RESIZES: dict[str, tuple[dict, dict, int]] = {
    "nothing told": ({"containers": [ONE]}, {}, 1000),
    "done": ({"containers": [ONE]}, {"containerStatuses": [told("app", "1", "1")]}, 1000),
    "shrinks": ({"containers": [ONE]}, {"containerStatuses": [told("app", "3", "1")]}, 3000),
    "promised more": ({"containers": [ONE]}, {"containerStatuses": [told("app", "500m", "2")]}, 2000),
    "grows": ({"containers": [ONE]}, {"containerStatuses": [told("app", "500m", "500m")]}, 1000),
    "actual alone": ({"containers": [ONE]}, {"containerStatuses": [told("app", "1500m")]}, 1500),
    "promised alone": (
        {"containers": [ONE]}, {"containerStatuses": [{"name": "app", "allocatedResources": {"cpu": "4"}}]}, 4000,
    ),
    "of another name": ({"containers": [ONE]}, {"containerStatuses": [told("other", "3")]}, 1000),
    "deferred": (
        {"containers": [ONE]},
        {"containerStatuses": [told("app", "500m", "500m")], "conditions": pending("Deferred")}, 1000,
    ),
    "infeasible": (
        {"containers": [ONE]},
        {"containerStatuses": [told("app", "500m", "600m")], "conditions": pending("Infeasible")}, 600,
    ),
    "infeasible, nothing told": ({"containers": [ONE]}, {"conditions": pending("Infeasible")}, 0),
    "one grows, one shrinks": (  # 1,300 wanted, 1,200 promised, 1,200 at work: not 1,000 + 1,000
        {"containers": TWO}, {"containerStatuses": [told("a", "200m", "200m"), told("b", "1", "1")]}, 1300,
    ),
    "one told of two": ({"containers": TWO}, {"containerStatuses": [told("b", "1")]}, 2000),
    "native sidecar": (
        {"containers": [ONE], "initContainers": [asking("proxy", "100m", **STAYS)]},
        {"initContainerStatuses": [told("proxy", "400m")]}, 1400,
    ),
    "init container": (
        {"containers": [ONE], "initContainers": [asking("first", "2")]},
        {"initContainerStatuses": [told("first", "3")]}, 3000,
    ),
    "overhead": (
        {"containers": [ONE], "overhead": {"cpu": "250m"}}, {"containerStatuses": [told("app", "3")]}, 3250,
    ),
    "pod level": (
        {"containers": [ONE], "resources": {"requests": {"cpu": "2"}}},
        {"resources": {"requests": {"cpu": "5"}}, "allocatedResources": {"cpu": "3"}}, 5000,
    ),
    "pod level, promised": (
        {"containers": [ONE], "resources": {"requests": {"cpu": "2"}}, "overhead": {"cpu": "1"}},
        {"resources": {"requests": {"cpu": "1"}}, "allocatedResources": {"cpu": "3"}}, 4000,
    ),
    "pod level, infeasible": (
        {"containers": [ONE], "resources": {"requests": {"cpu": "200"}}},
        {"resources": {"requests": {"cpu": "2"}}, "conditions": pending("Infeasible")}, 2000,
    ),
    "pod level, nothing told": (
        {"containers": [ONE], "resources": {"requests": {"cpu": "2"}}}, {"allocatedResources": {"cpu": "9"}}, 2000,
    ),
    "told of the pod, asked by containers": (
        {"containers": [ONE]},
        {
            "resources": {"requests": {"cpu": "1500m"}}, "allocatedResources": {"cpu": "700m"},
            "containerStatuses": [told("app", "9")],
        }, 1500,
    ),
    "fine amounts": ({"containers": [asking("a", "100n"), asking("b", "1500u")]}, {}, 1 + 2),
}  # fmt: skip


@pytest.mark.parametrize("name", RESIZES)
def test_while_a_pod_is_resized_the_scheduler_reckons_with_the_most(name):
    spec, status, millicores = RESIZES[name]
    (made,) = cluster(node("a"), pod("p", "a", status=status, **spec)).pods
    assert made.cpu_millicores == millicores


def test_a_resize_that_waits_for_room_is_said():
    status = RESIZES["deferred"][1]
    made = cluster(node("a"), pod("p", "a", status=status), pod("q", "a", status=status), pod("r", "a"))
    assert made.remarks == ("A resize waits for room on the pod's node, and is counted as requested: 2 pods.",)


# ---- what puts up with everything opens no node ----


@pytest.mark.parametrize("on", [None, "a", "c", ""])
def test_a_cordoned_node_stays_closed(on):
    made = case("cordoned")
    if on is not None:
        extra = pod("agent", on, "10m", "0", tolerations=EVERYTHING)
        made = Cluster.from_kubectl(CASES / "cordoned.json", json.dumps(extra))
    verdict = assess(made)
    assert verdict.nodes == 2
    assert f"{verdict.requested_share[0]:.0%}" == "75%"


@pytest.mark.parametrize(
    "other",
    [
        node("b", unschedulable=True),
        node("b", ready="Unknown"),
        node("b", ready="False"),
        node("b", "node.kubernetes.io/not-ready"),
        node("b", "node-role.kubernetes.io/controlplane"),
        node("b", "node-role.kubernetes.io/etcd"),
        node("b", "dedicated"),
    ],
)
def test_what_puts_up_with_everything_opens_no_node(other):
    made = cluster(node("a"), other, pod("web", "a"), pod("agent", "a", "0", "0", tolerations=EVERYTHING))
    assert assess(made).nodes == 1
    keyed = pod("agent", "a", "0", "0", tolerations=tolerating(*(each["key"] for each in other["spec"]["taints"])))
    assert assess(cluster(node("a"), other, pod("web", "a"), keyed)).nodes == (
        2 if made.nodes[1].closed == "tainted" else 1
    )


# ---- nodes that are none ----


def test_a_virtual_node_is_left_out_with_its_pods():
    made = case("virtual-node")
    verdict = assess(made)
    assert [f"{share:.0%}" for share in verdict.requested_share] == ["78%", "75%"]
    assert (verdict.binding, verdict.nodes, verdict.staying) == (0, 3, 1)
    assert "no pod may move to (virtual). Not moved: 1 pod on virtual nodes." in in_words(verdict)
    assert made.remarks == ()


@pytest.mark.parametrize(
    ("virtual", "is_machine"),
    [
        (node("v", labels={"type": "virtual-kubelet"}), False),
        (node("v", "virtual-kubelet.io/provider"), False),
        (node("v", amounts={"cpu": "4097"}), False),
        (node("v", amounts={"memory": "65Ti"}), False),
        (node("v", amounts={"cpu": "4096", "memory": "64Ti"}), True),
        (node("v", labels={"type": "large"}), True),
    ],
)
def test_no_machine_is_a_node_that_says_so_or_is_too_large(virtual, is_machine):
    burst = pod("burst", "v", tolerations=tolerating("virtual-kubelet.io/provider"))
    verdict = assess(cluster(node("a"), virtual, pod("web", "a"), burst))
    assert (verdict.nodes, verdict.staying) == ((2, 0) if is_machine else (1, 1))


def test_what_fits_on_a_virtual_node_alone_is_still_too_large():
    made = cluster(node("a"), node("v", amounts={"cpu": "10k"}), pod("web", "a", "5"), pod("burst", "v"))
    assert any("can't be placed" in remark for remark in made.remarks)


def test_a_node_that_is_not_ready_is_left_out_and_said_to_be():
    made = case("not-ready-tainted")
    assert assess(made).nodes == 1
    assert "Left out: 1 node that no pod may move to (not Ready)." in in_words(assess(made))


@pytest.mark.parametrize("ready", ["False", "Unknown"])
def test_not_ready_without_a_taint_is_left_out_too_and_its_pods_go_elsewhere(ready):
    made = cluster(node("a"), node("b", ready=ready), node("c", ready=ready), pod("p", "a"), pod("q", "b"))
    assert "Left out: 2 nodes that no pod may move to (not Ready)." in in_words(assess(made))
    assert packed_anew(made).requested_share.tolist() == [0.5, 0.5]


def test_a_node_without_amounts_is_no_reason_to_refuse_the_cluster():
    made = case("node-without-allocatable")
    assert made.nodes[1] == Node("new", 0, 0, 0, made.nodes[1].pool, "not ready")
    assert "1 node lacks an amount of CPU, memory or pods, which counts as 0." in made.remarks
    assert shares(made) == [0.5, 0.5]


def test_capacity_stands_in_for_what_is_allocatable_as_a_whole():
    bare, partly = node("b"), node("c")
    bare["status"] = {"capacity": bare["status"]["allocatable"]}
    partly["status"] = {"capacity": {"cpu": "4"}, "allocatable": {"memory": "16Gi", "pods": "10"}}
    made = cluster(bare, partly, pod("p", "b"))
    assert [(each.cpu_millicores, each.pods_most) for each in made.nodes] == [(4000, 110), (0, 10)]
    assert [remark for remark in made.remarks if "node" in remark] == [
        "1 node doesn't say what is allocatable; its capacity is used instead.",
        "1 node lacks an amount of CPU, memory or pods, which counts as 0.",
        "2 nodes don't say whether they are Ready, and are assumed to be.",
    ]


# ---- every node closed ----

FARGATE = {"tolerations": [], "schedulerName": "fargate-scheduler"}
CLOSED = {
    "a taint that came after": [node("a", "maintenance"), pod("p", "a"), pod("q", "a", "500m", "0")],
    "another scheduler's": [node("a", "dedicated"), pod("p", "a", "1500m", **FARGATE)],
    "the control plane only": [
        node("a", "node-role.kubernetes.io/control-plane"),
        pod("p", "a", "1500m", tolerations=tolerating("node-role.kubernetes.io/control-plane")),
    ],
    "cordoned": [node("a", unschedulable=True), pod("p", "a", "1500m")],
    "beside a virtual one": [
        node("a", "x"), pod("p", "a", "1500m"), node("v", labels={"type": "virtual-kubelet"}), pod("q", "v"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CLOSED)
def test_where_every_node_is_closed_shares_are_told_and_no_number_of_nodes(name):
    made = cluster(*CLOSED[name])
    verdict = assess(made)
    assert (verdict.nodes, round(float(verdict.requested_share[0]), 3)) == (0, 0.375)
    assert (verdict.stranded <= verdict.allocatable - verdict.requested).all()
    words = in_words(verdict)
    assert "No pod may move to any of these nodes" in words
    assert "so there's no telling how many would be enough; the figures are for what is installed." in words
    assert "Repacked" not in words
    assert sidecars(verdict).header[-1] == "memory requested"
    assert verdict.sidecars["Istio"].pods == len([each for each in made.pods if each.node == "a"])
    found = requested_shares(made)
    assert (found.low, found.best, found.high) == (0.375, 0.375, 0.375)


def test_the_ledger_gets_no_nothing():
    waiting = Cluster((Node("n", 4000, 8 * GIB),), (Pod("p", 1000, GIB),))
    assert requested_shares(waiting).best == 0.25
    with pytest.raises(
        ValueError,
        match=r"^cluster must hold pods that request something, and nodes that can give it; to try: .*, got Cluster\(",
    ):
        requested_shares(Cluster((Node("n", 4000, 8 * GIB),), (Pod("p", 0, 0, "n"),)))


def test_nodes_with_daemons_alone_are_open():
    verdict = assess(cluster(node("a"), node("b"), pod("agent", "a", "100m", "0", owner="DaemonSet")))
    assert (verdict.nodes, verdict.packed_anew.nodes) == (2, 0)


def test_nodes_without_amounts_have_no_shares():
    bare = node("a")
    bare["status"] = {"conditions": bare["status"]["conditions"]}
    made = cluster(bare, pod("p", "a", "500m"))
    words = in_words(assess(made))
    assert "The only node doesn't say what it can give, so there is nothing to measure against." in words
    assert "%" not in words
    assert "<table" not in verdict_card(assess(made)).html
    assert not any("Is the amount right?" in remark for remark in made.remarks)
    assert [row[2] for row in amounts_table(assess(made)).rows] == ["0.5 cores", "4.0 GiB"]
    assert band_still(assess(made)).alt
    with pytest.raises(ValueError, match="and nodes that can give it"):
        requested_shares(made)


def test_where_every_pod_is_left_out_nothing_is_said_of_requests():
    made = cluster(node("a"), pod("p", "elsewhere"))
    said = "There are no pods to count. Left out: 1 pod on 1 node that is not in the files. Export nodes and pods"
    assert (
        repr(verdict_card(assess(made)))
        == in_words(assess(made))
        == f"{said} together: kubectl get nodes,pods -A -o json."
    )
    assert "<table" not in verdict_card(assess(made)).html


# ---- proxies that are there already ----


def beside(**proxy: str) -> dict:
    return {"containers": [asking("app", "100m"), {"name": "x", **proxy}]}


@pytest.mark.parametrize(
    ("spec", "carries"),
    [
        (beside(name="istio-proxy"), True),
        (beside(image="docker.io/istio/proxyv2:1.29.0"), True),
        (beside(image="registry.example:5000/mirror/istio/proxyv2@sha256:00ff"), True),
        (beside(image="cr.l5d.io/linkerd/proxy:edge-26.1.1"), True),
        (beside(image="docker.io/kumahq/kuma-dp:2.12"), True),
        (beside(name="consul-dataplane-api", image="x"), True),
        (beside(name="envoy", image="public.ecr.aws/appmesh/aws-appmesh-envoy:v1.29.9.0-prod"), True),
        (beside(name="envoy", image="docker.io/envoyproxy/envoy:v1.36"), False),  # more often a gateway
        (beside(name="envoy") | {"initContainers": [{"name": "osm-init"}]}, True),
        (beside(image="acme/proxy:1"), False),
        (beside(image="acme/not-linkerd/proxy-admin"), False),
        ({"containers": [ONE], "initContainers": [{"name": "linkerd-proxy", **STAYS}]}, True),
        ({"containers": [ONE], "initContainers": [{"name": "x", "image": "istio/proxyv2", **STAYS}]}, True),
        ({"containers": [ONE], "initContainers": [{"name": "istio-init", "image": "istio/proxyv2"}]}, False),
    ],
)
def test_proxies_are_known_by_container_and_image_and_get_no_second(spec, carries):
    verdict = assess(cluster(node("a"), pod("p", "a", **spec), pod("q", "a")))
    assert verdict.no_sidecar == ({"meshed": 1} if carries else {})
    assert verdict.sidecars["Linkerd (HA)"].pods == 2 - carries
    assert ("No sidecar: 1 pod with a mesh's proxy already" in in_words(verdict)) == carries


# ---- large, and written down ----


def test_a_pool_that_was_drained_needs_as_many_nodes_as_its_pods_fill():
    here, there = frozenset({"batch"}), frozenset({"web"})
    drained = [Node(f"d{number}", 16_000, 64 * GIB, pool="old", closed="cordoned") for number in range(1000)]
    nodes = (
        *drained,
        Node("one", 16_000, 64 * GIB, pool="batch"),
        *(Node(f"n{n}", 8000, GIB, pool="web") for n in range(300)),
    )
    pods = (
        *(Pod(f"p{number}", 5000, GIB, f"d{number % 1000}", pools=here) for number in range(4000)),
        *(Pod(f"q{number}", 2000, 0, f"n{number % 300}", pools=there) for number in range(1200)),
    )
    verdict = assess(Cluster(nodes, pods))
    assert (verdict.nodes, verdict.staying) == (301, 0)
    assert verdict.packed_anew.nodes == 1334 + 300  # three on each of 16 cores; four on each of 8
    assert verdict.packed_anew.requested_share[0] == pytest.approx(
        (20_000_000 + 2_400_000) / (1334 * 16_000 + 300 * 8000)
    )


ROWS = (
    "pods-limit-109", "pinned-to-control-plane", "fargate-beside-ec2", "resize-infeasible", "cordoned", "virtual-node",
    "not-ready-tainted", "node-without-allocatable",
)  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_tables_without_names_give_the_same_verdict(name, tmp_path):
    made = case(name)
    made.to_csv(tmp_path / "nodes.csv", tmp_path / "pods.csv")
    back = Cluster.from_csv(tmp_path / "nodes.csv", tmp_path / "pods.csv")
    assert in_words(assess(back)) == in_words(assess(made))
    assert back.remarks == made.remarks


# ---- pods and nodes that are on their way out ----


def test_pods_that_a_lost_node_cannot_end_are_not_counted_beside_their_replacements():
    lost, alive = node("lost", ready="Unknown"), node("alive")
    leaving = pod("old", "lost", "3")
    leaving["metadata"]["deletionTimestamp"] = "2026-11-03T08:14:07Z"
    made = cluster(lost, alive, leaving, pod("new", "alive", "3"))
    assert assess(made).packed_anew.nodes == 1
    assert "Left out: 1 pod that is being deleted on nodes that aren't Ready." in made.remarks
    # A node that lives still holds what it is about to end, and the scheduler counts it.
    leaving["spec"]["nodeName"] = "alive"
    assert len(cluster(lost, alive, leaving).pods) == 1


@pytest.mark.parametrize(
    "key", ["cloud.google.com/impending-node-termination", "aws-node-termination-handler/spot-itn"]
)
def test_nodes_that_the_cloud_takes_back_lose_their_pods(key):
    verdict = assess(cluster(node("spot", key), node("b"), pod("p", "spot"), pod("q", "b")))
    assert (verdict.nodes, verdict.packed_anew.nodes, verdict.staying) == (1, 1, 0)


def test_the_request_of_a_sidecar_stays_the_caller_s():
    request = np.array([100, 2**20])
    sidecar_cost(cluster(node("a"), pod("p", "a")), request)
    request[0] = 200
