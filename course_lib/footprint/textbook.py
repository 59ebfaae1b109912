"""The formulas of the footprint as a person would write them, on plain numbers.

These functions are what learners read and rewrite, so each stands alone (a test runs it in an empty
namespace) and none checks its input. The doors with the checks have the same names and arguments in
`course_lib.footprint`; they also take ranges, and say where a result comes from.
"""

from __future__ import annotations


def power_w(points: list[tuple[float, float]], utilisation: float) -> float:
    """Return the power at a utilisation, on straight lines from one measured point to the next.

    Points are (utilisation, watts), from idle (0) to full (1).

    >>> power_w([(0, 100), (0.5, 300), (1, 400)], 0.25)
    200.0
    """
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below) / (above - below)
        below, low_w = above, high_w
    return low_w


def linear_power_w(idle_w: float, max_w: float, utilisation: float) -> float:
    """Return the power on one straight line from idle to full.

    >>> linear_power_w(100, 400, 0.25)
    175.0
    """
    return idle_w + utilisation * (max_w - idle_w)


def vcpu_power_w(vcpus: float, min_w_per_vcpu: float, max_w_per_vcpu: float, utilisation: float) -> float:
    """Return the power of a number of vCPU, each on a straight line from idle to full.

    >>> vcpu_power_w(2, 0.5, 4.5, 0.25)
    3.0
    """
    return vcpus * (min_w_per_vcpu + utilisation * (max_w_per_vcpu - min_w_per_vcpu))


def energy_kwh(power_w: float, hours: float) -> float:
    """Return the energy that a power takes in a time; 1000 watts for an hour are a kilowatt hour.

    >>> energy_kwh(500, 3)
    1.5
    """
    return power_w * hours / 1000


def memory_kwh(memory_gb: float, hours: float, kwh_per_gb_hour: float) -> float:
    """Return the energy that memory takes, whatever it holds.

    >>> memory_kwh(64, 10, 0.0005)
    0.32
    """
    return memory_gb * hours * kwh_per_gb_hour


def network_kwh(traffic_gb: float, kwh_per_gb: float) -> float:
    """Return the energy that traffic takes.

    >>> network_kwh(500, 0.001)
    0.5
    """
    return traffic_gb * kwh_per_gb


def facility_kwh(energy_kwh: float, pue: float) -> float:
    """Return what the data centre draws for what its machines take: cooling and losses on top.

    >>> facility_kwh(10, 1.5)
    15.0
    """
    return energy_kwh * pue


def carbon_g(energy_kwh: float, pue: float, intensity_g_per_kwh: float) -> float:
    """Return the carbon of electricity: what the data centre draws, times what a kilowatt hour emits.

    >>> carbon_g(10, 1.5, 400)
    6000.0
    """
    return energy_kwh * pue * intensity_g_per_kwh


def embodied_share_g(total_kg: float, lifetime_years: float, hours: float, resource_share: float) -> float:
    """Return the part of a machine's manufacturing that falls on some hours and some of its resources.

    M = TE · (TiR/EL) · (RR/ToR) of the SCI specification; a year has 365 days there.

    >>> round(embodied_share_g(1000, lifetime_years=4, hours=1, resource_share=1), 2)
    28.54
    """
    return 1000 * total_kg * hours / (lifetime_years * 365 * 24) * resource_share


def sci_g(energy_kwh: float, intensity_g_per_kwh: float, embodied_g: float, functional_units: float) -> float:
    """Return the carbon per functional unit: SCI = (E · I + M) / R.

    The energy is the data centre's (PUE included), of all that is reserved and not only of what is used.

    >>> sci_g(2, 400, 200, functional_units=1000)
    1.0
    """
    return (energy_kwh * intensity_g_per_kwh + embodied_g) / functional_units


def break_even_g_per_kwh(embodied_g: float, energy_kwh: float, pue: float) -> float:
    """Return the intensity at which running emits as much as the share of manufacturing.

    >>> break_even_g_per_kwh(150, energy_kwh=1, pue=1.5)
    100.0
    """
    return embodied_g / (energy_kwh * pue)


def node_cost(nodes: float, hours: float, price_per_node_hour: float) -> float:
    """Return what nodes cost: each is paid by the hour, used or not.

    >>> node_cost(10, 24, 0.5)
    120.0
    """
    return nodes * hours * price_per_node_hour


def packed_utilisation(servers: float, utilisation: float, onto: float) -> float:
    """Return how busy the servers are that take over the work of all.

    >>> packed_utilisation(10, 0.25, onto=5)
    0.5
    """
    return servers * utilisation / onto


def fleet_power_w(busy: float, busy_w: float, emptied: float, emptied_w: float) -> float:
    """Return the power of some busy servers and some emptied ones; one that is off takes 0 W.

    >>> fleet_power_w(5, 300, emptied=5, emptied_w=100)
    2000
    """
    return busy * busy_w + emptied * emptied_w


def saved_share(before: float, after: float) -> float:
    """Return which share of what was needed before is no longer needed.

    >>> saved_share(400, 300)
    0.25
    """
    return 1 - after / before
