"""Who is drawn to a failing pod, and what Peak EWMA remembers: against what can be worked out."""

from __future__ import annotations

import math

import numpy as np
import pytest

from course_lib.chapters.ch06_balancers.study.failing import HANGS, REFUSES, WAYS, failing_study
from course_lib.chapters.ch06_balancers.study.memory import PEAK_AT_S, PEAK_S, USUAL_S, WHEN_S, back, memory_study


@pytest.mark.parametrize("utilisation", [20, 50, 90])
def test_blind_balancers_send_an_even_share_whatever_happens(utilisation):
    for way in WAYS:
        sent = failing_study(utilisation, way).sent
        assert sent["round robin"] == pytest.approx(0.1, abs=0.002)
        assert sent["random"] == pytest.approx(0.1, abs=0.01)


@pytest.mark.parametrize("utilisation", [20, 50, 80, 90])
def test_two_choices_are_attracted_at_most_by_one_request_in_five(utilisation):
    sent = failing_study(utilisation, REFUSES).sent
    for name in ("two choices", "Peak EWMA"):
        assert 0.1 < sent[name] < 0.2 + 0.01  # the failing pod is among the two drawn in 2 cases of 10


def test_who_looks_at_all_is_attracted_without_a_limit():
    sent = [failing_study(utilisation, REFUSES).sent["least in flight"] for utilisation in (20, 50, 80, 90)]
    assert sent == sorted(sent)
    assert sent[-1] > 0.28


def test_a_pod_that_hangs_repels_whoever_counts():
    sent = failing_study(80, HANGS).sent
    for name in ("two choices", "Peak EWMA", "least in flight"):
        assert sent[name] < 0.02


def test_without_retries_what_is_sent_there_is_lost():
    found = failing_study(70, REFUSES)
    assert found.lost == pytest.approx(found.sent)


def test_a_retry_of_random_fails_as_often_as_a_first_try():
    once, twice = failing_study(50, REFUSES, "1").lost["random"], failing_study(50, REFUSES, "2").lost["random"]
    assert once == pytest.approx(0.1**2, abs=0.004)
    assert twice == pytest.approx(0.1**3, abs=0.002)


def test_retries_help_least_where_they_are_drawn_to_the_failing_pod():
    lost = failing_study(80, REFUSES, "1").lost
    assert max(lost, key=lost.get) == "least in flight"
    assert lost["least in flight"] > 5 * lost["random"]


def test_looks_fade_the_estimate_as_time_does():
    for decay_s in (1.0, 5.0, 20.0):
        found = memory_study(decay_s, looks_a_second=50)
        after = (WHEN_S > PEAK_AT_S) & (PEAK_AT_S + decay_s > WHEN_S)
        faded = PEAK_S * np.exp(-(WHEN_S[after] - PEAK_AT_S) / decay_s)
        # The larger one of the faded peak and the last answer, but for the fiftieth of a second between two looks.
        assert found.believed_s[after] == pytest.approx(np.maximum(faded, USUAL_S), rel=0.08)


def test_without_looks_a_lower_answer_counts_by_its_weight():
    found = memory_study(10.0, looks_a_second=0)
    assert np.array_equal(found.believed_s, found.unread_s)
    weight = math.exp(-0.5 / 10.0)
    first = PEAK_S * weight + USUAL_S * (1 - weight)
    assert found.believed_s[np.searchsorted(WHEN_S, 5.6)] == pytest.approx(first)


def test_the_peak_counts_at_once():
    for looks in (0, 7, 50):
        found = memory_study(10.0, looks)
        at_peak = np.searchsorted(WHEN_S, PEAK_AT_S - 1e-6)
        assert found.believed_s[at_peak] == pytest.approx(PEAK_S, rel=0.01)


def test_back_is_nan_if_it_never_comes():
    assert math.isnan(back(np.full(len(WHEN_S), 2.0)))
    assert back(np.full(len(WHEN_S), 0.2)) == 0.0
