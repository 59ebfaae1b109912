"""Rocks in boxes: one-dimensional bin packing.

Vocabulary
----------
size       4, or 0.25 of a node: what one rock (a pod) takes
capacity   10, or 1.0 node: what one box holds, in the unit of the sizes
box        [4, 4, 2]: a "bin" of the literature, a node of a cluster
room       3: what is left of a box's capacity
rule       "first_fit_decreasing": which box takes the next size, and in which order sizes come
packing    [[8, 2], [4, 4, 1, 1]]: the boxes in the order opened
overhead   0.00625 (0.1 core of 16): the part of every size that is not useful work
"""

from course_lib.rocks.bounds import lower_bound, most_boxes
from course_lib.rocks.instances import mixed, triplets, uniform
from course_lib.rocks.kernels import warm
from course_lib.rocks.optimum import Optimum, optimal
from course_lib.rocks.overhead import (
    best_guaranteed_size,
    guaranteed_efficiency,
    overhead_share,
    reached_efficiency,
)
from course_lib.rocks.packing import RULES, Packing, pack
from course_lib.rocks.textbook import (
    best_fit,
    best_fit_decreasing,
    first_fit,
    first_fit_decreasing,
    next_fit,
    next_fit_decreasing,
    worst_fit,
    worst_fit_decreasing,
)

__all__ = [
    "RULES",
    "Optimum",
    "Packing",
    "best_fit",
    "best_fit_decreasing",
    "best_guaranteed_size",
    "first_fit",
    "first_fit_decreasing",
    "guaranteed_efficiency",
    "lower_bound",
    "mixed",
    "most_boxes",
    "next_fit",
    "next_fit_decreasing",
    "optimal",
    "overhead_share",
    "pack",
    "reached_efficiency",
    "triplets",
    "uniform",
    "warm",
    "worst_fit",
    "worst_fit_decreasing",
]
