"""What the aha of chapter 07 shows and says: balance, then the target; before the prediction and after it."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch07_sizing.study.target import FREE, HOT, LEAST_TARGET, LIMITED, PODS, target_study
from course_lib.chapters.ch07_sizing.view.target import (
    MOST_M,
    MOST_WANTED,
    TargetPicture,
    describe_target,
    judge_guess,
    reveal_target,
    target,
    veil_target,
)
from course_lib.tables import figure
from tests.framework.corners import corners_of


def told(name):
    return figure("autoscaling", name).value


@pytest.mark.parametrize("hot", [1, 1.5, 5, 11, 15])
@pytest.mark.parametrize("at", [50, 70, 90])
def test_without_a_limit_balance_changes_nothing(hot, at):
    study = target_study(hot, at, FREE)
    assert study.pods == target_study(1, at, FREE).pods
    assert (study.wanted == study.wanted_even).all()


def test_the_figures_that_the_text_tells():
    assert target_study(HOT, held=LIMITED).pods == told("hot_saturated_pods")
    assert target_study(1, held=LIMITED).pods == told("balanced_pods")
    assert [target_study(1, at).pods for at in (50, 80)] == [told("balanced_pods_at_50"), told("balanced_pods_at_80")]


@pytest.mark.parametrize("held", [FREE, LIMITED])
@pytest.mark.parametrize("hot", [1, 3, HOT])
def test_the_curve_is_what_the_autoscaler_says_at_each_target(hot, held):
    study = target_study(hot, held=held)
    for at, wanted in zip(study.targets.tolist(), study.wanted.tolist(), strict=True):
        assert wanted == study.spread.desired(at).pods
    assert study.even_pods == study.wanted_even[study.target - LEAST_TARGET]


def test_the_bars_are_the_loads_and_the_dot_is_on_its_curve():
    picture, study = TargetPicture(), target_study(HOT, 60, LIMITED)
    picture.draw(study)
    used, unmet = corners_of(picture.used), corners_of(picture.unmet)
    assert used[:, 3].tolist() == [500, *[175] * 9]
    assert unmet[:, 3].tolist() == [1425, *[0] * 9]
    assert unmet[0, 1] == 500
    assert picture.mean.get_ydata()[0] == pytest.approx(207.5)
    x, y = (float(value[0]) for value in picture.dot.get_data())
    assert y == np.interp(x, *picture.here.get_data()) == 7
    assert picture.title.get_text() == "Target 60%, one pod ×11: 41% seen, 7 pods wanted"


def test_before_the_prediction_no_curve_gives_the_answer_away():
    picture, veiled = TargetPicture(), veil_target(target_study(HOT))
    picture.draw(veiled)
    assert len(picture.here.get_xdata()) == len(picture.even.get_xdata()) == 0
    assert picture.title.get_text() == "Target 70%, one pod ×11: 70% seen, 10 pods stay"
    said = describe_target(veiled)
    assert "venly" not in said.words + str(said.table)
    assert said.table.rows == (("70%", "10"),)


def test_in_every_corner_all_stays_on_its_axes():
    picture = TargetPicture()
    for corner in target.corners():
        study = target.result(**corner)
        picture.draw(study)
        assert max(study.spread.loads_m) < MOST_M
        assert study.wanted.max() < MOST_WANTED
        assert picture.title.get_text()


def test_words_say_what_is_seen_what_is_not_and_whether_there_is_room():
    words = describe_target(target_study(HOT, held=LIMITED)).words
    assert "1,925m at the hot one, 175m at each of the others." in words
    assert "leaves 1,425m unserved, and what isn't served uses no CPU" in words
    assert "sees 41%, and at a target of 70% it wants 6. If the work were evenly spread, it would want 10." in words
    assert "more than its limit of 500m" in words
    balanced = describe_target(target_study(1, 80, LIMITED)).words
    assert "With 9 pods, each pod would get 389m: within its limit of 500m" in balanced
    assert "limit" not in describe_target(target_study(1, 80, FREE)).words


@pytest.mark.parametrize(
    ("guess", "words"),
    [(None, "None goes."), (0, "You predicted 0: exactly right. None goes."), (1, "a target of 80% would save"),
     (4, "a limit stops the hot pod"), (7, "leaves the sum as it was")],
)  # fmt: skip
def test_each_guess_gets_its_own_sentence(guess, words):
    assert words in reveal_target(guess)
    assert "even want only 6 pods" in reveal_target(guess)
    assert "14 at 50%, 10 at 70%, 9 at 80%" in reveal_target(guess)


def test_what_the_guesses_are_said_to_be_right_for_is_true():
    assert PODS - target_study(1, 80).pods == 1
    assert PODS - target_study(HOT, held=LIMITED).pods == 4
    assert judge_guess(0, gone=0) == "exactly right"
