"""One alternative with all that isn't known: how often it pays, how far it reaches, and which inputs decide that.

Vocabulary: the `nets` are what alternatives add to none, by name, the same draws for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.estimate import Estimate, Input
from course_lib.mesh.acts import EVERYBODY, Acts
from course_lib.mesh.alternatives import ALTERNATIVES, NONE, choices
from course_lib.mesh.inputs import inputs
from course_lib.mesh.net import net
from course_lib.mesh.outcome import MEASURE, outcome, units
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.uncertainty.copula import Correlated
from course_lib.mesh.uncertainty.draws import DRAWS, Drawn, draw
from course_lib.mesh.uncertainty.flips import Flip, flips
from course_lib.mesh.uncertainty.paying import Paying, paying, spread
from course_lib.mesh.uncertainty.swing import Swing, swings
from course_lib.mesh.uncertainty.variance import variance_shares
from course_lib.mesh.worth import decided


@dataclass(frozen=True)
class Uncertain:
    """What is known, and what isn't, of what an alternative adds.

    Attributes
    ----------
    paying : Paying
        In which share of the draws it pays.
    net : Estimate or None
        Median and middle 90% of the draws; None if it's impossible in all of them.
    swings : dict of str to Swing
        What one input at a time does, the largest first.
    flips : dict of str to tuple of Flip
        Where each input makes it pay, or not pay any more.
    shares : dict of str to float
        Of the variance, what one input at a time is behind; the greatest first.
    """

    paying: Paying
    net: Estimate | None
    swings: dict[str, Swing]
    flips: dict[str, tuple[Flip, ...]]
    shares: dict[str, float]


def uncertain(
    scenario: Scenario,
    alternative: str,
    output: str = MEASURE,
    *,
    acts: Acts = EVERYBODY,
    given: Mapping[str, Input] | None = None,
    correlated: Correlated | None = None,
    draws: int = DRAWS,
) -> Uncertain:
    """Return how often an alternative pays, given the ranges of the inputs, and which of them decide that.

    Parameters
    ----------
    scenario : Scenario
        What is there today.
    alternative : str
        One of `ALTERNATIVES`.
    output : str
        In which it's to pay: one of `OUTPUTS`, or "money".
    acts : Acts
        Who acts.
    given : mapping of str to number, (low, best, high) or Estimate, optional
        Your own inputs in place of ours, by name.
    correlated : mapping of (str, str) to float, optional
        The correlation of the ranks of two inputs that move together.
    draws : int
        How many.

    Raises
    ------
    ValueError
        If there is no such alternative, input or output, or something breaks its rule.

    Examples
    --------
    >>> from course_lib.mesh.cases import case
    >>> found = case("pays")
    >>> uncertain(found.scenario, "sidecar, right-sized and scoped", given=found.given).paying
    pays in 100% of 10,000 draws, given these ranges
    """
    known = inputs(scenario, given)
    settled, drawn = decided(scenario, tuple(known.items())), draw(known, draws=draws, correlated=correlated)
    found = nets(settled, drawn, (alternative,), output, acts)[alternative]
    formula = net(settled, ALTERNATIVES[alternative], acts)
    moved = swings(known, formula, output)
    unit, moving = units(scenario)[output], tuple((name, known[name]) for name in moved)
    return Uncertain(
        paying(found),
        spread(found, unit, moving),
        moved,
        flips(known, formula, output),
        variance_shares(found, drawn),
    )


def nets(
    scenario: Scenario,
    drawn: Drawn,
    alternatives: Iterable[str] | None = None,
    output: str = MEASURE,
    acts: Acts = EVERYBODY,
) -> dict[str, Values]:
    """Return what each alternative adds to none, a draw an entry; NaN where it's impossible.

    Parameters
    ----------
    scenario : Scenario
        `decided` with the inputs that were drawn.
    drawn : Drawn
        The inputs, as `draw` returns them.
    alternatives : names, optional
        Some of `ALTERNATIVES`; by default its `choices`, between which `advice` can choose.
    output : str
        One of `OUTPUTS`, or "money".
    acts : Acts
        Who acts.
    """
    require.one_of("output", output, units(scenario))
    wanted = choices(scenario.features) if alternatives is None else alternatives
    names = [require.one_of("alternative", name, ALTERNATIVES) for name in wanted]
    base = outcome(scenario, ALTERNATIVES[NONE], drawn.values, acts)[output]
    added = {name: outcome(scenario, ALTERNATIVES[name], drawn.values, acts)[output] - base for name in names}
    return {name: np.broadcast_to(each, drawn.draws) for name, each in added.items()}
