"""A scene: one run as it can be watched, and what is known of it at any instant.

Vocabulary
----------
scene      a run with what its drawing needs: the trace, the pods, through how many proxies
in flight  attempts that have arrived and not ended for their client: what a balancer counts
inside     attempts at a pod, waiting or being served; it goes on with those whose client gave up
abandoned  those of them whose client gave up
begin_s    when an attempt stops waiting: a worker begins, or a crash takes it
leave_s    when it leaves its pod: answered, late, or lost in a crash
moment     all counters of a scene at one instant, one entry a pod

What happens at an instant has happened by then: an attempt that arrives at 3 s is in flight at 3 s, and one that is
answered at 3 s no longer is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Flags, Values, Whole
from course_lib.simulation import REFUSED, REJECTED, TIMED_OUT, Pods, Run
from course_lib.traffic import Trace

NOBODY = -1
MOST_SCENES = 2
LONGEST_NAME = 12


class Stay(NamedTuple):
    """The way of each attempt through its pod; one entry an attempt.

    `admitted` is false for those that were rejected or refused; their begin and leave are their arrival. `worker` is
    -1 where none ever began.
    """

    admitted: Flags
    begin_s: Values
    leave_s: Values
    worker: Whole


@dataclass(frozen=True, eq=False)
class Scene:
    """One run to be watched.

    Attributes
    ----------
    title : str
        What the learner calls it: "random".
    trace : Trace
        The requests.
    run : Run
        What became of them.
    pods : Pods or None
        The pods that the run was made with; None if all are alike, with one worker, there from the start.
    proxies : int
        How many proxies shared the requests.
    connection : sequence of int or None
        The connection that carries each request as far as the proxy, one entry a request, -1 for one of its own; None
        for the trace's own connections, which lead as far as the pod. So the picture of a balancer of requests may
        show that its clients, too, have a few connections only.
    clients : int or None
        How many clients there are, each with its share of `Trace.client`; None where nobody need tell them apart: then
        each connection is drawn with an end of its own, or a dozen clients stand for all.
    through : str
        What the row between clients and pods is called, "kube-proxy" for instance, in twelve letters at most; empty
        for "balancer", or the number of proxies.

    Raises
    ------
    ValueError
        If trace, run, pods and connections do not fit together, or another attribute breaks its rule.

    Examples
    --------
    >>> from course_lib import balancers, traffic
    >>> from course_lib.simulation import simulate
    >>> trace = traffic.recorded_trace([0.0, 1.0, 1.0], [3.0, 3.0, 1.0], pods=2, seed=1)
    >>> scene = Scene("round robin", trace, simulate(trace, balancers.ROUND_ROBIN))
    >>> scene
    Scene(round robin: 3 attempts at 2 pods, 4 s)
    >>> moment_at(scene, 2.0).waiting.tolist(), moment_at(scene, 2.0).serving.tolist()
    ([1, 0], [1, 1])
    """

    title: str
    trace: Trace
    run: Run
    pods: Pods | None = None
    proxies: int = 1
    connection: ArrayLike | None = None
    clients: int | None = None
    through: str = ""

    def __post_init__(self) -> None:
        require.that(isinstance(self.run, Run) and len(self.run) > 0, "run", self.run, "be a Run with an attempt")
        require.that(isinstance(self.trace, Trace), "trace", self.trace, "be a Trace")
        require.whole("proxies", self.proxies, at_least=1)
        if self.clients is not None:
            require.whole("clients", self.clients, at_least=1)
        require.that(len(self.through) <= LONGEST_NAME, "through", self.through, f"have {LONGEST_NAME} letters at most")
        known = int(self.run.request.max())
        require.that(known < len(self.trace), "trace", self.trace, f"hold request {known}, as the run does")
        require.that(len(self.there) == self.run.pods, "pods", self.there, f"be as many as the run's, {self.run.pods}")
        if self.connection is not None:
            _check_connection(self.connection, len(self.trace))
        _require_stay(self)

    def __repr__(self) -> str:
        """Say it in one line that is the same on every run."""
        return f"Scene({self.title}: {len(self.run)} attempts at {self.run.pods} pods, {self.end_s:.3g} s)"

    @property
    def there(self) -> Pods:
        """The pods."""
        return self.pods or Pods.alike(self.run.pods)

    @cached_property
    def end_s(self) -> float:
        """When the last attempt has ended and left its pod."""
        return float(max(self.run.finish_s.max(), self.stay.leave_s.max()))

    @cached_property
    def proxy_of(self) -> Whole:
        """The proxy that each attempt passed."""
        return np.asarray(self.trace.client[self.run.request] * self.proxies, np.int64)

    @cached_property
    def connection_of(self) -> Whole:
        """The connection that carried each attempt, -1 for one of its own."""
        return self._connection[self.run.request]

    @property
    def connections(self) -> int:
        """How many connections carry the requests; 0 if each request has its own."""
        return int(self._connection.max()) + 1

    @cached_property
    def _connection(self) -> Whole:
        return self.trace.connection if self.connection is None else np.asarray(self.connection, np.int64)

    @cached_property
    def stay(self) -> Stay:
        """The way of each attempt through its pod."""
        run, speed = self.run, np.asarray(self.there.speed)
        admitted = (run.outcome != REJECTED) & (run.outcome != REFUSED)
        begin_s, leave_s = run.start_s.copy(), run.start_s + self.trace.service_s[run.request] / speed[run.pod]
        for pod, from_s, _ in sorted(self.there.crashes, key=lambda crash: crash[1]):
            lost = admitted & (run.pod == pod) & (run.arrival_s < from_s) & ~(leave_s <= from_s)
            leave_s[lost] = from_s
            begin_s[lost & np.isnan(begin_s)] = from_s
        begin_s[~admitted] = leave_s[~admitted] = run.arrival_s[~admitted]
        leave_s[run.answered] = run.finish_s[run.answered]
        return Stay(admitted, begin_s, leave_s, _workers(run, leave_s, self.there.workers))

    @cached_property
    def events_s(self) -> Values:
        """Every instant at which something happens, in order, each once."""
        changes = [when_s for _, *both in self.there.crashes for when_s in both if when_s <= self.end_s]
        joins = [when_s for when_s in self.there.join_s if 0 < when_s <= self.end_s]
        columns = (self.run.arrival_s, self.run.finish_s, self.stay.begin_s, self.stay.leave_s)
        return np.unique(np.concatenate([*columns, changes, joins]))


class Moment(NamedTuple):
    """What is known of a scene at an instant; arrays have one entry a pod.

    `sent` are the attempts that have arrived, `answered` and `failed` those that have ended; `mean_s` and `p99_s` are
    of the latencies of those answered so far, NaN before the first. `up` is false for a pod that has not joined yet,
    or is down.
    """

    sent: Whole
    answered: Whole
    failed: Whole
    in_flight: Whole
    waiting: Whole
    serving: Whole
    abandoned: Whole
    up: Flags
    mean_s: float
    p99_s: float


def moment_at(scene: Scene, t_s: float) -> Moment:
    """Count what is known of a scene at an instant, in seconds from its start."""
    run, way = scene.run, scene.stay
    arrived, ended = run.arrival_s <= t_s, run.finish_s <= t_s
    inside = way.admitted & arrived & (way.leave_s > t_s)
    waiting = inside & (way.begin_s > t_s)
    answered_s = run.latency_s[ended & run.answered]
    count = lambda mask: np.bincount(run.pod[mask], minlength=run.pods)  # noqa: E731
    return Moment(
        sent=count(arrived),
        answered=count(ended & run.answered),
        failed=count(ended & ~run.answered),
        in_flight=count(arrived & ~ended),
        waiting=count(waiting),
        serving=count(inside & ~waiting),
        abandoned=count(inside & ended & (run.outcome == TIMED_OUT)),
        up=up_at(scene.there, t_s),
        mean_s=float(answered_s.mean()) if len(answered_s) else math.nan,
        p99_s=float(np.quantile(answered_s, 0.99)) if len(answered_s) else math.nan,
    )


def up_at(pods: Pods, t_s: float) -> Flags:
    """Return whether each pod is there at an instant: joined, and not down after a crash."""
    up = np.asarray(pods.join_s or (0.0,) * len(pods)) <= t_s
    for pod, from_s, until_s in pods.crashes:
        up[pod] &= not from_s <= t_s < until_s
    return up


def most_different_s(scenes: Sequence[Scene]) -> float:
    """Return the instant that tells most: two scenes differ most in flight there, one has most in flight.

    While requests still come: afterwards one side is only late. Of equals the first.
    """
    events_s = np.unique(np.concatenate([scene.events_s for scene in scenes]))
    events_s = events_s[events_s <= max(scene.run.arrival_s.max() for scene in scenes)]
    in_flight = [in_flight_at(scene, events_s) for scene in scenes]
    apart = np.abs(in_flight[0] - in_flight[1]) if len(scenes) == MOST_SCENES else in_flight[0]
    return float(events_s[int(apart.argmax())])


def in_flight_at(scene: Scene, when_s: Values) -> Whole:
    """Return how many attempts are in flight at each of many instants."""
    arrived = np.searchsorted(scene.run.arrival_s, when_s, side="right")
    return np.asarray(arrived - np.searchsorted(np.sort(scene.run.finish_s), when_s, side="right"))


def require_scenes(scenes: object) -> tuple[Scene, ...]:
    """Return one or two scenes as a tuple; a single scene need not be in one.

    Raises
    ------
    ValueError
        If they are none, more than two, or something else.
    """
    given = (scenes,) if isinstance(scenes, Scene) else tuple(scenes) if isinstance(scenes, list | tuple) else ()
    right = 1 <= len(given) <= MOST_SCENES and all(isinstance(scene, Scene) for scene in given)
    require.that(right, "scenes", scenes, "be one Scene or two")
    return given


def _check_connection(connection: ArrayLike, requests: int) -> None:
    given = require.numbers("connection", connection)
    require.that(len(given) == requests, "connection", connection, f"have one entry per request ({requests})")
    whole = bool(((given % 1 == 0) & (given >= NOBODY)).all())
    require.that(whole, "connection", connection, "be -1 or a whole number from 0")


def _require_stay(scene: Scene) -> None:
    """Refuse a trace or pods that the run was not made with: the counters would be of another run."""
    run, way = scene.run, scene.stay
    worked_s = scene.trace.service_s[run.request] / np.asarray(scene.there.speed)[run.pod]
    as_long = np.allclose(run.finish_s[run.answered], (run.start_s + worked_s)[run.answered], rtol=1e-12)
    all_known = bool(np.isfinite([way.begin_s, way.leave_s]).all())  # whoever is lost in a crash has one to be lost in
    served = np.flatnonzero(way.worker != NOBODY)
    order = served[np.lexsort((way.begin_s[served], way.worker[served], run.pod[served]))]
    same = (np.diff(run.pod[order]) == 0) & (np.diff(way.worker[order]) == 0)
    one_by_one = bool((way.begin_s[order][1:] >= way.leave_s[order][:-1])[same].all())
    right = as_long and all_known and one_by_one
    require.that(right, "trace and pods", (scene.trace, scene.there), "be those that the run was made with")


def _workers(run: Run, leave_s: Values, workers: int) -> Whole:
    """Return which worker of its pod took each attempt: the one that is free first, as in the engines."""
    worker = np.where(np.isnan(run.start_s), NOBODY, 0)
    if workers > 1:
        free_s = np.zeros((run.pods, workers))
        for index in np.flatnonzero(worker == 0):
            pod = run.pod[index]
            worker[index] = free_s[pod].argmin()
            free_s[pod, worker[index]] = leave_s[index]
    return worker


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
