"""Read a server's power off measured points: a worked example with one gap."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product

from course_lib.footprint import textbook
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake

Points = list[tuple[float, float]]
CURVES: tuple[Points, ...] = (
    [(0, 100), (1, 200)],
    [(0, 100), (0.5, 300), (1, 400)],
    [(0, 50), (0.25, 150), (1, 300)],
    [(0, 0), (0.1, 100), (0.5, 200), (1, 250)],
)
M5_METAL: Points = [(0, 211.7), (0.1, 335.0), (0.5, 677.8), (1, 957.8)]


def step(share: Callable[[float, float, float], float]) -> Callable[[Points, float], float]:
    """Return a function that goes a share of the step between two points, by utilisation, lower and upper point."""
    return watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * share(u, below, above))


def watts(read: Callable[[float, float, float, float, float], float]) -> Callable[[Points, float], float]:
    """Return a function of utilisation, lower and upper point, and the watts at both."""

    def power_w(points: Points, utilisation: float) -> float:
        (below, low_w), (above, high_w) = next(pair for pair in pairwise(points) if utilisation <= pair[1][0])
        return read(utilisation, below, above, low_w, high_w)

    return power_w


def middle(u: float, below: float, above: float) -> float:
    """Go half the way, wherever the utilisation is between the two."""
    return 0 if u == below else 1 if u == above else 0.5


power_w = FunctionExercise(
    reference=textbook.power_w,
    chapter="footprint",
    decision="say what a server draws at its real utilisation",
    cases=tuple(product(CURVES, (0, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.6, 0.75, 0.9, 1))),
    large_cases=tuple((M5_METAL, percent / 100) for percent in range(101)),
    repeat_cases=(
        ([(0, 100), (0.4, 300), (1, 360)], 0.55),
        ([(0, 80), (0.5, 180), (1, 240)], 0.6),
        ([(0, 120), (0.2, 220), (1, 300)], 0.4),
        ([(0, 60), (0.5, 160), (1, 200)], 0.6),
    ),
    mistakes={
        "straight-line": Mistake(
            lambda points, u: points[0][1] + u * (points[-1][1] - points[0][1]),
            "That is one straight line from idle to full. The points in between were measured so that you needn't"
            " assume it: use the two that lie around the utilisation.",
        ),
        "idle-forgotten": Mistake(
            lambda points, u: u * points[-1][1],
            "That is the utilisation times the power at full load. A server that does nothing draws power, too: it"
            " begins at the first point, not at 0.",
        ),
        "not-divided": Mistake(
            step(lambda u, below, above: u - below),
            "You take how far the utilisation is above the lower point; what is needed is which share of the way to"
            " the upper point that is. Divide by the distance between the two, above - below.",
        ),
        "from-zero": Mistake(
            step(lambda u, below, above: u / (above - below)),
            "You count the way from 0. It begins at the lower point: utilisation - below.",
        ),
        "utilisation-itself": Mistake(
            step(lambda u, below, above: u),
            "The utilisation is a share of the whole server. Between two points you need the share of the way from"
            " one to the other: how far the utilisation has come from the lower one, over how far apart the two are.",
        ),
        "from-above": Mistake(
            step(lambda u, below, above: (above - u) / (above - below)),
            "You count from the upper point down, so the power falls where it should rise. Count from below.",
        ),
        "over-the-upper": Mistake(
            step(lambda u, below, above: (u - below) / above),
            "You divide by the upper point. The way from one point to the other is above - below long.",
        ),
        "over-the-upper-from-zero": Mistake(
            step(lambda u, below, above: u / above),
            "You divide the utilisation by the upper point. Both are counted from 0, but the way begins at the lower"
            " point: take below off both.",
        ),
        "over-the-watts": Mistake(
            watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * (u - below) / (high_w - low_w)),
            "You divide a way in utilisation by one in watts. Both must be in utilisation: how far it has gone, over"
            " how far the upper point is from the lower.",
        ),
        "no-parentheses": Mistake(
            watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * u - below / above - below),
            "Without parentheses Python divides before it subtracts: below / above comes first. Put a pair around each"
            " of the two differences.",
        ),
        "one-parenthesis": Mistake(
            watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * (u - below) / above - below),
            "The second difference needs parentheses as well: / above - below divides by above, then takes below off"
            " the watts.",
        ),
        "in-percent": Mistake(
            step(lambda u, below, above: 100 * (u - below) / (above - below)),
            "The right share, a hundred times too large. All of the way is 1 here, not 100.",
        ),
        "half": Mistake(
            step(lambda u, below, above: 0.5),
            "You go half of the step everywhere. How much of it has been gone depends on the utilisation: none at the"
            " lower point, all at the upper.",
        ),
        "work-alone": Mistake(
            lambda points, u: u * (points[-1][1] - points[0][1]),
            "That is what the work adds. What the server draws for merely being on comes on top: begin at the first"
            " point's watts.",
        ),
        "swapped-sign": Mistake(
            step(lambda u, below, above: (below - u) / (above - below)),
            "The watts fall where they should rise: a difference is the wrong way round. The utilisation lies above"
            " the lower point; take the smaller number off the larger.",
        ),
        "mixed-units": Mistake(
            watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * (u - low_w) / (high_w - low_w)),
            "You take watts off a utilisation. The share of the way is a way in utilisation over a way in utilisation:"
            " below and above, not low_w and high_w.",
        ),
        "whole-steps": Mistake(
            step(lambda u, below, above: (u - below) // (above - below)),
            "// divides and drops what is behind the point: 0.4 becomes 0. A share needs a single /.",
        ),
        "multiplied": Mistake(
            step(lambda u, below, above: (u - below) * (above - below)),
            "You multiply by the distance between the two points. A share of it is a division: how far it has gone,"
            " over how far it is.",
        ),
        "last-point": Mistake(
            lambda points, u: points[-1][1],
            "Your function returns the watts at full load, whatever the utilisation: nothing inside the loop returns."
            " Does it print its answer there? return hands it back.",
        ),
        "middle": Mistake(
            step(middle),
            "You take the middle between the two points. At a quarter of the way a quarter of the step has been gone,"
            " not half of it.",
        ),
        "upper-point": Mistake(
            watts(lambda u, below, above, low_w, high_w: high_w),
            "You jump to the upper point. Only a part of the step has been gone: multiply the step by that part.",
        ),
        "lower-point": Mistake(
            watts(lambda u, below, above, low_w, high_w: low_w),
            "You stay on the lower point. Add the part of the step to the next one that the utilisation has gone.",
        ),
    },
    hints=(
        "Take one by hand: the points are at 0.1 and at 0.5, the utilisation is 0.2. How far is it from 0.1 to 0.2, and"
        " how far from 0.1 to 0.5? A quarter of the way, then, has been gone.",
        "You made the quarter of two differences. Which names stand for 0.1, 0.2 and 0.5 in the code?",
        "How far it has gone, divided by how long the way is; both begin at below. Each difference needs its"
        " parentheses.",
    ),
)
