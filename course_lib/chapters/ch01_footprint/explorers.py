"""Chapter 01's explorers: servers packed onto fewer, the power curve, and grams by region."""

from __future__ import annotations

from course_lib.chapters.ch01_footprint.view.packing import packing
from course_lib.chapters.ch01_footprint.view.power_curve import power_curve
from course_lib.chapters.ch01_footprint.view.regions import regions
from course_lib.chapters.ch01_footprint.view.regions_by_power import regions_by_power

EXPLORERS = (packing, power_curve, regions, regions_by_power)
