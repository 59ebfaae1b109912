"""Which pods get no sidecar, and why: namespaces that injectors skip, opting out, a mesh's own pods, Windows."""

from __future__ import annotations

from typing import Any

import pytest

from course_lib.cluster import Cluster, assess
from course_lib.cluster.inventory import SPARED
from course_lib.report.verdict_words import WHY_NO_SIDECAR, in_words
from tests.models.test_cluster_cases import cluster, node, pod

ISTIO, LINKERD = "sidecar.istio.io/inject", "linkerd.io/inject"
WINDOWS = {"kubernetes.io/os": "windows"}


def marked(labels: dict | None = None, annotations: dict | None = None, **spec: Any) -> dict:
    """Return a pod on node a, with labels and annotations."""
    made = pod("p", "a", **spec)
    made["metadata"] |= {"labels": labels or {}, "annotations": annotations or {}}
    return made


def of_namespace(name: str) -> dict:
    made = pod("p", "a")
    made["metadata"]["namespace"] = name
    return made


# By istio.io/istio/pkg/kube/inject, the values of Linkerd's chart, and linkerd2/pkg/inject/report.go.
PODS = {
    "an ordinary one": (marked(), ""),
    "of a team": (of_namespace("kube-system-team"), ""),
    **{
        name: (of_namespace(name), "namespace")
        for name in ("kube-system", "kube-public", "kube-node-lease", "local-path-storage", "cert-manager")
    },
    "out by label": (marked({ISTIO: "false"}), "opted out"),
    "out by annotation": (marked(annotations={ISTIO: "false"}), "opted out"),
    "out by what is no yes": (marked({ISTIO: "disabled"}), "opted out"),
    "in by label, whatever the annotation": (marked({ISTIO: "true"}, {ISTIO: "false"}), ""),
    "out by label, whatever the annotation": (marked({ISTIO: "no"}, {ISTIO: "true"}), "opted out"),
    "in, in capitals": (marked({ISTIO: "Yes"}), ""),
    "neither in nor out": (marked({ISTIO: ""}, {LINKERD: ""}), ""),
    "out of Linkerd": (marked(annotations={LINKERD: "disabled"}), "opted out"),
    "out of Linkerd by what it doesn't know": (marked(annotations={LINKERD: "false"}), "opted out"),
    "into Linkerd as an ingress": (marked(annotations={LINKERD: "ingress"}), ""),
    "no annotation of Linkerd's but a label": (marked({LINKERD: "disabled"}), ""),
    "a controller of Linkerd": (marked({"linkerd.io/control-plane-component": "heartbeat"}), "of a mesh"),
    "a ztunnel": (
        marked(containers=[{"name": "istio-proxy", "image": "docker.io/istio/ztunnel:1.27.1-distroless"}]), "of a mesh",
    ),
    "istiod, which has opted out": (
        marked({ISTIO: "false"}, containers=[{"name": "discovery", "image": "docker.io/istio/pilot:1.29.0"}]),
        "of a mesh",
    ),
    "istiod from a registry of one's own": (
        marked({"app": "istiod"}, containers=[{"name": "discovery", "image": "reg.invalid/mirror/pilot:1"}]),
        "of a mesh",
    ),
    "Kuma's control plane": (
        marked(containers=[{"name": "control-plane", "image": "docker.io/kumahq/kuma-cp:2.11.0"}]), "of a mesh",
    ),
    "what is only called like istiod": (
        marked(containers=[{"name": "discovery", "image": "reg.invalid/flight/pilot:1"}]), "",
    ),
    "for Windows": (marked(os={"name": "windows"}), "windows"),
    "selecting Windows": (marked(nodeSelector=WINDOWS), "windows"),
    "selecting Windows as it was": (marked(nodeSelector={"beta.kubernetes.io/os": "windows"}), "windows"),
    "for Linux": (marked(os={"name": "linux"}, nodeSelector={"kubernetes.io/os": "linux"}), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", PODS)
def test_injectors_leave_alone(name):
    made, why = PODS[name]
    found = cluster(node("a"), made, pod("q", "a"))
    assert [each.spared for each in found.pods] == [why, ""]
    verdict = assess(found)
    assert {verdict.sidecars[mesh].pods for mesh in verdict.sidecars} == {1 if why else 2}
    assert verdict.no_sidecar == ({why: 1} if why else {})
    said = f"No sidecar: 1 pod {WHY_NO_SIDECAR[why]}." if why else "No sidecar:"
    assert (said in in_words(verdict)) == (why != "")


def test_whoever_is_on_a_node_of_windows_is_of_windows():
    found = cluster(node("a", labels=WINDOWS), node("b"), pod("p", "a"), pod("q", "b"))
    assert [each.spared for each in found.pods] == ["windows", ""]


def test_whoever_has_a_proxy_has_one_wherever_it_is():
    proxied = of_namespace("kube-system")
    proxied["spec"]["containers"].append({"name": "linkerd-proxy"})
    (found,) = cluster(node("a"), proxied).pods
    assert (found.no_sidecar, found.spared) == ("meshed", "namespace")


def test_each_reason_is_said_with_its_own_count(tmp_path):
    out = [marked({ISTIO: "false"}) for _ in range(3)]
    for number, each in enumerate(out):
        each["metadata"]["name"] = f"out-{number}"
    found = cluster(node("a"), of_namespace("kube-system"), *out, pod("q", "a"), pod("r", "a", hostNetwork=True))
    said = (
        "No sidecar: 1 pod on their node's network, 1 in namespaces that injectors skip, such as kube-system, 3 opted"
        " out."
    )
    assert said in in_words(assess(found))
    found.to_csv(tmp_path / "nodes.csv", tmp_path / "pods.csv")
    assert said in in_words(assess(Cluster.from_csv(tmp_path / "nodes.csv", tmp_path / "pods.csv")))


def test_every_reason_has_its_words():
    assert {*SPARED, "meshed", "host network"} == {*WHY_NO_SIDECAR}


def test_what_gets_no_sidecar_needs_no_node_for_it():
    # 3,100 millicores of 4,000: nine sidecars of 100 don't fit, four do.
    system = [of_namespace("kube-system") for _ in range(6)]
    for number, each in enumerate(system):
        each["metadata"]["name"] = f"dns-{number}"
        each["spec"]["containers"][0]["resources"]["requests"] = {"cpu": "100m"}
    found = assess(cluster(node("a"), *system, *(pod(f"web-{number}", "a", "625m", "0") for number in range(4))))
    assert found.requested[0] == 3100
    assert [(cost.pods, cost.packed_anew.nodes) for cost in found.sidecars.values()] == [(4, 1), (4, 1)]
