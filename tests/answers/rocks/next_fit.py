# ruff: noqa: written as learners write
"""Next fit, as learners write it; the first ones fill the notebook's gap, the others begin anew."""

import sys

import numpy as np


def right_in_the_gap(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and capacity - sum(boxes[-1]) >= size:  # is there room in the newest box, boxes[-1]?
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def right_with_a_current_box(sizes, capacity):
    if not sizes:
        return []
    boxes, current, level = [], [], 0
    for size in sizes:
        if level + size > capacity:
            boxes.append(current)
            current, level = [], 0
        current.append(size)
        level = level + size
    boxes.append(current)
    return boxes


def right_with_numpy_scalars(sizes, capacity):
    boxes = []
    level = np.inf
    for size in np.asarray(sizes, dtype=int):
        if level + size <= capacity:
            boxes[-1] = (*boxes[-1], size)
            level += size
        else:
            boxes.append((size,))
            level = size
    return tuple(boxes)


def right_with_floats(sizes, capacity):
    boxes, level = [], 2.0 * capacity
    for size in sizes:
        if level + size > capacity + 1e-9:
            boxes.append([])
            level = 0.0
        boxes[len(boxes) - 1].append(float(size))
        level += size
    return boxes


def wrong_strict(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size < capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_loses_a_rock(sizes, capacity):
    boxes = []
    i = 0
    while i < len(sizes):
        if len(boxes) == 0 or sum(boxes[-1]) + sizes[i] > capacity:
            boxes.append([])
        else:
            boxes[-1].append(sizes[i])
        i += 1
    return boxes


def wrong_size_alone(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_size_alone__true(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and True:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_rock_forgotten(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and capacity - sum(boxes[-1]) > 0:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_rock_forgotten_at_the_brim(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_by_number(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and len(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_turned_round(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size >= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_upside_down(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size > capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_upside_down__room(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and size > capacity - sum(boxes[-1]):
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_count(sizes, capacity):
    count, level = 0, capacity
    for size in sizes:
        level += size
        if level > capacity:
            count += 1
            level = size
    return count


def wrong_levels(sizes, capacity):
    levels = []
    for size in sizes:
        if levels and levels[-1] + size <= capacity:
            levels[-1] += size
        else:
            levels.append(size)
    return levels


def wrong_rooms(sizes, capacity):
    boxes = []
    for size in sizes:
        if not boxes or size > boxes[-1]:
            boxes.append(capacity)
        boxes[-1] -= size
    return boxes


def wrong_returns_early(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
        return boxes


def wrong_box_at_the_start(sizes, capacity):
    boxes = [[]]
    for size in sizes:
        if sum(boxes[-1]) + size > capacity:
            boxes.append([])
        boxes[-1].append(size)
    return boxes


def wrong_no_box(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
    return boxes


def wrong_boxes_reordered(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[0]) + size <= capacity:
            boxes[0].append(size)
        else:
            boxes.insert(0, [size])
    return boxes


def wrong_rocks_reordered(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].insert(0, size)
        else:
            boxes.append([size])
    return boxes


def wrong_bare_item(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append(size)
    return boxes


def wrong_reopens(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_last_box_lost(sizes, capacity):
    boxes = []
    box = []
    for size in sizes:
        if sum(box) + size <= capacity:
            box.append(size)
        else:
            boxes.append(box)
            box = [size]
    return boxes


def wrong_sorts(sizes, capacity):
    boxes = []
    for size in sorted(sizes, key=lambda s: -s):
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_sorts_up(sizes, capacity):
    sizes = sorted(sizes)
    boxes = []
    for i in range(len(sizes)):
        if boxes and sum(boxes[-1]) + sizes[i] <= capacity:
            boxes[-1].append(sizes[i])
        else:
            boxes.append([sizes[i]])
    return boxes


def wrong_logic__at_most_two_rocks(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and len(boxes[-1]) < 2 and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_bare_item__flat(sizes, capacity):
    return [size for size in sizes if size <= capacity]


def wrong_changes_input(sizes, capacity):
    boxes = []
    sizes.reverse()
    while sizes:
        size = sizes.pop()
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_no_return(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    boxes


def wrong_prints(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    print("the boxes are", boxes)


def wrong_generator(sizes, capacity):
    box = []
    for size in sizes:
        if sum(box) + size > capacity:
            yield box
            box = []
        box.append(size)
    yield box


def wrong_generator__expression(sizes, capacity):
    return ([size] for size in sizes)


def wrong_constant(sizes, capacity):
    return [[3, 2], [4]]


def wrong_text(sizes, capacity):
    boxes = ""
    level = 0
    for size in sizes:
        if level + size > capacity:
            boxes += "| "
            level = 0
        boxes += f"{size} "
        level += size
    return boxes


def wrong_wrong_kind(sizes, capacity):
    boxes = {}
    for number, size in enumerate(sizes):
        boxes[number] = [size]
    return boxes


def wrong_remembers(sizes, capacity, boxes=[]):
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_arguments(sizes, capacity, newest):
    return []


def wrong_endless_loop(sizes, capacity):
    boxes = []
    i = 0
    while i < len(sizes):
        if boxes and sum(boxes[-1]) + sizes[i] <= capacity:
            boxes[-1].append(sizes[i])
            i += 1
        else:
            boxes.append
    return boxes


def wrong_endless_loop__swallows_everything(sizes, capacity):
    while True:
        try:
            return [[sizes[0] / 0]]
        except:
            pass


def wrong_exits(sizes, capacity):
    sys.exit()


def wrong_exits__quit(sizes, capacity):
    if capacity == 5:
        quit()
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_recursion(sizes, capacity):
    return wrong_recursion(sizes, capacity)


def wrong_index_error(sizes, capacity):
    boxes = []
    for size in sizes:
        if sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_type_error(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and boxes[-1] + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_zero_division(sizes, capacity):
    boxes = []
    share = capacity / sum(sizes)
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_number_alone(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and len(boxes[-1]) < capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_number_alone_at_the_brim(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and len(boxes[-1]) <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_last_rock(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and boxes[-1][-1] + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_first_rock(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and boxes[-1][0] + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_largest_rock(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and max(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_all_boxes(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(map(sum, boxes)) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_all_rocks(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(sizes) <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_each_alone(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and boxes[-1] == size:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_first_only(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[0]) + size <= capacity:
            boxes[0].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_asks_the_first(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[0]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_asks_the_last_fills_the_first(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[0].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_asks_any(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and any(sum(box) + size <= capacity for box in boxes):
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_newest_with_room(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes[::-1]:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_best_fit(sizes, capacity):
    boxes = []
    for size in sizes:
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_worst_fit(sizes, capacity):
    boxes = []
    for size in sizes:
        emptiest = min(boxes, key=sum, default=None)
        if boxes and sum(emptiest) + size <= capacity:
            emptiest.append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_backwards(sizes, capacity):
    boxes = []
    for size in reversed(sizes):
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_strict_and_first_only(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[0]) + size < capacity:
            boxes[0].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_last_rock_and_strict(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and boxes[-1][-1] + size < capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_loses_a_rock_and_box_at_the_start(sizes, capacity):
    boxes = [[]]
    for size in sizes:
        if sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([])
    return boxes


def wrong_strict_and_count(sizes, capacity):
    boxes, room = 0, 0
    for size in sizes:
        if size < room:
            room -= size
        else:
            boxes += 1
            room = capacity - size
    return boxes


def wrong_exactly_full(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size == capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_all_rocks_and_the_rock(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(sizes) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_opening_rock_forgotten(sizes, capacity):
    boxes, total = [], 0
    for size in sizes:
        if boxes and total + size <= capacity:
            boxes[-1].append(size)
            total += size
        else:
            boxes.append([size])
            total = 0
    return boxes


def wrong_opens_always(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        boxes.append([size])
    return boxes


def wrong_other__as_many_as_capacity(sizes, capacity):
    return [sizes[at:at + 2 * capacity + 1] for at in range(0, len(sizes), 2 * capacity + 1)]


def wrong_compares_nothing(sizes, capacity):
    boxes = []
    for size in sizes:
        if capacity - size:
            boxes.append([size])
        else:
            boxes[-1].append(size)
    return boxes
