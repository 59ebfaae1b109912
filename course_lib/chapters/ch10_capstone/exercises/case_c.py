"""System C: one-worker pods by gRPC and few callers; later no replica may go."""

from __future__ import annotations

from course_lib.chapters.ch10_capstone.exercises.case_question import Form, case_question
from course_lib.chapters.ch10_capstone.study.found import Found, of_later, of_system
from course_lib.chapters.ch10_capstone.view.sheet import busiest
from course_lib.chapters.ch10_capstone.view.words import fewer, net
from course_lib.framework.exercise.question import Choice
from course_lib.mesh import MEASURE
from course_lib.mesh.answer import DOES_NOT, OTHER, PAYS, UNKNOWN


def _requests(found: Found) -> Choice:
    """Return that the requests are the question: the same in both forms."""
    sized, one = found.right_sizing[MEASURE], found.system.scenario.services[0]
    return Choice(
        f"pods that use {one.cpu_used_m:g}m shouldn't request {one.cpu_request_m:,.0f}m.",
        f"On average they use {one.cpu_used_m:g}m. But while one works on a request it needs its whole core, and its"
        " limit is its request: lower it, and every request takes longer. So right-sizing changes nothing here"
        f" ({net(sized)}).",
    )


def _first(found: Found) -> dict[str, Choice]:
    best, sidecars = found.best.net[MEASURE], found.sidecars.net[MEASURE]
    pods, callers = found.system.scenario.pods, sorted({each.callers for each in found.system.scenario.services})
    cost, gone = found.sidecars.total["proxies_cpu"].best, -found.sidecars.net["pods"].best
    each = {service.cpu_request_m for service in found.system.scenario.services}.pop() / 1000
    return {
        PAYS: Choice(
            "pods with one worker, uneven load, no other way to balance.",
            f"Yes. With sidecars, {fewer(found.sidecars.net['pods'])} of {pods} pods aren't needed any more. Each"
            f" service is called by {callers[0]} or {callers[-1]} pods, so each of their proxies sees a good part of"
            f" its requests. That's {net(sidecars)}, and with {found.best.alternative.name} {net(best)}: below zero"
            " all the way.",
        ),
        DOES_NOT: Choice(
            f"proxies in {pods} pods, and a control plane, cost more than balancing can bring.",
            f"The proxies request {cost:.1f} cores, the {gone:.0f} pods that go {gone * each:.0f}. In all it's"
            f" {net(sidecars)}.",
        ),
        OTHER: _requests(found),
        UNKNOWN: Choice(
            "first the CPU that the proxies take at this rate has to be measured.",
            "A good thing to measure, where it can turn the answer. Here it can't: over the whole range of its cost"
            f" and of all other inputs it's {net(sidecars)}.",
        ),
    }


def _later(found: Found) -> dict[str, Choice]:
    best, sidecars = found.best.net[MEASURE], found.sidecars.net[MEASURE]
    pods = found.system.scenario.pods
    uneven = busiest(found.system, found.system.scenario.services[0])
    return {
        PAYS: Choice(
            "what it balances is the same as before, so it saves the same.",
            f"It balances the same, and all {pods} pods stay nevertheless: minReplicas doesn't let one go. What is left"
            f" are the proxies: {net(sidecars)}.",
        ),
        DOES_NOT: Choice(
            "no replica may go, so the proxies come on top.",
            f"Yes. Balanced pods would be idler, but all {pods} stay, with what they request: sidecars add"
            f" {net(sidecars)}, and the mesh that adds least {net(best)}. Talk to whoever set the floors: should fewer"
            " replicas be enough for the next outage, the answer turns.",
        ),
        OTHER: _requests(found),
        UNKNOWN: Choice(
            "first it has to be measured how uneven the pods are.",
            f"That's on the sheet: the busiest pods get {uneven} times the mean. As long as no replica may go, no value"
            f" of it saves a node: the mesh that adds least adds {net(best)}.",
        ),
    }


case_c = case_question(
    "C",
    Form(lambda: of_system("C"), _first, PAYS),
    Form(lambda: of_later("C"), _later, DOES_NOT),
    hints=(
        "How many requests does a pod work on at once, how uneven is the load, and who could even it out?",
        "How many pods may go at most? Look at the replicas that have to stay.",
    ),
)
