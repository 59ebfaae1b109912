"""Plain values: what NumPy and friends become, what agrees with what, how it looks."""

from __future__ import annotations

from collections import namedtuple
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.framework.exercise.values import Other, close, is_finite, kind_of, same, short_repr, to_plain

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda each: st.lists(each, max_size=4)
)


class Colour(IntEnum):
    RED = 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.int64(3), 3),
        (np.float32(0.5), 0.5),
        (np.longdouble(0.5), 0.5),
        (np.bool_(True), True),
        (np.str_("a"), "a"),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (np.array(7), 7),
        (np.array([{}, None], dtype=object), [Other("a dict", ""), None]),
        (Fraction(1, 4), 0.25),
        (Decimal("0.25"), 0.25),
        (Colour.RED, 1),
        (namedtuple("Box", "a b")(1, 2), [1, 2]),
        ((1, (2, [3])), [1, [2, [3]]]),
        ({1: 2}, Other("a dict", "")),
        (1j, Other("a complex", "")),
        (b"1", Other("a bytes", "")),
    ],
)
def test_plain(value, expected):
    assert to_plain(value) == expected
    assert type(to_plain(value)) is type(expected)


def test_plain_of_lists_without_a_bottom():
    loop: list = [1]
    loop.append(loop)
    deep: list = []
    for _ in range(10_000):
        deep = [deep]
    wide: list = []
    wide.extend([wide] * 100)
    assert to_plain(loop) == [1, Other("a list that contains itself", "")]
    assert "nested very deep" in repr(kind(to_plain(deep)))
    assert to_plain(wide) == [Other("a list that contains itself", "")] * 100


def kind(value) -> str:
    return kind(value[0]) if isinstance(value, list) else value.kind


@given(JSON)
def test_plain_keeps_what_is_plain(value):
    assert repr(to_plain(value)) == repr(value) or "deep" in short_repr(to_plain(value))
    assert isinstance(short_repr(value), str)


@given(JSON, JSON)
def test_same_is_symmetric_and_never_raises(one, other):
    assert same(one, other) == same(other, one)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (0.1 + 0.2, 0.3, True),
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        (float("nan"), float("nan"), True),
        (float("nan"), 1.0, False),
        ([1, float("nan")], [1, float("nan")], True),
        (float("inf"), float("inf"), True),
        ([1, [2]], [1, [2.0]], True),
        ([1], [1, 2], False),
        ([], None, False),
        ("1", 1, False),
        (Other("a dict", "{}"), {}, False),
    ],
)
def test_same(one, other, expected):
    assert same(one, other) is expected


def test_close_and_finite_take_any_length():
    assert not close(10**5000, 0.5, 0.1)
    assert not same(10**5000, 1.0)
    assert same(10**5000, 10**5000)
    assert not is_finite(10**5000)
    assert not is_finite(float("nan"))
    assert not is_finite(True)
    assert is_finite(10**20)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (3, "a number"),
        ((1,), "a list"),
        ("x", "text"),
        (True, "True or False"),
        (None, "None"),
        ({}, "a dict"),
        (1j, "a complex"),
        (iter([]), "a list_iterator"),
        (Other("an odd thing", "?"), "an odd thing"),
        (ValueError(), "a ValueError"),
        (AttributeError(), "an AttributeError"),
    ],
)
def test_kind_of(value, says):
    assert kind_of(value) == says


def test_looks_fits_a_card():
    class Odd:
        def __repr__(self):
            raise RuntimeError

    assert len(short_repr(list(range(10**5)))) <= 400
    assert short_repr(10**5000) == "<a number of thousands of digits>"
    assert short_repr(Odd()) == "<an Odd>"
    assert short_repr([10**5000]) == "<a list>"
