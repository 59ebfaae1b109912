"""What it is worth to know one input before one chooses: the measurement that would change the advice most.

Vocabulary: the `choice` is the alternative that saves most on average, or none. If one input were known first, the
choice might be another one; its `gain` is what that saves more on average, over all that the input can turn out to be.
An input that moves the result far may be worth nothing to know: if the choice is the same at both ends. `turns` is the
share of draws in which another alternative would be chosen.

What an alternative saves once an input is known is a curve through the means of groups of draws. Chance alone makes a
little gain, too: what an input seems to be worth counts if it's more than that of a `placebo`, which nothing depends
on. Nobody chooses what misses the objective in more than one draw of twenty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.polynomial.legendre import legvander

from course_lib.arrays import Values, Whole, freeze
from course_lib.mesh.alternatives import NONE
from course_lib.mesh.uncertainty.draws import Drawn
from course_lib.mesh.uncertainty.groups import GROUPS, Grouped, grouped

RISK = 0.05  # of draws in which an alternative that is chosen may be impossible
DEGREE = 4
RIDGE = 1e-9  # where groups without a possible draw leave too little for a curve
ROUNDING = 1e-9
PLACEBOS = 5


@dataclass(frozen=True)
class Worth:
    """What knowing is worth.

    Attributes
    ----------
    gain : float
        What is saved more on average, in the unit of the net.
    turns : float
        The share of draws in which another alternative is chosen.
    """

    gain: float
    turns: float


@dataclass(frozen=True)
class Advice:
    """What to choose with what is known, and what to find out before.

    Attributes
    ----------
    choice : str
        The alternative that adds least on average, or "none".
    net : float
        What it adds on average.
    everything : Worth
        Of knowing all inputs: no measurement is worth more.
    inputs : dict of str to Worth
        Of knowing one of them, the greatest gain first; only those with more than chance makes.
    """

    choice: str
    net: float
    everything: Worth
    inputs: dict[str, Worth]

    @property
    def measure_first(self) -> str | None:
        """The input that is worth most to know; None if no single one would change the choice."""
        return next(iter(self.inputs), None)


def advice(nets: Mapping[str, Values], drawn: Drawn) -> Advice:
    """Return which alternative to choose, and what each input is worth to know before.

    Parameters
    ----------
    nets : mapping of str to array
        What each alternative adds to none, a draw an entry; none itself is always a choice.
    drawn : Drawn
        What it came from.

    Examples
    --------
    >>> from course_lib.estimate import read
    >>> from course_lib.mesh.uncertainty.draws import draw
    >>> drawn = draw({"a": read("a", (-3, 0, 3), "nodes"), "b": read("b", (0.4, 0.5, 0.6), "nodes")})
    >>> found = advice({"sidecar": drawn.values["a"] + drawn.values["b"]}, drawn)
    >>> found.choice, list(found.inputs)
    ('none', ['a'])
    """
    names = (NONE, *nets)
    saved = np.vstack([np.zeros(drawn.draws), *(-each for each in nets.values())])
    possible = ~np.isnan(saved)
    means = np.nansum(saved, axis=1) / np.maximum(possible.sum(axis=1), 1)
    ahead = np.append(means[:1] + ROUNDING, means[1:])  # what is ahead of none by rounding alone, isn't
    chosen = int(np.argmax(np.where(possible.mean(axis=1) >= 1 - RISK, ahead, -np.inf)))
    worth = {name: _known(_scaled(drawn, name), grouped(drawn.order[name], saved), chosen) for name in drawn.order}
    least = max(ROUNDING * max(1.0, float(np.abs(means).max())), _by_chance(saved, chosen))
    ordered = sorted((name for name in worth if worth[name].gain > least), key=lambda each: -worth[each].gain)
    everything = _all_known(saved, chosen)
    return Advice(names[chosen], 0.0 - float(means[chosen]), everything, {name: worth[name] for name in ordered})


def _all_known(saved: Values, chosen: int) -> Worth:
    best = np.where(np.isnan(saved), -np.inf, saved)
    own = np.nan_to_num(saved[chosen], nan=0.0)
    return Worth(float((best.max(axis=0) - own).mean()), float((best.argmax(axis=0) != chosen).mean()))


def _known(at: Values, groups: Grouped, chosen: int) -> Worth:
    """Return what knowing one input is worth, whose mean in each group is known."""
    curves = _curves(at, groups)
    open_ = np.where(groups.possible >= (1 - RISK) * groups.sizes, curves, -np.inf)
    share = groups.sizes / groups.sizes.sum()
    more = (open_.max(axis=0) - curves[chosen]) @ share
    return Worth(max(0.0, float(more)), float((open_.argmax(axis=0) != chosen) @ share))


def _by_chance(saved: Values, chosen: int) -> float:
    """Return the greatest gain of inputs that nothing depends on."""
    at = np.linspace(-1, 1, GROUPS)
    return max(_known(at, grouped(order, saved), chosen).gain for order in _placebos(saved.shape[1]))


@cache
def _placebos(draws: int) -> tuple[Whole, ...]:
    rng = np.random.default_rng(0)
    return tuple(freeze(rng.permutation(draws)) for _ in range(PLACEBOS))


def _curves(at: Values, groups: Grouped) -> Values:
    """Return a smooth curve through the means of the groups for each alternative, a row."""
    terms = legvander(at, DEGREE)
    left = np.einsum("ag,gi,gj->aij", groups.possible, terms, terms) + RIDGE * np.eye(DEGREE + 1)
    right = (groups.possible * groups.means) @ terms
    return np.asarray(np.linalg.solve(left, right[..., None])[..., 0] @ terms.T)


def _scaled(drawn: Drawn, name: str) -> Values:
    """Return the mean of an input in each group, scaled to -1 to 1."""
    means = grouped(drawn.order[name], drawn.values[name]).means
    low, high = means[0], means[-1]
    return np.asarray(2 * (means - low) / (high - low) - 1 if high > low else np.zeros_like(means))
