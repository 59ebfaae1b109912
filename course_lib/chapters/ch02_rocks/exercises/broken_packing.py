"""Judge which rule a program breaks that claims to pack by first fit decreasing."""

from __future__ import annotations

from course_lib.chapters.ch02_rocks.view.boxes import boxes_still
from course_lib.framework.exercise.question import Choice, Question, Variant
from course_lib.framework.html import Still

CAPACITY = 10
IN_TURN = (
    "Place the rocks one by one, the largest first, and ask the oldest box first each time: every rock lies in the"
    " first box that had room for it when it came."
)


def variant(sizes: list[int], boxes: list[list[int]], right: int, why: str, in_turn: str = IN_TURN) -> Variant:
    """Return the question for one claimed packing; `why` explains the right choice with its numbers."""

    def picture() -> Still:
        return boxes_still(CAPACITY, **{"Claimed to be first fit decreasing": boxes})

    choices = [
        Choice(
            "A box holds more than 10.",
            f"Add up each box: the fullest holds {max(map(sum, boxes))} of 10. Exactly full is allowed.",
        ),
        Choice(
            "A rock is missing, or there is one that never came.",
            f"Tick them off: the list holds {len(sizes)} rocks that add up to {sum(sizes)}, and so do the boxes.",
        ),
        Choice(
            "The rocks were not taken the largest first.",
            "Read off in which order the rocks were placed, the lowest in each box first: no small rock lies below"
            " a larger one, and no box was opened by a rock larger than the one that opened the box before.",
        ),
        Choice("A rock went past an older box that had room.", in_turn),
    ]
    choices[right] = Choice(choices[right].text, why)
    text = (
        f"The rocks {', '.join(map(str, sizes))} came in this order; boxes hold {CAPACITY}. A colleague's program"
        " says that it packed them by first fit decreasing, as drawn. Which rule did it break?"
    )
    return Variant(text, tuple(choices), right, picture)


broken_packing = Question(
    chapter="rocks",
    name="broken_packing",
    decision="tell from a picture which rule a scheduler breaks",
    variants=(
        variant(
            [3, 6, 5, 4, 2],
            [[6], [5, 4], [3, 2]],
            3,
            "Yes: box 1 held 6 when the rock 4 came, and 6 + 4 = 10 fits. The rock went past it into box 2: this is"
            " next fit decreasing, which never goes back, and it costs a third box.",
        ),
        variant(
            [2, 7, 3, 5, 2],
            [[2, 7], [3, 5, 2]],
            2,
            "Yes: the rock 2 lies below the 7, so it was placed first. That is first fit in the order of arrival.",
            "In the order in which they were placed (2, 7, 3, 5, 2), every rock lies in the first box that had room."
            " But the order isn't the one claimed.",
        ),
        variant(
            [4, 6, 5, 3, 3],
            [[6, 4], [5, 3]],
            1,
            "Yes: five rocks came and four are packed. The two rocks of 3 were taken for one, as happens with a"
            " set or a dict.",
        ),
        variant(
            [5, 4, 4, 3, 3],
            [[5, 4, 1], [4, 3, 3]],
            1,
            "Yes: the boxes hold a rock of 1 that never came; six rocks where there were five.",
        ),
        variant(
            [6, 5, 4, 3, 2],
            [[6, 5], [4, 3, 2]],
            0,
            "Yes: 6 + 5 = 11 does not fit into 10. The room was checked before the rock was added, not with it.",
        ),
    ),
    hints=(
        "Check the four answers one at a time; for the first two you only need to add up.",
        "Then pack the rocks yourself, the largest first, and see where your packing differs from the picture.",
    ),
)
