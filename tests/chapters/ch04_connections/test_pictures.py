"""What the pictures of chapter 04 mean, read off their artists' data."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch04_connections.explorers import veil_replays
from course_lib.chapters.ch04_connections.pictures.connections import (
    CurvePicture,
    PoolPicture,
    ReplayPicture,
    ScalingPicture,
)
from course_lib.chapters.ch04_connections.study import (
    PODS,
    POOL_REQUESTS,
    REQUESTS,
    curve_study,
    pool_study,
    replay_study,
)
from course_lib.chapters.ch04_connections.study.scaling_out import AT_ANY_TIME, MIDDLES_S, scaling_study
from tests.framework.corners import corners_of


@pytest.mark.parametrize("count", [1, 3, 20, 50])
def test_replay_bars_are_the_loads_and_never_leave_the_axes(count):
    picture, study = ReplayPicture(), replay_study(count, 1000)
    picture.draw(study)
    heights = corners_of(picture.loads)[:, 3]
    assert heights.tolist() == study.loads.tolist()
    assert heights.sum() == REQUESTS
    assert [text.get_text() for text in picture.names] == [str(load) for load in study.loads]
    assert corners_of(picture.drawn)[:, 3].sum() == pytest.approx(1)
    assert float(picture.mean.get_xdata()[0]) == pytest.approx(study.mean_busiest)
    assert np.asarray(picture.exact.get_ydata()).sum() == pytest.approx(1, abs=0.03)


def test_all_replays_fit_into_the_picture():
    picture = ReplayPicture()
    for count in range(1, 51):
        picture.draw(replay_study(count, 1))
        room = 0.06 * picture.above.get_ylim()[1]  # for the figure on the bar
        assert replay_study(count, 1000).busiest.max() + room < picture.above.get_ylim()[1], count


def test_the_stars_stand_on_the_bars_after_a_thousand_replays():
    picture, study = ReplayPicture(), replay_study(50, 1000)
    picture.draw(study)
    drawn = {round(left + width / 2): height for left, _, width, height in corners_of(picture.drawn)}
    for load, chance in zip(picture.exact.get_xdata(), picture.exact.get_ydata(), strict=True):
        assert abs(drawn.get(int(load), 0.0) - chance) < 4 * (chance / 1000) ** 0.5


def test_nothing_tells_before_the_prediction():
    picture = ReplayPicture()
    picture.draw(veil_replays(replay_study(50, 1)))
    assert corners_of(picture.loads)[:, 3].tolist() == [0] * PODS
    assert {text.get_text() for text in picture.names} == {" "}
    assert not any(artist.get_visible() for artist in (picture.drawn, picture.exact, picture.here, picture.mean))
    assert not any(character.isdigit() for character in picture.title.get_text())
    picture.draw(replay_study(50, 1))
    assert picture.exact.get_visible()


def test_curve_dots_lie_on_their_curves():
    picture, study = CurvePicture(), curve_study(10, 50)
    picture.draw(study)
    for dot, curve in zip(picture.dots, (picture.busy, picture.drawn), strict=True):
        x, y = dot.get_xdata()[0], dot.get_ydata()[0]
        at = list(curve.get_xdata()).index(x)
        assert curve.get_ydata()[at] == pytest.approx(y)
    assert "50 connections, 10 pods" in picture.title.get_text()
    assert "1.74 times the mean" in picture.title.get_text()


def test_curves_stay_inside_for_the_most_and_the_fewest_pods():
    picture = CurvePicture()
    for pods in (2, 50):
        picture.draw(curve_study(pods, 1))
        low, high = picture.drawn.axes.get_ylim()
        assert low < min(picture.dealt.get_ydata()) <= max(picture.drawn.get_ydata()) < high


def test_scaling_lines_are_the_three_shares():
    picture, study = ScalingPicture(), scaling_study(20, "5 minutes", AT_ANY_TIME, 1)
    picture.draw(study)
    for line, values in (
        (picture.on_new, study.on_new),
        (picture.expected, study.expected),
        (picture.by_request, study.by_request),
    ):
        assert list(line.get_xdata()) == MIDDLES_S.tolist()
        assert list(line.get_ydata()) == values.tolist()
    assert "half their share after 2.5 min" in picture.title.get_text()
    assert corners_of(picture.loads)[:, 3].tolist() == study.late.tolist()
    assert list(picture.even.get_ydata()) == study.late_by_request.tolist()
    assert len({line.get_marker() + line.get_linestyle() for line in (picture.on_new, picture.by_request)}) == 2


def test_scaling_says_where_nothing_moves():
    picture = ScalingPicture()
    picture.draw(scaling_study(20, "no limit", AT_ANY_TIME, 1))
    assert picture.title.get_text().startswith("No age limit: new pods stay empty")
    assert corners_of(picture.loads)[5:, 3].tolist() == [0] * 5


def test_the_highest_shares_of_new_pods_fit_in():
    picture = ScalingPicture()
    studies = [
        scaling_study(count, age, AT_ANY_TIME, replay)
        for count in (5, 6, 8, 20, 60)
        for age in ("no limit", "2 minutes")
        for replay in range(1, 21)
    ]
    assert max(study.on_new.max() for study in studies) <= picture.on_new.axes.get_ylim()[1]
    assert max(study.late.max() for study in studies) <= picture.even.axes.get_ylim()[1]


def test_pool_bars_are_connections_the_most_used_first_and_pods():
    picture, study = PoolPicture(), pool_study(3, "newest", "never")
    picture.draw(study)
    assert corners_of(picture.carried)[:, 3].tolist() == study.carried.tolist()
    assert corners_of(picture.loads)[:, 3].sum() == POOL_REQUESTS
    assert picture.more.get_text() == " "
    many = pool_study(20, "newest", "after 2 s")
    picture.draw(many)
    assert picture.more.get_text() == f"and {len(many.carried) - 60} more"
