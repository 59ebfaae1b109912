"""Chapter 08's exercises: the reference agrees with the models, the judges are right, and nothing is given away."""

from __future__ import annotations

import re
from math import inf, isclose

import pytest

from course_lib.chapters.ch08_proxies import exercises as ex
from course_lib.chapters.ch08_proxies.exercises.a_tenth import REQUESTED, USED, published
from course_lib.chapters.ch08_proxies.exercises.impossible_row import published as published_rows
from course_lib.chapters.ch08_proxies.exercises.vendor_report import FLAWED, SOUND, vendor_report
from course_lib.proxies import break_even as model
from course_lib.proxies import textbook
from course_lib.proxies.audit import impossible, standing_still
from course_lib.proxies.benchmarks import latencies, usages
from course_lib.proxies.mtls import bulk_us, handshake_us
from course_lib.proxies.requests import NODE_AGENTS, NODE_PROXIES, SIDECARS, WAYPOINTS, as_installed

# --- What learners write is what the models do ------------------------------------------------------


def test_a_tenth_is_true_of_four_of_twelve_figures_all_from_may():
    found = textbook.a_tenth(published(), USED)
    assert len([row for row in published() if row[1] == USED]) == 12
    assert found == ["May, 20/s, CPU", "May, 20/s, memory", "May, 200/s, CPU", "May, 200/s, memory"]


def test_of_what_is_requested_a_tenth_is_true_only_where_nothing_is():
    assert textbook.a_tenth(published(), REQUESTED) == ["default, CPU", "default, memory"]
    assert {row[2] for row in published() if row[0].startswith("default")} == {0}


def test_the_impossible_row_is_the_one_that_the_audit_finds():
    found = [name for rows in published_rows() for name in textbook.impossible_row(rows)]
    assert found == [fall.row.mesh for fall in impossible(latencies())] == ["Istio"]


def test_break_even_is_the_models():
    parts = as_installed().parts
    both = {name: (request.cpu_m, 0.0) for name, request in parts.items()}
    for waypoints in (0, 2, 5):
        given = (both[SIDECARS], both[NODE_PROXIES], both[NODE_AGENTS], [both[WAYPOINTS]] * waypoints)
        expected = model.break_even_of(as_installed(), waypoints=waypoints, nodes=20)
        assert textbook.break_even(20, *given, 0) == pytest.approx(expected)


def test_at_break_even_both_sides_request_the_same():
    for case in ex.break_even.large_cases:
        nodes, sidecar, node_proxy, agent, waypoints, control_m = case
        pods = textbook.break_even(*case)
        with_sidecars = nodes * pods * (sidecar[0] + control_m)
        in_their_place = nodes * (node_proxy[0] + agent[0] + control_m) + sum(w[0] + control_m for w in waypoints)
        assert with_sidecars == pytest.approx(in_their_place)
    assert textbook.break_even(3, (0, 5), (200, 60), (0, 0), [], 0) == inf


def test_a_delay_beside_a_slower_call_is_not_felt():
    assert textbook.added_latency([[("web", "cart", 3), ("web", "log", 50)]], ["cart"], 2) == 0
    assert textbook.added_latency([[("web", "cart", 3)], [("web", "log", 50)]], ["cart", "web"], 2) == 6


def test_the_handshakes_of_the_question_are_the_models():
    first, second, _ = ex.handshake_cpu.variants
    assert [first["handshake_us"], second["handshake_us"]] == [
        round(handshake_us(key)) for key in ("P-256", "RSA-2048")
    ]
    assert isclose(first["bulk_us"], bulk_us(), rel_tol=0.05)


# --- The judges are right ---------------------------------------------------------------------------


def test_the_column_that_is_not_cpu_is_the_one_that_the_audit_finds():
    still = {
        (each.before.benchmark, each.before.mesh) for each in standing_still(usages()) if each.before.resource == "CPU"
    }
    for variant, run in zip(ex.not_cpu.variants, ("may_2021", "november_2021"), strict=False):
        right = variant.choices[variant.right].text
        assert [mesh for benchmark, mesh in still if benchmark == run] == [right.split("'")[0]]
        assert "CPU" in right


@pytest.mark.parametrize("question", [ex.not_cpu, ex.three_benchmarks])
def test_no_letter_is_always_right(question):
    assert len({variant.right for variant in question.variants}) >= 3


def test_what_is_invented_says_so_and_names_no_product():
    texts = [ex.vendor_report.sheet.text, *(variant.text for variant in ex.three_benchmarks.variants)]
    assert all("made-up" in text for text in texts)
    statements = [each for group in (FLAWED, SOUND) for each in group.values()]
    said = " ".join(texts + [text for each in statements for text in (each.text, each.why, each.nudge)])
    assert not re.search(r"Linkerd|Istio|Envoy|Cilium|Kuma|Traefik|Buoyant", said)


def test_of_every_topic_there_is_a_flaw_and_a_sound_statement():
    assert list(FLAWED) == list(SOUND)
    assert all(each.is_flawed and each.topic == topic for topic, each in FLAWED.items())
    assert not any(each.is_flawed for each in SOUND.values())
    assert {len(sheet.flawed) for sheet in vendor_report.sheets} == {5}
    planted = [topic for sheet in vendor_report.sheets for topic in FLAWED if FLAWED[topic] in sheet.statements]
    assert {*planted} == {*FLAWED}


def numbers_in(statement):
    """Return the numbers in a statement's text, in order."""
    return [float(number.replace(",", "")) for number in re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?", statement.text)]


def test_what_the_sound_statements_calculate_is_true():
    _, without, with_one, with_other, more, yet_more = numbers_in(SOUND["added"])
    assert (more, yet_more) == (with_one - without, with_other - without)
    _, proxies, cores, mean_m = numbers_in(SOUND["maximum"])
    assert round(1000 * cores / proxies) == mean_m
    without, with_one, with_other, more, yet_more = numbers_in(SOUND["kernel"])
    assert (with_one - without, with_other - without) == pytest.approx((more, yet_more))
    rate, used_m, low_rate, low_m, each_ms, low_each_ms = numbers_in(SOUND["rate"])
    assert (used_m / rate, low_m / low_rate) == (each_ms, low_each_ms)
    _, one, other = numbers_in(SOUND["layers"])
    assert one == other * 3 / 4
    _, without, with_mesh = numbers_in(SOUND["saturation"])
    assert with_mesh == without * 4 / 5
    requested, _, also, _, pods, cores = numbers_in(SOUND["reserved"])
    assert requested == also == 1000 * cores / pods


def test_what_the_flawed_statements_calculate_is_no_slip_of_arithmetic():
    _, without, with_one, with_other, more, other = numbers_in(FLAWED["added"])
    assert (more, other) == (with_one - without, with_other)
    _, pods, same, each_m, cores = numbers_in(FLAWED["maximum"])
    assert pods == same == 1000 * cores / each_m
    rate, used_m, each_ms, low_rate, low_m = numbers_in(FLAWED["rate"])
    assert (used_m / rate, low_rate * each_ms) == (each_ms, low_m)
    requested, used_m, same, other_m, pods, cores = numbers_in(FLAWED["reserved"])
    assert requested == same
    assert cores == pods * (other_m - used_m) / 1000
    without, with_mtls, more = numbers_in(FLAWED["encryption"])
    assert more == with_mtls - without


# --- Nothing is given away --------------------------------------------------------------------------


def test_the_skip_questions_leave_the_prediction_open():
    choices = [choice for question in (ex.skip_added, ex.skip_reserved) for choice in question.variant.choices]
    said = " ".join(choice.text + choice.why for choice in choices)
    assert not re.search(r"1\.9|8\.8|November|Linkerd|Istio", said)


@pytest.mark.parametrize("exercise", [ex.a_tenth, ex.added_latency, ex.break_even, ex.impossible_row])
def test_hints_do_not_write_the_answer(exercise):
    written = " ".join(exercise.hints).replace(" ", "")
    for line in ("smaller/larger", "endinmeshed", "with_ms-without_ms", "node_m/pod_m", "lower>higher"):
        assert line not in written


def test_the_sums_of_all_steps_are_told_from_the_lists_of_the_last():
    def added_latency(steps, meshed, proxy_ms):
        for calls in steps:
            bare_ms = [call_ms for *_, call_ms in calls]
            proxied_ms = [ms + proxy_ms * ((one in meshed) + (other in meshed)) for one, other, ms in calls]
        return max(proxied_ms) - max(bare_ms)

    assert ex.added_latency.check(added_latency).mistake == "last-step-alone"


@pytest.mark.parametrize(
    ("exercise", "value"),
    [(ex.a_tenth, []), (ex.a_tenth, ["May"]), (ex.impossible_row, []), (ex.impossible_row, ["A"]), (ex.break_even, 2)],
)
def test_an_answer_that_never_changes_is_not_taken_for_a_mistake_of_thought(exercise, value):
    namespace: dict = {"value": value}
    exec(f"def {exercise.name}({', '.join(exercise.parameters)}):\n    return value", namespace)  # noqa: S102
    assert exercise.judge(namespace[exercise.name]).mistake == "constant"


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (2 * (141 / 4 + 0.9), "baseline-charged"),
        (141 / 4 + 0.9, "one-side and baseline-charged"),
        (2 * (141 / 4 + 0.9) * 0.75 * 350, "a-second"),
        (2 * (141 / 4 + 0.9) * 0.75 * 350 / 1000, "milliseconds-a-second"),
        (282, "handshakes-of-a-connection"),
        (211.5, "bulk-forgotten and handshake-for-every-request"),
        (40.7, "share-taken-twice"),
        (5422.5, "unit"),
        (5.42, "slipped-point"),
        (2 * 141 / 4 * 0.75, "bulk-forgotten"),
        (1.4, "bulk-alone"),  # 1.35, rounded as the question asks
        (96.4, "baseline-divided"),
        (95.8, "connection-reduced"),
        (147.6, "handshake-of-envoy"),
        (1129.8, "baseline-charged and requests-multiplied"),
        (0.0542, "unit"),
        (54, "digits"),
    ],
)
def test_what_a_number_looks_like(answer, mistake):
    result = ex.handshake_cpu.judge(answer)
    assert (result.status, result.mistake) == ("not yet", mistake)


def test_no_reading_of_the_handshakes_question_is_another_one_with_its_point_moved():
    """So that a number is never told a reading with another unit in place of its own."""
    own_unit = [name for name, mistake in ex.handshake_cpu.mistakes.items() if mistake.has_own_unit]
    for variant in ex.handshake_cpu.variants:
        found = {name: ex.handshake_cpu.mistaken(each, variant) for name, each in ex.handshake_cpu.mistakes.items()}
        right = ex.handshake_cpu.right_of(variant)
        for name in own_unit:
            assert not any(isclose(found[name], right * 10.0**power, rel_tol=0.005) for power in range(-6, 7)), name
            assert found[name] > 0


def test_a_percentage_left_in_percent_is_no_unit_of_time():
    assert "As a share, 25% is 0.25" in ex.handshake_cpu.judge(5422.5).message
