"""What to tell where a packing goes wrong: by the step of the loop that is wrong, or by what is returned."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any

from course_lib.chapters.ch02_rocks.exercises.cases import is_boxes
from course_lib.chapters.ch02_rocks.exercises.packers import (
    COMPARED,
    Order,
    as_they_come,
    doubles,
    largest_first,
    packer,
    returns_early,
    turned_round,
)
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.values import same

NEWEST_ONLY = Part(
    "newest only",
    "Your code looks only at the newest box and never goes back to an older one. Every open box may still have room"
    " for a small rock.",
    "ask all boxes, not only the newest.",
)
EMPTIEST = "Your code picks the emptiest box with room: that's worst fit, which spreads."

WHAT_IS_COMPARED = {
    "size-alone": Part(
        COMPARED["rock"],
        "Everything goes into one box. Two things together have to be at most `capacity` (that name, not a number from"
        " the picture): what already lies in the box, sum(…), and the rock that comes.",
        "what already lies in the box must count as well: add sum(…) of it.",
    ),
    "rock-forgotten-at-the-brim": Part(
        COMPARED["box"],
        "Your code asks how full the box is before the rock comes, and even a full box takes one more. The rock"
        " counts as well: add its size before you compare with the capacity.",
        "the rock that comes must count as well: add its size before you compare.",
    ),
    "by-number": Part(
        COMPARED["number and rock"],
        "What counts in your code is how many rocks lie in the box. What takes room is their sizes: sum(…), not"
        " len(…).",
        "how many rocks lie in the box doesn't matter, their sizes do: sum(…), not len(…).",
    ),
    "number-alone-at-the-brim": Part(
        COMPARED["number"],
        "Your code compares the number of rocks in the box with the capacity, whatever their sizes, and takes one more"
        " even at the brim. Sizes take room: compare the sum(…) of the box and the new rock together with the"
        " capacity.",
        "a box isn't full by the number of its rocks: compare sum(…) of it and the new rock with the capacity.",
    ),
    "all-boxes": Part(
        COMPARED["all boxes and rock"],
        "Your code counts what lies in all boxes together. Each box has the capacity to itself: add up only the one"
        " that you ask.",
        "only what lies in the box that you ask takes its room, not what lies in all of them.",
    ),
    "all-rocks": Part(
        COMPARED["all rocks"],
        "Your code adds up all rocks of the list, even those still to come. What matters is what already lies in the"
        " box, and the one rock that comes now.",
        "count what already lies in the box and the rock that comes, not all rocks of the list.",
    ),
    "all-rocks-and-the-rock": Part(
        COMPARED["all rocks and rock"],
        "Your code adds up all rocks of the list, and the one that comes once more. What matters is what already lies"
        " in the box, sum(…) of it, and the one rock that comes now.",
        "add up what already lies in the box, not all rocks of the list.",
    ),
    "opening-rock-forgotten": Part(
        COMPARED["all but the first and rock"],
        "The rock that opened the box doesn't count in your code. It takes room, too: if you keep a running total, it"
        " begins with that rock, not with 0.",
        "the rock that opened the box takes room, too.",
    ),
}


def only_one(which: str) -> Part:
    """Return the part that leaves out all rocks in the box but one."""
    return Part(
        COMPARED[f"{which} and rock"],
        f"Of what lies in the box, only the {which} rock counts in your code. All of them take room: sum(…) adds them"
        " up.",
        f"all rocks in the box take room, not only the {which}: sum(…) adds them up.",
    )


ONLY_ONE = {"last-rock": only_one("last"), "first-rock": only_one("first"), "largest-rock": only_one("largest")}
ONLY_ONE_DECREASING = {
    "one-rock": Part(  # whichever it is: what fits beside the first fits beside any after it
        COMPARED["first and rock"],
        "Of what lies in the box, only one rock counts in your code. All of them take room: sum(…) adds them up.",
        "all rocks in the box take room, not only one: sum(…) adds them up.",
    )
}
HOW_IT_IS_COMPARED = {
    "strict": Part(
        operator.lt,
        "A rock that fills its box to the brim does fit: 3 + 2 in a box of 5 leaves nothing over and is allowed. In"
        " your code it has to leave some room. If you compare with < or >, allow equality too: <= or >=.",
        "a rock that fills its box to the brim does fit (<= rather than <).",
    ),
    "exactly-full": Part(
        operator.eq,
        "In your code a rock goes into a box only if it fills it exactly. It may leave room as well: what lies in the"
        " box and the rock together may be the capacity or less, <=.",
        "a rock may leave room in its box: <= rather than ==.",
    ),
    "turned-round": Part(
        operator.ge,
        "Your comparison points the other way: a rock goes into a box when what lies there and the rock together"
        " are at most the capacity.",
        "your comparison points the wrong way.",
    ),
    "upside-down": Part(
        operator.gt,
        "Your condition is upside down: it holds exactly when the rock doesn't fit. What lies in the box and the rock"
        " together may be as much as the capacity, and no more: <=.",
        "your condition is upside down: turn it into its opposite.",
    ),
}
HOW_A_BOX_OPENS = {
    "loses-a-rock": Part(
        True,
        "The rock that opens a new box is missing from it: a new box starts with that rock inside, [size].",
        "a new box starts with its rock inside, [size], not empty.",
    )
}
HOW_IT_BEGINS = {
    "box-at-the-start": Part(
        True,
        "Almost: with nothing to pack there should be no box, and yours gives an empty one, [[]]. Begin with no box,"
        " [], and let the first rock open one.",
        "begin with no box, [], and let the first rock open one.",
    )
}
WHAT_IT_GIVES = {
    "count": Part(
        lambda boxes, capacity: len(boxes),
        "Your function returns how many boxes there are. Return the boxes: a list of lists, each with its rocks.",
        "return the boxes, each a list of its rocks, and not how many there are.",
    ),
    "levels": Part(
        lambda boxes, capacity: [sum(box) for box in boxes],
        "Your function returns how full each box is. Return the boxes themselves: a list of lists, each with its"
        " rocks.",
        "return the boxes, each a list of its rocks, and not how full they are.",
    ),
    "rooms": Part(
        lambda boxes, capacity: [capacity - sum(box) for box in boxes],
        "Your function returns how much room is left in each box. Keep the boxes as well, and return the"
        " boxes: a list of lists, each with its rocks.",
        "return the boxes, each a list of its rocks, and not the room that is left.",
    ),
}
NOTHING_IS_SORTED = "In this rule nothing is sorted: rocks are placed in the order in which they come."
SORTED_FOR_NOTHING = {
    "sorts": Part(
        largest_first,
        f"Your code takes the largest rock first. {NOTHING_IS_SORTED}",
        "take the rocks in the order in which they come, not the largest first.",
    ),
    "sorts-up": Part(
        sorted,
        f"Your code takes the smallest rock first. {NOTHING_IS_SORTED}",
        "take the rocks in the order in which they come, not the smallest first.",
    ),
    "backwards": Part(
        turned_round,
        "Your code begins with the rock that comes last. Take the rocks in the order in which they come.",
        "take the rocks in the order in which they come, not from the last to the first.",
    ),
}


def packing_family(
    rule: str,
    wrong_rules: Mapping[str, Part],
    order: Order = as_they_come,
    wrong_orders: Mapping[str, Part] = SORTED_FOR_NOTHING,
    only_one: Mapping[str, Part] = ONLY_ONE,
) -> Family:
    """Return what can be wrong in the loop that packs by a rule, in an order."""

    def make(**ways: Any) -> Any:
        return packer(**{"rule": rule, "order": order, **ways})

    steps = {
        "compared": {**WHAT_IS_COMPARED, **only_one},
        "compare": HOW_IT_IS_COMPARED,
        "rule": wrong_rules,
        "order": wrong_orders,
        "opens_empty": HOW_A_BOX_OPENS,
        "begins_with_box": HOW_IT_BEGINS,
        "gives": WHAT_IT_GIVES,
    }
    return Family(make, steps)


def same_boxes(one: Any, other: Any) -> bool:
    """Whether two packings agree but for the order of the boxes."""
    return is_boxes(one) and is_boxes(other) and same(sorted(one), sorted(other))


def same_rocks(one: Any, other: Any) -> bool:
    """Whether two packings agree but for the order of the rocks in each box."""
    return is_boxes(one) and is_boxes(other) and same(list(map(sorted, one)), list(map(sorted, other)))


def doubling(order: Order = as_they_come) -> dict[str, Mistake]:
    """Return the mistakes where a rock isn't done with when it has found its place."""
    return {
        "doubles-a-rock": Mistake(
            doubles(order),
            "Some rocks lie in several boxes at once: every box with room takes the rock. One rock, one box: once it"
            " has found its place, go on to the next rock; break ends a loop.",
        ),
        "doubles-and-opens": Mistake(
            doubles(order, opens_always=True),
            "Every box with room takes the rock, and a new one opens for it as well. One rock, one box: break ends the"
            " loop, and only after a break the else of a for is left out.",
        ),
    }


def shared_mistakes(family: Family, order: Order = as_they_come) -> dict[str, Mistake]:
    """Return the mistakes that can happen with any rule: those of the loop's steps, and others."""
    right, strict = family.make(), operator.lt
    return {
        **family.singles,
        "rock-forgotten": Mistake(
            family.make(compared=COMPARED["box"], compare=strict),
            "Your code asks whether the box has any room left, not whether this rock fits into it. Add the size of the"
            " rock before you compare with the capacity.",
        ),
        "number-alone": Mistake(
            family.make(compared=COMPARED["number"], compare=strict),
            "Your code compares the number of rocks in the box with the capacity, not what their sizes add up to."
            " Sizes take room: compare the sum(…) of the box and the new rock together with the capacity.",
        ),
        "each-alone": Mistake(
            lambda sizes, capacity: [[size] for size in order(sizes)],
            "Every rock gets a box of its own: the condition for joining others never holds. What lies in a"
            " box and the rock may add up to as much as the capacity.",
        ),
        "opens-always": Mistake(
            family.make(opens_always=True),
            "A rock that has found its place in a box opens a new one as well. One rock, one box: open a new one only"
            " if no box took the rock, in an else.",
        ),
        "returns-early": Mistake(
            returns_early(order),
            "Your function packs one rock and ends. Does its return stand inside the loop over the rocks? Move it to"
            " the left, level with the for, so that it waits for the last rock.",
        ),
        "no-box": Mistake(
            lambda sizes, capacity: [],
            "Your function returns no box, whatever the rocks. At the start there is no box to ask, and a loop over no"
            " boxes does nothing. Open a box for each rock that has found no place, outside of that loop, and return"
            " the list that it's put in.",
        ),
        "boxes-reordered": Mistake(
            lambda sizes, capacity: right(sizes, capacity)[::-1],
            "These are the right boxes in another order. They stay in the order in which they were opened: a new box"
            " comes at the end, and the list of boxes is neither sorted nor turned round.",
            same_boxes,
        ),
        "rocks-reordered": Mistake(
            lambda sizes, capacity: [box[::-1] for box in right(sizes, capacity)],
            "These are the right boxes, with the rocks inside them in another order. Rocks stay in the order in which"
            " they were placed: append puts a new one after the others.",
            same_rocks,
        ),
    }
