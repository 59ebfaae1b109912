"""Chapter 07's exercises: what the judges say is true, the numbers are the models', and nothing is given away."""

from __future__ import annotations

import math
import re
from ast import literal_eval
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from course_lib.chapters.ch07_sizing import exercises as ex
from course_lib.chapters.ch07_sizing.exercises.desired_replicas import ORACLE
from course_lib.chapters.ch07_sizing.exercises.diluted import SIDECAR_REQUEST_M, SIDECAR_USE_M, TEN, TWENTY
from course_lib.chapters.ch07_sizing.exercises.p90_steps import PERCENTILE
from course_lib.chapters.ch07_sizing.exercises.pods_for_objective import JUST_REACHED, JUST_WHOLE
from course_lib.chapters.ch07_sizing.exercises.quantile_steps import QUANTILE
from course_lib.chapters.ch07_sizing.exercises.vpa import bucket_of, nearest_rank
from course_lib.sizing import textbook
from course_lib.sizing.autoscaling import (
    Container,
    Injected,
    PodState,
    Total,
    Utilisation,
    desired_replicas,
    missing,
    ready,
)
from course_lib.sizing.rightsizing import Amount, fleet, square_root_staffing, vpa_cpu_m

FLEETS = {"ten": TEN, "twenty": TWENTY}


def injected(fleet, **changes):
    given = {
        "pods": fleet.pods,
        "target": fleet.target,
        "app_usage_m": fleet.used_m,
        "app_request_m": fleet.request_m,
        "proxy_usage_m": SIDECAR_USE_M,
        "proxy_request_m": SIDECAR_REQUEST_M,
    }
    return Injected(**{**given, **changes})


# --- The judges are right ---------------------------------------------------------------------------


@pytest.mark.parametrize("fleet", FLEETS.values(), ids=FLEETS)
def test_what_the_judge_says_of_the_sidecars_is_the_model_s(fleet):
    model = injected(fleet)
    assert model.before.pods == fleet.pods
    assert fleet.pods_after == model.after.pods
    assert fleet.requested_m == (model.requested_before_m, model.requested_after_m)
    assert 100 * fleet.app_share == pytest.approx(model.app_percent_after)
    assert fleet.seen == model.after.proposals[0].seen
    assert injected(fleet, container_only=True).after.pods == fleet.pods


def test_the_ten_of_the_text():
    assert (TEN.pods_after, TEN.requested_m, f"{TEN.app_share:.0%}") == (9, (5000, 5400), "78%")
    why = ex.diluted.variants[0].choices[1].why
    assert "from 70% to 78%" in why
    assert desired_replicas(ready([350] * 10), 78).pods == 9


def test_the_app_alone_is_above_the_target_and_gets_its_pods_back():
    """Seventeen pods are there by then, and the app has to be measured at those."""
    used_m = TWENTY.pods * TWENTY.used_m / TWENTY.pods_after
    pods = (PodState((Container(used_m, TWENTY.request_m), Container(10, 100, "proxy"))),) * TWENTY.pods_after
    found = desired_replicas(pods, Utilisation(TWENTY.target, container="app"))
    assert found.pods == TWENTY.pods
    assert f"sees the app at {found.proposals[0].seen}% of its own request" in ex.diluted.variants[2].choices[1].text
    both = desired_replicas(pods, TWENTY.target)
    assert both.pods == TWENTY.pods_after  # as long as the whole pod is measured, nothing changes


def test_only_the_target_brings_nine_pods_with_less_requested():
    requested = {
        request_m: desired_replicas(ready([350] * 10, request_m), 70).pods * request_m for request_m in (600, 450)
    }
    assert requested == {600: 5400, 450: 4500}
    assert desired_replicas(ready([350] * 10, 450), 70).pods == 10
    said = [choice.why for choice in ex.diluted.variants[3].choices]
    assert "9 pods. But they request 5,400m" in said[1]
    assert "9 pods that request 4,500m" in said[2]
    assert "350m is 77% of it" in said[3]
    assert "all 10 pods" in said[3]


def test_a_proxy_without_a_request_stops_the_autoscaler_and_one_container_starts_it_again():
    without = injected(TEN, proxy_request_m=None)
    assert without.fails
    assert without.after.pods == 10
    assert not injected(TEN, proxy_request_m=None, container_only=True).fails


@pytest.mark.parametrize(("requests_want", "pods"), [(6, 12), (20, 20)])
def test_with_one_metric_failing_it_goes_up_and_never_down(requests_want, pods):
    twelve = (PodState((Container(350, 500), Container(10, None, "proxy"))),) * 12
    found = desired_replicas(twelve, [Utilisation(70), Total(1000, 1000 * requests_want, per_pod=True)])
    assert [each.pods for each in found.proposals] == [None, requests_want]
    assert found.pods == pods


def test_a_request_that_grows_with_the_use_hides_the_growth():
    assert desired_replicas(ready([700] * 10, 1000), 70).pods == 10
    assert desired_replicas(ready([700] * 10, 500), 70).pods == 20
    spread = np.random.default_rng(7).uniform(0.45, 0.905, 1440)  # around 700m, whose P90 is about 860m
    assert 900 < vpa_cpu_m(spread).target < 1100


@pytest.mark.parametrize("judge", [ex.diluted, ex.does_nothing], ids=lambda judge: judge.name)
def test_the_right_answer_does_not_always_stand_in_the_same_place(judge):
    assert len({variant.right for variant in judge.variants}) >= 3


# --- The numbers are the models' --------------------------------------------------------------------


def test_missing_pods_are_counted_as_kubernetes_does():
    for variant in ex.missing_metrics.variants:
        seen = ready([variant["used"]] * variant["seen"], variant["request"])
        pods = seen + missing(variant["missing"], variant["request"])
        assert ex.missing_metrics.right_of(variant) == desired_replicas(pods, variant["target"]).pods


def test_left_out_or_counted_as_nothing_comes_to_the_same():
    """But for the whole percentage: what the sentence says of both."""
    wrong = ex.missing_metrics.mistakes["missing-as-nothing"]
    for variant in ex.missing_metrics.variants:
        alone = desired_replicas(ready([variant["used"]] * variant["seen"], variant["request"]), variant["target"])
        assert ex.missing_metrics.mistaken(wrong, variant) == alone.pods


def test_pooling_saves_what_the_rule_says():
    for variant in ex.pooled_capacity.variants:
        services, offered, margin = variant.values()
        alone = services * square_root_staffing(offered, margin)
        assert ex.pooled_capacity.right_of(variant) == alone - square_root_staffing(services * offered, margin)


def test_above_that_share_of_spikes_the_mean_is_higher_and_below_it_is_not():
    for variant in ex.below_the_mean.variants:
        for off, above in ((-0.1, False), (0.1, True)):
            spikes = round((ex.below_the_mean.right_of(variant) + off) * 100)  # of 10,000 samples
            usage_m = [variant["usual"]] * (10_000 - spikes) + [variant["spike"]] * spikes
            assert textbook.vpa_target(usage_m) == variant["target"]
            assert (np.mean(usage_m) > variant["target"]) == above


def test_the_recommendation_stays_up_to_a_tenth_of_spikes_and_jumps_above():
    usual = ex.below_the_mean.variant["usual"]
    targets = [textbook.vpa_target([usual] * (1000 - spikes) + [800] * spikes) for spikes in (0, 100, 101)]
    assert targets == [126, 126, 920]


def test_smaller_pods_take_what_the_fleet_takes():
    for variant in ex.smaller_pods.variants:
        pods, memory, base, sidecar, times = variant.values()
        carried = Amount(0.1, (base + sidecar) / 1024)
        found = fleet(Amount(1, pods * (memory - base) / 1024), Amount(16, 64), pods * times, each=carried)
        assert ex.smaller_pods.right_of(variant) == pytest.approx(1024 * found.requested.gib)


@pytest.mark.parametrize(
    ("name", "answer", "mistake"),
    [
        ("smaller_pods", 11400, "base-forgotten"),
        ("smaller_pods", 9000, "base-and-sidecar-forgotten"),
        ("missing_metrics", 8, "missing-as-nothing"),
        ("missing_metrics", 10, "missing-as-the-others"),
        ("missing_metrics", 12, "those-seen-counted"),
        ("pooled_capacity", 190, "all-pooled"),
        ("pooled_capacity", 42.29, "not-rounded"),
        ("pooled_capacity", 70, "no-margin-pooled"),
        ("below_the_mean", 10, "where-p90-jumps"),
        ("below_the_mean", 3.25, "spikes-from-zero"),
        ("below_the_mean", 3.7, "digits"),
        ("below_the_mean", 3.72, "digits"),
        ("missing_metrics", 27, "upside-down"),
        ("missing_metrics", 26, "upside-down and floor"),
        ("missing_metrics", 26.39, "upside-down and not-rounded"),
        ("missing_metrics", 32, "upside-down-of-those-seen"),
        ("pooled_capacity", 13, "margins-of-pool-and-one"),
        ("pooled_capacity", 42, "rounded-once-multiplied"),
        ("missing_metrics", 7, "target-forgotten or nothing-and-floor"),
        ("missing_metrics", 9, "others-and-floor"),
        ("missing_metrics", 16, "those-seen-kept"),
        ("pooled_capacity", 5, "no-square-root-anywhere or saved-a-service"),
        ("pooled_capacity", 20, "margin-alone-pooled-rounded-up"),
        ("pooled_capacity", 41.85, "alone-not-rounded"),
        ("pooled_capacity", 166, "all-against-one"),
        ("smaller_pods", 450, "one-pod-without-a-sidecar"),
        ("smaller_pods", 7440, "so-many-pods-in-all"),
        ("smaller_pods", 11040, "so-many-pods-more"),
        ("missing_metrics", 15, "not-truncated or missing-added"),
        ("missing_metrics", 147, "usage-of-a-pod"),
        ("missing_metrics", 36.84, "percentage-with-digits"),
        ("below_the_mean", 2.89, "spikes-on-top"),
        ("below_the_mean", 1.43, "end-of-the-bucket"),
        ("below_the_mean", 1.29, "margin-forgotten-and-cut"),
        ("below_the_mean", 0.26, "of-the-usual"),
        ("below_the_mean", 4, "digits"),
        ("below_the_mean", 13.7, "of-the-other-recommendation"),
        ("below_the_mean", 37.14, "share-of-the-tenth"),
        ("pooled_capacity", 7, "margin-of-one-alone-rounded-up"),
        ("pooled_capacity", -166, "all-against-one"),
        ("pooled_capacity", 60, "other-numbers"),
        ("smaller_pods", 18600, "sidecars-as-today"),
        ("smaller_pods", 8700, "one-base-for-all"),
        ("smaller_pods", 15300, "new-pods-alone"),
        ("smaller_pods", 24900, "todays-pods-unchanged"),
        ("smaller_pods", 112.5, "percent-more"),
    ],
)
def test_what_a_number_looks_like(name, answer, mistake):
    result = getattr(ex, name).judge(answer)
    assert (result.status, result.mistake) == ("not yet", mistake)


def test_what_two_thoughts_give_alike_is_told_of_both():
    assert "or sidecars that get smaller with their pod" in ex.smaller_pods.judge(18600).message
    assert "or a result that was rounded only at the end, and down" in ex.pooled_capacity.judge(42).message
    assert "or you put the margin on the demand as well" in (
        ex.capacity_with_margin.mistakes["above-the-bare-quantile"].sentence
    )


def test_a_percentage_with_its_digits_is_no_mistake_where_it_comes_to_the_same():
    """36.84% of 19 pods, with a target of 50%, is exactly 14."""
    assert "with digits" not in ex.missing_metrics.judge(15).message
    assert Fraction(100 * 2800, 7600) / 50 * 19 == ex.missing_metrics.right_number == 14


@pytest.mark.parametrize(
    ("name", "answer", "says"),
    [
        ("missing_metrics", "14 pods", "Leave out the quotes and the unit: 14."),
        ("missing_metrics", "fourteen", "Answer with a number in figures, without quotes."),
        ("missing_metrics", "14-15", "Answer with a single number, without quotes."),
        ("pooled_capacity", "50 workers", "Leave out the quotes and the unit: 50."),
        ("smaller_pods", "20400Mi", "Leave out the quotes and the unit: 20400."),
        ("smaller_pods", "20,400", "Leave out the quotes and the comma: 20400 (Python's decimal mark is a point)."),
        ("below_the_mean", "3.71%", "Leave out the quotes and the percent sign: 3.71."),
    ],
)
def test_a_number_as_text_is_told_what_to_leave_out(name, answer, says):
    assert getattr(ex, name).judge(answer).message.endswith(says)


def test_a_ratio_upside_down_is_one_mistake_where_nothing_is_left_to_round():
    whole = replace(ex.missing_metrics, variants=ex.missing_metrics.variants[1:])
    assert whole.judge(62).mistake == "upside-down"


# --- The functions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        lambda demand_m, request_m, limit_m: (
            100 * sum(min(each, limit_m) for each in demand_m) // (len(demand_m) * request_m),
            int(100 * min(sum(demand_m) / len(demand_m), limit_m) / request_m),
        ),
        lambda demand_m, request_m, limit_m: [
            math.floor(100 * sum(used_m) / (len(demand_m) * request_m) + 1e-9)
            for used_m in (
                [min(each, limit_m) for each in demand_m],
                [min(sum(demand_m) / len(demand_m), limit_m)] * len(demand_m),
            )
        ],
    ],
)
def test_other_ways_to_the_same_percentages_are_right(answer):
    assert ex.seen_by_hpa.check(answer).status == "correct"


def test_a_whole_range_of_ways_to_a_quantile_is_right():
    def by_numpy(demand_m, share, margin):
        totals = np.sum(demand_m, axis=0)
        capacity_m = np.quantile(totals, share, method="inverted_cdf") * (1 + margin)
        return capacity_m, float(np.mean(totals > capacity_m))

    assert ex.capacity_with_margin.check(by_numpy).status == "correct"


def test_the_word_of_numpy_is_said_where_it_is_used():
    def capacity_with_margin(demand_m, share, margin):
        totals = np.sum(demand_m, axis=0)
        capacity_m = np.quantile(totals, share) * (1 + margin)
        return capacity_m, np.mean(totals > capacity_m)

    result = ex.capacity_with_margin.check(capacity_with_margin)
    assert result.mistake == "interpolated"
    assert 'method="inverted_cdf"' in result.message


def vpa_with(percentile=nearest_rank, target=lambda end_m: max(25, int(end_m * 1.15))):
    """Return VPA by hand with the margin's slip in floats, as most write it, and another step besides."""

    def vpa_target(usage_m):
        bucket = bucket_of(percentile(usage_m))
        return target(int(bucket.start_m + bucket.width_m))

    return vpa_target


@pytest.mark.parametrize(
    ("answer", "first"),
    [
        (vpa_with(lambda usage_m: sorted(usage_m)[int(0.9 * len(usage_m))]), "where 0.9 * n is whole."),
        (vpa_with(max), "not from the largest sample."),
        (vpa_with(lambda usage_m: usage_m[math.ceil(0.9 * len(usage_m)) - 1]), "sort the samples"),
        (vpa_with(target=lambda end_m: int(end_m * 1.15)), "return 25 at least."),
        (
            vpa_with(target=lambda end_m: int(max(25, end_m) * 1.15)),
            "you hold the end to 25m and put the margin on top",
        ),
    ],
)
def test_beside_the_slip_of_the_margin_the_other_mistake_is_told_first_and_shown(answer, first):
    result = ex.vpa_target.check(answer)
    told, slip = result.message.split("\n\n")
    assert first in told
    assert slip == "Second, work out the margin by itself, then add it: floats make 919.99… of 800 * 1.15."
    usage_m = literal_eval(re.search(r"usage_m=(\[.*\])", result.shown)[1])
    assert answer(usage_m) != vpa_with()(usage_m)
    assert answer(usage_m) != textbook.vpa_target(usage_m)


def test_the_slip_of_the_margin_alone_is_shown_where_it_comes_up():
    result = ex.vpa_target.check(vpa_with())
    assert result.mistake == "product-truncated"
    assert "usage_m=[800]" in result.shown


@pytest.mark.parametrize("part", [PERCENTILE["one-place-too-high"], QUANTILE["one-place-too-high"]])
def test_what_holds_in_some_cases_alone_is_said_so_in_short_as_well(part):
    assert " where " in part.sentence
    assert " where " in part.briefly


def test_a_capacity_divided_by_the_pods_is_said_to_be_for_one():
    def capacity_with_margin(demand_m, share, margin):
        totals = sorted(sum(at_once) for at_once in zip(*demand_m, strict=True))
        capacity_m = totals[math.ceil(share * len(totals)) - 1] * (1 + margin) / len(demand_m)
        return capacity_m, sum(total > capacity_m for total in totals) / len(totals)

    result = ex.capacity_with_margin.check(capacity_with_margin)
    assert result.message.startswith("Your capacity is for one pod,")


def test_requests_times_the_mean_are_said_to_be_those_in_the_pods():
    def pods_for_objective(requests_per_s, service_s, objective_s, share):
        mean_s = objective_s / -math.log(1 - share)
        if mean_s <= service_s:
            return math.inf
        return math.ceil(requests_per_s * mean_s / (1 - service_s / mean_s))

    assert "how many requests are in the pods at once" in ex.pods_for_objective.check(pods_for_objective).message


def hot(demand_m, limit_m):
    return max(demand_m) > limit_m


@pytest.mark.parametrize(
    ("off", "says"),
    [
        ((7, 0), "Your second percentage is right in every case, the first isn't."),
        ((0, 7), "Your first percentage is right in every case, the second isn't."),
        ((7, 7), "Your answer differs only where some pod wants more than its limit."),
    ],
)
def test_which_part_is_right_is_said_where_no_mistake_fits(off, says):
    def off_where_it_is_hot(demand_m, request_m, limit_m):
        now, balanced = textbook.seen_by_hpa(demand_m, request_m, limit_m)
        return now + off[0] * hot(demand_m, limit_m), balanced + off[1] * hot(demand_m, limit_m)

    assert says in ex.seen_by_hpa.check(off_where_it_is_hot).message


def test_nothing_is_said_of_two_numbers_that_are_both_wrong_everywhere():
    def off(demand_m, request_m, limit_m):
        now, balanced = textbook.seen_by_hpa(demand_m, request_m, limit_m)
        return now + 7, balanced + 9

    assert ex.seen_by_hpa.check(off).mistake == ""


@pytest.mark.parametrize(
    ("capacity_of", "mistake"),
    [
        (lambda totals, share, margin: sorted(totals)[int(share * len(totals)) // 2] * (1 + margin), "another-total"),
        (lambda totals, share, margin: sum(totals) / (2 + share) + margin, "capacity-itself"),
        (lambda totals, share, margin: min(totals) * (1 + margin), "whatever-they-are"),
    ],
)
def test_a_share_of_time_that_fits_the_wrong_capacity_is_said_to_be_right(capacity_of, mistake):
    def capacity_with_margin(demand_m, share, margin):
        totals = [sum(at_once) for at_once in zip(*demand_m, strict=True)]
        capacity_m = capacity_of(totals, share, margin)
        return capacity_m, sum(total > capacity_m for total in totals) / len(totals)

    assert ex.capacity_with_margin.check(capacity_with_margin).mistake == mistake


@pytest.mark.parametrize(
    ("factor", "says"), [(3, "which is too high wherever it is wrong"), (0.5, "which is too low wherever it is wrong")]
)
def test_pods_on_one_side_are_said_to_be(factor, says):
    def pods_for_objective(requests_per_s, service_s, objective_s, share):
        pods = textbook.pods_for_objective(requests_per_s, service_s, objective_s, share)
        return pods if pods == math.inf else factor * pods**1.1 if factor > 1 else factor * pods**0.9

    result = ex.pods_for_objective.check(pods_for_objective)
    assert result.mistake == "pods-alone"
    assert says in result.message


EXACT = (JUST_WHOLE, JUST_REACHED)


def test_no_case_hangs_on_the_last_digit():
    """Where the pods come out within a hair of a whole number, two right ways may round differently."""
    for case in {*ex.pods_for_objective.cases, *ex.pods_for_objective.large_cases} - {*EXACT}:
        requests_per_s, service_s, objective_s, share = case
        left = -math.log(1 - share) * service_s / objective_s
        assert abs(left - 1) > 1e-6
        pods = requests_per_s * service_s / (1 - left)
        assert abs(pods - round(pods)) > 1e-6


LOGS = {
    "log": lambda share: -math.log(1 - share),
    "log1p": lambda share: -math.log1p(-share),
    "of the inverse": lambda share: math.log(1 / (1 - share)),
    "to base two": lambda share: -math.log2(1 - share) * math.log(2),
    "to base ten": lambda share: -math.log10(1 - share) / math.log10(math.e),
    "NumPy's": lambda share: -np.log(1 - share),
}
SHARES = {  # of its time that a pod has to have left
    "by the mean": lambda log, service_s, objective_s: service_s / (objective_s / log),
    "at once": lambda log, service_s, objective_s: log * service_s / objective_s,
    "by rates": lambda log, service_s, objective_s: (log / objective_s) / (1 / service_s),
    "by the rest": lambda log, service_s, objective_s: 1 - (objective_s / log - service_s) / (objective_s / log),
}


@pytest.mark.parametrize("log", LOGS.values(), ids=LOGS)
@pytest.mark.parametrize("share_left", SHARES.values(), ids=SHARES)
def test_what_is_exactly_reached_is_exact_in_all_right_ways(log, share_left):
    def pods_for_objective(requests_per_s, service_s, objective_s, share):
        left = share_left(log(share), service_s, objective_s)
        return math.inf if left >= 1 else math.ceil(requests_per_s * service_s / (1 - left))

    assert [pods_for_objective(*case) for case in EXACT] == [3, math.inf]
    assert ex.pods_for_objective.check(pods_for_objective).status == "correct"


@pytest.mark.parametrize("case", EXACT, ids=["whole", "reached"])
def test_the_share_below_the_objective_is_exact_as_well(case):
    requests_per_s, service_s, objective_s, share = case
    rate_per_s = 1 / service_s - (requests_per_s / 3 if case == JUST_WHOLE else 0)
    assert math.exp(-objective_s * rate_per_s) == 1 - share


def test_an_exact_count_is_right_and_told_what_floats_make_of_it():
    def exact(replicas, usage_m, request_m, target):
        utilisation = 100 * sum(usage_m) // sum(request_m)
        if 9 * target <= 10 * utilisation <= 11 * target:
            return replicas
        return -(-utilisation * len(usage_m) // target)

    message = ex.desired_replicas.check(exact).message
    assert message.startswith("All ")
    assert "are 29 for you, and 30 for Kubernetes" in message
    assert "Kubernetes" not in ex.desired_replicas.check(textbook.desired_replicas).message
    assert textbook.desired_replicas(*ORACLE["H8"]) == 30
    assert exact(*ORACLE["H8"]) == 29


# --- Nothing is given away --------------------------------------------------------------------------


def test_the_skip_questions_leave_the_predictions_open():
    choices = [choice for question in (ex.skip_whole, ex.skip_pooled) for choice in question.variant.choices]
    said = " ".join(choice.text + choice.why for choice in choices)
    assert not re.search(r"balance|hot|70%|80%|14|spatial|temporal", said)


def test_skip_whole_is_h3():
    usage_m = [279] * 10
    assert textbook.desired_replicas(10, usage_m, [500] * 10, 50) == 10
    assert 100 * sum(usage_m) / 5000 == 55.8
    assert math.ceil(10 * 55.8 / 50) == 12


@pytest.mark.parametrize(
    ("exercise", "lines"),
    [
        (ex.desired_replicas, ("ceil(ratio*len(usage_m))", "0.9<=ratio<=1.1")),
        (ex.seen_by_hpa, ("wanted_m>limit_m", "min(sum(demand_m),pods*limit_m)")),
        (ex.capacity_with_margin, ("quantile*(1+margin)", "sum(total>")),
        (ex.pods_for_objective, ("mean_s<=service_s", "1-service_s/mean_s", "requests_per_s*service_s/")),
        (ex.vpa_target, ("sorted(usage_m)[", "end_m+int(")),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_hints_do_not_write_the_answer(exercise, lines):
    written = " ".join(exercise.hints).replace(" ", "")
    for line in lines:
        assert line not in written


def test_the_questions_say_how_many_digits():
    assert "two digits after" in ex.below_the_mean.question
