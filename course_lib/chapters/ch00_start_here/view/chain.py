"""The course in one picture: what a mesh changes at each link of the chain, from traffic to carbon."""

from __future__ import annotations

from itertools import repeat

import numpy as np

from course_lib import theme
from course_lib.chapters.ch00_start_here.setting import CHAPTER
from course_lib.chapters.ch00_start_here.study.chain import LINKS, ChainStudy, chain_study
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, blocks, fill, use_percents
from course_lib.plural import counted
from course_lib.record import ledger

WIDE = 0.36
PLACES = np.arange(float(len(LINKS)))
MOST, ROOM = 3.1, 0.2  # of what it is without a mesh; what is higher is cut off, and its figure stands above
WAYS = ("without a mesh", "with a mesh")
MARKS = (theme.WORK, theme.OVERHEAD)
LABELS = ("traffic,\nrequests/s", "requests/s\nper pod", "pods", "nodes", "power,\nW", "carbon,\nkg a month")
WHOLE = ("pods", "nodes")
PER_POD = LINKS.index("requests per pod")
ABOVE, INSIDE = 0.08, 0.72  # where figures stand: how far above the dot, and the mean one in its bar
EVEN = 1.0  # every pod gets the same
LEAST = 0.005  # a smaller change is none


class ChainPicture(Picture[ChainStudy]):
    """Two bars for each link of the chain, without a mesh as 100%, with the figure above each, and the busiest pod."""

    def __init__(self) -> None:
        super().__init__(4.0)
        axes = self.figure.subplots()
        axes.set(xlim=(-0.55, PLACES[-1] + 0.55), ylim=(0, MOST + ROOM), ylabel="without a mesh = 100%")
        axes.set_xticks(PLACES, labels=LABELS)
        use_percents(axes.yaxis)
        axes.axhline(1, color=theme.INK, lw=1, linestyle=":")
        for place in PLACES[:-1]:
            axes.text(place + 0.5, 0.08, "→", ha="center", fontsize=14, color=theme.INK)
        self.bars = [blocks(axes, mark, way) for mark, way in zip(MARKS, WAYS, strict=True)]
        self.figures = [
            [axes.text(place + side * WIDE / 2, 0, " ", ha="center", va="bottom", fontsize=9) for place in PLACES]
            for side in (-1, 1)
        ]
        self.dot = add_dot(axes, theme.WAITING, "the busiest pod without a mesh", ms=8)
        self.busiest = axes.text(PLACES[PER_POD] - WIDE / 2, 0, " ", ha="center", va="bottom", fontsize=9)
        self.figure.legend(loc="outside lower center", ncols=len(WAYS) + 1, frameon=False)
        self.entitle()
        self.freeze(*self.bars, self.dot, self.busiest, *(text for row in self.figures for text in row))

    def paint(self, study: ChainStudy) -> str:
        """Move what shows the study, and return the title."""
        for way, links in enumerate((study.without, study.within)):
            shares = np.array([min(MOST, links[link] / study.without[link]) if links else 0.0 for link in LINKS])
            fill(self.bars[way], PLACES + (way - 1) * WIDE, 0, WIDE, shares)
            for text, share, link in zip(self.figures[way], shares, LINKS, strict=True):
                text.set_y(share + 0.02)
                text.set_text(amount(links[link]) if links else "–")
        self.dot.set_data([PLACES[PER_POD] - WIDE / 2], [study.busiest])
        self.busiest.set_y(study.busiest + ABOVE)
        self.busiest.set_text(amount(study.busiest * study.without["requests per pod"]))
        self.figures[0][PER_POD].set_y(INSIDE)
        return title(study)


def title(study: ChainStudy) -> str:
    """Return how far down the chain the mesh's effect reaches."""
    if not study.within:
        return "With a mesh no number of pods is fast enough"
    pods, nodes = (fewer(study, link) for link in ("pods", "nodes"))
    return f"With a mesh: {pods}, {nodes}, {changed(study.over('carbon'))} carbon"


def fewer(study: ChainStudy, link: str) -> str:
    """Return how many fewer or more of something there are with the mesh."""
    added = round(study.within[link] - study.without[link])
    if not added:
        return f"as many {link}"
    return f"{counted(abs(added), link[:-1])} {'fewer' if added < 0 else 'more'}"


def changed(over: float) -> str:
    """Return by which share something changes.

    >>> changed(1.042), changed(0.5), changed(1.0)
    ('4% more', '50% less', 'as much')
    """
    if abs(over - 1) < LEAST:
        return "as much"
    return f"{abs(over - 1):.0%} {'more' if over > 1 else 'less'}"


def amount(value: float) -> str:
    """Return a figure of the chain with no more digits than a guess carries.

    >>> amount(1000.0), amount(83.33), amount(2.0)
    ('1,000', '83', '2')
    """
    return f"{value:,.0f}"


def describe_chain(study: ChainStudy) -> Description:
    """Say what each link is without a mesh and with one, and what has to be done for it."""
    even = study.busiest == EVEN
    uneven = "every pod gets the same" if even else f"the busiest pod gets {study.busiest:g} times the mean"
    words = (
        f"One service gets {study.without['traffic']:,.0f} requests/s, and {uneven}. Without a mesh that takes"
        f" {all_of(study.without)}. With a sidecar in every pod: {all_of(study.within)}. {reaches(study)} Both ways,"
        " pods request what they need, and somebody removes what isn't needed. All of it comes from guesses, ours or"
        " yours, each taken at its best: how far off they may be, the chapters say."
    )
    rows = tuple(map(row, LINKS, LABELS, repeat(study)))
    return Description(words, Table("The chain, link by link", ("link", *WAYS, "change"), rows))


def all_of(links: dict[str, float]) -> str:
    """Say the links of one way."""
    if not links:
        return "no number of pods is fast enough, as proxies take time"
    return (
        f"{counted(round(links['pods']), 'pod')} on {counted(round(links['nodes']), 'node')}, {links['power']:,.0f} W"
        f" and {links['carbon']:,.0f} kg of carbon a month"
    )


def reaches(study: ChainStudy) -> str:
    """Say where on its way down the chain a saving of pods ends."""
    if not study.within:
        return "There is nothing to compare."
    pods, nodes = (study.within[link] - study.without[link] for link in ("pods", "nodes"))
    if pods >= 0:
        return f"No pod goes, and the proxies need {fewer(study, 'nodes') if nodes > 0 else 'power'}."
    if nodes > 0:
        return f"Pods go, but with their proxies those that stay need {fewer(study, 'nodes')}."
    if nodes == 0:
        return "Pods go, but no node does, so the saving ends there; the proxies still need power."
    if study.over("power") > 1 - LEAST:
        return "So many pods go that a node does, too; but the proxies need as much power as that saves, or more."
    return "So many pods go that a node does, too, and only that saves power."


def row(link: str, label: str, study: ChainStudy) -> tuple[str, ...]:
    """Return one link's row of the table."""
    said, without = label.replace("\n", " "), amount(study.without[link])
    if not study.within:
        return said, without, "impossible", "–"
    change = fewer(study, link) if link in WHOLE else changed(study.over(link))
    return said, without, amount(study.within[link]), change


def from_ledger(busiest: float) -> ChainStudy:
    """Follow the chain with the values that stand in the learner's ledger now."""
    return chain_study(busiest, {name: each.estimate for name, each in ledger.read().items()})


chain = Explorer(
    name="chain",
    chapter=CHAPTER,
    compute=from_ledger,
    picture=ChainPicture,
    describe=describe_chain,
    controls=(Slider("busiest", "The busiest pod gets so many times the mean", 1.0, 3.0, 0.1, 1.7),),
)
