"""Write first fit: the loop is there, its condition is missing."""

from course_lib import rocks
from course_lib.chapters.ch02_rocks.exercises.cases import BY_HAND, LARGE, SMALL, draw_boxes
from course_lib.chapters.ch02_rocks.exercises.mistakes import (
    EMPTIEST,
    NEWEST_ONLY,
    doubling,
    packer,
    shared_mistakes,
    sorting,
)
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake

first_fit = FunctionExercise(
    reference=rocks.first_fit,
    chapter="rocks",
    decision="decide whether a cluster's fragmentation comes from its rule or from its pods",
    cases=SMALL,
    large_cases=LARGE,
    repeat_cases=BY_HAND,
    draw=draw_boxes,
    mistakes={
        **shared_mistakes("oldest"),
        "newest-only": Mistake(packer("newest only"), NEWEST_ONLY),
        "wrong-end": Mistake(
            packer("newest"),
            "Your code begins with the newest box. First fit asks the oldest first: go through the boxes in the order"
            " in which they were opened.",
        ),
        "best-fit": Mistake(
            packer("fullest"),
            "Your code picks the fullest box with room: that is best fit. First fit takes the oldest that has room,"
            " however full it is.",
        ),
        "worst-fit": Mistake(packer("emptiest"), f"{EMPTIEST} First fit takes the oldest box that has room."),
        "by-item": Mistake(
            packer("largest by item"),
            "max without a key compares the boxes item by item, the first rocks first, and not how full they are. First"
            " fit takes the oldest box that has room; in a list of those it is the first.",
        ),
        "first-only": Mistake(
            packer("first only"),
            "Your code asks the first box only, and opens a new one when the rock does not fit there. Is the else level"
            " with the if? Level with the for it waits until all boxes have been asked.",
        ),
        **doubling(),
        **sorting(rocks.first_fit),
    },
    hints=(
        "The loop goes through the boxes in the order in which they were opened. What must hold for it to stop there?",
        "What already lies in a box is sum(box); there must be room for size on top of it.",
        "The condition is sum(box) + size <= capacity. The else of a for runs when no break did.",
    ),
)
