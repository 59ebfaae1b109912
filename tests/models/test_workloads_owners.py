"""Which workload a pod belongs to, without the ReplicaSets and Jobs between: found, or said to be a guess."""

from __future__ import annotations

from typing import Any

import pytest

from course_lib.cluster.workloads.owners import ADOPTED, NOT_LISTED, SCHEDULED
from tests.models.pipe_objects import container, deployment, listed, metadata, node, owned, pod, read, replicas

HASH = {"app": "web", "pod-template-hash": "5d4"}
LONG = "a-name-so-long-that-the-server-cuts-it-off-before-it-adds-five-letters"
CASES: dict[str, tuple[dict, tuple[str, str], str]] = {
    "of a Deployment": (pod("web-5d4-x7", owned("ReplicaSet", "web-5d4"), labels=HASH), ("Deployment", "web"), ""),
    "whose name is cut off": (
        pod(LONG[:58] + "x7k2p", owned("ReplicaSet", "web-5d4"), labels=HASH),
        ("Deployment", "web"),
        "",
    ),
    "of a lone ReplicaSet": (
        pod("lone-x7-abcde", owned("ReplicaSet", "lone-x7"), labels={"app": "lone"}),
        ("ReplicaSet", "lone-x7"),
        "",
    ),
    "of a ReplicaSet whose Deployment is gone": (
        pod("old-5d4-x7", owned("ReplicaSet", "old-5d4"), labels={"app": "old", "pod-template-hash": "5d4"}),
        ("ReplicaSet", "old-5d4"),
        "",
    ),
    "of an adopted ReplicaSet": (
        pod("by-hand-x7", owned("ReplicaSet", "by-hand"), labels=HASH),
        ("Deployment", "web"),
        ADOPTED,
    ),
    "of a Rollout": (
        pod("blue-6f7-x", owned("ReplicaSet", "blue-6f7"), labels={"rollouts-pod-template-hash": "6f7"}),
        ("Rollout", "blue"),
        "",
    ),
    "of a StatefulSet called like the Deployment": (
        pod("web-0", owned("StatefulSet", "web"), labels={"app": "db"}),
        ("StatefulSet", "web"),
        "",
    ),
    "of a DaemonSet": (pod("tap-x7k2p", owned("DaemonSet", "tap")), ("DaemonSet", "tap"), ""),
    "of a Job": (pod("migrate-x7k2p", owned("Job", "migrate")), ("Job", "migrate"), ""),
    "of a Job that ends in any eight digits": (
        pod("batch-12345678-x7", owned("Job", "batch-12345678")),
        ("Job", "batch-12345678"),
        "",
    ),
    "of a Job due after the pod was made": (
        pod("batch-49904480-x7", owned("Job", "batch-49904480")),
        ("Job", "batch-49904480"),
        "",
    ),
    "of a CronJob's Job": (
        pod("nightly-29904480-x7", owned("Job", "nightly-29904480")),
        ("CronJob", "nightly"),
        SCHEDULED,
    ),
    "that is static": (pod("proxy-n1", owned("Node", "n1")), ("static pod", "proxy"), ""),
    "that nobody replaces": (pod("try-out"), ("Pod", "try-out"), ""),
    "with an owner that doesn't control it": (
        pod("data-0", owned("Backup", "night", controller=False)),
        ("Pod", "data-0"),
        "",
    ),
    "with two owners": (
        pod("two-0", owned("Backup", "night", controller=None), owned("StatefulSet", "two")),
        ("StatefulSet", "two"),
        "",
    ),
    "of a kind of somebody's own": (pod("kafka-0", owned("PodSet", "kafka")), ("PodSet", "kafka"), ""),
}


@pytest.mark.parametrize("name", CASES)
def test_a_pod_belongs_to_its_workload(name):
    made, (kind, called), guess = CASES[name]
    workloads = read(deployment("web"), made).workloads
    assert workloads["shop", kind, called].guess == guess
    assert [each.pod.name for each in workloads["shop", kind, called].replicas] == [f"shop/{made['metadata']['name']}"]
    assert len(workloads) == (1 if (kind, called) == ("Deployment", "web") else 2)


def test_without_any_deployment_in_the_files_it_is_a_guess():
    (found,) = read(*replicas("web")).workloads.values()
    assert (found.key, found.guess, len(found.replicas)) == (("shop", "Deployment", "web"), NOT_LISTED, 2)


def test_two_deployments_that_fit_adopt_nothing():
    made = pod("by-hand-x7", owned("ReplicaSet", "by-hand"), labels=HASH)
    workloads = read(deployment("web"), deployment("web-2", labels={"app": "web"}), made).workloads
    assert len(workloads["shop", "ReplicaSet", "by-hand"].replicas) == 1


def test_a_deployment_of_another_namespace_is_another():
    elsewhere = deployment("web")
    elsewhere["metadata"]["namespace"] = "bay"
    workloads = read(elsewhere, *replicas("web")).workloads
    assert {key: len(each.replicas) for key, each in workloads.items()} == {
        ("bay", "Deployment", "web"): 0,
        ("shop", "ReplicaSet", "web-5d4"): 2,
    }


def test_what_stands_between_is_used_where_it_is_given():
    between = {"apiVersion": "apps/v1", "kind": "ReplicaSet", "spec": {"template": {}}}
    between["metadata"] = metadata("odd", ownerReferences=[owned("Deployment", "web")])
    (found,) = read(deployment("web"), between, pod("odd-x7", owned("ReplicaSet", "odd"))).workloads.values()
    assert (found.title, found.guess, len(found.replicas)) == ("Deployment shop/web", "", 1)


def test_a_workload_without_pods_is_there_with_what_its_spec_wishes():
    off = read(deployment("off", replicas=0), pod("x")).workloads["shop", "Deployment", "off"]
    assert (off.wished, off.replicas, off.ended) == (0, (), 0)


def test_pods_that_have_ended_are_no_replicas():
    ended = [pod(f"job-{phase}", owned("Job", "job"), phase=phase) for phase in ("Succeeded", "Failed")]
    found = read(*ended, pod("job-2", owned("Job", "job"), phase="Pending")).workloads["shop", "Job", "job"]
    assert (len(found.replicas), found.ended) == (1, 2)


def test_a_pod_on_a_node_that_isn_t_in_the_files_is_its_workload_s_all_the_same():
    here, there = replicas("web")
    there["spec"]["nodeName"] = "n9"
    found = read(deployment("web"), here, there)
    assert (len(found.pods), len(found.workloads["shop", "Deployment", "web"].replicas)) == (1, 2)
    there["metadata"]["deletionTimestamp"] = "2026-11-29T10:00:00Z"
    left = read(deployment("web"), here, there)
    assert len(left.workloads["shop", "Deployment", "web"].replicas) == 1


def test_requests_are_those_of_containers_and_native_sidecars():
    native = container("proxy", "100m", None, restartPolicy="Always")
    once = container("init", "2", "8Gi")
    made = pod("a", containers=[container(cpu=None)], initContainers=[once, native])
    (replica,) = read(made).workloads["shop", "Pod", "a"].replicas
    found = [(each.name, each.cpu_millicores, each.memory_bytes) for each in replica.containers]
    assert found == [("app", None, 2**30), ("proxy", 100, None)]
    limited = container(resources={"limits": {"cpu": "2"}})
    (other,) = read(pod("b", containers=[limited])).workloads["shop", "Pod", "b"].replicas
    assert [(each.cpu_millicores, each.cpu_limit_millicores) for each in other.containers] == [(2000, 2000)]
    assert replica.containers[0].cpu_limit_millicores is None
    assert replica.silent == ("cpu", "memory")
    assert (replica.pod.cpu_millicores, replica.pod.memory_bytes) == (2000, 8 * 2**30)


FAULTS: dict[str, tuple[Any, str]] = {
    "no kind": (owned("", "web"), "metadata.ownerReferences[0].kind: must be text of at least one character"),
    "no name": (owned("Job", ""), "metadata.ownerReferences[0].name: must be text of at least one character"),
    "no flag": (owned("Job", "a", controller="yes"), "ownerReferences[0].controller: must be true or false, got 'yes'"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_kubernetes_would_not_write_is_named_with_its_place(name):
    owner, said = FAULTS[name]
    with pytest.raises(ValueError, match=r"^pasted text, item 2 \(Pod 'shop/a'\), ") as raised:
        read(pod("a", owner))
    assert said in str(raised.value)


def test_the_command_of_the_whole_pipe_is_what_to_try():
    with pytest.raises(
        ValueError, match=r"export anew with kubectl get nodes,pods,svc,endpointslices,hpa,pdb,deploy,st"
    ):
        read(pod("a", owned("", "web")))
    assert listed(node()).startswith("{")
