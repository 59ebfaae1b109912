"""A page that waits for many calls: how often it is slow, and which percentile of a call counts."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch05_queueing.setting import CHAPTER
from course_lib.chapters.ch05_queueing.study.fan_out import CALLS, MEDIANS, MOST, P99S, FanStudy, fan_study
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_legend, use_percents
from course_lib.plural import counted

PERCENTILES = (0.5, 0.9, 0.99, 0.999, 0.9999)


class FanPicture(Picture[FanStudy]):
    """Left the share of slow pages; right the percentile of a call at which pages have their median and p99."""

    def __init__(self) -> None:
        super().__init__(4.0)
        left, right = self.figure.subplots(1, 2)
        self.curve, self.straight, self.dot = self._shares(left)
        self.here = self._percentiles(right)
        self.entitle()
        self.freeze(self.straight, self.curve, self.dot, *self.here)

    def _shares(self, axes: Axes) -> tuple[Any, Any, Any]:
        axes.set(xlim=(0, MOST + 2), ylim=(0, 1.04), xlabel="calls a page waits for", ylabel="pages with a slow call")
        use_percents(axes.yaxis)
        axes.grid(alpha=0.3)
        mark = theme.WAITING
        curve = axes.plot([], [], color=mark.colour, lw=2.5, label="slow pages")[0]
        straight = axes.plot([], [], ":", color=theme.FAINT, lw=1.5, label="calls × slow share")[0]
        dot = add_dot(axes, mark)
        add_legend(axes, "lower right")
        return curve, straight, dot

    def _percentiles(self, axes: Axes) -> list[Any]:
        axes.set(xlim=(0, MOST + 2), ylim=(0, 4.4), xlabel="calls a page waits for", ylabel="percentile of one call")
        axes.set_yticks(nines(np.array(PERCENTILES)), [f"p{100 * share:g}" for share in PERCENTILES])
        axes.grid(alpha=0.3)
        pairs = ((theme.POD, MEDIANS, "the page's p50"), (theme.WAITING, P99S, "the page's p99"))
        for mark, shares, label in pairs:
            axes.plot(CALLS, nines(shares), color=mark.colour, linestyle=mark.dash, lw=2.5, label=label)
        add_legend(axes, "lower right")
        return [add_dot(axes, mark) for mark, *_ in pairs]

    def paint(self, study: FanStudy) -> str:
        """Move what shows the study, and return the title."""
        self.curve.set_data(CALLS, study.shares)
        self.straight.set_data([0, MOST], [0, MOST * study.slow])
        self.dot.set_data([study.calls], [study.page])
        for dot, shares in zip(self.here, (MEDIANS, P99S), strict=True):
            dot.set_data([study.calls], nines(shares[study.calls - 1 : study.calls]))
        calls = "1 call" if study.calls == 1 else f"{study.calls} calls"
        return f"{calls} per page, {study.slow:.1%} of them slow: {study.page:.1%} of the pages are slow"


def nines(share: Any) -> Any:
    """Return how many nines a percentile has: 2 for 0.99."""
    return -np.log10(1 - share)


def describe_fan(study: FanStudy) -> Description:
    """Say how many pages are slow, and which percentile of a call is their median."""
    words = (
        f"A page waits for {counted(study.calls, 'call')}, and {study.slow:.1%} of the calls are slow. Then"
        f" {study.page:.1%} of the pages are slow; the calls times their share would be"
        f" {study.calls * study.slow:.1%}. Half of the pages are ready after a time that is p{100 * study.median:.4g}"
        " for a single call."
    )
    picked = sorted({1, 2, 5, 10, 20, 50, MOST, study.calls})
    rows = tuple(
        (
            str(calls),
            f"{study.shares[calls - 1]:.1%}",
            f"p{100 * 0.5 ** (1 / calls):.4g}",
            f"p{100 * P99S[calls - 1]:.5g}",
        )
        for calls in picked
        if calls in CALLS
    )
    header = ("calls", "slow pages", "the page's p50 is a call's", "the page's p99 is a call's")
    return Description(words, Table("One page, many calls", header, rows))


fan_out = Explorer(
    name="fan_out",
    chapter=CHAPTER,
    compute=fan_study,
    picture=FanPicture,
    describe=describe_fan,
    controls=(
        Slider("calls", "Calls that a page waits for", 1, MOST, 1, 10),
        Slider("slow_percent", "Calls that are slow", 0.1, 5, 0.1, 1, "%"),
    ),
)
