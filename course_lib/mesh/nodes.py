"""How many nodes requests fill, and what nodes take: power, energy, carbon, hardware, money; on arrays.

Vocabulary: requests `fill` so many nodes (12.3), by CPU, by memory or by the number of pods, whichever `binds`; whole
ones are needed (13). A node's power follows the measured curve of a server, a share of it by vCPU.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from course_lib.arrays import Flags, ReadOnly, Values
from course_lib.footprint import measured_points, textbook
from course_lib.mesh.inputs import SERVER_VCPUS
from course_lib.mesh.overhead import Overhead
from course_lib.mesh.scenario import BY_NODE, Nodes, Scenario

BINDS = ("CPU", "memory", "pods")
ROUNDING = 1e-9


@dataclass(frozen=True)
class Reserved(ReadOnly):
    """What services reserve; arrays of one entry a draw.

    Attributes
    ----------
    cores, memory_mib, pods : array
        All of them together.
    pod_cores, pod_mib : array, a row a service
        The largest pod of each, without a sidecar.
    with_sidecar : array of bool, a row a service
        Whether its pods have one, if the alternative has any.
    """

    cores: Values
    memory_mib: Values
    pods: Values
    pod_cores: Values
    pod_mib: Values
    with_sidecar: Flags


def free(nodes: Nodes, overhead: Overhead) -> tuple[Values, Values]:
    """Return the cores and the MiB of a node that are left to services."""
    cores = (nodes.cpu_m - nodes.daemon_cpu_m) / 1000 - overhead.node_cores
    return cores, nodes.memory_mib - nodes.daemon_memory_mib - overhead.node_memory_mib


def room(nodes: Nodes, overhead: Overhead) -> tuple[Values, Values]:
    """Return the cores and the MiB that the largest node leaves to a pod."""
    cores, memory_mib = free(nodes, overhead)
    return cores + nodes.largest_cpu_m / 1000, memory_mib + nodes.largest_memory_mib


def fit_nowhere(nodes: Nodes, reserved: Reserved, overhead: Overhead) -> Flags:
    """Return for each service, a row, whether its largest pod, with its sidecar, is too large for the largest node."""
    most_cores, most_mib = room(nodes, overhead)
    by_cpu = reserved.pod_cores + reserved.with_sidecar * overhead.sidecar_cores > most_cores
    return np.asarray(by_cpu | (reserved.pod_mib + reserved.with_sidecar * overhead.sidecar_mib > most_mib))


def filled(nodes: Nodes, reserved: Reserved, overhead: Overhead, packing: Values) -> Values:
    """Return the nodes that requests fill by CPU, by memory and by pods: three rows.

    NaN where some pod fits on no node.
    """
    cores, memory_mib = free(nodes, overhead)
    pods = float(nodes.pods - nodes.daemons - overhead.node_pods)
    fits = ~fit_nowhere(nodes, reserved, overhead).any(axis=0) & (cores > 0) & (memory_mib > 0) & (pods > 0)
    each = (
        (reserved.cores + overhead.cores) / np.where(fits, packing * cores, np.nan),
        (reserved.memory_mib + overhead.memory_mib) / np.where(fits, packing * memory_mib, np.nan),
        (reserved.pods + overhead.pods) / np.where(fits, pods, np.nan),
    )
    return np.stack(np.broadcast_arrays(*each))


def whole_nodes(filled: Values) -> Values:
    """Return whole nodes, at least one."""
    return np.asarray(np.maximum(1.0, np.ceil(filled - ROUNDING)))


@cache
def _curve() -> tuple[Values, Values]:
    points = measured_points()
    return np.array([busy for busy, _ in points]), np.array([watts.best for _, watts in points])


def power_w(vcpus: int, nodes: Values, used_cores: Values) -> Values:
    """Return the power of nodes that share some work evenly.

    >>> power_w(96, np.array([10.0]), np.array([192.0])).round().tolist()
    [4207.0]
    """
    busy = np.minimum(1.0, used_cores / (nodes * vcpus))
    return np.asarray(nodes * np.interp(busy, *_curve()) * vcpus / SERVER_VCPUS)


def emissions(scenario: Scenario, nodes: Values, used_cores: Values, values: dict[str, Values]) -> dict[str, Values]:
    """Return energy, carbon by average and by marginal intensity, and the share of manufacturing, over the hours."""
    vcpus, hours = scenario.nodes.vcpus, scenario.hours
    energy_kwh: Values = textbook.energy_kwh(power_w(vcpus, nodes, used_cores), hours)  # type: ignore[arg-type, assignment]
    embodied_g = textbook.embodied_share_g(
        nodes * vcpus * values["embodied"],  # type: ignore[arg-type]
        values["lifetime"],  # type: ignore[arg-type]
        hours,
        1.0,
    )
    drawn_kwh = energy_kwh * values["pue"]
    return {
        "energy_kwh": drawn_kwh,
        "carbon_average_kg": drawn_kwh * values["average"] / 1000,
        "carbon_marginal_kg": drawn_kwh * values["marginal"] / 1000,
        "embodied_kg": np.asarray(embodied_g / 1000),
    }


def money(scenario: Scenario, nodes: Values, cores: Values, memory_gib: Values) -> dict[str, Values]:
    """Return what is paid over the hours, by node or for what pods request; nothing where no price is given."""
    if scenario.prices is None:
        return {}
    prices = scenario.prices
    an_hour = prices.core_hour * cores + prices.gib_hour * memory_gib
    if prices.billed == BY_NODE:
        an_hour = np.maximum(nodes, prices.committed) * prices.node_hour
    return {"money": np.asarray(an_hour * scenario.hours)}
