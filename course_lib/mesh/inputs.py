"""What the answer depends on and nobody knows exactly: each input by name, with a range, a unit and a source.

Vocabulary: an `input` (margin, 1.15 from 1 to 1.5) is one number for the whole system; what differs by service stands
in the scenario, and an input in "times" multiplies it. `values` are inputs as arrays, a draw an entry: `at` makes them.

Ranges that say "a guess" are ours: replace them by what you measured.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import median
from typing import Any

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.estimate import Estimate, Input, lift, read
from course_lib.footprint import region_g_per_kwh, region_pue, server_embodied_kg
from course_lib.mesh.features import MTLS
from course_lib.mesh.scenario import Scenario
from course_lib.proxies.benchmarks import usages
from course_lib.proxies.cost import UNIT as COST
from course_lib.proxies.cost import published_cost
from course_lib.proxies.memory import proxy_memory_mb
from course_lib.proxies.rate import HIGHEST, LOWEST
from course_lib.proxies.ratios import INSTALLS
from course_lib.proxies.requests import MIB_OF_MB, memory_a_proxy_mib

SERVER_VCPUS, SERVER_GB, SERVER_CPUS = 96, 384, 2  # m5.metal, whose power was measured
ISTIO = INSTALLS[2]
NEVER_ZERO = ("service_time", "use", "callers", "packing", "lifetime", "pods_with_mesh")
# Pods over those of random, in place of what was simulated; the most memory that pods ever use, as measured; and what
# 1,000 requests/s take of a sidecar that as many pass as pass a node proxy or a waypoint.
OPTIONAL = {"pods_with_mesh": "share", "memory_use": "times", "shared_cost": COST}
LIMITS = {
    "balancing": (-1.0, 1.0),
    "packing": (0.0, 1.0),
    "margin": (1.0, math.inf),
    "pue": (1.0, math.inf),
    "pods_with_mesh": (0.0, 1.0),
    "requests_per_connection": (1.0, math.inf),
}
LATENCY_PARTS = {"sidecar_latency": "pair of sidecars", "node_proxy_latency": "pair of ztunnels"}


def inputs(scenario: Scenario, given: Mapping[str, Input] | None = None) -> dict[str, Estimate]:
    """Return every input of a scenario, with what is given in place of ours.

    Parameters
    ----------
    scenario : Scenario
        Its region, install and traffic say which published figures count.
    given : mapping of str to number, (low, best, high) or Estimate, optional
        By name, in the input's unit; besides, if you know them, "pods_with_mesh", the share of random's pods that
        balancing leaves; "memory_use", the most memory that pods use, in times what the services say; and
        "shared_cost", a sidecar's cost at the rate of a proxy that many pods share.

    Raises
    ------
    ValueError
        If there is no such input, or one is in another unit or breaks its rule.
    """
    known = {**_traffic(), **_proxies(scenario), **_machines(scenario)}
    for name, value in (given or {}).items():
        require.one_of("input", name, [*known, *OPTIONAL])
        known[name] = read(name, value, known[name].unit if name in known else OPTIONAL[name])
        _check(name, known[name])
    return known


def limits(name: str) -> tuple[float, float]:
    """Return the least and the greatest value that an input can have at all; some have to be above the least."""
    return LIMITS.get(name, (0.0, math.inf))


def _check(name: str, value: Estimate) -> None:
    low, high = limits(name)
    holds = low <= value.low and value.high <= high and (value.low > 0 or name not in NEVER_ZERO)
    rule = f"be from {low:g} to {high:g}" + " and above 0" * (name in NEVER_ZERO)
    require.that(holds, name, value, rule)


def at(known: Mapping[str, Estimate], end: str = "best", **instead: Any) -> dict[str, Values]:
    """Return the inputs as arrays of one entry, each at its "low", "best" or "high"; some at a value instead.

    >>> at({"margin": guess((1, 1.15, 1.5), "ratio", "ours")})
    {'margin': array([1.15])}
    """
    chosen = {name: getattr(each, require.one_of("end", end, ("low", "best", "high"))) for name, each in known.items()}
    for name in instead:
        require.one_of("input", name, known)
    return {name: np.atleast_1d(np.asarray(value, dtype=float)) for name, value in {**chosen, **instead}.items()}


def guess(ends: tuple[float, float, float], unit: str, source: str) -> Estimate:
    """Return a range that is a guess of ours.

    >>> guess((1, 1.15, 1.5), "ratio", "ours").how_sure
    'a guess'
    """
    low, best, high = ends
    return Estimate(low=low, best=best, high=high, unit=unit, source=source, certainty="guess")


def _traffic() -> dict[str, Estimate]:
    simulated = "pods that balancing leaves, simulated: ends of the intervals"
    return {
        "imbalance": guess((0.7, 1.0, 1.3), "times", "what the busiest pod gets above the mean, as measured"),
        "service_time": guess((0.8, 1.0, 1.25), "times", "work of a request, as measured"),
        "use": guess((0.9, 1.0, 1.1), "times", "CPU used, as measured"),
        "callers": guess((0.5, 1.0, 2.0), "times", "pods that call a service, as counted"),
        "balancing": Estimate(low=-1.0, best=0.0, high=1.0, unit="position", source=simulated),
        "margin": guess((1.0, 1.15, 1.5), "ratio", "a request over the busiest pod's use; VPA adds 15%"),
    }


def _proxies(scenario: Scenario) -> dict[str, Estimate]:
    each_passes = 2 * scenario.requests_per_s / scenario.pods
    known = {
        "sidecar_cost": published_cost(min(max(each_passes, LOWEST), HIGHEST)),
        **{name: _added(part) for name, part in LATENCY_PARTS.items()},
        "sidecar_memory": _sidecar_memory(scenario.install, scenario.number_of_services),
        "scoped_memory": _sidecar_memory(scenario.install, min(scenario.scoped_services, scenario.number_of_services)),
        "control_memory": memory_a_proxy_mib(scenario.install),
    }
    if MTLS in scenario.features:
        source = "requests over one connection before it closes"
        known["requests_per_connection"] = guess((10.0, 100.0, 1000.0), "requests", source)
    return known


def _added(part: str) -> Estimate:
    """Return the latency that a pair of proxies adds at p99: the median of what is published, or half to double of it.

    A pair's p99 less the p99 without it is no p99 of a difference; to take it off the objective is the careful way.
    """
    rows = [each for each in usages() if (each.part, each.resource) == (part, "added p99")]
    ms = [each.value for each in rows]
    alone = len(ms) == 1
    ends = (ms[0] / 2, ms[0], 2 * ms[0]) if alone else (min(ms), median(ms), max(ms))
    of = rows[0].benchmark if alone else f"{rows[0].benchmark} to {rows[-1].benchmark}"
    return guess(ends, "ms", f"{part}, added p99 at 1,000 requests/s as published ({of})")


def _sidecar_memory(install: str, services: int) -> Estimate:
    """Return a sidecar's memory in MiB: by the services it holds if it is an Envoy, else as published."""
    if install == ISTIO:
        held = {"memory": proxy_memory_mb(services)}
        return lift(lambda memory: memory * MIB_OF_MB, "MiB", held, source=f"a sidecar that holds {services} services")
    mb = [each.value for each in usages() if (each.mesh, each.part, each.resource, each.unit)
          == ("Linkerd", "sidecar", "memory", "MB")]  # fmt: skip
    low, best, high = (value * MIB_OF_MB for value in (min(mb), median(mb), max(mb)))
    return Estimate(low=low, best=best, high=high, unit="MiB", source="Linkerd's sidecar in the benchmarks of 2021")


def _machines(scenario: Scenario) -> dict[str, Estimate]:
    server = server_embodied_kg(SERVER_GB, cpus=SERVER_CPUS).best / SERVER_VCPUS
    embodied = "Teads' rule for m5.metal, a vCPU; makers' own sheets say ±100%"
    return {
        "packing": guess((0.75, 0.85, 0.95), "share", "of a node that requests fill before another is needed"),
        "pue": region_pue(scenario.region),
        "average": region_g_per_kwh(scenario.region, "average"),
        "marginal": region_g_per_kwh(scenario.region, "marginal"),
        "embodied": guess((server / 2, server, 2 * server), "kg", embodied),
        "lifetime": guess((3.0, 4.0, 6.0), "years", "a server's life; Cloud Carbon Footprint takes 4"),
    }
