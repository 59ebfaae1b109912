"""Latency by balancer."""

from __future__ import annotations

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.ticker import FuncFormatter, NullFormatter

from course_lib import theme
from course_lib.chapters.ch06_balancers.setting import CHAPTER, LONG
from course_lib.chapters.ch06_balancers.study.comparison import (
    ComparisonStudy,
    Measured,
    comparison_parts,
    comparison_study,
)
from course_lib.chapters.ch06_balancers.study.field import ALL, FIELDS, FIVE
from course_lib.chapters.ch06_balancers.view.wording import latency_text, speeds_text
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.precise import Precise
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, add_line, below

SHORTEST, LONGEST = 0.8, 30_000.0
MEAN, P99 = theme.POD, theme.WAITING


class ComparisonPicture(Picture[ComparisonStudy]):
    """Mean and p99 latency of each balancer, with their intervals, on a scale of factors."""

    def __init__(self) -> None:
        super().__init__(5.0)
        axes = self.axes = self.figure.subplots()
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
        self.dots = [add_line(axes, mark, name, linestyle="", ms=8) for mark, name in ((MEAN, "mean"), (P99, "p99"))]
        self.growing = axes.plot([], [], label="a pod gets more than it can do: grows without end", marker=">", ms=9,
                                 linestyle="", color=theme.INK)[0]  # fmt: skip
        add_legend(axes, below(0.14), ncols=3)
        self.entitle()
        self._name(list(ALL))  # the longest names first, for which room is kept
        self.freeze(*self.spans, *self.dots, self.growing)
        self._name(list(FIVE))
        self.refreeze()

    def _name(self, names: list[str]) -> None:
        self.names = names
        self.axes.set_yticks(self.rows[: len(ALL)], [*names, *[" "] * (len(ALL) - len(names))])
        self.axes.set_ylim(len(names) - 0.4, -0.6)

    def paint(self, study: ComparisonStudy) -> str:
        """Move what shows the study, and return the title."""
        if list(study.found) != self.names:
            self._name(list(study.found))
            self.refreeze(tuple(study.found))
        settled = {row: each for row, each in enumerate(study.found.values()) if not each.overloading}
        for measure, dots, span in zip(("mean", "p99"), self.dots, self.spans, strict=True):
            intervals = {row: each.of(measure) for row, each in settled.items()}
            dots.set_data([each.best for each in intervals.values()], list(intervals))
            span.set_segments([[(max(each.low, SHORTEST), row), (each.high, row)]
                               for row, each in intervals.items()])  # fmt: skip
        grows = [row for row, each in enumerate(study.found.values()) if each.overloading]
        self.growing.set_data([LONGEST * 0.7] * len(grows), grows)
        return title_of(study)


def title_of(study: ComparisonStudy) -> str:
    """Say how far the best balancer and random are apart."""
    best, slow = study.by_mean[0], "" if study.slow == 1 else f", pod 0 at {study.slow:.0%}"
    least, random = study.found[best].mean.best, study.found["random"]
    most = "grows without end" if random.overloading else f"{random.mean.best:,.1f} on average"
    return f"{study.utilisation:.0%} busy{slow}: {best} {least:.1f}, random {most}"


def row_of(name: str, each: Measured) -> tuple[str, ...]:
    """Return a balancer's row in the table."""
    by = "formula" if each.exact else "simulated"
    return name, latency_text(each.mean), latency_text(each.p99), f"{each.slow_share:.1%}", by


def overloads(growing: list[str]) -> str:
    """Say under which balancers a queue grows; nothing if under none."""
    return (
        f" A pod gets more than it can do under {', '.join(growing)}: its queue grows without end." if growing else ""
    )


def describe_comparison(study: ComparisonStudy) -> Description:
    """Say which balancer is fastest and what the slow pod gets."""
    settled = [name for name in study.by_mean if name not in study.growing]
    best, worst = settled[0], settled[-1]
    words = (
        f"{study.utilisation:.0%} busy, {study.requests:,} requests each. {speeds_text(study.slow)} Lowest mean:"
        f" {best}, {study.found[best].mean.best:.2f} service times; highest: {worst},"
        f" {study.found[worst].mean.best:.2f}.{overloads(study.growing)}"
    )
    rows = tuple(row_of(name, study.found[name]) for name in study.by_mean)
    header = ("balancer", "mean", "p99", "pod 0 got", "by")
    return Description(words, Table("Latency in mean service times, with 95% intervals", header, rows))


comparison = Explorer(
    name="comparison",
    chapter=CHAPTER,
    compute=comparison_study,
    picture=ComparisonPicture,
    describe=describe_comparison,
    controls=(
        Slider("utilisation_percent", "Utilisation", 30, 90, 5, 80, "%"),
        Slider("slow_percent", "Speed of pod 0", 10, 100, 10, 100, "%"),
        Choice("field", "Balancers", tuple(FIELDS), "five"),
    ),
    precise=Precise(LONG, comparison_parts),
)
