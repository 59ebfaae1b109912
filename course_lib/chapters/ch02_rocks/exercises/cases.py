"""Packings to check an answer on: every small one, smallest first, then larger ones from a seed."""

from __future__ import annotations

from itertools import combinations_with_replacement, product
from typing import Any

from course_lib.chapters.ch02_rocks.view.boxes import boxes_still
from course_lib.framework.exercise.values import is_finite
from course_lib.framework.html import Still
from course_lib.rocks import uniform

Case = tuple[list[int], int]
DRAWN_AT_MOST = 14


def small(sizes_at_most: int = 4, capacity_at_most: int = 5) -> tuple[Case, ...]:
    """Return every list of up to four sizes for every capacity up to five, smallest first: 1,279 cases."""
    capacities = range(1, capacity_at_most + 1)
    every = [
        (list(sizes), capacity)
        for n in range(sizes_at_most + 1)
        for capacity in capacities
        for sizes in product(range(1, capacity + 1), repeat=n)
    ]
    return tuple(sorted(every, key=smallness))


def five(capacity_at_most: int = 7) -> tuple[Case, ...]:
    """Return every five sizes in one order for every capacity up to seven: 924 cases.

    Up to four sizes, best fit decreasing and first fit decreasing are the same; [5, 3, 3, 1, 1] in boxes of 7
    tells them apart.
    """
    every = [
        (list(sizes), capacity)
        for capacity in range(1, capacity_at_most + 1)
        for sizes in combinations_with_replacement(range(1, capacity + 1), 5)
    ]
    return tuple(sorted(every, key=smallness))


def smallness(case: Case) -> tuple[bool, int, int, int]:
    """Return what cases are ordered by: number of sizes, their sum, capacity; those without sizes come last.

    What goes wrong with a rock is better seen with that rock than with none.
    """
    sizes, capacity = case
    return not sizes, len(sizes), sum(sizes), capacity


def large() -> tuple[Case, ...]:
    """Return fifty lists of ten to fifty-nine sizes."""
    return tuple((uniform(10 + seed, 1, 60, seed=seed).tolist(), 100) for seed in range(50))


SMALL, FIVE, LARGE = small(), five(), large()
BY_HAND: tuple[Case, ...] = (
    ([3, 4, 4, 3, 8, 2, 8], 10),
    ([2, 8, 4, 7, 3, 3, 4], 10),
    ([3, 8, 2, 8, 5, 2, 3], 10),
    ([4, 5, 5, 8, 2, 8, 3], 10),
)


def draw_boxes(case: Case, yours: Any, expected: Any) -> Still | None:
    """Draw the learner's boxes above the expected ones; what is no list of boxes is not drawn."""
    if not is_boxes(yours) or max(len(yours), len(expected), *map(len, yours)) > DRAWN_AT_MOST:
        return None
    return boxes_still(case[1], Yours=yours, Expected=expected)


def is_boxes(value: Any) -> bool:
    """Whether a value is a list of lists of sizes."""
    return isinstance(value, list) and all(
        isinstance(box, list) and all(is_finite(size) and 0 <= size < 1e6 for size in box) for box in value
    )
