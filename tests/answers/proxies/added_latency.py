# ruff: noqa: written as learners write
"""What proxies add to a request, as learners write it."""


def right_in_the_gap(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def right_short(steps, meshed, proxy_ms):
    added = 0
    for calls in steps:
        slow = [ms + proxy_ms * ((a in meshed) + (b in meshed)) for a, b, ms in calls]
        added += max(slow) - max(ms for a, b, ms in calls)
    return added


def right_by_set(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if {end} & set(meshed):
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return -(without_ms - with_ms)


def right_slowest_by_hand(steps, meshed, proxy_ms):
    total = 0
    for calls in steps:
        fast = slow = 0
        for caller, callee, call_ms in calls:
            ends = [end for end in [caller, callee] if end in meshed]
            if call_ms > fast:
                fast = call_ms
            if call_ms + len(ends) * proxy_ms > slow:
                slow = call_ms + len(ends) * proxy_ms
        total = total + slow - fast
    return total


def wrong_two_always(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_two_always__true(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if True:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_two_if_there_is_a_mesh(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_one_a_call(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end == caller:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_one_a_call__at_most_one(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if proxies == 0:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_the_callers_alone(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end == caller and end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_the_called_ones_alone(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end == callee and end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_two_if_both(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if caller in meshed and callee in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_one_if_both(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end == caller and caller in meshed and callee in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_one_if_any(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed and proxies == 0:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_two_if_any(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if caller in meshed or callee in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_two_if_the_caller(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if caller in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_two_if_the_called_one(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if callee in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_ends_without_a_proxy(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end not in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_never_in_the_mesh(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end == meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_last_step_alone(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return max(proxied_ms) - max(bare_ms)


def wrong_last_step_alone__set_not_added(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms = max(bare_ms)
        with_ms = max(proxied_ms)
    return with_ms - without_ms


def wrong_last_step_added_up(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return sum(proxied_ms) - sum(bare_ms)


def wrong_last_call_alone(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return proxies * proxy_ms


def wrong_all_calls_in_a_row(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += sum(bare_ms)
        with_ms += sum(proxied_ms)
    return with_ms - without_ms


def wrong_fastest_call(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += min(bare_ms)
        with_ms += min(proxied_ms)
    return with_ms - without_ms


def wrong_most_proxies(steps, meshed, proxy_ms):
    added = 0
    for calls in steps:
        added += max((a in meshed) + (b in meshed) for a, b, ms in calls) * proxy_ms
    return added


def wrong_slowest_without_proxies(steps, meshed, proxy_ms):
    added = 0
    for calls in steps:
        a, b, ms = max(calls, key=lambda call: call[2])
        added += ((a in meshed) + (b in meshed)) * proxy_ms
    return added


def wrong_each_proxy_once(steps, meshed, proxy_ms):
    names = set()
    for calls in steps:
        for caller, callee, ms in calls:
            names |= {caller, callee} & set(meshed)
    return len(names) * proxy_ms


def wrong_proxies_never_reset(steps, meshed, proxy_ms):
    without_ms = with_ms = proxies = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_last_call(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += bare_ms[-1]
        with_ms += proxied_ms[-1]
    return with_ms - without_ms


def wrong_mean_call(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += sum(bare_ms) / len(bare_ms)
        with_ms += sum(proxied_ms) / len(proxied_ms)
    return with_ms - without_ms


def wrong_total_for_added(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms


def wrong_without_proxies(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return without_ms


def wrong_wrong_sign(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return without_ms - with_ms


def wrong_times_as_long(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms / without_ms


def wrong_share_added(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms / without_ms - 1


def wrong_share_of_the_total(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return 1 - without_ms / with_ms


def wrong_both_added_up(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms + without_ms


def wrong_seconds_returned(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return (with_ms - without_ms) / 1000


def wrong_one_of_two(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return (with_ms - without_ms) / 2


def wrong_two_always_and_total_for_added(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms


def wrong_ends_without_a_proxy_and_wrong_sign(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end not in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return without_ms - with_ms


def wrong_two_if_both_and_all_calls_in_a_row(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if caller in meshed and callee in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += sum(bare_ms)
        with_ms += sum(proxied_ms)
    return with_ms - without_ms


def wrong_remembers(steps, meshed, proxy_ms, seen=[]):
    seen.append(1)
    return len(seen)


def wrong_constant(steps, meshed, proxy_ms):
    return 4


def wrong_text(steps, meshed, proxy_ms):
    return str(4.0)


def wrong_changes_input(steps, meshed, proxy_ms):
    added = 0
    while steps:
        calls = steps.pop(0)
        slow = [ms + proxy_ms * ((a in meshed) + (b in meshed)) for a, b, ms in calls]
        added += max(slow) - max(ms for a, b, ms in calls)
    return added


def wrong_other__by_sevens(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms % 7


def wrong_no_return(steps, meshed, proxy_ms):
    answer = 1


def wrong_prints(steps, meshed, proxy_ms):
    print(1.5)


def wrong_generator(steps, meshed, proxy_ms):
    yield 1.5


def wrong_wrong_kind(steps, meshed, proxy_ms):
    return [0]


def wrong_endless_loop(steps, meshed, proxy_ms):
    while True:
        pass


def wrong_endless_loop__swallows(steps, meshed, proxy_ms):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(steps, meshed, proxy_ms):
    exit()


def wrong_recursion(steps, meshed, proxy_ms):
    return wrong_recursion(steps, meshed, proxy_ms)


def wrong_arguments(benchmark, *, how):
    return benchmark


def wrong_type_error(steps, meshed, proxy_ms):
    return 1.5 + None


def wrong_name_error(steps, meshed, proxy_ms):
    return result


def wrong_zero_division(steps, meshed, proxy_ms):
    return 1 / 0


def wrong_steps_at_once(steps, meshed, proxy_ms):
    without, with_mesh = [], []
    for calls in steps:
        without.append(max(ms for a, b, ms in calls))
        with_mesh.append(max(ms + ((a in meshed) + (b in meshed)) * proxy_ms for a, b, ms in calls))
    return max(with_mesh) - max(without)


def wrong_return_out(steps, meshed, proxy_ms):
    without_ms = with_ms = 0.0
    for calls in steps:
        without_ms += max(ms for a, b, ms in calls)
        with_ms += max(ms + ((a in meshed) + (b in meshed)) * proxy_ms for a, b, ms in calls)
        return with_ms - without_ms


def wrong_proxies_added_to_milliseconds(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = (caller in meshed) + (callee in meshed)
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies + proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_delay_grows_with_the_call(steps, meshed, proxy_ms):
    total = 0
    for calls in steps:
        slow = max(ms * (1 + proxy_ms * ((a in meshed) + (b in meshed))) for a, b, ms in calls)
        total += slow - max(ms for *_, ms in calls)
    return total


def wrong_call_multiplied(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        without_ms += max(ms for *_, ms in calls)
        with_ms += max(ms * proxy_ms * ((a in meshed) + (b in meshed)) for a, b, ms in calls)
    return with_ms - without_ms


def wrong_percent_added(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        without_ms += max(ms for *_, ms in calls)
        with_ms += max(ms + proxy_ms * ((a in meshed) + (b in meshed)) for a, b, ms in calls)
    return 100 * (with_ms / without_ms - 1)


def wrong_percent_of_the_total(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        without_ms += max(ms for *_, ms in calls)
        with_ms += max(ms + proxy_ms * ((a in meshed) + (b in meshed)) for a, b, ms in calls)
    return (with_ms - without_ms) / with_ms * 100


def wrong_in_percent_of_before(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        without_ms += max(ms for *_, ms in calls)
        with_ms += max(ms + proxy_ms * ((a in meshed) + (b in meshed)) for a, b, ms in calls)
    return with_ms / without_ms * 100


def wrong_start_in__once_a_step(steps, meshed, proxy_ms):
    without_ms = with_ms = 0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        proxies = 0
        for caller, callee, call_ms in calls:
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def wrong_type_error__in_turned_round(steps, meshed, proxy_ms):
    added_ms = 0
    for calls in steps:
        for caller, callee, call_ms in calls:
            for end in (caller, callee):
                if meshed in end:
                    added_ms += proxy_ms
    return added_ms
