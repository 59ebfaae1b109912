"""`desired_replicas` and a second transcription of Kubernetes' rules, with exact fractions, agree case by case."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import ceil

import pytest

from course_lib.sizing.autoscaling import (
    AverageValue,
    Container,
    PodState,
    desired_replicas,
    ready,
    replicas_of_sums,
)
from tests.models import hpa_cases, hpa_reference
from tests.models.hpa_reference import Mismatch, Pod, Target, mismatches

CASES = 3000
OUTCOMES = (
    "inside the tolerance",
    "points the other way",
    "count would go the other way",
    "unready pod",
    "missing pod",
    "left out",
    "missing request",
    "no container",
    "no pod has a sample",
    "can't be read",
)


# ---- the reference by itself ----


def pods(count: int, used: int | None, request: int = 500, **more: object) -> list[Pod]:
    return [
        Pod({"cpu": {"app": request}}, {} if used is None else {"cpu": {"app": used}}, **more) for _ in range(count)
    ]


def never_ready(count: int) -> list[Pod]:
    return pods(count, 0, is_ready=False, readiness_changed_s=-3600.0)


ORACLES = {
    "H1": (50, pods(1, 500) + pods(9, 0), 2),
    "H2": (50, pods(10, 275), 10),
    "H3": (50, pods(10, 279), 10),
    "H3b": (50, pods(10, 224), 9),
    "H4": (50, pods(6, 100) + never_ready(4), 3),
    "H5": (50, pods(6, 450) + never_ready(4), 10),
    "H6": (50, pods(8, 400) + pods(2, None), 13),
    "H7": (50, pods(8, 150) + pods(2, None), 9),
    "H7b": (50, pods(8, 50) + pods(2, None), 6),
    "H10": (50, pods(4, 425) + never_ready(2) + pods(2, None), 8),
    "H13": (100, pods(100, 535), 100),
}


@pytest.mark.parametrize("name", ORACLES)
def test_the_reference_gives_the_published_counts(name):
    target, there, count = ORACLES[name]
    asked = [Target("Resource", percent=target)], there, len(there)
    assert hpa_reference.desired(*asked) == hpa_reference.desired(*asked, number=float) == count


def test_seven_pods_are_one_too_many_in_floats():
    asked = [Target("Resource", percent=70)], pods(7, 290, request=100), 7
    assert hpa_reference.desired(*asked) == 29
    assert hpa_reference.desired(*asked, number=float) == 30


def test_a_tolerance_of_its_own():
    own = hpa_reference.Tolerance(up=Fraction(1, 20))
    assert hpa_reference.desired([Target("Resource", percent=100)], pods(100, 535), 100, own) == 107


@pytest.mark.parametrize(
    ("proposals", "current", "count"),
    [((12, 15), 10, 15), ((6, None), 10, None), ((12, None), 10, 12), ((None,), 10, None)],
)
def test_the_largest_counts_and_a_failure_keeps_what_is_there(proposals, current, count):
    targets = [Target("External", average=1, seen=each, fails=each is None) for each in proposals]
    assert hpa_reference.desired(targets, pods(current, 100), current) == count


# ---- the library and the reference ----


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[int, int, int, int]]:
    """Of each case: its number, what the library wants, what the rules do, and what they do in floats."""
    made = ((number, hpa_cases.case(number)) for number in range(CASES))
    return [
        (
            number,
            hpa_cases.asked_of_library(case).pods,
            hpa_cases.asked_of_rules(case),
            hpa_cases.asked_of_rules(case, float),
        )
        for number, case in made
    ]


def test_the_library_wants_what_the_rules_do_wherever_floats_are_exact(outcomes):
    exact = [(number, library, rules) for number, library, rules, floats in outcomes if floats == rules]
    assert len(exact) >= 500
    assert [each for each in exact if each[1] != each[2]] == []


def test_elsewhere_the_library_wants_what_floats_make_of_the_rules(outcomes):
    assert [each for each in outcomes if each[1] != each[3]] == []


def test_the_cases_are_of_every_kind():
    """A rule that no case comes to would be compared in vain."""
    cases = [hpa_cases.case(number) for number in range(CASES)]
    wanted = [hpa_cases.asked_of_library(case) for case in cases]
    said = Counter(
        words for desired in wanted for proposal in desired.proposals for words in OUTCOMES if words in proposal.why
    )
    assert set(said) == set(OUTCOMES)
    assert min(said.values()) >= 5
    moves = Counter((desired.pods > desired.current) - (desired.pods < desired.current) for desired in wanted)
    assert min(moves[-1], moves[0], moves[1]) >= 500
    bounds = Counter((case.least <= case.current) + (case.current <= case.most) for case in cases)
    assert bounds[1] >= 20
    assert {target.kind for case in cases for target in case.targets} == {
        "Resource",
        "ContainerResource",
        "Pods",
        "Object",
        "External",
    }


def test_a_pod_without_the_container_makes_its_metric_fail():
    """Kubernetes, metrics/client.go: "container proxy not present in metrics for pod"; such a pod isn't missing."""
    both = PodState((Container(100, 500), Container(10, 100, name="proxy")))
    alone = PodState((Container(100, 500),))
    unseen = PodState((Container(None, 500),))
    metric = AverageValue(20, container="proxy")
    assert desired_replicas([both, both], metric).pods == 1
    assert desired_replicas([both, alone], metric).proposals[0].pods is None
    assert desired_replicas([both, unseen], metric).proposals[0].pods is not None


# ---- where floats aren't exact ----


@pytest.fixture(scope="module")
def listed() -> list[Mismatch]:
    """Targets of 50 to 90%, use up to 300%, up to 60 pods."""
    return mismatches()


def test_floats_ask_for_one_pod_too_many_in_559_cases_of_which_524_are_seen(listed):
    """The others lie inside the tolerance, where nothing is multiplied."""
    assert len(listed) == 559
    assert sum(not each.is_inside_tolerance for each in listed) == 524
    assert {each.kubernetes - each.exact for each in listed} == {1}


def test_the_library_gives_kubernetes_value_and_a_footnote_with_the_fraction_s(listed):
    for each in listed:
        if each.is_inside_tolerance:
            continue
        found = replicas_of_sums(each.used * each.pods, 100 * each.pods, each.pods, each.target)
        assert found.pods == each.kubernetes
        desired = desired_replicas(ready([each.used] * each.pods, 100), each.target)
        assert desired.pods == each.kubernetes
        assert f"(Exactly it's {each.exact:,}; in floating point" in desired.why


def test_there_are_no_mismatches_but_the_listed_ones(listed):
    known = {(each.target, each.used, each.pods) for each in listed}
    for target in range(50, 91):
        for used in range(301):
            ratio = Fraction(used, target)
            inside = hpa_reference.Tolerance().covers(ratio, Fraction)
            for count in (1, 7, 24, 49, 60):
                found = replicas_of_sums(used * count, 100 * count, count, target)
                exact = count if inside else -(-used * count // target)
                assert (found.pods != exact) == (not inside and (target, used, count) in known)


def test_none_is_left_if_the_product_comes_before_the_quotient():
    assert [
        (target, used, count)
        for target in range(50, 91)
        for used in range(301)
        for count in range(1, 61)
        if ceil(used * count / target) != -(-used * count // target)
    ] == []
