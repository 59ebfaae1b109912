"""Sliders that answer at once: what an explorer is, apart from any chapter."""
