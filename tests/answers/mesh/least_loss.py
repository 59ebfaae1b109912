# ruff: noqa: written as learners write
"""What those that can shrink have to lose, as learners write it."""

import math


def right_as_asked(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m / freed_m


def right_by_the_share(pod_m, proxy_m, with_proxy, can_shrink):
    share = can_shrink / with_proxy
    return proxy_m / (pod_m + proxy_m) / share


def right_pod_by_pod(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = sum(proxy_m for _ in range(with_proxy))
    freed_m = can_shrink * pod_m + can_shrink * proxy_m
    return added_m / freed_m


def wrong_proxies_of_the_others(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = (with_proxy - can_shrink) * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_proxies_counted_twice(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = (with_proxy + can_shrink) * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_one_proxy(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_one_proxy__number_on_both_sides(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = with_proxy * (pod_m + proxy_m) * can_shrink
    return added_m / freed_m


def wrong_always_one(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = added_m
    return added_m / freed_m


def wrong_pods_added(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * (pod_m + proxy_m)
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_proxy_stays(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * pod_m
    return added_m / freed_m


def wrong_proxy_stays__by_the_share(pod_m, proxy_m, with_proxy, can_shrink):
    share = can_shrink / with_proxy
    return proxy_m / pod_m / share


def wrong_all_can_shrink(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = with_proxy * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_all_can_shrink__proxies_of_those_alone(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = can_shrink * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_all_can_shrink__before_and_after(pod_m, proxy_m, with_proxy, can_shrink):
    before = with_proxy * pod_m
    after = with_proxy * (pod_m + proxy_m)
    return (after - before) / after


def wrong_all_can_shrink_proxies_stay(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = with_proxy * pod_m
    return added_m / freed_m


def wrong_all_can_shrink_proxies_stay__before_and_after(pod_m, proxy_m, with_proxy, can_shrink):
    before = with_proxy * pod_m
    after = with_proxy * (pod_m + proxy_m)
    return (after - before) / before


def wrong_pods_for_share(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = pod_m + proxy_m
    return added_m / freed_m


def wrong_pods_for_share__times_the_pods(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return can_shrink * added_m / freed_m


def wrong_pods_for_share_proxies_stay(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = pod_m
    return added_m / freed_m


def wrong_number_for_requests(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink
    return added_m / freed_m


def wrong_only_proxies_freed(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * proxy_m
    return added_m / freed_m


def wrong_proxy_subtracted(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m - proxy_m)
    return added_m / freed_m


def wrong_share_for_their_number(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink / with_proxy * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_share_for_their_number_proxies_stay(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink / with_proxy * pod_m
    return added_m / freed_m


def wrong_freed_by_the_others(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = (with_proxy - can_shrink) * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_all_proxies_freed(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * pod_m + added_m
    return added_m / freed_m


def wrong_pods_not_bracketed(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * pod_m + proxy_m
    return added_m / freed_m


def wrong_proxies_not_bracketed(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = pod_m + proxy_m * can_shrink
    return added_m / freed_m


def wrong_loss_upside_down(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return freed_m / added_m 


def wrong_rest_for_loss(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return 1 - added_m / freed_m


def wrong_difference_for_share(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m - freed_m


def wrong_share_multiplied(pod_m, proxy_m, with_proxy, can_shrink):
    share = can_shrink / with_proxy
    return proxy_m / (pod_m + proxy_m) * share


def wrong_whole_pods(pod_m, proxy_m, with_proxy, can_shrink):
    return math.ceil(with_proxy * proxy_m / (pod_m + proxy_m))


def wrong_capped_at_one(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return min(1, added_m / freed_m)


def wrong_inf_for_impossible(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    if added_m > freed_m:
        return math.inf
    return added_m / freed_m


def wrong_none_for_impossible(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    if added_m > freed_m:
        return None
    return added_m / freed_m


def wrong_proxy_stays_and_rest_for_loss(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * pod_m
    return 1 - added_m / freed_m


def wrong_hundredfold__in_percent(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return 100 * added_m / freed_m


def wrong_rounded_2(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return round(added_m / freed_m, 2)


def wrong_text__impossible(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    if added_m > freed_m:
        return "impossible"
    return added_m / freed_m


def wrong_no_return(pod_m, proxy_m, with_proxy, can_shrink):
    answer = 1


def wrong_prints(pod_m, proxy_m, with_proxy, can_shrink):
    print(1.5)


def wrong_generator(pod_m, proxy_m, with_proxy, can_shrink):
    yield 1.5


def wrong_wrong_kind(pod_m, proxy_m, with_proxy, can_shrink):
    return [0]


def wrong_endless_loop(pod_m, proxy_m, with_proxy, can_shrink):
    while True:
        pass


def wrong_endless_loop__swallows(pod_m, proxy_m, with_proxy, can_shrink):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(pod_m, proxy_m, with_proxy, can_shrink):
    exit()


def wrong_recursion(pod_m, proxy_m, with_proxy, can_shrink):
    return wrong_recursion(pod_m, proxy_m, with_proxy, can_shrink)


def wrong_arguments(benchmark, *, how):
    return benchmark


def wrong_type_error(pod_m, proxy_m, with_proxy, can_shrink):
    return 1.5 + None


def wrong_name_error(pod_m, proxy_m, with_proxy, can_shrink):
    return result


def wrong_zero_division(pod_m, proxy_m, with_proxy, can_shrink):
    return 1 / 0


CALLS = []


def wrong_remembers(pod_m, proxy_m, with_proxy, can_shrink):
    CALLS.append(1)
    return len(CALLS)


def wrong_other__twice_the_callers(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * pod_m - added_m
    return added_m / (freed_m or 1)


def wrong_other_proxies_freed(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * pod_m + (with_proxy - can_shrink) * proxy_m
    return added_m / freed_m


def wrong_rest_in_millicores(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return freed_m - added_m


def wrong_can_shrink_in_percent(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = with_proxy * can_shrink / 100 * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_number_added(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink + (pod_m + proxy_m)
    return added_m / freed_m


def wrong_requests_multiplied(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * pod_m * proxy_m
    return added_m / freed_m


def wrong_freed_in_cores(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m) / 1000
    return added_m / freed_m


def wrong_freed_in_cores__added_in_microcores(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m * 1000
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_added_in_cores(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m / 1000
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_proxy_stays_and_freed_in_cores(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * pod_m / 1000
    return added_m / freed_m


def wrong_other_order(proxy, pod, shrink, total):
    return total * proxy / (shrink * (pod + proxy))


def right_with_a_fraction(pod_m, proxy_m, with_proxy, can_shrink):
    from fractions import Fraction

    return Fraction(with_proxy * proxy_m) / Fraction(can_shrink * (pod_m + proxy_m))


def wrong_hundredfold(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m / freed_m * 100


def wrong_hundredfold__can_shrink_in_percent(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink / 100 * (pod_m + proxy_m)
    return added_m / freed_m


def wrong_proxy_stays_and_hundredfold(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * pod_m
    return 100 * added_m / freed_m


def wrong_can_shrink_in_percent_proxies_stay(pod_m, proxy_m, with_proxy, can_shrink):
    added_m = with_proxy * proxy_m
    freed_m = with_proxy * (can_shrink / 100) * pod_m
    return added_m / freed_m
