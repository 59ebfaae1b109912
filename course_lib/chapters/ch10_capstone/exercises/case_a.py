"""System A: memory fills the nodes, and pods of eight threads are loaded evenly; a year later they aren't."""

from __future__ import annotations

from course_lib.chapters.ch10_capstone.exercises.case_question import Form, case_question
from course_lib.chapters.ch10_capstone.study.found import Found, of_later, of_system
from course_lib.chapters.ch10_capstone.view.words import fewer, net
from course_lib.framework.exercise.question import Choice
from course_lib.mesh import MEASURE
from course_lib.mesh.answer import DOES_NOT, OTHER, PAYS, UNKNOWN
from course_lib.mesh.inputs import inputs
from course_lib.plural import in_a_row, percent


def _busiest(found: Found) -> float:
    return max(each.busiest_over_mean for each in found.system.scenario.services)


def _may_go(found: Found) -> str:
    """Return which services may lose pods, and how much memory one of those requests."""
    may = [each for each in found.system.scenario.services if each.floor < each.pods]
    (gib,) = {each.memory_request_mib / 1024 for each in may}
    return f"of the service {in_a_row([each.name for each in may])}, which request {gib:.0f} GiB each"


def _first(found: Found) -> dict[str, Choice]:
    best, sidecars = found.best.net[MEASURE], found.sidecars.net[MEASURE]
    sized, nodes = found.right_sizing[MEASURE], found.today.total["nodes"].best
    services, pods = found.system.scenario.number_of_services, found.system.scenario.pods
    return {
        PAYS: Choice(
            f"with {services} services there are many calls, and a mesh balances each of them.",
            f"There is hardly anything to balance: the busiest pods get {_busiest(found):g} times the mean. But"
            f" {pods} pods would each carry a proxy. Right-sized and scoped, these add {net(sidecars)}.",
        ),
        DOES_NOT: Choice(
            "memory fills the nodes, and the pods are loaded evenly already.",
            f"Yes. Requests take {percent(found.memory_share)} of the memory and {percent(found.cpu_share)} of the CPU,"
            f" and a proxy brings memory of its own. With eight threads and {_busiest(found):g} times the mean there"
            f" is next to nothing to balance. Sidecars everywhere add {net(sidecars)}, and the mesh that adds least"
            f" still adds: {net(best)}.",
        ),
        OTHER: Choice(
            "right-sizing the requests would save so much that a mesh makes no difference.",
            f"Right-sizing alone comes to {net(sized)}, of {nodes:.0f}: nobody knows yet whether it saves. The mesh"
            " has an answer of its own, whatever comes of that.",
        ),
        UNKNOWN: Choice(
            "first the busiest pods have to be measured.",
            f"They have been: {_busiest(found):g} times the mean, with a range on the sheet. Nothing in the ranges"
            f" turns the answer: the mesh that adds least adds {net(best)}.",
        ),
    }


def _later(found: Found) -> dict[str, Choice]:
    best, sidecars = found.best.net[MEASURE], found.sidecars.net[MEASURE]
    sized = found.right_sizing[MEASURE]
    scenario = found.system.scenario
    added = inputs(scenario, found.system.given)["sidecar_latency"]
    return {
        PAYS: Choice(
            "fewer pods are needed once their load is even, and each that goes takes its memory along.",
            f"Yes. With sidecars {fewer(found.sidecars.net['pods'])} pods fewer are needed, all {_may_go(found)}. The"
            f" proxies included, that's {net(sidecars)}. What saves most here is a {found.best.alternative.name}:"
            f" {net(best)}. It's little beside {found.none.total[MEASURE].best:.0f} nodes, but no end of the range is"
            " above zero.",
        ),
        DOES_NOT: Choice(
            "memory fills the nodes, and balancing saves CPU only.",
            f"Balancing saves pods, and a pod that goes takes its memory along: {fewer(found.sidecars.net['pods'])}"
            f" pods {_may_go(found)}. The proxies included, that's {net(sidecars)}.",
        ),
        OTHER: Choice(
            "right-sizing the requests comes first, and decides.",
            f"It may come first, but nobody knows yet whether it saves: {net(sized)}. And the question was what a mesh"
            f" does for those who have done it: {net(best)}.",
        ),
        UNKNOWN: Choice(
            "first the latency that proxies add has to be measured.",
            f"It's in the ranges: {added.low:g} to {added.high:g} ms for a call through two sidecars, of an objective"
            f" of {1000 * scenario.objective.seconds:g} ms. At no end of any range does the answer turn:"
            f" {net(best)}.",
        ),
    }


case_a = case_question(
    "A",
    Form(lambda: of_system("A"), _first, DOES_NOT),
    Form(lambda: of_later("A"), _later, PAYS),
    hints=(
        "What is requested most of, compared with what the nodes have: CPU or memory? And what does a proxy need?",
        "Compare the busiest pods with the mean. That is what balancing can even out, and no more.",
    ),
)
