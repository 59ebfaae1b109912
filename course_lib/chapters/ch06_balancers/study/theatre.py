"""What chapter 06's theatre plays: one trace under two balancers, side by side.

Vocabulary: a `scene` is a run that can be watched; both scenes have the same 400 requests and ten pods, 80% busy.
"""

from __future__ import annotations

from course_lib.chapters.ch06_balancers.study.field import ALL, PODS, even_work, ten_pods
from course_lib.simulation import simulate
from course_lib.simulation.scene import Scene
from course_lib.traffic import poisson_trace

REQUESTS, UTILISATION, SEED = 400, 0.8, 6
PLAYED = tuple(ALL)
ALIKE, SLOW = SPEEDS = ("all alike", "pod 0 slow (0.3 of the speed)")
PLAYED_SLOW_SPEED = 0.3


def two_scenes(left: str, right: str, speeds: str = ALIKE) -> tuple[Scene, Scene]:
    """Return the same requests under two balancers.

    >>> one, other = two_scenes("random", "two choices")
    >>> one.trace is other.trace, one.title, other.title
    (True, 'random', 'two choices')
    """
    pods = ten_pods(1.0 if speeds == ALIKE else PLAYED_SLOW_SPEED)
    trace = poisson_trace(REQUESTS, utilisation=even_work(UTILISATION, pods), pods=PODS, seed=SEED)
    one, other = (Scene(name, trace, simulate(trace, ALL[name], pods), pods) for name in (left, right))
    return one, other
