"""The aha of chapter 07: one hot pod among ten, an autoscaler, and the two sliders balance and target."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch07_sizing.setting import CHAPTER
from course_lib.chapters.ch07_sizing.study.target import (
    CORES,
    FREE,
    HELD,
    HOT,
    LEAST_TARGET,
    LIMITED,
    MOST_TARGET,
    PODS,
    REQUEST_M,
    TARGET,
    TargetStudy,
    target_study,
)
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_legend, below, blocks, fill
from course_lib.plural import counted

MOST_HOT = 15.0
MOST_M, MOST_WANTED = 2400, 15.5
SHOWN_TARGETS = (50, 60, 70, 80, 90)
EVENLY = "evenly spread"


class TargetPicture(Picture[TargetStudy]):
    """Left each pod's load, used or not; right the pods wanted by the target, as it is spread and evenly."""

    def __init__(self) -> None:
        super().__init__(4.2)
        left, right = self.figure.subplots(1, 2, width_ratios=[1.15, 1])
        self._lay_pods(left)
        self._lay_targets(right)
        self.entitle()
        self.freeze(self.used, self.unmet, self.mean, self.here, self.even, self.dot)

    def _lay_pods(self, axes: Axes) -> None:
        axes.set(xlim=(0.4, PODS + 0.6), ylim=(0, MOST_M), xlabel="pod (the first is hot)", ylabel="CPU, millicores")
        axes.set_xticks(range(1, PODS + 1))
        axes.yaxis.set_major_formatter("{x:,.0f}")
        axes.axhline(REQUEST_M, color=theme.INK, lw=1, linestyle=":", label=f"request, {REQUEST_M}m")
        self.used = blocks(axes, theme.WORK, "used")
        self.unmet = blocks(axes, theme.WAITING, "not served, not seen")
        self.mean = axes.plot([], [], color=theme.POD.colour, lw=2, linestyle="--", label="mean use: what is seen")[0]
        add_legend(axes, below(0.15), ncols=2)

    def _lay_targets(self, axes: Axes) -> None:
        axes.set(xlim=(LEAST_TARGET - 2, MOST_TARGET + 2), ylim=(0, MOST_WANTED), xlabel="target")
        axes.set_ylabel("pods that the autoscaler wants")
        axes.xaxis.set_major_formatter("{x:.0f}%")
        axes.grid(alpha=0.3)
        axes.axhline(PODS, color=theme.FAINT, lw=1, linestyle=":", label="pods now")
        look: dict[str, Any] = {"drawstyle": "steps-mid", "lw": 2}
        even, here = theme.OPTIMUM, theme.POD
        self.even = axes.plot([], [], color=even.colour, linestyle=even.dash, label=EVENLY, **look)[0]
        self.here = axes.plot([], [], color=here.colour, linestyle=here.dash, label="as it is spread", **look)[0]
        self.dot = add_dot(axes, theme.POD)
        add_legend(axes, below(0.15), ncols=2)

    def paint(self, study: TargetStudy) -> str:
        """Move what shows the study, and return the title."""
        left, used = np.arange(1, PODS + 1) - 0.4, np.array(study.spread.used_m)
        fill(self.used, left, 0, 0.8, used)
        fill(self.unmet, left, used, 0.8, np.array(study.spread.loads_m) - used)
        self.mean.set_data([0.4, PODS + 0.6], [used.mean()] * 2)
        for line, wanted in ((self.here, study.wanted), (self.even, study.wanted_even)):
            line.set_data(study.targets, wanted)
        self.dot.set_data([study.target], [study.pods])
        return f"Target {study.target}%, {spread_text(study.spread.hot)}: {study.percent}% seen, {wants_text(study)}"


def spread_text(hot: float) -> str:
    """Return how the load is spread, in few words."""
    return EVENLY if hot == 1 else f"one pod ×{hot:g}"


def wants_text(study: TargetStudy) -> str:
    """Return what the autoscaler wants, in few words."""
    return f"{PODS} pods stay" if study.pods == PODS else f"{counted(study.pods, 'pod')} wanted"


def describe_target(study: TargetStudy) -> Description:
    """Say how the load is spread, what the autoscaler sees of it, and what it wants."""
    words = f"{loads_text(study)} {seen_text(study)}"
    known = len(study.targets) > 0
    if known and study.spread.hot > 1:
        same = ", too" if study.even_pods == study.pods else ""
        words += f" If the work were evenly spread, it would want {study.even_pods}{same}."
    if known and study.held == LIMITED:
        words += f" {room_text(study)}"
    if not known:
        row = (f"{study.target}%", str(study.pods))
        return Description(words, Table("Pods that the autoscaler wants", ("target", "as it is spread"), (row,)))
    by_target = zip(study.targets.tolist(), study.wanted.tolist(), study.wanted_even.tolist(), strict=True)
    listed = {*SHOWN_TARGETS, study.target}
    rows = tuple((f"{target}%", str(here), str(even)) for target, here, even in by_target if target in listed)
    return Description(words, Table("Pods that the autoscaler wants", ("target", "as it is spread", EVENLY), rows))


def loads_text(study: TargetStudy) -> str:
    """Say what arrives at the pods."""
    hot_m, other_m = study.spread.loads_m[:2]
    ten = f"Ten pods request {REQUEST_M}m each and share {CORES:g} cores of work"
    if study.spread.hot == 1:
        return f"{ten} evenly: {hot_m:,.0f}m each."
    return f"{ten}: {hot_m:,.0f}m at the hot one, {other_m:,.0f}m at each of the others."


def seen_text(study: TargetStudy) -> str:
    """Say what the autoscaler sees and wants, and what it doesn't see."""
    unmet_m = study.spread.unmet_m
    hidden = f"The limit leaves {unmet_m:,.0f}m unserved, and what isn't served uses no CPU. " if unmet_m else ""
    wants = f"wants {study.pods}" if study.pods != PODS else f"leaves all {PODS}"
    return f"{hidden}The autoscaler sees {study.percent}%, and at a target of {study.target}% it {wants}."


def room_text(study: TargetStudy) -> str:
    """Say whether the hottest pod still has room once the autoscaler has acted."""
    then_m = study.hottest_then_m
    ends = "more than its limit" if then_m > REQUEST_M else "within its limit"
    which = "each pod" if study.spread.hot == 1 else "the hot pod"
    return f"With {counted(study.pods, 'pod')}, {which} would get {then_m:,.0f}m: {ends} of {REQUEST_M}m."


def veil_target(study: TargetStudy) -> TargetStudy:
    """Leave only what is wanted now."""
    none = study.targets[:0]
    return replace(study, targets=none, wanted=none, wanted_even=none)


def reveal_target(guess: float | None) -> str:
    """Set the learner's guess beside the pods that go."""
    even, full = target_study(1), target_study(HOT, held=LIMITED)
    gone = PODS - even.pods
    lower, higher = (target_study(1, target).pods for target in (50, 80))
    own = "" if guess is None else f"You predicted {guess:g}: {judge_guess(int(guess), gone)}. "
    return (
        f"{own}{'None goes' if gone == 0 else f'{gone} go'}. An autoscaler divides the sum of what the pods use by the"
        f" sum of what they request: 3,500m of 5,000m is {even.percent}%, however the work is spread. If a limit of"
        f" {REQUEST_M}m had stopped the hot pod, it would even want only {full.pods} pods, because work that waits uses"
        f" no CPU; balanced, all {PODS} stay. What saves pods is the hand that raises the target: evenly spread,"
        f" {lower} at 50%, {even.pods} at 70%, {higher} at 80%. Balance makes the room for that. You can move the"
        " sliders now."
    )


def judge_guess(guess: int, gone: int) -> str:
    """Say how near a guess is, or what it would be right for."""
    right_for = {
        gone: "exactly right",
        PODS - target_study(1, 80).pods: "that's what a target of 80% would save, but balance doesn't raise the target",
        PODS
        - target_study(
            HOT, held=LIMITED
        ).pods: "that's how many fewer it wants if a limit stops the hot pod, and then balance brings them back",
    }
    return right_for.get(guess, "too many, as balance moves work from pod to pod and leaves the sum as it was")


target = Explorer(
    name="target",
    chapter=CHAPTER,
    compute=target_study,
    picture=TargetPicture,
    describe=describe_target,
    controls=(
        Slider("hot", "Balance: the hot pod's load as a multiple of another's", 1, MOST_HOT, 0.5, HOT),
        Slider("target_percent", "Target", LEAST_TARGET, MOST_TARGET, 1, TARGET, "%"),
        Choice("held", "What stops a pod from using more", HELD, FREE),
    ),
    prediction=Prediction(
        "Ten pods request 500m each and share 3.5 cores of work, but not evenly: one of them has eleven times the load"
        " of any other, and uses 1,925m where the others use 175m. An autoscaler (Kubernetes' HPA, by CPU, target 70%)"
        " is content with the ten. Then a better balancer spreads the same work evenly. How many of the ten pods does"
        " the autoscaler take away?",
        low=0,
        high=9,
        step=1,
        unit="pods",
        reveal=reveal_target,
        veil=veil_target,
    ),
)
