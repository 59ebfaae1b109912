"""What people get wrong in reading a power off measured points: each is one formula between two of the points."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from course_lib.framework.exercise.mistakes import Mistake

Points = list[tuple[float, float]]


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


MISTAKES = {
    "straight-line": Mistake(
        lambda points, u: points[0][1] + u * (points[-1][1] - points[0][1]),
        "That is one straight line from idle to full. The points in between were measured so that you needn't "
        "assume it: use the two on either side of the utilisation.",
    ),
    "idle-forgotten": Mistake(
        lambda points, u: u * points[-1][1],
        "That is the utilisation times the power at full load. A server that does nothing draws power, too: "
        "begin with the first point's watts, not with 0.",
    ),
    "work-alone": Mistake(
        lambda points, u: u * (points[-1][1] - points[0][1]),
        "That is what the work adds. What the server draws just for being on comes on top: begin with the "
        "first point's watts.",
    ),
    "last-point": Mistake(
        lambda points, u: points[-1][1],
        "Your function returns the watts at full load, whatever the utilisation. If you print the answer "
        "inside the loop, return it there instead: print shows a value to you, return hands it back.",
    ),
    "upper-point": Mistake(
        watts(lambda u, below, above, low_w, high_w: high_w),
        "You take the whole step, up to the upper point's watts. Multiply the step by the share of the way "
        "that the utilisation has gone.",
    ),
    "lower-point": Mistake(
        watts(lambda u, below, above, low_w, high_w: low_w),
        "You stay at the lower point's watts. Add the part of the step to the next point that the utilisation "
        "has gone.",
    ),
    "half": Mistake(
        step(lambda u, below, above: 0.5),
        "You add half of the step everywhere. How much of it to add depends on the utilisation: nothing at "
        "the lower point, all of it at the upper.",
    ),
    "middle": Mistake(
        step(middle),
        "You take the middle between the two points. At a quarter of the way, add a quarter of the step, not "
        "half of it.",
    ),
    "nearest-point": Mistake(
        step(lambda u, below, above: round((u - below) / (above - below))),
        "You jump to the nearer of the two points. Keep the share of the way as it is: don't round it.",
    ),
    "whole-steps": Mistake(
        step(lambda u, below, above: (u - below) // (above - below)),
        "You stay at the lower point's watts until the upper point is reached. In between, keep the share of the way,"
        " with what is behind its decimal point.",
        where={
            "//": "// drops that: divide with a single /.",
            "int": "int(…) drops that: leave it out.",
            "floor": "floor(…) drops that: leave it out.",
        },
    ),
    "utilisation-itself": Mistake(
        step(lambda u, below, above: u),
        "The utilisation is a share of the whole server. Between two points you need the share of the way "
        "from one to the other: how far the utilisation is from the lower point, divided by how far apart the "
        "two points are.",
    ),
    "not-divided": Mistake(
        step(lambda u, below, above: u - below),
        "You take how far the utilisation is above the lower point. What share of the way to the upper point "
        "is that? Divide by the distance between the two, above - below.",
    ),
    "multiplied": Mistake(
        step(lambda u, below, above: (u - below) * (above - below)),
        "You multiply by the distance between the two points. To get a share of that distance, divide by it.",
    ),
    "from-zero": Mistake(
        step(lambda u, below, above: u / (above - below)),
        "You measure the way from 0. It begins at the lower point: utilisation - below.",
    ),
    "from-zero-multiplied": Mistake(
        step(lambda u, below, above: u * (above - below)),
        "You multiply the utilisation by the distance between the two points. The share of the way is a "
        "division, and it begins at the lower point, not at 0.",
    ),
    "over-the-upper": Mistake(
        step(lambda u, below, above: (u - below) / above),
        "You divide by the upper point. The distance from one point to the other is above - below.",
    ),
    "over-the-upper-from-zero": Mistake(
        step(lambda u, below, above: u / above),
        "You divide the utilisation by the upper point. Both are measured from 0, but the way begins at the "
        "lower point: take below off both.",
    ),
    "over-the-rest": Mistake(
        step(lambda u, below, above: (u - below) / (1 - below)),
        "You divide by the distance from the lower point to full load. The step ends at the upper point, so "
        "the distance is above - below.",
    ),
    "over-the-watts": Mistake(
        watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * (u - below) / (high_w - low_w)),
        "You divide a distance in utilisation by one in watts. Both must be in utilisation: how far it is "
        "from the lower point, divided by how far apart the two points are.",
    ),
    "mixed-units": Mistake(
        watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * (u - low_w) / (high_w - low_w)),
        "You subtract watts from a utilisation. The share of the way is one distance in utilisation divided "
        "by another: below and above, not low_w and high_w.",
    ),
    "from-above": Mistake(
        step(lambda u, below, above: (above - u) / (above - below)),
        "You count from the upper point down, so the power falls where it should rise. Count from the lower point up.",
    ),
    "from-above-over-the-upper": Mistake(
        step(lambda u, below, above: (above - u) / above),
        "You take how far it still is to the upper point, and divide by the upper point. Take how far it "
        "already is from the lower point, and divide by the distance between the two.",
    ),
    "swapped-sign": Mistake(
        step(lambda u, below, above: (below - u) / (above - below)),
        "The watts fall where they should rise: a difference is the wrong way round. The utilisation lies "
        "above the lower point; subtract the smaller number from the larger.",
    ),
    "back-from-the-upper": Mistake(
        step(lambda u, below, above: (u - above) / (above - below)),
        "You measure from the upper point, so your share runs from -1 to 0. Measure from the lower point: it "
        "should run from 0 to 1.",
    ),
    "upside-down": Mistake(
        step(lambda u, below, above: (above - below) / (u - below)),
        "Your share is upside down: it is the whole distance divided by the part. At the lower point that "
        "even divides by 0. Divide the part by the whole.",
    ),
    "in-percent": Mistake(
        step(lambda u, below, above: 100 * (u - below) / (above - below)),
        "That is the right share, a hundred times too large. All of the way is 1 here, not 100.",
    ),
    "from-percent": Mistake(
        step(lambda u, below, above: (u - below) / (above - below) / 100),
        "That is the right share, a hundred times too small. It is a number between 0 and 1 already, so there "
        "is no percentage to convert.",
    ),
    "utilisation-from-percent": Mistake(
        step(lambda u, below, above: (u / 100 - below) / (above - below)),
        "You divide the utilisation by 100. It is a share already: 0.2 stands for 20%.",
    ),
    "slope-for-the-share": Mistake(
        watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * (high_w - low_w) / (above - below) * u),
        "You multiply the step in watts by watts again. Only the share of the way is missing: how far the "
        "utilisation is from the lower point, divided by how far apart the two points are.",
    ),
    "share-with-one-digit": Mistake(
        step(lambda u, below, above: round((u - below) / (above - below), 1)),
        "You round the share of the way to one digit after the point. Keep it as it is.",
    ),
    "share-with-two-digits": Mistake(
        step(lambda u, below, above: round((u - below) / (above - below), 2)),
        "You round the share of the way to two digits after the point. Keep it as it is.",
    ),
    "below-forgotten": Mistake(
        watts(lambda u, below, above, low_w, high_w: (high_w - low_w) * (u - below) / (above - below)),
        "You return what the watts have risen since the lower point. Add it to the lower point's watts.",
    ),
    "share-of-the-upper-watts": Mistake(
        watts(lambda u, below, above, low_w, high_w: high_w * (u - below) / (above - below)),
        "You take a share of the upper point's watts, counted from 0. Between the two points the power rises "
        "from low_w to high_w: begin with low_w, and take the share of what it rises.",
    ),
    "share-added": Mistake(
        watts(lambda u, below, above, low_w, high_w: low_w + (u - below) / (above - below)),
        "You add the share of the way to the watts. Multiply it by the step in watts first, high_w - low_w.",
    ),
    "above-the-upper": Mistake(
        watts(lambda u, below, above, low_w, high_w: high_w + (high_w - low_w) * (u - below) / (above - below)),
        "You begin with the upper point's watts, and go up from there. Begin with the lower point's.",
    ),
    "lower-point-twice": Mistake(
        watts(lambda u, below, above, low_w, high_w: 2 * low_w + (high_w - low_w) * (u - below) / (above - below)),
        "The lower point's watts are in it twice. They are added at the start of the line already; only the "
        "share of the way is missing.",
    ),
    "step-twice": Mistake(
        watts(
            lambda u, below, above, low_w, high_w: (
                low_w + (high_w - low_w) * (u - below) * (high_w - low_w) / (above - below)
            )
        ),
        "The step in watts, high_w - low_w, is in it twice. The line multiplies by it already; only the share "
        "of the way is missing.",
    ),
    "whole-formula": Mistake(
        watts(
            lambda u, below, above, low_w, high_w: (
                low_w + (high_w - low_w) * (low_w + (high_w - low_w) * (u - below) / (above - below))
            )
        ),
        "You multiply the step in watts by watts that are complete already. Only the share of the way is "
        "missing, a number between 0 and 1.",
    ),
    "whole-formula-without-parentheses": Mistake(
        watts(
            lambda u, below, above, low_w, high_w: (
                low_w + (high_w - low_w) * low_w + (high_w - low_w) * (u - below) / (above - below)
            )
        ),
        "In effect you add step times low_w to watts that are complete without it. Only the share of the way "
        "is missing, a number between 0 and 1.",
    ),
    "no-parentheses": Mistake(
        watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * u - below / above - below),
        "You add the step times the utilisation, and then subtract below / above and below from the watts. "
        "Python divides before it subtracts: put brackets around each of the two differences.",
    ),
    "no-parentheses-in-the-share": Mistake(
        step(lambda u, below, above: u - below / above - below),
        "Your share is the utilisation, less below / above, less below. Python divides before it subtracts: "
        "put brackets around each of the two differences.",
    ),
    "first-parentheses": Mistake(
        watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * u - below / (above - below)),
        "You add the step times the utilisation, and then subtract below / (above - below) from the watts. "
        "Python divides before it subtracts: the first difference needs brackets as well.",
    ),
    "first-parentheses-in-the-share": Mistake(
        step(lambda u, below, above: u - below / (above - below)),
        "Your share is the utilisation, less below / (above - below). Python divides before it subtracts: the "
        "first difference needs brackets as well.",
    ),
    "one-parenthesis": Mistake(
        watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * (u - below) / above - below),
        "You divide by above, and then subtract below from the watts. Python divides before it subtracts: the "
        "second difference needs brackets as well.",
    ),
    "one-parenthesis-in-the-share": Mistake(
        step(lambda u, below, above: (u - below) / above - below),
        "You divide by above, and then subtract below from the share. Python divides before it subtracts: the "
        "second difference needs brackets as well.",
    ),
    "parentheses-over-the-upper": Mistake(
        watts(lambda u, below, above, low_w, high_w: low_w + (high_w - low_w) * u - below / above),
        "You add the step times the utilisation, and then subtract below / above from the watts. The share of "
        "the way is a difference divided by a difference, each in its own brackets.",
    ),
    "parentheses-over-the-upper-in-the-share": Mistake(
        step(lambda u, below, above: u - below / above),
        "Your share is the utilisation, less below / above. It should be a difference divided by a "
        "difference, each in its own brackets.",
    ),
}
