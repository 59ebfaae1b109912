"""The aha of chapter 04: fifty requests, drawn again and again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch04_connections.setting import CHAPTER, PODS, WIDTH
from course_lib.chapters.ch04_connections.study.replays import REPLAYS, REQUESTS, ReplayStudy, replay_study
from course_lib.connections import even_chance
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, add_line, blocks, fill, use_percents
from course_lib.plural import counted

UNLIKELY = 0.002  # a chance that no star could show
FEW = 18  # connections; below this one pod may well get half of the requests
HIGHEST = {True: REQUESTS + 4, False: 26}


class ReplayPicture(Picture[ReplayStudy]):
    """Above: what each pod gets in the last replay. Below: how often the busiest got how many, drawn and exact."""

    def __init__(self) -> None:
        super().__init__(4.9)
        self.above, below = self.figure.subplots(2, 1, height_ratios=[1.2, 1])
        self._pods(self.above)
        self._chances(below)
        self.entitle(self.above)
        self._stand(few=True)
        self.freeze(self.even, self.loads, *self.names, self.drawn, self.exact, self.here, self.mean)

    def _pods(self, axes: Axes) -> None:
        axes.set(xlim=(-0.6, PODS - 0.4), ylabel="requests", xticks=range(PODS))
        axes.set_xlabel("pod")
        self.loads = blocks(axes, theme.WORK, "in this replay")
        self.even = axes.axhline(REQUESTS / PODS, color=theme.INK, ls="--", lw=1.5, label="5 each: even")
        label: dict[str, Any] = {"ha": "center", "va": "bottom", "fontsize": 9}
        label["bbox"] = {"facecolor": theme.PAPER, "edgecolor": "none", "pad": 0.8}  # readable on the line
        self.names = [axes.text(pod, 0, " ", **label) for pod in range(PODS)]
        add_legend(axes, BESIDE)

    def _chances(self, axes: Axes) -> None:
        axes.set(
            xlim=(4, REQUESTS + 1.5), ylim=(0, 1.05), xlabel="requests on the busiest pod", ylabel="share of replays"
        )
        axes.set_xticks([5, 10, 15, 20, 25, 30, 40, 50])
        use_percents(axes.yaxis)
        self.drawn = blocks(axes, theme.POD, "drawn so far")
        self.exact = add_line(axes, theme.OPTIMUM, "exact chance", linestyle="", ms=8)
        self.here = axes.axvline(0, color=theme.WAITING.colour, ls=":", lw=2, label="this replay")
        self.mean = axes.axvline(0, color=theme.INK, lw=2, label="mean, drawn")
        add_legend(axes, BESIDE)

    def _stand(self, few: bool) -> None:
        self.few = few
        self.above.set_ylim(0, HIGHEST[few])

    def paint(self, study: ReplayStudy) -> str:
        """Move what shows the study, and return the title."""
        if self.few != (study.connections <= FEW):
            self._stand(not self.few)
            self.refreeze(self.few)
        loads = study.loads if study.drawn else np.zeros(PODS)
        fill(self.loads, np.arange(PODS) - WIDTH / 2, 0, WIDTH, loads)
        for name, load in zip(self.names, loads.tolist(), strict=True):
            name.set(y=load + 0.01 * HIGHEST[bool(self.few)], text=f"{load:g}" if study.drawn else " ")
        for artist in (self.drawn, self.exact, self.here, self.mean):
            artist.set_visible(study.drawn > 0)
        return self._fill_chances(study) if study.drawn else "Nothing is drawn yet"

    def _fill_chances(self, study: ReplayStudy) -> str:
        loads, times = np.unique(study.busiest, return_counts=True)
        fill(self.drawn, loads - WIDTH / 2, 0, WIDTH, times / study.drawn)
        likely = study.exact.chance > UNLIKELY
        self.exact.set_data(study.exact.load[likely], study.exact.chance[likely])
        self.here.set_xdata([study.busiest[-1]] * 2)
        self.mean.set_xdata([study.mean_busiest] * 2)
        over = counted(study.connections, "connection")
        if study.drawn == 1:
            return f"{over}, one replay: the busiest pod gets {study.busiest[0]}"
        return f"{over}, {study.drawn:,} replays: the busiest pod gets {study.mean_busiest:.2f} on average"


NEAR = 0.5  # requests: a guess no further off is called near


def describe_replays(study: ReplayStudy) -> Description:
    """Say what the busiest pod gets in this replay, on average so far, and over all chances."""
    over = f"{REQUESTS} requests over {counted(study.connections, 'connection')} to ten pods"
    header = ("requests on the busiest pod", "replays so far", "exact chance")
    title = "How often the busiest pod gets how many"
    if not study.drawn:
        return Description(f"{over}: five each, if it were even. Nothing is drawn yet.", Table(title, header, NOTHING))
    words = (
        f"{over}. In this replay the pods get {', '.join(map(str, study.loads.tolist()))}: the busiest"
        f" {study.busiest[-1]}. On average over {counted(study.drawn, 'replay')} the busiest gets"
        f" {study.mean_busiest:.2f}; the exact mean, over everything that chance can do, is {study.exact.mean:.3f}."
    )
    rows = tuple(
        (f"{load:g}", str((study.busiest == load).sum()), f"{chance:.1%}")
        for load, chance in zip(study.exact.load, study.exact.chance, strict=True)
        if chance >= SHOWN or (study.busiest == load).any()
    )
    return Description(words, Table(title, header, rows))


NOTHING = (("", "none yet", ""),)
SHOWN = 0.0005


def veil_replays(study: ReplayStudy) -> ReplayStudy:
    """Leave nothing drawn."""
    return replace(study, drawn=0, busiest=study.busiest[:0])


def reveal_replays(guess: float | None) -> str:
    """Set the learner's guess beside what the busiest pod gets."""
    study = replay_study(REQUESTS, REPLAYS)
    own = "" if guess is None else f"You predicted {guess:g}: {judge_guess(guess, study.exact.mean)}. "
    return (
        f"{own}Over {REPLAYS:,} replays the busiest pod gets {study.mean_busiest:.1f} on average (exactly"
        f" {study.exact.mean:.3f}). Five on each pod hardly ever happens: the chance is one in"
        f" {1 / even_chance(PODS, REQUESTS) / 1e6:.0f} million. You can move the sliders now: draw more replays, then"
        " take connections away until one is left."
    )


def judge_guess(guess: float, right: float) -> str:
    """Say how near a guess is, or what it would be right for."""
    if abs(guess - right) <= NEAR:
        return "very near"
    meant = {
        REQUESTS / PODS: "that would be right if chance were even, but it hardly ever is",
        float(REQUESTS): "that's right when one connection carries all fifty; here each request has its own",
        REQUESTS / 2: "for that, one connection would have to carry many",
    }
    return meant.get(guess, f"{abs(guess - right):.1f} too {'many' if guess > right else 'few'}")


replays = Explorer(
    name="replays",
    chapter=CHAPTER,
    compute=replay_study,
    picture=ReplayPicture,
    describe=describe_replays,
    controls=(
        Slider("connections", "Connections that carry the 50 requests", 1, REQUESTS, 1, REQUESTS),
        Slider("drawn", "Replays drawn", 1, REPLAYS, 1, 1),
    ),
    prediction=Prediction(
        "Fifty requests come over HTTP/1.0, so each opens a connection of its own. For each connection kube-proxy draws"
        " one of ten pods, all with the same chance. On average over many replays, how many requests does the busiest"
        " pod get?",
        low=5,
        high=50,
        step=0.5,
        unit="requests",
        reveal=reveal_replays,
        veil=veil_replays,
    ),
)
