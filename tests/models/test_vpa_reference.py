# ruff: noqa: S311 (nothing secret: the same samples each time)
"""The recommender and a second transcription of its rules, with exact fractions, agree to the millicore and byte."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import NamedTuple

import pytest

from course_lib.sizing.rightsizing import vpa
from tests.models import vpa_reference
from tests.models.vpa_reference import Recommendation, Sample

CASES = 300
DAY_S, MIB = 86_400, 2**20

# ---- the reference by itself ----


def spikes(share: int, cores: Fraction) -> list[Sample]:
    return [Sample(Fraction(1, 10), 100 - share), Sample(cores, share)]


def peaks(days_ago: int) -> list[Sample]:
    return [Sample(Fraction(500 if day == days_ago else 300) * MIB, days_ago=day) for day in range(8)]


def test_there_are_176_buckets():
    assert [vpa_reference.last_bucket(resource) + 1 for resource in ("cpu", "memory")] == [176, 176]


def test_the_reference_gives_the_published_targets():
    sure = Fraction(8)
    assert vpa_reference.recommend(spikes(4, Fraction(4, 5)), "cpu", confidence=sure) == Recommendation(125, 126, 141)
    assert vpa_reference.recommend(spikes(12, Fraction(4, 5)), "cpu", confidence=sure).target == 920
    assert vpa_reference.recommend(peaks(0), "memory", confidence=sure).target == 628_694_953
    assert vpa_reference.recommend(peaks(3), "memory", confidence=sure).target == 380_258_472
    small = [Sample(Fraction(200 * MIB))]
    assert vpa_reference.recommend(small, "memory", confidence=sure).target == 262_144_000
    assert vpa_reference.recommend(small, "memory", confidence=sure, containers=2).target == 248_153_480
    assert vpa_reference.recommend(small, "memory", confidence=sure, containers=2, minimum=10**9).target == 5 * 10**8


# ---- the library and the reference ----


class Case(NamedTuple):
    """Samples, a row a pod and a column a day, the newest last."""

    rows: list[list[Fraction]]
    containers: int

    @property
    def samples(self) -> list[Sample]:
        days = len(self.rows[0])
        return [Sample(value, days_ago=days - 1 - day) for row in self.rows for day, value in enumerate(row)]

    @property
    def floats(self) -> list[list[float]]:
        return [[float(value) for value in row] for row in self.rows]


def case(number: int, unit: Fraction, days: tuple[int, ...]) -> Case:
    draw = random.Random(number)
    most = draw.choice((30, 500, 3000))
    levels = [unit * draw.randint(0, most) for _ in range(draw.choice((1, 2, 3, 6)))]
    width = draw.choice(days)
    rows = [draw.choices(levels, k=width) for _ in range(draw.choice((1, 7, 20, 100)))]
    return Case(rows, draw.choice((1, 1, 2, 3)))


def in_library_s_words(found: vpa.VpaRecommendation) -> Recommendation:
    return Recommendation(found.lower, found.target, found.upper)


def compared(resource: str, number: int) -> tuple[Recommendation, Recommendation, Recommendation, bool]:
    """Return what the library recommends, and the rules, and they in floats; and whether a last digit decides."""
    if resource == "cpu":
        asked = case(number, Fraction(1, 1000), (2, 5, 9))
        sure = vpa_reference.confidence(Fraction(len(asked.rows[0]) - 1), len(asked.samples))
        found = vpa.vpa_cpu_m(asked.floats, step_s=DAY_S, containers=asked.containers)
    else:
        asked = case(number, Fraction(MIB), (1, 3, 8))
        sure = Fraction(random.Random(number).randint(1, 40), 4)
        found = vpa.vpa_memory_bytes(asked.floats, confidence_days=float(sure), containers=asked.containers)
    exact, floats = (
        vpa_reference.recommend(asked.samples, resource, confidence=sure, containers=asked.containers, number=number)
        for number in (Fraction, float)
    )
    return in_library_s_words(found), exact, floats, vpa_reference.is_on_an_edge(asked.samples, resource)


@pytest.mark.parametrize("resource", ["cpu", "memory"])
def test_the_library_recommends_what_the_rules_do(resource):
    """Wherever floats are exact; elsewhere what they make of the rules, as in Kubernetes."""
    found = [compared(resource, number) for number in range(CASES)]
    clear = [(library, exact, floats) for library, exact, floats, on_edge in found if not on_edge]
    assert sum(exact == floats for _, exact, floats in clear) >= 250
    assert [each for each in clear if each[0] != each[2]] == []
    assert all(library.target == exact.target for library, exact, _ in clear)


@pytest.mark.parametrize(
    ("use", "kept"),
    [
        ([(0, 5), (0, 7), (1, 3)], {0: 7, 1: 3}),
        ([(day, day) for day in range(12)], {day: day for day in range(8)}),
    ],
)
def test_memory_is_the_most_of_each_of_the_last_eight_days(use, kept):
    samples = vpa_reference.daily_peaks([(day, Fraction(amount)) for day, amount in use])
    assert {sample.days_ago: sample.value for sample in samples} == kept
