"""Ten servers' work packed onto fewer, and the power that this saves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from course_lib.estimate import Estimate
from course_lib.footprint.fleet import Packed, pack_servers
from course_lib.footprint.power import measured_points

SERVERS, UTILISATION = 10, 0.2
FEWEST = 2  # ten servers at 20%: two would be full
EMPTIED = ("on", "off")


@dataclass(frozen=True)
class PackingStudy:
    """Ten servers at 20% packed onto fewer: each possible number, and one of them, with the emptied on or off."""

    onto: int
    emptied: str
    packed: dict[int, Packed]

    @property
    def here(self) -> Packed:
        """The fleet packed onto this many."""
        return self.packed[self.onto]

    @property
    def after_w(self) -> Estimate:
        """Power of all ten after packing."""
        return {"on": self.here.on_w, "off": self.here.off_w}[self.emptied]

    @property
    def saved(self) -> Estimate:
        """The share of the power that is saved."""
        return {"on": self.here.saved_on, "off": self.here.saved_off}[self.emptied]


def packing_study(onto: float, emptied: str = "on") -> PackingStudy:
    """Pack ten servers at 20% onto some of them; the emptied stay "on", or are switched "off".

    >>> [f"{packing_study(3, emptied).saved.best:.0%} with the emptied {emptied}" for emptied in EMPTIED]
    ['10% with the emptied on', '45% with the emptied off']
    """
    return PackingStudy(int(onto), emptied, packings())


@lru_cache(maxsize=1)
def packings() -> dict[int, Packed]:
    """Return ten servers at 20% packed onto each possible number of them."""
    points = measured_points()
    return {onto: pack_servers(points, SERVERS, UTILISATION, onto) for onto in range(FEWEST, SERVERS + 1)}
