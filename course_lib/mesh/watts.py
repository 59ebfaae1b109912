"""The same servers packed onto fewer, seen three ways: by the pods' watts, the nodes' watts, and the nodes' once off.

Vocabulary: a tool that gives pods no idle power shares out the `active` watts only, what a node takes above idle. Pods'
watts then fall where the nodes' hardly do, and don't show it when emptied nodes are switched off.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.estimate import Estimate, Input, lift
from course_lib.footprint import measured_points, pack_servers


@dataclass(frozen=True)
class Seen:
    """Which share of the watts seems saved, by what is looked at.

    Attributes
    ----------
    pods : Estimate
        Active watts alone.
    nodes_on, nodes_off : Estimate
        All watts, with the emptied nodes on, and switched off.
    """

    pods: Estimate
    nodes_on: Estimate
    nodes_off: Estimate


def watts_seen(servers: int, utilisation: Input, onto: int) -> Seen:
    """Return what packing saves by each way to look at it, on the measured curve.

    Examples
    --------
    >>> seen = watts_seen(10, 0.2, onto=3)
    >>> [f"{each.best:.0%}" for each in (seen.pods, seen.nodes_on, seen.nodes_off)]
    ['20%', '10%', '45%']
    """
    points = measured_points()
    packed, idle_w = pack_servers(points, servers, utilisation, onto), servers * points[0][1].best
    require.that(packed.before_w.low > idle_w, "utilisation", utilisation, "be positive")
    inputs = {"before_w": packed.before_w, "on_w": packed.on_w}
    pods = lift(lambda before_w, on_w: 1 - (on_w - idle_w) / (before_w - idle_w), "share", inputs,
                source=f"active watts of {servers} servers packed onto {onto}")  # fmt: skip
    return Seen(pods, packed.saved_on, packed.saved_off)
