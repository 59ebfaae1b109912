"""The true effect of each alternative on a made-up cluster: pods simulated, requests summed up, nodes packed.

What people do is the same as in the question that the assessment answers. Everybody acts. Owners keep what today's pods
can bear: the load at which the busiest of them just meets the objective. With another balance they run the fewest pods
that bear it, but no fewer than their floor; they request what the busiest pod takes in the busy hour, with their
margin, and leave pods alone that a limit holds. Sidecars stand where, by the true figures, they take less than they
save.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.balancers import POWER_OF_TWO_CHOICES, ROUND_ROBIN
from course_lib.balancers.balancer import Balancer
from course_lib.cluster import nodes_needed
from course_lib.mesh import balance
from course_lib.mesh.alternatives import (
    BY_DEFAULT,
    CLIENT_SIDE,
    NODE_PROXY,
    SIZED,
    WHERE_NEEDED,
    WITH_WAYPOINT,
)
from course_lib.proxies.rate import HIGHEST, LOWEST, costs_ms
from course_lib.proxies.ratios import reserved
from course_lib.proxies.requests import MIB_OF_MB, NODE_AGENTS, as_installed
from course_lib.simulation import Pods, simulate
from course_lib.traffic import poisson_trace
from tests.models.made_up.clusters import GRPC, HTTP, ISTIO, Cluster, Hidden

REQUESTS, SEED = 10_000, 3
SHARE = 0.99
SIDECAR = (int(reserved(ISTIO).cpu_m), int(reserved(ISTIO).memory_mib))
WAYPOINT_FULL, FEWEST_WAYPOINTS = 0.7, 2
WAYPOINT_MIB = 60 * MIB_OF_MB
ZTUNNEL_MIB = 12 * MIB_OF_MB
INSTALLED = as_installed(ISTIO)
AT = 1000.0


@dataclass(frozen=True, eq=False)
class Taken:
    """What pods request: a row a pod, millicores and MiB; and what each node loses besides."""

    requests: Values
    node: tuple[float, float] = (0.0, 0.0)

    def totals(self, nodes: float) -> tuple[float, float]:
        """Return cores and GiB."""
        cores, mib = self.requests.sum(axis=0)
        return (cores + nodes * self.node[0]) / 1000, (mib + nodes * self.node[1]) / 1024


# ---- pods ----


def bears(one: Hidden) -> float:
    """Return the load, in workers kept busy, that today's pods bear without any mesh."""
    return _most(one, 0.0) * one.workers / float(one.shares.max())


def _most(one: Hidden, added_s: float) -> float:
    return _busiest(float(balance.tight(one.objective - added_s / one.work_s, 1.0, SHARE)), one.workers)


def pods_balanced(one: Hidden, balancer: Balancer, views: int, added_s: float) -> int:
    """Return the fewest pods that bear as much once requests are balanced, no fewer than the floor."""
    objective, load = one.objective - added_s / one.work_s, bears(one)
    least, most = max(one.floor, int(load / one.workers) + 1), 3 * one.pods

    def meets(pods: int) -> bool:
        return _meets(load / pods / one.workers, pods, one.workers, balancer, views, objective)

    pods = min(most, max(least, _near(one, balancer, views, objective, load)))
    while pods > least and meets(pods - 1):
        pods -= 1
    while pods < most and not meets(pods):
        pods += 1
    return pods


def _near(one: Hidden, balancer: Balancer, views: int, objective: float, load: float) -> int:
    """Return where to begin the search, by the library's own table; it doesn't decide where the search ends."""
    tight = float(balance.tight(objective, 1.0, SHARE))
    random = load / one.workers / _busiest(tight, one.workers)
    name = balance.ROUND_ROBIN if balancer is ROUND_ROBIN else balance.TWO_CHOICES
    share = balance.share_of_random(name, SHARE, one.workers, views=[views], pods=[random], tight=[tight])
    return int(np.ceil(float(share[0]) * random))


def _busiest(tight: float, workers: int) -> float:
    return float(balance.busiest([tight], workers, SHARE)[0]) if tight < 1 else 1e-3


def _meets(utilisation: float, pods: int, workers: int, balancer: Balancer, views: int, objective: float) -> bool:
    if utilisation >= 0.99:
        return False
    trace = poisson_trace(REQUESTS, utilisation=utilisation, pods=pods, workers=workers, seed=SEED)
    run = simulate(trace, balancer, Pods.alike(pods, workers=workers), engine="compiled", proxies=min(views, 300))
    return float(np.quantile(run.latency_s[len(run.latency_s) // 10 :], SHARE)) <= objective


def pods_as_today(one: Hidden, added_s: float) -> int:
    """Return the pods where connections are balanced as today, but proxies take their time: to the nearest pod."""
    grown = one.pods * _most(one, 0.0) / _most(one, added_s)
    if one.speaks not in HTTP or grown < one.pods + 0.5:
        return one.pods
    return min(3 * one.pods, int(np.ceil(grown)))


# ---- what they request ----


def own(one: Cluster, each: Hidden, pods: int, *, even: bool) -> tuple[int, float, float]:
    """Return pods, and what each of them requests."""
    shares = np.full(pods, 1 / pods) if even else each.shares * each.pods / pods
    cores = one.margin * float(each.cores(shares).max())
    held = min(each.cpu_request_m / 1000, each.workers)
    return pods, 1000 * (held if each.limited else cores), one.margin * each.memory_mib * each.peak_memory


def rows(pods: list[tuple[int, float, float]]) -> Values:
    """Return a row for each pod."""
    return np.repeat([each[1:] for each in pods], [each[0] for each in pods], axis=0)


def cost_at(one: Cluster, per_s: float) -> float:
    """Return what 1,000 requests/s take of one proxy that so many pass."""
    rate = min(max(per_s, LOWEST), HIGHEST)
    times = float(np.divide(*costs_ms(np.array([rate, AT]))))
    return one.proxies.cost * times**one.proxies.by_rate


def sidecar_cores(one: Cluster, each: Hidden, pods: int) -> float:
    """Return what a sidecar takes, for calls to a pod, and as many that it makes itself."""
    per_s = 2 * each.passing_per_s / pods
    return per_s * cost_at(one, per_s) / 1000


# ---- alternatives ----


def effects(one: Cluster) -> dict[str, dict[str, float]]:
    """Return what each alternative adds to none, by output."""
    none = Taken(rows([own(one, each, each.pods, even=each.by_clients) for each in one.workloads]))
    full = _density(one, none)
    base = _outputs(one, none, full)
    found = {name: _outputs(one, taken, full) for name, taken in _alternatives(one).items()}
    return {name: {output: each[output] - base[output] for output in base} for name, each in found.items()}


def _alternatives(one: Cluster) -> dict[str, Taken]:
    sided = [_with_sidecars(one, each) for each in one.workloads]
    return {
        CLIENT_SIDE: Taken(rows([_by_clients(one, each) for each in one.workloads])),
        BY_DEFAULT: _sidecars(one, sided, sized=False),
        SIZED: _sidecars(one, sided, sized=True),
        WHERE_NEEDED: _where_needed(one, sided),
        NODE_PROXY: _node_proxies(one, waypoints=False),
        WITH_WAYPOINT: _node_proxies(one, waypoints=True),
    }


def _with_sidecars(one: Cluster, each: Hidden) -> tuple[int, float, float]:
    added_s = one.proxies.latency_s
    if each.balances:
        return own(one, each, pods_balanced(each, POWER_OF_TWO_CHOICES, each.callers, added_s), even=True)
    return own(one, each, pods_as_today(each, added_s), even=each.by_clients)


def _by_clients(one: Cluster, each: Hidden) -> tuple[int, float, float]:
    if each.balances and each.speaks == GRPC:
        return own(one, each, pods_balanced(each, ROUND_ROBIN, each.callers, 0.0), even=True)
    return own(one, each, each.pods, even=each.by_clients)


def _sidecars(one: Cluster, pods: list[tuple[int, float, float]], *, sized: bool) -> Taken:
    made = [(*_sidecar(one, each, many, sized=sized), many, cpu, mib)
            for each, (many, cpu, mib) in zip(one.workloads, pods, strict=True)]  # fmt: skip
    with_sidecar = [(many, cpu + more, mib + more_mib) for more, more_mib, many, cpu, mib in made]
    return Taken(rows([*with_sidecar, _control(one, sum(each[0] for each in with_sidecar))]))


def _sidecar(one: Cluster, each: Hidden, pods: int, *, sized: bool) -> tuple[float, float]:
    if not sized:
        return float(SIDECAR[0]), float(SIDECAR[1])
    return 1000 * one.margin * sidecar_cores(one, each, pods), one.margin * one.proxies.memory_mib


def _control(one: Cluster, proxies: float) -> tuple[int, float, float]:
    base = INSTALLED.control_plane.base
    return 1, base.cpu_m, max(base.memory_mib, one.proxies.control_mib * proxies)


def _where_needed(one: Cluster, sided: list[tuple[int, float, float]]) -> Taken:
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


def _is_worth(one: Cluster, each: Hidden, old: tuple[int, float, float], new: tuple[int, float, float]) -> bool:
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


def _beside_nodes(one: Cluster, made: list[tuple[int, float, float]]) -> Taken:
    """Return pods with what node proxies take of nodes, by use, and their agents, as installed."""
    agents = INSTALLED.parts[NODE_AGENTS]
    pods, calls = rows(made), 2 * sum(each.passing_per_s for each in one.workloads)
    nodes = packed(one, Taken(pods))
    used = calls * cost_at(one, calls / nodes) * one.proxies.node_proxy * one.margin
    return Taken(pods + np.array([used / len(pods), 0.0]), (agents.cpu_m, agents.memory_mib + one.margin * ZTUNNEL_MIB))


# ---- nodes ----


def _room(one: Cluster, taken: Taken) -> Values:
    daemons = np.sum(one.daemons, axis=0)
    return np.array(one.node) - daemons - np.array(taken.node)


def packed(one: Cluster, taken: Taken) -> int:
    """Return the nodes that pods are on: packed as the scheduler does it, and kept only so full."""
    requests = np.ceil(taken.requests).astype(np.int64)
    found = nodes_needed(requests, np.floor(_room(one, taken)).astype(np.int64))
    return int(np.ceil(found / one.kept_full))


def _filled(one: Cluster, taken: Taken) -> float:
    """Return the nodes that requests would fill to the last millicore, by whatever is full first."""
    return float((taken.requests.sum(axis=0) / _room(one, taken)).max())


def _density(one: Cluster, taken: Taken) -> float:
    """Return how full nodes get where one more pod would open another: by twenty times as many pods."""
    requests = np.ceil(np.tile(taken.requests, (20, 1))).astype(np.int64)
    rng = np.random.default_rng(one.seed)
    order = rng.permutation(len(requests))
    many = nodes_needed(requests[order], np.floor(_room(one, taken)).astype(np.int64))
    return 20 * _filled(one, taken) / many * one.kept_full


def _outputs(one: Cluster, taken: Taken, full: float) -> dict[str, float]:
    nodes = packed(one, taken)
    cores, gib = taken.totals(nodes)
    return {"pods": float(len(taken.requests)), "nodes": float(nodes), "nodes_filled": _filled(one, taken) / full,
            "cpu_reserved": cores, "memory_reserved": gib}  # fmt: skip
