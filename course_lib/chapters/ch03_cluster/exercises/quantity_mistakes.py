"""What people get wrong when they read a quantity."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from course_lib.cluster import textbook
from course_lib.framework.exercise.mistakes import Mistake
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


NO_I = (
    "The others are right, but you read {0} as you read {1}, as a power of 1,024. Without the i it is a power of 1,000."
)
AN_I = (
    "The others are right, but you read {0} as you read {1}, as a power of 1,000. The i says binary: it is a power of"
    " 1,024."
)


def lone_mistakes() -> Iterator[tuple[str, Mistake]]:
    """Yield the mistakes in which one suffix alone is read as that of the other family."""
    for letter, decimal, binary in (("k", "kilo", "kibi"), ("M", "mega", "mebi"), ("G", "giga", "gibi")):
        with_i = letter.upper() + "i"
        yield (
            f"{decimal}-as-{binary}",
            Mistake(reader(all_suffixes(**{letter: BINARY[with_i]})), NO_I.format(letter, with_i)),
        )
        yield (
            f"{binary}-as-{decimal}",
            Mistake(reader(all_suffixes(**{with_i: DECIMAL[letter]})), AN_I.format(with_i, letter)),
        )


def caret() -> Factors:
    """Return the suffixes with ^ in place of **, which in Python is another thing altogether."""
    decimal = {letter: Fraction(10 ^ 3 * power) for letter, power in POWERS.items() if letter}
    return all_suffixes(**decimal, **{letter.upper() + "i": Fraction(2 ^ 10 * POWERS[letter]) for letter in decimal})


def all_suffixes(**others: Fraction) -> Factors:
    """Return all suffixes, some with another factor."""
    return {**SMALL, **DECIMAL, **BINARY, **others}


MISTAKES = {
    "mi-for-mb": Mistake(
        reader(all_suffixes(**{suffix: DECIMAL[suffix[:-1] if suffix != "Ki" else "k"] for suffix in BINARY})),
        "You read Ki, Mi and Gi as powers of 1,000. The i says binary: they are powers of 1,024.",
    ),
    "mb-for-mi": Mistake(
        reader(all_suffixes(**{suffix: Fraction(1024 ** POWERS[suffix]) for suffix in DECIMAL})),
        "You read k, M and G as powers of 1,024. Without the i they are powers of 1,000.",
    ),
    "m-for-million": Mistake(
        reader(all_suffixes(m=Fraction(10**6))),
        "You read m as a million. A small m stands for a thousandth, so that 500m is half; a million is M."
        " (Is there a lower() or upper() in your code? Then m and M are one to it.)",
    ),
    "m-ignored": Mistake(
        reader(all_suffixes(m=Fraction(1))),
        "You drop the m. It stands for a thousandth: 500m of CPU is half a core.",
    ),
    "millicores": Mistake(
        lambda text: 1000 * textbook.quantity(text),
        "Your answers are a thousand times too large: they are millicores. Asked for is the plain number: 500m is 0.5.",
    ),
    **dict(lone_mistakes()),
    "swapped": Mistake(
        reader(
            {
                **SMALL,
                **{s: BINARY[s.upper() + "i"] for s in DECIMAL},
                **{s.upper() + "i": DECIMAL[s] for s in DECIMAL},
            }
        ),
        "You have the two families the wrong way round. With the i (Ki, Mi, Gi) they are powers of 1,024, without"
        " it (k, M, G) powers of 1,000.",
    ),
    "powers-one-too-low": Mistake(
        reader({**SMALL, **{s: f / 1000 for s, f in DECIMAL.items()}, **{s: f / 1024 for s, f in BINARY.items()}}),
        "Your powers are one too low: k is the first power of 1,000, M the second. Do you count from 0?"
        " enumerate(…, start=1) begins with 1.",
    ),
    "caret": Mistake(
        reader(caret()),
        "In Python ^ is no power: 10 ^ 3 is 9, for it compares the two numbers bit by bit. Powers are written"
        " with **: 10 ** 3, 2 ** 10.",
    ),
    "suffix-ignored": Mistake(
        reader(dict.fromkeys(all_suffixes(), Fraction(1))),
        "You drop what stands behind the number. That is what tells millicores from cores and MiB from bytes:"
        " multiply by its factor.",
    ),
    "memory-suffix-ignored": Mistake(
        reader({**SMALL, **dict.fromkeys({**DECIMAL, **BINARY}, Fraction(1))}),
        "m is read rightly, but of k, Mi, G and the like you keep the number alone. Asked for is the plain number,"
        " in bytes: 1Ki is 1,024.",
    ),
    "case-ignored": Mistake(
        reader(all_suffixes(M=Fraction(1, 1000))),
        "For you M and m are the same. Here capitals matter: 1M is a million, 1m a thousandth. Leave the text as"
        " it is, without lower() or upper().",
    ),
    "made-small": Mistake(
        lambda text: reader(all_suffixes())(text.lower()),
        "You make the text small and then look for capitals, too. So 1M has become 1m, a thousandth, and of 1G the"
        " g is found nowhere: a ValueError. Leave the text as it is, without lower().",
    ),
    "made-large": Mistake(
        lambda text: reader(all_suffixes())(text.upper()),
        "You make the text large and then look for small letters, too. So 500m has become 500M, 500 million, and of"
        " 1k the K is found nowhere: a ValueError. Leave the text as it is, without upper().",
    ),
    "rounded-down": Mistake(
        lambda text: math.floor(textbook.quantity(text)),
        "You round down to whole numbers: 1.5 becomes 1, and 500m, half a core, becomes nothing. Keep what is"
        " behind the point.",
    ),
    "rounded-up": Mistake(
        lambda text: math.ceil(textbook.quantity(text)),
        "You round up to whole numbers: 1.5 becomes 2, and 500m, half a core, a whole one. Keep what is behind the"
        " point.",
    ),
    "whole-numbers-only": Mistake(
        reader(all_suffixes(), number=int, plain=int),
        "Your code stops with a ValueError here: int reads whole numbers only, and a quantity may have a point or"
        " an exponent. float reads all of them: 1, 1.5 and 1e3.",
    ),
    "plain-whole-numbers-only": Mistake(
        reader(all_suffixes(), plain=int),
        "With a suffix you read any number, without one whole numbers only: int stops at 1.5 and at 1e3, with a"
        " ValueError. float reads them all.",
    ),
    "plain-numbers-only": Mistake(
        Fraction,
        "You read plain numbers, and stop with a ValueError at the first suffix. Cut it off before you turn the"
        " rest into a number: text.removesuffix(…). Then multiply by what it stands for.",
    ),
    "m-only": Mistake(
        reader({"m": SMALL["m"]}),
        "m is right, and that is all that CPU mostly needs. Memory comes with k, M, G and so on, or Ki, Mi, Gi; at"
        " these your code stops with a ValueError.",
    ),
    "binary-forgotten": Mistake(
        reader(without(*BINARY)),
        "Your code stops with a ValueError here: the suffixes with an i are missing. Ki, Mi, Gi, Ti, Pi and Ei are"
        " powers of 1,024; memory is mostly written with them.",
    ),
    "decimal-forgotten": Mistake(
        reader(without(*DECIMAL)),
        "Your code stops with a ValueError here: k, M, G, T, P and E, the suffixes without an i, are missing. They"
        " are powers of 1,000.",
    ),
    "capital-k": Mistake(
        reader({**without("k"), "K": DECIMAL["k"]}),
        "Your code stops with a ValueError here: a thousand is a small k. The other ones from M on are capitals,"
        " and so is the K of Ki.",
    ),
    "small-ki": Mistake(
        reader({**without("Ki"), "ki": BINARY["Ki"]}),
        "Your code stops with a ValueError here: 1,024 is Ki, with a capital K, though the k of 1,000 is small.",
    ),
    "suffix-anywhere": Mistake(
        anywhere(all_suffixes()),
        "You look for the suffix anywhere in the text, and find the M of Mi: the i that is left over is no number."
        " Ask only what the text ends with, text.endswith(suffix).",
    ),
    "exponent-as-exa": Mistake(
        as_exa("E"),
        "You take the E in the middle of 1E3 for exa. It is an exponent, and exa only at the end. Ask what the text"
        " ends with: text.endswith(suffix).",
        compare=same_or_exa,
    ),
    "small-e-as-exa": Mistake(
        as_exa("e", "E"),
        "You take the e of 1e3 for exa. It belongs to the number, 1 followed by three zeros, and float reads it."
        " Exa is a capital E, and only at the end: text.endswith(suffix).",
        compare=same_or_exa,
    ),
    "exponent-cut-off": Mistake(
        up_to_the_letters(lambda letters: all_suffixes().get(letters, Fraction(1))),
        "You read up to the first letters and leave out what is behind them. The e of 1e3 is no suffix: it means 1"
        " followed by three zeros. float reads such numbers; cut off nothing but a suffix at the end.",
    ),
    "exponent-as-suffix": Mistake(
        up_to_the_letters(all_suffixes().__getitem__),
        "Your code stops with a KeyError here: it takes the e of 1e3 for a suffix. It belongs to the number, 1"
        " followed by three zeros, and float reads it. Cut off nothing but a suffix at the end.",
    ),
    "small-only": Mistake(
        reader(without(*(suffix for suffix in all_suffixes() if suffix[0] in "TPE"))),
        "Some suffixes are missing: there are n, u, m; k, M, G, T, P, E; and Ki, Mi, Gi, Ti, Pi, Ei.",
    ),
    "micro-forgotten": Mistake(
        reader(without("n", "u")),
        "Your code stops with a ValueError here: two suffixes are missing, u for a millionth and n for a"
        " thousandth of that. You meet them where use is measured: the metrics API gives CPU in n.",
    ),
    "common-only": Mistake(
        reader(without(*(suffix for suffix in all_suffixes() if suffix[0] in "nuTPE"))),
        "You know the suffixes that are met most. There are smaller ones, u for a millionth and n for a"
        " thousandth of that, and larger ones: T, P, E and Ti, Pi, Ei. At these your code stops with a ValueError.",
    ),
}
