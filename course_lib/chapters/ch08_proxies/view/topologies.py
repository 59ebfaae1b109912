"""Where proxies can stand: what each place reserves for a pod, and the pods that a service needs then."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch

from course_lib import theme
from course_lib.arrays import Values
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.chapters.ch08_proxies.study.topologies import (
    MOST_VIEWS,
    NODE,
    SIDECAR,
    WAYPOINT,
    TopologiesStudy,
    topologies_study,
)
from course_lib.estimate import Estimate
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, blocks, fill, use_percents
from course_lib.plural import counted
from course_lib.proxies.benchmarks import usage
from course_lib.proxies.ratios import INSTALLS
from course_lib.proxies.requests import (
    AT_REQUESTS_PER_S,
    CONTROL_PLANE,
    ISTIO,
    LINKERD_DEFAULT,
    NODE_AGENTS,
    NODE_PROXIES,
    SIDECARS,
    SINCE,
    WAYPOINTS,
    ZTUNNELS,
    as_installed,
)
from course_lib.proxies.topologies import REQUESTS, TOPOLOGIES

LOOKS = {
    SIDECARS: theme.OVERHEAD,
    NODE_PROXIES: theme.WORK,
    NODE_AGENTS: theme.POD,
    WAYPOINTS: theme.OPTIMUM,
    CONTROL_PLANE: theme.WASTE,
}
ROWS = np.arange(len(TOPOLOGIES))[::-1]
TALL = 0.6
MOST = (155.0, 310.0)  # millicores and MiB; twice, four or eight times as much where few pods share a node
WHOLE_FROM, ONE_DIGIT_FROM = 100, 0.1


class TopologiesPicture(Picture[TopologiesStudy]):
    """A row for each topology: CPU and memory reserved for each pod, and pods needed beside random's."""

    def __init__(self) -> None:
        super().__init__(4.2)
        cpu, memory, share = self.figure.subplots(1, 3, sharey=True)
        cpu.set(xlabel="CPU reserved per pod, m", ylim=(-0.6, len(ROWS) - 0.4))
        cpu.set_yticks(ROWS, labels=[name.replace(" and ", "\nand ") for name in TOPOLOGIES])
        memory.set(xlabel="memory per pod, Mi")
        share.set(xlim=(0.38, 1.04), xlabel="pods, random = 100%", xticks=(0.6, 0.8, 1.0))
        use_percents(share.xaxis)
        for axes in (cpu, memory, share):
            axes.grid(axis="x", alpha=0.3)
        self.axes = cpu, memory
        self._reach([8 * most for most in MOST])  # the longest labels, for which room is kept
        self.cpu, self.memory = parts_of(cpu, named=True), parts_of(memory, named=False)
        self.range = blocks(share, theme.REQUESTED, thin=True)
        self.dots = add_dot(share, theme.POD, ms=8)
        self.views = [share.text(0.4, row, " ", va="center") for row in ROWS]
        self.figure.legend(loc="outside lower center", ncols=len(LOOKS), frameon=False)
        self.entitle()
        self.freeze(*self.cpu.values(), *self.memory.values(), self.range, self.dots, *self.views)

    def paint(self, study: TopologiesStudy) -> str:
        """Move what shows the study, and return the title."""
        ends = stack(self.cpu, study.cpu_m_a_pod), stack(self.memory, study.memory_mib_a_pod)
        reached = [reach(float(each.max()), most) for each, most in zip(ends, MOST, strict=True)]
        if reached != [axes.get_xlim()[1] for axes in self.axes]:
            self._reach(reached)
            self.refreeze(tuple(reached))
        shares = list(study.shares.values())
        best, low, high = (np.array([getattr(each, end) for each in shares]) for end in ("best", "low", "high"))
        fill(self.range, low, ROWS - TALL / 2, high - low, TALL)
        self.dots.set_data(best, ROWS)
        for text, each in zip(self.views, TOPOLOGIES.values(), strict=True):
            views = each.views(study.fleet)
            text.set_text("connections" if views is None else f"K = {views}")
        return title(study)

    def _reach(self, most: list[float]) -> None:
        for axes, end in zip(self.axes, most, strict=True):
            axes.set_xlim(0, end)


def reach(longest: float, most: float) -> float:
    """Return where an axis ends that holds the longest bar: doubled as often as it takes.

    >>> reach(150, 155), reach(160, 155)
    (155, 310)
    """
    while longest >= most:
        most *= 2
    return most


def parts_of(axes: Axes, named: bool) -> dict[str, PathPatch]:
    """Add the blocks of every part, in one panel only with their names for the legend."""
    return {part: blocks(axes, mark, part if named else "") for part, mark in LOOKS.items()}


def stack(parts: dict[str, PathPatch], amount: Callable[[str, str], float]) -> Values:
    """Lay the parts of every topology end to end, and return where they end."""
    ends = np.zeros(len(ROWS))
    for part, shapes in parts.items():
        wide = np.array([amount(name, part) for name in TOPOLOGIES])
        there = wide > 0
        fill(shapes, ends[there], ROWS[there] - TALL / 2, wide[there], TALL)
        ends += wide
    return ends


def title(study: TopologiesStudy) -> str:
    """Return which of the two that balance requests needs fewer pods, and what each reserves."""
    sidecar, waypoint = (study.shares[name].best for name in (SIDECAR, WAYPOINT))
    own, shared = (reserved_m(study, name) for name in (SIDECAR, WAYPOINT))
    return (
        f"With sidecars {own:.0f}m per pod, {sidecar:.0%} of random's pods;"
        f" {counted(study.fleet.waypoints, 'waypoint')} {shared:.0f}m, {waypoint:.0%}"
    )


def reserved_m(study: TopologiesStudy, name: str) -> float:
    """Return the millicores that a topology reserves for each pod."""
    return 1000 * study.footprints[name].cores / study.fleet.pods


def describe_topologies(study: TopologiesStudy) -> Description:
    """Say what is reserved, from how many pods a node on proxies for each node reserve less, and which pods go."""
    fleet = study.fleet
    words = (
        f"{counted(fleet.nodes, 'node')} of {counted(fleet.pods_per_node, 'pod')}; {counted(fleet.callers, 'pod')}"
        f" {'calls' if fleet.callers == 1 else 'call'} the service that you look at. {reserved_text(study)}"
        f" {even_text(study)} {pods_text(study)}"
    )
    rows = tuple(topology_row(study, name) for name in TOPOLOGIES)
    header = ("topology", "balances", "K", "proxies a call", "cores", "GiB", "pods, random = 100%")
    return Description(words, Table("What each topology balances and reserves", header, rows))


def reserved_text(study: TopologiesStudy) -> str:
    """Say what sidecars and node proxies reserve, control planes included."""
    sidecar, node, waypoint = (study.footprints[name] for name in (SIDECAR, NODE, WAYPOINT))
    nothing = " (its charts request nothing; the memory is what its control plane needs)"
    return (
        f"With their control planes, sidecars in every pod ({study.sidecar}) reserve {amount(sidecar.cores)} cores and"
        f" {amount(sidecar.memory_gib)} GiB{nothing if study.sidecar == LINKERD_DEFAULT else ''}; node proxies"
        f" ({ISTIO}, {study.ztunnel}) {amount(node.cores)} cores and {amount(node.memory_gib)} GiB, and with"
        f" {counted(study.fleet.waypoints, 'waypoint')} {amount(waypoint.cores)} and {amount(waypoint.memory_gib)}."
        f" {carried_text(study)}"
    )


def carried_text(study: TopologiesStudy) -> str:
    """Say for how many requests these waypoints are enough: without that, few of them look cheap in any fleet."""
    each = as_installed().parts[WAYPOINTS].cpu_m / 1000
    cores_a_thousand = usage("istio_1_24", f"{AT_REQUESTS_PER_S:g}", "Istio ambient", "CPU", "waypoint").value
    requests_per_s = study.fleet.waypoints * each / cores_a_thousand * AT_REQUESTS_PER_S
    return (
        f"What these waypoints request is enough for {requests_per_s:,.0f} requests/s, by Istio's own figure for"
        " release 1.24; more traffic, or other services with waypoints of their own, needs more of them."
    )


def amount(value: float) -> str:
    """Return cores or GiB: whole ones from a hundred on, and a digit of whatever is little.

    >>> amount(2202.1), amount(60.5), amount(0.0157), amount(0)
    ('2,202', '60.5', '0.02', '0')
    """
    if value == 0 or value >= WHOLE_FROM:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= ONE_DIGIT_FROM else f"{value:.1g}"


def even_text(study: TopologiesStudy) -> str:
    """Say from how many pods a node on node proxies and waypoints reserve less than sidecars."""
    cpu, memory = study.break_even["CPU"], study.break_even["memory"]
    if cpu is None or memory is None:
        return "Against sidecars that request nothing, no number of pods breaks even by request."
    return (
        f"Control planes aside, node proxies with waypoints reserve less CPU than sidecars from"
        f" {counted(math.floor(cpu) + 1, 'pod')} a node on, and less memory from {math.floor(memory) + 1} on."
    )


def pods_text(study: TopologiesStudy) -> str:
    """Say how many of random's pods the service needs."""
    sidecar, waypoint = study.shares[SIDECAR], study.shares[WAYPOINT]
    return (
        f"Where every caller has its own balancer (K = {study.fleet.callers}), the service needs {percent(sidecar)} of"
        f" the pods that random choice needs; behind the waypoints (K = {study.fleet.waypoints}), {percent(waypoint)}."
        " A node proxy alone balances connections: at best it does as well as random, and with few connections worse."
        " The shares are simulated: each balancer, a client's own as well, chooses between two pods by its own requests"
        f" in flight. For sidecars in {study.fleet.needed:.0%} of the pods, the same share of the callers is assumed to"
        " have one, and the saving is taken in proportion."
    )


def percent(share: Estimate) -> str:
    """Return a share with its range over the loads."""
    return f"{share.best:.0%} ({share.low:.0%} to {share.high:.0%}, by its load)"


def topology_row(study: TopologiesStudy, name: str) -> tuple[str, ...]:
    """Return a topology's row of the table."""
    topology, reserved, share = TOPOLOGIES[name], study.footprints[name], study.shares[name]
    views = topology.views(study.fleet)
    pods = f"{share.best:.0%}" if topology.balances == REQUESTS else "100%, at best"
    where = name if topology.everywhere else f"{name} (in {study.fleet.needed:.0%} of the pods)"
    return (where, topology.balances, "–" if views is None else str(views), str(topology.proxies_a_call),
            amount(reserved.cores), amount(reserved.memory_gib), pods)  # fmt: skip


topologies = Explorer(
    name="topologies",
    chapter=CHAPTER,
    compute=topologies_study,
    picture=TopologiesPicture,
    describe=describe_topologies,
    controls=(
        Slider("pods_per_node", "Pods on each node", 2, 110, 2, 30),
        Slider("nodes", "Nodes", 5, 200, 5, 20),
        Slider("callers", "Pods that call the service", 1, MOST_VIEWS, 1, 20),
        Slider("waypoints", "Waypoints", 2, 10, 1, 2),
        Slider("needed_percent", "Pods in which a sidecar is needed", 5, 100, 5, 20, "%"),
        Choice("sidecar", "Sidecars as installed", INSTALLS, ISTIO),
        Choice("ztunnel", "Node proxies as installed", ZTUNNELS, SINCE),
    ),
)
