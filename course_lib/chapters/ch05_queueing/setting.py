"""What chapter 05's questions share."""

PODS = 10
SERVICE_S = 0.010
SEED = 5

CHAPTER = "queueing"
