"""How far an exercise has come."""

from __future__ import annotations

from enum import StrEnum

from course_lib.record.store import Record


class Status(StrEnum):
    """How far an exercise has come, furthest last; the words are those of the learner's file."""

    NOT_STARTED = "not started"
    ERROR = "error"
    NOT_YET = "not yet"
    SOLUTION_SEEN = "solution seen"  # whatever was answered before: it comes again with new numbers
    CORRECT = "correct"

    @property
    def rank(self) -> int:
        """Its place from 0, to compare two by."""
        return list(Status).index(self)


def status_of(record: Record) -> Status:
    """Return an exercise's status; "not started" where it is missing or none that the course knows.

    >>> print(status_of({"status": "correct"}), "|", status_of({"status": "splendid"}))
    correct | not started
    """
    kept = record.get("status")
    return next((status for status in Status if status == kept), Status.NOT_STARTED)
