"""The still of the theatre, by what its artists hold."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.framework.theatre.still import TheatrePicture, title_of
from course_lib.simulation.scene import moment_at, most_different_s
from tests.framework.theatres import EXAMPLES, overload, slow_pod, two_balancers


def stacks(axes: Axes) -> dict[str, list[float]]:
    """Return the heights of each kind of bar."""
    return {bars.get_label(): [bar.get_height() for bar in bars] for bars in axes.containers}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_stacks_are_the_counters_at_the_telling_instant(example: object) -> None:
    scenes, picture = example(), TheatrePicture()  # type: ignore[operator]
    picture.draw(scenes)
    assert len(picture.canvas.figure.axes) == len(scenes)
    for axes, scene in zip(picture.canvas.figure.axes, scenes, strict=True):
        now = moment_at(scene, most_different_s(scenes))
        drawn = stacks(axes)
        assert drawn["being served"] == now.serving.tolist()
        assert np.sum(list(drawn.values()), axis=0).tolist() == (now.serving + now.waiting).tolist()
        assert [text.get_text() for text in axes.texts] == [str(number) for number in now.in_flight]
        assert axes.get_title(loc="left") == scene.title


def test_marks_are_the_courses_own() -> None:
    picture = TheatrePicture()
    picture.draw(two_balancers())
    served, waiting = picture.canvas.figure.axes[0].containers
    assert {bar.get_hatch() for bar in waiting} == {theme.WAITING.hatch}
    assert {bar.get_hatch() for bar in served} == {theme.WORK.hatch}


def test_both_scenes_have_one_scale() -> None:
    picture = TheatrePicture()
    picture.draw(two_balancers())
    left, right = picture.canvas.figure.axes
    assert left.get_ylim() == right.get_ylim()


def test_the_title_says_who_has_how_many_in_flight() -> None:
    scenes, picture = two_balancers(), TheatrePicture()
    picture.draw(scenes)
    random, two = (moment_at(scene, most_different_s(scenes)).in_flight for scene in scenes)
    said = " ".join(picture.title.get_text().split())
    assert said == title_of(scenes, most_different_s(scenes))
    assert f"random {random.sum()}, at the busiest pod {random.max()}; power of two choices {two.sum()}," in said


def test_pods_that_are_unlike_are_marked() -> None:
    picture = TheatrePicture()
    picture.draw(slow_pod())
    names = [tick.get_text() for tick in picture.canvas.figure.axes[0].get_xticklabels()]
    assert names == ["0\n×0.2", *map(str, range(1, 10))]
    picture.draw(overload())
    up = moment_at(overload()[0], most_different_s(overload())).up
    names = [tick.get_text() for tick in picture.canvas.figure.axes[0].get_xticklabels()]
    assert ["down" in name for name in names] == (~up).tolist()
