"""A verdict on a cluster in words: what is requested, how many nodes would do, and what sidecars would add."""

from __future__ import annotations

from collections import Counter

import numpy as np

from course_lib.cluster.inventory import CONTROL_PLANE, CORDONED, NO_MACHINE, NOT_READY, PRESSED, TAINTED
from course_lib.cluster.verdict import SidecarCost, Verdict
from course_lib.plural import counted

HOW_SURE = (
    "One node more or less is luck of the packing, not the mesh; “at least” is what the sum of the requests alone"
    " demands. Nodes that have to be added are taken to be of the shapes you have, the largest first."
)
CANT_TELL = "can't be told"
WHY_CLOSED = {
    CONTROL_PLANE: "of the control plane",
    TAINTED: "behind a taint",
    CORDONED: "cordoned",
    NOT_READY: "not Ready",
    PRESSED: "short of memory, disk or process numbers",
    NO_MACHINE: "virtual",
}
RESOURCES = ("CPU", "memory")


def in_words(found: Verdict) -> str:
    """Say which resource is scarcer, how many nodes would do, and what sidecars would add."""
    if not found.cluster.pods:
        return "No pod is left to count, so nothing is requested and there is nothing to pack."
    said = f"{today_text(found)} {anew(found)}"
    if not found.nodes:
        return f"{said}\n\nWhat sidecars would add to the requests says the table. {proxies_text(found)}"
    more = "; ".join(f"with {mesh}'s, {nodes_added_text(found, cost)}" for mesh, cost in found.sidecars.items())
    sidecars = f"With a sidecar in every pod that takes one, packed anew: {more}."
    return f"{said}\n\n{sidecars} {HOW_SURE} {proxies_text(found)}"


def today_text(found: Verdict) -> str:
    """Say what is requested today, and what waits."""
    first, second = found.binding, 1 - found.binding
    shares = found.requested_share
    if found.waiting == len(found.cluster.pods):
        return "No pod is on a node: this is a list of requests."
    if np.isnan(shares).any():
        return "How much is requested of what the nodes can give can't be told, as they don't say what that is."
    said = (
        f"Requested are {shares[first]:.0%} of the {RESOURCES[first]}, the scarcer resource, and"
        f" {shares[second]:.0%} of the {RESOURCES[second]}."
    )
    said = said if found.requested.any() else "The pods on these nodes request nothing."
    return f"{said} Waiting, and not counted: {counted(found.waiting, 'pod')}." if found.waiting else said


def anew(found: Verdict) -> str:
    """Say onto how many nodes the pods would go, and which nodes and pods are left out."""
    packed = found.packed_anew
    if not found.nodes:
        return f"{no_place(found)} {staying_text(found)}".strip()
    if packed.nodes == found.nodes == 1:
        said = "Packed anew, the pods would go onto the one node there is for them."
    elif packed.nodes <= found.nodes:
        said = f"Packed anew, the pods would go onto {packed.nodes:,} of the {found.nodes:,} nodes."
    else:
        said = f"Packed anew, the pods would need {counted(packed.nodes, 'node')}, and there are {found.nodes:,}."
    lost = f"On no node, however empty, would fit: {counted(packed.homeless, 'pod')}." if packed.homeless else ""
    return " ".join(filter(None, (said, left_out_text(found), staying_text(found), lost)))


def left_out_text(found: Verdict) -> str:
    """Say how many nodes are left out, and why."""
    closed = len(found.cluster.nodes) - found.nodes
    return f"Left out: {counted(closed, 'node')} that no pod may move to{reasons_text(found)}." if closed else ""


def no_place(found: Verdict) -> str:
    """Say that every node is closed, so that the shares are all that can be told."""
    if found.waiting == len(found.cluster.pods):
        return f"Of {counted(found.waiting, 'pod')} none has a place to go to."
    return f"No pod may move to any of these nodes{reasons_text(found)}. How many of them would do {CANT_TELL}."


def reasons_text(found: Verdict) -> str:
    """Return how many nodes are closed for which reason, where reasons are known."""
    counts = Counter(node.closed for node in found.cluster.nodes)
    said = [f"{counts[reason]:,} {words}" for reason, words in WHY_CLOSED.items() if counts[reason]]
    return f" ({', '.join(said)})" if said else ""


def staying_text(found: Verdict) -> str:
    """Say how many pods are left where they are, and why."""
    why = "another scheduler's, on a node left out, or unable to come back to theirs"
    return f"Left where they are: {counted(found.staying, 'pod')} ({why})." if found.staying else ""


def proxies_text(found: Verdict) -> str:
    """Say how many pods carry a mesh's proxy already, and what can't be seen of a mesh."""
    share = f"{found.meshed:,} of {counted(len(found.cluster.pods), 'pod')}"
    return (
        f"Pods that carry a mesh's proxy already ({share}, as far as names of containers and images tell) get no second"
        " one, pods on their node's own network none. A mesh without a proxy in each pod (Istio's ambient mode, Cilium)"
        " can't be seen here."
    )


def nodes_added_text(found: Verdict, cost: SidecarCost) -> str:
    """Say how many nodes a mesh's sidecars add, or that some pods would fit nowhere."""
    lost = cost.packed_anew.homeless - found.packed_anew.homeless
    if lost > 0:
        return f"{counted(lost, 'pod')} would fit on no node any more"
    packed, before = cost.packed_anew, found.packed_anew
    more, beyond = packed.nodes - before.nodes, packed.nodes - found.nodes
    than = f"{abs(more)} {'more' if more > 0 else 'fewer'} than without"
    said = f"{counted(packed.nodes, 'node')}, {than}" if more else "not a node more"
    return f"{said} and {beyond} more than there are" if beyond > 0 else said
