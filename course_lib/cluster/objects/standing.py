"""What becomes of nodes and pods beside each other: which pods stay for good, which nodes nobody chose, which pools.

Vocabulary: a pod is *barred* if it couldn't come back to its node, as it doesn't tolerate a taint there (those of the
node's lifecycle left out); an *alien* is another scheduler's. Both are fixed: they stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from course_lib.cluster.inventory import ALIEN, BARRED, FREE, OPEN, TAINTED, Node, Pod
from course_lib.cluster.objects import schedulers
from course_lib.cluster.objects.eligibility import Constraint, Taint, Toleration, Traits, opened, pools, tolerates
from course_lib.cluster.objects.machines import lifecycle


@dataclass(frozen=True)
class OneNode:
    """A node, and what constraints look at in it."""

    node: Node
    traits: Traits


@dataclass(frozen=True)
class OnePod:
    """A pod, what it demands of its node, and the scheduler it waits for; empty for the default."""

    pod: Pod
    constraint: Constraint
    scheduler: str


def join(nodes: Sequence[OneNode], pods: Sequence[OnePod]) -> tuple[tuple[Node, ...], tuple[Pod, ...], list[str]]:
    """Return nodes with their pools and why they are closed, pods with their pools and why fixed, and remarks."""
    # Each pod of a DaemonSet demands its own node by name: those on theirs would make every node a pool of its own.
    free = [index for index, each in enumerate(pods) if not (each.pod.daemon and each.pod.node)]
    placed = [pods[index] for index in free]
    fixed, remarks = _fixed(nodes, placed)
    traits = [each.traits for each in nodes]
    names, sets = pools(traits, [each.constraint for each in placed])
    made = [each.pod for each in pods]
    for index, chosen, why_fixed in zip(free, sets, fixed, strict=True):
        made[index] = replace(made[index], pools=chosen, fixed=why_fixed)
    is_chosen = opened(traits, [each.constraint for each in _candidates(placed, fixed)]).tolist()
    shut = [TAINTED if each.taints and not chosen else OPEN for each, chosen in zip(traits, is_chosen, strict=True)]
    joined = (
        replace(each.node, pool=name, closed=each.node.closed or reason)
        for each, name, reason in zip(nodes, names, shut, strict=True)
    )
    return tuple(joined), tuple(made), remarks


def _candidates(placed: Sequence[OnePod], fixed: Sequence[str]) -> list[OnePod]:
    """Return the pods that could be elsewhere: those on nodes; all, if none is on a node."""
    movable = [each for each, why_fixed in zip(placed, fixed, strict=True) if not (why_fixed or each.pod.daemon)]
    return [each for each in movable if each.pod.node] or movable


def _fixed(nodes: Sequence[OneNode], placed: Sequence[OnePod]) -> tuple[list[str], list[str]]:
    of_pods = [each.scheduler or schedulers.DEFAULT for each in placed if not each.pod.daemon]
    packed = schedulers.packing(of_pods)
    alien = [(each.scheduler or schedulers.DEFAULT) not in packed and not each.pod.daemon for each in placed]
    barred = _barred({each.node.name: each.traits for each in nodes}, placed)
    reasons = [
        ALIEN if is_alien else BARRED if is_barred else FREE for is_alien, is_barred in zip(alien, barred, strict=True)
    ]
    return reasons, schedulers.remarks(of_pods, packed)


def _barred(traits: dict[str, Traits], placed: Sequence[OnePod]) -> list[bool]:
    known: dict[tuple[frozenset[Taint], frozenset[Toleration]], bool] = {}
    found = []
    for each in placed:
        taints = traits[each.pod.node].taints if each.pod.node else frozenset[Taint]()
        pair = taints, each.constraint.tolerations
        if pair not in known:
            known[pair] = _bars(*pair)
        found.append(known[pair])
    return found


def _bars(taints: frozenset[Taint], tolerations: frozenset[Toleration]) -> bool:
    lasting = [taint for taint in taints if not lifecycle(taint[0])]
    return not all(any(tolerates(each, taint) for each in tolerations) for taint in lasting)
