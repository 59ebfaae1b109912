"""Write next fit: a worked example with one gap."""

from course_lib import rocks
from course_lib.chapters.ch02_rocks.exercises.cases import BY_HAND, LARGE, SMALL, draw_boxes
from course_lib.chapters.ch02_rocks.exercises.mistakes import packing_family, shared_mistakes
from course_lib.framework.exercise.family import Part
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake

CLOSED = "Next fit closes a box for good as soon as one rock didn't fit."
FAMILY = packing_family(
    "newest only",
    {
        "reopens": Part(
            "oldest",
            f"Your code goes back to older boxes; that's first fit. {CLOSED}",
            "ask the newest box only, and never go back to an older one.",
        ),
        "newest-with-room": Part(
            "newest",
            f"Your code goes back to older boxes where the newest has no room. {CLOSED}",
            "never go back from the newest box to an older one.",
        ),
        "best-fit": Part(
            "fullest",
            f"Your code picks the fullest of all boxes with room; that's best fit. {CLOSED}",
            "ask the newest box only, not for the fullest of all.",
        ),
        "worst-fit": Part(
            "emptiest",
            f"Your code picks the emptiest of all boxes with room; that's worst fit. {CLOSED}",
            "ask the newest box only, not for the emptiest of all.",
        ),
        "first-only": Part(
            "first only",
            "Your code asks and fills the box opened first. The newest one stands at the other end of the list:"
            " boxes[-1].",
            "the newest box is boxes[-1], not boxes[0].",
        ),
        "asks-the-first": Part(
            "newest if the oldest fits",
            "Your code asks whether there is room in the box opened first, and fills the newest. Ask the one that you"
            " fill: boxes[-1].",
            "ask the box that you fill, boxes[-1], and not the first.",
        ),
        "asks-the-last-fills-the-first": Part(
            "oldest if the newest fits",
            "Your code asks whether there is room in the newest box, and then fills the first. Fill the one that you"
            " asked: boxes[-1].",
            "fill the box that you asked, boxes[-1], and not the first.",
        ),
        "asks-any": Part(
            "newest if any fits",
            "Your code fills the newest box as soon as any box has room. Ask the one that you fill: boxes[-1].",
            "ask the box that you fill, boxes[-1], and not whether any has room.",
        ),
    },
)

next_fit = FunctionExercise(
    reference=rocks.next_fit,
    chapter="rocks",
    decision="tell which rule packed a cluster, and what it wasted",
    cases=SMALL,
    large_cases=LARGE,
    repeat_cases=BY_HAND,
    draw=draw_boxes,
    mistakes={
        **shared_mistakes(FAMILY),
        "last-box-lost": Mistake(
            lambda sizes, capacity: rocks.next_fit(sizes, capacity)[:-1],
            "The last box is missing. If your code keeps a box only when the next one is opened, none comes after the"
            " last: keep each box when you open it, or add the last one after the loop.",
        ),
    },
    pairs=FAMILY.pairs,
    hints=(
        "The gap asks one question about the newest box, boxes[-1]: is there room for this rock?",
        "What lies in the newest box takes up sum(boxes[-1]).",
        "The rock fits if sum(boxes[-1]) + size is at most the capacity. Exactly full is allowed.",
    ),
)
