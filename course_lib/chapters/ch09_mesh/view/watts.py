"""Pods' watts beside nodes' watts: why a tool that gives pods no idle power is wrong both ways."""

from __future__ import annotations

import numpy as np

from course_lib import theme
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.chapters.ch09_mesh.study.watts import BUSIEST, FEWEST, SERVERS, WattsStudy, watts_study
from course_lib.chapters.ch09_mesh.view.change import change
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, below, blocks, fill, use_percents
from course_lib.plural import counted

ROWS = np.array([2.0, 1.0, 0.0])
TALL = 0.6
STATES = ("before", "packed,\nemptied on", "packed,\nemptied off")
SEEN = ("pods' watts", "nodes' watts,\nemptied on", "nodes' watts,\nemptied off")
SAME = 0.005  # shares that round to no percent apart


class WattsPicture(Picture[WattsStudy]):
    """The servers' watts before and after, idle and active; beside them, which share of the watts seems saved."""

    def __init__(self) -> None:
        super().__init__(3.9)
        watts, saved = self.figure.subplots(1, 2, width_ratios=(1.2, 1))
        watts.set(xlim=(0, 5300), ylim=(-0.5, 2.5), xlabel="watts of all ten servers")
        watts.set_yticks(ROWS, labels=STATES)
        self.idle = blocks(watts, theme.WASTE, "idle: no pod's")
        self.active = blocks(watts, theme.WORK, "active: shared out to pods")
        add_legend(watts, below(0.17), ncols=2)
        saved.set(xlim=(0, 0.75), ylim=(-0.5, 2.5), xlabel="seems saved")
        saved.set_yticks(ROWS, labels=SEEN)
        use_percents(saved.xaxis)
        self.pods, self.nodes = blocks(saved, theme.WORK), blocks(saved, theme.OPTIMUM)
        self.said = [saved.text(0, row, " ", va="center", fontweight="bold") for row in ROWS]
        self.entitle()
        self.freeze(self.idle, self.active, self.pods, self.nodes, *self.said)

    def paint(self, study: WattsStudy) -> str:
        """Move what shows the study, and return the title."""
        idle, active = np.array(study.idle_w), np.array(study.active_w)
        fill(self.idle, 0, ROWS - TALL / 2, idle, TALL)
        fill(self.active, idle, ROWS - TALL / 2, active, TALL)
        shares = np.array(shares_of(study))
        fill(self.pods, 0, ROWS[0] - TALL / 2, shares[0], TALL)
        fill(self.nodes, 0, ROWS[1:] - TALL / 2, shares[1:], TALL)
        for text, share in zip(self.said, shares, strict=True):
            text.set(x=share + 0.015, text=change(-share))
        pods, on, off = (change(-share) for share in shares)
        return f"{SERVERS} servers onto {study.onto}: pods' watts {pods}, nodes' {on}, and {off} once off"


def shares_of(study: WattsStudy) -> tuple[float, float, float]:
    """Return which share seems saved, by each way to look at it."""
    seen = study.seen
    return seen.pods.best, seen.nodes_on.best, seen.nodes_off.best


def describe_watts(study: WattsStudy) -> Description:
    """Say what each way to look at it shows, and where pods' watts are wrong."""
    words = (
        f"{SERVERS} servers at {study.utilisation:.0%}, packed onto {study.onto} at {study.busy:.0%}."
        f" {seen_words(study)} Kepler, from version 0.10 on, shares out among pods only what a node takes above idle."
        " So add up the watts of nodes, not of pods. The curve was measured on one type of server."
    )
    rows = tuple(
        (state.replace("\n", " "), f"{idle:,.0f} W", f"{active:,.0f} W", f"{idle + active:,.0f} W", saved)
        for state, idle, active, saved in zip(
            STATES, study.idle_w, study.active_w, ("", *map(change, (-each for each in shares_of(study)[1:]))),
            strict=True,
        )
    )  # fmt: skip
    pods = ("active watts alone", "", f"{study.active_w[1]:,.0f} W", "", change(-study.seen.pods.best))
    header = ("state", "idle", "active", "together", "change")
    return Description(words, Table("Watts of all servers", header, (*rows, pods)))


def seen_words(study: WattsStudy) -> str:
    """Say what the watts of pods and of nodes show."""
    if study.onto == SERVERS:
        return "All of them keep their work: nothing is saved, whatever is looked at."
    pods, on, off = shares_of(study)
    emptied = counted(SERVERS - study.onto, "emptied server")
    return (
        f"By pods' watts {pods:.0%} is saved, whatever happens to the {emptied}. By nodes' watts it's {on:.0%} while"
        f" they stay on, and {off:.0%} once somebody switches them off.{wrong(pods, on, off)}"
    )


def wrong(pods: float, on: float, off: float) -> str:
    """Say in which direction pods' watts are wrong."""
    too_much, too_little = pods > on + SAME, pods < off - SAME
    if too_much and too_little:
        return " So pods' watts are wrong both ways: they show too much before that, and too little after."
    return " So pods' watts don't show it when somebody switches them off." if too_little else ""


watts = Explorer(
    name="watts",
    chapter=CHAPTER,
    compute=watts_study,
    picture=WattsPicture,
    describe=describe_watts,
    controls=(
        Slider("utilisation_percent", "Each server is busy", 5, 100 * BUSIEST, 5, 20, "%"),
        Slider("onto", "Packed onto so many servers", FEWEST, SERVERS, 1, 3),
    ),
)
