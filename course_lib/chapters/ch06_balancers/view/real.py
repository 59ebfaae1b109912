"""The same requests in the simulator and through a real proxy, side by side."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.ticker import FuncFormatter

from course_lib import require, theme
from course_lib.chapters.ch06_balancers.setting import CHAPTER
from course_lib.chapters.ch06_balancers.study.field import PODS, SLOW_SPEED, ten_pods
from course_lib.chapters.ch06_balancers.study.real import (
    RUNS,
    SHARES,
    TWO_CHOICES,
    UTILISATION,
    WAYS,
    Measured,
    RealStudy,
    measured,
    requests_for,
    simulated,
)
from course_lib.framework.explorer.measured import MeasuredExplorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Card, Table
from course_lib.framework.picture import Picture, add_dot
from course_lib.live import Lab
from course_lib.live.cell import announced, kindly

FEWEST, MOST, SLOWEST = 50, 1000, 0.2  # else it takes longer than a client waits for an answer
NAMES = [f"p{100 * share:.0f}" for share in SHARES]
LEAST_S, ABOVE = 0.02, 1.5
SIMULATED = f"simulator, lowest to highest of {RUNS} runs"
NOBODY = np.full(len(SHARES), np.nan)
NOTHING_S = 1e-6


class RealPicture(Picture[RealStudy]):
    """A panel for each way: the simulator's range of each percentile, and a dot for what was measured."""

    def __init__(self) -> None:
        super().__init__(3.7)
        self.spans, self.dots = {}, {}
        for way, axes in zip(WAYS, self.figure.subplots(1, len(WAYS), sharey=True), strict=True):
            axes.set(yscale="log", xlim=(-0.5, len(SHARES) - 0.5), title=way)
            axes.set_xticks(range(len(SHARES)), NAMES)
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g} s"))
            axes.grid(axis="y", alpha=0.3)
            span = LineCollection([], colors=theme.WORK.colour, linewidths=12)
            self.spans[way] = axes.add_collection(span, autolim=False)
            self.dots[way] = add_dot(axes, theme.WAITING, ms=8)
        self.figure.axes[0].set_ylabel("latency")
        handles, names = (self.spans[TWO_CHOICES], self.dots[TWO_CHOICES]), (SIMULATED, "through the real proxy")
        self.figure.legend(handles, names, loc="outside lower center", ncols=2, frameon=False)
        self.entitle()
        self.freeze(*self.spans.values(), *self.dots.values())

    def paint(self, study: RealStudy) -> str:
        """Move what shows the study, and return the title."""
        for way, found in study.simulated.items():
            ends = zip(found.low_s * 0.97, found.high_s * 1.03, strict=True)  # as high as a line is, where both are one
            self.spans[way].set_segments([[(at, low), (at, high)] for at, (low, high) in enumerate(ends)])
            real = study.measured.get(way)
            self.dots[way].set_data(range(len(SHARES)), real.latency_s if real else NOBODY)
        self._make_room(study)
        return title_of(study)


    def _make_room(self, study: RealStudy) -> None:
        """Have the axis end above all that is drawn."""
        simulated_s = (found.high_s[-1] for found in study.simulated.values())
        most_s = ABOVE * max(chain(simulated_s, (real.latency_s[-1] for real in study.measured.values())))
        axes = self.figure.axes[0]
        if axes.get_ylim() != (LEAST_S, most_s):
            axes.set_ylim(LEAST_S, most_s)
            self.refreeze()


def title_of(study: RealStudy) -> str:
    """Say what the p99 comes to by each way, or that nothing was measured yet."""
    if not study.measured:
        return f"{study.requests} requests in the simulator; and through {study.engine}?"
    each = ", ".join(f"{way} {seconds(real.latency_s[-1])}" for way, real in study.measured.items())
    return f"p99 through {study.engine}: {each}"


def seconds(value_s: float) -> str:
    """Return a latency with two digits.

    >>> seconds(0.0123), seconds(0.256), seconds(3.44)
    ('12 ms', '260 ms', '3.4 s')
    """
    return f"{value_s:.2g} s" if value_s >= 1 else f"{float(f'{1000 * value_s:.2g}'):g} ms"


def describe_real(study: RealStudy) -> Description:
    """Say what both come to, and what is between them."""
    ranges = "; ".join(
        f"{way} {seconds(found.low_s[-1])} to {seconds(found.high_s[-1])}" for way, found in study.simulated.items()
    )
    setting = f"{study.requests} requests, {UTILISATION:.0%} busy, pod 0 at {study.speed:g} of the speed"
    words = f"{setting}. p99 in the simulator, lowest to highest of {RUNS} runs: {ranges}.{measured_words(study)}"
    rows = tuple(
        (f"{way}, {name}", f"{seconds(found.low_s[at])} to {seconds(found.high_s[at])}", real_text(study, way, at))
        for way, found in study.simulated.items()
        for at, name in enumerate(NAMES)
    )
    counts = tuple(
        (f"{way}, requests at pod 0", f"{found.fewest} to {found.most}", str(study.measured[way].at_slow))
        for way, found in study.simulated.items()
        if study.measured
    )
    return Description(words, Table("Latency by way", ("figure", "simulator", "real proxy"), (*rows, *counts)))


def real_text(study: RealStudy, way: str, at: int) -> str:
    """Return what was measured."""
    return seconds(study.measured[way].latency_s[at]) if study.measured else "–"


def measured_words(study: RealStudy) -> str:
    """Say what was measured, what the machine adds, and whether the queues are the simulator's."""
    if not study.measured:
        return ""
    each = "; ".join(f"{way} {seconds(real.latency_s[-1])}" for way, real in study.measured.items())
    added_s = float(np.median([real.added_s for real in study.measured.values()]))
    return (
        f" Through {study.engine}: {each}. Of it this machine adds {seconds(added_s)} to a request (the median), for"
        f" the client, the proxy and all else that it has to do. {queue_words([*study.measured.values()])}"
    )


def queue_words(found: list[Measured]) -> str:
    """Say how far the queues are from the simulator's."""
    apart_s = max(real.apart_s for real in found)
    apart = "less than a microsecond" if apart_s < NOTHING_S else f"up to {seconds(apart_s)}"
    return (
        "Put into the simulator when they really reached the pods that were really chosen, requests take as long there:"
        f" the difference is {apart}."
    )


def veil_real(study: RealStudy) -> RealStudy:
    """Leave only the simulator's."""
    return replace(study, measured={})


def question_of(requests: int, speed: float) -> str:
    """Return what is to be predicted."""
    turns, more = divmod(requests, PODS)  # whose turn is the first is up to chance
    slow = f"Pod 0 works at {speed:g} of the others' speed, and nobody tells the proxy."
    return (
        f"The same {requests} requests go to ten real pods through a real proxy, by turns, at random, and by two"
        f" choices. {slow if speed < 1 else 'All pods are equally fast.'} By turns pod 0 gets"
        f" {f'{turns} or {turns + 1}' if more else turns} of the requests. How many by two choices?"
    )


def reveal_real(study: RealStudy, guess: float | None) -> str:
    """Set the guess beside what pod 0 got, and both beside the simulator's."""
    two, at_random = study.measured[TWO_CHOICES].at_slow, study.measured["random"].at_slow
    range_of = study.simulated[TWO_CHOICES]
    own = "" if guess is None else f"You predicted {guess:g}. "
    return (
        f"{own}By two choices it got {two}, at random {at_random}. In the simulator two choices give it"
        f" {range_of.fewest} to {range_of.most}. With another run the real figure changes as well."
    )


def real_explorer(study: RealStudy) -> MeasuredExplorer[RealStudy]:
    """Return what shows both; what was measured from when the learner has predicted."""
    even = study.requests // PODS
    return MeasuredExplorer(
        name="real",
        chapter=CHAPTER,
        compute=lambda: study,
        picture=RealPicture,
        describe=describe_real,
        controls=(),
        prediction=Prediction(
            question_of(study.requests, study.speed),
            low=0,
            high=2 * even,
            step=1,
            unit="requests",
            reveal=lambda guess: reveal_real(study, guess),
            veil=veil_real,
        ),
    )


@kindly
def real(requests: int = 300, speed: float = SLOW_SPEED) -> MeasuredExplorer[RealStudy] | Card:
    """Send the same requests to real pods by each way, and show them beside the simulator's.

    Parameters
    ----------
    requests : int
        How many, by each way: 50 to 1,000. They come at some 130 a second.
    speed : float
        Of pod 0, 0.2 to 1; the others' is 1.
    """
    count = int(require.between("requests", require.whole("requests", requests), FEWEST, MOST))
    slow = require.between("speed", speed, SLOWEST, 1.0)
    trace, pods, twins = requests_for(count, slow), ten_pods(slow), simulated(count, slow)
    found = {}
    for way, policy in WAYS.items():
        follows = f"{count} requests ({way}), for about {twins[way].end_s:.0f} s"
        with announced(Lab(PODS, policy=policy, slow={0: 1 / slow}), follows) as lab:
            found[way] = measured(lab.replay(trace).all_answered(), trace, pods)
    return real_explorer(RealStudy(lab.engine, count, slow, twins, found))
