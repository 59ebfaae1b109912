"""What the sliders of chapter 01 ask, against the model and what must hold whatever the values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import footprint, tables
from course_lib.chapters.ch01_footprint.study.packing import EMPTIED, FEWEST, SERVERS, packing_study
from course_lib.chapters.ch01_footprint.study.power_curve import UTILISATIONS, power_study
from course_lib.chapters.ch01_footprint.study.regions import MEASURED_CURVE, POWERED, machine_kwh, region_study

percents = st.integers(0, 100)


@given(percents)
@settings(deadline=None, max_examples=30)
def test_power_curves_hold_what_stands_here(percent):
    study = power_study(percent)
    assert study.measured_w[percent] == pytest.approx(study.measured_here.best)
    assert study.straight_w[percent] == pytest.approx(study.straight_here.best)
    assert study.off_by <= 1e-12  # the curve is concave: the line is never above it


def test_power_meets_at_both_ends_and_is_furthest_off_in_between():
    study = power_study(0)
    assert study.off_by == power_study(100).off_by == 0
    off = study.straight_w / study.measured_w - 1
    assert UTILISATIONS[off.argmin()] == pytest.approx(0.1)
    assert power_study(50).off_by == pytest.approx(-0.14, abs=0.005)


def test_packing_onto_three_is_what_the_opening_test_says():
    here = packing_study(3).here
    assert round(here.saved_on.best, 2) == tables.figure("footprint", "saving_emptied_on").value
    assert round(here.saved_off.best, 2) == tables.figure("footprint", "saving_emptied_off").value


@pytest.mark.parametrize("onto", range(FEWEST, SERVERS + 1))
def test_packing_reads_off_what_is_asked_for(onto):
    on, off = (packing_study(onto, emptied) for emptied in EMPTIED)
    for study, after, saved in ((on, on.here.on_w, on.here.saved_on), (off, off.here.off_w, off.here.saved_off)):
        assert (study.after_w, study.saved) == (after, saved)
        assert study.saved.best == pytest.approx(1 - study.after_w.best / study.here.before_w.best)


def test_packing_knows_every_number_and_saves_more_on_fewer():
    packed = packing_study(5).packed
    assert list(packed) == list(range(FEWEST, SERVERS + 1))
    for each in ("saved_on", "saved_off"):
        saved = [getattr(one, each).best for one in packed.values()]
        assert (np.diff(saved) <= 1e-12).all()
        assert saved[-1] == pytest.approx(0)
    assert packed[FEWEST].utilisation.best == 1.0


@pytest.mark.parametrize("percent", [0, 10, 50, 100])
def test_power_knows_where_it_was_measured(percent):
    study = power_study(percent)
    assert study.is_measured
    assert study.points[percent / 100] == study.measured_here.best
    assert not power_study(percent + (1 if percent < 100 else -1)).is_measured


@given(st.sampled_from(footprint.KINDS), percents, st.sampled_from(POWERED))
@settings(deadline=None, max_examples=20)
def test_regions_come_by_what_they_emit(kind, percent, powered):
    study = region_study(kind, percent, powered)
    grams = [each.best for each in study.operational_g.values()]
    assert grams == sorted(grams)
    assert set(study.operational_g) == set(footprint.REGIONS)
    assert study.hardware_leads == tuple(study.operational_g)[: len(study.hardware_leads)]
    assert list(study.place[kind]) == list(study.operational_g)
    for places in study.place.values():
        assert list(places.values()) == list(range(1, 11))


def test_where_hardware_leads_depends_on_the_intensity():
    average, marginal = (region_study(kind, 50) for kind in footprint.KINDS)
    assert set(average.hardware_leads) == {"eu-north-1", "ca-central-1", "sa-east-1", "us-west-2"}
    assert marginal.hardware_leads == ()
    assert round(average.crossing.best) == tables.figure("footprint", "m5_large_crossing").value


def test_the_cleanest_region_is_among_the_dirtiest_at_the_margin():
    average, marginal = (list(region_study(kind, 50).operational_g) for kind in footprint.KINDS)
    assert average[0] == "eu-north-1"
    assert marginal.index("eu-north-1") == 7
    places = region_study("average", 50).place
    assert [places[kind]["eu-north-1"] for kind in footprint.KINDS] == [1, 8]
    assert footprint.ranking("marginal").index("eu-north-1") == 8  # the PUE changes one place


def test_three_ways_to_tell_the_machines_power():
    """By hand: 2 · (0.65 + 0.5 · 3.61); with 8 GB at 0.392 W; 2/96 of 677.8 W."""
    watts = [1000 * machine_kwh(0.5, powered).best for powered in POWERED]
    assert watts == pytest.approx([4.91, 4.91 + 8 * 0.392, 677.8 / 48])
    crossings = [region_study("average", 50, powered).crossing.best for powered in POWERED]
    assert crossings == pytest.approx([957.71 / (each * 1.135) for each in watts], rel=1e-4)


@given(percents)
@settings(deadline=None, max_examples=20)
def test_the_measured_share_is_that_of_the_server(percent):
    server_w = power_study(percent).measured_here.best
    assert 1000 * machine_kwh(percent / 100, MEASURED_CURVE).best == pytest.approx(server_w * 2 / 96)


def test_which_half_is_larger_depends_on_how_power_is_told():
    leads = [set(region_study("average", 50, powered).hardware_leads) for powered in POWERED]
    surely = {"eu-north-1", "ca-central-1"}
    assert leads == [surely | {"sa-east-1", "us-west-2"}, surely, surely]
    assert not any(region_study("marginal", 50, powered).hardware_leads for powered in POWERED)
