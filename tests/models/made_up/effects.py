"""The true effect of each alternative on a made-up cluster: pods simulated, requests summed up, nodes packed.

What people do is the same as in the question that the assessment answers. Everybody acts. Owners keep what today's pods
can bear: the load at which the busiest of them just meets the objective. With another balance they run the fewest pods
that bear it, but no fewer than their floor; they request what the busiest pod takes in the busy hour, with their
margin, and leave pods alone that a limit holds. Sidecars stand where, by the true figures, they take less than they
save.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from course_lib.arrays import Values
from course_lib.balancers import POWER_OF_TWO_CHOICES, ROUND_ROBIN
from course_lib.mesh import alternatives
from course_lib.proxies.rate import HIGHEST, LOWEST, costs_ms
from course_lib.proxies.ratios import reserved
from course_lib.proxies.requests import AT_REQUESTS_PER_S, MIB_OF_MB, NODE_AGENTS, as_installed
from tests.models.made_up.bearing import pods_as_today, pods_balanced
from tests.models.made_up.clusters import ISTIO
from tests.models.made_up.hidden import GRPC, Cluster, Hidden
from tests.models.made_up.packing import Taken, density, outputs, packed

Pods = tuple[int, float, float]  # how many, and the millicores and MiB that each of them requests
WAYS = tuple(name for name in alternatives.ALTERNATIVES if name != alternatives.NONE)
SIDECAR = (int(reserved(ISTIO).cpu_m), int(reserved(ISTIO).memory_mib))
WAYPOINT_FULL, FEWEST_WAYPOINTS = 0.7, 2
WAYPOINT_MIB, ZTUNNEL_MIB = 60 * MIB_OF_MB, 12 * MIB_OF_MB  # Istio 1.24
INSTALLED = as_installed(ISTIO)


def own(one: Cluster, each: Hidden, pods: int, *, even: bool) -> Pods:
    """Return pods, and what each of them requests."""
    shares = np.full(pods, 1 / pods) if even else each.shares * each.pods / pods
    cores = one.margin * float(each.cores(shares).max())
    held = min(each.cpu_request_m / 1000, each.workers)
    return pods, 1000 * (held if each.limited else cores), one.margin * each.memory_mib * each.peak_memory


def rows(pods: list[Pods]) -> Values:
    """Return a row for each pod."""
    return np.repeat([each[1:] for each in pods], [each[0] for each in pods], axis=0)


def cost_at(one: Cluster, per_s: float) -> float:
    """Return what 1,000 requests/s take of one proxy that so many pass."""
    rate = min(max(per_s, LOWEST), HIGHEST)
    times = float(np.divide(*costs_ms(np.array([rate, AT_REQUESTS_PER_S]))))
    return one.proxies.cost * times**one.proxies.by_rate


def sidecar_cores(one: Cluster, each: Hidden, pods: int) -> float:
    """Return what a sidecar takes, for calls to a pod, and as many that it makes itself."""
    per_s = 2 * each.passing_per_s / pods
    return per_s * cost_at(one, per_s) / 1000


def effects(one: Cluster, names: Iterable[str] = WAYS) -> dict[str, dict[str, float]]:
    """Return what alternatives add to none, by output."""
    none = Taken(rows([own(one, each, each.pods, even=each.by_clients) for each in one.workloads]))
    full = density(one, none)
    base = outputs(one, none, full)
    sided = [_with_sidecars(one, each) for each in one.workloads]
    found = {name: outputs(one, _alternative(one, name, sided), full) for name in names}
    return {name: {output: each[output] - base[output] for output in base} for name, each in found.items()}


def _alternative(one: Cluster, name: str, sided: list[Pods]) -> Taken:
    match name:
        case alternatives.CLIENT_SIDE:
            return Taken(rows([_by_clients(one, each) for each in one.workloads]))
        case alternatives.BY_DEFAULT | alternatives.SIZED:
            return _sidecars(one, sided, sized=name == alternatives.SIZED)
        case alternatives.WHERE_NEEDED:
            return _where_needed(one, sided)
    return _node_proxies(one, waypoints=name == alternatives.WITH_WAYPOINT)


def _with_sidecars(one: Cluster, each: Hidden) -> Pods:
    added_s = one.proxies.latency_s
    if each.balances:
        return own(one, each, pods_balanced(each, POWER_OF_TWO_CHOICES, each.callers, added_s), even=True)
    return own(one, each, pods_as_today(each, added_s), even=each.by_clients)


def _by_clients(one: Cluster, each: Hidden) -> Pods:
    if each.balances and each.speaks == GRPC:
        return own(one, each, pods_balanced(each, ROUND_ROBIN, each.callers, 0.0), even=True)
    return own(one, each, each.pods, even=each.by_clients)


def _sidecars(one: Cluster, pods: list[Pods], *, sized: bool) -> Taken:
    made = [(*_sidecar(one, each, many, sized=sized), many, cpu, mib)
            for each, (many, cpu, mib) in zip(one.workloads, pods, strict=True)]  # fmt: skip
    with_sidecar = [(many, cpu + more, mib + more_mib) for more, more_mib, many, cpu, mib in made]
    return Taken(rows([*with_sidecar, _control(one, sum(each[0] for each in with_sidecar))]))


def _sidecar(one: Cluster, each: Hidden, pods: int, *, sized: bool) -> tuple[float, float]:
    if not sized:
        return float(SIDECAR[0]), float(SIDECAR[1])
    return 1000 * one.margin * sidecar_cores(one, each, pods), one.margin * one.proxies.memory_mib


def _control(one: Cluster, proxies: float) -> Pods:
    base = INSTALLED.control_plane.base
    return 1, base.cpu_m, max(base.memory_mib, one.proxies.control_mib * proxies)


def _where_needed(one: Cluster, sided: list[Pods]) -> Taken:
    """Return what it takes where each service has sidecars, and its callers, that saves more than those take."""
    before = [own(one, each, each.pods, even=each.by_clients) for each in one.workloads]
    worth = [each.balances and _is_worth(one, each, old, new)
             for each, old, new in zip(one.workloads, before, sided, strict=True)]  # fmt: skip
    made = [new if is_worth else old for is_worth, old, new in zip(worth, before, sided, strict=True)]
    inside = {each.name for each, is_worth in zip(one.workloads, worth, strict=True) if is_worth}
    beside = {name for each in one.workloads if each.name in inside for name in each.called_by} | inside
    proxies = sum(many for each, (many, _, _) in zip(one.workloads, made, strict=True) if each.name in beside)
    cores = sum(_proxies_cores(one, each, new[0])
                for each, new in zip(one.workloads, sided, strict=True) if each.name in inside)  # fmt: skip
    takes = one.margin * np.array([1000 * cores, one.proxies.memory_mib * proxies])
    pods = rows(made)
    return Taken(np.vstack([pods + takes / len(pods), rows([_control(one, proxies)])]))


def _is_worth(one: Cluster, each: Hidden, old: Pods, new: Pods) -> bool:
    takes = one.margin * np.array(
        [1000 * _proxies_cores(one, each, new[0]), one.proxies.memory_mib * (new[0] + each.callers)]
    )
    saved = old[0] * np.array(old[1:]) - new[0] * np.array(new[1:]) - takes
    return bool((saved / one.node).sum() > 0)


def _proxies_cores(one: Cluster, each: Hidden, pods: int) -> float:
    """Return what all proxies take for the calls to a service: its own sidecars', and its callers'."""
    return pods * sidecar_cores(one, each, pods)


def _node_proxies(one: Cluster, *, waypoints: bool) -> Taken:
    added_s = one.proxies.node_latency_s + waypoints * one.proxies.latency_s / 2
    spaces = {each.namespace: 0.0 for each in one.workloads}
    for each in one.workloads:
        spaces[each.namespace] += each.passing_per_s
    spaces = {name: _waypoints_cores(one, per_s) for name, per_s in spaces.items()}
    ways = {name: max(FEWEST_WAYPOINTS, int(np.ceil(used / WAYPOINT_FULL))) for name, used in spaces.items()}
    made = []
    for each in one.workloads:
        if waypoints and each.balances:
            pods = pods_balanced(each, POWER_OF_TWO_CHOICES, ways[each.namespace], added_s)
            made.append(own(one, each, pods, even=True))
        else:
            made.append(own(one, each, pods_as_today(each, added_s), even=each.by_clients))
    if waypoints:
        made += [(many, 1000 * one.margin * spaces[name] / many, one.margin * WAYPOINT_MIB)
                 for name, many in ways.items()]  # fmt: skip
    return _beside_nodes(one, [*made, _control(one, 0.0)])


def _waypoints_cores(one: Cluster, per_s: float) -> float:
    """Return what a namespace's waypoints take, of which each gets a part."""
    cores = per_s * cost_at(one, per_s / FEWEST_WAYPOINTS) * one.proxies.waypoint / 1000
    many = max(FEWEST_WAYPOINTS, int(np.ceil(cores / WAYPOINT_FULL)))
    return per_s * cost_at(one, per_s / many) * one.proxies.waypoint / 1000


def _beside_nodes(one: Cluster, made: list[Pods]) -> Taken:
    """Return pods with what node proxies take of nodes, by use, and their agents, as installed."""
    agents = INSTALLED.parts[NODE_AGENTS]
    pods, calls = rows(made), 2 * sum(each.passing_per_s for each in one.workloads)
    nodes = packed(one, Taken(pods))
    used = calls * cost_at(one, calls / nodes) * one.proxies.node_proxy * one.margin
    return Taken(pods + np.array([used / len(pods), 0.0]), (agents.cpu_m, agents.memory_mib + one.margin * ZTUNNEL_MIB))
