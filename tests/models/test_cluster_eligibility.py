"""Pools: as many as constraints tell nodes apart, and every pod allowed exactly where Kubernetes' filters allow it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.cluster.inventory import Node, Pod, remark_too_large
from course_lib.cluster.objects.eligibility import (
    CORDONED,
    FIELD,
    Constraint,
    Traits,
    constraint,
    meets,
    pools,
    tolerates,
    traits,
)
from course_lib.text_files.parts import Part
from tests.models.cluster_export import REQUIRED

LABELS = {"zone": "a", "cores": "16", "empty": "", "odd": "1 6", "signed": "-3"}

# k8s.io/apimachinery/pkg/labels, Requirement.Matches, and its documentation of each operator.
MEETS = [
    (("zone", "In", ("a", "b")), True), (("zone", "In", ("b",)), False), (("zone", "In", ()), False),
    (("empty", "In", ("",)), True), (("missing", "In", ("",)), False),
    (("zone", "NotIn", ("a", "b")), False), (("zone", "NotIn", ("b",)), True), (("missing", "NotIn", ("a",)), True),
    (("zone", "Exists", ()), True), (("empty", "Exists", ()), True), (("missing", "Exists", ()), False),
    (("zone", "DoesNotExist", ()), False), (("missing", "DoesNotExist", ()), True),
    (("cores", "Gt", ("8",)), True), (("cores", "Gt", ("16",)), False), (("cores", "Lt", ("32",)), True),
    (("cores", "Lt", ("16",)), False), (("signed", "Lt", ("-2",)), True), (("missing", "Gt", ("0",)), False),
    (("missing", "Lt", ("9",)), False), (("zone", "Gt", ("0",)), False), (("odd", "Gt", ("0",)), False),
    (("cores", "Gt", ("8.5",)), False), (("cores", "Gt", ("1_0",)), False), (("cores", "Gt", ()), False),
    (("cores", "Gt", ("1", "2")), False), (("cores", "Lt", (str(2**63 - 1),)), True),
    (("cores", "Lt", (str(2**63),)), False),
]  # fmt: skip

GPU = ("gpu", "true", "NoSchedule")

# k8s.io/api/core/v1, Toleration.ToleratesTaint.
TOLERATES = [
    (("gpu", "Equal", "true", "NoSchedule"), True), (("gpu", "Equal", "false", "NoSchedule"), False),
    (("gpu", "Equal", "true", "NoExecute"), False), (("gpu", "Equal", "true", ""), True),
    (("gpu", "Exists", "", ""), True), (("gpu", "Exists", "", "NoExecute"), False), (("gp", "Exists", "", ""), False),
    (("", "Exists", "", ""), True), (("", "Exists", "", "NoSchedule"), True), (("", "Exists", "", "NoExecute"), False),
    (("gpu", "Gt", "0", ""), False), (("gpu", "Lt", "9", ""), False),
]  # fmt: skip


@pytest.mark.parametrize(("requirement", "expected"), MEETS)
def test_meets(requirement, expected):
    assert meets(LABELS, requirement) is expected


@pytest.mark.parametrize(("toleration", "expected"), TOLERATES)
def test_tolerates(toleration, expected):
    assert tolerates(toleration, GPU) is expected


# ---- read from objects ----


def test_traits_are_labels_fields_and_the_taints_that_keep_off():
    effects = ("NoSchedule", "NoExecute", "PreferNoSchedule")
    spec = {"taints": [{"key": "k", "effect": effect} for effect in effects], "unschedulable": True}
    node = {"metadata": {"name": "n", "labels": {"zone": "a"}}, "spec": spec}
    assert traits(Part(node, "node")) == Traits(
        {"zone": "a", f"{FIELD}metadata.name": "n"},
        frozenset({("k", "", "NoSchedule"), ("k", "", "NoExecute"), CORDONED}),
    )


def test_a_constraint_is_selector_required_affinity_and_tolerations():
    term = {
        "matchExpressions": [{"key": "cores", "operator": "Gt", "values": ["8"]}],
        "matchFields": [{"key": "metadata.name", "operator": "In", "values": ["n"]}],
    }
    preferred = [{"weight": 1, "preference": {"matchExpressions": [{"key": "x", "operator": "Exists"}]}}]
    spec = {
        "nodeSelector": {"b": "2", "a": "1"},
        "affinity": {"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": [term, {}]}, "preferred…": preferred}},
        "tolerations": [{"key": "gpu", "value": "true", "tolerationSeconds": 3}, {"operator": "Exists"}],
    }
    assert constraint(Part(spec, "spec")) == Constraint(
        (("a", "In", ("1",)), ("b", "In", ("2",))),
        ((("cores", "Gt", ("8",)), (f"{FIELD}metadata.name", "In", ("n",))), ()),
        frozenset({("gpu", "Equal", "true", ""), ("", "Exists", "", "")}),
    )


@pytest.mark.parametrize(
    ("required", "terms"),
    [(None, None), ({}, ()), ({"nodeSelectorTerms": []}, ()), ({"nodeSelectorTerms": [{}]}, ((),))],
)
def test_no_affinity_and_none_that_can_be_met_differ(required, terms):
    assert constraint(Part({"affinity": {"nodeAffinity": {REQUIRED: required}}}, "spec")).terms == terms


@pytest.mark.parametrize("value", ["1 6", "-2", "a.", 64 * "a"])
def test_a_value_that_no_label_can_have_spoils_its_term(value):
    bad, good = ({"key": "zone", "operator": "NotIn", "values": [each]} for each in (value, "b"))
    terms = {"nodeSelectorTerms": [{"matchExpressions": [good, bad]}, {"matchExpressions": [good]}]}
    read = constraint(Part({"affinity": {"nodeAffinity": {REQUIRED: terms}}}, "spec")).terms
    assert read == ((), (("zone", "NotIn", ("b",)),))


@pytest.mark.parametrize(
    ("requirement", "message"),
    [
        ({"key": "a", "operator": "in"}, "operator: must be one of In, NotIn, Exists, DoesNotExist, Gt, Lt, got 'in'"),
        ({"key": "a"}, "operator: must be one of In, NotIn, Exists, DoesNotExist, Gt, Lt, got nothing"),
        ({"key": 3, "operator": "In"}, "key: must be text, got 3"),
        ({"key": "a", "operator": "In", "values": "b"}, "values: must be a list, got 'b'"),
        ({"key": "a", "operator": "In", "values": [1]}, r"values\[0\]: must be text, got 1"),
    ],
)
def test_a_bad_requirement_is_named(requirement, message):
    terms = {"nodeSelectorTerms": [{"matchExpressions": [requirement]}]}
    with pytest.raises(ValueError, match=rf"^spec\.affinity\.nodeAffinity\.{REQUIRED}.*\[0\]\.{message}$"):
        constraint(Part({"affinity": {"nodeAffinity": {REQUIRED: terms}}}, "spec"))


# ---- pools ----

ZONES = [Traits({"zone": zone}) for zone in "abcab"]
IN_A = Constraint((("zone", "In", ("a",)),))


@pytest.mark.parametrize(
    ("constraints", "names", "sets"),
    [
        ([], [""] * 5, []),
        ([Constraint()] * 3, [""] * 5, [None] * 3),
        ([Constraint((("zone", "In", ("nowhere",)),))], [""] * 5, [set()]),
        ([Constraint(terms=())], [""] * 5, [set()]),
        ([Constraint(terms=((),))], [""] * 5, [set()]),
        (
            [IN_A, Constraint(), IN_A],
            ["pool 1", "pool 2", "pool 2", "pool 1", "pool 2"],
            [{"pool 1"}, None, {"pool 1"}],
        ),
        (
            [Constraint(terms=((("zone", "In", ("a",)),), (("zone", "In", ("c",)),))), IN_A],
            ["pool 1", "pool 2", "pool 3", "pool 1", "pool 2"],
            [{"pool 1", "pool 3"}, {"pool 1"}],
        ),
    ],
)
def test_pools_are_told_apart_only_by_constraints_that_occur(constraints, names, sets):
    assert pools(ZONES, constraints) == (names, sets)


def test_a_taint_keeps_off_whoever_does_not_tolerate_it():
    nodes = [Traits({}), Traits({}, frozenset({GPU})), Traits({}, frozenset({GPU, CORDONED}))]
    to_gpu = Constraint(tolerations=frozenset({("gpu", "Exists", "", "")}))
    to_all = Constraint(tolerations=frozenset({("", "Exists", "", "")}))
    assert pools(nodes, [Constraint(), to_gpu, to_all]) == (
        ["pool 1", "pool 2", "pool 3"],
        [{"pool 1"}, {"pool 1", "pool 2"}, None],
    )


def test_pools_bear_no_text_of_the_labels():
    names, sets = pools(ZONES, [IN_A])
    assert {*names, *sets[0]} == {"pool 1", "pool 2"}


KEYS, VALUES = st.sampled_from(["zone", "cores"]), st.sampled_from(["a", "b", "1", "2"])
REQUIREMENTS = st.tuples(KEYS, st.sampled_from(["In", "NotIn"]), st.lists(VALUES, max_size=2).map(tuple)) | st.tuples(
    KEYS, st.sampled_from(["Gt", "Lt"]), VALUES.map(lambda value: (value,))
)
TERMS = st.lists(REQUIREMENTS, max_size=2).map(tuple)
EFFECTS = ["NoSchedule", "NoExecute"]
TAINTS = st.tuples(KEYS, VALUES, st.sampled_from(EFFECTS))
TOLERATIONS = st.tuples(
    KEYS | st.just(""), st.sampled_from(["Equal", "Exists"]), VALUES, st.sampled_from(["", *EFFECTS])
)
NODES = st.builds(Traits, st.dictionaries(KEYS, VALUES), st.frozensets(TAINTS, max_size=2))
CONSTRAINTS = st.builds(
    Constraint, TERMS, st.none() | st.lists(TERMS, max_size=2).map(tuple), st.frozensets(TOLERATIONS, max_size=2)
)


def allowed(node: Traits, pod: Constraint) -> bool:
    """One pod, one node, as the scheduler asks: the plain words of the documentation."""
    if not all(any(tolerates(each, taint) for each in pod.tolerations) for taint in node.taints):
        return False
    if not all(meets(node.labels, each) for each in pod.selector):
        return False
    return pod.terms is None or any(term and all(meets(node.labels, each) for each in term) for term in pod.terms)


@settings(deadline=None)
@given(st.lists(NODES, min_size=1, max_size=6), st.lists(CONSTRAINTS, max_size=6))
def test_pools_say_the_same_as_asking_for_each_pod_and_node(nodes, constraints):
    names, sets = pools(nodes, constraints)
    columns = [[allowed(node, pod) for pod in constraints] for node in nodes]
    for name, column in zip(names, columns, strict=True):
        assert [chosen is None or name in chosen for chosen in sets] == column
    # No more pools than columns that differ, numbered as they come; None only for what may run on all.
    assert len(set(names)) == len({*map(tuple, columns)})
    assert [*dict.fromkeys(names)] == (
        [""] if len(set(names)) == 1 else [f"pool {n + 1}" for n in range(len(set(names)))]
    )
    assert [chosen is None for chosen in sets] == [all(row) for row in zip(*columns, strict=True)]


# ---- larger than any node ----


@pytest.mark.parametrize(
    ("cpu", "memory", "many"),
    [(4000, 2**34, 0), (4001, 0, 1), (0, 2**34 + 1, 1), (4001, 2**35, 1), (250_000_000_000, 1, 1), (0, 0, 0)],
)
def test_pods_that_no_node_could_hold_are_remarked(cpu, memory, many):
    nodes = [Node("large", 4000, 2**33), Node("wide", 2000, 2**34)]
    said = remark_too_large(nodes, [Pod("odd", cpu, memory), Pod("web", 500, 2**28)])
    assert [each.split(",")[0] for each in said] == ["1 pod requests more CPU or memory than any node has"] * many


@pytest.mark.parametrize("nodes", [[], [Node("silent", 0, 0)]])
def test_where_no_node_says_what_it_has_no_request_is_too_large(nodes):
    assert remark_too_large(nodes, [Pod("a", 1, 1), Pod("b", 0, 0)]) == []
