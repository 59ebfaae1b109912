"""Capacity by peak, quantile with margin, busiest day and mean: how long it is too little, and how much is idle."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch07_sizing.setting import CHAPTER
from course_lib.chapters.ch07_sizing.study.capacity import (
    BUSIEST_DAY,
    MEAN,
    PEAK,
    QUANTILE,
    RULES,
    SAME,
    WEEKS,
    CapacityStudy,
    capacity_study,
)
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_dot, add_legend, use_percents
from course_lib.plural import cores, lasting, percent
from course_lib.sizing.demand.capacity import CapacityCheck

MARKS = {PEAK: theme.BOUND, QUANTILE: theme.POD, BUSIEST_DAY: theme.CARBON, MEAN: theme.OVERHEAD}
LABELS = {
    PEAK: "by peak",
    QUANTILE: "by quantile and margin",
    BUSIEST_DAY: "by the busiest day's mean",
    MEAN: "by the week's mean",
}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_CORES, MOST_SHORT, MOST_IDLE = 195.0, 0.55, 0.85


class CapacityPicture(Picture[CapacityStudy]):
    """Above the week and four capacities. Below for each how long it is too little, over how much of it is idle."""

    def __init__(self) -> None:
        super().__init__(5.6)
        above, under = self.figure.subplots(2, 1, height_ratios=[1.3, 1])
        self._lay_week(above)
        self._lay_trade(under)
        self.entitle()
        self.freeze(self.demand, self.short, *self.lines.values(), self.curve, *self.dots.values())

    def _lay_week(self, axes: Axes) -> None:
        axes.set(xlim=(0, len(DAYS)), ylim=(0, MOST_CORES), ylabel="cores")
        axes.set_xticks(np.arange(len(DAYS)) + 0.5, DAYS)
        axes.tick_params(axis="x", length=0)
        for midnight in range(1, len(DAYS)):
            axes.axvline(midnight, color=theme.FRAME, lw=0.8)
        self.demand = axes.plot([], [], color=theme.WORK.colour, lw=1.2, label="demand")[0]
        look: dict[str, Any] = {"facecolor": theme.WAITING.colour, "linewidth": 0}
        self.short = axes.fill_between([0, 1], [0, 0], [0, 0], label="too little, by quantile", **look)
        self.lines = {
            rule: axes.plot([], [], color=mark.colour, linestyle=mark.dash, lw=1.8, label=LABELS[rule])[0]
            for rule, mark in MARKS.items()
        }
        add_legend(axes, BESIDE)

    def _lay_trade(self, axes: Axes) -> None:
        axes.set(xlim=(0, MOST_IDLE), ylim=(-0.02, MOST_SHORT))
        axes.set(xlabel="share of the capacity that is idle", ylabel="time too little")
        use_percents(axes.xaxis, axes.yaxis)
        axes.grid(alpha=0.3)
        self.curve = axes.plot([], [], color=theme.FAINT, lw=1.5, linestyle=":", label="any capacity")[0]
        self.dots = {rule: add_dot(axes, mark, LABELS[rule]) for rule, mark in MARKS.items()}
        add_legend(axes, BESIDE)

    def paint(self, study: CapacityStudy) -> str:
        """Move what shows the study, and return the title."""
        self.demand.set_data(study.day, study.week.value)
        chosen = study.checks[QUANTILE].capacity
        self.short.set_data(study.day, chosen, np.maximum(study.week.value, chosen))
        for rule, check in study.checks.items():
            self.lines[rule].set_data([0, len(DAYS)], [check.capacity] * 2)
            self.dots[rule].set_data([check.idle], [check.violated])
        self.curve.set_data([each.idle for each in study.curve], [each.violated for each in study.curve])
        return title_of(study)


def title_of(study: CapacityStudy) -> str:
    """Say what the quantile comes to, and beside it the mean."""
    chosen, mean = study.checks[QUANTILE], study.checks[MEAN]
    return (
        f"{rule_text(study)}: too little {percent(chosen.violated)} of the time, {percent(chosen.idle)} idle;"
        f" the mean: {percent(mean.violated)}, {percent(mean.idle)}"
    )


def rule_text(study: CapacityStudy) -> str:
    """Return the rule by quantile, as a reader says it."""
    return f"{percent(study.share)} quantile{f' + {study.margin:.0%}' if study.margin else ''}"


def describe_capacity(study: CapacityStudy) -> Description:
    """Say for each rule how much capacity it makes, and what comes of that."""
    words = (
        f"Sized for one week of a service (synthetic), held against {study.held}: the demand there is"
        f" {cores(study.week.mean)} on average and {cores(study.week.peak)} at its peak. {rule_text(study)} makes"
        f" {check_text(study.checks[QUANTILE])}. The peak makes {check_text(study.checks[PEAK])}. The mean makes"
        f" {check_text(study.checks[MEAN])}."
    )
    rows = tuple(
        (
            rule_text(study) if rule == QUANTILE else rule,
            cores(check.capacity),
            percent(check.violated),
            lasting(check.longest_stretch_s),
            percent(check.above),
            percent(check.idle),
        )
        for rule, check in ((rule, study.checks[rule]) for rule in RULES)
    )
    header = ("sized by", "capacity", "time too little", "longest at a stretch", "work above it", "idle")
    return Description(words, Table("Four capacities for a week", header, rows))


def check_text(check: CapacityCheck) -> str:
    """Say what comes of a capacity, as the end of a sentence."""
    held = f"{cores(check.capacity)}, {percent(check.idle)} of them idle on average"
    if check.stretches == 0:
        return f"{held}: always enough"
    lasts = lasting(check.longest_stretch_s)
    often = {1: "once", 2: "twice"}.get(check.stretches, f"{check.stretches} times")
    times = f"{often}, for {lasts}{' at the longest' if check.stretches > 1 else ''}"
    return f"{held}: too little for {percent(check.violated)} of the time ({times})"


capacity = Explorer(
    name="capacity",
    chapter=CHAPTER,
    compute=capacity_study,
    picture=CapacityPicture,
    describe=describe_capacity,
    controls=(
        Slider("quantile_percent", "Quantile", 50, 100, 1, 90, "%"),
        Slider("margin_percent", "Margin on top of it", 0, 50, 5, 15, "%"),
        Choice("held", "Held against", WEEKS, SAME),
    ),
)
