"""On which nodes the Kubernetes scheduler lets a pod run: its filters, rule by rule from their Go source.

Written from that source alone, for `test_cluster_scheduler.py` to compare the import with. Everything takes the plain
dictionaries of an export. Sources, all of kubernetes/kubernetes:

- pkg/scheduler/framework/plugins/{nodeunschedulable,tainttoleration,nodeaffinity}
- staging/src/k8s.io/api/core/v1/toleration.go and component-helpers/scheduling/corev1
- staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go
- staging/src/k8s.io/apimachinery/pkg/labels/selector.go and pkg/fields/selector.go
"""

from __future__ import annotations

import re

from tests.models.scheduler_reference import at


def may_run(pod: dict, node: dict) -> bool:
    """Say whether the filters NodeUnschedulable, TaintToleration and NodeAffinity let a pod on a node."""
    return is_schedulable(pod, node) and tolerates_taints(pod, node) and is_selected(pod, node)


UNSCHEDULABLE = {"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}


def is_schedulable(pod: dict, node: dict) -> bool:
    """`NodeUnschedulable.Filter`: a cordoned node only takes who tolerates the taint of a cordon, which it may lack."""
    return not at(node, "spec", "unschedulable") or tolerated(pod, UNSCHEDULABLE)


def tolerates_taints(pod: dict, node: dict) -> bool:
    """`TaintToleration.Filter`, `DoNotScheduleTaintsFilterFunc`: PreferNoSchedule keeps nobody away."""
    taints = [each for each in at(node, "spec", "taints") or [] if each["effect"] in ("NoSchedule", "NoExecute")]
    return all(tolerated(pod, each) for each in taints)


def tolerated(pod: dict, taint: dict) -> bool:
    """`TolerationsTolerateTaint`."""
    return any(tolerates(each, taint) for each in at(pod, "spec", "tolerations") or [])


def tolerates(toleration: dict, taint: dict) -> bool:
    """`Toleration.ToleratesTaint`. Lt and Gt (KEP-5471) tolerate nothing: their gate is off, in 1.37 still."""
    given = {field: at(toleration, field) or "" for field in ("key", "operator", "value", "effect")}
    if given["effect"] not in ("", taint["effect"]) or given["key"] not in ("", taint["key"]):
        return False
    if given["operator"] in ("", "Equal"):
        return given["value"] == (at(taint, "value") or "")
    return given["operator"] == "Exists"


def is_selected(pod: dict, node: dict) -> bool:
    """`RequiredNodeAffinity.Match`: the node selector, and one of the terms; no term at all matches no node."""
    labels = at(node, "metadata", "labels") or {}
    selector = at(pod, "spec", "nodeSelector") or {}
    if any(labels.get(key) != value for key, value in selector.items()):
        return False
    required = at(pod, "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
    terms = at(required, "nodeSelectorTerms") or []
    return required is None or any(term_matches(each, labels, node["metadata"]["name"]) for each in terms)


def term_matches(term: dict, labels: dict[str, str], name: str) -> bool:
    """`nodeSelectorTerm.match`: all requirements of a term, which matches nothing if it is empty or ill-formed."""
    expressions, fields = at(term, "matchExpressions") or [], at(term, "matchFields") or []
    is_formed = all(map(is_well_formed, expressions)) and all(map(is_field_well_formed, fields))
    return (
        bool(expressions or fields)
        and is_formed
        and all(meets(each, labels) for each in expressions)
        and all(meets(each, {"metadata.name": name}) for each in fields)
    )


NAME = r"[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
DOMAIN = r"(?=.{1,253}/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/"
LABEL_KEY = re.compile(f"({DOMAIN})?{NAME}")
LABEL_VALUE = re.compile(f"({NAME})?")
INTEGER = re.compile(r"[+-]?[0-9]+")


def is_well_formed(requirement: dict) -> bool:
    """`labels.NewRequirement`: the rules that a requirement breaks make its whole term match nothing."""
    key, values = requirement["key"], at(requirement, "values") or []
    if not (LABEL_KEY.fullmatch(key) and all(map(LABEL_VALUE.fullmatch, values))):
        return False
    match requirement["operator"]:
        case "In" | "NotIn":
            return len(values) > 0
        case "Exists" | "DoesNotExist":
            return len(values) == 0
        case "Gt" | "Lt":
            return len(values) == 1 and parsed(values[0]) is not None
    return False


def is_field_well_formed(requirement: dict) -> bool:
    """`nodeSelectorRequirementsAsFieldSelector`: In or NotIn, of one value."""
    return requirement["operator"] in ("In", "NotIn") and len(at(requirement, "values") or []) == 1


def meets(requirement: dict, labels: dict[str, str]) -> bool:
    """`Requirement.Matches`, of a requirement that is well formed."""
    label, values = labels.get(requirement["key"]), at(requirement, "values") or []
    match requirement["operator"]:
        case "In":
            return label in values
        case "NotIn":
            return label not in values
        case "Exists":
            return label is not None
        case "DoesNotExist":
            return label is None
    number, bound = parsed(label), parsed(values[0])
    return number is not None and (number > bound if requirement["operator"] == "Gt" else number < bound)


def parsed(text: str | None) -> int | None:
    """`strconv.ParseInt` with base 10 and 64 bits: a sign, ASCII digits, nothing else."""
    number = int(text) if text is not None and INTEGER.fullmatch(text) else None
    return number if number is not None and -(2**63) <= number < 2**63 else None
