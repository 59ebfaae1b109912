"""How much room a queue may have."""

from __future__ import annotations

from course_lib.chapters.ch05_queueing.pictures import KneePicture
from course_lib.chapters.ch05_queueing.setting import SERVICE_S
from course_lib.chapters.ch05_queueing.study.knee import ASKED, READ_AT, KneeStudy, knee_study
from course_lib.chapters.ch05_queueing.view.wording import CHAPTER, ms
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.plural import counted


def describe_knee(study: KneeStudy) -> Description:
    """Say what is of use where more is asked for than the pod can do, with so much room and without a limit."""
    last_waits = ms(study.room * SERVICE_S)
    words = (
        f"With room for {counted(study.room, 'request')} in the queue the last of them waits about {last_waits};"
        f" clients wait half a second, and try again {counted(study.retries, 'time')}. With {READ_AT:.0%} asked for,"
        f" {study.here:.0%} of the pod's time goes into answers that somebody still waits for."
    )
    rows = tuple(tuple(f"{share:.0%}" for share in row) for row in zip(ASKED, study.useful, study.endless, strict=True))
    header = ("asked for", f"of use, room for {study.room}", "of use, no limit")
    return Description(words, Table("In shares of what the pod can do", header, rows))


knee = Explorer(
    name="knee",
    chapter=CHAPTER,
    compute=knee_study,
    picture=KneePicture,
    describe=describe_knee,
    controls=(
        Slider("room", "Room in the queue, requests", 5, 100, 5, 100),
        Slider("retries", "Retries of a client", 0, 3, 1, 0),
    ),
)
