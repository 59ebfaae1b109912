"""A mesh that is there already: its proxies by place, known or guessed, and what is no proxy of one."""

from __future__ import annotations

import pytest

from course_lib.cluster.workloads.meshes import GATEWAY, NATIVE, NODE, SIDECAR, WAYPOINT, in_words
from tests.models.pipe_objects import container, owned, pod, read

APP = container()
ISTIO = container("istio-proxy", image="docker.io/istio/proxyv2:1.27.1")
WAY = {"gateway.istio.io/managed": "istio.io-mesh-controller"}


def stays(made: dict) -> dict:
    return made | {"restartPolicy": "Always"}


CASES = {
    "a sidecar": (pod("a", containers=[APP, ISTIO]), (SIDECAR, "Istio", False)),
    "a native sidecar": (
        pod("a", containers=[APP], initContainers=[container("istio-init"), stays(ISTIO)]),
        (NATIVE, "Istio", False),
    ),
    "Linkerd's": (
        pod("a", containers=[container("linkerd-proxy", image="cr.l5d.io/linkerd/proxy:edge-25.1"), APP]),
        (SIDECAR, "Linkerd", False),
    ),
    "an image tells": (
        pod("a", containers=[APP, container("p", image="x.invalid/kuma-dp:2")]),
        (SIDECAR, "Kuma", False),
    ),
    "Open Service Mesh's": (
        pod("a", containers=[APP, container("envoy")], initContainers=[container("osm-init")]),
        (SIDECAR, "", False),
    ),
    "a name alone": (
        pod("a", containers=[APP], initContainers=[stays(container("mesh-proxy"))]),
        (NATIVE, "", True),
    ),
    "an Envoy beside it": (pod("a", containers=[APP, container("envoy")]), (SIDECAR, "", True)),
    "a gateway": (pod("a", containers=[ISTIO]), (GATEWAY, "Istio", False)),
    "a waypoint": (pod("a", containers=[ISTIO], labels=WAY), (WAYPOINT, "Istio", False)),
    "a ztunnel": (
        pod("a", owned("DaemonSet", "ztunnel"), containers=[container("istio-proxy", image="istio/ztunnel:1.27")]),
        (NODE, "Istio", False),
    ),
    "Cilium's": (
        pod(
            "a", owned("DaemonSet", "cilium-envoy"), containers=[container("e", image="quay.io/cilium/cilium-envoy:v1")]
        ),
        (NODE, "Cilium", True),
    ),
    "an Envoy of its own": (pod("a", containers=[container("envoy")]), None),
    "an ordinary init container": (pod("a", containers=[APP], initContainers=[container("mesh-proxy")]), None),
    "another proxy": (pod("a", containers=[APP, container("nginx"), container("sql-proxy")]), None),
    "Linkerd's, native": (
        pod(
            "a", containers=[APP], initContainers=[stays(container("linkerd-proxy", image="cr.l5d.io/linkerd/proxy:e"))]
        ),
        (NATIVE, "Linkerd", False),
    ),
    "Kuma's, native": (
        pod("a", containers=[APP], initContainers=[container("kuma-init"), stays(container("kuma-sidecar"))]),
        (NATIVE, "Kuma", False),
    ),
    "Consul's": (
        pod("a", containers=[APP, container("consul-dataplane", image="hashicorp/consul-dataplane:1.8")]),
        (SIDECAR, "Consul", False),
    ),
    "Dapr": (pod("a", containers=[APP, container("daprd", image="docker.io/daprio/daprd:1.16")]), None),
    "a database's": (pod("a", containers=[APP], initContainers=[stays(container("cloud-sql-proxy"))]), None),
    "a database's, called a sidecar": (pod("a", containers=[APP, container("cloudsql-proxy-sidecar")]), None),
    "a login's": (pod("a", containers=[APP, container("oauth2-proxy")]), None),
    "an Envoy of a gateway's": (pod("a", containers=[container("envoy"), container("shutdown-manager")]), None),
}


@pytest.mark.parametrize("name", CASES)
def test_a_proxy_is_found_where_it_stands(name):
    made, wanted = CASES[name]
    found = read(made).proxies
    assert [(each.place, each.mesh, each.is_guess) for each in found] == ([wanted] if wanted else [])


def test_places_are_told_in_order_each_with_how_many():
    found = read(*(pod(f"p{index}", containers=[APP, ISTIO]) for index in range(3)), pod("g", containers=[ISTIO]))
    assert in_words(found.proxies) == "4 proxies (3 sidecar and 1 gateway)"
