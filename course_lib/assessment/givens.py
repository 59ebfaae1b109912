"""The inputs of the model as this cluster has them: measured where they were, else assumed, with a range for that."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import median

from course_lib.assessment.loads import Load
from course_lib.assessment.result import ASSUMED, MEASURED, READ
from course_lib.assessment.system import CALLERS, CPU_A_REQUEST_S, Setting, uneven
from course_lib.assessment.there import There
from course_lib.estimate import Estimate
from course_lib.footprint import REGIONS, region_g_per_kwh, region_pue
from course_lib.mesh import Scenario, inputs
from course_lib.mesh.uncertainty.copula import Correlated
from course_lib.plural import counted
from course_lib.proxies.cost import UNIT, published_cost
from course_lib.proxies.rate import HIGHEST, LOWEST
from course_lib.survey.uneven import UNKNOWN
from course_lib.tables import figure

# Ranks of use and of what a proxy's CPU is: measured side by side, or with a guess of requests that is far wider.
MEASURED_TOGETHER, GUESSED_TOGETHER = 0.9, 0.35
USUAL_MARGIN = 1.3  # the middle one of those tools
# Pods of mixed sizes, packed, fill up to 97% of nodes (chapter 02); updates and autoscalers leave some of that.
PACKING = (0.7, 0.87, 0.98)
OFTEN = 4  # times as many requests as the CPU says, or a quarter
SIDES = 2  # of a call, each with a proxy
Given = tuple[Estimate, str]
PLACES: dict[str, Callable[[str], Estimate]] = {
    "average": lambda region: region_g_per_kwh(region, "average"),
    "marginal": lambda region: region_g_per_kwh(region, "marginal"),
    "pue": region_pue,
}


def givens(loads: Sequence[Load], scenario: Scenario, setting: Setting, mesh: There, use: Estimate) -> dict[str, Given]:
    """Return the inputs in place of the model's own, without use itself, each with how it is known."""
    made = {
        "imbalance": _imbalance(loads),
        "margin": _margin(),
        "packing": _guess(
            PACKING, "share", "of a node that requests fill: packed by the scheduler's rule, and kept so full"
        ),
        "callers": _guess((0.3, 1.0, 5.0), "times", f"pods that call a service: {CALLERS} assumed, from 3 to 50"),
        **_proxies(scenario, setting, mesh, use),
    }
    if setting.region:
        own = inputs(scenario)
        return made | {name: (own[name], READ) for name in PLACES}
    return made | {name: _anywhere(each) for name, each in PLACES.items()}


def _range(ends: tuple[float, float, float], unit: str, source: str) -> Estimate:
    low, best, high = ends
    return Estimate(low=low, best=best, high=high, unit=unit, source=source, certainty="guess")


def _guess(ends: tuple[float, float, float], unit: str, source: str) -> Given:
    return _range(ends, unit, source), ASSUMED


def _imbalance(loads: Sequence[Load]) -> Given:
    """Return how far the busiest pods may be off what was measured, by how well those are known that matter."""
    own = [each for each in loads if each.is_candidate]
    what = "what the busiest pod gets above the mean"
    unseen = [each for each in own if each.busiest_over_mean is None or uneven(each) > each.busiest_over_mean]
    if 2 * sum(each.pods for each in unseen) > sum(each.pods for each in own):
        said = f"{what}: not measured of {counted(len(unseen), 'service')}; as chance spreads {CALLERS} callers"
        return _guess((0.0, 1.0, 2.0), "times", said)
    if any(each.evenness == UNKNOWN for each in own):
        return _range((0.0, 1.0, 1.3), "times", f"{what}, measured once, so perhaps by chance"), MEASURED
    return _range((0.7, 1.0, 1.3), "times", f"{what}, measured, less chance"), MEASURED


def _margin() -> Given:
    """Return what owners leave above the busiest pod: as tools that recommend requests do."""
    most = 1 / figure("rightsizing", "kubecost_high_availability").value
    said = "a request over the busiest pod's use: KRR adds nothing, VPA 15%, most others 30 to 54%, Kubecost up to 100%"
    return _guess((1.0, USUAL_MARGIN, most), "ratio", said)


def together(setting: Setting, mesh: There) -> Correlated:
    """Return which inputs move together: more use is more requests, unless a demand says how many those are."""
    both = {("sidecar_cost", "shared_cost"): MEASURED_TOGETHER}
    if setting.requests_per_s is not None:
        return both
    each = MEASURED_TOGETHER if mesh.proxies else GUESSED_TOGETHER
    return both | {("use", name): each for name in ("sidecar_cost", "shared_cost")}


def _proxies(scenario: Scenario, setting: Setting, mesh: There, use: Estimate) -> dict[str, Given]:
    cost, shared = inputs(scenario)["sidecar_cost"], published_cost(_shared_rate(scenario))
    if mesh.proxies:
        return _as_measured(scenario, mesh, use, shared.best / cost.best)
    if setting.requests_per_s is not None:
        return {"sidecar_cost": (cost, ASSUMED), "shared_cost": (shared, ASSUMED)}
    return {"sidecar_cost": _of_unknown_requests(cost), "shared_cost": _of_unknown_requests(shared)}


def _shared_rate(scenario: Scenario) -> float:
    """Return the requests/s that pass a node proxy, as far as anything was measured."""
    passing = SIDES * scenario.requests_per_s / (scenario.nodes.count or 1)
    return min(max(passing, LOWEST), HIGHEST)


def _of_unknown_requests(cost: Estimate) -> Given:
    """Return a cost that holds the requests, too: both unknown, and seldom both at their high ends, so squares add up.

    Towards zero, a range of plain numbers hardly gets wider.
    """
    high = cost.best * math.exp(math.hypot(math.log(cost.high / cost.best), math.log(OFTEN)))
    said = f"{cost.source}; a quarter to {OFTEN} times the requests, of which kubectl says nothing"
    return _guess((cost.low / OFTEN, cost.best, high), cost.unit, said)


def _as_measured(scenario: Scenario, mesh: There, use: Estimate, shared: float) -> dict[str, Given]:
    """Return what proxies cost, from what they use of the CPU of the applications that they stand beside."""
    called = [each for each in scenario.services if each.requests_per_s * CPU_A_REQUEST_S > 1e-4]
    app = sum(each.count * each.pods * each.cpu_used_m / 1000 for each in called)
    cost = 1000 * mesh.of_app * app / (SIDES * scenario.requests_per_s)
    said = (
        f"measured: {counted(mesh.proxies, 'sidecar')} that use {mesh.of_app:.0%} of the CPU of what they stand beside"
    )
    ends = (0.8 * cost * use.low, cost * use.best, 1.2 * cost * use.high)
    low, best, high = (shared * each for each in ends)
    memory = (mesh.mib * 0.8, mesh.mib, mesh.mib * 1.5)
    return {
        "sidecar_cost": (_range(ends, UNIT, said), MEASURED),
        "shared_cost": (_range((low, best, high), UNIT, f"{said}; carried over to the rate of a node proxy"), MEASURED),
        "scoped_memory": (_range(memory, "MiB", f"measured: {counted(mesh.proxies, 'sidecar')}, mean"), MEASURED),
    }


def _anywhere(read: Callable[[str], Estimate]) -> Given:
    every = [read(region) for region in REGIONS]
    best = [each.best for each in every]
    source = f"no region is known: from the least to the most of {len(REGIONS)} regions"
    return _guess((min(best), median(best), max(best)), every[0].unit, source)
