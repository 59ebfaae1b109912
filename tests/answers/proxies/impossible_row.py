# ruff: noqa: written as learners write
"""Rows that can't be, as learners write it."""


def right_pairs(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower > higher:
                names.append(name)
                break
    return names


def right_sorted(rows):
    return [name for name, latencies_ms in rows if list(latencies_ms) != sorted(latencies_ms)]


def right_by_index(rows):
    found = []
    for name, ms in rows:
        falls = 0
        for i in range(len(ms) - 1):
            if ms[i + 1] < ms[i]:
                falls += 1
        if falls:
            found.append(name)
    return found


def wrong_first_two(rows):
    return [name for name, ms in rows if ms[0] > ms[1]]


def wrong_names_and_more(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower > higher:
                names.append((name, lower, higher))
                break
    return names


def wrong_whole_rows_compared(rows):
    return [rows[i][0] for i in range(len(rows) - 1) if rows[i][1] > rows[i + 1][1]]


def wrong_median_highest(rows):
    return [name for name, ms in rows if max(ms) == ms[0]]


def wrong_first_pair_and_last_pair(rows):
    return [name for name, ms in rows if ms[0] > ms[1] or ms[-2] > ms[-1]]


def wrong_only_equal_is_impossible(rows):
    return [name for name, ms in rows if any(a == b for a, b in zip(ms, ms[1:]))]


def wrong_first_three(rows):
    return [name for name, ms in rows if ms[0] > ms[1] or (len(ms) > 2 and ms[1] > ms[2])]


def wrong_last_two(rows):
    names = []
    for name, ms in rows:
        for lower, higher in zip(ms, ms[1:]):
            impossible = lower > higher
        if impossible:
            names.append(name)
    return names


def wrong_last_two__two_alone(rows):
    return [name for name, ms in rows if ms[-2] > ms[-1]]


def wrong_first_and_last(rows):
    return [name for name, ms in rows if ms[0] > ms[-1]]


def wrong_first_with_all(rows):
    return [name for name, ms in rows if any(ms[0] > each for each in ms)]


def wrong_last_pair_forgotten(rows):
    names = []
    for name, ms in rows:
        for i in range(len(ms) - 2):
            if ms[i] > ms[i + 1]:
                names.append(name)
                break
    return names


def wrong_first_pair_forgotten(rows):
    names = []
    for name, ms in rows:
        for i in range(2, len(ms)):
            if ms[i - 1] > ms[i]:
                names.append(name)
                break
    return names


def wrong_equal_is_impossible(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower >= higher:
                names.append(name)
                break
    return names


def wrong_rising_is_impossible(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower < higher:
                names.append(name)
                break
    return names


def wrong_changing_is_impossible(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower != higher:
                names.append(name)
                break
    return names


def wrong_far_apart(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if higher > 2 * lower:
                names.append(name)
                break
    return names


def wrong_all_must_fall(rows):
    return [name for name, ms in rows if all(a > b for a, b in zip(ms, ms[1:]))]


def wrong_every_row(rows):
    return [name for name, ms in rows if ms != list(ms).sort()]


def wrong_letters_for_names(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower > higher:
                names += name
                break
    return names


def wrong_highest_before_the_last(rows):
    return [name for name, ms in rows if ms[-1] < max(ms)]


def wrong_compared_with_none(rows):
    return [name for name, ms in rows if ms != ms.sort()]


def wrong_possible_rows(rows):
    return [name for name, ms in rows if sorted(ms) == ms]


def wrong_one_fall_exactly(rows):
    return [name for name, ms in rows if sum(a > b for a, b in zip(ms, ms[1:])) == 1]


def wrong_rows_for_names(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower > higher:
                names.append((name, latencies_ms))
                break
    return names


def wrong_latencies_for_names(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower > higher:
                names.append(latencies_ms)
                break
    return names


def wrong_counted_rows(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower > higher:
                names.append(name)
                break
    return len(names)


def wrong_one_name(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower > higher:
                names.append(name)
                break
    return names[:1]


def wrong_bare_name(rows):
    for name, ms in rows:
        for a, b in zip(ms, ms[1:]):
            if a > b:
                return name


def wrong_yes_or_no(rows):
    names = []
    for name, latencies_ms in rows:
        for lower, higher in zip(latencies_ms, latencies_ms[1:]):
            if lower > higher:
                names.append(name)
                break
    return len(names) > 0


def wrong_named_twice(rows):
    names = []
    for name, ms in rows:
        for a, b in zip(ms, ms[1:]):
            if a > b:
                names.append(name)
    return names


def wrong_compared_with_the_row_before(rows):
    names = []
    for i in range(1, len(rows)):
        if any(a > b for a, b in zip(rows[i - 1][1], rows[i][1])):
            names.append(rows[i][0])
    return names


def wrong_compared_with_the_first_row(rows):
    names = []
    for name, ms in rows[1:]:
        if any(ms[i] < rows[0][1][i] for i in range(min(len(ms), len(rows[0][1])))):
            names.append(name)
    return names


def wrong_positions_for_names(rows):
    return [i for i in range(len(rows)) if list(rows[i][1]) != sorted(rows[i][1])]


def wrong_marks_for_names(rows):
    return [ms != sorted(ms) for name, ms in rows]


def wrong_first_two_and_equal_is_impossible(rows):
    return [name for name, ms in rows if ms[0] >= ms[1]]


def wrong_first_and_last_and_possible_rows(rows):
    return [name for name, ms in rows if ms[0] <= ms[-1]]


def wrong_remembers(rows, kept=[]):
    for name, ms in rows:
        if ms != sorted(ms):
            kept.append(name)
    return list(kept)


def wrong_constant(rows):
    return ['A']


def wrong_text(rows):
    return 'A'


def wrong_changes_input(rows):
    names = []
    for name, ms in rows:
        before = list(ms)
        ms.sort()
        if ms != before:
            names.append(name)
    return names


def wrong_other__slow(rows):
    return [name for name, ms in rows if max(ms) > 8]


def wrong_index_error(rows):
    return [name for name, ms in rows if any(ms[i] > ms[i + 1] for i in range(len(ms)))]


def wrong_no_return(rows):
    answer = 1


def wrong_prints(rows):
    print([])


def wrong_generator(rows):
    yield []


def wrong_wrong_kind(rows):
    return 0


def wrong_endless_loop(rows):
    while True:
        pass


def wrong_endless_loop__swallows(rows):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(rows):
    exit()


def wrong_recursion(rows):
    return wrong_recursion(rows)


def wrong_arguments(benchmark, *, how):
    return benchmark


def wrong_type_error(rows):
    return [] + None


def wrong_name_error(rows):
    return result


def wrong_zero_division(rows):
    return 1 / 0


def wrong_three_unpacked(rows):
    bad = []
    for name, (p50, p90, p99) in rows:
        if p50 > p90 or p90 > p99:
            bad.append(name)
    return bad


def wrong_names_sorted(rows):
    return sorted(name for name, ms in rows if ms != sorted(ms))


def wrong_constant__never_true(rows):
    return [name for name, ms in rows if any(each < 0 for each in ms)]


def wrong_four_unpacked(rows):
    names = []
    for name, (p50, p90, p95, p99) in rows:
        if not p50 <= p90 <= p95 <= p99:
            names.append(name)
    return names


def wrong_last_before_the_first(rows):
    names = []
    for name, ms in rows:
        for i in range(len(ms)):
            if ms[i] < ms[i - 1]:
                names.append(name)
                break
    return names


def wrong_last_before_the_first__enumerated(rows):
    return [name for name, ms in rows if any(ms[i - 1] > value for i, value in enumerate(ms))]


def wrong_in_both_orders(rows):
    return [name for name, ms in rows if any(a > b for a in ms for b in ms)]


def wrong_changing_is_impossible__by_position(rows):
    return [name for name, ms in rows if any(ms[i] != ms[i - 1] for i in range(1, len(ms)))]


def wrong_twice_the_same(rows):
    return [name for name, ms in rows if len(set(ms)) != len(ms)]


def wrong_factor_compared(rows):
    return [name for name, ms in rows if ms[-1] > 10 * ms[0]]


def wrong_factor_compared__divided(rows):
    return [name for name, ms in rows if ms[-1] / ms[0] > 20]


def wrong_mean_compared(rows):
    return [name for name, ms in rows if ms[0] > sum(ms) / len(ms)]


def wrong_rows_compared(rows):
    baseline = dict(rows).get("none", rows[0][1])
    return [name for name, ms in rows if any(a < b for a, b in zip(ms, baseline))]


def wrong_one_name__break_of_the_outer_loop(rows):
    names = []
    for name, ms in rows:
        if ms != sorted(ms):
            names.append(name)
            break
    return names


def wrong_one_name__sliced(rows):
    return [name for name, ms in rows if ms != sorted(ms)][:1]


def wrong_every_row__another_object(rows):
    return [name for name, ms in rows if ms is not sorted(ms)]


def wrong_part_left_out__a_margin(rows):
    return [name for name, ms in rows if any(b < 0.9 * a for a, b in zip(ms, ms[1:]))]


def wrong_distance_compared(rows):
    return [name for name, ms in rows if ms[-1] - ms[0] > 20]


def wrong_set_compared(rows):
    return [name for name, ms in rows if list(set(ms)) != ms]
