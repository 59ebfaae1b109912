"""What became of requests that were really sent, as arrays like those of a simulated run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from course_lib import require
from course_lib.arrays import Flags, ReadOnly, Values, Whole, freeze
from course_lib.live.children import AGAIN
from course_lib.live.errors import CrashedError, LabError
from course_lib.plural import in_a_row
from course_lib.traffic import Trace

NOBODY = -1
LATE = "DEADLINE_EXCEEDED"  # gRPC's word
CRASHED = "You had {} crash. Nobody is told, so what is on its way there, or is sent there still, is lost. "
OTHERS = "To see how many the others answer: run = lab.load(1000, 50), then run.counts and run.failures"
NO_OTHERS = "No other is there: to begin anew, stop the lab, and start it again"


class Counts(list[int]):
    """How many requests each pod answered; `rotation` says how many, the first ones, were in rotation at the end.

    As a list they may be sorted, or pods taken out: then that holds no more, and `as_counted` differs.
    """

    def __init__(self, counts: Iterable[int], rotation: int) -> None:
        super().__init__(counts)
        self.as_counted, self.rotation = tuple(self), rotation


@dataclass(frozen=True, eq=False, repr=False)
class LiveRun(ReadOnly):
    """One entry a request, in the order in which they were due. All times are seconds since the first could be due.

    They are of one clock, which all processes of a machine share. What was measured differs from run to run.

    Attributes
    ----------
    engine : str
        Through what they went: "Envoy 1.40.0".
    policy : str
        Who chose the pods: "round_robin".
    pods : int
        How many pods have been started so far, in rotation or not.
    rotation : int
        How many, the first ones, were in rotation at the end.
    crashed : tuple of int
        Which of them had been made to crash by the end.
    arrival_s : NDArray of float, shape (n,)
        When each request was due. The client waits for no answer before it sends the next (an open loop).
    sent_s : NDArray of float, shape (n,)
        When the client came to send it: the difference is the client's own delay, and counts.
    reached_s, start_s, done_s : NDArray of float, shape (n,)
        When it reached its pod, the pod's worker began with it, and was done, as the pod says; NaN if no answer came.
    end_s : NDArray of float, shape (n,)
        When its answer, or its failure, came to the client.
    pod : NDArray of int, shape (n,)
        Which pod answered; -1 if none did.
    status : tuple of str
        gRPC's word for how each ended: "OK", "UNAVAILABLE", "DEADLINE_EXCEEDED".
    """

    engine: str
    policy: str
    pods: int
    rotation: int
    crashed: tuple[int, ...]
    arrival_s: Values
    sent_s: Values
    reached_s: Values
    start_s: Values
    done_s: Values
    end_s: Values
    pod: Whole
    status: tuple[str, ...]

    def __len__(self) -> int:
        """Return the number of requests."""
        return len(self.arrival_s)

    def __repr__(self) -> str:
        """Say what is the same on every run, as long as every request is answered."""
        failed = "" if self.answered.all() else f", {self.answered.sum()} of them answered"
        return f"LiveRun({len(self)} requests by {self.policy} through {self.engine}{failed})"

    @cached_property
    def answered(self) -> Flags:
        """Whether each request was answered."""
        return freeze(self.pod != NOBODY)

    @cached_property
    def latency_s(self) -> Values:
        """Seconds from when each request was due to when its end came to the client, as the client measured it."""
        return freeze(self.end_s - self.arrival_s)

    @cached_property
    def at_pod_s(self) -> Values:
        """Seconds from when each request reached its pod to when that was done with it: queue and work, exactly."""
        return freeze(self.done_s - self.reached_s)

    @cached_property
    def machine_s(self) -> Values:
        """What the way there and back adds to that: client, proxy, and whatever else this machine is busy with."""
        return freeze(self.latency_s - self.at_pod_s)

    @property
    def counts(self) -> Counts:
        """How many requests each pod answered."""
        return Counts(np.bincount(self.pod[self.answered], minlength=self.pods).tolist(), self.rotation)

    @property
    def failures(self) -> dict[str, int]:
        """How many requests ended otherwise, by gRPC's word for it."""
        return dict(sorted(Counter(word for word in self.status if word != "OK").items()))

    def all_answered(self) -> Self:
        """Return the run itself, or raise an error in words where a request wasn't answered."""
        if self.failures:
            words = ", ".join(f"{count} {word}" for word, count in self.failures.items())
            words = f"Of {len(self)} requests some weren't answered: {words}"
            if self.crashed and {*self.failures} != {LATE}:
                who = f"pod{'s' * (len(self.crashed) > 1)} {in_a_row([*map(str, self.crashed)])}"
                others = OTHERS if len(self.crashed) < self.pods else NO_OTHERS
                raise CrashedError(f"{words}. {CRASHED.format(who)}{others}")
            raise LabError(f"{words}. {AGAIN}")
        return self

    @property
    def mean_s(self) -> float:
        """The mean latency of answered requests; at least one must be."""
        return float(self._answered_s().mean())

    def quantile_s(self, share: float) -> float:
        """Return the latency that a share of the answered requests doesn't exceed."""
        return float(np.quantile(self._answered_s(), require.between("share", share, 0.0, 1.0)))

    def as_reached(self, trace: Trace) -> Trace:
        """Return the requests of a replay as they reached the pods, with the pods that were chosen as their draws.

        `balancers.RANDOM`, which takes the pod that a draw says, then makes the same choices in the simulator: it
        tells whether the queues are the same. What the machine takes isn't in it.

        Parameters
        ----------
        trace : Trace
            The one that was replayed; every request must have been answered.
        """
        order = np.argsort(self.reached_s, kind="stable")
        gaps_s = np.diff(self.reached_s[order], prepend=0.0)
        chosen = self.as_due(trace)
        return Trace(
            gaps_s,
            trace.service_s[order],
            chosen.draws[order],
            trace.connection[order],
            trace.client[order],
            self.pods,
        )

    def as_due(self, trace: Trace) -> Trace:
        """Return the requests of a replay as they were due, with the pods that were chosen as their draws.

        A simulated run of it is what the client would have measured if client, proxy and machine took no time.

        Parameters
        ----------
        trace : Trace
            The one that was replayed; every request must have been answered.
        """
        require.that(bool(self.answered.all()), "run", self, "be one whose requests were all answered")
        require.that(len(trace) == len(self), "trace", trace, f"be the one that was replayed, of {len(self)} requests")
        draws = (self.pod[:, None] + 0.5) / self.pods
        return Trace(trace.gaps_s, trace.service_s, draws, trace.connection, trace.client, self.pods)

    def _answered_s(self) -> Values:
        require.that(bool(self.answered.any()), "answered requests", 0, "be at least 1")
        return self.latency_s[self.answered]
