"""A simulation's mean and p99 beside the formula's, with intervals, and the long run of ten million requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from course_lib import theme
from course_lib.chapters.ch05_queueing.setting import CHAPTER
from course_lib.chapters.ch05_queueing.study.measured import (
    BALANCING,
    SURE,
    MeasuredStudy,
    measured_parts,
    measured_study,
)
from course_lib.chapters.ch05_queueing.view.wording import ms
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.precise import Precise
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend
from course_lib.simulation import Interval

FEWEST, MOST = 7e3, 1.4e7
REQUESTS = np.geomspace(FEWEST, MOST, 60)
OFF = 60.0  # percent to each side


class Panel(NamedTuple):
    """What moves in one half: the values, their intervals, and the two edges of the naive interval."""

    values: Line2D
    intervals: Line2D
    above: Line2D
    below: Line2D


class MeasuredPicture(Picture[MeasuredStudy]):
    """Left the mean, right p99: how far each is from the formula, the more requests the nearer."""

    def __init__(self) -> None:
        super().__init__(4.2)
        left, right = self.figure.subplots(1, 2, sharey=True)
        self.mean, self.p99 = self._panel(left, "mean"), self._panel(right, "p99")
        left.set_ylabel("measured, compared with the formula")
        add_legend(left, "upper right", fontsize=9)
        self.entitle()
        self.freeze(*self.mean, *self.p99)

    def _panel(self, axes: Axes, name: str) -> Panel:
        axes.set(xscale="log", xlim=(FEWEST, MOST), ylim=(-OFF, OFF), xlabel=f"requests ({name})")
        axes.yaxis.set_major_formatter("{x:+.0f}%")
        axes.set_xticks([1e4, 1e5, 1e6, 1e7], ["10k", "100k", "1M", "10M"])
        axes.grid(alpha=0.3)
        exact, mark = theme.OPTIMUM, theme.WAITING
        axes.axhline(0, color=exact.colour, linestyle=exact.dash, lw=2, label="the formula")
        edge: dict[str, Any] = {"color": theme.FAINT, "lw": 1.2, "linestyle": ":"}
        above = axes.plot([], [], label="interval, if they were independent", **edge)[0]
        below = axes.plot([], [], **edge)[0]
        intervals = axes.plot([], [], color=mark.colour, lw=2, label="95% interval")[0]
        values = axes.plot([], [], mark.marker, color=mark.colour, ms=7, label="measured")[0]
        return Panel(values, intervals, above, below)

    def paint(self, study: MeasuredStudy) -> str:
        """Move what shows the study, and return the title."""
        requests, exact = [stage.requests for stage in study.stages], study.exact
        means = [stage.mean_s for stage in study.stages]
        self._fill(self.mean, requests, means, exact.mean_s, exact.mean_error)
        self._fill(self.p99, requests, [stage.p99_s for stage in study.stages], exact.p99_s, exact.p99_error)
        mean = study.last.mean_s
        reach = (mean.high - mean.low) / 2 / mean.best
        measured = f"mean {1000 * mean.best:.1f} ms ± {reach:.1%}, by the formula {1000 * exact.mean_s:.1f} ms"
        return f"{study.balancing.capitalize()} at {study.utilisation:.0%}: {measured}"

    def _fill(
        self, panel: Panel, requests: Sequence[int], found: Sequence[Interval], exact_s: float, error: float
    ) -> None:
        ends = np.array([[each.low, each.best, each.high] for each in found])
        lows, values, highs = 100 * (ends.T / exact_s - 1)
        panel.values.set_data(requests, values)
        gaps = np.full(len(values), np.nan)
        panel.intervals.set_data(np.repeat(requests, 3), np.stack([lows, highs, gaps], axis=1).ravel())
        naive = 100 * SURE * error / np.sqrt(REQUESTS)
        for line, side in ((panel.above, 1), (panel.below, -1)):
            line.set_data(REQUESTS, side * naive)


def describe_measured(study: MeasuredStudy) -> Description:
    """Say what was measured, what the formula says, and how much too sure one would be."""
    last, exact = study.last, study.exact
    inside = [each.low <= true <= each.high for each, true in ((last.mean_s, exact.mean_s), (last.p99_s, exact.p99_s))]
    words = (
        f"{last.requests:,} requests, {study.balancing}, pods {study.utilisation:.0%} busy: mean"
        f" {interval_text(last.mean_s)}, by the formula {ms(exact.mean_s)} ({'inside' if inside[0] else 'outside'});"
        f" p99 {interval_text(last.p99_s)}, by the formula {ms(exact.p99_s)}"
        f" ({'inside' if inside[1] else 'outside'}). If the requests were independent of one another, the mean would be"
        f" known to within ±{study.naive_mean:.1%}. Judging by this run, that is {study.too_small:.1f} times too"
        " narrow."
    )
    rows = tuple(
        (f"{stage.requests:,}", *interval_cells(stage.mean_s), *interval_cells(stage.p99_s)) for stage in study.stages
    )
    header = ("requests", "mean", "from", "to", "p99", "from", "to")
    return Description(words, Table("What was measured with so many requests, in ms, with 95% intervals", header, rows))


def interval_text(interval: Interval) -> str:
    """Return a figure with its interval in milliseconds."""
    return f"{ms(interval.best)} ({1000 * interval.low:.1f} to {1000 * interval.high:.1f})"


def interval_cells(interval: Interval) -> tuple[str, ...]:
    """Return a figure and the ends of its interval, in milliseconds."""
    return tuple(f"{1000 * each:.1f}" for each in (interval.best, interval.low, interval.high))


measured = Explorer(
    name="measured",
    chapter=CHAPTER,
    compute=measured_study,
    picture=MeasuredPicture,
    describe=describe_measured,
    controls=(
        Choice("balancing", "How requests get to ten workers", BALANCING, BALANCING[0]),
        Slider("utilisation_percent", "Utilisation", 10, 95, 1, 80, "%"),
        Slider("thousands", "Requests, in thousands", 20, 300, 10, 50),
    ),
    precise=Precise("Run 10 million requests", measured_parts),
)
