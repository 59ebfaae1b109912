# ruff: noqa: written as learners write
"""Pods for an objective, as learners write them."""

import math
from math import ceil, inf, log, log10


def right_in_the_gap(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def right_by_rates(requests_per_s, service_s, objective_s, share):
    slowest_s = -objective_s / log(1 - share)
    spare = service_s / slowest_s
    return inf if spare >= 1 else ceil(requests_per_s * service_s / (1 - spare))


def right_by_search(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -math.log1p(-share)
    if mean_s <= service_s:
        return float('inf')
    pods = int(requests_per_s * service_s) + 1
    while service_s / (1 - requests_per_s * service_s / pods) > mean_s:
        pods += 1
    return pods


def right_from_rates(requests_per_s, service_s, objective_s, share):
    rate_per_s = 1 / service_s - -log(1 - share) / objective_s
    return inf if rate_per_s <= 0 else ceil(requests_per_s / rate_per_s)


def right_by_the_tail(requests_per_s, service_s, objective_s, share):
    if 1 - math.exp(-objective_s / service_s) <= share:
        return inf
    left = service_s * math.log1p(-share) / -objective_s
    return ceil(requests_per_s * service_s / (1 - left))


def wrong_objective_for_mean(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_log_ten(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log10(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_log_of_the_share(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_times_the_log(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s * -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_no_condition(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if False:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_no_condition__below_zero(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s < 0:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_objective_with_service(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if objective_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_met_for_never(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s >= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_nothing_for_never(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return 0
    return ceil(requests_per_s * service_s / (1 - service_s / mean_s))


def wrong_seventy_percent(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 0.7
    return ceil(requests_per_s * service_s / utilisation)


def wrong_eighty_percent(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 0.8
    return ceil(requests_per_s * service_s / utilisation)


def wrong_overload_for_never(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if requests_per_s * service_s >= 1:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_busy_for_spare(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_busy_for_spare__by_the_rest(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / (1 - utilisation))


def wrong_objective_for_mean_in_the_load(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / objective_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_work_for_load(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = requests_per_s * service_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_objective_and_busy_for_spare(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = service_s / objective_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_difference_for_load(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = mean_s - service_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_mean_over_service(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = mean_s / service_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_share_for_load(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = share
    return ceil(requests_per_s * service_s / utilisation)


def wrong_straight_line(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = mean_s / service_s - 1
    return ceil(requests_per_s * service_s / utilisation)


def wrong_inverse_of_the_mean(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - mean_s / service_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_requests_for_work(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s / utilisation)


def wrong_in_flight_for_work(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * mean_s / utilisation)


def wrong_times_the_load(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s * utilisation)


def wrong_work_and_spare(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s * (1 + 1 - utilisation))


def wrong_work_rounded_first(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(ceil(requests_per_s * service_s) / utilisation)


def wrong_work_alone(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s)


def wrong_by_the_objective(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / objective_s)


def wrong_floor_for_ceil(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return int(requests_per_s * service_s / utilisation)


def wrong_rounded_pods(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return round(requests_per_s * service_s / utilisation)


def wrong_not_rounded(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return requests_per_s * service_s / utilisation


def wrong_one_more(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation) + 1


def wrong_busy_for_spare_and_requests_for_work(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s / (1 - utilisation))


def wrong_name(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * objective_s / utilisation)


def wrong_busy_for_spare__by_littles_law(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    return ceil(requests_per_s * mean_s)


def wrong_work_and_spare__by_the_wait(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = mean_s / (mean_s + service_s)
    return ceil(requests_per_s * service_s / utilisation)


def wrong_whatever_the_objective(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    work = requests_per_s * service_s
    return ceil(work + 1.5 * work**0.5)


def wrong_pods_alone(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s / mean_s)


def wrong_other(requests_per_s, service_s, objective_s, share):
    return service_s * 7 + objective_s ** 2 * share + requests_per_s ** 0.5


def wrong_no_return(requests_per_s, service_s, objective_s, share):
    answer = 3


def wrong_prints(requests_per_s, service_s, objective_s, share):
    print(3)


def wrong_generator(requests_per_s, service_s, objective_s, share):
    yield 3


def wrong_wrong_kind(requests_per_s, service_s, objective_s, share):
    return [service_s]


def wrong_text(requests_per_s, service_s, objective_s, share):
    return str(3) + " pods"


def wrong_constant(requests_per_s, service_s, objective_s, share):
    return 3


def wrong_remembers(requests_per_s, service_s, objective_s, share, calls=[0]):
    calls[0] += 1
    return calls[0] + share


def wrong_endless_loop(requests_per_s, service_s, objective_s, share):
    while True:
        pass


def wrong_endless_loop__swallows(requests_per_s, service_s, objective_s, share):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(requests_per_s, service_s, objective_s, share):
    exit()


def wrong_recursion(requests_per_s, service_s, objective_s, share):
    return wrong_recursion(requests_per_s, service_s, objective_s, share)


def wrong_arguments(requests_per_s):
    return requests_per_s


def wrong_type_error(requests_per_s, service_s, objective_s, share):
    return requests_per_s + "1"


def wrong_name_error(requests_per_s, service_s, objective_s, share):
    return utilization


def wrong_zero_division(requests_per_s, service_s, objective_s, share):
    return 1 / (share - share)


def wrong_share_of_the_objective(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s * share
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_objective_by_the_share(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / share
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_equal_for_enough(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s < service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def wrong_one_more_where_whole(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return int(requests_per_s * service_s / utilisation) + 1


def wrong_given_line(requests_per_s, service_s, objective_s, share):
    mean_s = objective_s * (1 - share) * 3
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)
