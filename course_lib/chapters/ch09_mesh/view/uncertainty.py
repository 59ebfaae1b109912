"""How sure it is that a mesh pays: all draws, one input at a time, and what to measure first."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.arrays import Values
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.chapters.ch09_mesh.study.uncertainty import CHOICES, UncertaintyStudy, uncertainty_study
from course_lib.chapters.ch09_mesh.view.change import amount, saves, side
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, blocks, fill
from course_lib.mesh import NONE, in_own_unit
from course_lib.mesh.alternatives import SIZED
from course_lib.mesh.uncertainty import Swing
from course_lib.plural import TIMES, percent

LEAST, MOST = -11.0, 7.0  # nodes
BIN = 0.5
ROUNDING_DIGITS = 9
EDGES = np.arange(LEAST, MOST + BIN / 2, BIN)
NAMES = {
    "imbalance": "busiest pod over the mean",
    "sidecar_cost": "proxy's CPU, cores for\n1,000 requests/s",
    "margin": "request over use",
    "use": "CPU of a pod, m",
    "packing": "share of a node filled",
    "callers": "pods that call a service",
    "service_time": "work of a request, ms",
    "balancing": "what balancing leaves,\nfrom low to high end",
    "sidecar_latency": "latency of a pair\nof sidecars, ms",
    "node_proxy_latency": "latency of a pair\nof node proxies, ms",
    "scoped_memory": "a sidecar's memory, MiB",
}
ROWS = np.arange(6.0)[::-1]
TALL, BESIDE = 0.56, -0.012  # of a row; and of the width of the axes


class UncertaintyPicture(Picture[UncertaintyStudy]):
    """The draws of what is added in nodes, by whether it pays; below, how far one input at a time moves it.

    What moves it furthest is at the top, as in the table; names are moving, since rows change places.
    """

    def __init__(self) -> None:
        super().__init__(4.8)
        draws, swings = self.figure.subplots(2, 1, sharex=True, height_ratios=(1, 1.5))
        self._lay_draws(draws)
        self._lay_swings(swings)
        self.figure.legend(loc="outside lower center", ncols=3, frameon=False)
        self.entitle()
        self.freeze(self.pays, self.costs, self.middle, self.swings, self.best, *self.names, *self.turns)

    def _lay_draws(self, axes: Axes) -> None:
        axes.set(xlim=(LEAST, MOST), ylim=(0, 1.22), yticks=())
        axes.set_ylabel("draws")
        axes.axvline(0, color=theme.INK, lw=1)
        self.pays = blocks(axes, theme.OPTIMUM, "saves nodes")
        self.costs = blocks(axes, theme.WAITING, "saves none")
        self.middle = axes.plot([], [], color=theme.INK, lw=2, marker="|", ms=9, label="middle 90%")[0]

    def _lay_swings(self, axes: Axes) -> None:
        axes.set(ylim=(-0.55, len(ROWS) - 0.45), xlabel="nodes added, beside no mesh right-sized by the same people")
        axes.set_yticks(ROWS, labels=[])
        beside: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "ha": "right", "va": "center"}
        widest = max(NAMES.values(), key=lambda name: max(map(len, name.split("\n"))))  # all have room in its place
        self.names = [axes.text(BESIDE, row, widest, **beside) for row in ROWS]
        axes.axvline(0, color=theme.INK, lw=1)
        axes.grid(axis="x", alpha=0.3)
        self.swings = blocks(axes, theme.WORK)
        self.best = axes.plot([], [], color=theme.INK, lw=1.4, ls="--")[0]
        self.turns = [axes.text(LEAST + 0.15, row, " ", va="center") for row in ROWS]

    def paint(self, study: UncertaintyStudy) -> str:
        """Move what shows the study, and return the title."""
        self._paint_draws(study.net)
        rows = pictured(study)
        ends = [reaches(study.swings[name]) if name in study.swings else (0.0, 0.0) for name in rows]
        lows, highs = np.clip(np.array(ends), LEAST, MOST).T
        there = highs > lows
        fill(self.swings, lows[there], ROWS[there] - TALL / 2, (highs - lows)[there], TALL)
        best = at_best(study)
        self.best.set_data([best] * 2, [-0.55, len(ROWS) - 0.45])
        for label, text, name in zip(self.names, self.turns, rows, strict=True):
            at = study.turns_at(name)
            label.set_text(NAMES[name])
            text.set_text(" " if at is None else f"turns at {own(study, name, at)}")
        middle = study.spread
        self.middle.set_data(([middle.low, middle.high], [1.1, 1.1]) if middle else ([], []))
        return title(study)

    def _paint_draws(self, net: Values) -> None:
        known = np.clip(net[~np.isnan(net)].round(ROUNDING_DIGITS), LEAST, MOST - BIN / 2)
        counts = np.histogram(known, EDGES)[0]
        heights, lefts = counts / max(1, counts.max()), EDGES[:-1]
        saves = lefts < -BIN / 2
        for shapes, there in ((self.pays, saves & (counts > 0)), (self.costs, ~saves & (counts > 0))):
            fill(shapes, lefts[there], 0, BIN, heights[there])


def pictured(study: UncertaintyStudy) -> list[str]:
    """Return the inputs that have a row, from the top: what moves it furthest, and, if there is room, what doesn't."""
    moving = [name for name in study.swings if name in NAMES]
    return [*moving, *(name for name in NAMES if name not in moving)][: len(ROWS)]


def reaches(swing: Swing) -> tuple[float, float]:
    """Return from where to where a swing goes; as far as the picture where an end is impossible."""
    ends = (swing.at_low, swing.at_best, swing.at_high)
    known = [each for each in ends if not math.isnan(each)]
    return min(known, default=0.0), MOST if len(known) < len(ends) else max(known)


def at_best(study: UncertaintyStudy) -> float:
    """Return what is added with all inputs at their best; as the draws have it where nothing moves it."""
    first = next(iter(study.swings.values()), None)
    return first.at_best if first else (study.spread.best if study.spread else math.nan)


def own(study: UncertaintyStudy, name: str, value: float) -> str:
    """Return a value of an input as somebody would measure it, with three digits."""
    measured = in_own_unit(study.scenario, name, value).best if study.known[name].unit == TIMES else value
    return f"{measured:.3g}"


def full(name: str) -> str:
    """Return an input's name with its unit."""
    return NAMES.get(name, name.replace("_", " ")).replace("\n", " ")


def short(name: str) -> str:
    """Return an input's name for a sentence.

    >>> short("sidecar_cost"), short("imbalance"), short("packing")
    ("a proxy's CPU", 'the busiest pod', 'the share of a node filled')
    """
    return {"sidecar_cost": "a proxy's CPU", "imbalance": "the busiest pod"}.get(
        name, f"the {full(name).split(',')[0]}"
    )


def title(study: UncertaintyStudy) -> str:
    """Return how often it pays, and what to measure first."""
    first = study.measure_first
    then = f"measure {short(first)} first" if first else "no measurement changes the choice"
    return f"Pays in {percent(study.paying.pays.best)} of draws, given these ranges; {then}"


def describe_uncertainty(study: UncertaintyStudy) -> Description:
    """Say how often it pays, what moves it, where the sign turns, and what to measure first."""
    words = (
        f"{study.title}. “{study.alternative}” saves nodes in {percent(study.paying.pays.best)} of"
        f" {study.paying.draws:,} draws, given these ranges{never_words(study)}.{spread_words(study)}"
        f" {swing_words(study)} {turn_words(study)} {advice_words(study)} A share of draws is no chance that it pays:"
        " it is worth as much as the ranges."
    )
    header = ("input", "known as", "nodes added: low, best, high", "turns at", "worth knowing, nodes")
    everything = ("all of them", "", spread_text(study), "", amount(study.advice.everything.gain))
    rows = (everything, *(row(study, name) for name in study.swings))
    return Description(words, Table("One input at a time", header, rows))


def never_words(study: UncertaintyStudy) -> str:
    """Say in how many draws the objective can't be met, if in any."""
    share = study.paying.impossible.best
    return f" (in {percent(share)} the objective can't be met)" if share else ""


def spread_text(study: UncertaintyStudy) -> str:
    """Return the median of the draws with their middle 90%."""
    if study.spread is None:
        return "impossible"
    low, best, high = (amount(each) for each in (study.spread.low, study.spread.best, study.spread.high))
    return best if low == high else f"{best} ({low} to {high})"


def spread_words(study: UncertaintyStudy) -> str:
    """Say what the draws come to."""
    if study.spread is None:
        return ""
    low, best, high = study.spread.low, study.spread.best, study.spread.high
    if low == high:
        return f" It {saves(best, 'node')}."
    return f" The median of the draws {saves(best, 'node')}; the middle 90% reach from {side(low)} to {side(high)}."


def swing_words(study: UncertaintyStudy) -> str:
    """Say which input alone moves it furthest."""
    name = next(iter(study.swings), None)
    if name is None:
        return "Nothing that isn't known moves it."
    swing = study.swings[name]
    low, high = reaches(swing)
    end = side(high) if math.isfinite(swing.size) else "where the objective can't be met"
    return f"Of the inputs, {short(name)} alone moves it furthest: from {side(low, 'node')} to {end}."


def turn_words(study: UncertaintyStudy) -> str:
    """Say at which busiest pod the sign turns."""
    at = study.turns_at("imbalance")
    if at is None:
        return "For any load that is uneven at all, the sign is the same."
    return f"The sign turns at a busiest pod of {own(study, 'imbalance', at)} times the mean."


def advice_words(study: UncertaintyStudy) -> str:
    """Say what to measure before one chooses, and what that would be worth."""
    chosen = "no mesh" if study.advice.choice == NONE else f"“{study.alternative}”"
    first = study.measure_first
    if first is None:
        return f"On average {chosen} is the better choice, and no single measurement would change it."
    worth = study.advice.inputs[first]
    return (
        f"On average {chosen} is the better choice. To know {short(first)} before you choose is worth most: it would"
        f" change the choice in {percent(worth.turns)} of the draws, and save {amount(worth.gain)} nodes more on"
        " average."
    )


def row(study: UncertaintyStudy, name: str) -> tuple[str, ...]:
    """Return one input's row of the table."""
    known, swing, at = study.known[name], study.swings[name], study.turns_at(name)
    low, best, high = (own(study, name, each) for each in (known.low, known.best, known.high))
    moved = "; ".join("impossible" if math.isnan(each) else amount(each)
                      for each in (swing.at_low, swing.at_best, swing.at_high))  # fmt: skip
    gain = study.advice.inputs[name].gain if name in study.advice.inputs else 0.0
    turns = "–" if at is None else own(study, name, at)
    return (full(name), f"{best} ({low} to {high})", moved, turns,
            amount(gain))  # fmt: skip


uncertainty = Explorer(
    name="uncertainty",
    chapter=CHAPTER,
    compute=uncertainty_study,
    picture=UncertaintyPicture,
    describe=describe_uncertainty,
    controls=(
        Choice("alternative", "With", CHOICES, SIZED),
        Slider("busiest", "Busiest pod over the mean, as it's known", 1, 1.5, 0.01, 1.2, "times"),
        Slider("uneven_percent", "Range left: busiest pod", 0, 100, 10, 100, "%"),
        Slider("cost_percent", "Range left: a proxy's CPU", 0, 100, 10, 100, "%"),
        Slider("others_percent", "Range left: all others", 0, 100, 10, 100, "%"),
    ),
)
