"""Chapter 05's exercises: what the judge says is true, three digits are enough on paper, and nothing is given away."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from course_lib.chapters.ch05_queueing import exercises as ex
from course_lib.chapters.ch05_queueing.exercises.whose_p99 import chain, hot_pod, in_a_row_ms, p99_ms
from course_lib.queueing import mm1_latency


def test_three_digits_are_enough_on_paper():
    ex.pod_latencies.solution()
    said = ex.pod_latencies.check(ex.pod_latencies.reference).message
    assert "Three digits are enough." in said
    case = ex.pod_latencies.repeat_cases[1]
    mean_s, slow_s = ex.pod_latencies.reference(*case)
    assert ex.pod_latencies.check((mean_s, 1.02 * slow_s)).status == "not yet"
    assert ex.pod_latencies.check([float(f"{mean_s:.3g}"), float(f"{slow_s:.3g}")]).status == "correct"


def test_who_has_both_gaps_wrong_is_told_of_the_last_step_first():
    def shared_queue_latency(requests_per_s, service_s, workers):
        offered = requests_per_s * service_s
        if offered > workers:
            return math.inf
        blocked = 1.0
        for worker in range(1, workers + 1):
            blocked = offered * blocked / (worker + offered * blocked)
        busy = offered / workers
        return blocked / (1 - busy * (1 - blocked)) * service_s / (workers * (1 - busy))

    assert ex.shared_queue_latency.check(shared_queue_latency).mistake == "wait-alone"


def test_the_cases_hold_a_full_pod_exactly():
    assert any(math.isclose(case[0] * case[1], case[2]) for case in ex.shared_queue_latency.large_cases)
    assert all(case[0] * case[1] < case[2] for case in ex.shared_queue_latency.cases)


# --- The judge is right -----------------------------------------------------------------------------


def sampled_p99(*parts):
    """Return the p99 of exponential latencies, each with (share of the requests, mean), and of their sum in a row."""
    draw = np.random.default_rng(7)
    return np.quantile(np.concatenate([mean * draw.exponential(size=int(share * 2e6)) for share, mean in parts]), 0.99)


def test_the_hot_pods_requests_make_the_p99():
    traffic = 9 * 0.5 + 0.95
    parts = [(9 * 0.5 / traffic, mm1_latency(0.5, 10)), (0.95 / traffic, mm1_latency(0.95, 10))]
    assert p99_ms(parts) == pytest.approx(sampled_p99(*parts), rel=0.02)
    right = hot_pod().choices[hot_pod().right].text
    assert right == f"Far more: about {p99_ms(parts):.0f} ms."


def test_two_calls_in_a_row_are_no_sum_of_percentiles():
    draw = np.random.default_rng(7)
    sums = 20 * (draw.exponential(size=2_000_000) + draw.exponential(size=2_000_000))
    assert in_a_row_ms(20) == pytest.approx(np.quantile(sums, 0.99), rel=0.01)
    rare = 1 / (sums > 2 * 20 * math.log(100)).mean()
    stated = re.search(r"one request in ([\d,]+) takes \d+ ms or more", chain().choices[0].why).group(1)
    assert float(stated.replace(",", "")) == pytest.approx(rare, rel=0.06)


def test_a_p99_of_the_whole_lies_between_those_of_its_parts():
    for fast, slow in ((50, 250), (50, 60)):
        means = [value / math.log(100) for value in (fast, slow)]
        assert fast < p99_ms([(0.5, means[0]), (0.5, means[1])]) < slow


def test_every_kind_of_answer_is_right_once():
    assert {variant.right for variant in ex.whose_p99.variants} == {1, 2, 3}


# --- Nothing is given away --------------------------------------------------------------------------


def test_the_skip_questions_leave_the_prediction_open():
    choices = [choice for question in (ex.skip_pooling, ex.skip_retries) for choice in question.variant.choices]
    said = " ".join(choice.text + choice.why for choice in choices)
    assert not re.search(r"5\.5|1 - ρ|utilisation|45|90%", said)


@pytest.mark.parametrize("exercise", [ex.pod_latencies, ex.shared_queue_latency])
def test_hints_do_not_write_the_answer(exercise):
    written = " ".join(exercise.hints).replace(" ", "")
    for line in ("-log(1-share)*mean_s", "offered>=workers", "service_s+waits*service_s"):
        assert line not in written


@pytest.mark.parametrize(
    ("name", "answer", "mistake"),
    [
        ("fan_out", 1 - 0.99**59, "one-call-too-few"),
        ("fan_out", 1 - 0.99**61, "one-call-too-many"),
        ("mixed_service", 10 + 10 * 0.7 * (1 + 30 / 10**2) / (2 * 0.3), "deviation-for-variance"),
        ("mixed_service", 10 * 0.7 * (1 + 30 / 10**2) / (2 * 0.3), "deviation-for-variance-and-wait-alone"),
        ("requests_needed", 62.23, "still-to-send"),
        ("requests_needed", 62.1, "digits"),
    ],
)
def test_what_a_number_looks_like(name, answer, mistake):
    result = getattr(ex, name).judge(answer)
    assert (result.status, result.mistake) == ("not yet", mistake)


def test_the_questions_say_how_many_digits():
    asked = {"fan_out": "three digits after", "mixed_service": "one digit after", "requests_needed": "two digits after"}
    for name, words in asked.items():
        assert words in getattr(ex, name).question
