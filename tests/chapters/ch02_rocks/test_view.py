"""What chapter 02 says of its explorers' settings, against what they show."""

from __future__ import annotations

import numpy as np

from course_lib.chapters.ch02_rocks.explorers import falling, gap_to_optimum
from course_lib.chapters.ch02_rocks.study.rocks import gap_study
from course_lib.rocks import pack

UNIFORM, TRIPLETS = 30, 1000  # capacities


def boxes(**changed: object) -> dict[str, int]:
    """Return the boxes by rule where the controls stand at first, but for some."""
    return gap_study(**(gap_to_optimum.start | changed)).boxes


def test_at_the_start_bounds_optimum_and_rules_differ() -> None:
    found = boxes()
    assert gap_to_optimum.start == {"kind": "uniform", "rocks": 72, "seed": 4}
    assert (found["L1 bound"], found["L2 bound"], found["optimum"], found["first_fit_decreasing"]) == (32, 32, 33, 34)


def test_at_draw_9_the_bounds_differ_and_a_rule_meets_the_higher_one() -> None:
    found = boxes(seed=9)
    assert (found["L1 bound"], found["L2 bound"], found["first_fit_decreasing"]) == (33, 37, 37)
    sizes = gap_study("uniform", 72, 9).sizes
    assert (sizes > UNIFORM / 2).sum() > len(sizes) / 3


def test_on_triplets_first_fit_beats_first_fit_decreasing() -> None:
    found = boxes(kind="triplets")
    assert (found["optimum"], found["first_fit"], found["first_fit_decreasing"]) == (24, 27, 28)
    sizes = gap_study("triplets", 72, 4).sizes
    pairs = [box for box in pack(sizes, TRIPLETS, "first_fit_decreasing").bins if len(box) == 2]
    assert len(pairs) == 12
    assert all(sum(pair) + sizes.min() > TRIPLETS for pair in pairs)


def test_no_draw_of_the_slider_shows_both_at_once() -> None:
    """Else it would be the better start."""
    kind, rocks, seed = gap_to_optimum.controls
    draws = [(k, n, s) for k in kind.options for n in steps(rocks) for s in steps(seed)]
    assert len(draws) == 200
    for found in (gap_study(*draw).boxes for draw in draws):
        assert found["L2 bound"] == found["L1 bound"] or found["first_fit_decreasing"] == found["optimum"]


def steps(slider: object) -> list[float]:
    return np.arange(slider.low, slider.high + 1, slider.step).tolist()


def test_one_rock_is_a_rock() -> None:
    assert falling.answer(placed=1)[1].words.startswith("1 rock by next fit: 1 box, ")
