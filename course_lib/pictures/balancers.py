"""Pods, latencies and shares by balancer: the pictures of chapter 06."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, NullFormatter, PercentFormatter
from numpy.typing import ArrayLike

from course_lib import theme
from course_lib.pictures.canvas import Canvas, blocks, fill
from course_lib.studies.balancers import ALIKE, ALL, FIVE, MOST_PROXIES, VIEWS, ComparisonStudy, MeshStudy, ViewStudy
from course_lib.studies.failing import LASTS_S, PEAK_AT_S, PEAK_S, USUAL_S, WHEN_S, FailingStudy, MemoryStudy
from course_lib.theme import Mark

LEAST_PODS, MOST_PODS = 8.5, 20.5
SHORTEST, LONGEST = 0.8, 30_000.0
MOST_LATENCY = 1000.0
MEAN, P99 = theme.POD, theme.WAITING


def style(mark: Mark, **more: Any) -> dict[str, Any]:
    """Return a mark's look as a line has it."""
    return {"color": mark.colour, "marker": mark.marker, "linestyle": mark.dash, **more}


def headline(canvas: Canvas) -> Text:
    """Return a title that begins above the names of the rows: it has the whole width."""
    return canvas.figure.suptitle(" ", x=0.01, ha="left", fontsize="large", fontweight="bold")


class MeshPicture:
    """Pods needed over the number of proxies, beside what random and one queue for all need."""

    def __init__(self) -> None:
        self.canvas = Canvas(8.0, 4.2)
        axes = self.axes = self.canvas.figure.subplots()
        axes.set(xlim=(0, MOST_PROXIES + 1), ylim=(LEAST_PODS, MOST_PODS), ylabel="pods needed")
        axes.set_xlabel("proxies that share the requests, each seeing only its own")
        axes.set_xticks([1, 5, 10, 20, 30, 40, 50])
        axes.grid(alpha=0.3)
        self.band = blocks(axes, theme.REQUESTED, "not sure: either may do", thin=True)
        self.needed = axes.plot([], [], label="with this balancer", lw=2, color=theme.POD.colour)[0]
        self.random = axes.plot([], [], label="random", lw=2, color=theme.WAITING.colour, linestyle="--")[0]
        self.one_queue = axes.plot([], [], label="one queue for all", lw=2, color=theme.OPTIMUM.colour, linestyle="-.")[
            0
        ]
        self.here = axes.plot([], [], theme.POD.marker, color=theme.POD.colour, ms=11)[0]
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=4, frameon=False)
        self.title = axes.set_title(" ", loc="left", fontweight="bold")
        self.canvas.freeze([self.band, self.needed, self.random, self.one_queue, self.here, self.title])

    def draw(self, study: MeshStudy) -> bytes:
        """Return the study as PNG."""
        views = np.array(list(study.needed))
        low, pods, high = (np.array([getattr(each, name) for each in study.needed.values()])
                           for name in ("low", "pods", "high"))  # fmt: skip
        fill(self.band, views - 0.5, low, 1.0, high - low)
        self.needed.set_data(*steps(views, pods))
        for line, sized in ((self.random, study.random), (self.one_queue, study.one_queue)):
            line.set_data([0, MOST_PROXIES + 1], [sized.pods] * 2)
        self.here.set_data([study.proxies], [study.here.pods])
        many = "proxy" if study.proxies == 1 else "proxies"
        self.title.set_text(f"{study.proxies} {many}, {study.balancer}: {study.here.pods} pods; {saying(study)}")
        return self.canvas.png()


def steps(views: ArrayLike, pods: ArrayLike) -> tuple[list[float], list[float]]:
    """Return a staircase that is level around each whole number of proxies."""
    x = [side for each in np.asarray(views) for side in (each - 0.5, each + 0.5)]
    return x, [float(each) for each in np.asarray(pods) for _ in range(2)]


def saying(study: MeshStudy) -> str:
    """Say what is saved against random."""
    if study.saved > 0:
        return f"random needs {study.random.pods}"
    return (
        f"random needs {study.random.pods}, too: nothing saved"
        if study.saved == 0
        else (f"random needs only {study.random.pods}")
    )


class ComparisonPicture:
    """Mean and p99 latency of each balancer, with their intervals, on a scale of factors."""

    def __init__(self) -> None:
        self.canvas = Canvas(8.0, 5.0)
        axes = self.axes = self.canvas.figure.subplots()
        axes.set_xscale("log")
        axes.set(xlim=(SHORTEST, LONGEST), ylim=(len(ALL) - 0.4, -0.6))
        axes.set_xlabel("latency, in mean service times; a line through a mark is its interval")
        axes.set_xticks([1, 3, 10, 30, 100, 300, 1000, 3000, 10_000])
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.grid(alpha=0.3)
        self.rows = np.arange(len(ALL))
        self.spans = [LineCollection([], colors=mark.colour, linewidths=3, alpha=0.6) for mark in (MEAN, P99)]
        for span in self.spans:
            axes.add_collection(span, autolim=False)
        self.dots = [
            axes.plot([], [], label=name, **style(mark, linestyle="", ms=8))[0]
            for mark, name in ((MEAN, "mean"), (P99, "p99"))
        ]
        self.growing = axes.plot([], [], label="a pod gets more than it can do: grows without end", marker=">", ms=9,
                                 linestyle="", color=theme.INK)[0]  # fmt: skip
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=3, frameon=False)
        self.title = headline(self.canvas)
        self.moving = [*self.spans, *self.dots, self.growing, self.title]
        self._name(list(ALL))  # the longest names first, for which room is kept
        self._name(list(FIVE))

    def _name(self, names: list[str]) -> None:
        """Write the rows' names into the background; a slider never changes them."""
        self.names = names
        self.axes.set_yticks(self.rows[: len(ALL)], [*names, *[" "] * (len(ALL) - len(names))])
        self.axes.set_ylim(len(names) - 0.4, -0.6)
        self.canvas.freeze(self.moving)

    def draw(self, study: ComparisonStudy) -> bytes:
        """Return the study as PNG."""
        if list(study.found) != self.names:
            self._name(list(study.found))
        settled = {row: each for row, each in enumerate(study.found.values()) if not each.overloading}
        for measure, dots, span in zip(("mean", "p99"), self.dots, self.spans, strict=True):
            intervals = {row: each.of(measure) for row, each in settled.items()}
            dots.set_data([each.value for each in intervals.values()], list(intervals))
            span.set_segments([[(max(each.low, SHORTEST), row), (each.high, row)]
                               for row, each in intervals.items()])  # fmt: skip
        grows = [row for row, each in enumerate(study.found.values()) if each.overloading]
        self.growing.set_data([LONGEST * 0.7] * len(grows), grows)
        self.title.set_text(compared(study))
        return self.canvas.png()


def compared(study: ComparisonStudy) -> str:
    """Say how far the best balancer and random are apart."""
    best, slow = study.by_mean[0], "" if study.slow == 1 else f", pod 0 at {study.slow:.0%}"
    least, random = study.found[best].mean.value, study.found["random"]
    most = "grows without end" if random.overloading else f"{random.mean.value:,.1f} on average"
    return f"{study.utilisation:.0%} busy{slow}: {best} {least:.1f}, random {most}"


class ViewPicture:
    """Latency over the number of proxies, for three balancers, between random and one queue for all."""

    def __init__(self) -> None:
        self.canvas = Canvas(8.0, 4.2)
        axes = self.axes = self.canvas.figure.subplots()
        axes.set(xlim=(-0.4, len(VIEWS) - 0.6), ylim=(0, 1), ylabel="latency, in mean service times")
        axes.set_xticks(range(len(VIEWS)), map(str, VIEWS))
        axes.set_xlabel("proxies that share the requests, each seeing only its own")
        axes.grid(alpha=0.3)
        marks = {"two choices": theme.POD, "least in flight": theme.OVERHEAD, "Peak EWMA": theme.CARBON}
        self.spans = {name: LineCollection([], colors=mark.colour, linewidths=3, alpha=0.5)
                      for name, mark in marks.items()}  # fmt: skip
        for span in self.spans.values():
            axes.add_collection(span, autolim=False)
        self.curves = {name: axes.plot([], [], label=name, **style(mark, lw=2, ms=8))[0]
                       for name, mark in marks.items()}  # fmt: skip
        self.random = axes.plot([], [], label="random", lw=2, color=theme.WAITING.colour, linestyle="--")[0]
        self.one_queue = axes.plot([], [], label="one queue for all", lw=2, color=theme.OPTIMUM.colour, linestyle="-.")[
            0
        ]
        self.title = headline(self.canvas)
        self.moving = [*self.spans.values(), *self.curves.values(), self.random, self.one_queue, self.title]
        self.background: tuple[float, list[Line2D]] = (0.0, [])
        self._lay(MOST_LATENCY, [self.random, self.one_queue])  # the longest figures first, for which room is kept

    def draw(self, study: ViewStudy) -> bytes:
        """Return the study as PNG."""
        beside = ((self.random, study.random), (self.one_queue, study.one_queue))
        self._lay(highest(study), [line for line, value in beside if np.isfinite(value)])
        for name, intervals in study.curves.items():
            self.curves[name].set_data(range(len(VIEWS)), [each.value for each in intervals])
            self.spans[name].set_segments([[(at, each.low), (at, each.high)] for at, each in enumerate(intervals)])
        for line, value in beside:
            line.set_data([-0.4, len(VIEWS) - 0.6], [value if np.isfinite(value) else np.nan] * 2)
        self.title.set_text(viewed(study))
        return self.canvas.png()

    def _lay(self, most: float, beside: list[Line2D]) -> None:
        """Give the axis room, and the legend the lines that are drawn beside the curves: both are background."""
        if (most, beside) != self.background:
            self.axes.set_ylim(0, most)
            self.axes.legend(handles=[*self.curves.values(), *beside], loc="upper center", ncols=5, frameon=False,
                             bbox_to_anchor=(0.5, -0.16), columnspacing=1.2)  # fmt: skip
            self.canvas.freeze(self.moving)
            self.background = most, beside


def highest(study: ViewStudy) -> float:
    """Return where the axis ends: above random where pods are alike, else above all that is drawn."""
    if study.pods == ALIKE:
        return 1.1 * study.random
    drawn = [each.high for curve in study.curves.values() for each in curve]
    return roomy(max([*drawn, study.random] if np.isfinite(study.random) else drawn))


def roomy(most: float) -> float:
    """Return the next of 5, 10, 20, 50, … above a value: an axis that seldom changes."""
    steps = (factor * 10**power for power in range(6) for factor in (5, 10, 20))
    return float(next(step for step in steps if step > 1.05 * most))


def viewed(study: ViewStudy) -> str:
    """Say what two choices come to with one proxy and with many, and what is beside it."""
    first, *_, last = (each.value for each in study.curves["two choices"])
    where = f"{study.measure} at {study.utilisation:.0%}"
    if study.pods == ALIKE:
        return f"{where}: two choices {first:.3g}, by {VIEWS[-1]} proxies {last:.3g}; random {study.random:.3g}"
    peak = study.curves["Peak EWMA"][-1].value
    return f"{where}, one pod slow, {VIEWS[-1]} proxies: two choices {last:.3g}, Peak EWMA {peak:.3g}"


class FailingPicture:
    """By balancer, the share of requests sent to the failing pod, and the share that failed in the end."""

    def __init__(self) -> None:
        self.canvas = Canvas(8.0, 3.9)
        axes = self.canvas.figure.subplots()
        axes.set(xlim=(0, 1), ylim=(len(FIVE) - 0.4, -0.6), xlabel="share of all requests")
        axes.set_yticks(range(len(FIVE)), list(FIVE))
        axes.xaxis.set_major_formatter(PercentFormatter(1.0))
        axes.axvline(0.1, color=theme.INK, lw=1, ls=":", label="an even share")
        self.sent = blocks(axes, theme.WAITING, "sent to the failing pod at the first try")
        self.lost = blocks(axes, theme.CARBON, "failed in the end")
        self._edges(axes)
        self.title = headline(self.canvas)
        self.canvas.freeze([self.sent, self.lost, *self.figures, self.title])

    def _edges(self, axes: Axes) -> None:
        self.figures = [axes.text(0, row + shift, " ", va="center", fontsize=9)
                        for shift in (-0.2, 0.2) for row in range(len(FIVE))]  # fmt: skip
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=3, frameon=False)

    def draw(self, study: FailingStudy) -> bytes:
        """Return the study as PNG."""
        rows, shares = np.arange(len(FIVE)), [*study.sent.values(), *study.lost.values()]
        fill(self.sent, 0, rows - 0.38, list(study.sent.values()), 0.36)
        fill(self.lost, 0, rows + 0.02, list(study.lost.values()), 0.36)
        for text, share in zip(self.figures, shares, strict=True):
            text.set(x=share + 0.01, text=f"{share:.1%}")
        most = max(study.sent, key=lambda name: study.sent[name])
        self.title.set_text(
            f"{study.utilisation:.0%} busy, pod 0 {study.way}: it gets {study.sent[most]:.0%} under {most}"
        )
        return self.canvas.png()


class MemoryPicture:
    """What Peak EWMA believes of one pod over time, with and without looks."""

    def __init__(self) -> None:
        self.canvas = Canvas(8.0, 3.9)
        axes = self.canvas.figure.subplots()
        axes.set(xlim=(0, LASTS_S), ylim=(0, PEAK_S * 1.08), xlabel="seconds", ylabel="seconds of latency")
        axes.grid(alpha=0.3)
        axes.axhline(USUAL_S, color=theme.INK, lw=1, ls=":", label="what the pod takes, but for one answer")
        self.unread = axes.plot(WHEN_S, WHEN_S, lw=2, color=theme.OVERHEAD.colour, ls="--",
                                label="estimate, if looking changed nothing")[0]  # fmt: skip
        self.believed = axes.plot(WHEN_S, WHEN_S, lw=2, color=theme.POD.colour, label="estimate")[0]
        axes.legend(loc="upper right", frameon=False)
        self.title = axes.set_title(" ", loc="left", fontweight="bold")
        self.canvas.freeze([self.unread, self.believed, self.title])

    def draw(self, study: MemoryStudy) -> bytes:
        """Return the study as PNG."""
        self.believed.set_ydata(study.believed_s)
        self.unread.set_ydata(study.unread_s)
        self.title.set_text(remembered(study))
        return self.canvas.png()


def remembered(study: MemoryStudy) -> str:
    """Say for how long the peak is remembered."""
    rest = LASTS_S - PEAK_AT_S
    lasts = f"forgotten after {study.back_s:.0f} s" if np.isfinite(study.back_s) else f"still felt after {rest:.0f} s"
    looks = f"{study.looks_a_second:g} {'look' if study.looks_a_second == 1 else 'looks'} a second"
    return f"Decay {study.decay_s:g} s, {looks}: the peak is {lasts}"
