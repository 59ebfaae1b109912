"""Which of a file's series are meant: one, or all of them added, and never by a guess of ours.

Vocabulary: `where` ({"reporter": "destination"}) names the labels that a series must have; what would count one thing
twice is `doubled`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course_lib import require
from course_lib.sizing.demand.files.points import Line
from course_lib.sizing.demand.files.units import LATENCIES
from course_lib.text_files.messages import enumerated, quote, refusal, shorten, show_name

ADD = "add"
COLUMN = "column"  # the label that a table's columns have
SHOWN_VALUES, SHOWN_MOST = 3, 24
PART_OF_POD = "container"
POD_LABELS = ("pod", "namespace", "__name__")
REPORTERS = "each request is reported by its client's proxy and by its server's"
DOUBLED = (
    ("reporter", REPORTERS, 'where={"reporter": "destination"}'),  # Istio
    ("direction", REPORTERS, 'where={"direction": "inbound"}'),  # Linkerd
    ("le", "a histogram's buckets hold one another", 'where={"le": "+Inf"}, or the query of its _count'),
    ("__name__", "they are different metrics", "a file for each"),
    ("unit", "they have different units", 'where={"unit": "core"}'),
)


def choose(title: str, lines: Sequence[Line], series: str | None, where: Mapping[str, str] | None) -> list[Line]:
    """Return the one series that is meant, or all that are to be added.

    Parameters
    ----------
    title : str
        What messages call the file.
    lines : sequence of Line
        All of the file.
    series : "add" or None
        Whether all are added.
    where : mapping of str to str, or None
        Labels that a series must have.

    Raises
    ------
    ValueError
        If none is left; or several, and nobody said that they should be added; or their sum would count something
        twice.
    """
    require.that(series in (None, ADD), "series", series, f'be "{ADD}", or left out for a file of one series')
    left = _filtered(title, lines, _labels(where))
    if len(left) > 1 and series is None:
        raise _several(title, left)
    if len(left) > 1:
        _refuse_doubled(title, left)
    return left


def refuse_latencies(title: str, lines: Sequence[Line], unit: str) -> None:
    """Refuse to add latencies."""
    if len(lines) > 1 and unit in LATENCIES:
        said = (
            f"holds {len(lines):,} series in {unit}, and a latency here and one there don't add up;"
            " to try: one with where=, or histogram_quantile(0.99, sum by (le) (…)), which reads them as one service"
        )
        raise refusal(title, said)


def differing(lines: Sequence[Line]) -> dict[str, list[str]]:
    """Return the labels that tell series apart, each with its values; "" where a series lacks it.

    >>> import numpy as np
    >>> lines = [Line("", "", {"job": "web", "pod": pod}, np.array([0]), np.array([1.0])) for pod in "ab"]
    >>> differing(lines)
    {'pod': ['a', 'b']}
    """
    names = dict.fromkeys(name for line in lines for name in line.labels)
    values = {name: list(dict.fromkeys(line.labels.get(name, "") for line in lines)) for name in names}
    return {name: each for name, each in values.items() if len(each) > 1}


def _labels(where: Any) -> dict[str, str]:
    is_labels = where is None or (
        isinstance(where, Mapping) and all(isinstance(text, str) for item in where.items() for text in item)
    )
    require.that(is_labels, "where", where, 'be labels and their values, such as {"pod": "a"}')
    return dict(where or {})


def _filtered(title: str, lines: Sequence[Line], where: dict[str, str]) -> list[Line]:
    left = list(lines)
    for name, value in where.items():
        there = list(dict.fromkeys(line.labels.get(name, "") for line in left))
        left = [line for line in left if line.labels.get(name, "") == value]
        if not left:
            got = enumerated([quote(each, SHOWN_MOST) for each in there], SHOWN_VALUES)
            raise refusal(title, f"must hold a series where {_pair(name, value)}, but there it is {got}")
    return left


def _pair(name: str, value: str) -> str:
    return f"{_short(name)} is {quote(value, SHOWN_MOST)}"


def _several(title: str, lines: Sequence[Line]) -> ValueError:
    apart = differing(lines)
    if not apart:
        said = f"holds {len(lines):,} series with the same labels; to try: one answer, not several joined"
        return refusal(title, said)
    names = [f"{_short(name)} ({_values(values)})" for name, values in list(apart.items())]
    first, values = next(iter(apart.items()))
    one = _wish(first, values[0])
    said = f"holds {len(lines):,} series, which differ in {enumerated(names, 2)}; to try: {one} for one of them, or"
    return refusal(title, f'{shorten(said, 180)} series="{ADD}" for their sum')


def _short(text: str) -> str:
    return show_name(shorten(text, SHOWN_MOST), SHOWN_MOST)


def _wish(label: str, value: str) -> str:
    if label == COLUMN:
        return f"{COLUMN}={quote(value, SHOWN_MOST)}"
    return f"where={{{quote(label, SHOWN_MOST)}: {quote(value, SHOWN_MOST)}}}"


def _values(values: list[str]) -> str:
    return enumerated([_short(each) if each else "none" for each in values], SHOWN_VALUES).replace(" and ", ", ")


def _refuse_doubled(title: str, lines: Sequence[Line]) -> None:
    apart = differing(lines)
    if not apart:
        raise _several(title, lines)
    for name, why, step in DOUBLED:
        if name in apart:
            said = f"holds series whose {name} differs ({_values(apart[name])}), so their sum is wrong: {why}"
            raise refusal(title, f"{said}; to try: {step}")
    if any("quantile" in line.labels for line in lines):
        raise refusal(title, "holds quantiles, whose sum is none; to try: one of them with where=, or a histogram")
    if double := _pod_beside_its_parts(lines):
        said = f"holds {double.title} of a whole pod, and series of its containers: the sum would count them twice"
        raise refusal(title, f'{said}; to try: container!="" in the query')


def _pod_beside_its_parts(lines: Sequence[Line]) -> Line | None:
    """Return the cgroup of a pod that cAdvisor reports beside those of its containers."""
    parts = {_pod(line) for line in lines if line.labels.get(PART_OF_POD)}
    whole = (line for line in lines if not line.labels.get(PART_OF_POD) and line.labels.get("pod"))
    return next((line for line in whole if _pod(line) in parts), None)


def _pod(line: Line) -> tuple[str, ...]:
    return tuple(line.labels.get(name, "") for name in POD_LABELS)
