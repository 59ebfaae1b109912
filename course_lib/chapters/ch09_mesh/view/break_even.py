"""Where sidecars in every pod pay, by the share of the pods that can shrink and by how uneven their load is."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from course_lib import theme
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.chapters.ch09_mesh.study.break_even import (
    CPU,
    MOST_UNEVEN,
    PODS,
    PODS_EACH,
    PROXIES,
    RESOURCES,
    ROOTS_AT,
    SHARES,
    BreakEvenStudy,
    boundary,
    break_even_study,
)
from course_lib.chapters.ch09_mesh.view.change import change
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_dot, add_legend, add_line, use_percents
from course_lib.plural import counted

EVEN = 1.0
LEAST = 0.93  # a little below an even load, so that its edge is seen
NOTHING = np.empty((0, 2))


class BreakEvenPicture(Picture[BreakEvenStudy]):
    """The map: where it pays, where it doesn't, the boundary between them, and your fleet."""

    def __init__(self) -> None:
        super().__init__(4.2)
        axes = self.figure.subplots()
        axes.set(xlim=(0.03, 1.02), ylim=(LEAST, MOST_UNEVEN + 0.07), xlabel="pods that can shrink, of all")
        axes.set_ylabel("their busiest pod over the mean, today")
        use_percents(axes.xaxis)
        self._lay(axes)
        add_legend(axes, BESIDE)
        self.entitle()
        self.freeze(self.pays, self.line, self.roots, self.here)

    def _lay(self, axes: Axes) -> None:
        look, size = theme.WASTE, (SHARES[-1] - SHARES[0], MOST_UNEVEN - EVEN)
        style: dict[str, Any] = {"facecolor": look.colour, "hatch": look.hatch, "edgecolor": "#d0d0d0", "linewidth": 0}
        axes.add_patch(Rectangle((SHARES[0], EVEN), *size, label="doesn't pay", **style))
        self.pays = PathPatch(Path(NOTHING), facecolor=theme.REQUESTED.colour, edgecolor="none", label="pays")
        axes.add_patch(self.pays)
        self.line = add_line(axes, theme.BOUND, "boundary, in\nclosed form", marker="", linestyle="-")
        self.roots = add_dot(axes, theme.OPTIMUM, "the same by the\nwhole model", ms=13)
        self.here = add_dot(axes, theme.WAITING, "your fleet")

    def paint(self, study: BreakEvenStudy) -> str:
        """Move what shows the study, and return the title."""
        edge = np.clip(study.boundary, EVEN, MOST_UNEVEN)
        corners = np.column_stack([np.append(SHARES, SHARES[::-1]), np.append(edge, np.full(len(edge), MOST_UNEVEN))])
        self.pays.set_path(Path(corners, closed=False))
        self.line.set_data(SHARES, np.where(np.isinf(study.boundary), np.nan, study.boundary))
        self.roots.set_data(list(study.roots), list(study.roots.values()))
        self.here.set_data([study.share], [study.uneven])
        return title(study)


def title(study: BreakEvenStudy) -> str:
    """Return whether it pays with your fleet."""
    verdict = "it pays" if study.net < 0 else "it doesn't pay"
    where = f"{study.share:.0%} can shrink, busiest pod {study.uneven:.1f} times the mean"
    return f"{where}: {verdict}, {change(study.net)} {study.resource}"


def describe_break_even(study: BreakEvenStudy) -> Description:
    """Say whether it pays, from where on it would, and what the map takes for granted."""
    words = (
        f"{PODS:,} pods of {study.pod_m:g}m and {2 * study.pod_m:,.0f} MiB, and a sidecar in each, {study.proxies};"
        f" {study.share:.0%} of the pods belong to services that can shrink. With sidecars, the fleet requests"
        f" {change(study.net)} {study.resource}. {boundary_words(study)} Each service of {PODS_EACH} pods has one"
        f" worker a pod and is called by {counted(study.views, 'pod')} (K = {study.views}). The control plane and the"
        " latency that proxies add are in it; requests of pods stay as they are."
    )
    header = ("pods that can shrink", "closed form", f"whole model, from 1 to {MOST_UNEVEN:g}")
    return Description(words, Table(f"From how uneven on sidecars pay, by {study.resource}", header, rows_of(study)))


def boundary_words(study: BreakEvenStudy) -> str:
    """Say from how uneven a load on it pays."""
    start = study.pays_from
    if math.isinf(start):
        return "However uneven their load is, so few that can shrink can't pay for proxies in all."
    if start <= EVEN:
        return "It pays even if today every pod gets the same: random choice leaves that much to a balancer."
    return f"It pays from a busiest pod of {start:.2f} times the mean on."


def rows_of(study: BreakEvenStudy) -> tuple[tuple[str, ...], ...]:
    """Return the boundary at some shares, in closed form and by the whole model."""
    where = study.pod_m, study.views, study.proxies, study.resource
    known = boundary(np.array(ROOTS_AT), *where)
    return tuple(
        (f"{share:.0%}", uneven_text(closed), f"{study.roots[share]:.2f}" if share in study.roots else "–")
        for share, closed in zip(ROOTS_AT, known.tolist(), strict=True)
    )


def uneven_text(uneven: float) -> str:
    """Return from how uneven on it pays, or that it never or always does.

    >>> uneven_text(1.104), uneven_text(0.9), uneven_text(math.inf), uneven_text(7.5)
    ('1.10', 'always', 'never', 'beyond 4 times')
    """
    if math.isinf(uneven):
        return "never"
    if uneven > MOST_UNEVEN:
        return f"beyond {MOST_UNEVEN:g} times"
    return f"{uneven:.2f}" if uneven > EVEN else "always"


break_even = Explorer(
    name="break_even",
    chapter=CHAPTER,
    compute=break_even_study,
    picture=BreakEvenPicture,
    describe=describe_break_even,
    controls=(
        Slider("share_percent", "Pods that can shrink", 5, 100, 5, 40, "%"),
        Slider("uneven", "Their busiest pod gets so many times the mean", 1, MOST_UNEVEN, 0.1, 2),
        Slider("pod_m", "A pod requests", 100, 1000, 50, 250, "m"),
        Slider("views", "K: pods that call a service", 1, 100, 1, 3),
        Choice("proxies", "Sidecars", tuple(PROXIES), next(iter(PROXIES))),
        Choice("resource", "What is counted", RESOURCES, CPU),
    ),
)
