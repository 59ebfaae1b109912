"""Write best fit decreasing from nothing."""

import operator

from course_lib import rocks
from course_lib.chapters.ch02_rocks.exercises.cases import BY_HAND, FIVE, LARGE, SMALL, draw_boxes
from course_lib.chapters.ch02_rocks.exercises.mistakes import (
    EMPTIEST,
    NEWEST_ONLY,
    ONLY_ONE_DECREASING,
    doubling,
    packing_family,
    same_boxes,
    shared_mistakes,
)
from course_lib.chapters.ch02_rocks.exercises.packers import (
    COMPARED,
    as_they_come,
    largest_first,
    largest_first_once,
    sort_boxes,
    turned_round,
)
from course_lib.framework.exercise.family import Part
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake

FAMILY = packing_family(
    "fullest",
    {
        # max(…) without a key is this, too: no box begins with a larger rock than an older one.
        "first-fit": Part(
            "oldest",
            "Of the boxes with room your code takes the oldest: that's first fit decreasing. Best fit takes the"
            " fullest.",
            "take the fullest box with room, not the oldest.",
            where={
                "max": "Without a key, max(…) compares boxes item by item, the first rocks first, and the oldest box"
                " has the largest first rock; key=sum compares how full they are.",
            },
        ),
        "newest": Part(
            "newest",
            "Of the boxes with room your code takes the newest. Best fit takes the fullest.",
            "take the fullest box with room, not the newest.",
            where={"max": "The largest of some positions is that of the newest box, not of the fullest."},
        ),
        "worst-fit": Part(
            "emptiest",
            f"{EMPTIEST} Best fit takes the fullest box that has room.",
            "take the fullest box with room, not the emptiest.",
        ),
        "fullest-of-all": Part(
            "fullest of all",
            "Your code asks one box only, the fullest of all (with the largest rocks first that's always the first),"
            " and opens a new one if the rock doesn't fit there. A box less full may have room: pick out the boxes with"
            " room, then take the fullest of those.",
            "take the fullest of the boxes that have room, not of all.",
        ),
        "most-rocks": Part(
            "most rocks",
            "Your code takes the box with the most rocks in it, as key=len does. The fullest box is the one whose sizes"
            " add up to most: key=sum.",
            "the fullest box is the one with the largest sum, not the one with the most rocks.",
        ),
        "fewest-rocks": Part(
            "fewest rocks",
            "Your code takes the box with the fewest rocks in it. The fullest box is the one whose sizes add up to"
            " most.",
            "the fullest box is the one with the largest sum, not the one with the fewest rocks.",
        ),
        "smallest-by-item": Part(
            "smallest by item",
            "Of the boxes with room your code takes the one whose first rock is the smallest (of equal ones the second"
            " decides), as min without a key does. Best fit takes the fullest: max(…, key=sum).",
            "take the box with the largest sum, not the one whose first rock is the smallest.",
        ),
        "newest-only": NEWEST_ONLY,
        "tie-to-newest": Part(
            "newest fullest",
            "Almost: of two boxes that are equally full, the oldest takes the rock. max keeps the first of equals;"
            " >= in a loop of your own keeps the last.",
            "of boxes that are equally full, take the oldest.",
        ),
    },
    order=largest_first,
    wrong_orders={
        "unsorted": Part(
            as_they_come,
            "This is best fit in the order of arrival. Decreasing: the largest rock comes first, the small ones"
            " fill the gaps.",
            "take the largest rock first, not the rocks as they come.",
        ),
        "ascending": Part(
            sorted,
            "Your code takes the smallest rock first, which leaves the large rocks to open a box each. Decreasing means"
            " the largest first: sorted(sizes, reverse=True).",
            "take the largest rock first, not the smallest.",
        ),
        "backwards": Part(
            turned_round,
            "Your code begins with the rock that comes last, and sorts nothing: [::-1], reversed(…) and reverse() turn"
            " a list round as it is. Decreasing means the largest first: sorted(sizes, reverse=True).",
            "take the largest rock first: turning the list round doesn't sort it.",
        ),
        "each-size-once": Part(
            largest_first_once,
            "Of several rocks of the same size your code packs one and loses the others, as set(…) does. Each rock that"
            " comes needs its place: sorted(sizes, reverse=True).",
            "rocks of the same size get lost, as in a set: pack each of them.",
        ),
    },
    only_one=ONLY_ONE_DECREASING,
)

best_fit_decreasing = FunctionExercise(
    reference=rocks.best_fit_decreasing,
    chapter="rocks",
    decision="decide whether a better packing rule would save nodes",
    cases=SMALL + FIVE,
    large_cases=LARGE,
    repeat_cases=BY_HAND,
    draw=draw_boxes,
    mistakes={
        **shared_mistakes(FAMILY, largest_first),
        "fullest-of-all-while-it-has-room": Mistake(
            FAMILY.make(rule="fullest of all", compared=COMPARED["box"], compare=operator.lt),
            "Your code puts the rock into the fullest of all boxes as long as that has any room left, and never asks"
            " whether this rock fits. First pick out the boxes with room for it, then take the fullest of those.",
        ),
        "sorts-boxes": Mistake(
            sort_boxes,
            "Your boxes don't stay in the order in which they were opened, and of two that are equally full it isn't"
            " always the oldest that takes the rock. If you sort the boxes, leave them as they are: max(…, key=sum)"
            " finds the fullest.",
            same_boxes,
        ),
        **doubling(largest_first),
    },
    pairs=FAMILY.pairs,
    hints=(
        "Two steps: sort the rocks, the largest first; then for each, in that order, choose among the boxes with room.",
        "The boxes with room are [box for box in boxes if sum(box) + size <= capacity]. Which of them is the fullest?",
        "Call that list fitting: max(fitting, key=sum) is the fullest, the oldest of equals. If fitting is empty,"
        " open a box.",
    ),
)
