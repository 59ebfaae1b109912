"""What all studies of chapter 05 have in common: the pods, the work of a request, the seed."""

PODS = 10
SERVICE_S = 0.010
SEED = 5

CHAPTER = "queueing"
