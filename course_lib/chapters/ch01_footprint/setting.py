"""What chapter 01's questions share."""

from __future__ import annotations

MOST_W = 1000.0
CHAPTER = "footprint"
