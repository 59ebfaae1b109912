"""The pods of a run: how fast, how many workers, when they are there.

Vocabulary
----------
speed        0.5: seconds of work a worker of this pod does in a second
workers      2: requests a pod works on at once; the others wait, first come, first served
queue_limit  10: how many may wait at a pod; the next is rejected
join         30.0 s: when a pod is there for the first time
crash        (3, 40.0, 55.0): pod 3 loses all it has at 40 s and refuses whatever comes until 55 s
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from course_lib import require

MOST_PODS = 10_000
MOST_WORKERS = 1_000_000  # of all pods together


@dataclass(frozen=True)
class Pods:
    """The pods of a run.

    Attributes
    ----------
    speed : tuple of float
        One entry a pod, positive: a request of 1 s of work takes 2 s at speed 0.5.
    workers : int
        Requests that each pod works on at once; all pods together, at most a million.
    queue_limit : int or None
        Requests that may wait at a pod; None is no limit.
    join_s : tuple of float
        One entry a pod, or none if all are there from the start: when it joins. The first is 0, none is below the
        one before; until then a balancer sees fewer pods.
    crashes : tuple of (int, float, float)
        Pod, when it crashes, and when it returns (`math.inf` for never). Balancers are not told: a crashed pod
        stays among those they see. One that crashes as it joins is down from then on.

    Raises
    ------
    ValueError
        If an attribute breaks its rule.

    Examples
    --------
    >>> Pods.alike(10, workers=2)
    Pods(10 pods, 2 workers)
    >>> Pods(speed=(0.2, 1.0, 1.0), queue_limit=5, crashes=((1, 30.0, 60.0),))
    Pods(3 pods, speed 0.2 to 1, 1 worker, queue_limit 5, 1 crash)
    """

    speed: tuple[float, ...]
    workers: int = 1
    queue_limit: int | None = None
    join_s: tuple[float, ...] = ()
    crashes: tuple[tuple[int, float, float], ...] = ()

    @classmethod
    def alike(cls, number: int, **options: Any) -> Pods:
        """Return so many pods of speed 1; `options` are the other attributes."""
        return cls((1.0,) * require.whole("number", number, at_least=1), **options)

    def __post_init__(self) -> None:
        require.that(0 < len(self.speed) <= MOST_PODS, "speed", self.speed, f"have 1 to {MOST_PODS:,} entries")
        for pod, speed in enumerate(self.speed):
            if pod == 0 or speed is not self.speed[pod - 1]:  # ten thousand that are alike took 7 ms
                require.positive(f"speed[{pod}]", speed)
        each = MOST_WORKERS // len(self.speed)
        rule = f"be at most {each:,} at each of {len(self.speed):,} pods ({MOST_WORKERS:,} in all)"
        require.that(require.whole("workers", self.workers, at_least=1) <= each, "workers", self.workers, rule)
        if self.queue_limit is not None:
            require.whole("queue_limit", self.queue_limit)
        _check_joins(self.join_s, len(self.speed))
        for number in range(len(self.crashes)):
            _check_crash(number, self.crashes, self.join_s or (0.0,) * len(self.speed))

    def __len__(self) -> int:
        """Return the number of pods."""
        return len(self.speed)

    def __repr__(self) -> str:
        """Say in one line what is not as usual."""
        parts = [f"{len(self)} {'pod' if len(self) == 1 else 'pods'}"]
        if min(self.speed) != 1 or max(self.speed) != 1:
            parts.append(f"speed {min(self.speed):g} to {max(self.speed):g}")
        parts.append(f"{self.workers} {'worker' if self.workers == 1 else 'workers'}")
        if self.queue_limit is not None:
            parts.append(f"queue_limit {self.queue_limit}")
        late = sum(join_s > 0 for join_s in self.join_s)
        parts += [f"{late} late"] if late else []
        crashes = len(self.crashes)
        parts += [f"{crashes} {'crash' if crashes == 1 else 'crashes'}"] if crashes else []
        return f"Pods({', '.join(parts)})"


def _check_joins(join_s: Sequence[float], pods: int) -> None:
    require.that(len(join_s) in (0, pods), "join_s", join_s, f"have one entry per pod ({pods}) or none")
    for pod, when_s in enumerate(join_s):
        require.number(f"join_s[{pod}]", when_s)
    if join_s:
        require.that(join_s[0] == 0, "join_s[0]", join_s[0], "be 0")
    for pod, (before_s, when_s) in enumerate(pairwise(join_s), start=1):
        require.that(when_s >= before_s, f"join_s[{pod}]", when_s, f"not be below the one before, {before_s:g}")


def _check_crash(number: int, crashes: Sequence[tuple[int, float, float]], join_s: Sequence[float]) -> None:
    name, crash = f"crashes[{number}]", crashes[number]
    require.that(isinstance(crash, tuple) and len(crash) == 3, name, crash, "be (pod, from, until)")
    pod, from_s, until_s = crash
    pods = len(join_s)
    require.that(require.whole(name, pod) < pods, name, pod, f"name a pod from 0 to {pods - 1}")
    joined = require.number(name, from_s) >= join_s[pod]
    require.that(joined, name, from_s, f"not be before the pod joins, {join_s[pod]:g}")
    require.that(until_s == math.inf or require.number(name, until_s) > from_s, name, until_s, "end after it begins")
    for other_pod, other_from_s, other_until_s in crashes[:number]:
        apart = other_pod != pod or until_s < other_from_s or other_until_s < from_s
        require.that(apart, name, crash, "be apart from the other crashes of its pod")
