# ruff: noqa: written as learners write
"""What an autoscaler sees of pods with a limit, as learners write it."""

import math
from math import ceil, inf


def right_in_the_gap(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def right_by_min(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = sum(min(wanted_m, limit_m) for wanted_m in demand_m)
    balanced_m = sum(demand_m) if sum(demand_m) < pods * limit_m else pods * limit_m
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def right_by_the_mean(demand_m, request_m, limit_m):
    pods = len(demand_m)
    mean_m = sum(demand_m) / pods
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m >= limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = pods * min(mean_m, limit_m)
    return [int(100 * now_m / (pods * request_m)), int(100 * balanced_m / (pods * request_m))]


def wrong_demand_for_usage(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if False:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_demand_for_usage__equal(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m == limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_all_at_their_limit(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_larger_for_smaller(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m < limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_held_by_the_request(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > request_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_held_if_there_is_a_limit(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if limit_m != inf:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_all_of_them_held(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if sum(demand_m) > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_the_mean_held(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if sum(demand_m) / pods > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_limit_on_top(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_nothing_of_the_held(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = sum(wanted_m for wanted_m in demand_m if wanted_m <= limit_m)
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_one_limit_where_short(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = sum(demand_m) if sum(demand_m) <= pods * limit_m else limit_m
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_hundred_at_most(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return min(100, 100 * now_m // (pods * request_m)), min(100, 100 * balanced_m // (pods * request_m))


def wrong_balanced_beyond_the_limit(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = sum(demand_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_balance_changes_nothing(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = now_m
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_one_balanced_pod(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = sum(demand_m) / pods
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_one_balanced_pod_held(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m) / pods, limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_what_one_pod_uses_now(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = now_m / pods
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_one_limit_for_all(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_all_limits_used(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = pods * limit_m
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_all_requests_used(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * request_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_larger_when_balanced(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = max(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_all_as_the_hottest(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = pods * min(max(demand_m), limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_all_want_as_the_hottest(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = pods * max(demand_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_requests_for_demand(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = pods * request_m
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_surplus_lost(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = now_m - min(limit_m, max(demand_m))
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_percent_of_limit(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * limit_m), 100 * balanced_m // (pods * limit_m)


def wrong_not_truncated(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m / (pods * request_m), 100 * balanced_m / (pods * request_m)


def wrong_rounded_percentage(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return round(100 * now_m / (pods * request_m)), round(100 * balanced_m / (pods * request_m))


def wrong_rounded_up(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return ceil(100 * now_m / (pods * request_m)), ceil(100 * balanced_m / (pods * request_m))


def wrong_of_one_request(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // request_m, 100 * balanced_m // request_m


def wrong_each_pod_truncated(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return sum(100 * min(d, limit_m) // request_m for d in demand_m) // pods, 100 * balanced_m // (pods * request_m)


def wrong_hottest_pod(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * min(max(demand_m), limit_m) // request_m, 100 * balanced_m // (pods * request_m)


def wrong_share_for_percent(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return now_m / (pods * request_m), balanced_m / (pods * request_m)


def wrong_turned(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * balanced_m // (pods * request_m), 100 * now_m // (pods * request_m)


def wrong_now_alone(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m)


def wrong_balanced_alone(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * balanced_m // (pods * request_m)


def wrong_difference_alone(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * balanced_m // (pods * request_m) - 100 * now_m // (pods * request_m)


def wrong_held_by_the_request_and_balanced_beyond_the_limit(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > request_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = sum(demand_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_larger_for_smaller_and_balanced_beyond_the_limit(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m < limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = sum(demand_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_name(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if now_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_changes_input(demand_m, request_m, limit_m):
    demand_m.sort()
    demand_m.append(0)
    return [50, 50]


def wrong_first_number(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if max(demand_m) > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_two_numbers(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return [now_m], [balanced_m]


def wrong_second_number(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = sorted(demand_m)[0] * 3
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_no_return(demand_m, request_m, limit_m):
    answer = (50, 60)


def wrong_prints(demand_m, request_m, limit_m):
    print((50, 60))


def wrong_generator(demand_m, request_m, limit_m):
    yield (50, 60)


def wrong_wrong_kind(demand_m, request_m, limit_m):
    return request_m


def wrong_text(demand_m, request_m, limit_m):
    return str((50, 60)) + " pods"


def wrong_constant(demand_m, request_m, limit_m):
    return (50, 60)


def wrong_remembers(demand_m, request_m, limit_m, calls=[0]):
    calls[0] += 1
    return [calls[0], request_m]


def wrong_endless_loop(demand_m, request_m, limit_m):
    while True:
        pass


def wrong_endless_loop__swallows(demand_m, request_m, limit_m):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(demand_m, request_m, limit_m):
    exit()


def wrong_recursion(demand_m, request_m, limit_m):
    return wrong_recursion(demand_m, request_m, limit_m)


def wrong_arguments(demand_m):
    return demand_m


def wrong_type_error(demand_m, request_m, limit_m):
    return demand_m + "1"


def wrong_name_error(demand_m, request_m, limit_m):
    return utilization


def wrong_zero_division(demand_m, request_m, limit_m):
    return 1 / (request_m - request_m)


def wrong_held_above_the_mean(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > sum(demand_m) / pods:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_held_above_half_the_limit(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m / 2:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def wrong_hottest_alone_held(demand_m, request_m, limit_m):
    pods = len(demand_m)
    now_m = 0
    for wanted_m in demand_m:
        if wanted_m == max(demand_m):
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)
