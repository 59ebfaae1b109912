"""Deeper: read a Kubernetes quantity."""

from __future__ import annotations

from collections.abc import Callable

from course_lib.chapters.ch03_cluster.exercises.quantity_mistakes import MISTAKES
from course_lib.cluster import textbook
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise

TEXTS = (
    *("1", "2", "0", "10", "1.5", "0.25", "2.0", "500m", "100m", "1500m", "20m"),
    *("1k", "3k", "1M", "5M", "1G", "2G", "1Ki", "2Ki", "128Mi", "64Mi", "1Gi", "1.5Gi", "0.5Mi"),
    *("1e3", "5e2", "1E3", "2e6", "12e6", "100n", "250u", "1T", "1Ti", "1P", "2Pi", "1E", "1Ei", "128974848"),
)
MORE = tuple(f"{number}{suffix}" for number in ("7", "0.125", "33") for suffix in ("", "m", "k", "Ki", "Mi", "G", "e2"))


SUFFIXES = ("n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei")


def suffix_of(text: str) -> str:
    """Return the suffix of a quantity, or nothing."""
    return "" if text[-1].isdigit() else text.lstrip("0123456789.")


def has_exponent(text: str) -> bool:
    """Whether a quantity is written like 1e3."""
    return suffix_of(text) == "" and "e" in text.lower()


def ends_with(suffix: str) -> Callable[[str], bool]:
    """Return whether a quantity has this suffix."""
    return lambda text: suffix_of(text) == suffix


WHERE: Aspects = {
    **{f"for numbers with {suffix} at the end": ends_with(suffix) for suffix in SUFFIXES},
    "for numbers with a suffix": lambda text: suffix_of(text) != "",
    "for numbers without a suffix": lambda text: suffix_of(text) == "",
    "for numbers with a point": lambda text: "." in text,
    "for numbers with a point and no suffix": lambda text: "." in text and suffix_of(text) == "",
    "for numbers with a point and a suffix": lambda text: "." in text and suffix_of(text) != "",
    "for numbers with an exponent (1e3, 1E3)": has_exponent,
    "for numbers with a capital E as exponent (1E3)": lambda text: has_exponent(text) and "E" in text,
    "for numbers with a small e as exponent (1e3)": lambda text: has_exponent(text) and "e" in text,
    "for numbers with a point or an exponent": lambda text: "." in text or has_exponent(text),
}


quantity = FunctionExercise(
    reference=textbook.quantity,
    chapter="cluster",
    decision="say what a manifest requests",
    cases=tuple((text,) for text in TEXTS),
    large_cases=tuple((text,) for text in MORE),
    repeat_cases=(("250m",), ("1.5Ki",), ("3e4",), ("0.5k",)),
    mistakes=MISTAKES,
    closer_looks=(differs_only(WHERE),),  # where the code stops with an error, it helps to know for which texts
    hints=(
        'Put the suffixes and their factors into a dict, {"m": 0.001, …}. Which of them does the text end with?',
        "text.endswith(suffix) asks, text.removesuffix(suffix) leaves the number. Python's float reads 1.5 and 1e3.",
        "The factors: n, u, m are 1e-9, 1e-6, 1e-3; k, M, G, T, P, E are powers of 1,000, with an i powers of 1,024."
        " (Ki has a capital K, k is small.)",
    ),
    is_deeper=True,
)
