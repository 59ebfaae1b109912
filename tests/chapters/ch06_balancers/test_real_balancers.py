"""What chapter 06 says of real balancers: every figure of the exercises and of the text comes out of the simulator."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from course_lib import balancers, traffic
from course_lib.balancers import COUNTS
from course_lib.balancers.textbook import share_of_dead
from course_lib.chapters.ch06_balancers import exercises as ex
from course_lib.chapters.ch06_balancers.exercises.which_count import CHOICES
from course_lib.chapters.ch06_balancers.study.counted import (
    AT_ONCE,
    COLD,
    DIFFERENT,
    DRAWN,
    LOADS,
    ONE,
    UTILISATIONS,
    WARM,
    WAYS,
    busy_if_never_idle,
    counted_study,
)
from course_lib.chapters.ch06_balancers.study.field import PODS, even_work, ten_pods
from course_lib.chapters.ch06_balancers.study.overload import Endless, share_if_never_idle
from course_lib.chapters.ch06_balancers.view.counted import (
    CountedPicture,
    describe_counted,
    reveal_counted,
    veil_counted,
)
from course_lib.simulation import Pods, simulate
from tests.notebooks.conftest import source_of

TEN = (1.0,) * 10
SLOW = (0.4, *TEN[1:])


@cache
def run(count, percent, speed=TEN):
    pods = Pods(speed)
    even = percent / 100 * sum(speed) / 10
    trace = traffic.poisson_trace(400_000, utilisation=even, pods=10, seed=1)
    return simulate(trace, balancers.least_counted(count), pods).steady()


def share_of_slow(count, percent):
    return float((run(count, percent, SLOW).pod == 0).mean())


def test_the_choices_are_the_four_counts():
    assert tuple(choice.split(":")[0] for choice in CHOICES) == COUNTS


@pytest.mark.parametrize("count", COUNTS)
def test_a_count_may_be_typed_by_its_name(count):
    variant = ex.which_count.variants[0]
    assert variant.letter_of(count) == "abcd"[COUNTS.index(count)]


def test_each_count_is_right_once():
    assert sorted(variant.right for variant in ex.which_count.variants) == [0, 1, 2, 3]


def test_the_moments_of_the_first_form():
    """A is idle and B has 1; A has 2 and B has 5: only what is in flight sends both to A, whatever is drawn."""
    def sent(count, in_flight):
        balancer = balancers.least_counted(count)
        memory = [[*balancer.settings], [0.0] * 2]
        return {balancer.pick(0.0, [draw], in_flight, memory) for draw in (0.0, 0.99)}

    both = {count: [sent(count, in_flight) for in_flight in ([0, 1], [2, 5])] for count in COUNTS}
    a, either = {0}, {0, 1}
    assert list(both.values()) == [[a, a], [either, a], [a, either], [either, either]]


@pytest.mark.parametrize(
    ("count", "percent", "speed", "mean_s"),
    [
        ("in flight", 30, TEN, 1.00),
        ("waiting", 30, TEN, 1.24),
        ("in service", 30, TEN, 1.00),
        ("on the wire", 30, TEN, 1.42),
        ("on the wire", 90, TEN, 10.0),
        ("in flight", 90, TEN, 1.9),
        ("waiting", 90, TEN, 2.2),
        ("in service", 90, TEN, 2.3),
        ("in flight", 50, SLOW, 1.12),
        ("waiting", 50, SLOW, 1.55),
        ("in service", 50, SLOW, 1.12),
        ("in flight", 90, SLOW, 2.0),
        ("waiting", 90, SLOW, 2.4),
    ],
)
def test_means_by_count(count, percent, speed, mean_s):
    assert run(count, percent, speed).mean_s == pytest.approx(mean_s, rel=0.02)


@pytest.mark.parametrize(
    ("count", "share"), [("in flight", 0.059), ("waiting", 0.066), ("in service", 0.059), ("on the wire", 0.1)]
)
def test_what_the_slow_pod_gets_at_half_load(count, share):
    assert share_of_slow(count, 50) == pytest.approx(share, abs=0.001)


def test_whose_slow_pod_drowns():
    """It can do 0.4 requests a service time: 8.5% of all that come at half load, and 4.7% at 90% busy."""
    can_do = {percent: 0.4 / (percent / 100 * sum(SLOW)) for percent in (50, 90)}
    assert share_of_slow("on the wire", 50) > can_do[50]
    assert share_of_slow("in service", 50) < can_do[50]
    assert share_of_slow("in service", 90) > can_do[90]
    assert share_of_slow("in flight", 90) < can_do[90]
    assert share_of_slow("waiting", 90) < can_do[90]


def test_the_text_says_so():
    text = source_of("06_balancers").read_text()
    assert "1.9 service times for what is in flight, 2.2 for what waits, 2.3 for what is in service, and 10 for" in text
    assert "of two pods a dead one keeps a quarter with two choices, of ten only one request in a hundred" in text
    assert (share_of_dead(2, 2, True), share_of_dead(10, 2, True)) == pytest.approx((1 / 4, 1 / 100))
    assert "With pod 0 at 40% of the speed and 70% busy in all, it gets more than it can do" in text
    assert growing(counted_study(LOADS[2], 40)) == [ONE]


def test_workers_that_begin_anywhere_crowd_nobody_in_the_text():
    """Eight drawn starts may crowd a few pods by chance; what the text prints shows what it tells of."""
    (code,) = (each for each in source_of("06_balancers").read_text().split("```") if "forty =" in each)
    seed = int(code.split("seed=")[1].split(")")[0])
    forty = traffic.recorded_trace([0.0] * 40, [1.0] * 40, pods=10, seed=seed)
    drawn, first = (simulate(forty, balancers.round_robin(start), proxies=8).counts for start in ("drawn", "first"))
    assert (drawn.min(), drawn.max()) == (2, 5)
    assert (first[:4].min(), first[-3:].max()) == (6, 1)


# --- The explorer -----------------------------------------------------------------------------------


def growing(study):
    return [way for way, p99 in study.p99.items() if isinstance(p99, Endless)]


def test_a_burst_by_what_is_counted():
    """Nothing open, or one connection a pod: as at random, where the busiest of ten gets 15 of 100 on average."""
    shares = counted_study().shares
    at_random = np.random.default_rng(1).multinomial(AT_ONCE, [0.1] * 10, size=20_000).max(axis=1).mean() / AT_ONCE
    for way in (COLD, ONE):
        assert shares[way][0] == pytest.approx(at_random, abs=0.01)
    for way in (DIFFERENT, DRAWN, WARM):
        assert shares[way][0] < 0.115
    assert all((np.diff(each) <= 0).all() for each in shares.values())
    assert all(each.sum() == pytest.approx(1) for each in shares.values())


@pytest.mark.parametrize("load", UTILISATIONS)
def test_one_by_one_only_a_cap_blinds(load):
    """Connections stay, so what began with none soon counts as from arrival. With one a pod, a slow pod drowns."""
    study = counted_study(load, 10)
    assert study.shares[COLD][0] == pytest.approx(study.shares[DRAWN][0], abs=0.001)
    assert study.shares[WARM] == pytest.approx(study.shares[DRAWN])
    assert study.shares[ONE][0] > 2 * study.shares[DRAWN][0]
    assert growing(study) == [ONE]
    assert study.p99[DIFFERENT].best < study.p99[DRAWN].best


@pytest.mark.parametrize("work", [0.3, 0.5, 0.8])
def test_a_pod_that_is_never_idle_keeps_what_a_dead_one_does(work):
    """By the formula, where one is used; and by simulation, as where there is none."""
    for way in (DIFFERENT, DRAWN, COLD, WARM):
        found = share_if_never_idle(WAYS[way], work)
        assert found == pytest.approx(share_of_dead(10, 2, way != DIFFERENT), abs=0.001)
        assert busy_if_never_idle(way, work, ten_pods(0.1)) == pytest.approx(found * work * PODS / 0.1, abs=0.1)


@pytest.mark.parametrize("load", UTILISATIONS)
@pytest.mark.parametrize("way", WAYS)
def test_no_p99_is_shown_that_a_run_of_a_moment_cannot_find(load, way):
    """Where a pod would have work for nearly all of the time, a run finds only how long it was itself."""
    for percent in range(10, 101, 10):
        pods = ten_pods(percent / 100)
        assert not 0.95 < busy_if_never_idle(way, even_work(UTILISATIONS[load], pods), pods) < 1


@pytest.mark.parametrize(("load", "percent"), [(1, 30), (2, 50), (2, 60), (3, 70), (3, 100)])
def test_a_long_run_finds_the_p99_inside_the_interval(load, percent):
    """Of a pod with one connection, where it is busiest: queues there change so slowly that short runs err most."""
    pods = ten_pods(percent / 100)
    work = even_work(UTILISATIONS[LOADS[load]], pods)
    long = simulate(traffic.poisson_trace(4_000_000, utilisation=work, pods=10, seed=9), WAYS[ONE], pods).steady()
    shown = counted_study(LOADS[load], percent).p99[ONE]
    assert shown.low < long.quantile_s(0.99) < shown.high


def test_the_queue_of_a_pod_that_gets_more_than_it_can_do_grows():
    """What arithmetic says of the long run, runs of another length show: the later, the longer."""
    load, pods = LOADS[2], ten_pods(0.4)
    work = even_work(UTILISATIONS[load], pods)
    trace = traffic.poisson_trace(200_000, utilisation=work, pods=10, seed=2)
    for way in (DRAWN, ONE):
        run = simulate(trace, WAYS[way], pods)
        early, late = (run.latency_s[part].mean() for part in (slice(50_000, 100_000), slice(150_000, None)))
        assert (late > 1.5 * early) == (way in growing(counted_study(load, 40)))


def test_the_picture_shows_each_pod():
    picture, study = CountedPicture(), counted_study(LOADS[2], 40)
    picture.draw(study)
    assert list(picture.first.get_xdata()) == [each[0] for each in study.shares.values()]
    assert sorted(picture.others.get_xdata()[:9]) == sorted(study.shares[DIFFERENT][1:])
    assert [text.get_text() for text in picture.figures.values()] == [
        *(f"p99 {study.p99[way].low:.3g} to {study.p99[way].high:.3g}" for way in WAYS if way != ONE), "queue grows",
    ]  # fmt: skip
    assert "70% busy: pod 0 gets 5.5%, with one connection 7.0%" in picture.title.get_text()
    assert "grows without end" in describe_counted(study).words


def test_before_the_prediction_only_what_it_tells_of_is_drawn():
    picture = CountedPicture()
    picture.draw(veil_counted(counted_study()))
    assert [list(WAYS)[row] for row in picture.first.get_ydata()] == [DRAWN]
    assert [way for way, text in picture.figures.items() if text.get_text()] == [DRAWN]
    assert "15" not in picture.title.get_text()
    assert "none open" not in describe_counted(veil_counted(counted_study())).words


@pytest.mark.parametrize(
    ("guess", "says"),
    [(15, "exactly right"), (11, "what it has just sent"), (10, "perfectly even"), (100, "all on one"), (20, "5 off")],
)
def test_guesses_are_answered(guess, says):
    assert says in reveal_counted(guess)
    assert "The busiest pod gets 15 on average, as at random" in reveal_counted(None)
