"""Whatever a file holds, it becomes a demand, or one sentence that names the file, and nothing else."""

from __future__ import annotations

import contextlib
import copy
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.files import points
from course_lib.text_files.messages import MESSAGE_MOST
from course_lib.text_files.parts import Part

DATA = Path(__file__).parents[1] / "data" / "prometheus"
ANSWERS = [json.loads((DATA / f"{name}.json").read_text()) for name in ("odd", "fraction", "sum-by", "nan", "scalar")]
TABLE = '"Time";"{pod=""a""}";"b"\n1790812800;0,5;1 K\n1790812860;;2 K\n1790812920;NaN;3 K\n'
WISHES = [{"unit": "cores"}, {"unit": "s"}, {"unit": "cores", "series": "add"}, {"unit": "cores", "step_s": 60}, {}]
OUR_OWN = ("unit must", "step_s must", "zone must", "decimal must")  # the learner's words, not the file's

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**30, 10**400, -(10**400), 1e308, -0.0, 1790812860, 1790812860.25, 1e11])
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["1", "NaN", "+Inf", "-Inf", "-1", "1_0", " 1", "١", "1e999", "nan", "\x00", "\n", "x" * 5000])
)
anything = st.recursive(
    scalars,
    lambda some: st.lists(some, max_size=4) | st.dictionaries(st.text(max_size=8), some, max_size=4),
    max_leaves=8,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, itself first."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [path, *(place for key in keys for place in places(value[key], (*path, key)))]


@st.composite
def mutants(draw: st.DrawFn) -> Any:
    """A real answer in which one to three places hold something else, are gone, or come twice."""
    answer = copy.deepcopy(draw(st.sampled_from(ANSWERS)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places(answer)))
        if not path:
            answer = draw(anything)
            continue
        around = answer
        for key in path[:-1]:
            around = around[key]
        how = draw(st.sampled_from(["replace", "remove", "twice"]))
        if how == "replace":
            around[path[-1]] = draw(anything)
        elif how == "remove":
            del around[path[-1]]
        elif isinstance(around, list):
            around.insert(path[-1], copy.deepcopy(around[path[-1]]))
    return answer


def read_or_refuse(read: Any, path: Path, content: str, wishes: dict[str, Any]) -> None:
    path.write_text(content, encoding="utf-8", errors="surrogatepass")
    try:
        found = read(path, **wishes)
    except ValueError as problem:
        message = str(problem)
        assert len(message) <= MESSAGE_MOST
        assert message.isprintable()
        assert message.startswith((path.name, *OUR_OWN)), message
    else:
        assert isinstance(found, Demand)
        assert all(len(remark) <= 400 and remark.isprintable() for remark in found.remarks)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile") / "week.json"


@settings(max_examples=200)
@given(mutants(), st.sampled_from(WISHES))
def test_a_mutated_answer_is_read_or_named(path, answer, wishes):
    read_or_refuse(Demand.from_prometheus, path, json.dumps(answer), wishes)


@settings(max_examples=100)
@given(st.data())
def test_a_truncated_or_spoilt_answer_is_read_or_named(path, data):
    whole = json.dumps(data.draw(st.sampled_from(ANSWERS)))
    begin, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    content = whole[:begin] + data.draw(st.text(max_size=5)) + whole[end:]
    read_or_refuse(Demand.from_prometheus, path, content, {"unit": "cores"})


@settings(max_examples=150)
@given(st.data())
def test_a_spoilt_table_is_read_or_named(path, data):
    begin, end = sorted(data.draw(st.tuples(*[st.integers(0, len(TABLE))] * 2)))
    put = data.draw(
        st.text(max_size=5) | st.sampled_from(["\n", ";", '"', "1e99", "9" * 400, "∞", "sep=x\n", "2026-01-01"])
    )
    wishes = data.draw(st.sampled_from([*WISHES, {"unit": "cores", "column": "b"}, {"decimal": ".", "unit": "cores"}]))
    read_or_refuse(Demand.from_csv, path.with_name("week.csv"), TABLE[:begin] + put + TABLE[end:], wishes)


@settings(max_examples=100)
@given(anything, st.sampled_from(["where", "series", "unit", "step_s", "name"]))
def test_wishes_of_any_kind_are_kept_or_refused(path, wish, name):
    path.write_text(json.dumps(ANSWERS[1]))
    with contextlib.suppress(ValueError):
        assert isinstance(Demand.from_prometheus(path, **{"unit": "cores", name: wish}), Demand)


# The quick way through the points and the careful one

good_times = st.integers(0, 10**8).map(lambda tick: tick / 1000)
good_values = st.floats(0, 1e100).map(repr) | st.sampled_from(["NaN", "+Inf", "-Inf", "-0", "0", "1e+21"])
rows = st.lists(st.tuples(good_times | scalars, good_values | scalars).map(list) | anything, min_size=1, max_size=5)


@settings(max_examples=300)
@given(rows)
def test_the_quick_way_takes_what_the_careful_one_takes(points_of_a_series):
    part = Part(points_of_a_series, "values", Part({}, "week.json"))
    columns = points._columns(points_of_a_series)
    quick = points._at_once(*columns) if columns else None
    try:
        careful = points._one_by_one(part, points_of_a_series)
    except ValueError:
        assert quick is None
    else:
        assert quick is not None
        assert all(np.array_equal(*both, equal_nan=True) for both in zip(quick, careful, strict=True))


@settings(max_examples=60)
@given(st.lists(st.sets(st.integers(0, 200), min_size=1), min_size=1, max_size=4), st.integers(1, 10**6), st.data())
def test_what_is_put_in_comes_out(path, times, step_ms, data):
    """Series on one grid have their sum at each time, and gaps where one of them has a hole."""
    value = {(at, time): data.draw(st.integers(0, 1000)) for at, each in enumerate(times) for time in each}
    series = [
        {"metric": {"pod": str(at)}, "values": [[time * step_ms / 1000, str(value[at, time])] for time in sorted(each)]}
        for at, each in enumerate(times)
    ]
    first, last = min(map(min, times)), max(map(max, times))
    expected = [
        None
        if not (alive := [at for at, each in enumerate(times) if min(each) <= time <= max(each)])
        or any((at, time) not in value for at in alive)
        else sum(value[at, time] for at in alive)
        for time in range(first, last + 1)
    ]
    path.write_text(json.dumps(series))
    wishes = {"unit": "cores", "series": "add", "step_s": step_ms / 1000}
    if all(each is None for each in expected):
        with pytest.raises(ValueError, match=re.escape("has no time at which all series are known")):
            Demand.from_prometheus(path, **wishes)
    else:
        found = Demand.from_prometheus(path, **wishes)
        assert [None if np.isnan(each) else each for each in found.value] == expected
