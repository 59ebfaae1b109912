"""Workers reserved for an objective over the number of proxies, by balancer, for pods of so many workers."""

from __future__ import annotations

from typing import Any

from course_lib import theme
from course_lib.chapters.ch07_sizing.setting import CHAPTER
from course_lib.chapters.ch07_sizing.study.objective import (
    BALANCERS,
    MOST_WORKERS,
    OFFERED,
    PROXIES,
    ObjectiveStudy,
    objective_study,
)
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, add_line, below
from course_lib.plural import counted
from course_lib.sizing import PodsNeeded

LOOKS = dict(zip(BALANCERS, (theme.POD, theme.CARBON, theme.OVERHEAD), strict=True))
PLACES = range(len(PROXIES))  # one place each: what happens happens between 1 and 10
FEWEST, MOST = 34, 84
TWO = "two choices"


class ObjectivePicture(Picture[ObjectiveStudy]):
    """One line a balancer, between one queue for all and random."""

    def __init__(self) -> None:
        super().__init__(4.4)
        axes = self.figure.subplots()
        axes.set(xlim=(-0.3, len(PROXIES) - 0.7), ylim=(FEWEST, MOST), ylabel="workers reserved: pods × workers a pod")
        axes.set_xlabel("proxies that share the requests, each seeing only its own")
        axes.set_xticks(PLACES, [str(proxies) for proxies in PROXIES])
        axes.grid(alpha=0.3)
        self.lines = {name: add_line(axes, look, name) for name, look in LOOKS.items()}
        level: dict[str, Any] = {"lw": 2, "color": theme.WAITING.colour, "linestyle": "--"}
        self.random = axes.plot([], [], label="random", **level)[0]
        level |= {"color": theme.OPTIMUM.colour, "linestyle": "-."}
        self.one_queue = axes.plot([], [], label="one queue for all", **level)[0]
        add_legend(axes, below(0.16), ncols=5)
        self.entitle(axes)
        self.freeze(*self.lines.values(), self.random, self.one_queue)

    def paint(self, study: ObjectiveStudy) -> str:
        """Move what shows the study, and return the title."""
        for name, line in self.lines.items():
            line.set_data(PLACES, [study.reserved(each) for each in study.needed[name].values()])
        for level, needed in ((self.random, study.random), (self.one_queue, study.one_queue)):
            level.set_data([-0.3, len(PROXIES) - 0.7], [study.reserved(needed)] * 2)
        one, fifty = (study.needed[TWO][proxies].pods for proxies in (1, 50))
        of = f"Pods of {counted(study.workers, 'worker')}"
        span = f"{one}" if one == fifty else f"{one} (one proxy) to {fifty} (fifty)"
        return f"{of}: random needs {study.random.pods}, two choices {span}"


def describe_objective(study: ObjectiveStudy) -> Description:
    """Say how many pods each balancer needs, and what more workers a pod leave to save."""
    reserved = f"{study.reserved(study.random)} workers for the {OFFERED:.0f} that are busy"
    words = (
        f"The load keeps {OFFERED:.0f} workers busy, a pod has {counted(study.workers, 'worker')}, and the mean latency"
        f" may be two service times. Random needs {counted(study.random.pods, 'pod')} ({reserved}), one queue for all"
        f" {study.one_queue.pods}. Two choices needs {span_text(study, TWO, 1)} with one proxy,"
        f" {span_text(study, TWO, 10)} with ten and {span_text(study, TWO, 50)} with fifty. {saved_text(study)}"
    )
    rows = tuple(
        (str(proxies), *(span_text(study, name, proxies) for name in BALANCERS), str(study.random.pods))
        for proxies in PROXIES
    )
    return Description(words, Table("Pods needed", ("proxies", *BALANCERS, "random"), rows))


def span_text(study: ObjectiveStudy, name: str, proxies: int) -> str:
    """Return the pods, with their range where the simulations leave one."""
    found: PodsNeeded = study.needed[name][proxies]
    return str(found.pods) if found.low == found.high else f"{found.pods} ({found.low} to {found.high})"


def saved_text(study: ObjectiveStudy) -> str:
    """Say what balancing saves with one proxy, or why it saves nothing."""
    saved = study.saved(TWO, 1)
    if saved <= 0:
        return (
            "One queue for all needs as many, because fewer whole pods couldn't keep up; and random meets the objective"
            " with these, because the workers of a pod share its queue. So there is nothing to save."
        )
    share = saved / study.random.pods
    return f"With one proxy, two choices saves {counted(saved, 'pod')} of {study.random.pods} ({share:.0%})."


objective = Explorer(
    name="objective",
    chapter=CHAPTER,
    compute=objective_study,
    picture=ObjectivePicture,
    describe=describe_objective,
    controls=(Slider("workers", "Workers per pod", 1, MOST_WORKERS, 1, 1),),
)
