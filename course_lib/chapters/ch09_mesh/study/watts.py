"""Chapter 01's ten servers packed onto fewer: the saving by pods' watts, and by nodes' watts."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.footprint import measured_points, pack_servers
from course_lib.mesh import Seen, watts_seen

SERVERS = 10
FEWEST, BUSIEST = 3, 0.3  # ten servers at 30% just fit onto three


@dataclass(frozen=True)
class WattsStudy:
    """Ten servers, packed.

    Attributes
    ----------
    utilisation : float
        Of each of them before.
    onto : int
        How many have work after.
    idle_w : tuple of float
        What servers take that do nothing: before; packed, with the emptied on; with the emptied off.
    active_w : tuple of float
        What they take above that.
    seen : Seen
        Which share of the watts seems saved, by what is looked at.
    """

    utilisation: float
    onto: int
    idle_w: tuple[float, ...]
    active_w: tuple[float, ...]
    seen: Seen

    @property
    def busy(self) -> float:
        """How busy those are that have work after."""
        return self.utilisation * SERVERS / self.onto


def watts_study(utilisation_percent: float, onto: float) -> WattsStudy:
    """Pack ten servers onto some of them.

    >>> seen = watts_study(20, 3).seen
    >>> [f"{each.best:.0%}" for each in (seen.pods, seen.nodes_on, seen.nodes_off)]
    ['20%', '10%', '45%']
    """
    share, left = utilisation_percent / 100, int(onto)
    points = measured_points()
    packed = pack_servers(points, SERVERS, share, left)
    running = (SERVERS, SERVERS, left)
    idle_w = tuple(points[0][1].best * each for each in running)
    watts = (packed.before_w.best, packed.on_w.best, packed.off_w.best)
    active_w = tuple(all_w - idle for all_w, idle in zip(watts, idle_w, strict=True))
    return WattsStudy(share, left, idle_w, active_w, watts_seen(SERVERS, share, left))
