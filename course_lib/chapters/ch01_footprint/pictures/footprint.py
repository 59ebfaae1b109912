"""Watts and grams: the pictures of chapter 01."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch01_footprint.study.footprint import (
    CPU_ONLY,
    FEWEST,
    MEASURED_CURVE,
    SERVERS,
    UTILISATIONS,
    WITH_MEMORY,
    PackingStudy,
    PowerStudy,
    RegionStudy,
    power_curves,
)
from course_lib.footprint.grid import region_place
from course_lib.footprint.power import measured_points
from course_lib.framework.canvas import blocks, fill
from course_lib.framework.picture import BESIDE, Picture, add_dot, add_legend, below, use_percents

WIDTH = 0.8  # of a column, in columns
MOST_W = 1000.0
ROOM_FOR_NAMES = 128.0  # points
MOST_G = {CPU_ONLY: 13.5, WITH_MEMORY: 17.8, MEASURED_CURVE: 29.5}  # the hour that emits most, and its figures


class PackingPicture(Picture[PackingStudy]):
    """Above: what each of ten servers draws. Below: the share saved, by number of servers left with work."""

    def __init__(self) -> None:
        super().__init__(5.6)
        above, below = self.figure.subplots(2, 1, height_ratios=[1, 1.2])
        self._servers(above)
        self._savings(below)
        self.entitle(above)
        moving = [self.idle, self.busy, *self.names, *self.lines, self.here, *self.dots, self.legend]
        self.freeze(*moving)

    def _servers(self, axes: Axes) -> None:
        axes.set(xlim=(0.4, SERVERS + 0.6), ylim=(0, MOST_W), ylabel="watts", xticks=[])
        axes.set_xlabel("ten servers")
        self.idle = blocks(axes, theme.WASTE, "drawn idle")
        self.busy = blocks(axes, theme.WORK, "drawn by work")
        label: dict[str, Any] = {"ha": "center", "va": "bottom", "fontsize": 9}
        label["bbox"] = {"facecolor": theme.PAPER, "edgecolor": "none", "pad": 1.5}  # readable on the hatch
        self.names = [axes.text(server, 40, " ", **label) for server in range(1, SERVERS + 1)]
        add_legend(axes, BESIDE)

    def _savings(self, axes: Axes) -> None:
        axes.set(xlim=(1.6, SERVERS + 0.4), ylim=(-0.05, 0.6), xlabel="servers left with work", ylabel="power saved")
        axes.set_xticks(range(FEWEST, SERVERS + 1))
        use_percents(axes.yaxis)
        axes.grid(alpha=0.3)
        self.here = axes.axvline(SERVERS, color=theme.INK, lw=1)
        marks = ((theme.OPTIMUM, "emptied are off"), (theme.WAITING, "emptied stay on"))
        self.lines = []
        for mark, label in marks:
            style: dict[str, Any] = {"color": mark.colour, "marker": mark.marker, "linestyle": mark.dash}
            self.lines += axes.plot([], [], label=label, lw=2, ms=6, **style)
        self.dots = [add_dot(axes, mark, ms=13) for mark, _ in marks]
        self.legend = add_legend(axes, BESIDE)

    def paint(self, study: PackingStudy) -> str:
        """Move what shows the study, and return the title."""
        self._fill_servers(study)
        both = [(each.saved_off.best, each.saved_on.best) for each in study.packed.values()]
        for line, shares in zip(self.lines, zip(*both, strict=True), strict=True):
            line.set_data(list(study.packed), shares)
        for artist in (*self.lines, *self.dots, self.legend):
            artist.set_visible(len(study.packed) > 1)  # before the prediction there is nothing to tell apart
        self.here.set_xdata([study.onto] * 2)
        packed = study.here
        for dot, saved in zip(self.dots, (packed.saved_off.best, packed.saved_on.best), strict=True):
            dot.set_data([study.onto], [saved])
        return f"Onto {study.onto} servers: {study.saved.best:.0%} less power, the emptied {study.emptied}"

    def _fill_servers(self, study: PackingStudy) -> None:
        idle_w, busy_w = float(power_curves()[0][0]), study.here.off_w.best / study.onto
        left = np.arange(1, SERVERS + 1) - WIDTH / 2
        powered = left if study.emptied == "on" else left[: study.onto]
        fill(self.idle, powered, 0, WIDTH, idle_w)
        fill(self.busy, left[: study.onto], idle_w, WIDTH, busy_w - idle_w)
        for server, text in enumerate(self.names):
            emptied = "idle" if study.emptied == "on" else "off"
            text.set_text(f"{study.here.utilisation.best:.0%}" if server < study.onto else emptied)


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
        axes.plot(UTILISATIONS, between, curve.dash, color=curve.colour, lw=2, label="in between")
        axes.plot(UTILISATIONS, straight, line.dash, color=line.colour, lw=2, label="straight line")

    def paint(self, study: PowerStudy) -> str:
        """Move what shows the study, and return the title."""
        self.here.set_xdata([study.utilisation] * 2)
        for dot, watts in zip(self.dots, (study.straight_here, study.measured_here), strict=True):
            dot.set_data([study.utilisation], [watts.best])
        curve = "measured" if study.is_measured else "in between"
        said = f"{study.measured_here.best:.0f} W {curve}, {study.straight_here.best:.0f} W by the straight line"
        return f"At {study.utilisation:.0%}: {said} ({study.off_by:+.0%})"


class RegionPicture(Picture[RegionStudy]):
    """What an hour of one virtual machine emits, region by region: by running, and by its share of the hardware."""

    def __init__(self) -> None:
        super().__init__(4.6)
        axes = self.axes = self.figure.subplots()
        axes.set(xlim=(0, MOST_G[CPU_ONLY]), ylim=(-0.6, 9.6), yticks=[], xlabel="grams of CO₂-equivalent for one hour")
        axes.set_ylabel("region, the least first", labelpad=ROOM_FOR_NAMES)
        self.running = blocks(axes, theme.CARBON, "running")
        self.hardware = blocks(axes, theme.OVERHEAD, "hardware")
        self.rows = np.arange(9.0, -1.0, -1.0)
        beside: dict[str, Any] = {"ha": "right", "va": "center", "transform": axes.get_yaxis_transform()}
        self.names = [axes.text(-0.008, row, " ", **beside) for row in self.rows]
        self.grams = [axes.text(0, row, " ", va="center", fontsize=9) for row in self.rows]
        add_legend(axes, below(0.14), ncols=2)
        self.entitle(axes)
        self.freeze(self.running, self.hardware, *self.grams)
        self.frozen: tuple[str, ...] = ()

    def paint(self, study: RegionStudy) -> str:
        """Move what shows the study, and return the title."""
        self._freeze(study)
        grams = np.array([each.best for each in study.operational_g.values()])
        hardware = study.embodied_g.best
        fill(self.running, 0, self.rows - 0.38, grams, 0.76)
        fill(self.hardware, grams, self.rows - 0.38, hardware, 0.76)
        for gram, running in zip(self.grams, grams, strict=True):
            gram.set(x=running + hardware + 0.007 * MOST_G[study.powered], text=f"{running:.2f} + {hardware:.2f}")
        leads = len(study.hardware_leads)
        where = f"in {leads} of {len(grams)} regions" if leads else "in no region"
        return f"By {study.kind} intensity, hardware is larger {where}"

    def _freeze(self, study: RegionStudy) -> None:
        """Paint axis and names into the background, where a choice has changed them; the slider never does."""
        background = (study.powered, *study.operational_g)
        if background == self.frozen:
            return
        self.axes.set_xlim(0, MOST_G[study.powered])
        for name, region in zip(self.names, study.operational_g, strict=True):
            name.set_text(f"{region} {region_place(region)}")
        self.refreeze()
        self.frozen = background
