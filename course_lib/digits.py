"""Figures with as many digits as they carry: the width of a range says how many that is.

Vocabulary: the `step` (10) is the last place of a figure that means something, as half the width of its range has one
digit, or two where they are below 36; a figure `in full` ("−21 nodes (−28 to −13)") has its range and its unit.
Source: of the digits, the Particle Data Group's rule (Review of Particle Physics, introduction, 5.3 "Rounding").
"""

from __future__ import annotations

import math

from course_lib.estimate import Estimate
from course_lib.plural import TIMES, in_unit

MINUS = "−"
TWO_DIGITS_BELOW = 3.55
SHARE = "share"  # of one, and read in percent
READ_AS = {"ratio": TIMES, "position": ""}  # nobody says "1.4 ratio"
WHOLE = ("pods", "nodes", "workers")  # there is no half of one
LEAST = {SHARE: 0.01} | dict.fromkeys(WHOLE, 1.0)
KEPT_DIGITS = 6
EXACT_DIGITS = 3  # of what has no range; what has one has no more
ROUNDING = 1e-9


def in_full(value: Estimate, *, signed: bool = False) -> str:
    """Return a figure with range and unit.

    >>> in_full(Estimate(best=-266.7, low=-323.1, high=-192.6, unit="cores", source="an example"), signed=True)
    '−270 cores (−320 to −190)'
    >>> in_full(Estimate(best=1.0, low=1.0, high=1.0, unit="nodes", source="an example"), signed=True)
    '+1 node'
    """
    return with_unit(value, signed=signed) + _in_brackets(value, signed)


def without_unit(value: Estimate, *, signed: bool = False) -> str:
    """Return a figure with its range, where the unit is said elsewhere.

    >>> without_unit(Estimate(best=-21.4, low=-28.2, high=-12.6, unit="nodes", source="an example"))
    '−21 (−28 to −13)'
    """
    return best(value, signed=signed) + _in_brackets(value, signed)


def with_unit(value: Estimate, *, signed: bool = False) -> str:
    """Return the best value of a figure with its unit.

    >>> with_unit(Estimate(best=0.89, low=0.88, high=0.9, unit="share", source="an example"))
    '89%'
    """
    said = best(value, signed=signed)
    sign = said[:1] if said[0] in f"+{MINUS}" else ""
    unit = READ_AS.get(value.unit, value.unit)
    return said if value.unit == SHARE or not unit else sign + in_unit(said.removeprefix(sign), unit)


def best(value: Estimate, *, signed: bool = False) -> str:
    """Return the best value of a figure, without its unit.

    >>> best(Estimate(best=0.3449, low=0.3449, high=0.3449, unit="kg", source="an example"))
    '0.345'
    """
    return _written(value.best, step(value), value.unit, signed)


def reach(value: Estimate, *, signed: bool = False) -> str:
    """Return from where to where a figure reaches; empty where it has no range.

    >>> reach(Estimate(best=2, low=0, high=5, unit="nodes", source="an example"), signed=True)
    '0 to +5'
    >>> reach(Estimate(best=-110, low=-160, high=0.05, unit="nodes", source="an example"), signed=True)
    '−160 to +1'
    """
    last, ends = step(value), (value.low, value.high)
    shown = map(_outwards, ends) if value.unit in WHOLE else ends
    low, high = (_written(each, _fine(each, last), value.unit, signed) for each in shown)
    return "" if low == high else f"{low} to {high}"


def kept(amount: float) -> float:
    """Return an amount with the digits that files keep: more than any range has, and none that only a computer sees.

    >>> kept(7448.142115898), kept(-0.1 + 0.3)
    (7448.14, 0.2)
    """
    return float(f"{amount:.{KEPT_DIGITS}g}")


def _in_brackets(value: Estimate, signed: bool) -> str:
    spread = reach(value, signed=signed)
    return f" ({spread})" if spread else ""


def step(value: Estimate) -> float:
    """Return the last place of a figure that means something.

    >>> wide = Estimate(best=195.8, low=57.79, high=581.7, unit="kg", source="an example")
    >>> step(wide), in_full(wide)
    (10.0, '200 kg (60 to 580)')
    """
    half, least = (value.high - value.low) / 2, LEAST.get(value.unit, 0.0)
    if half <= ROUNDING * abs(value.best):
        return least or 10.0 ** (_place(value.best) - EXACT_DIGITS + 1)
    place = _place(half)
    most = 10.0 ** (_place(max(abs(value.low), abs(value.high))) - EXACT_DIGITS + 1)
    return max(least, most, 10.0 ** (place - 1 if half / 10.0**place < TWO_DIGITS_BELOW else place))


def _place(amount: float) -> int:
    return math.floor(math.log10(abs(amount))) if amount else 0


def _outwards(end: float) -> float:
    """Return an end of what comes whole: a part of one is one."""
    return math.copysign(1.0, end) if ROUNDING < abs(end) < 1 else end


def _fine(end: float, last: float) -> float:
    """Return a step so fine that an end of a range doesn't read as zero unless it is: it's read for that.

    >>> _fine(0.3, 1.0), _fine(-7.2, 1.0), _fine(0.0, 1.0)
    (0.1, 1.0, 1.0)
    """
    return last if round(end / last) or abs(end) < ROUNDING else 10.0 ** _place(end)


def _written(amount: float, last: float, unit: str, signed: bool) -> str:
    rounded = round(amount / last) * last
    times, mark = (100, "%") if unit == SHARE else (1, "")
    if not rounded:
        return f"0{mark}"
    digits = max(0, -_place(times * last))
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return f"{sign}{times * abs(rounded):,.{digits}f}{mark}"
