# ruff: noqa: written as learners write
"""The update of Peak EWMA, as learners write it."""

import math
import sys

import numpy as np


def right_plainly(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    old = math.exp(-elapsed_s / decay_s)
    return old * estimate_s + (1 - old) * latency_s


def right_with_numpy(estimate_s, latency_s, elapsed_s, decay_s):
    weight = np.exp(-elapsed_s / decay_s)
    return max(latency_s, latency_s + weight * (estimate_s - latency_s))


def right_by_powers(estimate_s, latency_s, elapsed_s, decay_s):
    w = math.e ** (-elapsed_s / decay_s)
    mixed = estimate_s * w + latency_s * (1 - w)
    return mixed if estimate_s >= latency_s else latency_s


def wrong_weights_swapped(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(-elapsed_s / decay_s)
    return latency_s * w + estimate_s * (1 - w)


def wrong_wrong_sign(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_no_peak(estimate_s, latency_s, elapsed_s, decay_s):
    w = math.exp(-elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_line_through_both(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = 1 - (1 - 1 / math.e) * elapsed_s / decay_s
    return estimate_s * w + latency_s * (1 - w)


def wrong_line_through_both_down_to_zero(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = max(0, 1 - (1 - 1 / math.e) * elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_grows_in_a_straight_line(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = elapsed_s / decay_s
    return estimate_s * w + latency_s * (1 - w)


def wrong_decayed_twice(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(-elapsed_s / decay_s) ** 2
    return estimate_s * w + latency_s * (1 - w)


def wrong_same_weight_for_both(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(-elapsed_s / decay_s)
    return (estimate_s + latency_s) * w


def wrong_divided_by_the_sum(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(-elapsed_s / decay_s)
    return (estimate_s * w + latency_s) / (w + 1)


def wrong_not_exponential(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = 1 / (1 + (math.e - 1) * elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_not_exponential__all_at_once(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = 1 if elapsed_s < decay_s else 1 / math.e
    return estimate_s * w + latency_s * (1 - w)


def wrong_estimate_does_not_fade(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(-elapsed_s / decay_s)
    return estimate_s + latency_s * (1 - w)


def wrong_keeps_the_higher_estimate(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s < estimate_s:
        return estimate_s
    w = math.exp(-elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_wrong_weight(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = 10 ** (-elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_number__one_too_many(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(1 - elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_rounded_e(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = 2.7 ** (-elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_rounded_e__its_inverse(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = 0.37 ** (elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_faded_before_compared(estimate_s, latency_s, elapsed_s, decay_s):
    w = math.exp(-elapsed_s / decay_s)
    if latency_s > estimate_s * w:
        return latency_s
    return estimate_s * w + latency_s * (1 - w)


def wrong_no_peak_and_weights_swapped(estimate_s, latency_s, elapsed_s, decay_s):
    w = math.exp(-elapsed_s / decay_s)
    return latency_s * w + estimate_s * (1 - w)


def wrong_peaks_the_wrong_way(estimate_s, latency_s, elapsed_s, decay_s):
    if estimate_s > latency_s:
        return latency_s
    w = math.exp(-elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_keeps_the_estimate(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return estimate_s
    w = math.exp(-elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_larger_of_both(estimate_s, latency_s, elapsed_s, decay_s):
    return max(latency_s, estimate_s * math.exp(-elapsed_s / decay_s))


def wrong_sample_left_out(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    return estimate_s * math.exp(-elapsed_s / decay_s)


def wrong_weights_above_one(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    return estimate_s * math.exp(-elapsed_s / decay_s) + latency_s


def wrong_only_peaks(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        estimate_s = latency_s
    return estimate_s


def wrong_only_the_last(estimate_s, latency_s, elapsed_s, decay_s):
    estimate_s = latency_s
    return estimate_s


def wrong_always_the_estimate(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        latency_s = estimate_s
    return estimate_s


def wrong_fixed_weight(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    return 0.9 * estimate_s + 0.1 * latency_s


def wrong_fixed_weight__as_after_one_decay_time(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    old = math.exp(-1)
    return old * estimate_s + (1 - old) * latency_s


def wrong_fixed_weight__without_peaks(estimate_s, latency_s, elapsed_s, decay_s):
    return estimate_s + 0.25 * (latency_s - estimate_s)


def wrong_elapsed_left_out(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    old = math.exp(-1 / decay_s)
    return old * estimate_s + (1 - old) * latency_s


def wrong_elapsed_left_out__only_the_decay(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    old = math.exp(-decay_s)
    return old * estimate_s + (1 - old) * latency_s


def wrong_half_life(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = 2 ** (-elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_straight_line(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = 1 - min(elapsed_s / decay_s, 1)
    return estimate_s * w + latency_s * (1 - w)


def wrong_straight_line_below_zero(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = 1 - elapsed_s / decay_s
    return estimate_s * w + latency_s * (1 - w)


def wrong_upside_down(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(-decay_s / elapsed_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_product(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(-elapsed_s * decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_no_decay_time(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(-elapsed_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_half_and_half(estimate_s, latency_s, elapsed_s, decay_s):
    return max((estimate_s + latency_s) / 2, latency_s)


def wrong_rounded_1(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(-elapsed_s / decay_s)
    return round(estimate_s * w + latency_s * (1 - w), 1)


def wrong_wrong_kind__both(estimate_s, latency_s, elapsed_s, decay_s):
    return [estimate_s, latency_s]


def wrong_no_return(estimate_s, latency_s, elapsed_s, decay_s):
    answer = estimate_s / 3


def wrong_no_return__lost_in_a_branch(estimate_s, latency_s, elapsed_s, decay_s):
    if decay_s < 0:
        return estimate_s / 3


def wrong_prints(estimate_s, latency_s, elapsed_s, decay_s):
    print(estimate_s / 3)


def wrong_generator(estimate_s, latency_s, elapsed_s, decay_s):
    yield estimate_s / 3


def wrong_text(estimate_s, latency_s, elapsed_s, decay_s):
    return str(estimate_s / 3)


def wrong_wrong_kind__in_a_dict(estimate_s, latency_s, elapsed_s, decay_s):
    return {"answer": estimate_s / 3}


async def wrong_wrong_kind__async(estimate_s, latency_s, elapsed_s, decay_s):
    return estimate_s / 3


calls = []


def wrong_remembers(estimate_s, latency_s, elapsed_s, decay_s):
    calls.append(1)
    return len(calls)


def wrong_arguments(latency_s):
    return latency_s


def wrong_arguments__none():
    return 0


def wrong_endless_loop(estimate_s, latency_s, elapsed_s, decay_s):
    while True:
        pass


def wrong_endless_loop__swallows_everything(estimate_s, latency_s, elapsed_s, decay_s):
    while True:
        try:
            return missing[latency_s]
        except:
            continue


def wrong_exits(estimate_s, latency_s, elapsed_s, decay_s):
    sys.exit(1)


def wrong_recursion(estimate_s, latency_s, elapsed_s, decay_s):
    return wrong_recursion(estimate_s, latency_s, elapsed_s, decay_s)


def wrong_index_error(estimate_s, latency_s, elapsed_s, decay_s):
    return [estimate_s / 3][1]


def wrong_type_error(estimate_s, latency_s, elapsed_s, decay_s):
    return estimate_s / 3 + "1"


def wrong_name_error(estimate_s, latency_s, elapsed_s, decay_s):
    return pod_with_fewest


def wrong_zero_division(estimate_s, latency_s, elapsed_s, decay_s):
    return 1 // (int(elapsed_s - elapsed_s))


def wrong_asks_for_input(estimate_s, latency_s, elapsed_s, decay_s):
    return int(input("which?"))


def wrong_part_left_out__less_than_it_is(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    w = math.exp(-elapsed_s / decay_s)
    return (estimate_s * w + latency_s * (1 - w)) * 0.9


def wrong_part_added__no_change_changed(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s
    return (estimate_s - latency_s) * math.exp(-elapsed_s / decay_s)


def wrong_part_left_out__peak_missed(estimate_s, latency_s, elapsed_s, decay_s):
    if latency_s > estimate_s:
        return latency_s + estimate_s
    w = math.exp(-elapsed_s / decay_s)
    return estimate_s * w + latency_s * (1 - w)


def wrong_peak_missed__guessed(estimate_s, latency_s, elapsed_s, decay_s):
    return (estimate_s * 3 + latency_s * 2) / 5 + elapsed_s / decay_s
