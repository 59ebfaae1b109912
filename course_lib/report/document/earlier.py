"""What of a report counts when a later one is compared with it: what there was, and what it was worked out with.

Vocabulary: it's `fair` to compare two reports if the same was assumed and the same measured, in the same cluster.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from course_lib.assessment.beside import METERED
from course_lib.assessment.result import Assessment, Made
from course_lib.digits import kept
from course_lib.estimate import Estimate
from course_lib.plural import counted, in_a_row, percent

ALIKE = 0.5  # of the services must be in both, and pods may change by so much
REGION = "region"  # an input whose title is its name
AS_BUSY = 0.2  # cores used may change by so much


@dataclass(frozen=True)
class Input:
    """An input as it was: how it's called, its value, and how it was known."""

    title: str
    value: Estimate
    kind: str


@dataclass(frozen=True)
class Earlier:
    """What a report said.

    Attributes
    ----------
    made : Made
        How it came about.
    today : mapping of str to Estimate
        What there was, by output.
    presets : tuple of str
        What was assumed of objective and workers, in words.
    inputs : mapping of str to Input
        What it was worked out with, by name.
    busiest : mapping of str to Estimate or None
        Of each service whose balance could matter, the busiest pod over the mean; None where it wasn't measured.
    drawn : mapping of str to tuple of float
        Draws of what there was, by output, as a file keeps them; none in a report of an earlier version.
    """

    made: Made
    today: Mapping[str, Estimate]
    presets: tuple[str, ...]
    inputs: Mapping[str, Input]
    busiest: Mapping[str, Estimate | None]
    drawn: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def is_measured(self) -> bool:
        """Whether use was measured; else a model says it."""
        return any(each.source.startswith(METERED) for each in self.today.values())


def of(found: Assessment) -> Earlier:
    """Return what counts of an assessment when another is compared with it."""
    inputs = {each.name: Input(each.title, each.value, each.kind) for each in (*found.inputs, found.region)}
    presets = tuple(preset(each.name, each.workers, each.objective) for each in found.presets)
    busiest = {each.service: each.busiest_over_mean for each in found.candidates}
    drawn = {name: tuple(map(kept, draws)) for name, draws in found.today_drawn.items()}
    return Earlier(found.made, found.today.total, presets, inputs, busiest, drawn)


def preset(name: str, workers: int, objective: float) -> str:
    """Return an assumption in words.

    >>> preset("one worker a pod", 1, 10.0)
    'one worker a pod (1 at once, p99 within 10 times the mean work)'
    """
    return f"{name} ({workers} at once, p99 within {objective:g} times the mean work)"


def unfair(before: Earlier, now: Earlier) -> Iterator[str]:
    """Say for which reasons it isn't fair to compare two reports; nothing where it is."""
    if before.made.digest and before.made.digest == now.made.digest:
        yield "Both reports are from the same files, so nothing was measured anew."
    if before.made.synthetic != now.made.synthetic:
        yield "One of the two clusters is made up."
    if before.presets != now.presets:
        yield f"Objective and workers were assumed otherwise: before {in_a_row(before.presets)}."
    yield from _inputs(before, now)
    yield from _cluster(before, now)
    was, is_ = (each.inputs.get(REGION) for each in (before, now))
    if was and is_ and was.title != is_.title:
        then, there = (each.title.removeprefix(f"{REGION}: ") for each in (was, is_))
        yield f"Region before: {then}; now: {there}. What differs in carbon is the grid's."
    if before.made.version != now.made.version:
        yield f"Before, it was worked out by version {before.made.version or 'unknown'} of this course."


def _inputs(before: Earlier, now: Earlier) -> Iterator[str]:
    shared = [name for name in now.inputs if name in before.inputs and name != REGION]
    kinds = [now.inputs[name].title for name in shared if before.inputs[name].kind != now.inputs[name].kind]
    if kinds:
        yield f"Known otherwise than before (measured, read, or assumed): {'; '.join(kinds)}."
    others = [now.inputs[name].title for name in shared if _is_other(before.inputs[name].value, now.inputs[name].value)]
    if others:
        yield f"Other values than before, beyond either range: {'; '.join(others)}."


def _is_other(one: Estimate, other: Estimate) -> bool:
    return one.unit != other.unit or one.high < other.low or other.high < one.low


def _cluster(before: Earlier, now: Earlier) -> Iterator[str]:
    named, there = len(before.busiest), len(before.busiest.keys() & now.busiest.keys())
    if named and there < ALIKE * named:
        yield (
            f"Of {counted(named, 'service')} named before, {there:,} {'is' if there == 1 else 'are'} named now: another"
            " cluster, or one of the reports is anonymised."
        )
    pods = _changed(before, now, "pods")
    used = _changed(before, now, "cpu_used") if before.is_measured == now.is_measured else 0.0
    if pods > ALIKE:
        yield f"Pods changed by {percent(pods)}: the load, or the cluster, is another."
    if used > AS_BUSY:
        yield f"Cores used changed by {percent(used)}: the load is another, or proxies use that much."


def _changed(before: Earlier, now: Earlier, output: str) -> float:
    """Return the share by which an output of today has changed; 0 where it isn't known of both."""
    was, is_ = before.today.get(output), now.today.get(output)
    return abs(is_.best - was.best) / was.best if was and is_ and was.best > 0 else 0.0
