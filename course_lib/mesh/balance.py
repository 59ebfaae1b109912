"""How busy pods may be for an objective, and which share of them balancing requests leaves: on arrays, at once.

Vocabulary: an objective is of a percentile (0.99) or of the `MEAN`; it's `tight` by so much (0.46) if the work alone
takes that share of it, by the same percentile: at 1 even an idle pod misses it. `busiest` is the highest utilisation at
which random choice still meets it. The `share` (0.7) is the pods that a balancer needs over those that random needs,
with K views of the load; it was simulated on a grid once (tools/pods_share.py), and lies between the grid's points on
straight lines.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.ndimage import map_coordinates

from course_lib import require, tables
from course_lib.arrays import Values, freeze
from course_lib.queueing import mm1_percentile, mmc_latency, mmc_percentile

COLUMNS = ("balancer", "objective", "workers", "views", "pods", "tight", "low", "best", "high")
AXES = COLUMNS[2:6]
MEAN = "mean"
TWO_CHOICES, ROUND_ROBIN = BALANCERS = ("two choices", "round robin")
LOGARITHMIC = ("workers", "views", "pods")
POINTS = 300  # of a curve; between them it is all but straight
EVEN = 4096  # steps of the same curve, on straight lines between its points
HAIR = 1e-12


def tight(objective_s: ArrayLike, mean_service_s: ArrayLike, share: float) -> Values:
    """Return the share of the objective that the work alone takes; 1 and more where no number of pods meets it.

    >>> round(float(tight(0.1, 0.01, share=0.99)), 3)
    0.461
    """
    alone = mm1_percentile(0.0, share)  # an idle pod works on it with one worker, however many it has
    with np.errstate(divide="ignore"):
        found = alone * np.asarray(mean_service_s, dtype=float) / np.asarray(objective_s, dtype=float)
    return np.asarray(np.where(np.asarray(objective_s) > 0, found, np.inf), dtype=float)


def busiest(tight: ArrayLike, workers: int, objective: float | str) -> Values:
    """Return the highest utilisation at which random choice meets an objective; NaN where none does.

    `queueing.busiest` is the same for one objective, by halving.

    >>> busiest([0.461, 1.0], workers=1, objective=0.99).round(3).tolist()
    [0.539, nan]
    """
    given = np.asarray(tight, dtype=float)
    even = _curve(workers, objective)
    place = np.clip(given, 0.0, 1.0) * EVEN  # evenly spaced points need no search, which would take six times as long
    below = np.minimum(place.astype(np.int64), EVEN - 1)
    found = even[below] + (place - below) * (even[below + 1] - even[below])
    return np.where(given < 1 - HAIR, found, np.nan)


@cache
def _curve(workers: int, objective: float | str) -> Values:
    """Return the utilisation that meets an objective as tight as 0, …, 1 in even steps."""
    utilisation = 1 - np.linspace(0, 1, POINTS + 1) ** (1 if workers == 1 else 2)
    met = [1 / times_the_work(float(each), workers, objective) for each in utilisation[1:]]
    return freeze(np.interp(np.linspace(0, 1, EVEN + 1), [0.0, *met], utilisation))


def times_the_work(utilisation: float, workers: int, objective: float | str) -> float:
    """Return how many times the work alone a latency takes under random choice: its mean, or the same percentile.

    >>> times_the_work(0.5, 1, MEAN), times_the_work(0.5, 1, 0.99)
    (2.0, 2.0)
    """
    if isinstance(objective, str):
        return mmc_latency(utilisation, workers)
    return mmc_percentile(utilisation, workers, objective) / mm1_percentile(0.0, objective)


def share_of_random(
    balancer: str,
    objective: float | str,
    workers: int,
    *,
    views: ArrayLike,
    pods: ArrayLike,
    tight: ArrayLike,
    position: ArrayLike = 0.0,
) -> Values:
    """Return the pods that a balancer needs over those that random needs; what has a name may be an array.

    Beyond the grid the nearest point on it stands: more than 300 views are taken for 300.

    Parameters
    ----------
    balancer : str
        One of `BALANCERS`.
    objective : float or str
        The share of requests that has to stay below it: 0.99 for p99; or `MEAN`.
    workers : int
        Of one pod.
    views : array_like
        The balancers that each see only their own requests (K).
    pods : array_like
        That random needs.
    tight : array_like
        How tight the objective is, from 0 to 1.
    position : array_like
        Where in the range of what was simulated: -1 its low end, 0 the best, 1 its high end.

    Examples
    --------
    >>> share_of_random(TWO_CHOICES, 0.99, 1, views=[1, 3, 50], pods=18, tight=0.5).round(1).tolist()
    [0.6, 0.6, 0.9]
    """
    given = {"views": views, "pods": pods, "tight": tight}
    ends = np.asarray(position, dtype=float) + 1  # three of them, of which the best is the middle one
    places = (*(_place(name, np.asarray(value, dtype=float)) for name, value in given.items()), ends)
    at = np.stack(np.broadcast_arrays(*places))
    found = map_coordinates(_surface(balancer, objective, workers), at.reshape(len(at), -1), order=1, mode="nearest")
    return np.asarray(found.reshape(at.shape[1:]))


@cache
def grid() -> dict[str, Values]:
    """Return the points of each axis of what was simulated: workers, views, pods, how tight."""
    rows = tables.rows("pods_share", COLUMNS)
    return {name: np.array(sorted({float(row[name]) for row in rows})) for name in AXES}


@cache
def percentiles() -> Values:
    """Return the percentiles that were simulated; besides them, the mean was."""
    return np.array(sorted(float(each) for each in _table(TWO_CHOICES) if each != MEAN))


@cache
def _table(balancer: str) -> dict[str, Values]:
    """Return all shares of a balancer by objective, an axis each for `AXES` and one for the three ends."""
    require.one_of("balancer", balancer, BALANCERS)
    own: dict[str, list[tuple[float, ...]]] = {}
    for row in tables.rows("pods_share", COLUMNS):
        if row["balancer"] == balancer:
            own.setdefault(row["objective"], []).append(tuple(float(row[name]) for name in COLUMNS[2:]))
    shape = (*(len(points) for points in grid().values()), 3)
    return {each: np.array(sorted(rows))[:, len(AXES) :].reshape(shape) for each, rows in own.items()}


@cache
def _surface(balancer: str, objective: float | str, workers: int) -> Values:
    """Return the shares of one objective and one number of workers, on straight lines between those of the grid."""
    found, place = _of_objective(balancer, objective), float(_place("workers", np.asarray(float(workers))))
    return _between(found, place)


def _of_objective(balancer: str, objective: float | str) -> Values:
    if isinstance(objective, str):
        return _table(balancer)[require.one_of("objective", objective, (MEAN,))]
    known = percentiles()
    place = float(np.interp(-np.log1p(-objective), -np.log1p(-known), np.arange(len(known))))
    return _between(np.stack([_table(balancer)[f"{each:g}"] for each in known]), place)


def _between(found: Values, place: float) -> Values:
    """Return what lies at a place, counted in points, of the first axis."""
    below = min(int(place), len(found) - 2)
    return np.asarray(found[below] + (place - below) * (found[below + 1] - found[below]))


def _place(name: str, value: Values) -> Values:
    """Return where on its axis a value lies, counted in points; beyond the ends, at the end."""
    points = grid()[name]
    return np.asarray(np.interp(_on_axis(name, value), _on_axis(name, points), np.arange(len(points))))


def _on_axis(name: str, values: Values) -> Values:
    return np.log(values) if name in LOGARITHMIC else values
