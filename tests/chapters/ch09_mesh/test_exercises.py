"""Chapter 09's exercises: the references agree with the models, the judges are right, and nothing is given away."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course_lib.chapters.ch09_mesh import exercises as ex
from course_lib.chapters.ch09_mesh.exercises.counted_twice import EVEN, UNEVEN, WITH_PROXIES
from course_lib.chapters.ch09_mesh.exercises.flawed_statements import FLAWED
from course_lib.chapters.ch09_mesh.exercises.sound_statements import SOUND
from course_lib.chapters.ch09_mesh.exercises.two_clusters import FEW, HEAVY, KEPT, MANY, added_nodes
from course_lib.chapters.ch09_mesh.exercises.two_clusters import UNEVEN as UNEVENLY
from course_lib.mesh import (
    ALTERNATIVES,
    NOBODY,
    Nodes,
    Objective,
    Scenario,
    Service,
    at,
    case,
    counted,
    draw,
    inputs,
    least_loss,
    outcome,
    textbook,
)
from course_lib.mesh.alternatives import BY_DEFAULT, SIZED
from course_lib.mesh.outcome import binds
from course_lib.mesh.uncertainty import variance_shares
from course_lib.queueing import mm1_percentile

# --- What learners write is what the models do ------------------------------------------------------


@pytest.mark.parametrize("share", [0.2, 0.5, 1.0])
@pytest.mark.parametrize(("pod_m", "proxy_m"), [(250, 100), (250, 20), (500, 0)])
def test_the_least_loss_is_the_models(pod_m, proxy_m, share):
    assert textbook.least_loss(pod_m, proxy_m, 1000, int(1000 * share)) == pytest.approx(
        least_loss(pod_m, proxy_m, share)
    )


def test_at_the_least_loss_as_much_is_requested_as_before():
    for pod_m, proxy_m, with_proxy, can_shrink in ex.least_loss.large_cases:
        gone = can_shrink * textbook.least_loss(pod_m, proxy_m, with_proxy, can_shrink)
        assert (with_proxy - gone) * (pod_m + proxy_m) == pytest.approx(with_proxy * pod_m)


def test_nobody_acts_nothing_is_saved_and_nobody_drains_no_node_goes():
    for nodes, node_m, proxy_m, services, _ in ex.net_nodes.large_cases:
        idle = [(pods, pod_m, needed, False) for pods, pod_m, needed, _ in services]
        assert textbook.net_nodes(nodes, node_m, proxy_m, idle, True) >= 0
        assert textbook.net_nodes(nodes, node_m, proxy_m, services, False) >= 0


def test_proxies_of_no_cost_that_change_no_pods_add_no_nodes():
    for nodes, node_m, _, services, drained in ex.net_nodes.large_cases:
        same = [(pods, pod_m, pods, acts) for pods, pod_m, _, acts in services]
        assert textbook.net_nodes(nodes, node_m, 0, same, drained) == 0


def test_the_net_of_nodes_is_the_models_where_nobody_acts():
    """Where requests fill nodes to the brim, and no control plane is counted."""
    service = Service("pages", 40, 1000, 0.01, cpu_request_m=500, cpu_used_m=250, memory_request_mib=10,
                      memory_used_mib=5, callers=3)  # fmt: skip
    scenario = Scenario((service,), Nodes(cpu_m=4000, memory_mib=1e6, vcpus=4), Objective(0.1))
    values = at(inputs(scenario, {"packing": 1.0}))
    found = {name: outcome(scenario, ALTERNATIVES[name], values, NOBODY) for name in ("none", BY_DEFAULT)}
    proxies_m = 1000 * found[BY_DEFAULT]["proxies_cpu"][0] / service.pods  # the control plane's share included
    before = int(found["none"]["nodes"][0])
    net = textbook.net_nodes(before, 4000, proxies_m, [(40, 500, 20, False)], True)
    assert net == found[BY_DEFAULT]["nodes"][0] - before > 0


def test_a_variance_share_is_the_models_but_for_what_chance_makes():
    shop = case("mixed")
    drawn = draw(inputs(shop.scenario, shop.given))
    result = 3 * drawn.values["imbalance"] + drawn.values["sidecar_cost"] ** 2
    shares = variance_shares(result, drawn)
    for name in ("imbalance", "sidecar_cost", "packing"):
        own = textbook.variance_share(drawn.values[name].tolist(), result.tolist(), 50)
        assert own == pytest.approx(shares[name], abs=0.01)


def test_variance_shares_of_a_sum_are_those_of_its_parts():
    rng = np.random.default_rng(9)
    x, other = rng.random(2000), rng.random(2000)
    share = textbook.variance_share(x.tolist(), (2 * x + other).tolist(), 40)
    assert share == pytest.approx(0.8, abs=0.02)


@pytest.mark.parametrize("exercise", [ex.least_loss, ex.net_nodes, ex.variance_share])
def test_hints_do_not_write_the_answer(exercise):
    written = " ".join(exercise.hints).replace(" ", "")
    for line in ("can_shrink*(", "pod_m+proxy_m", "actsor", "filled<nodes", "pvariance(means)", "fmean(y[draw]"):
        assert line not in written


@pytest.mark.parametrize(("exercise", "value"), [(ex.least_loss, 1), (ex.net_nodes, 3), (ex.variance_share, 0.5)])
def test_an_answer_that_never_changes_is_not_taken_for_a_mistake_of_thought(exercise, value):
    namespace: dict = {"value": value}
    exec(f"def {exercise.name}({', '.join(exercise.parameters)}):\n    return value", namespace)  # noqa: S102
    assert exercise.judge(namespace[exercise.name]).mistake == "constant"


@pytest.mark.parametrize("exercise", [ex.net_nodes, ex.variance_share])
def test_a_zero_that_never_changes_is_told_as_such_and_as_no_two_mistakes(exercise):
    namespace: dict = {}
    exec(f"def {exercise.name}({', '.join(exercise.parameters)}):\n    return 0", namespace)  # noqa: S102
    assert exercise.judge(namespace[exercise.name]).mistake == "always-zero"


# --- The judges are right ---------------------------------------------------------------------------


@pytest.mark.parametrize("question", [ex.counted_twice, ex.holds_zero, ex.two_clusters])
def test_no_letter_is_always_right(question):
    assert len({variant.right for variant in question.variants}) >= 3
    assert all("made-up" in variant.text for variant in question.variants)


@pytest.mark.parametrize("pods", [UNEVEN, WITH_PROXIES, EVEN])
def test_as_many_pods_are_enough_as_the_load_needs_on_the_busiest_pod(pods):
    assert (pods.enough - 1) * pods.busiest_m < pods.pods * pods.mean_m <= pods.enough * pods.busiest_m


def test_the_two_savings_of_the_slide_are_more_than_both_together():
    s = UNEVEN
    assert s.by_sizing + s.by_balancing > s.today - s.both
    assert s.by_sizing + s.by_balancing - (s.today - s.both) == pytest.approx(
        (s.pods - s.enough) * (s.request_m - s.sized_m) / 1000
    )


@pytest.mark.parametrize("output", ["cpu_reserved", "nodes_filled"])
def test_in_the_models_shop_less_is_saved_together_too(output):
    shop = case("mixed")
    assert counted(shop.scenario, SIZED, output, given=shop.given).twice > 1


def test_where_there_is_nothing_to_balance_the_mesh_adds_its_proxies():
    assert EVEN.busiest_m == EVEN.mean_m
    assert EVEN.both + EVEN.proxies - EVEN.sized == pytest.approx(EVEN.proxies)


def test_the_two_clusters_answer_as_the_question_says():
    saves = {name: added_nodes(each) < 0 for name, each in
             {"many": MANY, "few": FEW, "uneven": UNEVENLY, "kept": KEPT, "heavy": HEAVY}.items()}  # fmt: skip
    assert saves == {"many": False, "few": True, "uneven": True, "kept": False, "heavy": True}
    by_callers, by_floor, by_memory = ex.two_clusters.variants
    for variant, a, b in ((by_callers, "many", "few"), (by_floor, "uneven", "kept"), (by_memory, "heavy", "uneven")):
        right = variant.choices[variant.right].text
        assert right.startswith(
            {(True, True): "In both", (True, False): "In A", (False, True): "In B"}[saves[a], saves[b]]
        )


def test_what_is_full_first_in_the_two_clusters():
    for service, full in ((HEAVY, "memory"), (UNEVENLY, "CPU")):
        scenario = Scenario((service,), Nodes(15_500, 60_000, 16, daemon_cpu_m=300, daemon_memory_mib=500, daemons=5),
                            Objective(0.1))  # fmt: skip
        assert binds(scenario, ALTERNATIVES["none"], at(inputs(scenario))) == full


def test_of_every_topic_there_is_a_flaw_and_a_sound_statement():
    assert list(FLAWED) == list(SOUND)
    assert all(each.is_flawed for each in FLAWED.values())
    assert not any(each.is_flawed for each in SOUND.values())
    sheets = ex.business_case.sheets
    assert {len(sheet.flawed) for sheet in sheets} == {5}
    assert {len(sheet.statements) for sheet in sheets} == {9}
    planted = [topic for sheet in sheets for topic in FLAWED if FLAWED[topic] in sheet.statements]
    assert {*planted} == {*FLAWED}


def test_what_is_invented_says_so_and_names_no_product():
    texts = [ex.business_case.sheet.text, *(variant.text for variant in ex.counted_twice.variants)]
    assert all("made-up" in text for text in texts)
    said = " ".join(text for group in (FLAWED, SOUND) for each in group.values() for text in (each.text, each.why))
    assert not re.search(r"Linkerd|Istio|Envoy|Cilium|Kuma|Traefik|Buoyant", said)


def numbers_in(text):
    """Return the numbers in a text, in order."""
    return [float(number.replace(",", "")) for number in re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?", text)]


def test_what_the_statements_calculate_is_no_slip_of_arithmetic():
    pods, can, percent, lost = numbers_in(FLAWED["share"].text)
    assert lost == pods * percent / 100
    assert numbers_in(SOUND["share"].text)[-1] == can * percent / 100 == numbers_in(FLAWED["share"].why)[-1]
    before, request_m, after, gone, _, cores = numbers_in(FLAWED["proxies"].text)
    assert (gone, cores) == (before - after, (before - after) * request_m / 1000)
    before, request_m, after, proxy_m, callers, was, now = numbers_in(SOUND["proxies"].text)
    assert (was, now) == (before * request_m / 1000, (after * (request_m + proxy_m) + callers * proxy_m) / 1000)
    cores, _, each, price, _, _, _, saved = numbers_in(FLAWED["nodes"].text)
    assert saved == cores / each * price
    assert numbers_in(SOUND["nodes"].text)[-1] == 3 * price
    low, high, before, after = numbers_in(SOUND["acts"].text)
    assert after == before * low / high
    _, used, each, same = numbers_in(SOUND["sized"].text)
    assert each == same == used * 1.15
    added, limit, left = numbers_in(SOUND["latency"].text)
    assert left == limit - added
    electricity, making, both = [n for n in numbers_in(SOUND["embodied"].text) if n != 2]
    assert both == electricity + making


def test_less_time_takes_more_pods():
    """58 ms instead of 60: by M/M/1, a pod may be less busy."""

    def busiest(limit_s):
        return max(u for u in np.linspace(0, 0.99, 991) if mm1_percentile(float(u), 0.99, 0.01) <= limit_s)

    assert busiest(0.06) / busiest(0.058) == pytest.approx(1.13, abs=0.01)


# --- Nothing is given away, and numbers are told for what they are ----------------------------------


def test_the_skip_questions_leave_the_prediction_open():
    choices = [choice for question in (ex.skip_acts, ex.skip_baseline) for choice in question.variant.choices]
    said = " ".join(choice.text + choice.why for choice in choices)
    assert not re.search(r"143|37%|impossible", said)


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (7.4, "known-alone"),
        (5, "unknown-alone"),
        (2.7, "mean-of-the-mesh"),
        (3.2, "mesh-or-nothing"),
        (5.9, "mesh-or-nothing-known"),
        (1.9, "mesh-wherever-it-saves"),
        (2.3, "client-over-mesh"),
        (0.9, "known-without-client-side"),
        (6.4, "many-forgotten"),
        (1.4, "many-forgotten-gain"),
        (0.48, "share-of-client-side"),
        (0.5, "middle-alone"),
        (5.6, "if-not-few"),
        (1, "mesh-added-up"),
        (4.7, "against-the-mesh"),
        (2.67, "all-alike"),
        (8, "only-if-few"),
        (3.9, "few-alone"),
        (4.2, "harm-avoided"),
        (29, "spread"),
        (21, "worst-case"),
        (2, "digits"),
        (-2.4, "unit"),
        (240, "unit"),
    ],
)
def test_what_a_number_looks_like(answer, mistake):
    result = ex.worth_knowing.judge(answer)
    assert (result.status, result.mistake) == ("not yet", mistake)


def test_in_all_variants_client_side_is_the_choice_without_knowing():
    for each in ex.worth_knowing.variants:
        mesh = (each["p_few"] * each["few"] + each["p_middle"] * each["middle"] - each["p_many"] * each["many"]) / 100
        assert each["client"] > max(0, mesh)
        assert each["few"] > each["client"] > each["middle"]
        assert each["p_few"] + each["p_middle"] + each["p_many"] == 100
