"""Autoscalers from kubectl: each once, with what it's set to, and with what the model can't follow said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib.sizing.autoscaling import kubectl
from course_lib.sizing.autoscaling.autoscaler import Autoscaler
from course_lib.sizing.autoscaling.behavior import DOWN, UP, Behavior, Policy
from course_lib.sizing.autoscaling.exported import state
from course_lib.sizing.autoscaling.exported.annotated import PREFIX
from course_lib.sizing.autoscaling.exported.hpa import Exported
from course_lib.text_files.messages import MESSAGE_MOST
from tests.models.hostile import NASTY, garble, mutate

PIPE = Path(__file__).resolve().parents[3] / "shared" / "data" / "pipe"

# ---- made-up objects ----


def cpu(percent: int = 60) -> dict:
    target = {"type": "Utilization", "averageUtilization": percent}
    return {"type": "Resource", "resource": {"name": "cpu", "target": target}}


MEMORY = {"type": "Resource", "resource": {"name": "memory", "target": {"type": "AverageValue", "averageValue": "1Gi"}}}
QUEUE = {"type": "External", "external": {"metric": {"name": "queue"}, "target": {"type": "Value", "value": "40"}}}
OBJECT = {
    "type": "Object",
    "object": {"metric": {"name": "hits"}, "describedObject": {"kind": "Ingress"}, "target": {"averageValue": "2k"}},
}
RATE = {
    "type": "Pods",
    "pods": {"metric": {"name": "calls"}, "target": {"type": "AverageValue", "averageValue": "1500m"}},
}
API = {"kind": "Deployment", "name": "api"}
OF_APP = {
    "type": "ContainerResource",
    "containerResource": {"name": "cpu", "container": "app", "target": {"averageUtilization": 65}},
}


def hpa(name: str = "web", *, version: str = "v2", uid: str = "", status: Any = None, **spec: Any) -> dict:
    metadata = {"name": name, "namespace": "shop"} | ({"uid": uid} if uid else {})
    reference = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}
    own = {"minReplicas": 2, "maxReplicas": 9, "scaleTargetRef": reference} | spec
    if version == "v2" and "metrics" not in own:
        own["metrics"] = [cpu()]
    return {
        "apiVersion": f"autoscaling/{version}",
        "kind": "HorizontalPodAutoscaler",
        "metadata": metadata,
        "spec": own,
        "status": {"currentMetrics": None, "desiredReplicas": 0} if status is None else status,
    }


def annotated(item: dict, **held: object) -> dict:
    metadata = item["metadata"] | {"annotations": {PREFIX + name: json.dumps(value) for name, value in held.items()}}
    return item | {"metadata": metadata}


def listed(*items: object) -> str:
    return json.dumps({"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}, "items": [*items]})


def one(*items: object) -> Exported:
    (found,) = kubectl.read(listed(*items)).autoscalers
    return found


def refused(*items: object, **chosen: Any) -> str:
    with pytest.raises(ValueError, match=r"^pasted text") as raised:
        Autoscaler.from_kubectl(listed(*items), **chosen)
    assert len(str(raised.value)) <= MESSAGE_MOST
    return str(raised.value)


def deployment(*containers: dict, kind: str = "Deployment", **spec: object) -> dict:
    template = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [*containers]} | spec}
    own = {"selector": {"matchLabels": {"app": "web"}}, "template": template}
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "web", "namespace": "shop"}, "spec": own}


def pod(name: str, *containers: dict, phase: str = "Running", app: str = "web", **spec: object) -> dict:
    metadata = {"name": name, "namespace": "shop", "labels": {"app": app, "more": "x"}}
    own = {"containers": [*containers]} | spec
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": own, "status": {"phase": phase}}


def container(name: str, cpu: str | None = None, limit: str | None = None, **more: object) -> dict:
    given = {"requests": {"cpu": cpu}} if cpu else {}
    return {"name": name, "resources": given | ({"limits": {"cpu": limit}} if limit else {})} | more


# ---- settings ----


def test_a_single_autoscaler_needs_no_name():
    found = Autoscaler.from_kubectl(listed(hpa()), request_m=250, startup_s=45)
    assert found == Autoscaler(target=60, least=2, most=9, request_m=250, startup_s=45)


def test_what_is_given_beside_the_file_has_precedence():
    found = Autoscaler.from_kubectl(listed(hpa(), deployment(container("app", "300m"))), request_m=250, most=5)
    assert (found.request_m, found.most) == (250, 5)


def test_of_several_one_is_named_with_its_namespace_or_without():
    several = hpa("web", metrics=[cpu(50)]), hpa("api", metrics=[cpu(70)], scaleTargetRef=API)
    assert [each.name for each in kubectl.read(listed(*several)).autoscalers] == ["shop/api", "shop/web"]
    for name in ("shop/api", "api"):
        assert Autoscaler.from_kubectl(listed(*several), name=name, request_m=100).target == 70
    assert refused(*several) == (
        "pasted text: holds 2 autoscalers, so one must be named: shop/api and shop/web; to try: name='shop/api'"
    )
    assert refused(*several, name="pay").endswith(
        "name must be that of one autoscaler (shop/api and shop/web), got 'pay'"
    )


def test_a_name_without_its_namespace_must_be_the_only_one():
    other = hpa("web")
    other["metadata"]["namespace"] = "bay"
    assert "(bay/web and shop/web), got 'web'" in refused(hpa("web"), other, name="web")
    assert Autoscaler.from_kubectl(listed(hpa("web"), other), name="bay/web", request_m=1).least == 2


def test_minreplicas_is_one_where_nothing_is_set():
    assert one(hpa(minReplicas=None)).least == 1


def test_without_metrics_it_is_cpu_at_80_percent():
    assert one(hpa(metrics=[])).metrics == ("CPU at 80% of the request",)
    assert "It sets no metric, so Kubernetes takes CPU at 80% of the request." in one(hpa(metrics=[])).remarks
    assert not any("sets no metric" in remark for remark in one(hpa()).remarks)


# ---- behavior ----


def test_no_behavior_is_not_the_same_as_an_empty_one():
    assert one(hpa()).settings["behavior"] is None
    assert one(hpa(behavior={})).settings["behavior"] == Behavior(UP, DOWN)


def test_what_the_server_leaves_absent_has_its_default():
    filled = {"policies": [{"type": "Percent", "value": 100, "periodSeconds": 15}], "selectPolicy": "Max"}
    own = one(hpa(behavior={"scaleDown": filled})).settings["behavior"]
    assert own == Behavior()
    assert own.down.window_s == 300


@pytest.mark.parametrize(
    ("written", "tolerance"), [("50m", 0.05), ("0", 0.0), ("25m", 0.025), ("0.1", 0.1), (None, None)]
)
def test_a_tolerance_is_a_quantity_and_zero_is_one(written, tolerance):
    own = one(hpa(behavior={"scaleDown": {"tolerance": written}})).settings["behavior"]
    assert (own.down.tolerance, own.up.tolerance) == (tolerance, None)


def test_rates_are_read():
    down = {"policies": [{"type": "Pods", "value": 1, "periodSeconds": 60}], "selectPolicy": "Min"}
    own = one(hpa(behavior={"scaleDown": down | {"stabilizationWindowSeconds": 0}})).settings["behavior"].down
    assert (own.policies, own.select, own.window_s) == ((Policy("Pods", 1, 60),), "Min", 0)


# ---- autoscaling/v1 ----

IN_CAPITALS = {"ScaleDown": {"Policies": [{"Type": "Pods", "Value": 1, "PeriodSeconds": 60}], "Tolerance": "50m"}}
FLAT = [
    {"type": "Resource", "resource": {"name": "memory", "targetAverageValue": "1Gi"}},
    {"type": "External", "external": {"metricName": "queue", "targetValue": "40"}},
    {
        "type": "ContainerResource",
        "containerResource": {"name": "cpu", "container": "app", "targetAverageUtilization": 65},
    },
    {"type": "Pods", "pods": {"metricName": "calls", "targetAverageValue": "1500m"}},
    {"type": "Object", "object": {"metricName": "hits", "averageValue": "2k", "targetValue": "0"}},
]


def test_v1_with_its_annotations_says_what_v2_does():
    new = hpa(metrics=[MEMORY, QUEUE, OF_APP, RATE, OBJECT, cpu(55)], behavior={"scaleDown": {
        "policies": [{"type": "Pods", "value": 1, "periodSeconds": 60}], "tolerance": "50m"}})  # fmt: skip
    old = annotated(hpa(version="v1", targetCPUUtilizationPercentage=55), metrics=FLAT, behavior=IN_CAPITALS)
    assert one(new) == one(old)
    assert one(new).settings["behavior"].down.tolerance == 0.05


def test_v1_without_a_percentage_is_not_an_autoscaler_without_a_target():
    old = annotated(hpa(version="v1"), metrics=FLAT[:2])
    assert one(old).metrics == ("memory at 1Gi a pod", "external metric queue at 40 in all")
    assert one(old).settings is None
    assert one(hpa(version="v1")).metrics == ("CPU at 80% of the request",)


def test_an_annotation_that_is_no_json_is_named():
    broken = hpa(version="v1")
    broken["metadata"]["annotations"] = {PREFIX + "metrics": "[{"}
    assert "(HorizontalPodAutoscaler 'shop/web'), metadata.annotations['autoscaling.alpha" in refused(broken)


def test_both_versions_of_one_are_one_and_v2_counts():
    old, new = hpa(version="v1", uid="u1", targetCPUUtilizationPercentage=1), hpa(uid="u1")
    for items in ((old, new), (new, old), (new, new)):
        export = kubectl.read(listed(*items))
        assert [each.metrics for each in export.autoscalers] == [("CPU at 60% of the request",)]
        assert export.remarks == ("In the files more than once, counted once: 1 object.",)


def test_two_exports_one_after_the_other_count_once_unless_something_was_changed_between_them():
    first, later = hpa(uid="u1"), hpa(uid="u1", status=STATES["off"][0])
    assert len(kubectl.read(f"{listed(first)}\n{listed(later)}").autoscalers) == 1
    with pytest.raises(ValueError, match=r"an earlier document has it, too: does --watch write it, or a second export"):
        kubectl.read(f"{listed(first)}\n{listed(hpa(uid='u1', maxReplicas=5))}")


def test_the_server_s_own_list_leaves_kinds_out():
    bare = {key: value for key, value in hpa().items() if key not in ("kind", "apiVersion")}
    raw = {"kind": "HorizontalPodAutoscalerList", "apiVersion": "autoscaling/v2", "metadata": {}, "items": [bare]}
    assert kubectl.read(json.dumps(raw)).autoscalers == kubectl.read(json.dumps(hpa())).autoscalers


def test_two_of_one_name_are_refused():
    said = refused(hpa(uid="u1"), hpa(uid="u2", maxReplicas=3))
    assert "metadata.name: must be unique among horizontalpodautoscalers, but this list has it twice" in said
    assert said.endswith("kubectl get hpa -A -o json")


def test_an_autoscaler_of_another_group_is_none_of_ours():
    other = hpa() | {"apiVersion": "autoscaling.example.com/v1"}
    assert "must hold autoscalers, got only HorizontalPodAutoscaler" in refused(other)


# ---- metrics ----


def test_the_largest_counts_so_what_isn_t_followed_is_said():
    found = one(hpa(metrics=[MEMORY, cpu(), QUEUE]))
    assert found.settings["target"] == 60
    assert found.remarks[0] == (
        "It also looks at memory at 1Gi a pod and external metric queue at 40 in all, which the model doesn't follow:"
        " the largest proposal counts, so there may be more replicas."
    )


def test_one_container_alone_is_said():
    found = one(hpa(metrics=[OF_APP]))
    assert found.settings["target"] == 65
    assert found.remarks[0].startswith("It looks at container app alone:")
    assert one(hpa(metrics=[OF_APP, cpu(70)])).settings["target"] == 70


def test_without_cpu_in_percent_it_is_listed_but_can_t_be_followed():
    found = one(hpa(metrics=[RATE, OBJECT], minReplicas=0))
    assert (found.least, found.settings) == (0, None)
    assert found.metrics == ("pod metric calls at 1500m a pod", "object metric hits at 2k a pod")
    assert refused(hpa("api", metrics=[QUEUE]), hpa(), name="api").endswith(
        "shop/api must look at CPU in percent of its request to be followed, but looks at external metric queue at 40"
        " in all; to try: another one: shop/web"
    )


def test_cpu_as_an_amount_is_not_a_percentage():
    amount = {"type": "Resource", "resource": {"name": "cpu", "target": {"averageValue": "200m"}}}
    assert one(hpa(metrics=[amount])).metrics == ("CPU at 200m a pod",)
    assert one(hpa(metrics=[amount])).settings is None


def test_a_type_that_is_not_known_yet_is_named():
    assert one(hpa(metrics=[{"type": "Weather"}, cpu()])).metrics[0] == "a metric of type Weather"


# ---- status ----


def condition(kind: str, status: str, reason: str) -> dict:
    return {
        "type": kind,
        "status": status,
        "reason": reason,
        "message": "m",
        "lastTransitionTime": "2026-11-20T06:00:00Z",
    }


ACTIVE = condition("ScalingActive", "True", "ValidMetricFound")
STATES = {
    "new": ({"currentMetrics": None, "desiredReplicas": 0}, "No status yet: nothing had been measured"),
    "blind": (
        {
            "conditions": [condition("ScalingActive", "False", "FailedGetResourceMetric")],
            "currentMetrics": [{"type": ""}],
        },
        "It doesn't scale: FailedGetResourceMetric.",
    ),
    "off": (
        {"conditions": [condition("ScalingActive", "False", "ScalingDisabled")], "currentMetrics": None},
        "Switched off: what it scales was set to 0 replicas",
    ),
    "gone": (
        {"conditions": [condition("AbleToScale", "False", "FailedGetScale")]},
        "What it scales isn't there, or can't be scaled: FailedGetScale.",
    ),
    "half blind": (
        {
            "conditions": [ACTIVE],
            "currentMetrics": [{"type": ""}, {"type": "Resource", "resource": {"name": "memory"}}],
        },
        "1 of its 2 metrics could not be read: as long as one fails, nothing is scaled down.",
    ),
    "at its most": (
        {"conditions": [ACTIVE, condition("ScalingLimited", "True", "TooManyReplicas")], "currentMetrics": None},
        "It wants more replicas than maxReplicas allows.",
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_what_the_status_says_is_a_remark(name):
    status, said = STATES[name]
    (remark,) = one(hpa(status=status)).remarks
    assert remark.startswith(said)


def test_an_autoscaler_in_good_health_has_no_remark():
    status = {"conditions": [ACTIVE], "currentMetrics": [{"type": "Resource"}], "currentReplicas": 5}
    assert (one(hpa(status=status)).remarks, one(hpa(status=status)).replicas) == ((), 5)


def test_replicas_absent_are_none():
    assert one(hpa()).replicas == 0


def test_a_fixed_size_and_a_size_from_zero_are_said():
    assert (
        "Its size is fixed: minReplicas and maxReplicas are both 3." in one(hpa(minReplicas=3, maxReplicas=3)).remarks
    )
    found = one(hpa(minReplicas=0, metrics=[cpu(), QUEUE]))
    assert found.settings["least"] == 1
    assert "It may go down to 0 replicas, by its Object or External metric; the model keeps 1." in found.remarks


def test_two_on_one_deployment_are_both_told():
    found = kubectl.read(listed(hpa("a"), hpa("b"), hpa("c", scaleTargetRef={"kind": "StatefulSet", "name": "web"})))
    rivals = [[remark for remark in each.remarks if "is scaled by" in remark] for each in found.autoscalers]
    both = "too: from Kubernetes 1.26 on none of them then does anything, and before, each undoes what the other did."
    assert rivals == [
        [f"Deployment web is scaled by shop/b, {both}"],
        [f"Deployment web is scaled by shop/a, {both}"],
        [],
    ]


FOLLOWED = ("new", "half blind", "at its most")


@pytest.mark.parametrize("name", STATES)
def test_one_that_scales_nothing_is_not_followed(name):
    status, said = STATES[name]
    if name in FOLLOWED:
        assert Autoscaler.from_kubectl(listed(hpa(status=status)), request_m=250).target == 60
        return
    why = said[:1].lower() + said[1:].rstrip(".")
    message = refused(hpa(status=status), request_m=250)
    assert message.startswith(f"pasted text: shop/web can't be followed ({why}")
    assert message.endswith("; to try: Autoscaler(target=60, …) for what it would do")
    assert [state.sentence(each) for each in one(hpa(status=status)).stops] == [*one(hpa(status=status)).remarks]


def test_one_of_two_on_one_deployment_is_not_followed():
    healthy = {"conditions": [ACTIVE], "currentMetrics": [{"type": "Resource"}]}
    message = refused(hpa("a", status=healthy), hpa("b", status=healthy, metrics=[MEMORY]), name="a", request_m=250)
    assert "shop/a can't be followed (Deployment web is scaled by shop/b, too); to try: Autoscaler(target=60" in message
    alone = hpa("b", scaleTargetRef=API)
    assert Autoscaler.from_kubectl(listed(hpa("a"), alone), name="a", request_m=250).target == 60


def test_the_message_keeps_what_to_try_however_long_the_names_are():
    long = {"kind": "Deployment", "name": "d" * 253}
    items = [hpa(letter * 253, scaleTargetRef=long) for letter in "abcdef"]
    assert refused(*items, name="a" * 253, request_m=1).endswith(
        "; to try: Autoscaler(target=60, …) for what it would do"
    )


# ---- what pods request ----

APP = container("app", "400m", "1")
SIDECAR = container("proxy", "100m", restartPolicy="Always")


def test_without_pods_and_deployment_the_request_has_to_be_given():
    assert refused(hpa()) == (
        "pasted text: shop/web needs request_m, as the CPU request of Deployment web isn't there; to try:"
        " request_m=250, or kubectl get hpa,deploy,pods -A -o json"
    )


def test_the_request_is_that_of_the_pods_with_their_sidecars():
    items = hpa(), deployment(APP), pod("a", APP, initContainers=[SIDECAR]), pod("b", APP, initContainers=[SIDECAR])
    assert one(*items).settings["request_m"] == 500
    assert "limit_m" not in one(*items).settings  # the sidecar has none
    assert not any("template" in remark for remark in one(*items).remarks)


def test_without_pods_it_is_that_of_the_template():
    items = hpa(), deployment(APP), pod("other", SIDECAR, app="other"), pod("job", SIDECAR, phase="Succeeded")
    assert (one(*items).settings["request_m"], one(*items).settings["limit_m"]) == (400, 1000)
    assert "By its template a pod requests 400m of CPU; what a sidecar requests that is injected comes on top." in (
        one(*items).remarks
    )


def test_pods_that_differ_are_said():
    items = hpa(), deployment(APP), pod("a", APP), pod("b", APP, initContainers=[SIDECAR])
    assert one(*items).settings["request_m"] == 450
    assert "Its pods request different amounts; the mean is 450m of CPU." in one(*items).remarks


def test_a_container_without_a_request_makes_the_percentage_unknown():
    proxy = container("proxy")
    unknown = "then Kubernetes can't work out this percentage."
    assert "request_m" not in one(hpa(), deployment(APP, proxy)).settings
    assert one(hpa(), deployment(APP, proxy)).remarks[0] == (
        "One of the containers has no CPU request (unless the namespace has a default for it, a LimitRange): " + unknown
    )
    assert refused(hpa(), deployment(APP, proxy)) == (
        "pasted text: shop/web needs request_m, as one container has no CPU request, so Kubernetes can't work out the"
        " percentage; to try: request_m=250, for what it would do with 250m a pod"
    )
    items = hpa(), deployment(APP), pod("a", APP, proxy)
    assert one(*items).remarks[0] == f"One of the containers has no CPU request: {unknown}"
    assert one(hpa(metrics=[OF_APP]), deployment(APP, proxy)).settings["request_m"] == 400


def test_a_limit_stands_in_for_a_request_and_the_pod_s_own_request_for_its_containers():
    assert one(hpa(), deployment(container("app", None, "700m"))).settings["request_m"] == 700
    own = deployment(container("app"), resources={"requests": {"cpu": "2"}})
    assert one(hpa(), own).settings["request_m"] == 2000


# ---- what is refused ----

FAULTS = {
    "no maximum": (
        hpa(maxReplicas=None),
        "spec.maxReplicas: must be a whole number from 1 to 2,147,483,647, got nothing",
    ),
    "more least than most": (hpa(minReplicas=10), "spec.minReplicas: must be from 0 to maxReplicas (9), got 10"),
    "too many": (hpa(maxReplicas=2**31), "spec.maxReplicas: must be a whole number from 1 to 2,147,483,647, got 2147"),
    "text for a number": (hpa(maxReplicas="9"), "spec.maxReplicas: must be a whole number, got '9'"),
    "nothing to scale": (hpa(scaleTargetRef=None), "spec.scaleTargetRef.kind: must be text of at least one character"),
    "no percentage": (hpa(metrics=[cpu(0)]), "averageUtilization: must be a percentage from 1 to 2,147,483,647, got 0"),
    "no type": (hpa(metrics=[{}]), "spec.metrics[0].type: must be a type of metric such as Resource, got nothing"),
    "no target": (
        hpa(metrics=[{"type": "Pods", "pods": {"metric": {"name": "x"}}}]),
        "pods.target: must hold averageUtilization, averageValue or value, got nothing",
    ),
    "no amount": (
        hpa(metrics=[{"type": "Pods", "pods": {"metric": {"name": "x"}, "target": {"averageValue": "1.5 calls"}}}]),
        "averageValue: must be a Kubernetes quantity",
    ),
    "no policy": (
        hpa(behavior={"scaleUp": {"policies": [{"type": "Pods", "value": 0, "periodSeconds": 15}]}}),
        "spec.behavior.scaleUp.policies[0]: value must be a whole number of at least 1, got 0",
    ),
    "no window": (hpa(behavior={"scaleUp": {"stabilizationWindowSeconds": 9999}}), "spec.behavior.scaleUp: window_s"),
    "no tolerance": (
        hpa(behavior={"scaleUp": {"tolerance": "-1"}}),
        "scaleUp.tolerance: must be a Kubernetes quantity",
    ),
    "no choice": (hpa(behavior={"scaleUp": {"selectPolicy": "Some"}}), "spec.behavior.scaleUp: select must be one of"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_kubernetes_would_not_write_is_named_with_its_place(name):
    item, said = FAULTS[name]
    message = refused(item)
    assert message.startswith("pasted text, item 1 (HorizontalPodAutoscaler 'shop/web'), ")
    assert said in message
    assert message.endswith("; to try: export anew with kubectl get hpa -A -o json")


def test_a_list_without_autoscalers_says_that_they_may_be_hidden():
    assert refused(pod("a", APP), deployment(APP)) == (
        "pasted text: must hold autoscalers, got only Pod, Deployment: there are none, or you may not list them;"
        " to try: kubectl auth can-i list hpa -A, then kubectl get hpa -A -o json"
    )
    assert "must hold autoscalers, got none: " in refused()


@pytest.mark.parametrize(
    "text", ["", "NAME   REFERENCE\nweb  Deployment/web", "apiVersion: v1\nkind: List", '{"kind": "Li']
)
def test_what_is_no_export_is_told_with_the_command_for_autoscalers(tmp_path, text):
    path = tmp_path / "hpa.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"^hpa\.json.* kubectl get hpa -A -o json"):
        kubectl.read(path)


# ---- whatever else a file may hold ----

GOOD = json.loads(
    listed(
        hpa(
            behavior={"scaleDown": {"tolerance": "50m"}}, metrics=[OF_APP, QUEUE, cpu()], status=STATES["half blind"][0]
        ),
        annotated(hpa("old", version="v1"), metrics=FLAT, behavior=IN_CAPITALS),
        deployment(APP),
        pod("a", APP, initContainers=[SIDECAR]),
    )
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.randoms(use_true_random=False), nasty=NASTY, changes=st.integers(1, 4), garbled=st.booleans())
def test_whatever_a_file_holds_it_is_autoscalers_or_a_short_sentence(tmp_path, draw, nasty, changes, garbled):
    tree: object = draw.choice([GOOD, GOOD["items"], GOOD["items"][0]])
    for _ in range(changes):
        tree = mutate(draw, tree, nasty)
    text = json.dumps(tree)
    path = tmp_path / f"{'long-name-' * draw.choice([1, 20])}.json"
    path.write_text(garble(draw, text) if garbled else text, encoding="utf-8")
    try:
        remarks = [remark for each in kubectl.read(path).autoscalers for remark in each.remarks]
        assert all(remark.isprintable() and len(remark) <= 2 * MESSAGE_MOST for remark in remarks)
        assert Autoscaler.from_kubectl(path, name="old", request_m=100, most=100_000).target in (1, 65, 80)
    except ValueError as problem:
        said = str(problem)
        # What Kubernetes accepts and no cluster can do is refused by the autoscaler itself.
        assert said.startswith(("long-name-", "'long-name-", "target must", "least must"))
        assert len(said) <= MESSAGE_MOST
        assert said.isprintable()


# ---- what the real kubectl writes ----


@pytest.fixture
def pipe() -> Path:
    if not PIPE.is_dir():
        pytest.skip("kubectl's exports are not beside this checkout (shared/data/pipe)")
    return PIPE


def test_v1_next_to_v2_is_two_autoscalers_and_v1_alone_says_the_same(pipe):
    path = pipe / "awkward-1-hpa-v1-next-to-v2.json"
    whole = kubectl.read(path)
    assert [each.name for each in whole.autoscalers] == ["harbor/checkout", "harbor/search"]
    items = json.loads(path.read_text())["items"]
    for left_out in ("autoscaling/v2", "autoscaling/v1"):
        left = listed(*(item for item in items if item["apiVersion"] != left_out))
        assert kubectl.read(left).autoscalers == whole.autoscalers


def test_the_pipe_has_one_that_can_be_followed(pipe):
    found = Autoscaler.from_kubectl(pipe / "good-pipe.json", name="checkout")
    assert (found.target, found.least, found.most, found.request_m, found.limit_m) == (60, 3, 12, 400, 1000)
    assert found.behavior is not None
    assert (found.behavior.down.window_s, found.tolerances[:2]) == (600, (0.05, 0.01))
    search = kubectl.read(pipe / "good-pipe.json").autoscalers[1]
    assert search.metrics == ("memory at 900Mi a pod", "external metric queue_length at 30 a pod")


TROUBLES = {
    "asleep": ["By its template", "Switched off"],
    "blind": ["It doesn't scale: FailedGetResourceMetric."],
    "blue-green": [],
    "brand-new": ["No status yet"],
    "from-zero": ["The model follows nothing but CPU"],
    "half-blind": ["It also looks at memory", "1 of its 2 metrics could not be read"],
    "orphan": ["What it scales isn't there"],
    "pair-cpu": ["Deployment pair is scaled by bay/pair-queue, too"],
    "pair-queue": ["The model follows nothing but CPU", "Deployment pair is scaled by bay/pair-cpu, too"],
    "per-box": ["It looks at container per-box alone", "It also looks at pod metric calls_per_second"],
    "tight": ["Its size is fixed: minReplicas and maxReplicas are both 3."],
}


def test_each_trouble_has_its_remark(pipe):
    found = {each.name: each for each in kubectl.read(pipe / "awkward-2-hpa-troubled.json").autoscalers}
    assert found.keys() == {f"bay/{name}" for name in TROUBLES}
    for name, begins in TROUBLES.items():
        remarks = found[f"bay/{name}"].remarks
        assert len(remarks) == len(begins)
        assert all(remark.startswith(begin) for remark, begin in zip(remarks, begins, strict=True))
    tight = found["bay/tight"].settings["behavior"]
    assert (tight.down.select, tight.down.tolerance, tight.down.window_s, tight.up.tolerance) == (
        "Disabled",
        0,
        300,
        0.025,
    )


def test_refused_autoscalers_are_not_taken_for_none(pipe):
    with pytest.raises(ValueError, match=r"^awkward-7-hpa-refused\.json: must hold .* or you may not list them"):
        kubectl.read(pipe / "awkward-7-hpa-refused.json")
