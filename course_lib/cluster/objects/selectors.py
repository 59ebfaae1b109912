"""Which pods a selector selects: that of a Deployment, of a budget, or of anything else with matchExpressions.

Vocabulary: a selector is absent (it selects nothing), empty (`{}`, which selects all of the namespace), or holds
requirements, each of which a pod's labels have to meet.
Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector
"""

from __future__ import annotations

from collections.abc import Mapping

from course_lib.text_files.parts import Part

IN, NOT_IN, EXISTS, ABSENT = OPERATORS = ("In", "NotIn", "Exists", "DoesNotExist")


def selects(selector: Part, pod: Part) -> bool:
    """Return whether a selector selects a pod of its namespace.

    >>> pod = Part({"metadata": {"labels": {"app": "web", "tier": "front"}}}, "pod")
    >>> wanted = {"matchExpressions": [{"key": "tier", "operator": "In", "values": ["front"]}]}
    >>> [selects(Part(each, "selector"), pod) for each in (wanted, {}, None)]
    [True, True, False]
    """
    if selector.value is None:
        return False
    labels = pod.at("metadata", "labels").texts()
    is_plain = holds(selector.at("matchLabels").texts(), labels)
    return is_plain and all(_meets(each, labels) for each in selector.at("matchExpressions").parts())


def selects_all(selector: Part) -> bool:
    """Return whether a selector is there and has no requirement."""
    is_there = selector.value is not None
    return is_there and not (selector.at("matchLabels").texts() or selector.at("matchExpressions").parts())


def holds(wanted: Mapping[str, str], labels: Mapping[str, str]) -> bool:
    """Return whether labels hold all that are wanted, as a Service asks for them."""
    return wanted.items() <= labels.items()


def _meets(requirement: Part, labels: Mapping[str, str]) -> bool:
    key, operator = requirement.at("key").text(), requirement.at("operator").text()
    values = {each.text() for each in requirement.at("values").parts()}
    if operator not in OPERATORS:
        requirement.at("operator").refuse(f"be one of {', '.join(OPERATORS)}")
    if operator in (EXISTS, ABSENT):
        return (key in labels) == (operator == EXISTS)
    return (labels.get(key) in values) == (operator == IN)
