"""An autoscaler through a day: what is asked for, what the pods can do, and what nobody serves."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch07_sizing.setting import CHAPTER
from course_lib.chapters.ch07_sizing.study.autoscaler import (
    BEHAVIORS,
    REQUEST_M,
    WITHOUT,
    AutoscalerStudy,
    autoscaler_study,
)
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, blocks, fill
from course_lib.plural import cores, counted, lasting, percent
from course_lib.sizing.autoscaling.replicas import TOLERANCE
from course_lib.sizing.autoscaling.rules import is_within

MOST_CORES = 42.0
EVENT_FROM_H, EVENT_TO_H = 14.9, 15.5
HOURS = (0, 4, 8, 12, 15, 15.25, 15.5, 16.5, 20, 24)


class AutoscalerPicture(Picture[AutoscalerStudy]):
    """Above demand and capacity over the day; below the half hour of the event, demand, capacity and pods."""

    def __init__(self) -> None:
        super().__init__(5.6)
        above, below = self.figure.subplots(2, 1)
        self.day = self._lay(above, (0, 24), "hour of the day")
        above.set_xticks(range(0, 25, 3))
        self.event = self._lay(below, (60 * EVENT_FROM_H - 900, 60 * EVENT_TO_H - 900), "minutes after three o'clock")
        self.unmet = blocks(below, theme.WAITING, "not served,\nnot seen")
        add_legend(below, BESIDE)
        add_legend(above, BESIDE)
        self.entitle()
        self.freeze(self.unmet, *self.day, *self.event)

    def _lay(self, axes: Axes, xlim: tuple[float, float], xlabel: str) -> list[Any]:
        axes.set(xlim=xlim, ylim=(0, MOST_CORES), xlabel=xlabel, ylabel="cores")
        axes.grid(alpha=0.3)
        look: dict[str, Any] = {"drawstyle": "steps-post"}
        return [
            axes.plot([], [], color=theme.WORK.colour, lw=1.2, label="demand", **look)[0],
            axes.plot([], [], color=theme.POD.colour, lw=2, linestyle="-", label="pods ready,\n500m each", **look)[0],
            axes.plot([], [], color=theme.INK, lw=1.2, linestyle=":", label="wanted", **look)[0],
        ]

    def paint(self, study: AutoscalerStudy) -> str:
        """Move what shows the study, and return the title."""
        steps = study.steps
        hour, a_pod = steps.time_s / 3600, REQUEST_M / 1000
        rows = (steps.demand, a_pod * steps.ready, a_pod * np.maximum(steps.wanted, 0))
        near = (hour >= EVENT_FROM_H) & (hour <= EVENT_TO_H)
        for whole, part, values in zip(self.day, self.event, rows, strict=True):
            whole.set_data(hour[::4], values[::4])
            part.set_data(60 * hour[near] - 900, values[near])
        short = near & (steps.unmet > 0)
        fill(self.unmet, 60 * hour[short] - 900, steps.used[short], steps.step_s / 60, steps.unmet[short])
        unmet = f"{percent(steps.unmet_share)} of the work not served" if steps.short_s else "all work served"
        return f"Ready after {study.startup_s} s, target {study.target}%: {unmet}, {steps.pod_hours:,.0f} pod-hours"


def describe_autoscaler(study: AutoscalerStudy) -> Description:
    """Say what the day cost, how far behind the autoscaler was, and what it couldn't see."""
    steps = study.steps
    words = (
        f"A synthetic day of {cores(float(steps.demand.mean()))} on average, with an event at three. Target"
        f" {study.target}%, new pods ready after {study.startup_s} s, {window_text(study.window_s)} on the way down,"
        f" behavior {study.behavior}: {steps.pod_hours:,.0f} pod-hours; {study.fewest_pod_hours:,.0f} would be the"
        f" fewest that could serve each moment. {lag_text(study)}"
    )
    header = ("time", "demand, mean", "pods wanted, most", "pods ready, mean", "not served, mean")
    return Description(words, Table("Through the day", header, rows_of(study)))


def window_text(seconds: int) -> str:
    """Return how long the stabilisation window is."""
    return f"a stabilisation window of {lasting(seconds)}" if seconds else "no stabilisation window"


def lag_text(study: AutoscalerStudy) -> str:
    """Say how long it was short of pods, and what it saw of that."""
    steps, worst, longest_s = study.steps, study.worst, study.longest_short_s
    if steps.short_s == 0:
        return "At no moment is anything left unserved."
    stretch = f"{longest_s:,} s" if longest_s < 3600 else lasting(longest_s)
    return (
        f"Not served: {percent(steps.unmet_share)} of the work; the longest stretch of that lasts {stretch}. At the"
        f" worst moment {cores(float(steps.demand[worst]))} are asked of"
        f" {counted(int(steps.ready[worst]), 'ready pod')}, {study.asked_at_worst:.0f}% of their request, but the"
        f" autoscaler sees {int(steps.percent[worst])}%: a pod can't use more than its limit.{blind_text(study)}"
    )


def blind_text(study: AutoscalerStudy) -> str:
    """Say that pods at their limit are inside the tolerance, where they are."""
    ratio = 100 / study.target
    if not is_within(ratio, TOLERANCE):
        return ""
    return (
        f" 100 / {study.target} is {ratio:.2f}, inside the tolerance: however much is asked for, it never adds a pod to"
        " those it has."
    )


def rows_of(study: AutoscalerStudy) -> tuple[tuple[str, ...], ...]:
    """Return rows from one hour to the next: mean demand, most wanted, mean of ready pods, and what was unmet."""
    steps, rows = study.steps, []
    hour = steps.time_s / 3600
    for begin, end in pairwise(HOURS):
        part = (hour >= begin) & (hour < end)
        rows.append((
            f"{clock(begin)} to {clock(end)}", cores(float(steps.demand[part].mean())), str(steps.wanted[part].max()),
            f"{steps.ready[part].mean():.1f}", cores(float(steps.unmet[part].mean())),
        ))  # fmt: skip
    return tuple(rows)


def clock(hour: float) -> str:
    """Return an hour as a clock shows it.

    >>> clock(15.25)
    '15:15'
    """
    return f"{int(hour):02d}:{round(60 * (hour % 1)):02d}"


autoscaler = Explorer(
    name="autoscaler",
    chapter=CHAPTER,
    compute=autoscaler_study,
    picture=AutoscalerPicture,
    describe=describe_autoscaler,
    controls=(
        Slider("target_percent", "Target", 50, 95, 5, 70, "%"),
        Slider("startup_s", "Seconds until a new pod is ready", 0, 300, 15, 60, "s"),
        Slider("window_s", "Stabilisation window on the way down", 0, 900, 60, 300, "s"),
        Choice("behavior", "The field behavior", BEHAVIORS, WITHOUT),
    ),
)
