"""What chapter 01's sliders ask: three small studies, each from plain values to plain numbers.

Vocabulary: the server is a measured m5.metal (96 vCPU); the machine of the regions is m5.large, 2 of its
vCPU, for one hour, at the PUE of the region. What it draws is `powered` in one of three ways: by CCF's
straight line for two vCPU of Skylake; by that and CCF's figure for 8 GB of memory; or as 2/96 of the measured
server.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.arrays import Values
from course_lib.estimate import Estimate, total
from course_lib.footprint.arguments import lift_inputs
from course_lib.footprint.embodied import embodied_share_g, server_embodied_kg
from course_lib.footprint.energy import energy_kwh, memory_kwh, provider_pue
from course_lib.footprint.fleet import Packed, pack_servers
from course_lib.footprint.grid import KINDS, ranking, region_g_per_kwh, region_pue
from course_lib.footprint.power import linear_power_w, measured_points, power_w, processor, vcpu_power_w
from course_lib.footprint.sci import break_even_g_per_kwh, carbon_g

SERVERS, UTILISATION = 10, 0.2
FEWEST = 2  # ten servers at 20%: two would be full
SERVER_GB, SERVER_CPUS, SERVER_VCPUS, MACHINE_VCPUS = 384, 2, 96, 2
MACHINE_SHARE = MACHINE_VCPUS / SERVER_VCPUS
CPU_ONLY, WITH_MEMORY, MEASURED_CURVE = POWERED = ("CPU coefficient", "CPU and memory coefficients", "measured curve")
UTILISATIONS = np.linspace(0, 1, 101)
EMPTIED = ("on", "off")


@dataclass(frozen=True)
class PowerStudy:
    """The power curve of a server, measured at some points, beside the straight line from idle to full.

    Attributes
    ----------
    utilisation : float
        Where both are read.
    points : dict of float to float
        Watts by utilisation, as measured.
    measured_w, straight_w : array of float
        Watts at each of `UTILISATIONS`; the first on straight lines from one measured point to the next.
    measured_here, straight_here : Estimate
        Watts at the utilisation.
    """

    utilisation: float
    points: dict[float, float]
    measured_w: Values
    straight_w: Values
    measured_here: Estimate
    straight_here: Estimate

    @property
    def off_by(self) -> float:
        """How far the straight line is off at this utilisation, as a share of what the curve says."""
        return self.straight_here.best / self.measured_here.best - 1

    @property
    def is_measured(self) -> bool:
        """Whether the curve's watts were measured just here."""
        return self.utilisation in self.points


def power_study(utilisation_percent: float) -> PowerStudy:
    """Read a server's power off its measured curve, and off a straight line.

    >>> study = power_study(50)
    >>> study.measured_here, study.straight_here, f"{study.off_by:.0%}"
    (677.8 W, 584.8 W, '-14%')
    """
    utilisation = utilisation_percent / 100
    points = measured_points()
    idle_w, max_w = points[0][1], points[-1][1]
    measured_here, straight_here = power_w(points, utilisation), linear_power_w(idle_w, max_w, utilisation)
    watts = {busy: each.best for busy, each in points}
    return PowerStudy(utilisation, watts, *power_curves(), measured_here, straight_here)


@lru_cache(maxsize=1)
def power_curves() -> tuple[Values, Values]:
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
    powered : str
        By which of `POWERED` the machine's power is told.
    operational_g : dict of str to Estimate
        By region, the least first.
    embodied_g : Estimate
        The same everywhere.
    place : dict of str to dict of str to int
        By kind and region: in the first, running emits least.
    crossing : Estimate
        The intensity below which hardware leads, at the PUE that CCF takes for all of AWS.
    """

    kind: str
    powered: str
    operational_g: dict[str, Estimate]
    embodied_g: Estimate
    place: dict[str, dict[str, int]]
    crossing: Estimate

    @property
    def hardware_leads(self) -> tuple[str, ...]:
        """The regions in which the share of the hardware exceeds what running emits."""
        return tuple(name for name, grams in self.operational_g.items() if grams.best < self.embodied_g.best)


@lru_cache(maxsize=256)
def region_study(kind: str, utilisation_percent: float, powered: str = CPU_ONLY) -> RegionStudy:
    """Set what running m5.large for an hour emits in each region beside its share of the hardware.

    >>> study = region_study("average", utilisation_percent=50)
    >>> study.embodied_g, study.hardware_leads
    (0.9577 g, ('eu-north-1', 'ca-central-1', 'sa-east-1', 'us-west-2'))
    >>> [study.place[kind]["eu-north-1"] for kind in ("average", "marginal")]
    [1, 8]
    >>> [round(region_study("average", 50, powered).crossing.best) for powered in POWERED]
    [172, 105, 60]
    """
    energy = machine_kwh(utilisation_percent / 100, powered)
    grams = {each: by_region_g(energy, each) for each in KINDS}
    places = {each: {region: 1 + place for place, region in enumerate(grams[each])} for each in KINDS}
    embodied = machine_embodied_g()
    crossing = break_even_g_per_kwh(embodied, energy, provider_pue("aws"))
    return RegionStudy(kind, powered, grams[kind], embodied, places, crossing)


def by_region_g(energy: Estimate, kind: str) -> dict[str, Estimate]:
    """Return what an energy emits in each region, the least first."""
    made = {region: carbon_g(energy, region_pue(region), region_g_per_kwh(region, kind)) for region in ranking(kind)}
    return dict(sorted(made.items(), key=lambda item: item[1].best))


def machine_kwh(utilisation: float, powered: str = CPU_ONLY) -> Estimate:
    """Return the energy of an hour of m5.large, without what the data centre adds.

    >>> [machine_kwh(0.5, powered) for powered in POWERED]
    [0.00491 kWh, 0.008046 kWh, 0.01412 kWh]
    """
    if powered == MEASURED_CURVE:
        server_w = power_w(measured_points(), utilisation)
        return energy_kwh(lift_inputs(share_w, "W", power_w=server_w, resource_share=MACHINE_SHARE), hours=1)
    cpu = energy_kwh(vcpu_power_w(MACHINE_VCPUS, *processor("skylake"), utilisation), hours=1)
    return cpu if powered == CPU_ONLY else total(cpu=cpu, memory=memory_kwh(SERVER_GB * MACHINE_SHARE, hours=1))


def share_w(power_w: float, resource_share: float) -> float:
    """Return the part of a server's power that falls on a share of it.

    >>> share_w(960, 2 / 96)
    20.0
    """
    return power_w * resource_share


def machine_embodied_g() -> Estimate:
    """Return the share of the server's manufacturing that falls on an hour of m5.large: 2 of 96 vCPU.

    >>> machine_embodied_g()
    0.9577 g
    """
    server = server_embodied_kg(SERVER_GB, cpus=SERVER_CPUS)
    return embodied_share_g(server, hours=1, resource_share=MACHINE_SHARE)
