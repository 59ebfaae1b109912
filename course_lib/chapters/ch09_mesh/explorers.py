"""Chapter 09's explorers: what a mesh has to save until it pays, what it saves, who acts, and how sure that is."""

from __future__ import annotations

from course_lib.chapters.ch09_mesh.view.alternatives import alternatives
from course_lib.chapters.ch09_mesh.view.break_even import break_even
from course_lib.chapters.ch09_mesh.view.chain import chain
from course_lib.chapters.ch09_mesh.view.latency import latency
from course_lib.chapters.ch09_mesh.view.must_go import must_go
from course_lib.chapters.ch09_mesh.view.uncertainty import uncertainty
from course_lib.chapters.ch09_mesh.view.watts import watts

EXPLORERS = (must_go, break_even, latency, chain, watts, alternatives, uncertainty)
