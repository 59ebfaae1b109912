"""A mesh that is there already: which one, whose install it is like, and what its proxies were measured to use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course_lib.assessment.loads import BESIDE, MIB_A_GIB, Loads
from course_lib.cluster.workloads.meshes import Proxy, in_words
from course_lib.cluster.workloads.workload import Replica
from course_lib.plural import counted, in_a_row
from course_lib.proxies.ratios import INSTALLS
from course_lib.survey import Survey, Used

LINKERD_DEFAULT, LINKERD_HA, ISTIO = INSTALLS


@dataclass(frozen=True)
class There:
    """A mesh that is there.

    Attributes
    ----------
    words : str
        What is taken out for the baseline: "Istio: 30 proxies (sidecar)"; empty where nothing is.
    mesh : str
        "Istio"; empty where names don't tell.
    install : str
        The install that it's likest.
    proxies : int
        Sidecars that were measured beside an application that others call.
    of_app : float
        What those used of the CPU of the applications that they stand beside.
    mib : float
        Memory that one of them used.
    """

    words: str = ""
    mesh: str = ""
    install: str = ISTIO
    proxies: int = 0
    of_app: float = 0.0
    mib: float = 0.0


def there(found: Survey, pods: Loads) -> There:
    """Return the mesh that is there, if there is one."""
    beside, own = _taken_out(pods)
    if not beside and not pods.mesh:
        return There()
    called = [each for each in pods.loads if each.services]
    used = [(each.pods, found.used[each.workload.key]) for each in called if _is_measured(each.workload.key, found)]
    meshes = sorted({each.mesh for each in (*beside, *own) if each.mesh})
    mesh, words = meshes[0] if meshes else "", _words(beside, len(pods.mesh), meshes)
    return There(words, mesh, _install(found), *_measured([each for _, each in used]))


def _taken_out(pods: Loads) -> tuple[list[Proxy], list[Proxy]]:
    """Return the proxies that stand beside applications, and those in pods of the mesh itself; gateways stay."""
    beside = _proxies(one for each in pods.loads for one in each.replicas)
    return [each for each in beside if each.place in BESIDE], _proxies(pods.mesh)


def _proxies(replicas: Iterable[Replica]) -> list[Proxy]:
    return [own.proxy for each in replicas for own in each.containers if own.proxy is not None]


def _is_measured(key: tuple[str, str, str], found: Survey) -> bool:
    own = found.used.get(key)
    if own is None or own.proxies is None:
        return False
    places = (each.proxy.place for one in found.workloads[key].replicas for each in one.containers if each.proxy)
    return own.proxies.cores < own.all.cores and any(place in BESIDE for place in places)


def _measured(used: Iterable[Used]) -> tuple[int, float, float]:
    proxies = cores = beside = gib = 0.0
    for each in used:
        if each.proxies is not None:
            proxies, cores = proxies + each.pods, cores + each.proxies.cores
            beside, gib = beside + each.all.cores - each.proxies.cores, gib + each.proxies.gib
    return (int(proxies), cores / beside, gib * MIB_A_GIB / proxies) if proxies and beside else (0, 0.0, 0.0)


def _words(beside: list[Proxy], own: int, meshes: list[str]) -> str:
    many = [in_words(beside)] if beside else []
    pods = [counted(own, "pod of the mesh itself", "pods of the mesh itself")] if own else []
    return f"{in_a_row(meshes) if meshes else 'a mesh'}: {in_a_row([*pods, *many])}"


def _install(found: Survey) -> str:
    if not any(each.mesh == "Linkerd" for each in found.proxies):
        return ISTIO
    replicas = (one for each in found.workloads.values() for one in each.replicas)
    asked = (each.cpu_millicores for one in replicas for each in one.containers if each.proxy is not None)
    return LINKERD_HA if any(asked) else LINKERD_DEFAULT
