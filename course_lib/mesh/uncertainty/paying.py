"""How often an alternative pays, and how far its net reaches, in draws from what is known: "given these ranges".

Vocabulary: an alternative `pays` in a draw if its net is below zero; it is `impossible` there if no number of pods
meets the objective (NaN), with it or without. A share of draws is no chance that it pays: the ranges may be wrong,
and so may the model. Its interval only says how far another 10,000 draws might be off.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from course_lib.arrays import Flags, Values
from course_lib.estimate import Estimate, interval, of_draws

LEVEL, MIDDLE = 0.95, 0.9
ROUNDING = 1e-9  # what is less below zero is rounding, and saves nothing
DIGITS = 9  # after the point, as of any other range
GIVEN = "given these ranges"


@dataclass(frozen=True)
class Paying:
    """In which share of all draws an alternative pays.

    Attributes
    ----------
    pays, impossible : Estimate
        Of all draws, each with the interval that so few draws leave; in the rest it doesn't pay.
    draws : int
        How many there were.
    """

    pays: Estimate
    impossible: Estimate
    draws: int

    def __repr__(self) -> str:
        never = f"; the objective can't be met in {self.impossible.best:.0%}" if self.impossible.best else ""
        return f"pays in {self.pays.best:.0%} of {self.draws:,} draws, {GIVEN}{never}"


def pays(net: Values) -> Flags:
    """Return in which draws an alternative pays; not where it's impossible."""
    return np.asarray(net < -ROUNDING)


def paying(net: Values) -> Paying:
    """Return in which share of the draws an alternative pays.

    >>> paying(np.array([-2.0, -1.0, 0.0, np.nan]))
    pays in 50% of 4 draws, given these ranges; the objective can't be met in 25%
    """
    what = f"of {len(net):,} draws, {GIVEN}"
    return Paying(_share(pays(net), f"pays: {what}"), _share(np.isnan(net), f"impossible: {what}"), len(net))


def spread(net: Values, unit: str, inputs: tuple[tuple[str, Estimate], ...] = ()) -> Estimate | None:
    """Return the median of the draws, and from where to where the middle 90% of them reach; None if all are impossible.

    Parameters
    ----------
    net : array
        A draw an entry.
    unit : str
        Of the net.
    inputs : tuple of (str, Estimate)
        What it was drawn from.

    Examples
    --------
    >>> spread(np.arange(-100.0, 101.0), "nodes")
    0 nodes (-90 to 90)
    """
    possible = net[~np.isnan(net)]
    if not len(possible):
        return None
    low, best, high = np.quantile(possible, ((1 - MIDDLE) / 2, 0.5, (1 + MIDDLE) / 2)).round(DIGITS).tolist()
    source = f"median and middle {MIDDLE:.0%} of {len(possible):,} draws"
    return Estimate(low=low, best=best, high=high, unit=unit, source=source, certainty=of_draws(MIDDLE), inputs=inputs)


def _share(holds: Flags, source: str) -> Estimate:
    """Return a share of draws with Wilson's interval; that of evenly spread draws is no wider."""
    number, share, z = len(holds), float(holds.mean()), float(ndtri((1 + LEVEL) / 2))
    middle = (share + z * z / (2 * number)) / (1 + z * z / number)
    half = z * math.sqrt(share * (1 - share) / number + (z / (2 * number)) ** 2) / (1 + z * z / number)
    low, high = min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))
    return Estimate(low=low, best=share, high=high, unit="share", source=source, certainty=interval(LEVEL))
