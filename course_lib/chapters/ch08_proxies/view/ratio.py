"""The aha of chapter 08: the ratio of two proxies, half a year apart, and the same by what they reserve."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from course_lib import theme
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.chapters.ch08_proxies.study.ratio import COUNTED, LOADS, USED, Pair, RatioStudy, ratio_study
from course_lib.framework.explorer.controls import Choice
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, blocks, fill
from course_lib.proxies.ratios import RESOURCES

MOST = 185.0  # of any unit: the longest bar is 156.2 MB
TALL = 0.7
BARS = np.array([3.0, 2.0, 0.0, -1.0])  # two pairs, each under its label
MOST_LOAD = "2,000 requests/s"


class RatioPicture(Picture[RatioStudy]):
    """Two pairs of bars, Linkerd's over Istio's, each pair under its label and its ratio."""

    def __init__(self) -> None:
        super().__init__(3.6)
        axes = self.figure.subplots()
        axes.set(xlim=(0, MOST), ylim=(-1.7, 4.6))
        axes.set_xlabel(" ")
        axes.set_yticks(BARS, labels=["Linkerd", "Istio"] * 2)
        self.bars = blocks(axes, theme.OVERHEAD)
        self.amounts = [axes.text(0, bar, " ", va="center") for bar in BARS]
        self.labels = [axes.text(1, bar + 0.75, " ", va="center", fontweight="bold") for bar in BARS[::2]]
        self.unit = axes.xaxis.label
        self.entitle(axes)
        self.freeze(self.bars, *self.amounts, *self.labels, self.unit)

    def paint(self, study: RatioStudy) -> str:
        """Move what shows the study, and return the title."""
        long = [amount for pair in study.pairs for amount in (pair.linkerd, pair.istio)]
        fill(self.bars, 0, BARS[: len(long)] - TALL / 2, long, TALL)
        said = [amount_text(amount, study.unit) for amount in long]
        for text, amount, words in zip(self.amounts, [*long, 0, 0], [*said, " ", " "], strict=False):
            text.set(x=amount + 2, text=words)
        headings = [f"{pair.label}: {ratio_text(pair)}" for pair in study.pairs]
        for label, words in zip(self.labels, [*headings, " "], strict=False):
            label.set_text(words)
        self.unit.set_text(axis_text(study))
        return title(study)


def amount_text(amount: float, unit: str) -> str:
    """Return an amount as its source writes it, or that there is none.

    >>> amount_text(36.0, "ms"), amount_text(100.0, "m"), amount_text(0.0, "Mi")
    ('36 ms', '100m', 'no request')
    """
    if not amount:
        return "no request"
    return f"{amount:g}{'' if unit in ('m', 'Mi') else ' '}{unit}"


def ratio_text(pair: Pair) -> str:
    """Return how many times Linkerd's figure is Istio's.

    >>> ratio_text(Pair("May", 10, 88)), ratio_text(Pair("May", 0, 88)), ratio_text(Pair("May", 5, 5))
    ('8.8 times', 'nothing to divide by', '1 to 1')
    """
    if pair.ratio is None:
        return "nothing to divide by"
    return "1 to 1" if pair.ratio == 1 else f"{pair.ratio:.2g} times"


def axis_text(study: RatioStudy) -> str:
    """Return what the bars are, with their unit."""
    if study.counted == USED:
        return f"{study.resource} of the proxy that used the most at {study.load}, {study.unit}"
    return f"{study.resource} that each proxy requests, {study.unit} (as of {study.year})"


def title(study: RatioStudy) -> str:
    """Return what is found."""
    if study.counted == USED:
        may, *later = [f"{ratio_text(pair)} Linkerd's in {pair.label.split()[0]}" for pair in study.pairs]
        return ", ".join([f"Istio's {study.resource} was {may}", *(each.replace(" Linkerd's", "") for each in later)])
    what = f"{study.resource[0].upper()}{study.resource[1:]}"
    return f"{what} reserved: {ratio_text(study.pairs[0])}; by default Linkerd reserves nothing"


def describe_ratio(study: RatioStudy) -> Description:
    """Say what either proxy used or reserves, who says so, and what the figure isn't."""
    words = used_words(study) if study.counted == USED else reserved_words(study)
    rows = tuple(
        (pair.label, amount_text(pair.linkerd, study.unit), amount_text(pair.istio, study.unit), ratio_text(pair))
        for pair in study.pairs
    )
    return Description(words, Table(axis_text(study), ("when or how", "Linkerd", "Istio", "Istio to Linkerd"), rows))


def used_words(study: RatioStudy) -> str:
    """Say what was used, by whose measurement."""
    found = " ".join(
        f"{pair.label}: {amount_text(pair.linkerd, study.unit)} for Linkerd's proxy,"
        f" {amount_text(pair.istio, study.unit)} for Istio's, {ratio_text(pair)}."
        for pair in study.pairs
    )
    counted = "CPU time, over an interval that isn't stated," if study.resource == "CPU" else "memory"
    return (
        f"By use, at {study.load}. {found} Measured by {study.benchmark.ran_by}, with the same test both times; the"
        f" figure is the {counted} of the one proxy that used the most.{chart_text(study)}"
    )


def chart_text(study: RatioStudy) -> str:
    """Say so where figures were read off a chart."""
    return " At this load the figures are read off charts, to about 1% of the axis." if study.from_charts else ""


def reserved_words(study: RatioStudy) -> str:
    """Say what is reserved, which is the same at every rate."""
    found = " ".join(
        f"{pair.label}: {amount_text(pair.linkerd, study.unit)}, beside {amount_text(pair.istio, study.unit)} by"
        f" Istio's default: {ratio_text(pair)}."
        for pair in study.pairs
    )
    return (
        f"By reservation: {study.resource} that the proxy of one pod requests, as of {study.year}, whatever the load."
        f" {found} A node has to have free what is requested, used or not. A proxy that requests nothing still uses"
        f" something: it comes out of what the node has left.{fleet_words(study)}"
    )


def fleet_words(study: RatioStudy) -> str:
    """Say what proxies used that reserved as much, where the study has it."""
    if study.fleet is None:
        return ""
    requested, mean, most = study.fleet.requested_m, study.fleet.mean_m, study.fleet.most_m
    return (
        f" In one user's staging clusters, Linkerd's proxies that requested {requested:g}m used {mean:g}m on average"
        f" and {most:g}m at most ({study.fleet.year})."
    )


def veil_ratio(study: RatioStudy) -> RatioStudy:
    """Leave only the pair of May."""
    return replace(study, pairs=study.pairs[:1])


NEAR = 0.5  # times: a guess no further off is called near


def reveal_ratio(guess: float | None) -> str:
    """Set the learner's guess beside November's ratio."""
    may, november = ratio_study(USED, "CPU", MOST_LOAD).pairs
    assert may.ratio is not None and november.ratio is not None  # noqa: PT018, S101  both used some, by test
    own = "" if guess is None else f"You predicted {guess:g}: {judge_guess(guess, may.ratio, november.ratio)}. "
    return (
        f"{own}November's ratio is {november.ratio:.1f}. Both sides moved: Linkerd's busiest proxy went from"
        f" {may.linkerd:g} to {november.linkerd:g} ms, Istio's from {may.istio:g} to {november.istio:g} ms. “A tenth”"
        " is May's figure, though the article links to November's. What will the ratio be in five years? Nobody knows:"
        " measure yours. The controls are yours now; set the first to what the proxies reserve."
    )


def judge_guess(guess: float, may: float, november: float) -> str:
    """Say how near a guess is, or what it would be right for."""
    if abs(guess - november) < 0.05:
        return "exactly right"
    if abs(guess - november) <= NEAR:
        return "near"
    if abs(guess - may) <= NEAR:
        return "that would be right if half a year had changed nothing"
    if math.isclose(guess, 1):
        return "by what they used they weren't that close"
    return f"too {'high' if guess > november else 'low'}"


ratio = Explorer(
    name="ratio",
    chapter=CHAPTER,
    compute=ratio_study,
    picture=RatioPicture,
    describe=describe_ratio,
    controls=(
        Choice("counted", "Compare the proxies by", COUNTED, USED),
        Choice("resource", "Resource", tuple(RESOURCES), "CPU"),
        Choice("load", "Load of the benchmark", tuple(LOADS), MOST_LOAD),
    ),
    prediction=Prediction(
        "In May 2021 the company behind Linkerd measured Istio's proxy beside its own. At 2,000 requests per second,"
        " Linkerd's busiest proxy took 10 ms of CPU and Istio's 88 ms, 8.8 times as much. In November of the same year"
        " the same people ran the same test at the same rate, with the new releases of both. How many times as much as"
        " Linkerd's did Istio's proxy take then?",
        low=1,
        high=20,
        step=0.1,
        unit="times",
        reveal=reveal_ratio,
        veil=veil_ratio,
    ),
)
