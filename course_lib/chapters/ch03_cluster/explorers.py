"""Chapter 03's explorers: what the claim means, what sidecars add, how the scheduler chooses, which nodes suit pods."""

from __future__ import annotations

from course_lib.chapters.ch03_cluster.view.dense import dense
from course_lib.chapters.ch03_cluster.view.scheduler import scheduler
from course_lib.chapters.ch03_cluster.view.shapes import shapes
from course_lib.chapters.ch03_cluster.view.sidecar import sidecar
from course_lib.report.verdict import verdict

EXPLORERS = (dense, sidecar, scheduler, shapes)
CARDS = (verdict,)
