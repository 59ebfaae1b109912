# ruff: noqa: written as learners write
"""Best fit decreasing, as learners write it from nothing."""

import sys

import numpy as np


def right_with_a_loop(sizes, capacity):
    order = list(sizes)
    order.sort(reverse=True)
    boxes = []
    for size in order:
        best = None
        for box in boxes:
            if sum(box) + size <= capacity:
                if best is None or sum(box) > sum(best):
                    best = box
        if best is None:
            best = []
            boxes.append(best)
        best.append(size)
    return boxes


def right_with_rooms(sizes, capacity):
    bins = []
    free = []
    for s in sorted(sizes)[::-1]:
        candidates = [(free[i], i) for i in range(len(bins)) if free[i] >= s]
        if candidates:
            _, i = min(candidates)
            bins[i].append(s)
            free[i] -= s
        else:
            bins.append([s])
            free.append(capacity - s)
    return bins


def right_with_numpy(sizes, capacity):
    boxes = []
    for s in -np.sort(-np.array(sizes, dtype=np.int64)):
        rooms = np.array([capacity - sum(b) for b in boxes])
        if boxes and (rooms >= s).any():
            k = int(np.argmin(np.where(rooms >= s, rooms, capacity + 1)))
            boxes[k] = np.append(boxes[k], s)
        else:
            boxes.append(np.array([s]))
    return boxes


def right_with_tuples(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [k for k in range(len(boxes)) if sum(boxes[k]) + size <= capacity]
        if not fits:
            boxes.append((size,))
            continue
        k = max(fits, key=lambda k: sum(boxes[k]))
        boxes[k] += (size,)
    return tuple(boxes)


def best_box(boxes, size, capacity):
    best, best_level = -1, -1
    for k in range(len(boxes)):
        level = sum(boxes[k])
        if level + size <= capacity and level > best_level:
            best, best_level = k, level
    return best


def right_with_a_helper(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    return boxes


def wrong_strict(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = []
        for box in boxes:
            if sum(box) < capacity - size:
                fits.append(box)
        if len(fits) > 0:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_loses_a_rock(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        k = best_box(boxes, size, capacity)
        if k == -1:
            new = []
            boxes.append(new)
        else:
            boxes[k].append(size)
    return boxes


def wrong_size_alone(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_rock_forgotten(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) < capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_rock_forgotten_at_the_brim(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_by_number(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if len(box) + size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_turned_round(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if size >= capacity - sum(box)]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_upside_down(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) > capacity - size]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_count(sizes, capacity):
    free = []
    for s in sorted(sizes, reverse=True):
        fits = [i for i in range(len(free)) if free[i] >= s]
        if fits:
            i = min(fits, key=lambda i: free[i])
            free[i] -= s
        else:
            free.append(capacity - s)
    return len(free)


def wrong_levels(sizes, capacity):
    levels = []
    for s in sorted(sizes, reverse=True):
        fits = [i for i in range(len(levels)) if levels[i] + s <= capacity]
        if fits:
            levels[max(fits, key=lambda i: levels[i])] += s
        else:
            levels.append(s)
    return levels


def wrong_rooms(sizes, capacity):
    free = []
    for s in sorted(sizes, reverse=True):
        fits = [i for i in range(len(free)) if free[i] >= s]
        if fits:
            free[min(fits, key=lambda i: free[i])] -= s
        else:
            free.append(capacity - s)
    return free


def wrong_returns_early(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
        return boxes


def wrong_box_at_the_start(sizes, capacity):
    boxes = [[]]
    for size in sorted(sizes, reverse=True):
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    return boxes


def wrong_no_box(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
    return boxes


def wrong_boxes_reordered(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        boxes.sort(key=sum, reverse=True)
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_boxes_reordered__at_the_end(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    return sorted(boxes, key=sum, reverse=True)


def wrong_rocks_reordered(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            max(fits, key=sum).insert(0, size)
        else:
            boxes.append([size])
    return boxes


def wrong_bare_item(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append(size)
    return boxes


def wrong_ascending(sizes, capacity):
    boxes = []
    for size in sorted(sizes):
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    return boxes


def wrong_unsorted(sizes, capacity):
    boxes = []
    for size in sizes:
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    return boxes


def wrong_unsorted__result_thrown_away(sizes, capacity):
    sorted(sizes, reverse=True)
    boxes = []
    for i in range(len(sizes)):
        k = best_box(boxes, sizes[i], capacity)
        if k < 0:
            boxes.append([sizes[i]])
        else:
            boxes[k].append(sizes[i])
    return boxes


def wrong_first_fit(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
    return boxes


def wrong_first_fit__max_without_key(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            max(fits).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_newest(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [i for i in range(len(boxes)) if sum(boxes[i]) + size <= capacity]
        if fits:
            boxes[max(fits)].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_sorts_boxes(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
                break
        else:
            boxes.append([size])
        boxes.sort(key=sum)
        boxes.reverse()
    return boxes


def wrong_worst_fit(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            max(fits, key=lambda box: capacity - sum(box)).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_most_rocks(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            max(fits, key=len).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_newest_only(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        if boxes and sum(boxes[-1]) + size <= capacity:
            boxes[-1].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_tie_to_newest(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        best, level = None, 0
        for box in boxes:
            if sum(box) + size <= capacity and sum(box) >= level:
                best, level = box, sum(box)
        if best is None:
            boxes.append([size])
        else:
            best.append(size)
    return boxes


def wrong_doubles_a_rock(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        placed = False
        for i in range(len(boxes)):
            if sum(boxes[i]) + size <= capacity:
                boxes[i].append(size)
                placed = True
        if not placed:
            boxes.append([size])
    return boxes


def wrong_doubles_and_opens(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        for box in boxes:
            if sum(box) + size <= capacity:
                box.append(size)
        boxes.append([size])
    return boxes


def wrong_other__max_of_boxes(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            min(fits, key=max).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_fullest_of_all(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fullest = max(boxes, key=sum, default=None)
        if fullest is not None and sum(fullest) + size <= capacity:
            fullest.append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_changes_input(sizes, capacity):
    sizes.sort(reverse=True)
    boxes = []
    for size in sizes:
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    return boxes


def wrong_changes_input__takes_the_largest(sizes, capacity):
    boxes = []
    while sizes:
        size = max(sizes)
        sizes.remove(size)
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    return boxes


def wrong_type_error__sort_returns_none(sizes, capacity):
    boxes = []
    for size in list(sizes).sort(reverse=True):
        boxes.append([size])
    return boxes


def wrong_type_error__sort_of_the_input(sizes, capacity):
    boxes = []
    for size in sizes.sort(reverse=True):
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    return boxes


def wrong_type_error__list_and_number(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if box + size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_constant(sizes, capacity):
    sizes = [5, 4, 3]
    boxes = []
    for size in sizes:
        boxes.append([size])
    return boxes


def wrong_no_return(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)


def wrong_prints(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    for box in boxes:
        print(box)
    print(len(boxes))


def wrong_generator(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    yield from boxes


def wrong_generator__reversed(sizes, capacity):
    boxes = []
    for size in sorted(sizes):
        boxes.append([size])
    return reversed(boxes)


def wrong_wrong_kind(sizes, capacity):
    return np.ceil(sum(sizes) / capacity) == 1


seen = []


def wrong_remembers(sizes, capacity):
    for size in sorted(sizes, reverse=True):
        k = best_box(seen, size, capacity)
        if k < 0:
            seen.append([size])
        else:
            seen[k].append(size)
    return seen


def wrong_arguments():
    return []


def wrong_endless_loop(sizes, capacity):
    rest = sorted(sizes)
    boxes = []
    while rest:
        size = rest[-1]
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes = boxes + [[size]]
        rest.pop
        boxes = boxes[-1:]
    return boxes


def wrong_endless_loop__swallows_everything(sizes, capacity):
    order = sorted(sizes, reverse=True)
    boxes = []
    while order:
        try:
            size = order[0]
            max([b for b in boxes if sum(b) + size <= capacity], key=sum).append(size)
            order = order[1:]
        except Exception:
            boxes.appendd([size])
        except:
            pass
        finally:
            continue
    return boxes


def wrong_exits(sizes, capacity):
    if sum(sizes) > capacity:
        raise SystemExit(1)
    return [sizes] if sizes else []


def wrong_recursion(sizes, capacity):
    largest = max(sizes, default=0)
    rest = [size for size in sizes if size < largest]
    return wrong_recursion(rest, capacity) + [[largest]]


def wrong_index_error(sizes, capacity):
    order = sorted(sizes, reverse=True)
    boxes = [[order[0]]]
    for size in order[1:]:
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    return boxes


def wrong_name_error(sizes, capacity):
    for size in sorted(sizes, reverse=True):
        boxes.append([size])
    return boxes


def wrong_zero_division(sizes, capacity):
    mean = sum(sizes) / len(sizes)
    boxes = []
    for size in sorted(sizes, reverse=True):
        k = best_box(boxes, size, capacity)
        if k < 0:
            boxes.append([size])
        else:
            boxes[k].append(size)
    return boxes


def wrong_number_alone(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if len(box) < capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_number_alone_at_the_brim(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if len(box) <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_one_rock(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if box[-1] + size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_one_rock__the_first(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if box[0] + size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_all_boxes(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(map(sum, boxes)) + size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_all_rocks(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(sizes) <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_each_alone(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) == size + capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_fewest_rocks(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            min(fits, key=len).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_smallest_by_item(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            min(fits).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_backwards(sizes, capacity):
    boxes = []
    for size in reversed(sizes):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_each_size_once(sizes, capacity):
    boxes = []
    for size in sorted(set(sizes), reverse=True):
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_first_fit_and_unsorted(sizes, capacity):
    boxes = []
    for size in sizes:
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            fits[0].append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_worst_fit_and_unsorted(sizes, capacity):
    boxes = []
    for size in sizes:
        fits = [box for box in boxes if sum(box) + size <= capacity]
        if fits:
            min(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_strict_and_unsorted(sizes, capacity):
    boxes = []
    for size in sizes:
        fits = [box for box in boxes if sum(box) + size < capacity]
        if fits:
            max(fits, key=sum).append(size)
        else:
            boxes.append([size])
    return boxes


def wrong_strict_and_worst_fit(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        best, most = None, 0
        for box in boxes:
            room = capacity - sum(box) - size
            if room > most:
                best, most = box, room
        if best is None:
            boxes.append([size])
        else:
            best.append(size)
    return boxes


def wrong_fullest_of_all_while_it_has_room(sizes, capacity):
    boxes = []
    for size in sorted(sizes, reverse=True):
        fullest = max(boxes, key=sum, default=None)
        if fullest is not None and sum(fullest) < capacity:
            fullest.append(size)
        else:
            boxes.append([size])
    return boxes
