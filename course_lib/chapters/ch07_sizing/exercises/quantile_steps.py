"""The quantile in capacity_with_margin, and the ways to get it wrong."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence

from course_lib.chapters.ch07_sizing.exercises.capacity import nearest_rank
from course_lib.framework.exercise.family import Part

IN_NUMPY = dict.fromkeys(("quantile", "percentile"), '(In NumPy: method="inverted_cdf".)')


def between(values: Sequence[float], share: float, whole: Callable[[float], int]) -> float:
    """Return the value at a share of the way through the sorted list, at a place made whole."""
    return sorted(values)[whole(share * (len(values) - 1))]


def interpolated(values: Sequence[float], share: float) -> float:
    """Return the quantile as NumPy has it unless told otherwise: on a line between two values."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (place - low) * (ordered[high] - ordered[low]))


QUANTILE = {
    "sum-of-quantiles": Part(
        lambda demand_m, totals, share: sum(nearest_rank(pod, share) for pod in demand_m),
        "You add up the pods' quantiles. Pods rarely peak at the same time, so the quantile of their sum is another"
        " number. Add up what they want at each time first.",
        "take the quantile of the sum, not the sum of the quantiles.",
    ),
    "mean-of-quantiles": Part(
        lambda demand_m, totals, share: sum(nearest_rank(pod, share) for pod in demand_m) / len(demand_m),
        "You take the mean of the pods' quantiles. The capacity is for all pods together: add up what they want at each"
        " time, and take the quantile of that.",
        "take the quantile of the sum, not the mean of the quantiles.",
    ),
    "quantile-of-single-demands": Part(
        lambda demand_m, totals, share: nearest_rank([each for pod in demand_m for each in pod], share),
        "You put the demands of all pods into one list, and take the quantile of that. It's what a single pod wants,"
        " and the capacity is for all of them: add up what they want at each time, and take the quantile of that.",
        "take the quantile of the totals, not of the single pods' demands.",
    ),
    "quantile-of-single-demands-times-pods": Part(
        lambda demand_m, totals, share: len(demand_m) * nearest_rank([each for pod in demand_m for each in pod], share),
        "You take the quantile of what single pods want, times the pods, as if all of them wanted that much at the same"
        " time. Add up what they want at each time, and take the quantile of that.",
        "take the quantile of the totals, not of the single pods' demands, times the pods.",
    ),
    "hottest-pods-quantile-times-pods": Part(
        lambda demand_m, totals, share: len(demand_m) * max(nearest_rank(pod, share) for pod in demand_m),
        "You take the largest of the pods' quantiles, times the pods, as if all of them were like that one. Add up what"
        " they want at each time, and take the quantile of that.",
        "take the quantile of the totals, not the largest pod's, times the pods.",
    ),
    "sum-of-peaks": Part(
        lambda demand_m, totals, share: sum(max(pod) for pod in demand_m),
        "You add up the pods' peaks. They rarely peak at the same time; and a quantile leaves some of the time out. Add"
        " up what they want at each time first.",
        "take the quantile of the sum, not the sum of the peaks.",
    ),
    "mean-for-quantile": Part(
        lambda demand_m, totals, share: sum(totals) / len(totals),
        "You size for the mean. For much of the time more than that may be wanted: take the value that a share"
        " `share` of the time stays at or below.",
        "start from the quantile, not from the mean.",
    ),
    "peak-for-quantile": Part(
        lambda demand_m, totals, share: max(totals),
        "You size for the peak. With a quantile, a share of the time may be above: take the value that a share `share`"
        " of the time stays at or below.",
        "start from the quantile, not from the peak.",
    ),
    "share-of-the-peak": Part(
        lambda demand_m, totals, share: share * max(totals),
        "You take a share of the peak. A quantile is a share of the time: sort what is wanted, and go so far up the"
        " list.",
        "the quantile is a share of the time, not of the peak.",
    ),
    "share-of-the-mean": Part(
        lambda demand_m, totals, share: share * sum(totals) / len(totals),
        "You take a share of the mean. A quantile is a share of the time: sort what is wanted, and go so far up the"
        " list.",
        "the quantile is a share of the time, not of the mean.",
    ),
    "interpolated": Part(
        lambda demand_m, totals, share: interpolated(totals, share),
        "Your quantile lies on a line between two values, as NumPy has it unless told otherwise. Here it is a value"
        " that was really there: the smallest that a share `share` of the time stays at or below. (In NumPy:"
        ' method="inverted_cdf".)',
        "the quantile is a value that was there, not one between two.",
    ),
    "one-place-too-high": Part(
        lambda demand_m, totals, share: sorted(totals)[int(share * len(totals))],
        "Your quantile is one place too high in the sorted list where share times the number of values is whole. Lists"
        " begin at 0: of ten values, the first nine are those up to place 8.",
        "of n totals take place ceil(share * n), counted from 1: yours is one too high where share * n is whole.",
        where=IN_NUMPY,
    ),
    "nearest-place": Part(
        lambda demand_m, totals, share: between(totals, share, round),
        'You take the value nearest to the share of the way through the sorted list, as NumPy\'s method="nearest" does,'
        " so at times fewer than the share stay at or below it. Count values: ceil(share * how many) of them, and the"
        " last of those.",
        "the place is ceil(share * how many there are) - 1, not the nearest one.",
        where=IN_NUMPY,
    ),
    "midpoint": Part(
        lambda demand_m, totals, share: (between(totals, share, math.floor) + between(totals, share, math.ceil)) / 2,
        'Your quantile lies in the middle between two values, as NumPy\'s method="midpoint" has it. Here it is a value'
        " that was really there: the smallest that a share `share` of the time stays at or below.",
        "the quantile is a value that was there, not one between two.",
        where=IN_NUMPY,
    ),
    "place-rounded": Part(
        lambda demand_m, totals, share: sorted(totals)[round(share * len(totals)) - 1],
        "You round the place in the sorted list to the nearest one, so at times fewer than the share stay at or below"
        " it. Round up, with ceil.",
        "round the place in the sorted list up, not to the nearest.",
    ),
    "percent-of-a-percent": Part(
        lambda demand_m, totals, share: interpolated(totals, share / 100),
        "Your quantile is that of less than 1% of the time: the share is taken for percent. (NumPy's percentile takes"
        ' 95 for 95%, its quantile 0.95; and both need method="inverted_cdf" here.)',
        "the share isn't in percent: 0.95 is 95% of the time.",
    ),
    "one-place-after": Part(
        lambda demand_m, totals, share: sorted(totals)[math.ceil(share * len(totals))],
        "Your quantile is one place too high in the sorted list, or behind its end. Lists begin at 0: of ten values,"
        " the first nine are those up to place 8.",
        "the quantile is one place lower in the sorted list, which begins at 0.",
    ),
    "one-place-too-low": Part(
        lambda demand_m, totals, share: sorted(totals)[max(int(share * len(totals)) - 1, 0)],
        "Your quantile is one place too low where share times the number of values isn't whole: fewer than the share"
        " stay at or below it then. Round up, with ceil.",
        "round up the place in the sorted list.",
    ),
    "of-one-value-fewer": Part(
        lambda demand_m, totals, share: sorted(totals)[int(share * (len(totals) - 1))],
        "Your place in the sorted list is share times the last place, rounded down, so fewer than the share may stay at"
        " or below it. Count values: ceil(share * how many) of them, and the last of those.",
        "the place is ceil(share * how many there are) - 1.",
        where=IN_NUMPY,
    ),
    "sorted-downwards": Part(
        lambda demand_m, totals, share: sorted(totals, reverse=True)[math.ceil(share * len(totals)) - 1],
        "A share of the time is at or above your quantile, instead of at or below. Is the list sorted from the largest"
        " down, or counted from the wrong end?",
        "sort upwards, so that the share stays at or below.",
    ),
    "not-sorted": Part(
        lambda demand_m, totals, share: totals[math.ceil(share * len(totals)) - 1],
        "You take a place in the list as it comes, which is a time and no quantile. Sort it first.",
        "sort the totals before you take a place in the list.",
    ),
    "each-total-once": Part(
        lambda demand_m, totals, share: nearest_rank(list(set(totals)), share),
        "You count each total once, however often it comes. A quantile is a share of the time, and a total that comes"
        " three times is three of the times: keep them all, as sorted(…) of a list does.",
        "keep totals that come several times as often as they come.",
    ),
    "interpolated-from-the-top": Part(
        lambda demand_m, totals, share: interpolated(totals, 1 - share),
        "Your quantile is that of 1 - share, so a share of the time is above it. Take the share itself. (In NumPy, with"
        ' method="inverted_cdf".)',
        "take the quantile of the share, not of 1 - share.",
    ),
    "median-for-quantile": Part(
        lambda demand_m, totals, share: statistics.median(totals),
        "You size for the median, whatever the share is. Take the value that a share `share` of the time stays at or"
        " below.",
        "take the quantile of the share given, not the median.",
    ),
    "middle-for-quantile": Part(
        lambda demand_m, totals, share: sorted(totals)[len(totals) // 2],
        "You size for the middle of the sorted list, whatever the share is. Take the value that a share `share` of the"
        " time stays at or below.",
        "take the quantile of the share given, not the middle.",
    ),
    "always-p95": Part(
        lambda demand_m, totals, share: nearest_rank(totals, 0.95),
        "Your quantile is always that of 95%. The share is an argument: use `share`.",
        "use `share` instead of 0.95.",
    ),
}
