"""Connections and pods: the pictures of chapter 04."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, NullFormatter, ScalarFormatter

from course_lib import theme
from course_lib.chapters.ch04_connections.study import (
    COUNTS,
    PODS,
    POOL_REQUESTS,
    REQUESTS,
    CurveStudy,
    PoolStudy,
    ReplayStudy,
)
from course_lib.chapters.ch04_connections.study.scaling_out import JOIN_S, MIDDLES_S, NEW, OLD, ScalingStudy
from course_lib.framework.canvas import blocks, fill
from course_lib.framework.picture import BESIDE, Picture, add_legend, use_percents
from course_lib.plural import counted

WIDTH = 0.8  # of a column, in columns
UNLIKELY = 0.002  # a chance that no star could show
FEW = 18  # connections; below this one pod may well get half of the requests
HIGHEST = {True: REQUESTS + 4, False: 26}


def line(axes: Axes, mark: theme.Mark, label: str, **style: Any) -> Line2D:
    """Add an empty line with the mark's colour, marker and dash."""
    look: dict[str, Any] = {"color": mark.colour, "marker": mark.marker, "linestyle": mark.dash, "label": label}
    return axes.plot([], [], **(look | {"lw": 2, "ms": 5} | style))[0]


class ReplayPicture(Picture[ReplayStudy]):
    """Above: what each pod gets in the last replay. Below: how often the busiest got how many, drawn and exact."""

    def __init__(self) -> None:
        super().__init__(4.9)
        self.above, below = self.figure.subplots(2, 1, height_ratios=[1.2, 1])
        self._pods(self.above)
        self._chances(below)
        self.entitle(self.above)
        self._stand(few=True)
        self.freeze(self.even, self.loads, *self.names, self.drawn, self.exact, self.here, self.mean)

    def _pods(self, axes: Axes) -> None:
        axes.set(xlim=(-0.6, PODS - 0.4), ylabel="requests", xticks=range(PODS))
        axes.set_xlabel("pod")
        self.loads = blocks(axes, theme.WORK, "in this replay")
        self.even = axes.axhline(REQUESTS / PODS, color=theme.INK, ls="--", lw=1.5, label="5 each: even")
        label: dict[str, Any] = {"ha": "center", "va": "bottom", "fontsize": 9}
        label["bbox"] = {"facecolor": theme.PAPER, "edgecolor": "none", "pad": 0.8}  # readable on the line
        self.names = [axes.text(pod, 0, " ", **label) for pod in range(PODS)]
        add_legend(axes, BESIDE)

    def _chances(self, axes: Axes) -> None:
        axes.set(xlim=(4, REQUESTS + 1.5), ylim=(0, 1.05), xlabel="requests on the busiest pod", ylabel="of replays")
        axes.set_xticks([5, 10, 15, 20, 25, 30, 40, 50])
        use_percents(axes.yaxis)
        self.drawn = blocks(axes, theme.POD, "drawn so far")
        self.exact = line(axes, theme.OPTIMUM, "exact chance", linestyle="", ms=8)
        self.here = axes.axvline(0, color=theme.WAITING.colour, ls=":", lw=2, label="this replay")
        self.mean = axes.axvline(0, color=theme.INK, lw=2, label="mean, drawn")
        add_legend(axes, BESIDE)

    def _stand(self, few: bool) -> None:
        self.few = few
        self.above.set_ylim(0, HIGHEST[few])

    def paint(self, study: ReplayStudy) -> str:
        """Move what shows the study, and return the title."""
        if self.few != (study.connections <= FEW):
            self._stand(not self.few)
            self.refreeze()
        loads = study.loads if study.drawn else np.zeros(PODS)
        fill(self.loads, np.arange(PODS) - WIDTH / 2, 0, WIDTH, loads)
        for name, load in zip(self.names, loads.tolist(), strict=True):
            name.set(y=load + 0.01 * HIGHEST[bool(self.few)], text=f"{load:g}" if study.drawn else " ")
        for artist in (self.drawn, self.exact, self.here, self.mean):
            artist.set_visible(study.drawn > 0)
        return self._fill_chances(study) if study.drawn else "Nothing is drawn yet"

    def _fill_chances(self, study: ReplayStudy) -> str:
        loads, times = np.unique(study.busiest, return_counts=True)
        fill(self.drawn, loads - WIDTH / 2, 0, WIDTH, times / study.drawn)
        likely = study.exact.chance > UNLIKELY
        self.exact.set_data(study.exact.load[likely], study.exact.chance[likely])
        self.here.set_xdata([study.busiest[-1]] * 2)
        self.mean.set_xdata([study.mean_busiest] * 2)
        over = counted(study.connections, "connection")
        if study.drawn == 1:
            return f"{over}, one replay: the busiest pod gets {study.busiest[0]}"
        return f"{over}, {study.drawn:,} replays: the busiest pod gets {study.mean_busiest:.2f} on average"


class CurvePicture(Picture[CurveStudy]):
    """Left: the share of pods that get any connection. Right: the busiest pod over the mean. Both by connections."""

    def __init__(self) -> None:
        super().__init__(4.2)
        left, right = self.figure.subplots(1, 2)
        self._axes(left, "pods that get any", (-0.04, 1.04))
        use_percents(left.yaxis)
        self._axes(right, "busiest pod, times the mean", (0.9, 60))
        right.set_yscale("log")
        right.yaxis.set_major_locator(FixedLocator([1, 2, 5, 10, 20, 50]))
        right.yaxis.set_major_formatter(ScalarFormatter())
        right.yaxis.set_minor_formatter(NullFormatter())
        self.busy = line(left, theme.POD, "")
        self.dealt = line(right, theme.WAITING, "dealt: IPVS, all on one node", ms=4)
        self.drawn = line(right, theme.POD, "drawn: kube-proxy, iptables")
        self.even = line(right, theme.OPTIMUM, "requests balanced", marker="", lw=2.5)
        self.here = [axes.axvline(1, color=theme.INK, lw=1) for axes in (left, right)]
        self.dots = [axes.plot([], [], "o", color=theme.POD.colour, ms=12)[0] for axes in (left, right)]
        self.entitle(left)
        self.figure.legend(loc="outside lower right", ncols=3, frameon=False, handlelength=3)
        self.freeze(self.busy, self.dealt, self.drawn, self.even, *self.here, *self.dots)

    def _axes(self, axes: Axes, ylabel: str, ylim: tuple[float, float]) -> None:
        axes.set(xscale="log", xlim=(0.9, 230), ylim=ylim, xlabel="connections", ylabel=ylabel)
        axes.xaxis.set_major_locator(FixedLocator([1, 2, 5, 10, 20, 50, 100, 200]))
        axes.xaxis.set_major_formatter(ScalarFormatter())
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.grid(alpha=0.3)

    def paint(self, study: CurveStudy) -> str:
        """Move what shows the study, and return the title."""
        for curve, values in ((self.busy, study.busy), (self.drawn, study.over_mean), (self.dealt, study.dealt)):
            curve.set_data(COUNTS, values)
        self.even.set_data([COUNTS[0], COUNTS[-1]], [1, 1])
        for here in self.here:
            here.set_xdata([study.connections] * 2)
        for dot, value in zip(self.dots, (study.busy_here, study.over_mean_here), strict=True):
            dot.set_data([study.connections], [value])
        return (
            f"{counted(study.connections, 'connection')}, {counted(study.pods, 'pod')}: {study.busy_here:.0%} busy,"
            f" the busiest at {study.over_mean_here:.2f} times the mean"
        )


class ScalingPicture(Picture[ScalingStudy]):
    """Left: the share of the requests that new pods get, over time. Right: what each pod gets in the last minute."""

    def __init__(self) -> None:
        super().__init__(4.4)
        left, right = self.figure.subplots(1, 2, width_ratios=[1.9, 1])
        self._shares(left)
        right.set(xlim=(-0.6, OLD + NEW - 0.4), ylim=(0, 360), xlabel=f"pod (new: {OLD} to {OLD + NEW - 1})")
        right.set(xticks=range(OLD + NEW), ylabel="requests in the last minute")
        right.axvline(OLD - 0.5, color=theme.INK, lw=1)
        self.loads = blocks(right, theme.WORK)
        self.even = line(right, theme.OPTIMUM, "", linestyle="", ms=7)
        self.figure.legend(loc="outside lower center", ncols=3, frameon=False)
        self.entitle(left)
        self.over = right.set_title(" ", loc="right", fontsize=10)
        moving = [self.by_request, self.expected, self.on_new, self.loads, self.even, self.over]
        self.freeze(*moving)

    def _shares(self, axes: Axes) -> None:
        axes.set(xlim=(-JOIN_S, MIDDLES_S[-1] + 10), ylim=(-0.03, 1.03), xlabel="minutes since the new pods joined")
        axes.set(ylabel="of the requests, to new pods", xticks=np.arange(-60, 601, 60))
        axes.set_xticklabels([str(minute) for minute in range(-1, 11)])
        use_percents(axes.yaxis)
        axes.grid(alpha=0.3)
        axes.axvline(0, color=theme.INK, lw=1)
        axes.axhline(NEW / (OLD + NEW), color=theme.INK, lw=1, ls=":")
        self.by_request = line(axes, theme.OPTIMUM, "requests balanced", lw=1.5)
        self.expected = line(axes, theme.POD, "connections balanced, on average", marker="", lw=2.5)
        self.on_new = line(axes, theme.WAITING, "connections balanced, this time", lw=1, ms=5)

    def paint(self, study: ScalingStudy) -> str:
        """Move what shows the study, and return the title."""
        curves = (self.by_request, study.by_request), (self.expected, study.expected), (self.on_new, study.on_new)
        for curve, values in curves:
            curve.set_data(MIDDLES_S, values)
        pods = np.arange(OLD + NEW)
        fill(self.loads, pods - WIDTH / 2, 0, WIDTH, study.late)
        self.even.set_data(pods, study.late_by_request)
        self.over.set_text(f"the busiest: {study.over_mean:.1f} times the mean")
        if study.half_s is None:
            return "No age limit: new pods stay empty"
        return f"Limit {study.age}: half their share after {study.half_s / 60:.1f} min"


class PoolPicture(Picture[PoolStudy]):
    """Left: requests by connection, the most first. Right: requests by pod."""

    def __init__(self) -> None:
        super().__init__(4.0)
        left, right = self.figure.subplots(1, 2, width_ratios=[1.3, 1])
        left.set(xlim=(0.5, 60.5), ylim=(0, 420), xlabel="connection, the most used first", ylabel="requests")
        right.set(xlim=(-0.6, PODS - 0.4), ylim=(0, 720), xlabel="pod", xticks=range(PODS))
        self.carried = blocks(left, theme.POD)
        self.loads = blocks(right, theme.WORK)
        self.more = left.text(59.5, 395, " ", ha="right", va="top", fontsize=9)
        right.axhline(POOL_REQUESTS / PODS, color=theme.INK, ls="--", lw=1.5, label="even")
        add_legend(right, "upper right")
        self.entitle(left)
        self.over = right.set_title(" ", loc="right", fontsize=10)
        self.freeze(self.carried, self.loads, self.more, self.over)

    def paint(self, study: PoolStudy) -> str:
        """Move what shows the study, and return the title."""
        shown = study.carried[:60]
        fill(self.carried, np.arange(1, len(shown) + 1) - WIDTH / 2, 0, WIDTH, shown)
        fill(self.loads, np.arange(PODS) - WIDTH / 2, 0, WIDTH, study.loads)
        beyond = len(study.carried) - len(shown)
        self.more.set_text(f"and {beyond} more" if beyond else " ")
        self.over.set_text(f"busiest: {study.over_mean:.1f} times the mean")
        of = counted(len(study.carried), "connection")
        return f"{study.reuse.capitalize()} first: half of all on {study.half_on} of {of}"
