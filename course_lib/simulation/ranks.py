"""The value of a rank, found without putting all values in order.

Vocabulary
----------
rank    2 of [5, 7, 8]: the place of a value, 8, if all were in order; the smallest has 0
sample  7,000 of 300,000 values, taken by chance and put in order: they say about where a rank lies
window  the values near a rank, in order; so many are `below` it

To compare all values with two numbers takes a tenth of what `np.partition` takes, or less: it looks at each one a few
times over. What is left in the window is put in order at once, so other ranks nearby cost nothing. The sample decides
how long it takes, never what comes out.
"""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np

from course_lib import require
from course_lib.arrays import Values

FEW = 2_000  # values that are put in order at once
SURE = 4.0  # standard deviations: so rarely does a window miss its rank. Then it is as wide as all values


class Ranks:
    """Values by their ranks.

    Raises
    ------
    ValueError
        If a value is NaN, which has no rank.

    Examples
    --------
    >>> Ranks(np.array([7.0, 5.0, 8.0])).quantile(0.75)
    7.5
    """

    def __init__(self, values: Values) -> None:
        if len(values) > 0 and math.isnan(values.min()):  # the least of all is NaN if any is
            number = int(np.isnan(values).argmax())
            require.that(False, f"values[{number}]", float(values[number]), "be a number, to have a rank")
        self.values = values
        self._below, self._window = 0, np.sort(values if len(values) <= FEW else values[:0])

    @cached_property
    def _sample(self) -> Values:
        # So many that sample and window are about as long, which makes both together shortest.
        size = round((2 * len(self.values)) ** (2 / 3))
        return np.sort(self.values[np.random.default_rng(1).integers(len(self.values), size=size)])

    def at(self, rank: int) -> float:
        """Return the value of a rank."""
        if not self._is_near(rank):
            self._look_near(rank)
        if not self._is_near(rank):
            self._below, self._window = 0, np.sort(self.values)
        return float(self._window[rank - self._below])

    def from_on(self, rank: int) -> Values:
        """Return the values of a rank and of all above it, in no order.

        >>> sorted(Ranks(np.array([7.0, 5.0, 8.0, 7.0])).from_on(2).tolist())
        [7.0, 8.0]
        """
        least = self.at(rank)
        above = self.values[self.values > least]
        alike = len(self.values) - rank - len(above)  # of those that are just as large, so many have such a rank
        return np.concatenate([above, np.full(alike, least)])

    def quantile(self, share: float) -> float:
        """Return what `np.quantile` returns, to the last bit: a point on the straight line between two ranks."""
        last = len(self.values) - 1
        rank = math.floor(last * share)
        low, high = self.at(rank), self.at(min(rank + 1, last))
        part = last * share - rank
        return high - (high - low) * (1 - part) if part >= 0.5 else low + (high - low) * part

    def _is_near(self, rank: int) -> bool:
        return self._below <= rank < self._below + len(self._window)

    def _look_near(self, rank: int) -> None:
        """Keep the values that are believed to be around a rank, by the sample's."""
        share, size = rank / len(self.values), len(self._sample)
        margin = SURE * (math.sqrt(share * (1 - share) * size) + 1)
        first, last = math.floor(share * size - margin), math.ceil(share * size + margin)
        near = self.values >= self._sample[first] if first >= 0 else np.ones(len(self.values), np.bool_)
        self._below = len(near) - int(np.count_nonzero(near))
        if last < size:
            near &= self.values <= self._sample[last]
        self._window = np.sort(self.values[near])
