"""What the pictures of chapter 01 mean, read off their artists' data."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.footprint.studies import SERVERS, packing_study, power_study, region_study
from course_lib.pictures.canvas import corners_of
from course_lib.pictures.footprint import PackingPicture, PowerPicture, RegionPicture


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


def test_power_dots_are_the_measured_and_the_straight_watts() -> None:
    picture = PowerPicture()
    picture.draw(power_study(50))
    assert [float(dot.get_ydata()[0]) for dot in picture.dots] == pytest.approx([677.8, 584.75])
    assert "-14%" in picture.title.get_text()


@pytest.mark.parametrize("kind", ["average", "marginal"])
def test_region_bars_are_running_and_hardware_the_least_first(kind: str) -> None:
    picture, study = RegionPicture(), region_study(kind, 50)
    picture.draw(study)
    running, hardware = corners_of(picture.running), corners_of(picture.hardware)
    assert (np.diff(running[:, 2]) >= 0).all()
    assert np.allclose(hardware[:, 2], study.embodied_g.best)
    assert [text.get_text() for text in picture.names] == list(study.operational_g)
