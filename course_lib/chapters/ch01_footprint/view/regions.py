"""Grams by region: where running a server counts for more than its hardware."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib import theme
from course_lib.chapters.ch01_footprint.setting import CHAPTER
from course_lib.chapters.ch01_footprint.study.regions import (
    CPU_ONLY,
    MEASURED_CURVE,
    WITH_MEMORY,
    RegionStudy,
    region_study,
)
from course_lib.footprint.grid import KINDS, newest_year, region_g_per_kwh, region_place, region_pue
from course_lib.framework.explorer.controls import Choice
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, below, blocks, fill

ROOM_FOR_NAMES = 128.0  # points
MOST_G = {CPU_ONLY: 13.5, WITH_MEMORY: 17.8, MEASURED_CURVE: 29.5}  # the hour that emits most, and its figures

RESTS_ON = (("average", "average g/kWh"), ("marginal", "marginal g/kWh"), ("pue", "PUE"))


class RegionPicture(Picture[RegionStudy]):
    """What an hour of one virtual machine emits, region by region: by running, and by its share of the hardware."""

    def __init__(self) -> None:
        super().__init__(4.6)
        axes = self.axes = self.figure.subplots()
        axes.set(xlim=(0, MOST_G[CPU_ONLY]), ylim=(-0.6, 9.6), yticks=[], xlabel="grams of CO₂-equivalent in one hour")
        axes.set_ylabel("regions, lowest first", labelpad=ROOM_FOR_NAMES)
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
        where = f"in {leads} of {len(grams)}" if leads else "in none"
        return f"With {intensity(study)}, hardware is larger {where}"

    def _freeze(self, study: RegionStudy) -> None:
        """Paint axis and names into the background, where a choice has changed them; the slider never does."""
        background = (study.powered, *study.operational_g)
        if background == self.frozen:
            return
        self.axes.set_xlim(0, MOST_G[study.powered])
        for name, region in zip(self.names, study.operational_g, strict=True):
            name.set_text(f"{region} {region_place(region)}")
        self.refreeze(background)
        self.frozen = background


def describe_regions(study: RegionStudy) -> Description:
    """Say which region emits least and most, and where the hardware leads."""
    grams = {name: each.best for name, each in study.operational_g.items()}
    least, *_, most = grams
    leads = ", ".join(map(region_place, study.hardware_leads)) or "no region"
    words = (
        f"With {intensity(study)} and power from the {study.powered}, running for an hour emits least in"
        f" {region_place(least)} ({grams[least]:.2f} g) and most in {region_place(most)} ({grams[most]:.2f} g). The"
        f" share of the hardware is {study.embodied_g.best:.2f} g everywhere; it is the larger half in {leads}."
    )
    rows = tuple(
        (f"{name} {region_place(name)}", f"{each:.2f} g", f"{study.embodied_g.best:.2f} g", *places(study, name))
        for name, each in grams.items()
    )
    emits, rests_on = ("running, an hour", "hardware"), tuple(f"{words}, {newest_year(of)}" for of, words in RESTS_ON)
    header = ("region", *emits, "place by average", "place by marginal", *rests_on)
    return Description(words, Table("Regions, by what running emits", header, rows))


def intensity(study: RegionStudy) -> str:
    """Say which intensity it uses, and of which year."""
    return f"{study.kind} intensity ({newest_year(study.kind)})"


def places(study: RegionStudy, region: str) -> tuple[str, ...]:
    """Return a region's place by each kind of intensity (in the first, running emits least), and what it rests on."""
    rests_on = (*(region_g_per_kwh(region, kind) for kind in KINDS), region_pue(region))
    return (*(str(study.place[kind][region]) for kind in KINDS), *(f"{each.best:g}" for each in rests_on))


by_kind = Choice("kind", "Intensity of the grid", KINDS, "average")

regions = Explorer(
    name="regions",
    chapter=CHAPTER,
    compute=region_study,
    picture=RegionPicture,
    describe=describe_regions,
    controls=(by_kind,),
)
