"""Which pods a selector selects: that of a Deployment, of a budget, or of anything else with matchExpressions.

Vocabulary: a selector is absent (it selects nothing), empty (`{}`, which selects all of the namespace), or holds
requirements, each of which a pod's labels have to meet.
Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from course_lib.cluster.exports.unfold import Item, namespace
from course_lib.text_files.parts import Part

IN, NOT_IN, EXISTS, ABSENT = OPERATORS = ("In", "NotIn", "Exists", "DoesNotExist")

Labels = Mapping[str, str]


class Requirement(NamedTuple):
    """One of matchExpressions: of one label, and for two of the operators its values."""

    key: str
    operator: str
    values: frozenset[str]

    def is_met(self, labels: Labels) -> bool:
        """Return whether labels meet it."""
        if self.operator in (EXISTS, ABSENT):
            return (self.key in labels) == (self.operator == EXISTS)
        return (labels.get(self.key) in self.values) == (self.operator == IN)


class Selector:
    """A selector, read once for many pods.

    Parameters
    ----------
    part : Part
        The field.

    Examples
    --------
    >>> wanted = {"matchExpressions": [{"key": "tier", "operator": "In", "values": ["front"]}]}
    >>> [Selector(Part(each, "selector")).selects({"tier": "front"}) for each in (wanted, {}, None)]
    [True, True, False]
    """

    def __init__(self, part: Part) -> None:
        self.is_there = part.value is not None
        self.labels = part.at("matchLabels").texts()
        self.requirements = tuple(map(_requirement, part.at("matchExpressions").parts()))

    @property
    def is_empty(self) -> bool:
        """Whether it is there and has no requirement."""
        return self.is_there and not (self.labels or self.requirements)

    def selects(self, labels: Labels) -> bool:
        """Return whether it selects a pod of its namespace with such labels."""
        is_plain = self.is_there and self.labels.items() <= labels.items()
        return is_plain and all(each.is_met(labels) for each in self.requirements)


class Labelled:
    """Pods by their labels, so that a selector looks at few of them.

    Parameters
    ----------
    pods : iterable of Item
        Of whichever namespaces.
    """

    def __init__(self, pods: Iterable[Item]) -> None:
        self.of_namespace: dict[str, list[tuple[Item, Labels]]] = {}
        self.of_label: dict[tuple[str, str, str], list[tuple[Item, Labels]]] = {}
        for item in pods:
            around, labels = namespace(item), item.at("metadata", "labels").texts()
            self.of_namespace.setdefault(around, []).append((item, labels))
            for key, value in labels.items():
                self.of_label.setdefault((around, key, value), []).append((item, labels))

    def selected(self, selector: Selector, within: str) -> list[Item]:
        """Return the pods of a namespace that a selector selects."""
        return [item for item, labels in self._near(selector.labels, within) if selector.selects(labels)]

    def holding(self, wanted: Labels, within: str) -> list[Item]:
        """Return the pods of a namespace that have all of some labels, as a Service asks for them."""
        return [item for item, labels in self._near(wanted, within) if wanted.items() <= labels.items()]

    def _near(self, wanted: Labels, within: str) -> list[tuple[Item, Labels]]:
        lists = [self.of_label.get((within, *each), []) for each in wanted.items()]
        return min(lists, key=len) if lists else self.of_namespace.get(within, [])


def _requirement(part: Part) -> Requirement:
    operator = part.at("operator").text()
    if operator not in OPERATORS:
        part.at("operator").refuse(f"be one of {', '.join(OPERATORS)}")
    return Requirement(part.at("key").text(), operator, frozenset(each.text() for each in part.at("values").parts()))
