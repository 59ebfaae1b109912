"""Which pods carry a mesh's proxy already, as far as the names of containers and images tell.

Vocabulary: an image's `repository` ("istio/proxyv2") is its name without registry, tag and digest. A mesh that has no
proxy in the pod can't be seen so: Istio's ambient mode has one on each node, the *ztunnel*, which is no sidecar, though
its container is named like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from course_lib.text_files.parts import Part

# As the injectors of Istio, Linkerd, Kuma, Consul (now, and before 1.0), AWS App Mesh and NGINX Service Mesh name them.
# A container that is named just "envoy" is more often a gateway: then its image decides.
CONTAINERS = ("istio-proxy", "linkerd-proxy", "kuma-sidecar", "consul-dataplane", "envoy-sidecar", "nginx-mesh-sidecar")
SEVERAL = ("consul-dataplane-", "envoy-sidecar-")  # Consul has one for each service where a pod has several
IMAGES = re.compile(
    r"(^|/)(proxyv2|linkerd/proxy|linkerd-io/proxy|kuma-dp|consul-dataplane|aws-appmesh-envoy"
    r"|nginx-mesh-sidecar)$"
)
ZTUNNEL = re.compile(r"(^|/)ztunnel(-[a-z]+)?$")
# Of what steers proxies: istiod and Istio's CNI plugin, Kuma's, and Consul's injector.
STEERING = re.compile(r"(^|/)(istio[^/]*/(pilot|install-cni)|kuma-cp|kuma-cni|consul-k8s-control-plane)(-[a-z]+)?$")
OSM = "osm-init"  # Open Service Mesh's own container is just "envoy", but no other has this init container


def carries_proxy(staying: Iterable[Part], inits: Iterable[Part]) -> bool:
    """Return whether a pod carries a mesh's proxy, by what runs as long as the pod, and by its init containers.

    >>> envoy = {"name": "envoy", "image": "public.ecr.aws/appmesh/aws-appmesh-envoy:v1.29"}
    >>> carries_proxy([Part(envoy, "container")], [])
    True
    """
    return any(map(is_proxy, staying)) or any(each.at("name").text() == OSM for each in inits)


@lru_cache(maxsize=4096)  # a cluster's containers have few distinct images
def repository(image: str) -> str:
    """Return an image's name without tag and digest.

    >>> repository("cr.l5d.io:5000/linkerd/proxy:edge-25.1@sha256:00ff")
    'cr.l5d.io:5000/linkerd/proxy'
    """
    return re.sub(r":[^:/]*$", "", image.partition("@")[0])


def is_ztunnel(container: Part) -> bool:
    """Return whether a container is a node's proxy of Istio's ambient mode.

    >>> is_ztunnel(Part({"name": "istio-proxy", "image": "docker.io/istio/ztunnel:1.27.1"}, "container"))
    True
    """
    return ZTUNNEL.search(repository(container.at("image").text())) is not None


def is_steering(container: Part) -> bool:
    """Return whether a container belongs to a mesh's control plane, or puts its proxies in place.

    >>> is_steering(Part({"name": "discovery", "image": "docker.io/istio/pilot:1.29.0"}, "container"))
    True
    """
    return STEERING.search(repository(container.at("image").text())) is not None


def is_proxy(container: Part) -> bool:
    """Return whether a container is a mesh's proxy, by its name or its image.

    >>> is_proxy(Part({"name": "linkerd-proxy", "image": "cr.l5d.io/linkerd/proxy:edge-25.1"}, "container"))
    True
    """
    name = container.at("name").text()
    image = repository(container.at("image").text())
    if is_ztunnel(container):
        return False
    return name in CONTAINERS or name.startswith(SEVERAL) or IMAGES.search(image) is not None
