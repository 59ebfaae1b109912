"""System B: nobody has looked at single pods; later somebody has."""

from __future__ import annotations

from course_lib.chapters.ch10_capstone.exercises.case_question import Form, case_question
from course_lib.chapters.ch10_capstone.study.found import Found, of_later, of_system
from course_lib.chapters.ch10_capstone.view.words import net
from course_lib.connections.protocols import GRPC
from course_lib.framework.exercise.question import Choice
from course_lib.mesh import MEASURE
from course_lib.mesh.alternatives import BY_DEFAULT
from course_lib.mesh.answer import DOES_NOT, OTHER, PAYS, UNKNOWN


def _by_grpc(found: Found) -> tuple[int, int]:
    """Return how many services are called by gRPC, and how many there are."""
    services = found.system.scenario.services
    return sum(each.count for each in services if each.protocol == GRPC.name), sum(each.count for each in services)


def _first(found: Found) -> dict[str, Choice]:
    best, clients = found.best.net[MEASURE], found.client_side.net[MEASURE]
    grpc, all_of_them = _by_grpc(found)
    return {
        PAYS: Choice(
            "there are gRPC services with one worker a pod.",
            f"Those are {grpc} of {all_of_them} services, and how uneven their pods are nobody has measured. If they"
            f" are even, a mesh has nothing to save. Its range says the same: {net(best)}.",
        ),
        DOES_NOT: Choice(
            f"{all_of_them} services are too few for a mesh to save anything.",
            "What decides is how uneven the pods are, and not how many services there are. And the range reaches from"
            f" saving to adding: {net(best)}. So it isn't known, which is another thing than no effect.",
        ),
        OTHER: Choice(
            "the callers could balance by themselves, so no mesh is needed.",
            f"Those of {grpc} of {all_of_them} services could. It would save {net(clients)}, and where in that range"
            " hangs on the same number, which nobody has measured. So you can't even tell whether that is worth the"
            " work.",
        ),
        UNKNOWN: Choice(
            "first the busiest pods have to be measured.",
            f"Yes. With what is known, the best of the meshes comes to {net(best)}. That one number turns the"
            " answer: if the pods are even, no mesh saves anything, and at the upper end of the guess it does, whatever"
            " the other inputs are. An hour of readings, pod by pod, settles it.",
        ),
    }


def _later(found: Found) -> dict[str, Choice]:
    best, clients = found.best.net[MEASURE], found.client_side.net[MEASURE]
    sized, default = found.right_sizing[MEASURE], found.alternatives[BY_DEFAULT].net[MEASURE]
    grpc, all_of_them = _by_grpc(found)
    return {
        PAYS: Choice(
            "the pods are uneven enough, whatever the rest of the ranges turns out to be.",
            f"Yes: {net(best)}, no end of it above zero. Callers that balance by themselves save a part of that"
            f" without any proxy: {net(clients)}. Whether the rest is worth running a mesh, with all that isn't"
            " counted here, is for the report to say.",
        ),
        DOES_NOT: Choice(
            "the callers can do it by themselves, for nothing.",
            f"Those of {grpc} of {all_of_them} services can, and that saves {net(clients)}. The others can't, and are"
            f" uneven as well. A mesh saves {net(best)}.",
        ),
        OTHER: Choice(
            "the requests have to be right-sized first, and that will save more.",
            f"Right-sizing alone comes to {net(sized)}: some of the busiest pods use more than they request. Once"
            f" they get no more than the others, that isn't needed, which is part of what a mesh saves: {net(best)}.",
        ),
        UNKNOWN: Choice(
            "what the proxies will use has to be measured first.",
            f"It's worth measuring in the pilot. But at no end of its range does it turn the answer: {net(best)} with"
            f" right-sized sidecars, {net(default)} with those as installed.",
        ),
    }


case_b = case_question(
    "B",
    Form(lambda: of_system("B"), _first, UNKNOWN),
    Form(lambda: of_later("B"), _later, PAYS),
    hints=(
        "Which number on the sheet decides how much there is to balance? Who has measured it?",
        "Imagine both ends of that number's range, one after the other. Would you give the same answer?",
    ),
)
