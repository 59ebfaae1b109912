"""What chapter 02's sliders ask: four small studies, each from plain values to plain numbers.

Vocabulary: a node of 16 cores is the box, a pod the rock, its sidecar (100 millicores) the overhead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib import require
from course_lib.arrays import Values, Whole
from course_lib.estimate import Estimate
from course_lib.rocks.bounds import lower_bound
from course_lib.rocks.instances import mixed, triplets, uniform
from course_lib.rocks.optimum import Optimum, optimal
from course_lib.rocks.overhead import guaranteed_efficiency, reached_efficiency
from course_lib.rocks.packing import DECREASING, Packing, pack, placing_order

NODE_CORES = 16.0
MEAN_SIZES_CORES = np.round(np.arange(0.2, 8.05, 0.1), 1)  # every stop of the slider, so that its dot lies on the curve
NODES = 200  # enough for a curve without jitter, few enough for a slider
FALLING = 40  # rocks: as many boxes at most, and each still wide enough to see
FEWEST_LOOKS_N, MOST_LOOKS_N = 10, 100_000


@dataclass(frozen=True)
class SizeStudy:
    """Useful share of the paid cores, guaranteed and reached, by mean pod size; and one size drawn."""

    size_cores: float
    overhead_cores: float
    guaranteed: Values
    reached: Values
    guaranteed_here: float
    reached_here: float
    packing: Packing

    @property
    def best_reached_cores(self) -> float:
        """The mean size at which most was reached."""
        return float(MEAN_SIZES_CORES[self.reached.argmax()])

    @property
    def best_guaranteed_cores(self) -> float:
        """The mean size with the best guarantee."""
        return float(MEAN_SIZES_CORES[self.guaranteed.argmax()])


def size_study(size_cores: float, overhead_millicores: float, spread_percent: float) -> SizeStudy:
    """Pack pods of one mean size, and of all others beside it, into nodes of 16 cores.

    >>> study = size_study(size_cores=4.0, overhead_millicores=100, spread_percent=100)
    >>> round(study.guaranteed_here, 2), round(study.reached_here, 2)
    (0.49, 0.97)
    """
    overhead, spread = overhead_millicores / 1000, spread_percent / 100
    guaranteed, reached = size_curves(overhead, spread)
    sizes = pods(size_cores, overhead, spread)
    return SizeStudy(
        size_cores,
        overhead,
        guaranteed,
        reached,
        guarantee(size_cores, overhead, spread),
        reached_efficiency(sizes, overhead, NODE_CORES),
        pack(sizes, NODE_CORES),
    )


@lru_cache(maxsize=64)
def size_curves(overhead: float, spread: float) -> tuple[Values, Values]:
    """Return the guaranteed and the reached efficiency at each of `MEAN_SIZES_CORES`."""
    guaranteed = [guarantee(size, overhead, spread) for size in MEAN_SIZES_CORES]
    reached = [reached_efficiency(pods(size, overhead, spread), overhead, NODE_CORES) for size in MEAN_SIZES_CORES]
    return np.array(guaranteed), np.array(reached)


def pods(size_cores: float, overhead: float, spread: float) -> Values:
    """Return about 200 nodes' worth of pods of one mean size, in cores."""
    return mixed(round(NODES * NODE_CORES / size_cores), size_cores, overhead, spread, seed=1)


def guarantee(size_cores: float, overhead: float, spread: float) -> float:
    """Return the guaranteed efficiency of pods whose largest is `spread` above the mean."""
    largest = size_cores + spread * (size_cores - overhead)
    return guaranteed_efficiency(size_cores, overhead, NODE_CORES, largest=largest)


def useful_shares(mean_pod_cores: float) -> Estimate:
    """Return the useful share of the cores at a mean pod size; the range is from half of it to twice.

    With sidecars of 100 millicores, widely mixed sizes and 16-core nodes; to three digits.

    Raise a ValueError if the mean is not between 0.4 and 4 cores.

    >>> useful_shares(2.0)
    0.945 share (0.897 to 0.971)
    """
    require.between("mean_pod_cores", mean_pod_cores, 0.4, 4.0)
    sizes = (mean_pod_cores / 2, mean_pod_cores, 2 * mean_pod_cores)
    best = round(size_study(mean_pod_cores, 100, 100).reached_here, 3)
    shares = [round(size_study(size, 100, 100).reached_here, 3) for size in sizes]
    source = f"first fit decreasing, pods of {mean_pod_cores} cores, {NODE_CORES:g}-core nodes"
    return Estimate(best=best, low=min(shares), high=max(shares), unit="share", source=source)


@dataclass(frozen=True)
class FallStudy:
    """The first `placed` rocks of a packing, in the order in which they fall."""

    packing: Packing
    placed: int
    order: Whole

    @property
    def so_far(self) -> Packing:
        """The packing as it is after the rocks placed so far."""
        fallen = self.order[: self.placed]
        return Packing(
            self.packing.sizes[fallen], self.packing.capacity, self.packing.box_of[fallen], self.packing.rule
        )


def fall_study(rule: str, mean_size: float, spread_percent: float, placed: float) -> FallStudy:
    """Let 40 rocks fall one by one into boxes of 100, by a rule.

    >>> fall_study("next_fit", mean_size=30, spread_percent=50, placed=40).packing
    Packing(next_fit: 40 sizes in 14 boxes of 100, 84.1% useful)
    """
    sizes = np.maximum(1, mixed(FALLING, mean_size, 0.0, spread_percent / 100, seed=3).round())
    packing = pack(sizes, 100, rule)
    return FallStudy(packing, int(placed), placing_order(sizes, rule))


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
    # Uniform sizes on a coarse grid, Falkenauer's divided by five: the exact search answers at once.
    draws = {"uniform": lambda: (uniform(int(rocks), 4, 20, int(seed)), 30),
             "triplets": lambda: (triplets(int(rocks), 1000, int(seed)), 1000)}  # fmt: skip
    sizes, capacity = draws[kind]()
    boxes = {"L1 bound": lower_bound(sizes, capacity, "L1"), "L2 bound": lower_bound(sizes, capacity, "L2")}
    optimum = optimal(sizes, capacity, time_limit_s=5.0)
    boxes["optimum"] = len(optimum.packing)
    return GapStudy(kind, sizes, boxes | {rule: len(pack(sizes, capacity, rule)) for rule in GAP_RULES}, optimum)


@dataclass(frozen=True)
class CostStudy:
    """How many boxes a rule looks at in all: rock by rock in a loop, and down a tree over the boxes."""

    rule: str
    n: Whole
    loop: Whole
    tree: Whole
    here: int


def cost_study(rule: str, power: float) -> CostStudy:
    """Count looks for 10 to 100,000 rocks; `power` is the power of ten at which to read them off.

    >>> study = cost_study("first_fit_decreasing", power=3.0)
    >>> int(study.n[study.here]), int(study.loop[study.here] // study.tree[study.here])
    (1000, 24)
    """
    n, loop, tree = cost_curves(rule)
    return CostStudy(rule, n, loop, tree, int(np.abs(np.log10(n) - power).argmin()))


@lru_cache(maxsize=8)
def cost_curves(rule: str) -> tuple[Whole, Whole, Whole]:
    """Return rocks, looks of the loop and looks of a tree for 17 lengths."""
    lengths = np.round(np.geomspace(FEWEST_LOOKS_N, MOST_LOOKS_N, 17)).astype(np.int64)
    looks = np.array([looks_needed(uniform(int(n), seed=1), rule) for n in lengths])
    return lengths, looks[:, 0], looks[:, 1]


def looks_needed(sizes: Whole, rule: str) -> tuple[int, int]:
    """Return the boxes looked at in all: by the textbook loop, and down a balanced tree.

    Next fit looks at one box, first fit stops at the box that takes the rock, best and worst fit look at
    every open one. A tree over the rooms needs one look a level, whatever the rule.
    """
    packing = pack(sizes, 150, rule)
    box_of = packing.box_of[placing_order(sizes.astype(np.float64), rule)]
    open_before = np.maximum.accumulate(np.concatenate([[-1], box_of[:-1]])) + 1
    stops_at = {"next_fit": np.ones_like(box_of), "first_fit": box_of + 1}
    at_most = stops_at.get(rule.removesuffix(DECREASING), open_before)
    levels = np.ceil(np.log2(np.maximum(open_before, 1))) + 1
    return int(np.minimum(open_before, at_most).sum()), int(levels.sum())
