"""What goes wrong in a live lab, in words: what happened, why, what to try."""

from __future__ import annotations


class LabError(RuntimeError):
    """Raised where the lab can't do what it was asked for."""


class CrashedError(LabError):
    """Raised where requests weren't answered after the learner had made a pod crash: nothing is out of order."""


class MissingError(LabError, ImportError):
    """Raised where the packages of the lab aren't installed."""
