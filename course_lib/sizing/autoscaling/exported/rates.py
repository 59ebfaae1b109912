"""The field `behavior` of an object, with what the server would fill in where it is silent."""

from __future__ import annotations

from dataclasses import replace

from course_lib.cluster import textbook
from course_lib.cluster.objects import quantities
from course_lib.sizing.autoscaling.behavior import DOWN, UP, Behavior, Policy, ScalingRules
from course_lib.text_files.parts import Part


def behavior(field: Part) -> Behavior | None:
    """Return the rules of both directions; None if the field isn't set, which is not the same as an empty one.

    >>> down = {"policies": [{"type": "Pods", "value": 1, "periodSeconds": 60}], "tolerance": "50m"}
    >>> behavior(Part({"scaleDown": down}, "behavior")).down
    ScalingRules(policies=(Policy(kind='Pods', value=1, period_s=60),), window_s=300, select='Max', tolerance=0.05)
    """
    if field.value is None:
        return None
    return Behavior(_rules(field.at("scaleUp"), UP), _rules(field.at("scaleDown"), DOWN))


def _rules(field: Part, default: ScalingRules) -> ScalingRules:
    window, tolerance = field.at("stabilizationWindowSeconds"), field.at("tolerance")
    window_s = default.window_s if window.value is None else window.whole()
    select = field.at("selectPolicy").text() or default.select
    own = None if tolerance.value is None else _tolerance(tolerance)
    policies = tuple(map(_policy, field.at("policies").parts())) or default.policies
    return field.read(lambda _: replace(default, policies=policies, window_s=window_s, select=select, tolerance=own))


def _policy(part: Part) -> Policy:
    kind, value, period_s = part.at("type").text(), part.at("value").whole(), part.at("periodSeconds").whole()
    return part.read(lambda _: Policy(kind, value, period_s))


def _tolerance(part: Part) -> float:
    part.read(quantities.cpu_millicores)  # one that is no quantity, or negative, is refused
    return float(textbook.quantity(str(part.value)))
