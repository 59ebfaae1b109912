"""A report as JSON: everything that was found, with ranges, units and sources, and a version of how it's laid out.

An estimate is `{"best": …, "low": …, "high": …, "unit": …, "source": …, "certainty": …}`; names stand as in the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from json import dumps
from typing import Any

from course_lib.assessment.result import Assessment
from course_lib.digits import kept
from course_lib.estimate import Estimate
from course_lib.report.document.compared import compared
from course_lib.report.document.document import LIMITS, TITLE
from course_lib.report.document.earlier import Earlier
from course_lib.report.document.parts import Section
from course_lib.report.document.records import Record, of_section

FORMAT, VERSION = "mesh-efficiency-course report", 2
OF_ESTIMATES = ("best", "low", "high", "unit", "source", "certainty")


def json(found: Assessment, before: Earlier | None = None) -> str:
    """Return a report as JSON that `read_json` reads again."""
    said = {"format": FORMAT, "version": VERSION, "title": TITLE, "limits": LIMITS, "found": plain(found)}
    if before is not None:
        said["before_after"] = _compared(compared(found, before))
    return dumps(said, indent=1, allow_nan=False) + "\n"


def plain(value: Any) -> Any:
    """Return a value as JSON knows it.

    >>> plain(Estimate(best=2.0, low=1.0, high=3.0, unit="nodes", source="an example"))["high"]
    3.0
    """
    if isinstance(value, Estimate):
        return {name: plain(getattr(value, name)) for name in OF_ESTIMATES}
    if isinstance(value, float):
        return kept(value)
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, tuple | list) else value


def _compared(section: Section) -> list[dict[str, Any]]:
    return [_of_record(each) for each in of_section(section)]


def _of_record(record: Record) -> dict[str, Any]:
    said = {"table": record.table, "row": record.row, "column": record.column, "text": record.text}
    return said | ({} if record.value is None else plain(record.value))
