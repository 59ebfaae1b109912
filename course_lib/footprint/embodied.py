"""What manufacturing emitted, and the part of it that falls on a use.

Vocabulary: `total_kg` (1610.79, a server), `lifetime_years` (4: a server's life), `hours` (1, the time
share's numerator), `resource_share` (2/96: 2 of 96 vCPU). Shares are of what is reserved, not of what is
used; no PUE applies, and no intensity of the region where it runs.
"""

from __future__ import annotations

from collections.abc import Callable

from course_lib import require, tables
from course_lib.estimate import Estimate, Input, lift
from course_lib.footprint import textbook
from course_lib.footprint.arguments import lift_inputs, require_quantity

SERVER_FACTORS = ("base", "memory_included", "memory", "cpu", "ssd", "hdd", "gpu")
STICK_RULES = ("boavizta", "teads")


def server_embodied_kg(
    memory_gb: Input, cpus: Input = 1, ssds: Input = 0, hdds: Input = 0, gpus: Input = 0
) -> Estimate:
    """Return what manufacturing a server emitted, by Teads' rule: a base, and so much for each part beyond it.

    Parameters
    ----------
    memory_gb : number or range
        The base includes 16.
    cpus : number or range
        Packages, not cores; the base includes one.
    ssds, hdds, gpus : number or range
        The base includes none.

    Examples
    --------
    >>> round(server_embodied_kg(384, cpus=2).best, 2)  # m5.metal
    1610.79
    """
    parts = {"memory_gb": memory_gb, "cpus": cpus, "ssds": ssds, "hdds": hdds, "gpus": gpus}
    inputs = {name: require_quantity(name, value) for name, value in parts.items()}
    factors = {name: tables.figure("embodied", name).estimate for name in SERVER_FACTORS}
    return lift(_server_kg, "kg", inputs | factors, source="Teads' rule for a server")


def memory_embodied_kg(memory_gb: Input, by: str = "boavizta") -> Estimate:
    """Return what manufacturing a memory stick emitted; the two rules, `by` Boavizta and Teads, differ widely.

    >>> memory_embodied_kg(32, by="boavizta"), memory_embodied_kg(32, by="teads")
    (117.9 kg, 44.42 kg)
    """
    formula, factors = _STICKS[require.one_of("by", by, STICK_RULES)]
    figures = {name: tables.figure("embodied", name).estimate for name in factors}
    inputs = {"memory_gb": require_quantity("memory_gb", memory_gb)} | figures
    return lift(formula, "kg", inputs, source=f"{by.capitalize()}'s rule for memory")


def embodied_share_g(
    total_kg: Input, lifetime_years: Input | None = None, hours: Input = 1, resource_share: Input = 1
) -> Estimate:
    """Return the part of a machine's manufacturing that falls on some hours and some of its resources.

    Parameters
    ----------
    total_kg : number or range
        Of the whole machine.
    lifetime_years : number or range, optional
        By default Cloud Carbon Footprint's 4.
    hours : number or range
        How long it is reserved.
    resource_share : number or range
        How much of it is reserved, 0 to 1.

    Examples
    --------
    >>> embodied_share_g(1000)
    28.54 g
    >>> embodied_share_g(1000, lifetime_years=(3, 4, 6))
    28.54 g (19.03 to 38.05)
    """
    years = tables.figure("embodied", "lifetime").estimate if lifetime_years is None else lifetime_years
    return lift_inputs(
        textbook.embodied_share_g,
        "g",
        total_kg=total_kg,
        lifetime_years=years,
        hours=hours,
        resource_share=resource_share,
    )


def _server_kg(memory_gb: float, cpus: float, ssds: float, hdds: float, gpus: float, **kg: float) -> float:
    beyond_gb = max(0.0, memory_gb - kg["memory_included"])
    drives = ssds * kg["ssd"] + hdds * kg["hdd"]
    return kg["base"] + beyond_gb * kg["memory"] + (cpus - 1) * kg["cpu"] + drives + gpus * kg["gpu"]


def _boavizta_kg(memory_gb: float, die_density: float, die: float, stick: float) -> float:
    return memory_gb / die_density * die + stick


def _teads_kg(memory_gb: float, memory: float) -> float:
    return memory_gb * memory


_STICKS: dict[str, tuple[Callable[..., float], tuple[str, ...]]] = {
    "boavizta": (_boavizta_kg, ("die_density", "die", "stick")),
    "teads": (_teads_kg, ("memory",)),
}
