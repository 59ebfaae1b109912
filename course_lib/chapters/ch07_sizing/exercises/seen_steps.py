"""Each step of seen_by_hpa, and the ways to get it wrong.

Vocabulary: `ALL` are the functions in which any step may be wrong, for single mistakes; two may be wrong in those of
`WITHOUT_LAST`, whose last step is right.
"""

from __future__ import annotations

import math

from course_lib.chapters.ch07_sizing.exercises.seen import held, seen_by
from course_lib.framework.exercise.family import Family, Part

USE = {
    "demand-for-usage": Part(
        held(lambda wanted_m, at: False),
        "You take what a pod wants for what it uses. Beyond its limit it is held back: the rest waits in its queue, and"
        " a queue isn't CPU usage.",
        "a pod uses its limit at most, however much it wants.",
    ),
    "all-at-their-limit": Part(
        held(lambda wanted_m, at: True),
        "You let every pod use its whole limit. Only those that want more than that do.",
        "only pods that want more than their limit use all of it.",
    ),
    "larger-for-smaller": Part(
        held(lambda wanted_m, at: wanted_m < at.limit_m),
        "You count the limit for pods that want less than it, and the demand for those that want more. It's the other"
        " way round: a pod uses the smaller of the two.",
        "a pod uses the smaller of demand and limit, not the larger.",
    ),
    "held-by-the-request": Part(
        held(lambda wanted_m, at: wanted_m > at.request_m),
        "You compare the demand with the request. A request is what the scheduler keeps free for a pod; it may use"
        " more. What holds it back is the limit.",
        "compare the demand with the limit, not with the request.",
    ),
    "held-if-there-is-a-limit": Part(
        held(lambda wanted_m, at: at.limit_m < math.inf),
        "Where there is a limit you let every pod use all of it. Only those that want more than that do.",
        "only pods that want more than their limit use all of it.",
    ),
    "all-of-them-held": Part(
        held(lambda wanted_m, at: sum(at.demand_m) > at.limit_m),
        "You compare the demand of all pods with the limit of one. Each pod has a limit of its own: compare its own"
        " demand, wanted_m.",
        "compare each pod's own demand with its limit, not the sum.",
    ),
    "the-mean-held": Part(
        held(lambda wanted_m, at: at.mean_m > at.limit_m),
        "You compare the mean demand with the limit. A hot pod may be held back while the mean is low: compare each"
        " pod's own demand, wanted_m.",
        "compare each pod's own demand with its limit, not the mean.",
    ),
    "held-above-the-mean": Part(
        held(lambda wanted_m, at: wanted_m > at.mean_m),
        "You compare a pod's demand with the mean of all pods. What holds a pod back is its limit, however much the"
        " others want.",
        "compare the demand with the limit, not with the mean of all pods.",
    ),
    "held-above-half-the-limit": Part(
        held(lambda wanted_m, at: wanted_m > at.limit_m / 2),
        "You hold a pod back from half of its limit on. It may use all of it.",
        "a pod may use all of its limit, not half.",
    ),
    "hottest-alone-held": Part(
        held(lambda wanted_m, at: wanted_m == max(at.demand_m)),
        "You let the hottest pod use just its limit, and nobody else. Any pod that wants more than its limit is held"
        " back, and one that wants less isn't.",
        "compare each pod's demand with its limit; the hottest is one of many.",
    ),
    "limit-on-top": Part(
        lambda wanted_m, at: wanted_m + at.limit_m if wanted_m > at.limit_m else wanted_m,
        "Where a pod is held back you add its limit and what it wants. It's one or the other: is the else still there?",
        "add the limit or what is wanted, not both.",
    ),
    "nothing-of-the-held": Part(
        lambda wanted_m, at: 0 if wanted_m > at.limit_m else wanted_m,
        "You leave out the pods that are held back. They use all of their limit.",
        "pods that are held back use all of their limit.",
    ),
}
BALANCED = {
    "balanced-beyond-the-limit": Part(
        lambda at: sum(at.demand_m),
        "With balance you let the pods use all that is wanted. If the mean is above the limit, every one of the"
        " balanced pods is held back by it.",
        "balanced pods are held by their limits as well.",
    ),
    "balance-changes-nothing": Part(
        lambda at: at.now_m,
        "You say that balance changes nothing. That's right as long as no pod is held by its limit. Where one is, its"
        " surplus goes to pods with room once the demand is balanced, and becomes usage.",
        "once balanced, what a hot pod couldn't use goes to pods with room.",
    ),
    "one-balanced-pod": Part(
        lambda at: at.mean_m,
        "Your balanced_m is what each pod wants on average. It is to be what all of them use together, as now_m is; and"
        " none uses more than its limit.",
        "balanced_m is for all pods together, not for one.",
    ),
    "one-balanced-pod-held": Part(
        lambda at: min(at.mean_m, at.limit_m),
        "Your balanced_m is what one pod uses. It is to be what all of them use together, as now_m is: multiply by the"
        " pods.",
        "balanced_m is for all pods together: multiply by them.",
    ),
    "what-one-pod-uses-now": Part(
        lambda at: at.now_m / at.pods,
        "You divide what the pods use now by their number. Balanced, they share what is wanted; and balanced_m is to be"
        " what all of them use together, as now_m is.",
        "balanced_m is for all pods together, and is made of what they want.",
    ),
    "one-limit-for-all": Part(
        lambda at: min(sum(at.demand_m), at.limit_m),
        "You hold all pods together to the limit of one. Each has a limit of its own.",
        "each pod has a limit of its own, so together they have all of them.",
    ),
    "all-limits-used": Part(
        lambda at: at.pods * at.limit_m,
        "With balance you let every pod use its whole limit. It uses the mean demand, and the limit only where the mean"
        " is above it.",
        "balanced pods use the mean demand, and their limit at most.",
    ),
    "all-requests-used": Part(
        lambda at: min(sum(at.demand_m), at.pods * at.request_m),
        "With balance you hold the pods to their requests. They may use more than that, up to their limits.",
        "balanced pods are held by their limits, not by their requests.",
    ),
    "larger-when-balanced": Part(
        lambda at: max(sum(at.demand_m), at.pods * at.limit_m),
        "With balance you take the larger of demand and limits. Pods use no more than they want, and no more than they"
        " may: take the smaller.",
        "take the smaller of demand and limits, not the larger.",
    ),
    "all-as-the-hottest": Part(
        lambda at: at.pods * min(max(at.demand_m), at.limit_m),
        "With balance you let every pod use as much as the hottest. They share the same demand: each gets the mean.",
        "balanced pods get the mean demand each, not the hottest pod's.",
    ),
    "all-want-as-the-hottest": Part(
        lambda at: at.pods * max(at.demand_m),
        "With balance you let every pod use what the hottest wants. They share the same demand: each gets the mean, and"
        " its limit holds it back as before.",
        "balanced pods get the mean demand each, not the hottest pod's.",
    ),
    "requests-for-demand": Part(
        lambda at: at.pods * at.request_m,
        "With balance you let the pods use just what they request. They use what is wanted of them: the mean demand,"
        " and their limit at most.",
        "balanced pods use the mean demand, not what they request.",
    ),
    "one-limit-where-short": Part(
        lambda at: sum(at.demand_m) if sum(at.demand_m) <= at.pods * at.limit_m else at.limit_m,
        "Where more is wanted than all pods may use, you return the limit of one. All of them are at their limits then:"
        " multiply by the pods.",
        "where all are held, they use all of their limits, not one.",
    ),
    "surplus-lost": Part(
        lambda at: at.now_m - min(max(at.demand_m), at.limit_m),
        "With balance you leave the hottest pod out. Its demand doesn't go away: it moves to the other pods.",
        "the hottest pod's demand moves to the others; it doesn't go away.",
    ),
}
PERCENT = {
    "percent-of-limit": Part(
        lambda used_m, request_m, limit_m: 100 * sum(used_m) // (len(used_m) * limit_m),
        "You work out the percentage of the limit. The autoscaler works with the request: a pod may well be above 100%"
        " of that.",
        "the percentage is of the request, not of the limit.",
    ),
    "not-truncated": Part(
        lambda used_m, request_m, limit_m: 100 * sum(used_m) / (len(used_m) * request_m),
        "Your percentages keep their digits after the point. Kubernetes drops them: use //.",
        "drop what comes after the point of the percentage, as // does.",
    ),
    "rounded-percentage": Part(
        lambda used_m, request_m, limit_m: round(100 * sum(used_m) / (len(used_m) * request_m)),
        "You round the percentages to the nearest whole number. Kubernetes drops what comes after the point: use //.",
        "drop what comes after the point instead of rounding.",
    ),
    "rounded-up": Part(
        lambda used_m, request_m, limit_m: math.ceil(100 * sum(used_m) / (len(used_m) * request_m)),
        "You round the percentages up. Kubernetes drops what comes after the point; it rounds up only later, when it"
        " counts pods.",
        "drop what comes after the point instead of rounding up.",
    ),
    "of-one-request": Part(
        lambda used_m, request_m, limit_m: 100 * sum(used_m) // request_m,
        "You divide what all pods use by the request of one. Multiply the request by the pods.",
        "divide by the requests of all pods, not of one.",
    ),
    "each-pod-truncated": Part(
        lambda used_m, request_m, limit_m: sum(100 * used // request_m for used in used_m) // len(used_m),
        "You make each pod's percentage whole, and then take their mean. Kubernetes adds up first, and works out a"
        " single whole percentage.",
        "work out one whole percentage for all pods, not one for each.",
    ),
    "hottest-pod": Part(
        lambda used_m, request_m, limit_m: 100 * max(used_m) // request_m,
        "You go by the hottest pod, so balance makes the percentage fall. The autoscaler doesn't see any single pod: it"
        " adds up what all of them use. Balance never lowers that sum.",
        "go by the sum of all pods, not by the hottest one.",
    ),
    "share-for-percent": Part(
        lambda used_m, request_m, limit_m: sum(used_m) / (len(used_m) * request_m),
        "You return shares of 1. The autoscaler works in whole percent: multiply by 100, then drop what comes after the"
        " point.",
        "return whole percent instead of shares of 1.",
    ),
}
LAST = {
    "turned": Part(
        lambda now, balanced: (balanced, now),
        "Both are right, but the wrong way round: now comes first, balanced second.",
    ),
    "now-alone": Part(
        lambda now, balanced: now,
        "The first percentage is right. Return both: now, and balanced.",
    ),
    "balanced-alone": Part(
        lambda now, balanced: balanced,
        "The second percentage is right. Return both: now, and balanced.",
    ),
    "hundred-at-most": Part(
        lambda now, balanced: (min(100, now), min(100, balanced)),
        "Your percentages end at 100. They are of the request, and a pod may use more than that, up to its limit.",
    ),
    "difference-alone": Part(
        lambda now, balanced: balanced - now,
        "You return by how much balance raises the percentage. Return both: now, and balanced.",
    ),
}
STEPS = {"use": USE, "balanced": BALANCED, "percent": PERCENT}
ALL = Family(seen_by, {**STEPS, "last": LAST})
WITHOUT_LAST = Family(seen_by, STEPS)
