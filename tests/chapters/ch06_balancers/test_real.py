"""Chapter 06 on real pods: what was measured shows beside the simulator's once it was predicted, and not before."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import replace

import numpy as np
import pytest

from course_lib import balancers
from course_lib.chapters.ch06_balancers import explorers as see
from course_lib.chapters.ch06_balancers.study.field import ten_pods
from course_lib.chapters.ch06_balancers.study.real import (
    MEAN_SERVICE_S,
    PODS,
    RUNS,
    TWO_CHOICES,
    WAYS,
    Measured,
    RealStudy,
    requests_for,
    simulated,
)
from course_lib.chapters.ch06_balancers.view.real import (
    NOTHING_S,
    RealPicture,
    describe_real,
    question_of,
    queue_words,
    real_explorer,
    reveal_real,
    seconds,
    veil_real,
)
from course_lib.framework.explorer.measured import MeasuredExplorer
from course_lib.simulation import simulate
from tests.notebooks.conftest import source_of

TEXT = source_of("06_balancers").read_text(encoding="utf-8")
REQUESTS, SPEED = 300, 0.4
REAL = {
    "round robin": Measured(np.array([0.07, 0.3, 1.4]), 30, 0.0012, 2e-10),
    "random": Measured(np.array([0.1, 0.5, 2.0]), 35, 0.0012, 1e-10),
    TWO_CHOICES: Measured(np.array([0.07, 0.21, 0.41]), 14, 0.002, 1e-10),
}
STUDY = RealStudy("Envoy 1.40.0", REQUESTS, SPEED, simulated(REQUESTS, SPEED), REAL)


@pytest.fixture(scope="module")
def shown() -> tuple[MeasuredExplorer[RealStudy], str]:
    """The explorer of a short run, and what its cell has said before."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        explorer = see.real(requests=100)
    assert isinstance(explorer, MeasuredExplorer)
    return explorer, said.getvalue()


def test_real_pods_do_as_the_text_says(shown: tuple[MeasuredExplorer[RealStudy], str]) -> None:
    study = shown[0].result()
    assert study.measured["round robin"].at_slow == 100 / PODS
    assert max(each.apart_s for each in study.measured.values()) < NOTHING_S
    assert "to less than a microsecond" in TEXT
    assert all((each.latency_s > MEAN_SERVICE_S / 10).all() for each in study.measured.values())
    assert all(each.added_s > 0 for each in study.measured.values())


def test_it_says_what_it_waits_for(shown: tuple[MeasuredExplorer[RealStudy], str]) -> None:
    said = [line.split("… ")[1] for line in shown[1].splitlines()]
    assert [re.sub(r"\d s$", "N s", line) for line in said] == [
        f"then 100 requests ({way}), for about N s" for way in WAYS
    ]


def test_until_the_prediction_nothing_measured_shows(shown: tuple[MeasuredExplorer[RealStudy], str]) -> None:
    """So a saved notebook is the same each time."""
    explorer = shown[0]
    assert explorer.asks
    other = real_explorer(replace(explorer.result(), measured=REAL))
    assert repr(explorer) == repr(other)
    saved = [each._repr_mimebundle_()["text/html"].partition(">")[2] for each in (explorer, other)]
    assert saved[0] == saved[1]
    assert "To measure it on your machine" in saved[0]


def test_bars_are_the_simulator_s_and_dots_what_was_measured() -> None:
    picture = RealPicture()
    picture.draw(STUDY)
    for way, axes in zip(WAYS, picture.figure.axes, strict=True):
        assert axes.get_title() == way
        bars = np.array(picture.spans[way].get_segments())
        assert bars[:, 0, 1] == pytest.approx(STUDY.simulated[way].low_s, rel=0.05)
        assert bars[:, 1, 1] == pytest.approx(STUDY.simulated[way].high_s, rel=0.05)
        assert picture.dots[way].get_ydata() == pytest.approx(REAL[way].latency_s)
    assert picture.title.get_text() == "p99 through Envoy 1.40.0: round robin 1.4 s, random 2 s, two choices 410 ms"
    slower = REAL | {"random": replace(REAL["random"], latency_s=np.array([1.0, 20.0, 40.0]))}
    within_s = STUDY.simulated["random"].high_s[-1]
    for study, highest_s in ((replace(STUDY, measured=slower), 40.0), (veil_real(STUDY), within_s)):
        picture.draw(study)
        assert picture.figure.axes[0].get_ylim()[1] == pytest.approx(1.5 * highest_s)
    assert all(np.isnan(dots.get_ydata()).all() for dots in picture.dots.values())
    assert picture.title.get_text() == "300 requests in the simulator; and through Envoy 1.40.0?"


def test_words_and_numbers() -> None:
    said = describe_real(STUDY)
    assert "Through Envoy 1.40.0: round robin 1.4 s; random 2 s; two choices 410 ms." in said.words
    assert "adds 1.2 ms to a request" in said.words
    assert ("two choices, requests at pod 0", *said.table.rows[-1][1:2], "14") == said.table.rows[-1]
    veiled = describe_real(veil_real(STUDY))
    assert "Envoy" not in veiled.words
    assert {row[2] for row in veiled.table.rows} == {"–"}
    assert not any("pod 0" in row[0] for row in veiled.table.rows)  # it is what the question asks for
    assert "You predicted 20. By two choices it got 14, at random 35." in reveal_real(STUDY, 20)
    assert reveal_real(STUDY, None).startswith("By two choices")


def test_the_question_names_a_slow_pod_where_there_is_one() -> None:
    assert "Pod 0 works at 0.4 of the others' speed" in question_of(300, 0.4)
    equal = question_of(300, 1.0)
    assert "All pods are equally fast. By turns pod 0 gets 30 of the requests." in equal
    assert "By turns pod 0 gets 5 or 6 of the requests." in question_of(55, 1.0)
    assert "others' speed" not in equal
    assert queue_words([replace(REAL["random"], apart_s=0.02)]).endswith("the difference is up to 20 ms.")


def test_the_figures_of_the_text() -> None:
    at_random = STUDY.simulated["random"]
    assert f"between {at_random.low_s[-1]:.2f} and {at_random.high_s[-1]:.1f} s" in TEXT
    assert RUNS == 100
    assert f"each of the {REQUESTS * len(WAYS)} requests" in TEXT
    assert f"Pod 0 takes {1 / SPEED} times as long" in TEXT
    assert f"{1000 * MEAN_SERVICE_S:.0f} ms on average" in TEXT
    assert 9 < sum(each.end_s for each in STUDY.simulated.values()) < 13  # and a second for each start
    assert sum(each.end_s for each in simulated(1000, SPEED).values()) + 3 > 35


def test_the_longer_it_lasts_the_higher_the_p99_of_what_is_blind() -> None:
    short, long = simulated(300, SPEED), simulated(1000, SPEED)
    for way in ("round robin", "random"):
        assert (long[way].low_s[-1], long[way].high_s[-1]) > (short[way].low_s[-1], short[way].high_s[-1])


def test_the_simulator_s_range_is_that_of_many_runs() -> None:
    found = simulated(REQUESTS, 1.0)
    assert found["round robin"].fewest == found["round robin"].most == REQUESTS / PODS
    assert found["random"].fewest < REQUESTS / PODS < found["random"].most
    slowed = STUDY.simulated
    assert slowed[TWO_CHOICES].most < REQUESTS / PODS  # two choices notice
    drawn = balancers.POWER_OF_TWO_WITH_REPLACEMENT
    run = simulate(requests_for(REQUESTS, SPEED), drawn, ten_pods(SPEED))
    p99_s = np.quantile(run.latency_s, 0.99)
    assert slowed[TWO_CHOICES].low_s[-1] <= p99_s <= slowed[TWO_CHOICES].high_s[-1]


def test_seconds_have_two_digits() -> None:
    assert [seconds(each) for each in (0.00123, 0.0996, 0.999, 12.34)] == ["1.2 ms", "100 ms", "1000 ms", "12 s"]


@pytest.mark.parametrize(("given", "said"), [({"requests": 49}, "requests"), ({"speed": 0.1}, "speed")])
def test_what_would_last_too_long_is_refused(given: dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=f"{said} must be"):
        see.real(**given)  # type: ignore[arg-type]
