# ruff: noqa: written as learners write
"""The power of two choices, as learners write it."""

import random
import sys

import numpy as np


def two(draws, pods):
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if pods > 1 and second >= first:
        second += 1
    return first, second


def right_in_one_go(now, draws, in_flight, memory):
    pods = len(in_flight)
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first and pods > 1:
        second += 1
    if in_flight[first] <= in_flight[second]:
        return first
    return second


def right_round_the_ring(now, draws, in_flight, memory):
    pods = len(in_flight)
    first = int(draws[0] * pods)
    second = (first + 1 + int(draws[1] * (pods - 1))) % pods
    return min(first, second, key=lambda pod: in_flight[pod])


def right_first_by_the_other_draw(now, draws, in_flight, memory):
    first, second = two(draws[::-1], len(in_flight))
    return second if in_flight[second] < in_flight[first] else first


def right_from_a_list(now, draws, in_flight, memory):
    left = list(range(len(in_flight)))
    first = left.pop(int(draws[0] * len(left)))
    if not left:
        return np.int64(first)
    second = left[int(draws[1] * len(left))]
    return np.array([first, second])[int(in_flight[second] < in_flight[first])]


def wrong_with_replacement(now, draws, in_flight, memory):
    n = len(in_flight)
    a, b = int(draws[0] * n), int(draws[1] * n)
    return a if in_flight[a] <= in_flight[b] else b


def wrong_picks_the_busier(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    return first if in_flight[first] > in_flight[second] else second


def wrong_ties_to_the_lower(now, draws, in_flight, memory):
    first, second = sorted(two(draws, len(in_flight)))
    return first if in_flight[first] <= in_flight[second] else second


def wrong_ties_to_the_higher(now, draws, in_flight, memory):
    first, second = sorted(two(draws, len(in_flight)))
    return second if in_flight[second] <= in_flight[first] else first


def wrong_ties_to_the_second(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    return first if in_flight[first] < in_flight[second] else second


def wrong_ties_to_the_second__round_the_ring(now, draws, in_flight, memory):
    pods = len(in_flight)
    first = int(draws[0] * pods)
    second = (first + 1 + int(draws[1] * (pods - 1))) % pods
    return second if in_flight[second] <= in_flight[first] else first


def wrong_ties_to_pod_0(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    if in_flight[first] < in_flight[second]:
        return first
    if in_flight[second] < in_flight[first]:
        return second
    return 0


def wrong_takes_the_first(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    return first


def wrong_takes_the_first__random(now, draws, in_flight, memory):
    return int(draws[0] * len(in_flight))


def wrong_compares_pods(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    return first if first <= second else second


def wrong_takes_the_first__the_second(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    return second


def wrong_takes_the_higher_number(now, draws, in_flight, memory):
    return max(two(draws, len(in_flight)))


def wrong_smaller_draw(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    return first if draws[0] <= draws[1] else second


def wrong_compares_load_with_pod(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    if in_flight[first] <= second:
        return first
    return second


def wrong_index_of_the_load(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    return in_flight.index(min(in_flight[first], in_flight[second]))


def wrong_only_the_equal_moves(now, draws, in_flight, memory):
    pods = len(in_flight)
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second == first and pods > 1:
        second += 1
    return first if in_flight[first] <= in_flight[second] else second


def wrong_only_the_equal_moves_and_fails_with_one_pod(now, draws, in_flight, memory):
    pods = len(in_flight)
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second == first:
        second += 1
    return first if in_flight[first] <= in_flight[second] else second


def wrong_picks_the_busier_and_fails_with_one_pod(now, draws, in_flight, memory):
    pods = len(in_flight)
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first:
        second += 1
    return first if in_flight[first] > in_flight[second] else second


def wrong_only_the_equal_moves_and_ties_to_the_second(now, draws, in_flight, memory):
    pods = len(in_flight)
    if pods == 1:
        return 0
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second == first:
        second += 1
    return first if in_flight[first] < in_flight[second] else second


def wrong_moved_up_too_late_and_picks_the_busier(now, draws, in_flight, memory):
    pods = len(in_flight)
    if pods == 1:
        return 0
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second > first:
        second += 1
    return first if in_flight[first] >= in_flight[second] else second


def wrong_next_if_equal(now, draws, in_flight, memory):
    pods = len(in_flight)
    first, second = int(draws[0] * pods), int(draws[1] * pods)
    if first == second:
        second = (second + 1) % pods
    return first if in_flight[first] <= in_flight[second] else second


def wrong_next_if_equal_and_ties_to_the_second(now, draws, in_flight, memory):
    pods = len(in_flight)
    first, second = int(draws[0] * pods), int(draws[1] * pods)
    if first == second:
        second = (second + 1) % pods
    return first if in_flight[first] < in_flight[second] else second


def wrong_past_the_end_and_fails_with_one_pod(now, draws, in_flight, memory):
    pods = len(in_flight)
    first, second = int(draws[0] * pods), int(draws[1] * pods)
    if first == second:
        second += 1
    return first if in_flight[first] <= in_flight[second] else second


def wrong_always_0_and_1(now, draws, in_flight, memory):
    return 1 if len(in_flight) > 1 and in_flight[1] < in_flight[0] else 0


def wrong_blind(now, draws, in_flight, memory):
    return int(draws[0] * draws[1] * len(in_flight))


def wrong_busy_or_idle(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    if in_flight[first] == 0:
        return first
    if in_flight[second] == 0:
        return second
    return first


def wrong_looks_at_all(now, draws, in_flight, memory):
    return int(np.argmin(in_flight))


def wrong_least_in_flight(now, draws, in_flight, memory):
    least = [pod for pod in range(len(in_flight)) if in_flight[pod] == min(in_flight)]
    return least[int(draws[1] * len(least))]


def wrong_not_moved_up(now, draws, in_flight, memory):
    pods = len(in_flight)
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    return first if in_flight[first] <= in_flight[second] else second


def wrong_one_draw_for_both(now, draws, in_flight, memory):
    first, second = two([draws[0], draws[0]], len(in_flight))
    return first if in_flight[first] <= in_flight[second] else second


def wrong_the_next(now, draws, in_flight, memory):
    first = int(draws[0] * len(in_flight))
    second = (first + 1) % len(in_flight)
    return first if in_flight[first] <= in_flight[second] else second


def wrong_returns_the_load(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    return min(in_flight[first], in_flight[second])


def wrong_counts_itself(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    pod = first if in_flight[first] <= in_flight[second] else second
    in_flight[pod] += 1
    return pod


def wrong_fails_with_one_pod__returns_1(now, draws, in_flight, memory):
    if len(in_flight) == 1:
        return 1
    first, second = two(draws, len(in_flight))
    return first if in_flight[first] <= in_flight[second] else second


def wrong_fails_with_one_pod(now, draws, in_flight, memory):
    pods = len(in_flight)
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first:
        second += 1
    return first if in_flight[first] <= in_flight[second] else second


def wrong_changes_input(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    pod = first if in_flight[first] <= in_flight[second] else second
    in_flight.sort()
    return pod


def wrong_no_such_pod(now, draws, in_flight, memory):
    return len(in_flight)


def wrong_counts_from_one_and_takes_the_first_and_fails_with_one_pod(now, draws, in_flight, memory):
    return int(draws[0] * len(in_flight)) + 1


def wrong_no_such_pod__negative(now, draws, in_flight, memory):
    return -1


def wrong_no_such_pod__not_whole(now, draws, in_flight, memory):
    return draws[0] * len(in_flight)


def wrong_wrong_kind__both(now, draws, in_flight, memory):
    return two(draws, len(in_flight))


def wrong_boundary__one_more_than_twice(now, draws, in_flight, memory):
    first, second = two(draws, len(in_flight))
    return first if in_flight[first] <= in_flight[second] + 1 else second


def wrong_remembers__random(now, draws, in_flight, memory):
    first, second = random.sample(range(len(in_flight)), 2) if len(in_flight) > 1 else (0, 0)
    return first if in_flight[first] <= in_flight[second] else second


def wrong_no_return(now, draws, in_flight, memory):
    answer = int(draws[0] * len(in_flight))


def wrong_no_return__lost_in_a_branch(now, draws, in_flight, memory):
    if now < 0:
        return int(draws[0] * len(in_flight))


def wrong_prints(now, draws, in_flight, memory):
    print(int(draws[0] * len(in_flight)))


def wrong_generator(now, draws, in_flight, memory):
    yield int(draws[0] * len(in_flight))


def wrong_text(now, draws, in_flight, memory):
    return str(int(draws[0] * len(in_flight)))


def wrong_wrong_kind__in_a_dict(now, draws, in_flight, memory):
    return {"answer": int(draws[0] * len(in_flight))}


async def wrong_wrong_kind__async(now, draws, in_flight, memory):
    return int(draws[0] * len(in_flight))


calls = []


def wrong_remembers(now, draws, in_flight, memory):
    calls.append(1)
    return 0 if len(calls) % 397 < 150 else len(in_flight) - 1


def wrong_arguments(in_flight):
    return in_flight


def wrong_arguments__none():
    return 0


def wrong_endless_loop(now, draws, in_flight, memory):
    while True:
        pass


def wrong_endless_loop__swallows_everything(now, draws, in_flight, memory):
    while True:
        try:
            return missing[in_flight]
        except:
            continue


def wrong_exits(now, draws, in_flight, memory):
    sys.exit(1)


def wrong_recursion(now, draws, in_flight, memory):
    return wrong_recursion(now, draws, in_flight, memory)


def wrong_index_error(now, draws, in_flight, memory):
    return [int(draws[0] * len(in_flight))][1]


def wrong_type_error(now, draws, in_flight, memory):
    return int(draws[0] * len(in_flight)) + "1"


def wrong_name_error(now, draws, in_flight, memory):
    return pod_with_fewest


def wrong_zero_division(now, draws, in_flight, memory):
    return 1 // (now)


def wrong_asks_for_input(now, draws, in_flight, memory):
    return int(input("which?"))


def wrong_equals_uneven(now, draws, in_flight, memory):
    best = min(in_flight)
    for pod in range(len(in_flight) - 1, -1, -1):
        if in_flight[pod] == best:
            return pod


def wrong_too_often(now, draws, in_flight, memory):
    pods = len(in_flight)
    if pods == 1:
        return 0
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first:
        second += 1
    return first if in_flight[first] <= sum(in_flight) / pods else second


def wrong_equals_uneven__the_middle_one(now, draws, in_flight, memory):
    by_product = sorted(range(len(in_flight)), key=lambda pod: (in_flight[pod] + draws[0]) * pod)
    return by_product[len(in_flight) // 2]


def wrong_type_error__the_list_for_its_length(now, draws, in_flight, memory):
    first, second = two(draws, in_flight)
    return first if in_flight[first] <= in_flight[second] else second
