"""Footprint: from a server's power to energy, carbon and money, and to carbon per unit of work.

Vocabulary
----------
power_w              677.8: what a server takes at a utilisation, idle power included
energy_kwh           0.00491: a power over a time
pue                  1.135: what the data centre draws for each kilowatt hour its machines take
intensity_g_per_kwh  418 on the average of a grid, 557 at its margin: what a kilowatt hour emits
carbon_g             2.11: CO₂-equivalent of running for an hour
embodied_g           0.958: the share of the hardware's manufacturing that falls on the same hour
functional_units     3,600,000 requests: what the software is for; SCI is carbon per unit
estimate             2.11 g (1.9 to 2.4): a value, its interval, and where it comes from

Every argument may be a value, a (low, best, high), or an estimate; every result is an estimate. The same
formulas on plain numbers, to read and rewrite, are in `course_lib.footprint.textbook`.
"""

from course_lib.footprint.embodied import embodied_share_g, memory_embodied_kg, server_embodied_kg
from course_lib.footprint.energy import (
    PROVIDERS,
    energy_kwh,
    facility_kwh,
    memory_kwh,
    network_kwh,
    provider_pue,
)
from course_lib.footprint.fleet import Packed, pack_servers, servers_needed
from course_lib.footprint.grid import (
    COUNTRIES,
    KINDS,
    REGIONS,
    country_g_per_kwh,
    intensity_range,
    newest_year,
    ranking,
    region_g_per_kwh,
    region_place,
    region_pue,
)
from course_lib.footprint.money import node_cost
from course_lib.footprint.power import (
    MEASURED,
    PROCESSORS,
    linear_power_w,
    measured_points,
    power_w,
    processor,
    vcpu_power_w,
)
from course_lib.footprint.sci import break_even_g_per_kwh, carbon_g, sci_g

__all__ = [
    "COUNTRIES",
    "KINDS",
    "MEASURED",
    "PROCESSORS",
    "PROVIDERS",
    "REGIONS",
    "Packed",
    "break_even_g_per_kwh",
    "carbon_g",
    "country_g_per_kwh",
    "embodied_share_g",
    "energy_kwh",
    "facility_kwh",
    "intensity_range",
    "linear_power_w",
    "measured_points",
    "memory_embodied_kg",
    "memory_kwh",
    "network_kwh",
    "newest_year",
    "node_cost",
    "pack_servers",
    "power_w",
    "processor",
    "provider_pue",
    "ranking",
    "region_g_per_kwh",
    "region_place",
    "region_pue",
    "sci_g",
    "server_embodied_kg",
    "servers_needed",
    "vcpu_power_w",
]
