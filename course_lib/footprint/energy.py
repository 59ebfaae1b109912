"""Energy: of a power over time, of memory, of traffic, and what the data centre adds.

Vocabulary: `energy_kwh` (0.00491: 4.91 W for an hour), `memory_gb` (8), `traffic_gb` (100, between data
centres), `pue` (1.135: what the data centre draws for each kilowatt hour its machines take).
"""

from __future__ import annotations

from course_lib import require, tables
from course_lib.estimate import Estimate, Input
from course_lib.footprint import textbook
from course_lib.footprint.arguments import lift_inputs

PROVIDERS = ("aws", "gcp", "azure")


def energy_kwh(power_w: Input, hours: Input) -> Estimate:
    """Return the energy that a power takes in a time.

    >>> energy_kwh(4.91, hours=24)
    0.1178 kWh
    """
    return lift_inputs(textbook.energy_kwh, "kWh", power_w=power_w, hours=hours)


def memory_kwh(memory_gb: Input, hours: Input, kwh_per_gb_hour: Input | None = None) -> Estimate:
    """Return the energy that memory takes, whatever it holds.

    Parameters
    ----------
    memory_gb, hours : number or range
        How much is provisioned, and for how long.
    kwh_per_gb_hour : number or range, optional
        By default Cloud Carbon Footprint's 0.000392.

    Examples
    --------
    >>> memory_kwh(8, hours=1)
    0.003136 kWh
    """
    per_hour = tables.figure("energy", "memory").estimate if kwh_per_gb_hour is None else kwh_per_gb_hour
    return lift_inputs(textbook.memory_kwh, "kWh", memory_gb=memory_gb, hours=hours, kwh_per_gb_hour=per_hour)


def network_kwh(traffic_gb: Input, kwh_per_gb: Input | None = None) -> Estimate:
    """Return the energy that traffic between data centres takes, by default 0.001 kWh a GB.

    >>> network_kwh(100)
    0.1 kWh
    """
    per_gb = tables.figure("energy", "network").estimate if kwh_per_gb is None else kwh_per_gb
    return lift_inputs(textbook.network_kwh, "kWh", traffic_gb=traffic_gb, kwh_per_gb=per_gb)


def facility_kwh(energy_kwh: Input, pue: Input) -> Estimate:
    """Return what the data centre draws for what its machines take: cooling and losses on top.

    >>> facility_kwh(10, pue=provider_pue("aws"))
    11.35 kWh
    """
    return lift_inputs(textbook.facility_kwh, "kWh", energy_kwh=energy_kwh, pue=pue)


def provider_pue(provider: str) -> Estimate:
    """Return a provider's PUE, one figure for all its regions; `region_pue` has AWS's region by region.

    >>> [provider_pue(provider) for provider in PROVIDERS]
    [1.135 ratio, 1.1 ratio, 1.185 ratio]
    """
    return tables.figure("energy", f"pue_{require.one_of('provider', provider, PROVIDERS)}").estimate
