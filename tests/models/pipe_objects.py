"""Made-up objects of a pipe, each with no more than what a test is about."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from course_lib import survey
from course_lib.survey import Survey

COPIES = Path(__file__).parents[1] / "data" / "pipe"
ORIGINALS = Path(__file__).resolve().parents[3] / "shared" / "data" / "pipe"
FOLDERS = [pytest.param(each, id=each.parent.parent.name) for each in (COPIES, ORIGINALS) if each.is_dir()]
BORN = "2026-11-20T06:00:00Z"
_numbers = itertools.count(1)


def metadata(name: str, namespace: str = "shop", **more: Any) -> dict:
    return {"name": name, "namespace": namespace, "uid": f"u{next(_numbers)}", "creationTimestamp": BORN} | more


def node(name: str = "n1") -> dict:
    status = {"allocatable": {"cpu": "4", "memory": "16Gi", "pods": "110"}}
    return {"apiVersion": "v1", "kind": "Node", "metadata": {"name": name, "uid": name}, "status": status}


def container(name: str = "app", cpu: str | None = "500m", memory: str | None = "1Gi", **more: Any) -> dict:
    requests = {key: value for key, value in (("cpu", cpu), ("memory", memory)) if value}
    return {"name": name, "image": f"images.invalid/{name}:1", "resources": {"requests": requests}} | more


def owned(kind: str, name: str, **more: Any) -> dict:
    return {"kind": kind, "name": name, "controller": True, "apiVersion": "apps/v1"} | more


def pod(
    name: str,
    *owners: dict,
    labels: dict | None = None,
    phase: str = "Running",
    containers: list | None = None,
    namespace: str = "shop",
    **spec: Any,
) -> dict:
    own = metadata(name, namespace, labels=labels or {}, ownerReferences=[*owners])
    ready = {"type": "Ready", "status": "True" if phase == "Running" else "False"}
    status = {"phase": phase, "conditions": [ready]}
    made = {"nodeName": "n1", "containers": containers or [container()]} | spec
    return {"apiVersion": "v1", "kind": "Pod", "metadata": own, "spec": made, "status": status}


def deployment(name: str, replicas: int = 2, kind: str = "Deployment", labels: dict | None = None) -> dict:
    wanted = {"app": name} if labels is None else labels
    template = {"metadata": {"labels": wanted}, "spec": {"containers": [container()]}}
    spec = {"replicas": replicas, "selector": {"matchLabels": wanted}, "template": template}
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": metadata(name), "spec": spec}


def replicas(name: str, many: int = 2, **more: Any) -> list[dict]:
    """Return a Deployment's pods."""
    labels = {"app": name, "pod-template-hash": "5d4"}
    owner = owned("ReplicaSet", f"{name}-5d4")
    return [pod(f"{name}-5d4-{letter}", owner, labels=labels, **more) for letter in "abcdefgh"[:many]]


def service(name: str, *ports: dict, **spec: Any) -> dict:
    own = {"type": "ClusterIP", "clusterIP": "10.0.0.1", "selector": {"app": name}, "ports": [*ports]} | spec
    return {"apiVersion": "v1", "kind": "Service", "metadata": metadata(name), "spec": own}


def endpoint_slice(of: str, *endpoints: Any, family: str = "IPv4", **more: Any) -> dict:
    own = metadata(f"{of}-{next(_numbers)}", labels={"kubernetes.io/service-name": of})
    made = {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": own, "addressType": family}
    return made | {"endpoints": [*endpoints], "ports": []} | more


def endpoint(target: dict | None, address: str = "10.1.0.1", **conditions: Any) -> dict:
    made: dict = {"addresses": [address], "conditions": conditions}
    if target is None:
        return made
    own = {key: target["metadata"][key] for key in ("name", "namespace", "uid")}
    return made | {"targetRef": {"kind": "Pod"} | own}


def budget(name: str, selector: Any, status: dict | None = None, version: str = "v1", **spec: Any) -> dict:
    own = ({} if selector is None else {"selector": selector}) | spec
    made = {"apiVersion": f"policy/{version}", "kind": "PodDisruptionBudget", "metadata": metadata(name), "spec": own}
    return made | {"status": {"disruptionsAllowed": 1} if status is None else status}


def autoscaler(name: str, scales: str, least: int = 1, **status: Any) -> dict:
    spec = {"minReplicas": least, "maxReplicas": 9, "scaleTargetRef": {"kind": "Deployment", "name": scales}}
    made = {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": metadata(name)}
    return made | {"spec": spec, "status": {"currentMetrics": None} | status}


def listed(*items: Any) -> str:
    return json.dumps({"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}, "items": [*items]})


def read(*items: Any, usage: Any = ()) -> Survey:
    return survey.read(listed(node(), *items), usage=usage)


def measured(*samples: tuple[dict, dict[str, tuple[str, str]]], minute: int = 0, **more: Any) -> str:
    """Return a reading: pods, each with what its containers used, CPU and memory."""
    items = [
        {
            "metadata": {key: made["metadata"][key] for key in ("name", "namespace")},
            "timestamp": f"2026-11-29T10:{minute:02}:00Z",
            "window": "15.067s",
            "containers": [
                {"name": name, "usage": {"cpu": cpu, "memory": memory}} for name, (cpu, memory) in used.items()
            ],
        }
        | more
        for made, used in samples
    ]
    return json.dumps(
        {"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": {}, "items": items}
    )
