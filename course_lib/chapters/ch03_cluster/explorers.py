"""Chapter 03's explorers: what sidecars add, how the scheduler chooses, which nodes suit which pods."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from course_lib.chapters.ch03_cluster.pictures.cluster import SchedulePicture, ShapePicture, SidecarPicture
from course_lib.chapters.ch03_cluster.study.cluster import (
    ARRIVING,
    COUNTS,
    GIB_A_CORE,
    MIB,
    NODE,
    NODE_CORES,
    SIDECAR_STOPS_MILLICORES,
    WORKLOADS,
    ScheduleStudy,
    ShapeStudy,
    SidecarStudy,
    schedule_study,
    shape_study,
    sidecar_study,
)
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.placing import RULES
from course_lib.cluster.verdict import assess
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Card, Table, card, paragraphs
from course_lib.report.verdict import shown

CHAPTER = "cluster"
ALIKE = "all alike, CPU binds"
GIB = 2**30
SCORES = "Nodes as they are, and their scores with the next pod on them (–: no room, or no pod comes)"


def describe_sidecar(study: SidecarStudy) -> Description:
    """Say how many nodes are needed with these sidecars, and what is stranded."""
    cpu, memory = study.sidecar
    more, strand = study.requested_more, study.stranded_share
    words = (
        f"{len(study.pods)} pods, {study.workload}. A sidecar of {cpu}m and {memory // MIB}Mi in each raises the"
        f" requested CPU by {more[0]:.0%} and the requested memory by {more[1]:.0%}; the nodes needed go from"
        f" {study.nodes_before} to {study.nodes} ({study.nodes / study.nodes_before - 1:+.0%}). Stranded are"
        f" {strand[0]:.0%} of their CPU and {strand[1]:.0%} of their memory."
    )
    known = np.flatnonzero(~np.isnan(study.curve))
    rows = tuple(
        (f"{SIDECAR_STOPS_MILLICORES[at]}m", f"{study.curve[at]:.0f}", f"{study.by_sum[at]:.1f}")
        for at in known
        if at % 2 == 0 or len(known) == 1
    )
    header = ("CPU of each sidecar", "nodes needed", "sum / capacity")
    return Description(words, Table("Nodes needed by the sidecar's CPU", header, rows))


def veil_sidecar(study: SidecarStudy) -> SidecarStudy:
    """Leave of the curve only the point drawn."""
    here = study.sidecar[0] == SIDECAR_STOPS_MILLICORES
    return replace(study, curve=np.where(here, study.curve, np.nan))


def reveal_sidecar(guess: float | None) -> str:
    """Set the learner's guess beside the nodes needed."""
    study, less = sidecar_study(ALIKE, 100, 128), sidecar_study(ALIKE, 90, 128)
    alone = "" if guess is None else f"You predicted {guess:g}. "
    return (
        f"{alone}{study.nodes - study.nodes_before} nodes are added to {study.nodes_before}: the requested CPU grows by"
        f" {study.requested_more[0]:.0%}, the nodes by {study.nodes / study.nodes_before - 1:.0%}. With 90m in place of"
        f" 100m it would be {less.nodes - less.nodes_before}: a node holds eight such pods, and only seven of the"
        " larger. It goes in steps. The sliders are yours now."
    )


sidecar = Explorer(
    name="sidecar",
    chapter=CHAPTER,
    compute=sidecar_study,
    picture=SidecarPicture,
    describe=describe_sidecar,
    controls=(
        Choice("workload", "Pods", tuple(WORKLOADS), ALIKE),
        Slider("sidecar_millicores", "CPU of each sidecar", 0, 200, 10, 0, "m"),
        Slider("sidecar_mib", "Memory of each sidecar", 0, 256, 4, 128, "Mi"),
    ),
    prediction=Prediction(
        "144 pods request 400m and 1Gi each. Nodes can give 3.92 cores and 13 GiB, so nine pods go onto a node, and"
        " 16 nodes are full. Now every pod gets a sidecar of 100m and 128Mi: a quarter more CPU. How many nodes are"
        " added?",
        low=0,
        high=16,
        step=1,
        unit="nodes",
        reveal=reveal_sidecar,
        veil=veil_sidecar,
    ),
)


def coming(study: ScheduleStudy) -> str:
    """Say what the next pod asks for, with which the scores are reckoned."""
    if study.next_pod is None:
        return ""
    asked, there = ((amounts[0], f"{amounts[1] / GIB:g} GiB") for amounts in (study.next_pod, NODE))
    return f" The next pod asks for {asked[0]}m and {asked[1]}; a node has {there[0]}m and {there[1]}."


def describe_schedule(study: ScheduleStudy) -> Description:
    """Say where the pods are, and how the nodes score for the next one."""
    placed, rule = study.placement, study.rule.replace("_", " ")
    waits = f" Waiting, as they fit on no node: {placed.waiting}." if placed.waiting else ""
    last = placed.node_of[-1]
    where = "has to wait" if last < 0 else f"gone to node {last + 1}"
    words = (
        f"By {rule}, pod {len(placed.requests)} of {len(ARRIVING)} has come, and {where}."
        f" Empty nodes: {study.empty} of {len(placed.allocatable)}.{waits}{coming(study)}"
    )
    shares = placed.used / NODE
    scored = [
        ["–"] * 5 if each is None else [*map(str, each), str(each[0] + each[2]), f"{left:.0%}"]
        for each, left in zip(study.scores, study.left_over, strict=True)
    ]
    rows = tuple(
        (str(node + 1), f"{cpu:.0%}", f"{memory:.0%}", *scores)
        for node, ((cpu, memory), scores) in enumerate(zip(shares, scored, strict=True))
    )
    scores = ("least allocated", "most allocated", "balanced", "default: least + balanced", "best fit: left over")
    header = ("node", "CPU requested", "memory requested", *scores)
    return Description(words, Table(SCORES, header, rows))


scheduler = Explorer(
    name="scheduler",
    chapter=CHAPTER,
    compute=schedule_study,
    picture=SchedulePicture,
    describe=describe_schedule,
    controls=(
        Choice("rule", "Rule", RULES, "kubernetes_default"),
        Slider("placed", "Pods that have come", 1, len(ARRIVING), 1, 16),
    ),
)


def describe_shapes(study: ShapeStudy) -> Description:
    """Say how many nodes each rule takes, and how far from the fewest that is."""
    fewest, (cpu, memory), opened = study.fewest, study.useful, study.nodes["kubernetes_default"]
    known = "proven" if fewest.is_proven else f"not proven: at least {fewest.lower_bound} are needed"
    words = (
        f"{len(study.pods)} {study.workload} pods need {fewest.nodes} nodes of {study.node_cores} cores ({known}); the"
        f" scheduler, as it comes, opens {opened}. On the fewest nodes {cpu:.0%} of the CPU and {memory:.0%} of the"
        " memory are requested."
        + (" A node takes no more than 110 pods, and that is what limits here." if study.limited_by_number else "")
    )
    rows = tuple((rule.replace("_", " "), str(n), f"{n / fewest.nodes - 1:+.1%}") for rule, n in study.nodes.items())
    return Description(words, Table("Nodes needed", ("by", "nodes", "against the fewest possible"), rows))


shapes = Explorer(
    name="shapes",
    chapter=CHAPTER,
    compute=shape_study,
    picture=ShapePicture,
    describe=describe_shapes,
    controls=(
        Choice("workload", "Pods", tuple(COUNTS), "large"),
        Choice("node_cores", "Cores of a node", NODE_CORES, "8"),
        Choice("gib_a_core", "GiB of memory a core", GIB_A_CORE, "4"),
    ),
)
EXPLORERS = (sidecar, scheduler, shapes)


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
        return shown(assess(opened(*sources)))
    except ValueError as problem:
        said = paragraphs(f"{problem}\n\nNothing was loaded.")
        return Card("no verdict", card("This can't be read as a cluster", said))


def opened(*sources: str | Path | Cluster) -> Cluster:
    """Return the cluster, read where it is not yet one."""
    if not sources:
        return Cluster.synthetic()
    if isinstance(sources[0], Cluster):
        return sources[0]
    return Cluster.from_kubectl(*sources)  # type: ignore[arg-type]
