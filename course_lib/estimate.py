"""THE value with a range, a unit and a source: what every model returns that isn't sure of its answer.

Vocabulary: an `estimate` (2.11 g, from 1.9 to 2.4) has a low, a best and a high value in one unit; its
`certainty` ("D", "95% interval") says what the range claims; an `input` (379, or (340, 379, 420), or an
estimate) is what a formula takes; to `lift` a formula on plain numbers is to work it out on estimates; a
`corner` is one choice of low or high for every input.

A range of guesses is no interval of 95%, and nothing that is lifted stays one: it is as far as its inputs reach. Nor is
what 90% of draws lie in ("90% of draws"): it is as good as the ranges that they were drawn from.

The interval of a result is exact if the inputs vary independently and the formula is monotone in each of
them, whichever way: then its extremes lie at corners. Step by step it may come out wider than lifting the
whole chain at once, as an input that enters twice is then taken to vary on its own each time.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from course_lib import require
from course_lib.plural import four_digits, in_unit

GIVEN = "given"
CERTAINTY = {
    "T": "read in the source's own text or code",
    "C": "read off a chart (±1% of its axis)",
    "2": "second-hand: from a source that quotes it",
    "M": "a textbook result",
    "D": "derived or simulated for this course",
    "measured": "measured for this course, on one machine",
    "guess": "a guess",
}
LEVEL = re.compile(r"(\d+(?:\.\d+)?(?:e-\d+)?)% (interval|of draws)")
LEVELS = {
    "interval": "a {0}% interval: {0} of 100 such intervals contain the true value",
    "of draws": "{0} of 100 draws, given the ranges they come from",
}


@dataclass(frozen=True, repr=False, kw_only=True)
class Estimate:
    """A value with its range, unit and source, and how sure it is.

    Attributes
    ----------
    best : float
        The best estimate, in `unit`.
    low, high : float
        The range it is believed to lie in: low ≤ best ≤ high, all finite.
    unit : str
        "g", "kWh", "share" (of one), "times", …
    source : str
        Where it comes from.
    certainty : str
        A tag of `CERTAINTY`; or the level of a range that is one by statistics ("95% interval"), see `interval`, or by
        draws ("90% of draws"), see `of_draws`.
    inputs : tuple of (str, Estimate)
        What it was worked out from, by name.

    Raises
    ------
    ValueError
        If an attribute breaks its rule.

    Examples
    --------
    >>> Estimate(best=2.11, low=1.9, high=2.4, unit="g", source="an example")
    2.11 g (1.9 to 2.4)
    >>> Estimate(best=2.0, low=1.8, high=2.2, unit="s", source="a run", certainty=interval(0.95)).how_sure
    'a 95% interval: 95 of 100 such intervals contain the true value'
    """

    best: float
    low: float
    high: float
    unit: str
    source: str
    certainty: str = "D"
    inputs: tuple[tuple[str, Estimate], ...] = ()

    def __post_init__(self) -> None:
        for name in ("unit", "source"):
            text = getattr(self, name)
            require.that(isinstance(text, str) and text.strip() != "", name, text, "be text")
        for name in ("low", "best", "high"):
            object.__setattr__(self, name, require.number(name, getattr(self, name)))
        if not (isinstance(self.certainty, str) and LEVEL.fullmatch(self.certainty)):
            require.one_of("certainty", self.certainty, CERTAINTY)
        require.that(self.low <= self.best, "low", self.low, f"not exceed best, {self.best:g}")
        require.that(self.best <= self.high, "high", self.high, f"not be below best, {self.best:g}")

    def __float__(self) -> float:
        """Return the best estimate."""
        return self.best

    def __repr__(self) -> str:
        """Say value, unit and interval, to four digits."""
        spread = "" if self.low == self.high else f" ({four_digits(self.low)} to {four_digits(self.high)})"
        return f"{in_unit(four_digits(self.best), self.unit)}{spread}"

    @property
    def how_sure(self) -> str:
        """What the range claims, in words."""
        found = LEVEL.fullmatch(self.certainty)
        return LEVELS[found[2]].format(found[1]) if found else CERTAINTY[self.certainty]

    @property
    def level(self) -> float | None:
        """The share that the range claims to hold, of true values or of draws; None where it claims none.

        >>> exact(2.0, "s", "a run", interval(0.95)).level
        0.95
        """
        found = LEVEL.fullmatch(self.certainty)
        return float(found[1]) / 100 if found else None

    def explain(self) -> str:
        """Return in words what it came from: a line for each input, with value, unit and source.

        >>> power = lift(lambda idle_w: 2 * idle_w, "W", {"idle_w": read("idle_w", (1, 2, 3), "W")}, source="twice")
        >>> print(power.explain())
        4 W (2 to 6): twice
            idle_w 2 W (1 to 3): given
        """
        return "\n".join(self._lines(""))

    def _lines(self, name: str) -> Iterator[str]:
        yield f"{name}{self!r}: {self.source}"
        for each, value in self.inputs:
            yield from (f"    {line}" for line in value._lines(f"{each} "))


def exact(value: float, unit: str, source: str, certainty: str = "D") -> Estimate:
    """Return a value without a range.

    >>> exact(1610.8, "kg", "an example")
    1,611 kg
    """
    return Estimate(best=value, low=value, high=value, unit=unit, source=source, certainty=certainty)


def interval(level: float) -> str:
    """Return the certainty of an interval that so large a share of such intervals hold the truth in.

    >>> interval(0.95)
    '95% interval'
    """
    return f"{100 * level:g}% interval"


def of_draws(level: float) -> str:
    """Return the certainty of a range that so large a share of draws lie in, given the ranges that they come from.

    >>> exact(2.0, "s", "drawn", of_draws(0.9)).how_sure
    '90 of 100 draws, given the ranges they come from'
    """
    return f"{100 * level:g}% of draws"


Input = float | tuple[float, float, float] | Estimate


def read(name: str, value: object, unit: str) -> Estimate:
    """Return an input as an estimate in `unit`.

    Parameters
    ----------
    name : str
        What it is called in messages.
    value : number, (low, best, high), or Estimate
        An estimate must bear the same unit.
    unit : str
        In which plain numbers are taken to be.

    Raises
    ------
    ValueError
        If it is none of these, or low ≤ best ≤ high does not hold.

    Examples
    --------
    >>> read("pue", (1.1, 1.135, 1.2), "ratio")
    1.135 ratio (1.1 to 1.2)
    """
    if isinstance(value, Estimate):
        require.that(value.unit == unit, name, value, f"be in {unit}")
        return value
    if not isinstance(value, tuple | list):
        return exact(require.number(name, value), unit, GIVEN)
    require.that(len(value) == 3, name, value, "be a number or (low, best, high)")
    low, best, high = (require.number(name, each) for each in value)
    require.that(low <= best <= high, name, value, "be in the order low, best, high")
    return Estimate(best=best, low=low, high=high, unit=unit, source=GIVEN)


def lift(
    formula: Callable[..., float],
    unit: str,
    inputs: Mapping[str, Estimate],
    *,
    source: str = "",
    turns: Mapping[str, Collection[float]] | None = None,
) -> Estimate:
    """Return what a formula gives for the best inputs, and its extremes over all corners of the inputs.

    It is a guess if an input is one.

    Parameters
    ----------
    formula : function
        Plain numbers by name in, a plain number out; monotone in each, but for what `turns` says.
    unit : str
        Of the result.
    inputs : mapping of str to Estimate
        By the formula's argument names.
    source : str, optional
        What made the result; by default the formula's name.
    turns : mapping of str to numbers, optional
        For an input in which the formula is monotone only piece by piece, where the pieces meet.

    Examples
    --------
    >>> lift(lambda a, b: a - b, "W", {"a": read("a", (5, 7, 8), "W"), "b": read("b", (1, 2, 4), "W")}, source="less")
    5 W (1 to 7)
    """
    met = turns or {}
    ends = [_ends(each, met.get(name, ())) for name, each in inputs.items()]
    corners = [formula(**dict(zip(inputs, corner, strict=True))) for corner in itertools.product(*ends)]
    best = formula(**{name: each.best for name, each in inputs.items()})
    return Estimate(
        best=best,
        low=min(best, *corners),
        high=max(best, *corners),
        unit=unit,
        source=source or formula.__name__,
        certainty="guess" if any(each.certainty == "guess" for each in inputs.values()) else "D",
        inputs=tuple(inputs.items()),
    )


def total(**parts: Estimate) -> Estimate:
    """Return the sum of estimates of one unit.

    Raises
    ------
    ValueError
        If there is nothing to add, or two units differ.

    Examples
    --------
    >>> total(cpu=read("cpu", (4, 5, 6), "W"), memory=read("memory", 3, "W"))
    8 W (7 to 9)
    """
    require.that(bool(parts), "parts", parts, "hold at least one estimate")
    for name, each in parts.items():
        require.that(isinstance(each, Estimate), name, each, "be an estimate")
    unit = next(iter(parts.values())).unit
    same = {name: read(name, each, unit) for name, each in parts.items()}
    return lift(lambda **values: sum(values.values()), unit, same, source="sum")


def _ends(value: Estimate, turns: Collection[float]) -> set[float]:
    return {value.low, value.high, *(turn for turn in turns if value.low < turn < value.high)}
