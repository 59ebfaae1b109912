"""What a request costs Envoy on this machine, beside what the course's own script has measured: ratios, by rate.

Vocabulary: a `kind` ("HTTP, mTLS") is a layer and whether connections are encrypted. The `base` is HTTP without mTLS at
the highest rate: each cost is told as so many times the base's, of the same machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from course_lib.proxies.rate import HIGHEST, HTTP, RATES
from course_lib.proxies.real import KINDS, Kind, costs_ms

Costs = Mapping[Kind, tuple[float, ...]]
PLAIN = Kind(HTTP, mtls=False)
ENCRYPTED = Kind(HTTP, mtls=True)
ASKED = 800  # requests a second


@dataclass(frozen=True)
class RealCostStudy:
    """CPU of 1,000 requests by kind, at each of `rate.RATES`, in ms.

    Attributes
    ----------
    engine : str
        "Envoy 1.40.0".
    kept, measured : mapping of Kind to tuple of float
        Those of the course's table, and this machine's. What the learner is still to predict isn't there.
    idle_ms_per_s : float
        What this machine's Envoy does in a second without requests.
    """

    engine: str
    kept: Costs
    measured: Costs
    idle_ms_per_s: float


def real_cost_study(engine: str, measured: Costs, idle_ms_per_s: float) -> RealCostStudy:
    """Set what was measured beside what is kept."""
    return RealCostStudy(engine, {kind: costs_ms(kind) for kind in KINDS}, measured, idle_ms_per_s)


def veiled(study: RealCostStudy) -> RealCostStudy:
    """Leave out what was measured here, and all that is encrypted."""
    return replace(study, kept={kind: costs for kind, costs in study.kept.items() if not kind.mtls}, measured={})


def over_base(costs: Costs) -> dict[Kind, tuple[float, ...]]:
    """Return each cost as so many times that of HTTP without mTLS at the highest rate.

    >>> over_base({PLAIN: (300.0, 180.0, 100.0, 60.0)})[PLAIN]
    (5.0, 3.0, 1.6666666666666667, 1.0)
    """
    base = costs[PLAIN][RATES.index(HIGHEST)] if costs else 1.0
    return {kind: tuple(cost / base for cost in each) for kind, each in costs.items()}


def encrypted_over_plain(costs: Costs, rate_per_s: int = ASKED) -> float:
    """Return how many times as much CPU an HTTP request takes with mTLS as without."""
    at = RATES.index(rate_per_s)
    return costs[ENCRYPTED][at] / costs[PLAIN][at]
