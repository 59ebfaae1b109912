"""The import against a transcription of the scheduler's own rules: every generated pod reserves what it says."""

from __future__ import annotations

import json
import os

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.cluster.cluster import Cluster
from course_lib.cluster.placing import place
from tests.models import scheduler_filters, scheduler_reference
from tests.models.cluster_export import REQUIRED

# A long run: EXAMPLES=20000 python -m pytest tests/models/test_cluster_scheduler.py
GENERATED = settings(max_examples=int(os.environ.get("EXAMPLES", "250")), deadline=None)
MISSING = object()

Objects = st.SearchStrategy[dict]


def one_of(weights: dict[st.SearchStrategy, int]) -> st.SearchStrategy:
    """Return one of some strategies, each as often as it weighs; examples shrink to the first."""
    return st.sampled_from([each for each, weight in weights.items() for _ in range(weight)]).flatmap(lambda each: each)


def some(**strategies: st.SearchStrategy) -> Objects:
    """Return objects of which each field may be missing."""
    drawn = [one_of({st.just(MISSING): 1, each: 4}) for each in strategies.values()]
    pairs = st.tuples(*drawn).map(lambda values: zip(strategies, values, strict=True))
    return pairs.map(lambda each: {name: value for name, value in each if value is not MISSING})


def maybe(**strategies: st.SearchStrategy) -> Objects:
    """Return objects of which each field may be missing or null."""
    return some(**{name: one_of({st.none(): 1, each: 9}) for name, each in strategies.items()})


def listed(*items: dict) -> str:
    return json.dumps({"apiVersion": "v1", "kind": "List", "items": items})


# ---- what a pod reserves ----


def quantities(unit: str, *odd: str | float) -> st.SearchStrategy[str | float]:
    """Return amounts that compare and add up, and odd ways to write some."""
    return st.one_of(st.integers(1, 9).map(lambda number: f"{number}00{unit}"), st.sampled_from(odd))


NUMBERS = (0, "0", 1, 3, 0.1, 0.25, "0.5", ".5", "2.", "007", "+1", "1e0", "25e-1", "1E1", "1e-7", "999u", "1n", "2k")
PARTS = ("500m", "1m", "1500m", "0.1Ki")  # of bytes
SIZES = ("1Ki", "1.5Gi", "128974848", 2**31, "129e6", "129M", "1E9", "1T")
CPU = quantities("m", *NUMBERS, "100500u", "1000000001n")
MEMORY = quantities("Mi", *NUMBERS, *PARTS, *SIZES)
RESOURCES = some(**{"cpu": CPU, "memory": MEMORY, "nvidia.com/gpu": st.just("1")})
REQUIREMENTS = maybe(requests=RESOURCES, limits=RESOURCES)
RESTARTS = st.sampled_from(("Always", "Always", "Never", "OnFailure"))
INFEASIBLE = {"type": "PodResizePending", "status": "True", "reason": "Infeasible"}
CONDITIONS = st.sampled_from(
    (
        None,
        [{"type": "Ready", "status": "True"}, INFEASIBLE | {"reason": "Deferred"}],
        [INFEASIBLE | {"type": "PodResizeInProgress"}],
        [INFEASIBLE],
        [INFEASIBLE | {"type": "PodResizeInProgress", "reason": "Error"}, INFEASIBLE],
    )
)


def with_statuses(prefix: str, least: int) -> st.SearchStrategy[list[tuple[dict, dict | None]]]:
    """Return containers, and what the kubelet says of them."""
    containers = maybe(resources=REQUIREMENTS, restartPolicy=RESTARTS)
    statuses = one_of({st.none(): 1, maybe(resources=REQUIREMENTS, allocatedResources=RESOURCES): 4})
    named = st.lists(st.tuples(containers, statuses), min_size=least, max_size=3)
    return named.map(
        lambda pairs: [(each | {"name": f"{prefix}{n}"}, status) for n, (each, status) in enumerate(pairs)]
    )


def statuses_of(pairs: list[tuple[dict, dict | None]]) -> list[dict]:
    return [status | {"name": each["name"]} for each, status in pairs if status is not None]


def complete(spec: dict) -> None:
    """Write down what a pod as a whole requests by default: who writes a status has read a spec that says it."""
    level = scheduler_reference.pod_level_requests({"spec": spec})
    if level is not None:
        spec["resources"] |= {"requests": {name: f"{amount * 1000}m" for name, amount in level.items()}}


@st.composite
def pods(draw: st.DrawFn, is_resized: bool) -> dict:
    """Return a pod; `is_resized` says whether it has what the kubelet writes of resizes, now or in old versions."""
    containers, inits = draw(with_statuses("app", 1)), draw(with_statuses("init", 0))
    spec = draw(some(overhead=st.one_of(st.none(), RESOURCES), resources=st.one_of(st.none(), REQUIREMENTS)))
    spec |= {"containers": [each for each, _ in containers], "initContainers": [each for each, _ in inits] or None}
    status: dict = {"phase": "Running"}
    if is_resized:
        complete(spec)
        status["conditions"] = draw(CONDITIONS)
        status |= draw(st.one_of(st.just({}), maybe(resources=REQUIREMENTS, allocatedResources=RESOURCES)))
        status |= draw(some(resize=st.sampled_from(("", "Proposed", "InProgress", "Infeasible"))))
        status |= {"containerStatuses": statuses_of(containers), "initContainerStatuses": statuses_of(inits) or None}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "pod"}, "spec": spec, "status": status}


AMOUNTS = {"cpu": "64", "memory": "256Gi", "pods": "110"}


def node(name: str, labels: dict[str, str], **spec: object) -> dict:
    metadata = {"name": name, "labels": labels}
    return {"apiVersion": "v1", "kind": "Node", "metadata": metadata, "spec": spec, "status": {"allocatable": AMOUNTS}}


WAITING = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "pod"}, "spec": {"containers": [{"name": "app"}]}}


def request_of(pod: dict) -> tuple[int, int]:
    (only,) = Cluster.from_kubectl(listed(node("node", {}), pod)).pods
    return only.cpu_millicores, only.memory_bytes


@GENERATED
@given(pods(is_resized=False))
def test_a_pod_reserves_what_the_scheduler_reserves(pod):
    assert request_of(pod) == scheduler_reference.reserved(pod)


@GENERATED
@given(pods(is_resized=True))
def test_a_pod_that_is_resized_reserves_what_the_scheduler_reserves(pod):
    assert request_of(pod) == scheduler_reference.reserved(pod)


# ---- what fits ----

SOME_AMOUNTS = st.tuples(st.integers(0, 4), st.integers(0, 4))
OFFERS = st.one_of(st.sampled_from((None, {})), some(cpu=CPU, memory=MEMORY, pods=st.sampled_from((0, "2", "110"))))
STATUSES = some(allocatable=OFFERS, capacity=OFFERS)


@GENERATED
@given(STATUSES)
def test_a_node_offers_what_the_scheduler_reckons_with(status):
    made = node("node", {}) | {"status": status}
    (only,) = Cluster.from_kubectl(listed(made, WAITING)).nodes
    assert (only.cpu_millicores, only.memory_bytes, only.pods_most) == scheduler_reference.allocatable(made)


@GENERATED
@given(st.lists(SOME_AMOUNTS, max_size=6), SOME_AMOUNTS, st.integers(1, 4))
def test_a_node_takes_a_pod_that_the_scheduler_finds_to_fit(requests, offered, pods_most):
    used, placed = (0, 0), []
    for request in requests:
        placed.append(scheduler_reference.fits(request, (*offered, pods_most), used, sum(placed)))
        used = (used[0] + request[0] * placed[-1], used[1] + request[1] * placed[-1])
    node_of = place(np.reshape(requests, (-1, 2)).astype(int), [offered], pods_most=pods_most).node_of
    assert (node_of == 0).tolist() == placed


# ---- where it may run ----

LABELS = some(zone=st.sampled_from(("a", "b", "")), cores=st.sampled_from(("8", "16", "-3", "007", "a")))
VALUES = st.sampled_from(("a", "b", "", "8", "9", "16", "-3", "1 6", "8.5", str(10**18), "9" * 20))
COUNTS = {"In": 2, "NotIn": 2, "Exists": 0, "DoesNotExist": 0, "Gt": 1, "Lt": 1}  # as the API server asks for
EXPRESSIONS = st.builds(
    lambda key, operator, *values: {"key": key, "operator": operator, "values": list(values[: COUNTS[operator]])},
    st.sampled_from(("zone", "cores", "cores")),
    st.sampled_from((*COUNTS, "NotIn", "Gt", "Lt")),
    VALUES,
    VALUES,
)
FIELDS = st.builds(
    lambda operator, value: {"key": "metadata.name", "operator": operator, "values": [value]},
    st.sampled_from(("In", "NotIn")),
    st.sampled_from(("n0", "n1", "gone")),
)
ODD_TERMS = ([], None, [{}], [{"matchExpressions": [], "matchFields": None}])
ODD_AFFINITIES = ({}, {"nodeAffinity": None}, {"nodeAffinity": {}}, {"nodeAffinity": {REQUIRED: None}})
EFFECTS = st.sampled_from(("NoSchedule", "NoExecute", "PreferNoSchedule"))
TAINT_KEYS = st.sampled_from(("gpu", "gpu", "spot", "node.kubernetes.io/unschedulable"))
TAINT_VALUES = st.sampled_from(("", "5", "a"))
TAINTS = st.builds(dict, maybe(value=TAINT_VALUES), effect=EFFECTS, key=TAINT_KEYS)
OPERATORS = st.sampled_from(("Exists", "Equal", "Lt", "Gt"))
TOLERATIONS = maybe(key=TAINT_KEYS, operator=OPERATORS, value=TAINT_VALUES, effect=EFFECTS)


@st.composite
def nodes(draw: st.DrawFn) -> list[dict]:
    """Return nodes with labels; two have taints, and one of them is cordoned."""
    taints = draw(st.lists(TAINTS, min_size=3, max_size=3))
    barred = ({}, {"taints": None, "unschedulable": False}, {"taints": taints[:1]}, {"taints": taints[1:]})
    cordoned = {"unschedulable": True} | draw(maybe(taints=st.just(taints[:1])))
    return [node(f"n{n}", draw(LABELS), **spec) for n, spec in enumerate((*barred, cordoned))]


@st.composite
def demands(draw: st.DrawFn) -> list[dict]:
    """Return specs with selectors, affinities of one term or two, of one requirement or two, and tolerations."""
    first, *others = draw(st.lists(EXPRESSIONS, min_size=6, max_size=6))
    field = draw(FIELDS)
    all_terms = (
        [{"matchExpressions": [first]}],
        [{"matchExpressions": [others[0]]}, {"matchFields": [field]}],
        [{"matchExpressions": others[1:3]}, {}],
        [{"matchExpressions": [others[3]], "matchFields": [field]}, {"matchExpressions": [others[4]]}],
        draw(st.sampled_from(ODD_TERMS)),
    )
    affinities = [{"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": terms}}} for terms in all_terms]
    tolerations = draw(st.lists(TOLERATIONS, min_size=3, max_size=3))
    both = {"affinity": affinities[0], "nodeSelector": draw(LABELS), "tolerations": tolerations}
    return [
        *({"affinity": affinity} for affinity in (*affinities, draw(st.sampled_from(ODD_AFFINITIES)))),
        *({"tolerations": each} for each in (tolerations[:1], tolerations[1:], None)),
        {"nodeSelector": draw(LABELS)},
        both,
    ]


@GENERATED
@given(nodes(), demands())
def test_a_pod_may_run_where_the_scheduler_lets_it(machines, specs):
    waiting = [
        WAITING | {"metadata": {"name": f"p{n}"}, "spec": WAITING["spec"] | spec} for n, spec in enumerate(specs)
    ]
    class_of, may = Cluster.from_kubectl(listed(*machines, *waiting)).allowed
    expected = [[scheduler_filters.may_run(pod, each) for each in machines] for pod in waiting]
    assert may[class_of].tolist() == expected
