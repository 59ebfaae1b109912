"""Write first fit: the loop is there, its condition is missing."""

from course_lib import rocks
from course_lib.chapters.ch02_rocks.exercises.cases import BY_HAND, LARGE, SMALL, drawn
from course_lib.chapters.ch02_rocks.exercises.mistakes import (
    BY_ITEM,
    DOUBLED,
    DOUBLED_AND_OPENED,
    EMPTIEST,
    FIRST_ONLY,
    FULLEST,
    NEWEST_ONLY,
    SORTED_DOWN,
    SORTED_UP,
    WRONG_END,
    ascending,
    descending,
    doubles,
    emptiest,
    first_only,
    fullest,
    largest_by_item,
    newest,
    newest_only,
    oldest,
    packer,
    shared,
)
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.trial import Mistake

first_fit = FunctionExercise(
    reference=rocks.first_fit,
    chapter="rocks",
    decision="decide whether a cluster's fragmentation comes from its rule or from its pods",
    cases=SMALL,
    more=LARGE,
    again=BY_HAND,
    draw=drawn,
    mistakes=(
        *shared(oldest),
        Mistake("newest-only", packer(newest_only), NEWEST_ONLY),
        Mistake("wrong-end", packer(newest), WRONG_END),
        Mistake("best-fit", packer(fullest), FULLEST),
        Mistake("worst-fit", packer(emptiest), f"{EMPTIEST} First fit takes the oldest box that has room."),
        Mistake("by-item", packer(largest_by_item), BY_ITEM),
        Mistake("first-only", packer(first_only), FIRST_ONLY),
        Mistake("doubles-a-rock", doubles(), DOUBLED),
        Mistake("doubles-and-opens", doubles(opens_always=True), DOUBLED_AND_OPENED),
        Mistake("sorts", descending(rocks.first_fit), SORTED_DOWN),
        Mistake("sorts-up", ascending(rocks.first_fit), SORTED_UP),
    ),
    hints=(
        "The loop goes through the boxes in the order in which they were opened. What must hold for it to stop there?",
        "What already lies in a box is sum(box); there must be room for size on top of it.",
        "The condition is sum(box) + size <= capacity. The else of a for runs when no break did.",
    ),
)
