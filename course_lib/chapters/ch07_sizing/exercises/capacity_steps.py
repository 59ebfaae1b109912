"""Each step of capacity_with_margin, and the ways to get it wrong.

Vocabulary: `ALL` are the functions in which any step may be wrong, for single mistakes; two may be wrong in those of
`WITHOUT_LAST`, whose last step is right.
"""

from __future__ import annotations

import math

from course_lib.chapters.ch07_sizing.exercises.capacity import all_at_once, capacity_by, nearest_rank
from course_lib.chapters.ch07_sizing.exercises.quantile_steps import QUANTILE
from course_lib.framework.exercise.family import Family, Part

TOTAL = {
    "one-pods-share": Part(
        lambda demand_m: [sum(at_once) / len(at_once) for at_once in zip(*demand_m, strict=True)],
        "Your capacity is for one pod. The question is about all of them together: add up what they want at each time,"
        " and don't divide by the pods.",
        "the capacity is for all pods together: don't divide by them.",
    ),
    "largest-pod": Part(
        lambda demand_m: [max(at_once) for at_once in zip(*demand_m, strict=True)],
        "At each time you take the pod that wants most. All of them have to be served: add up what they want.",
        "add up the pods at each time instead of taking the largest.",
    ),
    "first-pod-alone": Part(
        lambda demand_m: demand_m[0],
        "You look at the first pod alone. demand_m holds one list for each pod: add up what all of them want at each"
        " time.",
        "add up all pods at each time, not the first alone.",
    ),
    "sums-over-time": Part(
        lambda demand_m: [sum(pod) for pod in demand_m],
        "You add up each pod's demand over time. Add up the other way: what all pods want at one time. zip(*demand_m)"
        " gives you the times one after the other.",
        "add up over the pods at each time, not over time for each pod.",
    ),
    "first-times-alone": Part(
        lambda demand_m: all_at_once(demand_m)[: len(demand_m)],
        "You go through as many times as there are pods. There are as many as each pod's list has entries:"
        " len(demand_m[0]).",
        "there are len(demand_m[0]) times, not len(demand_m).",
    ),
    "all-in-one-list": Part(
        lambda demand_m: [each for pod in demand_m for each in pod],
        "You put the demands of all pods into one list, so your quantile is that of a single pod's demand. Add up what"
        " all pods want at each time first.",
        "add up the pods at each time before you look for a quantile.",
    ),
    "means-of-pods": Part(
        lambda demand_m: [sum(pod) / len(pod) for pod in demand_m],
        "You take each pod's mean over time, so what happens at any one time is lost. Add up what all pods want at each"
        " time, and take the quantile of that.",
        "add up the pods at each time; their means say nothing about any one time.",
    ),
}
MARGIN = {
    "margin-forgotten": Part(
        lambda at: at.quantile,
        "Your capacity is the bare quantile. Put the margin on top: a margin of 0.2 makes it a fifth larger.",
        "put the margin on top of the quantile.",
    ),
    "margin-alone": Part(
        lambda at: at.quantile * at.margin,
        "You multiply by the margin, which leaves the margin alone. The capacity is the quantile with the margin on"
        " top: (1 + margin) times the quantile.",
        "multiply by 1 + margin, not by the margin.",
    ),
    "margin-added": Part(
        lambda at: at.quantile + at.margin,
        "You add the margin as it is. It's a share of the quantile: 0.2 makes the capacity a fifth larger.",
        "the margin is a share of the quantile: multiply by 1 + margin.",
    ),
    "margin-in-percent": Part(
        lambda at: at.quantile * (1 + at.margin / 100),
        "You divide the margin by 100. It's a share of 1 already: 0.2 makes the capacity a fifth larger.",
        "the margin isn't in percent; don't divide it by 100.",
    ),
    "margin-taken-off": Part(
        lambda at: at.quantile * (1 - at.margin),
        "You take the margin off. It's there for what the quantile doesn't know: put it on top.",
        "put the margin on top instead of taking it off.",
    ),
    "margin-left-free": Part(
        lambda at: at.quantile / (1 - at.margin),
        "You divide by 1 - margin, which leaves a share `margin` of the capacity free. Here the margin is a share of"
        " the quantile: multiply by 1 + margin.",
        "multiply by 1 + margin instead of dividing by 1 - margin.",
    ),
    "margin-of-the-peak": Part(
        lambda at: at.quantile + at.margin * max(at.totals),
        "Your margin is a share of the peak. It's a share of the quantile: multiply that by 1 + margin.",
        "the margin is a share of the quantile, not of the peak.",
    ),
    "margin-of-the-mean": Part(
        lambda at: at.quantile + at.margin * sum(at.totals) / len(at.totals),
        "Your margin is a share of the mean. It's a share of the quantile: multiply that by 1 + margin.",
        "the margin is a share of the quantile, not of the mean.",
    ),
    "share-made-larger": Part(
        lambda at: nearest_rank(at.totals, min(1, at.share * (1 + at.margin))),
        "You put the margin on the share, and take a higher quantile. It belongs on the capacity: the quantile, times 1"
        " + margin.",
        "put the margin on the quantile, not on the share.",
    ),
    "margin-added-to-the-share": Part(
        lambda at: nearest_rank(at.totals, min(1, at.share + at.margin)),
        "You add the margin to the share, and take a higher quantile. It belongs on the capacity: the quantile, times 1"
        " + margin.",
        "put the margin on the quantile; don't add it to the share.",
    ),
    "one-pods-part": Part(
        lambda at: at.quantile * (1 + at.margin) / len(at.demand_m),
        "Your capacity is for one pod, and your share of time compares it with what all of them want. The question is"
        " about all of them together: don't divide the capacity by the pods.",
        "don't divide the capacity by the pods: it's for all of them together.",
    ),
    "rounded-up": Part(
        lambda at: math.ceil(at.quantile * (1 + at.margin)),
        "You round the capacity up. A capacity may have parts of a millicore here: keep its digits.",
        "keep the digits of the capacity.",
    ),
}
VIOLATED = {
    "at-or-above": Part(
        lambda at: sum(total >= at.capacity_m for total in at.totals) / len(at.totals),
        "You also count the time when exactly the capacity is wanted. That much is there: only what is above it is a"
        " violation.",
        "what exactly fits is no violation: compare with >, not >=.",
    ),
    "above-the-bare-quantile": Part(
        lambda at: sum(total > at.quantile for total in at.totals) / len(at.totals),
        "You count the time above the bare quantile; or you put the margin on the demand as well, which comes to the"
        " same. Only the capacity gets the margin: count the times when the demand as it is is above that.",
        "count the time above the capacity, not above the bare quantile.",
    ),
    "time-within": Part(
        lambda at: sum(total <= at.capacity_m for total in at.totals) / len(at.totals),
        "You return the share of time that the capacity is enough for. The question is about the rest: when is more"
        " wanted?",
        "count the time above the capacity, not the time within.",
    ),
    "count-for-share": Part(
        lambda at: sum(total > at.capacity_m for total in at.totals),
        "You return how many times it was too much. Divide by all of them: the question is what share of the time that"
        " is.",
        "divide the count by the number of times.",
    ),
    "violations-in-percent": Part(
        lambda at: 100 * sum(total > at.capacity_m for total in at.totals) / len(at.totals),
        "Your share of time is in percent. Return it as a share of 1: 25% is 0.25.",
        "return the share of time as a share of 1, not in percent.",
    ),
    "what-the-quantile-leaves": Part(
        lambda at: 1 - at.share,
        "You return 1 - share. That's what the quantile promised, not what happened: count the times when more than the"
        " capacity was wanted.",
        "count the times above the capacity; 1 - share is a promise.",
    ),
    "never-violated": Part(
        lambda at: 0,
        "You say that the capacity is always enough. A quantile leaves some of the time out, and the margin need not"
        " cover it: count the times when more than the capacity was wanted.",
        "count the times when more than the capacity was wanted.",
    ),
    "by-the-pods": Part(
        lambda at: sum(total > at.capacity_m for total in at.totals) / len(at.demand_m),
        "You divide by the number of pods. The question is what share of the time it is: divide by the number of"
        " times.",
        "divide by the number of times, not of pods.",
    ),
    "any-pod-above": Part(
        lambda at: (
            sum(any(each > at.capacity_m / len(at.demand_m) for each in at_once) for at_once in zip(*at.demand_m))  # noqa: B905
            / len(at.totals)
        ),
        "You count the time when some pod wants more than its part of the capacity. The capacity is for all pods"
        " together: compare it with their total.",
        "compare the capacity with the total, not with single pods.",
    ),
    "each-pod-with-all": Part(
        lambda at: sum(each > at.capacity_m for pod in at.demand_m for each in pod) / len(all_at_once(at.demand_m)),
        "You compare each pod's own demand with the capacity for all of them. Compare what they want together at each"
        " time.",
        "compare the capacity with the total, not with single pods.",
    ),
    "how-much-too-much": Part(
        lambda at: sum(max(0, total - at.capacity_m) for total in at.totals) / sum(at.totals),
        "You return what share of the work didn't fit. The question is what share of the time: count the times when"
        " more than the capacity was wanted.",
        "count times, not the work that didn't fit.",
    ),
}
LAST = {
    "turned": Part(
        lambda capacity_m, violated: (violated, capacity_m),
        "Both are right, but the wrong way round: the capacity comes first.",
    ),
    "capacity-alone": Part(
        lambda capacity_m, violated: capacity_m,
        "The capacity is right. Return both: the capacity, and the share of time above it.",
    ),
    "violations-alone": Part(
        lambda capacity_m, violated: violated,
        "The share of time is right. Return both: the capacity, and that.",
    ),
    "in-cores": Part(
        lambda capacity_m, violated: (capacity_m / 1000, violated),
        "Your capacity is in cores. Return it in millicores, as the demand is.",
    ),
}
STEPS = {"total": TOTAL, "quantile": QUANTILE, "margin": MARGIN, "violated": VIOLATED}
ALL = Family(capacity_by, {**STEPS, "last": LAST})
WITHOUT_LAST = Family(capacity_by, STEPS)
