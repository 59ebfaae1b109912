"""A mesh that is there already: which containers are its proxies, and where each stands.

Vocabulary: a proxy stands as a `sidecar` beside a pod's own containers, as a `native sidecar` among its init
containers, as a `gateway` or `waypoint` in a pod of its own, or as a `node proxy` in a DaemonSet. Where no mesh that we
know is called so, but the name says what it is ("mesh-proxy"), that is a guess. So is Cilium's Envoy, which stands on
each node by default, wanted or not (https://docs.cilium.io/en/stable/security/network/proxy/envoy). What stands beside
a pod's containers for another end (Dapr, a database's or a login's proxy) is none, nor an Envoy that is a gateway.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.cluster.exports.unfold import Item
from course_lib.cluster.objects import podspec, proxies
from course_lib.plural import counted, in_a_row
from course_lib.text_files.parts import Part

SIDECAR, NATIVE, GATEWAY, WAYPOINT, NODE = PLACES = ("sidecar", "native sidecar", "gateway", "waypoint", "node proxy")
MESHES = (
    ("Istio", re.compile(r"istio|(^|/)proxyv2$|ztunnel")),
    ("Linkerd", re.compile(r"linkerd")),
    ("Kuma", re.compile(r"kuma")),
    ("Consul", re.compile(r"consul")),
    ("App Mesh", re.compile(r"appmesh")),
    ("NGINX Service Mesh", re.compile(r"nginx-mesh")),
    ("Cilium", re.compile(r"cilium")),
)
CILIUM = re.compile(r"(^|/)cilium-envoy$")
SEEMS = re.compile(r"(.+-)?(mesh-(proxy|sidecar)|envoy(-(proxy|sidecar))?)|proxy-sidecar|sidecar-proxy")
DRAINS = "shutdown-manager"  # stands beside the Envoy of a gateway: Contour's, Envoy Gateway's
MANAGED, BY_AMBIENT = "gateway.istio.io/managed", "istio.io-mesh-controller"


@dataclass(frozen=True, slots=True)
class Proxy:
    """What a container is in a mesh.

    Attributes
    ----------
    place : str
        One of `PLACES`.
    mesh : str
        "Istio"; empty where names don't tell.
    is_guess : bool
        Whether only the container's name suggests that it is a proxy.
    """

    place: str
    mesh: str
    is_guess: bool = False


def proxies_of(pod: Item) -> dict[str, Proxy]:
    """Return which of a pod's containers are proxies, by name.

    >>> containers = [{"name": "web"}, {"name": "istio-proxy", "image": "istio/proxyv2:1.27"}]
    >>> proxies_of(Item(Part({"kind": "Pod", "spec": {"containers": containers}}, "pod")))
    {'istio-proxy': Proxy(place='sidecar', mesh='Istio', is_guess=False)}
    """
    spec = pod.at("spec")
    own, staying = podspec.containers(spec), podspec.staying_containers(spec)
    found = {}
    for number, each in enumerate(staying):
        place = _place(each, pod, alone=len(staying) == 1, native=number >= len(own))
        known = _is_known(each) or _is_osm(each, spec)
        if known or _is_ciliums(each) or (place in (SIDECAR, NATIVE) and _seems(each, staying)):
            found[each.at("name").text()] = Proxy(place, _mesh(each), not known)
    return found


def _place(container: Part, pod: Item, *, alone: bool, native: bool) -> str:
    if proxies.is_ztunnel(container) or _is_ciliums(container):
        return NODE
    if not alone:
        return NATIVE if native else SIDECAR
    return WAYPOINT if pod.at("metadata", "labels").texts().get(MANAGED) == BY_AMBIENT else GATEWAY


def _is_known(container: Part) -> bool:
    return proxies.is_proxy(container) or proxies.is_ztunnel(container)


def _seems(container: Part, staying: Sequence[Part]) -> bool:
    is_gateway = any(each.at("name").text() == DRAINS for each in staying)
    return not is_gateway and SEEMS.fullmatch(container.at("name").text()) is not None


def _is_ciliums(container: Part) -> bool:
    return CILIUM.search(proxies.repository(container.at("image").text())) is not None


def _is_osm(container: Part, spec: Part) -> bool:
    inits = spec.at("initContainers").parts()
    return container.at("name").text() == "envoy" and any(each.at("name").text() == proxies.OSM for each in inits)


def _mesh(container: Part) -> str:
    names = container.at("name").text(), proxies.repository(container.at("image").text())
    return next((mesh for mesh, called in MESHES if any(map(called.search, names))), "")


def in_words(found: Sequence[Proxy]) -> str:
    """Return how many proxies there are, at which places, and of how many only the name suggests it.

    >>> in_words([Proxy(SIDECAR, "Istio"), Proxy(SIDECAR, "Istio"), Proxy(GATEWAY, "Istio"), Proxy(NATIVE, "", True)])
    '3 proxies (2 sidecar and 1 gateway) and 1 more (native sidecar), a guess from their names'
    >>> in_words([Proxy(NATIVE, "", True)])
    '1 proxy (native sidecar), a guess from their names'
    """
    sure, guessed = [each for each in found if not each.is_guess], [each for each in found if each.is_guess]
    said = [f"{counted(len(sure), 'proxy', 'proxies')} ({_places(sure)})"] if sure else []
    many = f"{len(guessed):,} more" if sure else counted(len(guessed), "proxy", "proxies")
    said += [f"{many} ({_places(guessed)}), a guess from their names"] if guessed else []
    return in_a_row(said)


def _places(found: Sequence[Proxy]) -> str:
    """Return the places at which proxies stand, each once; with how many, where there are several."""
    many = {place: sum(each.place == place for each in found) for place in PLACES}
    there = {place: number for place, number in many.items() if number}
    return in_a_row([f"{number:,} {place}" if len(there) > 1 else place for place, number in there.items()])
