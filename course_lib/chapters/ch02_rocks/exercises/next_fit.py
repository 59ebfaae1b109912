"""Write next fit: a worked example with one gap."""

from course_lib import rocks
from course_lib.chapters.ch02_rocks.exercises.cases import BY_HAND, LARGE, SMALL, drawn
from course_lib.chapters.ch02_rocks.exercises.mistakes import (
    SORTED_DOWN,
    SORTED_UP,
    ascending,
    descending,
    newest_only,
    oldest,
    packer,
    shared,
)
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.trial import Mistake


def last_box_lost(sizes: list[float], capacity: float) -> list[list[float]]:
    """Keep a box only when the next one is opened."""
    return packer(newest_only)(sizes, capacity)[:-1]  # type: ignore[no-any-return]


next_fit = FunctionExercise(
    reference=rocks.next_fit,
    chapter="rocks",
    decision="tell which rule packed a cluster, and what it wasted",
    cases=SMALL,
    more=LARGE,
    again=BY_HAND,
    draw=drawn,
    mistakes=(
        *shared(newest_only),
        Mistake(
            "reopens",
            packer(oldest),
            "Your code goes back to older boxes; that is first fit. Next fit closes a box for good as soon as"
            " one rock did not fit.",
        ),
        Mistake(
            "last-box-lost",
            last_box_lost,
            "The last box is missing: your code keeps a box only when the next one is opened, and after the last"
            " rock none is. Keep each box when you open it, or add the last one after the loop.",
        ),
        Mistake("sorts", descending(rocks.next_fit), SORTED_DOWN),
        Mistake("sorts-up", ascending(rocks.next_fit), SORTED_UP),
    ),
    hints=(
        "The gap asks one question about the newest box, boxes[-1]: is there room for this rock?",
        "What lies in the newest box takes up sum(boxes[-1]).",
        "The rock fits if sum(boxes[-1]) + size is at most the capacity. Exactly full is allowed.",
    ),
)
