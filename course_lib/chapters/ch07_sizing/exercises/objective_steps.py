"""Each step of pods_for_objective, and the ways to get it wrong."""

from __future__ import annotations

import math

from course_lib.chapters.ch07_sizing.exercises.objective import pods_by
from course_lib.framework.exercise.family import Family, Part

MEAN = {
    "objective-for-mean": Part(
        lambda objective_s, share: objective_s,
        "You let the mean be as long as the objective. The objective is for a percentile: the mean has to be shorter,"
        " as many times as -log(1 - share) says.",
        "the objective is for the percentile; the mean has to be shorter.",
    ),
    "log-ten": Part(
        lambda objective_s, share: objective_s / -math.log10(1 - share),
        "You take the logarithm to base ten, so the mean may be 2.3 times as long as it should. Here it has to be the"
        " natural one, log(…) from math.",
        "take the natural logarithm, not the one to base ten.",
    ),
    "log-of-the-share": Part(
        lambda objective_s, share: objective_s / -math.log(share),
        "You take the logarithm of the share that is fast enough. It's that of the share that is slower, 1 - share.",
        "the logarithm is of 1 - share, not of the share.",
    ),
    "times-the-log": Part(
        lambda objective_s, share: objective_s * -math.log(1 - share),
        "You multiply the objective by the logarithm, so the mean may be longer than the percentile. Divide.",
        "divide the objective by the logarithm instead of multiplying.",
    ),
    "share-of-the-objective": Part(
        lambda objective_s, share: objective_s * share,
        "You multiply the objective by the share. How short the mean has to be so that a share of the requests stays"
        " below the objective is in the line that was given: mean_s = objective_s / -log(1 - share).",
        "the mean is objective_s / -log(1 - share), as was given.",
    ),
    "objective-by-the-share": Part(
        lambda objective_s, share: objective_s / share,
        "You divide the objective by the share. How short the mean has to be so that a share of the requests stays"
        " below the objective is in the line that was given: mean_s = objective_s / -log(1 - share).",
        "the mean is objective_s / -log(1 - share), as was given.",
    ),
}
ENDLESS = {
    "nothing-for-never": Part(
        0,
        "You return 0 where no number of pods will do, as if none were needed. Return inf: however many there are, they"
        " are too few.",
        "return inf, not 0, where no number of pods will do.",
    ),
}
NEVER = {
    "no-condition": Part(
        lambda at: False,
        "Your code doesn't return inf where it should. Where the mean may not even be as long as the service time, no"
        " number of pods will do: more of them shorten the wait, not the work.",
    ),
    "equal-for-enough": Part(
        lambda at: at.mean_s < at.service_s,
        "Your code divides by 0 where mean_s is exactly service_s. Return inf there, too: equal isn't enough, as no"
        " request could ever wait then, and that takes more pods than there are.",
        "return inf where mean_s is exactly service_s, too.",
    ),
    "objective-with-service": Part(
        lambda at: at.objective_s <= at.service_s,
        "You compare the objective with the service time. Even at an idle pod some requests take much longer than the"
        " mean, so the objective can be out of reach far above it: compare mean_s with service_s.",
        "compare mean_s with service_s, not the objective.",
    ),
    "met-for-never": Part(
        lambda at: at.mean_s >= at.service_s,
        "You return inf where the objective can be met. It's for the opposite: where the mean may not even be as long"
        " as the service time.",
    ),
    "overload-for-never": Part(
        lambda at: at.offered >= 1,
        "You return inf as soon as there is work for more than one pod. That's what more pods are for. No number of"
        " them will do where the mean may not even be as long as the service time.",
        "return inf where mean_s isn't above service_s, however much work there is.",
    ),
}
BUSIEST = {
    "busy-for-spare": Part(
        lambda at: at.service_s / at.mean_s,
        "What comes out is the work divided by service_s / mean_s. But that's the share of its time that a pod has to"
        " have left; how busy it may be is the rest. In chapter 05 the mean was service_s / (1 - utilisation): solve"
        " that for the utilisation. (If you multiplied requests_per_s by mean_s: that's how many requests are in the"
        " pods at once, waiting or being worked on, and a pod can hold several.)",
        "service_s / mean_s is what a pod has to have left; it may be busy for the rest.",
    ),
    "objective-for-mean-in-the-load": Part(
        lambda at: 1 - at.service_s / at.objective_s,
        "You work out the utilisation from the objective. The formula from chapter 05 is for the mean: use mean_s.",
        "work out the utilisation from mean_s, not from the objective.",
    ),
    "eighty-percent": Part(
        lambda at: 0.8,
        "You let every pod be 80% busy, whatever the objective. How busy it may be follows from mean_s and service_s.",
        "the utilisation follows from mean_s; it isn't 80% for all objectives.",
    ),
    "seventy-percent": Part(
        lambda at: 0.7,
        "You let every pod be 70% busy, whatever the objective. How busy it may be follows from mean_s and service_s.",
        "the utilisation follows from mean_s; it isn't 70% for all objectives.",
    ),
    "share-for-load": Part(
        lambda at: at.share,
        "You take the share of the requests for the utilisation. The one says how many requests must be fast, the other"
        " how busy a pod may be.",
        "the utilisation follows from mean_s; it isn't the share.",
    ),
    "work-for-load": Part(
        lambda at: at.offered,
        "You take the work that arrives for the utilisation. The one is how many pods would be busy all the time, the"
        " other how busy each may be, if the mean is to be mean_s.",
        "the utilisation follows from mean_s, not from the work.",
    ),
    "objective-and-busy-for-spare": Part(
        lambda at: at.service_s / at.objective_s,
        "You divide the service time by the objective. The formula from chapter 05 is for the mean, mean_s; and"
        " service_s / mean_s is what a pod has to have left: it may be busy for the rest.",
        "use mean_s, not the objective, and take 1 minus the fraction.",
    ),
    "difference-for-load": Part(
        lambda at: at.mean_s - at.service_s,
        "You subtract the service time from the mean. That's how long a request may wait, a time and no utilisation:"
        " divide it by mean_s.",
        "mean_s - service_s is a time: divide it by mean_s.",
    ),
    "mean-over-service": Part(
        lambda at: at.mean_s / at.service_s,
        "Your utilisation is above 1: the mean is longer than the service time. service_s / mean_s is what a pod has to"
        " have left; it may be busy for the rest.",
        "the utilisation is 1 minus service_s / mean_s.",
    ),
    "straight-line": Part(
        lambda at: at.mean_s / at.service_s - 1,
        "You let the latency rise in a straight line with the load. The mean is service_s / (1 - utilisation): solve"
        " that for the utilisation.",
        "the mean is service_s / (1 - utilisation), no straight line.",
    ),
    "inverse-of-the-mean": Part(
        lambda at: 1 - at.mean_s / at.service_s,
        "Your fraction is upside down: the mean is longer than the service time, so your utilisation is below 0.",
        "turn the fraction round: service time over mean.",
    ),
}
PODS = {
    "requests-for-work": Part(
        lambda at: at.requests_per_s / at.utilisation,
        "You divide requests a second by the utilisation. Multiply them by the seconds of work that each takes: that's"
        " how many pods they keep busy.",
        "count the work, requests_per_s * service_s, not the requests.",
    ),
    "in-flight-for-work": Part(
        lambda at: at.requests_per_s * at.mean_s / at.utilisation,
        "What comes out is requests_per_s * mean_s, divided by the utilisation. But that product is how many requests"
        " are in the pods at once, waiting or being worked on, and a pod can hold several. What keeps pods busy is the"
        " work: requests_per_s * service_s.",
        "count the work, requests_per_s * service_s, not the requests that are in the pods.",
    ),
    "times-the-load": Part(
        lambda at: at.offered * at.utilisation,
        "You multiply the work by the utilisation, so there are fewer pods than the work keeps busy. Divide.",
        "divide the work by the utilisation instead of multiplying.",
    ),
    "work-and-spare": Part(
        lambda at: at.offered * (2 - at.utilisation),
        "What comes out is the work, and service_s / mean_s of it on top. But that share of the pods has to be left,"
        " not of the work: divide the work by the utilisation. (If you took mean_s for the wait alone: it's the whole"
        " latency, work included.)",
        "divide the work by the utilisation.",
    ),
    "work-rounded-first": Part(
        lambda at: math.ceil(at.offered) / at.utilisation,
        "You round the work up before you divide. Only the pods have to be whole: divide first.",
        "round up only after the division.",
    ),
    "work-alone": Part(
        lambda at: at.offered,
        "You return as many pods as the work keeps busy all the time, whatever the objective. They may only be busy for"
        " a share `utilisation` of it: divide by that.",
        "divide the work by the utilisation.",
    ),
    "by-the-objective": Part(
        lambda at: at.offered / at.objective_s,
        "You divide the work by the objective. What a pod can do is how busy it may be: divide by the utilisation.",
        "divide the work by the utilisation, not by the objective.",
    ),
}
WHOLE = {
    "floor-for-ceil": Part(
        math.floor,
        "You round down, and the objective is missed by a little. Round up, with ceil. (int and // round down.)",
        "round up, with ceil.",
    ),
    "rounded-pods": Part(
        round,
        "You round to the nearest whole number, so the objective may be missed by a little. Round up, with ceil.",
        "round up with ceil instead of to the nearest number.",
    ),
    "not-rounded": Part(
        lambda pods: pods,
        "You return parts of a pod. Pods are whole: round up, with ceil.",
        "round up, with ceil.",
    ),
    "one-more-where-whole": Part(
        lambda pods: math.floor(pods) + 1,
        "Where the number of pods is whole already you return one too many. ceil rounds up and leaves whole numbers"
        " alone.",
        "round up with ceil: rounding down and adding 1 is one too many for a whole number.",
    ),
    "one-more": Part(
        lambda pods: math.ceil(pods) + 1,
        "You return one pod more than it takes. Rounding up is enough.",
        "return one pod fewer: rounding up is enough.",
    ),
}
OBJECTIVE = Family(
    pods_by, {"mean": MEAN, "endless": ENDLESS, "never": NEVER, "busiest": BUSIEST, "pods": PODS, "whole": WHOLE}
)
