"""An earlier report, read from its JSON: strictly, and nothing in it is ever run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from course_lib.assessment.result import KINDS, Made
from course_lib.estimate import Estimate
from course_lib.report.document.earlier import Earlier, Input, preset
from course_lib.report.formats.json_data import FORMAT, VERSION
from course_lib.text_files import files, json_text
from course_lib.text_files.messages import refusal
from course_lib.text_files.parts import Part

RULE = "must be a report as --json wrote it"
ANEW = "the file that python -m course_lib report … --json wrote"
VERSIONS = (1, VERSION)  # the first has no draws
NUMBER_MOST = 1e15  # beyond it, nothing of a cluster is
T = TypeVar("T")


class Report(Part):
    """The whole file, whose faults say what to try."""

    @property
    def to_try(self) -> str:
        """What may help where something is wrong with it."""
        return ANEW


def read_json(source: files.Source) -> Earlier:
    """Read an earlier report.

    Parameters
    ----------
    source : str or Path
        The file that `--json` wrote; or its text.

    Raises
    ------
    ValueError
        If it can't be read, isn't a report, is of another version, or holds what no report holds; the message names
        file, place, rule and value.
    """
    name, content = files.title(source), files.text(source)
    value, end = json_text.parse(name, content.lstrip("\ufeff \t\r\n"), 0, RULE, ANEW)
    if content.lstrip("\ufeff \t\r\n")[end:].strip():
        raise refusal(name, f"{RULE}, but something follows it; to try: {ANEW}")
    return _earlier(_checked(Report(value, name)))


def _checked(report: Part) -> Part:
    if not isinstance(report.value, dict) or report.value.get("format") != FORMAT:
        report.refuse("be a report as --json wrote it")
    version = report.at("version")
    if version.whole() not in VERSIONS:
        known = " or ".join(map(str, VERSIONS))
        version.refuse(f"be {known}, which is all that this version of the course reads", "make the report anew")
    return report.at("found")


def _earlier(found: Part) -> Earlier:
    """Return what counts of it."""
    made = found.at("made")
    of_made = {name: made.at(name).text() for name in ("version", "date", "command", "digest")}
    inputs = [*found.at("inputs").parts(), found.at("region")]
    busiest = {_named(each, "service"): _maybe(each.at("busiest_over_mean")) for each in found.at("candidates").parts()}
    return Earlier(
        Made(**of_made, synthetic=made.at("synthetic").flag()),
        _each(found.at("today", "total"), _estimate),
        tuple(map(_preset, found.at("presets").parts())),
        {_named(each, "name"): _input(each) for each in inputs},
        busiest,
        _each(found.at("today_drawn"), _draws),
    )


def _each(part: Part, read: Callable[[Part], T]) -> dict[str, T]:
    return {name: read(part.at(name)) for name in part.entries()}


def _named(part: Part, key: str) -> str:
    return part.at(key).text() or part.at(key).refuse("be text of at least one character")


def _input(part: Part) -> Input:
    kind = part.at("kind")
    if kind.text() not in KINDS:
        kind.refuse(f"be one of {', '.join(KINDS)}")
    return Input(_named(part, "title"), _estimate(part.at("value")), kind.text())


def _preset(part: Part) -> str:
    return preset(_named(part, "name"), part.at("workers").whole(), _number(part.at("objective")))


def _maybe(part: Part) -> Estimate | None:
    return None if part.value is None else _estimate(part)


def _draws(part: Part) -> tuple[float, ...]:
    return tuple(map(_number, part.parts()))


def _estimate(part: Part) -> Estimate:
    best, low, high = (_number(part.at(name)) for name in ("best", "low", "high"))
    unit, source, certainty = (part.at(name).text() for name in ("unit", "source", "certainty"))
    try:
        return Estimate(best=best, low=low, high=high, unit=unit, source=source, certainty=certainty)
    except ValueError as problem:
        raise part.fault(str(problem)) from problem


def _number(part: Part) -> float:
    is_number = isinstance(part.value, int | float) and not isinstance(part.value, bool)
    if not is_number or not abs(part.value) <= NUMBER_MOST:
        part.refuse(f"be a number of at most {NUMBER_MOST:g}, above or below zero")
    return float(part.value)
