"""Readers of quantities, most of them wrong in one way.

Vocabulary: `factors` are suffixes with what each stands for, {"k": 1000, "Ki": 1024}.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from course_lib.cluster import textbook
from course_lib.framework.exercise.values import is_number, same

Factors = Mapping[str, Fraction]
POWERS = {"": 0, "k": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}
SMALL: Factors = {"m": Fraction(1, 10**3), "u": Fraction(1, 10**6), "n": Fraction(1, 10**9)}
DECIMAL: Factors = {letter: Fraction(1000**power) for letter, power in POWERS.items() if letter}
BINARY: Factors = {letter.upper() + "i": Fraction(1024**power) for letter, power in POWERS.items() if letter}


def reader(
    factors: Factors,
    number: Callable[[str], Fraction | int] = Fraction,
    plain: Callable[[str], Fraction | int] = Fraction,
) -> Callable[[str], Fraction]:
    """Return a function that reads a number with one of some suffixes, or a plain one."""

    def read(text: str) -> Fraction:
        for suffix in sorted(factors, key=len, reverse=True):
            if text.endswith(suffix):
                return number(text.removesuffix(suffix)) * factors[suffix]
        return Fraction(plain(text))

    return read


def without(*suffixes: str) -> Factors:
    """Return all suffixes but some."""
    return {suffix: factor for suffix, factor in all_suffixes().items() if suffix not in suffixes}


def anywhere(suffixes: Factors) -> Callable[[str], Fraction]:
    """Return a function that looks for a suffix in the whole text and takes it out."""

    def read(text: str) -> Fraction:
        for suffix, factor in suffixes.items():
            if suffix in text:
                return Fraction(text.replace(suffix, "")) * factor
        return Fraction(text)

    return read


def up_to_the_letters(factor: Callable[[str], Fraction]) -> Callable[[str], Fraction]:
    """Return a function that reads digits, then letters, and looks at nothing behind them."""

    def read(text: str) -> Fraction:
        digits, letters = re.findall(r"([0-9.]+)([A-Za-z]*)", text)[0]
        return Fraction(digits) * (factor(letters) if letters else 1)

    return read


def as_exa(*letters: str) -> Callable[[str], Fraction]:
    """Return a function that takes letters in the middle of a number for exa."""

    def read(text: str) -> Fraction:
        exponent = not text.endswith(("E", "Ei")) and any(letter in text for letter in letters)
        return Fraction(10**18) if exponent else textbook.quantity(text)

    return read


def same_or_exa(one: float, other: float) -> bool:
    """Whether two values agree, or both are so large that only exa makes them: its digits may be cut or joined."""
    return same(one, other) or (is_number(one) and is_number(other) and min(one, other) > 10**16)


def caret() -> Factors:
    """Return the suffixes with ^ in place of **, which in Python is another thing altogether."""
    decimal = {letter: Fraction(10 ^ 3 * power) for letter, power in POWERS.items() if letter}
    return all_suffixes(**decimal, **{letter.upper() + "i": Fraction(2 ^ 10 * POWERS[letter]) for letter in decimal})


def all_suffixes(**others: Fraction) -> Factors:
    """Return all suffixes, some with another factor."""
    return {**SMALL, **DECIMAL, **BINARY, **others}
