"""Which share has to go until sidecars are paid for, and whether it can: chapter 09's closed form beside the model.

What has to go is worked out by the mean pod behind candidates. It can go if the whole model says so in nearly all
draws: in pods, as far as floors let them go, and in requests that were sized for the busiest pod.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.arrays import ReadOnly, Values
from course_lib.assessment.candidates import share_of_all
from course_lib.assessment.drawn import Case
from course_lib.assessment.loads import Load
from course_lib.assessment.result import NO, UNSURE, YES, MustGo
from course_lib.estimate import Estimate
from course_lib.mesh import ALTERNATIVES, EVERYBODY, NONE, at
from course_lib.mesh.alternatives import BY_DEFAULT, SIZED
from course_lib.mesh.break_even import losses
from course_lib.mesh.outcome import binds
from course_lib.mesh.replicas import replicas
from course_lib.mesh.uncertainty import spread

NEARLY_ALL = 0.95
CONTROL_PLANE_PODS = 1
CPU, MEMORY = "CPU", "memory"
OUTPUTS = {CPU: ("cpu_reserved", "proxies_cpu"), MEMORY: ("memory_reserved", "proxies_memory")}


def must_go(loads: Sequence[Load], cases: Sequence[Case]) -> MustGo:
    """Return which share has to go, and whether it can."""
    middle = cases[len(cases) // 2]
    resource = MEMORY if binds(middle.scenario, ALTERNATIVES[NONE], at(middle.known)) == MEMORY else CPU
    own, share = [each for each in loads if each.is_candidate], share_of_all(loads)
    if not own:
        return MustGo(resource, share)
    looks = [_Look(each, resource, sum(each.pods for each in own), share.best) for each in cases]
    return MustGo(
        resource,
        share,
        _spread(each.needed(BY_DEFAULT) for each in looks),
        _spread(each.needed(SIZED) for each in looks),
        _spread(each.freed() for each in looks),
        _spread(each.gone() for each in looks),
        1 - sum(min(each.floor, each.pods) for each in own) / sum(each.pods for each in own),
        _can(each.added(BY_DEFAULT) for each in looks),
        _can(each.added(SIZED) for each in looks),
    )


@dataclass(frozen=True)
class _Look(ReadOnly):
    """A case, by what is full first; a draw an entry."""

    case: Case
    resource: str
    pods: int  # behind candidates
    share: float

    def needed(self, name: str) -> Values:
        """Return the share that has to go, by the mean pod behind candidates and the mean proxy."""
        _, proxies = OUTPUTS[self.resource]
        everyone = self.pods / self.share
        return losses(self._reserved() / self.pods, self.case.ways[name][proxies] / everyone, self.share)

    def freed(self) -> Values:
        """Return the share of what candidates reserve that balancing frees."""
        own, proxies = OUTPUTS[self.resource]
        with_mesh = self.case.ways[SIZED]
        freed = self.case.right_sized[own] - (with_mesh[own] - with_mesh[proxies])
        return np.asarray(freed / self._reserved())

    def gone(self) -> Values:
        """Return the share of the pods that go."""
        return np.asarray((CONTROL_PLANE_PODS - self.case.net(SIZED, "pods")) / self.pods)

    def added(self, name: str) -> Values:
        """Return what sidecars add in the end; not above zero, they are paid for."""
        own, _ = OUTPUTS[self.resource]
        return self.case.net(name, own)

    def _reserved(self) -> Values:
        """Return what candidates reserve without a mesh."""
        one = self.case.scenario
        nowhere = np.zeros((len(one.services), 1), dtype=bool)
        found = replicas(one, ALTERNATIVES[NONE], nowhere, self.case.drawn.values, EVERYBODY)
        own = np.array([[each.balanceable] for each in one.services])
        each = found.cores if self.resource == CPU else found.memory_mib / 1024
        return np.asarray((own * found.count * found.pods * each).sum(axis=0))


def _spread(found: Iterable[Values]) -> Estimate | None:
    return spread(np.concatenate(list(found)), "share")


def _can(added: Iterable[Values]) -> str:
    """Return whether sidecars are paid for in nearly all draws in which pods fit on nodes at all."""
    every = np.concatenate(list(added))
    possible = every[~np.isnan(every)]
    paid = float((possible <= 0).mean()) if possible.size else 0.5
    return YES if paid >= NEARLY_ALL else NO if paid <= 1 - NEARLY_ALL else UNSURE
