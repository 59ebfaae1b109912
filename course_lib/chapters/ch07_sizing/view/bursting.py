"""Cores that services request together, by what each requests; where a line meets the node, the node is full."""

from __future__ import annotations

from course_lib import theme
from course_lib.chapters.ch07_sizing.setting import CHAPTER
from course_lib.chapters.ch07_sizing.study.bursting import (
    ALIKE,
    ALONE,
    AT_THE_MEAN,
    KINDS,
    LARGE_CORES,
    MEAN_CORES,
    MOST,
    NODE_CORES,
    POOLED,
    RULES,
    BurstingStudy,
    bursting_study,
)
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_legend, add_line, below
from course_lib.plural import counted, in_a_row, percent

LOOKS = dict(zip(RULES, (theme.OPTIMUM, theme.POD, theme.WAITING), strict=True))
NUMBERS = range(1, MOST + 1)
MOST_CORES = 36.0
MANY = 320


class BurstingPicture(Picture[BurstingStudy]):
    """Three lines over the number of services, and the node as a level."""

    def __init__(self) -> None:
        super().__init__(4.4)
        axes = self.figure.subplots()
        axes.set(xlim=(0.5, MOST + 0.5), ylim=(0, MOST_CORES), xlabel="services on the node", ylabel="cores")
        axes.set_xticks([1, 4, 8, 12, 16, 20, 24, 28, 32])
        axes.grid(alpha=0.3)
        axes.axhline(NODE_CORES, color=theme.INK, lw=1.5, label="(the node)")
        self.lines = {rule: add_line(axes, look, rule, markevery=4) for rule, look in LOOKS.items()}
        self.here = axes.axvline(1, color=theme.FAINT, lw=1.5, linestyle=":")
        self.full = {rule: add_dot(axes, look) for rule, look in LOOKS.items()}
        add_legend(axes, below(0.16), ncols=4, title="each service requests …")
        self.entitle(axes)
        self.freeze(*self.lines.values(), self.here, *self.full.values())

    def paint(self, study: BurstingStudy) -> str:
        """Move what shows the study, and return the title."""
        for rule, line in self.lines.items():
            line.set_data(NUMBERS, study.cores[rule])
            fits = study.fits(rule)
            self.full[rule].set_data(([fits], [study.cores[rule][fits - 1]]) if fits else ([], []))
        self.here.set_xdata([study.number] * 2)
        mean, pooled, alone = (study.fits(rule) or "none" for rule in RULES)
        return f"{mean} services fit at the mean, {pooled} if short 1% of the time, {alone} at the peak"


def describe_bursting(study: BurstingStudy) -> Description:
    """Say how many services fit by each rule, and how often the node is short."""
    mean, pooled, alone = (study.fits(rule) for rule in RULES)
    here = "The only service on it now wants" if study.number == 1 else f"The {study.number} services on it now want"
    size = f"{MEAN_CORES:g} cores{'' if study.kind == ALIKE else f'; the large one {LARGE_CORES:g}'}"
    words = (
        f"A node of {NODE_CORES:.0f} cores fits {counted(mean, 'service')} if each requests its mean ({size}). It fits"
        f" {pooled or 'none'} if together they may want more than the node has 1% of the time, and {alone or 'none'} if"
        f" each requests what it exceeds 1% of the time by itself.{nodes_text(study)} {here} more than it has"
        f" {time_text(study.short)} of the time by the normal distribution, and {time_text(study.short_drawn)} of the"
        " time in a simulation with lognormal use, which is never negative."
        f" {pooling_text(study)} All this is about CPU without limits: while the node is short, work waits. Memory"
        " can't be lent like that, as a pod that finds none is killed."
    )
    rows = tuple((rule, str(study.fits(rule)), busy_text(study, rule)) for rule in RULES)
    header = ("each requests", "services on a node", "how busy they keep it on average")
    return Description(words, Table("What a node fits", header, rows))


def pooling_text(study: BurstingStudy) -> str:
    """Say what pooling saves, or why it saves nothing."""
    more = study.fits(POOLED) - study.fits(ALONE)
    if study.services.correlation == 1:
        return "All of them peak at the same time, so there's nothing to pool."
    if not more:
        return "Pooling makes room for no further service here."
    return f"Pooling makes room for {counted(more, 'more service')}, because not all of them peak at the same time."


def time_text(share: float) -> str:
    """Return a share of time as a reader says it.

    >>> time_text(0.00001), time_text(0.0123), time_text(0.5)
    ('less than 0.1%', '1.2%', '50%')
    """
    return "less than 0.1%" if share < 0.001 else percent(share)


def nodes_text(study: BurstingStudy) -> str:
    """Say how many nodes many such services take by each rule, where they are alike."""
    fits = [study.fits(rule) for rule in RULES]
    if study.kind != ALIKE or not all(fits):
        return ""
    nodes = in_a_row([str(-(-MANY // each)) for each in fits])
    return f" For {MANY} such services that makes {nodes} nodes."


def busy_text(study: BurstingStudy, rule: str) -> str:
    """Return the share of the node that as many services as it fits use in the mean."""
    fits = study.fits(rule)
    return f"{study.cores[AT_THE_MEAN][fits - 1] / NODE_CORES:.0%}" if fits else "not even one fits"


bursting = Explorer(
    name="bursting",
    chapter=CHAPTER,
    compute=bursting_study,
    picture=BurstingPicture,
    describe=describe_bursting,
    controls=(
        Slider("services", "Services on the node", 1, MOST, 1, 21),
        Slider("correlation_percent", "They peak together (correlation)", 0, 100, 5, 0, "%"),
        Slider("deviation_percent", "Deviation over mean", 20, 150, 10, 100, "%"),
        Choice("kind", "The services are", KINDS, ALIKE),
    ),
)
