"""What people write when a packing goes wrong: each a small change to a textbook loop.

Vocabulary: `fits(box, size, capacity)` says whether a box has room; by rule ("oldest"), `choose(fitting, boxes)` names
the box that takes the size among the positions of those that have (None: a new one). Most mistakes are a wrong `fits`
or a wrong rule; the others wrap a right function, or compare with it otherwise than by `same`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from course_lib.chapters.ch02_rocks.exercises.cases import is_boxes
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.values import same

Box = list[float]
Boxes = list[Box]
Pack = Callable[[list[float], float], Any]
Fits = Callable[[Box, float, float], bool]
Choose = Callable[[list[int], Boxes], int | None]


def room(box: Box, size: float, capacity: float) -> bool:
    """Whether a size fits into a box, exactly full included."""
    return sum(box) + size <= capacity


RULES: dict[str, Choose] = {
    "oldest": lambda fitting, boxes: min(fitting, default=None),  # first fit
    "first only": lambda fitting, boxes: 0 if 0 in fitting else None,
    "newest": lambda fitting, boxes: max(fitting, default=None),
    "newest only": lambda fitting, boxes: len(boxes) - 1 if len(boxes) - 1 in fitting else None,  # next fit
    "fullest": lambda fitting, boxes: max(fitting, key=lambda index: sum(boxes[index]), default=None),  # best fit
    "newest fullest": lambda fitting, boxes: max(fitting, key=lambda index: (sum(boxes[index]), index), default=None),
    "most rocks": lambda fitting, boxes: max(fitting, key=lambda index: len(boxes[index]), default=None),
    # By `max` without a key: the first rocks decide, of equal ones the second, and so on.
    "largest by item": lambda fitting, boxes: max(fitting, key=lambda index: boxes[index], default=None),
    "emptiest": lambda fitting, boxes: min(fitting, key=lambda index: sum(boxes[index]), default=None),  # worst fit
}


def packer(rule: str, fits: Fits = room, decreasing: bool = False, opens_empty: bool = False) -> Pack:
    """Return the packing function that chooses by a rule; a box that opens empty has lost its rock."""
    choose = RULES[rule]

    def pack(sizes: list[float], capacity: float) -> Boxes:
        boxes: Boxes = []
        for size in in_order(sizes, decreasing):
            fitting = [index for index, box in enumerate(boxes) if fits(box, size, capacity)]
            index = choose(fitting, boxes)
            if index is None:
                boxes.append([] if opens_empty else [size])
            else:
                boxes[index].append(size)
        return boxes

    return pack


def in_order(sizes: Sequence[float], decreasing: bool) -> list[float]:
    """Return the sizes in the order in which a rule takes them."""
    return sorted(sizes, reverse=True) if decreasing else list(sizes)


def doubles(decreasing: bool = False, opens_always: bool = False) -> Pack:
    """Return a packer without a break: every box with room takes the rock, and perhaps a new one, too."""

    def pack(sizes: list[float], capacity: float) -> Boxes:
        boxes: Boxes = []
        for size in in_order(sizes, decreasing):
            takers = [box for box in boxes if room(box, size, capacity)]
            for box in takers:
                box.append(size)
            if opens_always or not takers:
                boxes.append([size])
        return boxes

    return pack


def sort_boxes(sizes: list[float], capacity: float) -> Boxes:
    """Best fit decreasing by first fit on boxes sorted anew for every rock: of equally full ones the newest."""
    boxes: Boxes = []
    for size in in_order(sizes, decreasing=True):
        boxes = sorted(boxes, key=sum)[::-1]
        taker = next((box for box in boxes if room(box, size, capacity)), None)
        if taker is None:
            boxes.append([size])
        else:
            taker.append(size)
    return boxes


def returns_early(decreasing: bool = False) -> Pack:
    """Return a packer whose `return` stands in the loop; without rocks it is never reached."""

    def pack(sizes: list[float], capacity: float) -> Boxes | None:
        return [in_order(sizes, decreasing)[:1]] if sizes else None

    return pack


def same_boxes(one: Any, other: Any) -> bool:
    """Whether two packings agree but for the order of the boxes."""
    return is_boxes(one) and is_boxes(other) and same(sorted(one), sorted(other))


def same_rocks(one: Any, other: Any) -> bool:
    """Whether two packings agree but for the order of the rocks in each box."""
    return is_boxes(one) and is_boxes(other) and same(list(map(sorted, one)), list(map(sorted, other)))


NEWEST_ONLY = (
    "Your code looks only at the newest box and never goes back to an older one. Every open box may still have"
    " room for a small rock."
)
EMPTIEST = "Your code picks the emptiest box with room: that is worst fit, which spreads."


def sorting(pack: Pack) -> dict[str, Mistake]:
    """Return the mistakes of one who sorts where nobody asked for it."""
    return {
        "sorts": Mistake(
            lambda sizes, capacity: pack(sorted(sizes, reverse=True), capacity),
            "Your code takes the largest rock first. In this rule nothing is sorted: rocks are placed in the order in"
            " which they come.",
        ),
        "sorts-up": Mistake(
            lambda sizes, capacity: pack(sorted(sizes), capacity),
            "Your code takes the smallest rock first. In this rule nothing is sorted: rocks are placed in the order in"
            " which they come.",
        ),
    }


def doubling(decreasing: bool = False) -> dict[str, Mistake]:
    """Return the mistakes of one who leaves out a break."""
    return {
        "doubles-a-rock": Mistake(
            doubles(decreasing),
            "Some rocks lie in several boxes at once: your loop goes on after the rock has found its place. One rock,"
            " one box: break ends the loop.",
        ),
        "doubles-and-opens": Mistake(
            doubles(decreasing, opens_always=True),
            "A rock that has found its place opens a new box as well: your loop has no break, and the else of a for is"
            " left out only after a break. One rock, one box: break behind the append.",
        ),
    }


def shared_mistakes(rule: str, decreasing: bool = False) -> dict[str, Mistake]:
    """Return the mistakes that can happen with any rule."""
    right = packer(rule, room, decreasing)

    def with_fits(fits: Fits) -> Pack:
        return packer(rule, fits, decreasing)

    return {
        "strict": Mistake(
            with_fits(lambda box, size, capacity: sum(box) + size < capacity),
            "A rock that fills its box to the brim does fit: 3 + 2 in a box of 5 leaves nothing over and is allowed."
            " Your comparison leaves out that both sides may be equal: it takes <= instead of <, or >= instead of >.",
        ),
        "loses-a-rock": Mistake(
            packer(rule, room, decreasing, opens_empty=True),
            "The rock that opens a new box is missing from it: a new box starts with that rock inside, [size].",
        ),
        "size-alone": Mistake(
            with_fits(lambda box, size, capacity: size <= capacity),
            "Everything goes into one box. Either your condition does not count what already lies there: compare both"
            " together with the capacity, what lies in the box, sum(…), and the rock. Or it compares with a number"
            " where the name capacity belongs: boxes are not always as large as in the picture.",
        ),
        "rock-forgotten": Mistake(
            with_fits(lambda box, size, capacity: sum(box) < capacity),
            "Your code asks whether the box has any room left, not whether this rock fits into it. Add the size of the"
            " rock before you compare with the capacity.",
        ),
        "rock-forgotten-at-the-brim": Mistake(
            with_fits(lambda box, size, capacity: sum(box) <= capacity),
            "Your code asks how full the box is before the rock comes, and even a full box takes one more. The rock"
            " counts as well: add its size before you compare with the capacity.",
        ),
        "by-number": Mistake(
            with_fits(lambda box, size, capacity: len(box) + size <= capacity),
            "Your code adds up how many rocks lie in the box; what takes room is their sizes: sum(…), not len(…).",
        ),
        "turned-round": Mistake(
            with_fits(lambda box, size, capacity: sum(box) + size >= capacity),
            "Your comparison points the other way: a rock goes into a box when what lies there and the rock together"
            " are at most the capacity.",
        ),
        "upside-down": Mistake(
            with_fits(lambda box, size, capacity: sum(box) + size > capacity),
            "Your condition is upside down: it holds just when the rock does not fit. What lies in the box and the rock"
            " together may be as much as the capacity, and no more: <=.",
        ),
        "count": Mistake(
            lambda sizes, capacity: len(right(sizes, capacity)),
            "Your function returns how many boxes there are. Return the boxes: a list of lists, each with its rocks.",
        ),
        "levels": Mistake(
            lambda sizes, capacity: [sum(box) for box in right(sizes, capacity)],
            "Your function returns how full each box is. Return the boxes themselves: a list of lists, each with its"
            " rocks.",
        ),
        "rooms": Mistake(
            lambda sizes, capacity: [capacity - sum(box) for box in right(sizes, capacity)],
            "Your function returns how much room is left in each box. Keep the boxes beside the rooms, and return the"
            " boxes: a list of lists, each with its rocks.",
        ),
        "returns-early": Mistake(
            returns_early(decreasing),
            "Your function ends after the first rock: its return stands inside the loop. Move it to the left, level"
            " with the for, so that it waits for the last rock.",
        ),
        "box-at-the-start": Mistake(
            lambda sizes, capacity: right(sizes, capacity) or [[]],
            "Almost: with nothing to pack there should be no box, and yours begins with an empty one, [[]]. Begin with"
            " no box, [], and let the first rock open one.",
        ),
        "no-box": Mistake(
            lambda sizes, capacity: [],
            "Your function returns no box, whatever comes: nothing opens the first one. At the start there is no box to"
            " ask, and a loop over no boxes does nothing. Open one outside of that loop, for each rock that has found"
            " no place.",
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
            " they were placed: append puts a new one behind the others.",
            same_rocks,
        ),
    }
