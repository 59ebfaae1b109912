"""Deeper: pods without a metric, on the way down."""

from __future__ import annotations

import math
from collections.abc import Callable

from course_lib.framework.exercise.formulas import changed
from course_lib.framework.exercise.mistakes import Function, Mistake
from course_lib.framework.exercise.number import NumberExercise


def wanted(
    assumed: Callable[[float, float, float], float] = lambda request, target, used: request,
    asked: Callable[[float, float], float] = lambda seen, missing: seen + missing,
    counted: Callable[[float, float], float] = lambda seen, missing: seen + missing,
    percent: Callable[[float], float] = math.floor,
    ratio: Callable[[float, float], float] = lambda utilisation, target: utilisation / target,
    whole: Callable[[float], float] = math.ceil,
) -> Function:
    """Return a function for the count, with some steps done in another way.

    A missing pod's use is `assumed`; requests of the pods `asked` make the percentage, and its `ratio` to the target,
    times the pods `counted`, is made `whole`.
    """

    def replicas(seen: float, missing: float, used: float, request: float, target: float) -> float:
        usage = seen * used + missing * assumed(request, target, used)
        utilisation = percent(100 * usage / (asked(seen, missing) * request))
        return whole(ratio(utilisation, target) * counted(seen, missing))

    return replicas


def upside_down(utilisation: float, target: float) -> float:
    """Return the ratio as it shouldn't be."""
    return target / utilisation


missing_metrics = NumberExercise(
    chapter="sizing",
    name="missing_metrics",
    decision="tell what an autoscaler does with pods that it cannot see",
    text="A deployment has {seen} pods that use {used}m each, and {missing} more that are ready, but for which there is"
    " no metric at the moment. Every pod requests {request}m; the autoscaler's target is {target}%. How many pods does"
    " it want?",
    variants=(
        {"seen": 16, "missing": 3, "used": 100, "request": 400, "target": 50},
        {"seen": 27, "missing": 4, "used": 60, "request": 400, "target": 50},
        {"seen": 30, "missing": 6, "used": 110, "request": 600, "target": 60},
    ),
    right=wanted(),
    working="Without the {missing}, the others are below the target, so pods are to go. On the way down a pod without a"
    " metric counts as if it used all of its {request}m. Together that makes a whole percentage of what {seen} +"
    " {missing} pods request; divided by {target} and multiplied by {seen} + {missing}, then rounded up, it makes"
    " {answer:g} pods.",
    unit="pods",
    tolerance=0.002,
    digits=0,
    mistakes={
        "missing-as-nothing": Mistake(
            wanted(assumed=lambda request, target, used: 0),
            "pods without a metric counted as using nothing, or left out, which comes to the same here. On the way down"
            " Kubernetes is careful: such a pod may be busy, so it counts as using all of its request.",
        ),
        "missing-as-the-others": Mistake(
            wanted(assumed=lambda request, target, used: used),
            "pods without a metric that use as much as the others. Nobody knows that: on the way down each of them"
            " counts as using all of its request.",
        ),
        "missing-on-target": Mistake(
            wanted(assumed=lambda request, target, used: request * target / 100),
            "pods without a metric that are just on target. That's the rule for metrics that are a value per pod, such"
            " as requests a second; for CPU in percent each counts as using all of its request.",
        ),
        "those-seen-counted": Mistake(
            wanted(counted=lambda seen, missing: seen),
            "the ratio times the pods with a metric. Once those without are filled in, all of them count.",
        ),
        "no-change": Mistake(
            lambda seen, missing: seen + missing,
            "no change. Even if all the pods without a metric used their whole request, the utilisation is far enough"
            " below the target.",
        ),
        "those-seen-kept": Mistake(
            lambda seen: seen,
            "the pods with a metric, as if just the others were to go. An autoscaler doesn't say which pods go: fill in"
            " what is missing, and work out one count for all.",
        ),
        "target-forgotten": Mistake(
            changed(target=100),
            "the percentage times the pods. The target is missing: divide the percentage by it first.",
        ),
        "missing-replaced": Mistake(
            lambda seen, missing, used, request, target: (
                missing + wanted(asked=lambda seen, missing: seen)(seen, 0, used, request, target)
            ),
            "the pods without a metric left as they are, and the count worked out for the others. The autoscaler knows"
            " a single percentage and a single count: fill in what is missing, then take all pods.",
        ),
        "requests-of-those-seen": Mistake(
            wanted(asked=lambda seen, missing: seen),
            "the usage of all pods, but the requests of those with a metric alone. Once the others are filled in, their"
            " requests count as well.",
        ),
        "floor-for-ceil": Mistake(
            wanted(whole=math.floor),
            "a count that was rounded down. Kubernetes rounds it up.",
        ),
        "not-rounded": Mistake(
            wanted(whole=lambda count: count),
            "parts of a pod. Round up.",
        ),
        "not-truncated": Mistake(
            wanted(percent=round),  # what keeps its digits comes to the same, or to the right number
            "a percentage that wasn't cut off. Kubernetes drops what comes after the point before it goes on, however"
            " near the next whole number is.",
        ),
        "missing-added": Mistake(
            lambda seen, missing, used, request, target: (
                missing + wanted(counted=lambda seen, missing: seen)(seen, missing, used, request, target)
            ),
            "the ratio times the pods with a metric, and those without on top. Once these are filled in, the ratio is"
            " for all pods: multiply by all of them, and nothing comes on top.",
        ),
        "pods-to-go": Mistake(
            lambda seen, missing, answer: seen + missing - answer,
            "how many pods go. The question is how many the autoscaler wants.",
        ),
        "percentage-alone": Mistake(
            lambda seen, missing, used, request: (
                (seen * used + missing * request) * 100 // ((seen + missing) * request)
            ),
            "the utilisation in percent, with the missing pods filled in. Divide it by the target, multiply by the"
            " pods, and round up.",
        ),
        "percentage-of-those-seen": Mistake(
            lambda used, request: 100 * used // request,
            "the utilisation of the pods with a metric, in percent. It says that pods are to go; how many, depends on"
            " what the others count as.",
        ),
        "percentage-with-nothing": Mistake(
            lambda seen, missing, used, request: 100 * seen * used // ((seen + missing) * request),
            "the utilisation in percent, with nothing used by the pods without a metric. On the way down such a pod"
            " counts as using all of its request; and the question is how many pods are wanted.",
        ),
        "ratio-alone": Mistake(
            lambda seen, missing, used, request, target: (
                (seen * used + missing * request) * 100 // ((seen + missing) * request) / target
            ),
            "the ratio of utilisation and target. Multiply it by all pods, and round up.",
        ),
        "ratio-with-digits": Mistake(
            lambda seen, missing, used, request, target: (
                (seen * used + missing * request) * 100 / ((seen + missing) * request) / target
            ),
            "the ratio of a percentage with digits and the target. Drop what comes after the point of the percentage"
            " first; then multiply the ratio by all pods, and round up.",
        ),
        "percentage-with-digits": Mistake(
            lambda seen, missing, used, request: (seen * used + missing * request) * 100 / ((seen + missing) * request),
            "the utilisation in percent, with digits after the point. Drop those, divide by the target, multiply by"
            " all pods, and round up.",
        ),
        "usage-of-a-pod": Mistake(
            lambda seen, missing, used, request: (seen * used + missing * request) / (seen + missing),
            "what a pod uses on average, in millicores. Make it a whole percentage of the request, divide by the"
            " target, multiply by all pods, and round up.",
            has_own_unit=True,
        ),
        "usage-of-all": Mistake(
            lambda seen, missing, used, request: seen * used + missing * request,
            "what all pods use, in millicores. Make it a whole percentage of all requests, divide by the target,"
            " multiply by all pods, and round up.",
            has_own_unit=True,
        ),
        "usage-of-those-seen": Mistake(
            lambda seen, used: seen * used,
            "what the pods with a metric use, in millicores. Fill in the others first: the question is how many pods"
            " are wanted.",
            has_own_unit=True,
        ),
        "nothing-and-not-rounded": Mistake(
            wanted(assumed=lambda request, target, used: 0, whole=lambda count: count),
            "parts of a pod, with pods without a metric counted as using nothing. On the way down each of them counts"
            " as using all of its request; and a count is rounded up.",
        ),
        "others-and-not-rounded": Mistake(
            wanted(assumed=lambda request, target, used: used, whole=lambda count: count),
            "parts of a pod, with pods without a metric that use as much as the others. On the way down each of them"
            " counts as using all of its request; and a count is rounded up.",
        ),
        "nothing-and-floor": Mistake(
            wanted(assumed=lambda request, target, used: 0, whole=math.floor),
            "a count that was rounded down, with pods without a metric counted as using nothing. On the way down each"
            " of them counts as using all of its request; and a count is rounded up.",
        ),
        "others-and-floor": Mistake(
            wanted(assumed=lambda request, target, used: used, whole=math.floor),
            "a count that was rounded down, with pods without a metric that use as much as the others. On the way down"
            " each of them counts as using all of its request; and a count is rounded up.",
        ),
        "upside-down": Mistake(
            wanted(ratio=upside_down),
            "the ratio upside down: it's the percentage divided by the target.",
        ),
        "upside-down and floor": Mistake(
            wanted(ratio=upside_down, whole=math.floor),
            "the ratio upside down, and a count that was rounded down. The ratio is the percentage divided by the"
            " target; and a count is rounded up.",
        ),
        "upside-down and not-rounded": Mistake(
            wanted(ratio=upside_down, whole=lambda count: count),
            "parts of a pod, with the ratio upside down. It's the percentage divided by the target; and a count is"
            " rounded up.",
        ),
        "upside-down-of-those-seen": Mistake(
            lambda seen, used, request, target: math.ceil(upside_down(100 * used // request, target) * seen),
            "the ratio upside down, and pods without a metric left out. The ratio is the percentage divided by the"
            " target; and on the way down such a pod counts as using all of its request.",
        ),
        "seen-and-not-rounded": Mistake(
            wanted(counted=lambda seen, missing: seen, whole=lambda count: count),
            "parts of a pod, from the ratio times the pods with a metric. Once those without are filled in, all of them"
            " count; and a count is rounded up.",
        ),
    },
    hints=(
        "First: are pods to come or to go? Look at those with a metric alone.",
        "On the way down, Kubernetes takes no risk with pods that it can't see. What is the most it may assume of"
        " them?",
        "Add up the usage, with all of the request for each pod without a metric; make it a whole percentage of all"
        " requests, divide by the target, multiply by all pods, and round up.",
    ),
    is_deeper=True,
)
