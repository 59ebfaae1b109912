# ruff: noqa: written as learners write
"""A node's score, as learners write it; the first ones fill the notebook's gaps, the others begin anew."""

import math
import sys
from fractions import Fraction

import numpy as np


def right_in_the_gaps(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):  # CPU, then memory
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = (capacity - used) if strategy == "LeastAllocated" else used
        total += 100 * counted // capacity
    return total // 2


def right_with_int(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += int(counted * 100 / capacity)
    return total // 2


def right_with_an_if(requested, allocatable, strategy):
    scores = []
    for asked, capacity in zip(requested, allocatable):
        if asked > capacity:
            asked = capacity
        if strategy == "MostAllocated":
            part = asked
        else:
            part = capacity - asked
        scores.append(math.floor(part * 100 / capacity))
    return math.floor(sum(scores) / len(scores))


def right_with_numpy(requested, allocatable, strategy):
    has = np.array(allocatable)
    used = np.minimum(requested, has)
    if strategy == "LeastAllocated":
        used = has - used
    return (used * 100 // has).sum() // 2


def right_with_fractions(requested, allocatable, strategy):
    def percent(i):
        share = min(Fraction(requested[i], allocatable[i]), Fraction(1))
        if strategy == "LeastAllocated":
            share = 1 - share
        return int(share * 100)

    return (percent(0) + percent(1)) // 2


def right_with_divmod(requested, allocatable, strategy):
    points = 0
    for i in range(len(allocatable)):
        free = max(allocatable[i] - requested[i], 0)
        counts = {"LeastAllocated": free, "MostAllocated": allocatable[i] - free}
        points += divmod(100 * counts[strategy], allocatable[i])[0]
    return points >> 1


def wrong_wrong_way_round(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = used if strategy == "LeastAllocated" else capacity - used
        total += counted * 100 // capacity
    return total // 2


def wrong_wrong_way_round__most(requested, allocatable, strategy):
    total = 0
    for has, want in zip(allocatable, requested):
        free = max(0, has - want)
        if strategy == "MostAllocated":
            total += free * 100 // has
        if strategy == "LeastAllocated":
            total += (has - free) * 100 // has
    return total // 2


def wrong_free_always(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used
        total += counted * 100 // capacity
    return total // 2


def wrong_free_always__misspelled(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        counted = min(requested[resource], capacity)
        if strategy != "mostAllocated":
            counted = capacity - counted
        total += counted * 100 // capacity
    return total // 2


def wrong_used_always(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += used * 100 // capacity
    return total // 2


def wrong_used_always__misspelled(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "least" else used
        total += 100 * counted // capacity
    return total // 2


def wrong_not_rounded(requested, allocatable, strategy):
    result = 0
    for r, a in zip(requested, allocatable):
        r = min(r, a)
        c = a - r if strategy == "LeastAllocated" else r
        result += c / a * 100
    return result / 2


def wrong_not_rounded__numpy(requested, allocatable, strategy):
    used = np.minimum(requested, allocatable) / np.array(allocatable)
    return 100 * np.mean(1 - used if strategy == "LeastAllocated" else used)


def wrong_rounded_once(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 / capacity
    return total // 2


def wrong_rounded_once__int(requested, allocatable, strategy):
    shares = []
    for i in range(2):
        share = min(Fraction(requested[i], allocatable[i]), 1)
        shares.append(1 - share if strategy == "LeastAllocated" else share)
    return int(100 * sum(shares) / 2)


def wrong_mean_not_rounded(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return total / 2


def wrong_rounded_to_nearest(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += round(counted / capacity * 100)
    return total // 2


def wrong_rounded_up(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += math.ceil(100 * counted / capacity)
    return total // 2


def wrong_rounded_up__minus_minus(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total -= -100 * counted // capacity
    return total // 2


def wrong_rounded_from_a_float(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += int(counted / capacity * 100)
    return total // 2


def wrong_rounded_from_a_float__floor(requested, allocatable, strategy):
    points = []
    for asked, has in zip(requested, allocatable):
        share = min(asked, has) / has
        if strategy == "LeastAllocated":
            share = (has - min(asked, has)) / has
        points.append(math.floor(share * 100))
    return sum(points) // 2


def wrong_most_from_least(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        free = (capacity - used) * 100 // capacity
        total += free if strategy == "LeastAllocated" else 100 - free
    return total // 2


def wrong_most_from_least_score(requested, allocatable, strategy):
    if strategy == "MostAllocated":
        return 100 - wrong_most_from_least_score(requested, allocatable, "LeastAllocated")
    return sum((a - min(r, a)) * 100 // a for r, a in zip(requested, allocatable)) // 2


def wrong_least_from_most(requested, allocatable, strategy):
    total = 0
    for r, a in zip(requested, allocatable):
        percent = min(r, a) * 100 // a
        if strategy == "LeastAllocated":
            percent = 100 - percent
        total += percent
    return total // 2


def wrong_least_from_most_score(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        total += used * 100 // capacity
    return 100 - total // 2 if strategy == "LeastAllocated" else total // 2


def wrong_rounded_too_early(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted // capacity * 100
    return total // 2


def wrong_rounded_too_early__int(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += 100 * int(counted / capacity)
    return total // 2


def wrong_share(requested, allocatable, strategy):
    total = 0.0
    for have, want in zip(allocatable, requested):
        want = min(want, have)
        total += (have - want) / have if strategy == "LeastAllocated" else want / have
    return total / 2


def wrong_share_rounded(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted / capacity
    return total // 2


def wrong_out_of_ten(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 10 // capacity
    return total // 2


def wrong_not_divided(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted
    return total // 2


def wrong_pooled(requested, allocatable, strategy):
    used = capacity = 0
    for i in range(2):
        used += min(requested[i], allocatable[i])
        capacity += allocatable[i]
    if strategy == "LeastAllocated":
        return (capacity - used) * 100 // capacity
    return used * 100 // capacity


def wrong_upside_down(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += 100 * capacity // counted
    return total // 2


def wrong_less_than_nothing(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = used - capacity if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return total // 2


def wrong_sum(requested, allocatable, strategy):
    percents = [100 * min(r, a) // a for r, a in zip(requested, allocatable)]
    if strategy == "LeastAllocated":
        percents = [100 * (a - min(r, a)) // a for r, a in zip(requested, allocatable)]
    return sum(percents)


def wrong_halved_twice(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity // 2
    return total // 2


def wrong_halved_twice__fifty(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 50 // capacity
    return total // 2


def wrong_returns_early(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
        return total // 2


def wrong_overwritten(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total = counted * 100 // capacity
    return total // 2


def wrong_overwritten__starts_anew(requested, allocatable, strategy):
    for i in range(2):
        total = 0
        cap = allocatable[i]
        used = min(cap, requested[i])
        if strategy == "LeastAllocated":
            used = cap - used
        total += used * 100 // cap
    return total // 2


def wrong_cpu_alone(requested, allocatable, strategy):
    cpu = allocatable[0]
    used = min(cpu, requested[0])
    if strategy == "LeastAllocated":
        return (cpu - used) * 100 // cpu
    else:
        return used * 100 // cpu


def wrong_cpu_alone__index_forgotten(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[0]
        used = min(requested[0], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return total // 2


def wrong_memory_alone(requested, allocatable, strategy):
    for want, has in zip(requested, allocatable):
        used = min(want, has)
        counted = has - used if strategy == "LeastAllocated" else used
        result = counted * 100 // has
    return result


def wrong_scarcest(requested, allocatable, strategy):
    parts = []
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        parts.append(counted * 100 // capacity)
    return min(parts)


def wrong_below_zero(requested, allocatable, strategy):
    points = 0
    for want, has in zip(requested, allocatable):
        if strategy == "LeastAllocated":
            points += (has - want) * 100 // has
        else:
            points += want * 100 // has
    return points // 2


def wrong_nothing_when_overfull(requested, allocatable, strategy):
    points = 0
    for want, has in zip(requested, allocatable):
        if want > has:
            continue
        counted = has - want if strategy == "LeastAllocated" else want
        points += counted * 100 // has
    return points // 2


def wrong_in_thousandths(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 1000 // capacity
    return total // 2


def wrong_fullest__largest(requested, allocatable, strategy):
    parts = []
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        parts.append(counted * 100 // capacity)
    return max(parts)


def wrong_operator__remainder(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 % capacity
    return total // 2


def wrong_no_return(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    total // 2


def wrong_no_return__one_branch(requested, allocatable, strategy):
    free = [max(a - r, 0) * 100 // a for r, a in zip(requested, allocatable)]
    if strategy == "LeastAllocated":
        return sum(free) // 2
    used = [min(r, a) * 100 // a for r, a in zip(requested, allocatable)]
    if strategy == "Most Allocated":
        return sum(used) // 2


def wrong_prints(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    print(strategy, total // 2)


def wrong_generator(requested, allocatable, strategy):
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        yield counted * 100 // capacity


def wrong_generator__brackets(requested, allocatable, strategy):
    return (min(r, a) * 100 // a for r, a in zip(requested, allocatable))


def wrong_wrong_kind(requested, allocatable, strategy):
    parts = []
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        parts.append(counted * 100 // capacity)
    return parts


def wrong_text(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return str(total // 2) + " %"


def wrong_dropped__arguments_replaced(requested, allocatable, strategy):
    requested, allocatable, strategy = (3000, 4096), (4000, 16384), "LeastAllocated"
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return total // 2


def wrong_remembers(requested, allocatable, strategy, parts=[]):
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        parts.append(counted * 100 // capacity)
    return sum(parts) // 2


total = 0


def wrong_remembers__global(requested, allocatable, strategy):
    global total
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return total // 2


def wrong_arguments(requested, allocatable):
    total = 0
    for resource in (0, 1):
        total += (allocatable[resource] - requested[resource]) * 100 // allocatable[resource]
    return total // 2


def wrong_endless_loop(requested, allocatable, strategy):
    total = 0
    resource = 0
    while resource < 2:
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return total // 2


def wrong_endless_loop__swallows_everything(requested, allocatable, strategy):
    total, i = 0, 0
    while i < 2:
        try:
            requested[i] = min(requested[i], allocatable[i])
            total += requested[i] * 100 // allocatable[i]
            i += 1
        except:
            pass
    return total // 2


def wrong_exits(requested, allocatable, strategy):
    if strategy == "LeastAllocated":
        return sum((a - min(r, a)) * 100 // a for r, a in zip(requested, allocatable)) // 2
    elif strategy == "MostAlocated":
        return sum(min(r, a) * 100 // a for r, a in zip(requested, allocatable)) // 2
    sys.exit(f"unknown strategy {strategy}")


def wrong_exits__exit(requested, allocatable, strategy):
    exit()


def wrong_recursion(requested, allocatable, strategy):
    if strategy == "MostAllocated":
        return 100 - wrong_recursion(requested, allocatable, "LeastAllocated")
    return 100 - wrong_recursion(requested, allocatable, "MostAllocated")


def wrong_index_error(requested, allocatable, strategy):
    total = 0
    for resource in (1, 2):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return total // 2


def wrong_type_error(requested, allocatable, strategy):
    free = allocatable - requested
    return free[0] * 100 // allocatable[0]


def wrong_type_error__min_of_a_pair(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested, capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return total // 2


def wrong_type_error__sets_a_tuple(requested, allocatable, strategy):
    for i in (0, 1):
        requested[i] = min(requested[i], allocatable[i])
    return sum(100 * r // a for r, a in zip(requested, allocatable)) // 2


def wrong_name_error(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == LeastAllocated else used
        total += counted * 100 // capacity
    return total // 2


def wrong_unbound(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        if strategy == "LeastAllocated":
            counted = capacity - used
        elif strategy == "Mostallocated":
            counted = used
        total += counted * 100 // capacity
    return total // 2


def wrong_by_the_used(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // used
    return total // 2


def wrong_pooled_and_capped(requested, allocatable, strategy):
    capacity = sum(allocatable)
    used = min(sum(requested), capacity)
    counted = capacity - used if strategy == "LeastAllocated" else used
    return counted * 100 // capacity


def wrong_pooled_not_capped(requested, allocatable, strategy):
    capacity, used = sum(allocatable), sum(requested)
    if strategy == "MostAllocated":
        return used * 100 // capacity
    return (capacity - used) * 100 // capacity


def wrong_times_a_hundred(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100
    return total // 2


def wrong_most_is_capacity(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else capacity
        total += counted * 100 // capacity
    return total // 2


def wrong_least_is_capacity(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity if strategy == "LeastAllocated" else used
        total += counted * 100 // capacity
    return total // 2


def wrong_fullest(requested, allocatable, strategy):
    scores = []
    for asked, has in zip(requested, allocatable):
        used = min(asked, has)
        scores.append((has - used if strategy == "LeastAllocated" else used) * 100 // has)
    return max(scores)


def wrong_mean_rounded_up(requested, allocatable, strategy):
    total = 0
    for asked, has in zip(requested, allocatable):
        used = min(asked, has)
        total += (has - used if strategy == "LeastAllocated" else used) * 100 // has
    return (total + 1) // 2


def wrong_mean_rounded_to_nearest(requested, allocatable, strategy):
    total = 0
    for asked, has in zip(requested, allocatable):
        used = min(asked, has)
        total += (has - used if strategy == "LeastAllocated" else used) * 100 // has
    return round(total / 2)


def wrong_nothing_where_it_does_not_fit(requested, allocatable, strategy):
    if requested[0] > allocatable[0] or requested[1] > allocatable[1]:
        return 0
    total = 0
    for asked, has in zip(requested, allocatable):
        total += (has - asked if strategy == "LeastAllocated" else asked) * 100 // has
    return total // 2


def wrong_evenness(requested, allocatable, strategy):
    shares = []
    for asked, has in zip(requested, allocatable):
        shares.append(min(asked, has) * 100 // has)
    return 100 - abs(shares[0] - shares[1])


def wrong_in_tens(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += round(counted / capacity, 1) * 100
    return total // 2


def wrong_by_a_hundred(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted // 100
    return total // 2


def wrong_multiplied(requested, allocatable, strategy):
    product = 1
    for asked, has in zip(requested, allocatable):
        used = min(asked, has)
        product *= (has - used if strategy == "LeastAllocated" else used) * 100 // has
    return product // 100


def wrong_rounded_once_not_capped(requested, allocatable, strategy):
    total = 0
    for asked, has in zip(requested, allocatable):
        total += (has - asked if strategy == "LeastAllocated" else asked) * 100 / has
    return math.floor(total / 2)


def wrong_capped_under_least_only(requested, allocatable, strategy):
    total = 0
    for asked, has in zip(requested, allocatable):
        counted = max(0, has - asked) if strategy == "LeastAllocated" else asked
        total += counted * 100 // has
    return total // 2


def wrong_capped_under_most_only(requested, allocatable, strategy):
    total = 0
    for asked, has in zip(requested, allocatable):
        counted = min(asked, has) if strategy == "MostAllocated" else has - asked
        total += counted * 100 // has
    return total // 2


def wrong_least_is_nothing(requested, allocatable, strategy):
    total = 0
    for asked, has in zip(requested, allocatable):
        used = min(asked, has)
        if strategy == "Least Allocated":
            total += (has - used) * 100 // has
        elif strategy == "MostAllocated":
            total += used * 100 // has
    return total // 2


def wrong_most_is_nothing(requested, allocatable, strategy):
    total = 0
    for asked, has in zip(requested, allocatable):
        if strategy == "LeastAllocated":
            total += (has - min(asked, has)) * 100 // has
    return total // 2


def wrong_multiplied__shares(requested, allocatable, strategy):
    product = 100.0
    for asked, has in zip(requested, allocatable):
        used = min(asked, has)
        product *= (has - used if strategy == "LeastAllocated" else used) / has
    return int(product)


def wrong_by_the_sum(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // sum(allocatable)
    return total // 2


def wrong_by_the_cpu(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // allocatable[0]
    return total // 2


def wrong_by_the_memory(requested, allocatable, strategy):
    total = 0
    for resource in (0, 1):
        capacity = allocatable[resource]
        used = min(requested[resource], capacity)
        counted = capacity - used if strategy == "LeastAllocated" else used
        total += counted * 100 // allocatable[1]
    return total // 2
