"""Real pods: what each got in an experiment of the learner's with a lab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import zip_longest
from types import EllipsisType
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from course_lib import require, theme
from course_lib.chapters.ch04_connections.setting import WIDTH
from course_lib.chapters.ch04_connections.study.live import Found, checked, finding, new_in, out_of
from course_lib.framework.html import Card, Still, Table, card, figure, paragraphs, table
from course_lib.framework.picture import Canvas, blocks, fill
from course_lib.live import Lab
from course_lib.live.cell import announced, kindly
from course_lib.plural import counted

HEIGHT_IN = 2.7
MOST_NUMBERED = 40  # bars of a picture that have room for a number each
NOT_THERE = "–"
PREDICT = "Predict first. Then open this, or put your prediction in place of the three dots and run the cell again."

Experiment = Callable[[Lab], object]


class CountsPicture:
    """A row of bars for each list of counts, new pods' on the right of a line, on hatching those out of rotation."""

    def __init__(self) -> None:
        self.canvas = Canvas(height_in=HEIGHT_IN)

    def draw(self, found: Found) -> bytes:
        """Return the counts as PNG."""
        figure, highest = self.canvas.figure, max(map(max, found.values()))
        widths = [*map(len, found.values())]
        rows = figure.subplots(1, len(found), sharey=True, squeeze=False, width_ratios=widths)[0]
        rows[0].yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True))
        rows[0].set(ylim=(0, 1.15 * max(highest, 1)), ylabel="requests")
        for axes, (name, counts) in zip(rows, found.items(), strict=True):
            self._bars(axes, counts, numbered=sum(widths) <= MOST_NUMBERED)
            self._part_from_new(axes, len(counts), new_in(found, name))
            self._mark_out(axes, len(counts), out_of(counts))
            axes.set_title(name, loc="left", size=10, parse_math=False)
        if len(found) == 1:
            figure.suptitle(sentences(found).rstrip('.'), x=0.01, ha="left", fontweight="bold", size=12)
        self.canvas.freeze()
        return self.canvas.png()

    def _bars(self, axes: Axes, counts: Sequence[int], numbered: bool) -> None:
        places = np.arange(len(counts))
        fill(blocks(axes, theme.WORK), places - WIDTH / 2, 0, WIDTH, counts)
        axes.set(xlim=(-0.6, len(counts) - 0.4), xticks=[], xlabel=counted(len(counts), "pod"))
        axes.spines[["top", "right"]].set_visible(False)
        for place, count in enumerate(counts) if numbered else []:
            axes.annotate(str(count), (place, count), (0, 2), textcoords="offset points", ha="center", size=9)

    def _part_from_new(self, axes: Axes, pods: int, new: int) -> None:
        if new:
            edge, top = (pods - new - 0.5, 1), axes.get_xaxis_transform()
            axes.axvline(edge[0], color=theme.INK, lw=1, ls=":")
            axes.annotate("new", edge, (4, -2), top, "offset points", va="top", size=9)

    def _mark_out(self, axes: Axes, pods: int, out: int) -> None:
        if out:
            look: dict[str, Any] = {"facecolor": theme.WASTE.colour, "hatch": theme.WASTE.hatch, "edgecolor": "#d0d0d0"}
            axes.axvspan(pods - out - 0.5, pods - 0.5, zorder=0, lw=0, **look)
            axes.set_xlabel(f"{axes.get_xlabel()}\nhatched: out of rotation")


def sentences(found: Found) -> str:
    """Say what was found, with a sentence for each list of counts."""
    told = {name: finding(counts, new_in(found, name), out_of(counts)) for name, counts in found.items()}
    parts = (f"{name + ': ' if name else ''}{said}" for name, said in told.items())
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts)


def counts_card(found: Found, lab: Lab, predicted: object) -> Card:
    """Return what was found in a picture, words and numbers; folded as long as nothing was predicted."""
    words = sentences(found)
    still = Still(CountsPicture().draw(found), f"Requests that each real pod got. {words}")
    numbers = f"<details><summary>The picture in numbers</summary>{table(numbers_of(found))}</details>"
    shown = figure(still) + paragraphs(words) + numbers
    title = f"What real pods got: {lab.choice} ({lab.engine})"
    if predicted is ...:
        body = f"<details><summary>{PREDICT}</summary>{shown}</details>"
    else:
        body = paragraphs(f"Your prediction: {predicted}") + shown
    return Card(f"{title}: {words}", card(escape(title), body))


def numbers_of(found: Found) -> Table:
    """Return the counts as a table, a row a pod."""
    columns = zip_longest(*([str(count) for count in counts] for counts in found.values()), fillvalue=NOT_THERE)
    rows = tuple((str(place), *row) for place, row in enumerate(columns, 1))
    return Table("Requests", ("pod, from the left", *(name or "requests" for name in found)), rows)


@kindly
def live(
    experiment: Experiment, layer: str = "requests", *, predicted: object | EllipsisType = ..., **settings: Any
) -> Card:
    """Start a lab, do an experiment with it, stop it, and show what each pod got.

    Parameters
    ----------
    experiment : callable
        Is given the lab, and returns how many requests each pod got: a list, or a dict of lists under their names.
    layer : str
        As of a `Lab`.
    predicted : object
        What the learner thinks will come of it, in any words; the dots stand for nothing yet.
    **settings
        What else is to be said of the `Lab`.
    """
    require.that(callable(experiment), "experiment", experiment, "be a function of a lab: live(one_connection, …)")
    with announced(Lab(layer=layer, **settings)) as lab:
        found = checked(experiment(lab))
    return counts_card(found, lab, predicted)
