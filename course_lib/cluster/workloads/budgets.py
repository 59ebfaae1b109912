"""Disruption budgets: which pods each watches over, and how few of them may be there while a node is drained.

Vocabulary: a budget `allows` so many of n pods to be missing; a pod *under two* can't be evicted at all.
Source: https://kubernetes.io/docs/tasks/run-application/configure-pdb; percentages are rounded up, of what must be
there and of what may be missing (GetScaledValueFromIntOrPercent in pkg/controller/disruption).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course_lib.cluster.exports.unfold import Item, name, namespace
from course_lib.cluster.objects.selectors import Labelled, Selector
from course_lib.cluster.workloads.owners import Key
from course_lib.text_files.parts import Part

GROUP, KIND, EMPTY_IS_NONE = "policy", "PodDisruptionBudget", "policy/v1beta1"
PERCENT = re.compile(r"[0-9]{1,9}%")
NUMBER_MOST = 10**6
WHOLE = 100
LOOKED_AT = 102  # replicas: from 100 on, each percentage below 100 allows one


@dataclass(frozen=True, slots=True)
class Amount:
    """So many pods, or a share of them in percent."""

    number: int
    is_percent: bool = False

    def of(self, pods: int) -> int:
        """Return it in pods, rounded up.

        >>> Amount(51, is_percent=True).of(3), Amount(2).of(3)
        (2, 2)
        """
        return -(-self.number * pods // WHOLE) if self.is_percent else self.number


@dataclass(frozen=True)
class Budget:
    """A PodDisruptionBudget.

    Attributes
    ----------
    name : str
        With its namespace.
    pods : frozenset of str
        The names of those that it watches over.
    workloads : tuple of tuple of str
        Their workloads' keys.
    min_available, max_unavailable : Amount or None
        One of them, or neither.
    allowed : int or None
        How many the server itself lets go now; None where it hasn't said.
    trouble : str
        Why the server can't tell ("SyncFailed"), else empty.
    """

    name: str
    pods: frozenset[str]
    workloads: tuple[Key, ...]
    min_available: Amount | None
    max_unavailable: Amount | None
    allowed: int | None = None
    trouble: str = ""

    def allows(self, pods: int) -> int:
        """Return how many of so many healthy pods may be missing."""
        if self.max_unavailable is not None:
            return min(pods, self.max_unavailable.of(pods))
        if self.min_available is None:
            return 0  # nothing is expected then, and the server lets none go (updatePdbStatus in the same folder)
        return max(0, pods - self.min_available.of(pods))

    @property
    def least(self) -> int:
        """How many pods must be there whatever happens: a share of them says nothing of the kind."""
        stated = self.min_available
        return 0 if stated is None or stated.is_percent else stated.number

    @property
    def drains_from(self) -> int | None:
        """How many pods there must be for one to be let go; None if none ever is."""
        most = LOOKED_AT + self.least
        first = self.least + 1  # below it, nothing goes
        return next((pods for pods in range(first, most) if self.allows(pods) > 0), None)


def gather(items: Iterable[Item], pods: Sequence[Item], owners: dict[str, Key]) -> tuple[Budget, ...]:
    """Return budgets in the order of their names.

    Parameters
    ----------
    items : iterable of Item
        PodDisruptionBudgets.
    pods : sequence of Item
        Those that haven't ended.
    owners : dict of str to tuple of str
        The key of each pod's workload, by the pod's name.
    """
    labelled = Labelled(pod for pod in pods if name(pod) in owners)
    return tuple(_budget(item, labelled, owners) for item in sorted(items, key=name))


def under_two(budgets: Iterable[Budget]) -> set[str]:
    """Return the pods over which two budgets or more watch: the server refuses to evict them."""
    seen: set[str] = set()
    twice: set[str] = set()
    for each in budgets:
        twice |= seen & each.pods
        seen |= each.pods
    return twice


def _budget(item: Item, labelled: Labelled, owners: dict[str, Key]) -> Budget:
    selector, status = Selector(item.at("spec", "selector")), item.at("status")
    is_none = item.group == EMPTY_IS_NONE and selector.is_empty
    pods = [] if is_none else [name(pod) for pod in labelled.selected(selector, namespace(item))]
    allowed = status.at("disruptionsAllowed")
    return Budget(
        name(item),
        frozenset(pods),
        tuple(sorted({owners[pod] for pod in pods})),
        _amount(item.at("spec", "minAvailable")),
        _amount(item.at("spec", "maxUnavailable")),
        None if allowed.value is None else allowed.whole(),
        _trouble(status),
    )


def _amount(part: Part) -> Amount | None:
    value = part.value
    if value is None:
        return None
    if isinstance(value, str) and PERCENT.fullmatch(value):
        return Amount(int(value.removesuffix("%")), is_percent=True)
    if type(value) is not int or not 0 <= value <= NUMBER_MOST:
        part.refuse('be a number of pods, or a percentage such as "50%"')
    return Amount(value)


def _trouble(status: Part) -> str:
    failed = (
        each.at("reason").text() for each in status.at("conditions").parts() if each.at("status").text() == "False"
    )
    return next((reason for reason in failed if reason == "SyncFailed"), "")
