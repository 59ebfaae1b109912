"""The latency that proxies add, in pods; beside it, the pods that balancing takes away."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.chapters.ch09_mesh.study.latency import (
    BALANCING,
    BOTH,
    LATENCY,
    OBJECTIVES_MS,
    PODS,
    SERVICE_MS,
    WORKERS,
    LatencyStudy,
    latency_study,
)
from course_lib.chapters.ch09_mesh.view.change import change
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_legend, add_line, below, blocks, fill, use_percents
from course_lib.plural import counted

ROWS = np.array([2.0, 1.0, 0.0])
TALL = 0.6
MOST = 2.4  # of today's pods: what is longer is cut off, and its label says how long it is
LOOKS = {LATENCY: theme.WAITING, BALANCING: theme.OPTIMUM, BOTH: theme.POD}
LEAST_CHANGE, MOST_CHANGE = -0.9, 1.0


class LatencyPicture(Picture[LatencyStudy]):
    """Pods today, with the latency, and once requests are balanced; beside it, all three changes by the objective."""

    def __init__(self) -> None:
        super().__init__(4.2)
        bars, curves = self.figure.subplots(1, 2, width_ratios=(1, 1.15))
        self._lay_bars(bars)
        self._lay_curves(curves)
        self.entitle()
        self.freeze(*self.parts, *self.said, *self.lines.values(), self.objective, self.here)

    def _lay_bars(self, axes: Axes) -> None:
        axes.set(xlim=(0, MOST), ylim=(-0.75, 2.6), xlabel="pods, today = 100%")
        axes.set_yticks(ROWS, labels=["today", "proxies on\nthe way", "requests\nbalanced"])
        use_percents(axes.xaxis)
        axes.axvline(1, color=theme.INK, lw=1.2, linestyle=":")
        self.parts = [blocks(axes, theme.WORK, "pods"), blocks(axes, theme.WAITING, "for the latency"),
                      blocks(axes, theme.WASTE, "not needed any more")]  # fmt: skip
        self.said = [axes.text(0.02, row - 0.48, " ", va="center") for row in ROWS]
        add_legend(axes, below(0.16), ncols=2)

    def _lay_curves(self, axes: Axes) -> None:
        axes.set(xlim=(48, 202), ylim=(LEAST_CHANGE, MOST_CHANGE), xlabel="objective, ms: p99 of a call")
        axes.set_ylabel("change of pods")
        use_percents(axes.yaxis)
        axes.axhline(0, color=theme.INK, lw=1)
        axes.grid(alpha=0.3)
        self.lines = {name: add_line(axes, look, name, marker="") for name, look in LOOKS.items()}
        self.lines[BALANCING].set_linestyle("-.")
        self.objective = axes.axvline(100, color=theme.FAINT, lw=1.2, linestyle=":")
        self.here = add_dot(axes, theme.POD)
        add_legend(axes, below(0.16), ncols=2)

    def paint(self, study: LatencyStudy) -> str:
        """Move what shows the study, and return the title."""
        self._paint_bars(study)
        for name, line in self.lines.items():
            line.set_data(OBJECTIVES_MS, study.curves[name])
        self.objective.set_xdata([study.objective_ms] * 2)
        self.here.set_data([study.objective_ms], [min(study.net, MOST_CHANGE)]) if study.possible else (
            self.here.set_data([], [])
        )
        return title(study)

    def _paint_bars(self, study: LatencyStudy) -> None:
        more, after = (study.for_latency, 1 + study.net) if study.possible else (0.0, 0.0)
        pods = np.array([1.0, 1.0 if study.possible else 0.0, after])
        gone = max(0.0, 1 + more - after) if study.possible else 0.0
        for shapes, left, wide in (
            (self.parts[0], np.zeros(3), pods),
            (self.parts[1], np.ones(3), np.array([0.0, more, 0.0])),
            (self.parts[2], np.full(3, after), np.array([0.0, 0.0, gone])),
        ):
            seen = np.minimum(left + wide, MOST) - left
            there = seen > 0
            fill(shapes, left[there], ROWS[there] - TALL / 2, seen[there], TALL)
        for text, words in zip(self.said, labels(study), strict=True):
            text.set_text(words)


def labels(study: LatencyStudy) -> tuple[str, str, str]:
    """Return what stands under each bar."""
    if not study.possible:
        return "100%", "no number of pods is enough", "no number of pods is enough"
    return "100%", length(1 + study.for_latency), length(1 + study.net)


def length(share: float) -> str:
    """Return how long a bar is, and that it's cut off if it is.

    >>> length(0.65), length(3.91)
    ('65%', '391%, beyond the picture')
    """
    return f"{share:.0%}" + ", beyond the picture" * (share > MOST)


def title(study: LatencyStudy) -> str:
    """Return what latency takes, and what is left of it with balancing."""
    taken = f"{study.added_ms:g} ms of {study.objective_ms:g}"
    if not study.possible:
        return f"{taken} ms: no number of pods meets the objective any more"
    return (
        f"{taken} ms: {change(study.for_latency)} pods; with requests balanced (K = {study.views}), {change(study.net)}"
    )


def describe_latency(study: LatencyStudy) -> Description:
    """Say what the latency takes, what balancing takes away, and what both depend on."""
    uneven = "the same as all others" if study.uneven == 1 else f"{study.uneven:g} times the mean"
    words = (
        f"A service of pods with {counted(study.workers, 'worker')}, {SERVICE_MS:g} ms of work a request, and"
        f" {study.objective_ms:g} ms that 99% of its calls have to meet. Today its busiest pod gets {uneven}."
        f" {latency_words(study)}"
    )
    return Description(words, Table("Pods, today = 100%", ("step", "pods"), rows_of(study)))


def rows_of(study: LatencyStudy) -> tuple[tuple[str, str], ...]:
    """Return what latency and balancing do, as rows of the table."""
    today = ("today", "100%")
    if not study.possible:
        return today, ("with the proxies", "no number of pods meets the objective")
    return (
        today,
        ("for the latency", change(study.for_latency)),
        ("by balancing", change(study.by_balancing / study.uneven)),
        ("with the proxies", f"{1 + study.net:.0%}"),
    )


def latency_words(study: LatencyStudy) -> str:
    """Say what each of the two does."""
    left = f"The proxies add {study.added_ms:g} ms to a call, so {study.objective_ms - study.added_ms:g} ms are left"
    if not study.possible:
        return (
            f"{left}. The work alone takes longer than that in one call of a hundred, so no number of pods meets the"
            " objective: it would have to be raised, or the proxies kept out of this service's way."
        )
    return (
        f"{left}: that alone means {change(study.for_latency)} pods. Balancing means"
        f" {change(study.by_balancing / study.uneven)}, where {counted(study.views, 'balancer')}"
        f" (K = {study.views}) share the requests, each seeing only its own. Both together:"
        f" {change(study.net)} pods. {verdict(study)} Shares of pods are simulated, for a service that needs {PODS} of"
        " them at random; the balancers take the better of two."
    )


def verdict(study: LatencyStudy) -> str:
    """Say what the two come to."""
    if study.net >= 0:
        return "What balancing takes away is less than what the latency takes: in pods, the proxies cost."
    if study.workers > 1 and study.uneven == 1:
        return "Pods with several workers have little queue to lose: an even load is balanced well enough by chance."
    return "This is before the proxies' own CPU and memory."


latency = Explorer(
    name="latency",
    chapter=CHAPTER,
    compute=latency_study,
    picture=LatencyPicture,
    describe=describe_latency,
    controls=(
        Slider("added_ms", "Proxies add to a call", 0, 6, 0.5, 2, "ms"),
        Slider("objective_ms", "Objective: 99% of the calls below", 50, 200, 10, 100, "ms"),
        Slider("views", "K: balancers that each see only their own requests", 1, 100, 1, 3),
        Slider("uneven", "Today the busiest pod gets so many times the mean", 1, 3, 0.1, 1),
        Choice("workers", "Workers of a pod", tuple(WORKERS), "1"),
    ),
)
