"""What the picture of capacities shows and says, and what sizing one week by another brings."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch07_sizing.study.capacity import (
    BUSIEST_DAY,
    MATCH_WEEK,
    MEAN,
    NEXT,
    PEAK,
    QUANTILE,
    RULES,
    SAME,
    WEEKS,
    capacity_study,
    week_of,
)
from course_lib.chapters.ch07_sizing.view.capacity import (
    MOST_CORES,
    MOST_IDLE,
    MOST_SHORT,
    CapacityPicture,
    capacity,
    describe_capacity,
)
from course_lib.plural import percent
from course_lib.sizing.demand.capacity import check_capacity


def test_the_peak_is_always_enough_for_the_week_it_comes_from_and_not_for_a_match():
    assert capacity_study(90, 15, SAME).checks[PEAK].violated == 0
    match = capacity_study(90, 15, MATCH_WEEK).checks[PEAK]
    assert match.violated > 0
    assert match.stretches == 1


@pytest.mark.parametrize("held", WEEKS)
def test_by_the_mean_four_tenths_of_the_time_are_too_little_and_a_fifth_idle_all_the_same(held):
    checks = capacity_study(90, 15, held).checks
    assert checks[MEAN].violated == pytest.approx(0.41, abs=0.01)
    assert checks[MEAN].idle == pytest.approx(0.23, abs=0.01)
    assert checks[MEAN].capacity < checks[BUSIEST_DAY].capacity < checks[PEAK].capacity / 2


def test_without_a_margin_a_quantile_is_short_for_the_rest_of_its_own_week():
    for share in (50, 75, 90, 99):
        assert capacity_study(share, 0).checks[QUANTILE].violated == pytest.approx(1 - share / 100, abs=1 / 2016)
    assert capacity_study(100, 0).checks[QUANTILE] == capacity_study(100, 0).checks[PEAK]


def test_margins_trade_time_for_idle_capacity():
    steps = [capacity_study(90, margin, NEXT).checks[QUANTILE] for margin in range(0, 51, 5)]
    assert (np.diff([each.violated for each in steps]) <= 0).all()
    assert (np.diff([each.idle for each in steps]) > 0).all()


def test_weeks_have_one_rhythm_and_their_own_noise():
    same, following, match = map(week_of, WEEKS)
    assert same.mean == pytest.approx(following.mean, rel=0.02)
    assert not np.array_equal(same.value, following.value)
    differ = np.flatnonzero(match.value != following.value) * 300 / 3600
    assert (differ.min() // 24, differ.max() // 24) == (5, 5)
    assert 20 <= differ.min() % 24 < differ.max() % 24 <= 22.5


@pytest.mark.parametrize("held", WEEKS)
def test_every_rule_is_a_line_and_a_mark_on_the_curve(held):
    picture, study = CapacityPicture(), capacity_study(95, 10, held)
    picture.draw(study)
    assert list(picture.demand.get_ydata()) == study.week.value.tolist()
    idle, short = (np.array(each) for each in picture.curve.get_data())
    for rule in RULES:
        check = study.checks[rule]
        assert set(picture.lines[rule].get_ydata()) == {check.capacity}
        assert picture.dots[rule].get_data() == ([check.idle], [check.violated])
        assert np.interp(check.idle, idle, short) == pytest.approx(check.violated, abs=0.01)


def test_what_is_too_little_is_what_lies_above_the_quantile():
    picture, study = CapacityPicture(), capacity_study(90, 0)
    picture.draw(study)
    heights = picture.short.get_paths()[0].vertices[:, 1]
    assert heights.min() == pytest.approx(study.checks[QUANTILE].capacity)
    assert heights.max() == pytest.approx(study.week.peak)


def test_everything_lies_within_the_axes_in_every_corner():
    for corner in capacity.corners():
        study = capacity.result(**corner)
        for check in study.checks.values():
            assert check.capacity < MOST_CORES
            assert check.idle < MOST_IDLE
            assert check.violated < MOST_SHORT
        assert study.week.peak < MOST_CORES


def test_words_and_title_say_what_the_checks_hold():
    study = capacity_study(90, 15, MATCH_WEEK)
    picture = CapacityPicture()
    picture.draw(study)
    chosen, said = study.checks[QUANTILE], describe_capacity(study)
    assert picture.title.get_text().startswith(
        f"90% quantile + 15%: too little {percent(chosen.violated)} of the time,"
    )
    assert f"({chosen.stretches} times, for " in said.words
    assert "(once, for 20 min)" in said.words
    assert [row[0] for row in said.table.rows] == ["peak", "90% quantile + 15%", "busiest day", "mean"]
    assert "always enough" in describe_capacity(capacity_study(90, 15)).words
    assert "(twice, for 20 min at the longest)" in describe_capacity(capacity_study(99, 20, MATCH_WEEK)).words
    picture.draw(capacity_study(90, 0))
    assert picture.title.get_text().startswith("90% quantile: too little")


def test_the_curve_is_what_any_capacity_brings():
    study = capacity_study(90, 15)
    for each in study.curve[::10]:
        assert check_capacity(study.week, each.capacity) == each
