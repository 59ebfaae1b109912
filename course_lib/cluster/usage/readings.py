"""What the metrics server has measured, from one command given once or several times.

Vocabulary: a `sample` is what one pod used at one time, container by container: CPU as the mean over its *window*,
memory at that moment. A `reading` is all that one command gave: a sample of each pod, of about the same time. A pod
that has none is unknown, and not idle.
Source: https://github.com/kubernetes-sigs/metrics-server, pkg/api; CPU is in the largest suffix without a fraction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from course_lib import require
from course_lib.cluster.exports import unfold
from course_lib.cluster.exports.export import READINGS, Document
from course_lib.cluster.exports.unfold import Item, name
from course_lib.cluster.objects.quantities import NANO, cpu_nanocores, memory_bytes
from course_lib.cluster.objects.times import duration_s, moment_s
from course_lib.plural import counted
from course_lib.text_files import files, messages
from course_lib.text_files.json_text import without_collector

GROUP, KIND = "metrics.k8s.io", READINGS.example
GIB = 2**30
RAW = "kubectl get --raw /apis/metrics.k8s.io/v1beta1/pods"
NONE = (
    f"kubectl writes an empty list where the metrics server is missing or you may not ask it; to try: {READINGS.may},"
    f" then {RAW}"
)
EMPTY = (
    "In a reading there is no pod, which doesn't mean that pods are idle: the metrics server gave nothing, or you may"
    " not ask it."
)


class Use(NamedTuple):
    """What a container used: CPU in billionths of a core, and memory in bytes."""

    cpu_nanocores: int
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Sample:
    """What a pod used.

    Attributes
    ----------
    at_s : float
        When, in seconds since 1970.
    window_s : float
        The seconds before, over which the CPU is a mean.
    containers : mapping of str to Use
        By name; a container that isn't there is unknown.
    """

    at_s: float
    window_s: float
    containers: Mapping[str, Use]


@dataclass(frozen=True)
class Reading:
    """What one command gave.

    Attributes
    ----------
    samples : mapping of str to Sample
        By pod, its name with the namespace.
    """

    samples: Mapping[str, Sample]

    @property
    def cores(self) -> float:
        """CPU of all containers together."""
        return sum(use.cpu_nanocores for use in self._uses()) / NANO

    @property
    def gib(self) -> float:
        """Memory of all containers together."""
        return sum(use.memory_bytes for use in self._uses()) / GIB

    @property
    def at_s(self) -> float:
        """The time of its latest sample."""
        return max(each.at_s for each in self.samples.values())

    def _uses(self) -> Iterator[Use]:
        return (use for each in self.samples.values() for use in each.containers.values())


@dataclass(frozen=True)
class Usage:
    """What files hold of use.

    Attributes
    ----------
    readings : tuple of Reading
        In the order of time, without those that repeat what another has.
    remarks : tuple of str
        What to know about the files.
    """

    readings: tuple[Reading, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @property
    def span_s(self) -> float:
        """The time from the first reading to the last."""
        return self.readings[-1].at_s - self.readings[0].at_s if self.readings else 0.0

    @property
    def totals(self) -> tuple[list[float], list[float]]:
        """Cores and GiB by reading; in place of a pod that one lacks stands the mean of those that have it."""
        means = {pod: self._mean(pod) for pod in {pod for each in self.readings for pod in each.samples}}
        lacked = [[own for pod, own in means.items() if pod not in each.samples] for each in self.readings]
        return (
            [each.cores + sum(cores for cores, _ in more) for each, more in zip(self.readings, lacked, strict=True)],
            [each.gib + sum(gib for _, gib in more) for each, more in zip(self.readings, lacked, strict=True)],
        )

    def samples(self, pod: str) -> list[Sample]:
        """Return a pod's samples in the order of time, each once."""
        found = {each.samples[pod].at_s: each.samples[pod] for each in self.readings if pod in each.samples}
        return [found[at_s] for at_s in sorted(found)]

    def _mean(self, pod: str) -> tuple[float, float]:
        own = [Reading({pod: each}) for each in self.samples(pod)]
        return sum(each.cores for each in own) / len(own), sum(each.gib for each in own) / len(own)


@without_collector()
def read(*sources: files.Source) -> Usage:
    """Read what the metrics server has measured.

    Parameters
    ----------
    *sources : str or Path
        Paths of files, or JSON text: what `kubectl get --raw /apis/metrics.k8s.io/v1beta1/pods` wrote, once or several
        times, one after the other; or `kubectl get podmetrics -A -o json`.

    Raises
    ------
    ValueError
        If a file can't be read, holds no readings, or isn't what Kubernetes writes; the message names file and item.

    Examples
    --------
    >>> pod = '{"metadata": {"name": "a"}, "timestamp": "%s", "window": "15s", "containers": [%s]}'
    >>> app = '{"name": "app", "usage": {"cpu": "250m", "memory": "1Gi"}}'
    >>> text = '{"kind": "PodMetricsList", "items": [%s]}' % (pod % ("2026-11-29T10:00:00Z", app))
    >>> reading, = read(text).readings
    >>> reading.cores, reading.gib
    (0.25, 1.0)
    """
    require.that(bool(sources), "paths", sources, f"be the files that {RAW} wrote")
    held = unfold.everything(sources, READINGS)
    _check(held)
    lists = list(_by_list(held.lists))
    samples = (_samples(each for each in items if each.is_in(GROUP, KIND)) for items in lists)
    found = [Reading(each) for each in _joined([each for each in samples if each])]
    others = [item for item in held.items if not item.is_in(GROUP, KIND)]
    kept = _new(sorted(found, key=lambda each: each.at_s))
    empty = [EMPTY] if not all(lists) else []
    remarks = [*held.remarks, *empty, *_remark_others(others), *_remark_repeats(len(found) - len(kept))]
    return Usage(tuple(kept), tuple(remarks))


def _check(held: unfold.Everything) -> None:
    if any(item.is_in(GROUP, KIND) for item in held.items):
        return
    others = f"got only {unfold.kinds_of(held.items)}; to try: {RAW}" if held.items else f"got none; {NONE}"
    raise messages.refusal(held.titles, f"must hold {READINGS.kinds} ({KIND}), {others}")


def _by_list(lists: Sequence[tuple[Document, list[Item]]]) -> Iterator[list[Item]]:
    """Yield the items of each list; objects one after the other are lists up to where a pod comes again."""
    alone: dict[str, Item] = {}
    for document, items in lists:
        if not unfold.is_object(document.value):
            yield items
            continue
        for item in items:
            if name(item) in alone:
                yield list(alone.values())
                alone = {}
            alone[name(item)] = item
    if alone:
        yield list(alone.values())


def _samples(items: Iterable[Item]) -> dict[str, Sample]:
    found: dict[str, tuple[Item, Sample]] = {}
    for item in items:
        own = _sample(item)
        first = found.setdefault(name(item), (item, own))
        if first[1] != own:
            raise unfold.twice(first[0], item)
    return {pod: sample for pod, (_, sample) in found.items()}


def _sample(item: Item) -> Sample:
    containers = {}
    for each in item.at("containers").parts():
        usage = each.at("usage")
        use = Use(usage.at("cpu").read(cpu_nanocores), usage.at("memory").read(memory_bytes))
        containers[each.at("name").text()] = use
    return Sample(item.at("timestamp").read(moment_s), item.at("window").read(duration_s), containers)


def _joined(lists: Sequence[dict[str, Sample]]) -> list[dict[str, Sample]]:
    """Return lists of one namespace each as one reading, as long as no namespace comes again."""
    found: list[dict[str, Sample]] = []
    for samples in lists:
        if found and _namespaces(found[-1]).isdisjoint(_namespaces(samples)):
            found[-1] |= samples
        else:
            found.append(dict(samples))
    return found


def _namespaces(samples: Iterable[str]) -> set[str]:
    return {pod.partition("/")[0] for pod in samples}


def _new(readings: Sequence[Reading]) -> list[Reading]:
    """Return readings without those in which nothing was measured anew."""
    kept: list[Reading] = []
    for each in readings:
        before = kept[-1].samples if kept else {}
        if any(pod not in before or before[pod].at_s != own.at_s for pod, own in each.samples.items()):
            kept.append(each)
    return kept


def _remark_others(others: Sequence[Item]) -> list[str]:
    said = f"{counted(len(others), 'object')} ({unfold.kinds_of(others)})"
    return [f"No readings of pods, so left out: {said}."] if others else []


def _remark_repeats(many: int) -> list[str]:
    said = counted(many, "reading repeats", "readings repeat")
    why = "the metrics server measures every 15 to 60 seconds, so wait a minute between two"
    return [f"Counted once: {said} the times of another; {why}."] if many else []
