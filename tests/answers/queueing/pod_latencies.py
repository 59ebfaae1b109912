# ruff: noqa: written as learners write
"""Mean and percentile of a pod's latency, as learners write them."""

import math

import numpy as np
from math import e, log, log2, log10


def right_in_the_gap(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def right_other_side(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s * log(1 / (1 - share))
    return mean_s, percentile_s


def right_numpy(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -mean_s * np.log(1 - share)
    return [mean_s, percentile_s]


def right_by_rates(requests_per_s, pods, service_s, share):
    spare = 1 / service_s - requests_per_s / pods
    return 1 / spare, math.log1p(-share) / -spare


def wrong_log_ten(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log10(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_log_of_the_share(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(share) * mean_s
    return mean_s, percentile_s


def wrong_minus_forgotten(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_mean_for_percentile(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s
    return mean_s, percentile_s


def wrong_straight(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = share * mean_s
    return mean_s, percentile_s


def wrong_twice_the_share(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = share * 2 * mean_s
    return mean_s, percentile_s


def wrong_over_the_rest(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s / (1 - share)
    return mean_s, percentile_s


def wrong_service_alone(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * service_s
    return mean_s, percentile_s


def wrong_wait_alone(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * (mean_s - service_s)
    return mean_s, percentile_s


def wrong_service_added(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = service_s - log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_mean_added(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s + -log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_mean_forgotten(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share)
    return mean_s, percentile_s


def wrong_divided_by_the_log(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s / -log(1 - share)
    return mean_s, percentile_s


def wrong_three_deviations(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s + 2.326 * mean_s
    return mean_s, percentile_s


def wrong_log_of_the_share__inverse(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s * log(1 / share)
    return mean_s, percentile_s


def wrong_in_percent(requests_per_s, pods, service_s, share):
    utilisation = 100 * requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_not_by_pods(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_service_forgotten(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_in_step(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s * (1 + utilisation)
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_mean_of_the_wait(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = utilisation * service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_turned(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s
    return percentile_s, mean_s


def wrong_percentile_alone(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s
    return percentile_s


def wrong_no_return(requests_per_s, pods, service_s, share):
    both = (service_s / (1 - requests_per_s * service_s / pods), 0.1)


def wrong_prints(requests_per_s, pods, service_s, share):
    print((service_s / (1 - requests_per_s * service_s / pods), 0.1))


def wrong_generator(requests_per_s, pods, service_s, share):
    yield 0.1


def wrong_wrong_kind(requests_per_s, pods, service_s, share):
    return service_s / (1 - requests_per_s * service_s / pods)


def wrong_text(requests_per_s, pods, service_s, share):
    return str((service_s / (1 - requests_per_s * service_s / pods), 0.1)) + " s"


def wrong_constant(requests_per_s, pods, service_s, share):
    return [0.1, 0.46]


def wrong_remembers(requests_per_s, pods, service_s, share, calls=[0]):
    calls[0] += 1
    return [calls[0], service_s]


def wrong_unused_argument__the_service_time(requests_per_s, pods, service_s, share):
    return [service_s * pods, service_s]


def wrong_endless_loop(requests_per_s, pods, service_s, share):
    while requests_per_s > 0:
        pass
    return 1


def wrong_endless_loop__swallows(requests_per_s, pods, service_s, share):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(requests_per_s, pods, service_s, share):
    exit()


def wrong_recursion(requests_per_s, pods, service_s, share):
    return wrong_recursion(requests_per_s, pods, service_s, share)


def wrong_arguments(requests_per_s):
    return requests_per_s


def wrong_type_error(requests_per_s, pods, service_s, share):
    return requests_per_s + [1]


def wrong_name_error(requests_per_s, pods, service_s, share):
    return utilization


def wrong_zero_division(requests_per_s, pods, service_s, share):
    return 1 / (requests_per_s - requests_per_s)


def wrong_log_of_the_share_and_minus_forgotten(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s * log(share)
    return mean_s, percentile_s


def wrong_rest_of_the_mean(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = (1 - share) * mean_s
    return mean_s, percentile_s


def wrong_always_p99(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(0.01) * mean_s
    return mean_s, percentile_s


def wrong_always_p99__about(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = 4.6 * mean_s
    return mean_s, percentile_s


def wrong_not_solved(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = math.exp(-share / mean_s)
    return mean_s, percentile_s


def wrong_times_1000(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_ms = 1000 * service_s / (1 - utilisation)
    return mean_ms, -log(1 - share) * mean_ms


def wrong_always_p99__as_a_number(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    return mean_s, 4.605 * mean_s


def wrong_times_the_spare(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s * (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_over_the_busy(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / utilisation
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_mean_of_the_service(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_spare_twice(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s / (1 - utilisation)
    return mean_s, percentile_s


def wrong_by_pods_twice(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s / pods
    return mean_s, percentile_s


def wrong_percent_for_share(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(100 - share) * mean_s
    return mean_s, percentile_s


def wrong_divided_by_100(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share / 100) * mean_s
    return mean_s, percentile_s


def wrong_percentile_of_the_wait(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log((1 - share) / utilisation) * mean_s
    return mean_s, percentile_s


def wrong_log_two(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log2(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_not_solved_from_one(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = 1 - math.exp(-share / mean_s)
    return mean_s, percentile_s


def wrong_rest_not_solved(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = e ** (-(1 - share) / mean_s)
    return mean_s, percentile_s


def wrong_e_for_log(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s * math.exp(share - 1)
    return mean_s, percentile_s


def wrong_e_to_the_share(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s * e**-share
    return mean_s, percentile_s


def wrong_over_the_share(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s / share
    return mean_s, percentile_s


def wrong_share_on_top(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s + share * mean_s
    return mean_s, percentile_s


def wrong_over_the_mean(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) / mean_s
    return mean_s, percentile_s


def wrong_log_of_the_mean(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(mean_s * (1 - share))
    return mean_s, percentile_s


def wrong_percentile_in_milliseconds(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s * 1000
    return mean_s, percentile_s


def wrong_service_alone_and_log_of_the_share(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(share) * service_s
    return mean_s, percentile_s


def wrong_log_ten_and_minus_forgotten(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = log10(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_mean_of_the_wait_and_mean_forgotten(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = utilisation * service_s / (1 - utilisation)
    percentile_s = -log(1 - share)
    return mean_s, percentile_s


def wrong_rest_in_percent(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -mean_s * log(100 * (1 - share))
    return mean_s, percentile_s


def wrong_one_and_the_share(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -mean_s * math.log1p(share)
    return mean_s, percentile_s


def wrong_e_to_the_rest(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s * e ** (1 - share)
    return mean_s, percentile_s


def wrong_e_to_plus_the_share(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s * math.exp(share)
    return mean_s, percentile_s


def wrong_hundred_times_the_share(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -mean_s * log(share * 100)
    return mean_s, percentile_s


def wrong_divided_by_the_log_and_minus_forgotten(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s / log(1 - share)
    return mean_s, percentile_s


def wrong_service_percentile_and_mean_wait(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s - service_s - log(1 - share) * service_s
    return mean_s, percentile_s


def wrong_plus_four_six(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = mean_s + 4.6
    return mean_s, percentile_s


def wrong_times_pods(requests_per_s, pods, service_s, share):
    utilisation = requests_per_s * service_s * pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def wrong_other__guessed(requests_per_s, pods, service_s, share):
    busy = requests_per_s * service_s + pods
    return service_s * busy, service_s * busy ** 2 / share
