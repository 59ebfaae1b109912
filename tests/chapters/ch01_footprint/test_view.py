"""What the explorers of chapter 01 say in words."""

from __future__ import annotations

import pytest

from course_lib.chapters.ch01_footprint.explorers import power_curve, regions, reveal_packing
from course_lib.chapters.ch01_footprint.study.footprint import MEASURED_CURVE


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (10, "You predicted 10%: right on the spot. "),
        (13, "You predicted 13%: within 3 points. "),
        (7, "within 3 points"),
        (0, "if power rose in a straight line"),
        (45, "so it is once the seven are off"),
        (70, "so many of the servers are emptied, but they go on drawing"),
        (30, "You predicted 30%: 20 points off. "),
        (100, "90 points off"),
    ],
)
def test_a_guess_is_told_how_near_it_is(guess: float, said: str) -> None:
    assert said in reveal_packing(guess)


def test_the_reveal_says_why_it_is_never_70_percent() -> None:
    said = reveal_packing(None)
    assert said.startswith("Three servers at 67% with seven idle draw 3,795 W in place of 4,207 W: 10% less.")
    assert "never be 70%: the work of all ten is still done" in said


def test_only_four_points_count_as_measured() -> None:
    said = power_curve.answer(utilisation_percent=20)[1]
    assert "420.7 W (between measured points)" in said.words
    assert "677.8 W (measured)" in power_curve.answer(utilisation_percent=50)[1].words
    assert [row[0] for row in said.table.rows if row[1]] == ["0%", "10%", "50%", "100%"]
    assert all(bool(row[1]) != bool(row[2]) for row in said.table.rows)


def test_regions_are_placed_as_the_picture_sorts_them() -> None:
    average, marginal = (regions.answer(kind=kind)[1] for kind in ("average", "marginal"))
    assert [row[3] for row in average.table.rows] == [str(place) for place in range(1, 11)]
    assert [row[4] for row in marginal.table.rows] == [str(place) for place in range(1, 11)]
    assert average.table.rows[0] == ("eu-north-1 Stockholm", "0.14 g", "0.96 g", "1", "8", "25", "791", "1.1")
    assert "larger half in Stockholm, Montréal, São Paulo, Oregon" in average.words
    assert "Stockholm, Montréal." in regions.answer(powered=MEASURED_CURVE)[1].words
