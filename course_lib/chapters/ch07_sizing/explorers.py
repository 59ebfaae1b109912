"""Chapter 07's explorers."""

from __future__ import annotations

from course_lib.chapters.ch07_sizing.view.capacity import capacity
from course_lib.chapters.ch07_sizing.view.waste import waste
from course_lib.report.demand import your_demand

EXPLORERS = (waste, capacity)
CARDS = (your_demand,)
