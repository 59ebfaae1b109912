"""What chapter 04's questions share."""

PODS, SEED = 10, 4

WIDTH = 0.8  # of a column, in columns
CHAPTER = "connections"
