"""What chapter 06's theatre plays: one trace under two balancers, side by side.

Vocabulary: a `scene` is a run that can be watched; both scenes have the same 400 requests and ten pods, 80% busy.
"""

from __future__ import annotations

import numpy as np

from course_lib.simulation import Pods, simulate
from course_lib.studies.balancers import ALL, PODS
from course_lib.studies.scene import Scene
from course_lib.traffic import poisson_trace

REQUESTS, UTILISATION, SEED = 400, 0.8, 6
PLAYED = tuple(ALL)
ALIKE, SLOW = SPEEDS = ("all alike", "pod 0 slow (0.3 of the speed)")
SLOW_SPEED = 0.3


def two_scenes(left: str, right: str, speeds: str = ALIKE) -> tuple[Scene, Scene]:
    """Return the same requests under two balancers.

    >>> one, other = two_scenes("random", "two choices")
    >>> one.trace is other.trace, one.title, other.title
    (True, 'random', 'two choices')
    """
    pods = Pods.alike(PODS) if speeds == ALIKE else Pods((SLOW_SPEED, *[1.0] * (PODS - 1)))
    of_all = UTILISATION * sum(pods.speed) / PODS
    trace = poisson_trace(REQUESTS, utilisation=of_all, pods=PODS, seed=SEED)
    one, other = (Scene(name, trace, simulate(trace, ALL[name], pods), pods) for name in (left, right))
    return one, other


def most_waiting(scene: Scene) -> int:
    """Return the most requests that wait at one pod at any instant."""
    most = 0
    for pod in range(scene.run.pods):
        here = scene.run.pod == pod
        begins = np.sort(scene.run.start_s[here])
        arrivals = scene.run.arrival_s[here]
        begun = np.searchsorted(begins, arrivals, side="right")
        most = max(most, int((np.arange(1, len(arrivals) + 1) - begun).max(initial=0)))
    return most
