"""What chapter 08's questions share."""

from __future__ import annotations

CHAPTER = "proxies"
