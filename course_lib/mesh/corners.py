"""How far a result reaches where a formula takes many inputs: the corners that matter, instead of all of them.

Vocabulary: each input is moved to its ends alone, which says whether the result rises or falls with it; the `extremes`
are the result with all inputs at the end that lowers it, and with all at the end that raises it. That is exact if the
direction doesn't depend on the other inputs. Twenty inputs then take 41 entries of an array and a few more for each
output, instead of a million corners.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import numpy as np

from course_lib.arrays import Values
from course_lib.estimate import Estimate

Formula = Callable[[dict[str, Values], bool], dict[str, Values]]
STEPS = 8  # on the way to a corner, which may itself be impossible
Moved = dict[str, tuple[float, float]]


def extremes(
    known: dict[str, Estimate], formula: Formula, units: Mapping[str, str], source: str
) -> dict[str, Estimate]:
    """Return every output of a formula as an estimate, with the inputs that move it, the one that moves it most first.

    On the way to a corner it may come to nothing (NaN); the range then reaches as far as it does not, and who shows it
    has to say so.

    Parameters
    ----------
    known : dict of str to Estimate
        The inputs.
    formula : function
        Arrays of inputs, and whether results come as whole numbers, to arrays of outputs.
    units : mapping of str to str
        Of the outputs that are wanted, in this order.
    source : str
        Of all of them.
    """
    moved, names = moves(known, formula), list(units)
    ways = {each: [value.best] for each, value in known.items()}
    for name, (each, value) in product(names, known.items()):
        ways[each] += _ways(value, *moved[name][each])
    reached = formula({each: np.array(way) for each, way in ways.items()}, True)
    return {
        name: _estimate(known, moved[name], reached[name], slice(1 + at, 1 + at + 2 * STEPS), units[name],
                        f"{source}: {name}")
        for name, at in zip(names, range(0, 2 * STEPS * len(names), 2 * STEPS), strict=True)
    }  # fmt: skip


def _estimate(known: dict[str, Estimate], moved: Moved, values: Values, own: slice, unit: str, source: str) -> Estimate:
    best = float(values[0])
    swings = {each: max(down, up, 0.0) - min(down, up, 0.0) for each, (down, up) in moved.items()}
    by_swing = sorted((each for each in known if swings[each] > 0), key=lambda each: -swings[each])
    guessed = any(known[each].certainty == "guess" for each in by_swing)
    return Estimate(
        best=best,
        low=min(best, float(np.nanmin(values[own], initial=best))),
        high=max(best, float(np.nanmax(values[own], initial=best))),
        unit=unit,
        source=source,
        certainty="guess" if guessed else "D",
        inputs=tuple((each, known[each]) for each in by_swing),
    )


def moves(known: dict[str, Estimate], formula: Formula) -> dict[str, Moved]:
    """Return by output and input how far the output moves if the input alone goes to its low, and to its high end.

    Where an end is impossible (NaN), the output is taken to rise without limit there.
    """
    names = list(known)
    rows = {each: np.full(1 + 2 * len(names), value.best) for each, value in known.items()}
    for at, each in enumerate(names):
        rows[each][1 + 2 * at], rows[each][2 + 2 * at] = known[each].low, known[each].high
    found = formula(rows, False)
    return {name: {each: _moved(values, at) for at, each in enumerate(names)} for name, values in found.items()}


def _moved(values: Values, at: int) -> tuple[float, float]:
    down, up = (float(np.nan_to_num(each - values[0], nan=np.inf)) for each in values[1 + 2 * at : 3 + 2 * at])
    return down, up


def _ways(value: Estimate, down: float, up: float) -> list[float]:
    """Return an input on its way from its best to where an output is lowest, and then to where it is highest."""
    places = sorted([(0.0, value.best), (down, value.low), (up, value.high)])
    return [
        *np.linspace(value.best, places[0][1], STEPS + 1)[1:],
        *np.linspace(value.best, places[-1][1], STEPS + 1)[1:],
    ]
