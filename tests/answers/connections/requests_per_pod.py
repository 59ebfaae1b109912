# ruff: noqa: written as learners write
"""Requests per pod over given connections, as learners write them."""


import numpy as np
from collections import Counter


def sum_up(connections, draws, pods):
    counts, route = [0] * pods, {}
    for connection, draw in zip(connections, draws):
        route.setdefault(connection, int(draw * pods))
        counts[route[connection]] += 1
    return counts


def right_in_the_gaps(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = int(draw * pods)
        counts[goes_to[connection]] += 1
    return counts


def right_with_setdefault(connections, draws, pods):
    return sum_up(connections, draws, pods)


def right_with_get(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for i in range(len(connections)):
        pod = goes_to.get(connections[i])
        if pod is None:
            pod = goes_to[connections[i]] = int(draws[i] * pods)
        counts[pod] += 1
    return counts


def right_looking_back(connections, draws, pods):
    result = []
    for pod in range(pods):
        result.append(sum(int(draws[connections.index(c)] * pods) == pod for c in connections))
    return result


def right_with_numpy(connections, draws, pods):
    counts = np.zeros(pods, dtype=int)
    route = {}
    for c, d in zip(connections, draws):
        if c not in route:
            route[c] = int(np.floor(d * pods))
        counts[route[c]] += 1
    return counts


def right_with_a_counter(connections, draws, pods):
    route = {}
    for c, d in zip(connections, draws):
        if c not in route.keys():
            route[c] = int(d * pods)
    found = Counter(route[c] for c in connections)
    return [found[pod] for pod in range(pods)]


def wrong_every_request(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if True:
            goes_to[connection] = int(draw * pods)
        counts[goes_to[connection]] += 1
    return counts


def wrong_every_request__no_routes(connections, draws, pods):
    counts = [0] * pods
    for draw in draws:
        counts[int(draw * pods)] += 1
    return counts


def wrong_all_on_the_first(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if not goes_to:
            pod = int(draw * pods)
            goes_to[connection] = pod
        counts[pod] += 1
    return counts


def wrong_as_long_as_it_stays(connections, draws, pods):
    counts = [0] * pods
    last = None
    for connection, draw in zip(connections, draws):
        if connection != last:
            pod = int(draw * pods)
        counts[pod] += 1
        last = connection
    return counts


def wrong_in_turns(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = len(goes_to) % pods
        counts[goes_to[connection]] += 1
    return counts


def wrong_number_of_the_connection(connections, draws, pods):
    counts = [0] * pods
    for connection in connections:
        counts[connection % pods] += 1
    return counts


def wrong_once_a_connection(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = int(draw * pods)
            counts[goes_to[connection]] += 1
    return counts


def wrong_all_but_the_first(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = int(draw * pods)
        else:
            counts[goes_to[connection]] += 1
    return counts


def wrong_last_draw(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        goes_to[connection] = int(draw * pods)
    for connection in connections:
        counts[goes_to[connection]] += 1
    return counts


def wrong_even(connections, draws, pods):
    return [len(connections) / pods for _ in range(pods)]


def wrong_idle_left_out(connections, draws, pods):
    counts = {}
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = int(draw * pods)
        counts[goes_to[connection]] = counts.get(goes_to[connection], 0) + 1
    return [counts[pod] for pod in sorted(counts)]


def wrong_pod_of_each_request(connections, draws, pods):
    goes_to, found = {}, []
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = int(draw * pods)
        found.append(goes_to[connection])
    return found


def wrong_shares(connections, draws, pods):
    return [count / len(connections) for count in sum_up(connections, draws, pods)]


def wrong_sorted(connections, draws, pods):
    return sorted(sum_up(connections, draws, pods))[::-1]


def wrong_rounded_draw(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = round(draw * (pods - 1))
        counts[goes_to[connection]] += 1
    return counts


def wrong_counted_from_one(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = int(draw * pods)
        counts[goes_to[connection] - 1] += 1
    return counts


def wrong_connection_for_pod__no_draws(connections, draws, pods):
    counts = [0] * pods
    for connection in connections:
        counts[connection] += 1
    return counts


def wrong_type_error(connections, draws, pods):
    counts = [0] * pods
    for connection, draw in zip(connections, draws):
        counts[draw * pods] += 1
    return counts


def wrong_wrong_kind(connections, draws, pods):
    return max(sum_up(connections, draws, pods))


def wrong_changes_input(connections, draws, pods):
    counts = sum_up(connections, draws, pods)
    connections.clear()
    return counts


def wrong_constant(connections, draws, pods):
    return [1]


def wrong_from_the_last(connections, draws, pods):
    counts = sum_up(connections, draws, pods)
    return counts[::-1]


def wrong_recursion(connections, draws, pods):
    return wrong_recursion(connections, draws, pods)


def wrong_no_return(connections, draws, pods):
    result = sum_up(connections, draws, pods)


def wrong_prints(connections, draws, pods):
    print(sum_up(connections, draws, pods))


def wrong_generator(connections, draws, pods):
    yield sum_up(connections, draws, pods)


def wrong_remembers(connections, draws, pods, seen=[]):
    seen.append(1)
    return sum_up(connections, draws, pods) if len(seen) == 1 else len(seen)


def wrong_endless_loop(connections, draws, pods):
    while True:
        pass


def wrong_endless_loop__swallows(connections, draws, pods):
    while True:
        try:
            return {}["nothing"]
        except:
            pass


def wrong_exits(connections, draws, pods):
    exit()


def wrong_arguments(connections, one, two, three, four):
    return 0


def wrong_name_error(connections, draws, pods):
    return result


def wrong_zero_division(connections, draws, pods):
    return 1 / 0


def wrong_pod_0_forgotten(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if not goes_to.get(connection):
            goes_to[connection] = int(draw * pods)
        counts[goes_to[connection]] += 1
    return counts


def wrong_among_the_pods(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to.values():
            goes_to[connection] = int(draw * pods)
        counts[goes_to[connection]] += 1
    return counts


def wrong_in_turns__fewest_requests(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = counts.index(min(counts))
        counts[goes_to[connection]] += 1
    return counts


def wrong_never_the_last(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = int(draw * (pods - 1))
        counts[goes_to[connection]] += 1
    return counts


def wrong_round_robin(connections, draws, pods):
    counts = [0] * pods
    for i in range(len(connections)):
        counts[i % pods] += 1
    return counts


def wrong_round_robin__fewest_requests(connections, draws, pods):
    counts = [0] * pods
    for _ in connections:
        counts[counts.index(min(counts))] += 1
    return counts


def wrong_by_connection(connections, draws, pods):
    found = Counter(connections)
    return list(found.values())


def wrong_pod_of_each_connection(connections, draws, pods):
    goes_to = {}
    for connection, draw in zip(connections, draws):
        goes_to.setdefault(connection, int(draw * pods))
    return list(goes_to.values())


def wrong_busy_or_not(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = int(draw * pods)
        counts[goes_to[connection]] = 1
    return counts


def wrong_every_request_and_shares(connections, draws, pods):
    counts = [0] * pods
    for draw in draws:
        counts[int(draw * pods)] += 1
    return [count / len(draws) for count in counts]


def wrong_in_turns_and_once_a_connection(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = len(goes_to) % pods
        pass
    for pod in goes_to.values():
        counts[pod] += 1
    return counts


def wrong_part_left_out__twice(connections, draws, pods):
    return [2 * count for count in sum_up(connections, draws, pods)]


def wrong_first_connection_only(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if len(goes_to) == 0:
            goes_to[connection] = int(draw * pods)
        counts[goes_to[connection]] += 1
    return counts


def wrong_shares_or_nothing(connections, draws, pods):
    n = len(connections)
    return [count / n if n else 0 for count in sum_up(connections, draws, pods)]


def wrong_sorted_up(connections, draws, pods):
    return sorted(sum_up(connections, draws, pods))


def wrong_past_the_last(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = len(goes_to)
        counts[goes_to[connection]] += 1
    return counts


def wrong_even_rounded_down(connections, draws, pods):
    return [len(connections) // pods] * pods


def wrong_pod_of_each_draw(connections, draws, pods):
    return [int(draw * pods) for draw in draws]


def wrong_other__guessed(connections, draws, pods):
    return [len(connections) // pods + int(sum(draws)) * pod for pod in range(pods)]


def wrong_connection_for_pod(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if connection not in goes_to:
            goes_to[connection] = int(draw * pods)
        pod = connection
        counts[pod] += 1
    return counts


def wrong_index_error__draw_of_the_connection(connections, draws, pods):
    counts = [0] * pods
    for connection in connections:
        counts[int(draws[connection] * pods)] += 1
    return counts


def wrong_key_error__none_for_a_missing_key(connections, draws, pods):
    counts = [0] * pods
    goes_to = {}
    for connection, draw in zip(connections, draws):
        if goes_to[connection] is None:
            goes_to[connection] = int(draw * pods)
        counts[goes_to[connection]] += 1
    return counts
