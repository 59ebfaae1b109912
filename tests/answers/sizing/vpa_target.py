# ruff: noqa: written as learners write
"""What the Vertical Pod Autoscaler recommends, as learners write it."""

import math
import statistics
import numpy as np
from math import ceil


def right_in_the_gap(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def right_by_the_formula(usage_m):
    from math import log
    ordered = sorted(usage_m)
    p90_m = ordered[-(len(ordered) // 10) - 1]
    bucket = 0 if p90_m < 10 else int(log(1 + p90_m * 0.05 / 10) / log(1.05))
    end_m = int(10 * (1.05 ** (bucket + 1) - 1) / 0.05)
    return max(25, end_m + end_m * 15 // 100)


def right_by_numpy(usage_m):
    p90_m = np.quantile(usage_m, 0.9, method='inverted_cdf')
    end_m, width_m = 10, 10
    while end_m <= p90_m:
        width_m *= 1.05
        end_m += width_m
    target_m = int(end_m) + int(int(end_m) * 0.15)
    if target_m < 25:
        target_m = 25
    return target_m


def wrong_mean_for_percentile(usage_m):
    p90_m = sum(usage_m) / len(usage_m)
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_peak_for_percentile(usage_m):
    p90_m = max(usage_m)
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_p95_for_p90(usage_m):
    p90_m = sorted(usage_m)[ceil(0.95 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_median_for_p90(usage_m):
    p90_m = float(np.median(usage_m))
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_interpolated(usage_m):
    p90_m = float(np.percentile(usage_m, 90))
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_interpolated_by_statistics(usage_m):
    p90_m = statistics.quantiles(usage_m, n=10)[-1] if len(usage_m) > 1 else usage_m[0]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_each_sample_once(usage_m):
    p90_m = sorted(set(usage_m))[ceil(0.9 * len(set(usage_m))) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_width_made_larger(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + 1.05 * width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_one_place_too_high(usage_m):
    p90_m = sorted(usage_m)[int(0.9 * len(usage_m))]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_place_rounded(usage_m):
    p90_m = sorted(usage_m)[round(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_one_place_after(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m))]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_of_one_sample_fewer(usage_m):
    p90_m = sorted(usage_m)[int(0.9 * (len(usage_m) - 1))]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_one_place_too_low(usage_m):
    p90_m = sorted(usage_m)[max(int(0.9 * len(usage_m)) - 1, 0)]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_not_sorted(usage_m):
    p90_m = usage_m[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_sorted_downwards(usage_m):
    p90_m = sorted(usage_m, reverse=True)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_sorted_downwards__percentile(usage_m):
    p90_m = float(np.percentile(usage_m, 0.9))
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_tenth_off_the_peak(usage_m):
    p90_m = 0.9 * max(usage_m)
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_newest_sample(usage_m):
    p90_m = usage_m[-1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_tenth_off_the_mean(usage_m):
    p90_m = 0.9 * sum(usage_m) / len(usage_m)
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_number_of_samples(usage_m):
    p90_m = 0.9 * len(usage_m)
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_margin_twice(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, int(end_m * 1.15 * 1.15))


def wrong_rounded_up_at_the_end(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = start_m + width_m
    return max(25, ceil(1.15 * end_m))


def wrong_rounded_at_the_end(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = start_m + width_m
    return max(25, round(1.15 * end_m))


def wrong_counted_from_the_end(usage_m):
    p90_m = sorted(usage_m)[-int(0.1 * len(usage_m))]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_start_and_width_truncated(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m) + int(width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_memorys_minimum(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(250, end_m + int(0.15 * end_m))


def wrong_start_for_end(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_middle_for_end(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m / 2)
    return max(25, end_m + int(0.15 * end_m))


def wrong_sample_for_end(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(p90_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_width_for_end(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_next_bucket(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m + 1.05 * width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_five_percent_more(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(1.05 * p90_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_margin_before_truncation(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = start_m + width_m
    return max(25, end_m + int(0.15 * end_m))


def wrong_end_rounded(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = round(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_end_rounded_up(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = ceil(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_margin_forgotten(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m)


def wrong_margin_alone(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, int(0.15 * end_m))


def wrong_product_truncated(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, int(1.15 * end_m))


def wrong_margin_not_truncated(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, 1.15 * end_m)


def wrong_margin_rounded(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + round(0.15 * end_m))


def wrong_margin_rounded_up(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + ceil(0.15 * end_m))


def wrong_minimum_before_the_margin(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = max(25, int(start_m + width_m))
    return end_m + int(0.15 * end_m)


def wrong_minimum_before_the_margin_and_product_truncated(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    return int(max(25, int(start_m + width_m)) * 1.15)


def wrong_margin_of_fifteen(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + 15)


def wrong_margin_left_free(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, int(end_m / 0.85))


def wrong_half_as_much_more(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, int(1.5 * end_m))


def wrong_minimum_forgotten(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return end_m + int(0.15 * end_m)


def wrong_smaller_for_larger(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return min(25, end_m + int(0.15 * end_m))


def wrong_minimum_on_top(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return 25 + end_m + int(0.15 * end_m)


def wrong_truncated_at_the_end(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = start_m + width_m
    return max(25, int(1.15 * end_m))


def wrong_nothing_truncated(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = start_m + width_m
    return max(25, 1.15 * end_m)


def wrong_truncated_at_the_end_and_minimum_forgotten(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = start_m + width_m
    return int(1.15 * end_m)


def wrong_sample_for_end_and_minimum_forgotten(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(p90_m)
    return end_m + int(0.15 * end_m)


def wrong_index_error(usage_m):
    p90_m = sorted(usage_m)[8]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_changes_input(usage_m):
    usage_m.sort()
    usage_m.append(0)
    return 25


def wrong_after_p90(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + len(usage_m))


def wrong_no_return(usage_m):
    answer = 126


def wrong_prints(usage_m):
    print(126)


def wrong_generator(usage_m):
    yield 126


def wrong_wrong_kind(usage_m):
    return [25]


def wrong_text(usage_m):
    return str(126) + " pods"


def wrong_constant(usage_m):
    return 126


def wrong_remembers(usage_m, calls=[0]):
    calls[0] += 1
    return calls[0] + sum(usage_m)


def wrong_endless_loop(usage_m):
    while True:
        pass


def wrong_endless_loop__swallows(usage_m):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(usage_m):
    exit()


def wrong_recursion(usage_m):
    return wrong_recursion(usage_m)


def wrong_arguments(usage_m, request_m):
    return usage_m


def wrong_type_error(usage_m):
    return usage_m + "1"


def wrong_name_error(usage_m):
    return utilization


def wrong_zero_division(usage_m):
    return 1 / (usage_m[0] - usage_m[0])


def wrong_nearest_place(usage_m):
    p90_m = np.percentile(usage_m, 90, method='nearest')
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_midpoint(usage_m):
    p90_m = np.quantile(usage_m, 0.9, method='midpoint')
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_margin_before_the_bucket(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1] * 1.15
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m)


def wrong_margin_before_the_bucket__whole(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    p90_m += int(0.15 * p90_m)
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m)


def wrong_margin_before_and_after_the_bucket(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1] * 1.15
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))


def wrong_margin_of_the_sample(usage_m):
    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * p90_m))


def wrong_another_method(usage_m):
    p90_m = np.quantile(usage_m, 0.9, method='hazen')
    start_m, width_m = 0, 10
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))
