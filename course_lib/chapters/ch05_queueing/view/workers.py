"""Ten workers in pods of different sizes: p99 over the utilisation, and how busy each may be."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch05_queueing.setting import CHAPTER
from course_lib.chapters.ch05_queueing.study.workers import (
    A_POD,
    UTILISATIONS,
    WORKERS,
    WorkersStudy,
    p99_curves_s,
    workers_study,
)
from course_lib.chapters.ch05_queueing.view.wording import ms
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_dot, add_legend, use_percents
from course_lib.plural import counted

LOOKS = dict(zip(A_POD, (theme.WAITING, theme.CARBON, theme.POD, theme.OPTIMUM), strict=True))
FEWEST_MS, MOST_MS = 40.0, 1600.0


class WorkersPicture(Picture[WorkersStudy]):
    """One curve a size of pod; where it meets the objective stands how busy such pods may be."""

    def __init__(self) -> None:
        super().__init__(4.2)
        axes = self.figure.subplots()
        axes.set(xlim=(0, 1), yscale="log", ylim=(FEWEST_MS, MOST_MS), xlabel="utilisation", ylabel="p99 latency, ms")
        use_percents(axes.xaxis)
        axes.set_yticks([50, 100, 200, 500, 1000], ["50", "100", "200", "500", "1,000"])
        axes.minorticks_off()
        axes.grid(alpha=0.3)
        self._curves(axes)
        self.objective = axes.axhline(100, color=theme.INK, lw=1.5)
        self.here = axes.axvline(0.5, color=theme.FAINT, lw=1.5, linestyle=":")
        self.met = [add_dot(axes, LOOKS[w]) for w in A_POD]
        add_legend(axes, BESIDE)
        self.entitle(axes)
        self.freeze(self.objective, self.here, *self.met)

    def _curves(self, axes: Axes) -> None:
        for workers, curve_s in p99_curves_s().items():
            pods = WORKERS // workers
            label = f"{counted(pods, 'pod')} of {counted(workers, 'worker')}"
            style: dict[str, Any] = {"color": LOOKS[workers].colour, "linestyle": LOOKS[workers].dash, "lw": 2.5}
            style |= {"marker": LOOKS[workers].marker, "markevery": 16, "ms": 5}
            axes.plot(UTILISATIONS, 1000 * curve_s, label=label, **style)

    def paint(self, study: WorkersStudy) -> str:
        """Move what shows the study, and return the title."""
        objective_ms = 1000 * study.objective_s
        self.objective.set_ydata([objective_ms] * 2)
        self.here.set_xdata([study.utilisation] * 2)
        for dot, busy in zip(self.met, study.busiest.values(), strict=True):
            dot.set_data([busy], [objective_ms])
        one, *_, ten = study.busiest.values()
        allowed = f"pods of one worker may be {one:.0%} busy, of ten {ten:.0%}"
        return f"p99 below {objective_ms:.0f} ms: {allowed}"


def describe_workers(study: WorkersStudy) -> Description:
    """Say how busy each size of pod may be, and what p99 it has here."""
    one, *_, ten = study.busiest.values()
    words = (
        f"To answer 99 of 100 requests within {ms(study.objective_s)}, ten pods of one worker may be {one:.1%} busy,"
        f" one pod of ten workers {ten:.1%}. At {study.utilisation:.0%}, the ten pods answer 99 of 100 within"
        f" {ms(study.p99_s[1])}, the one pod within {ms(study.p99_s[WORKERS])}."
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
