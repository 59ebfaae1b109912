"""The run: what happened, as arrays, and what can be said about it.

Vocabulary
----------
attempt    one try of a request; without retries there is one a request
latency    0.8 s: from an attempt's arrival to its end, whichever that was
steady     a run without its first requests, which found the pods emptier than usual
interval   (1.9, 2.0, 2.1): what a figure may be, given that it was measured on so many requests

Latencies are alike from one request to the next, as a queue that is long stays long for a while. So an interval
comes from the means of 20 or more long stretches, which hardly know of one another. From single requests it would
come out far too narrow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from course_lib import require
from course_lib.simulation.outcomes import ANSWERED, OUTCOMES

Values = NDArray[np.float64]
Whole = NDArray[np.integer]
FEWEST_BATCHES = 20
FEWEST_A_BATCH = 10
COLUMNS = ("request", "attempt", "pod", "outcome", "arrival_s", "start_s", "finish_s")


class Interval(NamedTuple):
    """A figure with the interval it is believed to lie in, and its standard error; all in one unit."""

    low: float
    value: float
    high: float
    standard_error: float


class Little(NamedTuple):
    """The three figures of Little's law: `in_flight` is `rate_per_s` times `latency_s`."""

    in_flight: float
    rate_per_s: float
    latency_s: float


def interval_of(value: float, figures: Values, level: float = 0.95) -> Interval:
    """Return a figure with its confidence interval, by how much it differs between batches or replications.

    Parameters
    ----------
    value : float
        The figure of all of them together.
    figures : NDArray of float, shape (batches,)
        The same of each, two or more; they must hardly know of one another.
    level : float
        How sure the interval is, above 0 and below 1.

    Examples
    --------
    >>> round(interval_of(2.0, np.array([1.9, 2.1, 1.8, 2.2])).standard_error, 4)
    0.0913
    """
    from scipy.special import stdtrit  # here, because it takes longer to import than most runs

    require.that(0 < require.number("level", level) < 1, "level", level, "be above 0 and below 1")
    error = float(figures.std(ddof=1)) / len(figures) ** 0.5
    reach = float(stdtrit(len(figures) - 1, (1 + level) / 2)) * error
    return Interval(value - reach, value, value + reach, error)


@dataclass(frozen=True, eq=False, repr=False)
class Run:
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
        Why Python ran the balancer, if numba did not take it; else empty.

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
    request: Whole
    attempt: Whole
    pod: Whole
    outcome: Whole
    arrival_s: Values
    start_s: Values
    finish_s: Values
    note: str = ""

    def __post_init__(self) -> None:
        for name in COLUMNS:
            getattr(self, name).setflags(write=False)

    def __len__(self) -> int:
        """Return the number of attempts."""
        return len(self.request)

    def __repr__(self) -> str:
        """Say it in one line that is the same on every run."""
        attempts = f"{len(self)} {'attempt' if len(self) == 1 else 'attempts'}"
        attempts += f" at {self.pods} {'pod' if self.pods == 1 else 'pods'}"
        if not self.answered.any():
            return f"Run({self.balancer}: {attempts}, none answered)"
        share = "all" if self.answered.all() else f"{self.answered.mean():.1%}"
        return f"Run({self.balancer}: {attempts}, {share} answered, mean latency {self.mean_s:.3f} s)"

    @cached_property
    def latency_s(self) -> Values:
        """Seconds from arrival to end, one entry an attempt."""
        return self.finish_s - self.arrival_s

    @cached_property
    def answered(self) -> NDArray[np.bool_]:
        """Whether each attempt was answered."""
        return np.asarray(self.outcome == ANSWERED)

    @cached_property
    def answered_s(self) -> Values:
        """The latencies of the attempts that were answered, in order of arrival."""
        return self.latency_s[self.answered]

    @property
    def outcomes(self) -> dict[str, int]:
        """How many attempts ended in which way."""
        counts = np.bincount(self.outcome, minlength=len(OUTCOMES))
        return dict(zip(OUTCOMES, counts.tolist(), strict=True))

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many attempts each pod got, one entry a pod."""
        return np.bincount(self.pod, minlength=self.pods)

    @property
    def mean_s(self) -> float:
        """The mean latency of the attempts that were answered."""
        return float(self._some().mean())

    def quantile_s(self, share: float) -> float:
        """Return the latency that `share` of the answered attempts stay below: 0.99 for p99."""
        return float(np.quantile(self._some(), require.between("share", share, 0.0, 1.0)))

    def steady(self, drop: float = 0.1) -> Run:
        """Return the run without the first requests, a tenth unless another share is asked for.

        Dropped are requests with all their attempts.
        """
        require.that(0 <= require.number("drop", drop) < 1, "drop", drop, "be at least 0 and below 1")
        kept = self.request >= drop * (int(self.request.max(initial=-1)) + 1)
        return replace(self, **{name: getattr(self, name)[kept] for name in COLUMNS})

    def request_latency_s(self) -> Values:
        """Return for each request the seconds from its first arrival to the end of its last attempt.

        One entry a request, in order; NaN for requests of which the run holds nothing (see `steady`).
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
        return Little(float(in_flight[:-1] @ lasting_s) / seconds, len(self) / seconds, float(self.latency_s.mean()))

    def mean_interval(self, batches: int = FEWEST_BATCHES, level: float = 0.95) -> Interval:
        """Return the mean latency in seconds with its confidence interval.

        Parameters
        ----------
        batches : int
            Stretches of equal length, 20 at least. Each has to be much longer than a queue remembers: thousands of
            requests at a utilisation of 0.9.
        level : float
            How sure the interval is, above 0 and below 1.

        Raises
        ------
        ValueError
            If an argument breaks its rule, or there are fewer than ten answered attempts a batch.
        """
        return self._interval(np.mean, batches, level)

    def quantile_interval(self, share: float = 0.99, batches: int = FEWEST_BATCHES, level: float = 0.95) -> Interval:
        """Return the quantile of the latency in seconds with its confidence interval; see `mean_interval`.

        The value is the quantile of all batches together; how much theirs differ says how sure it is.
        """
        require.between("share", share, 0.0, 1.0)
        return self._interval(lambda values, axis: np.quantile(values, share, axis=axis), batches, level)

    def _interval(self, figure: Callable[..., Values], batches: int, level: float) -> Interval:
        require.whole("batches", batches, at_least=FEWEST_BATCHES)
        length = len(self.answered_s) // batches
        rule = f"be at least {FEWEST_A_BATCH * batches}, {FEWEST_A_BATCH} a batch"
        require.that(length >= FEWEST_A_BATCH, "answered attempts", len(self.answered_s), rule)
        # What does not fill a batch is left out at the beginning, where it is worth least.
        kept_s = self.answered_s[-length * batches :]
        figures = figure(kept_s.reshape(batches, length), axis=1)
        return interval_of(float(figure(kept_s, axis=0)), figures, level)

    def _some(self) -> Values:
        require.that(self.answered_s.size > 0, "answered attempts", 0, "be at least 1")
        return self.answered_s
