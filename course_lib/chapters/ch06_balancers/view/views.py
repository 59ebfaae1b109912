"""Latency over the number of proxies, by balancer."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from course_lib import theme
from course_lib.chapters.ch06_balancers.setting import CHAPTER, LONG
from course_lib.chapters.ch06_balancers.study.views import (
    ALIKE,
    MEASURES,
    PODS_ARE,
    VIEWS,
    ViewStudy,
    view_parts,
    view_study,
)
from course_lib.chapters.ch06_balancers.view.wording import latency_text
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.precise import Precise
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, add_line, below

MOST_LATENCY = 1000.0
MARKS = {
    "two choices": theme.POD,
    "Peak EWMA": theme.CARBON,
    "least in flight": theme.OVERHEAD,
    "round robin": theme.WORK,
}


class ViewPicture(Picture[ViewStudy]):
    """Latency over the number of proxies, by balancer, between random and one queue for all."""

    def __init__(self) -> None:
        super().__init__(4.2)
        axes = self.axes = self.figure.subplots()
        axes.set(xlim=(-0.4, len(VIEWS) - 0.6), ylim=(0, 1), ylabel="latency, in mean service times")
        axes.set_xticks(range(len(VIEWS)), map(str, VIEWS))
        axes.set_xlabel("proxies that share the requests, each seeing only its own")
        axes.grid(alpha=0.3)
        self.spans = {name: LineCollection([], colors=mark.colour, linewidths=3, alpha=0.5)
                      for name, mark in MARKS.items()}  # fmt: skip
        for span in self.spans.values():
            axes.add_collection(span, autolim=False)
        self.curves = {name: add_line(axes, mark, name, lw=2, ms=8)
                       for name, mark in MARKS.items()}  # fmt: skip
        self.random = axes.plot([], [], label="random", lw=2, color=theme.WAITING.colour, linestyle="--")[0]
        self.one_queue = axes.plot([], [], label="one queue for all", lw=2, color=theme.OPTIMUM.colour, linestyle="-.")[
            0
        ]
        self.entitle()
        self._lay(MOST_LATENCY, (self.random, self.one_queue))  # the longest figures first, for which room is kept
        self.freeze(*self.spans.values(), *self.curves.values(), self.random, self.one_queue)

    def paint(self, study: ViewStudy) -> str:
        """Move what shows the study, and return the title."""
        beside = ((self.random, study.random), (self.one_queue, study.one_queue))
        background = highest_drawn(study), tuple(line for line, value in beside if np.isfinite(value))
        if background != self.background:
            self._lay(*background)
            self.refreeze(background)
        for name, intervals in study.curves.items():
            self.curves[name].set_data(range(len(VIEWS)), [each.best for each in intervals])
            ends = [(at, each) for at, each in enumerate(intervals) if np.isfinite(each.best)]
            self.spans[name].set_segments([[(at, each.low), (at, each.high)] for at, each in ends])
        for line, value in beside:
            line.set_data([-0.4, len(VIEWS) - 0.6], [value if np.isfinite(value) else np.nan] * 2)
        return title_of(study)

    def _lay(self, most: float, beside: tuple[Line2D, ...]) -> None:
        """Give the axis room, and the legend the lines that are drawn beside the curves: both are background."""
        self.axes.set_ylim(0, most)
        add_legend(self.axes, below(0.16), ncols=3, handles=[*self.curves.values(), *beside], columnspacing=1.2)
        self.background = most, beside


def highest_drawn(study: ViewStudy) -> float:
    """Return where the axis ends: above random where pods are alike, else above all that is drawn."""
    if study.pods == ALIKE:
        return round_up(study.random)
    drawn = [each.high for curve in study.curves.values() for each in curve]
    return round_up(max(each for each in (*drawn, study.random) if np.isfinite(each)))


def round_up(most: float) -> float:
    """Return the next of 1.2, 2, 3, 5, 8, 12, … above a value: an axis that seldom changes."""
    steps = (factor * 10**power for power in range(6) for factor in (1.2, 2, 3, 5, 8))
    return float(next(step for step in steps if step > 1.05 * most))


def title_of(study: ViewStudy) -> str:
    """Say what two choices come to with one proxy and with many, and what is beside it."""
    first, *_, last = (each.best for each in study.curves["two choices"])
    where = f"{study.measure} at {study.utilisation:.0%}"
    if study.pods == ALIKE:
        return f"{where}: two choices {first:.3g}, with {VIEWS[-1]} proxies {last:.3g}; random {study.random:.3g}"
    peak = study.curves["Peak EWMA"][-1].best
    return f"{where}, one pod slow, {VIEWS[-1]} proxies: two choices {last:.3g}, Peak EWMA {peak:.3g}"


def describe_views(study: ViewStudy) -> Description:
    """Say how latency grows with the number of proxies."""
    ends = ", ".join(
        f"{name} {curve[0].best:.2f} with one proxy and {curve[-1].best:.2f} with {VIEWS[-1]}"
        for name, curve in study.curves.items()
        if math.isfinite(curve[0].best)
    )
    words = (
        f"{study.utilisation:.0%} busy, pods {study.pods}, {study.measure} latency in service times: {ends}."
        f" {limits_text(study)}"
    )
    rows = tuple(
        (str(views), *(latency_text(curve[at]) for curve in study.curves.values())) for at, views in enumerate(VIEWS)
    )
    return Description(words, Table(f"{study.measure} by proxies", ("proxies", *study.curves), rows))


def limits_text(study: ViewStudy) -> str:
    """Say what random comes to, and one queue for all where there is a formula."""
    if not math.isfinite(study.random):
        return "Random and round robin give the slow pod more than it can do."
    random = f"Random: {study.random:.2f} with any number."
    return random if math.isnan(study.one_queue) else f"{random} One queue for all: {study.one_queue:.2f}."


views = Explorer(
    name="views",
    chapter=CHAPTER,
    compute=view_study,
    picture=ViewPicture,
    describe=describe_views,
    controls=(
        Slider("utilisation_percent", "Utilisation", 30, 90, 5, 90, "%"),
        Choice("measure", "Latency", MEASURES, "mean"),
        Choice("pods", "Pods", PODS_ARE, PODS_ARE[0]),
    ),
    precise=Precise(LONG, view_parts),
)
