"""Pods needed over the number of proxies."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from course_lib import theme
from course_lib.chapters.ch06_balancers.study import MOST_PROXIES, MeshStudy
from course_lib.framework.canvas import blocks, fill
from course_lib.framework.picture import Picture, add_dot, add_legend, below

LEAST_PODS, MOST_PODS = 8.5, 20.5


class MeshPicture(Picture[MeshStudy]):
    """Pods needed over the number of proxies, beside what random and one queue for all need."""

    def __init__(self) -> None:
        super().__init__(4.2)
        axes = self.axes = self.figure.subplots()
        axes.set(xlim=(0, MOST_PROXIES + 1), ylim=(LEAST_PODS, MOST_PODS), ylabel="pods needed")
        axes.set_xlabel("proxies that share the requests, each seeing only its own")
        axes.set_xticks([1, 5, 10, 20, 30, 40, 50])
        axes.grid(alpha=0.3)
        self.band = blocks(axes, theme.REQUESTED, "not sure: either may do", thin=True)
        self.needed = axes.plot([], [], label="with this balancer", lw=2, color=theme.POD.colour)[0]
        self.random = axes.plot([], [], label="random", lw=2, color=theme.WAITING.colour, linestyle="--")[0]
        self.one_queue = axes.plot([], [], label="one queue for all", lw=2, color=theme.OPTIMUM.colour, linestyle="-.")[
            0
        ]
        self.here = add_dot(axes, theme.POD)
        add_legend(axes, below(0.16), ncols=4)
        self.entitle(axes)
        self.freeze(self.band, self.needed, self.random, self.one_queue, self.here)

    def paint(self, study: MeshStudy) -> str:
        """Move what shows the study, and return the title."""
        views = np.array(list(study.needed))
        low, pods, high = (np.array([getattr(each, name) for each in study.needed.values()])
                           for name in ("low", "pods", "high"))  # fmt: skip
        fill(self.band, views - 0.5, low, 1.0, high - low)
        self.needed.set_data(*steps(views, pods))
        for line, sized in ((self.random, study.random), (self.one_queue, study.one_queue)):
            line.set_data([0, MOST_PROXIES + 1], [sized.pods] * 2)
        self.here.set_data([study.proxies], [study.here.pods])
        many = "proxy" if study.proxies == 1 else "proxies"
        return f"{study.proxies} {many}, {study.balancer}: {study.here.pods} pods; {saying(study)}"


def steps(views: ArrayLike, pods: ArrayLike) -> tuple[list[float], list[float]]:
    """Return a staircase that is level around each whole number of proxies."""
    x = [side for each in np.asarray(views) for side in (each - 0.5, each + 0.5)]
    return x, [float(each) for each in np.asarray(pods) for _ in range(2)]


def saying(study: MeshStudy) -> str:
    """Say what is saved against random."""
    if study.saved > 0:
        return f"random needs {study.random.pods}"
    return (
        f"random needs {study.random.pods}, too: nothing saved"
        if study.saved == 0
        else (f"random needs only {study.random.pods}")
    )
