"""Which of its idle connections a client takes."""

from __future__ import annotations

import numpy as np

from course_lib import theme
from course_lib.chapters.ch04_connections.setting import CHAPTER, PODS, WIDTH
from course_lib.chapters.ch04_connections.study.pools import CLOSED_S, POOL_REQUESTS, PoolStudy, pool_study
from course_lib.connections.pools import NEWEST, REUSE
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, blocks, fill
from course_lib.plural import counted


class PoolPicture(Picture[PoolStudy]):
    """Left: requests by connection, the most first. Right: requests by pod."""

    def __init__(self) -> None:
        super().__init__(4.0)
        left, right = self.figure.subplots(1, 2, width_ratios=[1.3, 1])
        left.set(xlim=(0.5, 60.5), ylim=(0, 420), xlabel="connection, the most used first", ylabel="requests")
        right.set(xlim=(-0.6, PODS - 0.4), ylim=(0, 720), xlabel="pod", xticks=range(PODS))
        self.carried = blocks(left, theme.POD)
        self.loads = blocks(right, theme.WORK)
        self.more = left.text(59.5, 395, " ", ha="right", va="top", fontsize=9)
        right.axhline(POOL_REQUESTS / PODS, color=theme.INK, ls="--", lw=1.5, label="even")
        add_legend(right, "upper right")
        self.entitle(left)
        self.over = right.set_title(" ", loc="right", fontsize=10)
        self.freeze(self.carried, self.loads, self.more, self.over)

    def paint(self, study: PoolStudy) -> str:
        """Move what shows the study, and return the title."""
        shown = study.carried[:60]
        fill(self.carried, np.arange(1, len(shown) + 1) - WIDTH / 2, 0, WIDTH, shown)
        fill(self.loads, np.arange(PODS) - WIDTH / 2, 0, WIDTH, study.loads)
        beyond = len(study.carried) - len(shown)
        self.more.set_text(f"and {beyond} more" if beyond else " ")
        self.over.set_text(f"busiest: {study.over_mean:.1f} times the mean")
        of = counted(len(study.carried), "connection")
        return f"{study.reuse.capitalize()} first: half of all on {study.half_on} of {of}"


def describe_pool(study: PoolStudy) -> Description:
    """Say how many connections there were, and how unevenly they were used."""
    words = (
        f"{POOL_REQUESTS:,} requests from {counted(study.clients, 'client')} over HTTP/1.1; of its idle connections a"
        f" client takes the {study.reuse}; idle ones are closed: {study.closed}. No request waits at the pods."
        f" {counted(len(study.carried), 'connection')} opened in all; half of the requests went over"
        f" {study.half_on} of them. The busiest pod got {study.loads.max()}, {study.over_mean:.2f} times the mean."
    )
    rows = tuple((str(pod), str(load)) for pod, load in enumerate(study.loads.tolist()))
    return Description(words, Table("Requests that each pod got", ("pod", "requests"), rows))


pools = Explorer(
    name="pools",
    chapter=CHAPTER,
    compute=pool_study,
    picture=PoolPicture,
    describe=describe_pool,
    controls=(
        Choice("reuse", "Of idle connections a client takes the", REUSE, NEWEST),
        Slider("clients", "Clients", 1, 20, 1, 3),
        Choice("closed", "Idle connections are closed", tuple(CLOSED_S), "never"),
    ),
)
