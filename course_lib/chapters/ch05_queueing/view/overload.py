"""A peak at a pod that was sized too small, second by second."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch05_queueing.setting import CHAPTER
from course_lib.chapters.ch05_queueing.study.overload import (
    BOUNDED,
    CAN_DO,
    ENDS_S,
    PEAK_FROM_S,
    PEAK_TO_S,
    QUEUES,
    SECONDS,
    OverloadStudy,
    overload_study,
)
from course_lib.chapters.ch05_queueing.view.wording import tries_again
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, blocks, fill, use_percents
from course_lib.plural import counted

MOST_SENT = 720


class OverloadPicture(Picture[OverloadStudy]):
    """Above requests a second: arrived, sent, answered in time. Below the worker's time: useful, wasted."""

    def __init__(self) -> None:
        super().__init__(5.4)
        above, below = self.figure.subplots(2, 1, sharex=True, height_ratios=[1.5, 1])
        self.lines = self._rates(above)
        below.set(ylim=(0, 1.02), xlabel="seconds", ylabel="the worker's time")
        use_percents(below.yaxis)
        self.useful, self.wasted = (
            blocks(below, theme.WORK, "answers in time"),
            blocks(below, theme.WASTE, "answers too late"),
        )
        add_legend(below, BESIDE)
        self.entitle(above)
        self.freeze(*self.lines, self.useful, self.wasted)

    def _rates(self, axes: Axes) -> list[Any]:
        axes.set(xlim=(0, ENDS_S), ylim=(0, MOST_SENT), ylabel="per second")
        axes.axvspan(PEAK_FROM_S, PEAK_TO_S, color=theme.WASTE.colour)
        axes.text((PEAK_FROM_S + PEAK_TO_S) / 2, MOST_SENT * 0.93, "peak", ha="center", va="top", color=theme.FAINT)
        axes.axhline(CAN_DO, color=theme.INK, lw=1, linestyle=":", label="what it can do")
        axes.grid(alpha=0.3)
        marks = ((theme.WAITING, "attempts sent"), (theme.POD, "answered in time"))
        styles: list[tuple[dict[str, Any], str]] = [
            ({"color": mark.colour, "linestyle": mark.dash, "lw": 2}, label) for mark, label in marks
        ]
        lines = [axes.plot([], [], label=label, drawstyle="steps-post", **style)[0] for style, label in styles]
        add_legend(axes, BESIDE)
        return lines

    def paint(self, study: OverloadStudy) -> str:
        """Move what shows the study, and return the title."""
        for line, rates in zip(self.lines, (study.sent, study.answered), strict=True):
            line.set_data(SECONDS, rates)
        fill(self.useful, SECONDS, 0, 1, study.useful)
        fill(self.wasted, SECONDS, study.useful, 1, study.wasted)
        return f"{retries_text(study.retries)}: {outcome_text(study)}"


def retries_text(retries: int) -> str:
    """Return how often clients ask again, as the beginning of a title."""
    return f"Up to {counted(retries, 'retry', 'retries')}" if retries else "No retries"


def outcome_text(study: OverloadStudy) -> str:
    """Return what became of the pod after the peak."""
    after_s = study.recovers_after_s
    if after_s is None:
        return (
            f"a minute after the peak {study.at_the_end:.0f} of {study.arrived[-10:].mean():.0f} per second are in time"
        )
    return "all is well once the peak is over" if after_s == 0 else f"all is well {after_s} s after the peak"


def recovery_text(after_s: int | None) -> str:
    """Return when the pod is well again, as the beginning of a sentence."""
    if after_s is None:
        return "A minute later"
    return f"{counted(after_s, 'second')} later all is well again:" if after_s else "All is well at once:"


def describe_overload(study: OverloadStudy) -> Description:
    """Say what the peak does, and what becomes of the pod afterwards."""
    room = f"room for {study.queue}" if study.queue == BOUNDED else study.queue
    late = study.wasted.sum() / (study.wasted.sum() + study.useful.sum())
    words = (
        f"The pod can do {CAN_DO:.0f} requests a second, and {study.base:.0%} of that arrives. Clients"
        f" {tries_again(study.retries)}, and the queue has {room}. At worst, {study.sent.max():.0f} attempts a second"
        f" are sent. Then the peak ends. {recovery_text(study.recovers_after_s)} {study.at_the_end:.0f}"
        f" requests a second are answered in time, of {study.arrived[-10:].mean():.0f} that arrive. Of all the work,"
        f" {late:.0%} is done for clients that have given up."
    )
    spans = ((0, 20), (20, 30), *((second, second + 10) for second in range(PEAK_TO_S, ENDS_S, 10)))
    rows = tuple(
        (
            f"{begin} to {end} s",
            *(f"{each[begin:end].mean():.0f}" for each in (study.arrived, study.sent, study.answered)),
            f"{study.wasted[begin:end].mean():.0%}",
        )
        for begin, end in spans
    )
    header = ("when", "requests a second", "attempts a second", "answered in time", "worker's time for late answers")
    return Description(words, Table("Before, during and after the peak", header, rows))


overload = Explorer(
    name="overload",
    chapter=CHAPTER,
    compute=overload_study,
    picture=OverloadPicture,
    describe=describe_overload,
    controls=(
        Slider("base_percent", "Traffic before and after the peak", 20, 95, 5, 70, "%"),
        Slider("retries", "Retries per client", 0, 3, 1, 0),
        Choice("queue", "Room in the pod's queue", QUEUES, QUEUES[0]),
    ),
)
