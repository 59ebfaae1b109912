"""Ranges drawn on one scale: a line from low to high, and at the best value a mark that says what the range holds.

Vocabulary: a range `saves` if some of it lies below zero and none above, `adds` if it's the other way round; if it lies
on both sides, it's `open`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course_lib.estimate import Estimate

WIDTH, HEIGHT, ROOM = 112.0, 30.0, 8.0
MIDDLE = HEIGHT / 2
SIZE = 6.0
SAVES, ADDS, OPEN, SAME = "saves", "adds", "open", "same"
MARKS = {
    SAVES: ((-SIZE, 0.0), (SIZE, -SIZE), (SIZE, SIZE)),
    ADDS: ((SIZE, 0.0), (-SIZE, -SIZE), (-SIZE, SIZE)),
    SAME: ((-SIZE / 2, -SIZE), (SIZE / 2, -SIZE), (SIZE / 2, SIZE), (-SIZE / 2, SIZE)),
    OPEN: ((-SIZE, 0.0), (0.0, -SIZE), (SIZE, 0.0), (0.0, SIZE)),
}
WORDS = {SAVES: "saves, or adds nothing", ADDS: "adds, or saves nothing", OPEN: "may add or save", SAME: "no change"}


@dataclass(frozen=True)
class Scale:
    """What lies at the left edge, and at the right."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Return where a value lies.

        >>> Scale(-10, 10).at(0)
        56.0
        """
        return ROOM + (WIDTH - 2 * ROOM) * (value - self.low) / (self.high - self.low)


def scale(values: Iterable[Estimate]) -> Scale:
    """Return the scale on which all of some ranges have room, and zero.

    >>> scale([])
    Scale(low=0.0, high=1.0)
    """
    found = list(values)
    low, high = min([0.0, *(each.low for each in found)]), max([0.0, *(each.high for each in found)])
    return Scale(low, high if high > low else low + 1.0)


def kind(value: Estimate) -> str:
    """Return what a range holds: one of the words above."""
    if value.low < 0 < value.high:
        return OPEN
    return SAVES if value.low < 0 else ADDS if value.high > 0 else SAME


def bar(value: Estimate, on: Scale) -> str:
    """Return a range as SVG; its figures stand beside it, so it's no more than drawn."""
    which, zero = kind(value), on.at(0)
    low, best, high = (on.at(each) for each in (value.low, value.best, value.high))
    mark = " ".join(f"{best + x:.1f},{MIDDLE + y:.1f}" for x, y in MARKS[which])
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{WORDS[which]}">'
        f'<line class="zero" x1="{zero:.1f}" x2="{zero:.1f}" y1="0" y2="{HEIGHT:g}"/>'
        f'<line class="reach {which}" x1="{low:.1f}" x2="{high:.1f}" y1="{MIDDLE:g}" y2="{MIDDLE:g}"/>'
        f'<polygon class="{which}" points="{mark}"/></svg>'
    )
