"""Services whose balance could matter, the most uneven first, and their share of all pods."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.assessment.loads import NOT_MEASURED, Load
from course_lib.assessment.result import Candidate, Preset
from course_lib.estimate import Estimate, exact
from course_lib.plural import counted
from course_lib.survey import Survey


def candidates(found: Survey, loads: Sequence[Load], presets: Sequence[Preset]) -> tuple[Candidate, ...]:
    """Return the candidates, the most uneven first, then the largest."""
    hot = {each.key for _, each, _ in found.hot}
    own = [_candidate(each, each.workload.key in hot, presets, found) for each in loads if each.is_candidate]
    return tuple(sorted(own, key=lambda each: (not each.is_hot, -_uneven(each), -each.pods, each.service)))


def _uneven(one: Candidate) -> float:
    return one.busiest_over_mean.best if one.busiest_over_mean else 1.0


def _candidate(load: Load, is_hot: bool, presets: Sequence[Preset], found: Survey) -> Candidate:
    spoken = load.protocol
    return Candidate(
        load.services[0].name,
        load.workload.title,
        load.pods,
        load.floor,
        spoken.words,
        spoken.is_guess,
        tuple(each.workers for each in presets),
        _busiest(load, found),
        load.evenness,
        is_hot,
        spoken.carries_many,
    )


def _busiest(load: Load, found: Survey) -> Estimate | None:
    """Return the busiest over the mean: from chance alone to what each reading shows."""
    used = found.used.get(load.workload.key)
    if load.evenness == NOT_MEASURED or used is None or used.uneven is None:
        return None
    uneven = used.uneven
    low, high = sorted((uneven.busiest_over_mean, uneven.each_time))
    best = uneven.busiest_over_mean
    source = f"CPU of {counted(uneven.pods, 'pod')} in {counted(uneven.readings, 'reading')}: {uneven.verdict}"
    enough = uneven.readings >= uneven.readings_needed
    return Estimate(low=low if enough else 1.0, best=best, high=high, unit="times", source=source)


def share_of_all(loads: Sequence[Load]) -> Estimate:
    """Return which share of all pods that a mesh would take in stands behind candidates."""
    pods = sum(each.pods for each in loads if each.takes_proxy)
    own = [each for each in loads if each.is_candidate]
    sure = sum(each.pods for each in own if each.protocol.name and not each.protocol.is_guess)
    many = sum(each.pods for each in own)
    if not pods:
        return exact(0.0, "share", "a mesh would take in no pod")
    source = f"{counted(many, 'pod')} of {pods:,}, by ports; the low end without those of which only a name tells"
    return Estimate(low=sure / pods, best=many / pods, high=many / pods, unit="share", source=source)
