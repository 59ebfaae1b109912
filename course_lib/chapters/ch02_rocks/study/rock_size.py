"""The useful share of the cores by the size of pods that carry a sidecar each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.estimate import Estimate
from course_lib.rocks.instances import mixed
from course_lib.rocks.overhead import guaranteed_efficiency, reached_efficiency
from course_lib.rocks.packing import Packing, pack

NODE_CORES = 16.0
MEAN_SIZES_CORES = np.round(np.arange(0.2, 8.05, 0.1), 1)  # every stop of the slider, so that its dot lies on the curve
NODES = 200  # enough for a curve without jitter, few enough for a slider


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
