"""Right-sizers on one input: each request over the share of spikes."""

from __future__ import annotations

from course_lib import theme
from course_lib.chapters.ch07_sizing.setting import CHAPTER
from course_lib.chapters.ch07_sizing.study.rightsizers import (
    FEWEST,
    IN_QUIET,
    IN_SPIKE,
    KRR,
    KUBECOST,
    MOST,
    NAMES,
    QUIET_M,
    SHARES,
    VPA,
    RightsizersStudy,
    rightsizers_study,
)
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, add_line
from course_lib.plural import in_a_row

LOOKS = dict(
    zip(
        NAMES,
        (theme.POD, theme.WAITING, theme.CARBON, theme.BOUND, theme.OPTIMUM, theme.OVERHEAD),
        strict=True,
    )
)


class RightsizersPicture(Picture[RightsizersStudy]):
    """One line a right-sizer; the mean beside them, and the share of spikes that the slider stands at."""

    def __init__(self) -> None:
        super().__init__(4.4)
        axes = self.figure.subplots()
        axes.set(xlim=(FEWEST - 0.5, MOST + 0.5), yscale="log", ylim=(80, 4000), ylabel="CPU request, millicores")
        axes.set_xlabel("readings that are spikes, of a hundred")
        axes.set_xticks(list(SHARES))
        axes.set_yticks([100, 200, 500, 1000, 2000], ["100", "200", "500", "1,000", "2,000"])
        axes.minorticks_off()
        axes.grid(alpha=0.3)
        self.lines = {name: add_line(axes, look, name) for name, look in LOOKS.items()}
        self.mean = axes.plot([], [], color=theme.INK, lw=1.5, linestyle=":", label="the mean")[0]
        self.here = axes.axvline(5, color=theme.FAINT, lw=1.5, linestyle=":")
        add_legend(axes, BESIDE)
        self.entitle(axes)
        self.freeze(*reversed(self.lines.values()), self.mean, self.here)  # the first on top

    def paint(self, study: RightsizersStudy) -> str:
        """Move what shows the study, and return the title."""
        for name, line in self.lines.items():
            line.set_data(SHARES, study.curves_m[name])
        slope = (study.spike_m - QUIET_M) / 100
        self.mean.set_data(SHARES, [QUIET_M + slope * share for share in SHARES])
        self.here.set_xdata([study.spikes_percent] * 2)
        vpa, krr, kubecost = (f"{study.request_m(name):,}m" for name in (VPA, KRR, KUBECOST))
        return f"{study.spikes_percent}% spikes: VPA {vpa}, KRR {krr}, Kubecost {kubecost}; mean {study.mean_m:.0f}m"


def describe_rightsizers(study: RightsizersStudy) -> Description:
    """Say what each recommends, and what that leaves short or idle."""
    quiet, spike = (f"{study.request_m(name):,}" for name in (IN_QUIET, IN_SPIKE))
    words = (
        f"One pod uses {QUIET_M} millicores, and {study.spike_m:,} in {study.spikes_percent}% of its readings; the mean"
        f" is {study.mean_m:.0f}. VPA recommends {study.request_m(VPA):,} and KRR {study.request_m(KRR):,}. Kubecost's"
        f" default is {study.request_m(KUBECOST):,}: the peak, divided by 0.7. 1.5 times one reading is {quiet} or"
        f" {spike}, depending on the minute. {below_text(study)}{jump_text(study)}"
    )
    rows = tuple(
        (name, f"{study.request_m(name):,}m", f"{study.above_percent(name)}%", f"{study.idle(name):.0%}")
        for name in NAMES
    )
    header = ("right-sizer", "request", "time the pod wants more", "idle on average")
    return Description(words, Table("What is recommended for the same pod", header, rows))


def below_text(study: RightsizersStudy) -> str:
    """Say whose request lies below the mean, if anybody's does."""
    below = [name for name in (VPA, KRR) if study.request_m(name) < study.mean_m]
    if not below:
        return ""
    whose = in_a_row([f"{name}'s" for name in below])
    verb = "recommendation lies" if len(below) == 1 else "recommendations lie"
    return f"{whose} {verb} below the mean, because a percentile doesn't see how high the spikes are. "


def jump_text(study: RightsizersStudy) -> str:
    """Say between which shares of spikes the requests jump to their height."""
    jumps = {name: study.jump(name) for name in (KRR, VPA)}
    said = [f"{name} jumps between {jump[0]}% and {jump[1]}%" for name, jump in jumps.items() if jump]
    return f"Move the share of spikes: {in_a_row(said)}; the peak stays the same however rare it is."


rightsizers = Explorer(
    name="rightsizers",
    chapter=CHAPTER,
    compute=rightsizers_study,
    picture=RightsizersPicture,
    describe=describe_rightsizers,
    controls=(
        Slider("spikes_percent", "Readings that are spikes", FEWEST, MOST, 1, 5, "%"),
        Slider("spike_m", "A spike takes", 200, 2000, 100, 800, "m"),
    ),
)
