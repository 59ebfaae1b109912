"""Chapter 00's explorer: the whole chain."""

from __future__ import annotations

from course_lib.chapters.ch00_start_here.view.chain import chain

EXPLORERS = (chain,)
