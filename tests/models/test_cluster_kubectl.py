"""The import of a real cluster: every case of the export, every fault with its place, and never half a cluster."""

from __future__ import annotations

import copy
import gc
import json
import random
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.cluster.cluster import Cluster
from course_lib.cluster.exports.export import EXPORT
from course_lib.cluster.inventory import Pod
from course_lib.cluster.objects import kubectl, proxies, unhandled
from course_lib.text_files import files
from tests.models import cluster_export
from tests.models.cluster_export import TWISTS, export

MI = 2**20
NODES = export(0, 12, bulky=False)["items"]
NAMES = [node["metadata"]["name"] for node in NODES]
SILENT = (
    "Without a {} request: 1 of 1 container. The scheduler counts that as 0 when it checks whether a pod fits, and as"
    " {} when it scores nodes."
)
LITTLE = "1 pod requests less than 1 MiB of memory. Is a suffix wrong (m means a thousandth)?"
FIELDS = "must be a group of fields ({…})"
ANEW = f"; to try: export anew with {EXPORT}"


def pod(twist: str = "ordinary", number: int = 0) -> dict:
    """Return a pod of the export, on the first node, that asks for 100m and 64Mi."""
    made = cluster_export.pod(number, random.Random(1), NAMES[:1], lambda made: None, bulky=False)  # noqa: S311
    made["spec"]["containers"][0]["resources"] = {
        "limits": {"memory": "2Gi"},
        "requests": {"cpu": "100m", "memory": "64Mi"},
    }
    TWISTS[twist](made)
    return made


def listed(*items: dict, kind: str = "List") -> str:
    return json.dumps({"apiVersion": "v1", "kind": kind, "items": items})


def read(*pods: dict) -> tuple[tuple[Pod, ...], list[str]]:
    """Return pods, and the remarks that the nodes alone don't make."""
    _, found, remarks = kubectl.read(listed(*NODES, *pods))
    return found, [each for each in remarks if each != kubectl.ONE_NAMESPACE]


# What a twist changes in a pod that is on its node and asks for (100, 64 MiB), and what is remarked on it.
ONE_POD, NOT_HANDLED = "Not counted: {} (1 pod).", "Not handled: {} (1 pod)."
CHANGES: dict[str, tuple[dict, list[str]]] = {
    "ordinary": ({}, []),
    "istio": ({"meshed": True, "cpu_millicores": 200, "memory_bytes": 192 * MI}, []),
    "native sidecar": ({"meshed": True, "cpu_millicores": 2100, "memory_bytes": 84 * MI}, []),
    "daemon": ({"daemon": True, "pools": None}, []),
    "static": ({"daemon": True, "pools": None}, []),
    "mirror": ({"daemon": True, "pools": None, "host_network": True}, []),
    "waiting": ({"node": None, "pools": frozenset()}, []),
    "deleted": ({}, []),
    "no requests": (
        {"cpu_millicores": 0, "memory_bytes": 0},
        [SILENT.format("CPU", "100 millicores"), SILENT.format("memory", "200 MiB")],
    ),
    "limits only": ({"cpu_millicores": 500, "memory_bytes": 128 * MI}, []),
    "zone": ({"pools": {"zone a"}}, []),
    "affinity": ({"pools": {"zone a", "zone b"}}, []),
    "gpu": (
        {"pools": {"zone a", "zone b", "zone c", "gpu"}},
        [ONE_POD.format("GPUs and other extended resources")],
    ),
    "volume": ({}, [ONE_POD.format("persistent volumes, which may tie a pod to a zone or a node")]),
    "spread": ({}, [ONE_POD.format("topology spread constraints")]),
    "apart": ({}, [ONE_POD.format("affinity and anti-affinity between pods")]),
    "overhead": ({"cpu_millicores": 350, "memory_bytes": 184 * MI}, []),
    "of the pod": ({"cpu_millicores": 750}, []),
    "host network": ({"host_network": True}, []),
    "host port": ({}, [ONE_POD.format("ports of the node")]),
    "storage": (
        {"cpu_millicores": 10, "memory_bytes": 10**6},
        [LITTLE, ONE_POD.format("ephemeral storage")],
    ),
    "claim": ({}, [ONE_POD.format("resource claims")]),
    "gate": ({}, [NOT_HANDLED.format("scheduling gates")]),
}
LEFT_OUT = {
    "succeeded": "Left out: 1 pod that has ended.",
    "failed": "Left out: 1 pod that has ended.",
    "elsewhere": f"Left out: 1 pod on 1 node that is not in the files. Export nodes and pods together: {EXPORT}.",
}


def runs_on(made: Pod, nodes: tuple) -> set[str]:
    """Return the nodes of the export on which a pod may run, by what the export says of them."""
    kinds = {
        "cordoned": {1},
        "gpu": {9},
        **{f"zone {zone}": set(range(n, 12, 3)) - {1, 9} for n, zone in enumerate("abc")},
    }
    on = {number for number, node in enumerate(nodes) if made.pools is None or node.pool in made.pools}
    return {kind for kind, numbers in kinds.items() if numbers <= on}


@pytest.mark.parametrize("twist", CHANGES)
def test_every_case_of_the_export(twist):
    changes, expected = CHANGES[twist]
    nodes, (made,), _ = kubectl.read(listed(*NODES, pod(twist)))
    usual = {"name": made.name, "cpu_millicores": 100, "memory_bytes": 64 * MI, "node": NAMES[0]}
    assert made == Pod(**usual | changes | {"pools": made.pools})
    assert read(pod(twist))[1] == expected
    if changes.get("pools", ()) is None or changes.get("pools") == frozenset():
        assert made.pools == changes["pools"]
    else:
        assert runs_on(made, nodes) == changes.get("pools", {"zone a", "zone b", "zone c"})


@pytest.mark.parametrize("twist", LEFT_OUT)
def test_what_is_left_out_is_remarked(twist):
    found, remarks = read(pod(), pod(twist, 1))
    assert (len(found), remarks) == (1, [LEFT_OUT[twist]])


def test_every_twist_has_its_expectation():
    assert {*CHANGES, *LEFT_OUT} == {*TWISTS}


def test_nodes_give_what_is_allocatable_not_their_capacity():
    nodes, _, _ = kubectl.read(listed(*NODES, pod()))
    assert {(node.cpu_millicores, node.memory_bytes, node.pods_most) for node in nodes} == {
        (3920, 12880336 * 1024, 110)
    }
    assert sum(node.closed == "not ready" for node in nodes) == 1


def test_a_daemon_pod_that_waits_keeps_to_its_node():
    waits = pod("daemon")
    del waits["spec"]["nodeName"]
    nodes, (made,), _ = kubectl.read(listed(*NODES, waits))
    assert [node.name for node in nodes if node.pool in made.pools] == NAMES[:1]


def test_daemons_on_their_nodes_split_no_pools():
    nodes, _, _ = kubectl.read(listed(*NODES[3:8], *(pod("daemon", n) | {"spec": pod("daemon")["spec"] | {"nodeName": NAMES[3 + n]}} for n in range(5))))  # fmt: skip  # noqa: E501
    assert {node.pool for node in nodes} == {""}


@pytest.mark.parametrize("proxy", proxies.CONTAINERS)
def test_every_proxy_is_known_as_a_container_and_as_a_native_sidecar(proxy):
    for change in (
        {"containers": [{"name": "web"}, {"name": proxy}]},
        {"initContainers": [{"name": proxy, "restartPolicy": "Always"}]},
    ):
        made = pod()
        made["spec"] |= change
        assert read(made)[0][0].meshed
    made["spec"]["initContainers"][0].pop("restartPolicy")
    assert not read(made)[0][0].meshed


def test_preferences_and_soft_spreads_are_not_remarked():
    made = pod()
    made["spec"]["affinity"] = {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1}]}}
    made["spec"]["topologySpreadConstraints"] = [{"whenUnsatisfiable": "ScheduleAnyway"}]
    assert read(made)[1] == []


EXTENDED = "GPUs and other extended resources"
VOLUMES = "persistent volumes, which may tie a pod to a zone or a node"
TERM = [{"topologyKey": "zone"}]


@pytest.mark.parametrize(
    ("change", "remarked"),
    [
        ({"containers": [{"resources": {"requests": {"cpu": 1, "memory": "1Mi", "nvidia.com/gpu": "0"}}}]}, []),
        ({"containers": [{"resources": {"limits": {"cpu": 1, "memory": "1Mi", "hugepages-2Mi": "2Mi"}}}]}, [EXTENDED]),
        ({"initContainers": [{"resources": {"requests": {"nvidia.com/gpu": 1}}}]}, [EXTENDED]),
        ({"volumes": [{"name": "a", "ephemeral": {"volumeClaimTemplate": {}}}]}, [VOLUMES]),
        ({"volumes": [{"name": "a", "persistentVolumeClaim": None}, {"name": "b", "emptyDir": {}}]}, []),
        ({"affinity": {"podAffinity": {unhandled.REQUIRED: TERM}}}, ["affinity and anti-affinity between pods"]),
        ({"affinity": {"podAffinity": {unhandled.REQUIRED: []}}}, []),
    ],
)
def test_what_is_not_handled_in_its_variants(change, remarked):
    made = pod()
    made["spec"] |= change
    assert read(made)[1] == [ONE_POD.format(each) for each in remarked]


def test_a_pod_without_a_namespace_is_of_the_default_one():
    made = pod()
    del made["metadata"]["namespace"]
    assert read(made)[0][0].name == f"default/{made['metadata']['name']}"


def test_what_cannot_move_is_not_remarked_as_hard_to_move():
    made = pod("daemon")
    TWISTS["host port"](made)
    assert read(made)[1] == []
    made = pod("host port")
    made["spec"]["schedulerName"] = "fargate-scheduler"
    assert not [remark for remark in read(made)[1] if remark.startswith("Not ")]


def test_priorities_are_remarked_where_they_differ():
    high = pod(number=1)
    high["spec"]["priority"] = 2_000_000_000
    assert read(pod(), high)[1] == ["Not handled: priorities and preemption (2 different priorities)."]


def test_tolerations_that_compare_are_remarked_and_tolerate_nothing():
    made = pod()
    made["spec"]["tolerations"] = [{"key": "nvidia.com/gpu", "operator": "Gt", "value": "0"}]
    (found,), remarks = read(made)
    assert remarks == [NOT_HANDLED.format("tolerations that compare numbers, treated as tolerating nothing")]
    assert found.pools is not None


def test_one_namespace_alone_is_remarked():
    assert kubectl.ONE_NAMESPACE in kubectl.read(listed(*NODES, pod()))[2]
    assert kubectl.ONE_NAMESPACE not in kubectl.read(listed(*NODES, pod(), pod(number=1)))[2]


# ---- the shape of the files ----


def without_kind(*items: dict) -> list[dict]:
    return [{key: value for key, value in item.items() if key not in ("kind", "apiVersion")} for item in items]


SHAPES: dict[str, Callable[[], list[str]]] = {
    "one list": lambda: [listed(*NODES, pod())],
    "pods first": lambda: [listed(pod(), *NODES)],
    "two lists": lambda: [listed(*NODES), listed(pod())],
    "in the other order": lambda: [listed(pod()), listed(*NODES)],
    "the API's own lists": lambda: [
        listed(*without_kind(*NODES), kind="NodeList"), listed(*without_kind(pod()), kind="PodList"),
    ],
    "single objects": lambda: [json.dumps(pod()), *map(json.dumps, NODES)],
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_of_files_gives_the_same(name, tmp_path):
    texts = SHAPES[name]()
    expected = kubectl.read(listed(*NODES, pod()))
    assert kubectl.read(*texts) == expected
    paths = [tmp_path / f"{number}.json" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    assert kubectl.read(*paths) == kubectl.read(*map(str, paths)) == expected
    cluster = Cluster.from_kubectl(*paths)
    assert (cluster.nodes, cluster.pods, cluster.remarks) == expected
    said = {1: "0.json", 2: "0.json and 1.json", 13: "0.json, 1.json, 2.json and 10 more"}
    assert cluster.source == said[len(paths)]


@pytest.mark.parametrize(("cpu", "memory"), [("250M", "64Mi"), ("1", "64Gi")])
def test_an_absurd_request_is_taken_but_remarked(cpu, memory):
    made = put(pod("waiting"), f"{CONTAINER}.resources.requests", {"cpu": cpu, "memory": memory})
    (found,), remarks = read(made)
    assert found.cpu_millicores in (250_000_000_000, 1000)
    assert remarks == ["1 pod requests more CPU or memory than any node has, and can't be placed. Is the amount right?"]


def test_a_thousandth_of_a_byte_is_taken_but_remarked_beside_a_proxy_too():
    made = put(pod("istio"), f"{CONTAINER}.resources.requests.memory", "512m")
    (found,), remarks = read(made)
    assert (found.memory_bytes, remarks) == (128 * MI + 1, [LITTLE])


def test_tables_are_sent_to_their_own_import(tmp_path):
    Cluster.from_kubectl(listed(*NODES, pod())).to_csv(tmp_path / "nodes.csv", tmp_path / "pods.csv")
    with pytest.raises(ValueError, match=r"^nodes\.csv: must be JSON, .*Cluster\.from_csv\(nodes, pods\)"):
        Cluster.from_kubectl(tmp_path / "nodes.csv", tmp_path / "pods.csv")


def test_other_objects_are_left_out_and_remarked():
    other = {"kind": "Service", "metadata": {"name": "web"}, "spec": 3}
    assert (
        kubectl.read(listed(*NODES, pod(), other, other))[2][0]
        == "Neither nodes nor pods, so left out: 2 objects (Service)."
    )


TWICE = "metadata.name: must be unique among"


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ([listed(*NODES)], "pasted text: must hold pods, got none; to try: kubectl get nodes,pods -A -o json, and rea"),
        ([listed(pod())], "pasted text: must hold nodes, too, got none; to try: kubectl get nodes,pods -A -o json; if"),
        ([listed()], "pasted text: must hold nodes and pods, got none; kubectl writes an empty list, too, if"),
        ([], r"paths must be the files that kubectl get nodes,pods -A -o json wrote, got \(\)"),
        (["{}"], "pasted text, kind: must be List, NodeList, PodList, Node or Pod, got nothing; to try: export anew"),
        (['{"kind": ["List"]}'], r"pasted text, kind: must be text, got \['List'\]"),
        (['{"kind": "List", "items": {}}'], "pasted text, items: must be a list, got {}"),
        (['{"kind": "List", "items": [null]}'], r"pasted text, items\[0\]: must not be null, got nothing"),
        (['{"kind": "PodList", "items": [3]}'], r"pasted text, item 1 \(Pod\): must be a group of fields .*, got 3"),
        ([listed(*NODES, NODES[0], pod())], rf"pasted text, item 13 \(Node '.*'\), {TWICE}"),
        ([listed(*NODES), *[listed(pod())] * 2], rf"pasted text, item 1 \(Pod 'team-0/ca.*'\), {TWICE}"),
    ],
)  # fmt: skip
def test_files_of_another_shape_are_refused(texts, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        kubectl.read(*texts)


# ---- faults, each with its place ----

CONTAINER = "spec.containers[0]"
QUANTITY = "must be a Kubernetes quantity such as 500m"
MEMORY = "must be a Kubernetes quantity such as 128Mi"
FAULTS: list[tuple[str, object, str]] = [
    (f"{CONTAINER}.resources.requests.cpu", "5oom", f"{QUANTITY}, got '5oom'"),
    (f"{CONTAINER}.resources.requests.cpu", "-1", f"{QUANTITY}, not negative, got '-1'"),
    (f"{CONTAINER}.resources.requests.cpu", [], f"{QUANTITY}, got []"),
    (f"{CONTAINER}.resources.requests.memory", "1e999999999", f"{MEMORY}, got '1e999999999'"),
    (f"{CONTAINER}.resources.requests", "1", f"{FIELDS}, got '1'"),
    (f"{CONTAINER}.resources", 1, f"{FIELDS}, got 1"),
    (f"{CONTAINER}.name", 1, "must be text, got 1"),
    (f"{CONTAINER}.ports", {}, "must be a list, got {}"),
    (CONTAINER, "web", f"{FIELDS}, got 'web'"),
    (CONTAINER, None, "must not be null, got nothing"),
    ("spec.containers", None, "must be a list of at least one container, got nothing"),
    ("spec.containers", {}, "must be a list, got {}"),
    ("spec.nodeName", 3, "must be text, got 3"),
    ("spec.priority", "high", "must be a whole number, got 'high'"),
    ("spec.priority", True, "must be a whole number, got True"),
    ("spec.hostNetwork", "yes", "must be true or false, got 'yes'"),
    ("spec.tolerations", [{"key": 3}], "[0].key: must be text, got 3"),
    ("spec.nodeSelector", {"zone": 3}, ".zone: must be text, got 3"),
    ("spec.nodeSelector", {"a/b": 3}, "['a/b']: must be text, got 3"),
    ("spec.overhead", {"cpu": "x"}, ".cpu: must be a Kubernetes quantity such as 500m, got 'x'"),
    ("spec.volumes", ["data"], f"[0]: {FIELDS}, got 'data'"),
    ("spec", [], f"{FIELDS}, got []"),
    ("status", [], f"{FIELDS}, got []"),
    ("status.phase", 3, "must be text, got 3"),
    ("metadata", [], f"{FIELDS}, got []"),
    ("metadata.name", "", "must be text of at least one character, got ''"),
    ("metadata.name", None, "must be text of at least one character, got nothing"),
    ("metadata.name", {}, "must be text, got {}"),
    ("metadata.annotations", [], f"{FIELDS}, got []"),
    ("metadata.ownerReferences", [{"kind": []}], "[0].kind: must be text, got []"),
]  # fmt: skip
NODE_FAULTS: list[tuple[str, object, str]] = [
    ("status.allocatable", [], f"{FIELDS}, got []"),
    ("status.allocatable.cpu", "four", "must be a Kubernetes quantity such as 500m, got 'four'"),
    ("status.allocatable.memory", "9Pi", f"{MEMORY}, at most {2**53}, got '9Pi'"),
    ("status.allocatable.pods", [], "must be a Kubernetes quantity such as 110, got []"),
    ("status.conditions", "Ready", "must be a list, got 'Ready'"),
    ("metadata.labels", {"cores": 4}, ".cores: must be text, got 4"),
    ("metadata.labels", "zone=a", f"{FIELDS}, got 'zone=a'"),
    ("spec.unschedulable", 1, "must be true or false, got 1"),
    ("spec.taints", [{"effect": 3}], "[0].effect: must be text, got 3"),
]


def put(item: dict, path: str, value: object) -> dict:
    """Return the item with another value at the path."""
    item = copy.deepcopy(item)
    at: dict = item
    *way, last = [int(key) if key.isdigit() else key for key in re.findall(r"\w+", path)]
    for key in way:
        at = at[key]
    at[last] = value
    return item


@pytest.mark.parametrize(("path", "value", "message"), FAULTS)
def test_a_fault_in_a_pod_is_told_with_file_item_and_field(path, value, message, tmp_path):
    file = tmp_path / "cluster.json"
    file.write_text(listed(*NODES, put(pod(), path, value)))
    with pytest.raises(ValueError, match="must") as raised:
        kubectl.read(file)
    joint = ": " if message.startswith("must") else ""
    name = (
        ""
        if path == "metadata"
        else " 'team-0'"
        if path == "metadata.name"
        else f" 'team-0/{pod()['metadata']['name']}'"
    )
    assert str(raised.value) == f"cluster.json, item 13 (Pod{name}), {path}{joint}{message}{ANEW}"


@pytest.mark.parametrize(("path", "value", "message"), NODE_FAULTS)
def test_a_fault_in_a_node_is_told_with_file_item_and_field(path, value, message):
    with pytest.raises(ValueError, match="must") as raised:
        kubectl.read(listed(pod(), put(NODES[0], path, value)))
    joint = ": " if message.startswith("must") else ""
    assert str(raised.value) == f"pasted text, item 2 (Node '{NAMES[0]}'), {path}{joint}{message}{ANEW}"


def test_a_fault_in_a_single_object_needs_no_number():
    with pytest.raises(
        ValueError,
        match=r"^pasted text \(Pod 'team-0/cart-\w+-00000'\), spec: must be a group of fields .*, got 3; to try: ",
    ):
        kubectl.read(listed(*NODES), json.dumps(put(pod(), "spec", 3)))


def test_sums_beyond_exact_reckoning_are_refused_with_their_place():
    made = put(pod(), f"{CONTAINER}.resources.requests.memory", "8Pi")
    TWISTS["istio"](made)
    with pytest.raises(
        ValueError, match=r"^pasted text, item 13 \(Pod '.*'\): memory_bytes of '.*' must be at most 9007199254740992"
    ):
        kubectl.read(listed(*NODES, made))


def test_names_are_shown_on_one_line_and_never_in_the_clusters_repr():
    ugly = put(pod("waiting"), "metadata.name", "<script>\nalert(1)\u202e</script>")
    cluster = Cluster.from_kubectl(listed(*NODES, ugly))
    assert cluster.pods[0].name == "team-0/<script>\nalert(1)\u202e</script>"
    assert repr(cluster) == "Cluster(pasted text: 12 nodes, 1 pod, 1 pending)"
    assert "script" not in "".join(cluster.remarks)
    with pytest.raises(
        ValueError, match=r"item 13 \(Pod 'team-0/<script>\\nalert\(1\)\\u202e</script>'\), spec: must"
    ) as raised:
        kubectl.read(listed(*NODES, put(ugly, "spec", 3)))
    assert str(raised.value).isprintable()


def test_half_of_a_character_in_a_name_is_data_like_any_other(tmp_path):
    cluster = Cluster.from_kubectl(listed(*NODES, put(pod("waiting"), "metadata.name", "\ud800")))
    assert cluster.pods[0].name == "team-0/\ud800"
    cluster.to_csv(tmp_path / "nodes.csv", tmp_path / "pods.csv")


def test_duplicate_keys_are_no_fault():
    text = listed(*NODES, pod()).replace('"phase": "Running"', '"phase": "Failed", "phase": "Running"')
    assert len(kubectl.read(text)[1]) == 1


def test_the_collector_of_cycles_runs_again_after_good_and_bad_files():
    assert gc.isenabled()
    kubectl.read(listed(*NODES, pod()))
    assert gc.isenabled()
    with pytest.raises(ValueError, match="kind"):
        kubectl.read("{}")
    assert gc.isenabled()


# ---- whatever else a file may hold ----

WRONG = [None, True, 3, -1, 1e300, "", "x\n<b>", [], [None], [[]], {}, {"a": None}, {"operator": "In", "key": 3}]


def everything() -> dict:
    """Return a pod with all that the import looks at."""
    made = pod("native sidecar")
    for twist in (
        "affinity",
        "zone",
        "gpu",
        "spread",
        "overhead",
        "of the pod",
        "host port",
        "storage",
        "claim",
        "gate",
    ):
        TWISTS[twist](made)
    TWISTS["volume"](made)
    made["spec"]["affinity"]["podAntiAffinity"] = {unhandled.REQUIRED: [{"topologyKey": "zone"}]}
    made["metadata"]["annotations"] = {"a": "b"}
    return made


def paths(value: object, way: tuple = ()) -> Iterator[tuple]:
    """Yield the way to every value inside a value."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*way, key)
        yield from paths(inner, (*way, key))


def with_wrong(tree: dict, way: tuple, value: object) -> dict:
    tree = copy.deepcopy(tree)
    at = tree
    for key in way[:-1]:
        at = at[key]
    at[way[-1]] = value
    return tree


def said(text: str) -> str:
    """Return what the import says to a text; any other exception than a ValueError gets through."""
    try:
        cluster = Cluster.from_kubectl(text)
    except ValueError as problem:
        return str(problem)
    assert re.fullmatch(r"Cluster\(pasted text: [\d,]+ nodes?, [\d,]+ pods?, [\d,]+ pending\)", repr(cluster))
    assert len(cluster.requests) == len(cluster.pods)
    return ""


TREE = {"kind": "List", "items": [NODES[0], NODES[1], everything()]}


@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_any_wrong_value_anywhere_is_taken_or_told(value):
    for way in paths(TREE):
        message = said(json.dumps(with_wrong(TREE, way, value)))
        assert re.fullmatch(r"(pasted text.*: must .+)?", message), way


MUTANTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["cpu", "name", "kind", "key", "x"]), inner)
    ),
    max_leaves=6,
)
LARGE = export(len(TWISTS), 4, seed=2, bulky=False)
WAYS = [*paths(LARGE)]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WAYS), MUTANTS), min_size=1, max_size=3))
def test_any_tree_made_from_a_good_export_is_a_cluster_or_a_sentence(changes):
    tree: dict = LARGE
    for way, value in changes:
        if way in {*paths(tree)}:
            tree = with_wrong(tree, way, value)
    assert re.fullmatch(r"(pasted text.*: must .+)?", said(json.dumps(tree)))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 3000), st.integers(0, 3000))
def test_any_piece_of_a_good_export_is_a_sentence(start, length):
    text = json.dumps(TREE)
    assert said("{" + text[start : start + length]).startswith("pasted text")


def test_the_export_is_what_kubectl_writes(tmp_path):
    path = tmp_path / "cluster.json"
    path.write_text(json.dumps(export(3 * len(TWISTS), 12), indent=4))
    cluster = Cluster.from_kubectl(path)
    assert repr(cluster) == f"Cluster(cluster.json: 12 nodes, {3 * (len(TWISTS) - 3):,} pods, 3 pending)"
    assert len(files.text(path)) / (3 * len(TWISTS)) > 8000


def test_the_same_seed_gives_the_same_export():
    assert export(30, 4, seed=7) == export(30, 4, seed=7) != export(30, 4, seed=8)
