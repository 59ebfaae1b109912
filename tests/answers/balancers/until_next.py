# ruff: noqa: written as learners write
"""Waiting for the next request, as learners write it."""

import sys
import time


def right_as_meant(env, gap_s):
    return env.timeout(gap_s)


def right_by_name(env, gap_s):
    wait = env.timeout(delay=gap_s)
    return wait


def right_as_a_process(env, gap_s):
    def waiting():
        yield env.timeout(gap_s)
    return env.process(waiting())


def wrong_until_a_time(env, gap_s):
    return env.timeout(env.now + gap_s)


def wrong_no_gap__as_the_clock_shows(env, gap_s):
    return env.timeout(env.now)


def wrong_always_a_second(env, gap_s):
    return env.timeout(1)


def wrong_no_gap(env, gap_s):
    return env.timeout(0)


def wrong_rate_for_gap(env, gap_s):
    return env.timeout(1 / gap_s)


def wrong_never(env, gap_s):
    return env.event()


def wrong_a_number(env, gap_s):
    return gap_s


def wrong_a_number__when_it_comes(env, gap_s):
    return env.now + gap_s


def wrong_generator(env, gap_s):
    yield env.timeout(gap_s)


def wrong_no_event(env, gap_s):
    return env.timeout


def wrong_sleeps__for_the_gap(env, gap_s):
    time.sleep(gap_s / 1000)


def wrong_part_left_out__half_of_it(env, gap_s):
    return env.timeout(gap_s / 2)


gaps = []


def wrong_remembers(env, gap_s):
    gaps.append(gap_s)
    return env.timeout(len(gaps))


async def wrong_no_event__async(env, gap_s):
    return env.timeout(gap_s)


def wrong_no_return(env, gap_s):
    answer = gap_s


def wrong_no_return__lost_in_a_branch(env, gap_s):
    if env is None:
        return gap_s


def wrong_prints(env, gap_s):
    print(gap_s)


def wrong_text(env, gap_s):
    return str(gap_s)


def wrong_wrong_kind__in_a_list(env, gap_s):
    return [env.timeout(gap_s)]


def wrong_arguments(gap_s):
    return gap_s


def wrong_arguments__none():
    return 0


def wrong_endless_loop(env, gap_s):
    while True:
        pass


def wrong_endless_loop__swallows_everything(env, gap_s):
    while True:
        try:
            return missing[gap_s]
        except:
            continue


def wrong_exits(env, gap_s):
    sys.exit(1)


def wrong_recursion(env, gap_s):
    return wrong_recursion(env, gap_s)


def wrong_index_error(env, gap_s):
    return [gap_s][1]


def wrong_type_error(env, gap_s):
    return gap_s + "1"


def wrong_name_error(env, gap_s):
    return pod_with_fewest


def wrong_zero_division(env, gap_s):
    return 1 // 0


def wrong_asks_for_input(env, gap_s):
    return int(input("which?"))


def wrong_sleeps(env, gap_s):
    import time

    return time.sleep(gap_s / 100)


def wrong_sleeps__without_a_return(env, gap_s):
    import time

    time.sleep(gap_s / 100)


def wrong_no_return__not_an_event_but_none(env, gap_s):
    return [].append(env.timeout(gap_s))
