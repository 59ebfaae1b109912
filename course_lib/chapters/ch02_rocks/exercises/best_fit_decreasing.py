"""Write best fit decreasing from nothing."""

from course_lib import rocks
from course_lib.chapters.ch02_rocks.exercises.cases import BY_HAND, FIVE, LARGE, SMALL, draw_boxes
from course_lib.chapters.ch02_rocks.exercises.mistakes import (
    EMPTIEST,
    NEWEST_ONLY,
    doubling,
    packer,
    same_boxes,
    shared_mistakes,
    sort_boxes,
)
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake

best_fit_decreasing = FunctionExercise(
    reference=rocks.best_fit_decreasing,
    chapter="rocks",
    decision="decide whether a better packing rule would save nodes",
    cases=SMALL + FIVE,
    large_cases=LARGE,
    repeat_cases=BY_HAND,
    draw=draw_boxes,
    mistakes={
        **shared_mistakes("fullest", decreasing=True),
        "ascending": Mistake(
            lambda sizes, capacity: rocks.best_fit(sorted(sizes), capacity),
            "Your code sorts the smallest first, which leaves the large rocks to open a box each. Decreasing means"
            " the largest first: sorted(sizes, reverse=True).",
        ),
        "unsorted": Mistake(
            packer("fullest"),
            "This is best fit in the order of arrival. Decreasing: the largest rock comes first, the small ones"
            " fill the gaps.",
        ),
        # max(…) without a key is this, too: no box begins with a larger rock than an older one.
        "first-fit": Mistake(
            packer("oldest", decreasing=True),
            "Of the boxes with room your code takes the oldest: that is first fit decreasing. Best fit takes the"
            " fullest. If you wrote max(…) without a key: it compares boxes item by item, the first rocks first, and"
            " the oldest box has the largest first rock; key=sum compares how full they are.",
        ),
        "newest": Mistake(
            packer("newest", decreasing=True),
            "Of the boxes with room your code takes the newest. Best fit takes the fullest. If you wrote max(…) for"
            " the positions of those boxes: the largest position is the newest box, not the fullest.",
        ),
        "worst-fit": Mistake(
            packer("emptiest", decreasing=True),
            f"{EMPTIEST} Best fit takes the fullest box that has room.",
        ),
        "most-rocks": Mistake(
            packer("most rocks", decreasing=True),
            "Your code takes the box with the most rocks in it, key=len. The fullest box is the one whose sizes add"
            " up to most: key=sum.",
        ),
        "newest-only": Mistake(packer("newest only", decreasing=True), NEWEST_ONLY),
        "tie-to-newest": Mistake(
            packer("newest fullest", decreasing=True),
            "Almost: of two boxes that are equally full, the oldest takes the rock. max keeps the first of equals;"
            " >= in a loop of your own keeps the last.",
        ),
        "sorts-boxes": Mistake(
            sort_boxes,
            "Your code sorts the boxes. Then they do not stay in the order in which they were opened, and of two that"
            " are equally full not always the oldest takes the rock. Leave them as they are: max(…, key=sum) finds the"
            " fullest.",
            same_boxes,
        ),
        **doubling(decreasing=True),
    },
    hints=(
        "Two steps: put the rocks in order, the largest first; then for each rock choose among the boxes with room.",
        "The boxes with room are [box for box in boxes if sum(box) + size <= capacity]. Which of them is the fullest?",
        "Call that list fitting: max(fitting, key=sum) is the fullest, the oldest of equals. Is it empty? Open a box.",
    ),
)
