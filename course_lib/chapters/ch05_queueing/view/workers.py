"""Ten workers in pods of different sizes, and how busy each may be."""

from __future__ import annotations

from course_lib.chapters.ch05_queueing.pictures import WorkersPicture
from course_lib.chapters.ch05_queueing.study import WorkersStudy, workers_study
from course_lib.chapters.ch05_queueing.study.workers import WORKERS
from course_lib.chapters.ch05_queueing.view.wording import CHAPTER, ms
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.plural import counted


def describe_workers(study: WorkersStudy) -> Description:
    """Say how busy each size of pod may be, and what p99 it has here."""
    one, *_, ten = study.busiest.values()
    words = (
        f"For 99 of 100 requests within {ms(study.objective_s)}, ten pods of one worker may be {one:.1%} busy, one pod"
        f" of ten workers {ten:.1%}. At {study.utilisation:.0%} the first answer 99 of 100 within"
        f" {ms(study.p99_s[1])}, the last within {ms(study.p99_s[WORKERS])}."
    )
    rows = tuple(
        (
            f"{counted(WORKERS // workers, 'pod')} of {counted(workers, 'worker')}",
            f"{study.busiest[workers]:.1%}",
            ms(study.mean_s[workers]),
            ms(study.p99_s[workers]),
        )
        for workers in study.busiest
    )
    header = ("pods", "may be busy", f"mean at {study.utilisation:.0%}", f"p99 at {study.utilisation:.0%}")
    return Description(words, Table("Ten workers in pods of different sizes", header, rows))


workers = Explorer(
    name="workers",
    chapter=CHAPTER,
    compute=workers_study,
    picture=WorkersPicture,
    describe=describe_workers,
    controls=(
        Slider("objective_ms", "Objective: p99 below", 50, 1000, 10, 100, "ms"),
        Slider("utilisation_percent", "Utilisation", 5, 97, 1, 80, "%"),
    ),
)
