"""What people write when a packing goes wrong: each a small change to a textbook loop.

Vocabulary: `fits(box, size, capacity)` says whether a box has room; `choose(fitting, boxes)` names the box
that takes the size among the positions of those that have (None: a new one). Most mistakes are a wrong
`fits` or a wrong `choose`; the others wrap a right function, or compare with it otherwise than by `same`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from course_lib.chapters.ch02_rocks.exercises.cases import is_boxes
from course_lib.framework.exercise.trial import Mistake
from course_lib.framework.exercise.values import same

Box = list[float]
Boxes = list[Box]
Pack = Callable[[list[float], float], Any]
Fits = Callable[[Box, float, float], bool]
Choose = Callable[[list[int], Boxes], int | None]


def room(box: Box, size: float, capacity: float) -> bool:
    """Whether a size fits into a box, exactly full included."""
    return sum(box) + size <= capacity


def strict(box: Box, size: float, capacity: float) -> bool:
    """< for <=."""
    return sum(box) + size < capacity


def size_alone(_: Box, size: float, capacity: float) -> bool:
    """Forget what lies in the box."""
    return size <= capacity


def rock_forgotten(box: Box, _: float, capacity: float) -> bool:
    """Forget the rock that comes."""
    return sum(box) < capacity


def rock_forgotten_at_the_brim(box: Box, _: float, capacity: float) -> bool:
    """Forget the rock that comes, and let one more into a full box."""
    return sum(box) <= capacity


def by_number(box: Box, size: float, capacity: float) -> bool:
    """Add up how many rocks lie in the box, not how large they are."""
    return len(box) + size <= capacity


def turned_round(box: Box, size: float, capacity: float) -> bool:
    """>= for <=."""
    return sum(box) + size >= capacity


def upside_down(box: Box, size: float, capacity: float) -> bool:
    """> for <=."""
    return sum(box) + size > capacity


def oldest(fitting: list[int], boxes: Boxes) -> int | None:
    """First fit."""
    return min(fitting, default=None)


def first_only(fitting: list[int], boxes: Boxes) -> int | None:
    """First fit that gives up after the first box."""
    return 0 if 0 in fitting else None


def newest(fitting: list[int], boxes: Boxes) -> int | None:
    """First fit from the wrong end."""
    return max(fitting, default=None)


def newest_only(fitting: list[int], boxes: Boxes) -> int | None:
    """Next fit."""
    return len(boxes) - 1 if len(boxes) - 1 in fitting else None


def fullest(fitting: list[int], boxes: Boxes) -> int | None:
    """Best fit."""
    return max(fitting, key=lambda index: sum(boxes[index]), default=None)


def newest_fullest(fitting: list[int], boxes: Boxes) -> int | None:
    """Best fit that breaks ties towards the newest box."""
    return max(fitting, key=lambda index: (sum(boxes[index]), index), default=None)


def most_rocks(fitting: list[int], boxes: Boxes) -> int | None:
    """Best fit that counts rocks, not their sizes."""
    return max(fitting, key=lambda index: len(boxes[index]), default=None)


def largest_by_item(fitting: list[int], boxes: Boxes) -> int | None:
    """Best fit by `max` without a key: the first rocks decide, of equal ones the second, and so on."""
    return max(fitting, key=lambda index: boxes[index], default=None)


def emptiest(fitting: list[int], boxes: Boxes) -> int | None:
    """Worst fit."""
    return min(fitting, key=lambda index: sum(boxes[index]), default=None)


def packer(choose: Choose, fits: Fits = room, decreasing: bool = False) -> Pack:
    """Return the packing function that follows `choose` and `fits`."""

    def pack(sizes: list[float], capacity: float) -> Boxes:
        boxes: Boxes = []
        for size in in_order(sizes, decreasing):
            fitting = [index for index, box in enumerate(boxes) if fits(box, size, capacity)]
            index = choose(fitting, boxes)
            if index is None:
                boxes.append([size])
            else:
                boxes[index].append(size)
        return boxes

    return pack


def in_order(sizes: Sequence[float], decreasing: bool) -> list[float]:
    """Return the sizes in the order in which a rule takes them."""
    return sorted(sizes, reverse=True) if decreasing else list(sizes)


def loses(choose: Choose, decreasing: bool = False) -> Pack:
    """Return a packer in which the rock that opens a box is lost."""

    def pack(sizes: list[float], capacity: float) -> Boxes:
        boxes: Boxes = []
        for size in in_order(sizes, decreasing):
            fitting = [index for index, box in enumerate(boxes) if room(box, size, capacity)]
            index = choose(fitting, boxes)
            if index is None:
                boxes.append([])
            else:
                boxes[index].append(size)
        return boxes

    return pack


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


def resorting(sizes: list[float], capacity: float) -> Boxes:
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


def ascending(pack: Pack) -> Pack:
    """Return `pack` after a sort that puts the smallest first."""
    return lambda sizes, capacity: pack(sorted(sizes), capacity)


def descending(pack: Pack) -> Pack:
    """Return `pack` after a sort that nobody asked for."""
    return lambda sizes, capacity: pack(sorted(sizes, reverse=True), capacity)


STRICT = (
    "A rock that fills its box to the brim does fit: 3 + 2 in a box of 5 leaves nothing over and is allowed."
    " Your comparison leaves out that both sides may be equal: it takes <= instead of <, or >= instead of >."
)
LOST = "The rock that opens a new box is missing from it: a new box starts with that rock inside, [size]."
SIZE_ALONE = (
    "Everything goes into one box. Either your condition does not count what already lies there: compare both together"
    " with the capacity, what lies in the box, sum(…), and the rock. Or it compares with a number where the name"
    " capacity belongs: boxes are not always as large as in the picture."
)
ROCK_FORGOTTEN = (
    "Your code asks whether the box has any room left, not whether this rock fits into it. Add the size of the"
    " rock before you compare with the capacity."
)
AT_THE_BRIM = (
    "Your code asks how full the box is before the rock comes, and even a full box takes one more. The rock counts"
    " as well: add its size before you compare with the capacity."
)
BY_NUMBER = "Your code adds up how many rocks lie in the box; what takes room is their sizes: sum(…), not len(…)."
TURNED_ROUND = (
    "Your comparison points the other way: a rock goes into a box when what lies there and the rock together are"
    " at most the capacity."
)
UPSIDE_DOWN = (
    "Your condition is upside down: it holds just when the rock does not fit. What lies in the box and the rock"
    " together may be as much as the capacity, and no more: <=."
)
COUNT = "Your function returns how many boxes there are. Return the boxes: a list of lists, each with its rocks."
LEVELS = (
    "Your function returns how full each box is. Return the boxes themselves: a list of lists, each with its rocks."
)
ROOMS = (
    "Your function returns how much room is left in each box. Keep the boxes beside the rooms, and return the"
    " boxes: a list of lists, each with its rocks."
)
RETURNS_EARLY = (
    "Your function ends after the first rock: its return stands inside the loop. Move it to the left, level with"
    " the for, so that it waits for the last rock."
)
BOX_AT_THE_START = (
    "Almost: with nothing to pack there should be no box, and yours begins with an empty one, [[]]. Begin with no"
    " box, [], and let the first rock open one."
)
NO_BOX = (
    "Your function returns no box, whatever comes: nothing opens the first one. At the start there is no box to ask,"
    " and a loop over no boxes does nothing. Open one outside of that loop, for each rock that has found no place."
)
BOXES_REORDERED = (
    "These are the right boxes in another order. They stay in the order in which they were opened: a new box comes"
    " at the end, and the list of boxes is neither sorted nor turned round."
)
ROCKS_REORDERED = (
    "These are the right boxes, with the rocks inside them in another order. Rocks stay in the order in which they"
    " were placed: append puts a new one behind the others."
)
NEWEST_ONLY = (
    "Your code looks only at the newest box and never goes back to an older one. Every open box may still have"
    " room for a small rock."
)
DOUBLED = (
    "Some rocks lie in several boxes at once: your loop goes on after the rock has found its place. One rock,"
    " one box: break ends the loop."
)
DOUBLED_AND_OPENED = (
    "A rock that has found its place opens a new box as well: your loop has no break, and the else of a for is left"
    " out only after a break. One rock, one box: break behind the append."
)
SORTED_DOWN = (
    "Your code takes the largest rock first. In this rule nothing is sorted: rocks are placed in the order in"
    " which they come."
)
SORTED_UP = (
    "Your code takes the smallest rock first. In this rule nothing is sorted: rocks are placed in the order in"
    " which they come."
)
WRONG_END = (
    "Your code begins with the newest box. First fit asks the oldest first: go through the boxes in the order in"
    " which they were opened."
)
FIRST_ONLY = (
    "Your code asks the first box only, and opens a new one when the rock does not fit there. Is the else level with"
    " the if? Level with the for it waits until all boxes have been asked."
)
BY_ITEM = (
    "max without a key compares the boxes item by item, the first rocks first, and not how full they are. First fit"
    " takes the oldest box that has room; in a list of those it is the first."
)
FULLEST = (
    "Your code picks the fullest box with room: that is best fit. First fit takes the oldest that has room,"
    " however full it is."
)
EMPTIEST = "Your code picks the emptiest box with room: that is worst fit, which spreads."


def shared(choose: Choose, decreasing: bool = False) -> tuple[Mistake, ...]:
    """Return the mistakes that can happen with any rule."""
    right = packer(choose, room, decreasing)
    return (
        Mistake("strict", packer(choose, strict, decreasing), STRICT),
        Mistake("loses-a-rock", loses(choose, decreasing), LOST),
        Mistake("size-alone", packer(choose, size_alone, decreasing), SIZE_ALONE),
        Mistake("rock-forgotten", packer(choose, rock_forgotten, decreasing), ROCK_FORGOTTEN),
        Mistake("rock-forgotten-at-the-brim", packer(choose, rock_forgotten_at_the_brim, decreasing), AT_THE_BRIM),
        Mistake("by-number", packer(choose, by_number, decreasing), BY_NUMBER),
        Mistake("turned-round", packer(choose, turned_round, decreasing), TURNED_ROUND),
        Mistake("upside-down", packer(choose, upside_down, decreasing), UPSIDE_DOWN),
        Mistake("count", lambda sizes, capacity: len(right(sizes, capacity)), COUNT),
        Mistake("levels", lambda sizes, capacity: [sum(box) for box in right(sizes, capacity)], LEVELS),
        Mistake("rooms", lambda sizes, capacity: [capacity - sum(box) for box in right(sizes, capacity)], ROOMS),
        Mistake("returns-early", returns_early(decreasing), RETURNS_EARLY),
        Mistake("box-at-the-start", lambda sizes, capacity: right(sizes, capacity) or [[]], BOX_AT_THE_START),
        Mistake("no-box", lambda sizes, capacity: [], NO_BOX),
        Mistake("boxes-reordered", lambda sizes, capacity: right(sizes, capacity)[::-1], BOXES_REORDERED, same_boxes),
        Mistake(
            "rocks-reordered",
            lambda sizes, capacity: [box[::-1] for box in right(sizes, capacity)],
            ROCKS_REORDERED,
            same_rocks,
        ),
    )
