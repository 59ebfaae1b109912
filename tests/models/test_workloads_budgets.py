"""Disruption budgets: which pods each watches over, and what it lets go, rounded as Kubernetes rounds."""

from __future__ import annotations

import pytest

from course_lib.cluster.workloads.budgets import Amount, Budget
from course_lib.survey.floors import NEVER
from tests.models.pipe_objects import autoscaler, budget, deployment, pod, read, replicas

APP = {"matchLabels": {"app": "web"}}


def expression(operator: str, key: str = "app", *values: str) -> dict:
    return {"matchExpressions": [{"key": key, "operator": operator, "values": [*values]}]}


SELECTORS = {
    "by labels": (APP, 2),
    "in": (expression("In", "app", "web", "api"), 2),
    "not in": (expression("NotIn", "app", "api"), 3),
    "not in, of a label that some lack": (expression("NotIn", "tier", "front"), 2),
    "exists": (expression("Exists", "tier"), 1),
    "doesn't exist": (expression("DoesNotExist", "tier"), 2),
    "both ways": (APP | expression("Exists", "tier"), 0),
    "all": ({}, 3),
    "none": (None, 0),
}


@pytest.mark.parametrize("name", SELECTORS)
def test_a_selector_selects_pods_of_its_namespace(name):
    selector, many = SELECTORS[name]
    others = [pod("x", labels={"tier": "front"}), pod("y", namespace="bay", labels={"app": "web"})]
    (found,) = read(deployment("web"), *replicas("web"), *others, budget("b", selector, minAvailable=1)).budgets
    assert len(found.pods) == many


def test_an_empty_selector_once_meant_none():
    (found,) = read(*replicas("web"), budget("b", {}, version="v1beta1", minAvailable=1)).budgets
    assert found.pods == frozenset()


def test_pods_that_have_ended_are_watched_over_by_nobody():
    ended = pod("job", labels={"app": "web"}, phase="Succeeded")
    (found,) = read(deployment("web"), *replicas("web"), ended, budget("b", APP, minAvailable=1)).budgets
    assert len(found.pods) == 2


def test_an_unknown_operator_is_named():
    with pytest.raises(
        ValueError, match=r"matchExpressions\[0\]\.operator: must be one of In, NotIn, Exists, DoesNotEx"
    ):
        read(*replicas("web"), budget("b", expression("Like")))


@pytest.mark.parametrize(
    ("fields", "allows", "least", "drains_from"),
    [
        ({"minAvailable": 2}, [0, 0, 0, 1, 2, 3], 2, 3),
        ({"minAvailable": "50%"}, [0, 0, 1, 1, 2, 2], 0, 2),
        ({"minAvailable": "51%"}, [0, 0, 0, 1, 1, 2], 0, 3),
        ({"minAvailable": "100%"}, [0, 0, 0, 0, 0, 0], 0, None),
        ({"minAvailable": "99%"}, [0, 0, 0, 0, 0, 0], 0, 100),
        ({"minAvailable": 0}, [0, 1, 2, 3, 4, 5], 0, 1),
        ({"maxUnavailable": 1}, [0, 1, 1, 1, 1, 1], 0, 1),
        ({"maxUnavailable": 0}, [0, 0, 0, 0, 0, 0], 0, None),
        ({"maxUnavailable": "20%"}, [0, 1, 1, 1, 1, 1], 0, 1),
        ({"maxUnavailable": "40%"}, [0, 1, 1, 2, 2, 2], 0, 1),
        ({}, [0, 0, 0, 0, 0, 0], 0, None),
    ],
)
def test_percentages_are_rounded_up_on_both_sides(fields, allows, least, drains_from):
    (found,) = read(*replicas("web"), budget("b", APP, **fields)).budgets
    assert [found.allows(pods) for pods in range(6)] == allows
    assert (found.least, found.drains_from) == (least, drains_from)


@pytest.mark.parametrize("value", ["half", "1.5%", -1, 1.5, True, "-1%", [1]])
def test_what_is_neither_number_nor_percentage_is_named(value):
    with pytest.raises(ValueError, match=r'minAvailable: must be a number of pods, or a percentage such as "50%", got'):
        read(*replicas("web"), budget("b", APP, minAvailable=value))


def floor(*items: dict, name: str = "web"):
    return read(deployment("web"), deployment("api"), *replicas("web"), *replicas("api"), *items).floors[
        "shop", "Deployment", name
    ]


def test_the_floor_is_what_autoscalers_and_budgets_hold():
    found = floor(autoscaler("a", "web", 3), budget("b", APP, minAvailable=1), autoscaler("c", "api"))
    assert (found.replicas, found.drains_from, found.most) == (3, 2, 9)
    assert (found.autoscalers, found.budgets, found.stopped) == (("shop/a",), ("shop/b",), ())
    assert floor(budget("b", APP, minAvailable=4)).replicas == 4
    assert (floor().replicas, floor().drains_from, floor().most) == (0, 1, None)


def test_a_blind_autoscaler_still_holds_its_least_and_one_that_is_off_does_not():
    def stopped(reason: str) -> dict:
        condition = {"type": "ScalingActive", "status": "False", "reason": reason}
        return autoscaler("a", "web", 3, conditions=[condition])

    blind, off = floor(stopped("FailedGetResourceMetric")), floor(stopped("ScalingDisabled"))
    assert (blind.replicas, blind.stopped) == (3, ("shop/a",))
    assert (off.replicas, off.stopped, off.most) == (0, ("shop/a",), None)


def test_two_autoscalers_are_both_named():
    found = floor(autoscaler("a", "web", 2), autoscaler("b", "web", 3))
    assert (found.replicas, found.autoscalers, found.stopped) == (3, ("shop/a", "shop/b"), ("shop/a", "shop/b"))


def test_a_budget_over_several_workloads_holds_no_number_for_one():
    found = floor(budget("b", {}, minAvailable=3))
    assert (found.replicas, found.budgets, found.shared) == (0, (), ("shop/b",))


def test_under_two_budgets_no_pod_can_be_evicted():
    twice = budget("b", APP, minAvailable=1), budget("c", APP, maxUnavailable=1)
    assert floor(*twice).drains_from == NEVER
    assert floor(*twice, name="api").drains_from == 1
    remarks = read(deployment("web"), *replicas("web"), *twice).remarks
    assert "Under two disruption budgets: 2 pods, which can't be evicted at all." in remarks


def test_what_the_server_says_is_kept():
    failed = {"conditions": [{"type": "DisruptionAllowed", "status": "False", "reason": "SyncFailed"}]}
    made = read(*replicas("web"), budget("b", APP, failed, maxUnavailable=1), budget("c", None, minAvailable=1))
    assert [(each.allowed, each.trouble) for each in made.budgets] == [(None, "SyncFailed"), (1, "")]
    assert "1 disruption budget can't be worked out by the server (SyncFailed)." in made.remarks
    assert "1 disruption budget watches over no pod." in made.remarks


def test_an_amount_of_pods_is_exact():
    assert [Amount(33, is_percent=True).of(pods) for pods in (0, 1, 3, 100, 101)] == [0, 1, 1, 33, 34]
    assert Budget("b", frozenset(), (), None, None).allows(9) == 0
