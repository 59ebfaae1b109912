"""What the explorers of chapter 05 show and say: pictures read off their artists' data, and words."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch05_queueing.explorers import fan_out, knee, load, measured, overload, slow_pod, workers
from course_lib.chapters.ch05_queueing.study.fan_out import fan_study
from course_lib.chapters.ch05_queueing.study.knee import knee_study
from course_lib.chapters.ch05_queueing.study.load import load_study
from course_lib.chapters.ch05_queueing.study.measured import BALANCING, measured_study
from course_lib.chapters.ch05_queueing.study.overload import QUEUES, overload_study
from course_lib.chapters.ch05_queueing.study.slow_pod import SPREAD, slow_study
from course_lib.chapters.ch05_queueing.study.workers import workers_study
from course_lib.chapters.ch05_queueing.view.fan_out import FanPicture, nines
from course_lib.chapters.ch05_queueing.view.knee import KneePicture
from course_lib.chapters.ch05_queueing.view.load import LoadPicture, reveal_load, veil_load
from course_lib.chapters.ch05_queueing.view.measured import MeasuredPicture
from course_lib.chapters.ch05_queueing.view.overload import OverloadPicture
from course_lib.chapters.ch05_queueing.view.slow_pod import SlowPicture
from course_lib.chapters.ch05_queueing.view.workers import WorkersPicture
from tests.framework.corners import corners_of


def test_load_dots_lie_on_the_curves_and_the_title_says_five_and_a_half_times() -> None:
    picture, study = LoadPicture(), load_study(90)
    picture.draw(study)
    for panel, milliseconds in ((picture.mean, 100), (picture.p99, 460.5)):
        curve, dot = panel.curve, panel.dot
        assert float(dot.get_ydata()[0]) == pytest.approx(milliseconds, rel=1e-3)
        assert np.interp(0.9, curve.get_xdata(), curve.get_ydata()) == pytest.approx(float(dot.get_ydata()[0]))
    assert "At 90%: 5.5 times the latency at 45%, with 2.0 times the traffic" in picture.title.get_text()


def test_load_shows_no_curve_before_the_prediction() -> None:
    picture = LoadPicture()
    picture.draw(veil_load(load_study(45)))
    for panel in (picture.mean, picture.p99):
        assert len(panel.curve.get_xdata()) == 1
        assert not any(artist.get_visible() for artist in (panel.straight, panel.curve, panel.legend))
    assert picture.title.get_text() == "At 45%: 18.2 ms on average, 99 of 100 within 83.7 ms"
    for percent in (5, 95):
        picture.draw(load_study(percent))
        for panel in (picture.mean, picture.p99):
            low, high = panel.curve.axes.get_ylim()
            assert low < float(panel.dot.get_ydata()[0]) < high
            assert max(panel.curve.get_ydata()) < high
            assert panel.straight.get_visible()


def test_measured_squares_are_off_the_formula_by_what_is_measured() -> None:
    picture, study = MeasuredPicture(), measured_study(BALANCING[0], 80, 100)
    picture.draw(study)
    last = study.last.mean_s
    assert picture.mean.values.get_ydata()[-1] == pytest.approx(100 * (last.best / study.exact.mean_s - 1))
    x, y = picture.mean.intervals.get_data()
    assert list(x[-3:-1]) == [100_000, 100_000]
    assert list(y[-3:-1]) == pytest.approx([100 * (end / study.exact.mean_s - 1) for end in (last.low, last.high)])
    assert np.isnan(y[2::3]).all()
    assert f"mean {1000 * last.best:.1f} ms ± " in picture.title.get_text()
    assert "by the formula 50.0 ms" in picture.title.get_text()


def test_the_naive_interval_falls_with_the_square_root() -> None:
    picture = MeasuredPicture()
    picture.draw(measured_study(BALANCING[0], 80, 20))
    x, y = (np.asarray(values) for values in picture.p99.above.get_data())
    assert np.interp(1e6, x, y) / np.interp(1e4, x, y) == pytest.approx(0.1, rel=0.02)
    assert (np.asarray(picture.p99.below.get_ydata()) == -y).all()


def test_slow_bars_are_all_requests_and_lines_what_is_held() -> None:
    picture, study = SlowPicture(), slow_study(SPREAD[2], 20, 50)
    picture.draw(study)
    bars = np.concatenate([corners_of(picture.slow)[:, 3], corners_of(picture.others)[:, 3]])
    assert bars.sum() == pytest.approx(100)
    assert bars[0] < 5 < bars[1:].min()
    assert list(picture.lines[0].get_ydata()) == list(study.slow_holds)
    assert "Least in flight: 0.5% of all requests take longer than 100 ms" in picture.title.get_text()


@pytest.mark.parametrize("spread", SPREAD)
def test_what_the_slow_pod_holds_stays_on_the_axis(spread: str) -> None:
    picture = SlowPicture()
    picture.draw(slow_study(spread, 10, 85))
    assert max(picture.lines[0].get_ydata()) < picture.lines[0].axes.get_ylim()[1]


def test_fan_dot_is_on_the_curve_and_its_line_is_the_sum_of_chances() -> None:
    picture = FanPicture()
    picture.draw(fan_study(100, 1))
    assert float(picture.dot.get_ydata()[0]) == pytest.approx(0.634, abs=5e-4)
    assert list(picture.straight.get_ydata()) == [0, 1]
    assert [float(dot.get_ydata()[0]) for dot in picture.here] == pytest.approx(
        [float(nines(0.5**0.01)), float(nines(0.99**0.01))]
    )
    assert picture.title.get_text() == "100 calls per page, 1.0% of them slow: 63.4% of the pages are slow"
    picture.draw(fan_study(1, 1))
    assert picture.title.get_text().startswith("1 call per page, ")


def test_workers_meet_the_objective_where_their_curves_cross_it() -> None:
    picture, study = WorkersPicture(), workers_study(80, 200)
    picture.draw(study)
    assert [float(dot.get_xdata()[0]) for dot in picture.met] == list(study.busiest.values())
    assert {float(dot.get_ydata()[0]) for dot in picture.met} == {200}
    assert list(picture.objective.get_ydata()) == [200, 200]
    assert len({dot.get_marker() for dot in picture.met}) == 4


def test_overload_bars_never_exceed_the_second() -> None:
    picture, study = OverloadPicture(), overload_study(70, 2)
    picture.draw(study)
    useful, wasted = corners_of(picture.useful), corners_of(picture.wasted)
    assert np.allclose(wasted[:, 1], useful[:, 3])
    assert (useful[:, 3] + wasted[:, 3]).max() <= 1 + 1e-9
    assert [list(line.get_ydata()) for line in picture.lines] == [list(study.sent), list(study.answered)]


@pytest.mark.parametrize(
    ("retries", "queue", "title"),
    [
        (0, QUEUES[0], "No retries: all is well 15 s after the peak"),
        (1, QUEUES[0], "Up to 1 retry: a minute after the peak 0 of 66 per second are in time"),
        (2, QUEUES[1], "Up to 2 retries: all is well once the peak is over"),
    ],
)
def test_overload_titles_say_how_it_ends(retries: int, queue: str, title: str) -> None:
    picture = OverloadPicture()
    picture.draw(overload_study(70, retries, queue))
    assert picture.title.get_text() == title


@pytest.mark.parametrize("base", [20, 95])
def test_all_that_is_sent_stays_on_the_axis(base: int) -> None:
    picture = OverloadPicture()
    picture.draw(overload_study(base, 3))
    assert max(picture.lines[0].get_ydata()) < picture.lines[0].axes.get_ylim()[1]


def test_the_knee_is_drawn_with_and_without_a_limit() -> None:
    picture, study = KneePicture(), knee_study(20, 0)
    picture.draw(study)
    assert list(picture.curve.get_ydata()) == list(study.useful)
    assert list(picture.endless.get_ydata()) == list(study.endless)
    assert [float(value[0]) for value in picture.dot.get_data()] == [1.2, study.here]
    assert picture.title.get_text() == "Room for 20, 0 retries: at 120%, 100% of the pod's time is useful"


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (5.5, "You predicted 5.5 times: exactly right. "),
        (2, "You predicted 2 times: that would be right if latency grew in step with the traffic"),
        (1, "if requests never met"),
        (10, "that's how many times the 10 ms of an idle pod"),
        (4, "You predicted 4 times: too low. "),
        (20, "You predicted 20 times: too high. "),
    ],
)
def test_a_guess_is_told_how_near_it_is(guess: float, said: str) -> None:
    assert said in reveal_load(guess)


def test_the_reveal_says_from_what_to_what() -> None:
    assert reveal_load(None).startswith(
        "It grows 5.5 times, from 18.2 ms to 100 ms, and so does p99, from 83.7 ms to 461"
    )


def test_load_lists_every_fifth_percent() -> None:
    said = load.answer(utilisation_percent=90)[1]
    assert "answers in 100 ms on average" in said.words
    assert "5.5 times as long as at 45%, with 2.0 times the traffic" in said.words
    assert [row[0] for row in said.table.rows] == [f"{percent}%" for percent in range(5, 96, 5)]
    assert ("90%", "100 ms", "461 ms", "5.5") in said.table.rows


def test_measured_says_inside_or_outside() -> None:
    assert "(inside)" in measured.answer(utilisation_percent=50, thousands=300)[1].words
    words = measured.answer(utilisation_percent=95, thousands=20)[1].words
    assert "(outside)" in words
    assert "times too narrow" in words


def test_the_slow_pod_says_whether_its_queue_grows() -> None:
    for spread, grows in zip(SPREAD, (True, True, False), strict=True):
        assert ("grows as long as the traffic lasts" in slow_pod.answer(spread=spread)[1].words) == grows


def test_fan_out_lists_the_calls_asked_for() -> None:
    said = fan_out.answer(calls=37)[1]
    assert [row[0] for row in said.table.rows] == ["1", "2", "5", "10", "20", "37", "50", "100"]
    assert said.table.rows[-1] == ("100", "63.4%", "p99.31", "p99.99")


def test_workers_say_how_busy_they_may_be() -> None:
    said = workers.answer()[1]
    assert "ten pods of one worker may be 53.9% busy, one pod of ten workers 94.9%" in said.words
    assert [row[1] for row in said.table.rows] == ["53.9%", "75.8%", "89.9%", "94.9%"]


def test_overload_says_how_it_ends() -> None:
    words = [
        overload.answer(retries=retries, queue=queue)[1].words for retries, queue in ((2, QUEUES[0]), (0, QUEUES[0]))
    ]
    assert "A minute later 0 requests a second are answered in time, of 66 that arrive" in words[0]
    assert "15 seconds later all is well again: " in words[1]


def test_the_knee_compares_the_wait_of_the_last_with_the_patience() -> None:
    words = knee.answer(room=50)[1].words
    assert "room for 50 requests in the queue, the last of them waits about 500 ms; clients wait half a second" in words
