# ruff: noqa: written as learners write
"""One input's share of a variance, as learners write it."""

from statistics import correlation, fmean, median, pvariance, variance

import numpy as np


def right_as_asked(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def right_by_numpy(x, y, groups):
    y = np.array(y)[np.argsort(x)]
    means = y.reshape(groups, -1).mean(axis=1)
    return np.var(means) / np.var(y)


def right_in_pairs(x, y, groups):
    pairs = sorted(zip(x, y))
    size = len(pairs) // groups
    middle = sum(y) / len(y)
    between = 0
    for start in range(0, len(pairs), size):
        mean = sum(b for a, b in pairs[start : start + size]) / size
        between += size * (mean - middle) ** 2
    return between / sum((each - middle) ** 2 for each in y)


def wrong_not_sorted(x, y, groups):
    order = list(range(len(x)))
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_not_sorted__positions_not_used(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[group * size : (group + 1) * size]))
    return pvariance(means) / pvariance(y)


def wrong_sorted_by_y(x, y, groups):
    order = sorted(range(len(y)), key=lambda draw: y[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_scattered_groups(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group::groups]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_groups_for_size(x, y, groups):
    y = np.array(y)[np.argsort(x)]
    means = y.reshape(-1, groups).mean(axis=1)
    return np.var(means) / np.var(y)


def wrong_last_group_forgotten(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups - 1):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_first_group_forgotten(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(1, groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_mean_of_x(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(x[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_mean_of_positions(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(members))
    return pvariance(means) / pvariance(y)


def wrong_sum_for_mean(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(sum(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_median_for_mean(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(median(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_variance_of_a_group(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(pvariance([y[draw] for draw in members]))
    return pvariance(means) / pvariance(y)


def wrong_largest_of_a_group(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(max(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_one_draw_of_a_group(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(y[members[0]])
    return pvariance(means) / pvariance(y)


def wrong_last_draw_of_a_group(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(y[members[-1]])
    return pvariance(means) / pvariance(y)


def wrong_share_upside_down(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(y) / pvariance(means)


def wrong_rest_of_the_variance(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return 1 - pvariance(means) / pvariance(y)


def wrong_rest_of_the_variance__inside_the_groups(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(pvariance([y[draw] for draw in members]))
    return fmean(means) / pvariance(y)


def wrong_variance_alone(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means)


def wrong_variance_of_y(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(y)


def wrong_mean_of_the_means(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return fmean(means)


def wrong_over_the_mean(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / fmean(y)


def wrong_over_x(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / pvariance(x)


def wrong_standard_deviations(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return (pvariance(means) / pvariance(y)) ** 0.5


def wrong_sample_variances(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return variance(means) / variance(y)


def wrong_sample_variances__numpy(x, y, groups):
    y = np.array(y)[np.argsort(x)]
    means = y.reshape(groups, -1).mean(axis=1)
    return np.var(means, ddof=1) / np.var(y, ddof=1)


def wrong_difference_of_variances(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(y) - pvariance(means)


def wrong_always_one(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return fmean(means) / fmean(y)


def wrong_always_zero(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in order))
    return pvariance(means) / pvariance(y)


def wrong_always_zero__first_draws_each_time(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in range(size)))
    return pvariance(means) / pvariance(y)


def wrong_not_sorted_and_share_upside_down(x, y, groups):
    order = list(range(len(x)))
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(y) / pvariance(means)


def wrong_sum_for_mean_and_rest_of_the_variance(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(sum(y[draw] for draw in members))
    return 1 - pvariance(means) / pvariance(y)


def wrong_times_100(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return 100 * pvariance(means) / pvariance(y)


def wrong_correlation_squared(x, y, groups):
    return correlation(x, y) ** 2


def wrong_no_return(x, y, groups):
    answer = 1


def wrong_prints(x, y, groups):
    print(1.5)


def wrong_generator(x, y, groups):
    yield 1.5


def wrong_wrong_kind(x, y, groups):
    return [0]


def wrong_endless_loop(x, y, groups):
    while True:
        pass


def wrong_endless_loop__swallows(x, y, groups):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(x, y, groups):
    exit()


def wrong_recursion(x, y, groups):
    return wrong_recursion(x, y, groups)


def wrong_arguments(benchmark, *, how):
    return benchmark


def wrong_type_error(x, y, groups):
    return 1.5 + None


def wrong_name_error(x, y, groups):
    return result


def wrong_zero_division(x, y, groups):
    return 1 / 0


CALLS = []


def wrong_remembers(x, y, groups):
    CALLS.append(1)
    return len(CALLS)


def wrong_other__by_the_groups_number(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / groups


def wrong_changes_input(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    x.sort()
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_middle_draw_of_a_group(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(y[members[size // 2]])
    return pvariance(means) / pvariance(y)


def wrong_mean_for_variance(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return fmean(means) / pvariance(y)


def wrong_mean_square(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return sum(mean**2 for mean in means) / groups / pvariance(y)


def wrong_range_for_variance(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return (max(means) - min(means)) / pvariance(y)


def wrong_ranges_for_variances(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return (max(means) - min(means)) / (max(y) - min(y))


def wrong_between_over_within(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / (pvariance(y) - pvariance(means))


def wrong_sample_variance_of_the_means(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return variance(means) / pvariance(y)


def wrong_group_for_draw(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(y[group])
    return pvariance(means) / pvariance(y)


def wrong_part_left_out__less_x(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] - x[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_part_left_out__over_x(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] / x[draw] for draw in members))
    return pvariance(means) / pvariance(y)


def wrong_always_one__mean_of_the_means(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return fmean(means) / fmean(y)


def wrong_x_and_y_exchanged(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: y[draw])
    size = len(x) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(x[draw] for draw in members))
    return pvariance(means) / pvariance(x)


def wrong_sample_variance_of_y(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(order) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / variance(y)


def wrong_sum_of_squares_of_the_means(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(order) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return sum((m - fmean(y)) ** 2 for m in means) / pvariance(y)


def wrong_sums_of_squares(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(order) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return sum((m - fmean(y)) ** 2 for m in means) / sum((v - fmean(y)) ** 2 for v in y)


def right_by_total_variance(x, y, groups):
    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(order) // groups
    within = [pvariance([y[draw] for draw in order[at : at + size]]) for at in range(0, len(order), size)]
    return 1 - fmean(within) / pvariance(y)
