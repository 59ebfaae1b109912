"""Chapter 06's explorers in words: predictions judged, scenes told."""

from __future__ import annotations

import pytest

from course_lib.chapters.ch06_balancers import explorers as see
from course_lib.chapters.ch06_balancers.study import ONE_SLOW
from course_lib.chapters.ch06_balancers.study.forgetting import forgetting_parts
from course_lib.chapters.ch06_balancers.study.two_scenes import PLAYED, SPEEDS, two_scenes
from course_lib.simulation.scene import at, most_waiting


@pytest.mark.parametrize(
    ("guess", "says"),
    [
        (12, "knew what the others send"),
        (18, "right on the spot"),
        (10, "know less each"),
        (15, "3 off"),
        (17, "as near as these runs can tell"),
        (None, "18 pods"),
    ],
)
def test_a_prediction_is_judged(guess, says):
    assert says in see.reveal_mesh(guess)
    assert "the saving is gone" in see.reveal_mesh(guess)


def test_a_decay_that_is_too_short_is_called_so():
    words, table = see.forgetting.answer(proxies=50)[1].words, see.forgetting.answer(proxies=50)[1].table
    assert "It can do 5.3% of the requests" in words
    assert "every 125 service times" in words
    keeps_up = {float(row[0]): row[2] for row in table.rows}
    assert keeps_up[10] == "no: its queue grows"
    assert keeps_up[100] == "yes"
    assert "1 proxy with" in see.forgetting.answer(proxies=1)[1].words


def test_a_long_run_says_how_far_it_is():
    parts = list(forgetting_parts(80, 2, requests=300_000))
    begun, done = (see.describe_forgetting(study).words for _, study in (parts[1], parts[-1]))
    assert "In runs of 25,000 requests (30,000 up to a decay of 10) with decays" in begun
    assert "In runs of 30,000 requests with decays" in done


def test_the_veil_hides_fifty_proxies():
    _, said = see.mesh.answer(veiled=True)
    assert "50" not in said.words
    assert [row[0] for row in said.table.rows] == ["1"]


def test_words_tell_what_is_saved():
    assert "Saved: 6 of 18." in see.mesh.answer(proxies=1)[1].words
    assert "Nothing is saved." in see.mesh.answer(proxies=50)[1].words


def test_a_growing_queue_is_called_so():
    words = see.comparison.answer(utilisation_percent=85, slow_percent=40)[1].words
    assert "more than it can do under random, round robin" in words
    assert "more than it can do" not in see.comparison.answer(utilisation_percent=85)[1].words


@pytest.mark.parametrize("controls", [{"utilisation_percent": 90}, {"utilisation_percent": 50, "slow_percent": 10}])
def test_a_queue_that_grows_has_neither_number_nor_interval(controls):
    said = see.comparison.answer(field="all ten", **controls)[1]
    rows = {row[0]: row[1:3] for row in said.table.rows}
    growing = ["ring hash"] if controls["utilisation_percent"] == 90 else ["random", "round robin", "ring hash"]
    assert [name for name, row in rows.items() if row == ("grows without end",) * 2] == growing
    assert f"under {', '.join(growing)}: its queue grows without end" in said.words
    assert "inf" not in said.words


@pytest.mark.parametrize("busy", [80, 90])
def test_no_growing_queue_where_somebody_looks(busy):
    words = see.comparison.answer(utilisation_percent=busy, slow_percent=10)[1].words
    assert "under random, round robin: its" in words


@pytest.mark.parametrize(("busy", "too_much"), [(30, False), (40, False), (45, True), (90, True)])
def test_random_beside_local_views_of_a_slow_pod(busy, too_much):
    words = see.views.answer(utilisation_percent=busy, pods=ONE_SLOW)[1].words
    assert ("more than it can do" in words) is too_much
    assert ("Random: " in words) is not too_much


def test_both_scenes_have_the_same_requests():
    left, right = see.theatre.compute("random", "least in flight", SPEEDS[1])
    assert left.trace is right.trace
    assert left.run.pods == right.run.pods == 10
    assert left.there.speed[0] == 0.3


@pytest.mark.parametrize("name", PLAYED)
def test_every_balancer_can_be_watched(name):
    scenes = two_scenes("random", name)
    words = see.theatre.describe(scenes).words
    assert f"{name}: mean latency {scenes[1].run.mean_s:.1f} s" in words


def test_most_waiting_is_what_a_look_at_every_instant_finds():
    scene, _ = two_scenes("random", "two choices")
    assert most_waiting(scene) == max(at(scene, t_s).waiting.max() for t_s in scene.events_s)
