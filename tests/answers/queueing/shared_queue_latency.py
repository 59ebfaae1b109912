# ruff: noqa: written as learners write
"""Erlang's queue, as learners write it."""

import math
from math import inf


def right_in_the_gaps(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def right_spare_workers(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered / workers >= 1:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s * (1 + waits / (workers - offered))


def right_with_factorials(requests_per_s, service_s, workers):
    a = requests_per_s * service_s
    if not a < workers:
        return math.inf
    top = a**workers / math.factorial(workers) * workers / (workers - a)
    c = top / (sum(a**k / math.factorial(k) for k in range(workers)) + top)
    return c / (workers / service_s - requests_per_s) + service_s


def wrong_no_condition(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_equality_forgotten(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered > workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_wrong_way_round(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered <= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_requests_for_work(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if requests_per_s >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_one_worker_full(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= 1:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_no_condition__false(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if False:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_wait_alone(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return waits * service_s / (workers * (1 - utilisation))


def wrong_all_wait(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + service_s / (workers * (1 - utilisation))


def wrong_not_by_workers(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (1 - utilisation)


def wrong_spare_forgotten(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / workers


def wrong_times_the_spare(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / workers * (1 - utilisation)


def wrong_busy_for_spare(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * utilisation)


def wrong_one_worker(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s / (1 - utilisation)


def wrong_chance_for_time(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits


def wrong_one_service_more(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s


def wrong_loss_for_wait(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + blocked * service_s / (workers * (1 - utilisation))


def wrong_service_shared(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s / workers + waits * service_s / (workers * (1 - utilisation))


def wrong_waits_times_all(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return waits * (service_s + service_s / (workers * (1 - utilisation)))


def wrong_chance_alone(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return waits


def wrong_service_alone(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s


def wrong_no_return(requests_per_s, service_s, workers):
    latency = service_s / (1 - requests_per_s * service_s / (workers + 99))


def wrong_prints(requests_per_s, service_s, workers):
    print(service_s / (1 - requests_per_s * service_s / (workers + 99)))


def wrong_generator(requests_per_s, service_s, workers):
    yield service_s


def wrong_wrong_kind(requests_per_s, service_s, workers):
    return [service_s, workers]


def wrong_text(requests_per_s, service_s, workers):
    return str(service_s / (1 - requests_per_s * service_s / (workers + 99))) + " s"


def wrong_constant(requests_per_s, service_s, workers):
    return 0.02


def wrong_remembers(requests_per_s, service_s, workers, calls=[0]):
    calls[0] += 1
    return calls[0] * service_s


def wrong_unused_argument__the_traffic(requests_per_s, service_s, workers):
    return service_s * workers


def wrong_endless_loop(requests_per_s, service_s, workers):
    while requests_per_s > 0:
        pass
    return 1


def wrong_endless_loop__swallows(requests_per_s, service_s, workers):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(requests_per_s, service_s, workers):
    exit()


def wrong_recursion(requests_per_s, service_s, workers):
    return wrong_recursion(requests_per_s, service_s, workers)


def wrong_arguments(requests_per_s):
    return requests_per_s


def wrong_type_error(requests_per_s, service_s, workers):
    return requests_per_s + [1]


def wrong_name_error(requests_per_s, service_s, workers):
    return utilization


def wrong_zero_division(requests_per_s, service_s, workers):
    return 1 / (requests_per_s - requests_per_s)


def wrong_either_or(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return waits * service_s / (workers * (1 - utilisation)) + (1 - waits) * service_s


def wrong_wait_of_those_that_wait(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s / (workers * (1 - utilisation))


def wrong_wait_alone__and_the_condition(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered > workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return waits * service_s / (workers * (1 - utilisation))


def wrong_all_wait__and_the_condition(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered / workers > 1:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + service_s / (workers * (1 - utilisation))


def wrong_requests_for_work__more(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if requests_per_s > workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_only_when_equal(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered == workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_rate_for_work(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if requests_per_s > service_s * workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_more_than_one_worker(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered > 1:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_one_worker_spare(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers - 1:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_served_twice(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * (service_s + service_s / (workers * (1 - utilisation)))


def wrong_those_that_dont_wait(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + (1 - waits) * service_s / (workers * (1 - utilisation))


def wrong_busy_for_waits(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + utilisation * service_s / (workers * (1 - utilisation))


def wrong_times_workers(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s * workers / (1 - utilisation)


def wrong_offered_for_busy(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - offered))


def wrong_unit_forgotten(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits / (workers * (1 - utilisation))


def wrong_one_workers_mean_waits(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return waits * service_s / (1 - utilisation)


def wrong_added_not_multiplied(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits + service_s / (workers * (1 - utilisation))


def wrong_one_worker_full_and_wait_alone(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= 1:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return waits * service_s / (workers * (1 - utilisation))


def wrong_requests_for_work_and_all_wait(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if requests_per_s >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + service_s / (workers * (1 - utilisation))


def wrong_wait_alone_and_loss_for_wait(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return blocked * service_s / (workers * (1 - utilisation))


def wrong_service_shared_and_spare_forgotten(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s / workers + waits * service_s / workers


def wrong_single_workers_are_full(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if workers <= 1:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_service_for_work(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if service_s >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_not_blocked(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + (1 - blocked) * service_s / (workers * (1 - utilisation))


def wrong_service_times_wait(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s * waits * service_s / (workers * (1 - utilisation))


def wrong_half_wait(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return (service_s + service_s + service_s / (workers * (1 - utilisation))) / 2


def wrong_percentile_for_mean(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return -math.log(0.01) * (service_s + waits * service_s / (workers * (1 - utilisation)))


def wrong_wrong_way_round__always(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if True:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def wrong_by_offered(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (offered * (1 - utilisation))


def wrong_one_worker_for_all(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s / (1 - requests_per_s * service_s)


def wrong_service_over_the_spare(requests_per_s, service_s, workers):
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return (service_s + waits * service_s / workers) / (1 - utilisation)


def wrong_other__guessed(requests_per_s, service_s, workers):
    return service_s * workers ** 2 / (1 + requests_per_s)
