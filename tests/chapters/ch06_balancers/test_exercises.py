"""Chapter 06's exercises: how they ask, and that what the library does is what they teach."""

from __future__ import annotations

import math
from functools import cache
from itertools import product

import numpy as np
import pytest

from course_lib import balancers
from course_lib.balancers import textbook
from course_lib.chapters.ch06_balancers import exercises as ex
from course_lib.chapters.ch06_balancers.exercises import choices, turns, updates
from course_lib.chapters.ch06_balancers.exercises.harnessed import REMEMBERS, Harnessed, UnfitError
from course_lib.chapters.ch06_balancers.exercises.pick_of_two import ONE_POD
from course_lib.chapters.ch06_balancers.exercises.picking import (
    grid,
    in_a_row,
    one_pod,
    pairs,
    reply_by_reply,
    shares,
    shares_of_replies,
)
from course_lib.chapters.ch06_balancers.exercises.two_different import alike_but_for_order
from course_lib.simulation import Pods, simulate
from course_lib.traffic import poisson_trace
from tests.answers import answers, typed


@pytest.mark.parametrize("pods", [2, 3, 4, 7])
def test_two_different_are_the_two_that_the_balancer_looks_at(pods):
    for draws in grid(pods):
        first, second = textbook.two_different(draws, pods)
        assert first != second
        for busy, idle in ((first, second), (second, first)):
            in_flight = [9] * pods
            in_flight[idle] = 3
            assert balancers.POWER_OF_TWO_CHOICES.pick(0.0, draws, in_flight, []) == idle
            assert in_flight[busy] == 9


def test_count_in_flight_is_what_balancers_are_shown():
    trace = poisson_trace(300, utilisation=0.8, pods=4, seed=2)
    shown = []

    def watching(now, draws, in_flight, memory):
        shown.append((now, list(in_flight)))
        return int(draws[0] * len(in_flight))

    run = simulate(trace, balancers.Balancer("watching", watching), engine="reference")
    requests = list(zip(run.pod.tolist(), run.arrival_s, run.start_s, run.finish_s, strict=True))
    for request, (now, in_flight) in enumerate(shown):
        assert textbook.count_in_flight(now, requests[:request], 4) == in_flight


@pytest.mark.parametrize("pods", [2, 3, 4, 5])
def test_the_grid_of_draws_is_fair(pods):
    draws = np.array(grid(pods))
    for of in (pods, pods - 1):
        counts = np.bincount((draws[:, 1] * of).astype(int), minlength=of)
        assert len(set(counts)) == 1
    drawn = pairs(textbook.two_different, pods)
    assert [row[:2] for row in drawn] == [[a, b] for a, b in product(range(pods), repeat=2) if a != b]
    assert len({row[2] for row in drawn}) == 1


def test_shares_are_those_of_the_two_choices():
    assert shares(balancers.POWER_OF_TWO_CHOICES.pick, [0, 1]) == [100.0, 0.0]
    replaced = shares(balancers.POWER_OF_TWO_WITH_REPLACEMENT.pick, [0, 1])
    assert replaced == [75.0, 25.0]  # Envoy's own figure: the busier in one case of four
    assert shares(balancers.RANDOM.pick, [4, 0, 2, 1]) == [25.0] * 4


def test_in_a_row_has_one_memory():
    assert in_a_row(balancers.ROUND_ROBIN.pick, [0, 0, 0], 5) == [0, 1, 2, 0, 1]


def test_calls_in_a_row_are_not_evenly_spaced():
    """Else a pick could count seconds and pass for one that counts requests."""
    times = []

    def watching(now, draws, in_flight, memory):
        times.append(now)
        return 0

    in_a_row(watching, [0, 0], 30)
    gaps_s = np.diff(times)
    assert times[0] == 0
    assert len(set(gaps_s.round(6))) > 5
    assert [int(now) for now in times[:3]] != [0, 1, 2]


@pytest.mark.parametrize("unit_s", [0.1, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("whole", [int, round, math.ceil])
def test_no_way_of_counting_seconds_is_round_robin(unit_s, whole):
    result = ex.pick_round_robin.check(lambda now, draws, in_flight, memory: whole(now / unit_s) % len(in_flight))
    assert (result.status, result.mistake) == ("not yet", "by-time")
    assert "depends on the time" in result.message


@pytest.mark.parametrize("value", [None, "1", 1.0, math.nan, True, -1, 3, [1], {}, np.float64(1.0)])
def test_what_is_no_pod(value):
    with pytest.raises(UnfitError):
        one_pod(value, 3)


@pytest.mark.parametrize("value", [0, 2, np.int64(1), np.uint8(2)])
def test_what_is_a_pod(value):
    assert one_pod(value, 3) == int(value)


def test_a_random_answer_is_told_where_chance_comes_from():
    for exercise in (ex.pick_of_two, ex.two_different):
        written = answers(exercise.key)["wrong_remembers__random"]
        result = exercise.check(typed(written.source, exercise.name))
        assert (result.mistake, result.message) == ("remembers", REMEMBERS)


def test_the_counterexample_is_in_words():
    result = ex.pick_of_two.check(balancers.POWER_OF_TWO_WITH_REPLACEMENT.pick)
    assert result.shown.splitlines() == [
        "pick_of_two with in_flight=[0, 1], in percent of all draws (one decimal), pod by pod,",
        "yours:    [75.0, 25.0]",
        "expected: [100.0, 0.0]",
    ]
    result = ex.pick_round_robin.check(balancers.LEAST_IN_FLIGHT.pick)
    assert result.shown.startswith("pick_round_robin called 2 times with one memory and in_flight=[0, 0],\n")


def test_the_second_of_equals_is_shown_with_its_draws():
    written = answers("balancers.pick_of_two")["wrong_ties_to_the_second"]
    result = ex.pick_of_two.check(typed(written.source, "pick_of_two"))
    assert (result.status, result.mistake) == ("not yet", "ties-to-the-second")
    assert result.shown.splitlines() == [
        "pick_of_two with in_flight=[0, 0, 0], draws=[0.08, 0.08]",
        "yours:    1",
        "expected: 0",
    ]


def test_a_reply_that_is_none_is_shown():
    result = ex.pick_round_robin.check(lambda now, draws, in_flight, memory: 7)
    assert (result.status, result.mistake) == ("not yet", "no-such-pod")
    assert result.shown.endswith("yours:    7")


def test_a_known_mistake_that_ends_in_an_error_is_shown_beside_what_was_expected():
    written = answers("balancers.pick_of_two")["wrong_fails_with_one_pod"]
    result = ex.pick_of_two.check(typed(written.source, "pick_of_two"))
    assert result.mistake == "fails-with-one-pod"
    assert result.shown.splitlines() == [
        "pick_of_two with in_flight=[0], in percent of all draws (one decimal), pod by pod,",
        "yours:    an error, IndexError",
        "expected: [100.0]",
    ]


@pytest.mark.parametrize(
    ("reply", "mistake", "says"),
    [
        (lambda draws, pods: 1, "wrong-kind", "returns a number; it should return a list or tuple"),
        (lambda draws, pods: "0, 1", "text", "it should be a list or tuple"),
        (lambda draws, pods: (0, 1, 2), "no-pair", "returns [0, 1, 2]. It should return two numbers"),
        (lambda draws, pods: (0, None), "no-pair", "returns [0, None]. It should return two numbers"),
    ],
)
def test_a_reply_that_is_no_pair_is_told_that_two_numbers_are_asked_for(reply, mistake, says):
    result = ex.two_different.check(reply)
    assert (result.status, result.mistake) == ("not yet", mistake)
    assert says in result.message


def test_pairs_that_are_right_but_for_their_order_are_told_that_order_counts():
    result = ex.two_different.check(lambda draws, pods: tuple(sorted(textbook.two_different(draws, pods))))
    assert result.mistake == "in-order"
    assert "(0, 1) and (1, 0) are two pairs" in result.message
    unfair = ex.two_different.check(lambda draws, pods: (0, 1 + int(draws[1] * (pods - 1))))
    assert unfair.mistake != "in-order"


@pytest.mark.parametrize("by_hand", [3, [0, 1], [[0, 1]], [["0", 1, 50.0]], [[0, 1, 100.0], None], None])
def test_order_is_looked_at_in_rows_only(by_hand):
    assert not alike_but_for_order([[0, 1, 50.0], [1, 0, 50.0]], by_hand)
    assert not alike_but_for_order(by_hand, [[0, 1, 50.0], [1, 0, 50.0]])


@pytest.mark.parametrize("weight", [0.05, 0.3, 0.8, 0.99])
def test_any_fixed_weight_is_told_that_time_has_no_part(weight):
    def fixed(estimate_s, latency_s, elapsed_s, decay_s):
        return max(latency_s, weight * estimate_s + (1 - weight) * latency_s)

    assert ex.peak_ewma_update.check(fixed).mistake == "fixed-weight"


def seen(exercise, function):
    """Return what this exercise alone can see, whether or not a repair would be told before it."""
    trial = exercise.trial(function)
    return next(filter(None, (explain(trial) for explain in exercise.own_explainers)))


def seen_of(exercise, name):
    return seen(exercise, typed(answers(exercise.key)[name].source, exercise.name)).sentence


def test_a_weight_that_looks_at_the_time_is_not_told_that_it_does_not():
    def cubed(estimate_s, latency_s, elapsed_s, decay_s):
        weight = math.exp(-3 * elapsed_s / decay_s)
        return max(latency_s, weight * estimate_s + (1 - weight) * latency_s)

    found = seen(ex.peak_ewma_update, cubed)
    assert found.name == "wrong-weight"
    assert "yours is 0.0498, and it should be 0.368" in found.sentence


LOADS = ([0, 0, 0], [1, 0, 2], [2, 1, 0], [0, 2, 2, 1])


@pytest.mark.parametrize("name", list(choices.DOUBLE)[::9])  # each way of drawing, each way of choosing
def test_two_mistakes_in_two_choices_are_both_told(name):
    """Or one that comes to the same, share by share; none if others come to the same, draw by draw."""
    result = ex.pick_of_two.judge(choices.DOUBLE[name].function)
    told = {**ex.pick_of_two.mistakes, **choices.SINGLE, **choices.DOUBLE}
    mine = [replies(told[name].function) for replies in (by_share, by_reply)]
    if result.mistake in ("", "blind"):  # and that no load has a part in it is true of all of them
        others = [each for each in choices.DOUBLE if each != name]
        assert any([by_share(told[each].function), by_reply(told[each].function)] == mine for each in others)
        return
    mistake = told[result.mistake.removesuffix("-and-fails-with-one-pod")]
    assert result.message in (mistake.sentence, f"{mistake.sentence}\n\n{ONE_POD}")
    assert by_share(mistake.function) == mine[0]


@cache  # of one mistake it is asked beside many others
def by_share(pick):
    return [shares_of_replies(pick, in_flight) for in_flight in LOADS]


@cache
def by_reply(pick):
    return [reply_by_reply(pick, in_flight) for in_flight in LOADS]


@pytest.mark.parametrize("name", [name for name in choices.DOUBLE if name.endswith("ties-to-the-lower")])
def test_each_way_of_drawing_two_is_told_beside_a_wrong_tie(name):
    pair = name.removesuffix("-and-ties-to-the-lower")
    message = ex.pick_of_two.judge(choices.DOUBLE[name].function).message
    assert choices.WRONG_PAIRS[pair].briefly in message or pair == "always-0-and-1"
    assert choices.WRONG_CHOICES["ties-to-the-lower"].briefly in message or pair == "always-0-and-1"


@pytest.mark.parametrize("name", turns.REPLIES)
def test_turns_that_are_no_pods_are_told_by_their_replies(name):
    result = ex.pick_round_robin.judge(turns.REPLIES[name].function)
    assert (result.mistake, result.message) == (name, turns.REPLIES[name].sentence)
    assert "yours:    [" in result.shown


@pytest.mark.parametrize("name", updates.FAMILY.pairs)
def test_a_wrong_weight_and_a_wrong_peak_are_both_told(name):
    result = ex.peak_ewma_update.judge(updates.FAMILY.pairs[name].function)
    alike = {
        "faded-before-compared-and-estimate-does-not-fade": "estimate-does-not-fade",
        "faded-before-compared-and-sample-left-out": "larger-of-both",
        "faded-before-compared-and-straight-line-below-zero": "faded-before-compared-and-straight-line",
        "faded-before-compared-and-line-through-both-down-to-zero": "faded-before-compared-and-line-through-both",
    }
    assert result.mistake == alike.get(name, name)


def message_to(exercise, name):
    return exercise.judge(typed(answers(exercise.key)[name].source, exercise.name)).message


def test_what_an_unknown_mistake_does_is_told_with_its_figures():
    assert "With 2 pods, 50% of all draws give the same pod twice, (0, 0)" in message_to(
        ex.two_different, "wrong_same_pod_twice"
    )
    assert "With 2 pods, draws of 0 or of nearly 1 give the same pod twice" in seen_of(
        ex.two_different, "wrong_brackets__at_the_very_end"
    )
    assert "the pair (0, 2) never comes" in message_to(ex.two_different, "wrong_pair_missing")
    assert "Those before it went to 0, 1. What" in seen_of(ex.pick_round_robin, "wrong_update__remembers_one")
    assert "request number 1 of a row goes to pod 1, and it is the turn of pod 0. What" in seen_of(
        ex.pick_round_robin, "wrong_part_left_out__at_once"
    )
    assert "At its arrival yours counts it as 0, when its work begins" in message_to(
        ex.count_in_flight, "wrong_life__neither_end"
    )
    assert "with work_s=2 it gives 4." in message_to(ex.latency_of, "wrong_effect_of_work")
    assert "For a gap of 0.5 s, with 0 s on the clock, yours waits for 0.25 s." in seen_of(
        ex.until_next, "wrong_part_left_out__half_of_it"
    )


@pytest.mark.parametrize("name", ["until_next", "latency_of", "pick_random"])
def test_the_notebook_goes_on_with_a_line_that_is_right_and_with_the_librarys_until_then(name):
    exercise = getattr(ex, name)
    written = answers(exercise.key)
    right, wrong = (typed(written[each].source, name) for each in ("right_as_meant", "wrong_no_return"))
    assert ex.yours_or_ours(exercise, right) is right
    assert ex.yours_or_ours(exercise, wrong) is exercise.reference
    assert ex.yours_or_ours(exercise, ...) is exercise.reference


def test_a_mistake_with_a_single_pod_is_told_after_the_others():
    def tied_and_alone(now, draws, in_flight, memory):
        first, second = textbook.two_different(draws, len(in_flight))
        return first if in_flight[first] < in_flight[second] else second

    result = ex.pick_of_two.judge(tied_and_alone)
    assert result.mistake == "fails-with-one-pod"
    assert "Of two equals you take the second one drawn" in result.message


def test_an_answer_that_writes_is_shown_what_it_has_written():
    def writes(now, draws, in_flight, memory):
        pod = balancers.POWER_OF_TWO_CHOICES.pick(now, draws, in_flight, memory)
        in_flight[-1] = 5
        return pod

    result = ex.pick_of_two.check(writes)
    assert result.mistake == "changes-input"
    assert "in_flight after the calls: [0, 5]" in result.shown


def test_asking_again_begins_anew():
    asked = Harnessed(balancers.ROUND_ROBIN.pick, in_a_row)
    assert asked([0, 0], 3) == asked([0, 0], 3) == [0, 1, 0]


# The judge exercise tells of four balancers; each is built here, and does what is told of it.


def failing_share(balancer, utilisation, pods, requests=4_000, **options):
    trace = poisson_trace(requests, utilisation=utilisation, pods=10, seed=3)
    return float((simulate(trace, balancer, pods, **options).pod == 0).mean())


def refusing():
    return Pods.alike(10, crashes=((0, 0.0, math.inf),))


def test_latency_alone_sends_nearly_everything_to_a_fast_error():
    def lowest(now, draws, in_flight, memory):
        best = 0
        for pod in range(len(in_flight)):
            if memory[1][pod] < memory[1][best]:
                best = pod
        return best

    def average(now, pod, latency, in_flight, memory):
        memory[1][pod] = 0.9 * memory[1][pod] + 0.1 * latency

    assert failing_share(balancers.Balancer("lowest", lowest, average), 0.5, refusing()) > 0.95


def test_ties_to_the_first_send_nearly_everything_to_pod_0_at_night():
    def first_of_the_fewest(now, draws, in_flight, memory):
        best = 0
        for pod in range(len(in_flight)):
            if in_flight[pod] < in_flight[best]:
                best = pod
        return best

    first = balancers.Balancer("first", first_of_the_fewest)
    assert failing_share(first, 0.03, Pods.alike(10)) > 0.7  # as slow as all others, and still
    assert failing_share(balancers.LEAST_IN_FLIGHT, 0.03, Pods.alike(10)) < 0.12


def test_fewest_in_flight_is_drawn_to_refusals_when_all_others_are_busy():
    crowded = poisson_trace(6_000, utilisation=1.3, pods=9, seed=3, overload=True)
    shares = {}
    for balancer in (balancers.LEAST_IN_FLIGHT, balancers.POWER_OF_TWO_CHOICES):
        run = simulate(crowded, balancer, refusing()).steady(0.5)
        shares[balancer.name] = float((run.pod == 0).mean())
    assert shares["least_in_flight"] > 0.3
    assert shares["power_of_two_choices"] < 0.21  # only those that draw it: one in five


def test_old_news_make_a_herd():
    def stale(now, draws, in_flight, memory):
        if now >= memory[2][0]:
            memory[2][0] = now + 10.0
            for pod in range(len(in_flight)):
                memory[1][pod] = in_flight[pod]
        best = 0
        for pod in range(len(in_flight)):
            if memory[1][pod] < memory[1][best]:
                best = pod
        return best

    trace = poisson_trace(2_000, utilisation=0.6, pods=10, seed=3)
    run = simulate(trace, balancers.Balancer("stale", stale))
    together = [np.bincount(run.pod[at : at + 20]).max() for at in range(0, 2_000, 20)]
    assert np.mean(together) > 14
    assert run.mean_s > 3 * simulate(trace, balancers.RANDOM).mean_s
