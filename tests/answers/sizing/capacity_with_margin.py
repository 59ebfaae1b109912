# ruff: noqa: written as learners write
"""A capacity by quantile and margin, as learners write it."""

import math
import numpy as np
from math import ceil


def right_in_the_gap(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def right_by_loops(demand_m, share, margin):
    times = len(demand_m[0])
    totals = []
    for time in range(times):
        total = 0
        for pod in demand_m:
            total += pod[time]
        totals.append(total)
    totals.sort()
    for value in totals:
        if sum(other <= value for other in totals) >= share * times:
            break
    capacity = value + value * margin
    count = 0
    for total in totals:
        if total > capacity:
            count += 1
    return capacity, count / times


def right_by_numpy(demand_m, share, margin):
    totals = np.sum(demand_m, axis=0)
    capacity = (1 + margin) * np.quantile(totals, share, method='inverted_cdf')
    return [capacity, np.mean(totals > capacity)]


def wrong_one_pods_share(demand_m, share, margin):
    totals = [sum(at_once) / len(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_one_pods_share__at_the_end(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m / len(demand_m), violated


def wrong_largest_pod(demand_m, share, margin):
    totals = [max(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_quantile_of_single_demands(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(each for pod in demand_m for each in pod)[ceil(share * len(totals) * len(demand_m)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_each_total_once(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(set(totals))[ceil(share * len(set(totals))) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_zip_without_a_star(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_first_pod_alone(demand_m, share, margin):
    totals = demand_m[0]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_sums_over_time(demand_m, share, margin):
    totals = [sum(pod) for pod in demand_m]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_all_in_one_list(demand_m, share, margin):
    totals = [each for pod in demand_m for each in pod]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_means_of_pods(demand_m, share, margin):
    totals = [sum(pod) / len(pod) for pod in demand_m]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_first_times_alone(demand_m, share, margin):
    totals = [sum(pod[time] for pod in demand_m) for time in range(len(demand_m))]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_mean_of_quantiles(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sum(sorted(pod)[ceil(share * len(pod)) - 1] for pod in demand_m) / len(demand_m)
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_sum_of_peaks(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sum(max(pod) for pod in demand_m)
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_share_made_larger(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(min(1, share * (1 + margin)) * len(totals)) - 1]
    capacity_m = quantile
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_margin_added_to_the_share(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(min(1, share + margin) * len(totals)) - 1]
    capacity_m = quantile
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_each_pod_on_average(demand_m, share, margin):
    capacities, passed = [], []
    for pod in demand_m:
        most = sorted(pod)[ceil(share * len(pod)) - 1] * (1 + margin)
        capacities.append(most)
        passed.append(sum(used > most for used in pod) / len(pod))
    return sum(capacities), sum(passed) / len(passed)


def wrong_sum_of_quantiles(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sum(sorted(pod)[ceil(share * len(pod)) - 1] for pod in demand_m)
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_mean_for_quantile(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sum(totals) / len(totals)
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_peak_for_quantile(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = max(totals)
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_share_of_the_peak(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = share * max(totals)
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_share_of_the_mean(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = share * sum(totals) / len(totals)
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_interpolated(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = float(np.quantile(totals, share))
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_one_place_too_high(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[int(share * len(totals))]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_place_rounded(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[round(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_percent_of_a_percent(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = float(np.percentile(totals, share))
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_one_place_after(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals))]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_one_place_too_low(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[max(int(share * len(totals)) - 1, 0)]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_of_one_value_fewer(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[int(share * (len(totals) - 1))]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_sorted_downwards(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals, reverse=True)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_not_sorted(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = totals[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_median_for_quantile(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = float(np.median(totals))
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_interpolated_from_the_top(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = float(np.quantile(totals, 1 - share))
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_middle_for_quantile(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[len(totals) // 2]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_always_p95(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(0.95 * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_margin_forgotten(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_margin_alone(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * margin
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_margin_added(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile + margin
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_margin_in_percent(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin / 100)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_margin_taken_off(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 - margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_margin_left_free(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile / (1 - margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_margin_of_the_peak(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile + margin * max(totals)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_margin_of_the_mean(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile + margin * sum(totals) / len(totals)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_one_pods_part(demand_m, share, margin):
    totals = sorted(sum(at_once) for at_once in zip(*demand_m))
    capacity_m = totals[ceil(share * len(totals)) - 1] * (1 + margin) / len(demand_m)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_rounded_up(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = ceil(quantile * (1 + margin))
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_at_or_above(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total >= capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_above_the_bare_quantile(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > quantile for total in totals) / len(totals)
    return capacity_m, violated


def wrong_time_within(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total <= capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_count_for_share(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = len([total for total in totals if total > capacity_m])
    return capacity_m, violated


def wrong_violations_in_percent(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = 100 * sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_what_the_quantile_leaves(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = 1 - share
    return capacity_m, violated


def wrong_never_violated(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = 0
    return capacity_m, violated


def wrong_by_the_pods(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(demand_m)
    return capacity_m, violated


def wrong_any_pod_above(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(max(at_once) > capacity_m / len(at_once) for at_once in zip(*demand_m)) / len(totals)
    return capacity_m, violated


def wrong_each_pod_with_all(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(each > capacity_m for pod in demand_m for each in pod) / len(totals)
    return capacity_m, violated


def wrong_how_much_too_much(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total - capacity_m for total in totals if total > capacity_m) / sum(totals)
    return capacity_m, violated


def wrong_turned(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return violated, capacity_m


def wrong_capacity_alone(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m


def wrong_violations_alone(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return violated


def wrong_in_cores(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m / 1000, violated


def wrong_each_pod_by_itself(demand_m, share, margin):
    each_m = [sorted(pod)[ceil(share * len(pod)) - 1] * (1 + margin) for pod in demand_m]
    times = list(zip(*demand_m))
    passed = [time for time in times if any(wanted > most for wanted, most in zip(time, each_m))]
    return sum(each_m), len(passed) / len(times)


def wrong_sum_of_quantiles_and_above_the_bare_quantile(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sum(sorted(pod)[ceil(share * len(pod)) - 1] for pod in demand_m)
    capacity_m = quantile * (1 + margin)
    violated = sum(total > quantile for total in totals) / len(totals)
    return capacity_m, violated


def wrong_all_in_one_list_and_interpolated(demand_m, share, margin):
    capacity_m = np.quantile(demand_m, share) * (1 + margin)
    return capacity_m, np.mean(np.array(demand_m) > capacity_m)


def wrong_changes_input(demand_m, share, margin):
    demand_m.sort()
    demand_m.append([0])
    return [100, 0]


def wrong_another_total(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[int(3 * share * len(totals)) % len(totals)]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_second_number(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = 1 - share - margin
    return capacity_m, violated


def wrong_two_numbers(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return [capacity_m], [violated]


def wrong_capacity_itself(demand_m, share, margin):
    totals = [sum(at_once) for at_once in zip(*demand_m)]
    quantile = share * sum(sorted(totals)[-2:]) / 3
    capacity_m = quantile * (1 + margin)
    violated = sum(total > capacity_m for total in totals) / len(totals)
    return capacity_m, violated


def wrong_no_return(demand_m, share, margin):
    answer = (100.0, 0.5)


def wrong_prints(demand_m, share, margin):
    print((100.0, 0.5))


def wrong_generator(demand_m, share, margin):
    yield (100.0, 0.5)


def wrong_wrong_kind(demand_m, share, margin):
    return share


def wrong_text(demand_m, share, margin):
    return str((100.0, 0.5)) + " pods"


def wrong_constant(demand_m, share, margin):
    return (100.0, 0.5)


def wrong_remembers(demand_m, share, margin, calls=[0]):
    calls[0] += 1
    return [calls[0], share]


def wrong_endless_loop(demand_m, share, margin):
    while True:
        pass


def wrong_endless_loop__swallows(demand_m, share, margin):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(demand_m, share, margin):
    exit()


def wrong_recursion(demand_m, share, margin):
    return wrong_recursion(demand_m, share, margin)


def wrong_arguments(demand_m):
    return demand_m


def wrong_type_error(demand_m, share, margin):
    return demand_m + "1"


def wrong_name_error(demand_m, share, margin):
    return utilization


def wrong_zero_division(demand_m, share, margin):
    return 1 / (share - share)


def wrong_nearest_place(demand_m, share, margin):
    totals = sorted(sum(t) for t in zip(*demand_m))
    capacity_m = np.quantile(totals, share, method='nearest') * (1 + margin)
    violated = sum(t > capacity_m for t in totals) / len(totals)
    return capacity_m, violated


def wrong_midpoint(demand_m, share, margin):
    totals = sorted(sum(t) for t in zip(*demand_m))
    capacity_m = np.percentile(totals, 100 * share, method='midpoint') * (1 + margin)
    violated = sum(t > capacity_m for t in totals) / len(totals)
    return capacity_m, violated


def wrong_quantile_of_single_demands_times_pods(demand_m, share, margin):
    totals = sorted(sum(t) for t in zip(*demand_m))
    values = sorted(v for pod in demand_m for v in pod)
    capacity_m = values[ceil(share * len(values)) - 1] * (1 + margin) * len(demand_m)
    violated = sum(t > capacity_m for t in totals) / len(totals)
    return capacity_m, violated


def wrong_hottest_pods_quantile_times_pods(demand_m, share, margin):
    totals = sorted(sum(t) for t in zip(*demand_m))
    quantiles = [sorted(pod)[ceil(share * len(pod)) - 1] for pod in demand_m]
    capacity_m = max(quantiles) * len(demand_m) * (1 + margin)
    violated = sum(t > capacity_m for t in totals) / len(totals)
    return capacity_m, violated


def wrong_whatever_they_are(demand_m, share, margin):
    totals = sorted(sum(t) for t in zip(*demand_m))
    capacity_m = totals[ceil(0.9 * len(totals)) - 1] * 1.15
    violated = sum(t > capacity_m for t in totals) / len(totals)
    return capacity_m, violated


def wrong_whatever_they_are__the_margin(demand_m, share, margin):
    totals = sorted(sum(t) for t in zip(*demand_m))
    capacity_m = totals[ceil(share * len(totals)) - 1] * 1.2
    violated = sum(t > capacity_m for t in totals) / len(totals)
    return capacity_m, violated


def wrong_another_method(demand_m, share, margin):
    totals = sorted(sum(t) for t in zip(*demand_m))
    capacity_m = np.quantile(totals, share, method='weibull') * (1 + margin)
    violated = sum(t > capacity_m for t in totals) / len(totals)
    return capacity_m, violated


def wrong_above_the_bare_quantile__margin_on_the_demand(demand_m, share, margin):
    totals = sorted(sum(t) * (1 + margin) for t in zip(*demand_m))
    capacity_m = totals[ceil(share * len(totals)) - 1]
    return capacity_m, sum(t > capacity_m for t in totals) / len(totals)


def wrong_one_place_too_high__numpys_higher(demand_m, share, margin):
    totals = np.sum(demand_m, axis=0)
    capacity_m = np.quantile(totals, share, method='higher') * (1 + margin)
    return capacity_m, np.mean(totals > capacity_m)
