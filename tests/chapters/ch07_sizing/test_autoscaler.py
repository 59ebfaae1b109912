"""What the pictures of the autoscaler's day and of the diluting sidecar show and say."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch07_sizing.study.autoscaler import REQUEST_M, WITH, WITHOUT, autoscaler_study, the_day
from course_lib.chapters.ch07_sizing.study.dilution import APP_ONLY, MOST_REQUEST_M, MOST_USE_M, WHOLE, dilution_study
from course_lib.chapters.ch07_sizing.view.autoscaler import (
    MOST_CORES,
    AutoscalerPicture,
    autoscaler,
    clock,
    describe_autoscaler,
)
from course_lib.chapters.ch07_sizing.view.dilution import (
    MOST_M,
    MOST_PODS,
    DilutionPicture,
    describe_dilution,
    dilution,
)
from course_lib.tables import figure
from tests.framework.corners import corners_of

# --- The autoscaler's day ---------------------------------------------------------------------------


def test_slower_pods_leave_more_unserved_and_a_lower_target_less():
    unmet = [autoscaler_study(70, startup_s).steps.unmet_share for startup_s in range(0, 301, 60)]
    assert unmet[0] == 0
    assert (np.diff(unmet) > 0).all()
    by_target = [autoscaler_study(target, 60).steps for target in range(50, 91, 10)]
    assert (np.diff([steps.unmet_share for steps in by_target]) > 0).all()
    assert (np.diff([steps.pod_hours for steps in by_target]) < 0).all()


@pytest.mark.parametrize("behavior", [WITHOUT, WITH])
def test_a_longer_window_keeps_more_pods_for_longer(behavior):
    hours = [autoscaler_study(70, 60, window_s, behavior).steps.pod_hours for window_s in (0, 300, 900)]
    assert (np.diff(hours) > 0).all()


def test_the_blind_spot_no_pod_is_seen_to_use_more_than_its_limit():
    for startup_s in (0, 120, 300):
        study = autoscaler_study(90, startup_s)
        assert study.steps.percent.max() == 100
        assert study.asked_at_worst > 100
    assert autoscaler_study(90, 300).asked_at_worst > 300


def test_what_stands_short_the_longest():
    study = autoscaler_study(70)
    short = study.steps.unmet > 0
    runs = "".join("x" if each else " " for each in short).split()
    assert study.longest_short_s == 15 * max(map(len, runs)) == 225
    assert autoscaler_study(50, 0).longest_short_s == 0


def test_the_fewest_pods_are_a_bound_below():
    study = autoscaler_study(70, 0)
    assert study.fewest_pod_hours < study.steps.pod_hours
    assert study.fewest_pod_hours == pytest.approx(np.ceil(the_day().value / 0.5).sum() * 15 / 3600)


def test_the_lines_are_the_day_and_the_blocks_what_is_not_served():
    picture, study = AutoscalerPicture(), autoscaler_study(70, 120)
    picture.draw(study)
    steps = study.steps
    demand, ready, wanted = (line.get_ydata() for line in picture.day)
    assert list(demand) == list(steps.demand[::4])
    assert list(ready) == list(steps.ready[::4] * REQUEST_M / 1000)
    assert list(wanted) == list(steps.wanted[::4] * REQUEST_M / 1000)
    unmet = corners_of(picture.unmet)
    assert unmet[:, 3].sum() == pytest.approx(steps.unmet.sum())
    assert unmet[:, 0].min() >= 0  # only once the event has begun
    assert "Ready after 120 s, target 70%: 0.4% of the work not served" in picture.title.get_text()


def test_in_every_corner_the_day_stays_on_its_axes():
    picture = AutoscalerPicture()
    for corner in autoscaler.corners():
        study = autoscaler.result(**corner)
        picture.draw(study)
        assert max(study.steps.wanted.max(), study.steps.ready.max()) * REQUEST_M / 1000 < MOST_CORES
        said = describe_autoscaler(study)
        assert ("unserved" in said.words) == (study.steps.short_s == 0)
        assert len(said.table.rows) == 9


def test_words_of_the_day():
    words = describe_autoscaler(autoscaler_study(70)).words
    assert "a stabilisation window of 5 min on the way down, behavior not set" in words
    assert "15.3 cores are asked of 19 ready pods, 161% of their request, but the autoscaler sees 100%" in words
    assert "no stabilisation window on the way down" in describe_autoscaler(autoscaler_study(70, 60, 0)).words
    assert [clock(hour) for hour in (0, 15.25, 24)] == ["00:00", "15:15", "24:00"]


def test_long_stretches_and_a_window_beside_default_rates_are_told():
    rare = describe_autoscaler(autoscaler_study(50, 60)).words
    assert "each moment. Not served: under 0.01% of the work; the longest stretch of that lasts 30 s." in rare
    assert "the longest stretch of that lasts 2,835 s" in describe_autoscaler(autoscaler_study(90, 300, 0)).words
    told = describe_autoscaler(autoscaler_study(70, 60, 900, WITH)).words
    assert "window of 15 min on the way down, behavior set, with its default rates" in told


def test_a_target_that_the_tolerance_reaches_from_the_limit_adds_no_pod():
    """Pods at their limit use 100% of their request: that is 1.05 times 95%, and nothing changes."""
    study = autoscaler_study(95)
    assert (np.diff(study.steps.replicas) <= 0).all()
    assert study.steps.unmet_share > 0.5
    said = describe_autoscaler(study).words
    assert "100 / 95 is 1.05, inside the tolerance: however much is asked for, it never adds a pod" in said
    assert "stretch of that lasts 20 h." in said
    assert "tolerance" not in describe_autoscaler(autoscaler_study(90)).words
    assert (np.diff(autoscaler_study(90).steps.replicas) > 0).any()


def test_a_day_without_anything_unmet_has_a_title_that_says_so():
    picture = AutoscalerPicture()
    picture.draw(autoscaler_study(50, 0))
    assert picture.title.get_text().startswith("Ready after 0 s, target 50%: all work served, ")
    picture.draw(autoscaler_study(50, 60, 900))
    assert picture.title.get_text().startswith("Ready after 60 s, target 50%: under 0.01% of the work not served, ")


# --- The sidecar that dilutes -----------------------------------------------------------------------


def test_nine_pods_that_request_more_than_ten_did():
    study = dilution_study(100)
    assert (study.percent, study.injected.after.pods) == (60, figure("autoscaling", "diluted_pods").value)
    picture = DilutionPicture()
    picture.draw(study)
    apps, proxies = corners_of(picture.apps), corners_of(picture.proxies)
    assert apps[:, 3].tolist() == [5000, 4500]
    assert proxies[:, [1, 3]].tolist() == [[4500, 900]]
    assert corners_of(picture.used)[:, 3].tolist() == [3500, 3590]
    assert [text.get_text() for text in picture.counts] == ["10 pods, 5,000m", "9 pods, 5,400m"]
    assert picture.title.get_text() == "60% seen: 9 pods wanted, 5,000m requested become 5,400m"


def test_the_dot_is_on_the_curve_wherever_there_is_one():
    picture = DilutionPicture()
    for request_m in range(10, MOST_REQUEST_M + 1, 10):
        for seen in (WHOLE, APP_ONLY):
            study = dilution_study(request_m, seen=seen)
            picture.paint(study)
            x, y = (float(value[0]) for value in picture.dot.get_data())
            assert y == study.wanted[list(study.requests_m).index(x)]


def test_a_sidecar_that_uses_more_than_it_requests_adds_pods_and_all_stays_on_the_axes():
    assert dilution_study(10, 50).injected.after.pods == 12
    for request_m in range(0, MOST_REQUEST_M + 1, 10):
        for use_m in range(0, MOST_USE_M + 1, 5):
            study = dilution_study(request_m, use_m)
            assert max(study.injected.requested_after_m, study.injected.requested_before_m) < MOST_M
            assert study.wanted.max() < MOST_PODS


def test_one_container_is_seen_through_the_sidecar_and_a_missing_request_is_told():
    assert set(dilution_study(100, seen=APP_ONLY).wanted.tolist()) == {10}
    broken = describe_dilution(dilution_study(0))
    assert "requests nothing" in broken.words
    assert "nothing is scaled any more" in broken.words
    assert ("seen by the autoscaler", "70%", "nothing") in broken.table.rows
    picture = DilutionPicture()
    picture.draw(dilution_study(0))
    assert picture.title.get_text() == "A sidecar without a request: the metric fails, the count stands still"


def test_words_of_the_sidecar():
    words = describe_dilution(dilution_study(100)).words
    assert "It sees 60%, and wants 9 pods; requested CPU goes from 5,000m to 5,400m." in words
    assert "78% of their own request. A pod is now at its target of 70% when its app is at 82%" in words
    through = describe_dilution(dilution_study(100, seen=APP_ONLY)).words
    assert "It sees through the sidecar: 70%, all ten stay, and requested CPU goes from 5,000m to 6,000m." in through
    assert "stays at 5,000m" in describe_dilution(dilution_study(0, seen=APP_ONLY)).words


def test_in_every_corner_the_sidecar_has_a_picture_and_words():
    picture = DilutionPicture()
    top = picture.figure.axes[0].bbox.y1
    for corner in dilution.corners():
        study = dilution.result(**corner)
        picture.draw(study)
        assert picture.title.get_text()
        assert all(text.get_window_extent().y1 < top for text in picture.counts)  # a label on the frame can't be read
        assert describe_dilution(study).words
