"""What the vertical pod autoscaler recommends, rule by rule, with exact fractions: for `test_vpa_reference.py`.

Written from the rules alone, before the library's own model of them was seen. CPU is in cores, memory in bytes, both
exact; a recommendation is whole millicores and bytes. Ages are whole half-lives (days), for which weights are exact.

Sources, all of kubernetes/autoscaler, vertical-pod-autoscaler/pkg/recommender, 1.7.1:

- util/histogram.go, histogram_options.go: buckets that grow by 5%, and the end of the one where a percentile lies
- util/decaying_histogram.go: a sample weighs twice as much as one a half-life older
- logic/estimator.go: margin, confidence, least amounts; each cut off to whole millicores and bytes
- logic/recommender.go: percentiles; the least of a pod, shared evenly by its containers
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import accumulate, count

Number = Callable[..., "Fraction | float"]

GROWTH = Fraction(1, 20)
FIRST = {"cpu": Fraction(1, 100), "memory": Fraction(10**7)}
MOST = {"cpu": Fraction(1000), "memory": Fraction(10**12)}
UNITS = {"cpu": 1000, "memory": 1}  # whole millicores, whole bytes
LEAST = {"cpu": 25, "memory": 250 * 1024**2}  # of a pod
MARGIN = Fraction(15, 100)
TARGET, LOWER, UPPER = Fraction(90, 100), Fraction(50, 100), Fraction(95, 100)
SAMPLES_A_DAY = 1440


@dataclass(frozen=True)
class Sample:
    """What was seen, how often, and how many half-lives ago."""

    value: Fraction
    times: int = 1
    days_ago: int = 0

    @property
    def weight(self) -> Fraction:
        return self.times * Fraction(1, 2) ** self.days_ago


@dataclass(frozen=True)
class Recommendation:
    """Whole millicores, or whole bytes."""

    lower: int
    target: int
    upper: int


@cache
def start(bucket: int, resource: str, number: Number = Fraction) -> Fraction | float:
    """Return where a bucket begins."""
    ratio = 1 + number(GROWTH)
    return number(FIRST[resource]) * (ratio**bucket - 1) / (ratio - 1)


@cache
def last_bucket(resource: str) -> int:
    """Return the number of the first bucket that begins at the largest value or above: the last one."""
    return next(bucket for bucket in count() if start(bucket, resource) >= MOST[resource])


@cache
def bucket_of(value: Fraction, resource: str) -> int:
    """Return the number of the bucket that holds a value."""
    last = last_bucket(resource)
    return next((bucket for bucket in range(last) if value < start(bucket + 1, resource)), last)


def percentile(
    samples: Sequence[Sample], share: Fraction, resource: str, number: Number = Fraction
) -> Fraction | float:
    """Return the end of the first bucket up to which the samples weigh at least that share."""
    weights = weigh(samples, resource)
    needed, reached = share * sum(weights.values()), Fraction(0)
    for bucket in sorted(weights):
        reached += weights[bucket]
        if reached >= needed:
            break
    return start(min(bucket + 1, last_bucket(resource)), resource, number)


def weigh(samples: Sequence[Sample], resource: str) -> dict[int, Fraction]:
    """Return the weight in each bucket that has some."""
    weights: dict[int, Fraction] = {}
    for sample in samples:
        bucket = bucket_of(sample.value, resource)
        weights[bucket] = weights.get(bucket, Fraction(0)) + sample.weight
    return weights


def is_on_an_edge(samples: Sequence[Sample], resource: str) -> bool:
    """Return whether a bucket reaches one of the three shares exactly, so that the last digit of a float decides."""
    weights = weigh(samples, resource)
    total, sums = sum(weights.values()), accumulate(weights[bucket] for bucket in sorted(weights))
    return any(each in (share * total for share in (TARGET, LOWER, UPPER)) for each in sums)


def with_margin(samples: Sequence[Sample], share: Fraction, resource: str, number: Number = Fraction) -> int:
    """Return a percentile in whole units, and 15% more, cut off by itself."""
    amount = int(percentile(samples, share, resource, number) * UNITS[resource])
    return amount + int(amount * number(MARGIN))


def recommend(
    samples: Sequence[Sample],
    resource: str,
    *,
    confidence: Fraction,
    containers: int = 1,
    minimum: int | None = None,
    number: Number = Fraction,
) -> Recommendation:
    """Return what one container of a pod gets; `confidence` is in days, and `minimum` of the pod.

    In floats, as Kubernetes has them, an amount and its factor of confidence may make one less than exactly.
    """
    floor = int(Fraction(LEAST[resource] if minimum is None else minimum) / containers)
    sure = number(confidence)
    lower = int(with_margin(samples, LOWER, resource, number) * (1 + number(Fraction(1, 1000)) / sure) ** -2)
    upper = int(with_margin(samples, UPPER, resource, number) * (1 + 1 / sure))
    target = with_margin(samples, TARGET, resource, number)
    return Recommendation(*(max(amount, floor) for amount in (lower, target, upper)))


def confidence(history_days: Fraction, samples: int) -> Fraction:
    """Return how much history there is: in days, or in days of a sample each minute, whichever is less."""
    return min(history_days, Fraction(samples, SAMPLES_A_DAY))


def daily_peaks(use: Sequence[tuple[int, Fraction]]) -> list[Sample]:
    """Return one sample for each day, the most of it; `use` is (days ago, bytes), and only 8 days are kept."""
    peaks: dict[int, Fraction] = {}
    for days_ago, amount in use:
        peaks[days_ago] = max(amount, peaks.get(days_ago, amount))
    newest = min(peaks, default=0)
    return [Sample(amount, days_ago=day) for day, amount in sorted(peaks.items()) if day < newest + 8]
