"""Chapter 06's studies: published figures at full length, and few requests that admit how little they know."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from course_lib import queueing, tables
from course_lib.balancers import RING_HASH
from course_lib.chapters.ch06_balancers.study import views
from course_lib.chapters.ch06_balancers.study.blind import EVEN, blind_latency
from course_lib.chapters.ch06_balancers.study.comparison import (
    REQUESTS,
    ComparisonStudy,
    comparison_parts,
    comparison_study,
)
from course_lib.chapters.ch06_balancers.study.field import ALL, MESH, even_work, ten_pods
from course_lib.chapters.ch06_balancers.study.forgetting import (
    DECAYS,
    FORGETTING_REQUESTS,
    arrivals,
    forgetting_parts,
    forgetting_study,
    share_of_slow,
)
from course_lib.chapters.ch06_balancers.study.mesh import WORKERS, mesh_study
from course_lib.chapters.ch06_balancers.study.overload import is_overloaded
from course_lib.chapters.ch06_balancers.study.ring import ring_shares
from course_lib.chapters.ch06_balancers.study.views import (
    ALIKE,
    MEASURES,
    ONE_SLOW,
    VIEW_REQUESTS,
    VIEWS,
    limits_of,
    measured_interval,
    view_parts,
    view_study,
)
from course_lib.simulation import simulate
from course_lib.simulation.long_run import PARTS, SHORT_RUN
from course_lib.traffic import poisson_trace
from tests.notebooks.conftest import source_of


def published(identity):
    return tables.figure("queueing", identity).value


def test_the_saving_is_gone_at_fifty_proxies():
    for proxies in (1, 5, 10, 20, 50):
        found = mesh_study(proxies)
        assert found.here.pods == published(f"sizing_p2c_{proxies}")
        assert found.here.low <= found.here.pods <= found.here.high
    assert mesh_study(1).saved == 6
    assert mesh_study(50).saved == 0
    assert (mesh_study(1).random.pods, mesh_study(1).one_queue.pods) == (18, 10)


def test_workers_leave_less_to_save():
    saved = [mesh_study(1, workers=workers).saved for workers in WORKERS]
    assert saved == [6, 3, 1]


@pytest.mark.parametrize("balancer", MESH)
def test_nothing_in_the_mesh_needs_less_than_one_queue(balancer):
    found = mesh_study(1, balancer)
    assert all(each.high >= found.one_queue.pods for each in found.needed.values())
    pods = [each.pods for each in found.needed.values()]
    assert pods == sorted(pods)


def test_ninety_percent_as_published():
    found = comparison_study(90, requests=1_500_000).found
    for name, column in (("two choices", "p2c"), ("least in flight", "least")):
        assert found[name].mean.best == pytest.approx(published(f"simulated_n10_{column}_mean"), rel=0.03)
        assert found[name].p99.best == pytest.approx(published(f"simulated_n10_{column}_p99"), rel=0.03)
    assert found["round robin"].mean.best == pytest.approx(published("round_robin_n10_90"), rel=1e-4)
    assert found["random"].mean.best == pytest.approx(10)


def test_views_as_published():
    found = view_study(90, requests=1_500_000)
    for name, row in (("two choices", "p2c"), ("least in flight", "least")):
        for proxies, interval in zip(VIEWS, found.curves[name], strict=True):
            assert interval.best == pytest.approx(published(f"views_{row}_{proxies}_mean"), rel=0.03)


@pytest.mark.parametrize("utilisation", [50, 70, 80])
def test_a_sliders_interval_holds_what_a_long_run_finds(utilisation):
    short = view_study(utilisation).curves["two choices"]
    long = view_study(utilisation, requests=1_000_000, seed=9).curves["two choices"]
    for one, other in zip(short, long, strict=True):
        assert one.low - 2 * one.standard_error < other.best < one.high + 2 * one.standard_error


def test_chance_alone_has_a_formula_and_turns_have_one_where_all_pods_are_alike():
    alike, slow = comparison_study(70, 100, "all ten"), comparison_study(70, 40)
    assert {name for name, each in alike.found.items() if each.exact} == {"random", "round robin", "ring hash"}
    assert [name for name, each in slow.found.items() if each.exact] == slow.growing == ["random", "round robin"]
    assert {name for name, each in comparison_study(30, 40).found.items() if each.exact} == {"random"}
    assert alike.found["round robin"].mean.best == queueing.round_robin_latency(0.7, 10)
    assert alike.found["random"].mean.best == pytest.approx(queueing.mm1_latency(0.7))
    assert alike.found["random"].p99.best == pytest.approx(queueing.mm1_percentile(0.7))


def test_a_slow_pod_drowns_where_nobody_looks():
    found = comparison_study(85, 40).found
    assert {name for name, each in found.items() if each.overloading} == {"random", "round robin"}
    fair = 0.4 / 9.4
    for name in ("two choices", "least in flight", "Peak EWMA"):
        assert found[name].slow_share == pytest.approx(fair, abs=0.012)
    assert not any(each.overloading for each in comparison_study(30, 100, "all ten").found.values())


def test_a_slow_pod_just_kept_up_with_is_not_called_overloaded():
    assert not comparison_study(30, 50).found["round robin"].overloading  # 0.285 of its 0.5


@pytest.mark.parametrize(("utilisation", "slow"), [(80, 10), (90, 10), (90, 90)])
def test_who_looks_at_what_is_in_flight_never_drowns_a_pod(utilisation, slow):
    found = comparison_study(utilisation, slow, requests=20_000)
    assert found.growing == (["random", "round robin"] if slow == 10 else [])
    assert found.by_mean[-2:] == found.growing or not found.growing
    longer = comparison_study(utilisation, slow, requests=320_000).found
    for name in ("two choices", "least in flight", "Peak EWMA"):
        assert longer[name].mean.best == pytest.approx(found.found[name].mean.best, rel=0.25)


def test_the_rings_shares_are_what_it_gives():
    run = simulate(poisson_trace(200_000, utilisation=0.5, pods=10, seed=3), RING_HASH)
    shares = np.array(ring_shares(10))
    assert shares.sum() == pytest.approx(1)
    assert np.bincount(run.pod, minlength=10) / 200_000 == pytest.approx(shares, abs=4 * math.sqrt(0.09 / 200_000))


@pytest.mark.parametrize(("utilisation", "slow", "grows"), [
    (75, 100, []), (80, 100, ["ring hash"]), (90, 100, ["ring hash"]), (40, 40, []),
    (80, 70, ["random", "round robin", "ring hash"]),
])  # fmt: skip
def test_the_ring_drowns_whichever_pod_it_gives_most(utilisation, slow, grows):
    found = comparison_study(utilisation, slow, "all ten", requests=5_000)
    assert found.growing == grows
    assert all(math.isinf(found.found[name].mean.best) and math.isinf(found.found[name].p99.high) for name in grows)
    assert sorted(found.by_mean[len(found.found) - len(grows) :]) == sorted(grows)


@pytest.mark.parametrize(("utilisation", "slow"), [(90, 10), (80, 10), (80, 20), (75, 20), (60, 10), (90, 50)])
def test_join_idle_queue_drowns_a_slow_pod_where_a_longer_run_only_has_longer_queues(utilisation, slow):
    """Where nobody is idle it is as blind as random."""
    pods = ten_pods(slow / 100)

    def mean(requests):
        trace = poisson_trace(requests, utilisation=even_work(utilisation / 100, pods), pods=10, seed=2)
        return simulate(trace, ALL["join idle queue"], pods).steady().mean_s

    assert is_overloaded("join idle queue", utilisation / 100, pods) is bool(mean(2_000_000) > 2 * mean(200_000))
    assert not is_overloaded("join idle queue", 0.9, ten_pods(1.0))


@pytest.mark.parametrize(("utilisation", "grows"), [(30, False), (40, False), (45, True), (90, True)])
@pytest.mark.parametrize("measure", MEASURES)
def test_random_beside_views_of_a_slow_pod(utilisation, grows, measure):
    """At 40% the slow pod gets 0.376 of the 0.4 that it can do."""
    assert math.isinf(limits_of(utilisation / 100, measure, ONE_SLOW)[0]) is grows


@pytest.mark.parametrize(("name", "shares"), [("random", EVEN), ("ring hash", ring_shares(10))])
@pytest.mark.parametrize(("utilisation", "slow"), [(0.3, 0.4), (0.7, 1.0)])
@pytest.mark.parametrize("measure", MEASURES)
def test_by_chance_alone_is_what_a_run_finds(measure, utilisation, slow, name, shares):
    pods = ten_pods(slow)
    trace = poisson_trace(1_000_000, utilisation=even_work(utilisation, pods), pods=10, seed=5)
    found = measured_interval(measure, simulate(trace, ALL[name], pods).steady())
    assert abs(found.best - blind_latency(measure, utilisation, pods, shares)) < 4 * found.standard_error
    assert found.standard_error < 0.05 * found.best


def test_which_is_lucky_and_which_is_not():
    """With pods alike latency is luck, with a slow one and fifty views it is knowledge: as the chapter says."""
    alike, slow = view_study(90, "mean", ALIKE, 300_000), view_study(75, "mean", ONE_SLOW, 300_000)
    assert alike.curves["Peak EWMA"][-1].best > 1.2 * alike.curves["two choices"][-1].best
    assert slow.curves["Peak EWMA"][-1].best < 0.9 * slow.curves["two choices"][-1].best
    assert math.isinf(slow.random)
    assert math.isnan(slow.one_queue)


@pytest.mark.parametrize(("utilisation", "measure", "says", "better"), [
    (90, "p99", "At 90% Peak EWMA has the better p99, {Peak EWMA} service times, where two choices had {two choices}"
     " and least in flight {least in flight}.", True),
    (80, "mean", "Its mean is better at 80% ({Peak EWMA}, against {two choices} and {least in flight})", True),
    (90, "mean", "at 90% it isn't ({Peak EWMA}, against {two choices} and {least in flight})", False),
])  # fmt: skip
def test_what_remembering_is_worth_beside_a_slow_pod_as_the_text_has_it(
    monkeypatch, utilisation, measure, says, better
):
    monkeypatch.setattr(views, "VIEWS", VIEWS[-1:])  # with fifty proxies alone: the text says nothing of fewer
    curves = view_study.__wrapped__(utilisation, measure, ONE_SLOW, 2_000_000).curves
    found = {name: curve.best for name, (curve,) in curves.items()}
    pattern = re.escape(says)
    for name in found:
        pattern = pattern.replace(re.escape(f"{{{name}}}"), r"([\d.]+)")
    stands = re.search(pattern, source_of("06_balancers").read_text())
    assert stands, says
    for name, figure in zip(("Peak EWMA", "two choices", "least in flight"), stands.groups(), strict=True):
        assert float(figure.rstrip(".")) == pytest.approx(found[name], rel=0.03)
    assert (found["Peak EWMA"] < min(found["two choices"], found["least in flight"])) is better


def test_the_p99_beside_a_slow_pod_is_said_twice_and_the_same():
    text = source_of("06_balancers").read_text()
    first = re.search(r"the p99 is (\d+) service times for two choices and (\d+) for least in flight", text)
    again = re.search(r"where two choices had (\d+) and least in flight (\d+)\.", text)
    assert first
    assert again
    assert first.groups() == again.groups()


def test_more_views_see_less():
    for measure in MEASURES:
        for curve in view_study(80, measure, requests=200_000).curves.values():
            values = [each.best for each in curve]
            assert values == sorted(values)


@pytest.mark.parametrize("slow", [0.2, 0.4, 0.6])
@pytest.mark.parametrize("utilisation", [0.5, 0.8, 0.9])
def test_three_times_the_silence_is_enough_and_a_quarter_often_is_not(utilisation, slow):
    most = slow / arrivals(utilisation, slow)
    for proxies in (1, 2, 5, 20, 50):
        assert share_of_slow(utilisation, proxies, slow, 3 * proxies / slow, 500_000) < most
    if slow == 0.2 or (slow == 0.4 and utilisation >= 0.8):
        assert share_of_slow(utilisation, 50, slow, 50 / slow / 4, 500_000) > most


def test_a_decay_that_is_too_short_is_as_bad_as_random_as_the_text_has_it():
    *_, (_, study) = forgetting_parts(80, 50)
    assert study.silence == 125
    assert study.share[DECAYS.index(10.0)] == pytest.approx(0.1, abs=0.005)
    assert study.share[DECAYS.index(50.0)] > study.most > study.share[DECAYS.index(100.0)]
    assert share_of_slow(0.8, 50, 0.2, 100.0, 1_000_000) > 0.2 / arrivals(0.8, 0.2)
    text = source_of("06_balancers").read_text()
    assert "one in 50 / 0.4 = 125 service times" in text
    assert "the mean is 5.8 service times; with ten" in text  # held against a long run above
    drowned = [share_of_slow(0.8, 50, 0.4, 70.0, 1_000_000, seed) > study.most for seed in range(1, 7)]
    assert sum(drowned) == 1
    assert "in one of six runs of a million requests the pod drowned" in text


def test_a_short_run_flatters():
    for proxies in (3, 10, 20):
        *_, (_, long) = forgetting_parts(80, proxies)
        assert forgetting_study(80, proxies, requests=25_000).enough < long.enough


@pytest.mark.parametrize(("name", "says"), [
    ("round robin", "At 80% its mean goes from {} to {} with ten proxies and {} with fifty"),
    ("two choices", "where two choices go from {} to {} and {}."),
])  # fmt: skip
def test_round_robin_beside_two_choices_as_the_text_has_it(name, says):
    curve = view_study(80, "mean", ALIKE, 1_500_000).curves[name]
    pattern = re.escape(says).replace(r"\{\}", r"([\d.]+)")
    stands = re.search(pattern, source_of("06_balancers").read_text())
    assert stands, says
    found = [curve[VIEWS.index(views)].best for views in (1, 10, 50)]
    assert [float(figure.rstrip(".")) for figure in stands.groups()] == pytest.approx(found, rel=0.02)


def test_even_spreading_alone_saves_most_among_equal_pods():
    pods = {name: mesh_study(1, name).here.pods for name in ("two choices", "round robin")}
    assert pods == {"two choices": 12, "round robin": 13}
    for proxies in (10, 20, 50):
        two, turns = (mesh_study(proxies, name).here for name in ("two choices", "round robin"))
        assert two.low <= turns.high
        assert turns.low <= two.high


@pytest.mark.parametrize(
    "parts",
    [
        lambda: comparison_parts(80, requests=400_000),
        lambda: comparison_parts(80, 40, "all ten", requests=400_000),
        lambda: view_parts(80, "p99", ONE_SLOW, requests=600_000),
    ],
    ids=["five", "all ten", "views"],
)
def test_a_long_run_comes_in_parts_and_gets_surer(parts):
    done, studies = zip(*parts(), strict=True)
    assert done[-1] == 1.0
    assert len(done) == PARTS
    assert [each.requests for each in studies] == sorted(each.requests for each in studies)

    def error(found):
        if isinstance(found, ComparisonStudy):
            return found.found["two choices"].mean.standard_error
        return found.curves["two choices"][0].standard_error

    assert error(studies[-1]) < 0.6 * error(studies[0])  # 0.22 by the root, give or take


def test_a_slider_runs_no_more_than_it_may():
    for field, each in REQUESTS.items():
        simulated = [name for name, found in comparison_study(30, 90, field).found.items() if found.simulated]
        assert each * len(simulated) <= SHORT_RUN
    assert VIEW_REQUESTS * len(VIEWS) * len(MESH) <= SHORT_RUN
    assert FORGETTING_REQUESTS * len(DECAYS) <= SHORT_RUN
