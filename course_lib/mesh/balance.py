"""How busy pods may be for an objective, and which share of them balancing requests leaves: on arrays, at once.

Vocabulary: an objective is `tight` by so much (0.46) if the work alone takes that share of it, by the same percentile:
at 1 even an idle pod misses it. `busiest` is the highest utilisation at which random choice still meets it. The `share`
(0.7) is the pods that a balancer needs over those that random needs, with K views of the load; it was simulated on a
grid once (tools/mesh_share.py), and lies between the grid's points on straight lines.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.ndimage import map_coordinates

from course_lib import require, tables
from course_lib.arrays import Values, freeze
from course_lib.queueing import mm1_percentile, mmc_percentile

COLUMNS = ("balancer", "objective", "workers", "views", "pods", "tight", "low", "best", "high")
AXES = COLUMNS[1:6]
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


def busiest(tight: ArrayLike, workers: int, share: float) -> Values:
    """Return the highest utilisation at which random choice meets an objective; NaN where none does.

    `queueing.busiest` is the same for one objective, by halving.

    >>> busiest([0.461, 1.0], workers=1, share=0.99).round(3).tolist()
    [0.539, nan]
    """
    given = np.asarray(tight, dtype=float)
    even = _curve(workers, share)
    place = np.clip(given, 0.0, 1.0) * EVEN  # evenly spaced points need no search, which would take six times as long
    below = np.minimum(place.astype(np.int64), EVEN - 1)
    found = even[below] + (place - below) * (even[below + 1] - even[below])
    return np.where(given < 1 - HAIR, found, np.nan)


@cache
def _curve(workers: int, share: float) -> Values:
    """Return the utilisation that meets an objective as tight as 0, …, 1 in even steps."""
    utilisation = 1 - np.linspace(0, 1, POINTS + 1) ** (1 if workers == 1 else 2)
    alone = mm1_percentile(0.0, share)
    met = [alone / mmc_percentile(float(each), workers, share) for each in utilisation[1:]]
    return freeze(np.interp(np.linspace(0, 1, EVEN + 1), [0.0, *met], utilisation))


def share_of_random(
    balancer: str,
    objective: float,
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
    objective : float
        The share of requests that has to stay below it: 0.99 for p99.
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
    """Return the points of each axis of what was simulated: objective, workers, views, pods, how tight."""
    rows = tables.rows("mesh_share", COLUMNS)
    return {name: np.array(sorted({float(row[name]) for row in rows})) for name in AXES}


@cache
def _table(balancer: str) -> Values:
    """Return all shares of a balancer, an axis each for `AXES` and one for the three ends."""
    require.one_of("balancer", balancer, BALANCERS)
    own = (row for row in tables.rows("mesh_share", COLUMNS) if row["balancer"] == balancer)
    rows = np.array(sorted(tuple(float(row[name]) for name in COLUMNS[1:]) for row in own))
    return rows[:, len(AXES) :].reshape(*(len(points) for points in grid().values()), 3)


@cache
def _surface(balancer: str, objective: float, workers: int) -> Values:
    """Return the shares of one objective and one number of workers, on straight lines between those of the grid."""
    found = _table(balancer)
    for name, value in (("objective", objective), ("workers", workers)):
        place = float(_place(name, np.asarray(float(value))))
        below = min(int(place), len(found) - 2)
        found = found[below] + (place - below) * (found[below + 1] - found[below])
    return found


def _place(name: str, value: Values) -> Values:
    """Return where on its axis a value lies, counted in points; beyond the ends, at the end."""
    points = grid()[name]
    return np.asarray(np.interp(_on_axis(name, value), _on_axis(name, points), np.arange(len(points))))


def _on_axis(name: str, values: Values) -> Values:
    if name == "objective":
        return -np.log1p(-values)
    return np.log(values) if name in LOGARITHMIC else values
