"""Grams by region once more, with each way of estimating the machine's power."""

from __future__ import annotations

from course_lib.chapters.ch01_footprint.setting import CHAPTER
from course_lib.chapters.ch01_footprint.study.regions import CPU_ONLY, POWERED, region_study
from course_lib.chapters.ch01_footprint.view.regions import RegionPicture, by_kind, describe_regions
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer

regions_by_power = Explorer(
    name="regions_by_power",
    chapter=CHAPTER,
    compute=region_study,
    picture=RegionPicture,
    describe=describe_regions,
    controls=(
        Choice("powered", "Power estimated from", POWERED, CPU_ONLY),
        by_kind,
        Slider("utilisation_percent", "Utilisation", 0, 100, 5, 50, "%"),
    ),
)
