"""Replays of fifty requests: the same requests with other luck.

Vocabulary: `loads` are what each of ten pods gets in a replay, the `busiest` the highest of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib import connections
from course_lib.arrays import Values, Whole
from course_lib.chapters.ch04_connections.setting import PODS, SEED
from course_lib.connections import Busiest
from course_lib.connections.spread import split_evenly

REQUESTS, REPLAYS = 50, 1000


@dataclass(frozen=True)
class ReplayStudy:
    """Fifty requests to ten pods over some connections: as many replays as were drawn, beside the exact chances.

    Attributes
    ----------
    connections : int
        That carry the fifty requests, in turns.
    drawn : int
        Replays so far; with 0 nothing has been drawn yet.
    loads : NDArray of int, shape (10,)
        Requests on each pod in the last of them.
    busiest : NDArray of int, shape (drawn,)
        The highest load of each.
    exact : Busiest
        The same over all chances.
    """

    connections: int
    drawn: int
    loads: Whole
    busiest: Whole
    exact: Busiest

    @property
    def mean_busiest(self) -> float:
        """The highest load, on average over the replays so far."""
        return float(self.busiest.mean())


def replay_study(connections: float, drawn: float) -> ReplayStudy:
    """Draw fifty requests over so many connections, so many times.

    >>> study = replay_study(50, 1000)
    >>> round(study.mean_busiest, 2), round(study.exact.mean, 2)
    (8.69, 8.69)
    >>> replay_study(1, 3).busiest.tolist()
    [50, 50, 50]
    """
    loads = replays(int(connections))
    here = max(int(drawn), 1)
    return ReplayStudy(
        int(connections), int(drawn), loads[here - 1], loads[: int(drawn)].max(axis=1), exact(int(connections))
    )


@lru_cache(maxsize=REQUESTS)
def exact(count: int) -> Busiest:
    """Return the exact distribution of the highest load of fifty requests over so many connections."""
    return connections.busiest(PODS, count, REQUESTS)


@lru_cache(maxsize=REQUESTS)
def replays(count: int) -> Whole:
    """Return the loads of all replays, of shape (replays, pods); connection k has the same draw, however many."""
    places = (replay_draws()[:, :count] * PODS).astype(np.int64)
    light, few, more = split_evenly(REQUESTS, count)
    carried = np.array([light + 1] * more + [light] * few)
    rows = places + PODS * np.arange(REPLAYS)[:, None]
    loads = np.bincount(rows.ravel(), np.tile(carried, REPLAYS), PODS * REPLAYS)
    return loads.reshape(REPLAYS, PODS).astype(np.int64)


@lru_cache(maxsize=1)
def replay_draws() -> Values:
    """Return the luck of all replays: one draw a connection."""
    return np.random.default_rng(SEED).random((REPLAYS, REQUESTS))
