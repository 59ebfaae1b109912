"""Chapter 04's exercises: what the explanations say is true, and no hint gives the answer away."""

from __future__ import annotations

import re

import pytest

from course_lib import connections
from course_lib.chapters.ch04_connections import exercises as ex
from course_lib.chapters.ch04_connections.exercises.which_service import PODS, TEXT


def test_every_variant_has_one_service_of_few_connections_and_it_is_the_right_one():
    places = [variant.right for variant in ex.which_service.variants]
    assert len(set(places)) == len(places) == 3
    for variant in ex.which_service.variants:
        whys = [choice.why for choice in variant.choices]
        assert [why.startswith("Yes: ") for why in whys] == [place == variant.right for place in range(4)]
        assert variant.text == TEXT


@pytest.mark.parametrize("variant", ex.which_service.variants, ids=lambda each: each.choices[0].text.split(":")[0])
def test_the_numbers_in_the_explanations_are_exact(variant):
    for place, choice in enumerate(variant.choices):
        for said in re.findall(r"([\d.]+) times", choice.why):
            assert (float(said) > 2) == (place == variant.right)
    why = variant.choices[variant.right].why
    count = int(re.search(r"\b([234]) callers", variant.choices[variant.right].text)[1])
    if "stream" in why:  # a mesh chooses well, but there is no more to choose
        assert f"{connections.dealt_over_mean(PODS, count):.1f} times the mean or more, and six pods nothing" in why
    else:
        assert f"{connections.expected_busy(PODS, count):.1f} of ten pods" in why
        assert f"the busiest gets {connections.busiest_over_mean(PODS, count):.1f} times the mean" in why


def test_the_busiest_in_the_other_services_is_what_so_many_connections_give():
    told = {2000: "1.11", 600: "1.20", 300: "1.29", 400: "1.25", 1000: "1.16"}
    for count, said in told.items():
        assert f"{connections.busiest_over_mean(PODS, count):.2f}" == said


def test_at_once_is_what_scaling_out_taken_for_instant_gives():
    for number, variant in enumerate(ex.share_on_new.variants):
        if number:
            ex.share_on_new.solution()
        result = ex.share_on_new.check(100 * variant["new"] / (variant["old"] + variant["new"]))
        assert result.mistake == "at-once"
        assert "A new pod by itself moves nothing" in result.message


def test_new_pods_by_the_closed_form():
    for variant in ex.share_on_new.variants:
        exact = connections.share_on_new_pods(
            60 * variant["minutes"], variant["old"], variant["new"], 60.0 * variant["age"]
        )
        assert ex.share_on_new.right_of(variant) == pytest.approx(100 * float(exact))


def test_the_mistakes_that_the_course_lists_are_recognised():
    named = {
        "iptables_probabilities": {"same-in-every-rule"},
        "requests_per_pod": {"every-request", "even"},
        "expected_busy": {"as-many-as-there-are"},
        "busiest_over_mean": {"max-of-means"},
        "share_on_new": {"at-once"},
    }
    for name, mistakes in named.items():
        assert mistakes <= set(getattr(ex, name).mistakes)


def test_the_hints_do_not_write_the_answer():
    assert not any("pods - rule" in hint for hint in ex.iptables_probabilities.hints)
    assert not any("not in goes_to" in hint for hint in ex.requests_per_pod.hints)
    assert not any("**" in hint for hint in ex.expected_busy.hints)


def test_two_connections_on_two_pods_as_the_sentence_counts_them():
    sentence = ex.expected_busy.mistakes["all-outcomes-alike"].sentence
    assert "one on each comes up as often as both on one" in sentence
    assert connections.busiest(2, 2).chance.tolist() == pytest.approx([0.5, 0.5])
    rounded = ex.expected_busy.mistakes["rounded"].sentence
    assert f"with two pods and two connections it is {connections.expected_busy(2, 2):g}" in rounded


def test_the_last_of_ten_pods_where_the_others_have_a_tenth():
    chances = connections.pod_chances([0.1] * 9 + [1])
    assert chances[-1] == pytest.approx(0.387, abs=0.001)  # "almost four connections in ten"
    assert 1 - sum(connections.pod_chances([0.1] * 10)) == pytest.approx(0.349, abs=0.001)  # "a good third"
