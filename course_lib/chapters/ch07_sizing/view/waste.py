"""The second picture of chapter 07: a day's demand over ten pods, and what of their capacity isn't used, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import FillBetweenPolyCollection

from course_lib import theme
from course_lib.arrays import Values
from course_lib.chapters.ch07_sizing.setting import CHAPTER
from course_lib.chapters.ch07_sizing.study.waste import CAPACITIES, KEPT, LOWERED, PODS, WasteStudy, waste_study
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, below, blocks, fill
from course_lib.plural import cores, number
from course_lib.sizing.demand.waste import PARTS, SPARE, SPATIAL, TEMPORAL, USED

LEAST_PEAK, MOST_PEAK = 1.0, 3.5
MOST_CORES = 1.03 * waste_study(0, MOST_PEAK).waste.capacity
UNUSED = "not used"
MARKS = {
    USED: (theme.WORK, "used"),
    TEMPORAL: (theme.WAITING, "temporal: waits for the evening"),
    SPATIAL: (theme.OVERHEAD, "spatial: held for the busiest pod"),
    SPARE: (theme.WASTE, "spare: no pod ever uses it"),
    UNUSED: (theme.WASTE, UNUSED),
}


class WastePicture(Picture[WasteStudy]):
    """Left the day: what the pods use, and above it what they don't, by its reason. Right each pod at the peak."""

    def __init__(self) -> None:
        super().__init__(4.4)
        self.day, self.peak = self.figure.subplots(1, 2, width_ratios=[2.1, 1])
        self._lay_day()
        self._lay_peak()
        self.entitle()
        self.freeze(*self.areas.values(), self.before, self.pods, self.each, self.even)
        self._show_legend(coloured=True)

    def _lay_day(self) -> None:
        axes = self.day
        self.areas = {part: area(axes, *look) for part, look in MARKS.items()}
        label = "capacity without balance"
        self.before = axes.plot([], [], color=theme.INK, lw=1.5, linestyle=":", label=label)[0]
        axes.set(xlim=(0, 24), ylim=(0, MOST_CORES), xlabel="hour of the day", ylabel="cores, all ten pods")
        axes.set_xticks(range(0, 25, 4))
        # Of two legends, of which one is shown, the taller comes last: its room is kept.
        two_tone = [self.areas[part] for part in (USED, UNUSED)]
        veiled = axes.add_artist(add_legend(axes, below(0.16), ncols=2, handles=two_tone))
        parts = [*(self.areas[part] for part in PARTS), self.before]
        self.legends = veiled, add_legend(axes, below(0.16), ncols=2, handles=parts, columnspacing=1.2)

    def _lay_peak(self) -> None:
        axes = self.peak
        self.pods = blocks(axes, theme.WORK)
        self.each = axes.plot([], [], color=theme.INK, lw=1.5, label="capacity of a pod")[0]
        self.even = axes.plot([], [], color=theme.POD.colour, lw=1.5, linestyle="--", label="an even share")[0]
        axes.set(xlim=(-0.6, PODS - 0.4), ylim=(0, MOST_CORES / PODS), xlabel="pod")
        axes.set_ylabel("cores, at the busiest moment")
        axes.set_xticks(range(0, PODS, 3), [str(pod + 1) for pod in range(0, PODS, 3)])
        add_legend(axes, below(0.16))

    def paint(self, study: WasteStudy) -> str:
        """Move what shows the study, and return the title."""
        waste, floor = study.waste, np.zeros_like(study.hour)
        for part, shown in self.areas.items():
            height = heights(study).get(part, 0.0)
            shown.set_data(study.hour, floor, floor + height)
            floor = floor + height
        self.before.set_data([0, 24], [study.unbalanced.capacity] * 2)
        fill(self.pods, np.arange(PODS) - 0.4, 0, 0.8, study.at_peak)
        for line, height in ((self.each, waste.capacity_per_pod), (self.even, study.at_peak.mean())):
            line.set_data([-0.6, PODS - 0.4], [height] * 2)
        self._show_legend(study.coloured)
        return title_of(study)

    def _show_legend(self, coloured: bool) -> None:
        """Show the legend of the parts, or that of two tones; what doesn't move is painted once."""
        shown = (not coloured, coloured)
        if shown != tuple(legend.get_visible() for legend in self.legends):
            for legend, is_shown in zip(self.legends, shown, strict=True):
                legend.set_visible(is_shown)
            self.refreeze(shown)


def area(axes: Axes, mark: theme.Mark, label: str) -> FillBetweenPolyCollection:
    """Add an empty area in the mark's colour and hatch."""
    look: dict[str, Any] = {"facecolor": mark.colour, "edgecolor": theme.INK, "hatch": mark.hatch, "linewidth": 0.6}
    return axes.fill_between([0, 24], [0, 0], [0, 0], label=label, **look)


def heights(study: WasteStudy) -> dict[str, Values | float]:
    """Return what is stacked on what: the parts, or only what isn't used on what is."""
    waste = study.waste
    if study.coloured:
        return {part: getattr(waste, part) for part in PARTS}
    return {USED: waste.used, UNUSED: waste.capacity - waste.used}


def title_of(study: WasteStudy) -> str:
    """Say how much isn't used, and what it is there for."""
    held = f"{cores(study.waste.capacity)} held, {number(study.unused)} unused on average"
    if not study.coloured:
        return held
    parts = {part: number(study.waste.mean(part)) for part in (TEMPORAL, SPATIAL, SPARE)}
    known = [f"{amount} {part}" for part, amount in parts.items() if amount != "0"]
    gone = number(study.gone)
    return f"{held}{': ' if known else ''}{', '.join(known)}{f'; {gone} gone' if gone != '0' else ''}"


def describe_waste(study: WasteStudy) -> Description:
    """Say what is used, and how what isn't splits."""
    waste = study.waste
    words = (
        f"A day over ten pods; {study.balance:.0%} of the requests are balanced. Demand is {cores(waste.mean(USED))}"
        f" on average and {cores(study.at_peak.sum())} at its peak. Each pod has {cores(waste.capacity_per_pod)}, all"
        f" ten have {cores(waste.capacity)}; not used, on average: {cores(study.unused)}."
    )
    if not study.coloured:
        row = (UNUSED, cores(study.unused))
        return Description(words, Table("The capacity of ten pods", ("part", "on average over the day"), (row,)))
    rows = tuple((part, cores(waste.mean(part)), f"{waste.share(part):.0%}") for part in PARTS)
    header = ("part", "on average over the day", "share of the capacity")
    return Description(f"{words} {parts_text(study)}", Table("The capacity of ten pods", header, rows))


def parts_text(study: WasteStudy) -> str:
    """Say of each part that there is what it is there for, and what has become of the rest."""
    waste = study.waste
    parts = [
        (TEMPORAL, waste.mean(TEMPORAL), "which the busiest moment needs even under perfect balance"),
        (SPATIAL, waste.spatial, "held because every pod has as much as the busiest one needs"),
        (SPARE, waste.spare, "which no pod ever uses; it stays until somebody lowers the capacity"),
        ("gone", study.gone, "as the capacity was lowered"),
    ]
    there = [f"{part.capitalize()}: {cores(amount)}, {why}." for part, amount, why in parts if number(amount) != "0"]
    if study.capacity == LOWERED and number(study.gone) == "0":
        there.append("To lower the capacity takes nothing away, as the busiest pod needs all that it has.")
    return " ".join(there)


def veil_waste(study: WasteStudy) -> WasteStudy:
    """Leave only what is used and what isn't."""
    return replace(study, coloured=False)


def reveal_waste(guess: float | None) -> str:
    """Set the learner's guess beside the part that goes."""
    before, after = waste_study(0), waste_study(100, capacity=LOWERED)
    own = "" if guess is None else f"You predicted {guess:g}%: {judge_guess(guess)}. "
    return (
        f"{own}{after.gone_share:.0%} go, {number(after.gone)} of {cores(before.unused)}: what was held because pods"
        f" differed. The other {cores(after.unused)} stay, as balance moves requests from pod to pod, never from the"
        " evening into the night. And if nobody lowers the capacity, nothing goes at all. You can move the sliders now."
    )


def judge_guess(guess: float) -> str:
    """Say how near a guess is, or what it would be right for."""
    before, after = waste_study(0).waste, waste_study(100, capacity=LOWERED)
    gone = round(100 * after.gone_share)
    right_for = {
        0: "that would be right if nobody lowered the capacity",
        100 - gone: "that is the part that stays",
        round(100 * after.gone / before.capacity): "that is the share of all nine cores; the question is what share of"
        " the seven unused ones",
        100: "that would be right if balance moved requests from the evening into the night",
    }
    if guess == gone:
        return "exactly right"
    if abs(guess - gone) <= NEAR:
        return "near"
    return right_for.get(round(guess), f"too {'high' if guess > gone else 'low'}")


NEAR = 3.0  # percent: a guess no further off is called near

waste = Explorer(
    name="waste",
    chapter=CHAPTER,
    compute=waste_study,
    picture=WastePicture,
    describe=describe_waste,
    controls=(
        Slider("balance_percent", "Balance: requests that are shared evenly", 0, 100, 10, 0, "%"),
        Slider("peak_over_mean", "The demand's peak over its mean", LEAST_PEAK, MOST_PEAK, 0.5, 2.5),
        Choice("capacity", "Capacity of each pod", CAPACITIES, KEPT),
    ),
    prediction=Prediction(
        "Ten pods have 0.9 cores each, 9 in all, because the busiest of them needs 0.9 in the evening. On average over"
        " the day all ten use 2 cores, so 7 aren't used. Now a balancer gives every pod the same share of the requests"
        " at every moment, and you lower the capacity of all pods as far as it then goes. What share of the 7 unused"
        " cores is gone?",
        low=0,
        high=100,
        step=1,
        unit="%",
        reveal=reveal_waste,
        veil=veil_waste,
    ),
)
