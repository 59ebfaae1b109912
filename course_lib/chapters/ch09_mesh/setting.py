"""What chapter 09's questions share."""

from __future__ import annotations

CHAPTER = "mesh"
