"""What pods get by the way requests are counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from course_lib import theme
from course_lib.chapters.ch06_balancers.setting import CHAPTER
from course_lib.chapters.ch06_balancers.study.counted import (
    AT_ONCE,
    BURST,
    COLD,
    DRAWN,
    LOADS,
    ONE,
    WAYS,
    CountedStudy,
    counted_study,
)
from course_lib.chapters.ch06_balancers.study.field import PODS
from course_lib.chapters.ch06_balancers.study.overload import Endless
from course_lib.chapters.ch06_balancers.view.wording import GROWS, latency_text, speeds_text
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_legend, below, use_percents
from course_lib.simulation import Interval

MOST_SHARE, BESIDE_SHARES = 0.2, 0.157


class CountedPicture(Picture[CountedStudy]):
    """A row for each way, with a dot for what each pod gets, and the p99 beside them."""

    def __init__(self) -> None:
        super().__init__(3.9)
        axes = self.figure.subplots()
        axes.set(xlim=(0, MOST_SHARE), ylim=(len(WAYS) - 0.5, -0.5), xlabel="share of all requests")
        axes.set_yticks(range(len(WAYS)), list(WAYS))
        use_percents(axes.xaxis)
        axes.grid(axis="y", alpha=0.3)
        axes.axvline(1 / PODS, color=theme.INK, lw=1, ls=":", label="an even share")
        self.others = add_dot(axes, theme.POD, "a pod", ms=8, alpha=0.6)
        self.first = add_dot(axes, theme.CARBON, "pod 0; of a burst the busiest pod")
        self.figures = {
            way: axes.text(BESIDE_SHARES, row, " ", va="bottom", fontsize=9) for row, way in enumerate(WAYS)
        }
        add_legend(axes, below(0.16), ncols=3)
        self.entitle()
        self.freeze(self.others, self.first, *self.figures.values())

    def paint(self, study: CountedStudy) -> str:
        """Move what shows the study, and return the title."""
        rows = [list(WAYS).index(way) for way in study.shares]
        shares = np.array(list(study.shares.values()))
        self.first.set_data(shares[:, 0], rows)
        self.others.set_data(shares[:, 1:].ravel(), np.repeat(rows, PODS - 1))
        for way, text in self.figures.items():
            text.set_text(beside(study.p99[way]) if way in study.p99 else "")
        return title_of(study)


def beside(p99: Interval | Endless) -> str:
    """Return a p99 as short as it goes: its interval, or that there is none because the queue grows."""
    if isinstance(p99, Endless):
        return "queue grows"
    low, high = f"{p99.low:.3g}", f"{p99.high:.3g}"
    return f"p99 {low}" if low == high else f"p99 {low} to {high}"


def title_of(study: CountedStudy) -> str:
    """Say what the busiest pod, or the slow one, gets by the way it is counted."""
    share = {way: each[0] for way, each in study.shares.items()}
    if study.load == BURST:
        blind = f", with no connection open {AT_ONCE * share[COLD]:.0f}" if COLD in share else ""
        return f"{study.load}: the busiest pod gets {AT_ONCE * share[DRAWN]:.0f}{blind}"
    return f"{study.load}: pod 0 gets {share[DRAWN]:.1%}, with one connection {share[ONE]:.1%}"


def describe_counted(study: CountedStudy) -> Description:
    """Say what the busiest pod, or the slow one, gets, and what comes of it."""
    first = "the busiest pod" if study.load == BURST else "pod 0"
    each = "; ".join(f"{way}, {pods[0]:.1%} ({p99_words(study.p99[way])})" for way, pods in study.shares.items())
    words = (
        f"Requests come {study.load}. {speeds_text(study.slow)} What {first} of ten gets, by what is counted: {each}."
    )
    rows = tuple(
        (way, f"{pods[0]:.1%}", f"{pods.min():.1%}", latency_text(study.p99[way]))
        for way, pods in study.shares.items()
    )
    caption = "Shares by what is counted, and latency in mean service times, with 95% intervals"
    return Description(words, Table(caption, ("counted", first, "the least", "p99"), rows))


def p99_words(p99: Interval | Endless) -> str:
    """Return a p99 in words."""
    return f"its queue {GROWS}" if isinstance(p99, Endless) else f"p99 {p99.best:.1f} service times"


def veil_counted(study: CountedStudy) -> CountedStudy:
    """Leave only the way that the question tells of."""
    return replace(study, shares={DRAWN: study.shares[DRAWN]}, p99={DRAWN: study.p99[DRAWN]})


def reveal_counted(guess: float | None) -> str:
    """Set the learner's guess beside what the busiest pod gets."""
    busiest = round(AT_ONCE * counted_study().shares[COLD][0])
    own = "" if guess is None else f"You predicted {guess:g}: {judge_guess(int(guess), busiest)}. "
    return (
        f"{own}The busiest pod gets {busiest} on average, as at random. No request has a connection yet, so each pod"
        " counts 0, whatever has been sent there. You can move the controls now."
    )


def judge_guess(guess: int, busiest: int) -> str:
    """Say how near a guess is, or what it would be right for."""
    if guess == busiest:
        return "exactly right"
    right_for = {
        10: "that would be perfectly even, as if each pod were given its turn",
        11: "that would be right if it saw what it has just sent",
        AT_ONCE: "all on one pod would take a balancer that prefers it, and this one sees no difference",
    }
    return right_for.get(guess, f"{abs(guess - busiest)} off")


counted = Explorer(
    name="counted",
    chapter=CHAPTER,
    compute=counted_study,
    picture=CountedPicture,
    describe=describe_counted,
    controls=(
        Choice("load", "Requests come", LOADS, BURST),
        Slider("slow_percent", "Speed of pod 0", 10, 100, 10, 100, "%"),
    ),
    prediction=Prediction(
        f"{AT_ONCE} requests come at once to ten idle pods. Each goes to the less busy of two, both drawn from all."
        " If a request counts from when it arrived, the busiest pod gets 11 of them, on average over many bursts. Now"
        " it counts from when it has a connection, as in Envoy, and no connection is open yet. How many does the"
        " busiest pod get?",
        low=10,
        high=AT_ONCE,
        step=1,
        unit="requests",
        reveal=reveal_counted,
        veil=veil_counted,
    ),
)
