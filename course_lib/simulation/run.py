"""The run: what happened, as arrays, and what can be said about it.

Vocabulary
----------
attempt    one try of a request; without retries there is one a request
latency    0.8 s: from an attempt's arrival to its end, whichever that was
steady     a run without its first requests, which found the pods emptier than usual
interval   (1.9, 2.0, 2.1): what a figure may be, given that it was measured on so many requests

Latencies are alike from one request to the next, as a queue that is long stays long for a while. So an interval
comes from the means of 20 or more long stretches (`intervals`). From single requests it would come out far too
narrow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from course_lib import require
from course_lib.arrays import AnyWhole, Flags, ReadOnly, Values, Whole, freeze
from course_lib.simulation import intervals
from course_lib.simulation.intervals import Interval
from course_lib.simulation.outcomes import ANSWERED, OUTCOMES
from course_lib.simulation.ranks import Ranks

FEWEST_BATCHES = 20
FEWEST_A_BATCH = 10
FEWEST_BEYOND = 10
MOST_SURE = 0.999  # twenty batches can't tell more: the interval would end at no number
WHOLE = ("request", "attempt", "pod", "outcome")
TIMES = ("arrival_s", "start_s", "finish_s")
COLUMNS = (*WHOLE, *TIMES)


class Little(NamedTuple):
    """The three figures of Little's law: `in_flight` is `rate_per_s` times `latency_s`."""

    in_flight: float
    rate_per_s: float
    latency_s: float


@dataclass(frozen=True, eq=False, repr=False)
class Run(ReadOnly):
    """What became of every attempt. `simulate` makes runs.

    Attributes
    ----------
    balancer : str
        The name of the balancer.
    pods : int
        How many pods there were in the end.
    engine : str
        "reference", "interpreted" or "compiled": who worked it out. The result is the same bit for bit.
    request, attempt : NDArray of int, shape (attempts,)
        Which request of the trace, and which try of it: 0, or 1 for the first retry. Attempts stand in order of
        arrival.
    pod : NDArray of int, shape (attempts,)
        Where it was sent.
    outcome : NDArray of int, shape (attempts,)
        How it ended: a place in `OUTCOMES`.
    arrival_s, start_s, finish_s : NDArray of float, shape (attempts,)
        When it arrived, when a worker began with it (NaN if none did), and when it ended for its client.
    note : str
        That there is no machine code, that yours can't be stopped, or that the pods were overloaded; else empty.

    Examples
    --------
    >>> from course_lib import balancers, traffic
    >>> from course_lib.simulation import simulate
    >>> trace = traffic.recorded_trace([0.0, 1.0, 1.0], [3.0, 3.0, 1.0], pods=2, seed=1)
    >>> run = simulate(trace, balancers.ROUND_ROBIN)
    >>> run
    Run(round_robin: 3 attempts at 2 pods, all answered, mean latency 2.667 s)
    >>> run.pod.tolist(), run.start_s.tolist(), run.latency_s.tolist()
    ([0, 1, 0], [0.0, 1.0, 3.0], [3.0, 3.0, 2.0])
    """

    balancer: str
    pods: int
    engine: str
    request: AnyWhole
    attempt: AnyWhole
    pod: AnyWhole
    outcome: AnyWhole
    arrival_s: Values
    start_s: Values
    finish_s: Values
    note: str = ""

    def __len__(self) -> int:
        """Return the number of attempts."""
        return len(self.request)

    def __repr__(self) -> str:
        """Say it in one line that is the same on every run."""
        attempts = f"{len(self)} {'attempt' if len(self) == 1 else 'attempts'}"
        attempts += f" at {self.pods} {'pod' if self.pods == 1 else 'pods'}"
        if not self.answered.any():
            return f"Run({self.balancer}: {attempts}, none answered)"
        overloaded = ", overloaded" if "overloaded" in self.note else ""
        share = "all" if self.answered.all() else f"{self.answered.mean():.1%}"
        return f"Run({self.balancer}: {attempts}, {share} answered, mean latency {self.mean_s:.3f} s{overloaded})"

    @cached_property
    def latency_s(self) -> Values:
        """Seconds from arrival to end, one entry an attempt."""
        return freeze(self.finish_s - self.arrival_s)

    @cached_property
    def wait_s(self) -> Values:
        """Seconds from arrival to when a worker began, one entry an attempt; NaN if none did."""
        return freeze(self.start_s - self.arrival_s)

    @cached_property
    def answered(self) -> Flags:
        """Whether each attempt was answered."""
        return freeze(np.asarray(self.outcome == ANSWERED))

    @cached_property
    def answered_s(self) -> Values:
        """The latencies of the attempts that were answered, in order of arrival."""
        return self._of_answered(self.latency_s)

    @property
    def outcomes(self) -> dict[str, int]:
        """How many attempts ended in which way."""
        counts = np.bincount(self.outcome, minlength=len(OUTCOMES))
        return dict(zip(OUTCOMES, counts.tolist(), strict=True))

    @property
    def counts(self) -> Whole:
        """How many attempts each pod got, one entry a pod."""
        return np.bincount(self.pod, minlength=self.pods)

    @property
    def mean_s(self) -> float:
        """The mean latency of the attempts that were answered."""
        return float(self._some().mean())

    def quantile_s(self, share: float) -> float:
        """Return the latency that `share` of the answered attempts stay below: 0.99 for p99."""
        return Ranks(self._some()).quantile(require.between("share", share, 0.0, 1.0))

    def steady(self, drop: float = 0.1) -> Run:
        """Return the run without the first requests, a tenth unless another share is asked for.

        Dropped are requests with all their attempts.
        """
        require.that(0 <= require.number("drop", drop) < 1, "drop", drop, "be at least 0 and below 1")
        kept = self.request >= math.ceil(drop * (int(self.request.max(initial=-1)) + 1))
        first = len(kept) - int(np.count_nonzero(kept))
        # Without retries they are the last ones, in one piece: nothing is copied.
        chosen = slice(first, None) if kept[first:].all() else kept
        return replace(self, **{name: getattr(self, name)[chosen] for name in COLUMNS})

    def request_latency_s(self) -> Values:
        """Return what each request took with its retries: from its first arrival to the end of its last attempt.

        Returns
        -------
        NDArray of float, shape (requests,)
            Seconds, one entry a request, in order; NaN for requests of which the run holds nothing (see `steady`).

        Examples
        --------
        >>> from course_lib import balancers, traffic
        >>> from course_lib.simulation import Pods, simulate
        >>> trace = traffic.recorded_trace([0.0, 1.0], [2.0, 2.0], pods=1, seed=1)
        >>> run = simulate(trace, balancers.RANDOM, Pods.alike(1, queue_limit=0), retries=1, backoff_s=3.0)
        >>> run.latency_s.tolist()  # the second finds the pod full, waits, and is answered at its second attempt
        [2.0, 0.0, 2.0]
        >>> run.request_latency_s().tolist()
        [2.0, 5.0]
        """
        first_s: Values = np.full(int(self.request.max(initial=-1)) + 1, np.nan)
        last_s = first_s.copy()
        # Attempts stand in order of arrival: writing backwards leaves the first, writing forwards the last.
        first_s[self.request[::-1]] = self.arrival_s[::-1]
        last_s[self.request] = self.finish_s
        return last_s - first_s

    def littles_law(self) -> Little:
        """Return the mean number of attempts in flight, their rate and their mean latency, from first to last.

        The number is counted over time, not worked out from the other two: that they agree is Little's law.
        """
        when_s = np.concatenate([self.arrival_s, self.finish_s])
        order = np.argsort(when_s, kind="stable")
        in_flight = np.cumsum(np.repeat([1, -1], len(self))[order])
        lasting_s = np.diff(when_s[order])
        seconds = float(lasting_s.sum())
        require.that(seconds > 0, "attempts", seconds, "last longer than 0 s")
        return Little(float(in_flight[:-1] @ lasting_s) / seconds, len(self) / seconds, float(self.latency_s.mean()))

    def mean_interval(self, batches: int = FEWEST_BATCHES, level: float = 0.95) -> Interval:
        """Return the mean latency in seconds with its confidence interval.

        How far it can be trusted was counted over a thousand runs of ten pods, the first tenth dropped. Of intervals at
        95% so many in a hundred hold the truth: at a utilisation of 0.9 under random, whose queues change slowest, 92
        with 30,000 requests and with 100,000, 94 with 300,000, and 95 with a million; under two choices 95, 96 and 95
        with the first three. At 0.5 it takes far fewer: with 30,000 it is 97.

        Parameters
        ----------
        batches : int
            Stretches of equal length, 20 at least.
        level : float
            How sure the interval is, above 0 and at most 0.999.

        Raises
        ------
        ValueError
            If an argument breaks its rule, or there are fewer than ten answered attempts a batch.
        """
        latency_s, wait_s = self._in_batches(batches, level)
        source = f"mean of {latency_s.size:,} simulated latencies"
        return intervals.mean_interval(*intervals.works_and_waits(latency_s, wait_s), level, source)

    def quantile_interval(self, share: float = 0.99, batches: int = FEWEST_BATCHES, level: float = 0.95) -> Interval:
        """Return the quantile of the latency in seconds with its confidence interval; see `mean_interval`.

        It needs more requests than a mean: in the same case 78, 89, 93 and 95 of p99's intervals hold the truth under
        random, and 91, 94 and 94 under two choices; at 0.5 it is 96 with 30,000.

        Raises
        ------
        ValueError
            If an argument breaks its rule, or fewer than ten answered attempts are above the quantile, or below.
        """
        rarer = min(require.between("share", share, 0.0, 1.0), 1 - share)
        kept_s = self._in_batches(batches, level)[0].ravel()
        rule = f"be enough for {FEWEST_BEYOND} on each side of the share {share:g}"
        require.that(round(rarer * len(kept_s), 6) >= FEWEST_BEYOND, "answered attempts", len(kept_s), rule)
        return intervals.quantile_interval(kept_s, share, batches, level)

    def _in_batches(self, batches: int, level: float) -> tuple[Values, Values]:
        """Return latencies and waits, one row a batch: what fills none is left out at the beginning."""
        require.whole("batches", batches, at_least=FEWEST_BATCHES)
        is_level = 0 < require.number("level", level) <= MOST_SURE
        require.that(is_level, "level", level, f"be above 0 and at most {MOST_SURE}")
        length = len(self.answered_s) // batches
        rule = f"be at least {FEWEST_A_BATCH * batches}, {FEWEST_A_BATCH} a batch"
        require.that(length >= FEWEST_A_BATCH, "answered attempts", len(self.answered_s), rule)
        both = self.answered_s, self._of_answered(self.wait_s)
        latency_s, wait_s = (values[-length * batches :].reshape(batches, length) for values in both)
        return latency_s, wait_s

    def _of_answered(self, values: Values) -> Values:
        return values if self.answered.all() else freeze(values[self.answered])

    def _some(self) -> Values:
        require.that(self.answered_s.size > 0, "answered attempts", 0, "be at least 1")
        return self.answered_s
