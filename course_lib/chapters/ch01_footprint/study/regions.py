"""An hour of a server in ten regions: grams for running it, and for its hardware."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from course_lib.estimate import Estimate, total
from course_lib.footprint.arguments import lift_inputs
from course_lib.footprint.embodied import embodied_share_g, server_embodied_kg
from course_lib.footprint.energy import energy_kwh, memory_kwh, provider_pue
from course_lib.footprint.grid import KINDS, ranking, region_g_per_kwh, region_pue
from course_lib.footprint.power import measured_points, power_w, processor, vcpu_power_w
from course_lib.footprint.sci import break_even_g_per_kwh, carbon_g

SERVER_GB, SERVER_CPUS, SERVER_VCPUS, MACHINE_VCPUS = 384, 2, 96, 2
MACHINE_SHARE = MACHINE_VCPUS / SERVER_VCPUS
CPU_ONLY, WITH_MEMORY, MEASURED_CURVE = POWERED = ("CPU coefficient", "CPU and memory coefficients", "measured curve")


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
def region_study(kind: str, utilisation_percent: float = 50, powered: str = CPU_ONLY) -> RegionStudy:
    """Set what running m5.large for an hour emits in each region beside its share of the hardware.

    >>> study = region_study("average")
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
