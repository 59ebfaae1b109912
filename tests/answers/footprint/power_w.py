# ruff: noqa: written as learners write
"""The power at a utilisation, as learners write it."""

import numpy as np


def right_in_the_gap(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below) / (above - below)
        below, low_w = above, high_w
    return low_w


def right_with_numpy(points, utilisation):
    x, y = zip(*points)
    return np.interp(utilisation, x, y)


def right_with_indices(points, utilisation):
    i = 0
    while i < len(points) - 2 and points[i + 1][0] < utilisation:
        i += 1
    x0, y0 = points[i]
    x1, y1 = points[i + 1]
    slope = (y1 - y0) / (x1 - x0)
    return y0 + slope * (utilisation - x0)


def right_weighing(points, utilisation):
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if x0 <= utilisation <= x1:
            w = (x1 - utilisation) / (x1 - x0)
            return w * y0 + (1 - w) * y1


def wrong_straight_line(points, utilisation):
    idle, full = points[0][1], points[-1][1]
    return idle + (full - idle) * utilisation


def wrong_idle_forgotten(points, utilisation):
    return utilisation * max(w for _, w in points)


def wrong_not_divided(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below)
        below, low_w = above, high_w
    return low_w


def wrong_from_zero(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation / (above - below))
        below, low_w = above, high_w
    return low_w


def wrong_utilisation_itself(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * utilisation
        below, low_w = above, high_w
    return low_w


def wrong_from_above(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            share = (above - utilisation) / (above - below)
            return low_w + (high_w - low_w) * share
        below, low_w = above, high_w
    return low_w


def wrong_over_the_upper(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below) / above
        below, low_w = above, high_w
    return low_w


def wrong_work_alone(points, utilisation):
    return (points[-1][1] - points[0][1]) * utilisation


def wrong_middle(points, utilisation):
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if utilisation == x0:
            return y0
        if utilisation == x1:
            return y1
        if utilisation < x1:
            return (y0 + y1) / 2


def wrong_upper_point(points, utilisation):
    for above, high_w in points[1:]:
        if utilisation <= above:
            return high_w


def wrong_lower_point(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w
        below, low_w = above, high_w
    return low_w


def wrong_no_return(points, utilisation):
    watts = np.interp(utilisation, [p[0] for p in points], [p[1] for p in points])


def wrong_changes_input(points, utilisation):
    while len(points) > 2 and points[1][0] < utilisation:
        points.pop(0)
    (x0, y0), (x1, y1) = points[:2]
    return y0 + (y1 - y0) * (utilisation - x0) / (x1 - x0)


def wrong_zero_division(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) / (utilisation - below)
        below, low_w = above, high_w
    return low_w


def wrong_endless_loop(points, utilisation):
    i = 0
    while points[i][0] <= utilisation:
        low_w = points[i][1]
    return low_w


def wrong_prints(points, utilisation):
    print(np.interp(utilisation, [p[0] for p in points], [p[1] for p in points]))


def wrong_generator(points, utilisation):
    yield np.interp(utilisation, [p[0] for p in points], [p[1] for p in points])


def wrong_text(points, utilisation):
    return str(np.interp(utilisation, [p[0] for p in points], [p[1] for p in points])) + " W"


def wrong_constant(points, utilisation):
    return 200


def wrong_wrong_kind(points, utilisation):
    return [w for u, w in points if u <= utilisation]


def wrong_remembers(points, utilisation, total=[0]):
    total[0] += np.interp(utilisation, *zip(*points))
    return total[0]


def wrong_other__the_mean(points, utilisation):
    return sum(w for _, w in points) / len(points) * (1 + utilisation)


def wrong_flat_between_the_points__the_mean_of_all(points, utilisation):
    return sum(w for _, w in points) / len(points)


def wrong_endless_loop__swallows(points, utilisation):
    while True:
        try:
            return points[99]
        except:
            pass


def wrong_exits(points, utilisation):
    exit()


def wrong_recursion(points, utilisation):
    return wrong_recursion(points[1:], utilisation) + points[0][1]


def wrong_arguments(points):
    return points[0][1]


def wrong_type_error(points, utilisation):
    return points[0][1] + utilisation * points[1][1] + points


def wrong_over_the_upper_from_zero(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * utilisation / above
        below, low_w = above, high_w
    return low_w


def wrong_over_the_watts(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below) / (high_w - low_w)
        below, low_w = above, high_w
    return low_w


def wrong_no_parentheses(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * utilisation - below / above - below
        below, low_w = above, high_w
    return low_w


def wrong_one_parenthesis(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below) / above - below
        below, low_w = above, high_w
    return low_w


def wrong_in_percent(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            percent = 100 * (utilisation - below) / (above - below)
            return low_w + (high_w - low_w) * percent
        below, low_w = above, high_w
    return low_w


def wrong_half(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * 0.5
        below, low_w = above, high_w
    return low_w


def wrong_swapped_sign(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (below - utilisation) / (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_mixed_units(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - low_w) / (high_w - low_w)
        below, low_w = above, high_w
    return low_w


def wrong_whole_steps(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * ((utilisation - below) // (above - below))
        below, low_w = above, high_w
    return low_w


def wrong_multiplied(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below) * (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_last_point__printed_in_the_loop(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            print(low_w + (high_w - low_w) * (utilisation - below) / (above - below))
        below, low_w = above, high_w
    return low_w


def wrong_nearest_point(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * round((utilisation - below) / (above - below))
        below, low_w = above, high_w
    return low_w


def wrong_from_zero_multiplied(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * utilisation * (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_over_the_rest(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below) / (1 - below)
        below, low_w = above, high_w
    return low_w


def wrong_from_above_over_the_upper(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (above - utilisation) / above
        below, low_w = above, high_w
    return low_w


def wrong_back_from_the_upper(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - above) / (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_upside_down(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (above - below) / (utilisation - below)
        below, low_w = above, high_w
    return low_w


def wrong_from_percent(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below) / (above - below) / 100
        below, low_w = above, high_w
    return low_w


def wrong_utilisation_from_percent(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation / 100 - below) / (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_slope_for_the_share(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (high_w - low_w) / (above - below) * utilisation
        below, low_w = above, high_w
    return low_w


def wrong_share_with_one_digit(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * round((utilisation - below) / (above - below), 1)
        below, low_w = above, high_w
    return low_w


def wrong_share_with_two_digits(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * round((utilisation - below) / (above - below), 2)
        below, low_w = above, high_w
    return low_w


def wrong_below_forgotten(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return (high_w - low_w) * (utilisation - below) / (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_share_of_the_upper_watts(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return high_w * (utilisation - below) / (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_share_added(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (utilisation - below) / (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_above_the_upper(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return high_w + (high_w - low_w) * (utilisation - below) / (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_lower_point_twice(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below) / (above - below) + low_w
        below, low_w = above, high_w
    return low_w


def wrong_step_twice(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below) * (high_w - low_w) / (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_whole_formula(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (low_w + (high_w - low_w) * (utilisation - below) / (above - below))
        below, low_w = above, high_w
    return low_w


def wrong_whole_formula_without_parentheses(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * low_w + (high_w - low_w) * (utilisation - below) / (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_no_parentheses_in_the_share(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below / above - below)
        below, low_w = above, high_w
    return low_w


def wrong_first_parentheses(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * utilisation - below / (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_first_parentheses_in_the_share(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below / (above - below))
        below, low_w = above, high_w
    return low_w


def wrong_one_parenthesis_in_the_share(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * ((utilisation - below) / above - below)
        below, low_w = above, high_w
    return low_w


def wrong_parentheses_over_the_upper(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * utilisation - below / above
        below, low_w = above, high_w
    return low_w


def wrong_parentheses_over_the_upper_in_the_share(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation - below / above)
        below, low_w = above, high_w
    return low_w


def wrong_flat_between_the_points__the_points_alone(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * below / above
        below, low_w = above, high_w
    return low_w


def wrong_flat_between_the_points__the_distance(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (above - below)
        below, low_w = above, high_w
    return low_w


def wrong_flat_between_the_points__a_quarter(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * 0.25
        below, low_w = above, high_w
    return low_w


def wrong_another_formula__less_below(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * utilisation - below
        below, low_w = above, high_w
    return low_w


def wrong_another_formula__half_the_utilisation(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (utilisation / 2)
        below, low_w = above, high_w
    return low_w


def wrong_another_formula__what_is_left_of_the_way(points, utilisation):
    (below, low_w), *others = points
    for above, high_w in others:
        if utilisation <= above:
            return low_w + (high_w - low_w) * (above - utilisation)
        below, low_w = above, high_w
    return low_w


def wrong_other__guessed(points, utilisation):
    return sum(w for _, w in points) * utilisation ** 2 + len(points)
