"""How uneven chance makes it, by the number of connections."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, NullFormatter, ScalarFormatter

from course_lib import theme
from course_lib.chapters.ch04_connections.setting import CHAPTER
from course_lib.chapters.ch04_connections.study.curve import COUNTS, MOST_CONNECTIONS, CurveStudy, curve_study
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_line, use_percents
from course_lib.plural import counted


class CurvePicture(Picture[CurveStudy]):
    """Left: the share of pods that get any connection. Right: the busiest pod over the mean. Both by connections."""

    def __init__(self) -> None:
        super().__init__(4.2)
        left, right = self.figure.subplots(1, 2)
        self._axes(left, "share of pods that get any", (-0.04, 1.04))
        use_percents(left.yaxis)
        self._axes(right, "busiest pod, times the mean", (0.9, 60))
        right.set_yscale("log")
        right.yaxis.set_major_locator(FixedLocator([1, 2, 5, 10, 20, 50]))
        right.yaxis.set_major_formatter(ScalarFormatter())
        right.yaxis.set_minor_formatter(NullFormatter())
        self.busy = add_line(left, theme.POD, "")
        self.dealt = add_line(right, theme.WAITING, "dealt: IPVS, all on one node", ms=4)
        self.drawn = add_line(right, theme.POD, "drawn: kube-proxy, iptables")
        self.even = add_line(right, theme.OPTIMUM, "requests balanced", marker="", lw=2.5)
        self.here = [axes.axvline(1, color=theme.INK, lw=1) for axes in (left, right)]
        self.dots = [axes.plot([], [], "o", color=theme.POD.colour, ms=12)[0] for axes in (left, right)]
        self.entitle(left)
        self.figure.legend(loc="outside lower right", ncols=3, frameon=False, handlelength=3)
        self.freeze(self.busy, self.dealt, self.drawn, self.even, *self.here, *self.dots)

    def _axes(self, axes: Axes, ylabel: str, ylim: tuple[float, float]) -> None:
        axes.set(xscale="log", xlim=(0.9, 230), ylim=ylim, xlabel="connections", ylabel=ylabel)
        axes.xaxis.set_major_locator(FixedLocator([1, 2, 5, 10, 20, 50, 100, 200]))
        axes.xaxis.set_major_formatter(ScalarFormatter())
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.grid(alpha=0.3)

    def paint(self, study: CurveStudy) -> str:
        """Move what shows the study, and return the title."""
        for curve, values in ((self.busy, study.busy), (self.drawn, study.over_mean), (self.dealt, study.dealt)):
            curve.set_data(COUNTS, values)
        self.even.set_data([COUNTS[0], COUNTS[-1]], [1, 1])
        for here in self.here:
            here.set_xdata([study.connections] * 2)
        for dot, value in zip(self.dots, (study.busy_here, study.over_mean_here), strict=True):
            dot.set_data([study.connections], [value])
        return (
            f"{counted(study.connections, 'connection')}, {counted(study.pods, 'pod')}: {study.busy_here:.0%} busy,"
            f" the busiest at {study.over_mean_here:.2f} times the mean"
        )


def describe_curve(study: CurveStudy) -> Description:
    """Say how many pods get any, and how the busiest fares where connections are drawn, dealt, or not balanced."""
    words = (
        f"{counted(study.connections, 'connection')} with the same load on each, {counted(study.pods, 'pod')}. Drawn at"
        f" random, they reach {study.busy_here * study.pods:.2f} pods ({study.busy_here:.0%}) on average, and the"
        f" busiest pod gets {study.over_mean_here:.2f} times the mean. Dealt on one node to the pod with the fewest, it"
        f" gets {study.dealt_here:.2f} times the mean."
    )
    rows = tuple(
        (str(count), f"{busy * study.pods:.3f}", f"{drawn:.3f}", f"{dealt:.3f}")
        for count, busy, drawn, dealt in zip(COUNTS, study.busy, study.over_mean, study.dealt, strict=True)
    )
    header = ("connections", "pods that get any", "busiest over mean, drawn", "busiest over mean, dealt")
    return Description(words, Table("How even connections are", header, rows))


curve = Explorer(
    name="curve",
    chapter=CHAPTER,
    compute=curve_study,
    picture=CurvePicture,
    describe=describe_curve,
    controls=(
        Slider("pods", "Pods", 2, 50, 1, 10),
        Slider("count", "Connections", 1, MOST_CONNECTIONS, 1, 4),
    ),
)
