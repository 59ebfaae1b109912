"""What a server draws, by how busy it is."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch01_footprint.setting import CHAPTER, MOST_W
from course_lib.chapters.ch01_footprint.study.power_curve import UTILISATIONS, PowerStudy, power_curves, power_study
from course_lib.footprint.power import measured_points
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, use_percents


class PowerPicture(Picture[PowerStudy]):
    """A server's power, measured at four points, beside the straight line from idle to full."""

    def __init__(self) -> None:
        super().__init__(3.8)
        axes = self.figure.subplots()
        axes.set(xlim=(-0.02, 1.02), ylim=(0, MOST_W + 50), xlabel="utilisation", ylabel="watts")
        use_percents(axes.xaxis)
        axes.grid(alpha=0.3)
        self._curves(axes)
        self.here = axes.axvline(0, color=theme.INK, lw=1)
        hollow: dict[str, Any] = {"markerfacecolor": theme.PAPER, "markeredgewidth": 2, "linestyle": ""}
        marks = ((theme.WAITING, 13), (theme.POD, 7))  # where both stand, one lies inside the other
        straight, measured = (
            axes.plot([], [], marker=mark.marker, color=mark.colour, ms=size, **hollow)[0] for mark, size in marks
        )
        self.dots = [straight, measured]
        add_legend(axes, BESIDE)
        self.entitle(axes)
        self.freeze(self.here, *self.dots)

    def _curves(self, axes: Axes) -> None:
        busy, watts = zip(*((busy, each.best) for busy, each in measured_points()), strict=True)
        curve, line = theme.POD, theme.WAITING
        self.points = axes.plot(busy, watts, curve.marker, color=curve.colour, ms=8, label="measured")[0]
        between, straight = power_curves()
        axes.plot(UTILISATIONS, between, curve.dash, color=curve.colour, lw=2, label="between them")
        axes.plot(UTILISATIONS, straight, line.dash, color=line.colour, lw=2, label="straight line")

    def paint(self, study: PowerStudy) -> str:
        """Move what shows the study, and return the title."""
        self.here.set_xdata([study.utilisation] * 2)
        for dot, watts in zip(self.dots, (study.straight_here, study.measured_here), strict=True):
            dot.set_data([study.utilisation], [watts.best])
        curve = "measured" if study.is_measured else "on the curve"
        said = f"{study.measured_here.best:.0f} W {curve}, {study.straight_here.best:.0f} W on the straight line"
        return f"At {study.utilisation:.0%}: {said} ({study.off_by:+.0%})"


def describe_power(study: PowerStudy) -> Description:
    """Say what the curve has here, what a straight line makes of it, and how far that is off."""
    measured, straight = study.measured_here.best, study.straight_here.best
    how = "measured" if study.is_measured else "between measured points"
    words = (
        f"At {study.utilisation:.0%} utilisation this server draws {measured:.1f} W ({how}). The straight line"
        f" from idle to full gives {straight:.1f} W ({study.off_by:+.0%})."
    )
    rows = tuple(power_row(study, percent) for percent in range(0, 101, 10))
    header = ("utilisation", "measured", "between measured points", "straight line")
    return Description(words, Table("Power by utilisation", header, rows))


def power_row(study: PowerStudy, percent: int) -> tuple[str, ...]:
    """Return the watts at a utilisation, in the column of how they are known."""
    curve = f"{study.measured_w[percent]:.0f} W"
    known = (curve, "") if percent / 100 in study.points else ("", curve)
    return (f"{percent}%", *known, f"{study.straight_w[percent]:.0f} W")


power_curve = Explorer(
    name="power_curve",
    chapter=CHAPTER,
    compute=power_study,
    picture=PowerPicture,
    describe=describe_power,
    controls=(Slider("utilisation_percent", "Utilisation", 0, 100, 1, 20, "%"),),
)
