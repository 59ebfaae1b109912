# ruff: noqa: written as learners write
"""The latency of a request, as learners write it."""

import sys

import numpy as np


def right_as_meant(arrived_s, started_s, work_s):
    return started_s - arrived_s + work_s


def right_by_its_end(arrived_s, started_s, work_s):
    ended_s = started_s + work_s
    return ended_s - arrived_s


def right_with_numpy(arrived_s, started_s, work_s):
    return np.sum([started_s, work_s, -arrived_s])


def wrong_only_the_wait(arrived_s, started_s, work_s):
    return started_s - arrived_s


def wrong_only_the_work(arrived_s, started_s, work_s):
    return work_s


def wrong_when_it_ended(arrived_s, started_s, work_s):
    return started_s + work_s


def wrong_work_taken_off(arrived_s, started_s, work_s):
    return started_s - arrived_s - work_s


def wrong_backwards(arrived_s, started_s, work_s):
    return arrived_s - started_s + work_s


def wrong_from_the_beginning(arrived_s, started_s, work_s):
    return arrived_s + started_s + work_s


def wrong_arrival_and_work(arrived_s, started_s, work_s):
    return arrived_s + work_s


def wrong_longer_of_both(arrived_s, started_s, work_s):
    return max(started_s - arrived_s, work_s)


def wrong_effect_of_work(arrived_s, started_s, work_s):
    return (started_s - arrived_s) * work_s


def wrong_generator(arrived_s, started_s, work_s):
    yield started_s - arrived_s + work_s


calls = []


def wrong_remembers(arrived_s, started_s, work_s):
    calls.append(1)
    return len(calls) * 7


async def wrong_wrong_kind__async(arrived_s, started_s, work_s):
    return started_s - arrived_s + work_s


def wrong_no_return(arrived_s, started_s, work_s):
    answer = work_s


def wrong_no_return__lost_in_a_branch(arrived_s, started_s, work_s):
    if arrived_s is None:
        return work_s


def wrong_prints(arrived_s, started_s, work_s):
    print(work_s)


def wrong_text(arrived_s, started_s, work_s):
    return str(work_s)


def wrong_wrong_kind__in_a_list(arrived_s, started_s, work_s):
    return [work_s]


def wrong_arguments(work_s):
    return work_s


def wrong_arguments__none():
    return 0


def wrong_endless_loop(arrived_s, started_s, work_s):
    while True:
        pass


def wrong_endless_loop__swallows_everything(arrived_s, started_s, work_s):
    while True:
        try:
            return missing[work_s]
        except:
            continue


def wrong_exits(arrived_s, started_s, work_s):
    sys.exit(1)


def wrong_recursion(arrived_s, started_s, work_s):
    return wrong_recursion(arrived_s, started_s, work_s)


def wrong_index_error(arrived_s, started_s, work_s):
    return [work_s][1]


def wrong_type_error(arrived_s, started_s, work_s):
    return work_s + "1"


def wrong_name_error(arrived_s, started_s, work_s):
    return pod_with_fewest


def wrong_zero_division(arrived_s, started_s, work_s):
    return 1 // 0


def wrong_asks_for_input(arrived_s, started_s, work_s):
    return int(input("which?"))


def wrong_effect_of_arrived(arrived_s, started_s, work_s):
    return started_s - work_s


def wrong_part_left_out__waits_twice(arrived_s, started_s, work_s):
    return 2 * (started_s - arrived_s) + work_s


def wrong_work_as_a_time__effect_of_started(arrived_s, started_s, work_s):
    return work_s - arrived_s


def wrong_work_as_a_time(arrived_s, started_s, work_s):
    return work_s - arrived_s


def wrong_work_as_a_time__wait_and_rest(arrived_s, started_s, work_s):
    return (started_s - arrived_s) + (work_s - started_s)


def wrong_work_as_a_time_since_the_start(arrived_s, started_s, work_s):
    return work_s - started_s
