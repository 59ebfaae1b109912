# ruff: noqa: written as learners write
"""What a dead pod keeps, as learners write it."""


import math
from fractions import Fraction
from itertools import permutations, product


def right_as_in_the_hints(pods, choices, with_replacement):
    if with_replacement:
        return (1 / pods) ** choices
    if choices == 1:
        return 1 / pods
    return 0


def right_in_a_loop(pods, choices, with_replacement):
    chance = 1 / pods
    for draw in range(1, choices):
        chance *= 1 / pods if with_replacement else 0
    return chance


def right_by_counting(pods, choices, with_replacement):
    if with_replacement:
        drawn = list(product(range(pods), repeat=choices))
    else:
        drawn = list(permutations(range(pods), choices))
    return sum(set(each) == {0} for each in drawn) / len(drawn)


def right_with_fractions(pods, choices, with_replacement):
    return Fraction(1, pods) ** choices if with_replacement or choices == 1 else 0


def right_in_one_line(pods, choices, with_replacement):
    return float(pods) ** -choices * (with_replacement or choices == 1)


def wrong_times_for_power(pods, choices, with_replacement):
    if with_replacement:
        return choices * 1 / pods
    return 1 / pods if choices == 1 else 0


def wrong_hit_at_least_once(pods, choices, with_replacement):
    if with_replacement:
        return 1 - ((pods - 1) / pods) ** choices
    return 1 / pods if choices == 1 else 0


def wrong_hit_exactly_once(pods, choices, with_replacement):
    if with_replacement:
        return choices * (1 / pods) * (1 - 1 / pods) ** (choices - 1)
    return 1 / pods if choices == 1 else 0


def wrong_missed_by_all(pods, choices, with_replacement):
    if with_replacement:
        return (1 - 1 / pods) ** choices
    return 1 / pods if choices == 1 else 0


def wrong_one_draw(pods, choices, with_replacement):
    if with_replacement or choices == 1:
        return 1 / pods
    return 0


def wrong_two_draws(pods, choices, with_replacement):
    if with_replacement:
        return 1 / pods**2
    return 1 / pods if choices < 2 else 0


def wrong_one_draw_less(pods, choices, with_replacement):
    if with_replacement:
        return (1 / pods) ** (choices - 1)
    return 1 / pods if choices == 1 else 0


def wrong_changed_places(pods, choices, with_replacement):
    if with_replacement:
        return (1 / choices) ** pods
    return 1 / pods if choices == 1 else 0


def wrong_ten_pods(pods, choices, with_replacement):
    if with_replacement:
        return 0.1**choices
    return 1 / pods if choices == 1 else 0


def wrong_whole_division(pods, choices, with_replacement):
    if with_replacement:
        return (1 // pods) ** choices
    return 1 / pods if choices == 1 else 0


def wrong_never_twice(pods, choices, with_replacement):
    return 1 / pods if choices == 1 else 0


def wrong_as_with_replacement(pods, choices, with_replacement):
    return (1 / pods) ** choices


def wrong_as_if_not_compared(pods, choices, with_replacement):
    if with_replacement:
        return (1 / pods) ** choices
    return 1 / pods


def wrong_looked_at(pods, choices, with_replacement):
    if with_replacement:
        return (1 / pods) ** choices
    return choices / pods


def wrong_one_set_of_all(pods, choices, with_replacement):
    if with_replacement:
        return (1 / pods) ** choices
    return 1 / math.comb(pods, choices)


def wrong_none_of_one_choice(pods, choices, with_replacement):
    if with_replacement:
        return (1 / pods) ** choices
    return 0


def wrong_one_pod_less_each_time(pods, choices, with_replacement):
    chance = 1
    for draw in range(choices):
        left = pods if with_replacement else pods - draw
        chance *= 1 / left
    return chance


def wrong_in_percent(pods, choices, with_replacement):
    if with_replacement:
        return 100 * (1 / pods) ** choices
    return 100 / pods if choices == 1 else 0


def wrong_turned_over(pods, choices, with_replacement):
    if with_replacement:
        return pods**choices
    return pods if choices == 1 else 0


def wrong_of_the_others(pods, choices, with_replacement):
    if with_replacement:
        return 1 - (1 / pods) ** choices
    return 1 - 1 / pods if choices == 1 else 1


def wrong_as_at_random(pods, choices, with_replacement):
    return 1 / pods


def wrong_looked_at_is_taken(pods, choices, with_replacement):
    return choices / pods


def wrong_nothing(pods, choices, with_replacement):
    return 0


def wrong_other_way_round(pods, choices, with_replacement):
    if not with_replacement:
        return (1 / pods) ** choices
    return 1 / pods if choices == 1 else 0


def wrong_times_for_power_and_none_of_one_choice(pods, choices, with_replacement):
    return choices / pods if with_replacement else 0


def wrong_hit_at_least_once_and_looked_at(pods, choices, with_replacement):
    if with_replacement:
        return 1 - (1 - 1 / pods) ** choices
    return choices / pods


def wrong_two_draws_and_in_percent(pods, choices, with_replacement):
    if with_replacement:
        return 100 * (1 / pods) ** 2
    return 100 / pods if choices == 1 else 0


def wrong_unused_argument(pods, choices, with_replacement):
    return pods ** (1 / choices) - math.sqrt(choices)


def wrong_other(pods, choices, with_replacement):
    return math.sqrt(choices) / (pods + 1) + (0.125 if with_replacement else 0)


def wrong_wrong_kind(pods, choices, with_replacement):
    return [1 / pods] * choices


def wrong_no_return(pods, choices, with_replacement):
    share = (1 / pods) ** choices


def wrong_prints(pods, choices, with_replacement):
    print((1 / pods) ** choices if with_replacement else 0)


def wrong_generator(pods, choices, with_replacement):
    yield (1 / pods) ** choices


def wrong_remembers(pods, choices, with_replacement, seen=[]):
    seen.append(1)
    return 1 / pods if len(seen) == 1 else len(seen)


def wrong_endless_loop(pods, choices, with_replacement):
    while True:
        pass


def wrong_endless_loop__swallows(pods, choices, with_replacement):
    while True:
        try:
            return {}["nothing"]
        except:
            pass


def wrong_exits(pods, choices, with_replacement):
    exit()


def wrong_recursion(pods, choices, with_replacement):
    return wrong_recursion(pods, choices - 1, with_replacement) / pods


def wrong_arguments(pods, choices):
    return (1 / pods) ** choices


def wrong_type_error(pods, choices, with_replacement):
    return sum(1 / pods for _ in choices)


def wrong_name_error(pods, choices, with_replacement):
    return n**-d


def wrong_zero_division(pods, choices, with_replacement):
    return 1 / (pods - 1) ** choices
