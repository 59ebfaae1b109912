"""What there is in a cluster, in one line."""

from __future__ import annotations

from course_lib.cluster.inventory import NO_MACHINE
from course_lib.cluster.objects.quantities import PARTS_OF_A_CORE
from course_lib.cluster.usage.readings import GIB
from course_lib.cluster.workloads.meshes import in_words
from course_lib.digits import best, in_full
from course_lib.estimate import Estimate, exact
from course_lib.plural import counted, in_a_row, lasting
from course_lib.survey.pipe import Survey

COUNTED = "counted in the files"


def what_there_is(found: Survey, compared: int | None = None) -> str:
    """Return the line: nodes, pods, services, what is requested and used, and a mesh that is there.

    Parameters
    ----------
    found : Survey
        The cluster.
    compared : int or None
        How many of its nodes are compared; None: nobody says.

    Examples
    --------
    >>> what_there_is(Survey((), (), 0, {}, (), (), (), {}))
    '0 nodes, 0 pods of 0 workloads, 0 services; requested are 0 cores and 0 GiB; what is used was not measured.'
    """
    running = [each for each in found.workloads.values() if each.replicas]
    nodes, pods = counted(len(found.nodes), "node"), counted(len(found.pods), "pod")
    nodes += "" if compared in (None, len(found.nodes)) else f" ({compared:,} compared)"
    workloads, services = counted(len(running), "workload"), counted(len(found.services), "service")
    what = [
        f"{nodes}, {pods} of {workloads}, {services}",
        _requested(found),
        _used(found),
        *_mesh(found),
    ]
    return "; ".join(what) + "."


def _requested(found: Survey) -> str:
    cpu = sum(each.cpu_millicores for each in found.pods) / PARTS_OF_A_CORE
    memory = sum(each.memory_bytes for each in found.pods) / GIB
    machines = [each for each in found.nodes if each.closed != NO_MACHINE]  # a virtual node says any amount
    room = sum(each.cpu_millicores for each in machines) / PARTS_OF_A_CORE
    requested = f"{best(_cores(cpu))} of {in_full(_cores(room))}" if room else in_full(_cores(cpu))
    return f"requested are {requested} and {in_full(_gib(memory))}"


def _used(found: Survey) -> str:
    readings = found.usage.readings
    if not readings:
        return "what is used was not measured"
    cpu, memory = (sum(each) / len(each) for each in found.usage.totals)
    over = f" over {lasting(found.usage.span_s)}" if len(readings) > 1 else ""
    return f"used are {in_full(_cores(cpu))} and {in_full(_gib(memory))} ({counted(len(readings), 'reading')}{over})"


def _cores(amount: float) -> Estimate:
    return exact(amount, "cores", COUNTED)


def _gib(amount: float) -> Estimate:
    return exact(amount, "GiB", COUNTED)


def _mesh(found: Survey) -> list[str]:
    sure = [each for each in found.proxies if not each.is_guess]
    if not found.proxies:
        return []
    meshes = sorted({each.mesh for each in sure or found.proxies if each.mesh})
    called = f" ({in_a_row(meshes)})" if meshes else ""
    return [f"a mesh {'is' if sure else 'may be'} there{called}: {in_words(found.proxies)}"]
