"""How an attempt can end, what else can happen when, and the errors that say where a balancer went wrong.

Vocabulary: an outcome (0) is a place in `OUTCOMES` ("answered"); a rank (1) says what comes first at one instant.
"""

from __future__ import annotations

OUTCOMES = ("answered", "timed out", "rejected", "crashed", "refused")
ANSWERED, TIMED_OUT, REJECTED, CRASHED, REFUSED = range(len(OUTCOMES))
OPEN = -1

# At one instant departures come first, by pod, then by arrival; then these, in their order.
TIMEOUT, CHANGE, LOSS, RETRY, ARRIVAL = range(5)
PLACES_A_RANK = 2**32  # more than there are attempts: rank and index make one number, the place at an instant


class SimulationError(RuntimeError):
    """A balancer broke a rule or failed; the message names it, the request and the cause.

    Attributes
    ----------
    place : tuple or None
        Request, attempt and function, where one of the balancer's own functions raised the cause.
    """

    def __init__(self, message: str, place: tuple[int, int, str] | None = None) -> None:
        super().__init__(message, place)  # both: SimPy makes errors anew from what they were made of
        self.place = place

    def __str__(self) -> str:
        return str(self.args[0])


class NoSuchPodError(IndexError):
    """A balancer picked a pod that is not there: raised where no words can be made, and translated by the caller."""
