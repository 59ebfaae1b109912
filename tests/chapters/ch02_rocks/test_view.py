"""What the explorers of chapter 02 show and say: pictures read off their artists' data, and words."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch02_rocks.study.cost import cost_study
from course_lib.chapters.ch02_rocks.study.falling import fall_study
from course_lib.chapters.ch02_rocks.study.gap_to_optimum import gap_study
from course_lib.chapters.ch02_rocks.study.rock_size import NODE_CORES, size_study
from course_lib.chapters.ch02_rocks.view.boxes import boxes_still, in_words
from course_lib.chapters.ch02_rocks.view.cost import CostPicture
from course_lib.chapters.ch02_rocks.view.falling import FallPicture, falling
from course_lib.chapters.ch02_rocks.view.gap_to_optimum import GapPicture, gap_to_optimum
from course_lib.chapters.ch02_rocks.view.rock_size import NODES_SHOWN, SizePicture, pods_to_draw
from course_lib.rocks import pack
from tests.framework.corners import corners_of


def area(rectangles: np.ndarray) -> float:
    return float((rectangles[:, 2] * rectangles[:, 3]).sum())


def overlap(rectangles: np.ndarray) -> bool:
    """Whether any two rectangles of one column share more than an edge."""
    for left in np.unique(rectangles[:, 0].round(6)):
        column = rectangles[np.isclose(rectangles[:, 0], left)]
        column = column[column[:, 1].argsort()]
        if (column[1:, 1] < column[:-1, 1] + column[:-1, 3] - 1e-9).any():
            return True
    return False


def test_size_work_and_sidecars_lie_in_the_nodes_without_overlap() -> None:
    picture, study = SizePicture(), size_study(2.0, 100, 100)
    picture.draw(study)
    rocks = np.vstack([corners_of(picture.work), corners_of(picture.overhead)])
    assert not overlap(rocks)
    assert (rocks[:, 1] + rocks[:, 3] <= NODE_CORES + 1e-9).all()
    shown = pods_to_draw(study.packing, NODES_SHOWN)[0]
    assert len(corners_of(picture.overhead)) == len(shown)
    assert np.allclose(corners_of(picture.overhead)[:, 3], 0.1)
    assert area(rocks) == pytest.approx(shown.sum() * rocks[0, 2])


def test_size_curves_and_marker_are_the_study() -> None:
    picture, study = SizePicture(), size_study(4.0, 100, 100)
    picture.draw(study)
    assert (picture.reached.get_ydata() == study.reached).all()
    assert (picture.guaranteed.get_ydata() == study.guaranteed).all()
    assert [float(dot.get_ydata()[0]) for dot in picture.dots] == [study.reached_here, study.guaranteed_here]
    assert "97.1%" in picture.title.get_text()


def test_fall_draws_every_rock_once_and_the_last_one_apart() -> None:
    picture, study = FallPicture(), fall_study("first_fit", 30, 50, 17)
    picture.draw(study)
    rocks, last = corners_of(picture.rocks), corners_of(picture.last)
    assert len(rocks) == 17
    assert not overlap(rocks)
    assert (rocks[-1] == last[0]).all()
    assert rocks[:, 3].sum() == pytest.approx(study.so_far.sizes.sum())
    assert len(corners_of(picture.empty)) == len(study.so_far)


def test_gap_bars_are_percent_of_the_optimum() -> None:
    picture, study = GapPicture(), gap_study("triplets", 60, 1)
    picture.draw(study)
    more = dict(zip(picture.LABELS, corners_of(picture.more)[:, 2], strict=True))
    assert more["first_fit_decreasing"] == pytest.approx(20.0)
    assert more["optimum"] == 0
    assert [text.get_text().split()[0] for text in picture.texts] == [str(study.boxes[name]) for name in picture.LABELS]


def test_cost_lines_are_the_looks() -> None:
    picture, study = CostPicture(), cost_study("best_fit_decreasing", 3)
    picture.draw(study)
    assert [line.get_ydata().tolist() for line in picture.lines] == [study.loop.tolist(), study.tree.tolist()]


def test_sample_takes_whole_boxes_and_never_the_last() -> None:
    packing = pack(list(range(1, 40)), 40)
    sizes, at = pods_to_draw(packing, 5)
    sums = np.bincount(at, sizes)
    fills = {sum(box) for box in packing.bins[:-1]}
    assert len(sums) == 5
    assert set(sums.astype(int)) <= fills


def test_boxes_still_says_what_it_draws() -> None:
    still = boxes_still(10, Yours=[[4], []], Expected=[[4, 6]])
    assert still.png.startswith(b"\x89PNG")
    assert still.alt == "Yours: 2 boxes of 10: 4, empty. Expected: 1 box of 10: 4+6"


def test_in_words_of_nothing() -> None:
    assert in_words([], 10) == "0 boxes of 10: none"


def test_titles_count_as_a_reader_does() -> None:
    picture = FallPicture()
    for placed, title in ((1, "1 rock in 1 box: "), (12, "12 rocks in 5 boxes: ")):
        picture.draw(fall_study("next_fit", 40, 80, placed))
        assert picture.title.get_text().startswith(title)


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
    assert falling.answer(placed=1)[1].words.startswith("1 rock with next fit: 1 box, ")
