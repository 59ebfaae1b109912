"""Write next fit: a worked example with one gap."""

from course_lib import rocks
from course_lib.chapters.ch02_rocks.exercises.cases import BY_HAND, LARGE, SMALL, draw_boxes
from course_lib.chapters.ch02_rocks.exercises.mistakes import packer, shared_mistakes, sorting
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake

next_fit = FunctionExercise(
    reference=rocks.next_fit,
    chapter="rocks",
    decision="tell which rule packed a cluster, and what it wasted",
    cases=SMALL,
    large_cases=LARGE,
    repeat_cases=BY_HAND,
    draw=draw_boxes,
    mistakes={
        **shared_mistakes("newest only"),
        "reopens": Mistake(
            packer("oldest"),
            "Your code goes back to older boxes; that is first fit. Next fit closes a box for good as soon as"
            " one rock did not fit.",
        ),
        "last-box-lost": Mistake(
            lambda sizes, capacity: packer("newest only")(sizes, capacity)[:-1],
            "The last box is missing: your code keeps a box only when the next one is opened, and after the last"
            " rock none is. Keep each box when you open it, or add the last one after the loop.",
        ),
        **sorting(rocks.next_fit),
    },
    hints=(
        "The gap asks one question about the newest box, boxes[-1]: is there room for this rock?",
        "What lies in the newest box takes up sum(boxes[-1]).",
        "The rock fits if sum(boxes[-1]) + size is at most the capacity. Exactly full is allowed.",
    ),
)
