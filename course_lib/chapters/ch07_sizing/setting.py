"""What chapter 07's questions share."""

from __future__ import annotations

CHAPTER = "sizing"
