"""What a progress file amounts to, in numbers and in words.

Vocabulary: a `status` ("correct") says how far an exercise has come, furthest last; a
`decision` ("decide whether smaller pods would save nodes") is what a correct exercise lets you do. A question that
only says whether to skip a part decides nothing, and is no exercise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from course_lib.record.progress.status import Status, status_of
from course_lib.record.store import Data

ANSWERS = ("answer", "choice", "guess")


@dataclass(frozen=True, repr=False)
class Summary:
    """What a progress file amounts to, in numbers; its repr says it in words.

    Attributes
    ----------
    statuses : Mapping of str to int
        Exercises by status; only those that occur.
    predictions, quiz_items, opening_test_items, closing_test_items : int
        How many were answered.
    decisions : tuple of str
        What the correct exercises let the learner decide.
    restored : int or None
        Records that a restore has just changed; None if there was none.
    """

    statuses: Mapping[str, int]
    predictions: int
    quiz_items: int
    opening_test_items: int
    closing_test_items: int
    decisions: tuple[str, ...] = ()
    restored: int | None = None

    def __repr__(self) -> str:
        found = [] if self.restored is None else [_count_restored(self.restored)]
        if self.statuses:
            found.append("Exercises: " + ", ".join(f"{n} {status}" for status, n in self.statuses.items()) + ".")
        for name, number in (
            ("Predictions", self.predictions),
            ("Quiz items", self.quiz_items),
            ("Opening test items", self.opening_test_items),
            ("Closing test items", self.closing_test_items),
        ):
            found += [f"{name}: {number}."] if number else []
        if not found and not self.decisions:
            return "Nothing here yet: your progress begins with the first answer that you check."
        can = ["You can now", *(f"- {decision}" for decision in self.decisions)] if self.decisions else []
        return "\n".join([*([" ".join(found)] if found else []), *can])


def sum_up(data: Data, restored: int | None = None) -> Summary:
    """Return the summary of a file's data, of which `restored` records have just changed."""
    exercises = [record for record in data.get("exercises", {}).values() if record.get("decision") != ""]
    counted = Counter(map(status_of, exercises))
    decided = [record.get("decision") for record in exercises if status_of(record) == Status.CORRECT]
    return Summary(
        statuses={status: counted[status] for status in reversed(Status) if counted[status]},
        predictions=_count_answered(data, "predictions"),
        quiz_items=_count_answered(data, "quiz"),
        opening_test_items=_count_answered(data, "opening_test"),
        closing_test_items=_count_answered(data, "closing_test"),
        decisions=tuple(dict.fromkeys(each for each in decided if isinstance(each, str))),
        restored=restored,
    )


def _count_answered(data: Data, section: str) -> int:
    records = data.get(section, {}).values()
    return sum(any(record.get(name) not in (None, "") for name in ANSWERS) for record in records)


def _count_restored(number: int) -> str:
    if number == 0:
        return "Everything in that file was here already."
    return f"Restored {number} {'entry' if number == 1 else 'entries'}."
