"""A number that comes as text: what to leave out, so that it is one."""

from __future__ import annotations

import re

FIGURES = re.compile(r"[-+]?(?:\d+(?:[ ,_'’]\d{3})+(?!\d)|\d+)?(?:[.,]\d+)?(?:(?<=\d)[eE][-+]?\d+)?")
GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:[ ,_'’]\d{3})+(?:\.\d+)?")
CALCULATED = re.compile(r"[\d\s.()+\-*/]*[*/][\d\s.()+\-*/]*")
BETWEEN = re.compile(r"[ ,_'’]")
UNIT = re.compile(r"[^\d!?=<>~]+")
SHORT = {
    "percent": ("%",),
    "microseconds": ("\N{MICRO SIGN}s", "\N{GREEK SMALL LETTER MU}s", "us"),
    "milliseconds": ("ms",),
    "grams": ("g",),
    "GiB": ("gi",),
}
QUOTES = "Leave out the quotes"
ALONE = "Answer with the number alone, without quotes"
PERCENT = " As a number, 25% is 0.25"


def as_a_number(text: str, unit: str = "") -> str:
    """Return how to give the number that a text holds, if the answer has some unit, or none.

    >>> as_a_number("14 pods", "pods")
    'Leave out the quotes and the unit: 14'
    >>> as_a_number("20,400", "Mi")
    "Leave out the quotes and the comma: 20400 (Python's decimal mark is a point)"
    >>> as_a_number("54.2 ms", "microseconds")
    'Leave out the quotes and the unit, and give the number in microseconds'
    >>> as_a_number("fourteen", "pods"), as_a_number("14-15", "pods")
    ('Answer with a number in figures, without quotes', 'Answer with a single number, without quotes')
    """
    plain = text.replace("\N{MINUS SIGN}", "-").strip().rstrip(".")
    found = [each for each in FIGURES.findall(plain) if any(map(str.isdecimal, each))]
    if not found:
        return "Answer with a number in figures, without quotes"
    if len(found) > 1:
        return QUOTES if CALCULATED.fullmatch(plain) else "Answer with a single number, without quotes"
    before, after = (part.strip() for part in plain.split(found[0], 1))
    if after == "%" and not (before or unit):
        return f"{QUOTES} and the percent sign.{PERCENT}"
    if before or (after and not (unit and is_unit(after))):
        return f"{ALONE}: {figures_alone(found[0])[1]}"
    return without(found[0], after, unit)


def without(figures: str, after: str, unit: str) -> str:
    """Return what to leave out of a number's figures, and of a unit that stands after it."""
    mark, number = figures_alone(figures)
    written = "the percent sign" if after == "%" else "the unit" if after else ""
    if after and not is_in(after, unit):
        return f"{QUOTES} and {written}, and give the number in {unit}"
    point = ", and write a point for the comma" if mark == "," else ""
    parts = [each for each in (mark.strip(","), written) if each]
    left_out = f", {parts[0]} and {parts[1]}" if len(parts) > 1 else f" and {parts[0]}" if parts else ""
    decimal = " (Python's decimal mark is a point)" if mark == "the comma" and figures.count(",") == 1 else ""
    return f"{QUOTES}{left_out}{point}: {number}{decimal}"


def figures_alone(figures: str) -> tuple[str, str]:
    """Return what stands between a number's figures, "," where that is its decimal mark, and the number in Python.

    >>> figures_alone("20,400"), figures_alone("3,71"), figures_alone("0.5")
    (('the comma', '20400'), (',', '3.71'), ('', '0.5'))
    """
    if GROUPED.fullmatch(figures):
        between = {",": "the comma", " ": "the space"}.get(BETWEEN.findall(figures)[0], "what is between the figures")
        return between, BETWEEN.sub("", figures)
    return ("," if "," in figures else ""), figures.replace(",", ".")


def is_unit(text: str) -> bool:
    """Whether what comes after a number may be its unit, or the name of what is counted."""
    return len(text.split()) <= 3 and bool(UNIT.fullmatch(text))


def is_in(written: str, unit: str) -> bool:
    """Whether a unit as written is that of the answer, or its short form.

    >>> is_in("pod", "pods"), is_in("MiB", "Mi"), is_in("millicores", "cores")
    (True, True, False)
    """
    given, asked = written.lower(), unit.lower().removesuffix("s")
    return given in SHORT.get(unit, ()) or given.startswith(asked)
