"""What the studies of chapter 04 have in common."""

PODS, SEED = 10, 4

WIDTH = 0.8  # of a column, in columns
CHAPTER = "connections"
