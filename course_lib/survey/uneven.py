"""Whether load is uneven over a workload's pods, and whether it's the same pod each time or another.

Vocabulary: `busiest_over_mean` (2.5) is what the busiest pod uses over the mean of all; if it is the same pod in
reading after reading, connections or keys may tie load to it; if it is another each time, that is chance. A reading
counts only if all pods were measured anew since the one before.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import bdtrc

from course_lib.arrays import Values

ONE_POD, UNKNOWN, SAME, TURNS, UNSURE = "one pod", "one reading", "the same pod", "another pod", "can't tell yet"
RARE = 0.1  # a pod that is the busiest so often by chance alone in fewer cases is taken for the same
READINGS_MOST = 60


@dataclass(frozen=True)
class Uneven:
    """How uneven the CPU of a workload's pods is.

    Attributes
    ----------
    pods : int
        How many were measured in every reading that counts.
    readings : int
        How many count.
    busiest : str
        The pod that is the busiest most often.
    often : int
        In how many readings it is.
    busiest_over_mean : float
        What the busiest pod uses over all readings, over the mean of all pods.
    each_time : float
        The same within each reading, whichever pod it is, as the mean over readings.
    chance : float
        How probable it is that a pod is the busiest that often if each reading draws one.
    verdict : str
        One of the words above.
    lasting : float
        The busiest over the mean less what chance alone would make of it, told by how far each pod's own readings lie
        apart; from one reading nothing can be told, and it is `busiest_over_mean`.
    """

    pods: int
    readings: int
    busiest: str
    often: int
    busiest_over_mean: float
    each_time: float
    chance: float
    verdict: str
    lasting: float = 1.0

    @property
    def readings_needed(self) -> int:
        """How many readings could tell, if the same pod is the busiest in all of them.

        >>> Uneven(4, 1, "a", 1, 3.6, 3.6, 1.0, UNKNOWN).readings_needed
        3
        """
        needed = (many for many in range(2, READINGS_MOST) if _chance(self.pods, many, many) <= RARE)
        return next(needed, READINGS_MOST) if self.pods > 1 else 0


def uneven(use: Mapping[str, Sequence[float]]) -> Uneven | None:
    """Return how uneven use is; None where nothing was measured, or nothing used.

    Parameters
    ----------
    use : mapping of str to sequence of float
        Each pod's use, reading by reading: as many for each.

    Examples
    --------
    >>> found = uneven({"a": [4.0, 4.0, 4.0], "b": [1.0, 0.5, 1.0], "c": [0.5, 1.0, 1.0], "d": [1.0, 1.0, 1.0]})
    >>> found.verdict, found.busiest, round(found.busiest_over_mean, 2), found.chance
    ('the same pod', 'a', 2.4, 0.0625)
    """
    names = sorted(use)
    levels = np.array([use[each] for each in names], dtype=float)
    if not levels.size or not (levels.sum(axis=0) > 0).all():
        return None
    pods, readings = levels.shape
    ratios, means = levels / levels.mean(axis=0), levels.mean(axis=1)
    first, often = _most_often(ratios.argmax(axis=0).tolist())
    over_all, each_time = float(means.max() / means.mean()), float(ratios.max(axis=0).mean())
    chance = _chance(pods, readings, often)
    verdict = _verdict(pods, readings, often, chance)
    lasting = 1 + _not_by_chance(ratios) * (over_all - 1)
    return Uneven(pods, readings, names[first], often, over_all, each_time, chance, verdict, lasting)


def _not_by_chance(ratios: Values) -> float:
    """Return which part of the spread between pods stays, by the variance of each pod's own readings.

    It is one of the spread, not of each pod's distance, as the busiest is the largest of many: which pod that is may be
    chance where how far it lies away isn't (Louis, Journal of the American Statistical Association 79, 1984).
    """
    pods, readings = ratios.shape
    if pods == 1 or readings == 1:
        return 1.0
    between, within = ratios.mean(axis=1).var(ddof=1), ratios.var(axis=1, ddof=1).mean()
    return math.sqrt(max(0.0, 1 - within / readings / between)) if between else 0.0


def _most_often(numbers: Sequence[int]) -> tuple[int, int]:
    counts = Counter(numbers)
    return min(counts.items(), key=lambda each: (-each[1], each[0]))


def _chance(pods: int, readings: int, often: int) -> float:
    """Return the probability that some pod is drawn so often, or what it can't exceed where two may be."""
    return float(min(1.0, pods * bdtrc(often - 1, readings, 1 / pods)))


def _verdict(pods: int, readings: int, often: int, chance: float) -> str:
    if pods == 1:
        return ONE_POD
    if readings == 1:
        return UNKNOWN
    if chance <= RARE:
        return SAME
    # Where the same pod might have shown, and didn't, it isn't the same one.
    could = _chance(pods, readings, readings) <= RARE
    return TURNS if could and often <= readings / 2 else UNSURE
