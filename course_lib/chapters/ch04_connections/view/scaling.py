"""Scaling out: what new pods get."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch04_connections.setting import CHAPTER, WIDTH
from course_lib.chapters.ch04_connections.study.scaling import (
    AGES_S,
    AT_ANY_TIME,
    JOIN_S,
    MIDDLES_S,
    NEW,
    OLD,
    OPENED,
    PROXY,
    ScalingStudy,
    scaling_study,
)
from course_lib.chapters.ch04_connections.study.scaling import WAYS as SCALING_WAYS
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_line, blocks, fill, use_percents
from course_lib.plural import counted


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
        self.even = add_line(right, theme.OPTIMUM, "", linestyle="", ms=7)
        self.figure.legend(loc="outside lower center", ncols=3, frameon=False)
        self.entitle(left)
        self.over = right.set_title(" ", loc="right", fontsize=10)
        moving = [self.by_request, self.expected, self.on_new, self.loads, self.even, self.over]
        self.freeze(*moving)

    def _shares(self, axes: Axes) -> None:
        axes.set(xlim=(-JOIN_S, MIDDLES_S[-1] + 10), ylim=(-0.03, 1.03), xlabel="minutes since the new pods joined")
        axes.set(ylabel="share of requests to new pods", xticks=np.arange(-60, 601, 60))
        axes.set_xticklabels([str(minute) for minute in range(-1, 11)])
        use_percents(axes.yaxis)
        axes.grid(alpha=0.3)
        axes.axvline(0, color=theme.INK, lw=1)
        axes.axhline(NEW / (OLD + NEW), color=theme.INK, lw=1, ls=":")
        self.by_request = add_line(axes, theme.OPTIMUM, "requests balanced", lw=1.5)
        self.expected = add_line(axes, theme.POD, "connections balanced, on average", marker="", lw=2.5)
        self.on_new = add_line(axes, theme.WAITING, "connections balanced, this time", lw=1, ms=5)

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


def describe_scaling(study: ScalingStudy) -> Description:
    """Say what the new pods get, and when."""
    limit = "no age limit" if AGES_S[study.age] is None else f"an age limit of {study.age}"
    when = (
        "The new pods never get anything"
        if study.half_s is None
        else f"On average the new pods have half of their share after {study.half_s / 60:.1f} minutes"
    )
    words = (
        f"{OLD} pods are joined by {NEW}; {counted(study.connections, 'connection')}, opened {study.opened}, with"
        f" {limit}. {when}. In the last minute of this run the new pods get {study.on_new[-3:].mean():.0%} of the"
        f" requests, and the busiest pod {study.over_mean:.2f} times the mean. Where requests are balanced, by"
        f" {study.way}, the new pods get {study.by_request[3]:.0%} in their first 20 seconds and"
        f" {study.by_request[-3:].mean():.0%} in the last minute, and the busiest gets"
        f" {study.over_mean_by_request:.2f} times the mean."
    )
    rows = tuple(
        (f"{since / 60:.1f}", f"{new:.0%}", f"{mean:.0%}", f"{even:.0%}")
        for since, new, mean, even in zip(
            MIDDLES_S[::2], study.on_new[::2], study.expected[::2], study.by_request[::2], strict=True
        )
    )
    header = ("minutes since they joined", "connections, this time", "connections, on average", "requests balanced")
    return Description(words, Table("Share of the requests that new pods get", header, rows))


scaling = Explorer(
    name="scaling",
    chapter=CHAPTER,
    compute=scaling_study,
    picture=ScalingPicture,
    describe=describe_scaling,
    controls=(
        Choice("age", "Age limit of a connection", tuple(AGES_S), "no limit"),
        Slider("count", "Connections", 5, 100, 1, 20),
        Choice("opened", "The connections were opened", OPENED, AT_ANY_TIME),
        Choice("way", "Requests are balanced by", SCALING_WAYS, PROXY),
        Slider("replay", "Replay", 1, 20, 1, 1),
    ),
)
