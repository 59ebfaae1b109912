"""Few large pods or many small ones for the same work, if each of them carries something of its own.

Vocabulary: the `work` (24 cores, 48 GiB) is shared evenly by the pods; each has a `base` (0.25 GiB: a runtime, caches)
and a `sidecar` (0.1 cores, 0.02 GiB) besides. A node's CPU or its memory `binds`: that which is full first.

Small pods fill a node better and carry more; so the fewest nodes lie in between, and where, depends on both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from course_lib import require

HAIR = 1e-9  # below this a pod that is too large for a node is so by rounding only


@dataclass(frozen=True)
class Amount:
    """Cores and memory.

    Examples
    --------
    >>> Amount(1.0, 2.0) + 4 * Amount(0.1, 0.25)
    Amount(cores=1.4, gib=3.0)
    """

    cores: float
    gib: float

    def __post_init__(self) -> None:
        for name in ("cores", "gib"):
            value = getattr(self, name)
            require.that(require.number(name, value) >= 0, name, value, "be zero or more")

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.cores + other.cores, self.gib + other.gib)

    def __rmul__(self, times: float) -> Amount:
        return Amount(times * self.cores, times * self.gib)


@dataclass(frozen=True)
class Fleet:
    """The same work in a number of pods.

    Attributes
    ----------
    pods : int
        How many.
    pod, requested : Amount
        What one pod requests, and all of them.
    per_node : int
        Pods that fit on one node; 0 where not even one does.
    binds : str
        "CPU" or "memory": what of a node is full first.
    """

    pods: int
    pod: Amount
    requested: Amount
    per_node: int
    binds: str

    @property
    def nodes(self) -> float:
        """Nodes that the pods fill, the last perhaps in part; infinite where a pod fits on none."""
        return math.ceil(self.pods / self.per_node) if self.per_node else math.inf


def fleet(work: Amount, node: Amount, pods: int, *, each: Amount) -> Fleet:
    """Return what so many pods request for the work, and how they fit on nodes.

    Parameters
    ----------
    work : Amount
        Of all pods together.
    node : Amount
        What a node can allocate; both above zero.
    pods : int
        How many share the work.
    each : Amount
        What every pod carries besides: base and sidecar.

    Raises
    ------
    ValueError
        If an argument breaks its rule, or there is neither work nor anything that a pod carries.

    Examples
    --------
    >>> found = fleet(Amount(24, 48), Amount(16, 64), 12, each=Amount(0.1, 0.25))
    >>> found.pod, found.per_node, found.nodes, found.binds
    (Amount(cores=2.1, gib=4.25), 7, 2, 'CPU')
    """
    number = require.whole("pods", pods, at_least=1)
    for name, amount in (("work", work), ("node", node), ("each", each)):
        require.that(isinstance(amount, Amount), name, amount, "be an Amount: Amount(cores=16, gib=64) makes one")
    require.that(min(node.cores, node.gib) > 0, "node", node, "have both CPU and memory")
    pod = (1 / number) * work + each
    require.that(max(pod.cores, pod.gib) > 0, "work", work, "hold something, if nothing is carried besides")
    fills = pod.cores / node.cores, pod.gib / node.gib
    binds = "CPU" if fills[0] >= fills[1] else "memory"
    return Fleet(number, pod, work + number * each, math.floor((1 + HAIR) / max(fills)), binds)


def fewest_nodes(fleets: list[Fleet]) -> list[Fleet]:
    """Return those of the fleets that need the fewest nodes, in their order; none where no pod fits anywhere.

    >>> work, node = Amount(24, 48), Amount(16, 64)
    >>> tried = [fleet(work, node, pods, each=Amount(0.1, 0.25)) for pods in range(2, 120)]
    >>> best = fewest_nodes(tried)
    >>> best[0].pods, best[-1].pods, best[0].nodes
    (2, 80, 2)
    """
    are_fleets = isinstance(fleets, list | tuple) and all(isinstance(each, Fleet) for each in fleets)
    require.that(are_fleets, "fleets", fleets, "be a list of Fleets")
    least = min((each.nodes for each in fleets), default=math.inf)
    return [each for each in fleets if each.nodes == least < math.inf]
