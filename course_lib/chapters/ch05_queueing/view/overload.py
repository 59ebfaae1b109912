"""A peak at a pod that was sized too small."""

from __future__ import annotations

from course_lib.chapters.ch05_queueing.pictures import OverloadPicture
from course_lib.chapters.ch05_queueing.study import QUEUES, OverloadStudy, overload_study
from course_lib.chapters.ch05_queueing.study.overload import BOUNDED, CAN_DO, ENDS_S, PEAK_TO_S
from course_lib.chapters.ch05_queueing.view.wording import CHAPTER
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.plural import counted


def describe_overload(study: OverloadStudy) -> Description:
    """Say what the peak does, and what becomes of the pod afterwards."""
    after_s = study.recovers_after_s
    ended = (
        f"a minute later {study.at_the_end:.0f} a second are"
        if after_s is None
        else f"{counted(after_s, 'second')} later all are well again, and {study.at_the_end:.0f} a second are"
    )
    room = f"room for {study.queue}" if study.queue == BOUNDED else study.queue
    words = (
        f"The pod can do {CAN_DO:.0f} requests a second, {study.base:.0%} of that arrive, with"
        f" {counted(study.retries, 'retry', 'retries')} and {room} in its queue. In the peak up to"
        f" {study.sent.max():.0f} attempts a second are sent. The peak ends, and {ended} answered in time, of"
        f" {study.arrived[-10:].mean():.0f} that arrive. For nobody goes"
        f" {study.wasted.sum() / (study.wasted.sum() + study.useful.sum()):.0%} of the work."
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
    header = ("when", "requests a second", "attempts a second", "answered in time", "worker's time for nobody")
    return Description(words, Table("Before, in and after the peak", header, rows))


overload = Explorer(
    name="overload",
    chapter=CHAPTER,
    compute=overload_study,
    picture=OverloadPicture,
    describe=describe_overload,
    controls=(
        Slider("base_percent", "Traffic before and after the peak", 20, 95, 5, 70, "%"),
        Slider("retries", "Retries of a client", 0, 3, 1, 0),
        Choice("queue", "Room in the pod's queue", QUEUES, QUEUES[0]),
    ),
)
