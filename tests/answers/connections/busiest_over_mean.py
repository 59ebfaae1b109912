# ruff: noqa: written as learners write
"""The busiest over the mean by simulation, as learners write it."""


import numpy as np
from collections import Counter
from statistics import mean, median


def count(draws, pods):
    counts = [0] * pods
    for draw in draws:
        counts[int(draw * pods)] += 1
    return counts


def right_loop(replays, pods):
    total = 0
    for draws in replays:
        counts = [0] * pods
        for draw in draws:
            counts[int(draw * pods)] += 1
        total += max(counts) / (len(draws) / pods)
    return total / len(replays)


def right_with_a_counter(replays, pods):
    return mean(max(Counter(int(d * pods) for d in draws).values()) / len(draws) * pods for draws in replays)


def right_with_numpy(replays, pods):
    counts = np.array([np.bincount((np.array(draws) * pods).astype(int), minlength=pods) for draws in replays])
    return (counts.max(axis=1) / counts.mean(axis=1)).mean()


def wrong_one_length_only(replays, pods):
    places = (np.array(replays) * pods).astype(int)
    counts = np.array([np.bincount(row, minlength=pods) for row in places])
    return (counts.max(axis=1) / counts.mean(axis=1)).mean()


def wrong_length_of_the_first(replays, pods):
    busiest = [max(count(draws, pods)) for draws in replays]
    return mean(busiest) / (len(replays[0]) / pods)


def wrong_ratio_of_sums(replays, pods):
    busiest = mean(max(count(draws, pods)) for draws in replays)
    return busiest / mean(len(draws) / pods for draws in replays)


def wrong_ratio_of_sums__with_sums(replays, pods):
    highest, connections = 0, 0
    for draws in replays:
        highest += max(count(draws, pods))
        connections += len(draws)
    return highest / connections * pods


def wrong_last_round_alone(replays, pods):
    total = 0
    for draws in replays:
        total += max(count(draws, pods))
    return total / (len(draws) / pods) / len(replays)


def wrong_max_of_means(replays, pods):
    totals = [0] * pods
    for draws in replays:
        for draw in draws:
            totals[int(draw * pods)] += 1
    return max(totals) / (sum(totals) / pods)


def wrong_max_of_means__numpy(replays, pods):
    counts = np.array([count(draws, pods) for draws in replays])
    means = counts.mean(axis=0)
    return means.max() / means.mean()


def wrong_worst_replay(replays, pods):
    return max(max(count(draws, pods)) / (len(draws) / pods) for draws in replays)


def wrong_best_replay(replays, pods):
    return min(max(count(draws, pods)) / (len(draws) / pods) for draws in replays)


def wrong_last_replay(replays, pods):
    for draws in replays:
        total = 0
        total += max(count(draws, pods)) / (len(draws) / pods)
    return total


def wrong_first_replay(replays, pods):
    for draws in replays:
        return max(count(draws, pods)) / (len(draws) / pods)


def wrong_middle_replay(replays, pods):
    return median(max(count(draws, pods)) / (len(draws) / pods) for draws in replays)


def wrong_not_averaged(replays, pods):
    total = 0
    for draws in replays:
        total += max(count(draws, pods)) / (len(draws) / pods)
    return total


def wrong_in_connections(replays, pods):
    return mean(max(count(draws, pods)) for draws in replays)


def wrong_share_of_all(replays, pods):
    return mean(max(count(draws, pods)) / len(draws) for draws in replays)


def wrong_over_the_pods(replays, pods):
    return mean(max(count(draws, pods)) / pods for draws in replays)


def wrong_busy_pods_alone(replays, pods):
    total = 0
    for draws in replays:
        counts = Counter(int(d * pods) for d in draws)
        total += max(counts.values()) / mean(counts.values())
    return total / len(replays)


def wrong_upside_down(replays, pods):
    return mean(len(draws) / pods / max(count(draws, pods)) for draws in replays)


def wrong_difference(replays, pods):
    return mean(max(count(draws, pods)) - len(draws) / pods for draws in replays)


def wrong_not_reset(replays, pods):
    total = 0
    counts = [0] * pods
    for draws in replays:
        for draw in draws:
            counts[int(draw * pods)] += 1
        total += max(counts) / (len(draws) / pods)
    return total / len(replays)


def wrong_rounded_draws(replays, pods):
    total = 0
    for draws in replays:
        counts = [0] * pods
        for draw in draws:
            counts[round(draw * (pods - 1))] += 1
        total += max(counts) / (len(draws) / pods)
    return total / len(replays)


def wrong_wrong_kind(replays, pods):
    return [max(count(draws, pods)) / (len(draws) / pods) for draws in replays]


def wrong_changes_input(replays, pods):
    total, n = 0, len(replays)
    while replays:
        draws = replays.pop()
        total += max(count(draws, pods)) / (len(draws) / pods)
    return total / n


def wrong_constant(replays, pods):
    return 1.738


def wrong_part_left_out__squared(replays, pods):
    return mean(max(count(draws, pods)) / (len(draws) / pods) for draws in replays) ** 2


def wrong_recursion(replays, pods):
    return wrong_recursion(replays, pods) / pods


def wrong_type_error(replays, pods):
    return max(int(draw * pods) for draw in replays)


def wrong_index_error(replays, pods):
    counts = []
    for draws in replays:
        for draw in draws:
            counts[int(draw * pods)] += 1
    return max(counts)


def wrong_no_return(replays, pods):
    result = sum(max(count(draws, pods)) for draws in replays) / len(replays) / len(replays[0]) * pods


def wrong_prints(replays, pods):
    print(sum(max(count(draws, pods)) for draws in replays) / len(replays) / len(replays[0]) * pods)


def wrong_generator(replays, pods):
    yield sum(max(count(draws, pods)) for draws in replays) / len(replays) / len(replays[0]) * pods


def wrong_remembers(replays, pods, seen=[]):
    seen.append(1)
    return sum(max(count(draws, pods)) for draws in replays) / len(replays) / len(replays[0]) * pods if len(seen) == 1 else len(seen)


def wrong_endless_loop(replays, pods):
    while True:
        pass


def wrong_endless_loop__swallows(replays, pods):
    while True:
        try:
            return {}["nothing"]
        except:
            pass


def wrong_exits(replays, pods):
    exit()


def wrong_arguments(replays, one, two, three, four):
    return 0


def wrong_name_error(replays, pods):
    return result


def wrong_zero_division(replays, pods):
    return 1 / 0


def wrong_never_the_last(replays, pods):
    total = 0
    for draws in replays:
        counts = [0] * pods
        for draw in draws:
            counts[int(draw * (pods - 1))] += 1
        total += max(counts) / (len(draws) / pods)
    return total / len(replays)


def wrong_over_the_least(replays, pods):
    return mean(max(count(draws, pods)) / (min(count(draws, pods)) or 1) for draws in replays)


def wrong_over_the_median(replays, pods):
    return mean(max(count(draws, pods)) / max(median(count(draws, pods)), 1) for draws in replays)


def wrong_five_each(replays, pods):
    return mean(max(count(draws, pods)) / 5 for draws in replays)


def wrong_whole_times(replays, pods):
    return mean(max(count(draws, pods)) * pods // len(draws) for draws in replays)


def wrong_which_pod(replays, pods):
    return mean(count(draws, pods).index(max(count(draws, pods))) for draws in replays)


def wrong_over_the_pods(replays, pods):
    return sum(max(count(draws, pods)) * pods / len(draws) for draws in replays) / pods


def wrong_not_reset_and_over_its_own_mean(replays, pods):
    total = 0
    counts = [0] * pods
    for draws in replays:
        for draw in draws:
            counts[int(draw * pods)] += 1
        total += max(counts) / (sum(counts) / pods)
    return total / len(replays)


def wrong_draws_for_counts(replays, pods):
    return mean(max(draws) / mean(draws) for draws in replays)


def wrong_in_connections_and_worst_replay(replays, pods):
    return max(max(count(draws, pods)) for draws in replays)


def wrong_share_of_all_and_middle_replay(replays, pods):
    return median(max(count(draws, pods)) / len(draws) for draws in replays)


def wrong_over_the_replays(replays, pods):
    return mean(max(count(draws, pods)) / (len(replays) / pods) for draws in replays)


def wrong_one_pod_too_many(replays, pods):
    total = 0
    for draws in replays:
        counts = [0] * (pods + 1)
        for draw in draws:
            counts[round(draw * pods)] += 1
        total += max(counts) / (len(draws) / pods)
    return total / len(replays)


def wrong_not_over_the_connections(replays, pods):
    return mean(max(count(draws, pods)) * pods for draws in replays)


def wrong_all_over_the_busiest(replays, pods):
    return mean(len(draws) / max(count(draws, pods)) for draws in replays)


def wrong_fifty_connections(replays, pods):
    return mean(max(count(draws, pods)) / (50 / pods) for draws in replays)


def wrong_less_the_least(replays, pods):
    return mean(max(count(draws, pods)) - min(count(draws, pods)) for draws in replays)


def wrong_mean_over_mean(replays, pods):
    return mean(mean(count(draws, pods)) / (len(draws) / pods) for draws in replays)


def wrong_middle_of_the_sorted(replays, pods):
    found = sorted(max(count(draws, pods)) / (len(draws) / pods) for draws in replays)
    return found[len(found) // 2]


def wrong_other__largest_draw(replays, pods):
    return sum(max(draws) for draws in replays) / len(replays) + 1 / pods
