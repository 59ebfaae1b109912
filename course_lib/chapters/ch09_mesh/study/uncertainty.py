"""How sure an answer is: one system, as well as it's known, and what to measure before one decides.

Vocabulary: of an input's range so much is `left` (0.5) once somebody has looked into it: at 1 as much as we guess, at
0 it's known exactly. The best value stays where it is, but for how uneven the load is, which the learner sets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from course_lib import require
from course_lib.arrays import Values
from course_lib.estimate import Estimate
from course_lib.mesh import (
    ALTERNATIVES,
    EVERYBODY,
    MEASURE,
    Advice,
    Flip,
    case,
    decided,
    draw,
    in_own_unit,
    inputs,
    nets,
)
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, SIZED, WHERE_NEEDED, WITH_WAYPOINT
from course_lib.mesh.net import Formula, net
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.uncertainty import Swing, advice, flips, paying, spread, swings
from course_lib.mesh.uncertainty.paying import Paying

CASE = "mixed"
CHOICES = (SIZED, BY_DEFAULT, WHERE_NEEDED, WITH_WAYPOINT, CLIENT_SIDE)
UNEVEN, COST = "imbalance", "sidecar_cost"
LEAST_GAIN = 0.01  # nodes: what knowing something has to save on average, to be worth a word


@dataclass(frozen=True)
class UncertaintyStudy:
    """What is known, and what isn't, of what an alternative adds in nodes.

    Attributes
    ----------
    title : str
        Of the case.
    alternative : str
        One of `CHOICES`.
    scenario : Scenario
        What is there.
    known : dict of str to Estimate
        All inputs, with what is left of their ranges.
    net : array
        What the alternative adds in nodes, a draw an entry.
    paying : Paying
        In which share of the draws it saves some.
    spread : Estimate or None
        Median and middle 90% of the draws; None if all are impossible.
    swings : dict of str to Swing
        What one input at a time does, the largest first.
    flips : dict of str to tuple of Flip
        Where each input makes it pay, or not pay any more.
    advice : Advice
        What to choose of the alternative and none, and what to measure before.
    """

    title: str
    alternative: str
    scenario: Scenario
    known: dict[str, Estimate]
    net: Values
    paying: Paying
    spread: Estimate | None
    swings: dict[str, Swing]
    flips: dict[str, tuple[Flip, ...]]
    advice: Advice

    @property
    def measure_first(self) -> str | None:
        """The input that is worth most to know; None if none is worth a hundredth of a node."""
        first = self.advice.measure_first
        return first if first and self.advice.inputs[first].gain >= LEAST_GAIN else None

    def turns_at(self, name: str) -> float | None:
        """Return the value of an input at which the sign turns: of several the one next to its best; None if never."""
        best, values = self.known[name].best, [each.at for each in self.flips[name]]
        return min(values, key=lambda each: abs(each - best)) if values else None


def uncertainty_study(
    alternative: str, busiest: float, uneven_percent: float, cost_percent: float, others_percent: float
) -> UncertaintyStudy:
    """Draw what isn't known ten thousand times.

    Parameters
    ----------
    alternative : str
        One of `CHOICES`.
    busiest : float
        Requests of the busiest pod over the mean, as it's known: mean over the services, by pods.
    uneven_percent, cost_percent, others_percent : float
        What is left of the range of that, of a proxy's CPU for a request, and of all other inputs.

    Examples
    --------
    >>> study = uncertainty_study(SIZED, 1.2, 100, 100, 100)
    >>> study.paying, study.measure_first
    (pays in 70% of 10,000 draws, given these ranges, 'sidecar_cost')
    """
    best = _guessed(require.one_of("alternative", alternative, CHOICES), busiest)
    left = {UNEVEN: uneven_percent / 100, COST: cost_percent / 100}
    known = {name: narrowed(each, left.get(name, others_percent / 100)) for name, each in best.inputs.items()}
    drawn = draw(known)
    added = nets(best.scenario, drawn, (alternative,))
    return UncertaintyStudy(
        case(CASE).title,
        alternative,
        best.scenario,
        known,
        added[alternative],
        paying(added[alternative]),
        spread(added[alternative], "nodes"),
        swings(known, best.formula, MEASURE),
        best.flips,
        advice(added, drawn),
    )


@dataclass(frozen=True)
class _Guessed:
    """What stays as it is, however much of the ranges is left."""

    inputs: dict[str, Estimate]
    scenario: Scenario
    formula: Formula
    flips: dict[str, tuple[Flip, ...]]


@lru_cache(maxsize=64)
def _guessed(alternative: str, busiest: float) -> _Guessed:
    """Return all inputs as they are guessed, and where each turns the sign: looked for as far as was guessed."""
    found = case(CASE)
    guessed = inputs(found.scenario, found.given)
    guessed[UNEVEN] = moved(guessed[UNEVEN], busiest)
    scenario = decided(found.scenario, tuple(guessed.items()))
    formula = net(scenario, ALTERNATIVES[alternative], EVERYBODY)
    return _Guessed(guessed, scenario, formula, flips(guessed, formula, MEASURE))


def narrowed(value: Estimate, left: float) -> Estimate:
    """Return an estimate with so much of its range left on either side of its best.

    >>> narrowed(Estimate(low=1, best=2, high=4, unit="W", source="an example"), 0.5)
    2 W (1.5 to 3)
    """
    low, high = (value.best + left * (end - value.best) for end in (value.low, value.high))
    return replace(value, low=low, high=high)


def moved(value: Estimate, busiest: float) -> Estimate:
    """Return how uneven the load is with another best; the range goes with it, as far as there are such values."""
    even, today = (in_own_unit(case(CASE).scenario, UNEVEN, each).best for each in (0.0, 1.0))
    best = (busiest - even) / (today - even)
    low, high = (max(0.0, best + end - value.best) for end in (value.low, value.high))
    return replace(value, low=low, best=best, high=high)
