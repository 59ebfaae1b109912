"""Numbers in sentences: counts, amounts in a unit, lengths of time and shares, as a reader says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

PLURAL = re.compile(r"(?P<one>[A-Za-z]{2,}[^ps\W\d_])s\b")  # not "s", "ms" or "Mbps", whose s is no plural's
TIMES = "times"
LENGTHS = ((86_400, "days", 2 * 86_400), (3600, "h", 3600), (60, "min", 60), (1, "s", 0))  # and from when on


def counted(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun; `more` is the plural where an s does not make it.

    >>> counted(1, "pod"), counted(1200, "pod"), counted(2, "box", "boxes")
    ('1 pod', '1,200 pods', '2 boxes')
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def in_a_row(words: Sequence[str]) -> str:
    """Return words with commas and an "and".

    >>> in_a_row(["CPU"]), in_a_row(["CPU", "memory", "pods"])
    ('CPU', 'CPU, memory and pods')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def in_unit(said: str, unit: str) -> str:
    """Return an amount with its unit, whose first word is singular if there is one of it.

    >>> in_unit("1", "cores"), in_unit("1", "requests/s"), in_unit("1", "cores per pod"), in_unit("1", "ms")
    ('1 core', '1 request/s', '1 core per pod', '1 ms')
    >>> in_unit("0.5", "cores"), in_unit("12", "%"), in_unit("1", "times"), in_unit("1", "Mbps")
    ('0.5 cores', '12 %', '1 times', '1 Mbps')
    """
    match = PLURAL.match(unit) if said == "1" and unit != TIMES else None
    return f"{said} {match['one'] + unit[match.end() :] if match else unit}"


def four_digits(amount: float) -> str:
    """Return an amount with four digits, and a comma between its thousands.

    >>> four_digits(2.0461), four_digits(18_228.4), four_digits(1e21)
    ('2.046', '18,230', '1e+21')
    """
    return f"{float(f'{amount:.4g}'):,.10g}"


def number(amount: float) -> str:
    """Return an amount with the digits that a reader wants: ten pods of 1.26 cores make 12.6.

    >>> number(9.04), number(0.904), number(12.64), number(104.3), number(-1e-17)
    ('9.04', '0.9', '12.6', '104', '0')
    """
    rounded = round(amount) if abs(amount) >= 100 else round(amount, 2 if abs(amount) < 10 else 1)
    return f"{rounded + 0:g}"


def cores(amount: float) -> str:
    """Return an amount of CPU.

    >>> cores(9.0), cores(0.9), cores(0.999)
    ('9 cores', '0.9 cores', '1 core')
    """
    return in_unit(number(amount), "cores")


def lasting(seconds: float) -> str:
    """Return a length of time.

    >>> lasting(0), lasting(45), lasting(300), lasting(5400), lasting(21_000), lasting(604_800)
    ('0 s', '45 s', '5 min', '1.5 h', '5.8 h', '7 days')
    """
    size, unit = next((size, unit) for size, unit, begins in LENGTHS if seconds >= begins)
    amount = seconds / size
    return f"{round(amount, 1) if amount < 9.95 else round(amount):g} {unit}"


def percent(share: float) -> str:
    """Return a share in percent: with a digit more where it is small, and never as nothing where it is something.

    >>> percent(0.412), percent(0.0996), percent(0.0154), percent(0.0002), percent(1e-6), percent(0), percent(1)
    ('41%', '10%', '1.5%', '0.02%', 'under 0.01%', '0%', '100%')
    """
    shown = 100 * share
    if 0 < shown < 0.01:
        return "under 0.01%"
    return f"{shown:.0f}%" if shown >= 9.95 or shown == 0 else f"{shown:.1f}%" if shown >= 0.1 else f"{shown:.1g}%"
