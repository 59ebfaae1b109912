"""Servers packed onto fewer: what that saves, with the emptied ones on or off.

Vocabulary: `servers` (10) at a `utilisation` (0.2) are packed `onto` (3) of them, which are then busier
(0.667); the other seven are emptied, and take idle power until someone switches them off.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from course_lib import require
from course_lib.estimate import Estimate, Input, lift
from course_lib.footprint import textbook
from course_lib.footprint.arguments import require_quantity
from course_lib.footprint.power import Points, require_points

ROUNDING = 1e-9  # servers: that 3 · 0.1 is 0.30000000000000004 is no reason for one more


@dataclass(frozen=True)
class Packed:
    """A fleet before and after packing: its power, and the share of it that is saved.

    Attributes
    ----------
    utilisation : Estimate
        Of the servers that are left with work.
    before_w, on_w, off_w : Estimate
        Power of all servers before; after, with the emptied on; after, with the emptied off.
    saved_on, saved_off : Estimate
        Shares of `before_w`.
    """

    utilisation: Estimate
    before_w: Estimate
    on_w: Estimate
    off_w: Estimate
    saved_on: Estimate
    saved_off: Estimate


def pack_servers(points: Points, servers: int, utilisation: Input, onto: int) -> Packed:
    """Pack the work of some equal servers onto fewer of them.

    Intervals are exact: what is saved may rise and fall with the utilisation, but between the points of the
    power curve, as they lie before and after, it only does one of the two.

    Parameters
    ----------
    points : sequence of (float, number or range)
        The power curve of one server, as for `power_w`.
    servers, onto : int
        How many there are, and how many shall be left with work.
    utilisation : number or range
        Of each server before, 0 to 1.

    Raises
    ------
    ValueError
        If an argument breaks its rule, or the work does not fit onto so few.

    Examples
    --------
    >>> packed = pack_servers([(0, 211.7), (0.1, 335.0), (0.5, 677.8), (1, 957.8)], 10, 0.2, onto=3)
    >>> packed.before_w, packed.on_w, packed.off_w
    (4,207 W, 3,795 W, 2,313 W)
    >>> packed.saved_on, packed.saved_off
    (0.09786 share, 0.4501 share)
    """
    share, (busy, watts) = require_quantity("utilisation", utilisation), require_points(points)
    source = f"{servers} servers packed onto {onto}"
    check_fits(servers, share, onto)
    require.that(
        watts["power_at_0"].low > 0 or share.low > 0,
        "points",
        points,
        "begin above 0 W at utilisation 0",
    )
    inputs = {"utilisation": share, **watts}
    turns = {"utilisation": [*busy, *(point * onto / servers for point in busy)]}

    def result(unit: str, pick: Callable[[float, float, float], float]) -> Estimate:
        def formula(utilisation: float, **watts: float) -> float:
            curve = list(zip(busy, watts.values(), strict=True))
            return pick(*fleet_powers_w(curve, servers, utilisation, onto))

        return lift(formula, unit, inputs, source=source, turns=turns)

    return Packed(
        lift(lambda utilisation: servers * utilisation / onto, "share", {"utilisation": share}, source=source),
        result("W", lambda before, on, off: before),
        result("W", lambda before, on, off: on),
        result("W", lambda before, on, off: off),
        result("share", lambda before, on, off: textbook.saved_share(before, on)),
        result("share", lambda before, on, off: textbook.saved_share(before, off)),
    )


def check_fits(servers: int, utilisation: Estimate, onto: int) -> None:
    """Raise a ValueError unless the work of all servers fits onto some of them, at its highest, too."""
    least = servers_needed(servers, utilisation, target_utilisation=1).high
    require.that(
        require.whole("onto", onto, 1) <= servers, "onto", onto, f"be at most {servers}, the number of servers"
    )
    require.that(onto >= least, "onto", onto, f"be at least {least:g}: fewer can't do the work")


def fleet_powers_w(
    points: list[tuple[float, float]], servers: int, utilisation: float, onto: int
) -> tuple[float, float, float]:
    """Return the power of all servers before, after with the emptied on, and after with the emptied off.

    >>> fleet_powers_w([(0, 100), (1, 300)], servers=10, utilisation=0.2, onto=4)
    (1400.0, 1400.0, 800.0)
    """
    busy_w = textbook.power_w(points, textbook.packed_utilisation(servers, utilisation, onto))
    return (
        servers * textbook.power_w(points, utilisation),
        textbook.fleet_power_w(onto, busy_w, servers - onto, points[0][1]),
        textbook.fleet_power_w(onto, busy_w, servers - onto, 0.0),
    )


def servers_needed(servers: int, utilisation: Input, target_utilisation: Input) -> Estimate:
    """Return onto how many servers the work goes if each may be busy up to a target.

    >>> servers_needed(10, utilisation=(0.15, 0.2, 0.3), target_utilisation=0.7)
    3 servers (3 to 5)
    """
    require.whole("servers", servers, at_least=1)
    inputs = {
        "utilisation": require_quantity("utilisation", utilisation),
        "target_utilisation": require_quantity("target_utilisation", target_utilisation),
    }

    def needed(utilisation: float, target_utilisation: float) -> float:
        return max(1, math.ceil(servers * utilisation / target_utilisation - ROUNDING))

    return lift(needed, "servers", inputs, source=f"work of {servers} servers")
