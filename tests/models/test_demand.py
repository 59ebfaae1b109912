"""A demand's door, its statistics over what is known alone, and units that keep totals and shares of a pod apart."""

from __future__ import annotations

import copy
import math
import pickle
import re
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.sizing import Demand

NAN = math.nan
points = st.lists(st.one_of(st.just(NAN), st.floats(0, 1e6)), min_size=1, max_size=40).filter(
    lambda values: not all(map(math.isnan, values))
)


def cores(*values: float, **others) -> Demand:
    return Demand(list(values), **{"step_s": 60, "unit": "cores", **others})


def test_statistics_are_those_of_the_known_values_alone():
    with_gaps = cores(NAN, 1, 4, NAN, 2, 5, NAN)
    assert (with_gaps.mean, with_gaps.peak, with_gaps.quantile(0), with_gaps.quantile(1)) == (3, 5, 1, 5)
    assert with_gaps.quantile(0.5) == 3  # zeros for the gaps would make it 1
    assert with_gaps.known.tolist() == [False, True, True, False, True, True, False]
    assert with_gaps.known_value.tolist() == [1, 4, 2, 5]
    assert with_gaps.peak_over_mean == pytest.approx(5 / 3)
    assert with_gaps.duration_s == 7 * 60


@given(points, st.floats(0, 1))
def test_gaps_anywhere_change_no_statistic(values, share):
    demand = cores(*values)
    known = [value for value in values if not math.isnan(value)]
    alone = cores(*known)
    assert (demand.mean, demand.peak, demand.quantile(share)) == (alone.mean, alone.peak, alone.quantile(share))
    assert min(known) <= demand.quantile(share) <= demand.peak == max(known)
    assert f"{len(values) - len(known)} gap" in repr(demand) or len(values) == len(known)


@pytest.mark.parametrize(("share", "found"), [(0.9, 46), (0.33, 23.2)])
def test_quantiles_are_those_of_prometheus(share, found):
    """What promtool 2.42 finds for quantile_over_time over these five; of 10, NaN, 30, NaN, 50 it finds 10 at 0.5."""
    assert cores(10, 50, 30, 20, 40).quantile(share) == pytest.approx(found)
    assert cores(10, NAN, 30, NAN, 50).quantile(0.5) == 30


def test_nothing_was_asked_for_is_known_and_has_no_ratio():
    nothing = cores(0, 0)
    assert (nothing.mean, nothing.peak) == (0, 0)
    assert math.isnan(nothing.peak_over_mean)


def test_it_is_said_in_one_line():
    line = "Demand(web: 3 values, one every 60 s, mean 1,500 cores, peak 2,000 cores, 1 gap; a file)"
    assert repr(cores(1000, NAN, 2000, name="web", source="a file")) == line
    assert repr(cores(1)) == "Demand(demand: 1 value, one every 60 s, mean 1 core, peak 1 core; synthetic)"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": []}, "value must have 1 to 10,000,000 entries, got []"),
        ({"value": [NAN, NAN]}, "value must hold at least one number: nothing is known of it, got [nan, nan]"),
        ({"value": [1, math.inf]}, "value[1] must be a finite number, or NaN, got inf"),
        ({"value": [1, 2, -0.5]}, "value[2] must be from 0 to 1e+100, or NaN where nothing is known, got -0.5"),
        ({"value": [1e200]}, "value[0] must be from 0 to 1e+100, or NaN where nothing is known, got 1e+200"),
        ({"value": [[1, 2]]}, "value must be a flat list of numbers, got [[1, 2]]"),
        ({"value": [[1, 2], [3]]}, "value must be a list of numbers, got [[1, 2], [3]]"),
        ({"value": ["3"]}, "value must be a list of numbers, got ['3']"),
        ({"value": [None, 1]}, "value must be a list of numbers, got [None, 1]"),
        ({"value": [True, 1]}, "value must be a list of numbers, got [True, 1]"),
        ({"step_s": 0}, "step_s must be positive, got 0"),
        ({"step_s": NAN}, "step_s must be a finite number, got nan"),
        ({"step_s": 1e300}, "step_s must be at most 1e+100, got 1e+300"),
        ({"start_s": "now"}, "start_s must be a finite number, got 'now'"),
        ({"unit": " "}, "unit must be one line of text, got ' '"),
        ({"unit": 3}, "unit must be one line of text, got 3"),
        ({"name": "two\nlines"}, "name must be one line of text, got 'two\\nlines'"),
        ({"source": ""}, "source must be one line of text, got ''"),
        ({"remarks": "a text"}, "remarks must be a tuple of str, got 'a text'"),
        ({"remarks": (1,)}, "remarks must be a tuple of str, got (1,)"),
    ],
)
def test_the_door(changes, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Demand(**{"value": [1.0], "step_s": 60, "unit": "cores", **changes})


def test_it_is_a_copy_that_nobody_changes():
    values = np.array([1.0, 2.0])
    demand = Demand(values, 60, "cores")
    values[0] = 9
    assert demand.value.tolist() == [1, 2]
    for one in (demand, copy.deepcopy(demand), pickle.loads(pickle.dumps(demand))):  # noqa: S301
        with pytest.raises(ValueError, match="read-only"):
            one.value[0] = 9


def test_a_stretch_begins_later():
    demand = cores(1, 2, 3, 4, start_s=1000)
    assert demand[1:3].value.tolist() == [2, 3]
    assert demand[1:3].time_s.tolist() == demand.time_s.tolist()[1:3] == [1060, 1120]
    assert demand[-1:].time_s.tolist() == [1180]


@pytest.mark.parametrize("part", [2, slice(0, 4, 2), slice(2, 2), slice(9, None), slice(None, None, -1)])
def test_a_stretch_is_whole(part):
    with pytest.raises(ValueError, match=r"^part must "):
        cores(1, 2, 3, 4)[part]


def test_a_stretch_of_gaps_is_no_demand():
    with pytest.raises(ValueError, match="nothing is known of it"):
        cores(1, NAN, NAN)[1:]


def test_a_sum_keeps_the_gaps_of_both_and_what_is_to_be_known():
    web = cores(1, NAN, 3, 4, name="web", source="a.json", remarks=("one", "two"))
    api = cores(1, 2, NAN, 4, name="api", source="b.json", remarks=("two", "three"))
    both = web + api
    np.testing.assert_array_equal(both.value, [2, NAN, NAN, 8])
    assert (both.name, both.source, both.remarks) == ("web + api", "a.json + b.json", ("one", "two", "three"))
    assert (web + web).source == "a.json"


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"unit": "cores per pod"}, "unit must be that of web (cores) to be added to it, got 'cores per pod'"),
        ({"step_s": 30}, "step_s must be that of web (60.0) to be added to it, got 30.0"),
        ({"start_s": 30}, "start_s must be that of web (0.0) to be added to it, got 30.0"),
        ({"value": [1.0]}, "value must have as many values (2) to be added, got array([1.])"),
    ],
)
def test_what_does_not_lie_on_one_grid_is_not_added(other, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        cores(1, 2, name="web") + Demand(**{"value": [1.0, 2.0], "step_s": 60, "unit": "cores", **other})


def test_a_number_is_no_demand():
    with pytest.raises(TypeError):
        cores(1, 2) + 3


def test_a_share_of_a_pod_and_a_total_are_told_apart():
    total = cores(20, NAN, 30)
    share = total.per_pod(10)
    assert (share.unit, share.peak) == ("cores per pod", 3)
    back = share.total(10)
    np.testing.assert_allclose(back.value, total.value, rtol=1e-15)
    assert back.unit == "cores"
    with pytest.raises(ValueError, match=r'^unit must end with "per pod", to be added up, got \'cores\'$'):
        total.total(10)
    with pytest.raises(ValueError, match="unit must be a total, to be divided over pods, got 'cores per pod'"):
        share.per_pod(10)
    with pytest.raises(ValueError, match="pods must be a whole number of at least 1, got 0"):
        total.per_pod(0)


def test_a_coarser_step_has_the_same_mean_and_a_lower_peak():
    fine = cores(1, 3, 5, 7, 6, 2)
    coarse = fine.averaged(2)
    assert (coarse.value.tolist(), coarse.step_s, coarse.mean) == ([2, 6, 4], 120, fine.mean)
    assert coarse.peak < fine.peak
    assert fine.averaged(6).value.tolist() == [4]
    assert fine.averaged(4).value.tolist() == [4]  # the two at the end fill no step
    with pytest.raises(ValueError, match="points must be at most the number of values, 6, got 7"):
        fine.averaged(7)


def test_a_mean_over_gaps_is_that_of_what_is_known_or_a_gap():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        np.testing.assert_array_equal(cores(NAN, NAN, 4, NAN).averaged(2).value, [NAN, 4])


def test_another_unit():
    requests = Demand([100, NAN], 60, "requests/s")
    np.testing.assert_array_equal(requests.scaled(0.01, "cores").value, [1, NAN])
    assert (requests.scaled(2).unit, requests.scaled(0.01, "cores").unit) == ("requests/s", "cores")
    for factor in (0, -1, NAN, 1e200):
        with pytest.raises(ValueError, match="factor must be"):
            requests.scaled(factor)
