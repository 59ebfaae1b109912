"""Scenes: every counter against a pod that is replayed by hand, and against what balancers were shown."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from course_lib import balancers, traffic
from course_lib.framework.theatre.scene_words import describe_instant, fixed_digits
from course_lib.simulation import ANSWERED, REFUSED, REJECTED, TIMED_OUT, Pods, simulate
from course_lib.simulation.scene import Moment, Scene, in_flight_at, moment_at, most_different_s, require_scenes, up_at
from tests.framework.theatres import EXAMPLES, overload, two_balancers

SCENES = [scene for example in EXAMPLES.values() for scene in example()]
ids = [scene.title for scene in SCENES]


def instants(scene: Scene) -> list[float]:
    """Some events, the instants between, and both ends."""
    events_s = scene.events_s[:: max(1, len(scene.events_s) // 60)]
    between = (events_s[1:] + events_s[:-1]) / 2
    return [0.0, *events_s.tolist(), *between.tolist(), scene.end_s]


def replayed(scene: Scene, pod: int, t_s: float) -> tuple[int, int, int]:
    """Play one pod through from the start, knowing nothing of when the run says that work began or ended."""
    run, pods = scene.run, scene.there
    free_s, inside = [0.0] * pods.workers, []
    crashes = sorted(from_s for at_pod, from_s, _ in pods.crashes if at_pod == pod)

    def crash_until(now_s: float) -> None:
        while crashes and crashes[0] <= now_s:
            crash_s = crashes.pop(0)
            inside[:] = [one for one in inside if one[1] <= crash_s]
            free_s[:] = [crash_s] * pods.workers

    for index in range(len(run)):
        if run.pod[index] != pod or run.arrival_s[index] > t_s or run.outcome[index] in (REJECTED, REFUSED):
            continue
        crash_until(run.arrival_s[index])
        begin_s = max(min(free_s), run.arrival_s[index])
        leave_s = begin_s + scene.trace.service_s[run.request[index]] / pods.speed[pod]
        free_s[free_s.index(min(free_s))] = leave_s
        inside.append((begin_s, leave_s, index))
    crash_until(t_s)
    here = [one for one in inside if one[1] > t_s]
    gone = [one for one in here if run.outcome[one[2]] == TIMED_OUT and run.finish_s[one[2]] <= t_s]
    waiting = sum(begin_s > t_s for begin_s, _, _ in here)
    return waiting, len(here) - waiting, len(gone)


def counted(scene: Scene, pod: int, t_s: float) -> tuple[int, int, int]:
    """Count one pod's sent, answered and failed attempts, one by one."""
    sent = answered = failed = 0
    for index in range(len(scene.run)):
        if scene.run.pod[index] == pod:
            sent += scene.run.arrival_s[index] <= t_s
            ended = scene.run.finish_s[index] <= t_s
            answered += ended and scene.run.outcome[index] == ANSWERED
            failed += ended and scene.run.outcome[index] != ANSWERED
    return sent, answered, failed


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_every_counter_equals_a_replay_by_hand(scene: Scene) -> None:
    for t_s in instants(scene):
        now = moment_at(scene, t_s)
        for pod in range(scene.run.pods):
            assert (now.waiting[pod], now.serving[pod], now.abandoned[pod]) == replayed(scene, pod, t_s), (t_s, pod)
        pod = int(t_s * 7) % scene.run.pods
        assert (now.sent[pod], now.answered[pod], now.failed[pod]) == counted(scene, pod, t_s)


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_whoever_is_inside_is_in_flight_or_abandoned(scene: Scene) -> None:
    for t_s in instants(scene):
        now = moment_at(scene, t_s)
        assert (now.waiting + now.serving == now.in_flight + now.abandoned).all()
        assert (now.sent == now.answered + now.failed + now.in_flight).all()
        assert (now.serving <= scene.there.workers).all()
        assert not (now.waiting > 0)[now.serving < scene.there.workers].any()


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_before_and_after_all_is_empty(scene: Scene) -> None:
    before, after = moment_at(scene, -1.0), moment_at(scene, scene.end_s)
    assert not before.sent.any()
    assert math.isnan(before.mean_s)
    assert not any(counts.any() for counts in (after.in_flight, after.waiting, after.serving, after.abandoned))
    assert after.answered.sum() == scene.run.answered.sum()
    assert after.mean_s == pytest.approx(scene.run.mean_s)
    assert after.p99_s == pytest.approx(scene.run.quantile_s(0.99))


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_in_flight_over_time_obeys_littles_law(scene: Scene) -> None:
    law = scene.run.littles_law()
    from_s, until_s = scene.run.arrival_s[0], scene.run.finish_s.max()
    events_s = scene.events_s[(scene.events_s >= from_s) & (scene.events_s <= until_s)]
    in_flight = in_flight_at(scene, events_s)
    assert in_flight[:-1] @ np.diff(events_s) / (until_s - from_s) == pytest.approx(law.in_flight)
    assert in_flight.tolist() == [moment_at(scene, t_s).in_flight.sum() for t_s in events_s]


def test_in_flight_is_what_the_balancer_is_shown() -> None:
    """Just before each arrival; the engine that is asked is the other one, SimPy."""
    seen: list[tuple[float, list[int]]] = []

    def pick(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
        seen.append((now, list(in_flight)))
        return int(draws[0] * len(in_flight))

    def done(now: float, pod: int, latency: float, in_flight: list[int], memory: list[list[float]]) -> None:
        pass

    scene = overload()[0]
    trace = replace(scene.trace, connection=np.full(len(scene.trace), -1))
    spy = balancers.Balancer("spy", pick, done, draws=2)
    run = simulate(trace, spy, scene.there, "reference", timeout_s=2.5, retries=2, backoff_s=0.5)
    watched = Scene("spy", trace, run, scene.there)
    assert len(seen) == len(run)
    for index, (now, in_flight) in enumerate(seen):
        counts = moment_at(watched, now).in_flight - np.bincount(
            run.pod[index:][run.arrival_s[index:] == now], minlength=8
        )
        failed_at_once = (run.finish_s == now) & (run.arrival_s == now)
        counts += np.bincount(run.pod[index:][failed_at_once[index:]], minlength=8)
        assert counts[: len(in_flight)].tolist() == in_flight, index


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_no_worker_has_two_in_hand(scene: Scene) -> None:
    way, run = scene.stay, scene.run
    for pod in range(run.pods):
        for worker in range(scene.there.workers):
            own = np.flatnonzero((run.pod == pod) & (way.worker == worker))
            assert (way.begin_s[own][1:] >= way.leave_s[own][:-1]).all()
    assert ((way.worker >= 0) == ~np.isnan(run.start_s)).all()


def test_the_examples_hold_all_that_can_happen() -> None:
    """Else the tests above would say little."""
    outcomes = {name for scene in SCENES for name, count in scene.run.outcomes.items() if count}
    assert outcomes == {"answered", "timed out", "rejected", "crashed", "refused"}
    scene = overload()[0]
    lost_late = (scene.run.outcome == TIMED_OUT) & np.isnan(scene.run.start_s)
    assert lost_late.any()  # given up, and then lost in a crash before its turn
    assert (scene.run.attempt == 2).any()


def test_pods_come_and_go() -> None:
    pods = Pods(speed=(1.0, 1.0), join_s=(0.0, 5.0), crashes=((0, 2.0, 3.0), (1, 7.0, math.inf)))
    there = {t_s: up_at(pods, t_s).tolist() for t_s in (0.0, 2.0, 3.0, 5.0, 7.0, 99.0)}
    assert there == {0.0: [True, False], 2.0: [False, False], 3.0: [True, False], 5.0: [True, True],
                     7.0: [True, False], 99.0: [True, False]}  # fmt: skip


def test_the_telling_instant_is_where_two_differ_most_and_one_has_most() -> None:
    both = two_balancers()
    events_s = np.unique(np.concatenate([scene.events_s for scene in both]))
    events_s = events_s[events_s <= both[0].run.arrival_s[-1]]
    apart = [abs(int(moment_at(both[0], t).in_flight.sum() - moment_at(both[1], t).in_flight.sum())) for t in events_s]
    assert most_different_s(both) == events_s[apart.index(max(apart))]
    alone = [int(moment_at(both[0], t).in_flight.sum()) for t in both[0].events_s]
    assert most_different_s(both[:1]) == both[0].events_s[alone.index(max(alone))]


def test_connections_are_the_traces_unless_others_are_given() -> None:
    pinned, balanced = EXAMPLES["few_connections"]()
    assert (pinned.connections, balanced.connections) == (3, 3)
    assert (pinned.connection_of == balanced.connection_of).all()
    for connection in range(3):
        assert len(set(pinned.run.pod[pinned.connection_of == connection])) == 1
        assert len(set(balanced.run.pod[balanced.connection_of == connection])) > 1
    assert replace(balanced, connection=None).connections == 0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"pods": Pods.alike(9)}, r"pods must be as many as the run's, 10, got Pods\(9 pods"),
        ({"trace": two_balancers(100)[0].trace.first(50)}, r"trace must hold request 99, as the run does, got Trace\("),
        ({"trace": "a trace"}, "trace must be a Trace, got 'a trace'"),
        ({"run": "a run"}, "run must be a Run with an attempt, got 'a run'"),
        ({"connection": [1, 2]}, r"connection must have one entry per request \(100\), got \[1, 2\]"),
        ({"connection": [0.5] * 100}, "connection must be -1 or a whole number from 0"),
        ({"clients": 0}, "clients must be a whole number of at least 1, got 0"),
        ({"through": "a proxy of ours"}, "through must have 12 letters at most, got 'a proxy of ours'"),
        ({"proxies": 0}, "proxies must be a whole number of at least 1, got 0"),
    ],
)
def test_what_does_not_fit_together_is_named(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(two_balancers(100)[0], **changes)


@pytest.mark.parametrize(
    "other",
    [
        {"trace": traffic.poisson_trace(500, utilisation=0.8, pods=8, seed=5, draws=12)},
        {"pods": replace(overload()[0].there, speed=(1.0,) * 8)},
        {"pods": replace(overload()[0].there, workers=1)},
        {"pods": replace(overload()[0].there, crashes=())},
    ],
    ids=["trace", "speeds", "workers", "crashes"],
)
def test_what_the_run_was_not_made_with_is_refused(other: dict[str, object]) -> None:
    """Else the picture would show another run, and nobody would see it."""
    with pytest.raises(ValueError, match="trace and pods must be those that the run was made with, got"):
        replace(overload()[0], **other)


def test_scenes_are_one_or_two() -> None:
    scene = two_balancers(100)[0]
    for wrong in ((), (scene,) * 3, "scene", None):
        with pytest.raises(ValueError, match="scenes must be one Scene or two, got"):
            require_scenes(wrong)
    assert require_scenes(scene) == (scene,) == require_scenes([scene])


def test_words() -> None:
    scene = overload()[0]
    assert describe_instant([scene], 44.0) == sentence(moment_at(scene, 44.0))
    assert describe_instant([scene], 0.0).startswith(
        "At 0.0 s: overload has nothing in flight; nothing waiting; 5 of 5 pods idle;"
    )
    both = describe_instant(two_balancers(), 20.0)
    assert ". Power of two choices has " in both


def sentence(now: Moment) -> str:
    queue, where = now.waiting.max(), np.flatnonzero(now.waiting == now.waiting.max())
    few = "pod" + ("s " if len(where) > 1 else " ") + " and ".join(map(str, where))
    at_pods = few if len(where) <= 2 else f"{len(where)} pods"
    idle = int(((now.waiting + now.serving == 0) & now.up).sum())
    some = f"; {idle} of {now.up.sum()} pods idle" if idle else ""
    return (
        f"At 44.0 s: overload has {now.in_flight.sum()} requests in flight; {now.waiting.sum()} waiting, the longest"
        f" queue {queue} at {at_pods}{some}; {8 - now.up.sum()} pods not there; {now.abandoned.sum()} abandoned by"
        f" their clients and still at a pod; {now.answered.sum()} answered so far, after {now.mean_s:.2f} s on average;"
        f" {now.failed.sum()} failed."
    )


def test_halves_are_rounded_up_as_in_the_browser() -> None:
    assert [fixed_digits(value, 1) for value in (0.25, 0.75, 2.0, 1e-9)] == ["0.3", "0.8", "2.0", "0.0"]


def test_a_large_run_is_a_scene_within_a_blink() -> None:
    """No counter may walk through pairs of attempts."""
    trace = traffic.poisson_trace(30_000, utilisation=0.9, pods=10, seed=1)
    scene = Scene("random", trace, simulate(trace, balancers.RANDOM))
    assert moment_at(scene, scene.end_s).answered.sum() == 30_000
    assert 0 < most_different_s([scene]) < scene.end_s
