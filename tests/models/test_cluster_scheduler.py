"""The import against a transcription of the scheduler's own rules: every generated pod reserves what it says."""

from __future__ import annotations

import json
import os

from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.cluster.cluster import Cluster
from tests.models import scheduler_filters, scheduler_reference
from tests.models.cluster_export import REQUIRED

# A long run: EXAMPLES=20000 python -m pytest tests/models/test_cluster_scheduler.py
GENERATED = settings(max_examples=int(os.environ.get("EXAMPLES", "300")), deadline=None)
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
CONDITIONS = st.lists(
    some(
        type=st.sampled_from(("PodResizePending", "PodResizePending", "PodResizeInProgress")),
        reason=st.sampled_from(("Deferred", "Infeasible", "Infeasible", "Error")),
    ),
    max_size=2,
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
        status |= draw(some(conditions=st.one_of(CONDITIONS, st.none())))
        status |= draw(st.one_of(st.just({}), maybe(resources=REQUIREMENTS, allocatedResources=RESOURCES)))
        status |= draw(some(resize=st.sampled_from(("", "Proposed", "InProgress", "Infeasible"))))
        status |= {"containerStatuses": statuses_of(containers), "initContainerStatuses": statuses_of(inits) or None}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "pod"}, "spec": spec, "status": status}


AMOUNTS = {"cpu": "64", "memory": "256Gi", "pods": "110"}


def node(name: str, labels: dict[str, str], **spec: object) -> dict:
    metadata = {"name": name, "labels": labels}
    return {"apiVersion": "v1", "kind": "Node", "metadata": metadata, "spec": spec, "status": {"allocatable": AMOUNTS}}


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


# ---- where it may run ----

LABELS = some(zone=st.sampled_from(("a", "b", "")), cores=st.sampled_from(("8", "16", "-3", "007", "a")))
KEYS = st.sampled_from(("zone", "cores", "cores"))
VALUE = st.sampled_from(("a", "b", "", "8", "9", "16", "-3", "1 6", "8.5", "9" * 20))
COUNTS = {"In": (1, 2), "NotIn": (1, 2), "Exists": (0, 0), "DoesNotExist": (0, 0), "Gt": (1, 1), "Lt": (1, 1)}
EFFECTS = st.sampled_from(("NoSchedule", "NoExecute", "PreferNoSchedule"))
TAINT_KEYS = st.sampled_from(("gpu", "gpu", "spot", "node.kubernetes.io/unschedulable"))
TAINT_VALUES = st.sampled_from(("", "5", "a"))
NAMES = ("n0", "n1")


def requirements(key: st.SearchStrategy[str], operators: tuple[str, ...], value: st.SearchStrategy[str]) -> Objects:
    """Return requirements with as many values as the API server asks for; a field's name takes exactly one."""

    def of(operator: str) -> Objects:
        least, most = COUNTS[operator] if value is VALUE else (1, 1)
        values = st.lists(value, min_size=least, max_size=most)
        return st.fixed_dictionaries({"key": key, "operator": st.just(operator), "values": values})

    return st.sampled_from(operators).flatmap(of)


EXPRESSIONS = st.lists(requirements(KEYS, tuple(COUNTS), VALUE), max_size=2)
NAMED = st.lists(requirements(st.just("metadata.name"), ("In", "NotIn"), st.sampled_from((*NAMES, "gone"))), max_size=1)
TERMS = st.lists(some(matchExpressions=EXPRESSIONS, matchFields=st.one_of(st.none(), NAMED)), min_size=0, max_size=2)
AFFINITY = st.one_of(
    maybe(nodeAffinity=maybe(**{REQUIRED: maybe(nodeSelectorTerms=TERMS)})),
    TERMS.map(lambda terms: {"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": terms}}}),
)
TOLERATIONS = st.lists(
    some(key=TAINT_KEYS, operator=st.sampled_from(("Exists", "Equal", "Lt", "Gt")), value=TAINT_VALUES, effect=EFFECTS),
    max_size=2,
)
TAINTS = st.lists(
    st.builds(
        lambda more, effect, key: {**more, "effect": effect, "key": key}, maybe(value=TAINT_VALUES), EFFECTS, TAINT_KEYS
    ),
    max_size=2,
)
CHOICES = st.one_of(maybe(affinity=AFFINITY), maybe(nodeSelector=LABELS), maybe(affinity=AFFINITY, nodeSelector=LABELS))
BARRED = st.one_of(st.just({}), maybe(taints=TAINTS, unschedulable=st.booleans()))


@st.composite
def clusters(draw: st.DrawFn) -> tuple[list[dict], list[dict]]:
    """Return nodes with labels and taints, some of them cordoned; and pods that wait, with selectors."""
    machines = [node(name, draw(LABELS), **draw(BARRED)) for name in NAMES]
    specs = [draw(CHOICES) | draw(maybe(tolerations=TOLERATIONS)) | {"containers": [{"name": "app"}]} for _ in range(2)]
    waiting = [
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": f"p{n}"}, "spec": spec} for n, spec in enumerate(specs)
    ]
    return machines, waiting


@GENERATED
@given(clusters())
def test_a_pod_may_run_where_the_scheduler_lets_it(made):
    machines, waiting = made
    kind_of, table = Cluster.from_kubectl(listed(*machines, *waiting)).allowed
    expected = [[scheduler_filters.may_run(pod, each) for each in machines] for pod in waiting]
    assert table[kind_of].tolist() == expected
