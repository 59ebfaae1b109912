"""What the studies of chapter 04 have in common."""

PODS, SEED = 10, 4
