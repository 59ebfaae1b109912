"""Eight packing rules as a person would write them: `(sizes, capacity) -> boxes`, a list of lists.

Vocabulary: sizes [4, 8, 1, 4, 2, 1], capacity 10, and the answer [[4, 1, 4, 1], [8, 2]]: two boxes in
the order opened, each with its sizes in the order placed. `sum(box)` is how full a box is.

These functions are what learners read and rewrite, so each stands alone (a test runs it in an empty
namespace; that is why the decreasing twins repeat a body instead of calling it) and none checks its
input: a size above the capacity gets a box of its own, overfull. The door with the checks is `pack`,
which is also fast and gives the same boxes.
"""

from __future__ import annotations


def next_fit(sizes: list[float], capacity: float) -> list[list[float]]:
    """Put each size into the newest box if it fits; otherwise open a box.

    Time O(n); never more than twice the fewest boxes possible.

    >>> next_fit([4, 8, 1, 4, 2, 1], 10)
    [[4], [8, 1], [4, 2, 1]]
    """
    boxes: list[list[float]] = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def first_fit(sizes: list[float], capacity: float) -> list[list[float]]:
    """Put each size into the oldest box it fits; if it fits none, open a box.

    Never more than ⌊1.7·OPT⌋ boxes (Dósa & Sgall, STACS 2013).

    >>> first_fit([4, 8, 1, 4, 2, 1], 10)
    [[4, 1, 4, 1], [8, 2]]
    """
    boxes: list[list[float]] = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def best_fit(sizes: list[float], capacity: float) -> list[list[float]]:
    """Put each size into the fullest box it fits (the oldest of equals); if it fits none, open a box.

    >>> best_fit([4, 8, 1, 4, 2, 1], 10)
    [[4, 4, 2], [8, 1, 1]]
    """
    boxes: list[list[float]] = []
    for size in sizes:
        fitting = [box for box in boxes if sum(box) + size <= capacity]
        if fitting:
            max(fitting, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def worst_fit(sizes: list[float], capacity: float) -> list[list[float]]:
    """Put each size into the emptiest box it fits (the oldest of equals); if it fits none, open a box.

    >>> worst_fit([4, 8, 1, 4, 2, 1], 10)
    [[4, 1, 4, 1], [8, 2]]
    """
    boxes: list[list[float]] = []
    for size in sizes:
        fitting = [box for box in boxes if sum(box) + size <= capacity]
        if fitting:
            min(fitting, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def next_fit_decreasing(sizes: list[float], capacity: float) -> list[list[float]]:
    """Put each size, the largest first, into the newest box if it fits; otherwise open a box.

    >>> next_fit_decreasing([4, 8, 1, 4, 2, 1], 10)
    [[8], [4, 4, 2], [1, 1]]
    """
    boxes: list[list[float]] = []
    for size in sorted(sizes, reverse=True):
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def first_fit_decreasing(sizes: list[float], capacity: float) -> list[list[float]]:
    """Put each size, the largest first, into the oldest box it fits; if it fits none, open a box.

    Never more than 11/9·OPT + 6/9 boxes (Dósa, ESCAPE 2007), and sometimes as many.

    >>> first_fit_decreasing([4, 8, 1, 4, 2, 1], 10)
    [[8, 2], [4, 4, 1, 1]]
    """
    boxes: list[list[float]] = []
    for size in sorted(sizes, reverse=True):
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def best_fit_decreasing(sizes: list[float], capacity: float) -> list[list[float]]:
    """Put each size, the largest first, into the fullest box it fits; if it fits none, open a box.

    Among equally full boxes the oldest takes it.

    >>> best_fit_decreasing([4, 8, 1, 4, 2, 1], 10)
    [[8, 2], [4, 4, 1, 1]]
    """
    boxes: list[list[float]] = []
    for size in sorted(sizes, reverse=True):
        fitting = [box for box in boxes if sum(box) + size <= capacity]
        if fitting:
            max(fitting, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def worst_fit_decreasing(sizes: list[float], capacity: float) -> list[list[float]]:
    """Put each size, the largest first, into the emptiest box it fits; if it fits none, open a box.

    Among equally empty boxes the oldest takes it.

    >>> worst_fit_decreasing([4, 8, 1, 4, 2, 1], 10)
    [[8, 2], [4, 4, 1, 1]]
    """
    boxes: list[list[float]] = []
    for size in sorted(sizes, reverse=True):
        fitting = [box for box in boxes if sum(box) + size <= capacity]
        if fitting:
            min(fitting, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes
