"""The aha of chapter 05: mean and p99 over the utilisation, and the prediction."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from course_lib.chapters.ch05_queueing.pictures import LoadPicture
from course_lib.chapters.ch05_queueing.study.load import FROM, TO, LoadStudy, load_study
from course_lib.chapters.ch05_queueing.view.wording import CHAPTER, ms
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table

NEAR = 0.5  # times: a guess no further off is called near


def describe_load(study: LoadStudy) -> Description:
    """Say mean and p99 here, and how many times they are those at 45%."""
    words = (
        f"A pod that is {study.utilisation:.0%} busy answers in {ms(study.here_mean_s)} on average, and 99 of 100"
        f" requests within {ms(study.here_p99_s)}."
    )
    if study.utilisation != FROM:
        words += f" That is {study.growth:.1f} times as long as at {FROM:.0%}, at {study.busier:.1f} times the traffic."
    curves = zip(study.utilisations, study.mean_s, study.p99_s, strict=True)
    listed = [row for row in curves if len(study.utilisations) == 1 or round(100 * row[0]) % 5 == 0]
    first_s = load_study(100 * FROM).here_mean_s
    rows = tuple((f"{busy:.0%}", ms(mean), ms(p99), f"{mean / first_s:.1f}") for busy, mean, p99 in listed)
    header = ("utilisation", "mean", "p99", "times that at 45%")
    return Description(words, Table("Latency of a pod with one worker, 10 ms of work a request", header, rows))


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
        else f"You predicted {guess:g} {'time' if guess == 1 else 'times'}: {judged(guess, after.growth)}. "
    )
    return (
        f"{own}From {ms(before.here_mean_s)} to {ms(after.here_mean_s)}: {after.growth:.1f} times, and p99 grows by"
        f" the same, from {ms(before.here_p99_s)} to {ms(after.here_p99_s)}. What counts is how much of its time the"
        " pod has left: 55% before, 10% after, and that is 5.5 times less. The slider is yours now."
    )


def judged(guess: float, growth: float) -> str:
    """Say how near a guess is, or what it would be right for."""
    if math.isclose(guess, growth):
        return "right on the spot"
    if abs(guess - growth) <= NEAR:
        return "near"
    right_for = {
        1.0: "so it would be if requests never met; but the busier the pod, the more often one is in the way",
        2.0: "so it would be if latency rose in step with the traffic; a queue doesn't",
        10.0: "so many times the 10 ms of an idle pod; asked for is how many times the latency at 45%",
    }
    meant = [words for at, words in right_for.items() if math.isclose(guess, at)]
    return meant[0] if meant else f"too {'high' if guess > growth else 'low'}"


load = Explorer(
    name="load",
    chapter=CHAPTER,
    compute=load_study,
    picture=LoadPicture,
    describe=describe_load,
    controls=(Slider("utilisation_percent", "Utilisation of the pod", 5, 95, 1, 45, "%"),),
    prediction=Prediction(
        "A pod with one worker is busy 45% of its time, and answers in 18.2 ms on average. The traffic doubles: now it"
        " is busy 90% of its time. How many times as long does a request take on average?",
        low=1,
        high=20,
        step=0.5,
        unit="times",
        reveal=reveal_load,
        veil=veil_load,
    ),
)
