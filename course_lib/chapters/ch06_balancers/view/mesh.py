"""The aha of chapter 06: pods needed over the number of proxies."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from course_lib import theme
from course_lib.chapters.ch06_balancers.setting import CHAPTER
from course_lib.chapters.ch06_balancers.study.field import MESH
from course_lib.chapters.ch06_balancers.study.mesh import MOST_PROXIES, WORKERS, MeshStudy, mesh_study
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_legend, below, blocks, fill

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
        self.band = blocks(axes, theme.REQUESTED, "not sure: either may be enough", thin=True)
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
        self.needed.set_data(*staircase(views, pods))
        for line, sized in ((self.random, study.random), (self.one_queue, study.one_queue)):
            line.set_data([0, MOST_PROXIES + 1], [sized.pods] * 2)
        self.here.set_data([study.proxies], [study.here.pods])
        many = "proxy" if study.proxies == 1 else "proxies"
        return f"{study.proxies} {many}, {study.balancer}: {study.here.pods} pods; {title_end(study)}"


def staircase(views: ArrayLike, pods: ArrayLike) -> tuple[list[float], list[float]]:
    """Return a staircase that is level around each whole number of proxies."""
    x = [side for each in np.asarray(views) for side in (each - 0.5, each + 0.5)]
    return x, [float(each) for each in np.asarray(pods) for _ in range(2)]


def title_end(study: MeshStudy) -> str:
    """Say what is saved against random."""
    if study.saved > 0:
        return f"random needs {study.random.pods}"
    return (
        f"random needs {study.random.pods}, too: nothing saved"
        if study.saved == 0
        else (f"random needs only {study.random.pods}")
    )


def describe_mesh(study: MeshStudy) -> Description:
    """Say how many pods are needed with this many proxies, and how sure that is."""
    here = study.here
    sure = "" if here.low == here.high else f" (between {here.low} and {here.high}, as far as these runs can tell)"
    proxies = "1 proxy" if study.proxies == 1 else f"{study.proxies} proxies, each seeing only its own requests"
    threads = "1 worker" if study.workers == 1 else f"{study.workers} workers"
    words = (
        f"{proxies}, {study.balancer}, {threads} per pod: {here.pods} pods are needed{sure}, where random needs"
        f" {study.random.pods} and one queue for all {study.one_queue.pods}. {saving_text(study)}"
    )
    shown = sorted({1, 2, 5, 10, 20, 30, 40, 50, study.proxies} & set(study.needed))
    rows = tuple(
        (str(views), str(each.pods), f"{each.low}–{each.high}", str(study.random.pods))
        for views, each in ((views, study.needed[views]) for views in shown)
    )
    return Description(words, Table("Pods needed", ("proxies", "pods", "range", "random"), rows))


def saving_text(study: MeshStudy) -> str:
    """Say what is saved against random."""
    if study.saved > 0:
        return f"Saved: {study.saved} of {study.random.pods}."
    return "Nothing is saved." if study.saved == 0 else "It needs more than random."


def veil_mesh(study: MeshStudy) -> MeshStudy:
    """Leave only the number of proxies that is drawn."""
    return replace(study, needed={study.proxies: study.here})


def reveal_mesh(guess: float | None) -> str:
    """Set the learner's guess beside the pods for fifty proxies."""
    study = mesh_study(MOST_PROXIES)
    own = "" if guess is None else f"You predicted {guess:g}: {judge_guess(int(guess), study)}. "
    return (
        f"{own}{study.here.pods} pods, as many as random needs: the saving is gone. Each of the fifty sends one"
        " request in fifty, and hardly ever has one of its own in flight at either of the two pods that it looks at."
        " So it sees two zeros, and takes either. You can move the sliders now."
    )


def judge_guess(guess: int, study: MeshStudy) -> str:
    """Say how near a guess is, or what it would be right for."""
    here = study.here
    if guess == here.pods:
        return "exactly right"
    if here.low <= guess <= here.high:
        return "as near as these runs can tell"
    right_for = {
        study.needed[1].pods: "that would be right if each of the fifty knew what the others send",
        study.one_queue.pods: "fewer than with one balancer: more of them know less each, not more",
    }
    return right_for.get(guess, f"{abs(guess - here.pods)} off")


mesh = Explorer(
    name="mesh",
    chapter=CHAPTER,
    compute=mesh_study,
    picture=MeshPicture,
    describe=describe_mesh,
    controls=(
        Slider("proxies", "Proxies", 1, MOST_PROXIES, 1, 1),
        Choice("balancer", "Each proxy balances by", tuple(MESH), "two choices"),
        Choice("workers", "Workers per pod", WORKERS, "1"),
    ),
    prediction=Prediction(
        "The load keeps nine workers busy, a pod has one worker, and the mean latency should be at most two service"
        " times. Random needs 18 pods; one proxy that sees every request and chooses between two pods needs 12. Now"
        " the same requests come through fifty proxies (sidecars, say), each choosing between two by the requests that"
        " it has sent itself. How many pods are needed?",
        low=9,
        high=24,
        step=1,
        unit="pods",
        reveal=reveal_mesh,
        veil=veil_mesh,
    ),
)
