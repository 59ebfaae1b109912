"""Deeper: read a Kubernetes quantity."""

from __future__ import annotations

from course_lib.chapters.ch03_cluster.exercises.quantity_mistakes import MISTAKES
from course_lib.cluster import textbook
from course_lib.framework.exercise.function import FunctionExercise

TEXTS = (
    *("1", "2", "0", "10", "1.5", "0.25", "2.0", "500m", "100m", "1500m", "20m"),
    *("1k", "3k", "1M", "5M", "1G", "2G", "1Ki", "2Ki", "128Mi", "64Mi", "1Gi", "1.5Gi", "0.5Mi"),
    *("1e3", "5e2", "1E3", "2e6", "12e6", "100n", "250u", "1T", "1Ti", "1P", "2Pi", "1E", "1Ei", "128974848"),
)
MORE = tuple(f"{number}{suffix}" for number in ("7", "0.125", "33") for suffix in ("", "m", "k", "Ki", "Mi", "G", "e2"))


quantity = FunctionExercise(
    reference=textbook.quantity,
    chapter="cluster",
    decision="say what a manifest asks for",
    cases=tuple((text,) for text in TEXTS),
    large_cases=tuple((text,) for text in MORE),
    repeat_cases=(("250m",), ("1.5Ki",), ("3e4",), ("0.5k",)),
    mistakes=MISTAKES,
    hints=(
        "Put the suffixes and their factors into a dict. Which of them does the text end with?",
        "text.endswith(suffix) asks, text.removesuffix(suffix) leaves the number. Python's float reads 1.5 and 1e3.",
        "The factors: n, u, m are 1e-9, 1e-6, 1e-3; k, M, G, T, P, E are powers of 1,000, with an i powers of 1,024."
        " (Ki is large, k is small.)",
    ),
    is_deeper=True,
)
