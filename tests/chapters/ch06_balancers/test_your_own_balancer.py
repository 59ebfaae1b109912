"""The open challenge: any plain Python is answered in words, nothing hangs, and the score is what it says."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from course_lib.balancers import (
    BALANCERS,
    LEAST_IN_FLIGHT,
    PREQUAL,
    RANDOM,
    RING_HASH,
    ROUND_ROBIN,
    Balancer,
    remember_nothing,
)
from course_lib.chapters.ch06_balancers import exercises as ex
from course_lib.chapters.ch06_balancers.exercises.challenge import contest
from course_lib.chapters.ch06_balancers.exercises.challenge.entry import take_entry
from course_lib.chapters.ch06_balancers.exercises.challenge.places import spoken_name
from course_lib.chapters.ch06_balancers.exercises.challenge.replay import record_calls, replay_calls
from course_lib.chapters.ch06_balancers.exercises.your_own_balancer import DONE_S
from course_lib.chapters.ch06_balancers.study.field import PODS
from course_lib.chapters.ch06_balancers.study.ring import pick_on_ring
from course_lib.record import progress
from tests.answers import typed
from tests.patience import IMPATIENCE, patience

challenge = ex.your_own_balancer
KEY = "balancers.your_own_balancer"


@pytest.fixture(autouse=True)
def patient():
    """A check runs for seconds of a learner's ten: it must not be the machine's load that decides."""
    with patience():
        yield


# Good ones, as learners write them.


def fewest(now, draws, in_flight, memory):
    least = [pod for pod in range(len(in_flight)) if in_flight[pod] == min(in_flight)]
    return least[int(draws[0] * len(least))]


def with_numpy(now, draws, in_flight, memory):
    return np.argmin(np.array(in_flight) + np.random.default_rng(int(draws[0] * 2**32)).random(len(in_flight)))


def with_a_dict(now, draws, in_flight, memory):
    by_load = {}
    for pod, load in enumerate(in_flight):
        by_load.setdefault(load, []).append(pod)
    return by_load[min(by_load)][0]


def by_estimate(now, draws, in_flight, memory):
    return min(range(len(in_flight)), key=lambda pod: (in_flight[pod] + 1) * (memory[1][pod] or 1.0))


def keeps_an_average(now, pod, latency, in_flight, memory):
    memory[1][pod] = 0.95 * (memory[1][pod] or 1.0) + 0.05 * latency / (in_flight[pod] + 1)


class Two:
    def __call__(self, now, draws, in_flight, memory):
        one, other = int(draws[0] * 10), int(draws[1] * 10)
        return one if in_flight[one] <= in_flight[other] else other


def of_three(now, draws, in_flight, memory):
    return min((int(draw * len(in_flight)) for draw in draws), key=lambda pod: in_flight[pod])


GOOD = {
    "fewest": fewest,
    "numpy": with_numpy,
    "a dict": with_a_dict,
    "a lambda": lambda now, draws, in_flight, memory: in_flight.index(min(in_flight)),
    "an object": Two(),
    "a pair": (by_estimate, keeps_an_average),
    "a list": [by_estimate, keeps_an_average],
    "a balancer": Balancer("three", of_three, draws=3),
    "prequal by another name": Balancer("mine", PREQUAL.pick, PREQUAL.done, PREQUAL.draws, PREQUAL.settings),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_one_is_done(name):
    result = challenge.check(GOOD[name])
    assert result.status == "correct"
    assert "ahead of" in result.message
    assert "Your slow pod got" in result.message
    assert result.shown.count("→") == 1
    assert challenge.status == "correct"


def test_a_pair_may_be_given_as_two():
    assert challenge.check(by_estimate, keeps_an_average).status == "correct"
    assert challenge.check(3, 4).mistake == "several"


@pytest.fixture(autouse=True, scope="module")
def raced_once():
    """What the best of them comes to is asked for by many tests, and is the same each time: so it races once."""
    module = sys.modules[type(challenge).__module__]  # by its name the package has the exercise
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "run_race", of_fewest_once(module.run_race))
        yield


def of_fewest_once(run_race):
    once = cache(lambda: run_race(take_entry(fewest)))

    def run(entry):
        is_fewest = entry.given.pick is fewest and entry.given.done is remember_nothing
        return once() if is_fewest else run_race(entry)

    return run


# Bad ones.


def endless(now, draws, in_flight, memory):
    while True:
        pass


def endless_that_swallows(now, draws, in_flight, memory):
    while True:
        try:
            while True:
                pass
        except:  # noqa: E722, S110
            pass


def endless_late(now, draws, in_flight, memory):
    memory[1][0] += 1
    while memory[1][0] > 3000:
        pass
    return 0


def sleeps(now, draws, in_flight, memory):
    time.sleep(0.01)
    return 0


def done_endless(now, pod, latency, in_flight, memory):
    while True:
        pass


@IMPATIENCE
@pytest.mark.parametrize("bad", [endless, endless_that_swallows, endless_late, sleeps, (fewest, done_endless)])
def test_what_never_ends_is_stopped(bad):
    begun = time.monotonic()
    result = challenge.check(bad)
    assert (result.status, result.mistake) == ("error", "too-slow")
    assert time.monotonic() - begun < 10


COUNT = [0]


def remembers(now, draws, in_flight, memory):
    COUNT[0] += 1
    return COUNT[0] % 7


def closes_over():
    seen = {}

    def pick(now, draws, in_flight, memory):
        seen[len(seen)] = now
        return min(range(10), key=lambda pod: (in_flight[pod], (pod + len(seen) // 5000) % 10))

    return pick


def changes(now, draws, in_flight, memory):
    pod = in_flight.index(min(in_flight))
    in_flight[pod] += 1
    return pod


def changes_when_done(now, pod, latency, in_flight, memory):
    in_flight[pod] -= 1


def nothing(now, draws, in_flight, memory):
    in_flight.index(min(in_flight))


def says_it(now, draws, in_flight, memory):
    print(in_flight.index(min(in_flight)))


def yields(now, draws, in_flight, memory):
    yield 1


async def later(now, draws, in_flight, memory):
    return 1


def leaves(now, draws, in_flight, memory):
    sys.exit()


def itself(now, draws, in_flight, memory):
    return itself(now, draws, in_flight, memory)


def asks(now, draws, in_flight, memory):
    return int(input())


def peeks(now, draws, in_flight, memory):
    return int(service_s[0])  # noqa: F821


def fails_late(now, draws, in_flight, memory):
    memory[1][0] += 1
    return [0, 1, 2][int(memory[1][0]) % 3 if memory[1][0] < 5000 else 3]


def done_fails(now, pod, latency, in_flight, memory):
    memory[1][pod] = 1 / in_flight[pod]


BAD = {
    "a float": (lambda now, draws, in_flight, memory: 10 * draws[0], "not yet", "not-whole", "int(…) drops what"),
    "a whole float": (lambda now, draws, in_flight, memory: 2.0, "not yet", "not-whole", "2.0"),
    "nan": (lambda now, draws, in_flight, memory: float("nan"), "not yet", "not-whole", "not a number at all"),
    "a numpy float": (lambda now, draws, in_flight, memory: np.float64(1), "not yet", "not-whole", "1.0"),
    "pod 10": (lambda now, draws, in_flight, memory: 10, "not yet", "no-such-pod", "10"),
    "pod -1": (lambda now, draws, in_flight, memory: -1, "not yet", "no-such-pod", "-1"),
    "True": (lambda now, draws, in_flight, memory: True, "not yet", "wrong-kind", "True or False"),
    "text": (lambda now, draws, in_flight, memory: "3", "not yet", "wrong-kind", "text"),
    "None": (nothing, "not yet", "no-return", "Is a return missing"),
    "prints": (says_it, "not yet", "no-return", "prints its answer"),
    "a generator": (yields, "not yet", "wrong-kind", "a generator"),
    "a coroutine": (later, "not yet", "wrong-kind", "a coroutine"),
    "globals": (remembers, "not yet", "remembers", "second time"),
    "a closure": (closes_over(), "not yet", "remembers", "second time"),
    "random": (lambda now, draws, in_flight, memory: random.randrange(10), "not yet", "remembers", "from draws"),  # noqa: S311
    "writes": (changes, "not yet", "changes-in-flight", "Read in_flight"),
    "writes when done": ((fewest, changes_when_done), "not yet", "changes-in-flight", "Read in_flight"),
    "exits": (leaves, "error", "SystemExit", "asked Python to exit"),
    "recursion": (itself, "error", "RecursionError", "calls itself"),
    "input": (asks, "error", "InputAsked", "asks for input"),
    "peeks": (peeks, "error", "NameError", "service_s"),
    "fails late": (fails_late, "error", "IndexError", "at request 4999"),
    "done fails": ((fewest, done_fails), "error", "ZeroDivisionError", "done at request"),
    "a third draw": (lambda now, draws, in_flight, memory: int(draws[2] * 10), "error", "IndexError", "draws=3"),
    "swapped": ((keeps_an_average, by_estimate), "not yet", "no-balancer", "The two are swapped: first comes pick"),
    "built into Python": (max, "not yet", "no-balancer", "doesn't tell what it takes"),
    "three parameters": (lambda now, draws, in_flight: 0, "not yet", "no-balancer", "pick must take"),
    "done of four": ((fewest, fewest), "not yet", "no-balancer", "Yours is fewest(now, draws, in_flight, memory)."),
    "a pair without pick": ((None, done_fails), "not yet", "no-balancer", "a tuple, but its pick is None"),
    "a list without done": ([fewest, 3], "not yet", "no-balancer", "a list, but its done is a number"),
    "a triple": ((fewest, fewest, fewest), "not yet", "no-balancer", "a tuple of 3; a pair has two"),
    "called": (0, "not yet", "no-balancer", "Give the check your pick function"),
    "a class": (Two, "not yet", "no-balancer", "a type"),
    "many draws": (Balancer("greedy", fewest, draws=40), "not yet", "no-balancer", "at most 32"),
    "built in": (LEAST_IN_FLIGHT, "not yet", "built-in", "built in"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_one_is_told_what_is_wrong(name):
    bad, status, mistake, says = BAD[name]
    result = challenge.check(bad)
    assert (result.status, result.mistake) == (status, mistake)
    assert says in result.message
    assert "0x" not in result.message
    assert challenge.status == status


def latency_alone(now, draws, in_flight, memory):
    return min(range(10), key=lambda pod: memory[1][pod])


def remembers_latency(now, pod, latency, in_flight, memory):
    memory[1][pod] = 0.9 * memory[1][pod] + 0.1 * latency


KNOWN = {
    "one-pod": lambda now, draws, in_flight, memory: 4,
    "herding": (latency_alone, remembers_latency),
    "blind": lambda now, draws, in_flight, memory: int(draws[0] * 10),
}


@pytest.mark.parametrize("mistake", KNOWN)
def test_a_poor_one_is_told_what_it_did(mistake):
    result = challenge.check(KNOWN[mistake])
    assert (result.status, result.mistake) == ("not yet", mistake)
    assert "at most 3 service times" in result.message
    assert "overloaded" in result.message
    assert "other way round" not in result.message
    assert "Place" in result.message


def busiest(now, draws, in_flight, memory):
    return in_flight.index(max(in_flight))


def any_of_the_busiest(now, draws, in_flight, memory):
    most = [pod for pod in range(len(in_flight)) if in_flight[pod] == max(in_flight)]
    return most[int(draws[0] * len(most))]


def busier_of_two(now, draws, in_flight, memory):
    one, other = (int(draw * len(in_flight)) for draw in draws)
    return one if in_flight[one] > in_flight[other] else other


def slower_pod(now, draws, in_flight, memory):
    return max(range(len(in_flight)), key=lambda pod: (in_flight[pod] + 1) * (memory[1][pod] or 1.0))


@pytest.mark.parametrize("bad", [busiest, any_of_the_busiest, busier_of_two, (slower_pod, keeps_an_average)])
def test_who_takes_the_busier_is_asked_for_his_comparison(bad):
    result = challenge.check(bad)
    assert (result.status, result.mistake) == ("not yet", "takes-the-busier")
    assert "Is the comparison the wrong way round?" in result.message
    assert "tie" not in result.message


def test_how_it_leans_is_shown_in_numbers():
    assert "it takes one with 9.0 on average, where chance would take one with 4.5" in challenge.check(busiest).message


def test_a_pick_that_fails_with_other_loads_is_not_said_to_lean():
    def by_a_short_table(now, draws, in_flight, memory):
        return (0, 1, 2)[sorted(in_flight)[1] and 9]  # fine as long as one pod alone has any in flight

    assert challenge.check(by_a_short_table).mistake == "one-pod"


def test_always_the_same_pod_is_told_so():
    message = challenge.check(lambda now, draws, in_flight, memory: 0).message
    assert "Every request went to pod 0" in message
    assert "100% of the requests where it is pod 0, and 0% where it is pod 2, 4, 7 or 9" in message
    assert "20" not in message.partition("It got")[2].partition("service times")[0]


@pytest.mark.parametrize(
    ("pick", "pods"),
    [
        (lambda now, draws, in_flight, memory: 1 + int(draws[0] * 9), "Pod 0 got"),
        (lambda now, draws, in_flight, memory: int(draws[0] * (len(in_flight) - 1)), "Pod 9 got"),
        (lambda now, draws, in_flight, memory: 2 * int(draws[0] * 5), "Pods 1, 3, 5, 7 and 9 got"),
        (lambda now, draws, in_flight, memory: int(draws[0] * 2), "Pods 2, 3, 4, 5, 6, 7, 8 and 9 got"),
    ],
)
def test_who_leaves_pods_out_is_told_which(pick, pods):
    result = challenge.check(pick)
    assert (result.status, result.mistake) == ("not yet", "left-out")
    assert f"{pods} nothing at all" in result.message
    assert "lean the same way" not in result.message


def test_who_passes_and_leaves_a_pod_out_is_told_too():
    result = challenge.check(lambda now, draws, in_flight, memory: 1 + in_flight[1:].index(min(in_flight[1:])))
    assert result.status == "correct"
    assert "Pod 0 got nothing at all" in result.message


# What a balancer may depend on.


def in_turn():
    turn = [0]

    def pick(now, draws, in_flight, memory):
        turn[0] += 1
        return turn[0] % 10

    return pick


def with_all_in_one_list():
    everybodys, last = [0] * 10, [0.0]

    def pick(now, draws, in_flight, memory):
        if now < last[0]:  # another run has begun
            everybodys[:] = [0] * 10
        last[0] = now
        least = [pod for pod in range(10) if everybodys[pod] == min(everybodys)]
        pod = least[int(draws[0] * len(least))]
        everybodys[pod] += 1
        return pod

    def done(now, pod, latency, in_flight, memory):
        everybodys[pod] -= 1

    return pick, done


def with_shared_estimates():
    estimate_s = [1.0] * 10

    def pick(now, draws, in_flight, memory):
        one, other = (int(draw * 10) for draw in draws)
        return min(one, other, key=lambda pod: estimate_s[pod] * (in_flight[pod] + 1))

    def done(now, pod, latency, in_flight, memory):
        estimate_s[pod] += 0.05 * (latency - estimate_s[pod])

    return pick, done


def with_everybodys_list_put_into_memory():
    everybodys = [0] * 10

    def pick(now, draws, in_flight, memory):
        pod = min((int(draw * 10) for draw in draws), key=lambda pod: memory[1][pod])
        everybodys[pod] += 1
        return pod

    def done(now, pod, latency, in_flight, memory):
        everybodys[pod] -= 1
        memory[1][:10] = everybodys

    return pick, done


def with_a_counting_object():
    class InTurn:
        turn = 0

        def __call__(self, now, draws, in_flight, memory):
            self.turn += 1
            return self.turn % len(in_flight)

    return InTurn()


def with_every_other_draw(turns=2):
    sent_at = []

    def pick(now, draws, in_flight, memory):
        sent_at.append(now)
        return int(draws[len(sent_at) % turns == 0] * 10)

    return pick


def with_every_thirty_seventh_draw():
    return with_every_other_draw(37)


OUTSIDE = [
    in_turn,
    with_all_in_one_list,
    with_shared_estimates,
    with_everybodys_list_put_into_memory,
    with_a_counting_object,
    with_every_other_draw,
    with_every_thirty_seventh_draw,
]


@pytest.mark.parametrize("bad", OUTSIDE)
def test_what_is_kept_outside_of_memory_is_found(bad):
    result = challenge.check(bad())
    assert (result.status, result.mistake) == ("not yet", "remembers")
    assert "depends on more than its arguments" in result.message
    assert "The first call that differs is " in result.message
    assert "Keep what you want to remember in memory" in result.message


def test_the_first_call_that_differs_is_shown_with_both_pods():
    message = challenge.check(in_turn()).message
    assert "in the run it returned pod 1, afterwards pod " in message
    assert "is pick(now=0.11, draws=[0.71, 0.72], in_flight=[0, 0, 0, 0, 0, 0, 0, 0, 0, 0], memory)." in message
    assert "is done(now=" in challenge.check(with_everybodys_list_put_into_memory()).message


def test_what_shows_in_a_second_run_alone_is_found_there():
    seen = set()  # the first run's arrivals: fifty proxies get the same, so nothing changes among them

    def pick(now, draws, in_flight, memory):
        was_here = now in seen
        seen.add(now)
        return int(draws[was_here] * 10)

    result = challenge.check(pick)
    assert (result.status, result.mistake) == ("not yet", "remembers")
    assert "The same requests, run a second time, went to other pods." in result.message


def test_a_call_that_fails_when_made_again_differs():
    waiting = []

    def pick(now, draws, in_flight, memory):
        waiting.append(now)
        return int(draws[0] * 10)

    def done(now, pod, latency, in_flight, memory):
        waiting.pop()

    message = challenge.check((pick, done)).message
    assert "in the run it went well, but afterwards it ended in an error, IndexError" in message


CLOCKS = {
    "time": "import time\n{}    return int(time.time() * 1000) % 10",
    "perf_counter": "from time import perf_counter\n{}    return int(perf_counter() * 1e6) % 10",
    "monotonic": "import time as t\n{}    return t.monotonic_ns() // 1000 % 10",
    "datetime": "import datetime\n{}    return datetime.datetime.now().microsecond % 10",
    "process_time": "import time\ndef tick():\n    return int(time.process_time() * 1e6)\n{}    return tick() % 10",
}


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_clock_is_named(clock):
    message = challenge.check(typed(CLOCKS[clock].format(PICK), "my_pick")).message
    assert "Your code looks at a clock (" in message
    assert clock in message
    assert "list outside of your functions" not in message


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import random\n{}    return random.randrange(10)", "randrange"),
        ("from random import choice as any_of\n{}    return any_of(range(10))", "choice"),
        ("import numpy as np\n{}    return int(np.random.default_rng().integers(10))", "default_rng"),
    ],
)
def test_chance_of_ones_own_is_named(source, name):
    message = challenge.check(typed(source.format(PICK), "my_pick")).message
    assert "Your code makes random numbers of its own (" in message
    assert name in message
    assert "All chance comes from draws" in message


def test_a_clock_that_cannot_be_told_is_asked_for():
    tick = time.perf_counter_ns

    def pick(now, draws, in_flight, memory):
        return hash(tick() // 1000) % 10

    message = challenge.check(pick).message
    assert "list outside of your functions" in message
    assert "Or does it use a clock, or random numbers of its own?" in message


def test_what_a_learner_calls_time_or_choice_himself_is_no_clock_and_no_chance():
    source = f"time, choice = [0], [3]\n{PICK}    time[0] += 1\n    return (time[0] + choice[0]) % 10"
    assert "list outside of your functions" in challenge.check(typed(source, "my_pick")).message


def with_a_cache():
    known = {}

    def pick(now, draws, in_flight, memory):
        loads = tuple(in_flight)
        if loads not in known:
            known[loads] = [pod for pod, load in enumerate(loads) if load == min(loads)]
        return known[loads][int(draws[0] * len(known[loads]))]

    return pick


def no_number_in_memory(now, draws, in_flight, memory):
    memory[5][0] = float("nan")
    return fewest(now, draws, in_flight, memory)


def other_things_in_memory(now, draws, in_flight, memory):
    memory[5], memory[6] = np.ones(32), {"seen": len(in_flight)}
    return fewest(now, draws, in_flight, memory)


@pytest.mark.parametrize("honest", [with_a_cache(), no_number_in_memory, other_things_in_memory])
def test_an_honest_one_may_be_odd(honest):
    assert challenge.check(honest).status == "correct"


def test_memory_that_cannot_be_copied_is_refused_in_words():
    def keeps_a_generator(now, draws, in_flight, memory):
        memory[5][0] = iter(pod for pod in range(10))
        return fewest(now, draws, in_flight, memory)

    assert "memory holds something that cannot be copied" in challenge.check(keeps_a_generator).message


@pytest.mark.parametrize("name", BALANCERS)
def test_every_balancer_of_the_library_depends_on_its_arguments_alone(name):
    calls = []
    built_in = BALANCERS[name]
    contest.many_proxies(record_calls(built_in, calls), 0)
    assert sum(call.name == "pick" for call in calls) == sum(call.name == "done" for call in calls) >= 100
    assert replay_calls(built_in, calls) == []


def test_recording_changes_nothing():
    calls = []
    plain, watched = contest.many_proxies(PREQUAL, 0), contest.many_proxies(record_calls(PREQUAL, calls), 0)
    assert np.array_equal(plain.pod, watched.pod)
    assert any(any(call.before[-1][1]) for call in calls)  # memory as it was in the middle of the run


def test_who_is_drawn_to_fast_errors_is_told_even_when_done():
    result = challenge.check(fewest)
    assert result.status == "correct"
    assert "Mind what happens when a pod fails fast" in result.message
    assert "Mind what happens" not in challenge.check(GOOD["an object"]).message


def lowest_number(now, draws, in_flight, memory):
    return in_flight.index(min(in_flight))


def lower_of_two(now, draws, in_flight, memory):
    one, other = sorted(int(draw * len(in_flight)) for draw in draws)
    return one if in_flight[one] <= in_flight[other] else other


def test_ties_to_one_number_are_told_of_the_fifty_proxies():
    result = challenge.check(lowest_number)
    assert result.status == "correct"
    assert "28.14 s (random: 3.86 s): worse than random" in result.message
    assert "100% of the proxies sent their first request to pod 0" in result.message
    assert (
        "53% of the requests on average over the ten, each failing in turn, and 100% if it is pod 0" in result.message
    )


def test_who_leans_is_asked_where_ties_go():
    result = challenge.check(lower_of_two)
    assert result.status == "correct"
    assert "worse than random. Each proxy hardly ever sees" in result.message
    assert "first request" not in result.message


@pytest.mark.parametrize("good", ["fewest", "a pair"])
def test_who_spreads_ties_is_told_the_mean_of_fifty_alone(good):
    result = challenge.check(GOOD[good])
    assert "With 50 proxies the mean is 3." in result.message
    assert "worse than random" not in result.message
    assert "overloaded" not in result.message


@pytest.mark.parametrize("pod", [0, 3])
def test_which_pod_fails_does_not_matter_for_one_who_sends_all_to_one(pod):
    message = challenge.check(lambda now, draws, in_flight, memory: pod).message
    assert f"10% of the requests on average over the ten, each failing in turn, and 100% if it is pod {pod}" in message


def test_a_copy_is_level_with_its_model():
    assert "level with least in flight, ahead of join idle queue" in challenge.check(fewest).message
    copied = challenge.check(Balancer("mine", BALANCERS["power_of_two_choices"].pick)).message
    assert "level with Peak EWMA, weighted least request and two choices, behind join idle queue" in copied


def test_who_counts_passes_and_who_is_blind_does_not():
    passing = {score.name for score in contest.standings() if score.mean_s <= DONE_S}
    rivals = {balancer.name for balancer in contest.RIVALS}
    assert rivals - passing == {"random", "round_robin", "ring_hash"}


def test_what_the_slow_pod_can_keep_up_with():
    assert pytest.approx(0.4 / 9.4 / 0.8) == contest.KEEPS_UP
    message = challenge.check(lambda now, draws, in_flight, memory: int(draws[0] * 10)).message
    assert "at most 5.3%; in proportion to its speed it would get 4.3%. So it is overloaded" in message


def test_an_error_is_shown_with_its_line_and_call():
    written = typed("def my_pick(now, draws, in_flight, memory):\n    return 1 // in_flight[0]", "my_pick")
    message = challenge.check(written).message
    assert "in line 2" in message
    assert message.startswith("In pick at request 0. ZeroDivisionError")
    assert "attempt" not in message  # there are no retries here
    assert "pick(now=0.11, draws=[0.71, 0.72], in_flight=[0, 0, 0, 0, 0, 0, 0, 0, 0, 0], memory)" in message
    assert "done(now=" in challenge.check((fewest, done_fails)).message


PICK, DONE = "def my_pick(now, draws, in_flight, memory):\n", "def my_done(now, pod, latency, in_flight, memory):\n"
BLANK_PICK, BLANK_DONE = typed(f"{PICK}    ...", "my_pick"), typed(f"{DONE}    ...", "my_done")


def test_a_blank_is_not_started():
    for blank in (..., BLANK_PICK):
        for answer in (blank, (blank, remembers_latency), (blank, BLANK_DONE)):
            result = challenge.check(answer)
            assert repr(result) == "[your_own_balancer] not started"
            assert "in my_pick" in result.message
    assert repr(challenge.check(Balancer("mine", BLANK_PICK))) == "[your_own_balancer] not started"
    assert challenge.record == {}


@pytest.mark.parametrize("body", ["    ...", '    "to come"', '    """To come."""\n    ...', "    ...  # to come"])
def test_a_done_that_is_a_place_for_code_remembers_nothing(body):
    with_stub = challenge.check((fewest, typed(f"{DONE}{body}", "my_done")))
    assert with_stub.status == "correct"
    assert with_stub.message == challenge.check(fewest).message


def test_a_gap_in_done_is_named_there():
    done = typed(f"{DONE}    memory[1][pod] = ...", "my_done")
    result = challenge.check((fewest, done))
    assert (result.status, result.mistake) == ("not yet", "gap")
    assert "One ... is left in my_done, in “memory[1][pod] = ...”." in result.message
    assert "my_pick" not in result.message
    assert "in my_done" in challenge.check((fewest, ...)).message


def test_a_gap_in_a_pick_that_is_begun_is_not_taken_for_a_blank():
    pick = typed(f"{PICK}    first = int(draws[0] * len(in_flight))\n    return ...", "my_pick")
    result = challenge.check((pick, BLANK_DONE))
    assert (result.status, result.mistake) == ("not yet", "gap")
    assert "One ... is left in my_pick, in “return ...”." in result.message


def test_a_gap_is_named_after_an_earlier_pass_too():
    challenge.check(fewest)
    result = challenge.check((fewest, typed(f"{DONE}    memory[1][pod] = ...", "my_done")))
    assert result.status == "not yet"
    assert "solved this one before" not in result.message
    assert challenge.check((fewest, BLANK_DONE)).message.startswith("Place")
    assert challenge.status == "correct"


def test_the_source_of_both_functions_is_kept():
    challenge.check((by_estimate, keeps_an_average))
    kept = progress.get("exercises", KEY)["answer"]
    assert kept.startswith("def by_estimate(")
    assert "def keeps_an_average(" in kept
    challenge.check(Balancer("three", of_three, draws=3))
    assert progress.get("exercises", KEY)["answer"].startswith("def of_three(")


def test_after_the_solution_another_one_is_asked_for():
    shown = challenge.solution()
    assert "counts as done" in shown.html
    written = typed(challenge.solved_cell("..."), "my_pick")
    result = challenge.check(written)
    assert (result.status, challenge.status) == ("solution seen", "solution seen")
    assert challenge.check(fewest).status == "correct"


def test_the_filled_cell_is_right_and_has_both_functions():
    pick, done = (typed(challenge.solved_cell("..."), name) for name in ("my_pick", "my_done"))
    assert challenge.check((pick, done)).status == "correct"


def test_the_card_shows_the_field():
    html = challenge._repr_html_()
    for score in contest.standings():
        assert spoken_name(score.name) in html
    assert "two choices" in html
    assert "Peak EWMA" in html
    assert "50 proxies, 75% busy" in html
    assert "keep them 75% busy" in html
    assert repr(challenge) == "[your_own_balancer] not started"


# The contest behind it.


def test_the_same_balancer_gets_the_same_score_by_both_ways():
    mine = challenge.check(replace(ROUND_ROBIN, name="again"))
    (row,) = [line for line in mine.shown.splitlines() if line.startswith("→")]
    (built_in,) = [line for line in mine.shown.splitlines() if "round robin" in line]
    assert row.split()[-7:] == built_in.split()[-7:]


def test_hidden_traces_differ_from_one_another_and_have_the_load_they_say():
    traces = [contest.hidden_trace(heat) for heat in range(len(contest.TRACES))]
    assert len({trace.gaps_s[:50].tobytes() for trace in traces}) == len(traces)
    assert len({slow for _, slow in contest.TRACES}) == len(contest.TRACES)
    for heat, trace in enumerate(traces):
        speeds = contest.slow_pods(heat).speed
        busy = trace.service_s.sum() / (trace.gaps_s.sum() * sum(speeds))
        assert busy == pytest.approx(contest.UTILISATION, rel=0.06)


def test_fifty_proxies_have_the_load_that_the_table_names():
    assert pytest.approx(0.752) == contest.MANY_PROXIES_UTILISATION
    assert "50 proxies, 75% busy" in challenge.check(fewest).shown.splitlines()[0]
    for heat in contest.MANY_PROXIES_TRACES:
        trace = contest.hidden_trace(heat)
        busy = trace.service_s.sum() / (trace.gaps_s.sum() * PODS)
        assert busy == pytest.approx(contest.MANY_PROXIES_UTILISATION, rel=0.06)


def test_random_drowns_the_slow_pod_and_whoever_counts_does_not():
    scores = {score.name: score for score in contest.standings()}
    assert scores["random"].slow_share == pytest.approx(0.1, abs=0.01)
    assert scores["round_robin"].slow_share == pytest.approx(0.1, abs=0.001)
    for name in ("least_in_flight", "power_of_two_choices", "peak_ewma"):
        assert scores[name].mean_s < 0.1 * scores["random"].mean_s
        assert scores[name].slow_share == pytest.approx(contest.FAIR_SHARE, abs=0.01)
    means = [score.mean_s for score in contest.standings()]
    assert means == sorted(means)


def test_the_ring_made_once_is_ring_hash():
    for draw in (0.0, *np.random.default_rng(1).random(500), 1 - 2**-53):
        assert pick_on_ring(0.0, [draw], [0] * 10, []) == RING_HASH.pick(0.0, [draw], [0] * 10, [[20.0]])


def test_lured():
    def average(balancer):
        return np.mean([contest.share_to_failing(balancer, pod) for pod in range(PODS)])

    assert average(RANDOM) == pytest.approx(0.1, abs=0.01)
    assert average(BALANCERS["power_of_two_choices"]) < 0.2
    assert average(BALANCERS["least_in_flight"]) > 0.25


def test_more_draws_leave_arrivals_as_they_are():
    few, many = contest.hidden_trace(0, 2), contest.hidden_trace(0, 9)
    assert np.array_equal(few.gaps_s, many.gaps_s)
    assert many.draws.shape[1] == 9


def test_a_check_takes_two_seconds_at_most():
    def raced_here(now, draws, in_flight, memory):
        return fewest(now, draws, in_flight, memory)

    contest.standings()
    begun = time.process_time()
    challenge.check(raced_here)
    assert time.process_time() - begun < 2.5


def test_a_list_of_ones_own_that_exits_when_it_is_read_is_answered():
    class Exits(list):
        def __iter__(self):
            raise SystemExit

    assert repr(challenge.check(Exits([1]))) == "[your_own_balancer] not yet (no-balancer)"
