"""A first verdict on a cluster, as one card: a sentence, a band, and the figures."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path

import numpy as np
from matplotlib.ticker import PercentFormatter

from course_lib import theme
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.repacking import Group
from course_lib.cluster.verdict import SidecarCost, Verdict, assess
from course_lib.framework.html import Card, Still, Table, card, figure, paragraphs, table
from course_lib.framework.picture import Canvas, blocks, fill
from course_lib.report.verdict_words import RESOURCES, amount, in_words, nothing_to_measure, remarks_below

MIB = 2**20


def verdict_card(found: Verdict) -> Card:
    """Return a verdict as a card: a sentence, the band, the figures, and what to know about them."""
    title = f"A rough verdict · {escape(repr(found.cluster))}"
    said, remarks = in_words(found), "\n\n".join(remarks_below(found))
    figures = (
        figure(band_still(found)),
        table(amounts_table(found)),
        table(sidecars(found)),
        *map(table, pools(found)),
    )
    parts = (paragraphs(said), *(() if nothing_to_measure(found) else figures), paragraphs(remarks))
    return Card(said.split("\n\n")[0], card(title, *parts))


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
    return Table("What the nodes can give, and how much of it is taken", header, rows)


def sidecars(found: Verdict) -> Table:
    """Return what each mesh's sidecars would add: requests, and nodes where some are open."""
    rows = tuple(
        (
            f"{mesh}: {cost.sidecar[0]}m, {cost.sidecar[1] // MIB}Mi",
            f"{cost.pods:,}",
            *(growth_text(cost.added[at], cost.requested[at], at) for at in (0, 1)),
            *packing_text(found, cost),
        )
        for mesh, cost in found.sidecars.items()
    )
    packing = ("nodes, repacked", "at least", "pods that fit nowhere") if found.nodes else ()
    header = ("sidecar", "pods", "CPU requested", "memory requested", *packing)
    return Table("What a sidecar in every pod that takes one would add", header, rows)


def pools(found: Verdict) -> list[Table]:
    """Return which nodes are used, where they are not all alike: by pool and shape."""
    packed = {"repacked": found.packed_anew} | {mesh: cost.packed_anew for mesh, cost in found.sidecars.items()}
    there: Counter[str] = Counter()
    used: dict[str, Counter[str]] = {name: Counter() for name in packed}
    for group in found.packed_anew.groups:
        there[group_text(group)] += group.there
    for name, each in packed.items():
        for group in each.groups:
            used[name][group_text(group)] += group.used
    rows = tuple((label, f"{many:,}", *(f"{each[label]:,}" for each in used.values())) for label, many in there.items())
    header = ("pool and shape", "there", *(name if name == "repacked" else f"with {name}" for name in packed))
    return [Table("Nodes by pool and shape: how many there are, and are used", header, rows)] if len(rows) > 1 else []


def group_text(group: Group) -> str:
    """Return a pool, where it has a name, and what a node there can give."""
    shape = f"{amount(group.cpu_millicores, 0)}, {amount(group.memory_bytes, 1)}"
    return f"{group.pool}: {shape}" if group.pool else shape


def packing_text(found: Verdict, cost: SidecarCost) -> tuple[str, ...]:
    """Return the nodes without and with sidecars, how many there must be, and the pods that fit nowhere."""
    before, after = found.packed_anew, cost.packed_anew
    if not found.nodes:
        return ()
    return f"{before.nodes} → {after.nodes}", f"{before.at_least} → {after.at_least}", f"{after.homeless:,}"


def share_text(share: float) -> str:
    """Return a share in brackets, where there is one."""
    return "" if np.isnan(share) else f" ({share:.0%})"


def growth_text(added: float, before: float, resource: int) -> str:
    """Return what is added, and by which share it raises what there was."""
    said = f"+{amount(added, resource)}"
    return f"{said} ({added / before:+.1%})" if before else said


def band_still(verdict: Verdict) -> Still:
    """Draw what of a cluster's CPU and memory is requested, stranded, and free."""
    canvas = Canvas(8.0, 1.7)
    axes = canvas.figure.subplots()
    requested, stranded = (np.nan_to_num(share) for share in (verdict.requested_share, verdict.stranded_share))
    axes.set(xlim=(0, max(1.0, *requested)), ylim=(-0.5, 1.5), xlabel="of what the nodes can give")
    axes.set_yticks([1, 0], labels=["CPU", "memory"])
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    rows = np.array([1, 0])
    fill(blocks(axes, theme.FREE, "free and usable"), 0, rows - 0.35, 1, 0.7)
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
