"""Chapter 06's pictures hold what their studies found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from course_lib.chapters.ch06_balancers import explorers as see
from course_lib.chapters.ch06_balancers.pictures import (
    ComparisonPicture,
    FailingPicture,
    ForgettingPicture,
    MemoryPicture,
    MeshPicture,
    ViewPicture,
)
from course_lib.chapters.ch06_balancers.pictures.comparison import LONGEST
from course_lib.chapters.ch06_balancers.pictures.views import roomy
from course_lib.chapters.ch06_balancers.study import (
    ALIKE,
    MEASURES,
    ONE_SLOW,
    PODS_ARE,
    comparison_study,
    mesh_study,
    view_study,
)
from course_lib.chapters.ch06_balancers.study.failing import HANGS, failing_study
from course_lib.chapters.ch06_balancers.study.forgetting import DECAYS, forgetting_study
from course_lib.chapters.ch06_balancers.study.memory import memory_study
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
    picture.draw(see.veil_mesh(mesh_study(1)))
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


@pytest.mark.parametrize(("most", "axis"), [(0.4, 5), (4.9, 10), (9, 10), (9.9, 20), (40, 50), (99, 200)])
def test_roomy(most, axis):
    assert roomy(most) == axis


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
