"""From how uneven a load on sidecars in every pod pay, by the share of the pods that can shrink.

Vocabulary: a load is `uneven` (2) by what the busiest pod gets over the mean. With proxies, requests are balanced: a
service that can shrink then needs what its balancers need, over the `uneven` pods of today. All else stays as it is,
requests included. What has to go is known in closed form (`mesh.least_loss`), and so is the `boundary`. The `roots`
are the same from the whole model, that adds up all parts of a mesh and knows no closed form.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.mesh import ALTERNATIVES, Acts, Nodes, Objective, Scenario, Service, at, inputs, least_loss
from course_lib.mesh.alternatives import BY_DEFAULT, NONE, SIZED, Alternative
from course_lib.mesh.balance import busiest, share_of_random, tight
from course_lib.mesh.inputs import guess
from course_lib.mesh.net import Formula, net
from course_lib.mesh.outcome import outcome
from course_lib.mesh.overhead import SIDES, added_s
from course_lib.mesh.uncertainty import flips
from course_lib.proxies.requests import CONTROL_PLANE, SIDECARS, as_installed

PODS, PODS_EACH, MIB_A_MILLICORE = 1000, 10, 2
MOST_UNEVEN = 4.0
SHARES = np.linspace(0.05, 1.0, 96)
ROOTS_AT = (0.2, 0.4, 0.6, 0.8, 1.0)
CPU, MEMORY = RESOURCES = ("CPU", "memory")
OUTPUTS = {CPU: "cpu_reserved", MEMORY: "memory_reserved"}
PROXIES = {"as installed by default": BY_DEFAULT, "right-sized and scoped": SIZED}
ACTS = Acts(requests=False)  # what a request's right size saves is another question
UNEVEN = guess((0.0, 1.0, MOST_UNEVEN - 1), "times", "what the busiest pod gets above the mean")

_CAN = Service(
    "can shrink", pods=PODS_EACH, requests_per_s=12.5 * PODS_EACH, mean_service_s=0.04, cpu_request_m=250,
    cpu_used_m=100, memory_request_mib=500, memory_used_mib=300, callers=1, busiest_over_mean=2.0, count=1,
)  # fmt: skip
_CANNOT = replace(_CAN, name="can't shrink", workers=8, floor=PODS_EACH, busiest_over_mean=1.0)


@dataclass(frozen=True)
class BreakEvenStudy:
    """A fleet of services that can shrink and others that can't, with a sidecar in every pod.

    Attributes
    ----------
    share, uneven : float
        Of the pods, those that can shrink; what the busiest of these gets over the mean.
    pod_m : float
        What a pod requests.
    views : int
        Balancers that share a service's requests (K).
    proxies, resource : str
        One of `PROXIES` and of `RESOURCES`.
    boundary : array
        In closed form, at each of `SHARES`: from how uneven on it pays; infinite where it never does.
    roots : dict of float to float
        From the whole model at some of `ROOTS_AT`, as far as there are any.
    net : float
        What is requested more with proxies, at the fleet's own place, over what is requested without.
    """

    share: float
    uneven: float
    pod_m: float
    views: int
    proxies: str
    resource: str
    boundary: Values
    roots: dict[float, float]
    net: float

    @property
    def pays_from(self) -> float:
        """From how uneven on it pays with this fleet's share; infinite if never."""
        return float(boundary(np.array([self.share]), self.pod_m, self.views, self.proxies, self.resource)[0])


def break_even_study(
    share_percent: float, uneven: float, pod_m: float, views: float, proxies: str, resource: str
) -> BreakEvenStudy:
    """Give every pod a sidecar.

    >>> study = break_even_study(20, 2, 250, 3, "right-sized and scoped", CPU)
    >>> f"{study.pays_from:.2f}", f"{study.net:+.1%}"
    ('1.10', '-5.4%')
    """
    share, place = share_percent / 100, (pod_m, int(views), require.one_of("proxies", proxies, PROXIES),
                                         require.one_of("resource", resource, RESOURCES))  # fmt: skip
    scenario, values = fleet(share, pod_m), _at(share, pod_m, int(views), imbalance=uneven - 1)
    without, within = (
        float(outcome(scenario, ALTERNATIVES[name], values, ACTS, whole=False)[OUTPUTS[resource]][0])
        for name in (NONE, PROXIES[proxies])
    )
    return BreakEvenStudy(share, uneven, *place, boundary(SHARES, *place), roots(*place), within / without - 1)


@lru_cache(maxsize=64)
def fleet(share: float, pod_m: float) -> Scenario:
    """Return a thousand pods, of which a share can shrink; nodes of which nothing is full."""
    can = round(share * PODS / PODS_EACH)
    sized: dict[str, Any] = {"cpu_request_m": pod_m, "memory_request_mib": pod_m * MIB_A_MILLICORE}
    both = (replace(_CAN, count=max(1, can), **sized), replace(_CANNOT, count=max(1, PODS // PODS_EACH - can), **sized))
    services = both[: 1 if can == PODS // PODS_EACH else 2]
    return Scenario(services, Nodes(15_500, 60_000, 16), Objective(0.4))


def _at(share: float, pod_m: float, views: int, **instead: Any) -> dict[str, Values]:
    """Return all inputs at their best, with so many callers; each service has one in the table."""
    return at(inputs(fleet(share, pod_m)), callers=float(views), **instead)


@lru_cache(maxsize=64)
def roots(pod_m: float, views: int, proxies: str, resource: str) -> dict[float, float]:
    """Return from how uneven on it pays at some shares, by the whole model."""
    found = {}
    for share in ROOTS_AT:
        formula = net(fleet(share, pod_m), ALTERNATIVES[PROXIES[proxies]], ACTS)
        alone = _by_imbalance(formula, _at(share, pod_m, views))
        first = next(iter(flips({"imbalance": UNEVEN}, alone, OUTPUTS[resource])["imbalance"]), None)
        if first and first.within:
            found[share] = 1 + first.at
    return found


def _by_imbalance(formula: Formula, known: dict[str, Values]) -> Formula:
    """Return the same formula with all other inputs as they are known."""
    return lambda values, whole: formula({**known, **values}, whole)


def boundary(shares: Values, pod_m: float, views: int, proxies: str, resource: str) -> Values:
    """Return from how uneven on it pays in closed form; infinite where it never does."""
    pod, proxy, fixed = requested(pod_m, proxies, resource)
    losses = np.array([least_loss(pod, proxy, float(each), fixed_a_pod=fixed) for each in shares])
    needed = balanced(ALTERNATIVES[PROXIES[proxies]], views)
    return np.where(losses < 1, needed / np.where(losses < 1, 1 - losses, 1.0), np.inf)


def requested(pod_m: float, proxies: str, resource: str) -> tuple[float, float, float]:
    """Return what a pod requests, its proxy, and what a mesh requests besides for each pod of today.

    A proxy's right size follows the requests that pass it: with fewer pods each passes more, so all of them together
    request the same. Its memory doesn't.
    """
    values = {name: float(each[0]) for name, each in _at(1.0, pod_m, 1).items()}
    chart, plane = as_installed().parts[SIDECARS], as_installed().of(CONTROL_PLANE, PODS)
    sized = PROXIES[proxies] == SIZED
    if resource == MEMORY:
        own = values["margin"] * values["scoped_memory"] if sized else chart.memory_mib
        return pod_m * MIB_A_MILLICORE, own, plane.memory_mib / PODS
    used = values["margin"] * SIDES * _CAN.requests_per_s / PODS_EACH * values["sidecar_cost"]
    return (pod_m, 0.0, used + plane.cpu_m / PODS) if sized else (pod_m, chart.cpu_m, plane.cpu_m / PODS)


def balanced(alternative: Alternative, views: int) -> float:
    """Return the pods that balanced requests need with proxies on the way, over random's without."""
    scenario = fleet(1.0, _CAN.cpu_request_m)
    values, objective, work_s = _at(1.0, _CAN.cpu_request_m, views), scenario.objective, _CAN.mean_service_s
    without, within = (
        tight(objective.seconds - added, work_s, objective.share) for added in (0.0, added_s(alternative, values))
    )
    least, more = (busiest(each, _CAN.workers, objective.share) for each in (without, within))
    pods = _CAN.requests_per_s * work_s / more
    share = share_of_random(alternative.balancer, objective.share, _CAN.workers, views=views, pods=pods, tight=within)
    return float((share * least / more)[0])
