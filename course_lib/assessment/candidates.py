"""Services whose balance could matter, the most uneven first, and which share of the pods has to go for a mesh."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course_lib.arrays import Values
from course_lib.assessment.drawn import Case
from course_lib.assessment.loads import NOT_MEASURED, Load
from course_lib.assessment.result import NO, UNSURE, YES, Candidate, MustGo, Preset
from course_lib.estimate import Estimate, exact
from course_lib.mesh import ALTERNATIVES, NONE, at
from course_lib.mesh.alternatives import BY_DEFAULT, SIZED
from course_lib.mesh.break_even import losses
from course_lib.mesh.outcome import binds
from course_lib.mesh.uncertainty import spread
from course_lib.plural import counted
from course_lib.survey import Survey

NEARLY_ALL = 0.95


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
    used = found.used.get(load.workload.key)
    if load.evenness == NOT_MEASURED or used is None or used.uneven is None:
        return None
    uneven = used.uneven
    ends = sorted((uneven.busiest_over_mean, uneven.each_time))
    source = f"CPU of {counted(uneven.pods, 'pod')} in {counted(uneven.readings, 'reading')}: {uneven.verdict}"
    return Estimate(
        low=1.0 if uneven.readings < uneven.readings_needed else ends[0],
        best=uneven.busiest_over_mean, high=ends[1], unit="times", source=source,
    )  # fmt: skip


def share_of_all(loads: Sequence[Load]) -> Estimate:
    """Return which share of all pods that a mesh would take in stands behind candidates."""
    pods = sum(each.pods for each in loads if each.takes_proxy)
    own = [each for each in loads if each.is_candidate]
    sure = sum(each.pods for each in own if not each.protocol.is_guess)
    many = sum(each.pods for each in own)
    if not pods:
        return exact(0.0, "share", "a mesh would take in no pod")
    source = f"{counted(many, 'pod')} of {pods:,}, by ports; the low end without those that only a name says"
    return Estimate(low=sure / pods, best=many / pods, high=many / pods, unit="share", source=source)


def must_go(loads: Sequence[Load], cases: Sequence[Case]) -> MustGo:
    """Return which share of the pods behind candidates has to go, and whether it can."""
    first = cases[0]
    resource = binds(first.scenario, ALTERNATIVES[NONE], at(first.known))
    resource = "memory" if resource == "memory" else "CPU"
    own, share = [each for each in loads if each.is_candidate], share_of_all(loads)
    pods = sum(each.pods for each in own)
    if not pods:
        return MustGo(resource, share, None, None, None, 0.0, NO, NO)
    goes = np.concatenate([_goes(each, pods) for each in cases])
    default, sized = (np.concatenate([_needed(each, name, resource, pods) for each in cases])
                      for name in (BY_DEFAULT, SIZED))  # fmt: skip
    floors = 1 - sum(min(each.floor, each.pods) for each in own) / pods
    return MustGo(
        resource,
        share,
        spread(default, "share"),
        spread(sized, "share"),
        spread(goes, "share"),
        floors,
        _can(default, goes, floors),
        _can(sized, goes, floors),
    )


def _goes(one: Case, pods: int) -> Values:
    """Return the share of the pods behind candidates that balancing lets go; the control plane is one pod more."""
    return np.asarray((1 - one.net(SIZED, "pods")) / pods)


def _needed(one: Case, name: str, resource: str, candidates: int) -> Values:
    """Return the share of the pods behind candidates that has to go until what proxies reserve is there again."""
    own, proxies = ("cpu_reserved", "proxies_cpu") if resource == "CPU" else ("memory_reserved", "proxies_memory")
    taken = sum(each.service.count * each.service.pods for each in one.rows if each.service.takes_proxy)
    pod, proxy = one.right_sized[own] / one.right_sized["pods"], one.ways[name][proxies] / one.ways[name]["pods"]
    return losses(pod, proxy, candidates / taken)


def _can(needed: Values, goes: Values, floors: float) -> str:
    possible = float(np.mean((needed <= goes) & (needed <= floors + 1e-9)))
    return YES if possible >= NEARLY_ALL else NO if possible <= 1 - NEARLY_ALL else UNSURE
