"""Each step of pod_latencies, and the ways to get it wrong.

Vocabulary: `WITH_LOG` are the families of functions in which the percentile comes from a logarithm, `WITHOUT_LOG` those
in which it doesn't.
"""

from __future__ import annotations

import math
from typing import Any

from course_lib.chapters.ch05_queueing.exercises.latencies import latencies
from course_lib.chapters.ch05_queueing.exercises.mean_steps import BUSY, MEAN
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.values import same


def roughly(one: Any, other: Any) -> bool:
    """Whether values agree to three digits or so."""
    return same(one, other, within=2e-3)


TIME = {
    "service-alone": Part(
        lambda at: at.service_s,
        "You work out the percentile of the service alone, as at an idle pod. Take the mean of the whole latency,"
        " waiting included: mean_s.",
        "the percentile needs the mean of the whole latency, mean_s, not the service alone.",
    ),
    "wait-alone": Part(
        lambda at: at.mean_s - at.service_s,
        "Your percentile is made from the mean of the wait alone. A latency is waiting and service together, and it is"
        " the whole that is exponential: take mean_s.",
        "the percentile needs the mean of the whole latency, mean_s, not the wait alone.",
    ),
    "mean-forgotten": Part(
        lambda at: 1,
        "Your percentile doesn't depend on the mean, so it isn't in seconds yet: it says how many means it is.",
        "multiply by mean_s.",
    ),
    "spare-twice": Part(
        lambda at: at.mean_s / (1 - at.busy),
        "You divide by 1 - utilisation twice. In mean_s that is done already.",
        "divide by 1 - utilisation only once, in mean_s.",
    ),
    "by-pods-twice": Part(
        lambda at: at.mean_s / at.pods,
        "You divide the latency by the number of pods. A request waits at one pod, and mean_s is the mean there.",
        "mean_s is the mean at one pod already; don't divide by the pods again.",
    ),
}
SLOWER = {
    "log-of-the-share": Part(
        lambda at: at.share,
        "You take the logarithm of the share that is fast enough. What e^(-t/mean) gives is the share that takes longer"
        " than t: for p99 that is 0.01, not 0.99.",
        "the logarithm is of the share that takes longer: for p99 0.01, not 0.99.",
    ),
    "hundred-times-the-share": Part(
        lambda at: 100 * at.share,
        "You take the logarithm of the share that is fast enough, in percent. What e^(-t/mean) gives is the share that"
        " takes longer than t, as a share of 1: for p99 that is 0.01.",
        "the logarithm is of the share that takes longer, for p99 0.01, not of 99 percent.",
    ),
    "percent-for-share": Part(
        lambda at: 100 - at.share,
        "You subtract `share` from 100, as if it were in percent. It's a share of 1: for p99 it is 0.99.",
        "subtract share from 1, not from 100.",
    ),
    "divided-by-100": Part(
        lambda at: 1 - at.share / 100,
        "You divide `share` by 100, as if it were in percent. It's a share of 1 already: for p99 it is 0.99.",
        "share isn't in percent; don't divide it by 100.",
    ),
    "rest-in-percent": Part(
        lambda at: 100 * (1 - at.share),
        "You take the logarithm of a percentage. What e^(-t/mean) gives is a share of 1: for p99 it is 0.01, not 1.",
        "take the logarithm of 1 - share, not of a percentage.",
    ),
    "one-and-the-share": Part(
        lambda at: 1 + at.share,
        "You take the logarithm of 1 + share. The share that takes longer is what is left: 1 - share.",
        "take the logarithm of 1 - share, not of 1 + share.",
    ),
    "percentile-of-the-wait": Part(
        lambda at: (1 - at.share) / at.busy,
        "You divide the share that is slower by the utilisation. That gives the percentile of the wait alone, since"
        " only so many requests wait at all. Here the whole latency counts, and every request has one.",
        "don't divide the share that is slower by the utilisation.",
    ),
}
LOG = {
    "log-ten": Part(
        math.log10,
        "You take the logarithm to base ten, which comes out 2.3 times too small. Here it has to be the natural one,"
        " with base e: in Python log(…) from math, with nothing but the number in the brackets.",
        "take the natural logarithm, not the one to base ten.",
    ),
    "log-two": Part(
        math.log2,
        "You take the logarithm to base two, which comes out 1.44 times too large. Here it has to be the natural one,"
        " with base e: in Python log(…) from math, with nothing but the number in the brackets.",
        "take the natural logarithm, not the one to base two.",
    ),
}
LAST = {
    "minus-forgotten": Part(
        lambda at, time_s, log: log * time_s,
        "The sign isn't right. The logarithm of a number below 1 is negative, and the minus in e^(-t/mean) makes the"
        " time positive again.",
        "mind the minus in e^(-t/mean).",
    ),
    "service-added": Part(
        lambda at, time_s, log: at.service_s - log * time_s,
        "You add the service on top. The mean of the whole latency already includes it.",
        "don't add the service on top.",
    ),
    "mean-added": Part(
        lambda at, time_s, log: at.mean_s - log * time_s,
        "You add the mean on top. The percentile is counted from 0, not from the mean.",
        "don't add the mean on top.",
    ),
    "divided-by-the-log": Part(
        lambda at, time_s, log: time_s / -log,
        "You divide by the logarithm, so a higher percentile comes out smaller. Solve e^(-t/mean) = 1 - share for t.",
        "multiply by the logarithm instead of dividing by it.",
    ),
    "divided-by-the-log-and-minus-forgotten": Part(
        lambda at, time_s, log: time_s / log,
        "You divide by the logarithm, and the sign isn't right. Solve e^(-t/mean) = 1 - share for t.",
        "multiply by the logarithm instead of dividing by it, and mind the minus.",
    ),
    "over-the-mean": Part(
        lambda at, time_s, log: -log / time_s,
        "You divide the logarithm by the time, so a slower pod gets a lower percentile. Solve e^(-t/mean) = 1 - share"
        " for t: the mean ends up on the other side.",
        "multiply by the time instead of dividing by it.",
    ),
    "percentile-in-milliseconds": Part(
        lambda at, time_s, log: -1000 * log * time_s,
        "Your percentile is a thousand times too large: in milliseconds, perhaps. Give it in seconds, as the mean.",
        "give the percentile in seconds.",
    ),
}
LAST_WITHOUT_LOG = {
    "always-p99": Part(
        lambda at, time_s, log: 4.605 * time_s,
        "You multiply by about 4.6, whatever `share` is. That gives p99, and only p99: 4.605 is -log(0.01). What"
        " belongs in the place of 0.01?",
        "don't multiply by 4.6, which is right for p99 alone.",
        roughly,
    ),
    "plus-four-six": Part(
        lambda at, time_s, log: time_s + 4.605,
        "You add about 4.6 to the mean, whatever `share` is. p99 is about 4.6 times the mean: where does the 4.6 come"
        " from, and what is it for other shares?",
        "don't add 4.6: p99 alone is 4.6 times the mean.",
        roughly,
    ),
    "service-percentile-and-mean-wait": Part(
        lambda at, time_s, log: at.mean_s - at.service_s - math.log(1 - at.share) * at.service_s,
        "You take a percentile of the service and add the mean wait. The wait varies as well: it is waiting and service"
        " together that is exponential, with the mean mean_s.",
    ),
    "rest-of-the-mean": Part(
        lambda at, time_s, log: (1 - at.share) * time_s,
        "You multiply the time by 1 - share, so p99 comes out as a hundredth of it. 1 - share says how many requests"
        " take longer; its logarithm says how much longer.",
        "use the logarithm of 1 - share, not 1 - share itself.",
    ),
    "not-solved": Part(
        lambda at, time_s, log: math.exp(-at.share / time_s),
        "You put the share where the time belongs. e^(-t/mean) takes a time and gives a share; here the share is"
        " known, and the time is what you look for.",
        "the share isn't the t in e^(-t/mean); solve for t.",
    ),
    "not-solved-from-one": Part(
        lambda at, time_s, log: 1 - math.exp(-at.share / time_s),
        "You put the share where the time belongs. 1 - e^(-t/mean) takes a time and gives the share that is answered"
        " by then; here you know the share and look for the time.",
        "the share isn't the t in 1 - e^(-t/mean); solve for t.",
    ),
    "rest-not-solved": Part(
        lambda at, time_s, log: math.exp(-(1 - at.share) / time_s),
        "You put 1 - share where the time belongs. It is what e^(-t/mean) is equal to: solve that for t.",
        "1 - share isn't the t in e^(-t/mean); solve for t.",
    ),
    "e-for-log": Part(
        lambda at, time_s, log: time_s * math.exp(-(1 - at.share)),
        "You raise e to a power where a logarithm belongs. e^(-t/mean) is known to be 1 - share; the logarithm undoes"
        " the e.",
        "use a logarithm, not a power of e.",
    ),
    "e-to-the-share": Part(
        lambda at, time_s, log: time_s * math.exp(-at.share),
        "You multiply by e to the power of -share. In e^(-t/mean) it's the time that stands in the exponent, and a"
        " share is what comes out.",
        "the share isn't the exponent in e^(-t/mean); solve for t.",
    ),
    "e-to-the-rest": Part(
        lambda at, time_s, log: time_s * math.exp(1 - at.share),
        "You multiply by e to the power of 1 - share. You need what undoes such a power: the logarithm.",
        "use the logarithm of 1 - share, not e to the power of it.",
    ),
    "e-to-plus-the-share": Part(
        lambda at, time_s, log: time_s * math.exp(at.share),
        "You multiply by e to the power of the share. You need what undoes such a power: the logarithm, of the share"
        " that takes longer.",
        "use a logarithm, not e to the power of the share.",
    ),
    "mean-for-percentile": Part(
        lambda at, time_s, log: time_s,
        "Your percentile is the same whatever `share` is. With an exponential latency the mean itself is one"
        " percentile: 63 of 100 requests stay below it. Others lie elsewhere.",
        "the percentile depends on share.",
    ),
    "straight": Part(
        lambda at, time_s, log: at.share * time_s,
        "You multiply by the share, as if latencies were spread evenly from 0 to the mean. They aren't: a few are many"
        " times as long.",
        "the percentile isn't the share times a mean.",
    ),
    "over-the-share": Part(
        lambda at, time_s, log: time_s / at.share,
        "You divide by the share, so a higher percentile comes out smaller. The logarithm of the share that is slower"
        " tells how many means it is.",
        "the percentile isn't a mean divided by the share.",
    ),
    "share-on-top": Part(
        lambda at, time_s, log: time_s * (1 + at.share),
        "You multiply by 1 + share, which is less than 2 for every percentile. A few latencies are many times as long"
        " as the mean.",
        "the percentile isn't 1 + share times a mean.",
    ),
    "twice-the-share": Part(
        lambda at, time_s, log: 2 * at.share * time_s,
        "Twice the share would be right if latencies were spread evenly between 0 and twice the mean. They have a long"
        " tail: p99 is 4.6 means.",
        "the percentile isn't twice the share times a mean.",
    ),
    "over-the-rest": Part(
        lambda at, time_s, log: time_s / (1 - at.share),
        "You divide by the share that is slower. That is Markov's bound: no latency, however it's spread, has a larger"
        " percentile than mean / (1 - share). Here we know how it's spread, and need the logarithm of that share.",
        "use the logarithm of 1 - share; don't divide by 1 - share.",
    ),
    "log-of-the-mean": Part(
        lambda at, time_s, log: -math.log((1 - at.share) * time_s),
        "You take the logarithm of the mean as well. Only the share has one; the mean is multiplied afterwards.",
        "take the logarithm of the share alone, not of the mean.",
    ),
    "three-deviations": Part(
        lambda at, time_s, log: time_s + 2.326 * time_s,
        "The mean plus 2.3 standard deviations is p99 of a bell curve, and of nothing else. Latencies don't follow a"
        " bell curve: the tail to the right is long, and p99 is 4.6 means.",
        "2.3 standard deviations above the mean are p99 of a bell curve only.",
        roughly,
    ),
}
TIMES = {"busy": BUSY, "mean": MEAN, "time": TIME}
WITH_LOG = Family(latencies, TIMES | {"slower": SLOWER, "log": LOG, "last": LAST})
WITHOUT_LOG = Family(latencies, TIMES | {"last": LAST_WITHOUT_LOG})
