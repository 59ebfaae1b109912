# ruff: noqa: written as learners write
"""Any pod, as learners write it."""

import math
import random
import sys

import numpy as np


def right_as_meant(now, draws, in_flight, memory):
    return int(draws[0] * len(in_flight))


def right_by_the_other_draw(now, draws, in_flight, memory):
    pods = len(in_flight)
    return math.floor(draws[1] * pods)


def right_from_the_other_end(now, draws, in_flight, memory):
    return np.int64(len(in_flight) - 1 - draws[0] * len(in_flight) // 1)


def right_step_by_step(now, draws, in_flight, memory):
    pod = 0
    while (pod + 1) / len(in_flight) <= draws[0]:
        pod += 1
    return pod


def wrong_rounds(now, draws, in_flight, memory):
    return round(draws[0] * len(in_flight))


def wrong_counts_from_one(now, draws, in_flight, memory):
    return int(draws[0] * len(in_flight)) + 1


def wrong_not_whole(now, draws, in_flight, memory):
    return draws[0] * len(in_flight)


def wrong_the_draw_itself(now, draws, in_flight, memory):
    return draws[0]


def wrong_number_of_pods(now, draws, in_flight, memory):
    return len(in_flight)


def wrong_one_too_many(now, draws, in_flight, memory):
    return int(draws[0] * (len(in_flight) + 1))


def wrong_always_10_pods(now, draws, in_flight, memory):
    return int(draws[0] * 10)


def wrong_always_2_pods(now, draws, in_flight, memory):
    return int(draws[0] * len(draws))


def wrong_always_pod_0(now, draws, in_flight, memory):
    return int(draws[0])


def wrong_always_the_last(now, draws, in_flight, memory):
    return len(in_flight) - 1


def wrong_last_left_out(now, draws, in_flight, memory):
    return int(draws[0] * (len(in_flight) - 1))


def wrong_product_of_draws(now, draws, in_flight, memory):
    return int(draws[0] * draws[1] * len(in_flight))


def wrong_mean_of_draws(now, draws, in_flight, memory):
    return int(sum(draws) / 2 * len(in_flight))


def wrong_sum_of_draws(now, draws, in_flight, memory):
    return int(sum(draws) * len(in_flight))


def wrong_returns_the_load(now, draws, in_flight, memory):
    return in_flight[int(draws[0] * len(in_flight))]


def wrong_rounds_among_fewer(now, draws, in_flight, memory):
    return round(draws[0] * (len(in_flight) - 1))


def wrong_least_in_flight(now, draws, in_flight, memory):
    return in_flight.index(min(in_flight))


def wrong_part_left_out__squared(now, draws, in_flight, memory):
    return int(draws[0] ** 2 * len(in_flight))


def wrong_remembers__random(now, draws, in_flight, memory):
    return random.randrange(len(in_flight))


def wrong_remembers__a_choice(now, draws, in_flight, memory):
    return random.choice(range(len(in_flight)))


def wrong_wrong_kind__the_list(now, draws, in_flight, memory):
    return in_flight


def wrong_changes_input(now, draws, in_flight, memory):
    in_flight[0] += 1
    return int(draws[0] * len(in_flight))


def wrong_generator(now, draws, in_flight, memory):
    yield int(draws[0] * len(in_flight))


calls = []


def wrong_remembers(now, draws, in_flight, memory):
    calls.append(1)
    return len(calls) % 7 % len(in_flight)


async def wrong_wrong_kind__async(now, draws, in_flight, memory):
    return int(draws[0] * len(in_flight))


def wrong_no_return(now, draws, in_flight, memory):
    answer = int(draws[0] * len(in_flight))


def wrong_no_return__lost_in_a_branch(now, draws, in_flight, memory):
    if now is None:
        return int(draws[0] * len(in_flight))


def wrong_prints(now, draws, in_flight, memory):
    print(int(draws[0] * len(in_flight)))


def wrong_text(now, draws, in_flight, memory):
    return str(int(draws[0] * len(in_flight)))


def wrong_wrong_kind__in_a_list(now, draws, in_flight, memory):
    return [int(draws[0] * len(in_flight))]


def wrong_arguments(memory):
    return memory


def wrong_arguments__none():
    return 0


def wrong_endless_loop(now, draws, in_flight, memory):
    while True:
        pass


def wrong_endless_loop__swallows_everything(now, draws, in_flight, memory):
    while True:
        try:
            return missing[memory]
        except:
            continue


def wrong_exits(now, draws, in_flight, memory):
    sys.exit(1)


def wrong_recursion(now, draws, in_flight, memory):
    return wrong_recursion(now, draws, in_flight, memory)


def wrong_index_error(now, draws, in_flight, memory):
    return [int(draws[0] * len(in_flight))][1]


def wrong_type_error(now, draws, in_flight, memory):
    return memory + "1"


def wrong_name_error(now, draws, in_flight, memory):
    return pod_with_fewest


def wrong_zero_division(now, draws, in_flight, memory):
    return 1 // 0


def wrong_asks_for_input(now, draws, in_flight, memory):
    return int(input("which?"))


def wrong_part_left_out__never_the_first(now, draws, in_flight, memory):
    return min(int(draws[0] * len(in_flight) + 1), len(in_flight) - 1)


def wrong_total__by_load(now, draws, in_flight, memory):
    return int(draws[0] * sum(in_flight))
