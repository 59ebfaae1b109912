"""What chapter 02's questions share."""

from __future__ import annotations

CHAPTER = "rocks"
