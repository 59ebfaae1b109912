"""Connections that end at a certain age, so that their clients have to connect anew: what new pods wait for.

Vocabulary: an `age` (300 s) is how old a connection may become (MAX_CONNECTION_AGE of gRPC's servers); a `jitter`
(0.1) makes each live between 0.9 and 1.1 of it, at random. *Steady*: connections were opened at any time, so they
are of every age. A connection is `renew` when it has ended and its client has opened the next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require, tables
from course_lib.arrays import Values, Whole
from course_lib.traffic import NO_CONNECTION, Trace

JITTER = tables.figure("connections", "age_jitter").value
MOST_LIVES = 1_000_000  # of one connection and those that follow it: more would only fill the memory


def renew(trace: Trace, age_s: float, *, seed: int, jitter: float = JITTER, steady: bool = True) -> Trace:
    """Return the same requests, where each connection gets a new number whenever it has reached its age.

    The next connection takes over at once; its pod is chosen with its first request. Streams that outlive the age
    are not in this model: they would stay.

    Parameters
    ----------
    trace : Trace
        Requests on connections; those with one of their own keep it.
    age_s : float
        Seconds a connection may live; none so short that a million fit into the trace.
    seed : int
        Of the ages.
    jitter : float
        How far an age may be off, as a share of it, either way; from 0 to below 1.
    steady : bool
        Whether the connections are of every age at the start; else all are opened then, as after a restart.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> from course_lib.traffic import even_trace
    >>> trace = even_trace(8, utilisation=0.5, pods=2, seed=1).with_connections(1)
    >>> renew(trace, 3.0, seed=1, jitter=0.0, steady=False).connection.tolist()  # a request a second
    [0, 0, 1, 1, 1, 2, 2, 2]
    """
    require.positive("age_s", age_s)
    random = np.random.default_rng(require.whole("seed", seed))
    _check_jitter(jitter)
    arrival_s, before = trace.arrival_s, trace.connection
    rule = f"let connections live for more than a millionth of the trace's {arrival_s[-1]:g} s"
    require.that(arrival_s[-1] < MOST_LIVES * age_s * (1 - jitter), "age_s", age_s, rule)
    generation = np.zeros(len(trace), np.int64)
    for connection in np.unique(before[before != NO_CONNECTION]):
        mine = before == connection
        ends_s = _ends(arrival_s[-1], age_s, jitter, steady, random)
        generation[mine] = np.searchsorted(ends_s, arrival_s[mine], side="right")
    _, numbers = np.unique(np.stack([before, generation]), axis=1, return_inverse=True)
    return replace(trace, connection=np.where(before == NO_CONNECTION, NO_CONNECTION, _number_anew(numbers, before)))


def _number_anew(numbers: Whole, before: Whole) -> Whole:
    there = numbers.reshape(-1)
    return there - (there[before != NO_CONNECTION].min() if (before != NO_CONNECTION).any() else 0)


def _ends(last_s: float, age_s: float, jitter: float, steady: bool, random: np.random.Generator) -> Values:
    """Return when a connection and those that follow it end, until the last arrival is covered."""
    lives_s = age_s * (1 + jitter * random.uniform(-1, 1, int(last_s / (age_s * (1 - jitter))) + 2))
    if steady:
        # A moment finds long lives more often than short ones, in proportion, and anywhere in them.
        shortest, longest = 1 - jitter, 1 + jitter
        found = np.sqrt(shortest**2 + random.random() * (longest**2 - shortest**2))
        lives_s[0] = age_s * found * random.random()
    return np.cumsum(lives_s)


def _check_jitter(jitter: float) -> None:
    require.that(0 <= require.number("jitter", jitter) < 1, "jitter", jitter, "be at least 0 and below 1")


def renewed_share(elapsed_s: ArrayLike, age_s: float, jitter: float = JITTER, *, steady: bool = True) -> Values:
    """Return the share of connections that have been renewed after some time, on average.

    Lives are uniform from age·(1 − jitter) to age·(1 + jitter), with the distribution G. Of connections that are all
    opened at the start a share of G(t) has ended after t, until the first end twice. Of steady ones, what is left of a
    life has the density (1 − G(t))/age; its integral is the share: a straight line up to the shortest life, then a
    parabola. Source: Feller, volume 2, chapter XI.4 (renewal theory).

    Parameters
    ----------
    elapsed_s : float or sequence of float
        Seconds since the start, zero or more.
    age_s : float
        Seconds a connection may live.
    jitter : float
        How far an age may be off, as a share of it, either way; from 0 to below 1.
    steady : bool
        Whether the connections are of every age at the start; else all are opened then.

    Returns
    -------
    NDArray of float
        From 0 to 1, in the shape of `elapsed_s`.

    Raises
    ------
    ValueError
        If an argument breaks its rule; an entry is named.

    Examples
    --------
    >>> renewed_share([0, 30, 60, 90, 100, 110, 500], age_s=100, jitter=0.1).round(4).tolist()
    [0.0, 0.3, 0.6, 0.9, 0.975, 1.0, 1.0]
    >>> renewed_share([0, 30, 60, 90, 100, 110, 500], age_s=100, jitter=0.1, steady=False).round(4).tolist()
    [0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 1.0]
    """
    require.positive("age_s", age_s)
    _check_jitter(jitter)
    elapsed = _require_times(elapsed_s) / age_s
    shortest, longest = 1 - jitter, 1 + jitter
    if not jitter:
        return np.clip(elapsed, 0, 1) if steady else (elapsed >= 1).astype(np.float64)
    beyond = np.clip(elapsed, shortest, longest)
    if not steady:
        return np.asarray((beyond - shortest) / (2 * jitter), np.float64)
    curved = 1 - (longest - beyond) ** 2 / (4 * jitter)
    return np.asarray(np.where(elapsed <= shortest, np.clip(elapsed, 0, 1), curved), np.float64)


def _require_times(elapsed_s: ArrayLike) -> Values:
    """Return times as an array, of no dimension where one number is asked for."""
    alone = np.isscalar(elapsed_s)
    several: Any = [elapsed_s] if alone else elapsed_s
    values = require.numbers("elapsed_s", several)
    for index in np.flatnonzero(values < 0)[:1]:
        require.that(False, f"elapsed_s[{index}]", values[index].item(), "be zero or more")
    return values.reshape(()) if alone else values


def share_on_new_pods(elapsed_s: ArrayLike, old: int, new: int, age_s: float | None, jitter: float = JITTER) -> Values:
    """Return the share of requests that pods get which joined some time ago, on average, with steady connections.

    A connection that is renewed goes to any of the old and the new alike; all others stay. With no limit on the age
    (None) nothing moves. For the other arguments and the errors see `renewed_share`.

    >>> share_on_new_pods([0, 50, 200], old=5, new=5, age_s=100).tolist()
    [0.0, 0.25, 0.5]
    >>> share_on_new_pods([0, 50, 200], old=5, new=5, age_s=None).tolist()
    [0.0, 0.0, 0.0]
    """
    fair = require.whole("new", new) / (require.whole("old", old, at_least=1) + new)
    if age_s is None:
        return np.zeros_like(_require_times(elapsed_s))
    return fair * renewed_share(elapsed_s, age_s, jitter)
