"""Which part of what isn't known of a result is one input's: Var(E[Y|X]) / Var(Y), from the draws there are.

Vocabulary: the `share` (0.6) of an input is what the variance of the result would lose on average, once that input is
known. If inputs are independent, shares add up to 1 at most: what is missing, inputs do together. If they move
together, each has a part of the other's, and they may add up to more.
"""

from __future__ import annotations

import numpy as np

from course_lib.arrays import Values
from course_lib.mesh.uncertainty.draws import Drawn
from course_lib.mesh.uncertainty.groups import left_over

ROUNDING = 1e-12  # of the square of the mean: no variance, but rounding


def variance_shares(found: Values, drawn: Drawn) -> dict[str, float]:
    """Return each input's share of the variance of a result, the greatest first; none where nothing varies.

    What is left once an input is known is the variance within groups that are alike in it; that needs no further draws.
    Impossible draws are left out. From 10,000 draws, a share is right to ±0.02; one below 0.01 may be chance alone.

    Parameters
    ----------
    found : array
        A draw an entry.
    drawn : Drawn
        What it came from.

    Examples
    --------
    >>> from course_lib.estimate import read
    >>> from course_lib.mesh.uncertainty.draws import draw
    >>> drawn = draw({"a": read("a", (0, 4, 8), "W"), "b": read("b", (0, 2, 4), "W")})
    >>> shares = variance_shares(drawn.values["a"] + drawn.values["b"], drawn)
    >>> {name: round(share, 2) for name, share in shares.items()}
    {'a': 0.8, 'b': 0.2}
    """
    possible = found[~np.isnan(found)]
    total = float(possible.var(ddof=1)) if len(possible) > 1 else 0.0
    if total <= ROUNDING * float((possible**2).mean() if len(possible) else 0.0):
        return {}
    shares = {name: 1 - left_over(order, found, drawn.values[name]) / total for name, order in drawn.order.items()}
    return {name: min(1.0, max(0.0, shares[name])) for name in sorted(shares, key=lambda each: -shares[each])}
