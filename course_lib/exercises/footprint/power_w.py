"""Read a server's power off measured points: a worked example with one gap."""

from __future__ import annotations

from itertools import pairwise, product

from course_lib.exercises.framework.function import FunctionExercise
from course_lib.exercises.framework.trial import Mistake
from course_lib.footprint import textbook

Points = list[tuple[float, float]]
CURVES: tuple[Points, ...] = (
    [(0, 100), (1, 200)],
    [(0, 100), (0.5, 300), (1, 400)],
    [(0, 50), (0.25, 150), (1, 300)],
    [(0, 0), (0.1, 100), (0.5, 200), (1, 250)],
)
M5_METAL: Points = [(0, 211.7), (0.1, 335.0), (0.5, 677.8), (1, 957.8)]


def straight(points: Points, utilisation: float) -> float:
    """Take one straight line from idle to full."""
    idle_w, max_w = points[0][1], points[-1][1]
    return idle_w + utilisation * (max_w - idle_w)


def idle_forgotten(points: Points, utilisation: float) -> float:
    """Take the share of the power at full load."""
    return utilisation * points[-1][1]


def between(points: Points, utilisation: float) -> tuple[float, float, float, float]:
    """Return the points around a utilisation: below and its watts, above and its watts."""
    pairs = pairwise(points)
    (below, low_w), (above, high_w) = next(pair for pair in pairs if utilisation <= pair[1][0])
    return below, low_w, above, high_w


def not_divided(points: Points, utilisation: float) -> float:
    """Forget that two points may be less than 1 apart."""
    below, low_w, _, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * (utilisation - below)


def from_zero(points: Points, utilisation: float) -> float:
    """Forget that the lower point is not at 0."""
    below, low_w, above, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * utilisation / (above - below)


def utilisation_itself(points: Points, utilisation: float) -> float:
    """Use the utilisation of the whole server for how far it is between the two points."""
    _, low_w, _, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * utilisation


def from_above(points: Points, utilisation: float) -> float:
    """Count from the upper point."""
    below, low_w, above, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * (above - utilisation) / (above - below)


def over_the_upper(points: Points, utilisation: float) -> float:
    """Divide by the upper point."""
    below, low_w, above, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * (utilisation - below) / above


def work_alone(points: Points, utilisation: float) -> float:
    """Forget what is drawn at idle."""
    return utilisation * (points[-1][1] - points[0][1])


def middle(points: Points, utilisation: float) -> float:
    """Take the middle between two points, wherever the utilisation is."""
    below, low_w, above, high_w = between(points, utilisation)
    return low_w if utilisation == below else high_w if utilisation == above else (low_w + high_w) / 2


def upper_point(points: Points, utilisation: float) -> float:
    """Take the upper point."""
    return between(points, utilisation)[3]


def lower_point(points: Points, utilisation: float) -> float:
    """Stay on the lower point."""
    return between(points, utilisation)[1]


power_w = FunctionExercise(
    reference=textbook.power_w,
    chapter="footprint",
    decision="say what a server draws at its real utilisation",
    cases=tuple(product(CURVES, (0, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.6, 0.75, 0.9, 1))),
    more=tuple((M5_METAL, percent / 100) for percent in range(101)),
    again=(
        ([(0, 100), (0.4, 300), (1, 360)], 0.1),
        ([(0, 80), (0.5, 180), (1, 240)], 0.6),
        ([(0, 120), (0.2, 220), (1, 300)], 0.4),
        ([(0, 60), (0.5, 160), (1, 200)], 0.1),
    ),
    mistakes=(
        Mistake(
            "straight-line",
            straight,
            "That is one straight line from idle to full. The points in between were measured so that you needn't"
            " assume it: use the two that lie around the utilisation.",
        ),
        Mistake(
            "idle-forgotten",
            idle_forgotten,
            "That is the utilisation times the power at full load. A server that does nothing draws power, too: it"
            " begins at the first point, not at 0.",
        ),
        Mistake(
            "not-divided",
            not_divided,
            "You take how far the utilisation is above the lower point; what is needed is which share of the way to"
            " the upper point that is. Divide by the distance between the two, above - below.",
        ),
        Mistake(
            "from-zero",
            from_zero,
            "You count the way from 0. It begins at the lower point: utilisation - below.",
        ),
        Mistake(
            "utilisation-itself",
            utilisation_itself,
            "The utilisation is a share of the whole server. Between two points you need the share of the way from"
            " one to the other: (utilisation - below) / (above - below).",
        ),
        Mistake(
            "from-above",
            from_above,
            "You count from the upper point down, so the power falls where it should rise. Count from below.",
        ),
        Mistake(
            "over-the-upper",
            over_the_upper,
            "You divide by the upper point. The way from one point to the other is above - below long.",
        ),
        Mistake(
            "work-alone",
            work_alone,
            "That is what the work adds. What the server draws for merely being on comes on top: begin at the first"
            " point's watts.",
        ),
        Mistake(
            "middle",
            middle,
            "You take the middle between the two points. At a quarter of the way a quarter of the step has been gone,"
            " not half of it.",
        ),
        Mistake(
            "upper-point",
            upper_point,
            "You jump to the upper point. Only a part of the step has been gone: multiply the step by that part.",
        ),
        Mistake(
            "lower-point",
            lower_point,
            "You stay on the lower point. Add the part of the step to the next one that the utilisation has gone.",
        ),
    ),
    hints=(
        "The loop finds the two points around the utilisation. Which share of the way from the lower to the upper one"
        " has it gone? At the lower point it is 0, at the upper point 1.",
        "It has gone utilisation - below; the whole way is above - below.",
        "The share is (utilisation - below) / (above - below).",
    ),
)
