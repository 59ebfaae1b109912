"""A formula beside a simulation, and the long run of ten million requests."""

from __future__ import annotations

from course_lib.chapters.ch05_queueing.pictures import MeasuredPicture
from course_lib.chapters.ch05_queueing.study import BALANCING, MeasuredStudy, measured_parts, measured_study
from course_lib.chapters.ch05_queueing.view.wording import CHAPTER, ms
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.precise import Precise
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.simulation import Interval


def describe_measured(study: MeasuredStudy) -> Description:
    """Say what was measured, what the formula says, and how much too sure one would be."""
    last, exact = study.last, study.exact
    inside = [each.low <= true <= each.high for each, true in ((last.mean_s, exact.mean_s), (last.p99_s, exact.p99_s))]
    words = (
        f"{last.requests:,} requests, {study.balancing}, pods {study.utilisation:.0%} busy: mean {said(last.mean_s)},"
        f" by the formula {ms(exact.mean_s)} ({'inside' if inside[0] else 'outside'}); p99 {said(last.p99_s)}, by the"
        f" formula {ms(exact.p99_s)} ({'inside' if inside[1] else 'outside'}). Who takes the requests for independent"
        f" believes in ±{study.naive_mean:.1%} for the mean, which is {study.too_small:.1f} times too sure, by this"
        " run."
    )
    rows = tuple(
        (f"{stage.requests:,}", *interval_cells(stage.mean_s), *interval_cells(stage.p99_s)) for stage in study.stages
    )
    header = ("requests", "mean", "from", "to", "p99", "from", "to")
    return Description(words, Table("What so many requests say, in ms, with intervals of 95%", header, rows))


def said(interval: Interval) -> str:
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
        Choice("balancing", "Requests go to ten workers", BALANCING, BALANCING[0]),
        Slider("utilisation_percent", "Utilisation", 10, 95, 1, 80, "%"),
        Slider("thousands", "Requests, in thousands", 20, 300, 10, 50),
    ),
    precise=Precise("Run 10 million requests", measured_parts),
)
