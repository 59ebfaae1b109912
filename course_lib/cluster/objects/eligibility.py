"""Which pods may run on which nodes, reduced to pools: nodes that no pod's constraint tells apart.

Vocabulary: a `requirement` ("zone", "In", ("a", "b")) is met by some nodes; a `term` is requirements that must
all be met, and a pod's affinity holds terms of which one must be; a `taint` ("gpu", "true", "NoSchedule") keeps
pods off a node unless a `toleration` lets them; a `mask` ([True, False]) says of each node whether it will do.

Reckoned with distinct constraints only: thousands of pods share a few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from course_lib.arrays import Flags
from course_lib.cluster.inventory import ONE_POOL
from course_lib.text_files.parts import Part

Requirement = tuple[str, str, tuple[str, ...]]
Term = tuple[Requirement, ...]
Taint = tuple[str, str, str]
Toleration = tuple[str, str, str, str]

KEEPS_OFF = ("NoSchedule", "NoExecute")  # PreferNoSchedule only prefers
CORDONED: Taint = ("node.kubernetes.io/unschedulable", "", "NoSchedule")
FIELD = "field:"  # sets a node's fields apart from its labels: no label's key holds a colon
WHOLE = re.compile(r"[+-]?[0-9]{1,63}")  # as Go reads one: no spaces, no other digits, a sign and 63 bits
LABEL_VALUE = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")


@dataclass(frozen=True)
class Traits:
    """What constraints look at in a node.

    Attributes
    ----------
    labels : dict
        Its labels, and its fields under `FIELD`.
    taints : frozenset of Taint
        Those that keep pods off.
    """

    labels: dict[str, str]
    taints: frozenset[Taint] = frozenset()


@dataclass(frozen=True)
class Constraint:
    """What a pod demands of its node.

    Attributes
    ----------
    selector : tuple of Requirement
        All must be met.
    terms : tuple of Term or None
        One must be met; None where there is no affinity.
    tolerations : frozenset of Toleration
        Which taints it tolerates: key, operator, value, effect.
    """

    selector: Term = ()
    terms: tuple[Term, ...] | None = None
    tolerations: frozenset[Toleration] = frozenset()


def traits(node: Part) -> Traits:
    """Read what constraints look at from a Node object.

    >>> traits(Part({"metadata": {"labels": {"zone": "a"}}, "spec": {"unschedulable": True}}, "node")).taints
    frozenset({('node.kubernetes.io/unschedulable', '', 'NoSchedule')})
    """
    spec, metadata = node.at("spec"), node.at("metadata")
    taints = [_texts(each, "key", "value", "effect") for each in spec.at("taints").parts()]
    cordoned = [CORDONED] if spec.at("unschedulable").flag() else []
    fields = {f"{FIELD}metadata.name": metadata.at("name").text()}
    keeping_off = frozenset((key, value, effect) for key, value, effect in taints if effect in KEEPS_OFF)
    return Traits(metadata.at("labels").texts() | fields, keeping_off | frozenset(cordoned))


def constraint(spec: Part) -> Constraint:
    """Read what a pod demands of its node from its spec: node selector, required node affinity, tolerations.

    >>> constraint(Part({"nodeSelector": {"zone": "a"}}, "spec")).selector
    (('zone', 'In', ('a',)),)
    """
    selector = sorted((key, "In", (value,)) for key, value in spec.at("nodeSelector").texts().items())
    tolerations = (_texts(each, "key", "operator", "value", "effect") for each in spec.at("tolerations").parts())
    required = spec.at("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
    terms = None if required.value is None else tuple(map(_term, required.at("nodeSelectorTerms").parts()))
    return Constraint(tuple(selector), terms, frozenset((k, o or "Equal", v, e) for k, o, v, e in tolerations))


def pools(nodes: Sequence[Traits], constraints: Sequence[Constraint]) -> tuple[list[str], list[frozenset[str] | None]]:
    """Return each node's pool, and for each constraint the pools that meet it.

    Parameters
    ----------
    nodes : sequence of Traits
        In the order in which pools are numbered.
    constraints : sequence of Constraint
        Of the pods; equal ones are worked out once.

    Returns
    -------
    tuple of lists
        Names of pools ("pool 1", …; `ONE_POOL` where all nodes are alike), and sets of them: None where every
        node will do, the empty set where none will.

    Examples
    --------
    >>> zones = [Traits({"zone": zone}) for zone in "aba"]
    >>> names, sets = pools(zones, [Constraint((("zone", "In", ("a",)),)), Constraint()])
    >>> names, [each and sorted(each) for each in sets]
    (['pool 1', 'pool 2', 'pool 1'], [['pool 1'], None])
    """
    judge = Judge(nodes)
    masks = {each: judge.mask(each) for each in dict.fromkeys(constraints)}
    distinct = {mask.tobytes(): mask for mask in masks.values()}
    names = _name_pools(np.array([*distinct.values()], dtype=np.bool_).reshape(len(distinct), len(nodes)))
    sets = {raw: None if mask.all() else _select(names, mask) for raw, mask in distinct.items()}
    by_constraint = {each: sets[mask.tobytes()] for each, mask in masks.items()}
    return names, [by_constraint[each] for each in constraints]


def opened(nodes: Sequence[Traits], constraints: Sequence[Constraint]) -> Flags:
    """Return which nodes some of the pods chose: by their key, where taints keep others off.

    A toleration without a key opens none: what tolerates everything would else make every node look like room for
    all.

    >>> gpu = Traits({}, frozenset({("gpu", "true", "NoSchedule")}))
    >>> everything, its_key = frozenset({("", "Exists", "", "")}), frozenset({("gpu", "Exists", "", "")})
    >>> [opened([gpu], [Constraint(tolerations=each)]).tolist() for each in (everything, its_key)]
    [[False], [True]]
    """
    judge, found = Judge(nodes), np.zeros(len(nodes), dtype=np.bool_)
    keyed = (replace(each, tolerations=frozenset(one for one in each.tolerations if one[0])) for each in constraints)
    for constraint in dict.fromkeys(keyed):
        found |= judge.mask(constraint)
    return found


class Judge:
    """Says which of the nodes meet a constraint, as the scheduler's filters NodeAffinity and TaintToleration do.

    Parameters
    ----------
    nodes : sequence of Traits
        The nodes.
    """

    def __init__(self, nodes: Sequence[Traits]) -> None:
        self.nodes = nodes
        self.taints = sorted({taint for node in nodes for taint in node.taints})
        self.has_taint = _table(
            (taint in node.taints for node in nodes for taint in self.taints), len(nodes), len(self.taints)
        )
        # For each judge its own memory, so that it ends with it.
        self._meeting, self._tolerated = cache(self._all_meeting), cache(self._all_tolerated)

    def mask(self, constraint: Constraint) -> Flags:
        """Return which nodes meet a constraint."""
        tolerated = np.zeros(len(self.taints), dtype=np.bool_)
        for toleration in constraint.tolerations:
            tolerated |= self._tolerated(toleration)
        mask = self._term(constraint.selector) & ~self.has_taint[:, ~tolerated].any(axis=1)
        return mask if constraint.terms is None else mask & self._any_term(constraint.terms)

    def _any_term(self, terms: tuple[Term, ...]) -> Flags:
        mask = np.zeros(len(self.nodes), dtype=np.bool_)
        for term in terms:
            if term:  # an empty term is met by no node
                mask |= self._term(term)
        return mask

    def _term(self, term: Term) -> Flags:
        mask = np.ones(len(self.nodes), dtype=np.bool_)
        for requirement in term:
            mask &= self._meeting(requirement)
        return mask

    def _all_meeting(self, requirement: Requirement) -> Flags:
        return np.array([meets(node.labels, requirement) for node in self.nodes], dtype=np.bool_)

    def _all_tolerated(self, toleration: Toleration) -> Flags:
        return np.array([tolerates(toleration, taint) for taint in self.taints], dtype=np.bool_)


def meets(labels: dict[str, str], requirement: Requirement) -> bool:
    """Return whether labels meet a requirement.

    Notes
    -----
    As `Requirement.Matches` does in k8s.io/apimachinery/pkg/labels: NotIn is met by a missing label, too.

    Examples
    --------
    >>> meets({}, ("zone", "NotIn", ("a",))), meets({"cores": "16"}, ("cores", "Gt", ("8",)))
    (True, True)
    """
    key, operator, values = requirement
    return OPERATORS[operator](labels.get(key), values)


def tolerates(toleration: Toleration, taint: Taint) -> bool:
    """Return whether a toleration lets a pod onto a node with a taint.

    Notes
    -----
    As `ToleratesTaint` does in k8s.io/api/core/v1: an empty effect or key stands for every one, and an operator
    other than Equal and Exists tolerates nothing.

    Examples
    --------
    >>> tolerates(("gpu", "Exists", "", ""), ("gpu", "true", "NoSchedule"))
    True
    """
    key, operator, value, effect = toleration
    if effect not in ("", taint[2]) or key not in ("", taint[0]):
        return False
    return operator == "Exists" or (operator == "Equal" and value == taint[1])


def _excess(value: str | None, bounds: tuple[str, ...]) -> int:
    # What is no whole number is neither greater nor less: it exceeds a bound by nothing.
    number, bound = _whole(value), _whole(bounds[0] if len(bounds) == 1 else None)
    return 0 if number is None or bound is None else number - bound


def _whole(text: str | None) -> int | None:
    if text is None or not WHOLE.fullmatch(text):
        return None
    return int(text) if -(2**63) <= int(text) < 2**63 else None


OPERATORS: dict[str, Callable[[str | None, tuple[str, ...]], bool]] = {
    "In": lambda value, values: value in values,
    "NotIn": lambda value, values: value not in values,
    "Exists": lambda value, _: value is not None,
    "DoesNotExist": lambda value, _: value is None,
    "Gt": lambda value, values: _excess(value, values) > 0,
    "Lt": lambda value, values: _excess(value, values) < 0,
}


def _texts(part: Part, *keys: str) -> tuple[str, ...]:
    return tuple(part.at(key).text() for key in keys)


def _term(term: Part) -> Term:
    labels = [_requirement(each, "") for each in term.at("matchExpressions").parts()]
    if not all(LABEL_VALUE.fullmatch(value) for _, _, values in labels for value in values):
        return ()  # what no label's value can be spoils its term: such a one is met by no node, not even by NotIn
    return (*labels, *(_requirement(each, FIELD) for each in term.at("matchFields").parts()))


def _requirement(part: Part, prefix: str) -> Requirement:
    operator = part.at("operator")
    if operator.text() not in OPERATORS:
        operator.refuse(f"be one of {', '.join(OPERATORS)}")
    return prefix + part.at("key").text(), operator.text(), tuple(each.text() for each in part.at("values").parts())


def _table(cells: Iterable[bool], rows: int, columns: int) -> Flags:
    return np.fromiter(cells, dtype=np.bool_, count=rows * columns).reshape(rows, columns)


def _name_pools(masks: Flags) -> list[str]:
    columns = [column.tobytes() for column in masks.T]
    numbers = {column: number for number, column in enumerate(dict.fromkeys(columns), start=1)}
    return [ONE_POOL if len(numbers) == 1 else f"pool {numbers[column]}" for column in columns]


def _select(names: list[str], mask: Flags) -> frozenset[str]:
    return frozenset(names[index] for index in np.flatnonzero(mask))
