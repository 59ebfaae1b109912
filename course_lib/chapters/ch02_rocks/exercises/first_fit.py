"""Write first fit: the loop is there, its condition is missing."""

from course_lib import rocks
from course_lib.chapters.ch02_rocks.exercises.cases import BY_HAND, LARGE, SMALL, draw_boxes
from course_lib.chapters.ch02_rocks.exercises.mistakes import (
    EMPTIEST,
    NEWEST_ONLY,
    doubling,
    packing_family,
    shared_mistakes,
)
from course_lib.framework.exercise.family import Part
from course_lib.framework.exercise.function import FunctionExercise

FAMILY = packing_family(
    "oldest",
    {
        "newest-only": NEWEST_ONLY,
        "wrong-end": Part(
            "newest",
            "Your code begins with the newest box. First fit asks the oldest first: go through the boxes in the order"
            " in which they were opened.",
            "begin with the oldest box, not with the newest.",
        ),
        "best-fit": Part(
            "fullest",
            "Your code picks the fullest box with room: that's best fit. First fit takes the oldest that has room,"
            " however full it is.",
            "take the oldest box with room, not the fullest.",
        ),
        "fullest-of-all": Part(
            "fullest of all",
            "Your code asks the fullest box only. First fit takes the oldest that has room, however full it is.",
            "take the oldest box that has room, however full it is.",
        ),
        "worst-fit": Part(
            "emptiest",
            f"{EMPTIEST} First fit takes the oldest box that has room.",
            "take the oldest box with room, not the emptiest.",
        ),
        "by-item": Part(
            "largest by item",
            "Your code picks the box whose first rock is the largest (of equal ones the second decides), as max without"
            " a key does. First fit takes the oldest box that has room; in a list of those it's the first.",
        ),
        "first-only": Part(
            "first only",
            "Your code asks the first box only, and opens a new one when the rock doesn't fit there. If there is an"
            " else: is it level with the if? Level with the for it waits until all boxes have been asked.",
            "ask all boxes, one after the other, before you open a new one.",
        ),
        "asks-the-last-fills-the-first": Part(
            "oldest if the newest fits",
            "Your code asks whether there is room in the newest box, boxes[-1], and then fills the first. Ask about the"
            " box that would take the rock: the one called box in the loop.",
            "ask whether there is room in the box that takes the rock, not in the newest.",
        ),
    },
)

first_fit = FunctionExercise(
    reference=rocks.first_fit,
    chapter="rocks",
    decision="decide whether a cluster's fragmentation comes from its rule or from its pods",
    cases=SMALL,
    large_cases=LARGE,
    repeat_cases=BY_HAND,
    draw=draw_boxes,
    mistakes={**shared_mistakes(FAMILY), **doubling()},
    pairs=FAMILY.pairs,
    hints=(
        "The loop goes through the boxes in the order in which they were opened. What must hold for it to stop there?",
        "What already lies in a box is sum(box); there must be room for size on top of it.",
        "The condition is sum(box) + size <= capacity. The else of a for runs if no break ended the loop.",
    ),
)
