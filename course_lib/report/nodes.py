"""Pods on nodes: a node is a box, as high as its CPU and as wide as its memory, beside the largest of them.

Each pod takes some of both, so pods stand corner to corner like stairs; where the stairs reach the top CPU is used up,
at the right edge memory.

Vocabulary: a node's `column` (0) is its place in the picture; amounts are drawn as shares of the `largest` node's
(3,920 millicores, 13 GiB).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch

from course_lib import require, theme
from course_lib.arrays import Values, Whole
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.inventory import NO_MACHINE
from course_lib.cluster.placing import Placement
from course_lib.framework.html import Still
from course_lib.framework.picture import BESIDE, Canvas, add_legend, blocks, fill
from course_lib.plural import counted

BOX = 0.86  # width of the largest node, in columns
GIB = 2**30


class Stairs(NamedTuple):
    """Pods on some nodes: the column of each, and where it begins and ends, as shares of CPU and memory."""

    column: Whole
    starts: Values
    ends: Values


class Boxes:
    """A row of nodes: pods like stairs over what they request together."""

    def __init__(self, axes: Axes, columns: int, largest: Whole) -> None:
        self.largest = largest
        axes.set(xlim=(-0.1, columns), ylim=(0, 1), xticks=[])
        axes.set_yticks([0, 1], labels=["0", f"{largest[0] / 1000:g}"])
        axes.set_ylabel("CPU (cores)")
        axes.spines[:].set_visible(False)  # or the gaps between the nodes would look like nodes
        self.free = blocks(axes, theme.FREE, "free")
        self.requested = blocks(axes, theme.REQUESTED, "requested, in all")
        self.pods = blocks(axes, theme.WORK, "pod by pod")
        self.artists = [self.free, self.requested, self.pods]

    def fill(self, placement: Placement, nodes: Whole) -> Stairs:
        """Draw some nodes of a placement, and return the pods on them."""
        columns = np.arange(len(nodes), dtype=float)
        for shapes, amounts in ((self.free, placement.allocatable), (self.requested, placement.used)):
            cpu, memory = (amounts[nodes] / self.largest).T
            fill(shapes, columns, 0, BOX * memory, cpu)
        stairs = stairs_on(placement, nodes, self.largest)
        place_stairs(self.pods, stairs.column, stairs.starts, stairs.ends)
        return stairs


def stairs_on(placement: Placement, nodes: Whole, largest: Whole) -> Stairs:
    """Return the pods on some nodes, in the order placed.

    >>> from course_lib.cluster.placing import place
    >>> placement = place([(1960, 0), (980, 0)], [(3920, 1)], "best_fit")
    >>> stairs = stairs_on(placement, np.array([0]), np.array([3920, 1]))
    >>> stairs.starts[:, 0].tolist(), stairs.ends[:, 0].tolist()
    ([0.0, 0.5], [0.5, 0.75])
    """
    column = np.full(len(placement.allocatable) + 1, -1)  # the last entry is for pods that wait: node -1
    column[nodes] = np.arange(len(nodes))
    shown = np.flatnonzero(column[placement.node_of] >= 0)
    column, shares = column[placement.node_of[shown]], placement.requests[shown] / largest
    starts, reached = np.empty_like(shares), np.zeros((len(nodes), 2))
    for index, at in enumerate(column.tolist()):
        starts[index] = reached[at]
        reached[at] += shares[index]
    return Stairs(column, starts, starts + shares)


def place_stairs(shapes: PathPatch, column: Whole, starts: Values, ends: Values) -> None:
    """Place rectangles from one corner to the other, in columns of nodes."""
    height, width = (ends - starts).T
    fill(shapes, column + BOX * starts[:, 1], starts[:, 0], BOX * width, height)


def nodes_still(cluster: Cluster, at_most: int = 12) -> Still:
    """Draw a cluster's nodes with their pods, each as large as it is; evenly chosen where there are more than so many.

    Virtual nodes are left out: beside what they say that they have no machine could be seen.

    Raises
    ------
    ValueError
        If the cluster has no node that is a machine, or none is to be drawn.
    """
    machines, at_most = np.flatnonzero(cluster.closed != NO_MACHINE), require.whole("at_most", at_most, at_least=1)
    count = len(machines)
    require.that(count > 0, "nodes", count, "be one at least that is a machine")
    placement = Placement(cluster.requests, cluster.allocatable, cluster.node_of, rule="as they are")
    nodes = machines[np.linspace(0, count - 1, min(count, at_most)).round().astype(np.int64)]
    largest = np.maximum(cluster.allocatable[nodes].max(axis=0), 1)
    canvas = Canvas(height_in=2.6)
    axes = canvas.figure.subplots()
    Boxes(axes, len(nodes), largest).fill(placement, nodes)
    axes.set_xlabel(f"{len(nodes)} of {counted(count, 'node')}; the widest has {largest[1] / GIB:,.4g} GiB of memory")
    add_legend(axes, BESIDE)
    canvas.freeze()
    return Still(canvas.png(), "; ".join(_in_words(placement, int(node)) for node in nodes))


def _in_words(placement: Placement, node: int) -> str:
    cpu, memory = placement.used[node] / np.maximum(placement.allocatable[node], 1)
    return f"node {node + 1}: {cpu:.0%} of the CPU and {memory:.0%} of the memory requested"
