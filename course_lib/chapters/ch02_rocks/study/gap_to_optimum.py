"""Rules beside the true optimum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from course_lib.arrays import Whole
from course_lib.rocks.bounds import lower_bound
from course_lib.rocks.instances import triplets, uniform
from course_lib.rocks.optimum import Optimum, optimal
from course_lib.rocks.packing import pack


@dataclass(frozen=True)
class GapStudy:
    """Boxes needed by rule for one list of sizes, beside the bounds and the true optimum."""

    kind: str
    sizes: Whole
    boxes: dict[str, int]
    optimum: Optimum


GAP_RULES = ("next_fit", "first_fit", "first_fit_decreasing", "best_fit_decreasing")


@lru_cache(maxsize=256)
def gap_study(kind: str, rocks: float, seed: float) -> GapStudy:
    """Pack one list with four rules, and prove how few boxes would do.

    >>> study = gap_study("triplets", rocks=60, seed=1)
    >>> study.boxes["L2 bound"], study.optimum.is_proven
    (20, True)
    """
    # Uniform sizes on a coarse grid, Falkenauer's divided by five: the exact search answers at once. On a busy machine
    # it may take longer, but what is shown mustn't depend on that.
    draws = {"uniform": lambda: (uniform(int(rocks), 4, 20, int(seed)), 30),
             "triplets": lambda: (triplets(int(rocks), 1000, int(seed)), 1000)}  # fmt: skip
    sizes, capacity = draws[kind]()
    boxes = {"L1 bound": lower_bound(sizes, capacity, "L1"), "L2 bound": lower_bound(sizes, capacity, "L2")}
    optimum = optimal(sizes, capacity)
    boxes["optimum"] = len(optimum.packing)
    return GapStudy(kind, sizes, boxes | {rule: len(pack(sizes, capacity, rule)) for rule in GAP_RULES}, optimum)
