"""Deeper: the pod size with the best guarantee."""

import math

from course_lib import rocks
from course_lib.framework.exercise.formulas import scaled
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise

best_size = NumberExercise(
    chapter="rocks",
    name="best_size",
    decision="decide whether smaller pods would save nodes",
    text="No pod takes more than x cores, and most take nearly that; each carries a sidecar of {overhead:g} core; nodes"
    " have {capacity:g} cores. At what x, sidecar included, is the guaranteed useful share the highest?"
    " (Cores, two digits after the point.)",
    variants=(
        {"overhead": 0.2, "capacity": 32},
        {"overhead": 0.05, "capacity": 8},
        {"overhead": 0.1, "capacity": 16},
    ),
    right=rocks.best_guaranteed_size,
    working="√({overhead:g} · {capacity:g}) = {answer:.3f} cores: there the loss by the gap, x/C, equals the loss by"
    " the sidecar, o/x.",
    unit="cores",
    tolerance=0.017,
    digits=2,
    mistakes={
        "capacity-forgotten": Mistake(
            lambda overhead: math.sqrt(overhead),
            "√o, which holds for a node of size 1. Here a node has more cores: √(o · C).",
        ),
        "share-of-a-node": Mistake(
            lambda overhead, capacity: math.sqrt(overhead / capacity),
            "the right size as a share of a node. The answer is in cores: multiply by the cores of a node.",
        ),
        "root-forgotten": Mistake(
            lambda overhead, capacity: overhead * capacity,
            "o · C without the root. At the best size x/C equals o/x, so x² = o · C.",
        ),
        "half-the-capacity": Mistake(
            lambda overhead, capacity: math.sqrt(overhead * capacity / 2),
            "√(o · C/2), with half a node under the root. At the best size x/C equals o/x, so x² = o · C, with all of a"
            " node's cores.",
        ),
        "mixed-sizes": Mistake(
            # The best x of (1 - (2x - o)/C)(1 - o/x): with all the work spread, the largest pod has 2x - o.
            lambda overhead, capacity: math.sqrt(overhead * (capacity + overhead) / 2),
            "the best size for mixed sizes, as in this chapter's first picture with a spread of 100%: there the largest"
            " pod is nearly twice the mean, and so is the gap. Here x is the largest pod: the gap is at most x.",
        ),
        "overhead-alone": Mistake(
            lambda overhead: overhead,
            "a pod that is nothing but its sidecar: no useful work is left.",
        ),
        "whole-node": Mistake(
            lambda capacity: capacity,
            "one pod a node. The sidecar's share of it is tiny, but nothing guarantees that a node is filled: a pod"
            " just above half of it leaves the rest empty.",
        ),
        "half-a-node": Mistake(
            lambda capacity: capacity / 2,
            "half a node. The gap may then be half a node as well; a smaller pod leaves a smaller gap.",
        ),
        "overhead-forgotten": Mistake(
            lambda capacity: math.sqrt(capacity),
            "√C, with the sidecar's o missing, or √(o + C), with o added. From x/C = o/x follows x² = o · C."
            " Multiply the two.",
        ),
        "over-the-overhead": Mistake(
            lambda overhead, capacity: math.sqrt(capacity / overhead),
            "√(C / o). From x/C = o/x follows x² = o · C: a product.",
        ),
        "half-for-root": Mistake(
            lambda overhead, capacity: overhead * capacity / 2,
            "half of o · C. At the best size x² = o · C, so take the square root: ** 0.5, or math.sqrt(…).",
        ),
        "squared": Mistake(
            lambda overhead, capacity: (overhead * capacity) ** 2,
            "o · C squared. At the best size x² = o · C, so take the square root.",
        ),
        "cube-root": Mistake(
            lambda overhead, capacity: math.cbrt(overhead * capacity),
            "the cube root of o · C. At the best size x² = o · C, so take the square root: ** 0.5.",
        ),
        "work-alone": Mistake(
            lambda answer, overhead: answer - overhead,
            "the work alone of a pod of the right size. The question is the whole size, sidecar included.",
        ),
        "overhead-on-top": Mistake(
            lambda answer, overhead: answer + overhead,
            "the right size and one more sidecar. x includes the sidecar already.",
        ),
        "twice-the-size": Mistake(
            lambda answer: answer * 2,
            "twice the right size. Where the sum x/C + o/x is smallest, its two parts are equal: x/C = o/x, so"
            " x² = o · C.",
        ),
        "most-reached": Mistake(
            lambda: 7.0,
            "the size at which most is reached in this chapter's first picture. The question is where the guarantee is"
            " best; and the numbers here are others.",
        ),
        "about-one-core": Mistake(
            lambda: 1.0,
            "the best guarantee in this chapter's first picture. That's for a mean of mixed sizes, and for other"
            " numbers. Here x is the largest pod.",
        ),
        "share-reached": Mistake(
            lambda answer, overhead, capacity: rocks.guaranteed_efficiency(answer, overhead, capacity),
            "the useful share that the best size guarantees. The question is that size, in cores.",
        ),
        "millicores": Mistake(
            scaled(1000),
            "the right size in millicores. The answer is in cores.",
        ),
    },
    ingredients={
        "overhead": Ingredient("the sidecar's {overhead:g} core", in_text=0.1),
        "capacity": Ingredient("the node's {capacity:g} cores", in_text=16),
    },
    hints=(
        "Two losses pull in opposite directions: x/C grows with the size x, o/x falls.",
        "Multiply out (1 - x/C)(1 - o/x): what is lost is x/C + o/x, apart from a constant. Where is that sum"
        " smallest?",
        "It is smallest where both are equal: x/C = o/x. (In Python 9 ** 2 is 81, and 9 ** 0.5 is 3, the square root.)",
    ),
    is_deeper=True,
)
