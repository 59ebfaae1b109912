"""How two progress records of one thing become one, so that nothing is lost.

Vocabulary: the record `ahead` ({"status": "correct", "tries": 2}) has come further than the one `behind`
({"status": "not yet", "tries": 5}); what the latter `tells` ({"status": "not yet"}) stays in "earlier".
"""

from __future__ import annotations

from course_lib.record.progress.status import status_of
from course_lib.record.store import Data, Record

COUNTS = ("tries", "hints", "solutions_seen")
# These are joined field by field; what is left of a record says whether two tell the same.
JOINED = (*COUNTS, "solution_seen", "earlier")


def merge(data: Data, other: Data) -> None:
    """Merge every record of `other` into `data`."""
    for name, section in other.items():
        mine = data.setdefault(name, {})
        for key, record in section.items():
            mine[key] = merge_records(mine.get(key, {}), record)


def merge_records(mine: Record, other: Record) -> Record:
    """Return the record further along, with the larger counts, and what the other one tells as "earlier".

    Examples
    --------
    >>> merge_records({"status": "not yet", "tries": 5}, {"status": "correct", "tries": 2})
    {'status': 'correct', 'tries': 5, 'earlier': [{'status': 'not yet'}]}
    """
    ahead, behind = (other, mine) if _rank(other) > _rank(mine) else (mine, other)
    earlier = _distinct([*_earlier(mine), *_earlier(other), behind], ahead)
    seen = True in (mine.get("solution_seen"), other.get("solution_seen"))
    return (
        {name: value for name, value in ahead.items() if name != "earlier"}
        | {name: max(_numbers(name, mine, other)) for name in COUNTS if _numbers(name, mine, other)}
        | ({"solution_seen": True} if seen else {})
        | ({"earlier": earlier} if earlier else {})
    )


def _rank(record: Record) -> tuple[int, int, int]:
    told = _told(record)
    filled = sum(value not in (None, "") for name, value in told.items() if name != "skipped")
    return status_of(record).rank, filled, len(told)


def _told(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in JOINED}


def _earlier(record: Record) -> list[Record]:
    earlier = record.get("earlier")
    return [each for each in earlier if isinstance(each, dict)] if isinstance(earlier, list) else []


def _distinct(candidates: list[Record], ahead: Record) -> list[Record]:
    kept: list[Record] = []
    for record in map(_told, candidates):
        tells_more = any(name not in ahead or ahead[name] != value for name, value in record.items())
        if tells_more and record not in kept:
            kept.append(record)
    return kept


def _numbers(name: str, *records: Record) -> list[int]:
    return [record[name] for record in records if type(record.get(name)) is int]
