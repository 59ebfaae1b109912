"""Times in a table's cells: seconds or milliseconds since 1970, RFC 3339, or a local time that may be any zone's.

Vocabulary: a `clock` turns one cell into milliseconds; what it can't know, the `zone` of "2026-10-01 09:00:00", is said
by the learner or named in a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from course_lib import require
from course_lib.sizing.demand.files.points import LATEST_S

Clock = Callable[[str, int], int]  # a cell, and the time before it

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NUMBER = re.compile(r"\d{1,16}([.,]\d+)?", re.ASCII)
FROM_MS = 1e11  # seconds would be the year 5138
DATED = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
FORMS = "be seconds or milliseconds since 1970, or like 2026-10-01T09:00:00Z or 2026-10-01 09:00:00"
ROUNDED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
NO_ZONE = (
    "The times name no time zone and were taken for UTC: where clocks change, an hour is missing or comes twice. If you"
    ' know the zone, say it: zone="Europe/Berlin".'
)


def clock(cell: str, where: tzinfo | None) -> tuple[Clock, list[str]]:
    """Return how a column's cells become milliseconds, judged by the first of them, and what to know about it.

    >>> read, remarks = clock("2026-10-01 02:00:00", zone_called("Europe/Berlin"))
    >>> read("2026-10-01 02:00:00", -1), remarks
    (1790812800000, [])
    """
    require.that(not ROUNDED.fullmatch(cell), "time", cell, "be whole: a spreadsheet has rounded it, save the CSV anew")
    if NUMBER.fullmatch(cell):
        return _counted, []
    match = DATED.fullmatch(cell)
    require.that(match is not None, "time", cell, FORMS)
    has_zone = match is not None and match["zone"] is not None
    return _dated(has_zone, where or UTC), [NO_ZONE] if where is None and not has_zone else []


def zone_called(zone: str | None) -> tzinfo | None:
    """Return a time zone, if one is named.

    >>> zone_called("Mars/Base")
    Traceback (most recent call last):
    ...
    ValueError: zone must be the name of a time zone, such as "Europe/Berlin", got 'Mars/Base'
    """
    if zone is None:
        return None
    rule = 'be the name of a time zone, such as "Europe/Berlin"'
    require.that(isinstance(zone, str) and re.fullmatch(r"[\w+/-]{1,60}", zone) is not None, "zone", zone, rule)
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, OSError, ValueError) as problem:
        raise ValueError(f"zone must {rule}, got {zone!r}") from problem


def _counted(cell: str, _: int) -> int:
    require.that(NUMBER.fullmatch(cell) is not None, "time", cell, "be a number, as the first one is")
    value = float(cell.replace(",", "."))
    time_ms = round(value if value >= FROM_MS else value * 1000)
    require.that(time_ms < LATEST_S * 1000, "time", cell, "be seconds or milliseconds since 1970")
    return time_ms


def _dated(has_zone: bool, where: tzinfo) -> Clock:
    def read(cell: str, before: int) -> int:
        match = DATED.fullmatch(cell)
        require.that(match is not None and (match["zone"] is not None) == has_zone, "time", cell, "be as the first one")
        time = _parse(cell)
        if has_zone:
            return _milliseconds(cell, time)
        first, second = (_milliseconds(cell, time.replace(tzinfo=where, fold=fold)) for fold in (0, 1))
        return first if first > before else second  # an hour that comes twice when clocks are put back

    return read


def _parse(cell: str) -> datetime:
    try:
        return datetime.fromisoformat(re.sub(r"\s+(?=[Z+-])", "", cell.replace(",", ".")))
    except ValueError as problem:
        raise ValueError(f"time must be a date that there is, got {cell!r}") from problem


def _milliseconds(cell: str, time: datetime) -> int:
    try:
        time_ms = (time - EPOCH) // timedelta(milliseconds=1)
    except OverflowError:
        time_ms = -1
    require.that(0 <= time_ms < LATEST_S * 1000, "time", cell, "be later than 1970")
    return time_ms
