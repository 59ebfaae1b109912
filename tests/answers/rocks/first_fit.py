# ruff: noqa: written as learners write
"""First fit, as learners write it."""

import sys

import numpy as np


def right_with_indices(sizes, capacity):
    boxes = []
    for i in range(len(sizes)):
        placed = False
        for j in range(len(boxes)):
            if sum(boxes[j]) + sizes[i] <= capacity:
                boxes[j].append(sizes[i])
                placed = True
                break
        if not placed:
            boxes.append([sizes[i]])
    return boxes


def right_with_rooms(sizes, capacity):
    bins, rooms = [], []
    for s in sizes:
        target = next((k for k, room in enumerate(rooms) if room >= s), None)
        if target is None:
            bins.append([])
            rooms.append(capacity)
            target = -1
        bins[target].append(s)
        rooms[target] -= s
    return bins


def right_with_tuples(sizes, capacity):
    boxes = ()
    for size in sizes:
        for k, box in enumerate(boxes):
            if capacity - sum(box) >= size:
                boxes = boxes[:k] + (box + (size,),) + boxes[k + 1 :]
                break
        else:
            boxes = boxes + ((size,),)
    return boxes


def right_with_numpy(sizes, capacity):
    if len(sizes) == 0:
        return []
    sizes = np.array(sizes)
    level = np.zeros(len(sizes), dtype=int)
    where = np.zeros(len(sizes), dtype=int)
    for i, s in enumerate(sizes):
        where[i] = np.argmax(level + s <= capacity)
        level[where[i]] += s
    return [sizes[where == b] for b in range(where.max() + 1)]


def right_recursive(sizes, capacity):
    def put(size, boxes):
        if not boxes:
            return [[size]]
        if sum(boxes[0]) + size <= capacity:
            return [boxes[0] + [size]] + boxes[1:]
        return [boxes[0]] + put(size, boxes[1:])

    result = []
    for size in sizes:
        result = put(size, result)
    return result


def wrong_strict(sizes, capacity):
    boxes = []
    for i in range(len(sizes)):
        j = 0
        while j < len(boxes) and sum(boxes[j]) + sizes[i] >= capacity:
            j += 1
        if j == len(boxes):
            boxes.append([])
        boxes[j].append(sizes[i])
    return boxes


def wrong_strict__rooms(sizes, capacity):
    boxes, rooms = [], []
    for size in sizes:
        for i, room in enumerate(rooms):
            if room > size:
                boxes[i].append(size)
                rooms[i] = room - size
                break
        else:
            boxes.append([size])
            rooms.append(capacity - size)
    return boxes


def wrong_loses_a_rock(sizes, capacity):
    boxes = []
    for size in sizes:
        done = False
        for box in boxes:
            if not done and sum(box) + size <= capacity:
                box += [size]
                done = True
        if not done:
            boxes += [[]]
    return boxes


def wrong_size_alone(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_rock_forgotten(sizes, capacity):
    boxes = []
    for size in sizes:
        for i in range(0, len(boxes)):
            if sum(boxes[i]) < capacity:
                boxes[i] = boxes[i] + [size]
                break
        else:
            boxes = boxes + [[size]]
    return boxes


def wrong_rock_forgotten_at_the_brim(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_by_number(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if len(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_turned_round(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if capacity <= sum(box) + size:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_upside_down(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size > capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_count(sizes, capacity):
    rooms = []
    for size in sizes:
        for i in range(len(rooms)):
            if rooms[i] >= size:
                rooms[i] -= size
                break
        else:
            rooms.append(capacity - size)
    return len(rooms)


def wrong_levels(sizes, capacity):
    levels = []
    for size in sizes:
        for i, level in enumerate(levels):
            if level + size <= capacity:
                levels[i] += size
                break
        else:
            levels.append(size)
    return levels


def wrong_rooms(sizes, capacity):
    boxes = []
    for size in sizes:
        for i, room in enumerate(boxes):
            if size <= room:
                boxes[i] = room - size
                break
        else:
            boxes.append(capacity - size)
    return boxes


def wrong_returns_early(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
        return boxes


def wrong_box_at_the_start(sizes, capacity):
    boxes = [[]]
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_no_box(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
            else:
                boxes.append([size])
    return boxes


def wrong_boxes_reordered(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in reversed(boxes):
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.insert(0, [size])
    return boxes


def wrong_rocks_reordered(sizes, capacity):
    boxes = []
    for size in sizes:
        for i in range(len(boxes)):
            if sum(boxes[i]) + size <= capacity:
                boxes[i] = [size] + boxes[i]
                break
        else:
            boxes.append([size])
    return boxes


def wrong_bare_item(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append(size)
    return boxes


def wrong_newest_only(sizes, capacity):
    boxes = []
    current = None
    for size in sizes:
        if current is None or sum(current) + size > capacity:
            current = []
            boxes.append(current)
        current.append(size)
    return boxes


def wrong_wrong_end(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in reversed(boxes):
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_wrong_end__inserts_in_front(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.insert(0, [size])
    return boxes[::-1]


def wrong_best_fit(sizes, capacity):
    boxes = []
    for size in sizes:
        best = None
        for i, box in enumerate(boxes):
            room = capacity - sum(box)
            if room >= size and (best is None or room < capacity - sum(boxes[best])):
                best = i
        if best is None:
            boxes.append([size])
        else:
            boxes[best].append(size)
    return boxes


def wrong_worst_fit(sizes, capacity):
    boxes = []
    for size in sizes:
        best = None
        for i, box in enumerate(boxes):
            room = capacity - sum(box)
            if room >= size and (best is None or room > capacity - sum(boxes[best])):
                best = i
        if best is None:
            boxes.append([size])
        else:
            boxes[best].append(size)
    return boxes


def wrong_by_item(sizes, capacity):
    boxes = []
    for size in sizes:
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            max(fits).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_doubles_and_opens(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_doubles_and_opens__without_else(sizes, capacity):
    boxes = []
    for size in sizes:
        for i in range(len(boxes)):
            if capacity - sum(boxes[i]) >= size:
                boxes[i].append(size)
        boxes.append([size])
    return boxes


def wrong_doubles_a_rock(sizes, capacity):
    boxes = []
    for size in sizes:
        found = False
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                found = True
        if found == False:
            boxes.append([size])
    return boxes


def wrong_sorts(sizes, capacity):
    order = list(sizes)
    order.sort()
    order.reverse()
    boxes = []
    for size in order:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_sorts_up(sizes, capacity):
    boxes = []
    for size in sorted(sizes):
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_first_only(sizes, capacity):
    boxes = []
    for size in sizes:
        if not boxes:
            boxes.append([size])
            continue
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
            else:
                boxes.append([size])
                break
    return boxes


def wrong_all_boxes(sizes, capacity):
    boxes = []
    total = 0
    for size in sizes:
        total += size
        for box in boxes:
            if total <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_changes_input(sizes, capacity):
    boxes = []
    while sizes:
        size = sizes.pop(0)
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_changes_input__removes(sizes, capacity):
    boxes = []
    while len(sizes) > 0:
        for box in boxes:
            if sum(box) + sizes[0] <= capacity:
                box.append(sizes[0])
                sizes.remove(sizes[0])
                break
        else:
            boxes.append([sizes[0]])
            del sizes[0]
    return boxes


def wrong_no_return(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])


def wrong_prints(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    print(boxes)


def wrong_generator(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    for box in boxes:
        yield box


def wrong_generator__map(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return map(list, boxes)


def wrong_constant(sizes, capacity):
    sizes = [4, 8, 1]
    return [[4, 1], [8]]


async def wrong_wrong_kind__async(sizes, capacity):
    return [[size] for size in sizes]


def wrong_wrong_kind__dict(sizes, capacity):
    boxes = {}
    for size in sizes:
        for box in boxes.values():
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes[len(boxes)] = [size]
    return boxes


def wrong_remembers__default(sizes, capacity, boxes=[]):
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


kept = []


def wrong_remembers__global(sizes, capacity):
    for size in sizes:
        for box in kept:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            kept.append([size])
    return kept


def wrong_arguments(sizes):
    return [[size] for size in sizes]


def wrong_endless_loop(sizes, capacity):
    boxes = []
    i = 0
    while i < len(sizes):
        for box in boxes:
            if sum(box) + sizes[i] <= capacity:
                box.append(sizes[i])
                i += 1
                break
    return boxes


def wrong_endless_loop__swallows_everything(sizes, capacity):
    boxes = []
    i = 0
    while i < len(sizes):
        try:
            boxes[-1][0] + 1
            i += 1
        except:
            continue
    return boxes


def wrong_exits(sizes, capacity):
    if len(sizes) < 2:
        sys.exit("nothing to choose")
    return [[size] for size in sizes]


def wrong_exits__exit(sizes, capacity):
    if len(sizes) == 2:
        exit()
    return [[size] for size in sizes]


def wrong_recursion(sizes, capacity):
    return [sizes[:1]] + wrong_recursion(sizes[1:], capacity)


def wrong_index_error(sizes, capacity):
    boxes = []
    i = 0
    for size in sizes:
        while sum(boxes[i]) + size > capacity:
            i = i + 1
        boxes[i].append(size)
    return boxes


def wrong_type_error(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if box + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_name_error(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capcity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_unbound(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                place = box
                break
        if place:
            place.append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_asks_for_input(sizes, capacity):
    capacity = int(input("How much does a box hold? "))
    return [[size] for size in sizes]


def wrong_raises_interrupt(sizes, capacity):
    raise KeyboardInterrupt


def wrong_number_alone(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if len(box) < capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_number_alone_at_the_brim(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if len(box) <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_last_rock(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if box[-1] + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_first_rock(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if box[0] + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_largest_rock(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if max(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_all_rocks(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(sizes) <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_each_alone(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) == 0:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_asks_the_last_fills_the_first(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(boxes[-1]) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_fullest_of_all(sizes, capacity):
    boxes = []
    for size in sizes:
        box = max(boxes, key=sum, default=[capacity])
        if sum(box) + size <= capacity:
            box.append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_backwards(sizes, capacity):
    boxes = []
    for size in sizes[::-1]:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_strict_and_newest_only(sizes, capacity):
    boxes = []
    for size in sizes:
        if boxes and sum(boxes[-1]) + size < capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_by_number_and_strict(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if len(box) + size < capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_strict_and_asks_the_last_fills_the_first(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(boxes[-1]) + size < capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_logic__at_most_two_rocks(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if len(box) < 2 and sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_exactly_full(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size == capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_all_rocks_and_the_rock(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(sizes) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_opening_rock_forgotten(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box[1:]) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_opens_always(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        boxes.append([size])
    return boxes


def wrong_compares_nothing(sizes, capacity):
    boxes = []
    for size in sizes:
        for box in boxes:
            if sum(box) + size:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes
