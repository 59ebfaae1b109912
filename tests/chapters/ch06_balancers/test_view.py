"""What the explorers of chapter 06 show and say: pictures read off their artists' data, and words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from course_lib.chapters.ch06_balancers import explorers as see
from course_lib.chapters.ch06_balancers.study.comparison import comparison_study
from course_lib.chapters.ch06_balancers.study.failing import HANGS, failing_study
from course_lib.chapters.ch06_balancers.study.forgetting import DECAYS, forgetting_parts, forgetting_study
from course_lib.chapters.ch06_balancers.study.memory import memory_study
from course_lib.chapters.ch06_balancers.study.mesh import mesh_study
from course_lib.chapters.ch06_balancers.study.theatre import PLAYED, SPEEDS, two_scenes
from course_lib.chapters.ch06_balancers.study.views import ALIKE, MEASURES, ONE_SLOW, PODS_ARE, view_study
from course_lib.chapters.ch06_balancers.view.comparison import LONGEST, ComparisonPicture
from course_lib.chapters.ch06_balancers.view.failing import FailingPicture
from course_lib.chapters.ch06_balancers.view.forgetting import ForgettingPicture, describe_forgetting
from course_lib.chapters.ch06_balancers.view.memory import MemoryPicture
from course_lib.chapters.ch06_balancers.view.mesh import MeshPicture, judge_guess, reveal_mesh, veil_mesh
from course_lib.chapters.ch06_balancers.view.views import ViewPicture, round_up
from course_lib.simulation.scene import moment_at, most_waiting
from course_lib.sizing import PodsNeeded
from tests.framework.corners import corners_of


def test_the_staircase_goes_through_every_number_of_proxies():
    picture, study = MeshPicture(), mesh_study(50)
    picture.draw(study)
    x, pods = picture.needed.get_data()
    for views in (1, 7, 50):
        assert np.interp(views, x, pods) == study.needed[views].pods
    assert picture.here.get_data() == ([50], [18])
    assert list(picture.random.get_ydata()) == [18, 18]
    assert list(picture.one_queue.get_ydata()) == [10, 10]
    band = corners_of(picture.band)
    assert band[0, 3] == study.needed[1].high - study.needed[1].low
    assert "nothing saved" in picture.title.get_text()


def test_before_the_prediction_only_one_point_is_drawn():
    picture = MeshPicture()
    picture.draw(veil_mesh(mesh_study(1)))
    assert len(picture.needed.get_xdata()) == 2
    assert picture.here.get_data() == ([1], [12])


def test_needing_more_than_random_is_said():
    study = mesh_study(50)
    more = PodsNeeded.from_simulations(19, 19, 19, latency_s=2.0)
    picture = MeshPicture()
    picture.draw(replace(study, needed={**study.needed, 50: more}))
    assert "random needs only 18" in picture.title.get_text()


def test_each_balancer_has_its_row_and_its_interval():
    picture, study = ComparisonPicture(), comparison_study(80, 40)
    picture.draw(study)
    settled = [each for each in study.found.values() if not each.overloading]
    assert list(picture.dots[0].get_xdata()) == [each.mean.best for each in settled]
    assert list(picture.dots[0].get_ydata()) == [2, 3, 4]
    segments = picture.spans[0].get_segments()
    assert [segment[1][0] for segment in segments] == pytest.approx([each.mean.high for each in settled])
    assert list(picture.growing.get_ydata()) == [0, 1]  # random and round robin
    assert [label.get_text() for label in picture.axes.get_yticklabels()][: len(study.found)] == list(study.found)
    assert max(each.p99.high for each in settled) < LONGEST
    assert "random grows without end" in picture.title.get_text()


def test_another_field_brings_other_names():
    picture = ComparisonPicture()
    for field in ("all ten", "five"):
        study = comparison_study(50, 100, field)
        picture.draw(study)
        names = [label.get_text() for label in picture.axes.get_yticklabels()]
        assert names[: len(study.found)] == list(study.found)
        assert "".join(names[len(study.found) :]).strip() == ""


def test_views_lie_between_random_and_one_queue():
    picture, study = ViewPicture(), view_study(80)
    picture.draw(study)
    for name, curve in picture.curves.items():
        assert list(curve.get_ydata()) == [each.best for each in study.curves[name]]
    assert picture.random.get_ydata()[0] == pytest.approx(5.0)
    assert picture.axes.get_ylim()[1] > 5.0


def test_with_a_slow_pod_the_axis_has_room_and_no_formula_is_drawn():
    picture, study = ViewPicture(), view_study(90, "p99", ONE_SLOW)
    picture.draw(study)
    assert np.isnan(picture.random.get_ydata()[0])
    highest = max(each.high for name, curve in study.curves.items() if name != "round robin" for each in curve)
    assert picture.axes.get_ylim()[1] > highest
    assert picture.spans["round robin"].get_segments() == []  # its queue grows without end
    assert not np.isfinite(picture.curves["round robin"].get_ydata()).any()
    assert "one pod slow" in picture.title.get_text()


def test_with_a_slow_pod_random_is_drawn_where_it_keeps_up():
    picture, study = ViewPicture(), view_study(40, "mean", ONE_SLOW)
    picture.draw(study)
    assert picture.random.get_ydata()[0] == study.random < picture.axes.get_ylim()[1]
    assert entries(picture)[4:] == ["random"]


@pytest.mark.parametrize(
    ("utilisation", "pods", "beside"), [(90, ONE_SLOW, []), (80, ALIKE, ["random", "one queue for all"])]
)
def test_the_legend_names_only_what_is_drawn(utilisation, pods, beside):
    picture = ViewPicture()
    for _ in range(2):
        picture.draw(view_study(30, "mean", ONE_SLOW))
        picture.draw(view_study(utilisation, "mean", pods))
        assert entries(picture)[4:] == beside


def entries(picture):
    return [text.get_text() for text in picture.axes.get_legend().get_texts()]


@pytest.mark.parametrize("measure", MEASURES)
def test_the_label_of_the_axis_is_never_cut_off(measure):
    picture = ViewPicture()
    for pods in PODS_ARE:
        for utilisation in (30, 60, 90):
            picture.draw(view_study(utilisation, measure, pods))
            assert picture.axes.yaxis.label.get_window_extent().x0 >= 0, (utilisation, pods)


@pytest.mark.parametrize(("most", "axis"), [(0.4, 1.2), (1.9, 2), (4.9, 8), (9, 12), (9.9, 12), (40, 50), (99, 120)])
def test_roomy(most, axis):
    assert round_up(most) == axis


def test_bars_are_the_shares():
    picture, study = FailingPicture(), failing_study(80, HANGS, "1")
    picture.draw(study)
    assert corners_of(picture.sent)[:, 2] == pytest.approx(list(study.sent.values()))
    assert corners_of(picture.lost)[:, 2] == pytest.approx(list(study.lost.values()))
    assert picture.figures[0].get_text() == f"{study.sent['random']:.1%}"


def test_the_memory_is_drawn_with_and_without_looks():
    picture, study = MemoryPicture(), memory_study(5.0, 20)
    picture.draw(study)
    assert np.array_equal(picture.believed.get_ydata(), study.believed_s)
    assert np.array_equal(picture.unread.get_ydata(), study.unread_s)
    assert "forgotten after 11 s" in picture.title.get_text()
    picture.draw(memory_study(20.0, 0))
    assert "still felt after 25 s" in picture.title.get_text()


def test_a_slow_pods_share_lies_beside_what_it_can_do():
    picture = ForgettingPicture()
    for proxies in (50, 5):
        study = forgetting_study(80, proxies)
        picture.draw(study)
        assert list(picture.share.get_xdata()) == list(DECAYS)
        assert list(picture.share.get_ydata()) == study.share.tolist()
        assert list(picture.most.get_ydata()) == [study.most] * 2
        assert list(picture.silence.get_xdata()) == [study.silence] * 2
        assert f"from a decay of {study.enough:g}" in picture.title.get_text()


def test_where_no_decay_is_enough_the_title_says_so():
    picture, study = ForgettingPicture(), forgetting_study(80, 5)
    picture.draw(replace(study, share=np.full(len(DECAYS), 0.1)))
    assert "never keeps up" in picture.title.get_text()


@pytest.mark.parametrize(
    ("guess", "says"),
    [
        (12, "knew what the others send"),
        (18, "exactly right"),
        (10, "know less each"),
        (15, "3 off"),
        (17, "1 off"),
        (None, "18 pods"),
    ],
)
def test_a_prediction_is_judged(guess, says):
    assert says in reveal_mesh(guess)
    assert "the saving is gone" in reveal_mesh(guess)


def test_a_guess_is_right_as_far_as_short_runs_can_tell():
    study = mesh_study(50, requests=20_000)
    assert study.here.low <= 17 < study.here.pods
    assert judge_guess(17, study) == "as near as these runs can tell"


def test_a_decay_that_is_too_short_is_called_so():
    words, table = see.forgetting.answer(proxies=50)[1].words, see.forgetting.answer(proxies=50)[1].table
    assert "It can do 5.3% of the requests" in words
    assert "every 125 service times" in words
    keeps_up = {float(row[0]): row[2] for row in table.rows}
    assert keeps_up[10] == "no: its queue grows"
    assert keeps_up[100] == "yes"
    assert "1 proxy with" in see.forgetting.answer(proxies=1)[1].words


def test_a_long_run_says_how_far_it_is():
    parts = list(forgetting_parts(80, 2, requests=600_000))
    begun, done = (describe_forgetting(study).words for _, study in (parts[1], parts[-1]))
    assert "In runs of 55,000 requests (60,000 up to a decay of 10) with decays" in begun
    assert "In runs of 60,000 requests with decays" in done


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
    assert most_waiting(scene) == max(moment_at(scene, t_s).waiting.max() for t_s in scene.events_s)
