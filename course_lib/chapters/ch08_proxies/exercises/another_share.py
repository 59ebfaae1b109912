"""A row is kept up to some other part of the larger figure than a tenth: how that is seen, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from course_lib.framework.exercise.calling import VALUE
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.tree import text_tree_of, words_in
from course_lib.framework.exercise.trial import FunctionTrial

TENTH = 0.1
UP_TO = (
    "You keep rows in which the smaller proxy takes {share:.3g}% of what the larger one does. A tenth is 10%, so 0.1"
    " times the larger figure at most."
)
TOO_FEW = (
    "You leave out rows in which the smaller proxy takes {share:.3g}% of what the larger one does. A tenth is 10%:"
    " every row up to that counts, so 0.1 times the larger figure."
)
FROM = (
    "You keep rows in which the smaller proxy takes {share:.3g}% of what the larger one does, and more, and leave out"
    " those in which it takes less. A tenth is 10%, and that much at most is asked for."
)
CUT = " (// drops what comes after the point.)"
Seen = tuple[float, bool] | None


def rows_alone(trial: FunctionTrial) -> Iterator[Seen]:
    """Yield of each row that stands alone its share and whether it is kept; None where it ends in another way."""
    for (rows, counted), outcome in zip(trial.small, trial.small_outcomes, strict=False):
        if len(rows) == 1:
            place, what, smaller, larger = rows[0]
            if outcome.kind != VALUE or outcome.value not in ([], [place]) or (outcome.value and what != counted):
                yield None
            elif what == counted:
                yield smaller / larger, bool(outcome.value)


def told_of(kept: list[float], dropped: list[float]) -> str:
    """Return what to say of the shares that are kept and those that aren't.

    >>> told_of([0, 0.1, 0.5], [0.9])[:61]
    'You keep rows in which the smaller proxy takes 50% of what th'
    """
    if not kept or not dropped or max(kept) <= TENTH < min(dropped):
        return ""
    if max(kept) < min(dropped):
        is_more = max(kept) > TENTH
        return (UP_TO if is_more else TOO_FEW).format(share=100 * (max(kept) if is_more else min(dropped)))
    return FROM.format(share=100 * min(kept)) if max(dropped) < min(kept) else ""


def find(trial: FunctionTrial) -> Finding | None:
    """Find that rows are kept up to some other share than a tenth, or from one on, and no others."""
    seen = list(rows_alone(trial))
    if None in seen:
        return None
    kept, dropped = ([each[0] for each in seen if each and each[1] is wanted] for wanted in (True, False))
    sentence = told_of(kept, dropped)
    cut = CUT if "//" in words_in(text_tree_of(trial.answer)) else ""
    return Finding("another-share", sentence + cut) if sentence else None


another_share = when_wrong(find)
