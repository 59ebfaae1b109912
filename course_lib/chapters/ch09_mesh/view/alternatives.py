"""Seven ways to go on beside each other: pods, nodes, bill and carbon, by who acts and what is billed."""

from __future__ import annotations

import math

import numpy as np

from course_lib import theme
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.chapters.ch09_mesh.study.alternatives import (
    CASES,
    DONE,
    GIB_A_CORE,
    MEASURES,
    YES,
    AlternativesStudy,
    alternatives_study,
)
from course_lib.chapters.ch09_mesh.view.change import change
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, blocks, fill, use_percents
from course_lib.mesh import ALTERNATIVES, EVERYBODY, NOBODY, NONE, WHO
from course_lib.mesh.alternatives import CLIENT_SIDE, SIZED
from course_lib.mesh.scenario import BILLED, BY_NODE, BY_POD
from course_lib.plural import counted, in_a_row
from course_lib.tables import figure

ROWS = np.arange(float(len(ALTERNATIVES)))[::-1]
TALL = 0.62
PRICED = figure("prices", "fargate_core_hour")
LEAST, MOST = -0.75, 0.57
LABELS = {NONE: "no mesh", SIZED: "sidecar, right-sized\nand scoped"}


class AlternativesPicture(Picture[AlternativesStudy]):
    """A row for each alternative, a panel for each measure; the dashed line is where no mesh comes to."""

    def __init__(self) -> None:
        super().__init__(4.2)
        panels = self.figure.subplots(1, len(MEASURES), sharey=True)
        for axes, measure in zip(panels, MEASURES, strict=True):
            axes.set(xlim=(LEAST, MOST), ylim=(-0.6, len(ROWS) - 0.4), xlabel=measure, xticks=(-0.5, 0))
            use_percents(axes.xaxis)
            axes.axvline(0, color=theme.INK, lw=1)
            axes.grid(axis="x", alpha=0.3)
        panels[0].set_yticks(ROWS, labels=[LABELS.get(name, name.replace(" and ", "\nand ")) for name in ALTERNATIVES])
        self.less = [blocks(axes, theme.OPTIMUM, "" if at else "less than today") for at, axes in enumerate(panels)]
        self.more = [blocks(axes, theme.WAITING, "" if at else "more") for at, axes in enumerate(panels)]
        self.none = [
            axes.plot([], [], color=theme.INK, lw=1.4, ls="--", label="" if at else "no mesh, same people")[0]
            for at, axes in enumerate(panels)
        ]
        self.said = [[axes.text(0, row, " ", va="center", fontsize=9) for row in ROWS] for axes in panels]
        self.billed = panels[MEASURES.index("bill")].xaxis.label
        self.billed.set_text(" \n ")
        self.figure.legend(loc="outside lower center", ncols=3, frameon=False)
        self.entitle()
        self.freeze(*self.less, *self.more, *self.none, self.billed, *(text for column in self.said for text in column))

    def paint(self, study: AlternativesStudy) -> str:
        """Move what shows the study, and return the title."""
        for at, measure in enumerate(MEASURES):
            changes = np.array([each[measure] for each in study.changes.values()])
            known = np.nan_to_num(changes)
            for shapes, there in ((self.less[at], known < 0), (self.more[at], known > 0)):
                fill(shapes, 0, ROWS[there] - TALL / 2, known[there], TALL)
            self.none[at].set_data([known[0]] * 2, [-0.6, len(ROWS) - 0.4])
            for text, each in zip(self.said[at], changes.tolist(), strict=True):
                text.set(x=max(0.0, each) + 0.03, text="never" if math.isnan(each) else change(each))
        self.billed.set_text(billed_text(study))
        return title(study)


def title(study: AlternativesStudy) -> str:
    """Return what three of them come to in nodes."""
    none, client_side, sized = (change(study.changes[name]["nodes"]) for name in (NONE, CLIENT_SIDE, SIZED))
    if study.acts == NOBODY:
        return f"Nobody acts, nothing is saved: right-sized sidecars {sized} nodes"
    return f"Nodes: {none} without a mesh, {client_side} client-side, {sized} with right-sized sidecars"


def billed_text(study: AlternativesStudy) -> str:
    """Return what is billed, and what share of today's nodes is under contract."""
    contract = f"{study.committed / study.today['nodes']:.0%} by contract" if study.billed == BY_NODE else " "
    return f"bill, by {study.billed}\n{contract}"


def describe_alternatives(study: AlternativesStudy) -> Description:
    """Say what is there, who acts, what is billed, and what each alternative changes and brings."""
    pods, nodes = (counted(round(study.today[f"{each}s"]), each) for each in ("pod", "node"))
    words = (
        f"{study.title}: today {pods} on {nodes}, {study.today['carbon']:,.0f} kg of carbon a month; {study.binds}"
        f" fills the nodes. {acting_words(study)} {fewest_words(study)} {billed_words(study)} All inputs are at their"
        " best; how sure that is, is another question."
    )
    rows = tuple(row(study, name) for name in ALTERNATIVES)
    return Description(words, Table("Change against today", ("alternative", *MEASURES, "brings"), rows))


def acting_words(study: AlternativesStudy) -> str:
    """Say who acts."""
    if study.acts == EVERYBODY:
        return "Everybody acts."
    if study.acts == NOBODY:
        return "Nobody acts: nothing is saved anywhere, and what proxies take comes by itself."
    return f"Of those who could, only these act: {'; '.join(WHO[each] for each in study.acts.done)}."


def fewest_words(study: AlternativesStudy) -> str:
    """Say what leaves fewest nodes, beside what right-sizing alone does."""
    none, fewest = (study.changes[name]["nodes"] for name in (NONE, study.fewest[0]))
    if NONE in study.fewest:
        return f"No alternative leaves fewer nodes than no mesh does ({change(none)})."
    named = in_a_row([f"“{name}”" for name in study.fewest])
    return f"Fewest nodes: {named}, {change(fewest)}; without a mesh, the same people get to {change(none)}."


def billed_words(study: AlternativesStudy) -> str:
    """Say what is billed."""
    if study.billed == BY_POD:
        return (
            "Pods are billed by what they request, so the bill falls without any node going; a core is taken to cost as"
            f" much as {GIB_A_CORE:.1f} GiB, as on AWS Fargate (list prices of {PRICED.year})."
        )
    if not study.committed:
        return "Each node counts on the bill."
    nodes = f"{counted(study.committed, 'node')} under contract {'is' if study.committed == 1 else 'are'}"
    return f"Nodes are billed; {nodes} paid in any case."


def row(study: AlternativesStudy, name: str) -> tuple[str, ...]:
    """Return one alternative's row of the table."""
    changes = [study.changes[name][measure] for measure in MEASURES]
    said = ("never" if math.isnan(each) else change(each) for each in changes)
    return (LABELS[NONE] if name == NONE else name, *said, ", ".join(ALTERNATIVES[name].features) or "nothing")


alternatives = Explorer(
    name="alternatives",
    chapter=CHAPTER,
    compute=alternatives_study,
    picture=AlternativesPicture,
    describe=describe_alternatives,
    controls=(
        Choice("system", "System", tuple(CASES), "in between"),
        Choice("replicas", "Replicas are lowered", DONE, YES),
        Choice("requests", "Requests are lowered", DONE, YES),
        Choice("nodes", "Nodes are drained and given back", DONE, YES),
        Choice("billed", "Billed by", BILLED, BY_NODE),
        Slider("committed_percent", "Nodes under contract, of today's", 0, 100, 10, 0, "%"),
    ),
)
