# ruff: noqa: written as learners write
"""Two different pods, as learners write it."""

import math
import random
import sys

import numpy as np


def right_in_the_gap(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first:
        second += 1
    return first, second


def right_round_the_ring(draws, pods):
    first = int(draws[0] * pods)
    return first, (first + 1 + int(draws[1] * (pods - 1))) % pods


def right_the_last_fills_the_gap(draws, pods):
    first, second = int(draws[0] * pods), int(draws[1] * (pods - 1))
    if second == first:
        second = pods - 1
    return [first, second]


def right_from_a_list(draws, pods):
    left = list(range(pods))
    first = left.pop(int(draws[0] * pods))
    return first, left[math.floor(draws[1] * len(left))]


def right_all_pairs(draws, pods):
    pairs = [(a, b) for a in range(pods) for b in range(pods) if a != b]
    return np.array(pairs[int(draws[0] * len(pairs))])


def wrong_with_replacement(draws, pods):
    return int(draws[0] * pods), int(draws[1] * pods)


def wrong_not_moved_up(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    return first, second


def wrong_moved_up_too_late(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second > first:
        second += 1
    return first, second


def wrong_only_the_equal_moves(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second == first:
        second += 1
    return first, second


def wrong_always_moves(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if True:
        second += 1
    return first, second


def wrong_those_before_move(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if first >= second:
        second += 1
    return first, second


def wrong_only_those_before_move(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second < first:
        second += 1
    return first, second


def wrong_all_but_the_equal_move(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second != first:
        second += 1
    return first, second


def wrong_next_if_equal(draws, pods):
    first, second = (int(draw * pods) for draw in draws)
    if second == first:
        second = (second + 1) % pods
    return first, second


def wrong_past_the_end(draws, pods):
    first, second = (int(draw * pods) for draw in draws)
    if second == first:
        second += 1
    return first, second


def wrong_compares_draws(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if draws[1] >= draws[0]:
        second += 1
    return first, second


def wrong_compares_draws_strictly(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if draws[1] > draws[0]:
        second += 1
    return first, second


def wrong_compares_draws_for_equality(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if draws[0] == draws[1]:
        second += 1
    return first, second


def wrong_moves_the_first(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first:
        first += 1
    return first, second


def wrong_pod_0_if_equal_among_fewer(draws, pods):
    first, second = int(draws[0] * pods), int(draws[1] * (pods - 1))
    return first, 0 if second == first else second


def wrong_one_down_if_equal(draws, pods):
    first, second = int(draws[0] * pods), int(draws[1] * (pods - 1))
    return first, second - 1 if second == first else second


def wrong_step_from_zero(draws, pods):
    first = int(draws[0] * pods)
    return first, (first + int(draws[1] * (pods - 1))) % pods


def wrong_with_replacement__step_of_any_size(draws, pods):
    first = int(draws[0] * pods)
    return first, (first + 1 + int(draws[1] * pods)) % pods


def wrong_previous_if_equal(draws, pods):
    first, second = (int(draw * pods) for draw in draws)
    if second == first:
        second = (first - 1) % pods
    return first, second


def wrong_before_the_first(draws, pods):
    first, second = (int(draw * pods) for draw in draws)
    if second == first:
        second = second - 1
    return first, second


def wrong_the_last_if_equal(draws, pods):
    first, second = (int(draw * pods) for draw in draws)
    if second == first:
        second = pods - 1
    return first, second


def wrong_pod_0_if_equal(draws, pods):
    first, second = (int(draw * pods) for draw in draws)
    if second == first:
        second = 0
    return first, second


def wrong_of_all_and_moved_up(draws, pods):
    first, second = (int(draw * pods) for draw in draws)
    if second >= first:
        second += 1
    return first, second


def wrong_always_0_and_1(draws, pods):
    return 0, 1


def wrong_the_next(draws, pods):
    first = int(draws[0] * pods)
    second = first + 1
    if second == pods:
        second = 0
    return first, second


def wrong_one_draw_for_both(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[0] * (pods - 1))
    if second >= first:
        second += 1
    return first, second


def wrong_in_order(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first:
        second += 1
    return min(first, second), max(first, second)


def wrong_in_order__sorted(draws, pods):
    left = list(range(pods))
    return sorted(left.pop(int(draw * len(left))) for draw in draws)


def wrong_in_order__larger_first(draws, pods):
    first = int(draws[0] * pods)
    second = (first + 1 + int(draws[1] * (pods - 1))) % pods
    return (first, second) if first > second else (second, first)


def wrong_in_order__all_pairs_once(draws, pods):
    pairs = [(a, b) for a in range(pods) for b in range(a + 1, pods)]
    return pairs[int(draws[0] * len(pairs))]


def wrong_counts_from_one(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first:
        second += 1
    return 1 + first, 1 + second


def wrong_rounds(draws, pods):
    first = round(draws[0] * pods)
    second = round(draws[1] * (pods - 1))
    if second >= first:
        second += 1
    return first, second


def wrong_both_of_fewer(draws, pods):
    first = int(draws[0] * (pods - 1))
    second = int(draws[1] * (pods - 1))
    if second >= first:
        second += 1
    return first, second


def wrong_not_whole(draws, pods):
    first = draws[0] * pods
    second = draws[1] * (pods - 1)
    if second >= first:
        second += 1
    return first, second


def wrong_mirrored(draws, pods):
    first = int(draws[0] * pods)
    return first, pods - 1 - first


def wrong_opposite(draws, pods):
    first = int(draws[0] * pods)
    second = first + pods // 2
    return first, second if second < pods else second - pods


def wrong_part_left_out__squeezed(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * draws[1] * (pods - 1))
    if second >= first:
        second += 1
    return first, second


def wrong_wrong_kind__one_pod(draws, pods):
    return int(draws[0] * pods)


def wrong_remembers__random(draws, pods):
    return tuple(random.sample(range(pods), 2))


def wrong_no_return(draws, pods):
    answer = (int(draws[0] * pods), 0)


def wrong_no_return__lost_in_a_branch(draws, pods):
    if pods < 0:
        return (int(draws[0] * pods), 0)


def wrong_prints(draws, pods):
    print((int(draws[0] * pods), 0))


def wrong_generator(draws, pods):
    yield (int(draws[0] * pods), 0)


def wrong_text(draws, pods):
    return str((int(draws[0] * pods), 0))


def wrong_wrong_kind__in_a_dict(draws, pods):
    return {"answer": (int(draws[0] * pods), 0)}


async def wrong_wrong_kind__async(draws, pods):
    return (int(draws[0] * pods), 0)


calls = []


def wrong_remembers(draws, pods):
    calls.append(1)
    return (0, 1) if len(calls) % 300 < 150 else (1, 0)


def wrong_arguments(n):
    return n


def wrong_arguments__none():
    return 0


def wrong_endless_loop(draws, pods):
    while True:
        pass


def wrong_endless_loop__swallows_everything(draws, pods):
    while True:
        try:
            return missing[n]
        except:
            continue


def wrong_exits(draws, pods):
    sys.exit(1)


def wrong_recursion(draws, pods):
    return wrong_recursion(draws, pods)


def wrong_index_error(draws, pods):
    return [(int(draws[0] * pods), 0)][1]


def wrong_type_error(draws, pods):
    return (int(draws[0] * pods), 0) + "1"


def wrong_name_error(draws, pods):
    return pod_with_fewest


def wrong_zero_division(draws, pods):
    return 1 // (pods - pods)


def wrong_asks_for_input(draws, pods):
    return int(input("which?"))


def wrong_same_pod_twice(draws, pods):
    first, second = (int(draw * pods) for draw in draws)
    return max(first, second), min(first, second)


def wrong_pair_missing(draws, pods):
    first = int(draws[0] * pods)
    return first, 0 if first != 0 else 1


def wrong_no_such_pods(draws, pods):
    first = int(draws[0] * pods)
    return first, first + 1


def wrong_pairs_uneven__both_squared(draws, pods):
    first = int(draws[0] ** 2 * pods)
    second = int(draws[1] ** 2 * (pods - 1))
    if second >= first:
        second += 1
    return first, second


def wrong_brackets__at_the_very_end(draws, pods):
    first = int(draws[0] * pods)
    return first, (first + 1 + int(draws[1] * pods - 1)) % pods


def wrong_not_moved_up__condition_that_never_holds(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second == pods - 1:
        second += 1
    return first, second
