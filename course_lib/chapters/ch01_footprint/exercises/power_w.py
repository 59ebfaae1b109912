"""Read a server's power off measured points: a worked example with one gap."""

from __future__ import annotations

from itertools import pairwise, product

from course_lib.footprint import textbook
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.trial import Mistake

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


def over_the_upper_from_zero(points: Points, utilisation: float) -> float:
    """Take the utilisation as a share of the upper point."""
    _, low_w, above, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * utilisation / above


def swapped_sign(points: Points, utilisation: float) -> float:
    """Take the lower point less the utilisation."""
    below, low_w, above, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * (below - utilisation) / (above - below)


def mixed_units(points: Points, utilisation: float) -> float:
    """Set the utilisation against watts."""
    _, low_w, _, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * (utilisation - low_w) / (high_w - low_w)


def whole_steps(points: Points, utilisation: float) -> float:
    """// for /."""
    below, low_w, above, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * ((utilisation - below) // (above - below))


def multiplied(points: Points, utilisation: float) -> float:
    """* for /."""
    below, low_w, above, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * (utilisation - below) * (above - below)


def last_point(points: Points, utilisation: float) -> float:
    """Go through all points without ever returning."""
    return points[-1][1]


def over_the_watts(points: Points, utilisation: float) -> float:
    """Divide a way in utilisation by one in watts."""
    below, low_w, _, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * (utilisation - below) / (high_w - low_w)


def no_parentheses(points: Points, utilisation: float) -> float:
    """Leave out both pairs of parentheses."""
    below, low_w, above, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * utilisation - below / above - below


def one_parenthesis(points: Points, utilisation: float) -> float:
    """Leave out the second pair of parentheses."""
    below, low_w, above, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * (utilisation - below) / above - below


def in_percent(points: Points, utilisation: float) -> float:
    """Take the share of the way in percent."""
    below, low_w, above, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * 100 * (utilisation - below) / (above - below)


def half(points: Points, utilisation: float) -> float:
    """Go half the way everywhere, at the points themselves, too."""
    _, low_w, _, high_w = between(points, utilisation)
    return low_w + (high_w - low_w) * 0.5


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
            " one to the other: how far the utilisation has come from the lower one, over how far apart the two are.",
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
            "over-the-upper-from-zero",
            over_the_upper_from_zero,
            "You divide the utilisation by the upper point. Both are counted from 0, but the way begins at the lower"
            " point: take below off both.",
        ),
        Mistake(
            "over-the-watts",
            over_the_watts,
            "You divide a way in utilisation by one in watts. Both must be in utilisation: how far it has gone, over"
            " how far the upper point is from the lower.",
        ),
        Mistake(
            "no-parentheses",
            no_parentheses,
            "Without parentheses Python divides before it subtracts: below / above comes first. Put a pair around each"
            " of the two differences.",
        ),
        Mistake(
            "one-parenthesis",
            one_parenthesis,
            "The second difference needs parentheses as well: / above - below divides by above, then takes below off"
            " the watts.",
        ),
        Mistake(
            "in-percent",
            in_percent,
            "The right share, a hundred times too large. All of the way is 1 here, not 100.",
        ),
        Mistake(
            "half",
            half,
            "You go half of the step everywhere. How much of it has been gone depends on the utilisation: none at the"
            " lower point, all at the upper.",
        ),
        Mistake(
            "work-alone",
            work_alone,
            "That is what the work adds. What the server draws for merely being on comes on top: begin at the first"
            " point's watts.",
        ),
        Mistake(
            "swapped-sign",
            swapped_sign,
            "The watts fall where they should rise: a difference is the wrong way round. The utilisation lies above"
            " the lower point; take the smaller number off the larger.",
        ),
        Mistake(
            "mixed-units",
            mixed_units,
            "You take watts off a utilisation. The share of the way is a way in utilisation over a way in utilisation:"
            " below and above, not low_w and high_w.",
        ),
        Mistake(
            "whole-steps",
            whole_steps,
            "// divides and drops what is behind the point: 0.4 becomes 0. A share needs a single /.",
        ),
        Mistake(
            "multiplied",
            multiplied,
            "You multiply by the distance between the two points. A share of it is a division: how far it has gone,"
            " over how far it is.",
        ),
        Mistake(
            "last-point",
            last_point,
            "Your function returns the watts at full load, whatever the utilisation: nothing inside the loop returns."
            " Does it print its answer there? return hands it back.",
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
        "Take one by hand: the points are at 0.1 and at 0.5, the utilisation is 0.2. How far is it from 0.1 to 0.2, and"
        " how far from 0.1 to 0.5? A quarter of the way, then, has been gone.",
        "You made the quarter of two differences. Which names stand for 0.1, 0.2 and 0.5 in the code?",
        "How far it has gone, divided by how long the way is; both begin at below. Each difference needs its"
        " parentheses.",
    ),
)
