# ruff: noqa: written as learners write
"""The probabilities of the rules, as learners write them."""


import numpy as np
from fractions import Fraction


def right_in_the_gap(pods):
    probabilities = []
    for rule in range(pods):
        still_possible = pods - rule
        probabilities.append(1 / still_possible)
    return probabilities


def right_counting_down(pods):
    return [1 / left for left in range(pods, 0, -1)]


def right_with_numpy(pods):
    return 1 / np.arange(pods, 0, -1)


def right_with_fractions(pods):
    return [Fraction(1, pods - i) for i in range(pods)]


def right_with_the_last_apart(pods):
    result = []
    left = pods
    while left > 1:
        result.append(1 / left)
        left -= 1
    return result + [1]


def right_from_what_is_left(pods):
    result, comes = [], 1.0
    for _ in range(pods):
        result.append(1 / pods / comes)
        comes -= 1 / pods
    return [min(p, 1.0) for p in result]


def wrong_rounded__to_ten_digits(pods):
    return [float("%0.10f" % (1.0 / (pods - i))) for i in range(pods)]


def wrong_same_in_every_rule(pods):
    probabilities = []
    for rule in range(pods):
        still_possible = pods
        probabilities.append(1 / still_possible)
    return probabilities


def wrong_same_in_every_rule__short(pods):
    return [1 / pods] * pods


def wrong_same_but_the_last(pods):
    return [1 / pods] * (pods - 1) + [1]


def wrong_one_too_many(pods):
    probabilities = []
    for rule in range(pods):
        still_possible = pods - rule + 1
        probabilities.append(1 / still_possible)
    return probabilities


def wrong_upside_down(pods):
    probabilities = []
    for rule in range(pods):
        still_possible = rule + 1
        probabilities.append(1 / still_possible)
    return probabilities


def wrong_upside_down__reversed(pods):
    return list(reversed([1 / (pods - rule) for rule in range(pods)]))


def wrong_ends_one_later(pods):
    return [1 / i for i in range(2, pods + 2)]


def wrong_how_many_are_left(pods):
    return [pods - rule for rule in range(pods)]


def wrong_lets_pass(pods):
    return [1 - 1 / (pods - rule) for rule in range(pods)]


def wrong_lets_pass__as_a_fraction(pods):
    return [(pods - rule - 1) / (pods - rule) for rule in range(pods)]


def wrong_added_up(pods):
    total, result = 0, []
    for rule in range(pods):
        total += 1 / pods
        result.append(total)
    return result


def wrong_counted_from_nothing(pods):
    return [rule / pods for rule in range(pods)]


def wrong_share_that_comes(pods):
    return [(pods - rule) / pods for rule in range(pods)]


def wrong_share_that_comes__subtracting(pods):
    return [1 - rule / pods for rule in range(pods)]


def wrong_halves(pods):
    return [0.5] * (pods - 1) + [1.0]


def wrong_halved_again(pods):
    return [1 / 2 ** (rule + 1) for rule in range(pods)]


def wrong_in_percent(pods):
    return [100 / (pods - rule) for rule in range(pods)]


def wrong_last_missing(pods):
    return [1 / (pods - rule) for rule in range(pods - 1)]


def wrong_rounded(pods):
    return [round(1 / (pods - rule), 2) for rule in range(pods)]


def wrong_rounded__to_three(pods):
    return [round(1 / (pods - rule), 3) for rule in range(pods)]


def wrong_zero_division__one_too_few(pods):
    return [1 / (pods - rule - 1) for rule in range(pods)]


def wrong_zero_division__of_the_rule(pods):
    return [1 / rule for rule in range(pods)]


def wrong_wrong_kind(pods):
    return 1 / pods


def wrong_text(pods):
    return "1/" + str(pods)


def wrong_constant(pods):
    return [0.25, 1 / 3, 0.5, 1]


def wrong_part_left_out__squared(pods):
    return [1 / (pods - rule) ** 2 for rule in range(pods)]


def wrong_recursion(pods):
    return [1 / pods] + wrong_recursion(pods - 1 if pods > 1 else pods)


def wrong_type_error(pods):
    return [1 / (pods - rule) for rule in pods]


def wrong_no_return(pods):
    result = [1 / (pods - rule) for rule in range(pods)]


def wrong_prints(pods):
    print([1 / (pods - rule) for rule in range(pods)])


def wrong_generator(pods):
    yield [1 / (pods - rule) for rule in range(pods)]


def wrong_remembers(pods, seen=[]):
    seen.append(1)
    return [1 / (pods - rule) for rule in range(pods)] if len(seen) == 1 else len(seen)


def wrong_endless_loop(pods):
    while True:
        pass


def wrong_endless_loop__swallows(pods):
    while True:
        try:
            return {}["nothing"]
        except:
            pass


def wrong_exits(pods):
    exit()


def wrong_arguments(pods, one, two, three, four):
    return 0


def wrong_name_error(pods):
    return result


def wrong_zero_division(pods):
    return 1 / 0


def wrong_one_too_few(pods):
    return [1 / max(pods - rule - 1, 1) for rule in range(pods)]


def wrong_ten_pods(pods):
    return [1 / (10 - rule) for rule in range(pods)]


def wrong_of_a_pod_s_share(pods):
    return [1 / pods / (pods - rule) for rule in range(pods)]


def wrong_first_missing(pods):
    return [1 / (pods - rule) for rule in range(1, pods)]


def wrong_last_takes_nothing(pods):
    return [1 / (pods - rule) for rule in range(pods - 1)] + [0]


def wrong_first_alone(pods):
    for rule in range(pods):
        return [1 / (pods - rule)]


def wrong_upside_down_but_the_last(pods):
    return [1 / (rule + 1) for rule in range(pods - 1)] + [1]


def wrong_what_the_same_rule_gives(pods):
    found = []
    for rule in range(pods):
        found.append((1 - sum(found)) / pods)
    return found


def wrong_upside_down_and_in_percent(pods):
    return [100 / (rule + 1) for rule in range(pods)]


def wrong_same_in_every_rule_and_last_missing(pods):
    return [1 / pods for rule in range(1, pods)]


def wrong_one_too_many_and_how_many_are_left(pods):
    return list(range(pods + 1, 1, -1))


def wrong_halves_to_the_last(pods):
    return [0.5] * pods


def wrong_made_to_add_up(pods):
    weights = [1 / (pods - rule) for rule in range(pods)]
    return [weight / sum(weights) for weight in weights]


def wrong_other__guessed(pods):
    return [(rule + 2) / (pods + 3) ** 2 for rule in range(pods)]
