"""What chapter 06's questions share."""

from __future__ import annotations

CHAPTER = "balancers"
LONG = "Run 10 million requests"
