"""Made-up clusters whose truth is known to the last number: what no file tells of them stands here.

What is drawn, and from where. Published figures lie evenly between the least and the greatest that the tables hold (on
a logarithmic scale); what right-sizing tools add is one of their own factors. Unevenness is no number that is drawn:
callers throw their connections on pods, as kube-proxy does. Nobody publishes how much CPU a request takes, how close to
their objective services run, or how full requests are over many clusters: those are ours (`CPU_A_REQUEST_S`, `BEARS`,
`OF_REQUEST`), wide, and not the assessment's.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from course_lib.arrays import Values
from course_lib.mesh import balance
from course_lib.proxies.benchmarks import usages
from course_lib.proxies.memory import base_mb, service_mb
from course_lib.proxies.ratios import INSTALLS
from course_lib.proxies.requests import MIB_OF_MB, memory_a_proxy_mib
from course_lib.sizing.demand.curves import synthetic_day
from tests.models.made_up.hidden import GRPC, HTTP, HTTP_1, HTTP_2, SILENT, TCP, Cluster, Hidden, Kind, Proxies

CPU_A_REQUEST_S = (0.002, 0.04)  # a cluster's middle; of its services, one in three is 1.6 times off that or more
OBJECTIVE = (6.0, 40.0)  # times the mean work
BEARS = (1.0, 6.0)  # times the busy hour, before the objective is missed
OF_REQUEST = (0.1, 0.9)  # that is used in the busy hour
WORKERS = (1, 2, 4, 8, 16)
CORES_MOST = 2  # that all workers of a pod use at once: the rest of their time they wait for others
MARGINS = (1.0, 1.15, 1.3, 1 / 0.7, 1.5, 1 / 0.65)  # KRR, VPA, cloudtrim, Kubecost, kube-saver, Kubecost in production
PEAK_OVER_MEAN = (1.5, 3.0)
OFFICES = (0.5, 1.6)  # how steep their day is: their peak is then as many times the mean
OFFICE_HOURS = (9, 18)
KEPT_FULL = (0.8, 1.0)  # of what a packing fills, once autoscalers and updates have been at it
CPU_REQUESTS_M = (100, 200, 250, 500, 1000, 2000)
PODS = (2, 20)  # of a service
NODES = ((7910, 28_000), (15_890, 58_000))  # millicores and MiB that one gives
ISTIO = INSTALLS[2]


KINDS = {
    "gRPC": Kind(speaks=(0.9, 0.0, 0.1)),
    "HTTP/2": Kind(speaks=(0.1, 0.7, 0.2)),
    "HTTP/1.1": Kind(speaks=(0.1, 0.0, 0.9)),
    "mixed": Kind(),
    "large": Kind(services=(12, 20)),
    "by memory": Kind(memory_times=4.0),
    "autoscaled": Kind(autoscaled=0.9),
    "a mesh there": Kind(meshed=True),
}


def cluster(kind: str, seed: int) -> Cluster:
    """Return a cluster."""
    rng = np.random.default_rng((seed, *kind.encode()))
    workloads = _workloads(KINDS[kind], rng)
    day, minute = _day(rng), int(rng.integers(*OFFICE_HOURS)) * 60 + int(rng.integers(60))
    busy_hour = np.convolve(day, np.ones(60) / 60, "valid").max()
    total = sum(each.requests_per_s for each in workloads if each.speaks in HTTP)
    known = rng.random() < 0.3
    return Cluster(
        KINDS[kind],
        seed,
        workloads,
        NODES[rng.integers(len(NODES))],
        tuple((int(rng.integers(20, 150)), int(rng.integers(40, 300))) for _ in range(rng.integers(1, 4))),
        _proxies(rng),
        float(rng.choice(MARGINS)),
        float(rng.uniform(*KEPT_FULL)),
        minute,
        float(day[minute] / busy_hour),
        tuple((day / busy_hour * total).tolist()) if known else (),
    )


def _day(rng: np.random.Generator) -> Values:
    """Return a day of load by minute: of people with their peak in the evening, or as often of offices."""
    if rng.random() < 0.5:
        away = 2 * np.pi * (np.arange(1440) / 60 - rng.uniform(11, 15)) / 24
        return np.asarray(np.exp(between(rng, OFFICES) * np.cos(away)) * rng.lognormal(0.0, 0.05, 1440))
    peak, seed = rng.uniform(*PEAK_OVER_MEAN), int(rng.integers(9999))
    return np.asarray(_evening(round(peak, 1)) * np.random.default_rng(seed).lognormal(0.0, 0.05, 1440))


@cache
def _evening(peak_over_mean: float) -> Values:
    return synthetic_day(1.0, peak_over_mean=peak_over_mean).value


def between(rng: np.random.Generator, ends: tuple[float, float]) -> float:
    """Return a number that lies evenly between two, on a logarithmic scale."""
    return float(np.exp(rng.uniform(*np.log(ends))))


def _workloads(kind: Kind, rng: np.random.Generator) -> tuple[Hidden, ...]:
    middle, usual = between(rng, CPU_A_REQUEST_S), int(rng.choice(WORKERS))
    spoken = rng.choice([GRPC, HTTP_2, HTTP_1], size=rng.integers(*kind.services), p=kind.speaks).tolist()
    others = [TCP] * rng.integers(1, 3) + [SILENT] * rng.integers(1, 4)
    pods = [max(1, round(between(rng, PODS))) for _ in spoken] + [int(rng.integers(1, 4)) for _ in others]
    made = []
    for at, (speaks, many) in enumerate(zip([*spoken, *others], pods, strict=True)):
        workers = usual if rng.random() < 0.7 else int(rng.choice(WORKERS))
        calls = rng.choice(len(spoken), size=min(len(spoken), int(rng.integers(1, 4))), replace=False)
        callers = tuple(f"svc-{each}" for each in calls.tolist()), sum(pods[each] for each in calls.tolist())
        made.append(_workload(kind, rng, f"svc-{at}", speaks, many, workers, middle * 1.6 ** rng.normal(), callers))
    return tuple(made)


def _workload(
    kind: Kind,
    rng: np.random.Generator,
    name: str,
    speaks: str,
    pods: int,
    workers: int,
    cpu_s: float,
    callers: tuple[tuple[str, ...], int],
) -> Hidden:
    by_clients = speaks == GRPC and rng.random() < 0.15
    shares = np.full(pods, 1 / pods) if by_clients else thrown(rng, speaks, callers[1], pods)
    work_s = cpu_s * workers / between(rng, (0.3, min(workers, CORES_MOST)))
    objective = between(rng, OBJECTIVE)
    most = float(balance.busiest(balance.tight([objective], 1.0, 0.99), workers, 0.99)[0])
    requests = workers * most / float(shares.max()) / between(rng, BEARS) / work_s
    idle_m, memory = float(rng.uniform(2, 15)), between(rng, (80, 900)) * kind.memory_times
    used_m = idle_m + 1000 * requests * cpu_s / pods
    request = _nearest(used_m / between(rng, OF_REQUEST))
    scaled = pods > 2 and rng.random() < kind.autoscaled
    return Hidden(
        name, f"team-{rng.integers(4)}", speaks, _port(rng, speaks), _number(rng, speaks),
        speaks == TCP and rng.random() < 0.5, by_clients, workers, work_s, cpu_s, objective,
        requests, shares, idle_m, memory, float(rng.uniform(1.0, 1.25)),
        request, round(memory * rng.uniform(1.1, 2.5)),
        int(rng.integers(2, pods + 1)) if scaled else None,
        int(rng.integers(1, pods)) if pods > 2 and rng.random() < 0.15 else None,
        bool(rng.random() < 0.15), *callers,
    )  # fmt: skip


def _nearest(millicores: float) -> int:
    return int(min(CPU_REQUESTS_M, key=lambda each: abs(np.log(each / millicores)))) if millicores < 2500 else 3000


def _port(rng: np.random.Generator, speaks: str) -> tuple[str, str]:
    """Return a port's name and appProtocol; one in ten says nothing."""
    if rng.random() < 0.1:
        return "main", ""
    stated = rng.random() < 0.2
    names = {GRPC: ("grpc", "grpc"), HTTP_2: ("http2", "kubernetes.io/h2c"), HTTP_1: ("http", "http")}
    name, protocol = names.get(speaks, ("tcp-data", "tcp"))
    return ("main", protocol) if stated else (name, "")


def _number(rng: np.random.Generator, speaks: str) -> int:
    """Return a port's number: databases mostly have those that are known."""
    return int(rng.choice([3306, 5432, 6379, 9092, 7000])) if speaks == TCP else 8080


def thrown(rng: np.random.Generator, speaks: str, callers: int, pods: int) -> Values:
    """Return the share of all requests that each pod gets once callers have thrown their connections on them."""
    each = int(rng.integers(4, 30)) if speaks == HTTP_1 else int(rng.integers(1, 3))
    if speaks == SILENT:
        return np.asarray(rng.dirichlet(np.full(pods, 50.0)))
    weights = np.repeat(rng.lognormal(0.0, 0.3, callers), each)
    shares = np.bincount(rng.integers(pods, size=len(weights)), weights=weights, minlength=pods)
    return np.asarray(shares / shares.sum())


@cache
def _published() -> dict[str, tuple[float, float]]:
    rows = usages()
    costs = [each.value for each in rows if (each.mesh, each.part, each.load, each.unit) == ("Istio", "sidecar", "1000",
                                                                                         "vCPU")]  # fmt: skip
    added = {part: [each.value for each in rows if (each.part, each.resource) == (part, "added p99")]
             for part in ("pair of sidecars", "pair of ztunnels")}  # fmt: skip
    control = memory_a_proxy_mib(ISTIO)
    ends = {name: (min(each), max(each)) for name, each in added.items()}
    return {"cost": (min(costs), max(costs)), "control": (control.low, control.high), **ends}


def _proxies(rng: np.random.Generator) -> Proxies:
    told = _published()
    base, each = ((one.low, one.high) for one in (base_mb(), service_mb()))
    newest = {(one.part, one.resource): one.value for one in usages() if one.benchmark == "istio_1_24"}
    sidecar = newest["sidecar", "CPU"]
    return Proxies(
        between(rng, told["cost"]) * rng.lognormal(0.0, 0.2),
        float(rng.uniform()),
        newest["ztunnel", "CPU"] / sidecar * rng.lognormal(0.0, 0.2),
        newest["waypoint", "CPU"] / sidecar * rng.lognormal(0.0, 0.2),
        (between(rng, base) + 20 * between(rng, each)) * MIB_OF_MB,
        between(rng, told["control"]),
        between(rng, told["pair of sidecars"]) / 1000 * rng.uniform(0.3, 1.0),
        between(rng, told["pair of ztunnels"]) / 1000 * rng.lognormal(0.0, 0.3) * rng.uniform(0.3, 1.0),
    )
