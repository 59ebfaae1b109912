"""The aha of chapter 01: ten servers packed onto fewer, and the power saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch01_footprint.setting import CHAPTER, MOST_W
from course_lib.chapters.ch01_footprint.study.packing import EMPTIED, FEWEST, SERVERS, PackingStudy, packing_study
from course_lib.chapters.ch01_footprint.study.power_curve import power_curves
from course_lib.footprint.fleet import Packed
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_dot, add_legend, blocks, fill, use_percents

WIDTH = 0.8  # of a column, in columns


class PackingPicture(Picture[PackingStudy]):
    """Above: what each of ten servers draws. Below: the share saved, by number of servers left with work."""

    def __init__(self) -> None:
        super().__init__(5.6)
        above, below = self.figure.subplots(2, 1, height_ratios=[1, 1.2])
        self._servers(above)
        self._savings(below)
        self.entitle(above)
        moving = [self.idle, self.busy, *self.names, *self.lines, self.here, *self.dots, self.legend]
        self.freeze(*moving)

    def _servers(self, axes: Axes) -> None:
        axes.set(xlim=(0.4, SERVERS + 0.6), ylim=(0, MOST_W), ylabel="watts", xticks=[])
        axes.set_xlabel("ten servers")
        self.idle = blocks(axes, theme.WASTE, "idle power")
        self.busy = blocks(axes, theme.WORK, "added by work")
        label: dict[str, Any] = {"ha": "center", "va": "bottom", "fontsize": 9}
        label["bbox"] = {"facecolor": theme.PAPER, "edgecolor": "none", "pad": 1.5}  # readable on the hatch
        self.names = [axes.text(server, 40, " ", **label) for server in range(1, SERVERS + 1)]
        add_legend(axes, BESIDE)

    def _savings(self, axes: Axes) -> None:
        axes.set(xlim=(1.6, SERVERS + 0.4), ylim=(-0.05, 0.6), xlabel="servers left with work", ylabel="power saved")
        axes.set_xticks(range(FEWEST, SERVERS + 1))
        use_percents(axes.yaxis)
        axes.grid(alpha=0.3)
        self.here = axes.axvline(SERVERS, color=theme.INK, lw=1)
        marks = ((theme.OPTIMUM, "emptied ones off"), (theme.WAITING, "emptied ones on"))
        self.lines = []
        for mark, label in marks:
            style: dict[str, Any] = {"color": mark.colour, "marker": mark.marker, "linestyle": mark.dash}
            self.lines += axes.plot([], [], label=label, lw=2, ms=6, **style)
        self.dots = [add_dot(axes, mark, ms=13) for mark, _ in marks]
        self.legend = add_legend(axes, BESIDE)

    def paint(self, study: PackingStudy) -> str:
        """Move what shows the study, and return the title."""
        self._fill_servers(study)
        both = [(each.saved_off.best, each.saved_on.best) for each in study.packed.values()]
        for line, shares in zip(self.lines, zip(*both, strict=True), strict=True):
            line.set_data(list(study.packed), shares)
        for artist in (*self.lines, *self.dots, self.legend):
            artist.set_visible(len(study.packed) > 1)  # before the prediction there is nothing to tell apart
        self.here.set_xdata([study.onto] * 2)
        packed = study.here
        for dot, saved in zip(self.dots, (packed.saved_off.best, packed.saved_on.best), strict=True):
            dot.set_data([study.onto], [saved])
        if study.onto == SERVERS:
            return f"Ten servers at {packed.utilisation.best:.0%}, nothing packed yet"
        return f"Packed onto {study.onto}: {study.saved.best:.0%} less power with the emptied servers {study.emptied}"

    def _fill_servers(self, study: PackingStudy) -> None:
        idle_w, busy_w = float(power_curves()[0][0]), study.here.off_w.best / study.onto
        left = np.arange(1, SERVERS + 1) - WIDTH / 2
        powered = left if study.emptied == "on" else left[: study.onto]
        fill(self.idle, powered, 0, WIDTH, idle_w)
        fill(self.busy, left[: study.onto], idle_w, WIDTH, busy_w - idle_w)
        for server, text in enumerate(self.names):
            emptied = "idle" if study.emptied == "on" else "off"
            text.set_text(f"{study.here.utilisation.best:.0%}" if server < study.onto else emptied)


NEAR = 3  # percent: a guess no further off is called near


def describe_packing(study: PackingStudy) -> Description:
    """Say how busy the servers are that are left, and what is saved either way."""
    here = study.here
    state, will_be = ("are off", "be off") if study.emptied == "off" else ("stay on", "stay on")
    packed = (
        f"packed onto {study.onto}, which then run at {here.utilisation.best:.0%}; the emptied ones {state}."
        f" Power falls from {here.before_w.best:,.0f} W to {study.after_w.best:,.0f} W: {study.saved.best:.0%}"
        f" saved. (Emptied ones on: {here.saved_on.best:.0%}; off: {here.saved_off.best:.0%}.)"
    )
    unpacked = (
        f"each draw {here.before_w.best:,.0f} W together. Nothing is packed yet; any that are emptied will {will_be}."
    )
    words = f"Ten servers at 20% {packed if study.onto < SERVERS else unpacked}"
    rows = tuple(
        (str(onto), f"{each.utilisation.best:.0%}", f"{each.saved_on.best:.1%}", f"{each.saved_off.best:.1%}")
        for onto, each in study.packed.items()
    )
    header = ("servers left with work", "busy", "saved, emptied ones on", "saved, emptied ones off")
    return Description(words, Table("Power saved", header, rows))


def veil_packing(study: PackingStudy) -> PackingStudy:
    """Leave only the number of servers that is drawn."""
    return replace(study, packed={study.onto: study.here})


def reveal_packing(guess: float | None) -> str:
    """Set the learner's guess beside the two savings."""
    here = packing_study(onto=3, emptied="on").here
    own = "" if guess is None else f"You predicted {guess:g}%: {judge_guess(guess, here)}. "
    return (
        f"{own}Three servers at {here.utilisation.best:.0%} with seven idle draw {here.on_w.best:,.0f} W instead of"
        f" {here.before_w.best:,.0f} W: {here.saved_on.best:.0%} less. Once the seven are switched off, it is"
        f" {here.saved_off.best:.0%}. It can never be 70%: the work of all ten is still done, by three servers that"
        " draw more for it. The controls are yours now."
    )


def judge_guess(guess: float, here: Packed) -> str:
    """Say how near a guess is, or what it would be right for."""
    on, off = (round(100 * share.best) for share in (here.saved_on, here.saved_off))
    away = abs(guess - on)
    if away <= NEAR:
        return f"within {NEAR} percentage points" if away else "exactly right"
    right_for = {
        0: "that is what it would be if power rose in a straight line",
        off: "that is right once the seven are off",
        70: "that is the share of servers emptied, but those go on drawing power",
    }
    meant = [words for at, words in right_for.items() if abs(guess - at) <= NEAR]
    return meant[0] if meant else f"{away:g} percentage points off"


packing = Explorer(
    name="packing",
    chapter=CHAPTER,
    compute=packing_study,
    picture=PackingPicture,
    describe=describe_packing,
    controls=(
        Slider("onto", "Servers left with work", FEWEST, SERVERS, 1, SERVERS),
        Choice("emptied", "The emptied servers are", EMPTIED, "on"),
    ),
    prediction=Prediction(
        "Ten identical servers run at 20% each. You pack their work onto three; the other seven stay switched on, with"
        " nothing to do. By how many percent does the power of all ten together fall?",
        low=0,
        high=100,
        step=1,
        unit="%",
        reveal=reveal_packing,
        veil=veil_packing,
    ),
)
