"""Each step of desired_replicas, and the ways to get it wrong.

Vocabulary: `ALL` are the functions in which any step may be wrong, for single mistakes; two may be wrong in those of
`WITHOUT_LAST`, whose last step is right; those of `BOTH` return another quantity inside the tolerance and outside.
"""

from __future__ import annotations

import math

from course_lib.chapters.ch07_sizing.exercises.replicas import Numbers, replicas_by
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Mistake


def mean_of_percentages(replicas: int, usage_m: Numbers, request_m: Numbers) -> float:
    """Return the mean of a percentage for each pod."""
    return sum(100 * used / asked for used, asked in zip(usage_m, request_m, strict=True)) / len(usage_m)


PERCENT = {
    "not-truncated": Part(
        lambda _, usage_m, request_m: 100 * sum(usage_m) / sum(request_m),
        "Your percentage keeps its digits after the point. Kubernetes drops them: 55.8% counts as 55, which is inside"
        " the tolerance of a target of 50.",
        "drop what comes after the point of the percentage, as // does.",
    ),
    "rounded-percentage": Part(
        lambda _, usage_m, request_m: round(100 * sum(usage_m) / sum(request_m)),
        "You round the percentage to the nearest whole number. Kubernetes drops what comes after the point: 55.8%"
        " counts as 55.",
        "drop what comes after the point of the percentage instead of rounding.",
    ),
    "mean-of-percentages": Part(
        mean_of_percentages,
        "You work out a percentage for each pod, and take their mean. Kubernetes adds up the usage and the requests"
        " first, and works out one percentage from the two sums. The two differ where pods request different amounts,"
        " as in the middle of a rollout; and the one from the sums is whole.",
        "work out one percentage from the two sums, not the mean of the pods' percentages.",
    ),
    "whole-mean-of-percentages": Part(
        lambda *at: int(mean_of_percentages(*at)),
        "You work out a percentage for each pod, and take their mean. Kubernetes adds up the usage and the requests"
        " first, and works out one percentage from the two sums. The two differ where pods request different amounts,"
        " as in the middle of a rollout.",
        "work out one percentage from the two sums, not the mean of the pods' percentages.",
    ),
    "each-pod-truncated": Part(
        lambda _, usage_m, request_m: (
            sum(100 * used // asked for used, asked in zip(usage_m, request_m, strict=True)) // len(usage_m)
        ),
        "You make each pod's percentage whole, and then take their mean. Kubernetes adds up the usage and the requests"
        " first, and works out a single whole percentage from the two sums.",
        "work out one whole percentage from the two sums, not one for each pod.",
    ),
    "one-pods-request": Part(
        lambda _, usage_m, request_m: 100 * sum(usage_m) // (request_m[0] * len(usage_m)),
        "You take the first pod's request for that of all pods. They may request different amounts, as in the middle"
        " of a rollout: add them up.",
        "add up the requests of all pods instead of taking the first one's.",
    ),
    "unready-requests": Part(
        lambda replicas, usage_m, request_m: 100 * sum(usage_m) * len(usage_m) // (sum(request_m) * replicas),
        "You divide by the requests of all replicas. Only pods that are ready and have a metric count here, in the"
        " usage and in the requests.",
        "divide by the requests of the ready pods alone.",
    ),
    "hottest-pod": Part(
        lambda _, usage_m, request_m: max(100 * used // asked for used, asked in zip(usage_m, request_m, strict=True)),
        "You go by the busiest pod. The autoscaler doesn't know which pod is busy: it looks at the two sums alone.",
        "go by the two sums, not by the busiest pod.",
    ),
}
STAYS = {
    "tolerance-forgotten": Part(
        lambda at: False,
        "Your code changes the count however little the utilisation is off. Where the ratio is from 0.9 to 1.1, both"
        " included, the autoscaler keeps the replicas that are there.",
        "keep the replicas where the ratio is from 0.9 to 1.1.",
        where={
            "110": "(The ratio isn't in percent: at 110% of the target it is 1.1.)",
            "0.9": "(There is a 0.9 in your code: is it `ratio` that you compare with it, and not the percentage, and"
            " do you return `replicas` then?)",
        },
    ),
    "wrong-way-round": Part(
        lambda at: not 0.9 <= at.ratio <= 1.1,
        "You keep the replicas outside the tolerance and change them inside it. It's the other way round: near the"
        " target nothing happens.",
        "keep the replicas inside the tolerance, not outside.",
    ),
    "tolerance-strict": Part(
        lambda at: 0.9 < at.ratio < 1.1,
        "At the very edge of the tolerance your code changes the count. A ratio of exactly 0.9 or 1.1 is still inside.",
        "a ratio of exactly 0.9 or 1.1 is still inside the tolerance.",
    ),
    "edge-below-outside": Part(
        lambda at: 0.9 < at.ratio <= 1.1,
        "At a ratio of exactly 0.9 your code removes pods. Both ends of the tolerance are still inside.",
        "a ratio of exactly 0.9 is still inside the tolerance.",
    ),
    "edge-above-outside": Part(
        lambda at: 0.9 <= at.ratio < 1.1,
        "At a ratio of exactly 1.1 your code adds pods. Both ends of the tolerance are still inside. (If you wrote"
        " abs(ratio - 1) <= 0.1: 1.1 - 1 is 0.10000000000000009 in Python. Kubernetes did it like that until version"
        " 1.32, and added pods there.)",
        "a ratio of exactly 1.1 is still inside: compare it with 0.9 and 1.1 themselves.",
    ),
    "up-alone": Part(
        lambda at: 1 <= at.ratio <= 1.1,
        "Below the target your code changes the count too soon. The tolerance holds in both directions: from 0.9 to 1.1"
        " the replicas stay.",
        "the tolerance holds below the target, too.",
    ),
    "down-alone": Part(
        lambda at: 0.9 <= at.ratio <= 1,
        "Above the target your code changes the count too soon. The tolerance holds in both directions: from 0.9 to 1.1"
        " the replicas stay.",
        "the tolerance holds above the target, too.",
    ),
    "never-down": Part(
        lambda at: at.ratio <= 1.1,
        "Your code never removes a pod: however low the ratio is, the replicas stay. Below 0.9 there are too many of"
        " them.",
        "below 0.9, pods are to go.",
        where={"max": "Is there a max(…) too many?"},
    ),
    "never-up": Part(
        lambda at: at.ratio >= 0.9,
        "Your code never adds a pod: however high the ratio is, the replicas stay. Above 1.1 there are too few of"
        " them.",
        "above 1.1, pods are to come.",
        where={"min": "Is there a min(…) too many?"},
    ),
    "points-for-ratio": Part(
        lambda at: abs(at.utilisation - at.target) <= 10,
        "You allow ten percentage points. The tolerance belongs to the ratio: at a target of 50 it is five points, from"
        " 45 to 55.",
        "the tolerance belongs to the ratio, 0.9 to 1.1, not to percentage points.",
    ),
    "percent-for-ratio": Part(
        lambda at: 90 <= at.utilisation <= 110,
        "You keep the replicas where the utilisation itself is from 90 to 110%. What counts is how near it is to the"
        " target: the ratio, from 0.9 to 1.1.",
        "compare the ratio with 0.9 and 1.1, not the utilisation with 90 and 110.",
    ),
    "tolerance-halved": Part(
        lambda at: 0.95 <= at.ratio <= 1.05,
        "Your tolerance is half as wide as it should be: it's 0.1 in each direction, from 0.9 to 1.1.",
        "the tolerance goes from 0.9 to 1.1.",
    ),
    "tolerance-doubled": Part(
        lambda at: 0.8 <= at.ratio <= 1.2,
        "Your tolerance is twice as wide as it should be: it's 0.1 in each direction, from 0.9 to 1.1.",
        "the tolerance goes from 0.9 to 1.1.",
    ),
    "tolerance-of-the-count": Part(
        lambda at: abs(at.rounded_up - at.replicas) <= 0.1 * at.replicas,
        "You compare the new count with the old one. The tolerance is for the ratio of utilisation and target, before"
        " anything is counted or rounded.",
        "the tolerance is for the ratio, not for the count.",
    ),
    "exactly-on-target": Part(
        lambda at: at.ratio == 1,
        "You keep the replicas only where the utilisation is exactly the target. From 0.9 to 1.1 is near enough.",
        "from 0.9 to 1.1 is near enough, not only 1.",
    ),
}
KEPT = {
    "keeps-the-ready": Part(
        lambda at: at.ready,
        "Inside the tolerance you return the number of ready pods. What stays is the number of replicas, ready or not.",
        "inside the tolerance, return the replicas, ready or not.",
    ),
    "keeps-nothing": Part(
        lambda at: 0,
        "Inside the tolerance you return 0. Nothing changes there: return the replicas that there are.",
        "inside the tolerance, return the replicas instead of 0.",
    ),
}
PODS = {
    "replicas-for-ready": Part(
        lambda at: at.replicas,
        "You multiply by all replicas. The utilisation is that of the pods that are ready, so it says how many times as"
        " many of those it takes: multiply by len(usage_m).",
        "multiply by the ready pods, len(usage_m), not by all replicas.",
    ),
}
WHOLE = {
    "floor-for-ceil": Part(
        math.floor,
        "You round down. Half a pod too few leaves the others above the target: round up, with ceil. (int and // round"
        " down.)",
        "round up, with ceil.",
    ),
    "rounded-count": Part(
        round,
        "You round to the nearest whole number. Kubernetes always rounds up: 8.2 pods are 9.",
        "round up with ceil instead of to the nearest number.",
    ),
    "not-rounded": Part(
        lambda count: count,
        "You return parts of a pod. Pods are whole: round up, with ceil.",
        "round up, with ceil.",
    ),
    "rounded-half-up": Part(
        lambda count: int(count + 0.5),
        "You add a half and cut off, which rounds to the nearest whole number. Kubernetes always rounds up: 8.2 pods"
        " are 9.",
        "round up with ceil instead of to the nearest number.",
    ),
    "one-more": Part(
        lambda count: math.floor(count) + 1,
        "Where the count is whole already you return one too many. ceil rounds up and leaves whole numbers alone.",
        "use ceil: rounding down and adding 1 is one too many for a whole number.",
    ),
}
LAST = {
    "upside-down": Part(
        lambda at, count: math.ceil(at.target / at.utilisation * at.ready),
        "Your ratio is upside down when it comes to the count: more work makes for fewer pods. It is the utilisation"
        " divided by the target.",
    ),
    "divided-by-the-ratio": Part(
        lambda at, count: math.ceil(at.replicas / at.ratio),
        "You divide the replicas by the ratio, so more work makes for fewer pods. Multiply, and take only the pods that"
        " are ready: len(usage_m).",
    ),
    "down-on-the-way-down": Part(
        lambda at, count: count if at.ratio > 1 else math.floor(at.ratio * at.ready),
        "You round down when pods are to go. Kubernetes rounds up in both directions: half a pod too few would leave"
        " the others above the target.",
    ),
    "one-pod-at-a-time": Part(
        lambda at, count: at.replicas + (1 if at.ratio > 1 else -1),
        "You add or remove one pod at a time. The autoscaler goes to the right count at once: the ratio times the ready"
        " pods, rounded up.",
    ),
    "real-percentage-in-the-count": Part(
        lambda at, count: math.ceil(100 * sum(at.usage_m) / sum(at.request_m) / at.target * at.ready),
        "You work the count out from the usage anew, with all digits. Kubernetes goes on from the whole percentage:"
        " multiply `ratio` by the pods.",
    ),
    "work-by-one-pods-target": Part(
        lambda at, count: math.ceil(sum(at.usage_m) / (at.target / 100 * at.request_m[0])),
        "You divide the usage of all pods by what one pod may use on target. That's the idea, but Kubernetes goes on"
        " from the whole percentage, and pods may request different amounts: multiply `ratio` by the pods.",
    ),
    "doubled-at-most": Part(
        lambda at, count: min(count, 2 * at.replicas),
        "You let the count double at most. There is such a limit to how fast an autoscaler may act at once, but that"
        " comes later: the question is how many pods it wants.",
    ),
    "target-forgotten": Part(
        lambda at, count: math.ceil(sum(at.usage_m) / sum(at.request_m) * at.ready),
        "You multiply the pods by the share of their requests that they use. The target is missing: multiply them by"
        " `ratio`.",
    ),
    "added-to-replicas": Part(
        lambda at, count: at.replicas + count,
        "You add the count to the replicas. The ratio times the ready pods is the new count itself.",
    ),
    "ratio-for-count": Part(
        lambda at, count: math.ceil(at.ratio),
        "You round the ratio itself up. It says how many times as many pods it takes: multiply it by the ready pods"
        " first.",
    ),
    "ratio-alone": Part(
        lambda at, count: at.ratio,
        "You return the ratio. It says how many times as many pods it takes: multiply it by the ready pods, and round"
        " up.",
    ),
    "ratio-rounded-first": Part(
        lambda at, count: math.ceil(at.ratio) * at.ready,
        "You round the ratio up, and then multiply. Multiply first: only the count has to be whole.",
    ),
    "ratio-rounded-by-all-replicas": Part(
        lambda at, count: math.ceil(at.ratio) * at.replicas,
        "You round the ratio up, and multiply by all replicas. Multiply by the ready pods, len(usage_m), and round only"
        " what comes of it.",
    ),
    "change-for-count": Part(
        lambda at, count: count - at.replicas,
        "You return how many pods come or go. The question is how many there should be.",
    ),
    "unready-added": Part(
        lambda at, count: count + at.replicas - at.ready,
        "In your count the pods that aren't ready come on top. Kubernetes takes the ratio times the ready ones for all"
        " that it wants; the others are among those.",
    ),
    "beyond-the-edge": Part(
        lambda at, count: math.ceil((at.ratio - math.copysign(0.1, at.ratio - 1)) * at.ready),
        "You take the tolerance off the ratio. It only says when to do nothing: outside of it the full ratio counts.",
    ),
}
CHANGE_EVERYWHERE = (
    "You return by how many pods the count changes, 0 where it stays. The question is how many there should be: inside"
    " the tolerance return the replicas, outside of it the ratio times the ready pods, rounded up."
)
RATIO_EVERYWHERE = (
    "You return the ratio, or 1 where nothing changes. It says how many times as many pods it takes: inside the"
    " tolerance return the replicas, outside of it the ratio times the ready pods, rounded up."
)
BOTH = {
    "change-everywhere": Mistake(
        replicas_by(kept=lambda at: 0, last=lambda at, count: count - at.replicas), CHANGE_EVERYWHERE
    ),
    "one-or-the-ratio": Mistake(replicas_by(kept=lambda at: 1, last=lambda at, count: at.ratio), RATIO_EVERYWHERE),
    "ratio-everywhere": Mistake(
        replicas_by(stays=lambda at: False, last=lambda at, count: at.ratio),
        "You return the ratio. It says how many times as many pods it takes: inside the tolerance return the replicas,"
        " outside of it the ratio times the ready pods, rounded up.",
    ),
    "change-without-a-tolerance": Mistake(
        replicas_by(stays=lambda at: False, last=lambda at, count: count - at.replicas),
        "You return by how many pods the count changes. The question is how many there should be; and from 0.9 to 1.1"
        " that is the replicas that are there.",
    ),
}
STEPS = {"percent": PERCENT, "stays": STAYS, "kept": KEPT, "pods": PODS, "whole": WHOLE}
ALL = Family(replicas_by, {**STEPS, "last": LAST})
WITHOUT_LAST = Family(replicas_by, STEPS)
