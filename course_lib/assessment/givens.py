"""The inputs of the model as this cluster has them: measured where they were, else assumed, with a range for that."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from course_lib.assessment.loads import NOT_MEASURED, Load
from course_lib.assessment.system import CALLERS
from course_lib.estimate import Estimate
from course_lib.footprint import REGIONS, region_g_per_kwh, region_pue
from course_lib.mesh import Scenario, inputs
from course_lib.survey import Survey
from course_lib.survey.uneven import SAME, UNKNOWN, UNSURE

LONG_S = 86_400  # of readings: a busy hour is among them


def givens(found: Survey, loads: Sequence[Load], scenario: Scenario, *, region_known: bool) -> dict[str, Estimate]:
    """Return the inputs in place of the model's own."""
    known = inputs(scenario)
    cost = known["sidecar_cost"]
    made = {
        "use": _use(found),
        "imbalance": _imbalance(loads),
        "callers": _guess((0.3, 1.0, 5.0), "times", f"pods that call a service: {CALLERS} assumed, from 3 to 50"),
        "sidecar_cost": _guess(
            (cost.low / 4, cost.best, cost.high * 4), cost.unit, f"{cost.source}; a quarter to four times the requests"
        ),
    }
    return made if region_known else made | _anywhere()


def _guess(ends: tuple[float, float, float], unit: str, source: str, certainty: str = "guess") -> Estimate:
    low, best, high = ends
    return Estimate(low=low, best=best, high=high, unit=unit, source=source, certainty=certainty)


def _use(found: Survey) -> Estimate:
    readings = found.usage.readings
    if not readings:
        return _guess((0.4, 1.0, 2.5), "times", "CPU used: not measured, 40% of the requests assumed")
    span_s = readings[-1].at_s - readings[0].at_s
    if span_s >= LONG_S:
        return _guess((0.9, 1.0, 1.25), "times", "CPU used, as measured over a day or more")
    return _guess((0.8, 1.0, 2.0), "times", "CPU used, as measured; the busy hour may take twice as much")


def _imbalance(loads: Sequence[Load]) -> Estimate:
    """Return how far the busiest pods may be off what was measured: by how well the uneven ones are known."""
    known = {each.evenness for each in loads if each.is_candidate and each.protocol.carries_many}
    what = "what the busiest pod gets above the mean"
    if known <= {SAME}:
        return _guess((0.7, 1.0, 1.3), "times", f"{what}, as measured: the same pod each time")
    if NOT_MEASURED in known:
        return _guess((0.0, 1.0, 3.0), "times", f"{what}: not measured")
    if known & {UNKNOWN, UNSURE}:
        return _guess((0.0, 1.0, 1.3), "times", f"{what}, as measured; it may be chance")
    return _guess((0.5, 1.0, 1.5), "times", f"{what}, as measured")


def _anywhere() -> dict[str, Estimate]:
    """Return carbon and PUE of any region there is a figure of."""
    made = {}
    for name, read in (
        ("average", lambda region: region_g_per_kwh(region, "average")),
        ("marginal", lambda region: region_g_per_kwh(region, "marginal")),
        ("pue", region_pue),
    ):
        every = [read(region) for region in REGIONS]
        best = [each.best for each in every]
        source = f"no region is known: from the least to the most of {len(REGIONS)} regions"
        made[name] = _guess((min(best), median(best), max(best)), every[0].unit, source)
    return made
