"""System D: an autoscaler's target that nobody dares to raise; later somebody has lowered the requests."""

from __future__ import annotations

from course_lib.chapters.ch10_capstone.exercises.case_question import Form, case_question
from course_lib.chapters.ch10_capstone.study.found import Found, of_later, of_system
from course_lib.chapters.ch10_capstone.view.words import fewer, net
from course_lib.framework.exercise.question import Choice
from course_lib.mesh import MEASURE
from course_lib.mesh.alternatives import BY_DEFAULT
from course_lib.mesh.answer import DOES_NOT, OTHER, PAYS, UNKNOWN


def _even(found: Found) -> str:
    return f"{found.system.scenario.services[0].busiest_over_mean:g} times the mean"


def _target(found: Found) -> str:
    one = found.system.scenario.services[0]
    return f"{one.cpu_used_m / one.cpu_request_m:.0%}"


def _first(found: Found) -> dict[str, Choice]:
    sidecars, default = found.sidecars.net[MEASURE], found.alternatives[BY_DEFAULT].net[MEASURE]
    sized, nodes = found.right_sizing[MEASURE], found.today.total["nodes"].best
    return {
        PAYS: Choice(
            f"{found.system.scenario.pods} pods at {_target(found)} are mostly idle, and balancing lets many of them"
            " go.",
            f"They are idle because the target is {_target(found)}, and all of them alike: the busiest gets"
            f" {_even(found)}. An autoscaler counts the sum, which no balancing changes. Right-sized sidecars come to"
            f" {net(sidecars)}. (As installed, {net(default)}, but only because their proxies request nothing, and use"
            " what others have requested.)",
        ),
        DOES_NOT: Choice(
            "the pods are loaded evenly, so there is nothing to save.",
            f"The first half is true, and a mesh doesn't pay: right-sized sidecars come to {net(sidecars)}. But there"
            f" is a lot to save without one: {net(sized)}, of {nodes:.0f}. That's what should be decided on.",
        ),
        OTHER: Choice(
            "it's about a target that nobody dares to raise.",
            f"Yes. At {_target(found)}, more than half of each request is never used. Raise the target or lower the"
            f" requests, and it's {net(sized)}, of {nodes:.0f}, whatever mesh there is or isn't. And autoscalers show"
            " <unknown> where a container has no request; set one for the sidecars, or count the app's container only.",
        ),
        UNKNOWN: Choice(
            "the autoscalers show <unknown>, and without their numbers nothing can be said.",
            "They show it for a known reason: a container without a request has no utilisation, so the whole metric"
            " fails (chapter 07). What the pods use and request is on the sheet, measured, and that's enough:"
            f" right-sizing alone comes to {net(sized)}.",
        ),
    }


def _later(found: Found) -> dict[str, Choice]:
    best, sidecars = found.best.net[MEASURE], found.sidecars.net[MEASURE]
    sized, default = found.right_sizing[MEASURE], found.alternatives[BY_DEFAULT]
    gone = found.sidecars.net["pods"]
    return {
        PAYS: Choice(
            "as installed, its proxies request nothing, so what it balances is gained.",
            f"As installed it comes to {net(default.net[MEASURE])}. But its proxies use CPU all the same, which is then"
            " missing elsewhere, and the autoscalers fail again. With requests as large as their use it's"
            f" {net(sidecars)}.",
        ),
        DOES_NOT: Choice(
            "the pods are loaded evenly, and each works on several requests at once.",
            f"Yes: the busiest gets {_even(found)}. Behind sidecars {fewer(gone)} pods fewer would do, and the"
            f" sidecars take more than those pods did: {net(sidecars)}. Where proxies stand only if they are worth it,"
            f" none does: {net(best)}.",
        ),
        OTHER: Choice(
            "the target has to be raised further.",
            f"It's at {_target(found)} now. Right-sizing alone comes to {net(sized)}: there may be something left, or"
            " too little already. It's no longer what decides.",
        ),
        UNKNOWN: Choice(
            "the range of right-sizing holds zero, so somebody has to measure first.",
            f"It does: {net(sized)}. But that's the range of right-sizing, without any mesh. What a mesh adds to it, in"
            f" sidecars, is {net(sidecars)}, and nothing in that saves.",
        ),
    }


case_d = case_question(
    "D",
    Form(lambda: of_system("D"), _first, OTHER),
    Form(lambda: of_later("D"), _later, DOES_NOT),
    hints=(
        "Divide what a pod uses by what it requests. Who or what keeps it there?",
        "Would the number of pods be another one if every pod got exactly the same number of requests?",
    ),
)
