"""Power of a machine at a utilisation: measured points, a straight line, or watts per vCPU.

Vocabulary: `points` [(0, 211.7), (0.1, 335.0), (0.5, 677.8), (1, 957.8)] are a measured power curve; a
processor `family` ("skylake") has a least and a greatest power per vCPU (0.65 and 4.26 W). A vCPU is a
hardware thread: a core has two.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from course_lib import require, tables
from course_lib.estimate import Estimate, Input, lift
from course_lib.footprint import textbook
from course_lib.footprint.arguments import QUANTITIES, lift_inputs, require_quantity

Points = Sequence[tuple[float, Input]]
MEASURED = ("m5_metal",)
PROCESSORS = tuple(row.id.removesuffix("_min") for row in tables.load("processors") if row.id.endswith("_min"))


def measured_points(server: str = "m5_metal") -> list[tuple[float, Estimate]]:
    """Return the measured power curve of a server, as (utilisation, watts).

    Parameters
    ----------
    server : str
        One of `MEASURED`.

    Examples
    --------
    >>> measured_points()
    [(0.0, 211.7 W), (0.1, 335 W), (0.5, 677.8 W), (1.0, 957.8 W)]
    """
    require.one_of("server", server, MEASURED)
    rows = [row for row in tables.load(server) if row.id.startswith("power_")]
    return [(int(row.id.removeprefix("power_")) / 100, row.estimate) for row in rows]


def processor(family: str) -> tuple[Estimate, Estimate]:
    """Return the watts of one vCPU, idle and at full utilisation; `family` is one of `PROCESSORS`.

    >>> processor("skylake")
    (0.65 W/vCPU, 4.26 W/vCPU)
    """
    require.one_of("family", family, PROCESSORS)
    idle, full = (tables.figure("processors", f"{family}_{end}").estimate for end in ("min", "max"))
    return idle, full


def power_w(points: Points, utilisation: Input) -> Estimate:
    """Return the power at a utilisation, on straight lines from one measured point to the next.

    Parameters
    ----------
    points : sequence of (float, number or range)
        Utilisation and watts, from idle (0) to full (1); watts never fall. `measured_points` has some.
    utilisation : number or range
        A share, 0 to 1.

    Examples
    --------
    >>> power_w(measured_points(), 0.5)
    677.8 W
    >>> power_w(measured_points(), (0.1, 0.2, 0.3))
    420.7 W (335 to 506.4)
    """
    busy, watts = require_points(points)

    def power_w(utilisation: float, **watts: float) -> float:
        return textbook.power_w(list(zip(busy, watts.values(), strict=True)), utilisation)

    return lift(power_w, "W", {"utilisation": require_quantity("utilisation", utilisation), **watts})


def linear_power_w(idle_w: Input, max_w: Input, utilisation: Input) -> Estimate:
    """Return the power on one straight line from idle to full.

    >>> linear_power_w(211.7, 957.8, 0.5)
    584.8 W
    """
    require_order("max_w", require_quantity("idle_w", idle_w), require_quantity("max_w", max_w))
    return lift_inputs(textbook.linear_power_w, "W", idle_w=idle_w, max_w=max_w, utilisation=utilisation)


def vcpu_power_w(vcpus: Input, min_w_per_vcpu: Input, max_w_per_vcpu: Input, utilisation: Input) -> Estimate:
    """Return the power of a number of vCPU, each on a straight line from idle to full.

    Cloud Carbon Footprint's rule; `processor` has the watts of a family.

    >>> vcpu_power_w(2, *processor("skylake"), 0.5)
    4.91 W
    """
    least, most = require_quantity("min_w_per_vcpu", min_w_per_vcpu), require_quantity("max_w_per_vcpu", max_w_per_vcpu)
    require_order("max_w_per_vcpu", least, most)
    return lift_inputs(
        textbook.vcpu_power_w,
        "W",
        vcpus=vcpus,
        min_w_per_vcpu=min_w_per_vcpu,
        max_w_per_vcpu=max_w_per_vcpu,
        utilisation=utilisation,
    )


def require_points(points: Points) -> tuple[list[float], dict[str, Estimate]]:
    """Return the utilisations of a power curve, and its watts by name, all checked.

    Raises
    ------
    ValueError
        If utilisations do not rise from 0 to 1, or watts fall.
    """
    is_pairs = isinstance(points, list | tuple) and all(isinstance(each, list | tuple) and len(each) == 2
                                                       for each in points)  # fmt: skip
    require.that(is_pairs, "points", points, "be a list of (utilisation, watts)")
    busy = [require.number("points", point[0]) for point in points]
    rises = bool(busy) and busy[0] == 0 and busy[-1] == 1 and all(one < other for one, other in pairwise(busy))
    require.that(rises, "points", points, "rise in utilisation from 0 to 1")
    watts = [require_quantity("points", watts, QUANTITIES["power_w"]) for _, watts in points]
    for one, other in pairwise(watts):
        require_order("points", one, other)
    return busy, {f"power_at_{percent * 100:g}": each for percent, each in zip(busy, watts, strict=True)}


def require_order(name: str, lesser: Estimate, greater: Estimate) -> None:
    """Raise a ValueError if the greater of two estimates starts, lies or ends below the lesser."""
    holds = lesser.low <= greater.low and lesser.best <= greater.best and lesser.high <= greater.high
    require.that(holds, name, greater, f"not be below {lesser!r}")
