"""What the explorers of chapter 01 show and say: pictures read off their artists' data, and words."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch01_footprint.study.packing import SERVERS, packing_study
from course_lib.chapters.ch01_footprint.study.power_curve import power_study
from course_lib.chapters.ch01_footprint.study.regions import MEASURED_CURVE, POWERED, region_study
from course_lib.chapters.ch01_footprint.view.packing import PackingPicture, reveal_packing, veil_packing
from course_lib.chapters.ch01_footprint.view.power_curve import PowerPicture, power_curve
from course_lib.chapters.ch01_footprint.view.regions import RegionPicture, regions
from course_lib.chapters.ch01_footprint.view.regions_by_power import regions_by_power
from tests.framework.corners import corners_of


@pytest.mark.parametrize("emptied", ["on", "off"])
def test_packing_heights_add_up_to_the_power_of_the_fleet(emptied: str) -> None:
    picture, study = PackingPicture(), packing_study(3, emptied)
    picture.draw(study)
    watts = corners_of(picture.idle)[:, 3].sum() + corners_of(picture.busy)[:, 3].sum()
    assert watts == pytest.approx(study.after_w.best)
    assert len(corners_of(picture.idle)) == (SERVERS if emptied == "on" else 3)
    assert [text.get_text() for text in picture.names] == ["67%"] * 3 + ["idle" if emptied == "on" else "off"] * 7


def test_packing_surprises_with_the_stated_figures() -> None:
    picture = PackingPicture()
    picture.draw(packing_study(3, "on"))
    assert "10% less power" in picture.title.get_text()
    assert [float(dot.get_ydata()[0]) for dot in picture.dots] == pytest.approx([0.45, 0.10], abs=0.005)
    picture.draw(packing_study(3, "off"))
    assert "45% less power" in picture.title.get_text()


def test_packing_tells_no_lines_apart_before_the_prediction() -> None:
    picture = PackingPicture()
    picture.draw(veil_packing(packing_study(10, "on")))
    lower = (*picture.lines, *picture.dots, picture.legend)
    assert not any(artist.get_visible() for artist in lower)
    picture.draw(packing_study(10, "on"))
    assert all(artist.get_visible() for artist in lower)


def test_power_dots_are_the_straight_and_the_measured_watts() -> None:
    picture = PowerPicture()
    picture.draw(power_study(50))
    assert [float(dot.get_ydata()[0]) for dot in picture.dots] == pytest.approx([584.75, 677.8])
    assert "678 W measured" in picture.title.get_text()
    assert "-14%" in picture.title.get_text()
    picture.draw(power_study(20))
    assert "421 W on the curve" in picture.title.get_text()


def test_power_shows_the_four_measured_points_and_no_mark_is_cut() -> None:
    picture = PowerPicture()
    assert list(picture.points.get_xdata()) == [0, 0.1, 0.5, 1]
    assert list(picture.points.get_ydata()) == [211.7, 335.0, 677.8, 957.8]
    for percent in (0, 100):
        picture.draw(power_study(percent))
        straight, measured = picture.dots
        left, right = picture.here.axes.transData.transform([(0, 0), (1, 0)])[:, 0]
        box = picture.here.axes.bbox
        assert min(left - box.x0, box.x1 - right) > straight.get_markersize() / 2
        assert straight.get_markersize() > 1.5 * measured.get_markersize()  # one inside the other


@pytest.mark.parametrize("powered", POWERED)
@pytest.mark.parametrize("kind", ["average", "marginal"])
def test_region_bars_are_running_and_hardware_the_least_first(kind: str, powered: str) -> None:
    picture, study = RegionPicture(), region_study(kind, 50, powered)
    picture.draw(study)
    running, hardware = corners_of(picture.running), corners_of(picture.hardware)
    assert (np.diff(running[:, 2]) >= 0).all()
    assert np.allclose(hardware[:, 2], study.embodied_g.best)
    assert [text.get_text().split()[0] for text in picture.names] == list(study.operational_g)
    for text, grams in zip(picture.grams, study.operational_g.values(), strict=True):
        assert text.get_text() == f"{grams.best:.2f} + 0.96"
    assert "eu-north-1 Stockholm" in [text.get_text() for text in picture.names]


@pytest.mark.parametrize("powered", POWERED)
@pytest.mark.parametrize("kind", ["average", "marginal"])
def test_region_figures_stay_inside_and_clear_of_the_legend(kind: str, powered: str) -> None:
    picture = RegionPicture()
    picture.draw(region_study(kind, 100, powered))
    legend = picture.axes.get_legend().get_window_extent()
    assert picture.title.get_window_extent().x1 <= picture.figure.bbox.x1
    for text in picture.grams:
        assert text.get_window_extent().x1 <= picture.axes.bbox.x1
        assert not legend.overlaps(text.get_window_extent())


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (10, "You predicted 10%: exactly right. "),
        (13, "You predicted 13%: within 3 percentage points. "),
        (7, "within 3 percentage points"),
        (0, "if power rose in a straight line"),
        (45, "that is right once the seven are off"),
        (70, "that is the share of servers emptied, but those go on drawing power"),
        (30, "You predicted 30%: 20 percentage points off. "),
        (100, "90 percentage points off"),
    ],
)
def test_a_guess_is_told_how_near_it_is(guess: float, said: str) -> None:
    assert said in reveal_packing(guess)


def test_the_reveal_says_why_it_is_never_70_percent() -> None:
    said = reveal_packing(None)
    assert said.startswith("Three servers at 67% with seven idle draw 3,795 W instead of 4,207 W: 10% less.")
    assert "never be 70%: the work of all ten is still done" in said


def test_only_four_points_count_as_measured() -> None:
    said = power_curve.answer(utilisation_percent=20)[1]
    assert "420.7 W (between measured points)" in said.words
    assert "677.8 W (measured)" in power_curve.answer(utilisation_percent=50)[1].words
    assert [row[0] for row in said.table.rows if row[1]] == ["0%", "10%", "50%", "100%"]
    assert all(bool(row[1]) != bool(row[2]) for row in said.table.rows)


@pytest.mark.parametrize(
    ("kind", "said"), [("average", "average intensity (2025)"), ("marginal", "marginal intensity (2023)")]
)
def test_regions_say_of_which_year_the_intensity_is(kind: str, said: str) -> None:
    picture = RegionPicture()
    picture.draw(region_study(kind, 50))
    assert picture.title.get_text().startswith(f"With {said}, hardware is larger in ")
    assert regions.answer(kind=kind)[1].words.startswith(f"With {said} and power from the CPU coefficient, ")


def test_regions_are_placed_as_the_picture_sorts_them() -> None:
    average, marginal = (regions.answer(kind=kind)[1] for kind in ("average", "marginal"))
    assert [row[3] for row in average.table.rows] == [str(place) for place in range(1, 11)]
    assert [row[4] for row in marginal.table.rows] == [str(place) for place in range(1, 11)]
    assert average.table.header[-3:] == ("average g/kWh, 2025", "marginal g/kWh, 2023", "PUE, 2024")
    assert average.table.rows[0] == ("eu-north-1 Stockholm", "0.11 g", "0.96 g", "1", "8", "21", "791", "1.1")
    assert "larger half in Stockholm, Montréal, São Paulo, Oregon" in average.words
    assert "Stockholm, Montréal." in regions_by_power.answer(powered=MEASURED_CURVE)[1].words
