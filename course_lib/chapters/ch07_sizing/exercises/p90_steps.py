"""The 90th percentile in vpa_target, and the ways to get it wrong."""

from __future__ import annotations

import math
import statistics

from course_lib.chapters.ch07_sizing.exercises.quantile_steps import IN_NUMPY, between, interpolated
from course_lib.chapters.ch07_sizing.exercises.vpa import nearest_rank
from course_lib.framework.exercise.family import Part

PERCENTILE = {
    "mean-for-percentile": Part(
        lambda usage_m: sum(usage_m) / len(usage_m),
        "You start from the mean. The Vertical Pod Autoscaler doesn't size for the average: it starts from P90, what"
        " nine tenths of the samples stay at or below.",
        "start from P90, not from the mean.",
    ),
    "peak-for-percentile": Part(
        max,
        "You start from the largest sample. The Vertical Pod Autoscaler leaves out the highest tenth: it starts from"
        " P90.",
        "start from P90, not from the largest sample.",
    ),
    "p95-for-p90": Part(
        lambda usage_m: nearest_rank(usage_m, 0.95),
        "You start from P95. That's the upper bound of the Vertical Pod Autoscaler, and what KRR takes; the target"
        " starts from P90.",
        "start from P90, not from P95.",
    ),
    "median-for-p90": Part(
        statistics.median,
        "You start from the median. That's the lower bound of the Vertical Pod Autoscaler; the target starts from P90.",
        "start from P90, not from the median.",
    ),
    "interpolated": Part(
        lambda usage_m: interpolated(usage_m, 0.9),
        "Your P90 lies on a line between two samples, as NumPy has it unless told otherwise. Here it's a sample: the"
        ' smallest that nine tenths of them stay at or below. (In NumPy: method="inverted_cdf".)',
        "P90 is a sample, not a value between two.",
    ),
    "interpolated-by-statistics": Part(
        lambda usage_m: statistics.quantiles(usage_m, n=10)[-1] if len(usage_m) > 1 else usage_m[0],
        "Your P90 lies on a line through two samples, as `quantiles` of `statistics` has it; with few samples it may"
        " even lie above all of them. Here it's a sample: the smallest that nine tenths of them stay at or below.",
        "P90 is a sample, not a value on a line through two.",
    ),
    "each-sample-once": Part(
        lambda usage_m: nearest_rank(list(set(usage_m))),
        "You count each value once, however often it was sampled. P90 is about how many samples: keep them all, as"
        " sorted(…) of a list does.",
        "keep samples of the same size as often as they come.",
    ),
    "one-place-too-high": Part(
        lambda usage_m: sorted(usage_m)[int(0.9 * len(usage_m))],
        "Your P90 is one place too high in the sorted list where nine tenths of the samples are a whole number. Lists"
        " begin at 0: of ten samples, the first nine are those up to place 8.",
        "P90 of n samples is at place ceil(0.9 * n), counted from 1: yours is one too high where 0.9 * n is whole.",
        where=IN_NUMPY,
    ),
    "nearest-place": Part(
        lambda usage_m: between(usage_m, 0.9, round),
        'You take the sample nearest to nine tenths of the way through the sorted list, as NumPy\'s method="nearest"'
        " does, so at times fewer than nine tenths stay at or below it. Count samples: ceil(0.9 * how many) of them,"
        " and the last of those.",
        "the place is ceil(0.9 * how many there are) - 1, not the nearest one.",
        where=IN_NUMPY,
    ),
    "midpoint": Part(
        lambda usage_m: (between(usage_m, 0.9, math.floor) + between(usage_m, 0.9, math.ceil)) / 2,
        "Your P90 lies in the middle between two samples, as NumPy's method=\"midpoint\" has it. Here it's a sample:"
        " the smallest that nine tenths of them stay at or below.",
        "P90 is a sample, not a value between two.",
        where=IN_NUMPY,
    ),
    "place-rounded": Part(
        lambda usage_m: sorted(usage_m)[round(0.9 * len(usage_m)) - 1],
        "You round the place in the sorted list to the nearest one, so at times fewer than nine tenths stay at or below"
        " it. Round up, with ceil.",
        "round the place of P90 up, not to the nearest.",
    ),
    "one-place-after": Part(
        lambda usage_m: sorted(usage_m)[math.ceil(0.9 * len(usage_m))],
        "Your P90 is one place too high in the sorted list, or behind its end. Lists begin at 0: of ten samples, the"
        " first nine are those up to place 8.",
        "P90 is one place lower in the sorted list, which begins at 0.",
    ),
    "of-one-sample-fewer": Part(
        lambda usage_m: sorted(usage_m)[int(0.9 * (len(usage_m) - 1))],
        "Your place in the sorted list is nine tenths of the last place, rounded down, so fewer than nine tenths of"
        " the samples may stay at or below it. Count samples: ceil(0.9 * how many) of them, and the last of those.",
        "the place is ceil(0.9 * how many there are) - 1.",
        where=IN_NUMPY,
    ),
    "one-place-too-low": Part(
        lambda usage_m: sorted(usage_m)[max(int(0.9 * len(usage_m)) - 1, 0)],
        "Your P90 is one place too low where nine tenths of the samples aren't a whole number: fewer than that stay at"
        " or below it. Round up, with ceil.",
        "round up the place of P90 in the sorted list.",
    ),
    "not-sorted": Part(
        lambda usage_m: usage_m[math.ceil(0.9 * len(usage_m)) - 1],
        "You take a place in the list as it comes. Sort the samples first.",
        "sort the samples before you take a place in the list.",
    ),
    "sorted-downwards": Part(
        lambda usage_m: sorted(usage_m, reverse=True)[math.ceil(0.9 * len(usage_m)) - 1],
        "Nine tenths of the samples are at or above your P90, instead of at or below. Is the list sorted from the"
        " largest down, or counted from the wrong end?",
        "nine tenths stay at or below P90, not above: mind how the list is sorted.",
        where={"percentile": "(NumPy's percentile takes 90 for P90, not 0.9.)"},
    ),
    "tenth-off-the-peak": Part(
        lambda usage_m: 0.9 * max(usage_m),
        "You take nine tenths of the largest sample. P90 is about how many samples, not how large: sort them, and go"
        " nine tenths up the list.",
        "P90 is nine tenths of the samples, not of the largest.",
    ),
    "tenth-off-the-mean": Part(
        lambda usage_m: 0.9 * sum(usage_m) / len(usage_m),
        "You take nine tenths of the mean. P90 is about how many samples, not how large: sort them, and go nine tenths"
        " up the list.",
        "P90 is nine tenths of the samples, not of the mean.",
    ),
    "counted-from-the-end": Part(
        lambda usage_m: sorted(usage_m)[-int(0.1 * len(usage_m))],
        "You count a tenth of the samples from the end of the list. With fewer than ten samples that's place -0, which"
        " is place 0, the lowest; with ten, it's the highest. Count from the beginning: ceil(0.9 * how many) - 1.",
        "count the place from the beginning of the sorted list.",
    ),
    "number-of-samples": Part(
        lambda usage_m: 0.9 * len(usage_m),
        "You take nine tenths of the number of samples for P90. That's how many of them have to stay at or below it:"
        " P90 is the last of these, in the sorted list.",
        "0.9 * len(usage_m) is how many samples, not how large: P90 is the last of these.",
    ),
    "newest-sample": Part(
        lambda usage_m: usage_m[-1],
        "You start from the last sample alone. Start from P90 of all of them.",
        "start from P90 of all samples, not from the last.",
    ),
}
