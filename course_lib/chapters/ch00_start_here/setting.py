"""What chapter 00's questions share."""

from __future__ import annotations

CHAPTER = "start_here"
