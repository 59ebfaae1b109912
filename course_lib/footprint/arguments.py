"""The arguments of the footprint: each is known by name, with its unit and its rule.

Vocabulary: a `quantity` ("pue": ratio, at least 1) is what an argument of that name may be. A textbook
formula is lifted to estimates once all its arguments have passed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from course_lib import require
from course_lib.estimate import Estimate, lift, read


@dataclass(frozen=True)
class Quantity:
    """What an argument may be: its unit, its range, and whether the lower end is excluded."""

    unit: str
    low: float = 0.0
    high: float = math.inf
    above: bool = False

    @property
    def rule(self) -> str:
        """The rule in words."""
        if self.high < math.inf:
            return f"be between {self.low:g} and {self.high:g}"
        if self.above:
            return "be positive"
        return "not be negative" if self.low == 0 else f"be at least {self.low:g}"

    def allows(self, value: float) -> bool:
        """Whether a value keeps the rule."""
        return self.low <= value <= self.high and not (self.above and value == self.low)


QUANTITIES = {
    "utilisation": Quantity("share", high=1),
    "target_utilisation": Quantity("share", high=1, above=True),
    "resource_share": Quantity("share", high=1),
    "idle_w": Quantity("W"),
    "max_w": Quantity("W"),
    "power_w": Quantity("W"),
    "vcpus": Quantity("vCPU"),
    "min_w_per_vcpu": Quantity("W/vCPU"),
    "max_w_per_vcpu": Quantity("W/vCPU"),
    "hours": Quantity("h"),
    "energy_kwh": Quantity("kWh"),
    "memory_gb": Quantity("GB"),
    "kwh_per_gb_hour": Quantity("kWh/GBh"),
    "traffic_gb": Quantity("GB"),
    "kwh_per_gb": Quantity("kWh/GB"),
    "pue": Quantity("ratio", low=1),
    "intensity_g_per_kwh": Quantity("g/kWh"),
    "total_kg": Quantity("kg"),
    "lifetime_years": Quantity("years", above=True),
    "cpus": Quantity("CPUs", low=1),
    "ssds": Quantity("SSDs"),
    "hdds": Quantity("hard disks"),
    "gpus": Quantity("GPUs"),
    "embodied_g": Quantity("g"),
    "functional_units": Quantity("units", above=True),
    "nodes": Quantity("nodes"),
}


def require_quantity(name: str, value: object, quantity: Quantity | None = None) -> Estimate:
    """Return an argument as an estimate that keeps the rule of its name.

    Raises
    ------
    ValueError
        If it breaks the rule, is in another unit or no number; name, value and rule are told.

    Examples
    --------
    >>> require_quantity("pue", 0.9)
    Traceback (most recent call last):
    ...
    ValueError: pue must be at least 1, got 0.9
    """
    known = quantity or QUANTITIES[name]
    estimate = read(name, value, known.unit)
    for end in (estimate.low, estimate.high):
        require.that(known.allows(end), name, value if estimate.low == estimate.high else end, known.rule)
    return estimate


def lift_inputs(formula: Callable[..., float], unit: str, **inputs: object) -> Estimate:
    """Return a formula worked out on checked arguments.

    >>> lift_inputs(lambda power_w, hours: power_w * hours, "Wh", power_w=(1, 2, 3), hours=2).high
    6.0
    """
    return lift(formula, unit, {name: require_quantity(name, value) for name, value in inputs.items()})
