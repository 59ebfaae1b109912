"""What a pod answers in time, over what is asked of it, by the room in its queue."""

from __future__ import annotations

from typing import Any

from course_lib import theme
from course_lib.chapters.ch05_queueing.study.knee import ASKED, READ_AT, KneeStudy
from course_lib.framework.picture import BESIDE, Picture, add_dot, add_legend, use_percents
from course_lib.plural import counted


class KneePicture(Picture[KneeStudy]):
    """One curve with so much room, one without a limit, and the best that can be."""

    def __init__(self) -> None:
        super().__init__(4.0)
        axes = self.figure.subplots()
        axes.set(xlim=(0.15, 2.05), ylim=(-0.04, 1.08), xlabel="asked for, of what the pod can do")
        axes.set_ylabel("its time that is of use")
        for axis in (axes.xaxis, axes.yaxis):
            use_percents(axis)
        axes.grid(alpha=0.3)
        axes.plot([0, 1, 2.1], [0, 1, 1], ":", color=theme.FAINT, lw=1.5, label="all it can do")
        self.endless, self.curve = (
            axes.plot([], [], label=label, **style)[0] for label, style in zip(LABELS, STYLES, strict=True)
        )
        self.dot = add_dot(axes, theme.POD, ms=12)
        add_legend(axes, BESIDE)
        self.entitle(axes)
        self.freeze(self.endless, self.curve, self.dot)

    def paint(self, study: KneeStudy) -> str:
        """Move what shows the study, and return the title."""
        self.endless.set_data(ASKED, study.endless)
        self.curve.set_data(ASKED, study.useful)
        self.dot.set_data([READ_AT], [study.here])
        clients = f"Room for {study.room}, {counted(study.retries, 'retry', 'retries')}"
        return f"{clients}: at {READ_AT:.0%}, {study.here:.0%} of the pod's time is of use"


LABELS = ("queue without limit", "with so much room")
STYLES: tuple[dict[str, Any], ...] = tuple(
    {"color": mark.colour, "linestyle": mark.dash, "marker": mark.marker, "ms": 4, "lw": 2.5}
    for mark in (theme.WAITING, theme.POD)
)
