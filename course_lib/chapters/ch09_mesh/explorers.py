"""Chapter 09's explorers: what a mesh has to save until it pays, what it saves, who acts, and how sure that is."""

from __future__ import annotations

from course_lib.chapters.ch09_mesh.view.latency import latency
from course_lib.chapters.ch09_mesh.view.must_go import must_go

EXPLORERS = (must_go, latency)
