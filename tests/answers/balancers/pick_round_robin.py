# ruff: noqa: written as learners write
"""Round robin, as learners write it."""

import random
import sys

import numpy as np


def right_in_the_gap(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn % len(in_flight)


def right_keeps_it_small(now, draws, in_flight, memory):
    pod = int(memory[5][3])
    memory[5][3] = pod + 1 if pod + 1 < len(in_flight) else 0
    return pod


def right_with_numpy(now, draws, in_flight, memory):
    memory[1][0] = memory[1][0] + 1
    return np.int64(memory[1][0] - 1) % len(in_flight)


def wrong_never_moves_on(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    turn += 1
    return (turn - 1) % len(in_flight)


def wrong_never_moves_on__after_return(now, draws, in_flight, memory):
    return int(memory[1][0]) % len(in_flight)
    memory[1][0] += 1


def wrong_moves_before(now, draws, in_flight, memory):
    memory[1][0] += 1
    return int(memory[1][0]) % len(in_flight)


def wrong_last_left_out(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn % max(len(in_flight) - 1, 1)


def wrong_two_steps(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    pod = turn % len(in_flight)
    memory[1][0] += 1
    return pod


def wrong_backwards(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] -= 1
    return turn % len(in_flight)


def wrong_backwards_from_the_last(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return len(in_flight) - 1 - turn % len(in_flight)


def wrong_goes_on_at_pod_0(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    if turn >= len(in_flight):
        turn = 0
    return turn


def wrong_returns_the_load(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return in_flight[turn % len(in_flight)]


def wrong_quotient(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn // len(in_flight)


def wrong_exact_quotient(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn / len(in_flight)


def wrong_one_pod_too_many(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    if turn == len(in_flight):
        memory[1][0] = 0
    return turn


def wrong_one_pod_too_few(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn % (len(in_flight) - 1)


def wrong_counts_down(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return len(in_flight) - turn


def wrong_starts_over_once(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    if turn == len(in_flight):
        return 0
    return turn


def wrong_past_the_end(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return list(range(len(in_flight)))[turn]


def wrong_same_pod(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    turn = turn + 1
    return turn % len(in_flight)


def wrong_divided_the_wrong_way(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return len(in_flight) % turn


def wrong_number_of_pods(now, draws, in_flight, memory):
    return len(in_flight)


def wrong_always_10_pods(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn % 10


def wrong_always_12_pods(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn % len(memory)


def wrong_no_remainder_and_moves_before(now, draws, in_flight, memory):
    memory[1][0] += 1
    return int(memory[1][0])


def wrong_at_random__the_other_draw(now, draws, in_flight, memory):
    return int(draws[1] * len(in_flight))


def wrong_exception_left_out__by_load(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    pods = len(in_flight)
    for step in range(pods):
        if in_flight[(turn + step) % pods] == 0:
            return (turn + step) % pods
    return turn % pods


def wrong_each_twice(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 0.5
    return turn % len(in_flight)


def wrong_to_and_fro(now, draws, in_flight, memory):
    pods = len(in_flight)
    pod = int(memory[1][0])
    if memory[2][0] == 0:
        memory[2][0] = 1
    if pod + memory[2][0] >= pods or pod + memory[2][0] < 0:
        memory[2][0] = -memory[2][0]
    if pods > 1:
        memory[1][0] = pod + memory[2][0]
    return pod


def wrong_sticks_at_the_end(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    if turn >= len(in_flight):
        turn = len(in_flight) - 1
    return turn


def wrong_skips_the_busy(now, draws, in_flight, memory):
    while True:
        pod = int(memory[1][0]) % len(in_flight)
        memory[1][0] += 1
        if in_flight[pod] <= min(in_flight):
            return pod


def wrong_least_in_flight(now, draws, in_flight, memory):
    best = 0
    for pod in range(len(in_flight)):
        if in_flight[pod] < in_flight[best]:
            best = pod
    return best


def wrong_at_random(now, draws, in_flight, memory):
    return int(draws[0] * len(in_flight))


def wrong_changes_input(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    in_flight[turn % len(in_flight)] += 1
    return turn % len(in_flight)


def wrong_no_remainder(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn


def wrong_wrong_kind__the_list(now, draws, in_flight, memory):
    return in_flight


def wrong_no_such_pod__float(now, draws, in_flight, memory):
    turn = memory[1][0]
    memory[1][0] += 1
    return turn % len(in_flight)


def wrong_counts_from_one(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn % len(in_flight) + 1


def wrong_by_time(now, draws, in_flight, memory):
    return int(now) % len(in_flight)


def wrong_by_time__in_other_units(now, draws, in_flight, memory):
    return int(now / 2 + 0.5) % len(in_flight)


def wrong_by_time__rounded(now, draws, in_flight, memory):
    return round(now) % len(in_flight)


def wrong_by_time__and_the_turn(now, draws, in_flight, memory):
    memory[1][0] += 1
    return int(memory[1][0] + now) % len(in_flight)


def wrong_part_left_out__three_at_once(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn // 3 % len(in_flight)


def wrong_remembers__in_a_list_outside(now, draws, in_flight, memory, turns=[0]):
    turns[0] += 1
    return (turns[0] - 1) % len(in_flight)


def wrong_no_return(now, draws, in_flight, memory):
    answer = int(memory[1][0]) % len(in_flight)


def wrong_no_return__lost_in_a_branch(now, draws, in_flight, memory):
    if now < 0:
        return int(memory[1][0]) % len(in_flight)


def wrong_prints(now, draws, in_flight, memory):
    print(int(memory[1][0]) % len(in_flight))


def wrong_generator(now, draws, in_flight, memory):
    yield int(memory[1][0]) % len(in_flight)


def wrong_text(now, draws, in_flight, memory):
    return str(int(memory[1][0]) % len(in_flight))


def wrong_wrong_kind__in_a_dict(now, draws, in_flight, memory):
    return {"answer": int(memory[1][0]) % len(in_flight)}


async def wrong_wrong_kind__async(now, draws, in_flight, memory):
    return int(memory[1][0]) % len(in_flight)


calls = []


def wrong_remembers(now, draws, in_flight, memory):
    calls.append(1)
    return len(calls) % len(in_flight)


def wrong_arguments(turn):
    return turn


def wrong_arguments__none():
    return 0


def wrong_endless_loop(now, draws, in_flight, memory):
    while True:
        pass


def wrong_endless_loop__swallows_everything(now, draws, in_flight, memory):
    while True:
        try:
            return missing[turn]
        except:
            continue


def wrong_exits(now, draws, in_flight, memory):
    sys.exit(1)


def wrong_recursion(now, draws, in_flight, memory):
    return wrong_recursion(now, draws, in_flight, memory)


def wrong_index_error(now, draws, in_flight, memory):
    return [int(memory[1][0]) % len(in_flight)][1]


def wrong_type_error(now, draws, in_flight, memory):
    return int(memory[1][0]) % len(in_flight) + "1"


def wrong_name_error(now, draws, in_flight, memory):
    return pod_with_fewest


def wrong_zero_division(now, draws, in_flight, memory):
    return 1 // (memory[1][0])


def wrong_asks_for_input(now, draws, in_flight, memory):
    return int(input("which?"))


def wrong_update__remembers_one(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] = 1
    return turn % len(in_flight)


def wrong_goes_wrong__longer_and_longer_steps(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return turn * (turn + 1) // 2 % len(in_flight)


def wrong_part_left_out__at_once(now, draws, in_flight, memory):
    turn = int(memory[1][0])
    memory[1][0] += 1
    return (turn - 1) % len(in_flight)
