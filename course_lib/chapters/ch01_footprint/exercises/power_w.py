"""Read a server's power off measured points: a worked example with one gap."""

from __future__ import annotations

from itertools import groupby, product

from course_lib.chapters.ch01_footprint.exercises.power_w_mistakes import MISTAKES, Points
from course_lib.chapters.ch01_footprint.exercises.power_w_shapes import find_shape
from course_lib.footprint import textbook
from course_lib.framework.exercise.calling import VALUE, run
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import are_alike
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial

CURVES: tuple[Points, ...] = (
    [(0, 100), (1, 200)],
    [(0, 100), (0.5, 300), (1, 400)],
    [(0, 50), (0.25, 150), (1, 300)],
    [(0, 0), (0.1, 100), (0.5, 200), (1, 250)],
)
M5_METAL: Points = [(0, 211.7), (0.1, 335.0), (0.5, 677.8), (1, 957.8)]
FLAT = Finding(
    "flat-between-the-points",
    "Between two points your function returns the same watts for every utilisation. The share of the way depends on it:"
    " the further the utilisation is from the lower point, the larger the share.",
)


def interval(points: Points, utilisation: float) -> int | None:
    """Return between which two points a utilisation lies, None on a point."""
    at = [point for point, _ in points]
    return None if utilisation in at else sum(point < utilisation for point in at)


def find_flat(trial: FunctionTrial) -> Finding | None:
    """Find that the utilisation makes no difference between two points."""
    cases = [case for case in trial.small if interval(*case) is not None]
    tried = zip(cases, run(trial.function, cases), strict=True)
    groups = groupby(tried, key=lambda each: (each[0][0], interval(*each[0])))
    outcomes = [[outcome for _, outcome in group] for _, group in groups]
    is_flat = all(one.kind == VALUE and are_alike(first, one) for first, *others in outcomes for one in others)
    return FLAT if is_flat else None


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
    mistakes=MISTAKES,
    own_explainers=(when_wrong(find_flat), when_wrong(find_shape)),
    hints=(
        "Take one by hand: the points are at 0.1 and at 0.5, the utilisation is 0.2. How far is it from 0.1 to 0.2, and"
        " how far from 0.1 to 0.5? So it has come a quarter of the way.",
        "That quarter came from two differences. Which names stand for 0.1, 0.2 and 0.5 in the code?",
        "How far it has come, divided by how long the way is; both begin at below. Put each difference in brackets.",
    ),
)
