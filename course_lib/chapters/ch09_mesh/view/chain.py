"""The whole chain three ways: today, right-sized without a mesh, and with the alternative that the learner chooses."""

from __future__ import annotations

import numpy as np

from course_lib import theme
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.chapters.ch09_mesh.study.chain import (
    ACTING,
    INTENSITIES,
    LEDGER,
    SYSTEMS,
    UNITS,
    WITH,
    ChainStudy,
    chain_study,
)
from course_lib.chapters.ch09_mesh.view.change import amount, by
from course_lib.estimate import Estimate
from course_lib.framework.explorer.controls import Choice
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, blocks, fill, use_percents
from course_lib.mesh.alternatives import SIZED
from course_lib.mesh.uncertainty.information import RISK
from course_lib.plural import counted, percent
from course_lib.record import ledger

WIDE = 0.3
GROUPS = np.arange(float(len(UNITS)))
MOST = 1.7  # of today; what is higher is cut off, and its figure stands above
WAYS = ("today", "without a mesh", "with it")
MARKS = (theme.WASTE, theme.WORK, theme.OVERHEAD)
LABELS = {"CPU": "CPU\nrequested", "memory": "memory\nrequested", "carbon": "carbon\na month"}


class ChainPicture(Picture[ChainStudy]):
    """Three bars for each stage of the chain, today's as 100%, with the middle 90% of the draws."""

    def __init__(self) -> None:
        super().__init__(4.2)
        axes = self.figure.subplots()
        axes.set(xlim=(-0.55, GROUPS[-1] + 0.55), ylim=(0, MOST + 0.15))
        axes.set_xticks(GROUPS, labels=[LABELS.get(stage, stage) for stage in UNITS])
        axes.set_ylabel("today = 100%")
        use_percents(axes.yaxis)
        axes.axhline(1, color=theme.INK, lw=1, linestyle=":")
        self.bars = [blocks(axes, mark, way) for mark, way in zip(MARKS, WAYS, strict=True)]
        self.ranges = axes.plot([], [], color=theme.INK, lw=2)[0]
        self.amounts = [
            [axes.text(x + (way - 1) * WIDE, 0, " ", ha="center", va="bottom", fontsize=9) for x in GROUPS]
            for way in range(len(WAYS))
        ]
        self.figure.legend(loc="outside lower center", ncols=len(WAYS), frameon=False)
        self.entitle()
        self.freeze(*self.bars, self.ranges, *(text for row in self.amounts for text in row))

    def paint(self, study: ChainStudy) -> str:
        """Move what shows the study, and return the title."""
        ranges = []
        for way, stages in enumerate((study.today, study.without, study.within)):
            shares = [relative(stages[each], study.today[each]) if stages else (0.0,) * 3 for each in UNITS]
            lefts = GROUPS + (way - 1.5) * WIDE
            fill(self.bars[way], lefts, 0, WIDE, [min(best, MOST) for _, best, _ in shares])
            for at, (stage, share) in enumerate(zip(UNITS, shares, strict=True)):
                ranges.append((lefts[at] + WIDE / 2, share[0], share[2]))
                text = self.amounts[way][at]
                text.set_y(min(share[2], MOST) + 0.02)
                text.set_text(amount(stages[stage].best) if stages else "–")
        middles, lows, highs = np.array(ranges).T
        gaps = np.full(len(middles), np.nan)
        self.ranges.set_data(np.column_stack([middles, middles, gaps]).ravel(),
                             np.column_stack([lows, np.minimum(highs, MOST), gaps]).ravel())  # fmt: skip
        return title(study)


def relative(stage: Estimate, today: Estimate) -> tuple[float, float, float]:
    """Return a stage's range and its median over today's median."""
    return stage.low / today.best, stage.best / today.best, stage.high / today.best


def title(study: ChainStudy) -> str:
    """Return what the alternative adds in nodes and in carbon, unless the objective often can't be met."""
    name = study.alternative[0].upper() + study.alternative[1:]
    if not study.possible:
        return f"{name}: no number of pods meets the objective"
    if study.paying.impossible.best > RISK:
        return f"{name}: in {percent(study.paying.impossible.best)} of draws the objective can't be met"
    nodes, carbon = (study.added[each].best for each in ("nodes", "carbon"))
    return f"{name}: {by(nodes, 'node')}, {by(carbon, 'kg', 'kg')} a month"


def describe_chain(study: ChainStudy) -> Description:
    """Say what is there, what each way takes, who acts, and how often it pays."""
    scenario = study.system.scenario
    words = (
        f"{study.system.title}: {scenario.requests_per_s:,.0f} requests/s in the busy hour, to"
        f" {counted(scenario.pods, 'pod')}. {added_words(study)} {acting_words(study)}"
        f"{''.join(f' {note}' for note in study.notes)} The carbon is by {study.intensity} intensity, and has the"
        " servers' manufacturing in it. Ranges hold the middle 90% of the draws; what the mesh adds is taken draw by"
        " draw."
    )
    rows = tuple(row(stage, unit, study) for stage, unit in UNITS.items())
    header = ("stage", *WAYS, "the mesh adds")
    return Description(words, Table(f"The chain, with {study.alternative}", header, rows))


def added_words(study: ChainStudy) -> str:
    """Say what the alternative adds to right-sizing alone, and how often it pays."""
    if not study.possible:
        return f"With “{study.alternative}” no number of pods meets the objective."
    pods, nodes, carbon = (study.added[each] for each in ("pods", "nodes", "carbon"))
    return (
        f"With “{study.alternative}”, beside no mesh at the same acts: {by(pods.best, 'pod')}, {by(nodes.best, 'node')}"
        f"{reach(nodes)}, {by(carbon.best, 'kg', 'kg')} of carbon a month{reach(carbon)}.{middle_words(study)}"
        f" Of a node, {study.binds} is full first. Pods and proxies together fill fewer nodes, parts of a node counted,"
        f" in {percent(study.paying.pays.best)} of {study.paying.draws:,} draws, given these"
        f" ranges.{impossible_words(study)}"
    )


def middle_words(study: ChainStudy) -> str:
    """Say why what is added in nodes isn't those with it less those without, where that is so.

    The middle of a difference isn't the difference of the middles.
    """
    without, within, added = (stages["nodes"].best for stages in (study.without, study.within, study.added))
    if within - without == added:
        return ""
    return (
        f" (Each figure is the middle of the draws: {amount(without)} without it, {amount(within)} with it, and"
        f" {by(added, 'node')} draw by draw.)"
    )


def impossible_words(study: ChainStudy) -> str:
    """Say in how many draws the objective can't be met, if in any."""
    share = study.paying.impossible.best
    return f" In {percent(share)} of them the objective can't be met; the figures are of the others." if share else ""


def acting_words(study: ChainStudy) -> str:
    """Say who acts, with the mesh and without."""
    if study.acting == "everybody":
        return "In both, the owners of the services lower replicas and requests, and those of the cluster drain nodes."
    if study.acting == "nobody":
        return "Nobody acts, so nothing is saved; what proxies take comes by itself."
    return "Replicas and requests are lowered, but nobody drains nodes: those that are there stay on."


def reach(value: Estimate) -> str:
    """Return from where to where a value reaches; nothing if it has no range."""
    return f" ({amount(value.low)} to {amount(value.high)})" if value.low < value.high else ""


def row(stage: str, unit: str, study: ChainStudy) -> tuple[str, ...]:
    """Return one stage's row of the table."""
    ways = (study.today, study.without, study.within, study.added)
    said = (f"{amount(each[stage].best)}{reach(each[stage])}" if each else "impossible" for each in ways)
    return (f"{stage}, {unit}" if unit != stage else stage, *said)


def from_ledger(system: str, alternative: str, acting: str, intensity: str) -> ChainStudy:
    """Follow the chain with the values that stand in the learner's ledger now."""
    entries = {name: each.estimate for name, each in ledger.read().items()}
    return chain_study(system, alternative, acting, intensity, entries)


chain = Explorer(
    name="chain",
    chapter=CHAPTER,
    compute=from_ledger,
    picture=ChainPicture,
    describe=describe_chain,
    controls=(
        Choice("system", "System", tuple(SYSTEMS), LEDGER),
        Choice("alternative", "With", WITH, SIZED),
        Choice("acting", "Who acts", tuple(ACTING), "everybody"),
        Choice("intensity", "Carbon by intensity", tuple(INTENSITIES), "average"),
    ),
)
