"""What people get wrong when they read a quantity."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from course_lib.chapters.ch03_cluster.exercises.readers import (
    BINARY,
    DECIMAL,
    POWERS,
    SMALL,
    all_suffixes,
    anywhere,
    as_exa,
    caret,
    reader,
    same_or_exa,
    up_to_the_letters,
    without,
)
from course_lib.cluster import textbook
from course_lib.framework.exercise.mistakes import Mistake

NO_I = (
    "The others are right, but you read {0} as you read {1}, as a power of 1,024. Without the i it is a power of 1,000."
)
AN_I = (
    "The others are right, but you read {0} as you read {1}, as a power of 1,000. The i says binary: it is a power of"
    " 1,024."
)

CANT_TELL = "makes the two alike: leave it out."
UPSIDE_DOWN = (
    "Your numbers with {suffix} at the end are {times} times too large: you multiply by {factor}. {suffix} stands for a"
    " {part}, so divide by {factor}."
)


def upside_down() -> Iterator[tuple[str, Mistake]]:
    """Yield the mistakes in which a small suffix is read as its inverse."""
    for suffix, times, factor, part in (
        ("m", "a million", "1,000", "thousandth"),
        ("u", "a million million", "a million", "millionth"),
        ("n", "a billion billion", "a billion", "billionth"),
    ):
        told = UPSIDE_DOWN.format(suffix=suffix, times=times, factor=factor, part=part)
        yield f"{suffix}-upside-down", Mistake(reader(all_suffixes(**{suffix: 1 / SMALL[suffix]})), told)


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


MISTAKES = {
    "mi-for-mb": Mistake(
        reader(all_suffixes(**{suffix: DECIMAL[suffix[:-1] if suffix != "Ki" else "k"] for suffix in BINARY})),
        "You read all suffixes with an i, Ki, Mi, Gi and so on, as powers of 1,000. The i says binary: they are powers"
        " of 1,024.",
    ),
    "mb-for-mi": Mistake(
        reader(all_suffixes(**{suffix: Fraction(1024 ** POWERS[suffix]) for suffix in DECIMAL})),
        "You read k, M, G and so on as powers of 1,024. Without the i they are powers of 1,000.",
    ),
    "m-for-million": Mistake(
        reader(all_suffixes(m=Fraction(10**6))),
        "You read m as a million. A small m stands for a thousandth, so 500m is half; a million is M.",
        where={"lower": f"lower() {CANT_TELL}", "upper": f"upper() {CANT_TELL}"},
    ),
    "m-ignored": Mistake(
        reader(all_suffixes(m=Fraction(1))),
        "You drop the m. It stands for a thousandth: 500m of CPU is half a core.",
    ),
    "millicores": Mistake(
        lambda text: 1000 * textbook.quantity(text),
        "Your answers are a thousand times too large: they are millicores. The question is the plain number: 500m is"
        " 0.5.",
    ),
    **dict(upside_down()),
    "small-suffixes-upside-down": Mistake(
        reader(all_suffixes(**{suffix: 1 / factor for suffix, factor in SMALL.items()})),
        "You multiply where n, u and m say divide, so numbers with them come out far too large. m stands for a"
        " thousandth, u for a millionth and n for a billionth.",
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
        "In Python ^ doesn't raise to a power: 10 ^ 3 is 9, as it compares the two numbers bit by bit. Powers are"
        " written with **: 10 ** 3, 2 ** 10.",
    ),
    "suffix-ignored": Mistake(
        reader(dict.fromkeys(all_suffixes(), Fraction(1))),
        "You drop the suffix. It tells millicores from cores and MiB from bytes: multiply the number by what the"
        " suffix stands for.",
    ),
    "memory-suffix-ignored": Mistake(
        reader({**SMALL, **dict.fromkeys({**DECIMAL, **BINARY}, Fraction(1))}),
        "You read m correctly, but drop the suffixes of memory (k, Mi, G and so on). The question is the plain number,"
        " in bytes: 1Ki is 1,024.",
    ),
    "case-ignored": Mistake(
        reader(all_suffixes(M=Fraction(1, 1000))),
        "Your code reads M as it reads m. Here capitals matter: 1M is a million, 1m a thousandth.",
        where={"lower": f"lower() {CANT_TELL}", "upper": f"upper() {CANT_TELL}"},
    ),
    "made-small": Mistake(
        lambda text: reader(all_suffixes())(text.lower()),
        "Your code reads every text as if it were all small letters, and then looks for capitals, too. So 1M becomes"
        " 1m, a thousandth, and the g of 1g isn't found anywhere: a ValueError. Leave the text as it is, without"
        " lower().",
    ),
    "made-large": Mistake(
        lambda text: reader(all_suffixes())(text.upper()),
        "Your code reads every text as if it were all capitals, and then looks for small letters, too. So 500m becomes"
        " 500M, 500 million, and the K of 1K isn't found anywhere: a ValueError. Leave the text as it is, without"
        " upper().",
    ),
    "rounded-down": Mistake(
        lambda text: math.floor(textbook.quantity(text)),
        "You round down to whole numbers: 1.5 becomes 1, and 500m, half a core, becomes nothing. Keep what's behind"
        " the point.",
    ),
    "rounded-up": Mistake(
        lambda text: math.ceil(textbook.quantity(text)),
        "You round up to whole numbers: 1.5 becomes 2, and 500m, half a core, a whole one. Keep what's behind the"
        " point.",
    ),
    "whole-numbers-only": Mistake(
        reader(all_suffixes(), number=int, plain=int),
        "Your code reads whole numbers, and stops with a ValueError at any other, as int does. A quantity may have a"
        " point or an exponent, and float reads all of them: 1, 1.5 and 1e3.",
    ),
    "plain-whole-numbers-only": Mistake(
        reader(all_suffixes(), plain=int),
        "With a suffix you read any number, without one only whole numbers: at 1.5 and at 1e3 your code stops with a"
        " ValueError, as int does. float reads them all.",
    ),
    "plain-numbers-only": Mistake(
        Fraction,
        "You read plain numbers, and stop with a ValueError at the first suffix. Cut it off before you turn the rest"
        " into a number: text.removesuffix(…). Then multiply by what it stands for.",
    ),
    "m-only": Mistake(
        reader({"m": SMALL["m"]}),
        "m is right, and for CPU that's mostly enough. Memory comes with k, M, G and so on, or Ki, Mi, Gi; at these"
        " your code stops with a ValueError.",
    ),
    "binary-forgotten": Mistake(
        reader(without(*BINARY)),
        "Your code stops with a ValueError at every suffix with an i: Ki, Mi, Gi, Ti, Pi, Ei, powers of 1,024. Does it"
        " know them, and does it cut off both letters? Most memory is written with them.",
    ),
    "decimal-forgotten": Mistake(
        reader(without(*DECIMAL)),
        "Your code stops with a ValueError at k, M, G, T, P and E, the suffixes without an i. They are powers of"
        " 1,000.",
    ),
    "capital-k": Mistake(
        reader({**without("k"), "K": DECIMAL["k"]}),
        "Your code stops with a ValueError at the small k, which stands for a thousand. All others from M on are"
        " capitals, and so is the K of Ki.",
    ),
    "small-ki": Mistake(
        reader({**without("Ki"), "ki": BINARY["Ki"]}),
        "Your code stops with a ValueError at Ki: 1,024 has a capital K, though the k of 1,000 is small.",
    ),
    "suffix-anywhere": Mistake(
        anywhere(all_suffixes()),
        "Your code takes a suffix out of the text wherever it stands, and so finds the M of Mi: the i that's left over"
        " is no number. Ask only what the text ends with, text.endswith(suffix).",
    ),
    "exponent-as-exa": Mistake(
        as_exa("E"),
        "You take the E in the middle of 1E3 for exa. It's an exponent; exa stands only at the end. Ask what the text"
        " ends with: text.endswith(suffix).",
        compare=same_or_exa,
    ),
    "small-e-as-exa": Mistake(
        as_exa("e", "E"),
        "You take the e of 1e3 for exa. It belongs to the number, 1 followed by three zeros, and float reads it. Exa"
        " is a capital E, and only at the end: text.endswith(suffix).",
        compare=same_or_exa,
    ),
    "exponent-cut-off": Mistake(
        up_to_the_letters(lambda letters: all_suffixes().get(letters, Fraction(1))),
        "You read up to the first letters and leave out what comes after them. The e of 1e3 is no suffix: it means 1"
        " followed by three zeros. float reads such numbers; cut off nothing but a suffix at the end.",
    ),
    "exponent-as-suffix": Mistake(
        up_to_the_letters(all_suffixes().__getitem__),
        "Your code stops with a KeyError here: it looks for the e of 1e3 among the suffixes. It belongs to the number,"
        " 1 followed by three zeros, and float reads it. Cut off nothing but a suffix at the end.",
    ),
    "small-only": Mistake(
        reader(without(*(suffix for suffix in all_suffixes() if suffix[0] in "TPE"))),
        "Your code stops with a ValueError at the largest suffixes, T, P, E and Ti, Pi, Ei.",
    ),
    "micro-forgotten": Mistake(
        reader(without("n", "u")),
        "Your code stops with a ValueError at two suffixes, u for a millionth and n for a thousandth of that. You meet"
        " them where use is measured: the metrics API gives CPU in n.",
    ),
    "common-only": Mistake(
        reader(without(*(suffix for suffix in all_suffixes() if suffix[0] in "nuTPE"))),
        "You know the most common suffixes. There are smaller ones, u for a millionth and n for a thousandth of that,"
        " and larger ones: T, P, E and Ti, Pi, Ei. At these your code stops with a ValueError.",
    ),
    "in-mebibytes": Mistake(
        reader({**SMALL, **{suffix: factor / 2**20 for suffix, factor in {**DECIMAL, **BINARY}.items()}}),
        "You read k, Mi, G and so on in MiB: 1Mi becomes 1. The question is the plain number, in bytes: 1Mi is"
        " 1,048,576.",
    ),
    "small-suffixes-turned-round": Mistake(
        reader(all_suffixes(u=SMALL["n"], n=SMALL["u"])),
        "You have n and u the wrong way round: u stands for a millionth, n (nano) for a thousandth of that.",
    ),
    "plain-numbers-as-cores": Mistake(
        lambda text: textbook.quantity(text) * (1000 if text[-1].isdigit() else 1),
        "You multiply numbers without a suffix by 1,000. They stand for themselves: 1 is 1.",
    ),
    "times-for-power": Mistake(
        reader(
            {
                **SMALL,
                **{suffix: Fraction(1000 * POWERS[suffix]) for suffix in DECIMAL},
                **{f"{suffix.upper()}i": Fraction(1024 * POWERS[suffix]) for suffix in DECIMAL},
            }
        ),
        "You multiply 1,000 and 1,024 by 1, 2, 3 and so on, where a power is needed: M is 1,000 * 1,000, in Python"
        " 1000 ** 2.",
    ),
    "milli-of-1024": Mistake(
        reader(all_suffixes(m=Fraction(1, 1024))),
        "You read m as one part in 1,024. It's a thousandth; only suffixes with an i have to do with 1,024.",
    ),
    "whole-numbers-with-a-suffix": Mistake(
        reader(all_suffixes(), number=int),
        "You read any number without a suffix, but with one only whole numbers: at 1.5Gi your code stops with a"
        " ValueError, as int does. float reads them all.",
    ),
}
