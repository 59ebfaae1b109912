"""What a pod answers in time, over what is asked of it, by the room in its queue."""

from __future__ import annotations

from typing import Any

from matplotlib.ticker import PercentFormatter

from course_lib import theme
from course_lib.chapters.ch05_queueing.study.knee import ASKED, READ_AT, KneeStudy
from course_lib.framework.canvas import Canvas
from course_lib.plural import counted


class KneePicture:
    """One curve with so much room, one without a limit, and the best that can be."""

    def __init__(self) -> None:
        self.canvas = Canvas(9.0, 4.0)
        axes = self.canvas.figure.subplots()
        axes.set(xlim=(0.15, 2.05), ylim=(-0.04, 1.08), xlabel="asked for, of what the pod can do")
        axes.set_ylabel("its time that is of use")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(PercentFormatter(1.0))
        axes.grid(alpha=0.3)
        axes.plot([0, 1, 2.1], [0, 1, 1], ":", color=theme.FAINT, lw=1.5, label="all it can do")
        self.endless, self.curve = (
            axes.plot([], [], label=label, **style)[0] for label, style in zip(LABELS, STYLES, strict=True)
        )
        self.dot = axes.plot([], [], theme.POD.marker, color=theme.POD.colour, ms=12)[0]
        axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)
        self.title = axes.set_title(" ", loc="left", fontweight="bold")
        self.canvas.freeze([self.endless, self.curve, self.dot, self.title])

    def draw(self, study: KneeStudy) -> bytes:
        """Return the study as PNG."""
        self.endless.set_data(ASKED, study.endless)
        self.curve.set_data(ASKED, study.useful)
        self.dot.set_data([READ_AT], [study.here])
        clients = f"Room for {study.room}, {counted(study.retries, 'retry', 'retries')}"
        self.title.set_text(f"{clients}: at {READ_AT:.0%}, {study.here:.0%} of the pod's time is of use")
        return self.canvas.png()


LABELS = ("queue without limit", "with so much room")
STYLES: tuple[dict[str, Any], ...] = tuple(
    {"color": mark.colour, "linestyle": mark.dash, "marker": mark.marker, "ms": 4, "lw": 2.5}
    for mark in (theme.WAITING, theme.POD)
)
