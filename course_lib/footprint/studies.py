"""What chapter 01's sliders ask: three small studies, each from plain values to plain numbers.

Vocabulary: the server is a measured m5.metal (96 vCPU); the machine of the regions is m5.large, 2 of its
vCPU, for one hour: CPU only, on CCF's straight line for Skylake, at the PUE of the region.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.estimate import Estimate
from course_lib.footprint.embodied import embodied_share_g, server_embodied_kg
from course_lib.footprint.energy import energy_kwh, provider_pue
from course_lib.footprint.fleet import Packed, pack_servers
from course_lib.footprint.grid import KINDS, ranking, region_g_per_kwh, region_pue
from course_lib.footprint.power import linear_power_w, measured_points, power_w, processor, vcpu_power_w
from course_lib.footprint.sci import break_even_g_per_kwh, carbon_g

SERVERS, UTILISATION = 10, 0.2
FEWEST = 2  # ten servers at 20%: two would be full
SERVER_GB, SERVER_CPUS, SERVER_VCPUS, MACHINE_VCPUS = 384, 2, 96, 2
UTILISATIONS = np.linspace(0, 1, 101)
EMPTIED = ("on", "off")


@dataclass(frozen=True)
class PowerStudy:
    """The measured power curve of a server beside the straight line from idle to full, and one utilisation."""

    utilisation: float
    measured_w: NDArray[np.float64]
    straight_w: NDArray[np.float64]
    measured_here: Estimate
    straight_here: Estimate

    @property
    def off_by(self) -> float:
        """How far the straight line is off at this utilisation, as a share of what was measured."""
        return self.straight_here.best / self.measured_here.best - 1


def power_study(utilisation_percent: float) -> PowerStudy:
    """Read a server's power off its measured curve, and off a straight line.

    >>> study = power_study(50)
    >>> study.measured_here, study.straight_here, f"{study.off_by:.0%}"
    (677.8 W, 584.8 W, '-14%')
    """
    utilisation = utilisation_percent / 100
    measured, straight = power_curves()
    points = measured_points()
    idle_w, max_w = points[0][1], points[-1][1]
    straight_here = linear_power_w(idle_w, max_w, utilisation)
    return PowerStudy(utilisation, measured, straight, power_w(points, utilisation), straight_here)


@lru_cache(maxsize=1)
def power_curves() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return measured and straight-line watts at each of `UTILISATIONS`."""
    busy, watts = zip(*((point, each.best) for point, each in measured_points()), strict=True)
    return np.interp(UTILISATIONS, busy, watts), np.interp(UTILISATIONS, [0, 1], [watts[0], watts[-1]])


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


@dataclass(frozen=True)
class RegionStudy:
    """What an hour of a virtual machine emits in each region: by running, and by its share of the hardware.

    Attributes
    ----------
    kind : str
        Of intensity, average or marginal.
    operational_g : dict of str to Estimate
        By region, the least first.
    embodied_g : Estimate
        The same everywhere.
    intensity_rank : dict of str to dict of str to int
        By kind and region: 1 has the least intensity.
    crossing : Estimate
        The intensity below which hardware leads, at the PUE that CCF takes for all of AWS.
    """

    kind: str
    operational_g: dict[str, Estimate]
    embodied_g: Estimate
    intensity_rank: dict[str, dict[str, int]]
    crossing: Estimate

    @property
    def hardware_leads(self) -> tuple[str, ...]:
        """The regions in which the share of the hardware exceeds what running emits."""
        return tuple(name for name, grams in self.operational_g.items() if grams.best < self.embodied_g.best)


@lru_cache(maxsize=256)
def region_study(kind: str, utilisation_percent: float) -> RegionStudy:
    """Set what running m5.large for an hour emits in each region beside its share of the hardware.

    >>> study = region_study("average", utilisation_percent=50)
    >>> study.embodied_g, study.hardware_leads
    (0.9577 g, ('eu-north-1', 'ca-central-1', 'sa-east-1', 'us-west-2'))
    >>> [study.intensity_rank[kind]["eu-north-1"] for kind in ("average", "marginal")]
    [1, 9]
    """
    energy = machine_kwh(utilisation_percent / 100)
    operational = {
        region: carbon_g(energy, region_pue(region), region_g_per_kwh(region, kind)) for region in ranking(kind)
    }
    by_grams = dict(sorted(operational.items(), key=lambda item: item[1].best))
    ranks = {each: {region: 1 + place for place, region in enumerate(ranking(each))} for each in KINDS}
    embodied = machine_embodied_g()
    crossing = break_even_g_per_kwh(embodied, energy, provider_pue("aws"))
    return RegionStudy(kind, by_grams, embodied, ranks, crossing)


def machine_kwh(utilisation: float) -> Estimate:
    """Return the energy of an hour of m5.large, CPU only, without what the data centre adds.

    >>> machine_kwh(0.5)
    0.00491 kWh
    """
    return energy_kwh(vcpu_power_w(MACHINE_VCPUS, *processor("skylake"), utilisation), hours=1)


def machine_embodied_g() -> Estimate:
    """Return the share of the server's manufacturing that falls on an hour of m5.large: 2 of 96 vCPU.

    >>> machine_embodied_g()
    0.9577 g
    """
    server = server_embodied_kg(SERVER_GB, cpus=SERVER_CPUS)
    return embodied_share_g(server, hours=1, resource_share=MACHINE_VCPUS / SERVER_VCPUS)
