"""What files tell of a made-up cluster: one pipe, three readings a minute apart, and perhaps a day of requests."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from course_lib.arrays import Values
from course_lib.cluster import nodes_needed, place
from course_lib.sizing import Demand
from tests.models.made_up.effects import SIDECAR, sidecar_cores
from tests.models.made_up.hidden import SILENT, Cluster, Hidden
from tests.models.pipe_objects import BORN, autoscaler, budget, container, endpoint, endpoint_slice, owned

READINGS, WINDOW_S = 3, 15
DAY, DAY_S = "2026-11-29", 1_795_910_400  # its midnight, since 1970
MIB = 2**20


def files(one: Cluster) -> tuple[str, list[str]]:
    """Return what kubectl writes, and what the metrics server says, three times: a window's mean, with its chance."""
    rng = np.random.default_rng((one.seed, 1))
    items = _items(one)
    nodes = sum(each["kind"] == "Node" for each in items)
    return json.dumps({"apiVersion": "v1", "kind": "List", "items": items}), [
        _reading(one, nodes, rng, one.minute + at) for at in range(READINGS)
    ]


def _items(one: Cluster) -> list[dict]:
    pods = [_pod(one, each, at) for each in one.workloads for at in range(each.pods)]
    nodes = _nodes(one, pods)
    items = [*nodes, *pods, *_daemons(one, nodes)]
    for each in one.workloads:
        items += _around(each, [pod for pod in pods if pod["metadata"]["labels"]["app"] == each.name])
    return items


def _metadata(name: str, namespace: str, **more: Any) -> dict:
    return {"name": name, "namespace": namespace, "uid": f"{namespace}/{name}", "creationTimestamp": BORN} | more


def _pod(one: Cluster, each: Hidden, at: int) -> dict:
    labels, name = {"app": each.name, "pod-template-hash": "5d4"}, f"{each.name}-5d4-{at:03}"
    kind, owner = ("StatefulSet", each.name) if each.tied else ("ReplicaSet", f"{each.name}-5d4")
    app = container("app", f"{each.cpu_request_m}m", f"{each.memory_request_mib}Mi")
    if each.limited:
        app["resources"]["limits"] = dict(app["resources"]["requests"])
    cpu, memory = SIDECAR
    proxy = container("istio-proxy", f"{cpu}m", f"{memory}Mi", image="docker.io/istio/proxyv2:1.24.1")
    own = _metadata(name, each.namespace, labels=labels, ownerReferences=[owned(kind, owner)])
    status = {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}
    spec: dict = {"containers": [app, *([proxy] if one.meshed else [])]}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": own, "spec": spec, "status": status}


def _nodes(one: Cluster, pods: list[dict]) -> list[dict]:
    """Return as many nodes as today's pods take, and put those on them."""
    requests = [_request(each) for each in pods]
    room = [a - sum(each[at] for each in one.daemons) for at, a in enumerate(one.node)]
    many = int(np.ceil(nodes_needed(requests, room) / one.kept_full))
    where = place(requests, np.tile(room, (many, 1))).node_of
    for pod, at in zip(pods, where.tolist(), strict=True):
        pod["spec"]["nodeName"] = f"node-{max(at, 0)}"
    gives = {"cpu": f"{one.node[0]}m", "memory": f"{one.node[1]}Mi", "pods": "110"}
    ready = [{"type": "Ready", "status": "True"}]
    return [{"apiVersion": "v1", "kind": "Node", "metadata": {"name": f"node-{at}", "uid": f"node-{at}"},
             "status": {"allocatable": gives, "conditions": ready}} for at in range(many)]  # fmt: skip


def _request(pod: dict) -> tuple[int, int]:
    asked = [each["resources"]["requests"] for each in pod["spec"]["containers"]]
    return sum(int(each["cpu"][:-1]) for each in asked), sum(int(each["memory"][:-2]) for each in asked)


def _daemons(one: Cluster, nodes: list[dict]) -> list[dict]:
    return [
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": _metadata(f"agent-{of}-{at}", "kube-system", labels={"app": f"agent-{of}"},
                               ownerReferences=[owned("DaemonSet", f"agent-{of}")]),
         "spec": {"nodeName": node["metadata"]["name"], "containers": [container("app", f"{cpu}m", f"{memory}Mi")]},
         "status": {"phase": "Running"}}
        for of, (cpu, memory) in enumerate(one.daemons) for at, node in enumerate(nodes)
    ]  # fmt: skip


def _around(each: Hidden, pods: list[dict]) -> list[dict]:
    """Return what stands around a workload's pods."""
    labels = {"app": each.name}
    spec = {"replicas": each.pods, "selector": {"matchLabels": labels}, "template": {"metadata": {"labels": labels}}}
    kind = "StatefulSet" if each.tied else "Deployment"
    made = [{"apiVersion": "apps/v1", "kind": kind, "metadata": _metadata(each.name, each.namespace), "spec": spec}]
    if each.speaks != SILENT:
        made += _service(each, pods)
    if each.least is not None:
        made.append(autoscaler(each.name, each.name, each.least))
        made[-1]["spec"]["maxReplicas"] = 2 * each.pods
    if each.kept is not None:
        made.append(budget(each.name, {"matchLabels": labels}, minAvailable=each.kept))
    for one in made:
        one["metadata"]["namespace"] = each.namespace
    return made


def _service(each: Hidden, pods: list[dict]) -> list[dict]:
    name, protocol = each.port
    port = {"name": name, "port": each.number, "protocol": "TCP"} | ({"appProtocol": protocol} if protocol else {})
    spec = {"type": "ClusterIP", "clusterIP": "None" if each.by_clients else "10.0.0.1", "selector": {"app": each.name}}
    own = {"apiVersion": "v1", "kind": "Service", "metadata": _metadata(each.name, each.namespace), "spec": spec}
    own["spec"]["ports"] = [port]
    return [own, endpoint_slice(each.name, *(endpoint(pod, ready=True) for pod in pods))]


def _reading(one: Cluster, nodes: int, rng: np.random.Generator, minute: int) -> str:
    load = one.now * rng.lognormal(0.0, 0.05)
    items = [item for each in one.workloads for item in _samples(one, each, load, rng, minute)]
    items += [_sample(f"agent-{of}-{at}", "kube-system", minute, ("app", cpu / 2000, memory / 2))
              for of, (cpu, memory) in enumerate(one.daemons) for at in range(nodes)]  # fmt: skip
    return json.dumps({"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "items": items})


def _samples(one: Cluster, each: Hidden, load: float, rng: np.random.Generator, minute: int) -> list[dict]:
    shares = np.full(each.pods, 1 / each.pods) if one.meshed and each.balances else each.shares
    cores = each.idle_m / 1000 + _work(rng, shares * each.requests_per_s * load, each.cpu_s)
    memory = each.memory_mib * rng.lognormal(0.0, 0.03, each.pods)
    proxies = sidecar_cores(one, each, each.pods) * load * rng.lognormal(0.0, 0.05, each.pods)
    made = []
    for at in range(each.pods):
        used = [("app", cores[at], memory[at])]
        used += [("istio-proxy", proxies[at], one.proxies.memory_mib)] if one.meshed else []
        made.append(_sample(f"{each.name}-5d4-{at:03}", each.namespace, minute, *used))
    return made


def _sample(name: str, namespace: str, minute: int, *used: tuple[str, float, float]) -> dict:
    return {
        "metadata": {"name": name, "namespace": namespace},
        "timestamp": f"{DAY}T{minute // 60:02}:{minute % 60:02}:00Z", "window": f"{WINDOW_S}s",
        "containers": [{"name": of, "usage": {"cpu": f"{round(cpu * 1e9)}n", "memory": f"{round(mib * 1024)}Ki"}}
                       for of, cpu, mib in used],
    }  # fmt: skip


def _work(rng: np.random.Generator, per_s: Values, cpu_s: float) -> Values:
    """Return the cores that some requests took: so many as came by chance, each with work of its own."""
    came = rng.poisson(per_s * WINDOW_S)
    return np.asarray(rng.gamma(np.maximum(came, 1e-9), cpu_s) / WINDOW_S)


def demand(one: Cluster) -> Demand | None:
    """Return the requests/s of a day, if somebody has them."""
    if not one.demand:
        return None
    return Demand(one.demand, step_s=60, unit="requests/s", start_s=DAY_S, name="all services", source="made up")
