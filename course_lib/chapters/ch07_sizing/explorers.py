"""Chapter 07's explorers: right-sizers, bursting on a node, pods for an objective, and the size of pods."""

from __future__ import annotations

from course_lib.chapters.ch07_sizing.view.bursting import bursting
from course_lib.chapters.ch07_sizing.view.objective import objective
from course_lib.chapters.ch07_sizing.view.pod_size import pod_size
from course_lib.chapters.ch07_sizing.view.rightsizers import rightsizers

EXPLORERS = (rightsizers, bursting, objective, pod_size)
