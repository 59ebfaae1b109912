"""A first verdict on a cluster, as one card: a sentence, a band, and the figures."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path

import numpy as np
from matplotlib.ticker import PercentFormatter

from course_lib import theme
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.inventory import CONTROL_PLANE, CORDONED, NO_MACHINE, NOT_READY, PRESSED, TAINTED
from course_lib.cluster.verdict import SidecarCost, Verdict, assess
from course_lib.framework.html import Card, Still, Table, card, figure, paragraphs, table
from course_lib.framework.picture import Canvas, blocks, fill
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
MIB, GIB = 2**20, 2**30
RESOURCES = ("CPU", "memory")


def verdict_card(found: Verdict) -> Card:
    """Return a verdict as a card: a sentence, the band, the figures, and what to know about them."""
    title = f"A rough verdict · {escape(repr(found.cluster))}"
    remarks = "\n\n".join(found.cluster.remarks)
    parts = (
        paragraphs(in_words(found)),
        figure(band_still(found)),
        table(amounts_table(found)),
        table(sidecars(found)),
        paragraphs(remarks),
    )
    return Card(in_words(found).split("\n\n")[0], card(title, *parts))


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


def amounts_table(found: Verdict) -> Table:
    """Return what is requested, allocatable and stranded, of both resources."""
    rows = tuple(
        (
            name,
            amount(found.allocatable[at], at),
            amount(found.requested[at], at) + share_text(found.requested_share[at]),
            amount(found.stranded[at], at) + share_text(found.stranded_share[at]),
        )
        for at, name in enumerate(RESOURCES)
    )
    header = ("resource", "allocatable", "requested", "stranded")
    return Table("What the nodes can give, and what of it is taken", header, rows)


def sidecars(found: Verdict) -> Table:
    """Return what each mesh's sidecars would add."""
    rows = tuple(
        (
            f"{mesh}: {cost.sidecar[0]}m, {cost.sidecar[1] // MIB}Mi",
            f"{cost.pods:,}",
            *(growth_text(cost.added[at], cost.requested[at], at) for at in (0, 1)),
            *packing_text(found, cost),
        )
        for mesh, cost in found.sidecars.items()
    )
    header = (
        "sidecar",
        "pods",
        "CPU requested",
        "memory requested",
        "nodes, packed anew",
        "at least",
        "pods that fit nowhere",
    )
    return Table("What a sidecar in every pod would add", header, rows)


def packing_text(found: Verdict, cost: SidecarCost) -> tuple[str, str, str]:
    """Return the nodes without and with sidecars, how many there must be, and the pods that fit nowhere."""
    before, after = found.packed_anew, cost.packed_anew
    if not found.nodes:
        return CANT_TELL, CANT_TELL, CANT_TELL
    return f"{before.nodes} → {after.nodes}", f"{before.at_least} → {after.at_least}", f"{after.homeless:,}"


def share_text(share: float) -> str:
    """Return a share in brackets, where there is one."""
    return "" if np.isnan(share) else f" ({share:.0%})"


def growth_text(added: float, before: float, resource: int) -> str:
    """Return what is added, and by which share it raises what there was."""
    said = f"+{amount(added, resource)}"
    return f"{said} ({added / before:+.1%})" if before else said


def amount(value: float, resource: int) -> str:
    """Return an amount as a reader says it: cores or GiB."""
    return f"{value / 1000:,.1f} cores" if resource == 0 else f"{value / GIB:,.1f} GiB"


def band_still(verdict: Verdict) -> Still:
    """Draw what of a cluster's CPU and memory is requested, stranded, and free."""
    canvas = Canvas(8.0, 1.7)
    axes = canvas.figure.subplots()
    requested, stranded = (np.nan_to_num(share) for share in (verdict.requested_share, verdict.stranded_share))
    axes.set(xlim=(0, max(1.0, *requested)), ylim=(-0.5, 1.5), xlabel="of what the nodes can give")
    axes.set_yticks([1, 0], labels=["CPU", "memory"])
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    rows = np.array([1, 0])
    fill(blocks(axes, theme.FREE, "free, and of use"), 0, rows - 0.35, 1, 0.7)
    fill(blocks(axes, theme.WORK, "requested"), 0, rows - 0.35, requested, 0.7)
    fill(blocks(axes, theme.WASTE, "stranded"), requested, rows - 0.35, stranded, 0.7)
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)
    canvas.freeze()
    words = (
        f"{name}: {requested[at]:.0%} requested, {stranded[at]:.0%} stranded"
        for at, name in enumerate(("CPU", "memory"))
    )
    return Still(canvas.png(), "; ".join(words))


def verdict(*sources: str | Path | Cluster) -> Card:
    """Show what is requested, allocatable and stranded, and what a sidecar in every pod would add.

    Without a source the course's made-up cluster is taken. Never raises for a file: what is wrong with it is said in
    the card.

    Parameters
    ----------
    *sources : str, Path or Cluster
        A cluster; or one or more files that `kubectl get nodes,pods -A -o json` wrote; or their text.
    """
    try:
        return verdict_card(assess(read_cluster(*sources)))
    except ValueError as problem:
        said = paragraphs(f"{problem}\n\nNothing was loaded.")
        return Card(f"No verdict: {problem}", card("This can't be read as a cluster", said))


def read_cluster(*sources: str | Path | Cluster) -> Cluster:
    """Return the cluster, read where it is not yet one."""
    if not sources:
        return Cluster.synthetic()
    if len(sources) == 1 and isinstance(sources[0], Cluster):
        return sources[0]
    return Cluster.from_kubectl(*sources)  # type: ignore[arg-type]
