# ruff: noqa: written as learners write
"""Counting what is in flight, as learners write it."""

import sys
from collections import Counter

import numpy as np


def right_in_the_gap(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now and now < finish:
            in_flight[pod] += 1
    return in_flight


def right_with_a_counter(now, requests, pods):
    there = Counter(pod for pod, arrival, _, finish in requests if arrival <= now < finish)
    return [there[pod] for pod in range(pods)]


def right_with_numpy(now, requests, pods):
    counts = np.zeros(pods, dtype=int)
    for request in requests:
        if request[3] > now >= request[1]:
            counts[request[0]] += 1
    return counts


def right_as_a_tuple(now, requests, pods):
    return tuple(sum(1 for p, a, s, f in requests if p == pod and not (now < a or now >= f)) for pod in range(pods))


def wrong_others_taken_off(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            in_flight[pod] += 1
        else:
            in_flight[pod] -= 1
    return in_flight


def wrong_started_ever(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if start < now:
            in_flight[pod] += 1
    return in_flight


def wrong_lists_the_pods(now, requests, pods):
    in_flight = []
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            in_flight.append(pod)
    return in_flight


def wrong_by_duration(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if finish - arrival > now:
            in_flight[pod] += 1
    return in_flight


def wrong_all_but_those_ending(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if finish != now:
            in_flight[pod] += 1
    return in_flight


def wrong_idle_left_out(now, requests, pods):
    counts = {}
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            counts[pod] = counts.get(pod, 0) + 1
    return [counts[pod] for pod in sorted(counts)]


def wrong_pods_without_requests_left_out(now, requests, pods):
    return [
        sum(arrival <= now < finish for at, arrival, start, finish in requests if at == pod)
        for pod in sorted({request[0] for request in requests})
    ]


def wrong_only_in_service(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if start <= now < finish:
            in_flight[pod] += 1
    return in_flight


def wrong_only_waiting(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now < start:
            in_flight[pod] += 1
    return in_flight


def wrong_never_ends(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now:
            in_flight[pod] += 1
    return in_flight


def wrong_not_yet_arrived(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if now < finish:
            in_flight[pod] += 1
    return in_flight


def wrong_ended_counts(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now <= finish:
            in_flight[pod] += 1
    return in_flight


def wrong_arriving_left_out(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival < now < finish:
            in_flight[pod] += 1
    return in_flight


def wrong_both_ends_wrong(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival < now <= finish:
            in_flight[pod] += 1
    return in_flight


def wrong_in_service_to_the_end(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if start <= now <= finish:
            in_flight[pod] += 1
    return in_flight


def wrong_in_service_ends_left_out(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if start < now < finish:
            in_flight[pod] += 1
    return in_flight


def wrong_only_ended(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if finish <= now:
            in_flight[pod] += 1
    return in_flight


def wrong_only_ended_before(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if now > finish:
            in_flight[pod] += 1
    return in_flight


def wrong_all_ever(now, requests, pods):
    in_flight = [0] * pods
    for pod, *times in requests:
        in_flight[pod] += 1
    return in_flight


def wrong_none(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if finish <= now < arrival:
            in_flight[pod] += 1
    return in_flight


def wrong_turned_around(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival > now or finish <= now:
            in_flight[pod] += 1
    return in_flight


def wrong_busy_or_idle(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            in_flight[pod] = 1
    return in_flight


def wrong_altogether(now, requests, pods):
    return len([r for r in requests if r[1] <= now < r[3]])


def wrong_all_at_pod_0(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            in_flight[0] += 1
    return in_flight


def wrong_returns_early(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            in_flight[pod] += 1
        return in_flight


def wrong_changes_input(now, requests, pods):
    in_flight = [0] * pods
    while requests:
        pod, arrival, start, finish = requests.pop()
        if arrival <= now < finish:
            in_flight[pod] += 1
    return in_flight


def wrong_logic__shares(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            in_flight[pod] += 1
    return [count / (sum(in_flight) or 1) for count in in_flight]


def wrong_wrong_kind__counter(now, requests, pods):
    return Counter(pod for pod, arrival, _, finish in requests if arrival <= now < finish)


def wrong_no_return(now, requests, pods):
    answer = [0] * pods


def wrong_no_return__lost_in_a_branch(now, requests, pods):
    if now < 0:
        return [0] * pods


def wrong_prints(now, requests, pods):
    print([0] * pods)


def wrong_generator(now, requests, pods):
    yield [0] * pods


def wrong_text(now, requests, pods):
    return str([0] * pods)


def wrong_wrong_kind__in_a_dict(now, requests, pods):
    return {"answer": [0] * pods}


async def wrong_wrong_kind__async(now, requests, pods):
    return [0] * pods


calls = []


def wrong_remembers(now, requests, pods):
    calls.append(1)
    return [len(calls)] * pods


def wrong_arguments(requests):
    return requests


def wrong_arguments__none():
    return 0


def wrong_endless_loop(now, requests, pods):
    while True:
        pass


def wrong_endless_loop__swallows_everything(now, requests, pods):
    while True:
        try:
            return missing[requests]
        except:
            continue


def wrong_exits(now, requests, pods):
    sys.exit(1)


def wrong_recursion(now, requests, pods):
    return wrong_recursion(now, requests, pods)


def wrong_index_error(now, requests, pods):
    return [[0] * pods][1]


def wrong_type_error(now, requests, pods):
    return [0] * pods + "1"


def wrong_name_error(now, requests, pods):
    return pod_with_fewest


def wrong_zero_division(now, requests, pods):
    return 1 // (now - now)


def wrong_asks_for_input(now, requests, pods):
    return int(input("which?"))


def wrong_life__neither_end(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival < now < start or start < now < finish:
            in_flight[pod] += 1
    return in_flight


def wrong_life__arriving_now(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival == now:
            in_flight[pod] += 1
    return in_flight


def wrong_life__time_left(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            in_flight[pod] += finish - now
    return in_flight


def wrong_part_left_out__counted_from_one(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            in_flight[pod - 1] += 1
    return in_flight


def wrong_not_numbers(now, requests, pods):
    in_flight = [False] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now < finish:
            in_flight[pod] = True
    return in_flight


def wrong_jump__stops_at_the_first_that_is_not(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if not arrival <= now < finish:
            break
        in_flight[pod] += 1
    return in_flight


def wrong_whole_instants(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if now in range(arrival, finish):
            in_flight[pod] += 1
    return in_flight


def wrong_gone_one_early(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= now <= finish - 1:
            in_flight[pod] += 1
    return in_flight


def wrong_times_cut_off(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if int(now) in range(int(arrival), int(finish)):
            in_flight[pod] += 1
    return in_flight


def wrong_life__rounded_times(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if round(arrival) <= round(now) < round(finish):
            in_flight[pod] += 1
    return in_flight


def wrong_whole__now_cut_off(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if arrival <= int(now) < finish:
            in_flight[pod] += 1
    return in_flight


def wrong_life__by_pod(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        in_flight[pod] += (pod + 1) * (arrival < now)
    return in_flight
