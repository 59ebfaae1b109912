# ruff: noqa: written as learners write
"""How many pods an autoscaler wants, as learners write it."""

import math
from math import ceil, floor


def right_in_the_gap(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def right_two_ifs(replicas, usage_m, request_m, target):
    ratio = 100 * sum(usage_m) // sum(request_m) / target
    ready = len(usage_m)
    if ratio > 1.1 or ratio < 0.9:
        replicas = ceil(ready * ratio)
    return replicas


def right_minus_the_floor(replicas, usage_m, request_m, target):
    percent = int(100 * sum(usage_m) / sum(request_m))
    ratio = percent / target
    return replicas if 0.9 <= ratio <= 1.1 else int(-(-len(request_m) * ratio // 1))


def right_in_fifths(replicas, usage_m, request_m, target):
    percent = sum(usage_m) * 100 // sum(request_m)
    if abs(percent - target) * 10 <= target:
        return replicas
    return math.ceil(percent / target * len(usage_m))


def right_exact_for_float(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(len(usage_m) * utilisation / target)


def right_exact_in_whole_numbers(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    if 9 * target <= 10 * utilisation <= 11 * target:
        return replicas
    return -(-utilisation * len(usage_m) // target)


def wrong_not_truncated(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) / sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_rounded_percentage(replicas, usage_m, request_m, target):
    utilisation = round(100 * sum(usage_m) / sum(request_m))
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_mean_of_percentages(replicas, usage_m, request_m, target):
    utilisation = sum(100 * u / r for u, r in zip(usage_m, request_m)) / len(usage_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_whole_mean_of_percentages(replicas, usage_m, request_m, target):
    utilisation = int(sum(100 * u / r for u, r in zip(usage_m, request_m)) / len(usage_m))
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_each_pod_truncated(replicas, usage_m, request_m, target):
    utilisation = sum(100 * u // r for u, r in zip(usage_m, request_m)) // len(usage_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_one_pods_request(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // (len(usage_m) * request_m[0])
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_unready_requests(replicas, usage_m, request_m, target):
    utilisation = int(100 * sum(usage_m) * len(request_m) // (replicas * sum(request_m)))
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_hottest_pod(replicas, usage_m, request_m, target):
    utilisation = max(100 * u // r for u, r in zip(usage_m, request_m))
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_tolerance_forgotten(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if False:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_tolerance_forgotten__in_ten(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 10 <= ratio <= 11:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_wrong_way_round(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if ratio < 0.9 or ratio > 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_tolerance_strict(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 < ratio < 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_edge_below_outside(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 < ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_edge_above_outside(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if abs(ratio - 1) <= 0.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_up_alone(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 1 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_down_alone(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_tolerance_forgotten__in_percent(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 90 <= ratio <= 110:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_never_down(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_never_up(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if ratio >= 0.9:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_never_down__by_max(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return max(replicas, ceil(ratio * len(usage_m)))


def wrong_never_up__by_min(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return min(replicas, ceil(ratio * len(usage_m)))


def wrong_points_for_ratio(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if target - 10 <= utilisation <= target + 10:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_percent_for_ratio(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 90 <= utilisation <= 110:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_tolerance_halved(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.95 <= ratio <= 1.05:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_tolerance_doubled(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.8 <= ratio <= 1.2:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_doubled_at_most(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return min(ceil(ratio * len(usage_m)), 2 * replicas)


def wrong_target_forgotten(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(sum(usage_m) / sum(request_m) * len(usage_m))


def wrong_in_millicores(replicas, usage_m, request_m, target):
    average_m = sum(usage_m) / len(usage_m)
    return ceil(replicas * average_m / (request_m[0] * target / 100))


def wrong_tolerance_of_the_count(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if abs(ceil(ratio * len(usage_m)) - replicas) <= 0.1 * replicas:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_exactly_on_target(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if utilisation == target:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_keeps_the_ready(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return len(usage_m)
    return ceil(ratio * len(usage_m))


def wrong_keeps_nothing(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return 0
    return ceil(ratio * len(usage_m))


def wrong_replicas_for_ready(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * replicas)


def wrong_floor_for_ceil(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return int(ratio * len(usage_m))


def wrong_floor_for_ceil__floor(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return floor(ratio * len(usage_m))


def wrong_rounded_count(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return round(ratio * len(usage_m))


def wrong_not_rounded(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ratio * len(usage_m)


def wrong_rounded_half_up(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return int(ratio * len(usage_m) + 0.5)


def wrong_one_more(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return int(ratio * len(usage_m)) + 1


def wrong_upside_down(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(target / utilisation * len(usage_m))


def wrong_divided_by_the_ratio(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(replicas / ratio)


def wrong_down_on_the_way_down(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m)) if ratio > 1 else int(ratio * len(usage_m))


def wrong_one_pod_at_a_time(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return replicas + 1 if ratio > 1 else replicas - 1


def wrong_real_percentage_in_the_count(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(100 * sum(usage_m) / sum(request_m) / target * len(usage_m))


def wrong_work_by_one_pods_target(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(sum(usage_m) / (target / 100 * request_m[0]))


def wrong_added_to_replicas(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return replicas + ceil(ratio * len(usage_m))


def wrong_ratio_for_count(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio)


def wrong_ratio_rounded_first(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio) * len(usage_m)


def wrong_ratio_rounded_by_all_replicas(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio) * replicas


def wrong_change_for_count(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m)) - replicas


def wrong_unready_added(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m)) + replicas - len(usage_m)


def wrong_beyond_the_edge(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil((ratio - 0.1 if ratio > 1 else ratio + 0.1) * len(usage_m))


def wrong_tolerance_forgotten_and_replicas_for_ready(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    return ceil(ratio * replicas)


def wrong_edge_above_outside_and_replicas_for_ready(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if abs(1 - ratio) <= 0.1:
        return replicas
    return ceil(replicas * ratio)


def wrong_replicas_for_ready_and_floor_for_ceil(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return int(replicas * ratio)


def wrong_logic(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if not (ratio < 0.9 and ratio > 1.1):
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_changes_input(replicas, usage_m, request_m, target):
    usage_m.sort()
    usage_m.append(0)
    return replicas


def wrong_several_sides(replicas, usage_m, request_m, target):
    return replicas + (len(usage_m) * target + request_m[0]) % 7


def wrong_no_return(replicas, usage_m, request_m, target):
    answer = 3


def wrong_prints(replicas, usage_m, request_m, target):
    print(3)


def wrong_generator(replicas, usage_m, request_m, target):
    yield 3


def wrong_wrong_kind(replicas, usage_m, request_m, target):
    return [replicas]


def wrong_text(replicas, usage_m, request_m, target):
    return str(3) + " pods"


def wrong_constant(replicas, usage_m, request_m, target):
    return 3


def wrong_remembers(replicas, usage_m, request_m, target, calls=[0]):
    calls[0] += 1
    return calls[0] + replicas


def wrong_endless_loop(replicas, usage_m, request_m, target):
    while True:
        pass


def wrong_endless_loop__swallows(replicas, usage_m, request_m, target):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(replicas, usage_m, request_m, target):
    exit()


def wrong_recursion(replicas, usage_m, request_m, target):
    return wrong_recursion(replicas, usage_m, request_m, target)


def wrong_arguments(replicas):
    return replicas


def wrong_type_error(replicas, usage_m, request_m, target):
    return replicas + "1"


def wrong_name_error(replicas, usage_m, request_m, target):
    return utilization


def wrong_zero_division(replicas, usage_m, request_m, target):
    return 1 / (target - target)


def wrong_ratio_alone(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ratio


def wrong_change_everywhere(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return 0
    return ceil(ratio * len(usage_m)) - replicas


def wrong_one_or_the_ratio(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return 1
    return ratio


def wrong_ratio_everywhere(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    return utilisation / target


def wrong_change_without_a_tolerance(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    return ceil(ratio * len(usage_m)) - replicas


def wrong_tolerance_forgotten__of_the_percentage(replicas, usage_m, request_m, target):
    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= utilisation <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_given_line(replicas, usage_m, request_m, target):
    utilisation = 100 * max(usage_m) // min(request_m) - 3
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def wrong_whatever_they_are(replicas, usage_m, request_m, target):
    ratio = 100 * sum(usage_m) // sum(request_m) / 65
    return replicas if 0.9 <= ratio <= 1.1 else ceil(ratio * replicas)
