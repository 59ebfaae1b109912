"""What the explorers of chapter 05 say in words."""

from __future__ import annotations

import pytest

from course_lib.chapters.ch05_queueing.explorers import fan_out, slow_pod
from course_lib.chapters.ch05_queueing.study import QUEUES, SPREAD
from course_lib.chapters.ch05_queueing.view import knee, load, measured, overload, workers
from course_lib.chapters.ch05_queueing.view.load import reveal_load


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (5.5, "You predicted 5.5 times: right on the spot. "),
        (2, "You predicted 2 times: so it would be if latency rose in step with the traffic"),
        (1, "if requests never met"),
        (10, "so many times the 10 ms of an idle pod"),
        (4, "You predicted 4 times: too low. "),
        (20, "You predicted 20 times: too high. "),
    ],
)
def test_a_guess_is_told_how_near_it_is(guess: float, said: str) -> None:
    assert said in reveal_load(guess)


def test_the_reveal_says_from_what_to_what() -> None:
    assert reveal_load(None).startswith(
        "From 18.2 ms to 100 ms: 5.5 times, and p99 grows by the same, from 83.7 ms to 461"
    )


def test_load_lists_every_fifth_percent() -> None:
    said = load.answer(utilisation_percent=90)[1]
    assert "answers in 100 ms on average" in said.words
    assert "5.5 times as long as at 45%, at 2.0 times the traffic" in said.words
    assert [row[0] for row in said.table.rows] == [f"{percent}%" for percent in range(5, 96, 5)]
    assert ("90%", "100 ms", "461 ms", "5.5") in said.table.rows


def test_measured_says_inside_or_outside() -> None:
    assert "(inside)" in measured.answer(utilisation_percent=50, thousands=300)[1].words
    words = measured.answer(utilisation_percent=95, thousands=20)[1].words
    assert "(outside)" in words
    assert "times too sure" in words


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
    assert "a minute later 0 a second are answered in time, of 66 that arrive" in words[0]
    assert "15 seconds later all are well again" in words[1]


def test_the_knee_compares_the_wait_of_the_last_with_the_patience() -> None:
    words = knee.answer(room=50)[1].words
    assert "room for 50 requests in the queue the last of them waits about 500 ms; clients wait half a second" in words
