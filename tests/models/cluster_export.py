"""A made-up export as `kubectl get nodes,pods -A -o json --show-managed-fields` writes it.

Run as a script it makes one of 5,000 pods on 200 nodes, about 14 KB a pod, and times its import:

    python tests/models/cluster_export.py [--pods 5000] [--nodes 200] [--keep cluster.json]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

ZONES = ("eu-west-1a", "eu-west-1b", "eu-west-1c")
SERVICES = ("cart", "checkout", "search", "payment", "catalogue", "mail")
DEFAULT_TOLERATIONS = [
    {"key": f"node.kubernetes.io/{key}", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300}
    for key in ("not-ready", "unreachable")
]
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
BORN = "2026-11-03T08:14:07Z"


def export(pods: int, nodes: int, seed: int = 1, *, bulky: bool = True) -> dict:
    """Return a List of nodes and pods; each twist below occurs once in every `len(TWISTS)` pods.

    `bulky` says whether managed fields, environments, probes and statuses are there, too.
    """
    draw = random.Random(seed)  # noqa: S311
    machines = [node(number, bulky) for number in range(nodes)]
    names = [each["metadata"]["name"] for each in machines]
    twists = list(TWISTS.values())
    made = [pod(number, draw, names, twists[number % len(twists)], bulky) for number in range(pods)]
    return {"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}, "items": [*machines, *made]}


def node(number: int, bulky: bool) -> dict:
    """Return one node; the second is cordoned, the third not Ready, every tenth has GPUs and a taint."""
    name = f"ip-10-0-{number // 250}-{number % 250}.{ZONES[number % 3][:-1]}.compute.internal"
    labels = {"kubernetes.io/hostname": name, "topology.kubernetes.io/zone": ZONES[number % 3], "cores": "4"}
    spec: dict = {"podCIDR": "10.244.0.0/24", "providerID": f"aws:///{ZONES[number % 3]}/i-{number:017x}"}
    if number % 10 == 9:
        labels["accelerator"] = "gpu"
        spec["taints"] = [{"key": "nvidia.com/gpu", "value": "true", "effect": "NoSchedule"}]
    if number == 1:
        spec["unschedulable"] = True
        spec["taints"] = [{"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule", "timeAdded": BORN}]
    ready = {"type": "Ready", "status": "Unknown" if number == 2 else "True", "reason": "KubeletReady"}
    status = {
        "allocatable": {"cpu": "3920m", "memory": "12880336Ki", "pods": "110", "ephemeral-storage": "47233297124"},
        "capacity": {"cpu": "4", "memory": "16207056Ki", "pods": "110", "ephemeral-storage": "52416492Ki"},
        "conditions": [{"type": "MemoryPressure", "status": "False"}, ready],
    }
    if bulky:
        status["images"] = [{"names": [f"registry.example/{each}:v1"], "sizeBytes": 10**8} for each in SERVICES * 8]
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": name, "labels": labels, "creationTimestamp": BORN},
        "spec": spec,
        "status": status,
    }


def pod(number: int, draw: random.Random, nodes: list[str], twist: Callable[[dict], None], bulky: bool) -> dict:
    """Return one pod of a Deployment, twisted."""
    service = SERVICES[number % len(SERVICES)]
    name = f"{service}-{draw.getrandbits(40):x}-{number:05}"
    requests = {
        "cpu": draw.choice(("50m", "100m", "0.25", "1")),
        "memory": draw.choice(("64Mi", "256Mi", "1Gi", "1e8")),
    }
    made = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": name,
            "namespace": f"team-{number % 7}",
            "labels": {"app": service, "pod-template-hash": f"{draw.getrandbits(40):x}"},
            "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": name[:-6], "controller": True}],
            "creationTimestamp": BORN,
        },
        "spec": {
            "containers": [container(service, requests, bulky)],
            "nodeName": draw.choice(nodes),
            "priority": 0,
            "restartPolicy": "Always",
            "schedulerName": "default-scheduler",
            "tolerations": [dict(each) for each in DEFAULT_TOLERATIONS],
            "volumes": [{"name": "token", "projected": {"sources": [{"serviceAccountToken": {"path": "token"}}]}}],
        },
        "status": {"phase": "Running", "qosClass": "Burstable"},
    }
    twist(made)
    return with_bulk(made) if bulky else made


def container(name: str, requests: dict, bulky: bool = False) -> dict:
    """Return one container, with an environment, mounts and probes where bulky."""
    resources = {"limits": {"memory": "2Gi"}, "requests": requests}
    made = {"name": name, "image": f"registry.example/{name}:v1.2.3", "resources": resources}
    if bulky:
        path = f"{name.upper()}_UPSTREAM"
        made["env"] = [{"name": f"{path}_{n}", "value": f"http://{name}-{n}.svc.cluster.local:8080"} for n in range(12)]
        made["ports"] = [{"name": "http", "containerPort": 8080, "protocol": "TCP"}]
        probe = {"httpGet": {"path": "/healthz", "port": "http", "scheme": "HTTP"}, "periodSeconds": 10}
        made |= {"livenessProbe": probe, "readinessProbe": probe, "terminationMessagePath": "/dev/termination-log"}
        made["volumeMounts"] = [{"name": "token", "mountPath": "/var/run/secrets/token", "readOnly": True}]
    return made


def with_bulk(made: dict) -> dict:
    """Add what the API server and the kubelet write: managed fields and statuses."""
    fields = {f"f:{key}": {".": {}, "f:name": {}, "f:value": {}} for key in (*made["spec"], *made["metadata"])}
    manager = {"apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": fields}, "time": BORN}
    made["metadata"]["managedFields"] = [
        {"manager": each, "operation": "Update"} | manager for each in ("kube-controller-manager", "kubelet")
    ]
    made["metadata"]["uid"] = "0b1f2f6e-6a0f-4e0a-9a55-3c5d1a6b7c8d"
    made["status"]["conditions"] = [
        {"type": each, "status": "True", "lastProbeTime": None, "lastTransitionTime": BORN}
        for each in ("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled")
    ]
    made["status"]["containerStatuses"] = [
        {"name": each.get("name"), "imageID": "registry.example@sha256:" + 64 * "a", "restartCount": 0, "ready": True}
        for each in made["spec"]["containers"]
    ]
    return made


# ---- twists: each makes one case out of an ordinary pod ----


def adding(**spec: object) -> Callable[[dict], None]:
    return lambda made: made["spec"].update(json.loads(json.dumps(spec)))


def waiting(made: dict) -> None:
    del made["spec"]["nodeName"]
    made["status"]["phase"] = "Pending"
    made["spec"]["nodeSelector"] = {"topology.kubernetes.io/zone": "nowhere"}


def ended(phase: str) -> Callable[[dict], None]:
    return lambda made: made["status"].update(phase=phase)


def owned(kind: str) -> Callable[[dict], None]:
    def twist(made: dict) -> None:
        made["metadata"]["ownerReferences"] = [{"apiVersion": "v1", "kind": kind, "name": "owner"}]
        field = {"key": "metadata.name", "operator": "In", "values": [made["spec"]["nodeName"]]}
        made["spec"]["affinity"] = affinity({"matchFields": [field]})
        made["spec"]["tolerations"] = [{"operator": "Exists"}]

    return twist


def mirror(made: dict) -> None:
    made["metadata"].pop("ownerReferences")
    made["metadata"]["annotations"] = {"kubernetes.io/config.mirror": "ab12", "kubernetes.io/config.source": "file"}
    made["spec"] |= {"hostNetwork": True, "priority": 2_000_001_000}


def deleted(made: dict) -> None:
    made["metadata"]["deletionTimestamp"] = BORN


def elsewhere(made: dict) -> None:
    made["spec"]["nodeName"] = "gone.compute.internal"


def with_resources(**resources: object) -> Callable[[dict], None]:
    return lambda made: made["spec"]["containers"][0].update(resources=json.loads(json.dumps(resources)))


def beside(name: str) -> Callable[[dict], None]:
    proxy = container(name, {"cpu": "100m", "memory": "128Mi"})
    return lambda made: made["spec"]["containers"].append(proxy)


def native(made: dict) -> None:
    proxy = container("linkerd-proxy", {"cpu": "100m", "memory": "20Mi"}) | {"restartPolicy": "Always"}
    migrate = container("migrate", {"cpu": "2", "memory": "64Mi"})
    made["spec"]["initContainers"] = [proxy, migrate]


def affinity(*terms: dict) -> dict:
    return {"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": list(terms)}}}


def apart(made: dict) -> None:
    term = {"labelSelector": {"matchLabels": {"app": "cart"}}, "topologyKey": "kubernetes.io/hostname"}
    made["spec"]["affinity"] = {"podAntiAffinity": {REQUIRED: [term]}}


def on_gpu(made: dict) -> None:
    made["spec"]["tolerations"].append({"key": "nvidia.com/gpu", "operator": "Equal", "value": "true"})
    made["spec"]["containers"][0]["resources"]["limits"]["nvidia.com/gpu"] = "1"


def on_host_port(made: dict) -> None:
    made["spec"]["containers"][0]["ports"] = [{"containerPort": 80, "hostPort": 80}]


TWISTS: dict[str, Callable[[dict], None]] = {
    "ordinary": lambda made: None,
    "istio": beside("istio-proxy"),
    "native sidecar": native,
    "daemon": owned("DaemonSet"),
    "static": owned("Node"),
    "mirror": mirror,
    "waiting": waiting,
    "succeeded": ended("Succeeded"),
    "failed": ended("Failed"),
    "deleted": deleted,
    "no requests": with_resources(),
    "limits only": with_resources(limits={"cpu": "500m", "memory": "128Mi"}),
    "zone": adding(nodeSelector={"topology.kubernetes.io/zone": ZONES[0]}),
    "affinity": adding(
        affinity=affinity(
            {"matchExpressions": [{"key": "topology.kubernetes.io/zone", "operator": "In", "values": ZONES[:2]}]},
            {"matchExpressions": [{"key": "cores", "operator": "Gt", "values": ["16"]}]},
        )
    ),
    "gpu": on_gpu,
    "volume": adding(volumes=[{"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]),
    "spread": adding(topologySpreadConstraints=[{"maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule"}]),
    "apart": apart,
    "overhead": adding(overhead={"cpu": "250m", "memory": "120Mi"}, runtimeClassName="kata"),
    "of the pod": adding(resources={"requests": {"cpu": "750m"}}),
    "host network": adding(hostNetwork=True),
    "host port": on_host_port,
    "storage": with_resources(requests={"cpu": "10m", "memory": "1M", "ephemeral-storage": "1Gi"}),
    "claim": adding(resourceClaims=[{"name": "gpu", "resourceClaimName": "shared"}]),
    "gate": adding(schedulingGates=[{"name": "example.com/wait"}]),
    "elsewhere": elsewhere,
}


# ---- the script ----


def main() -> None:
    """Print how long the import of a large export takes, stage by stage."""
    from course_lib.cluster.cluster import Cluster
    from course_lib.cluster.exports import documents

    parser = argparse.ArgumentParser()
    parser.add_argument("--pods", type=int, default=5000)
    parser.add_argument("--nodes", type=int, default=200)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "cluster_export.json")
    arguments = parser.parse_args()
    made = export(arguments.pods, arguments.nodes)
    arguments.keep.write_text(json.dumps(made, indent=4))
    del made
    print(f"{arguments.keep}: {arguments.keep.stat().st_size / 1e6:.1f} MB")
    for name, call in (("JSON alone", documents.load), ("import", Cluster.from_kubectl)):
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            result = call(arguments.keep)
            seconds.append(time.perf_counter() - start)
        print(f"  {name:10} {min(seconds):.2f} s (of {', '.join(f'{each:.2f}' for each in seconds)})", flush=True)
    print(f"  {result}\n  most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")
    print("\n".join(f"  - {remark}" for remark in result.remarks))


if __name__ == "__main__":
    main()
