"""A packing loop made of its steps, each of which may be the wrong one.

Vocabulary: `compared(size, box, boxes, sizes)` is what is set beside the capacity (`sum(box) + size`), `compare` how;
by rule ("oldest"), `choose(fitting, boxes)` names the box that takes the size among the positions of those that have
room (None: a new one).
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

Box = list[float]
Boxes = list[Box]
Pack = Callable[[list[float], float], Any]
Compared = Callable[[float, Box, Boxes, list[float]], float]
Choose = Callable[[list[int], Boxes], int | None]
Order = Callable[[list[float]], list[float]]


def as_they_come(sizes: list[float]) -> list[float]:
    """Return the sizes in the order in which they come."""
    return list(sizes)


def largest_first(sizes: list[float]) -> list[float]:
    """Return the sizes in decreasing order."""
    return sorted(sizes, reverse=True)


def turned_round(sizes: list[float]) -> list[float]:
    """Return the sizes from the last to the first."""
    return sizes[::-1]


def largest_first_once(sizes: list[float]) -> list[float]:
    """Return the different sizes in decreasing order."""
    return sorted(set(sizes), reverse=True)


def with_rock(size: float, box: Box, boxes: Boxes, sizes: list[float]) -> float:
    """Return how full a box would be with the size in it."""
    return sum(box) + size


COMPARED: dict[str, Compared] = {
    "rock": lambda size, box, boxes, sizes: size,
    "box": lambda size, box, boxes, sizes: sum(box),
    "number and rock": lambda size, box, boxes, sizes: len(box) + size,
    "number": lambda size, box, boxes, sizes: len(box),
    "last and rock": lambda size, box, boxes, sizes: box[-1] + size,
    "first and rock": lambda size, box, boxes, sizes: box[0] + size,
    "largest and rock": lambda size, box, boxes, sizes: max(box) + size,
    "all boxes and rock": lambda size, box, boxes, sizes: sum(map(sum, boxes)) + size,
    "all rocks": lambda size, box, boxes, sizes: sum(sizes),
    "all rocks and rock": lambda size, box, boxes, sizes: sum(sizes) + size,
    "all but the first and rock": lambda size, box, boxes, sizes: sum(box[1:]) + size,
}


def of_all(pick: Callable[..., int]) -> Choose:
    """Return the rule that picks among all boxes by how full they are, and only then asks whether the size fits."""

    def choose(fitting: list[int], boxes: Boxes) -> int | None:
        picked = pick(range(len(boxes)), key=lambda index: sum(boxes[index]), default=None)
        return picked if picked in fitting else None

    return choose


RULES: dict[str, Choose] = {
    "oldest": lambda fitting, boxes: min(fitting, default=None),  # first fit
    "first only": lambda fitting, boxes: 0 if 0 in fitting else None,
    "newest": lambda fitting, boxes: max(fitting, default=None),
    "newest only": lambda fitting, boxes: len(boxes) - 1 if len(boxes) - 1 in fitting else None,  # next fit
    "oldest if the newest fits": lambda fitting, boxes: 0 if len(boxes) - 1 in fitting else None,
    "newest if the oldest fits": lambda fitting, boxes: len(boxes) - 1 if 0 in fitting else None,
    "newest if any fits": lambda fitting, boxes: len(boxes) - 1 if fitting else None,
    "fullest": lambda fitting, boxes: max(fitting, key=lambda index: sum(boxes[index]), default=None),  # best fit
    "fullest of all": of_all(max),
    "newest fullest": lambda fitting, boxes: max(fitting, key=lambda index: (sum(boxes[index]), index), default=None),
    "most rocks": lambda fitting, boxes: max(fitting, key=lambda index: len(boxes[index]), default=None),
    "fewest rocks": lambda fitting, boxes: min(fitting, key=lambda index: len(boxes[index]), default=None),
    # By `max` without a key: the first rocks decide, of equal ones the second, and so on.
    "largest by item": lambda fitting, boxes: max(fitting, key=lambda index: boxes[index], default=None),
    "smallest by item": lambda fitting, boxes: min(fitting, key=lambda index: boxes[index], default=None),
    "emptiest": lambda fitting, boxes: min(fitting, key=lambda index: sum(boxes[index]), default=None),  # worst fit
}


def packer(
    rule: str,
    order: Order = as_they_come,
    compared: Compared = with_rock,
    compare: Callable[[float, float], bool] = operator.le,
    opens_empty: bool = False,
    opens_always: bool = False,
    begins_with_box: bool = False,
    gives: Callable[[Boxes, float], Any] = lambda boxes, capacity: boxes,
) -> Pack:
    """Return the function that packs so; a box that opens empty has lost its rock."""
    choose = RULES[rule]

    def pack(sizes: list[float], capacity: float) -> Any:
        boxes: Boxes = [[]] if begins_with_box else []
        for size in order(sizes):
            fitting = [at for at, box in enumerate(boxes) if compare(compared(size, box, boxes, sizes), capacity)]
            index = choose(fitting, boxes)
            if index is not None:
                boxes[index].append(size)
            if index is None or opens_always:
                boxes.append([] if opens_empty else [size])
        return gives(boxes, capacity)

    return pack


def doubles(order: Order, opens_always: bool = False) -> Pack:
    """Return a packer without a break: every box with room takes the rock, and perhaps a new one, too."""

    def pack(sizes: list[float], capacity: float) -> Boxes:
        boxes: Boxes = []
        for size in order(sizes):
            takers = [box for box in boxes if sum(box) + size <= capacity]
            for box in takers:
                box.append(size)
            if opens_always or not takers:
                boxes.append([size])
        return boxes

    return pack


def sort_boxes(sizes: list[float], capacity: float) -> Boxes:
    """Best fit decreasing by first fit on boxes sorted anew for every rock: of equally full ones the newest."""
    boxes: Boxes = []
    for size in largest_first(sizes):
        boxes = sorted(boxes, key=sum)[::-1]
        taker = next((box for box in boxes if sum(box) + size <= capacity), None)
        if taker is None:
            boxes.append([size])
        else:
            taker.append(size)
    return boxes


def returns_early(order: Order) -> Pack:
    """Return a packer whose `return` stands in the loop; without rocks it is never reached."""

    def pack(sizes: list[float], capacity: float) -> Boxes | None:
        return [order(sizes)[:1]] if sizes else None

    return pack
