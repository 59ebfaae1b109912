"""The points of one series: [[1790812800.25, "0.5"], …] as arrays, each point checked.

Vocabulary: a `point` is a time and a value; a `line` is all points of one series, with the labels that tell it from
others ({"pod": "a"}) and the `title` that messages call it ('series 3 ({pod="a"})').
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.arrays import ReadOnly, Values, Whole
from course_lib.text_files.parts import Part

LATEST_S = 1e11  # the year 5138; what is larger counts milliseconds
SLACK_MS = 0.01  # floats of today's seconds are exact to a ten-thousandth of a millisecond
LARGEST = 1e100  # as of a demand
INFINITE = {"NaN": math.nan, "+Inf": math.inf, "-Inf": -math.inf}
Columns = tuple[list[Any], list[Any]]


@dataclass(frozen=True)
class Line(ReadOnly):
    """One series.

    Attributes
    ----------
    title : str
        What messages call it.
    name : str
        What a demand made of it is called.
    labels : dict of str to str
        What tells it from other series.
    time_ms : NDArray of int
        Milliseconds since 1970, rising.
    value : NDArray of float
        Zero or more; NaN and both infinities where the file says so.
    unit : str or None
        Where the values themselves say it ("12.3 req/s").
    """

    title: str
    name: str
    labels: dict[str, str]
    time_ms: Whole
    value: Values
    unit: str | None = None


class Point(Part):
    """One point of a series, which its place counts from 1."""

    __slots__ = ()
    joint = ", "

    def place(self, most: int) -> str:
        """Return its place in words."""
        return f"{self.within.place(most) if self.within else ''}, point {self.key:,}"


def read(points: Part) -> tuple[Whole, Values]:
    """Return times in milliseconds, and values.

    Parameters
    ----------
    points : Part
        A list of [seconds, "value"].

    Raises
    ------
    ValueError
        If a point isn't such a pair, is earlier than the one before or negative; the message names it.
    """
    rows = points.value
    if type(rows) is not list or not rows:
        points.refuse("be a list of points")
    columns = _columns(rows)
    found = _at_once(*columns) if columns else None
    return found or _one_by_one(points, rows)


def _columns(rows: list[Any]) -> Columns | None:
    if set(map(type, rows)) != {list} or set(map(len, rows)) != {2}:
        return None
    times, values = map(list, zip(*rows, strict=True))
    is_plain = set(map(type, times)) <= {int, float} and set(map(type, values)) == {str}
    return (times, values) if is_plain else None


def _at_once(times: list[Any], values: list[str]) -> tuple[Whole, Values] | None:
    """Return what `_one_by_one` would return, or None where it would refuse something."""
    if not _is_plain("".join(values)):
        return None
    try:
        seconds, value = np.array(times, dtype=np.float64), np.array(list(map(float, values)))
    except (ValueError, OverflowError):
        return None
    if not ((seconds >= 0) & (seconds < LATEST_S)).all():
        return None
    time_ms, finite = np.rint(seconds * 1000), np.isfinite(value)
    exact = bool((np.abs(seconds * 1000 - time_ms) <= SLACK_MS).all() and (np.diff(time_ms) > 0).all())
    named = all(values[at] in INFINITE for at in np.flatnonzero(~finite).tolist())
    within = bool(((value[finite] >= 0) & (value[finite] <= LARGEST)).all())
    if exact and named and within:
        return time_ms.astype(np.int64), value + 0.0  # 0.0: no -0
    return None


def _is_plain(text: str) -> bool:
    # What float() reads beyond Go's numbers: "1_000", " 1 ", "١".
    return text.isascii() and "_" not in text and not any(map(text.__contains__, " \t\n\r\f\v\x1c\x1d\x1e\x1f"))


def _one_by_one(points: Part, rows: list[Any]) -> tuple[Whole, Values]:
    times, values, before = [], [], -1
    for number, row in enumerate(rows, start=1):
        point = Point(row, number, points.within)
        if type(row) is not list or len(row) != 2:
            point.refuse('be a pair such as [1790812800, "0.5"]')
        before = _time_ms(Part(row[0], "time", point), before)
        times.append(before)
        values.append(_value(Part(row[1], "value", point)))
    return np.array(times, dtype=np.int64), np.array(values)


def _time_ms(time: Part, before: int) -> int:
    seconds: Any = time.value
    if type(seconds) not in (int, float):
        time.refuse("be seconds as a number")
    if not 0 <= seconds < LATEST_S:
        time.refuse("be seconds since 1970", "if it's milliseconds, divide by 1,000")
    time_ms: int = round(seconds * 1000)
    if abs(seconds * 1000 - time_ms) > SLACK_MS:
        time.refuse("have three decimals at most")
    if time_ms <= before:
        time.refuse("be later than the point before it", "one answer, not several joined")
    return time_ms


def _value(value: Part) -> float:
    text = value.value
    if type(text) is not str:
        value.refuse('be text such as "0.5"', "the answer as Prometheus wrote it")
    if text in INFINITE:
        return INFINITE[text]
    try:
        number = float(text) if _is_plain(text) else math.nan
    except ValueError:
        number = math.nan
    if math.isnan(number):
        value.refuse("be a number, NaN, +Inf or -Inf", "the answer as Prometheus wrote it")
    if not 0 <= number <= LARGEST:
        value.refuse(f"be from 0 to {LARGEST:g} in a demand", "a query that can't be negative")
    return number + 0.0
