"""Checks that teach: what an exercise is, apart from any chapter."""
