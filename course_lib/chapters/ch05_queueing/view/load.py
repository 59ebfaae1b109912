"""The aha of chapter 05: mean and p99 over the utilisation, and the straight line that one would expect."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from course_lib import theme
from course_lib.chapters.ch05_queueing.setting import CHAPTER
from course_lib.chapters.ch05_queueing.study.load import FROM, LEAST, MOST, TO, LoadStudy, load_study
from course_lib.chapters.ch05_queueing.view.wording import ms
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_legend, use_percents

MOST_MS = {"mean": 215.0, "p99": 990.0}


class Panel(NamedTuple):
    """What moves in one half; straight line, curve and legend are there once the learner has predicted."""

    straight: Line2D
    curve: Line2D
    legend: Legend
    dot: Line2D


class LoadPicture(Picture[LoadStudy]):
    """Left the mean, right p99, on scales of their own; each with its curve and the straight line through 45%."""

    def __init__(self) -> None:
        super().__init__(4.0)
        left, right = self.figure.subplots(1, 2)
        at_first = load_study(100 * FROM)
        self.mean = self._panel(left, "mean", theme.POD, at_first.here_mean_s)
        self.p99 = self._panel(right, "p99", theme.WAITING, at_first.here_p99_s)
        self.entitle()
        self.freeze(*self.mean, *self.p99)

    def _panel(self, axes: Axes, name: str, mark: theme.Mark, first_s: float) -> Panel:
        axes.set(xlim=(0, 1), ylim=(0, MOST_MS[name]), xlabel="utilisation", ylabel=f"{name} latency, ms")
        use_percents(axes.xaxis)
        axes.grid(alpha=0.3)
        axes.plot([FROM], [1000 * first_s], "x", color=theme.INK, ms=9, mew=2, label="at 45%")
        rises: dict[str, Any] = {"color": theme.FAINT, "lw": 1.5, "linestyle": ":"}
        straight = axes.plot([0, 1], [0, 1000 * first_s / FROM], label="in step with the traffic", **rises)[0]
        style: dict[str, Any] = {"color": mark.colour, "linestyle": mark.dash, "lw": 2.5}
        curve = axes.plot([], [], label=f"{name}, one worker", **style)[0]
        legend = add_legend(axes, "upper left")
        return Panel(straight, curve, legend, add_dot(axes, mark))

    def paint(self, study: LoadStudy) -> str:
        """Move what shows the study, and return the title."""
        panels = ((self.mean, study.mean_s, study.here_mean_s), (self.p99, study.p99_s, study.here_p99_s))
        for panel, values_s, here_s in panels:
            panel.curve.set_data(study.utilisations, 1000 * values_s)
            panel.dot.set_data([study.utilisation], [1000 * here_s])
            for artist in (panel.straight, panel.curve, panel.legend):
                artist.set_visible(len(study.utilisations) > 1)
        return f"At {study.utilisation:.0%}: {growth_text(study)}"


def growth_text(study: LoadStudy) -> str:
    """Return what is found at the utilisation, as the end of a title."""
    if study.utilisation == FROM:
        return f"{1000 * study.here_mean_s:.1f} ms on average, 99 of 100 within {1000 * study.here_p99_s:.1f} ms"
    return f"{study.growth:.1f} times the latency at {FROM:.0%}, with {study.busier:.1f} times the traffic"


NEAR = 0.5  # times: a guess no further off is called near


def describe_load(study: LoadStudy) -> Description:
    """Say mean and p99 here, and how many times they are those at 45%."""
    words = (
        f"A pod that is {study.utilisation:.0%} busy answers in {ms(study.here_mean_s)} on average, and 99 of 100"
        f" requests within {ms(study.here_p99_s)}."
    )
    if study.utilisation != FROM:
        words += (
            f" That is {study.growth:.1f} times as long as at {FROM:.0%}, with {study.busier:.1f} times the traffic."
        )
    curves = zip(study.utilisations, study.mean_s, study.p99_s, strict=True)
    listed = [row for row in curves if len(study.utilisations) == 1 or round(100 * row[0]) % 5 == 0]
    first_s = load_study(100 * FROM).here_mean_s
    rows = tuple((f"{busy:.0%}", ms(mean), ms(p99), f"{mean / first_s:.1f}") for busy, mean, p99 in listed)
    header = ("utilisation", "mean", "p99", "times that at 45%")
    return Description(words, Table("Latency of a pod with one worker and 10 ms of work per request", header, rows))


def veil_load(study: LoadStudy) -> LoadStudy:
    """Leave only the utilisation that is drawn."""
    here = (np.array([value]) for value in (study.utilisation, study.here_mean_s, study.here_p99_s))
    busy, mean_s, p99_s = here
    return replace(study, utilisations=busy, mean_s=mean_s, p99_s=p99_s)


def reveal_load(guess: float | None) -> str:
    """Set the learner's guess beside the growth."""
    before, after = load_study(100 * FROM), load_study(100 * TO)
    own = (
        ""
        if guess is None
        else f"You predicted {guess:g} {'time' if guess == 1 else 'times'}: {judge_guess(guess, after.growth)}. "
    )
    return (
        f"{own}It grows {after.growth:.1f} times, from {ms(before.here_mean_s)} to {ms(after.here_mean_s)}, and so"
        f" does p99, from {ms(before.here_p99_s)} to {ms(after.here_p99_s)}. What counts is how much of its time the"
        " pod has to spare: 55% before, and 10% after, a factor of 5.5. You can move the slider now."
    )


def judge_guess(guess: float, growth: float) -> str:
    """Say how near a guess is, or what it would be right for."""
    if math.isclose(guess, growth):
        return "exactly right"
    if abs(guess - growth) <= NEAR:
        return "near"
    right_for = {
        1.0: "that would be right if requests never met; but the busier the pod, the more often they do",
        2.0: "that would be right if latency grew in step with the traffic; with a queue it grows faster",
        10.0: "that's how many times the 10 ms of an idle pod; the question is how many times the latency at 45%",
    }
    meant = [words for at, words in right_for.items() if math.isclose(guess, at)]
    return meant[0] if meant else f"too {'high' if guess > growth else 'low'}"


load = Explorer(
    name="load",
    chapter=CHAPTER,
    compute=load_study,
    picture=LoadPicture,
    describe=describe_load,
    controls=(Slider("utilisation_percent", "Utilisation of the pod", LEAST, MOST, 1, 45, "%"),),
    prediction=Prediction(
        "A pod with one worker is busy 45% of the time, and answers in 18.2 ms on average. The traffic doubles: now it"
        " is busy 90% of the time. How many times as long does a request take on average?",
        low=1,
        high=20,
        step=0.5,
        unit="times",
        reveal=reveal_load,
        veil=veil_load,
    ),
)
