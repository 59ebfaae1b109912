"""What the picture of waste shows and says: before the prediction, after it, and in the corners."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch07_sizing.study.waste import CONNECTIONS, KEPT, LOWERED, waste_study
from course_lib.chapters.ch07_sizing.view.waste import (
    UNUSED,
    WastePicture,
    describe_waste,
    judge_guess,
    reveal_waste,
    veil_waste,
    waste,
)
from course_lib.sizing.demand.waste import PARTS, SPARE, SPATIAL, TEMPORAL, USED

EVERY_PEAK = [1, 1.5, 2, 2.5, 3, 3.5]


def heights_of(picture: WastePicture, part: str) -> tuple[float, float]:
    """Return from where to where an area reaches, anywhere."""
    vertices = picture.areas[part].get_paths()[0].vertices
    return vertices[:, 1].min(), vertices[:, 1].max()


def area_of(picture: WastePicture, part: str) -> float:
    """Return what an area covers, in core-hours: its corners multiplied crosswise."""
    x, y = picture.areas[part].get_paths()[0].vertices.T
    return round(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2, 6)


@pytest.mark.parametrize("peak", EVERY_PEAK)
@pytest.mark.parametrize("balance", [0, 50, 100])
def test_the_temporal_part_stays_whatever_balance_does(peak, balance):
    before = waste_study(0, peak)
    for capacity in (KEPT, LOWERED):
        after = waste_study(balance, peak, capacity)
        assert after.waste.mean(TEMPORAL) == pytest.approx(2 * (peak - 1), abs=1e-9)
        np.testing.assert_allclose(after.waste.temporal, before.waste.temporal, atol=1e-9)


@pytest.mark.parametrize("peak", EVERY_PEAK)
def test_while_capacity_is_kept_balance_saves_nothing(peak):
    for balance in range(0, 101, 10):
        study = waste_study(balance, peak, KEPT)
        assert study.gone == 0
        assert study.unused == pytest.approx(waste_study(0, peak).unused)


def test_lowered_after_perfect_balance_four_of_seven_cores_go():
    study = waste_study(100, capacity=LOWERED)
    assert study.gone == pytest.approx(4)
    assert study.gone_share == pytest.approx(4 / 7)
    assert study.unused == pytest.approx(study.waste.mean(TEMPORAL)) == pytest.approx(3)


def test_fifty_connections_of_ten_pods():
    assert (len(CONNECTIONS), sum(CONNECTIONS)) == (10, 50)
    assert waste_study(0).at_peak == pytest.approx(np.array(CONNECTIONS) / 10)


@pytest.mark.parametrize("balance", [0, 50, 100])
def test_the_areas_lie_on_one_another_up_to_the_capacity(balance):
    picture, study = WastePicture(), waste_study(balance)
    picture.draw(study)
    assert heights_of(picture, USED) == pytest.approx((0, 5))
    assert heights_of(picture, TEMPORAL)[1] == pytest.approx(5)
    spatial = 4 * (1 - balance / 100)
    assert heights_of(picture, SPATIAL) == pytest.approx((5, 5 + spatial))
    assert heights_of(picture, SPARE) == pytest.approx((5 + spatial, 9))
    assert heights_of(picture, UNUSED) == pytest.approx((9, 9))
    assert list(picture.each.get_ydata()) == pytest.approx([0.9, 0.9])
    assert list(picture.even.get_ydata()) == pytest.approx([0.5, 0.5])
    assert [legend.get_visible() for legend in picture.legends] == [False, True]


def test_lowered_shows_where_the_capacity_was():
    picture = WastePicture()
    picture.draw(waste_study(100, capacity=LOWERED))
    assert heights_of(picture, SPARE)[1] == pytest.approx(5)
    assert list(picture.before.get_ydata()) == pytest.approx([9, 9])
    assert picture.title.get_text() == "5 cores held, 3 unused on average: 3 temporal; 4 gone"


def test_before_the_prediction_nothing_tells_the_parts_apart():
    picture, veiled = WastePicture(), veil_waste(waste_study(0))
    picture.draw(veiled)
    assert heights_of(picture, UNUSED)[1] == pytest.approx(9)
    assert [part for part in picture.areas if area_of(picture, part) > 0] == [USED, UNUSED]
    assert [legend.get_visible() for legend in picture.legends] == [True, False]
    said = describe_waste(veiled)
    shown = f"{picture.title.get_text()} {said.words} {said.table}"
    assert not [word for word in (TEMPORAL, SPATIAL, SPARE, "3 cores", "4 cores") if word in shown]


def test_areas_are_the_core_hours_of_the_parts():
    picture, study = WastePicture(), waste_study(50)
    picture.draw(study)
    for part in PARTS:
        assert area_of(picture, part) == pytest.approx(24 * study.waste.mean(part), rel=0.01)


def test_every_corner_fits_into_the_axes():
    picture = WastePicture()
    for corner in waste.corners():
        held = waste.result(**corner).waste
        assert held.capacity < picture.day.get_ylim()[1]
        assert held.capacity_per_pod < picture.peak.get_ylim()[1]


def test_the_question_says_what_the_model_has():
    asked, study = waste.prediction.question, waste_study(0)
    assert "0.9 cores each, 9 in all" in asked
    assert (study.waste.capacity_per_pod, study.waste.capacity) == pytest.approx((0.9, 9))
    assert "use 2 cores, so 7 aren't used" in asked
    assert (study.waste.mean(USED), study.unused) == pytest.approx((2, 7))


@pytest.mark.parametrize(
    ("guess", "told"),
    [
        (57, "exactly right"),
        (55, "near"),
        (60, "near"),
        (0, "that would be right if nobody lowered the capacity"),
        (43, "that is the part that stays"),
        (44, "that is the share of all nine cores; the question is what share of the seven unused ones"),
        (100, "that would be right if balance moved requests from the evening into the night"),
        (20, "too low"),
        (80, "too high"),
    ],
)
def test_a_guess_gets_its_own_sentence(guess, told):
    assert judge_guess(guess) == told
    assert reveal_waste(guess).startswith(f"You predicted {guess}%: {told}. 57% go, 4 of 7 cores:")


def test_what_no_share_is_left_of_is_not_in_the_title():
    picture = WastePicture()
    titles = {}
    for balance, peak, capacity in ((0, 1, KEPT), (100, 1, KEPT), (100, 1, LOWERED), (50, 2.5, KEPT)):
        picture.draw(waste_study(balance, peak, capacity))
        titles[balance, peak, capacity] = picture.title.get_text()
    assert list(titles.values()) == [
        "3.6 cores held, 1.6 unused on average: 1.6 spatial",
        "3.6 cores held, 1.6 unused on average: 1.6 spare",
        "2 cores held, 0 unused on average; 1.6 gone",
        "9 cores held, 7 unused on average: 3 temporal, 2 spatial, 2 spare",
    ]


def test_ten_pods_have_ten_times_the_capacity_of_one():
    words = describe_waste(waste_study(0, 3.5)).words
    assert "Each pod has 1.26 cores, all ten have 12.6 cores" in words


def test_only_parts_that_are_there_are_explained():
    def parts(*settings):
        words = describe_waste(waste_study(*settings)).words
        return [word for word in ("Temporal:", "Spatial:", "Spare:", "Gone:", "takes nothing away") if word in words]

    assert parts(0) == ["Temporal:", "Spatial:"]
    assert parts(50) == ["Temporal:", "Spatial:", "Spare:"]
    assert parts(0, 1, LOWERED) == ["Spatial:", "takes nothing away"]
    assert parts(100, 1, LOWERED) == ["Gone:"]


def test_the_table_holds_all_parts_and_their_shares_add_up():
    table = describe_waste(waste_study(30)).table
    assert [row[0] for row in table.rows] == list(PARTS)
    assert sum(float(row[2].rstrip("%")) for row in table.rows) == pytest.approx(100, abs=2)
