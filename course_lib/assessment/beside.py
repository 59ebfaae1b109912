"""What is counted in the files, and what stands beside a mesh's question: the same today and in all alternatives."""

from __future__ import annotations

from course_lib.assessment.loads import Loads, own_request
from course_lib.assessment.standing import open_nodes
from course_lib.cluster.objects.quantities import PARTS_OF_A_CORE
from course_lib.cluster.usage.readings import GIB
from course_lib.cluster.workloads.workload import Replica
from course_lib.estimate import Estimate, exact
from course_lib.plural import counted as number_of
from course_lib.survey import Survey
from course_lib.survey.uses import complete

READ = "counted in the files"
METERED = "the metrics server"


def beside(found: Survey, pods: Loads) -> dict[str, float]:
    """Return what pods take that come with nodes, or stay on nodes that take no others, by output."""
    own = (*pods.daemons, *pods.kept)
    return {
        "pods": float(len(own)),
        "cpu_reserved": sum(each.pod.cpu_millicores for each in own) / PARTS_OF_A_CORE,
        "memory_reserved": sum(each.pod.memory_bytes for each in own) / GIB,
        "cpu_used": sum(_used(each, found) for each in own),
    }


def _used(one: Replica, found: Survey) -> float:
    samples = complete(one, found.usage.samples(one.pod.name))
    total = sum(use.cpu_nanocores for each in samples for use in each.containers.values())
    return total / 1e9 / len(samples) if samples else 0.0


def counted(found: Survey, pods: Loads) -> dict[str, Estimate]:
    """Return what the files themselves say of today, a mesh that is there included."""
    counts = {
        "pods": exact(float(len(found.pods)), "pods", READ),
        "nodes": exact(float(len(open_nodes(found))), "nodes", f"{READ}: those that pods may be put on"),
        "cpu_reserved": exact(sum(each.cpu_millicores for each in found.pods) / PARTS_OF_A_CORE, "cores", READ),
        "memory_reserved": exact(sum(each.memory_bytes for each in found.pods) / GIB, "GiB", READ),
    } | _proxies(pods)
    cores, gib = found.usage.totals
    return counts | ({"cpu_used": _over(cores, "cores"), "memory_used": _over(gib, "GiB")} if cores else {})


def _proxies(pods: Loads) -> dict[str, Estimate]:
    """Return what a mesh that is there requests: its proxies beside applications, and its own pods."""
    beside = [(one.pod, own_request(one)) for each in pods.loads for one in each.replicas]
    rest = [(each.pod, (0.0, 0.0)) for each in pods.mesh]
    cpu = sum(pod.cpu_millicores - own for pod, (own, _) in (*beside, *rest)) / PARTS_OF_A_CORE
    memory = sum(pod.memory_bytes - own for pod, (_, own) in (*beside, *rest)) / GIB
    return {"proxies_cpu": exact(cpu, "cores", READ), "proxies_memory": exact(memory, "GiB", READ)}


def _over(used: list[float], unit: str) -> Estimate:
    source = f"{METERED}, {number_of(len(used), 'reading')}"
    best = min(max(used), max(min(used), sum(used) / len(used)))  # a sum's rounding may leave the range
    return Estimate(low=min(used), best=best, high=max(used), unit=unit, source=source)
