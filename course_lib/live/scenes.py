"""A live run as a scene, so that the theatre can play it, beside a simulated one or another live one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from course_lib.live.run import LiveRun
from course_lib.simulation import ANSWERED, Pods, Run
from course_lib.simulation.scene import Scene
from course_lib.traffic import NO_CONNECTION, Trace


def scene_of(
    live: LiveRun, trace: Trace, title: str, *, through: str = "", pods: Pods | None = None, pinned: bool = False
) -> Scene:
    """Return a replay as its pods saw it: each request from when it reached its pod until that was done with it.

    Then its queues are first come, first served to the last bit, as the theatre draws them. What the client, the proxy
    and the machine take on the way there and back is left out; `LiveRun.machine_s` tells it.

    Parameters
    ----------
    live : LiveRun
        What `Lab.replay` returned; every request must have been answered.
    trace : Trace
        The one that was replayed.
    title, through : str
        As of a `Scene`.
    pods : Pods or None
        The lab's: of a pod that is 4 times as slow the speed is 1/4. None if all are alike.
    pinned : bool
        Whether each connection leads to one pod; else as far as the proxy.

    Examples
    --------
    >>> from course_lib import traffic
    >>> from course_lib.live import Lab
    >>> trace = traffic.recorded_trace([0.0, 0.01, 0.01], [0.03] * 3, pods=2, seed=1)
    >>> with Lab(pods=2) as lab:
    ...     run = lab.replay(trace)
    >>> [pod in (0, 1) for pod in scene_of(run, trace, "round robin", through="Envoy").run.pod]
    [True, True, True]
    """
    reached, order = live.as_reached(trace), np.argsort(live.reached_s, kind="stable")
    run = Run(
        balancer=live.policy,
        pods=live.pods,
        engine=live.engine,
        request=np.arange(len(live)),
        attempt=np.zeros(len(live), np.int64),
        pod=live.pod[order],
        outcome=np.full(len(live), ANSWERED),
        arrival_s=live.reached_s[order],
        start_s=live.start_s[order],
        finish_s=live.done_s[order],
    )
    if pinned:
        return Scene(title, reached, run, pods, through=through)
    free = replace(reached, connection=np.full(len(live), NO_CONNECTION))
    return Scene(title, free, run, pods, connection=reached.connection, through=through)
