"""A verdict on a cluster in words: what is requested, how many nodes would do, and what sidecars would add.

Vocabulary: the `headline` is the first paragraph, and stands for all where there is room for one line; a remark that it
says already (`remarks_below`) isn't said again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from course_lib.arrays import Whole
from course_lib.cluster import inventory
from course_lib.cluster.exports.export import EXPORT
from course_lib.cluster.inventory import FARGATE, NO_MACHINE, OPEN
from course_lib.cluster.objects.kubectl import LEFT_OUT, ONE_NAMESPACE
from course_lib.cluster.objects.unhandled import NOT_COUNTED
from course_lib.cluster.stay_or_move import TIED
from course_lib.cluster.verdict import SidecarCost, Verdict
from course_lib.plural import counted

GIB = 2**30
RESOURCES = ("CPU", "memory")
WORTH_SAYING = 0.05  # of what is allocatable
BY = "by CPU, memory, the number of pods on a node, and where pods may run (selectors, required node affinity, taints)"
PROVEN = f"Proven: {BY}, no packing uses fewer of these nodes."
UNPROVEN = (
    f"“At least” is proven: {BY}, fewer nodes can't do. Where the number of nodes is higher, the fewest possible isn't"
    " known, and a node more or less may be the luck of the packing, not the mesh."
)
ADDED = (
    "Nodes are added only where yours can't do: as few as can be found, of the shapes of yours. Whoever adds more may"
    " use fewer in all."
)
UNSEEN = "Pods in a mesh without sidecars (Istio's ambient mode, Cilium) can't be recognised."
WHY_CLOSED = {
    inventory.CONTROL_PLANE: "of the control plane",
    inventory.TAINTED: "behind a taint",
    inventory.CORDONED: "cordoned",
    inventory.REMOVED: "being removed",
    inventory.NOT_READY: "not Ready",
    inventory.PRESSED: "short of memory, disk or process numbers",
    inventory.NO_MACHINE: "virtual",
    inventory.FARGATE: "of Fargate, for one pod each",
}
WHY_STAYING = {
    inventory.CONTROL_PLANE: "on the control plane",
    inventory.FARGATE: "on Fargate",
    inventory.NO_MACHINE: "on virtual nodes",
    inventory.ALIEN: "of another scheduler",
    inventory.BARRED: "that couldn't return to their node because of its taint",
    inventory.MARKED: "marked as fixed",
    inventory.TAINTED: "behind a taint",
    TIED: "tied to nodes that are closed",
}
WHY_NO_SIDECAR = {
    inventory.MESHED: "with a mesh's proxy already (judged by the names of containers and images)",
    inventory.HOST_NETWORK: "on their node's network",
    inventory.NAMESPACE: "in namespaces that injectors skip, such as kube-system",
    inventory.OPTED_OUT: "opted out",
    inventory.OF_A_MESH: "of a mesh itself, such as ambient mode's ztunnel",
    inventory.WINDOWS: "on Windows, for which no mesh has a stable proxy",
}


def in_words(found: Verdict) -> str:
    """Say which resource is scarcer, how many nodes would do, and what sidecars would add."""
    first = [ONE_NAMESPACE] if ONE_NAMESPACE in found.cluster.remarks else []
    if why := nothing_to_measure(found):
        return _text(*first, why)
    headline = _text(*first, today_text(found), anew(found) if found.nodes else no_place(found), limit_text(found))
    base = _text(sidecars_text(found), joining_text(found))
    left_alone = _text(reasons_text("No sidecar", found.no_sidecar, WHY_NO_SIDECAR), UNSEEN)
    return "\n\n".join(filter(None, [headline, base, left_alone, how_sure(found)]))


def remarks_below(found: Verdict) -> list[str]:
    """Return the cluster's remarks that the words don't hold already."""
    said = in_words(found)
    return [remark for remark in found.cluster.remarks if remark not in said]


def nothing_to_measure(found: Verdict) -> str:
    """Say why no figure can be told, and what to do; empty where one can."""
    nodes = found.cluster.nodes
    if not found.cluster.pods:
        left_out = [remark for remark in found.cluster.remarks if remark.startswith(LEFT_OUT)]
        return _text("There are no pods to count.", *left_out)
    if all(node.closed == NO_MACHINE for node in nodes):
        which = "The only node is" if len(nodes) == 1 else f"All {len(nodes):,} nodes are"
        return f"{which} virtual, so there is no machine to measure against. Add your real nodes."
    if not found.allocatable.any():
        which = "The only node doesn't say" if len(nodes) == 1 else "None of the nodes says"
        what = "what it can give, so there is nothing to measure against"
        return f"{which} {what}. Export again, without a filter such as kubectl neat: {EXPORT}."
    return ""


def today_text(found: Verdict) -> str:
    """Say what is requested today, and what waits."""
    first, second = found.binding, 1 - found.binding
    shares = found.requested_share
    if found.waiting == len(found.cluster.pods):
        return f"No pod is on a node: this is a list of requests, {both(found.cluster.requests.sum(axis=0))} in all."
    if np.isnan(shares).any():
        silent = RESOURCES[int(np.isnan(shares).argmax())]
        return f"The nodes don't say how much {silent} they have, so its share can't be worked out."
    said = (
        f"{shares[first]:.0%} of the {RESOURCES[first]}, the scarcer resource, is requested, and {shares[second]:.0%}"
        f" of the {RESOURCES[second]}."
    )
    said = said if found.requested.any() else "The pods on these nodes request nothing."
    return f"{said} Waiting, and not counted: {counted(found.waiting, 'pod')}." if found.waiting else said


def anew(found: Verdict) -> str:
    """Say onto how many nodes the pods would go, and which nodes and pods are left out."""
    packed = found.packed_anew
    if not packed.nodes:
        said = "" if packed.homeless else "There is nothing to pack: every pod stays on its node."
    elif packed.nodes == found.nodes:
        which = {1: "the one node open to them", 2: "both nodes"}.get(found.nodes, f"all {found.nodes:,} nodes")
        said = f"Repacked, the pods would still need {which}."
    elif packed.nodes < found.nodes:
        said = f"Repacked, the pods would go onto {packed.nodes:,} of the {counted(found.nodes, 'node')}."
    else:
        there = f"there {'is' if found.nodes == 1 else 'are'} only {found.nodes:,}"
        said = f"Repacked, the pods would need {counted(packed.nodes, 'node')}, but {there}."
    lost = counted(packed.homeless, "pod fits", "pods fit")
    return _text(
        said,
        uncounted_text(found),
        f"{lost} on no node, not even an empty one." if packed.homeless else "",
        left_out_text(found),
        reasons_text("Not moved", found.stays, WHY_STAYING),
    )


def how_sure(found: Verdict) -> str:
    """Say whether the numbers of nodes are proven, and what is assumed of nodes that are added."""
    packed = [found.packed_anew, *(cost.packed_anew for cost in found.sidecars.values())]
    if not any(each.nodes for each in packed):
        return ""
    is_proven = all(each.is_proven for each in packed)
    return _text(PROVEN if is_proven else UNPROVEN, ADDED if any(each.added for each in packed) else "")


def uncounted_text(found: Verdict) -> str:
    """Say that more nodes may be needed, where pods ask for what isn't counted."""
    first, *more = [remark for remark in found.cluster.remarks if remark.startswith(NOT_COUNTED)] or [""]
    below = f"Below: {counted(len(more), 'other demand')}." if more else ""
    return _text("More may be needed.", first, below) if first else ""


def left_out_text(found: Verdict) -> str:
    """Say how many nodes are left out, and why."""
    closed = len(found.cluster.nodes) - found.nodes
    return f"Left out: {counted(closed, 'node')} that no pod may move to{closed_text(found)}." if closed else ""


def no_place(found: Verdict) -> str:
    """Say that every node is closed, so that the shares are all that can be told."""
    nodes = found.cluster.nodes
    if all(node.closed == FARGATE for node in nodes):
        which = "The only node is" if len(nodes) == 1 else f"All {len(nodes):,} nodes are"
        return f"{which} Fargate's, one for each pod: a sidecar makes the pods larger, but adds no nodes."
    if found.waiting == len(found.cluster.pods):
        return f"None of them may go to any of the nodes{closed_text(found)}."
    closed = f"No pod may move to any of these nodes{closed_text(found)}"
    return f"{closed}, so there's no telling how many would be enough; the figures are for what is installed."


def closed_text(found: Verdict) -> str:
    """Return how many nodes are closed for which reason, where reasons are known."""
    counts = Counter(node.closed for node in found.cluster.nodes)
    said = [f"{counts[reason]:,} {words}" for reason, words in WHY_CLOSED.items() if counts[reason]]
    if len(said) == 1 and counts.total() - counts[OPEN] == len(found.cluster.nodes) - found.nodes:
        said = [said[0].partition(" ")[2]]  # it holds for all of them
    return f" ({', '.join(said)})" if said else ""


def reasons_text(what: str, counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    """Say of how many pods something is true for which reason; nothing where there are none.

    >>> reasons_text("Not moved", {"fargate": 1, "scheduler": 2}, WHY_STAYING)
    'Not moved: 1 pod on Fargate, 2 of another scheduler.'
    """
    first, *more = [reason for reason in words if counts.get(reason)] or [""]
    said = [f"{counted(counts[first], 'pod')} {words[first]}"] if first else []
    said += [f"{counts[reason]:,} {words[reason]}" for reason in more]
    return f"{what}: {', '.join(said)}." if said else ""


def limit_text(found: Verdict) -> str:
    """Say what the number of pods that a node takes strands, where it's much, and most of a resource's."""
    much = np.maximum(found.stranded / 2, WORTH_SAYING * found.allocatable)
    if not (found.limited > much).any():
        return ""
    takes = {node.pods_most for node in found.cluster.nodes if found.nodes == 0 or node.closed == OPEN}
    limit = f"{takes.pop():,}" if len(takes) == 1 else "so many"
    return f"A node takes no more than {limit} pods: that strands {both(found.limited)}."


def sidecars_text(found: Verdict) -> str:
    """Say how many nodes the pods would need with each mesh's sidecars."""
    if not found.packed_anew.nodes:
        return "The table says what sidecars would add to the requests."
    said = {mesh: nodes_added_text(found, cost) for mesh, cost in found.sidecars.items()}
    if len({*said.values()}) == 1:
        return f"Repacked with either mesh's sidecars: {next(iter(said.values()))}."
    return f"Repacked with sidecars {'; '.join(f'of {mesh}: {more}' for mesh, more in said.items())}."


def nodes_added_text(found: Verdict, cost: SidecarCost) -> str:
    """Say how many nodes a mesh's sidecars add, or that some pods would fit nowhere."""
    lost = cost.packed_anew.homeless - found.packed_anew.homeless
    if lost > 0:
        return f"{counted(lost, 'pod')} would no longer fit on any node"
    packed, before = cost.packed_anew, found.packed_anew
    more, beyond = packed.nodes - before.nodes, packed.nodes - found.nodes
    than = f"{abs(more)} {'more' if more > 0 else 'fewer'} than without"
    said = f"{counted(packed.nodes, 'node')}, {than}" if more else "no more nodes than without"
    return f"{said}{' and' if more else ', but'} {beyond} more than you have" if beyond > 0 else said


def joining_text(found: Verdict) -> str:
    """Say that pods come from closed nodes, so that sidecars are added to more than is requested of the open ones."""
    requested = next(iter(found.sidecars.values())).requested
    if not found.joining:
        return ""
    come = counted(found.joining, "pod comes", "pods come")
    return f"{come} from closed nodes, so the increases below are measured against {both(requested)} in all."


def both(amounts: Whole) -> str:
    """Return an amount of CPU and one of memory."""
    return f"{amount(amounts[0], 0)} and {amount(amounts[1], 1)}"


def amount(value: float, resource: int) -> str:
    """Return an amount as a reader says it: cores or GiB."""
    return f"{value / 1000:,.1f} cores" if resource == 0 else f"{value / GIB:,.1f} GiB"


def _text(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
