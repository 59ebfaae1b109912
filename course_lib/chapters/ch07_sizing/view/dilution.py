"""A sidecar in each of ten pods: what they request, and what the autoscaler then wants."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch07_sizing.setting import CHAPTER
from course_lib.chapters.ch07_sizing.study.dilution import (
    MOST_REQUEST_M,
    MOST_USE_M,
    SEEN,
    STEP_M,
    WHOLE,
    DilutionStudy,
    dilution_study,
)
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_legend, below, blocks, fill
from course_lib.plural import counted

MOST_M, MOST_PODS = 8000, 13.5
PLACES = np.array([0.0, 1.0])


class DilutionPicture(Picture[DilutionStudy]):
    """Left the CPU requested and used before and after; right the pods wanted by the sidecar's request."""

    def __init__(self) -> None:
        super().__init__(4.0)
        left, right = self.figure.subplots(1, 2, width_ratios=[1, 1.15])
        self._lay_requests(left)
        self._lay_pods(right)
        self.entitle()
        self.freeze(self.apps, self.proxies, self.used, *self.counts, self.wanted, self.dot)

    def _lay_requests(self, axes: Axes) -> None:
        axes.set(xlim=(-0.6, 1.6), ylim=(0, MOST_M), ylabel="CPU of all pods, millicores")
        axes.set_xticks(PLACES, ["without sidecar", "with sidecar"])
        axes.yaxis.set_major_formatter("{x:,.0f}")
        self.apps = blocks(axes, theme.REQUESTED, "requested by apps")
        self.proxies = blocks(axes, theme.OVERHEAD, "requested by sidecars")
        self.used = blocks(axes, theme.WORK, "used")
        self.counts = [axes.text(place, 0, " ", ha="center", va="bottom") for place in PLACES.tolist()]
        add_legend(axes, below(0.1), ncols=2)

    def _lay_pods(self, axes: Axes) -> None:
        axes.set(xlim=(-8, MOST_REQUEST_M + 8), ylim=(0, MOST_PODS), xlabel="CPU request of the sidecar, millicores")
        axes.set_ylabel("pods that the autoscaler wants")
        axes.grid(alpha=0.3)
        axes.axhline(10, color=theme.FAINT, lw=1, linestyle=":", label="pods now")
        look: dict[str, Any] = {"color": theme.POD.colour, "linestyle": theme.POD.dash, "drawstyle": "steps-mid"}
        self.wanted = axes.plot([], [], lw=2, label="wanted", **look)[0]
        self.dot = add_dot(axes, theme.POD)
        add_legend(axes, below(0.17), ncols=2)

    def paint(self, study: DilutionStudy) -> str:
        """Move what shows the study, and return the title."""
        injected = study.injected
        pods = np.array([injected.before.pods, injected.after.pods])
        requested = np.array([injected.requested_before_m, injected.requested_after_m])
        by_apps = pods * injected.app_request_m
        fill(self.apps, PLACES - 0.35, 0, 0.7, by_apps)
        fill(self.proxies, PLACES[1:] - 0.35, by_apps[1:], 0.7, (requested - by_apps)[1:])
        fill(self.used, PLACES - 0.12, 0, 0.24, used_m(study))
        for text, count, top in zip(self.counts, pods.tolist(), requested.tolist(), strict=True):
            text.set(text=f"{counted(count, 'pod')}, {top:,}m", y=top + 100)
        self.wanted.set_data(study.requests_m, study.wanted)
        self.dot.set_data([injected.proxy_request_m or 0], [injected.after.pods])
        return title_of(study)


def used_m(study: DilutionStudy) -> list[float]:
    """Return what all pods use before and after: the same work, and the sidecars of the pods that are left."""
    injected = study.injected
    work_m = injected.pods * injected.app_usage_m
    return [work_m, work_m + injected.after.pods * injected.proxy_usage_m]


def title_of(study: DilutionStudy) -> str:
    """Say what is seen, what is wanted, and what is requested then."""
    injected = study.injected
    if injected.fails:
        return "A sidecar without a request: the metric fails, the count stands still"
    now = injected.after.pods
    before_m, after_m = injected.requested_before_m, injected.requested_after_m
    change = f"{before_m:,}m requested become {after_m:,}m" if after_m != before_m else f"{after_m:,}m requested"
    return f"{study.percent}% seen: {f'{now} pods wanted' if now != injected.pods else f'{now} pods stay'}, {change}"


def describe_dilution(study: DilutionStudy) -> Description:
    """Say what the sidecar does to what is seen, to the count, and to the CPU requested."""
    injected = study.injected
    words = (
        f"Ten pods use {injected.app_usage_m:g}m of {injected.app_request_m}m each; the target is {injected.target}%."
        f" Each gets a sidecar that uses {injected.proxy_usage_m:g}m and {requests_text(study)} {after_text(study)}"
    )
    rows = (
        ("pods wanted", str(injected.before.pods), str(injected.after.pods)),
        ("CPU requested", f"{injected.requested_before_m:,}m", f"{injected.requested_after_m:,}m"),
        ("CPU used", *(f"{use_m:,.0f}m" for use_m in used_m(study))),
        ("seen by the autoscaler", "70%", "nothing" if injected.fails else f"{study.percent}%"),
        ("the app's use of its own request", "70%", f"{injected.app_percent_after:.0f}%"),
    )
    return Description(words, Table("Ten pods and a sidecar", ("what", "without sidecar", "with sidecar"), rows))


def requests_text(study: DilutionStudy) -> str:
    """Say what the sidecar requests, and what the autoscaler looks at."""
    request_m = study.injected.proxy_request_m
    requested = "requests nothing." if request_m is None else f"requests {request_m}m."
    return f"{requested} The autoscaler looks at {study.seen}."


def after_text(study: DilutionStudy) -> str:
    """Say what comes of it."""
    injected = study.injected
    if injected.fails:
        return "One container without a request, and use in percent can't be worked out: nothing is scaled any more."
    before_m, after_m = injected.requested_before_m, injected.requested_after_m
    goes = f"goes from {before_m:,}m to {after_m:,}m" if after_m != before_m else f"stays at {after_m:,}m"
    requested = f"requested CPU {goes}"
    if injected.container_only:
        return f"It sees through the sidecar: {study.percent}%, all ten stay, and {requested}."
    seen = f"It sees {study.percent}%, and wants {counted(injected.after.pods, 'pod')}; {requested}."
    if injected.after.pods == injected.pods:
        return seen
    return (
        f"{seen} The apps would then use {injected.app_percent_after:.0f}% of their own request. A pod is now at"
        f" its target of {injected.target}% when its app is at {injected.hidden_target:.0f}%: a new target for the app,"
        " which nobody has set."
    )


dilution = Explorer(
    name="dilution",
    chapter=CHAPTER,
    compute=dilution_study,
    picture=DilutionPicture,
    describe=describe_dilution,
    controls=(
        Slider("request_m", "CPU request of the sidecar (0: none set)", 0, MOST_REQUEST_M, STEP_M, 100, "m"),
        Slider("use_m", "CPU that the sidecar uses", 0, MOST_USE_M, 5, 10, "m"),
        Choice("seen", "What the autoscaler looks at", SEEN, WHOLE),
    ),
)
