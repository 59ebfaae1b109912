"""How much room a queue may have: what a pod answers in time, over what is asked of it."""

from __future__ import annotations

from typing import Any

from course_lib import theme
from course_lib.chapters.ch05_queueing.setting import CHAPTER, SERVICE_S
from course_lib.chapters.ch05_queueing.study.knee import ASKED, READ_AT, KneeStudy, knee_study
from course_lib.chapters.ch05_queueing.view.wording import ms, tries_again
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_dot, add_legend, use_percents
from course_lib.plural import counted


class KneePicture(Picture[KneeStudy]):
    """One curve with so much room, one without a limit, and the best that can be."""

    def __init__(self) -> None:
        super().__init__(4.0)
        axes = self.figure.subplots()
        axes.set(
            xlim=(0.15, 2.05), ylim=(-0.04, 1.08), xlabel="requests that arrive, compared with what the pod can do"
        )
        axes.set_ylabel("useful share of its time")
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
        return f"{clients}: at {READ_AT:.0%}, {study.here:.0%} of the pod's time is useful"


LABELS = ("queue without limit", "queue with this much room")
STYLES: tuple[dict[str, Any], ...] = tuple(
    {"color": mark.colour, "linestyle": mark.dash, "marker": mark.marker, "ms": 4, "lw": 2.5}
    for mark in (theme.WAITING, theme.POD)
)


def describe_knee(study: KneeStudy) -> Description:
    """Say what is of use where more is asked for than the pod can do, with so much room and without a limit."""
    last_waits = ms(study.room * SERVICE_S)
    words = (
        f"With room for {counted(study.room, 'request')} in the queue, the last of them waits about {last_waits};"
        f" clients wait half a second, and {tries_again(study.retries)}. When {READ_AT:.0%} of what the pod can do"
        f" arrives, {study.here:.0%} of its time goes into answers that a client is still waiting for."
    )
    rows = tuple(tuple(f"{share:.0%}" for share in row) for row in zip(ASKED, study.useful, study.endless, strict=True))
    header = ("requests that arrive", f"useful, room for {study.room}", "useful, no limit")
    return Description(words, Table("As shares of what the pod can do", header, rows))


knee = Explorer(
    name="knee",
    chapter=CHAPTER,
    compute=knee_study,
    picture=KneePicture,
    describe=describe_knee,
    controls=(
        Slider("room", "Room in the queue, in requests", 5, 100, 5, 100),
        Slider("retries", "Retries per client", 0, 3, 1, 0),
    ),
)
