# ruff: noqa: written as learners write
"""Expected busy pods, as learners write them."""


import math
import random


def right_formula(pods, connections):
    return pods * (1 - (1 - 1 / pods) ** connections)


def right_step_by_step(pods, connections):
    busy = 0
    for _ in range(connections):
        busy = busy + (pods - busy) / pods
    return busy


def right_over_common_denominator(pods, connections):
    return pods - (pods - 1) ** connections / pods ** (connections - 1)


def right_from_the_whole_distribution(pods, connections):
    chance = {0: 1.0}
    for _ in range(connections):
        new = {}
        for busy, p in chance.items():
            new[busy] = new.get(busy, 0) + p * busy / pods
            new[busy + 1] = new.get(busy + 1, 0) + p * (pods - busy) / pods
        chance = new
    return sum(busy * p for busy, p in chance.items())


def wrong_as_many_as_there_are(pods, connections):
    return min(pods, connections)


def wrong_as_many_as_there_are__if(pods, connections):
    if connections >= pods:
        return pods
    return connections


def wrong_idle_ones(pods, connections):
    return pods * (1 - 1 / pods) ** connections


def wrong_chance_of_one_pod(pods, connections):
    return 1 - ((pods - 1) / pods) ** connections


def wrong_swapped(pods, connections):
    return connections * (1 - (1 - 1 / connections) ** pods)


def wrong_misses_for_hits(pods, connections):
    return pods * (1 - (1 / pods) ** connections)


def wrong_one_connection_less(pods, connections):
    return pods * (1 - (1 - 1 / pods) ** (connections - 1))


def wrong_power_of_the_pods(pods, connections):
    return pods * (1 - (1 - 1 / pods) ** pods)


def wrong_every_one_another(pods, connections):
    return pods * connections * (1 / pods)


def wrong_mean_load(pods, connections):
    return connections / pods


def wrong_all_outcomes_alike(pods, connections):
    ways = math.comb(pods + connections - 1, connections)
    idle = math.comb(pods + connections - 2, connections) if pods > 1 else 0
    return pods * (1 - idle / ways)


def wrong_pairs_alone(pods, connections):
    return connections - math.comb(connections, 2) / pods


def wrong_times_for_power(pods, connections):
    return pods * (1 - (1 - 1 / pods) * connections)


def wrong_no_parentheses(pods, connections):
    return pods * 1 - (1 - 1 / pods) ** connections


def wrong_in_percent(pods, connections):
    return 100 * (1 - (1 - 1 / pods) ** connections)


def wrong_rounded(pods, connections):
    return round(pods * (1 - (1 - 1 / pods) ** connections))


def wrong_rounded_down(pods, connections):
    return int(pods * (1 - (1 - 1 / pods) ** connections))


def wrong_text(pods, connections):
    return f"{pods * (1 - (1 - 1 / pods) ** connections):.3f}"


def wrong_constant(pods, connections):
    return 6.513


def wrong_wrong_kind(pods, connections):
    return [1 - (1 - 1 / pods) ** connections] * pods


def wrong_very_many_pods(pods, connections):
    return pods * (1 - math.exp(-connections / pods))


def wrong_recursion(pods, connections):
    return 1 + wrong_recursion(pods, connections - 1) * (pods - 1) / pods


def wrong_type_error(pods, connections):
    return sum(1 - 1 / pods for _ in connections)


def wrong_no_return(pods, connections):
    result = pods * (1 - (1 - 1 / pods) ** connections)


def wrong_prints(pods, connections):
    print(pods * (1 - (1 - 1 / pods) ** connections))


def wrong_generator(pods, connections):
    yield pods * (1 - (1 - 1 / pods) ** connections)


def wrong_remembers(pods, connections, seen=[]):
    seen.append(1)
    return pods * (1 - (1 - 1 / pods) ** connections) if len(seen) == 1 else len(seen)


def wrong_endless_loop(pods, connections):
    while True:
        pass


def wrong_endless_loop__swallows(pods, connections):
    while True:
        try:
            return {}["nothing"]
        except:
            pass


def wrong_exits(pods, connections):
    exit()


def wrong_arguments(pods, one, two, three, four):
    return 0


def wrong_name_error(pods, connections):
    return result


def wrong_zero_division(pods, connections):
    return 1 / 0


def wrong_ten_pods(pods, connections):
    return pods * (1 - 0.9**connections)


def wrong_whole_division(pods, connections):
    idle = (1 - 1 // pods) ** connections
    return pods * (1 - idle)


def wrong_rounded_3(pods, connections):
    return round(pods * (1 - (1 - 1 / pods) ** connections), 3)


def wrong_times_the_connections(pods, connections):
    return connections * (1 - (1 - 1 / pods) ** connections)


def wrong_one_of_the_connections(pods, connections):
    return pods * (1 - (1 - 1 / connections) ** connections)


def wrong_one_connection_more(pods, connections):
    return pods * (1 - (1 - 1 / pods) ** (connections + 1))


def wrong_one_connection(pods, connections):
    return pods * (1 / pods)


def wrong_rounded_up(pods, connections):
    return math.ceil(pods * (1 - (1 - 1 / pods) ** connections) - 1e-9)


def wrong_all_of_them(pods, connections):
    return pods


def wrong_chance_of_idling(pods, connections):
    return (1 - 1 / pods) ** connections


def wrong_pods_over_connections(pods, connections):
    return pods / connections


def wrong_just_one(pods, connections):
    return connections / pods * (1 - 1 / pods) ** (connections - 1) * pods


def wrong_near(pods, connections):
    draw = random.Random(5)
    found = [len({draw.randrange(pods) for _ in range(connections)}) for _ in range(500)]
    return sum(found) / 500


def wrong_chance_of_one_pod_and_misses_for_hits(pods, connections):
    return 1 - (1 / pods) ** connections


def wrong_power_of_the_pods_and_idle_ones(pods, connections):
    return pods * (1 - 1 / pods) ** pods


def wrong_ten_pods_and_rounded(pods, connections):
    return round(pods * (1 - 0.9**connections))


def wrong_part_left_out__other(pods, connections):
    return (pods * (1 - (1 - 1 / pods) ** connections)) ** 2


def wrong_ten_times(pods, connections):
    return 10 * (1 - (1 - 1 / pods) ** connections)


def wrong_ten_times_and_ten_pods(pods, connections):
    return 10 * (1 - 0.9**connections)


def wrong_never_meet(pods, connections):
    chance = 1
    for taken in range(connections):
        chance *= (pods - taken) / pods
    return chance
