"""The answer of Prometheus' query_range, or promtool's bare list of it: its series, or in words what it is instead.

Vocabulary: an `answer` is all of the file; its `result` a list of `series`, each with its `metric` ({"pod": "a"}, the
labels) and its `values`. What Prometheus adds for the reader, its `warnings`, is handed on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

from course_lib.sizing.demand.files import points
from course_lib.sizing.demand.files.points import Line
from course_lib.text_files import files, json_text
from course_lib.text_files.messages import quote, refusal, shorten, show_name
from course_lib.text_files.parts import Part

WRITTEN = "must be JSON as Prometheus writes it"
ANEW = "save the whole answer of query_range anew"
SHORTER = "a longer step, or a part of the time"
ERROR_MOST, WARNING_MOST, WARNINGS_MOST = 150, 200, 5
BLANK = re.compile(r"[\s\ufeff]*")
RANGE = "query_range with start, end and step, or promtool query range -o json"
OTHER_TYPES = {
    "vector": "values of one moment (a vector), not of a time",
    "scalar": "one number (a scalar), not values over time",
    "string": "a text, not values over time",
    "streams": "lines of a log (Loki), not numbers over time",
}
OTHER_FORMS = (
    (r"query error: (?P<said>.*)", "promtool's error: {said}"),
    (r"(scalar: |[^\n]*=>[^\n]*(\n|@\[))", "promtool's own text; to try: -o json in its command"),
    (r"#\s*(HELP|TYPE)\b", "what a service exposes at one moment (/metrics), not an answer; to try: " + RANGE),
    (r"<", "a page of HTML (of a login?), not an answer; to try: its address in a browser"),
    (r"curl: (?P<said>.*)", "curl's error: {said}"),
    (r'(sep=|"?time"?[,;\t])', "a table, not an answer; to try: Demand.from_csv"),
    (r"#{1,6} |\{[%#{]|!?\[[^\]\n]*\]\(|\||```", "a text (in Markdown?), not an answer; to try: " + RANGE),
    (r"404 page not found", "an address that Prometheus doesn't know; to try: /api/v1/query_range"),
)


class Answer(Part):
    """The whole of a file."""

    __slots__ = ()
    joint = ", "

    @property
    def to_try(self) -> str:
        """What may help where something is wrong with it."""
        return ANEW


class Series(Part):
    """One series of an answer, which its place counts from 1 and tells from the others by its labels."""

    __slots__ = ()
    joint = ", "

    def place(self, most: int) -> str:
        """Return its place in words."""
        begin = self.within.place(most) if self.within else ""
        return f"{begin}, {series_title(cast(int, self.key), labels_of(self.value), most)}"


@dataclass(frozen=True)
class Contents:
    """What a file holds: its series, and what Prometheus said about them."""

    lines: list[Line]
    remarks: list[str]


def labels_of(value: Any) -> dict[str, str]:
    """Return a series' labels as far as they can be shown, whatever stands in their place."""
    metric = value.get("metric") if type(value) is dict else None
    return {str(key): str(label) for key, label in metric.items()} if type(metric) is dict else {}


def labels_text(labels: dict[str, str]) -> str:
    """Return labels as PromQL writes them.

    >>> labels_text({"__name__": "up", "job": "web"})
    'up{job="web"}'
    """
    name = labels.get("__name__", "")
    inner = ", ".join(f'{key}="{value}"' for key, value in labels.items() if key != "__name__")
    return f"{name}{{{inner}}}" if inner or not name else name


def series_title(number: int | str, labels: dict[str, str], most: int) -> str:
    """Return what messages call a series.

    >>> series_title(3, {"pod": "a"}, 90)
    'series 3 ({pod="a"})'
    """
    return f"series {number} ({show_name(labels_text(labels), most)})"


@json_text.without_collector()
def load(source: files.Source) -> Contents:
    """Return the series of an answer.

    Parameters
    ----------
    source : str or Path
        The file; or its text.

    Raises
    ------
    ValueError
        If it can't be read, is an error's answer (its text is shown) or no answer of query_range, or a point in it is
        none; the message names file, series and point.
    """
    answer = Answer(_parse(files.title(source), files.text(source, if_too_large=SHORTER)), files.title(source))
    remarks = _check(answer) if type(answer.value) is dict else []
    result = answer.at("data", "result") if type(answer.value) is dict else answer
    if not result.parts():
        said = "holds no series: nothing matched in that time, or the window of a rate() is too short for two samples"
        raise answer.fault(said, "the query alone in Prometheus' own page, then with a window four scrapes long")
    return Contents([_line(answer, number, part.value) for number, part in enumerate(result.parts(), 1)], remarks)


def _parse(name: str, content: str) -> Any:
    begin = _skip(content, 0)
    if begin == len(content):
        raise refusal(name, f"must hold something, but it is empty; to try: {ANEW}")
    if content[begin] not in "{[" or content.startswith("{} =>", begin):
        raise _other_form(name, content, begin)
    try:
        value, end = json_text.parse(name, content, begin, WRITTEN, ANEW)
    except ValueError as problem:
        raise _other_form(name, content, begin, known_only=True) or problem from problem.__cause__
    if _skip(content, end) < len(content):
        line = content.count("\n", 0, _skip(content, end)) + 1
        raise refusal(f"{name}, line {line:,}", "must hold one answer, but more follows; to try: a file for each")
    return value


def _skip(content: str, at: int) -> int:
    match = BLANK.match(content, at)
    return match.end() if match else at


def _other_form(name: str, content: str, at: int, *, known_only: bool = False) -> Any:
    for begins, what in OTHER_FORMS:
        if match := re.compile(begins, re.IGNORECASE).match(content, at):
            said = shorten(match.groupdict().get("said", ""), ERROR_MOST)
            return refusal(name, f"{WRITTEN}, but it is {what.format(said=show_name(said, ERROR_MOST))}")
    if known_only:
        return None
    return refusal(name, f"{WRITTEN}, got {quote(content[at : at + 60].strip(), 60)}; to try: {RANGE}")


def _check(answer: Part) -> list[str]:
    if answer.at("status").value == "error":
        said = show_name(shorten(f"{answer.at('errorType').value}: {answer.at('error').value}", ERROR_MOST), ERROR_MOST)
        raise answer.fault(f"is Prometheus' error, not an answer: {said}", "mend the query as it says")
    if answer.at("kind").text() and answer.at("status").value != "success":
        raise answer.fault("is what Kubernetes writes, not Prometheus' answer", f"Autoscaler.from_kubectl, or {RANGE}")
    if answer.at("status").text() != "success":
        answer.at("status").refuse("be success", RANGE)
    if type(answer.at("data").value) is list:
        answer.at("data").refuse("be the answer to a query", RANGE)
    kind = answer.at("data", "resultType").text()
    if kind != "matrix":
        what = OTHER_TYPES.get(kind, f"of type {show_name(kind, 20)}, not a matrix")
        raise answer.fault(f"holds {what}", RANGE)
    return _remarks(answer)


def _remarks(answer: Part) -> list[str]:
    said = [part for key in ("warnings", "infos") for part in answer.at(key).parts()]
    shown = [f"Prometheus says: {shorten(show_name(part.text(), WARNING_MOST), WARNING_MOST)}" for part in said]
    more = [f"Prometheus says {len(said) - WARNINGS_MOST:,} things more."] if len(said) > WARNINGS_MOST else []
    is_part = answer.at("isPartial").flag() or answer.at("data", "isPartial").flag()
    partial = ["The answer says that it is partial: some store didn't reply."] if is_part else []
    return [*shown[:WARNINGS_MOST], *more, *partial]


def _line(answer: Part, number: int, value: Any) -> Line:
    series = Series(value, number, answer)
    labels = series.at("metric").texts()
    if "histograms" in series.entries():
        raise series.fault(
            "holds native histograms, which aren't read", "histogram_quantile(…) or histogram_count(rate(…)) of them"
        )
    if "value" in series.entries() and "values" not in series.entries():
        raise series.fault(f"holds {OTHER_TYPES['vector']}", RANGE)
    time_ms, numbers = points.read(Part(series.at("values").value, "values", series))
    called = labels_text(labels) if labels else str(answer.key)
    return Line(series_title(number, labels, 60), called, labels, time_ms, numbers)
