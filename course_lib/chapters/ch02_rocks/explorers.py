"""Chapter 02's explorers: rock size, falling rocks, the gap to the optimum, and what packing costs."""

from __future__ import annotations

from course_lib.chapters.ch02_rocks.view.cost import cost
from course_lib.chapters.ch02_rocks.view.falling import falling
from course_lib.chapters.ch02_rocks.view.gap_to_optimum import gap_to_optimum
from course_lib.chapters.ch02_rocks.view.rock_size import rock_size

EXPLORERS = (rock_size, falling, gap_to_optimum, cost)
